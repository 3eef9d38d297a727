"""Finds in a workbook the sheet of segments, and its columns, by their headers, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bilingual.bitexts.workbook_cells import Cell, Parts, Sheet
from bilingual.errors import SourceError, UsageError
from bilingual.languages import canonical
from bilingual.workbook_columns import ABOUT, ID, LONG, NOTE, REVIEW, SOURCE_HASH, language_of

#: Rows from the top in which a header is looked for, and facts that are looked at.
HEADER_WITHIN = 50
_MOST_FACTS = 500


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns stand, by number; ``languages`` has at least one."""

    header: int  #: the row of the header
    id: int
    source_hash: int
    languages: Mapping[int, str | None]  #: None for ``Original``
    review: int  #: 0 where there is none
    note: int
    labels: frozenset[str]  #: `labels` of the workbook


def article_sheets(parts: Parts) -> list[tuple[Sheet, Columns]]:
    """Return the sheets that hold segments, with their columns.

    Raises SourceError where one has a column twice.
    """
    found = []
    for sheet in parts.sheets:
        for count, (number, cells) in enumerate(read_aside(parts, sheet)):
            columns = _columns(number, cells, parts)
            if columns is not None:
                found.append((sheet, columns))
            if columns is not None or count >= HEADER_WITHIN:
                break
    return found


def read_aside(parts: Parts, sheet: Sheet) -> Iterator[tuple[int, list[Cell]]]:
    """Yield rows without taking note of anything: the sheet is read again, or not at all."""
    return parts.rows(replace(sheet, merged=[]))


def _columns(row: int, cells: Sequence[Cell], parts: Parts) -> Columns | None:
    """Return the columns if this is the header row."""
    headers = {cell.column: cell.text.strip() for cell in cells if cell.kind == "text"}
    places: dict[str, int] = {}
    languages: dict[int, str | None] = {}
    twice: list[str] = []
    for column, header in headers.items():
        language = told_language(header)
        if language is not None or header == "Original":
            if language in languages.values():
                twice.append(header)
            languages[column] = language
        elif header.lower() in (ID, SOURCE_HASH, REVIEW, NOTE):
            if header.lower() in places:
                twice.append(header)
            places.setdefault(header.lower(), column)
    if ID not in places or SOURCE_HASH not in places or not languages:
        return None
    twice = [header for header in twice if header.lower() != NOTE]
    if twice:
        raise SourceError(
            f"{parts.name}: two columns are called {twice[0]}\n"
            "Which of them counts, nobody can tell: leave one."
        )
    return Columns(
        row,
        places[ID],
        places[SOURCE_HASH],
        languages,
        places.get(REVIEW, 0),
        places.get(NOTE, 0),
        labels(parts, cells),
    )


def told_language(header: str) -> str | None:
    """Return the language that a header ends with, None for none that we know."""
    code = language_of(header)
    try:
        return canonical(code) if code else None
    except UsageError:
        return None


def about(parts: Parts) -> dict[str, str]:
    """Return the facts of the sheet ``About``, none where it is gone."""
    found: dict[str, str] = {}
    for sheet in parts.sheets:
        for count, (_, cells) in enumerate(read_aside(parts, sheet) if sheet.name == ABOUT else ()):
            if len(cells) > 1 and plain(cells[0]):
                found.setdefault(plain(cells[0]), plain(cells[1]))
            if count >= _MOST_FACTS:
                break
    return found


def labels(parts: Parts, header: Iterable[Cell]) -> frozenset[str]:
    """Return what the workbook has of sheets, columns of segments and comments, as a person calls them."""
    found = {f"sheet {sheet.name}" for sheet in parts.sheets if sheet.name != LONG}
    found.update(f"column {cell.text.strip()}" for cell in header if cell.text.strip())
    return frozenset({*found, "comments"} if parts.has_comments else found)


def plain(cell: Cell | None) -> str:
    """Return what a cell says, whatever a program made of it; nothing of formulas and errors."""
    return "" if cell is None or cell.kind in ("formula", "error") else cell.text.strip()
