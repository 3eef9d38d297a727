"""What every match of a regular expression must hold: words that a line has, or the expression cannot match.

The parse tree of the standard library is read for it.  That tree is no public interface; whatever is not
understood, here or in a later Python, counts as "may match anything", which is always true and only slow.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

#: More words than this together say too little to be looked for.
MOST = 160
#: Sequences of short alternatives are multiplied out up to so many words: 来源 and 來源 out of ``[来來]源``.
PRODUCT = 16
# No rule that we ship is worth more words of one class, such as [‹«<＜◀].
_CLASS = 24
_DIGITS = 9

_MANY = 1_000_000

# How often a character turns up in a line, roughly: only the choice among true answers hangs on it.
_COMMON = {" ": 0.9, ".": 0.6, ",": 0.4, "다": 0.6, "-": 0.2, ":": 0.2, "(": 0.3, ")": 0.3, "/": 0.1}
_COMMON |= dict.fromkeys("을를은는이가의에로", 0.6) | dict.fromkeys("니습한시일的。", 0.4) | {"?": 0.2}


@dataclass(frozen=True, slots=True)
class Needs:
    """What an expression needs of the text that it is tried on.

    ``words``: every text that it matches holds at least one of them once both are folded (see `folded`);
    None if it may match anything.  ``lead``: it matches at the start of the text only; ``tail``: only so
    that the match ends with the text.  ``least`` and ``most``: so many code points a match has.
    """

    words: frozenset[str] | None = None
    lead: bool = False
    tail: bool = False
    least: int = 0
    most: float = math.inf


# Letters beyond ASCII that match an ASCII letter where case is ignored and that lower() leaves as they are
# or takes apart (the Kelvin sign becomes a plain k).
_ODD = str.maketrans({"\u0130": "i", "\u0131": "i", "\u017f": "s"})
_BLANK = ord(" ")
_SPACE = re.compile(r"[^\S ]")


def folded(text: str) -> str:
    """Return ``text`` as the words of `Needs` are, with small letters and plain spaces; as long as it is."""
    if not text.isprintable():
        text = _SPACE.sub(" ", text)
    if "\u0131" in text or "\u017f" in text or "\u0130" in text:
        text = text.translate(_ODD)
    return text.lower()


def needs(source: str, flags: int = 0) -> Needs:
    """Return what ``source``, compiled with ``flags``, needs.  Never raises: what cannot be told is not."""
    try:
        tree = _parse(source, flags)
        # The parser does not count beyond some billions.
        least, most = tree.getwidth()
        most = most if most < _MANY else math.inf
        if tree.state.flags & re.MULTILINE:
            return Needs(_words(tree), least=least, most=most)
        lead, tail = _at(tree, "AT_BEGINNING", first=True), _at(tree, "AT_END", first=False)
        return Needs(_words(tree), lead, tail, least, most)
    except (re.error, ImportError, AttributeError, LookupError, TypeError, ValueError, RecursionError):
        # A wrong expression is told where it is compiled; the parser's tree may be another in another Python.
        return Needs()


def _parse(source: str, flags: int) -> Any:
    from re import _parser  # type: ignore[attr-defined]

    return _parser.parse(source, flags)


def _words(tree: Any) -> frozenset[str] | None:
    exact, best = _sequence(tree)
    words = _usable(_better(best, exact))
    # A word that holds another one tells nothing beside it.
    return words and frozenset(w for w in words if not any(other in w for other in words if other != w))


def _usable(words: frozenset[str] | None) -> frozenset[str] | None:
    return words if words and not words & _ANYWHERE and len(words) <= MOST else None


#: The words that a piece matches and nothing else, if they are few; and those one of which it must hold.
_Found = tuple[frozenset[str] | None, frozenset[str] | None]
_NOTHING = frozenset({""})
# No line is without these.
_ANYWHERE = frozenset({"", " "})


def _sequence(items: Iterable[Any]) -> _Found:
    exact: frozenset[str] = _NOTHING
    best: frozenset[str] | None = None
    whole = True
    for name, value in _joined(items):
        own, needed = (frozenset((value,)), None) if name == "WORD" else _piece(name, value)
        if own is not None and len(own) * len(exact) <= PRODUCT:
            exact = frozenset(a + b for a in exact for b in own)
            best = _better(best, needed)
            continue
        best = _better(_better(best, exact), needed)
        exact, whole = (_NOTHING, False) if own is None else (own, False)
    return (exact, best) if whole else (None, _better(best, exact))


def _joined(items: Iterable[Any]) -> Iterator[tuple[str, Any]]:
    """Yield the items with their names; characters that follow each other and can be folded are one WORD."""
    word = ""
    for item in items:
        name = str(item[0])
        if name == "LITERAL" and _folds(chr(item[1])):
            word += folded(chr(item[1]))
            continue
        if word:
            yield "WORD", word
            word = ""
        yield name, item[1]
    if word:
        yield "WORD", word


def _piece(name: str, value: Any) -> _Found:
    if name == "IN":
        return _characters(_members(value))
    if name == "BRANCH":
        return _branches([_sequence(branch) for branch in value[1]])
    if name == "SUBPATTERN":
        return _sequence(value[3])
    if name == "ATOMIC_GROUP":
        return _sequence(value)
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, most, body = value
        exact, best = _sequence(body)
        if (least, most) == (1, 1):
            return exact, best
        if least == 0:
            return (exact | _NOTHING if exact is not None and most == 1 else None), None
        return None, _better(best, exact)
    if name == "ASSERT":
        exact, best = _sequence(value[1])
        return _NOTHING, _better(best, exact)
    if name in ("ASSERT_NOT", "AT"):
        return _NOTHING, None
    return None, None


def _branches(found: list[_Found]) -> _Found:
    exact = needed = None
    if all(own is not None for own, _ in found):
        exact = frozenset(word for own, _ in found for word in own or ())
    each = [_usable(_better(best, own)) for own, best in found]
    if all(words is not None for words in each):
        needed = frozenset(word for words in each for word in words or ())
    return (exact if exact is not None and len(exact) <= MOST else None), needed


def _members(items: Iterable[Any]) -> Iterator[int]:
    """Yield the characters of a class.  Raises ValueError for one that names too many, or not by name."""
    for item in items:
        if str(item[0]) == "LITERAL":
            yield item[1]
        elif str(item[0]) == "RANGE" and item[1][1] - item[1][0] < _CLASS:
            yield from range(item[1][0], item[1][1] + 1)
        elif str(item[1]) == "CATEGORY_SPACE":
            # Folded, all white space is the plain one.
            yield _BLANK
        else:
            raise ValueError(str(item[0]))


def _characters(codes: Iterable[int]) -> _Found:
    try:
        chars = [chr(code) for code in codes]
    except ValueError:
        return None, None
    # Digits, nearly all of them, say no more than that there is one.
    if len(chars) > _CLASS or not all(map(_folds, chars)) or sum(map(str.isdecimal, chars)) >= _DIGITS:
        return None, None
    return frozenset(map(folded, chars)), None


@lru_cache(maxsize=4096)
def _folds(char: str) -> bool:
    """Tell whether whatever matches ``char`` where case is ignored is folded to the same character."""
    if char.isascii() or char.lower() == char.upper():
        return True
    from re import _casefix  # type: ignore[attr-defined]

    return len(char.lower()) == 1 and ord(char.lower()) not in _casefix._EXTRA_CASES


def _better(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    one, other = _usable(one), _usable(other)
    if one is None or other is None:
        return other if one is None else one
    return min(one, other, key=_chance)


def _chance(words: frozenset[str]) -> float:
    """Roughly how likely a line is to hold one of the words."""
    return sum(map(_rarity, words))


@lru_cache(maxsize=4096)
def _rarity(word: str) -> float:
    return math.pow(min(map(_frequency, word)), (1 + len(word)) / 2)


def _frequency(char: str) -> float:
    if char.isascii() and char.isalnum():
        return 0.3
    return _COMMON.get(char, 0.05)


def _at(tree: Any, place: str, first: bool) -> bool:
    """Tell whether every way through ``tree`` begins (or ends) at ``place``."""
    items = list(tree)
    while items:
        name, value = str(items[0 if first else -1][0]), items[0 if first else -1][1]
        if name == "AT":
            return str(value) in (place, f"{place}_STRING")
        if name in ("SUBPATTERN", "ATOMIC_GROUP"):
            return _at(value[3] if name == "SUBPATTERN" else value, place, first)
        if name == "BRANCH":
            return all(_at(branch, place, first) for branch in value[1])
        return False
    return False
