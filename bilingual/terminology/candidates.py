"""Written forms of entries prepared for look-up, and the places where their letters stand in a text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from bilingual.terminology.counters import COUNTERS
from bilingual.terminology.entries import Entry
from bilingual.terminology.folding import flat, fold, is_hangul, is_latin
from bilingual.terminology.homographs import TOLD

# A Hangul name of so many syllables is not met by chance inside other words, and its spacing is free.
_LONG = 5
# One of two words of two syllables each is written with the space or without it (삼성 전자).
_TWO_AND_TWO = 4
_TWO_LETTERS = 2


@dataclass(slots=True, eq=False)
class Form:
    """One written form of an entry.

    ``skeleton`` is the folded form; ``cased`` the same with its capitals, empty where case does not matter;
    ``gaps`` the skeleton offsets at which the form has a separator, ``loose`` those at which a single one
    may stand in the text besides.  ``plain`` forms can be written in one way only.  ``full`` is the name
    that must stand in the article for this short form of it to count; after one of ``unless`` the form could
    mean two things.  ``ending`` is all of a Korean form
    that decides what may be written onto it: kind, last letter, whether it is longer than two letters, the
    suffixes of its row.  ``glued`` and ``tailed`` say whether Hangul right before and right after it counts.
    ``easy`` forms are Korean ones that nothing else than that Hangul and other candidates decides.
    ``counted`` ones begin with a letter that may belong to a number before them.
    """

    text: str
    skeleton: str
    cased: str
    gaps: frozenset[int]
    loose: frozenset[int]
    entry: Entry
    kind: str
    hangul_first: bool
    hangul_last: bool
    latin_first: bool
    latin_last: bool
    long: bool
    boundary: str
    plain: bool
    ending: tuple[str, str, bool, tuple[str, ...] | None]
    glued: bool
    tailed: bool
    easy: bool
    counted: bool
    full: str = ""
    unless: tuple[str, ...] = ()


class Candidate(NamedTuple):
    """Forms that share a skeleton, found at ``start``..``end`` of the folded base text."""

    start: int
    end: int
    length: int
    forms: tuple[Form, ...]


def make_form(
    text: str, entry: Entry, language: str, full: str = "", unless: tuple[str, ...] = ()
) -> Form | None:
    """Prepare one form of an entry; None for a form with nothing to look up."""
    folded = fold(flat(text))
    skeleton = folded.skeleton
    if not skeleton:
        return None
    length = len(skeleton)
    gaps = frozenset(cut for cut in folded.cuts if 0 < cut < length)
    pieces = "".join(folded.base[folded.at(k)] for k in range(length)) if folded.cuts else folded.base
    hangul = sum(map(is_hangul, skeleton))
    loose: frozenset[int] = frozenset()
    if hangul == length >= _LONG:
        loose = frozenset(range(1, length))
    elif hangul == length == _TWO_AND_TWO and entry.kind not in ("person", "place"):
        loose = frozenset({2})
    cased = "" if (pieces == skeleton and entry.case != "exact") or entry.case == "any" else pieces
    boundary = entry.boundary or ("any" if language.startswith(("zh", "ja")) else "word")
    hangul_first, hangul_last = is_hangul(skeleton[0]), is_hangul(skeleton[-1])
    # Longer names that a number stands before are met by chance only where they begin with a day (일본회의).
    counted = hangul_first and skeleton[0] in COUNTERS and (length <= _TWO_LETTERS or skeleton[0] == "일")
    return Form(
        text=text,
        skeleton=skeleton,
        cased=cased,
        gaps=gaps,
        loose=loose,
        entry=entry,
        kind=entry.kind,
        hangul_first=hangul_first,
        hangul_last=hangul_last,
        latin_first=is_latin(skeleton[0]),
        latin_last=is_latin(skeleton[-1]),
        long=hangul >= _LONG,
        boundary=boundary,
        plain=not gaps and not cased,
        ending=(entry.kind, skeleton[-1], length > 2, entry.suffixes),
        glued=hangul_first and boundary != "any" and not entry.headline,
        tailed=hangul_last and boundary == "word" and not entry.headline,
        easy=(
            language == "ko"
            and hangul_first
            and hangul_last
            and length > 2
            and entry.kind != "person"
            and not entry.headline
            and skeleton not in TOLD
            and not counted
        ),
        counted=counted,
        full=full,
        unless=unless,
    )


def written_so(text: str, candidate: Candidate, form: Form) -> bool:
    """Whether separators and letter case of ``text`` are as the form allows."""
    start, end = candidate.start, candidate.end
    spaced = end - start != candidate.length
    if not spaced and form.plain:
        return True
    if spaced and not _gaps_allowed(text, start, end, form):
        return False
    if form.gaps and not _gaps_kept(text, start, form):
        return False
    if not form.cased:
        return True
    piece = "".join(char for char in text[start:end] if not is_separator(char)) if spaced else text[start:end]
    if piece == form.cased:
        return True
    # A line in capitals.
    return form.entry.case != "exact" and len(piece) >= 4 and piece.isupper() and not form.cased.isupper()


@lru_cache(maxsize=4096)
def is_separator(char: str) -> bool:
    """Whether a character comes and goes inside names."""
    return not char.isalnum() and fold(char).skeleton == ""


def _gaps_allowed(text: str, start: int, end: int, form: Form) -> bool:
    k = 0
    gap = 0
    for position in range(start, end):
        if is_separator(text[position]):
            gap += 1
            continue
        if gap and k not in form.gaps and not (gap == 1 and k in form.loose):
            return False
        if gap > 2 or (gap and text[position - gap : position].count("\n") > 1):
            return False
        k += 1
        gap = 0
    return True


def _gaps_kept(text: str, start: int, form: Form) -> bool:
    """A Latin name keeps its gaps (``New York``); between Hangul or Han they may go."""
    skeleton = form.skeleton
    position, k = start, 0
    while k < len(skeleton):
        if is_separator(text[position]):
            position += 1
            continue
        parted = position > start and is_separator(text[position - 1])
        if k in form.gaps and not parted and is_latin(skeleton[k]) and is_latin(skeleton[k - 1]):
            return False
        position += 1
        k += 1
    return True
