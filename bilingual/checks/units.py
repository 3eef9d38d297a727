"""Do the numbers that stand on both sides count the same: dollars, kilometres, hours of the morning."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from bilingual.article import Finding, Severity
from bilingual.checks.quantities import Quantity, Strength
from bilingual.checks.registry import finding
from bilingual.checks.unit_names import SIZES, Unit, unit_beside

# A conversion is rounded to the digits that it shows, and by no more than this: 10 miles are 16 km.
_ROUNDED = Fraction(3, 100)
_NEXT = 5
_LARGEST = 10**15
_BEFORE_NOON = re.compile(r"(?:오전|새벽|아침|上午|凌晨|清晨|早上|早晨)[ ]?$")
_AFTER_NOON = re.compile(r"(?:오후|저녁|下午|傍晚|晚上)[ ]?$")
# What all of them have one of, and what is found more quickly.
_HALF_DAYS = (
    "오전",
    "오후",
    "새벽",
    "아침",
    "저녁",
    "午",
    "凌晨",
    "清晨",
    "早",
    "晚",
    "m.",
    "am",
    "pm",
    " the ",
)
_ENGLISH_HOUR = re.compile(
    r"[0-9]{1,2}(?::[0-9]{2}){0,2}[ ]?(?:o['’]clock[ ])?"
    r"(?:(?P<am>[Aa]\.?[ ]?[Mm]\b|in[ ]the[ ]morning)"
    r"|(?P<pm>[Pp]\.?[ ]?[Mm]\b|in[ ]the[ ](?:afternoon|evening)))"
)
_Beside = list[tuple[Quantity, Unit | None]]


def check_units(
    ours: Sequence[Quantity], theirs: Sequence[Quantity], source: str, text: str, languages: tuple[str, str]
) -> tuple[Finding, ...]:
    """At most one finding ``number-unit`` for a number that both sides have, each with another unit.

    ``source`` and ``text`` are plain texts, ``languages`` theirs.  An error where one sum of money became
    another, else a warning.  Nothing is said where the number stands somewhere without a unit, or where
    a unit's word may mean the other side's unit too.
    """
    if pair := _other_unit(ours, theirs, source, text, languages):
        (item, unit), (other, their_unit) = pair
        money = (
            unit.sure
            and their_unit.sure
            and not any(name in SIZES for name in (*unit.means, *their_unit.means))
        )
        message = (
            f"another unit: {_shown(item, unit, source)} in the source, "
            f"{_shown(other, their_unit, text)} in the target"
        )
        return (finding("number-unit", message, Severity.ERROR if money else None),)
    if halves := _other_half_day(ours, theirs, source, text):
        item, other = halves
        message = (
            f"morning and afternoon: {item.text.strip()} in the source, {other.text.strip()} in the target"
        )
        return (finding("number-unit", message),)
    return ()


def _shown(item: Quantity, unit: Unit, text: str) -> str:
    return text[min(item.start, unit.start) : max(item.end, unit.end)].strip()


def _beside(items: Sequence[Quantity], text: str, language: str) -> _Beside:
    return [(item, unit_beside(text, item.start, item.end, language)) for item in items]


def _other_unit(
    ours: Sequence[Quantity], theirs: Sequence[Quantity], source: str, text: str, languages: tuple[str, str]
) -> tuple[tuple[Quantity, Unit], tuple[Quantity, Unit]] | None:
    here = _beside(ours, source, languages[0])
    if not any(unit for _, unit in here):
        return None
    there = _beside(theirs, text, languages[1])
    for item, unit in here:
        if unit is None or item.strength is Strength.MAY:
            continue
        same = [(other, found) for other, found in there if _equal(item, other)]
        known = [(other, found) for other, found in same if found is not None]
        if not same or len(known) < len(same):
            continue
        means = frozenset[str]().union(*(also.means for like, also in here if also and _equal(item, like)))
        if any(found.means & means for _, found in known):
            continue
        other, their_unit = known[0]
        if not their_unit.sure and any(found and found.means & means for _, found in there):
            # 从500亿韩元增至600亿元: the second sum is in the first one's money.
            continue
        if not unit.sure and any(also and also.means & their_unit.means for _, also in here):
            continue
        return (item, unit), (other, their_unit)
    return None


def _equal(item: Quantity, other: Quantity) -> bool:
    return item.readings[0] in other.readings or other.readings[0] in item.readings


def _half_day(item: Quantity, text: str) -> str:
    if item.readings[0] > 12:
        return "pm" if "시" in item.text or text[item.end : item.end + 1] in (":", "时", "時", "点") else ""
    before = text[max(0, item.start - 4) : item.start]
    if _BEFORE_NOON.search(before):
        return "am"
    if _AFTER_NOON.search(before):
        return "pm"
    found = _ENGLISH_HOUR.match(text, item.start)
    return "" if not found else "am" if found["am"] else "pm"


def _other_half_day(
    ours: Sequence[Quantity], theirs: Sequence[Quantity], source: str, text: str
) -> tuple[Quantity, Quantity] | None:
    """The first hour of the morning that is one of the afternoon on the other side, or the reverse.

    Twelve is left alone: noon and midnight are both called 12 a.m. and 오후 12시.
    """
    if not any(word in source or word in text for word in _HALF_DAYS):
        return None
    for item in ours:
        if item.readings[0] > 24 or item.readings[0] % 12 == 0 or not (half := _half_day(item, source)):
            continue
        same = [other for other in theirs if set(item.readings) & set(other.readings)]
        halves = [_half_day(other, text) for other in same]
        like = [_half_day(other, source) for other in ours if set(item.readings) & set(other.readings)]
        if same and set(like) == {half} and set(halves) == {"am" if half == "pm" else "pm"}:
            return item, same[0]
    return None


def without_converted(
    missing: list[Quantity],
    added: list[Quantity],
    source: str,
    text: str,
    languages: tuple[str, str],
) -> tuple[list[Quantity], list[Quantity]]:
    """Both lists without the measures that are as much in another unit: 1.4万亿斤, 700 million tonnes."""
    left, right = _without_compounds(missing, added, source, text, languages)
    for item in tuple(left):
        amounts = _amounts(item, source, languages[0])
        for other in right if amounts else ():
            theirs = _amounts(other, text, languages[1])
            if any(_converted(mine, one) for mine in amounts for one in theirs):
                left.remove(item)
                right.remove(other)
                break
    return left, right


def _without_compounds(
    missing: list[Quantity],
    added: list[Quantity],
    source: str,
    text: str,
    languages: tuple[str, str],
) -> tuple[list[Quantity], list[Quantity]]:
    """Both lists without two measures in a row that the target has as one: 1m83㎝, 183 centimeters."""
    left, right = list(missing), list(added)
    for first, second in pairwise(missing):
        unit = unit_beside(source, first.start, first.end, languages[0])
        if unit is None or not unit.end <= second.start <= unit.end + _NEXT or first not in left:
            continue
        for name, value in _amounts(first, source, languages[0]):
            for less, rest in _amounts(second, source, languages[0]):
                if SIZES[less][0] != SIZES[name][0] or SIZES[less][1] >= SIZES[name][1]:
                    continue
                whole = value * SIZES[name][1] / SIZES[less][1] + rest
                for other in right:
                    theirs = _amounts(other, text, languages[1])
                    if any(one == (less, whole) or _converted((less, whole), one) for one in theirs):
                        left = [item for item in left if item is not first and item is not second]
                        right.remove(other)
                        break
    return left, right


def _amounts(item: Quantity, text: str, language: str) -> list[tuple[str, Fraction]]:
    """Each unit with a size that the number may have beside it, and the number, for all its readings."""
    unit = unit_beside(text, item.start, item.end, language)
    if unit is None:
        return []
    return [(name, value) for name in sorted(unit.means) if name in SIZES for value in item.readings]


def _converted(ours: tuple[str, Fraction], theirs: tuple[str, Fraction]) -> bool:
    """Whether ``theirs`` is ``ours`` in another unit, rounded to the digits that it shows."""
    (kind, size), (their_kind, their_size) = SIZES[ours[0]], SIZES[theirs[0]]
    if ours[0] == theirs[0] or kind != their_kind or not theirs[1]:
        return False
    exact = ours[1] * size / their_size
    return abs(exact - theirs[1]) <= min(_last_digit(theirs[1]) / 2, _ROUNDED * abs(exact))


def _last_digit(value: Fraction) -> Fraction:
    """What one more in the last digit that is no zero would add: 100 for 3,300, 0.01 for 2.75."""
    place = Fraction(1, 1000)
    while place < _LARGEST and (value / (place * 10)).denominator == 1:
        place *= 10
    return place
