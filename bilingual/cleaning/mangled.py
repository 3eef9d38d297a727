"""Mangled pages: mirrors set the reading of a character behind it, in brackets, so that no page is alike.

中國(guó)臺(tái)灣網(wǎng) says what 中國臺灣網 says, and is judged by that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bilingual.cleaning.shape import Line

#: So many of the first lines are looked at; so many readings in them make a mangled page.
LOOKED, LEAST = 40, 4
_READING = re.compile(r"[(（](?<=[一-鿿].)[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}[)）]")


def settle_readings(lines: Sequence[Line]) -> None:
    """Measure the lines of a mangled page without the readings; their text stays as it is."""
    told = [line for line in lines[:LOOKED] if ")" in line.text and _READING.search(line.text)]
    if not told or sum(len(_READING.findall(line.text)) for line in told) < LEAST:
        return
    for line in lines:
        if _READING.search(line.bare):
            line.beside(_READING.sub("", line.bare))
