"""The two Chinese scripts and Japan's forms: one made of the other by OpenCC, loaded when first used."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

#: What OpenCC calls the way to each: simplified from traditional and back, Japan's forms from traditional.
_TABLES = {"zh-Hans": "t2s", "zh-Hant": "s2t", "ja": "t2jp"}
#: The origin of a target that was converted, not translated.
OPENCC = "opencc"


def converted(text: str, to: str) -> str:
    """Return ``text`` in the characters of ``to``: ``zh-Hans``, ``zh-Hant``, or ``ja`` from traditional ones.

    >>> converted("龍門", "zh-Hans"), converted("龙门", "zh-Hant")
    ('龙门', '龍門')
    """
    return _converter(_TABLES[to])(text)


def other_script(language: str, target: str) -> bool:
    """Tell whether the two are the two Chinese scripts, so that one is converted to the other."""
    return {language, target} == {"zh-Hans", "zh-Hant"}


@lru_cache(maxsize=len(_TABLES))
def _converter(table: str) -> Callable[[str], str]:
    # Making a converter takes 40 to 90 ms, using it microseconds.
    import opencc

    convert: Callable[[str], str] = opencc.OpenCC(table).convert
    return convert
