"""Marks that stand for terms while a text is with an engine, and how they are told when they come back.

A mark is ``[[QZB]]``: two brackets, a pair of letters that no language uses and one letter (two for many
terms) that says which.  Engines space, widen, lower-case, swap, double and drop pieces of it; the letters
suffice to know it again.  Digits are avoided: engines rewrite them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

_ROOTS = ("QZ", "ZQ", "QX", "XQ", "QJ", "JQ", "VQ", "QV")
_LETTERS = "BCDFGHJKLMNPRSTVW"
_OPEN = "[({<［（｛＜〔【「『〈《〖⟦⟨"
_CLOSE = "])}>］）｝＞〕】」』〉》〗⟧⟩"
#: Every bracket that an engine may put for another.
BRACKETS = frozenset(_OPEN + _CLOSE)
_BRACKET = f"[{re.escape(_OPEN + _CLOSE)}]"
# Cyrillic and Greek look-alikes that engines and OCR put for Latin letters.
_LOOKALIKES = {"B": "ВвΒβ", "C": "Сс", "H": "НнΗ", "K": "КкΚκ", "M": "МмΜ", "P": "РрΡρ", "T": "ТтΤτ"}


def root_for(text: str) -> str | None:
    """A pair of letters that ``text`` does not hold, or None if it holds all of them."""
    upper = text.upper()
    return next((root for root in _ROOTS if root not in upper), None)


def code(number: int) -> str:
    """The letters of the slot with this number, counted from 0; no code is the beginning of another."""
    if number < len(_LETTERS) - 1:
        return _LETTERS[number]
    number -= len(_LETTERS) - 1
    high, low = divmod(number, len(_LETTERS))
    return _LETTERS[-1] + code(high) + _LETTERS[low] if high else _LETTERS[-1] + _LETTERS[low]


def mark(root: str, number: int) -> str:
    """The mark that stands in the text for the slot with this number."""
    return f"[[{root}{code(number)}]]"


def replace_marks(text: str, root: str, count: int, form: Callable[[int, str, str], str]) -> str:
    """Put ``form(number, left, right)`` for every mark of the slots 0..count-1, however it came back.

    ``left`` and ``right`` are the brackets found around the letters, at most four each; the function's
    answer replaces them too.
    """
    numbers = {code(number): number for number in range(count)}

    def put(match: re.Match[str]) -> str:
        letters = re.sub(r"[\W_]", "", _latin(match["code"])).upper()
        return form(numbers[letters], match["left"], match["right"])

    return _finder(root, count).sub(put, text)


def strip_leftovers(text: str, root: str) -> str:
    """Take out what is left of marks that no slot has: a mark must never reach a reader."""
    letters = r"[\W_]{0,1}".join(map(_letter, root))
    left = re.sub(rf"\s?(?:{_BRACKET}){{2}}\s?{letters}\s?[A-Za-z]{{0,3}}\s?(?:{_BRACKET}){{0,2}}", "", text)
    return re.sub(rf"(?<![A-Za-z])(?:{letters})[{_LETTERS}]{{1,3}}(?![A-Za-z])", "", left)


@lru_cache(maxsize=256)
def _finder(root: str, count: int) -> re.Pattern[str]:
    gap = r"[\s\-_.*]{0,2}"
    names = sorted((code(number) for number in range(count)), key=len, reverse=True)
    codes = "|".join(gap.join(map(_letter, name)) for name in names)
    head = gap.join(map(_letter, root))
    return re.compile(
        rf"(?P<left>(?:{_BRACKET}\s?){{0,4}})(?<![A-Za-z]){head}{gap}(?P<code>{codes})(?![A-Za-z])"
        # The two brackets before the next mark are that one's.
        rf"(?P<right>(?:\s?{_BRACKET}(?!(?:\s?{_BRACKET})?\s?{head})){{0,4}})"
    )


def _letter(letter: str) -> str:
    wide = chr(ord(letter) + 0xFEE0)
    return f"[{letter}{letter.lower()}{wide}{chr(ord(wide) + 32)}{_LOOKALIKES.get(letter, '')}]"


def _latin(text: str) -> str:
    out = ""
    for char in text:
        if 0xFF01 <= ord(char) <= 0xFF5E:
            char = chr(ord(char) - 0xFEE0)
        out += next((latin for latin, same in _LOOKALIKES.items() if char in same), char)
    return out
