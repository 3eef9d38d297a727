"""Glossary terms found in a text: candidates, then boundaries, then the longest.

All overlapping candidates come from one Aho-Corasick pass over the folded text.  Each is judged by what
stands around it; only then is the leftmost-longest taken, so that a rejected longer candidate (``중국인`` in
``중국인민은행``) hides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import ahocorasick_rs

from bilingual.article import Policy, TermMatch
from bilingual.chinese_scripts import converted
from bilingual.terminology.boundaries import Candidate, Form, judge, make_form
from bilingual.terminology.entries import Entry, Glossary
from bilingual.terminology.folding import Folded, flat, fold

_RANK = {Policy.PIN: 0, Policy.CHECK: 1, Policy.SUGGEST: 2, Policy.FORBID: 3}
_CHINESE = {"zh-Hans": "zh-Hant", "zh-Hant": "zh-Hans"}
# The line of an entry that asks for nothing.
_SILENT = -1
_GLOSS = re.compile(r"[ \u00a0]?[(（\[［〔【]")
_CLOSING = {"(": ")", "（": "）", "[": "]", "［": "］", "〔": "〕", "【": "】"}
_WITHIN_GLOSS = re.compile(r"[\s,·/、，'\"‘’“”:;]*")


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    entry: Entry
    rows: tuple[Entry, ...]


class _Index:
    """The automaton of one language."""

    def __init__(self, entries: Sequence[Entry], language: str) -> None:
        by_skeleton: dict[str, list[Form]] = {}
        sources = _korean_sources(entries) if language == "ko" else _other_sources(entries, language)
        for entry, texts in sources:
            for text in texts:
                if language.startswith("zh") and len(text) == 1 and entry.line == _SILENT:
                    continue  # 俄 is accepted for 俄罗斯, but it stands in half of all words
                form = make_form(text, entry, language)
                if form is not None:
                    by_skeleton.setdefault(form.skeleton, []).append(form)
        self.forms = [tuple(forms) for forms in by_skeleton.values()]
        self.automaton = (
            ahocorasick_rs.AhoCorasick(
                list(by_skeleton), matchkind=ahocorasick_rs.MatchKind.Standard, store_patterns=False
            )
            if by_skeleton
            else None
        )

    def candidates(self, folded: Folded) -> list[Candidate]:
        if self.automaton is None:
            return []
        at = folded.at
        found = self.automaton.find_matches_as_indexes(folded.skeleton, overlapping=True)
        forms = self.forms
        if at is None:
            return [Candidate(start, end, start, end, forms[which]) for which, start, end in found]
        return [
            Candidate(at[start], at[end - 1] + 1, start, end, forms[which]) for which, start, end in found
        ]


def _korean_sources(entries: Sequence[Entry]) -> Iterator[tuple[Entry, tuple[str, ...]]]:
    return ((entry, entry.forms.get("ko", ())) for entry in entries)


def _other_sources(entries: Sequence[Entry], language: str) -> Iterator[tuple[Entry, tuple[str, ...]]]:
    """What counts as a source in another language than Korean: preferred forms that one row alone has.

    The cells of other languages say what is accepted for the Korean, and much of that is said of other
    things too (``Finance Ministry``).  Those stand here as silent entries: they ask for nothing, but what
    is inside them is not found either (``minister`` in ``prime minister``).  A row of a winning glossary
    stands above those of the others; the rows of one person (full name, surname, surname with title) are
    one.
    """
    holders: dict[str, list[Entry]] = {}
    for entry in entries:
        if not entry.headline and entry.policy is not Policy.FORBID:
            for key in {flat(form).lower() for form in _forms_of(entry, language)}:
                holders.setdefault(key, []).append(entry)
    for entry in entries:
        forms = _forms_of(entry, language)
        if not forms or entry.headline:
            continue
        silent = replace(entry, context=(), line=_SILENT)
        others = holders.get(flat(forms[0]).lower(), ())
        if all(
            other is entry or other.rank > entry.rank or _one_person(entry, other, language)
            for other in others
        ):
            yield entry, forms[:1]
            forms = forms[1:]
        if entry.policy is not Policy.FORBID:
            yield silent, forms


def _one_person(one: Entry, other: Entry, language: str) -> bool:
    if one.kind != "person" or other.kind != "person":
        return False
    shared = [code for code in one.forms if code != language and code in other.forms]
    return any(
        one.forms[code][0] in other.forms[code][0] or other.forms[code][0] in one.forms[code][0]
        for code in shared
    )


class Matcher:
    """Finds the terms of a glossary; built once, used for every segment.

    The index of a source language is made when it is first used.
    """

    def __init__(self, glossary: Glossary) -> None:
        self.glossary = glossary
        self._indexes: dict[str, _Index] = {}
        self._made: dict[tuple[tuple[int, ...], tuple[str, ...]], TermMatch] = {}
        self._context = _Words("")
        self._everywhere = tuple(
            entry for entry in glossary.entries if entry.policy is Policy.FORBID and "ko" not in entry.forms
        )

    def find(
        self, text: str, language: str, targets: Sequence[str], context: str = ""
    ) -> tuple[TermMatch, ...]:
        """The terms in ``text``, in order, with what they ask of ``targets``.

        Offsets are those of ``text`` as given.  ``context`` is more text (the article's) in which the words
        that select a homograph's row may stand.  Matches do not overlap, but for those of policy forbid,
        which may share their span with another and stand after it.  A form that is forbidden whatever the
        source says is reported with an empty source at 0..0.
        """
        index = self._indexes.get(language)
        if index is None:
            index = self._indexes[language] = _Index(self.glossary.entries, language)
        wanted = tuple(targets)
        everywhere = [
            self._match((entry,), wanted, "", 0, 0) for entry in self._everywhere if _serves(entry, wanted)
        ]
        folded = fold(text)
        candidates = index.candidates(folded)
        if not candidates:
            return tuple(everywhere)
        if self._context.text != context:
            self._context = _Words(context)
        selected = _Selection(_Words(text), self._context, wanted)
        surviving = judge(candidates, folded.base, language)
        spans: dict[tuple[int, int], list[Entry]] = {}
        forbidden: dict[tuple[int, int], list[Entry]] = {}
        for candidate, form in surviving:
            if selected.takes(form.entry):
                table = forbidden if form.entry.policy is Policy.FORBID else spans
                table.setdefault((candidate.start, candidate.end), []).append(form.entry)
        chosen = [
            _Found(start, end, asking[0], asking)
            for start, end, held in _longest(spans)
            if (asking := tuple(row for row in held if row.line != _SILENT))
        ]
        chosen = _with_glosses(chosen, folded.base)
        matches = [
            self._match(found.rows, wanted, *_place(folded, text, found.start, found.end)) for found in chosen
        ]
        for (start, end), rows in forbidden.items():
            inside = any(f.start <= start and end <= f.end and f.end - f.start > end - start for f in chosen)
            if not inside:
                place = _place(folded, text, start, end)
                matches += [self._match((row,), wanted, *place) for row in _unique(rows)]
        matches.sort(key=lambda match: (match.start, match.policy is Policy.FORBID, match.end))
        return (*everywhere, *matches)

    def _match(
        self, rows: tuple[Entry, ...], targets: tuple[str, ...], source: str, start: int, end: int
    ) -> TermMatch:
        key = (tuple(map(id, rows)), targets)
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = _blank_match(rows, targets)
        return replace(made, source=source, start=start, end=end)


def _place(folded: Folded, text: str, start: int, end: int) -> tuple[str, int, int]:
    start, end = folded.original(start, end)
    return text[start:end], start, end


def _unique(rows: Sequence[Entry]) -> list[Entry]:
    return list({id(row): row for row in rows}.values())


class _Words:
    """A text in which context words are looked up, each once: an article is asked for every segment."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._flat: str | None = None
        self._known: dict[str, bool] = {}

    def has(self, word: str) -> bool:
        known = self._known.get(word)
        if known is None:
            if self._flat is None:
                self._flat = flat(self.text).lower()
            known = self._known[word] = _stands(flat(word).lower(), self._flat)
        return known


class _Selection:
    """Which rows count in one text: those that serve a target and whose context words stand there."""

    def __init__(self, text: _Words, context: _Words, targets: tuple[str, ...]) -> None:
        self._text = text
        self._context = context
        self._targets = targets

    def takes(self, entry: Entry) -> bool:
        if not _serves(entry, self._targets):
            return False
        return not entry.context or any(
            self._text.has(word) or self._context.has(word) for word in entry.context
        )


def _stands(word: str, haystack: str) -> bool:
    if word.isascii():
        return re.search(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])", haystack) is not None
    return word in haystack


def _serves(entry: Entry, targets: tuple[str, ...]) -> bool:
    return any(target in entry.forms or _CHINESE.get(target) in entry.forms for target in targets)


def _longest(
    spans: Mapping[tuple[int, int], list[Entry]],
) -> list[tuple[int, int, tuple[Entry, ...]]]:
    taken: list[tuple[int, int, tuple[Entry, ...]]] = []
    edge = 0
    ordered = sorted(spans, key=lambda span: (span[0], -span[1]))
    for at, (start, end) in enumerate(ordered):
        if start >= edge and not _outranked(islice(ordered, at + 1, None), end, spans, spans[start, end]):
            rows = sorted(
                _unique(spans[start, end]),
                key=lambda row: (not row.context, row.rank, _RANK[row.policy], row.line),
            )
            taken.append((start, end, tuple(rows)))
            edge = end
    return taken


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


def _with_glosses(found: list[_Found], text: str) -> list[_Found]:
    """Join ``A(B)`` of one entry into one find, so that its target stands once."""
    joined: list[_Found] = []
    at = 0
    while at < len(found):
        head = found[at]
        at += 1
        opening = _GLOSS.match(text, head.end)
        if opening:
            close = text.find(_CLOSING[opening.group()[-1]], opening.end())
            inner = text[opening.end() : close] if close >= 0 else ""
            last = at
            while last < len(found) and found[last].end <= close:
                last += 1
            if inner and _same(head, found[at:last], inner, opening.end()):
                head = replace(head, end=close + 1)
                at = last
        joined.append(head)
    return joined


def _same(head: _Found, inside: Sequence[_Found], inner: str, offset: int) -> bool:
    own = {flat(form).lower() for forms in head.entry.forms.values() for form in forms}
    own |= {flat(form).lower() for form in head.entry.first.values()}
    if flat(inner).strip().lower() in own:
        return True
    if not inside or not all(_one_thing(head.entry, other.entry) for other in inside):
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


def _blank_match(rows: tuple[Entry, ...], targets: tuple[str, ...]) -> TermMatch:
    head = rows[0]
    chosen: dict[str, str] = {}
    accepted: dict[str, tuple[str, ...]] = {}
    first: dict[str, str] = {}
    for row in rows:
        if row.policy is not head.policy:
            continue
        for target in targets:
            forms = _forms_of(row, target)
            if not forms or target in chosen:
                continue
            chosen[target] = forms[0]
            opening = _first_of(row, target)
            accepted[target] = tuple(dict.fromkeys((*forms, opening))) if opening else forms
            if opening:
                first[target] = opening
    return TermMatch("", 0, 0, head.policy, chosen, accepted, first, head.kind, head.note, head.place)


def _forms_of(entry: Entry, language: str) -> tuple[str, ...]:
    forms = entry.forms.get(language)
    if forms is None and (other := entry.forms.get(_CHINESE.get(language, ""))):
        return tuple(dict.fromkeys(converted(form, language) for form in other))
    return forms or ()


def _first_of(entry: Entry, language: str) -> str:
    form = entry.first.get(language)
    if form is None and (other := entry.first.get(_CHINESE.get(language, ""))):
        return converted(other, language)
    return form or ""
