"""Any text as a cell that holds just that text: never a formula, a number, or a file that needs repair."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: The most that a cell holds, in UTF-16 units (Microsoft, "Excel specifications and limits").
LONGEST_CELL = 32_767
#: The tallest row, in points (same page).
TALLEST_ROW = 409.0

# What XML 1.0 cannot hold (section 2.2): most control characters, surrogates, U+FFFE and U+FFFF.
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Runs of East Asian Width W and F (UAX 11), by block.
_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6"
    "\U0001f300-\U0001f64f\U0001f680-\U0001f6ff\U0001f900-\U0001f9ff\U00020000-\U0003fffd]+"
)
# What spreadsheet programs read as an escaped character (ECMA-376 part 1, 22.9.2.19, ST_Xstring).
_ESCAPE = re.compile(r"_x[0-9A-Fa-f]{4}_")


def legal(text: str) -> str:
    """Return ``text`` with U+FFFD for each character that no XML file can hold."""
    return _ILLEGAL.sub("\ufffd", text)


def units(text: str) -> int:
    """Return the length of ``text`` as spreadsheets count it: in UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)


def pieces(text: str) -> Iterator[str]:
    """Yield ``text`` in pieces that each fit a cell; together they are the text."""
    start = used = 0
    for index, character in enumerate(text):
        size = 2 if character > "\uffff" else 1
        if used + size > LONGEST_CELL:
            yield text[start:index]
            start, used = index, 0
        used += size
    yield text[start:]


def cuts(text: str) -> list[int]:
    """Return the offsets where ``text`` must be cut into runs so that none reads as an escape.

    ``_x0041_`` would be shown as ``A``; in two runs of one cell it stays what it is.
    """
    found: list[int] = []
    at = 0
    while escape := _ESCAPE.search(text, at):
        found.append(escape.start() + 2)
        at = escape.start() + 2
    return found


def columns(text: str) -> int:
    """Return the width of ``text`` in columns of a digit: CJK and emoji count two."""
    return len(text) + sum(map(len, _WIDE.findall(text)))


def lines(text: str, width: float) -> int:
    """Return how many lines ``text`` takes in a cell ``width`` columns wide; always one or more.

    An estimate: a twentieth is allowed for words that do not break just at the edge.
    """
    room = max(width * 0.95, 1.0)
    return sum(max(1, -int(-columns(line) // room)) for line in text.split("\n"))
