"""Are the source's numbers the target's numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from bilingual.article import Finding
from bilingual.checks.counted import other_count
from bilingual.checks.dates import swapped
from bilingual.checks.durations import lost_percent, may_be_percent, other_percent, other_unit
from bilingual.checks.excuses import converted, rounded, said_twice, without_weekdays
from bilingual.checks.numerals_en import numbers_en
from bilingual.checks.numerals_ko import numbers_ko
from bilingual.checks.numerals_zh import numbers_zh
from bilingual.checks.quantities import Quantity, Strength, plain, unpaired
from bilingual.checks.registry import finding
from bilingual.checks.shares import without_events, without_shares
from bilingual.checks.units import check_units, without_converted

_READERS: dict[str, Callable[[str], tuple[Quantity, ...]]] = {
    "ko": numbers_ko,
    "en": numbers_en,
    "zh-Hans": numbers_zh,
    "zh-Hant": numbers_zh,
}
_ONE = (Fraction(1),)
_HALF = Fraction(1, 2)
# What a half may stand for elsewhere: 50 percent, half past ten, half an hour.
_FIFTY = re.compile(
    r"(?<![0-9.,])50\s?(?:[%％]|퍼센트|프로|percent|per cent|pct)"
    r"|百分之\s?(?:50|五十)|오십\s?퍼센트|[Ff]ifty[ -]percent"
)
_THIRTY = re.compile(
    r"(?<![0-9.,])30[ -]?(?:분|分|[Mm]in)|:30|三十分|삼십\s?분|[Tt]hirty[ -](?:[Mm]in|past)|-thirty"
)

_HAN_ONE = re.compile("[每此该均]|[同环]比")
_IMPLIED_ONE = {
    "ko": re.compile(r"매|당(?![가-힣])|한\s|하루|씩"),
    "en": re.compile(
        r"\b(?:an?|per|each|every|daily|annual|yearly|weekly|monthly|hourly)\b|-long\b", re.IGNORECASE
    ),
    "zh-Hans": _HAN_ONE,
    "zh-Hant": _HAN_ONE,
}

_DAY_ALONE = re.compile(r"[0-9０-９]\s?[일日号]|[0-9](?:st|nd|rd|th)\b")
_MONTH = re.compile(
    r"[0-9０-９]{1,2}\s?[월月]|\b(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b"
)
# A month whose number is gone is no month left out.
_CUT_MONTH = re.compile(r"(?<![0-9０-９])\s?[월月]\s?[0-9０-９]")
_FIRST_RANK = re.compile(r"(?<![0-9.,])1\s?위(?![안원험협치기])")
_WON = re.compile(
    r"(?<!illion )(?<![0-9] )\bwon\b"
    r"|\b(?:win|wins|winner|winning|gold|titles?|champions?|top|tops|topped|topping|leads?|leading|led)\b"
    r"|冠|金牌|摘金|榜首|居首|头名|魁|우승|금메달|정상"
)
_MONTH_LAST = re.compile(
    r"(?:[0-9]\s?[월月]|\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.|\b(?:January|February|March|April|May"
    r"|June|July|August|September|October|November|December))\s?$"
)
_DAY_NEXT = re.compile(r"\s?[월月]?\.?\s?[0-9０-９]{1,2}(?![0-9０-９])")
_DAY_LAST = re.compile(r"[0-9](?:st|nd|rd|th)?(?: of)? $")


#: Numbers of one side whose units are compared, each with each: a text of more is a table.
_MOST_COMPARED = 200


def check_numbers(source: str, text: str, source_language: str, language: str) -> tuple[Finding, ...]:
    """At most one finding that names every number of one side that the other lacks, and one of units.

    ``number`` where both sides have numbers of their own, ``number-missing`` and ``number-added`` where one
    has, ``number-spelled`` where all of them are written out in words, ``number-rounded`` where one side
    rounds the other's (9조1834억, 9.18 trillion), ``number-repeated`` where the other side has each of them
    too, fewer times.  Where all numbers are there, ``number`` for a day whose month and day changed places
    and ``number-unit`` for a percent sign or a unit of time.  Beside any of these, ``number-unit`` for a
    number that has another unit of money or measure on the other side.
    Languages other than Korean, English and Chinese have no grammar here and are not compared.
    """
    if source_language not in _READERS or language not in _READERS:
        return ()
    ours, theirs = numbers(source, source_language), numbers(text, language)
    if not ours and not theirs:
        return ()
    found = _compared(ours, theirs, source, text, source_language, language)
    if max(len(ours), len(theirs)) > _MOST_COMPARED:
        return found
    units = check_units(ours, theirs, plain(source), plain(text), (source_language, language))
    return (*found, *units) if units and all(one.check != "number-unit" for one in found) else found


def _compared(
    ours: tuple[Quantity, ...],
    theirs: tuple[Quantity, ...],
    source: str,
    text: str,
    source_language: str,
    language: str,
) -> tuple[Finding, ...]:
    """What is wrong with the numbers and with their units of time and percent signs."""
    missing, added = unpaired(_halves(ours, source, text), _halves(theirs, source, text))
    if missing and added:
        missing, added = converted(missing, added, plain(source), plain(text))
    if missing and added:
        missing, added = without_converted(
            missing, added, plain(source), plain(text), (source_language, language)
        )
    if missing or added:
        sides = ((ours, plain(source)), (theirs, plain(text)))
        missing, added = without_shares(missing, added, sides)
        missing, added = without_events(missing, source, text), without_events(added, text, source)
    ones = [item for item in added if item.readings == _ONE and item.text == "1"]
    spare = [item for item in added if item.strength is Strength.MAY]
    missing = [
        item
        for item in missing
        if _alarms(item, source, text, language) and not said_twice(item, source, theirs)
    ]
    added = [
        item
        for item in added
        if _alarms(item, text, source, source_language) and not said_twice(item, text, ours)
    ]
    if not missing and not added:
        if max(len(ours), len(theirs)) > _MOST_COMPARED:
            return ()
        return _same_numbers(ours, theirs, plain(source), plain(text))
    if missing and not added:
        # 6·11 beside a missing September is its other number.
        added = [item for item in spare if item.text.isdigit() and item.readings[0] > 1]
    if missing and not added:
        missing = without_weekdays(missing, plain(source), text, source_language, language)
    elif added and not missing:
        added = without_weekdays(added, plain(text), source, language, source_language)
    if added and not missing and _DAY_ALONE.search(source) and not _MONTH.search(source):
        added = [item for item in added if not _month_of_a_day(item, text)]
    if (
        missing
        and not added
        and _DAY_ALONE.search(text)
        and not _MONTH.search(text)
        and not _CUT_MONTH.search(text)
    ):
        missing = [item for item in missing if not _month_of_a_day(item, source)]
    if not missing and not added:
        return _same_numbers(ours, theirs, plain(source), plain(text))
    if all(item.strength is Strength.WORD for item in (*missing, *added)):
        other = other_count(missing, added, plain(source), plain(text), (source_language, language))
        name = "number" if other else "number-spelled"
    elif all(_again(item, theirs) for item in missing) and all(_again(item, ours) for item in added):
        name = "number-repeated"
    elif missing and added:
        name = "number-rounded" if rounded(missing, added) else "number"
    else:
        name = "number-missing" if missing else "number-added"
    if missing and not added:
        # An article may say it, yet it may be what became of the missing number.
        added = [item for item in ones if not _alarms(item, text, source, source_language)]
    said = []
    day = swapped(source, text)
    if day and sorted(day[0].split("/")) == sorted(day[1].split("/")):
        name = "number"
        said.append(f"month and day: {day[0]} in the source, {day[1]} in the target")
    if missing:
        said.append(f"in the source, not in the target: {_shown(missing)}")
    if added:
        said.append(f"in the target, not in the source: {_shown(added)}")
    return (finding(name, "; ".join(said)),)


def _same_numbers(
    ours: tuple[Quantity, ...], theirs: tuple[Quantity, ...], source: str, text: str
) -> tuple[Finding, ...]:
    """What may be wrong with numbers that are all there."""
    if len(ours) > 1 and (day := swapped(source, text)):
        return (finding("number", f"month and day: {day[0]} in the source, {day[1]} in the target"),)
    if pair := other_unit(ours, theirs, source, text):
        message = (
            f"another unit of time: {_shown([pair[0]])} in the source, {_shown([pair[1]])} in the target"
        )
        return (finding("number-unit", message),)
    if not may_be_percent(source) and not may_be_percent(text):
        return ()
    if item := other_percent(ours, theirs, source, text):
        message = f"percent on one side, percentage points on the other: {_shown([item])}"
        return (finding("number-unit", message),)
    if item := lost_percent(ours, theirs, source, text):
        return (finding("number-unit", f"a percentage in the source, none in the target: {_shown([item])}"),)
    if item := lost_percent(theirs, ours, text, source):
        return (finding("number-unit", f"a percentage in the target, none in the source: {_shown([item])}"),)
    return ()


def _alarms(item: Quantity, text: str, other: str, language: str) -> bool:
    """Whether an unpaired number of ``text`` counts.

    A one may be said by an article or by "per" in ``other``, and the first rank by winning; the first day
    of a month is said by none of these.
    """
    if item.strength is Strength.MAY:
        return False
    if item.readings == _ONE and _first_by_winning(text, other):
        return False
    if item.readings != _ONE or not _IMPLIED_ONE[language].search(other):
        return True
    return bool(_MONTH_LAST.search(text, max(0, item.start - 12), item.start))


@lru_cache(maxsize=64)
def _first_by_winning(text: str, other: str) -> bool:
    """Whether a 1위 of one side may be said by winning on the other."""
    return bool(_FIRST_RANK.search(text) and _WON.search(other))


def _halves(items: tuple[Quantity, ...], source: str, text: str) -> tuple[Quantity, ...]:
    """The numbers, with a half standing for 50 or 30 only where one side has such a percentage or minutes."""
    if not any(item.readings[0] == _HALF and len(item.readings) > 1 for item in items):
        return items
    both = f"{plain(source)}\n{plain(text)}"
    known = {value for value, said in ((50, _FIFTY), (30, _THIRTY)) if said.search(both)}
    return tuple(
        replace(item, readings=tuple(one for one in item.readings if one in known or one not in (30, 50)))
        if item.readings[0] == _HALF
        else item
        for item in items
    )


def _month_of_a_day(item: Quantity, text: str) -> bool:
    """The month that a date needs in the target, where the source says 19일 of the current one."""
    found = _MONTH.match(text, item.start)
    return bool(found) and bool(_DAY_NEXT.match(text, item.end) or _DAY_LAST.search(text, 0, item.start))


def _again(item: Quantity, others: tuple[Quantity, ...]) -> bool:
    return any(value in other.readings for other in others for value in item.readings)


@lru_cache(maxsize=2048)
def numbers(text: str, language: str) -> tuple[Quantity, ...]:
    """The numbers of a text in ``ko``, ``en``, ``zh-Hans`` or ``zh-Hant``; KeyError for another language."""
    return _READERS[language](text)


def _shown(items: list[Quantity]) -> str:
    return ", ".join(_named(item) for item in items)


def _named(item: Quantity) -> str:
    """The number as it stands, and its value where that is not the same."""
    text, value = item.text.strip(), _written(item.readings[0])
    return text if text.replace(",", "") == value.replace(",", "") else f"{text} ({value})"


def _written(value: Fraction) -> str:
    if value.denominator == 1:
        return (
            f"{value.numerator:,}"
            if abs(value) < 10**30
            else f"about 10^{len(str(abs(value.numerator))) - 1}"
        )
    decimal = value.limit_denominator(10**6)
    scaled = decimal * 10**4
    if scaled.denominator == 1:
        return f"{float(decimal):,.4f}".rstrip("0")
    return f"{decimal.numerator}/{decimal.denominator}"
