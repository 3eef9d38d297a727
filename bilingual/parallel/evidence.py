"""How much speaks for a Chinese text being the translation of a Korean one.

What a translation shares with its source in these two languages can be counted: words that both took from
Chinese (협력 合作 are two words, 정치 政治 one), numbers, names that the glossary pairs, names in Latin or in
Chinese letters, and length.  Each is weighed by how much oftener it is seen in right pairs than in wrong
ones, in nats, and the weights are added.

Measured on the 997 Korean and Chinese lines of FLORES-101 dev (CC BY-SA 4.0), with the next line of the same
text and a line of another text as wrong pairs:

=========================================  ==========  =========  ============
per line                                   right pair  next line  another text
=========================================  ==========  =========  ============
Chinese two-letter words shared            8.1 %       1.3 %      0.2 %
lines with evidence of 1 or more           74 %        6 %        0.1 %
lines with evidence of 3 or more           53 %        2.3 %      none
=========================================  ==========  =========  ============

All of these lines end in a stop; that a headline speaks against a sentence was not measured.
A Chinese line has 0.77 letters for each letter of its Korean one, two thirds of them between 0.66 and
0.92, 98 % between 0.50 and 1.15 (`letters`; by all characters but white space it is 0.84 over the file).
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bilingual.article import TermMatch
from bilingual.checks.number_check import numbers
from bilingual.checks.quantities import Quantity, Strength, unpaired
from bilingual.chinese_scripts import converted
from bilingual.parallel.readings import readings

#: Finds the glossary's terms in a text: text, language, targets.
Find = Callable[[str, str, Sequence[str]], tuple[TermMatch, ...]]

#: Chinese letters a Korean letter or digit, and how far the logarithm strays in a right pair (both FLORES).
LENGTH_RATIO = 0.77
_STRAY = 0.18
_STRAY_OF_WRONG = 0.6
#: Beyond this many times the expected length, or below its reverse, one says more than the other.
_TOO_LONG = 1.75
# Shared words among the adjacent character pairs of a Chinese line: of right pairs, and of the next line.
_SHARED, _SHARED_BY_CHANCE = 0.08, 0.013
# A headline is not the translation of a sentence, and hardly ever the other way round.
_OTHER_KIND = 3.0

_HAN_RUN = re.compile(r"[\u3400-\u4DBF\u4E00-\u9FFF]+")
_HANGUL_RUN = re.compile(r"[가-힣]+")
_LATIN = re.compile(r"[A-Za-z\u00C0-\u024F][A-Za-z\u00C0-\u024F0-9]+")
_STOP = re.compile(r"[.!?。！？…][\"'”’」』)）\]］\s]*$")
#: A name in its own letters beside the same in the text's.
_GLOSS = re.compile(r"[(（][^()（）가-힣\u3400-\u9FFF0-9]{2,80}[)）]")


@dataclass(frozen=True, slots=True)
class Korean:
    """What is compared of a Korean text."""

    length: int
    stopped: bool
    pairs: frozenset[str]
    numbers: tuple[Quantity, ...]
    latin: frozenset[str]
    han: frozenset[str]
    terms: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Chinese:
    """What is compared of a Chinese text; ``words`` are the possible readings of its character pairs."""

    length: int
    stopped: bool
    words: tuple[frozenset[str], ...]
    numbers: tuple[Quantity, ...]
    latin: frozenset[str]
    plain: str


def of_korean(text: str, find: Find) -> Korean:
    """Return what is compared of a Korean text; ``find`` gives the terms that it holds."""
    return Korean(
        length=letters(text),
        stopped=is_prose(text),
        pairs=frozenset(run[at : at + 2] for run in _HANGUL_RUN.findall(text) for at in range(len(run) - 1)),
        numbers=_stated(numbers(text, "ko")),
        latin=_latin(text),
        han=frozenset(run for run in _HAN_RUN.findall(converted(text, "zh-Hans")) if len(run) > 1),
        terms=tuple({_forms(term): None for term in find(text, "ko", ("zh-Hans",)) if _forms(term)}),
    )


def of_chinese(text: str) -> Chinese:
    """Return what is compared of a Chinese text in either script."""
    words: dict[str, frozenset[str]] = {}
    for run in _HAN_RUN.findall(converted(text, "zh-Hant")):
        read = [readings(char) for char in run]
        for at in range(len(run) - 1):
            if read[at] and read[at + 1]:
                words[run[at : at + 2]] = frozenset(a + b for a in read[at] for b in read[at + 1])
    return Chinese(
        length=letters(text),
        stopped=is_prose(text),
        words=tuple(words.values()),
        numbers=_stated(numbers(text, "zh-Hans")),
        latin=_latin(text),
        plain=converted(text, "zh-Hans"),
    )


def evidence(korean: Korean, chinese: Chinese) -> float:
    """Return in nats how much speaks for a pair; negative infinity where one side says much more."""
    if not korean.length or not chinese.length:
        return -math.inf
    stray = math.log(chinese.length / (korean.length * LENGTH_RATIO))
    # A short line strays further: each of its letters weighs more.
    expected = math.hypot(_STRAY, 1.6 / math.sqrt(min(korean.length, chinese.length)))
    if abs(stray) > max(math.log(_TOO_LONG), 2 * expected):
        return -math.inf
    total = _gaussian(stray, expected) - _gaussian(stray, max(_STRAY_OF_WRONG, expected))
    shared = sum(not korean.pairs.isdisjoint(word) for word in chinese.words)
    total += shared * math.log(_SHARED / _SHARED_BY_CHANCE) - len(chinese.words) * (
        _SHARED - _SHARED_BY_CHANCE
    )
    total += _of_numbers(korean, chinese) - (_OTHER_KIND if korean.stopped != chinese.stopped else 0.0)
    named = sum(any(form in chinese.plain for form in forms) for forms in korean.terms)
    total += 1.8 * min(named, 4) - 1.2 * (len(korean.terms) - named)
    total += 2.0 * min(len(korean.latin & chinese.latin), 3)
    return total + 2.5 * min(sum(run in chinese.plain for run in korean.han), 3)


def _of_numbers(korean: Korean, chinese: Chinese) -> float:
    if not korean.numbers and not chinese.numbers:
        return 0.0
    missing, added = unpaired(korean.numbers, chinese.numbers)
    alone = sum(item.strength is Strength.DIGITS for item in (*missing, *added))
    paired = len(korean.numbers) - len(missing)
    return 1.6 * min(max(paired, 0), 4) - 2.0 * min(alone, 4)


def is_prose(text: str) -> bool:
    """Tell whether a text ends as a sentence does; a headline has no stop."""
    return _STOP.search(text) is not None


def letters(text: str) -> int:
    """Return how long a text is: letters and digits, two for a Latin word, none for one in brackets."""
    plain, words = _LATIN.subn("", _GLOSS.sub("", text))
    return sum(1 for char in plain if char.isalnum()) + 2 * words


def _gaussian(value: float, stray: float) -> float:
    return -math.log(stray) - value * value / (2 * stray * stray)


def _stated(found: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    return tuple(item for item in found if item.strength is not Strength.MAY)


def _latin(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _LATIN.findall(text))


def _forms(term: TermMatch) -> frozenset[str]:
    accepted: Mapping[str, tuple[str, ...]] = term.accepted
    forms = {*accepted.get("zh-Hans", ()), term.targets.get("zh-Hans", "")}
    return frozenset(form for form in forms if _HAN_RUN.search(form))
