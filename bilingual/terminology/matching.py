"""Glossary terms found in a text: candidates, then boundaries, then the longest.

All overlapping candidates come from one Aho-Corasick pass over the folded text.  Each is judged by what
stands around it; only then is the leftmost-longest taken, so that a rejected longer candidate (``중국인`` in
``중국인민은행``) hides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from bilingual.article import Policy, TermMatch
from bilingual.terminology.asked import Asked
from bilingual.terminology.boundaries import Rejected, judge
from bilingual.terminology.candidates import Candidate, Form
from bilingual.terminology.entries import Entry, Glossary
from bilingual.terminology.folding import Folded, flat, fold
from bilingual.terminology.index import Index
from bilingual.terminology.selection import Selection, Words
from bilingual.terminology.sources import (
    is_short_of,
    is_silent,
)

_FORBID = Policy.FORBID
_RANK = {Policy.PIN: 0, Policy.CHECK: 1, Policy.SUGGEST: 2, Policy.FORBID: 3}
_GLOSS = re.compile(r"[ \u00a0]?[(（\[［〔【]")
_CLOSING = {"(": ")", "（": "）", "[": "]", "［": "］", "〔": "〕", "【": "】"}
_BEFORE_GLOSS = frozenset(" \u00a0(（[［〔【")
_OPENING = re.compile(r"[(（\[［〔【]")
_WITHIN_GLOSS = re.compile(r"[\s,·/、，'\"‘’“”:;]*")
#: Why a form that stands as a word, and counts, is no match after all.
LONGER_WINS = "longer match"
OUTRANKED = "outranked"
NO_SOURCE = "no source"
SECOND_ROW = "another row"


class Held(NamedTuple):
    """The rows that hold a span of the folded base text, the one that decides first."""

    start: int
    end: int
    rows: tuple[Entry, ...]


class Matcher:
    """Finds the terms of a glossary; built once, used for every segment.

    The index of a source language is made when it is first used.
    """

    def __init__(self, glossary: Glossary) -> None:
        self.glossary = glossary
        self._indexes: dict[str, Index] = {}
        self._asked: dict[tuple[str, ...], Asked] = {}
        self._full_names: dict[tuple[int, str], str] = {}
        self._article = Words("")
        self._everywhere = tuple(
            entry for entry in glossary.entries if entry.policy is Policy.FORBID and "ko" not in entry.forms
        )

    def find(
        self,
        text: str,
        language: str,
        targets: Sequence[str],
        context: str = "",
        rejected: Rejected | None = None,
    ) -> tuple[TermMatch, ...]:
        """The terms in ``text``, in order, with what they ask of ``targets``.

        Offsets are those of ``text`` as given.  ``context`` is more text (the article's) in which the words
        that select a homograph's row, and the full name of a short one, may stand.  Matches do not overlap,
        but for those of policy forbid, which may share their span with another and stand after it.  A form
        that is forbidden whatever the source says is reported with an empty source at 0..0.  ``rejected``
        is told of every other form whose letters stand in the text, and why it is no match.
        """
        index = self._indexes.get(language) or self._index(language)
        wanted = tuple(targets)
        asked = self._asked.get(wanted) or self._asked_of(wanted)
        always = (
            tuple(asked.match((entry,), "", 0, 0) for entry in self._everywhere if asked.serves(entry))
            if self._everywhere
            else ()
        )
        folded = fold(text)
        places = index.places(folded.skeleton)
        if not places:
            return always
        candidates = index.candidates(folded, places, rejected is not None)
        if not candidates:
            return always
        surviving = judge(candidates, folded.base, language, rejected)
        if not surviving:
            return always
        if self._article.text is not context and self._article.text != context:
            self._article = Words(context)
        return (*always, *self._among(surviving, text, folded, language, asked, rejected))

    def _index(self, language: str) -> Index:
        index = self._indexes[language] = Index(self.glossary.entries, language)
        return index

    def _asked_of(self, targets: tuple[str, ...]) -> Asked:
        asked = self._asked[targets] = Asked(targets)
        return asked

    def _among(
        self,
        surviving: Sequence[tuple[Candidate, Form]],
        text: str,
        folded: Folded,
        language: str,
        asked: Asked,
        rejected: Rejected | None,
    ) -> list[TermMatch]:
        """The matches among the forms that stand as words."""
        selection = Selection(text, self._article, asked.targets)
        spans: dict[tuple[int, int], list[Entry]] = {}
        forbidden: dict[tuple[int, int], list[Entry]] = {}
        serving = asked.serving
        for candidate, form in surviving:
            entry = form.entry
            if entry.context or form.full or form.unless or not serving.get(id(entry)):
                why = selection.fault(form)
                if why:
                    if rejected:
                        rejected(candidate, form, why)
                    continue
                serving[id(entry)] = True
            table = forbidden if entry.policy is _FORBID else spans
            span = candidate[:2]
            rows = table.get(span)
            if rows is None:
                table[span] = [entry]
            else:
                rows.append(entry)
        held = _longest(spans)
        if rejected:
            _tell_hidden(surviving, spans, held, rejected)
        base = folded.base
        chosen = [found for found in held if not is_silent(found.rows[0])]
        if _OPENING.search(base):
            chosen = _with_glosses(chosen, base)
        same = folded.starts is None
        matches = []
        for found in chosen:
            start, end, among = found
            full = self._full_name(found, base, language) if among[0].kind == "person" else ""
            short = full != "" and selection.introduced(full)
            if not same:
                start, end = folded.original(start, end)
            matches.append(asked.match(among, text[start:end], start, end, short))
        for (start, end), rows in forbidden.items():
            inside = any(f.start <= start and end <= f.end and f.end - f.start > end - start for f in chosen)
            if not inside:
                low, high = folded.original(start, end)
                matches += [asked.match((row,), text[low:high], low, high) for row in _unique(rows)]
        if forbidden:
            matches.sort(key=lambda match: (match.start, match.policy is Policy.FORBID, match.end))
        return matches

    def _full_name(self, found: Held, base: str, language: str) -> str:
        """The full name of a person whose short one stands here, where one row lists both."""
        row = found.rows[0]
        if row.kind != "person" or len(row.forms.get(language, ())) < 2:
            return ""
        key = (id(row), base[found.start : found.end])
        known = self._full_names.get(key)
        if known is None:
            forms = row.forms[language]
            here = fold(key[1]).skeleton
            short = next((form for form in forms if fold(flat(form)).skeleton == here), "")
            known = next((form for form in forms if short and is_short_of(short, form)), "")
            self._full_names[key] = known
        return known


def _tell_hidden(
    surviving: Iterable[tuple[Candidate, Form]],
    spans: Mapping[tuple[int, int], list[Entry]],
    held: Sequence[Held],
    rejected: Rejected,
) -> None:
    """Tell of the forms that count, but for another match over them."""
    kept = {(found.start, found.end): found.rows for found in held}
    for candidate, form in surviving:
        span = (candidate.start, candidate.end)
        if form.entry not in spans.get(span, ()):
            continue
        if span not in kept:
            over = [found for found in held if found.start < span[1] and span[0] < found.end]
            longer = any(found.end - found.start > span[1] - span[0] for found in over)
            rejected(candidate, form, LONGER_WINS if longer else OUTRANKED)
        elif is_silent(form.entry):
            rejected(candidate, form, NO_SOURCE)
        elif form.entry is not kept[span][0]:
            rejected(candidate, form, SECOND_ROW)


def _unique(rows: Sequence[Entry]) -> list[Entry]:
    return list({id(row): row for row in rows}.values())


def _longest(spans: Mapping[tuple[int, int], list[Entry]]) -> list[Held]:
    if len(spans) == 1:
        (((start, end), rows),) = spans.items()
        return [Held(start, end, _ordered(rows))]
    edge = 0
    for start, end in spans:
        if start < edge:
            return _longest_of_overlapping(spans)
        edge = end
    return [Held(start, end, _ordered(rows)) for (start, end), rows in spans.items()]


def _longest_of_overlapping(spans: Mapping[tuple[int, int], list[Entry]]) -> list[Held]:
    taken: list[Held] = []
    edge = 0
    ordered = sorted(spans, key=_leftmost_longest)
    for at, (start, end) in enumerate(ordered):
        rows = spans[start, end]
        if start < edge:
            continue
        # A row of the winning glossary is outranked by none.
        if not rows[0].rank or not _outranked(islice(ordered, at + 1, None), end, spans, rows):
            taken.append(Held(start, end, _ordered(rows)))
            edge = end
    return taken


def _ordered(rows: Sequence[Entry]) -> tuple[Entry, ...]:
    """The rows of one span, the one that decides first."""
    if len(rows) == 1:
        return (rows[0],)
    ordered = sorted(_unique(rows), key=_weight)
    return tuple([row for row in ordered if not is_silent(row)] or ordered)


def _leftmost_longest(span: tuple[int, int]) -> tuple[int, int]:
    return span[0], -span[1]


def _weight(row: Entry) -> tuple[bool, int, int, int]:
    return not row.context, row.rank, _RANK[row.policy], row.line


def _outranked(
    later: Iterable[tuple[int, int]],
    end: int,
    spans: Mapping[tuple[int, int], list[Entry]],
    rows: list[Entry],
) -> bool:
    """Whether a winning glossary pins a part of a person's name that a lower one holds at length.

    A name that an editor pins must win over the shipped ``name + title`` too; a bank or a ministry that has
    a country in its name is another thing than the country.
    """
    if any(row.kind != "person" or row.rank == 0 for row in rows):
        return False
    rank = min(row.rank for row in rows)
    for start, stop in later:
        if start >= end:
            break
        if stop <= end and any(
            row.policy is Policy.PIN and row.rank < rank and row.kind in ("", "person")
            for row in spans[start, stop]
        ):
            return True
    return False


def _with_glosses(found: list[Held], text: str) -> list[Held]:
    """Join ``A(B)`` of one entry into one find, so that its target stands once."""
    joined: list[Held] = []
    at = 0
    while at < len(found):
        head = found[at]
        at += 1
        opening = _GLOSS.match(text, head.end) if text[head.end : head.end + 1] in _BEFORE_GLOSS else None
        if opening:
            close = text.find(_CLOSING[opening.group()[-1]], opening.end())
            inner = text[opening.end() : close] if close >= 0 else ""
            last = at
            while last < len(found) and found[last].end <= close:
                last += 1
            if inner and _same(head, found[at:last], inner, opening.end()):
                head = head._replace(end=close + 1)
                at = last
        joined.append(head)
    return joined


def _same(head: Held, inside: Sequence[Held], inner: str, offset: int) -> bool:
    own = {flat(form).lower() for forms in head.rows[0].forms.values() for form in forms}
    own |= {flat(form).lower() for form in head.rows[0].first.values()}
    if flat(inner).strip().lower() in own:
        return True
    if not inside or not all(_one_thing(head.rows[0], other.rows[0]) for other in inside):
        return False
    position = 0
    rest = ""
    for other in inside:
        rest += inner[position : other.start - offset]
        position = other.end - offset
    rest += inner[position:]
    return _WITHIN_GLOSS.fullmatch(rest) is not None


def _one_thing(one: Entry, other: Entry) -> bool:
    if one is other:
        return True
    shared = [code for code in one.forms if code != "ko" and code in other.forms]
    return bool(shared) and all(one.forms[code][0] == other.forms[code][0] for code in shared)
