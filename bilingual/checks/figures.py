"""Figures that read alike in every language: fractions, clock times, dotted dates, signs.

Each language's numerals end in these; what follows a figure (scale words, counters) is the language's own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from bilingual.checks.quantities import (
    DIGITS,
    VULGAR,
    Quantity,
    Strength,
    clock,
    finish,
    number,
    plain,
    short_year,
    values,
)

Reader = Callable[["re.Match[str]"], list[Quantity]]

#: What a figure can begin with: a cheap look ahead that spares every other position the alternatives.
#: The digits of a character reference (&#39;) are no number.
STARTS = r"(?=[0-9'’‘−–½⅓⅔¼¾⅕⅛-]|\.[0-9])(?<!&\#)(?<!&\#[0-9])(?<!&\#[0-9][0-9])(?<!&\#[0-9][0-9][0-9])"
#: Verbose patterns that go before a language's own scale words, and those that go after.
BEFORE = r"""
    (?P<race>(?<![0-9:.])(?P<minutes>[0-9]{1,3}):(?P<seconds>[0-5][0-9]\.[0-9]{1,3})(?![0-9:]|\.[0-9]))
  | (?P<digital>(?<![0-9:.])(?P<hh>[0-2]?[0-9]):(?P<mm>[0-5][0-9])(?::(?P<ss>[0-5][0-9]))?(?![0-9:])
      (?:[ ]?(?P<half_day>[AaPp])[.]?[ ]?[Mm]\b)?)
"""
AFTER = rf"""
    (?P<length>(?<![0-9.,])(?P<more>[0-9]{{1,3}})[ ]?
      (?:(?:년|年|years?)(?P<years>)|(?:시간|个?小时|小時|hours?)(?P<hours>))[ ]?(?:and[ ]|零)?
      (?P<less>[0-9]{{1,2}})[ ]?(?:개월|个?月|個月|months?|분|分|minutes?)(?![0-9일日]|\s[0-9]{{1,2}}[일日]))
  | (?P<time>(?<![0-9.,])(?P<full>[0-9]{{1,2}})[ ]?[초秒][ ]?(?P<hundredths>[0-9]{{2,3}})
      (?=[로의에만을를,.)]|的|，|。|$))
  | (?P<basis>(?P<points>{DIGITS})[ ]?
      (?:[Bb][Pp]s?\b|베이시스|기본포인트|[个個]?基[点點]|个?基本点|basis[ ]points))
  | (?P<apostrophe>['’‘](?P<short>[0-9]{{2}})(?![0-9]))
  | (?P<dotted>(?<![0-9.])[0-9]+(?:\.[0-9]+){{2,}})
  | (?P<ratio>(?<![0-9/.,])(?P<over>[0-9]{{1,4}})/(?P<under>[0-9]{{1,4}})(?![0-9/]))
  | (?P<minus>(?<![A-Za-z0-9)\]%℃°.])[-−–](?P<below_zero>{DIGITS})
      (?P<temperature>\s?(?:도|℃|°|度|摄氏|degrees|[CF]\b))?)
  | (?P<plain>{DIGITS}(?P<vulgar>[½⅓⅔¼¾⅕⅛])?)
  | (?P<fraction>[½⅓⅔¼¾⅕⅛])
"""
# Minutes of a football match are counted within the half in Korean and Chinese, through the match in English.
_HALVES = (("연장 후반", 105), ("加时赛下半场", 105), ("연장 전반", 90), ("加时赛上半场", 90))
_HALVES_OF_PLAY = (*_HALVES, ("후반", 45), ("下半场", 45), ("下半場", 45), ("연장", 90), ("加时赛", 90))
_DISEASE = re.compile(r"(?:코로나|COVID|Covid|covid|新冠|新冠肺炎)\s?-?\s?$")


def scan(text: str, token: re.Pattern[str], readers: dict[str, Reader]) -> tuple[Quantity, ...]:
    """The numbers that ``token`` finds in ``text``, each read by the reader of its outermost group."""
    text = plain(text)
    items: list[Quantity] = []
    for match in token.finditer(text):
        items.extend(readers[match.lastgroup or ""](match))
    return finish(text, items)


def item(match: re.Match[str], *readings: int | Fraction, strength: Strength = Strength.DIGITS) -> Quantity:
    """The whole match as one number."""
    return Quantity(match.group(), match.start(), values(*readings), strength)


def group(match: re.Match[str], name: str, *readings: int | Fraction, may: bool = False) -> Quantity:
    """One group of the match as a number, its own value unless ``readings`` are given."""
    given = readings or (number(match.group(name)),)
    strength = Strength.MAY if may else Strength.DIGITS
    return Quantity(match.group(name), match.start(name), values(*given), strength)


def may(*readings: int | Fraction) -> Reader:
    """A reader of a word that may stand for these values and never alarms."""
    return lambda match: [item(match, *readings, strength=Strength.MAY)]


def nothing(match: re.Match[str]) -> list[Quantity]:  # noqa: ARG001 - a reader's signature
    """The reader of what looks like a number and states none: dozens, several thousand."""
    return []


def lookup(table: dict[str, int], strength: Strength) -> Reader:
    """A reader of words that stand in a table."""
    return lambda match: [item(match, table[match.group()], strength=strength)]


def meridiem(letter: str | None) -> str:
    """``am``, ``pm`` or empty for the first letter of a.m. or p.m., or None."""
    return {"a": "am", "p": "pm"}.get((letter or "").lower(), "")


def clock_time(match: re.Match[str]) -> list[Quantity]:
    """15:00 as its hour, minutes (never missed when they are 00) and seconds."""
    items = [
        Quantity(match["hh"], match.start("hh"), clock(number(match["hh"]), meridiem(match["half_day"])))
    ]
    items.append(group(match, "mm", may=number(match["mm"]) == 0))
    if match["ss"]:
        items.append(group(match, "ss"))
    return items


def _race(match: re.Match[str]) -> list[Quantity]:
    """4:03.409 as its minutes and its seconds, 3.409, which others may write as 3초 409."""
    text = match["seconds"]
    whole, _, rest = text.partition(".")
    at = match.start("seconds")
    parts = (
        Quantity(whole, at, values(number(whole))),
        Quantity(rest, at + len(whole) + 1, values(number(rest))),
    )
    return [group(match, "minutes"), Quantity(text, at, values(number(text)), Strength.DIGITS, parts)]


def _time(match: re.Match[str]) -> list[Quantity]:
    """3초 409: 3.409 seconds, else its two numbers."""
    value = number(f"{match['full']}.{match['hundredths']}")
    parts = (group(match, "full"), group(match, "hundredths"))
    return [Quantity(match.group(), match.start(), values(value), Strength.DIGITS, parts)]


def _length(match: re.Match[str]) -> list[Quantity]:
    """1년 6개월 as 18 months or a year and a half, 1시간 30분 as 90 minutes, else as its two numbers."""
    whole = 12 if match["years"] is not None else 60
    more, less = number(match["more"]), number(match["less"])
    parts = (group(match, "more"), group(match, "less"))
    readings = values(more * whole + less, more + less / whole)
    return [Quantity(match.group(), match.start(), readings, Strength.DIGITS, parts)]


def _basis(match: re.Match[str]) -> list[Quantity]:
    """Basis points are hundredths of a percentage point."""
    return [item(match, number(match["points"]) / 100)]


def _apostrophe(match: re.Match[str]) -> list[Quantity]:
    return [item(match, *short_year(number(match["short"])))]


def _dotted(match: re.Match[str]) -> list[Quantity]:
    return [
        Quantity(piece.group(), match.start() + piece.start(), values(number(piece.group())))
        for piece in re.finditer(r"[0-9]+", match.group())
    ]


def _ratio(match: re.Match[str]) -> list[Quantity]:
    parts = (group(match, "over"), group(match, "under"))
    if match.string.startswith("분기", match.end()):
        return list(parts[:1])
    bottom = number(match["under"])
    if not bottom:
        return list(parts)
    whole = values(number(match["over"]) / bottom)
    return [Quantity(match.group(), match.start(), whole, Strength.DIGITS, parts)]


def _minus(match: re.Match[str]) -> list[Quantity]:
    value = number(match["below_zero"])
    start = match.start()
    before = match.string[max(0, start - 8) : start]
    if value == 19 and _DISEASE.search(before):
        return [item(match, value, strength=Strength.MAY)]
    # After a letter of Hangul or Han the stroke may be a dash: 5도-10도.
    sure = match["temperature"] and not before[-1:].isalnum()
    return [item(match, -value) if sure else item(match, value, -value)]


def minute_of_play(text: str, start: int) -> int:
    """The minutes played before the half of a match that is named right before ``start``; 0 for no such."""
    before = text[max(0, start - 8) : start].rstrip(" 第")
    if before.endswith(("반", "장", "场", "場", "赛")):
        return next((minutes for name, minutes in _HALVES_OF_PLAY if before.endswith(name)), 0)
    return 0


def _plain(match: re.Match[str]) -> list[Quantity]:
    text, start = match.group(), match.start()
    if text == "19" and _DISEASE.search(match.string[max(0, start - 8) : start]):
        # 新冠疫情 and "coronavirus" say the same without a number.
        return [item(match, 19, strength=Strength.MAY)]
    extra = minute_of_play(match.string, start)
    if extra and text.isdigit():
        return [item(match, number(text), number(text) + extra)]
    if match["vulgar"]:
        return [item(match, number(text[:-1]) + VULGAR[text[-1]])]
    value = number(text)
    parts = _decimal_parts(match) if "." in text else ()
    return [Quantity(text, match.start(), values(value), Strength.DIGITS, parts)]


def _decimal_parts(match: re.Match[str]) -> tuple[Quantity, ...]:
    """8.15 may be a date: August 15."""
    whole, _, rest = match.group().partition(".")
    if not whole or "," in whole or len(whole) > 4 or len(rest) > 2:
        return ()
    at = match.start()
    return (
        Quantity(whole, at, values(number(whole))),
        Quantity(rest, at + len(whole) + 1, values(number(rest))),
    )


def _fraction(match: re.Match[str]) -> list[Quantity]:
    return [item(match, VULGAR[match.group()])]


SHARED: dict[str, Reader] = {
    "digital": clock_time,
    "race": _race,
    "length": _length,
    "time": _time,
    "basis": _basis,
    "apostrophe": _apostrophe,
    "dotted": _dotted,
    "ratio": _ratio,
    "minus": _minus,
    "plain": _plain,
    "fraction": _fraction,
}
