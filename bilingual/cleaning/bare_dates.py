"""A date on a line of its own right below the title, where no rule knows the line and nothing else tells it.

Such a line is hardly to be told from the day of the visit, which many pages print at their top; below the
title, and with nothing else on the page that says when, it is the article's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bilingual.article import Block, Role
from bilingual.cleaning.dates import find_dates

#: So many lines below the title it is looked for, and no longer line, in code points.
_NEAR, _LONGEST = 4, 60
_NUMBER = re.compile(r"\d+")
# What a calendar says beside a date: the weekday, the day of the moon.
_CALENDAR = re.compile(
    r"(?:음력|농력|阴历|陰曆|农历|農曆|夏历|夏曆)\s?(?:[^\s()（）]{1,12}(?:\s\d{1,2}일)?)?"
    r"|[월화수목금토일]요일|(?:星期|周|週|礼拜|禮拜)[一二三四五六日天]"
    r"|[(（\[][월화수목금토일月火水木金土日一二三四五六天][)）\]]"
)


def date_below_title(kept: Sequence[Block], dropped: Sequence[Block]) -> str | None:
    """Return the date on the first line below the title that is nothing but one, as `find_dates` gives it."""
    title = next((block for block in kept if block.role is Role.TITLE), None)
    if title is None:
        return None
    text = next((_place(block) for block in kept if block.role is Role.BODY), _place(title) + _NEAR + 1)
    near = (
        block
        for block in (*kept, *dropped)
        if _place(title) < _place(block) <= min(text, _place(title) + _NEAR) and len(block.text) <= _LONGEST
    )
    return next((date for block in sorted(near, key=_place) if (date := _alone(block.text))), None)


def _place(block: Block) -> int:
    found = _NUMBER.match(block.id)
    return int(found[0]) if found else 0


def _alone(text: str) -> str | None:
    found = next(find_dates(text), None)
    if found is None:
        return None
    date, start, end = found
    rest = _CALENDAR.sub("", f"{text[:start]} {text[end:]}")
    return None if any(map(str.isalnum, rest)) else date
