"""English number words in a row: two hundred and five, twenty-first, two-thirds, half a million."""

from __future__ import annotations

import re
from fractions import Fraction

from bilingual.checks.quantities import Quantity, Strength, values

_UNIT_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_TEN_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
_RANK_WORDS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)
UNITS = {word: value for value, word in enumerate(_UNIT_WORDS.split())}
TENS = {word: 10 * value for value, word in enumerate(_TEN_WORDS.split(), start=2)}
SCALES = {
    **{"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12},
    **{"lakh": 10**5, "crore": 10**7},
}
ORDINALS = {word: value for value, word in enumerate(_RANK_WORDS.split(), start=1)}
ORDINALS |= {word[:-1] + "ieth": value for word, value in TENS.items()}
ORDINALS |= {"hundredth": 100, "thousandth": 1000, "millionth": 10**6}
PARTS = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4}
PARTS |= {word + "s": value for word, value in ORDINALS.items() if value > 2}

_WORD = re.compile(r"[A-Za-z]+")
_Words = list[tuple[str, int, int]]


def read_words(text: str, start: int) -> list[Quantity]:
    """The numbers in ``text``, a run of number words (with ``a``, ``and``, ``of`` between) at ``start``."""
    words = [(found.group().lower(), found.start(), found.end()) for found in _WORD.finditer(text)]
    items: list[Quantity] = []
    at = 0
    while at < len(words):
        if words[at][0] in ("and", "of"):
            at += 1
            continue
        stop, readings, strength = _one(words, at)
        if readings:
            begin, end = words[at][1], words[stop - 1][2]
            items.append(Quantity(text[begin:end], start + begin, values(*readings), strength))
        at = max(stop, at + 1)
    return items


def _one(words: _Words, at: int) -> tuple[int, list[Fraction], Strength]:
    """The number that begins at ``at``: where the next one begins, its readings and its strength."""
    article = words[at][0] in ("a", "an")
    if words[at][0] in ("half", "quarter"):
        return _part_of_scale(words, at)
    stop, value = (at + 1, Fraction(1)) if article else _cardinal(words, at)
    word = words[stop][0] if stop < len(words) else ""
    if word in SCALES or word == "dozen":
        scaled_stop, value = _scaled(words, stop, value)
        only_scale = stop == at
        return (
            scaled_stop,
            [value],
            Strength.MAY if only_scale or (article and word == "dozen") else Strength.WORD,
        )
    if word in PARTS and stop > at:
        share = value / PARTS[word]
        # The first three quarters are three of a year.
        readings = [share, value] if word == "quarters" and value > 1 else [share]
        return stop + 1, readings, Strength.MAY if article or share == Fraction(1, 2) else Strength.WORD
    if word in ORDINALS:
        return _ordinal(words, at, stop, value, article)
    if article or stop == at:
        return stop, [], Strength.MAY
    readings = [value]
    if word == "decades":
        stop, readings = stop + 1, [value * 10, value]
    return stop, readings, Strength.WORD if value > 1 else Strength.MAY


def _part_of_scale(words: _Words, at: int) -> tuple[int, list[Fraction], Strength]:
    """Half a million, a quarter of a billion; without a scale word, the part alone."""
    part = Fraction(1, PARTS[words[at][0]])
    stop = at + 1
    while stop < len(words) and words[stop][0] in ("a", "an", "of"):
        stop += 1
    if stop < len(words) and words[stop][0] in ("dozen", *SCALES) and stop > at + 1:
        scale = SCALES.get(words[stop][0], 12)
        return stop + 1, [part * scale], Strength.WORD
    # Half past ten.
    return at + 1, [part, part * 100, part * 60], Strength.MAY


def _cardinal(words: _Words, at: int) -> tuple[int, Fraction]:
    """A number under a hundred, with "and a half" after it."""
    stop, value = at, Fraction(0)
    if stop < len(words) and words[stop][0] in TENS:
        value += TENS[words[stop][0]]
        stop += 1
    if stop < len(words) and words[stop][0] in UNITS and (not value or 0 < UNITS[words[stop][0]] < 10):
        value += UNITS[words[stop][0]]
        stop += 1
    following = [word for word, _, _ in words[stop : stop + 3]]
    if stop > at and following == ["and", "a", "half"]:
        return stop + 3, value + Fraction(1, 2)
    return stop, value if stop > at else Fraction(1)


def _scaled(words: _Words, at: int, first: Fraction) -> tuple[int, Fraction]:
    """A number whose first scale word stands at ``at`` after ``first``: two hundred and five thousand."""
    total, section, last = Fraction(0), first, 10**18
    stop = at
    while stop < len(words):
        word = words[stop][0]
        if word == "hundred" and section < 100:
            section *= 100
        elif word == "dozen" and section < 100:
            section *= 12
        elif word in SCALES and word != "hundred" and SCALES[word] < last and section:
            last = SCALES[word]
            total, section = total + section * last, Fraction(0)
        else:
            ahead = stop + 1 if word == "and" else stop
            end, value = _cardinal(words, ahead)
            if end == ahead or value.denominator > 1 or section % 100 or last == 100:
                break
            section += value
            stop = end
            continue
        stop += 1
    return stop, total + section


def _ordinal(
    words: _Words, at: int, stop: int, value: Fraction, article: bool
) -> tuple[int, list[Fraction], Strength]:
    """Twenty-first, a third, one third, third."""
    rank = ORDINALS[words[stop][0]]
    if stop == at:
        readings = [Fraction(rank)] if rank < 3 else [Fraction(rank), Fraction(1, rank)]
        return stop + 1, readings, Strength.WORD if rank > 2 else Strength.MAY
    if article:
        return stop + 1, [Fraction(1, rank), Fraction(rank)], Strength.MAY
    if value >= 20 and value % 10 == 0 and rank < 10:
        return stop + 1, [value + rank], Strength.WORD
    if value == 1 and rank > 2:
        return stop + 1, [Fraction(1, rank)], Strength.WORD
    # Two second-half goals: two numbers.
    return stop, [value], Strength.WORD if value > 1 else Strength.MAY
