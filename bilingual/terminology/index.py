"""The written forms of a glossary in one language, found in a folded text in one pass."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, count
from operator import itemgetter

import ahocorasick_rs

from bilingual.terminology.boundaries import BEFORE_NAMES
from bilingual.terminology.candidates import Form, Hit, make_form
from bilingual.terminology.entries import Entry
from bilingual.terminology.folding import Folded, skeletons
from bilingual.terminology.sources import Source, korean_sources, other_sources, silenced
from bilingual.terminology.traditional import simplified

#: A form by its number, and the bytes at which its letters begin and end in an encoded skeleton.
Place = tuple[int, int, int]


# Forms of a glossary whose automaton may be a full table.
_SMALL = 4_000
_PLACE = itemgetter(0, 1)


class Index:
    """The automaton of one language.  Forms are prepared when their letters are first met."""

    def __init__(self, entries: Sequence[Entry], language: str) -> None:
        self._language = language
        sources = list(korean_sources(entries) if language == "ko" else other_sources(entries, language))
        if language == "zh-Hant":
            # Texts are read in simplified characters.
            sources = [source._replace(text=simplified(source.text)) for source in sources]
        by_skeleton: dict[str, list[Source]] = {}
        for skeleton, source in zip(skeletons([source.text for source in sources]), sources, strict=True):
            if skeleton:
                by_skeleton.setdefault(skeleton, []).append(source)
        self._sources: list[list[Source]] = list(by_skeleton.values())
        self._forms: list[tuple[Form, ...] | None] = [None] * len(by_skeleton)
        # Whether Hangul right before the letters may speak against all the forms.
        self._glued = bytearray(len(by_skeleton))
        self._automaton = (
            ahocorasick_rs.BytesAhoCorasick(
                list(map(_encoded, by_skeleton)),
                matchkind=ahocorasick_rs.MatchKind.Standard,
                # Takes a third less time a letter; of larger glossaries it would take too much memory.
                implementation=ahocorasick_rs.Implementation.DFA if len(by_skeleton) <= _SMALL else None,
            )
            if by_skeleton
            else None
        )

    def places(self, skeleton: str) -> list[Place]:
        """Where letters of forms stand in one skeleton, by their ends, overlapping ones too.

        Those at odd offsets are no letters, but the end of one and the beginning of the next.
        """
        if self._automaton is None:
            return []
        encoded = _encoded(skeleton)
        found = self._automaton.find_matches_as_indexes(encoded, True)
        if found and len(encoded) != 2 * len(skeleton):
            return _by_characters(found, skeleton)
        return found

    def hits(self, folded: Folded, places: Sequence[Place], every: bool) -> list[Hit]:
        """The forms at the places of one skeleton, by where they start and end in the base text.

        Unless ``every`` one is wanted, those are left out that stand inside a Korean word (`BEFORE_NAMES`):
        in a large glossary they are most.
        """
        base, cuts, ready, glued = folded.base, folded.cuts, self._forms, self._glued
        hits: list[Hit] = []
        ends: set[int] | None = None
        latest, ordered = 0, True
        for which, start, end in places:
            if start & 1:
                continue
            start >>= 1
            end >>= 1
            parted = bisect_right(cuts, start)
            low = start + parted
            if glued[which] and low and not every:
                before = base[low - 1]
                if "가" <= before <= "힣" and before not in BEFORE_NAMES:
                    if ends is None:
                        ends = {last >> 1 for _, first, last in places if not first & 1}
                    if start not in ends:
                        continue
            forms = ready[which] or self._prepared(which)
            # Mostly no separator stands inside, and the first one behind the start is not searched for again.
            high = end + (parted if end <= cuts[parted] else bisect_right(cuts, end - 1))
            for form in forms:
                hits.append((low, high, form))
            if low < latest:
                ordered = False
            latest = low
        if not ordered:
            hits.sort(key=_PLACE)
        return hits

    def _prepared(self, which: int) -> tuple[Form, ...]:
        made = (
            make_form(
                source.text,
                silenced(source.entry) if source.silent else source.entry,
                self._language,
                self._read(source.full),
                tuple(map(self._read, source.unless)),
            )
            for source in self._sources[which]
        )
        forms = self._forms[which] = tuple(form for form in made if form is not None)
        self._glued[which] = self._language == "ko" and all(form.glued for form in forms)
        return forms

    def _read(self, name: str) -> str:
        """A name as the texts of this index are read."""
        return simplified(name) if name and self._language == "zh-Hant" else name


def _encoded(skeleton: str) -> bytes:
    """Two bytes a letter: fewer steps than the three of UTF-8, and an automaton of less memory."""
    return skeleton.encode("utf-16-be", "surrogatepass")


def _by_characters(places: Sequence[Place], skeleton: str) -> list[Place]:
    """The places in a skeleton some of whose characters have four bytes, as if all had two."""
    offsets = dict(
        zip(accumulate((len(_encoded(char)) for char in skeleton), initial=0), count(0, 2), strict=False)
    )
    return [(which, offsets[start], offsets[end]) for which, start, end in places if start in offsets]
