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
# The same, and the bidi embeddings, overrides and isolates (UAX 9, 2).
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
# The same as the first, and what XML writes otherwise.
_MARKUP = re.compile(r"[\x00-\x08\x0b-\x1f&<>\ud800-\udfff\ufffe\uffff]")
# Runs of East Asian Width W and F (UAX 11), by block.
_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6"
    "\U0001f300-\U0001f64f\U0001f680-\U0001f6ff\U0001f900-\U0001f9ff\U00020000-\U0003fffd]+"
)
# What spreadsheet programs read as an escaped character (ECMA-376 part 1, 22.9.2.19, ST_Xstring).
_ESCAPE = re.compile(r"_x[0-9A-Fa-f]{4}_")

# Widths in digits of Calibri 11, 7 of 14.7 pixels: letters of English news measured in its metric double
# Carlito (0.80 of a digit's advance, 0.82 bold), and one em for Han and full-width signs.
_NARROW_WIDTH = 0.88
_WIDE_WIDTH = 2.1
# What a line loses, on average, because its last word goes to the next.
_LOSS = 2.0


def legal(text: str) -> str:
    """Return ``text`` with U+FFFD for each character that no XML file can hold; so it stands in its cell."""
    return _ILLEGAL.sub("\ufffd", text)


def unseen(text: str) -> list[str]:
    """Return the characters of ``text`` that a cell cannot show: each once, in order.

    These are the ones that `legal` replaces, and the signs that turn the direction of what follows.
    """
    return list(dict.fromkeys(_UNSEEN.findall(text))) if _UNSEEN.search(text) else []


def markup(text: str) -> str:
    """Return `legal` text as the content of an XML element; a carriage return stays one."""
    if not _MARKUP.search(text):
        return text
    text = legal(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\r", "&#13;")


def units(text: str) -> int:
    """Return the length of ``text`` as spreadsheets count it: in UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)


def fits(text: str) -> bool:
    """Return whether one cell holds ``text``."""
    return 2 * len(text) <= LONGEST_CELL or units(text) <= LONGEST_CELL


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


def columns(text: str) -> float:
    """Return the width of a line of ``text``, in digits."""
    wide = sum(map(len, _WIDE.findall(text)))
    return (len(text) - wide) * _NARROW_WIDTH + wide * _WIDE_WIDTH


def natural_width(text: str) -> float:
    """Return the width in digits that ``text`` takes where none of its lines is wrapped."""
    return max(map(columns, text.split("\n")))


def lines(text: str, width: float) -> int:
    """Return how many lines ``text`` takes in a cell ``width`` digits wide; always one or more.

    An estimate: letters are not equally wide, and words do not break just at the edge.
    """
    if "\n" in text:
        return sum(lines(line, width) for line in text.split("\n"))
    if len(text) * _WIDE_WIDTH <= width:
        return 1
    whole = columns(text)
    return 1 if whole <= width else -int(-whole // max(width - _LOSS, 1.0))
