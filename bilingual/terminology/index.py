"""The written forms of a glossary in one language, found in a folded text in one pass."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import ahocorasick_rs

from bilingual.terminology.boundaries import BEFORE_NAMES
from bilingual.terminology.candidates import Candidate, Form, make_form
from bilingual.terminology.entries import Entry
from bilingual.terminology.folding import Folded, skeletons
from bilingual.terminology.sources import Source, korean_sources, other_sources, silenced

#: A form by its number, and where its letters begin and end in a skeleton.
Place = tuple[int, int, int]


class Index:
    """The automaton of one language.  Forms are prepared when their letters are first met."""

    def __init__(self, entries: Sequence[Entry], language: str) -> None:
        self._language = language
        sources = list(korean_sources(entries) if language == "ko" else other_sources(entries, language))
        by_skeleton: dict[str, list[Source]] = {}
        for skeleton, source in zip(skeletons([source.text for source in sources]), sources, strict=True):
            if skeleton:
                by_skeleton.setdefault(skeleton, []).append(source)
        self._sources: list[list[Source]] = list(by_skeleton.values())
        self._forms: list[tuple[Form, ...] | None] = [None] * len(by_skeleton)
        # Whether Hangul right before the letters may speak against all the forms.
        self._glued = bytearray(len(by_skeleton))
        self._automaton = (
            ahocorasick_rs.AhoCorasick(
                list(by_skeleton), matchkind=ahocorasick_rs.MatchKind.Standard, store_patterns=False
            )
            if by_skeleton
            else None
        )

    def places(self, skeleton: str) -> list[Place]:
        """Where letters of forms stand in one skeleton, by their ends, overlapping ones too."""
        if self._automaton is None:
            return []
        return self._automaton.find_matches_as_indexes(skeleton, overlapping=True)

    def candidates(self, folded: Folded, places: Sequence[Place], every: bool) -> list[Candidate]:
        """The candidates at the places of one skeleton.

        Unless ``every`` one is wanted, those are left out that stand inside a Korean word (`BEFORE_NAMES`):
        in a large glossary they are most.
        """
        base, cuts, ready, glued = folded.base, folded.cuts, self._forms, self._glued
        candidates: list[Candidate] = []
        ends: set[int] | None = None
        for which, start, end in places:
            forms = ready[which]
            if forms is None:
                forms = self._prepared(which)
            low = start + bisect_right(cuts, start)
            if glued[which] and low and not every:
                before = base[low - 1]
                if "가" <= before <= "힣" and before not in BEFORE_NAMES:
                    if ends is None:
                        ends = {last for _, _, last in places}
                    if start not in ends:
                        continue
            candidates.append(Candidate(low, end + bisect_right(cuts, end - 1), end - start, forms))
        return candidates

    def _prepared(self, which: int) -> tuple[Form, ...]:
        made = (
            make_form(
                source.text,
                silenced(source.entry) if source.silent else source.entry,
                self._language,
                source.full,
                source.unless,
            )
            for source in self._sources[which]
        )
        forms = self._forms[which] = tuple(form for form in made if form is not None)
        self._glued[which] = self._language == "ko" and all(form.glued for form in forms)
        return forms
