"""What a glossary's cells hide from the eye: blanks, empty and repeated variants, letters in pieces."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator

from bilingual.terminology.table import Table

# Zero-width and direction marks, the soft hyphen, and spaces that are not the common one.
_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_OTHER_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t]")


def of_table(table: Table) -> Iterator[tuple[int, str, str]]:
    """The problems of a file's cells as they are written: line, check, message."""
    spoken = sorted({*table.languages.values(), *table.firsts.values()})
    context = table.columns.get("context")
    watched = [*spoken, context] if context is not None else spoken
    for row in table.rows:
        line = table.lines[row.line - 1].rstrip("\r\n").removeprefix("\ufeff")
        try:
            cells = next(csv.reader([line], strict=True), [])
        except csv.Error:
            continue
        for at in watched:
            for check, what in _of_cell(cells[at], many=at not in table.firsts.values()):
                yield row.line, check, f"{table.header[at]} '{cells[at]}' {what}"


def _of_cell(cell: str, *, many: bool) -> Iterator[tuple[str, str]]:
    pieces = cell.split("|") if many else [cell]
    if any(piece != piece.strip() for piece in pieces):
        yield "spaces", "has spaces at an end; take them out"
    if any("  " in piece.strip() for piece in pieces):
        yield "spaces", "has two spaces in a row; leave one"
    if cell.strip() and not all(piece.strip() for piece in pieces):
        yield "empty", "has an empty variant; take out the | without a text"
    filled = [piece.strip() for piece in pieces if piece.strip()]
    twice = next((piece for at, piece in enumerate(filled) if piece in filled[:at]), None)
    if twice is not None:
        yield "repeated", f"has the variant '{twice}' twice; take one out"
    inner = cell.strip()
    found = _INVISIBLE.search(inner) or _OTHER_SPACE.search(inner)
    if found:
        name = unicodedata.name(found.group(), f"U+{ord(found.group()):04X}").lower()
        yield "invisible", f"holds a {name}, which nobody sees; write a common space or nothing"
    if not unicodedata.is_normalized("NFC", cell):
        yield "composition", "is not in NFC (letters in pieces); type it anew"
