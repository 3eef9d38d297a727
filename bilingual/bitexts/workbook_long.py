"""Texts of a workbook that no cell holds, put together from the pieces on the sheet ``Long``."""

from __future__ import annotations

import re

from bilingual.bitexts.workbook_cells import Parts
from bilingual.bitexts.workbook_headers import HEADER_WITHIN, plain, read_aside, told_language
from bilingual.workbook_columns import ARTICLE, ID, LONG

_SEE_LONG = re.compile(r"\[[\d,]+ characters: see sheet Long, rows (\d{1,9}) to (\d{1,9})\]")
_LONG_HEADERS = ("sheet", "row", "column", "piece", "text")


class Long:
    """The sheet of texts that no cell holds, read when a cell first refers to it."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._pieces: dict[tuple[str, str | None], dict[int, str]] | None = None

    def whole(self, text: str, segment: str, language: str | None) -> str | None:
        """Return a cell's text, put together if it refers to pieces; None where some are not there."""
        refers = _SEE_LONG.fullmatch(text.strip())
        if refers is None:
            return text
        if self._pieces is None:
            self._pieces = self._read()
        pieces = self._pieces.get((segment, language), {})
        count = int(refers[2]) - int(refers[1]) + 1
        if sorted(pieces) != list(range(1, count + 1)):
            return None
        return "".join(pieces[number] for number in sorted(pieces))

    def _read(self) -> dict[tuple[str, str | None], dict[int, str]]:
        found: dict[tuple[str, str | None], dict[int, str]] = {}
        for sheet in sorted(self._parts.sheets, key=lambda sheet: sheet.name != LONG):
            places: dict[str, int] | None = None
            for count, (_, cells) in enumerate(read_aside(self._parts, sheet)):
                if places is None:
                    headers = {cell.text.strip().lower(): cell.column for cell in cells}
                    if all(header in headers for header in _LONG_HEADERS) and ID not in headers:
                        places = headers
                    elif count >= HEADER_WITHIN:
                        break
                    continue
                by_column = {cell.column: cell for cell in cells}
                of, row, column, piece, text = (by_column.get(places[name]) for name in _LONG_HEADERS)
                if plain(of) == ARTICLE and plain(piece).isdigit() and text and text.kind == "text":
                    key = plain(row), told_language(plain(column))
                    # A piece that is there twice with another text leaves the text not whole.
                    number = int(plain(piece)[:9])
                    own = found.setdefault(key, {})
                    own[number if own.get(number, text.text) == text.text else -1] = text.text
            if places is not None:
                break
        return found
