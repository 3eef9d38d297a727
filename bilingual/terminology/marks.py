"""Marks that stand for terms while a text is with an engine, and how they are told when they come back.

A mark is ``[[QZB]]``: two brackets, a pair of letters that no language uses and one letter (two for many
terms) that says which.  Engines space, widen, lower-case, swap, double and drop pieces of it; the letters
suffice to know it again.  Digits are avoided: engines rewrite them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache

_ROOTS = ("QZ", "ZQ", "QX", "XQ", "QJ", "JQ", "VQ", "QV")
_LETTERS = "BCDFGHJKLMNPRSTVW"
_OPEN = "[({<［（｛＜〔【「『〈《〖⟦⟨"
_CLOSE = "])}>］）｝＞〕】」』〉》〗⟧⟩"
#: Every bracket that an engine may put for another.
BRACKETS = frozenset(_OPEN + _CLOSE)
_BRACKET = f"[{re.escape(_OPEN + _CLOSE)}]"
_DOUBLE = re.compile(r"[\[［]\s?[\[［]|[\]］]\s?[\]］]|【\s?【|】\s?】")
_DOUBLES = (r"\[\s?\[", r"\]\s?\]"), ("【【", "】】"), (r"\{\{", r"\}\}"), (r"\(\(", r"\)\)")
_EMPTY = re.compile(r"\s?(?:\[\s?\]|\(\s?\)|\{\s?\}|（\s?）|【\s?】|《\s?》|「\s?」|［\s?］)")
# How engines write out the letters of the roots.
_SPOKEN = {"Q": "(?:cue|queue|kew)", "Z": "(?:zee|zed)", "X": "ex", "J": "jay", "V": "vee"}
#: Cyrillic and Greek letters that look like Latin ones.
LOOKALIKES = dict(
    zip(
        "АВСЕНІЈКМОРЅТХУасеіјорѕхуΑΒΕΖΗΙΚΜΝΟΡΤΥΧοργν",
        "ABCEHIJKMOPSTXYaceijopsxyABEZHIKMNOPTYXopyv",
        strict=True,
    )
)
_INVISIBLE = "[\u00ad\u200b-\u200f\u2060\ufeff]"
_NEVER_MEANT = "[\u00ad\u200b\u2060\ufeff]"
_GAP = r"[\s\-_.*/\u00ad\u0300-\u036f\u200b-\u200d\u2060\ufeff]{0,2}"
# Emphasis and quotes that engines set between the brackets of a mark and its letters.
_INNER = r"[*_`~\"'\u201c\u201d\u2018\u2019]{0,3}\s?"
_APOSTROPHE = "['\u2019\uff07]"


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
    answer replaces them too.  An article and an ending found inside the brackets stand around the answer.
    """
    numbers = {code(number): number for number in range(count)}

    def put(match: re.Match[str]) -> str:
        letters = re.sub(r"[^A-Za-z]", "", match["code"]).upper()
        article = f"{match['article'].strip()} " if match["article"] else ""
        ending = "'s" if re.search(_APOSTROPHE, match["ending"] or "") else ""
        left, right = (seen[slice(*match.span(side))] for side in ("left", "right"))
        return article + form(numbers[letters], left, right) + ending

    seen = _unglued(_once(visible(text), root, numbers), root, numbers)
    return _replaced(_finder(root, count), put, seen)


def replace_half(text: str, root: str, number: int, form: str, only: bool) -> str:
    """Put ``form`` for what is left of the mark of a slot that did not come back.

    The letters that say which, alone in two brackets, or where it is the ``only`` such slot the root without
    them (``[[QZ]]``).  A text with two such places is left as it is.
    """
    brackets = rf"(?:{_BRACKET}\s?){{2}}"
    closing = rf"(?:\s?{_BRACKET}){{2}}"
    root_only = rf"(?:{brackets})?(?<![A-Za-z]){_GAP.join(map(_letter, root))}(?![A-Za-z])(?:{closing})?"
    letters = rf"{brackets}{_GAP.join(map(_letter, code(number)))}{closing}"
    half = re.compile(rf"{root_only}|{letters}" if only else letters)
    if len(half.findall(plain_letters(text))) != 1:
        return text
    return _replaced(half, lambda _: form, text)


def _once(text: str, root: str, codes: Iterable[str]) -> str:
    """``text`` with one mark for the two that an engine put within one pair of brackets.

    ``[[the QZB (the QZB)]]`` is ``[[the QZB]]``.
    """
    one = rf"{root}(?:{'|'.join(codes)})(?![A-Za-z])"
    again = re.compile(rf"(?i:(?P<one>{one})(?:\s?[(（]|,?\s)\s?(?:the\s+)?(?P=one)\s?(?P<closed>[)）]?))")

    def put(found: re.Match[str]) -> str:
        bracketed = re.search("[(（]", found[0]) is not None
        return found["one"] + ("" if bracketed else found["closed"])

    return _replaced(again, put, text)


def _unglued(text: str, root: str, codes: Iterable[str]) -> str:
    """``text`` with a space between a mark in capitals and the small letters that it was glued to.

    ``wordQZBword``: no word has such capitals inside.  An ending within a mark's brackets is left.
    """
    if root not in text:
        return text
    one = rf"{root}(?:{'|'.join(codes)})"
    text = re.sub(rf"(?<=[a-z])(?={one}(?![A-Z]))", " ", text)
    return re.sub(rf"({one})(?=[a-z]{{2}})(?![a-z]{{1,3}}\s?{_BRACKET})", r"\1 ", text)


def visible(text: str) -> str:
    """``text`` without the invisible characters that hide a mark or a name.

    Those that join or turn letters of other scripts go only next to letters and brackets of ours.
    """
    if text.isascii():
        return text
    near = rf"[A-Za-z\uff21-\uff5a\u3400-\u9fff가-힣\[\]{re.escape(_OPEN + _CLOSE)}]"
    return re.sub(rf"(?<={near}){_INVISIBLE}+|{_INVISIBLE}+(?={near})|{_NEVER_MEANT}+", "", text)


def plain_letters(text: str) -> str:
    """``text`` with a Latin letter for each that looks like it or is one in another shape; as long as it.

    Cyrillic and Greek look-alikes, full-width, circled, mathematical and accented letters.
    """
    if text.isascii():
        return text
    return "".join(char if char.isascii() else _plain_letter(char) for char in text)


@lru_cache(maxsize=4096)
def _plain_letter(char: str) -> str:
    if char in LOOKALIKES:
        return LOOKALIKES[char]
    first = unicodedata.normalize("NFKD", char)[:1]
    return first if first.isascii() and first.isalpha() else char


def strip_leftovers(text: str, root: str, source: str = "") -> str:
    """Take out what is left of marks that no slot has: a mark must never reach a reader.

    Double brackets go, with the few letters in them, where ``source`` has none of its own, and so do empty
    pairs of any kind.
    """
    letters = _GAP.join(map(_letter, root))
    whole = re.compile(rf"\s?(?:{_BRACKET}){{2}}\s?{letters}\s?[A-Za-z]{{0,3}}\s?(?:{_BRACKET}){{0,2}}")
    left = _replaced(whole, lambda _: "", text)
    alone = re.compile(rf"(?<![A-Za-z])(?:{letters}){_GAP}[{_LETTERS}]{{0,4}}\d?(?![A-Za-z])")
    left = _replaced(alone, lambda _: "", left)
    if not _DOUBLE.search(source):
        half = "|".join(map(_letter, root))
        for opened, closed in _DOUBLES:
            left = re.sub(rf"\s?{opened}[^\[\]【】(){{}}\n]{{0,12}}?{closed}", "", left)
        left = re.sub(
            rf"\s?(?:\[\s?){{2,}}(?:(?:{half}){{1,2}}(?![A-Za-z]))?|(?:(?<![A-Za-z])[A-Za-z])?\](?:\s?\])+",
            "",
            left,
        )
    if not _EMPTY.search(source):
        left = _EMPTY.sub("", left)
    return _paired(left) if re.search(r"[\[\]［］]", source) is None else left


def _paired(text: str) -> str:
    """``text`` without the square brackets that have no other half."""
    opened: list[int] = []
    stray: set[int] = set()
    for at, char in enumerate(text):
        if char in "[［":
            opened.append(at)
        elif char in "]］":
            if opened:
                opened.pop()
            else:
                stray.add(at)
    stray.update(opened)
    return "".join(char for at, char in enumerate(text) if at not in stray) if stray else text


def holds_marks(text: str, root: str, source: str) -> bool:
    """Whether letters or double brackets of marks stand in ``text`` that ``source`` does not have."""
    seen = plain_letters(visible(text))
    first, second = map(_letter, root)
    if re.search(rf"{first}{second}|(?<![A-Za-z]){first}[\W_]{{1,2}}{second}", seen):
        return True
    if re.search(rf"\b{_SPOKEN[root[0]]}\W{{1,2}}{_SPOKEN[root[1]]}\b", seen, re.IGNORECASE):
        return True
    return _DOUBLE.search(seen) is not None and _DOUBLE.search(source) is None


@lru_cache(maxsize=256)
def _finder(root: str, count: int) -> re.Pattern[str]:
    gap = _GAP
    names = sorted((code(number) for number in range(count)), key=len, reverse=True)
    codes = "|".join(gap.join(map(_letter, name)) for name in names)
    head = gap.join(map(_letter, root))
    # Inside brackets nothing else can be meant; without them only an ending of the mark's own word is known.
    inside = rf"(?={_BRACKET})"
    return re.compile(
        rf"(?P<left>(?:{_BRACKET}\s?){{0,4}})"
        rf"(?:(?<={_BRACKET})(?:(?P<article>(?:[Tt]he|[Aa]n?)\s+)|{_INNER})|(?<=\b[Tt]he)|(?<![A-Za-z]))"
        rf"{head}{gap}(?P<code>{codes})"
        rf"(?:{_INNER}{inside}|(?P<ending>\s?{_APOSTROPHE}s|(?!{head})[A-Za-z]{{1,3}}|[.,*_/-]){inside}|s(?![A-Za-z])|(?![A-Za-z]))"
        # The two brackets before the next mark are that one's.
        rf"(?P<right>(?:\s?{_BRACKET}(?!(?:\s?{_BRACKET})?\s?{head})){{0,4}})"
    )


def _letter(letter: str) -> str:
    return f"[{letter}{letter.lower()}]"


def _replaced(pattern: re.Pattern[str], put: Callable[[re.Match[str]], str], text: str) -> str:
    """``text`` with ``put`` for what ``pattern`` finds in its plain letters, all else as it stands."""
    out, edge = "", 0
    for match in pattern.finditer(plain_letters(text)):
        out += text[edge : match.start()] + put(match)
        edge = match.end()
    return out + text[edge:]
