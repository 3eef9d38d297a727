"""The numbers of an English text: figures with scale words, number words, ordinals, months, clock times."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from bilingual.checks.english_words import ORDINALS, PARTS, SCALES, TENS, UNITS, read_words
from bilingual.checks.figures import (
    AFTER,
    BEFORE,
    SHARED,
    STARTS,
    Reader,
    group,
    item,
    may,
    meridiem,
    nothing,
    scan,
)
from bilingual.checks.quantities import DIGITS, Quantity, Strength, clock, number, short_year, values

_SHORT = {"mn": 10**6, "bn": 10**9, "tn": 10**12, "k": 10**3, "m": 10**6, "b": 10**9, "t": 10**12}
_MONTH_NAMES = (
    "January/Jan February/Feb March/Mar April/Apr May June/Jun July/Jul August/Aug September/Sept/Sep "
    "October/Oct November/Nov December/Dec"
)
_MONTHS = {
    name: value for value, names in enumerate(_MONTH_NAMES.split(), start=1) for name in names.split("/")
}
# Month names that are also words or people's names.
_UNSURE = frozenset({"May", "March", "Mar", "Jan", "Dec", "Jun", "Sep", "April", "June", "August"})
_MAYBE_WORDS: dict[tuple[int | Fraction, ...], str] = {
    (1,): "once single sole solo another firstly top opening opener inaugural maiden debut",
    (2,): "twice double doubled doubles doubling both pair couple twin twins duo dual secondly bilateral "
    "twofold",
    (3,): "thrice triple tripled trio threefold quarterly",
    (4,): "quadruple quadrupled fourfold quartet",
    (5,): "fivefold quintet",
    (10,): "tenfold decade teenage teen teens teenager teenagers",
    (100,): "century centenary",
    (1000,): "millennium",
    (Fraction(1, 2), 50): "halved",
    (14, 2): "fortnight",
    (6,): "semiannual",
    (12,): "noon midday",
    (12, 0, 24): "midnight",
    (20,): "twenties",
    (30,): "thirties",
    (40,): "forties",
    (50,): "fifties",
    (60, 1960): "sixties",
    (70, 1970): "seventies",
    (80, 1980): "eighties",
    (90, 1990): "nineties",
}
_MAYBE = {word: readings for readings, words in _MAYBE_WORDS.items() for word in words.split()}
_ROMAN = {
    name: value
    for value, name in enumerate(
        (
            "I",
            "II",
            "III",
            "IV",
            "V",
            "VI",
            "VII",
            "VIII",
            "IX",
            "X",
            "XI",
            "XII",
            "XIII",
            "XIV",
            "XV",
            "XVI",
        ),
        start=1,
    )
}


def _any(words: Iterable[str]) -> str:
    """An alternation by first letter, small or capital, so that most words are refused at their first."""
    by_letter: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        by_letter.setdefault(word[0].lower(), []).append(word[1:])
    return "|".join(
        f"[{letter}{letter.upper()}](?:{'|'.join(rest)})" for letter, rest in sorted(by_letter.items())
    )


_NUMBER_WORD = _any({*UNITS, *TENS, *SCALES, *ORDINALS, *PARTS, "dozen", "decades"})
_AFTER_ARTICLE = _any({*SCALES, *ORDINALS, "dozen", "half", "quarter"})
_TOKEN = re.compile(
    rf"""
    {STARTS}(?:
    {BEFORE}
  | (?P<hour>(?<![0-9.,:])(?P<oclock>[0-9]{{1,2}})(?:[ ]?(?P<side>[AaPp])[.]?[ ]?[Mm]\b|[ ]?o['’]clock))
  | (?P<below>(?P<under_zero>{DIGITS})(?:[ ]?°?[ ]?(?:degrees|C|F|Celsius|Fahrenheit)\b)*
      [ ]below[ ](?:zero|freezing))
  | (?P<scaled>(?P<figure>{DIGITS})(?:
       [ -]?(?P<scale>hundred|thousand|million|billion|trillion|lakh|crore|dozen)s?\b
      |[ ]?(?P<short_scale>mn|bn|tn|[kKmMBbT])(?![A-Za-z0-9²³])))
  | (?P<war>(?P<from>1950)[-–](?P<to>(?:19)?53)(?=[ ]Korean[ ]War\b))
  | (?P<decade>['’‘]?(?<![0-9.,])(?P<tens>[0-9]{{2}})['’]?s\b)
  | {AFTER}
    )
  | (?<![A-Za-z])(?=[A-Za-z])(?:
    (?P<vague>(?:[Tt]ens|[Dd]ozens|[Hh]undreds|[Ss]cores|[Ss]everal|[Aa][ ]few|[Mm]any)(?:[ ]of)?[ ]
      (?:thousands?|hundreds?|millions?|billions?|dozen)(?:[ ]of[ ](?:thousands|millions|billions))?\b)
  | (?P<degrees>(?:[Mm]inus|[Nn]egative)[ -](?P<minus_degrees>{DIGITS}))
  | (?P<part_point>(?:(?:[Aa][ ])?(?P<part>[Hh]alf|[Qq]uarter|[Tt]hree[ -][Qq]uarters)(?:[ -]of)?[ -]an?)[ -]
      (?=(?:percentage[ -])?points?\b|percent\b|per[ ]cent\b))
  | (?P<one_and>[Aa]n?[ ](?:(?P<an_hour>hour)|year)[ ](?:and[ ])?(?P<rest>{DIGITS})[ ](?:minutes?|months?)\b)
  | (?P<and_half>(?:[Aa]n?|[Oo]ne)[ ](?:hour|year|day|month|week|decade|century)[ ]and[ ]a[ ]half)\b
  | (?P<word>(?:[Aa]n?[ ](?=(?:{_AFTER_ARTICLE})\b)|[Hh]alf[ -]an?[ ]|[Qq]uarter[ ](?:of[ ])?an?[ ])?
      (?:{_NUMBER_WORD})\b(?:[ -]+(?:and[ -])?(?:a[ ](?=half))?(?:{_NUMBER_WORD})\b)*)
  | (?P<month>(?P<name>{"|".join(sorted(_MONTHS, key=len, reverse=True))})\b\.?(?P<day>(?=\s?[0-9]))?)
  | (?P<maybe>(?:{_any(_MAYBE)})\b)
  | (?P<roman>(?<=[a-z][ ])(?:{"|".join(sorted(_ROMAN, key=len, reverse=True))})\b(?![a-z'’]))
    )
    """,
    re.VERBOSE,
)
_DAY_BEFORE = re.compile(r"(?:[0-9]|th|st|nd|rd)(?: of)? $")
_NAMING = re.compile(
    r"\b(?:in|of|by|since|last|next|this|early|late|until|through|and|to|from|mid|during|before|after)[ -]$"
)
_OUT_OF = re.compile(r"\bout of $")
_IN_A_ROW = re.compile(r" (?:straight|consecutive)\b")
_RANKED = re.compile(
    r"-(?:largest|biggest|highest|longest|most|best|lowest|smallest)\b"
    r"| (?:quarter|straight|consecutive|place)\b"
)
_FINISHED = re.compile(r"\b(?:rank(?:ed|s)?|finish(?:ed)?|came|placed) $")
_NUMBERED = re.compile(r"(?:Wars?|Part|Phase|Type|Act|Chapter|Volume|Class) $")


def numbers_en(text: str) -> tuple[Quantity, ...]:
    """The numbers of an English text, in order."""
    return scan(text, _TOKEN, _READERS)


def _hour(match: re.Match[str]) -> list[Quantity]:
    return [item(match, *clock(number(match["oclock"]), meridiem(match["side"])))]


def _degrees(match: re.Match[str]) -> list[Quantity]:
    return [item(match, -number(match["minus_degrees"]))]


def _below(match: re.Match[str]) -> list[Quantity]:
    return [item(match, -number(match["under_zero"]))]


def _scaled(match: re.Match[str]) -> list[Quantity]:
    value = number(match["figure"])
    if match["scale"]:
        scale = (SCALES | {"dozen": 12})[match["scale"]]
        return [Quantity(match.group(), match.start(), values(value * scale), Strength.DIGITS, (), scale)]
    short = match["short_scale"]
    scale = _SHORT[short.lower()]
    money = match.string[match.start() - 1 : match.start()] in ("$", "€", "£", "¥", "₩") and match.start() > 0
    # 100m is a distance as often as a sum.
    readings = values(value * scale) if money or len(short) == 2 else values(value, value * scale)
    return [Quantity(match.group(), match.start(), readings, Strength.DIGITS, (), scale)]


def _decade(match: re.Match[str]) -> list[Quantity]:
    return [item(match, *short_year(number(match["tens"])))]


def _word(match: re.Match[str]) -> list[Quantity]:
    items = read_words(match.group(), match.start())
    last = items[-1] if items else None
    if last is None or last.end != match.end():
        return items
    if last.strength is Strength.WORD and _OUT_OF.search(match.string, max(0, last.start - 8), last.start):
        # Nine times out of ten, which others say in tenths.
        items[-1] = replace(last, strength=Strength.MAY) if last.readings[0] == 10 else last
    elif last.readings[0].denominator > 1 and last.text[:2] in ("a ", "A "):
        if match.string.startswith(" of ", last.end):
            items[-1] = replace(last, readings=last.readings[:1], strength=Strength.WORD)
        elif _IN_A_ROW.match(match.string, last.end):
            items[-1] = replace(last, readings=last.readings[1:], strength=Strength.WORD)
    elif last.text.lower() in ("second", "a second") and (
        _RANKED.match(match.string, last.end) or _FINISHED.search(match.string, 0, last.start)
    ):
        items[-1] = replace(last, strength=Strength.WORD)
    return items


def _part_point(match: re.Match[str]) -> list[Quantity]:
    """Half a percentage point is 0.5, and never 50."""
    share = {"h": Fraction(1, 2), "q": Fraction(1, 4), "t": Fraction(3, 4)}[match["part"][0].lower()]
    return [item(match, share, strength=Strength.WORD)]


def _one_and(match: re.Match[str]) -> list[Quantity]:
    """An hour and 45 minutes: 105 minutes, 1.75 hours, or one and 45."""
    whole = 60 if match["an_hour"] else 12
    less = number(match["rest"])
    one = Quantity(match.group().split()[0], match.start(), values(1), Strength.MAY)
    readings = values(whole + less, 1 + less / whole)
    return [Quantity(match.group(), match.start(), readings, Strength.DIGITS, (one, group(match, "rest")))]


def _war(match: re.Match[str]) -> list[Quantity]:
    """The 1950-53 Korean War, as English agencies name it; others say 6·25 or no year."""
    first, last = number(match["from"]), number(match["to"])
    return [group(match, "from", may=True), group(match, "to", last, first // 100 * 100 + last, may=True)]


def _month(match: re.Match[str]) -> list[Quantity]:
    name = match["name"]
    before = match.string[max(0, match.start() - 8) : match.start()]
    if match["day"] is not None or _DAY_BEFORE.search(before):
        return [group(match, "name", _MONTHS[name])]
    if name in _UNSURE and not _NAMING.search(before.lower()):
        return [item(match, _MONTHS[name], strength=Strength.MAY)]
    return [item(match, _MONTHS[name], strength=Strength.WORD)]


def _maybe(match: re.Match[str]) -> list[Quantity]:
    return [item(match, *_MAYBE[match.group().lower()], strength=Strength.MAY)]


def _roman(match: re.Match[str]) -> list[Quantity]:
    before = match.string[max(0, match.start() - 8) : match.start()]
    if match.group() == "I" and not _NUMBERED.search(before):
        return []
    return [item(match, _ROMAN[match.group()], strength=Strength.MAY)]


_READERS: dict[str, Reader] = {
    **SHARED,
    "vague": nothing,
    "hour": _hour,
    "degrees": _degrees,
    "below": _below,
    "scaled": _scaled,
    "decade": _decade,
    "part_point": _part_point,
    "one_and": _one_and,
    "war": _war,
    "and_half": may(Fraction(3, 2), Fraction(1, 2), 1),
    "word": _word,
    "month": _month,
    "maybe": _maybe,
    "roman": _roman,
}
