"""Long names that a text gives beside their acronyms: ``Collective Security Treaty Organization (CSTO)``.

The letters of the acronym must begin the words in order, small words aside, as in A. Schwartz and M. Hearst,
"A simple algorithm for identifying abbreviation definitions" (2003).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_WORD = r"[A-Z][\w'’\-]*"
_SMALL = r"(?:of|the|and|for|on|in|to|de|&)"
_RUN = rf"{_WORD}(?:\s(?:{_WORD}|{_SMALL}))*\s{_WORD}"
_ACRONYM = r"[A-Z][A-Za-z]{1,8}"
_LONG_FIRST = re.compile(rf"({_RUN})\s?[(（,，]\s?({_ACRONYM})(?![A-Za-z])")
_SHORT_FIRST = re.compile(rf"(?<![A-Za-z])({_ACRONYM})\s?[(（]({_RUN})[)）]")


def long_forms(text: str) -> Iterator[tuple[str, str]]:
    """Pairs of an acronym and the long name that the text gives for it."""
    for found in _LONG_FIRST.finditer(text):
        name = spelt_out(found[1], found[2])
        if name:
            yield found[2], name
    for found in _SHORT_FIRST.finditer(text):
        if spelt_out(found[2], found[1]) == found[2]:
            yield found[1], found[2]


def spelt_out(name: str, acronym: str) -> str:
    """The last words of ``name`` whose initials are the acronym; empty where there are none."""
    words = name.split(" ")
    letters = [letter for letter in acronym if letter.isupper()]
    if len(letters) < 2:
        return ""
    for start in range(len(words) - 1, -1, -1):
        tail = words[start:]
        if not tail[0][:1].isupper():
            continue
        initials = "".join(part[:1] for word in tail if word[:1].isupper() for part in word.split("-"))
        if initials.upper().startswith("".join(letters)) and len(initials) == len(letters):
            return " ".join(tail)
    return ""
