"""A number in a text: what it may mean, how sure we are of it, and how two texts' numbers are paired."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from fractions import Fraction
from functools import lru_cache


class Strength(IntEnum):
    """How much an unpaired number counts.

    ``MAY`` (one, first, half, twice …) can pair with another number and never alarms by itself; ``WORD`` is a
    number of two or more written out; ``DIGITS`` is written in digits.
    """

    MAY = 0
    WORD = 1
    DIGITS = 2


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as it stands in a text at ``start``, with every value it may have.

    ``readings`` has the likeliest value first (90년대: 90 and 1990).  ``parts`` are the numbers that it is
    made of, tried where it finds no counterpart as a whole (1/3 as a third, else as 1 and 3).  ``scale`` is
    the scale word it ends in (10,000 for 200만), which the first end of a range may share (100∼200만).
    """

    text: str
    start: int
    readings: tuple[Fraction, ...]
    strength: Strength = Strength.DIGITS
    parts: tuple[Quantity, ...] = ()
    scale: int = 1

    @property
    def end(self) -> int:
        """Where the number ends in the text, exclusive."""
        return self.start + len(self.text)


#: A number in ASCII digits, thousands separated by commas or not; a batting average may have no zero (.342).
DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?|(?<![^\s($£€])\.[0-9]+)"
#: Single-character fractions and their values.
VULGAR = {
    "½": Fraction(1, 2),
    "⅓": Fraction(1, 3),
    "⅔": Fraction(2, 3),
    "¼": Fraction(1, 4),
    "¾": Fraction(3, 4),
    "⅕": Fraction(1, 5),
    "⅛": Fraction(1, 8),
}
#: Between the two ends of a range, the two sides of a score, the pieces of a date or telephone number.
JOINT = r"[-‐‑‒–—−~∼〜～˜·‧・∙/:]"

_WIDE = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), 0xFF05, 0xFF0E, 0xFF1A, 0xFF0F, 0xFF0D)}
_WIDE.update({code: code - 0xFEE0 for code in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))})
_WIDE.update({0xA0: 0x20, 0x2009: 0x20, 0x202F: 0x20, 0x3000: 0x20, 0x2007: 0x20})
_WIDE_COMMA = re.compile(r"(?<=[0-9])，(?=[0-9]{3}(?![0-9]))")


@lru_cache(maxsize=512)
def plain(text: str) -> str:
    """The text with full-width digits, letters and signs made ASCII; as long as before, so offsets hold."""
    return _WIDE_COMMA.sub(",", text.translate(_WIDE))


def number(digits: str) -> Fraction:
    """The value of a match of :data:`DIGITS`."""
    cleaned = digits.replace(",", "")
    whole, _, decimals = cleaned.partition(".")
    # int() refuses more than 4,300 digits; a run that long is no number that anyone compares by value.
    whole, decimals = whole[-4000:], decimals[:4000]
    return Fraction(int(whole or "0") * 10 ** len(decimals) + int(decimals or "0"), 10 ** len(decimals))


def values(*readings: int | Fraction) -> tuple[Fraction, ...]:
    """Readings as fractions, each once, in order."""
    return tuple(dict.fromkeys(Fraction(reading) for reading in readings))


def clock(hour: Fraction, half: str = "") -> tuple[Fraction, ...]:
    """The readings of an hour of the day; ``half`` is ``am``, ``pm`` or empty where nothing says."""
    if hour > 24:
        return (hour,)
    if half == "am":
        return values(hour, 0, 24) if hour == 12 else (hour,)
    if hour == 12:
        return values(12) if half == "pm" else values(12, 0, 24)
    if hour == 0 or hour == 24:
        return values(hour, 12, 0, 24)
    return values(hour, hour + 12) if hour < 12 else values(hour, hour - 12)


def short_year(year: Fraction) -> tuple[Fraction, ...]:
    """The readings of a year or decade in two digits: as written, and in 1900 and 2000 on."""
    return values(year, 1900 + year, 2000 + year) if year < 100 else (year,)


def unpaired(source: Sequence[Quantity], target: Sequence[Quantity]) -> tuple[list[Quantity], list[Quantity]]:
    """The numbers of either side that have no counterpart on the other, in their order of appearance.

    As many numbers as can be are paired, the surest first.  A number that stays alone is taken apart
    where that gives each of its parts a counterpart.
    """
    left, right = list(source), list(target)
    alone_left, alone_right = _pair(left, right)
    for item in [item for item in (*alone_left, *alone_right) if item.parts][:_MOST]:
        # Only where every part finds its counterpart; a changed 6.34 is not to be read as 6 and 34.
        new_left, new_right = _apart(left, item), _apart(right, item)
        rest_left, rest_right = _pair(new_left, new_right)
        if not any(part is other for part in item.parts for other in (*rest_left, *rest_right)):
            left, right, alone_left, alone_right = new_left, new_right, rest_left, rest_right
    return alone_left, alone_right


def _apart(items: list[Quantity], which: Quantity) -> list[Quantity]:
    return [piece for item in items for piece in (item.parts if item is which else (item,))]


def _pair(left: list[Quantity], right: list[Quantity]) -> tuple[list[Quantity], list[Quantity]]:
    """The items of either side that are left over when as many as can be are paired."""
    done = _plain_pairs(left, right)
    rest_left = [item for item in left if id(item) not in done]
    rest_right = [item for item in right if id(item) not in done]
    if not rest_left or not rest_right:
        return rest_left, rest_right
    by_value: dict[Fraction, list[int]] = {}
    for index, item in enumerate(rest_right):
        for reading in item.readings:
            by_value.setdefault(reading, []).append(index)
    links: list[list[int]] = []
    for item in rest_left:
        reached = {index for reading in item.readings for index in by_value.get(reading, ())[:_MOST]}
        links.append(sorted(reached, key=lambda index: (-rest_right[index].strength, index)))
    partner: dict[int, int] = {}
    order = sorted(range(len(rest_left)), key=lambda i: (-rest_left[i].strength, len(rest_left[i].readings)))
    for index in order:
        _augment(index, links, partner)
    _prefer_strong(rest_right, links, partner)
    paired = set(partner.values())
    return (
        [item for index, item in enumerate(rest_left) if index not in paired],
        [item for index, item in enumerate(rest_right) if index not in partner],
    )


#: So many equal numbers are looked at for one; more stand in no sentence.
_MOST = 50


def _plain_pairs(left: list[Quantity], right: list[Quantity]) -> set[int]:
    """The ids of numbers of one reading that have an equal of one reading on the other side.

    Pairing these first takes no partner away from any other number, and keeps long texts quick.
    """
    waiting: dict[Fraction, list[Quantity]] = {}
    for item in sorted(right, key=lambda item: item.strength):
        if len(item.readings) == 1:
            waiting.setdefault(item.readings[0], []).append(item)
    done: set[int] = set()
    for item in sorted(left, key=lambda item: -item.strength):
        if len(item.readings) == 1 and waiting.get(item.readings[0]):
            done.update((id(item), id(waiting[item.readings[0]].pop())))
    return done


def _augment(start: int, links: list[list[int]], partner: dict[int, int]) -> bool:
    """Kuhn's augmenting path from ``start``, without recursion so that no text is too long for it."""
    came: dict[int, int] = {}
    held = {owner: index for index, owner in partner.items()} if len(partner) < _MOST else None
    stack = [start]
    while stack:
        node = stack.pop()
        for index in links[node]:
            if index in came:
                continue
            came[index] = node
            if index not in partner:
                free: int | None = index
                while free is not None and held is not None:
                    owner = came[free]
                    partner[free], free = owner, held.get(owner)
                if free is not None:
                    # Too many to rearrange: take what is free.
                    if node != start:
                        continue
                    partner[free] = node
                return True
            stack.append(partner[index])
    return False


def _prefer_strong(right: list[Quantity], links: list[list[int]], partner: dict[int, int]) -> None:
    """Give a partner that a weak number of the right holds to an unpaired strong one of equal claim."""
    weak = [index for index in partner if right[index].strength < Strength.DIGITS]
    strong = [index for index in range(len(right)) if index not in partner and right[index].strength]
    for index in sorted(strong, key=lambda index: -right[index].strength)[:_MOST]:
        for holder in weak[:_MOST]:
            owner = partner.get(holder)
            if owner is not None and right[holder].strength < right[index].strength and index in links[owner]:
                del partner[holder]
                partner[index] = owner
                break


def chain(
    text: str, digits: Mapping[str, int], small: Mapping[str, int], large: Mapping[str, int]
) -> Fraction:
    """The value of a number whose scale words follow their figures: 3조5000억, 一百二十, 1万2千, 3万亿.

    ``digits`` are the spelled figures, ``small`` the scale words below 10,000, ``large`` those from it on.
    Anything else in the text (white space, "more than") is passed over.
    """
    groups: list[tuple[int, Fraction]] = []
    section = Fraction(0)
    current: Fraction | None = None
    for piece in _PIECES.findall(text):
        if piece[0] in "0123456789":
            current = number(piece)
        elif piece in digits:
            # Figures in a row are read by position: 二〇二二.
            current = (current or Fraction(0)) * 10 + digits[piece]
        elif piece in small:
            section += (1 if current is None else current) * small[piece]
            current = None
        elif piece in large:
            total = section + (current or Fraction(0))
            while groups and groups[-1][0] < large[piece]:
                total += groups.pop()[1]
            groups.append((large[piece], (total or Fraction(1)) * large[piece]))
            section, current = Fraction(0), None
    return sum((value for _, value in groups), Fraction(0)) + section + (current or 0)


_PIECES = re.compile(DIGITS + r"|[^0-9]")
_SHARED = re.compile(
    rf"\s?(?:{JOINT}|[가-힣]{{1,3}}\s?{JOINT}|에서|내지|to|and|or|至|到|或)\s?\$?", re.IGNORECASE
)


def finish(text: str, items: Iterable[Quantity]) -> tuple[Quantity, ...]:
    """The numbers of ``text`` in order, with what they take from their neighbours.

    The first end of a range may share the second's scale word (1∼2만, $1-2 million), and the second year
    of a pair may leave out its century (2008-09).  Two hours and a half are 2 or 2.5, and the 21st century
    is 21 or the years from 2000 on.
    """
    ordered = sorted(items, key=lambda item: item.start)
    if _AFTER_UNIT.search(text):
        ordered = [_with_unit(item, text) for item in ordered]
    for index in range(len(ordered) - 1):
        first, second = ordered[index], ordered[index + 1]
        if first.strength < Strength.WORD or (first.scale != 1 and second.scale <= first.scale):
            continue
        gap = text[first.end : second.start]
        if len(gap) > 6:
            continue
        if second.scale > first.scale and _SHARED.fullmatch(gap):
            shared = tuple(value * second.scale for value in first.readings[:1])
            ordered[index] = replace(first, readings=first.readings + shared)
        elif _YEAR.fullmatch(first.text) and _TWO.fullmatch(second.text) and _SHARED.fullmatch(gap):
            century = first.readings[0] // 100 * 100
            ordered[index + 1] = replace(second, readings=(*second.readings, century + second.readings[0]))
    return tuple(ordered)


def _with_unit(item: Quantity, text: str) -> Quantity:
    value = item.readings[0]
    if value.denominator > 1 or not 0 < value < 1000:
        return item
    if _HALF_MORE.match(text, item.end):
        return replace(
            item, readings=values(*item.readings, *(one + Fraction(1, 2) for one in item.readings))
        )
    if 1 < value < 30 and _CENTURY.match(text, item.end):
        return replace(item, readings=values(*item.readings, (value - 1) * 100))
    return item


_AFTER_UNIT = re.compile("반|半|half|세기|世[纪紀]|centur")
_HALF_MORE = re.compile(
    r"\s?(?:시간|년|달|개월|주|배|살)?\s?반(?![가-힣]*[대발격출항복])(?=[\s가-힣.,]|$)|(?:个|個|年|小时|天|倍|岁|歲)?半"
    r"|[ -](?:hours?|years?|days?|months?|weeks?|decades?|times)[ ]and[ ]a[ ]half"
)
_CENTURY = re.compile(r"(?:st|nd|rd|th)?[ -]?(?:세기|世[纪紀]|centur)")
_YEAR = re.compile(r"[12][0-9]{3}")
_TWO = re.compile(r"[0-9]{2}")
