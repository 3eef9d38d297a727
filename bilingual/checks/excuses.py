"""Numbers that differ and say the same: two days for 48 hours, a weekday for a day of the month, G7."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from bilingual.checks.durations import length
from bilingual.checks.quantities import Quantity

_LONE_DAY = re.compile(
    r"\s?[일日号號](?!\s?(?:동안|만|연속|이내|뒤|후|전|째|차|내|以内|之内|后|後|前|以后))(?![간여치本])"
)
_MONTH_BEFORE = re.compile(r"[월月]\s?(?:[0-9]{1,2}[일日]?\s?[^\w\s]\s?)?$")
_WEEKDAY = {
    "ko": re.compile(r"[월화수목금토일]요일"),
    "en": re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"),
    "zh": re.compile(r"(?:周|週|星期|礼拜|禮拜)[一二三四五六日天](?![年边本游])"),
}
# The number said twice, once in the name and once in its abbreviation.
_GLOSS = re.compile(
    r"[(（][A-Z]{1,6}-?([0-9]{1,3})[)）]|\b[A-Z]{1,6}-?([0-9]{1,3})\s?[(（][^()（）]{1,24}[)）]"
)
_NAME_LENGTH = 16


def converted(
    missing: list[Quantity], added: list[Quantity], source: str, text: str
) -> tuple[list[Quantity], list[Quantity]]:
    """Both lists without the lengths of time that are as long in another unit: 48시간, two days."""
    left, right = list(missing), list(added)
    for item in missing:
        ours = length(item, source)
        if ours is None:
            continue
        for other in right:
            theirs = length(other, text)
            if theirs and theirs.base == ours.base and ours.amounts & theirs.amounts:
                left.remove(item)
                right.remove(other)
                break
    return left, right


def without_weekdays(
    missing: list[Quantity], source: str, text: str, source_language: str, language: str
) -> list[Quantity]:
    """The list without days of the month that the target names by the weekday, as news agencies do.

    지난 5일 may become Friday: at most as many as the target has weekdays more than the source.
    """
    here, there = _WEEKDAY.get(source_language[:2]), _WEEKDAY.get(language[:2])
    if source_language[:2] == "en" or here is None or there is None:
        return missing
    spare = len(there.findall(text)) - len(here.findall(source))
    kept = []
    for item in missing:
        if spare > 0 and _lone_day(item, source):
            spare -= 1
        else:
            kept.append(item)
    return kept


def _lone_day(item: Quantity, source: str) -> bool:
    before = source[max(0, item.start - 8) : item.start]
    return (
        item.readings[0] <= 31
        and item.text.isdigit()
        and bool(_LONE_DAY.match(source, item.end))
        and not _MONTH_BEFORE.search(before)
    )


def rounded(missing: Sequence[Quantity], added: Sequence[Quantity]) -> bool:
    """Whether every number of either side is one of the other, rounded: 9조1834억, 9.18 trillion.

    Rounded or cut to two figures or more, and written with a scale word from ten thousand on.
    """
    left = list(added)
    for item in missing:
        found = next((other for other in left if _rounds(item, other) or _rounds(other, item)), None)
        if found is None:
            return False
        left.remove(found)
    return not left


def _rounds(coarse: Quantity, exact: Quantity) -> bool:
    value, whole = coarse.readings[0], exact.readings[0]
    if coarse.scale < 10**4 or value.denominator > 1 or value < 10**4:
        return False
    figures = str(value.numerator).rstrip("0")
    unit = value / int(figures)
    places = whole / unit
    return len(figures) > 1 and int(figures) in (int(places), int(places + Fraction(1, 2))) and value != whole


def said_twice(item: Quantity, text: str, others: Sequence[Quantity]) -> bool:
    """Whether the number is said in a name and in its abbreviation, and the other side has it once.

    주요 7개국(G7) may become the G7 or the Group of Seven.
    """
    if not any(value in other.readings for other in others for value in item.readings):
        return False
    for found in _GLOSS.finditer(text):
        value = Fraction(int(found[1] or found[2]))
        if value in item.readings and found.start() - _NAME_LENGTH <= item.start < found.end():
            return True
    return False
