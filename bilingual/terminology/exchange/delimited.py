"""Lines of cells, parted by commas or tabs, with the numbers of their lines."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from bilingual.terminology.exchange.incoming import Reading

_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_COMMENT = re.compile(r"^\ufeff?[ \t]*#[^\r\n]*", re.MULTILINE)
_TO_QUOTE = re.compile(r'[",\r\n]|^\s|\s$|^#')


def lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the physical lines (\\n, \\r\\n or \\r ends one) with their numbers from 1, ends cut."""
    for number, line in enumerate(_LINES.findall(text.removeprefix("\ufeff")), 1):
        yield number, line.rstrip("\r\n")


def tab_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the cells of the lines that are not blank, parted at tabs; quotation marks mean nothing."""
    for number, line in lines(text):
        if line.strip():
            yield number, line.split("\t")


def comma_rows(text: str, reading: Reading) -> Iterator[tuple[int, list[str]]]:
    """Yield the cells of the rows that are not blank (RFC 4180), with the line where each begins.

    A quotation mark that is not closed is a problem of the line where its row begins.
    """
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    while True:
        number = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            reading.problem(number, f"not CSV from here on: {error}; is a quotation mark not closed?")
            return
        if any(cell.strip() for cell in cells):
            yield number, cells


def without_comments(text: str) -> str:
    """Return a text with the lines that begin with ``#`` made blank; a cell in quotation marks may."""
    return _COMMENT.sub("", text)


def comma_line(cells: Sequence[str]) -> str:
    """Return one row of CSV with its line end; only the cells that need it are quoted."""
    return ",".join(map(quoted, cells)) + "\n"


def quoted(cell: str) -> str:
    """Return a cell as CSV has it."""
    return '"' + cell.replace('"', '""') + '"' if _TO_QUOTE.search(cell) else cell
