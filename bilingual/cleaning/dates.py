"""Dates and times as Korean, Chinese and English pages write them, as ISO 8601.

Read are year-first dates (``2024.05.01. 오후 3:04``, ``2024年5月1日 15时04分``, ``二〇二四年五月一日``),
English ones (``May 1, 2024, 3:04 p.m.``, ``Wed, 01 May 2024 06:04:00 GMT``), full-width digits, two-digit
years and those of the Republic of China (``113/05/01 15:04``) where a time, 년 or a label makes them sure,
and all-numeric ones with the year last where only one order is a date.
A zone is kept only where it is written: as an offset, or as a name that means one offset.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache

#: No article has an earlier or a later date: what says otherwise is a number or a mistake.
YEARS = range(1990, 2101)
#: A value longer than this, in code points, holds more than a date.
LONGEST_DATE = 120
#: The length of YYYY-MM-DDTHH:MM.
_MINUTES = 16

# One code point for one, so that offsets stay.
_PLAIN = str.maketrans(
    "０１２３４５６７８９：．／－，（）　\u00a0\u2009\u202f\u2010\u2011\u2012\u2013",
    "0123456789:./-,()" + " " * 4 + "-" * 4,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_HAN = {char: n for n, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "Ｏ": 0}
_AFTERNOON = frozenset({"오후", "저녁", "밤", "下午", "晚上", "傍晚", "pm"})
_NOON = frozenset({"낮", "정오", "中午"})
_ZONES = {
    "z": "Z", "utc": "+00:00", "gmt": "+00:00", "kst": "+09:00", "jst": "+09:00", "hkt": "+08:00",
    "est": "-05:00", "edt": "-04:00", "pst": "-08:00", "pdt": "-07:00",
    "格林尼治标准时间": "+00:00", "格林威治標準時間": "+00:00",
    "北京时间": "+08:00", "北京時間": "+08:00", "한국시간": "+09:00",
}  # fmt: skip

_MONTH = r"(?P<mon>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_WEEKDAY = (
    r"(?:[\s,]*\(?(?:[월화수목금토일月火水木金土](?:요일)?(?=[\s)])|日(?=\))|(?:星期|周|週|礼拜)[一二三四五六日天]"
    r"|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)\)?)?"
)
_TIME = (
    _WEEKDAY + r"(?P<gap>[\s,|·\[]*(?:-\s|T)?(?:at\s)?\s*)"
    r"(?P<before>北京时间|北京時間|한국\s?시간|格林尼治标准时间|格林威治標準時間)?\s*"
    r"(?P<half>오전|오후|새벽|아침|낮|저녁|밤|上午|下午|凌晨|早上|中午|晚上|傍晚|[ap]\.?m\.?(?![a-z]))?\s*"
    r"(?P<H>\d{1,2})\s?(?::\s?(?P<M>\d{2})(?!\d)(?::(?P<S>\d{2})(?!\d)(?:[.,]\d{1,9})?)?"
    r"|[시時时点點]\s?(?:(?P<M2>\d{1,2})\s?[분分](?:\s?(?P<S2>\d{1,2})\s?[초秒])?|(?P<M3>\d{2})(?!\d))?)"
    r"(?:\s*(?P<late>[ap]\.?m\.?)(?![a-z]))?"
    r"(?:\s*[(\[]?(?P<zone>z|utc|gmt|kst|jst|hkt|est|edt|pst|pdt)?(?![a-z])(?P<offset>\s?[+-]\d{1,2}(?::?\d{2})?(?!\d))?)?"
)
_TIME_OR_NOT = f"(?:{_TIME})?"
_YEAR = r"(?P<y>(?:19|20|21)\d{2})"
_DAY = r"(?P<d>\d{1,2})\s?(?:[일日号號]|\.\s?일?)?"
_FORMS = (
    rf"(?<!\d){_YEAR}\)?\s?[-./년年]\s?(?P<m>\d{{1,2}})\s?[-./월月]\s?{_DAY}",
    rf"(?<![a-z]){_MONTH}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s?,?\s+{_YEAR}(?!\d)",
    rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?{_MONTH},?[\s-]+{_YEAR}(?!\d)",
    r"民[國国]\s?(?P<roc>\d{2,3})\s?年\s?(?P<m>\d{1,2})\s?月\s?(?P<d>\d{1,2})\s?日",
    r"(?<![\d.])'?(?P<y>\d{2})\s?[년年]\s?(?P<m>\d{1,2})\s?[월月]\s?(?P<d>\d{1,2})\s?[일日]",
    rf"(?<![\d./-])(?P<a>\d{{1,2}})(?P<sep>[./-])(?P<b>\d{{1,2}})(?P=sep){_YEAR}(?!\d)",
)
_HAN_DATE = (
    r"(?P<y>[〇零○Ｏ一二三四五六七八九]{4})\s?年\s?(?P<m>[一二三四五六七八九十]{1,3})\s?月\s?"
    r"(?P<d>[一二三四五六七八九十]{1,3})\s?日"
)
_SHORT = r"(?<![\d./-])'?(?P<y>\d{2})(?P<sep>[-./])\s?(?P<m>\d{2})(?P=sep)\s?(?P<d>\d{2})(?!\d)\.?"
_REPUBLIC = (
    r"(?<![\d./-])(?P<roc>1[01]\d)(?P<sep>[-./])\s?(?P<m>0?[1-9]|1[0-2])(?P=sep)\s?(?P<d>\d{1,2})(?![\d./-])"
)
_COMPACT = re.compile(
    r"\s*(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})"
    r"(?:[T\s]?(?P<H>\d{2})(?P<M>\d{2})(?P<S>\d{2})?(?P<zone>z)?(?P<offset>[+-]\d{2}:?\d{2})?)?\s*",
    re.IGNORECASE,
)


@lru_cache(maxsize=2)
def _forms(labelled: bool) -> tuple[re.Pattern[str], ...]:
    # Two digits for a year, or three of the Republic of China, are sure where a time follows, or where a
    # label says that it is a date.
    time = _TIME_OR_NOT if labelled else _TIME
    forms = (*(form + _TIME_OR_NOT for form in (*_FORMS, _HAN_DATE)), _SHORT + time, _REPUBLIC + time)
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)


def find_dates(text: str, *, labelled: bool = False) -> Iterator[tuple[str, int, int]]:
    """Yield each date in a line, in order, with where it begins and ends.

    A date is ``YYYY-MM-DD``, with ``THH:MM``, ``:SS`` and a zone where the line has them.  ``labelled`` says
    that a label told of a date, so that ``24.05.01`` is one.  Days that are none and years outside `YEARS`
    are passed over; a time that is none is left out.
    """
    plain = text.translate(_PLAIN)
    at = 0
    while True:
        matches = [match for form in _forms(labelled) if (match := form.search(plain, at))]
        if not matches:
            return
        match = min(matches, key=lambda m: (m.start(), -m.end()))
        found = from_groups(match.groupdict())
        if found is None:
            at = match.start() + 1
            continue
        yield found, match.start(), match.end()
        at = match.end()


def read_date(value: str) -> str | None:
    """Return the date that a machine's field holds (``20240501``, ISO 8601, RFC 5322, or as on a page)."""
    # A run of spaces would be tried in every way that it can be parted.
    value = " ".join(value[: 4 * LONGEST_DATE].split())
    if len(value) > LONGEST_DATE:
        return None
    compact = _COMPACT.fullmatch(value.translate(_PLAIN))
    if compact:
        return from_groups(compact.groupdict())
    return next((found for found, _, _ in find_dates(value, labelled=True)), None)


def from_groups(found: Mapping[str, str | None]) -> str | None:
    """Return the date in a pattern's named groups, or None if it is none.

    ``y``, ``m`` or ``mon`` (an English name), ``d``; or ``a``, ``b`` (day and month in either order);
    ``roc``, a year of the Republic of China, in place of ``y``;
    ``H``, ``M``, ``S``, ``half`` (오후, 下午, pm …); ``zone`` (a name), ``offset`` (``+0900``).
    """
    day = _day(found)
    if day is None:
        return None
    time = _time(found)
    return day.isoformat() + (f"T{time}" if time else "")


def from_groups_near(found: Mapping[str, str | None], published: str) -> str | None:
    """Return the date in groups that name no year, or a time alone, which is not before ``published``.

    ``published`` is a date as `find_dates` gives it: 2023-12-31 and 1/2 10:00 are 2024-01-02T10:00.
    """
    year, month, day = published[:10].split("-")
    groups = {"m": month, "d": day} | {name: value for name, value in found.items() if value}
    for one in (int(year), int(year) + 1):
        told = from_groups(groups | {"y": str(one)})
        if told is not None and told[:10] >= published[:10]:
            return told
    return None


def fuller(shown: str | None, claimed: str | None) -> str | None:
    """Return ``shown``, or ``claimed`` where both mean one time and the latter says more of it."""
    if shown is None or claimed is None:
        return shown or claimed
    if len(claimed) > len(shown) and claimed.startswith(shown):
        return claimed
    # 10:41+00:00 and 10:41:47+00:00 are one time, too.
    time, zone = shown[:_MINUTES], shown[_MINUTES:]
    more = len(shown) > _MINUTES and zone[0] != ":" and claimed.startswith(time) and claimed.endswith(zone)
    return claimed if more and len(claimed) > len(shown) else shown


def _day(found: Mapping[str, str | None]) -> date | None:
    name = (found.get("mon") or "")[:3].lower()
    year, day = _number(found.get("y")), _number(found.get("d"))
    month = _MONTHS.index(name) + 1 if name in _MONTHS else _number(found.get("m"))
    if found.get("a"):
        first, second = _number(found.get("a")), _number(found.get("b"))
        # 01/05/2024 is two dates; dots are written by those who set the day first.
        if found.get("sep") != "." and first <= 12 and second <= 12 and first != second:
            return None
        day, month = (first, second) if second <= 12 else (second, first)
    if found.get("roc"):
        year = 1911 + _number(found.get("roc"))
    if year < 100 and len(found.get("y") or "") == 2:
        year += 2000 if year < 70 else 1900
    if year not in YEARS:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _time(found: Mapping[str, str | None]) -> str:
    if not found.get("H"):
        return ""
    hour = _number(found.get("H"))
    minute = _number(found.get("M") or found.get("M2") or found.get("M3"))
    seconds = found.get("S") or found.get("S2")
    half = (found.get("half") or found.get("late") or "").lower().replace(".", "")
    # A clock of 24 hours beside 下午 or PM is right as it stands.
    if half in _AFTERNOON:
        hour += 12 if hour < 12 else 0
    elif half in _NOON:
        hour += 12 if hour < 3 else 0
    elif half and hour == 12:
        hour = 0
    if hour > 23 or minute > 59 or _number(seconds) > 59:
        return ""
    return f"{hour:02}:{minute:02}" + (f":{_number(seconds):02}" if seconds else "") + _zone(found)


def _zone(found: Mapping[str, str | None]) -> str:
    offset = (found.get("offset") or "").strip()
    name = (found.get("zone") or "").lower()
    if offset:
        digits = offset[1:].replace(":", "")
        hours, minutes = (int(digits), 0) if len(digits) <= 2 else (int(digits[:-2]), int(digits[-2:]))
        # 10:00-12:00 is a span of time: a bare minus is a zone's only in a machine's notation.
        machine = found.get("S") or (found.get("gap") or "").strip() == "T" or name or ":" not in offset
        plausible = hours <= 14 and minutes in (0, 30, 45) and (len(digits) > 2 or name in ("utc", "gmt"))
        if plausible and (offset[0] == "+" or machine):
            return f"{offset[0]}{hours:02}:{minutes:02}"
        if not name:
            return ""
    named = re.sub(r"\s", "", found.get("before") or "") or name
    return _ZONES.get(named, "")


def _number(text: str | None) -> int:
    if not text:
        return 0
    if text.isascii():
        return int(text) if text.isdecimal() else 0
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (_HAN.get(tens, 0) if tens else 1) * 10 + _HAN.get(ones, 0)
    return int("".join(str(_HAN.get(char, 0)) for char in text))
