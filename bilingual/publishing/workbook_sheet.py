"""Sheets of text in a workbook, each made for reading on a small screen, for print and for correcting.

openpyxl writes everything but the rows; these are written by `workbook_cells` and put in their place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import chain, islice
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from urllib.parse import quote

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.filters import FilterColumn
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.writer.excel import ExcelWriter

from bilingual.publishing.workbook_archive import MADE, Frame, SteadyZip
from bilingual.publishing.workbook_cells import Link, Type, Value, cell, text_of
from bilingual.publishing.workbook_looks import ONE_LINE, SIZE, Styles, line_height, roominess, size, tone
from bilingual.publishing.workbook_text import (
    TALLEST_ROW,
    legal,
    lines,
    natural_width,
)
from bilingual.publishing.workbook_text import (
    columns as text_width,
)

#: What a sheet takes of a screen 1,366 pixels wide beside row numbers, scroll bar and window frame.
ROOM = 1_300
_DIGIT, _EDGE = 7, 5  # pixels of a digit of Calibri 11, and of a column beside its digits
_MEASURED = 1_000  # rows by which widths are measured
_PADDING = 5.0
_INDENT = 1.3  # digits
_FILTER = 3.0  # digits that the button of a filter takes
#: The most rows of a sheet (same page as below).
_MOST_ROWS = 1_048_576
#: The most links of a sheet, and the longest address (Microsoft, "Excel specifications and limits").
_MOST_LINKS = 65_530
_LONGEST_ADDRESS = 2_079
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_BUFFER = 256  # rows written at once


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header, the widths it may have (in digits), and what it holds."""

    header: str
    least: float
    most: float
    language: str | None = None  #: of the text, for its font
    look: str = (
        "text"  #: ``text``, ``small`` (grey), ``code`` and ``id`` (grey, one line), ``number``, ``link``
    )
    shares: bool = False  #: takes its part of what the others leave of the screen
    edited: bool = False  #: is there to be written in


@dataclass(frozen=True, slots=True)
class Row:
    """A row's values; ``look`` is ``title``, ``inside`` (the paragraph goes on below) or empty."""

    values: Sequence[Value]
    look: str = ""


@dataclass(frozen=True, slots=True)
class Paint:
    """A tone for the cells of a column of which ``formula`` is true.

    The formula stands for row 2 (``$G2="failed"``); Excel moves it down with the cells.
    """

    column: int  #: counted from 0
    formula: str
    tone: str


@dataclass(frozen=True, slots=True)
class Choice:
    """What may be chosen in the cells of a column; none holds a comma or a quotation mark."""

    column: int  #: counted from 0
    values: tuple[str, ...]
    says: str  #: to somebody who writes something else


def letter(column: int) -> str:
    """Return the letters of a column counted from 0.

    >>> letter(0), letter(27)
    ('A', 'AB')
    """
    return str(get_column_letter(column + 1))


class Book:
    """A workbook that is written sheet by sheet, row by row."""

    def __init__(self, title: str) -> None:
        self._book = Workbook(write_only=True)
        self._book.properties.creator = "bilingual"
        self._book.properties.title = legal(title)
        self._book.properties.created = MADE
        self._title = title
        self._styles = Styles(self._book)
        self._rows: dict[str, IO[bytes]] = {}

    def sheet(
        self,
        name: str,
        columns: Sequence[Column],
        rows: Iterable[Row],
        *,
        frozen: int = 0,
        middle: bool = False,
        tab: str | None = None,
        paints: Sequence[Paint] = (),
        choices: Sequence[Choice] = (),
    ) -> None:
        """Add a sheet with a header row, a filter, and one row for each of ``rows``.

        The header and the first ``frozen`` columns stay where they are.  Texts stand at the top of their row,
        or in its ``middle``.  ``tab`` is the colour of the tab.  What no sheet holds goes on upon further
        ones, named ``name 2`` and so on.
        """
        rest = iter(rows)
        own: Iterator[Row] = islice(rest, _MOST_ROWS - 1)
        self._sheet(name, columns, own, frozen, middle, tab, paints, choices)
        # What the sheets before have taken is gone from ``rest``.
        for number, following in enumerate(rest, 2):
            own = islice(chain((following,), rest), _MOST_ROWS - 1)
            self._sheet(f"{name} {number}", columns, own, frozen, middle, tab, paints, choices)

    def _sheet(
        self,
        name: str,
        columns: Sequence[Column],
        iterator: Iterator[Row],
        frozen: int,
        middle: bool,
        tab: str | None,
        paints: Sequence[Paint],
        choices: Sequence[Choice],
    ) -> None:
        measured = list(islice(iterator, _MEASURED))
        widths = _widths(columns, measured)
        sheet = self._book.create_sheet(name)
        sheet.freeze_panes = first = f"{letter(frozen)}2"
        # The first cell that is read, or written in, is the one to begin with.
        selected = sheet.sheet_view.selection[-1]
        selected.activeCell = selected.sqref = first
        sheet.sheet_properties.tabColor = tab
        for index, width in enumerate(widths):
            sheet.column_dimensions[letter(index)].width = width
        self._for_print(sheet)
        # The part above the rows is written now; what stands below them may still be added.
        sheet._writer = Frame(sheet)
        sheet._writer.write_top()
        file: Any = SpooledTemporaryFile(max_size=1 << 20)  # noqa: SIM115 - closed with the book
        self._rows[f"xl/worksheets/sheet{len(self._book.worksheets)}.xml"] = file
        writer = _Rows(self._styles, sheet, columns, widths, "center" if middle else "top")
        last = writer.write(file, chain(measured, iterator))
        for rule in paints if last > 1 else ():
            kind = Rule(type="expression", dxf=tone(rule.tone), formula=[rule.formula], stopIfTrue=True)
            sheet.conditional_formatting.add(f"{letter(rule.column)}2:{letter(rule.column)}{last}", kind)
        for choice in choices if last > 1 else ():
            self._offer(sheet, choice, last)
        sheet.auto_filter.ref = f"A1:{letter(len(columns) - 1)}{last}"
        for index, column in enumerate(columns):
            if column.look in ONE_LINE:
                sheet.auto_filter.filterColumn.append(FilterColumn(colId=index, hiddenButton=True))

    def content(self) -> bytes:
        """Return the workbook's file; nothing can be added any more."""
        out = BytesIO()
        with SteadyZip(out) as archive:
            archive.rows = self._rows
            ExcelWriter(self._book, archive).save()
        for file in self._rows.values():
            file.close()
        return out.getvalue()

    def _for_print(self, sheet: Any) -> None:
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = "9"  # A4 (ECMA-376 part 1, 18.3.1.63)
        sheet.page_setup.fitToWidth = 1
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.print_title_rows = "1:1"
        # An ampersand begins a code there, and digits after a code belong to it.
        title = " ".join(legal(self._title).split())[:90].replace("&", "&&")
        sheet.oddHeader.left.text = f"&9 {title}"
        sheet.oddFooter.center.text = "&9 &A — &P / &N"
        sheet.page_margins.left = sheet.page_margins.right = 0.4
        sheet.page_margins.top = sheet.page_margins.bottom = 0.65
        sheet.page_margins.header = sheet.page_margins.footer = 0.3

    def _offer(self, sheet: Any, choice: Choice, last: int) -> None:
        offered = DataValidation(
            type="list", formula1='"' + ",".join(choice.values) + '"', allow_blank=True, showErrorMessage=True
        )
        offered.error = choice.says
        offered.errorTitle = "Not in the list"
        offered.add(f"{letter(choice.column)}2:{letter(choice.column)}{last}")
        sheet.data_validations.append(offered)


def _widths(columns: Sequence[Column], rows: Sequence[Row]) -> list[float]:
    """Return each column's width in digits: as wide as its text, and all together no wider than the screen.

    Where that is not enough, those that share the room wrap their text; beyond their least width the sheet
    is wider than the screen.
    """
    wanted = [_wanted(index, column, rows) for index, column in enumerate(columns)]
    sharing = sorted((i for i, column in enumerate(columns) if column.shares), key=lambda i: wanted[i])
    left = ROOM - sum(_DIGIT * wanted[i] + _EDGE for i, column in enumerate(columns) if not column.shares)
    for done, index in enumerate(sharing):
        share = (left / (len(sharing) - done) - _EDGE) / _DIGIT
        wanted[index] = max(columns[index].least, min(wanted[index], share))
        left -= _DIGIT * wanted[index] + _EDGE
    return [round(width, 1) for width in wanted]


def _wanted(index: int, column: Column, rows: Sequence[Row]) -> float:
    scale = size(column.look) / SIZE
    # The button of a filter stands in the header, but not where there is nothing to choose by.
    button = 0.0 if column.look in ONE_LINE else _FILTER
    most = 0.0 if column.look == "code" else text_width(column.header) + button + _INDENT
    for row in rows:
        value = row.values[index]
        text = text_of(value)
        if text is None:
            text = "" if value is None else str(value)
        # What stands in one line is digits mostly.
        width = len(text) if column.look in ONE_LINE else natural_width(text[:2_000])
        most = max(most, width * scale + _INDENT)
        if most >= column.most:
            break
    return max(column.least, min(most + 0.7, column.most))


class _Rows:
    """Writes the rows of one sheet."""

    def __init__(
        self,
        styles: Styles,
        sheet: Any,
        columns: Sequence[Column],
        widths: Sequence[float],
        vertical: str,
    ) -> None:
        self._vertical = vertical
        self._styles = styles
        self._sheet = sheet
        self._columns = columns
        self._letters = [letter(index) for index in range(len(columns))]
        self._widths = [
            (width - _INDENT) * SIZE / size(column.look)
            for column, width in zip(columns, widths, strict=True)
        ]
        self._ready: dict[str, list[tuple[str, str, Type, float, float]]] = {}

    def write(self, file: IO[bytes], rows: Iterator[Row]) -> int:
        """Write the header and ``rows``; return the number of the last row."""
        file.write(self._header().encode())
        number = 1
        while batch := list(islice(rows, _BUFFER)):
            made = [self._row(row, at) for at, row in enumerate(batch, number + 1)]
            file.write("".join(made).encode())
            number += len(batch)
        return number

    def _header(self) -> str:
        cells = []
        # Where there is something to write in, those columns have the darker headers.
        written = any(column.edited for column in self._columns)
        for column, letters in zip(self._columns, self._letters, strict=True):
            look = "quiet header" if written and not column.edited else "header"
            if column.look == "code":
                look = "code header"
            style = self._styles.number(self._sheet, look, None)
            cells.append(cell(f'<c r="{letters}1" s="{style}"', column.header, Type(None, SIZE)))
        return f'<row r="1" ht="30" customHeight="1">{"".join(cells)}</row>'

    def _row(self, row: Row, number: int) -> str:
        ready = self._ready.get(row.look) or self._prepare(row.look)
        cells = []
        tallest = 0.0
        for value, (start, style, kind, width, height) in zip(row.values, ready, strict=True):
            if value is None:
                cells.append(f"{start}{number}{style}/>")
                continue
            if isinstance(value, Link):
                self._link(f"{start[6:]}{number}", value.address)
            cells.append(cell(f"{start}{number}{style}", value, kind))
            if width and (text := text_of(value)):
                tall = lines(text, width) * height
                if tall > tallest:
                    tallest = tall
        tall = min((tallest or SIZE * 1.5) + _PADDING, TALLEST_ROW)
        # No customHeight: a program may fit the row again when its text is corrected.
        return f'<row r="{number}" ht="{tall:g}">{"".join(cells)}</row>'

    def _prepare(self, look: str) -> list[tuple[str, str, Type, float, float]]:
        """Return, for each column, a cell's XML up to its number and after it, and how its text is set.

        The width is 0 where text is not wrapped.
        """
        ready = []
        for column, letters, width in zip(self._columns, self._letters, self._widths, strict=True):
            style = self._styles.number(self._sheet, column.look, column.language, look, self._vertical)
            points = size(column.look, look)
            title = look == "title" and column.look == "text"
            kind = Type(column.language, points, title)
            room = width * size(column.look) / points * roominess(column.language)
            if column.look in ONE_LINE:
                room = 0.0
            tall = line_height(column.look, column.language, look)
            ready.append((f'<c r="{letters}', f'" s="{style}"', kind, room, tall))
        self._ready[look] = ready
        return ready

    def _link(self, cell: str, address: str) -> None:
        links = self._sheet._hyperlinks
        if len(links) >= _MOST_LINKS:
            return
        if address.startswith("#"):
            row = address.rpartition("!")[2].lstrip(_LETTERS)
            if int(row) <= _MOST_ROWS:
                links.append(Hyperlink(ref=cell, location=address[1:]))
            return
        # An address in a part of the file is a URI (RFC 3986).
        target = quote(legal(address), safe="%/:=&?~#+!$,;'@()*[]")
        if len(target) <= _LONGEST_ADDRESS:
            links.append(Hyperlink(ref=cell, target=target))
