"""Days of a year in Korean, English and Chinese texts: their month and day as a pair."""

from __future__ import annotations

import re

from bilingual.checks.quantities import plain

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_NAMES, start=1)}
_NAME = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_EVENT_KO = "(?:전쟁|운동|사태|혁명|선언|합의|항쟁|테러)"
_EVENT_ZH = "(?:运动|革命|事变|事件|战争|起义|民主化?|抗争|惨案|政变|運動|事變|戰爭|起義|抗爭|慘案|政變)"
_HAN = {char: str(value) for value, char in enumerate("一二三四五六七八九", start=1)}
_DAY = re.compile(
    rf"""(?<![0-9])(?P<month>[0-9]{{1,2}})\s?[월月]\s?(?P<day>[0-9]{{1,2}})\s?[일日号號]
  | \b(?P<name>{_NAME})\b\.?[ ](?P<after>[0-9]{{1,2}})(?:st|nd|rd|th)?\b
      (?![.,]?[0-9]|[ ](?:million|billion|percent))
  | (?<![0-9.])(?P<event>[0-9]{{1,2}})[.·・‧∙](?P<event_day>[0-9]{{1,2}})\s?(?:절|{_EVENT_KO})
  | (?P<han_event>[一二三四五六七八九])(?P<han_day>[一二三四五六七八九]{{1,2}})(?={_EVENT_ZH})
  | (?<![0-9.,:])(?P<before>[0-9]{{1,2}})(?:st|nd|rd|th)?[ ](?:of[ ])?(?P<later>{_NAME})\b""",
    re.VERBOSE,
)


def days(text: str) -> list[tuple[int, int]]:
    """Every month and day that ``text`` names together, in order; 3·1운동 and 三一运动 are March 1."""
    found = []
    for match in _DAY.finditer(plain(text)):
        if match["month"]:
            found.append((int(match["month"]), int(match["day"])))
        elif match["event"]:
            found.append((int(match["event"]), int(match["event_day"])))
        elif match["han_event"]:
            day = "".join(_HAN[char] for char in match["han_day"])
            found.append((int(_HAN[match["han_event"]]), int(day)))
        else:
            name = (match["name"] or match["later"])[:3].lower()
            found.append((_MONTHS[name], int(match["after"] or match["before"])))
    return found


def swapped(source: str, text: str) -> tuple[str, str] | None:
    """The first day of ``source`` that another one stands for in ``text``, both as month/day; else None.

    For two texts with the same numbers, so that other days are the same numbers in other places
    (5월 3일, March 5).  Texts that name unlike numbers of days are not compared.
    """
    ours, theirs = days(source), days(text)
    if len(ours) != len(theirs) or sorted(ours) == sorted(theirs):
        return None
    mine = next(day for day in sorted(ours) if ours.count(day) > theirs.count(day))
    other = next(day for day in sorted(theirs) if theirs.count(day) > ours.count(day))
    return f"{mine[0]}/{mine[1]}", f"{other[0]}/{other[1]}"
