"""What a number counts: lengths of time with their units, and percentages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from bilingual.checks.quantities import Quantity, Strength

# Each unit in hours or in months; months are no fixed number of days.
_UNITS = {
    "minute": ("hour", Fraction(1, 60)),
    "hour": ("hour", Fraction(1)),
    "day": ("hour", Fraction(24)),
    "week": ("hour", Fraction(168)),
    "month": ("month", Fraction(1)),
    "year": ("month", Fraction(12)),
}
_UNIT = re.compile(
    r"""[ ]?(?:an?[ ]|-)?(?:
    (?P<minute>minutes?\b|분(?=간|[ ]?(?:동안|만에|뒤|후|전)))
  | (?P<hour>hours?\b|시간|[个個]?[ ]?小[时時])
  | (?P<day>days?\b|일(?![가-힣]*요일)|天|日)
  | (?P<week>weeks?\b|주(?=간|일|째|[ ]|만|동안|$)|周(?![年边围岁一二三四五六日])|[个個]?(?:星期|礼拜))
  | (?P<month>months?\b|개월|달|[个個][ ]?月)
  | (?P<year>years?\b|년(?!대|도)|年(?![代度级底初]))
    )""",
    re.VERBOSE,
)
_KOREAN_DAYS = frozenset(
    {"하루", "이틀", "사흘", "나흘", "닷새", "엿새", "이레", "여드레", "아흐레", "열흘", "보름"}
)
_PERCENT = re.compile(
    r"[%％‰]|퍼센트|프로|퍼밀|[0-9]할|할[ ]|percent|per cent|\bpct\b"
    r"|\bpoints?\b|포인트|百分|成|个点|basis|\bbps?\b|基点",
    re.IGNORECASE,
)
# What all percentages have one of; of "%" and words in small letters, since figures go before them.
_PERCENT_SIGNS = ("%", "％", "‰", "퍼", "프로", "할", "ercent", "er cent", "pct", "百分")
_PERCENT_NEXT = re.compile(r"\s?(?:[%％]|퍼센트|percent\b|per cent\b)", re.IGNORECASE)
_POINTS_NEXT = re.compile(
    r"\s?(?:[%％]\s?(?:포인트|[pP]\b)|퍼센트\s?포인트|percent(?:age)?[ -]points?\b|pct\.? points?\b|pp\b"
    r"|[个個]百分[点點])",
)
_HAN_PERCENT = re.compile(r"百分之\s?$")


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time: its unit, the base that it counts in, and its amounts in that base."""

    unit: str
    base: str
    amounts: frozenset[Fraction]


def length(item: Quantity, text: str) -> Length | None:
    """The length of time that a number of ``text`` states with the unit after it; None for no such."""
    unit = _unit(item, text)
    if unit is None:
        return None
    base, factor = _UNITS[unit]
    return Length(unit, base, frozenset(value * factor for value in item.readings))


def _unit(item: Quantity, text: str) -> str | None:
    if item.text in _KOREAN_DAYS:
        return "day"
    # A numeral may have its counter in it (여섯 달, 两天), so the unit begins after or in it.
    for at in range(item.end, max(item.start, item.end - 4), -1):
        if found := _UNIT.match(text, at):
            return found.lastgroup
    return None


def other_unit(
    ours: Sequence[Quantity], theirs: Sequence[Quantity], source: str, text: str
) -> tuple[Quantity, Quantity] | None:
    """The first length of time whose number has another unit on the other side: 6개월, six weeks.

    Only where no length of the source has that number with that unit, and none of the target the source's.
    """
    there = [(item, found) for item in theirs if (found := length(item, text))]
    here = [(item, found) for item in ours if (found := length(item, source))]
    for item, _ in here:
        value = item.readings[0]
        if item.strength is Strength.MAY or len(item.readings) > 1 or value == 1:
            continue
        units = {other.unit for also, other in here if value in also.readings}
        same = [(also, other) for also, other in there if value == also.readings[0]]
        plain = sum(value in also.readings for also in theirs)
        if same and plain == len(same) and not any(other.unit in units for _, other in same):
            return item, same[0][0]
    return None


def may_be_percent(text: str) -> bool:
    """Whether a text may speak of a percentage; quickly, and so sometimes wrongly, yes."""
    return any(word in text for word in _PERCENT_SIGNS)


def lost_percent(
    ours: Sequence[Quantity], theirs: Sequence[Quantity], source: str, text: str
) -> Quantity | None:
    """The first percentage of ``source`` whose number stands in a text that speaks of no percentage."""
    if _PERCENT.search(text) or not _PERCENT.search(source):
        return None
    for item in ours:
        percent = _PERCENT_NEXT.match(source, item.end) or _HAN_PERCENT.search(source, 0, item.start)
        if percent and item.strength is Strength.DIGITS:
            for other in theirs:
                if other.strength is Strength.DIGITS and other.readings[0] == item.readings[0]:
                    return item
    return None


def other_percent(
    ours: Sequence[Quantity], theirs: Sequence[Quantity], source: str, text: str
) -> Quantity | None:
    """The first number of ``source`` that is percent there and points in ``text``, or the reverse."""
    for item in ours:
        points = bool(_POINTS_NEXT.match(source, item.end))
        if not points and not _PERCENT_NEXT.match(source, item.end):
            continue
        value = item.readings[0]
        here = [one for one in ours if one.readings[0] == value]
        there = [one for one in theirs if one.readings[0] == value]
        if len(here) == len(there) == 1:
            other = there[0].end
            their_points = bool(_POINTS_NEXT.match(text, other))
            if points != their_points and (their_points or _PERCENT_NEXT.match(text, other)):
                return item
    return None
