"""Names that an article writes in two ways: Tokayev and Tokaev, 泽连斯基 and 泽伦斯基.

Two forms are taken for one name where they are nearly alike, never stand in one sentence, and the sources of
all sentences that have either share letters that no other sentence has: the name itself.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import islice

from bilingual.article import Segment
from bilingual.checks.transliteration import RUN

_CAPITAL = re.compile(r"(?<![\w'’-])[A-ZÀ-Þ][a-zà-ÿ]+(?:['’-][A-Za-zà-ÿ]+)*")
_POSSESSIVE = re.compile("['’]s$|['’]$")
#: Shorter names are too often like others (Chung, Chang).
_SHORTEST = 5
# Ends by which words of one stem differ that are no forms of one name: Italy, Italo-; Greenlander, Greenland.
_SAME_STEM = "s n an ian ns ans ians ese ish i is ic er ers ist d e ia y o lic ies land al ean eans a ine ite"
_ENDS = frozenset({"", *_SAME_STEM.split()})
# Of names in -sky these are forms.
_SKY = frozenset({"i", "y", "iy", "yy", "ii"})
#: The least of likeness, of one length or nearly so.
_ALIKE = 0.78
#: The most forms of an article that are compared with one another, and pairs of them that are looked into.
_MOST = 1_500


def name_variants(segments: Sequence[Segment], texts: Sequence[str], language: str) -> dict[int, str]:
    """Return messages by the place of the segment that first has the later form.

    ``texts`` are the segments' targets in ``language``, empty where there is none; languages other than
    English and Chinese are not looked at, nor sources other than Korean and Chinese.
    """
    base = language.partition("-")[0]
    if base not in ("en", "zh"):
        return {}
    places: dict[str, set[int]] = defaultdict(set)
    for at, text in enumerate(texts):
        if text and segments[at].language.partition("-")[0] in ("ko", "zh"):
            for form in _forms(text, base):
                places[form].add(at)
    known = {form for segment in segments for term in segment.terms for form in _known(term.targets.values())}
    found: dict[int, str] = {}
    for one, other in islice(_alike(sorted(places)[:_MOST], base), _MOST):
        if (one in known and other in known) or places[one] & places[other]:
            continue
        both = places[one] | places[other]
        if not _shared(segments, both):
            continue
        earlier, later = sorted((one, other), key=lambda form: min(places[form]))
        at = min(places[later])
        found.setdefault(at, f"{later} here, {earlier} in {segments[min(places[earlier])].id}")
    return found


def _known(forms: Iterable[str]) -> Iterator[str]:
    for form in forms:
        yield form
        yield from form.split()


def _forms(text: str, base: str) -> set[str]:
    if base == "zh":
        return set(RUN.findall(text))
    return {form for found in _CAPITAL.findall(text) if len(form := _POSSESSIVE.sub("", found)) >= _SHORTEST}


def _alike(forms: Sequence[str], base: str) -> Iterator[tuple[str, str]]:
    """Pairs of forms that may well be one name; only those with the same first letter are compared."""
    by_first: dict[str, list[str]] = defaultdict(list)
    for form in forms:
        by_first[form[0]].append(form)
    for group in by_first.values():
        for at, one in enumerate(group):
            for other in group[at + 1 :]:
                if abs(len(one) - len(other)) <= (2 if base == "en" else 1) and _one_name(one, other, base):
                    yield one, other


def _one_name(one: str, other: str, base: str) -> bool:
    short, long = sorted((one, other), key=len)
    if base == "zh":
        # One letter is another; a longer run may only have caught a letter of the next word.
        return len(one) == len(other) >= 3 and sum(a != b for a, b in zip(one, other, strict=True)) == 1
    stem = next((at for at, letter in enumerate(short) if letter != long[at]), len(short))
    ends = {short[stem:], long[stem:]}
    if ends <= _ENDS and not (short[:stem].endswith(("sk", "sky", "ski")) and ends <= {"", *_SKY}):
        return False
    matcher = SequenceMatcher(None, one.lower(), other.lower(), autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _shared(segments: Sequence[Segment], both: set[int]) -> bool:
    """Whether the sources of ``both`` share three letters in a row (two of Han) that no other source has."""
    first, *rest = (segments[at].source for at in sorted(both))
    size = 3 if segments[min(both)].language == "ko" else 2
    pieces = {first[at : at + size] for at in range(len(first) - size + 1)}
    pieces = {piece for piece in pieces if piece.isalpha() and all(piece in source for source in rest)}
    if not pieces:
        return False
    others = [segment.source for at, segment in enumerate(segments) if at not in both]
    return any(all(piece not in source for source in others) for piece in pieces)
