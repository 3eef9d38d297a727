"""The two Chinese scripts and Japan's forms: one made of the other by OpenCC, loaded when first used."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

#: What OpenCC calls the way to each: simplified from traditional and back, Japan's forms from traditional.
_TABLES = {"zh-Hans": "t2s", "zh-Hant": "s2t", "ja": "t2jp"}
#: The origin of a target that was converted, not translated.
OPENCC = "opencc"
_TAIWAN = "tw2s"
# The mainland's marks (GB/T 15834-2011); OpenCC leaves quotation marks as they are.
_QUOTES = str.maketrans("「」『』", "“”‘’")
# Works and merits: words in which 著 is no particle, beside those that OpenCC knows.
_WORKS = re.compile("(?<=[原名土昭拙巨遗卓论译])着")


def converted(text: str, to: str) -> str:
    """Return ``text`` in the characters of ``to``: ``zh-Hans``, ``zh-Hant``, or ``ja`` from traditional ones.

    >>> converted("龍門", "zh-Hans"), converted("龙门", "zh-Hant")
    ('龙门', '龍門')
    """
    return _converter(_TABLES[to])(text)


def rewritten(text: str, to: str) -> str:
    """Return a line of the one Chinese script as the other writes it: characters and quotation marks.

    To ``zh-Hans`` the marks 「」 and 『』 become “” and ‘’.  OpenCC's ``t2s`` leaves 著 as it is, which is
    right where 著 is a work (著作) and wrong where it is Taiwan's particle (看著); a line that has 著 and
    no 着 is Taiwan's and goes through ``tw2s``, which tells them apart by its phrases (the few works that
    these lack are kept here).  Neither puts a word of the mainland for one of Taiwan's (``tw2sp`` does:
    软件 for 軟體), since what is converted is to say what its author said.

    >>> rewritten("他看著說：「著作權」", "zh-Hans")
    '他看着说：“著作权”'
    """
    if to != "zh-Hans":
        return converted(text, to)
    if "著" not in text or "着" in text:
        return converted(text, to).translate(_QUOTES)
    made = _converter(_TAIWAN)(text)
    if len(made) == len(text):
        made = _WORKS.sub(lambda match: "著" if text[match.start()] == "著" else "着", made)
    return made.translate(_QUOTES)


def other_script(language: str, target: str) -> bool:
    """Tell whether the two are the two Chinese scripts, so that one is converted to the other."""
    return {language, target} == {"zh-Hans", "zh-Hant"}


@lru_cache(maxsize=len(_TABLES) + 1)
def _converter(table: str) -> Callable[[str], str]:
    # Making a converter takes 40 to 90 ms, using it microseconds.
    import opencc

    convert: Callable[[str], str] = opencc.OpenCC(table).convert
    return convert
