"""A date on a line of its own right below the title, where no rule knows the line and nothing else tells it.

Such a line is hardly to be told from the day of the visit, which many pages print at their top; below the
title it is the article's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bilingual.article import Block, Role
from bilingual.cleaning.dates import find_dates
from bilingual.cleaning.shape import Line

#: So many lines below the title it is looked for, and no longer line, in code points.
NEAR, _LONGEST = 4, 60
_NUMBER = re.compile(r"\d+")
# A time and a date that elements without a space between them held: 15:312018/09/16.
_GLUED = re.compile(r"(\W*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)(?=(?:19|20)\d{2}\D)")
# What a calendar says beside a date: the weekday, the day of the moon.
_CALENDAR = re.compile(
    r"(?:음력|농력|阴历|陰曆|农历|農曆|夏历|夏曆)\s?(?:[^\s()（）]{1,12}(?:\s\d{1,2}일)?)?"
    r"|[월화수목금토일]요일|(?:星期|周|週|礼拜|禮拜)[一二三四五六日天]"
    r"|[(（\[][월화수목금토일月火水木金土日一二三四五六天][)）\]]"
)


def settle_dates_below_title(body: Sequence[Line], first: int) -> None:
    """Settle the dates alone right below the title as date lines, kept; the text begins at ``first``."""
    title = next((n for n, line in enumerate(body[:first]) if line.keep and line.role is Role.TITLE), None)
    if title is not None:
        settle_dates(body[title + 1 : min(first, title + 1 + NEAR)])


def settle_dates(below: Sequence[Line]) -> None:
    """Settle those of the lines ``below`` a title that are a date alone and nothing else so far."""
    for line in below:
        loose = (line.free or line.rule == "sub-headline") and not line.linked
        if loose and len(line.bare) <= _LONGEST and _alone(line.bare):
            line.settle(Role.DATELINE, "date below the title", True)


def date_below_title(kept: Sequence[Block], dropped: Sequence[Block]) -> str | None:
    """Return the date on the first line below the title that is nothing but one, as `find_dates` gives it."""
    title = next((block for block in kept if block.role is Role.TITLE), None)
    if title is None:
        return None
    text = next((_place(block) for block in kept if block.role is Role.BODY), _place(title) + NEAR + 1)
    near = (
        block
        for block in (*kept, *dropped)
        if _place(title) < _place(block) <= min(text, _place(title) + NEAR) and len(block.text) <= _LONGEST
    )
    return next((date for block in sorted(near, key=_place) if (date := _alone(block.text))), None)


def _place(block: Block) -> int:
    found = _NUMBER.match(block.id)
    return int(found[0]) if found else 0


def _alone(text: str) -> str | None:
    glued = _GLUED.match(text)
    if glued:
        text = f"{text[glued.end() :]} {glued[1].strip()}"
    found = next(find_dates(text), None)
    if found is None:
        return None
    date, start, end = found
    rest = _CALENDAR.sub("", f"{text[:start]} {text[end:]}")
    return None if any(map(str.isalnum, rest)) else date
