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
_DAY = re.compile(
    rf"""(?<![0-9])(?P<month>[0-9]{{1,2}})\s?[월月]\s?(?P<day>[0-9]{{1,2}})\s?[일日号號]
  | \b(?P<name>{_NAME})\b\.?[ ](?P<after>[0-9]{{1,2}})(?:st|nd|rd|th)?\b
      (?![.,]?[0-9]|[ ](?:million|billion|percent))
  | (?<![0-9.,:])(?P<before>[0-9]{{1,2}})(?:st|nd|rd|th)?[ ](?:of[ ])?(?P<later>{_NAME})\b""",
    re.VERBOSE,
)


def days(text: str) -> list[tuple[int, int]]:
    """Every month and day that ``text`` names together, in order."""
    found = []
    for match in _DAY.finditer(plain(text)):
        if match["month"]:
            found.append((int(match["month"]), int(match["day"])))
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
