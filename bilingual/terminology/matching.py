"""Glossary terms found in a text: candidates, then boundaries, then the longest.

All overlapping candidates come from one Aho-Corasick pass over the folded text.  Each is judged by what
stands around it; only then is the leftmost-longest taken, so that a rejected longer candidate (``중국인`` in
``중국인민은행``) hides nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence, Set
from operator import itemgetter
from types import MappingProxyType

from bilingual.article import Policy, TermMatch
from bilingual.terminology.asked import Asked, placed
from bilingual.terminology.boundaries import Rejected, judge
from bilingual.terminology.candidates import Candidate, Form, Hit
from bilingual.terminology.entries import Entry, Glossary
from bilingual.terminology.folding import Folded, fold
from bilingual.terminology.glosses import BRACKETS, with_glosses
from bilingual.terminology.index import Index
from bilingual.terminology.overlaps import longest
from bilingual.terminology.selection import NO_CONTEXT, NO_TARGET, Selection, Words, serves
from bilingual.terminology.traditional import simplified

_START, _END = itemgetter(0), itemgetter(1)
_NONE: Mapping[int, tuple[Entry, ...]] = MappingProxyType({})
#: Why a form that stands as a word, and counts, is no match after all.
LONGER_WINS = "longer match"
OUTRANKED = "outranked"
NO_SOURCE = "no source"
SECOND_ROW = "another row"


class Matcher:
    """Finds the terms of a glossary; built once, used for every segment.

    The index of a source language is made when it is first used.
    """

    def __init__(self, glossary: Glossary) -> None:
        self.glossary = glossary
        self._indexes: dict[str, Index] = {}
        self._asked: dict[tuple[str, ...], Asked] = {}
        self._article = Words("")
        # The same in simplified characters, for segments in traditional ones.
        self._read_article: Words | None = None
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
        traditional = language == "zh-Hant"
        read = simplified(text) if traditional else text
        folded = fold(read)
        places = index.places(folded.skeleton)
        if not places and not self._everywhere:
            return ()
        wanted = tuple(targets)
        asked = self._asked.get(wanted) or self._asked_of(wanted)
        always = [asked.of_rows((entry,)) for entry in self._everywhere if serves(entry, wanted)]
        if places:
            script = "zh-Hans" if traditional else language
            hits = judge(index.hits(folded, places, rejected is not None), folded.base, script, rejected)
            if hits:
                if self._article.text is not context and self._article.text != context:
                    self._article = Words(context)
                    self._read_article = None
                article = self._article
                if traditional:
                    article = self._read_article = self._read_article or Words(context, simplified(context))
                always += self._among(hits, text, folded, article, asked, rejected)
        return tuple(always)

    def _index(self, language: str) -> Index:
        index = self._indexes[language] = Index(self.glossary.entries, language)
        return index

    def _asked_of(self, targets: tuple[str, ...]) -> Asked:
        asked = self._asked[targets] = Asked(targets)
        return asked

    def _among(
        self,
        hits: Sequence[Hit],
        text: str,
        folded: Folded,
        article: Words,
        asked: Asked,
        rejected: Rejected | None,
    ) -> list[TermMatch]:
        """The matches among the forms that stand as words."""
        selection: Selection | None = None
        settled = asked.settled
        base = folded.base
        ahead = base + "  "
        chosen: list[Hit] = []
        forbidden: dict[tuple[int, int], list[Form]] = {}
        edge, apart, plain, gloss = 0, True, folded.starts is None, False
        for hit in hits:
            start, end, form = hit
            if form not in settled:
                if selection is None:
                    selection = Selection(text, folded, article)
                why = selection.fault(form) if asked.serves(form) else NO_TARGET
                if why is NO_CONTEXT and form.told and form.told.is_sure(base, start, end):
                    why = ""
                if why:
                    if rejected:
                        rejected(Candidate(start, end), form, why)
                    continue
                if form.forbidden:
                    forbidden.setdefault((start, end), []).append(form)
                    continue
                plain = asked.settle(form) and plain
            if start < edge:
                apart = False
            edge = end
            if ahead[end] in BRACKETS or ahead[end + 1] in BRACKETS:
                gloss = True
            chosen.append(hit)
        several: Mapping[int, tuple[Entry, ...]] = _NONE
        if not apart or rejected:
            counting = chosen
            chosen, several = longest(counting)
            if rejected:
                _tell_hidden(counting, chosen, rejected)
        if plain and not (several or gloss or forbidden):
            # Nothing but names that nothing in the text disputes, as in most sentences.
            return [placed(settled[form], text[start:end], start, end) for start, end, form in chosen]

        chosen = [hit for hit in chosen if not hit[2].silent]
        joined: Set[int] = frozenset()
        if gloss:
            chosen, joined = with_glosses(chosen, base)
        matches: list[TermMatch] = []
        straight = folded.starts is None
        for start, end, form in chosen:
            blank = settled.get(form) if start not in several else None
            if blank is None:
                # 토카예프 after the full name; in 토카예프(카심조마르트 토카예프) neither is short.
                short = False
                if form.whole and start not in joined:
                    if selection is None:
                        selection = Selection(text, folded, article)
                    short = selection.introduced(form.whole)
                if short or start in several:
                    blank = asked.of_rows(several.get(start) or (form.entry,), short)
                else:
                    blank = asked.of_form(form)
            low, high = (start, end) if straight else folded.original(start, end)
            matches.append(placed(blank, text[low:high], low, high))
        for (start, end), forms in forbidden.items():
            at = bisect_right(chosen, start, key=_START) - 1
            wide = chosen[at][1] - chosen[at][0] if at >= 0 and end <= chosen[at][1] else 0
            if wide <= end - start:
                low, high = folded.original(start, end)
                rows = {id(form.entry): form for form in forms}
                matches += [placed(asked.of_form(form), text[low:high], low, high) for form in rows.values()]
        if forbidden:
            matches.sort(key=lambda match: (match.start, match.policy is Policy.FORBID, match.end))
        return matches


def _tell_hidden(counting: Iterable[Hit], taken: Sequence[Hit], rejected: Rejected) -> None:
    """Tell of the forms that count, but for another match over them."""
    kept = {(start, end): form.entry for start, end, form in taken}
    for start, end, form in counting:
        place = Candidate(start, end)
        if (start, end) not in kept:
            near = taken[bisect_right(taken, start, key=itemgetter(1)) : bisect_left(taken, end, key=_START)]
            longer = any(high - low > end - start for low, high, _ in near)
            rejected(place, form, LONGER_WINS if longer else OUTRANKED)
        elif form.silent:
            rejected(place, form, NO_SOURCE)
        elif form.entry is not kept[start, end]:
            rejected(place, form, SECOND_ROW)
