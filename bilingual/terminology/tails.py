"""What may be written onto the end of a Korean form, remembered for each kind of ending."""

from __future__ import annotations

import re
from functools import lru_cache

from bilingual.terminology.korean_words import DEPUTIES, SUFFIXES_BY_END
from bilingual.terminology.particles import CLOSED, OPEN, RIEUL, final_sound, is_tail

_DEPUTY = re.compile(DEPUTIES)
# 조지아나는: "or" takes none of these, so that the name itself goes on.
_LONGER_BY_NA = re.compile("나(?:[는가를와의]|에게|에게서|처럼|였다|라는|라고)")
_OFFICES = frozenset({"agency", "organisation", "title"})
# Syllables of each final sound that have no suffixes of their own.
_OF_SOUND = {OPEN: "가", CLOSED: "각", RIEUL: "갈"}
# Tails that are remembered, and how many of an ending.  Press repeats a few hundred short ones.
_REMEMBERED = 12
_MANY = 4096


class Tails(dict[str, "bool | None"]):
    """Whether a run of Hangul can be read as grammar after forms of one ending; None for another word.

    Looked up like a dictionary, and worked out where it is not there: a look-up costs a tenth of a call.
    """

    def __init__(self, kind: str, last: str, lengthy: bool, suffixes: tuple[str, ...] | None) -> None:
        super().__init__()
        self._ending = (kind, last, lengthy, suffixes)

    def __missing__(self, tail: str) -> bool | None:
        kind, last, lengthy, suffixes = self._ending
        allowed = _may_follow(kind, last, lengthy, suffixes, tail)
        if len(tail) <= _REMEMBERED:
            if len(self) >= _MANY:
                self.clear()
            self[tail] = allowed
        return allowed


def tails_of(skeleton: str, kind: str, suffixes: tuple[str, ...] | None) -> Tails:
    """What may follow a Korean form; the same object for all whose ending decides alike.

    That is the kind, the sound of the last letter (or the letter, where suffixes or deputies hang on it),
    whether the form is longer than two letters, and the suffixes that its row names.
    """
    last = skeleton[-1]
    if kind not in _OFFICES or (last not in SUFFIXES_BY_END and last != "부"):
        last = _OF_SOUND[final_sound(last)]
    return _tails(kind, last, len(skeleton) > 2, suffixes)


@lru_cache(maxsize=4096)
def _tails(kind: str, last: str, lengthy: bool, suffixes: tuple[str, ...] | None) -> Tails:
    return Tails(kind, last, lengthy, suffixes)


def _may_follow(
    kind: str, last: str, lengthy: bool, suffixes: tuple[str, ...] | None, tail: str
) -> bool | None:
    if _LONGER_BY_NA.fullmatch(tail) or is_deputy(kind, last, tail):
        return None
    if kind in _OFFICES:
        for suffix in SUFFIXES_BY_END.get(last, ()):
            if tail.startswith(suffix) and is_tail(tail[len(suffix) :], final_sound(suffix[-1]), ""):
                return True
    return is_tail(tail, final_sound(last), kind, lengthy, suffixes)


def is_deputy(kind: str, last: str, tail: str) -> bool:
    """Whether 부 belongs to what follows: 상무부위원장 is a standing deputy chairman, 부서 a department."""
    return last == "부" and kind in ("agency", "organisation") and _DEPUTY.match(tail) is not None
