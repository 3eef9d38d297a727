"""Numbers that say one thing in two ways: seven in ten and 70 percent, 6·25 and the years of that war."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from bilingual.checks.quantities import Quantity

_WHOLE_FIRST = re.compile(
    r"\s?[가-힣]{0,2}\s?(?:중|가운데)(?:에)?\s?|\s?[个個]?[人名家]?(?:[^\W\d]{0,3})?[中里]就?[有约]?"
)
_PART_FIRST = re.compile(r"(?: [a-z]+)? (?:in|in every|out of|out of every|of every) ")
# Days that name an event in Korean, with the years in which it was.
_EVENTS = {
    **{"6·25": (1950, 1953, 53), "3·1": (1919,), "4·3": (1947, 1948, 1954, 54), "4·19": (1960,)},
    **{"5·16": (1961,), "5·18": (1980,), "6·10": (1926, 1987), "8·15": (1945,), "9·11": (2001,)},
    "12·12": (1979,),
}
_EVENT = re.compile(
    r"(?<![0-9.·/])(6·25|3·1|4·3|4·19|5·16|5·18|6·10|8·15|9·11|12·12)(?![0-9·])"
    r"\s?(?=[^\w\s]?\s?(?:[^\W\d_]{0,6}(?:절|전쟁|운동|사태|사건|혁명|정변|쿠데타|항쟁|테러|참전|만세|민주화|광복))"
    r"|[”\"']?(?:恐怖|恐袭|事件|运动|運動))"
)
_DOTS = str.maketrans("・‧∙", "···")


def without_shares(
    missing: list[Quantity],
    added: list[Quantity],
    sides: tuple[tuple[Sequence[Quantity], str], tuple[Sequence[Quantity], str]],
) -> tuple[list[Quantity], list[Quantity]]:
    """Both lists without a part and a whole that the other side says as a share: 10명 중 7명, 七成.

    ``sides`` are the numbers and the plain text of the source, then of the target.
    """
    (ours, source), (theirs, text) = sides
    missing, added = _without_share(missing, added, ours, source)
    added, missing = _without_share(added, missing, theirs, text)
    return missing, added


def _without_share(
    stated: list[Quantity],
    shared: list[Quantity],
    items: Sequence[Quantity],
    text: str,
) -> tuple[list[Quantity], list[Quantity]]:
    for first, second in pairwise(items):
        gap = text[first.end : second.start]
        if len(gap) > _GAP:
            continue
        if _WHOLE_FIRST.fullmatch(gap) or (gap.isspace() and _ENDS_IN_OF.search(first.text)):
            whole, part = first, second
        elif _PART_FIRST.fullmatch(gap):
            whole, part = second, first
        else:
            continue
        top, bottom = part.readings[0], whole.readings[0]
        if not 0 < top < bottom or part not in stated or whole not in stated:
            continue
        share = {top / bottom, top / bottom * 100}
        if any(share & set(other.readings) for other in shared):
            stated = [item for item in stated if item not in (part, whole)]
            shared = [item for item in shared if not share & set(item.readings)]
    return stated, shared


_GAP = 14
_ENDS_IN_OF = re.compile(r"(?:중|가운데)$")


def without_events(items: list[Quantity], text: str, other: str) -> list[Quantity]:
    """The list without the days that name an event in ``text``, and the years of one that ``other`` names.

    6·25전쟁 may be the Korean War or the 1950-53 Korean War.
    """
    named = [(found.start(), found.end()) for found in _EVENT.finditer(text.translate(_DOTS))]
    years = {
        Fraction(year) for found in _EVENT.finditer(other.translate(_DOTS)) for year in _EVENTS[found[1]]
    }
    return [
        item
        for item in items
        if not years & set(item.readings)
        and not any(start <= item.start and item.end <= end for start, end in named)
    ]
