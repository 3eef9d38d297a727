"""Sheets of text in a workbook: styles registered once, rows streamed, the bytes always the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from shutil import copyfileobj
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import ExcelWriter

from bilingual.publishing.workbook_text import TALLEST_ROW, cuts, legal, lines

# A workbook says when it was made; ours says the same each time, or the same article would give other bytes.
_MADE = datetime(2000, 1, 1)
_ZIP_DATE = (2000, 1, 1, 0, 0, 0)

_SIZE = 11
_LINE_HEIGHT = 15.75  # points a line at 11 points; the CJK fonts below stand a little taller than Calibri
_PADDING = 4.5
_MOST_RUNS = 200  # marks of one text that a cell shows

#: Fonts that Excel has on Windows and Mac and that hold the language's script.
_FONTS = {
    "ko": "Malgun Gothic",
    "zh-Hans": "Microsoft YaHei",
    "zh-Hant": "Microsoft JhengHei",
    "ja": "Yu Gothic",
    "th": "Leelawadee UI",
    "ar": "Segoe UI",
}
_DEFAULT_FONT = "Calibri"
_GRID = Side(style="thin", color="D9DEE4")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header, its width in digits, and what it holds."""

    header: str
    width: float
    language: str | None = None  #: of the text, for its font
    look: str = "text"  #: ``text``, ``small`` (grey), ``code`` (grey, one line, cut off), ``number``


@dataclass(frozen=True, slots=True)
class Rich:
    """A text with runs that look otherwise, as (start, end, look) offsets; several may cover one place.

    A look is one of `LOOKS`; the offsets lie in the text.
    """

    text: str
    runs: tuple[tuple[int, int, str], ...]


#: What a run may be: the inline tags that a cell can show.  A link inside a cell is only seen, not followed.
LOOKS: dict[str, dict[str, Any]] = {
    "b": {"b": True},
    "strong": {"b": True},
    "i": {"i": True},
    "em": {"i": True},
    "u": {"u": "single"},
    "a": {"u": "single", "color": "1F4E9E"},
    "s": {"strike": True},
    "del": {"strike": True},
    "sub": {"vertAlign": "subscript"},
    "sup": {"vertAlign": "superscript"},
    "code": {"color": "6B3A1F"},
}

Value = str | int | Rich | None


def font(language: str | None) -> str:
    """Return the name of a font for ``language``."""
    return _FONTS.get(language or "", _DEFAULT_FONT)


@cache
def _inline_font(language: str | None, looks: tuple[str, ...]) -> InlineFont:
    values: dict[str, Any] = {}
    for look in looks:
        values |= LOOKS[look]
    return InlineFont(rFont=font(language), sz=_SIZE, **values)


class Book:
    """A workbook that is written sheet by sheet, row by row."""

    def __init__(self, title: str) -> None:
        self._book = Workbook(write_only=True)
        self._book.properties.creator = "bilingual"
        self._book.properties.title = legal(title)
        self._book.properties.created = _MADE
        self._styles: dict[tuple[str, str | None], Any] = {}

    def sheet(self, name: str, columns: Sequence[Column], rows: Iterable[Sequence[Value]]) -> None:
        """Add a sheet with a header row, frozen and with a filter, and one row for each of ``rows``."""
        sheet = self._book.create_sheet(name)
        sheet.freeze_panes = "A2"
        sheet.sheet_view.zoomScale = 100
        for index, column in enumerate(columns, 1):
            sheet.column_dimensions[get_column_letter(index)].width = column.width
        self._for_print(sheet)
        header = [self._cell(sheet, column.header, "header", column.language) for column in columns]
        sheet.row_dimensions[1].height = 2 * _LINE_HEIGHT
        sheet.append(header)
        number = 1
        for row in rows:
            number += 1
            sheet.row_dimensions[number].height = _height(row, columns)
            sheet.append(
                [
                    self._cell(sheet, value, column.look, column.language)
                    for value, column in zip(row, columns, strict=True)
                ]
            )
            # Written rows need no height any more; a big sheet's would fill the memory.
            del sheet.row_dimensions[number]
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{number}"

    def content(self) -> bytes:
        """Return the workbook's file."""
        out = BytesIO()
        with _SteadyZip(out, "w", ZIP_DEFLATED) as archive:
            ExcelWriter(self._book, archive).save()
        return out.getvalue()

    def _for_print(self, sheet: Any) -> None:
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = "9"  # A4 (ECMA-376 part 1, 18.3.1.63)
        sheet.page_setup.fitToWidth = 1
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.print_title_rows = "1:1"
        sheet.oddFooter.center.text = "&A — &P / &N"
        sheet.page_margins.left = sheet.page_margins.right = 0.4
        sheet.page_margins.top = sheet.page_margins.bottom = 0.6

    def _cell(self, sheet: Any, value: Value, look: str, language: str | None) -> Any:
        """Return a cell of one of the registered styles; text is set as text, whatever it begins with."""
        cell: Any = WriteOnlyCell(sheet)
        if isinstance(value, int):
            cell.value = value
        elif isinstance(value, str | Rich):
            rich = value if isinstance(value, Rich) else Rich(value, ())
            cell._value = self._content(legal(rich.text), rich.runs, language)
            cell.data_type = "s"
        cell._style = self._style(sheet, look, language)
        return cell

    def _content(self, text: str, runs: tuple[tuple[int, int, str], ...], language: str | None) -> Any:
        # LibreOffice loses tabs from text in runs; and no sentence of a person has so many.
        inside = runs[:_MOST_RUNS] if "\t" not in text else ()
        kept = cuts(text)
        edges = sorted({0, len(text), *kept, *(edge for run in inside for edge in run[:2])})
        if len(edges) <= 2 and not inside:
            return text
        pieces: list[tuple[int, int, tuple[str, ...]]] = []
        for start, end in pairwise(edges):
            looks = tuple(sorted({look for low, high, look in inside if low <= start and end <= high}))
            if pieces and pieces[-1][2] == looks and start not in kept:
                start = pieces.pop()[0]
            pieces.append((start, end, looks))
        rich = CellRichText()
        for start, end, looks in pieces:
            rich.append(_Run(_inline_font(language, looks), text[start:end]))
        return rich

    def _style(self, sheet: Any, look: str, language: str | None) -> Any:
        key = look, language
        if key not in self._styles:
            cell: Any = WriteOnlyCell(sheet)
            header, small = look == "header", look in ("small", "code")
            cell.font = Font(
                name=font(language),
                size=9 if small else _SIZE,
                bold=header,
                color="FFFFFF" if header else "6B7280" if small else "111827",
            )
            if header:
                cell.fill = PatternFill("solid", fgColor="1F3A5F")
            cell.alignment = Alignment(
                wrap_text=look != "code",
                vertical="center" if header else "top",
                horizontal="right" if look == "number" else "left",
                readingOrder=2 if language == "ar" and not header else 0,
            )
            cell.border = Border(bottom=_GRID, right=_GRID)
            cell.number_format = "General" if look == "number" else "@"
            self._styles[key] = cell._style
        return self._styles[key]


def _height(row: Sequence[Value], columns: Sequence[Column]) -> float:
    most = 1
    for value, column in zip(row, columns, strict=True):
        text = value.text if isinstance(value, Rich) else value
        if isinstance(text, str) and column.look != "code":
            # Small type takes a fifth less room.
            width = column.width * (1.2 if column.look == "small" else 1.0)
            most = max(most, lines(text, width))
    return min(most * _LINE_HEIGHT + _PADDING, TALLEST_ROW)


class _Run(TextBlock):
    """A run whose white space counts; openpyxl forgets to say so where a run is nothing else."""

    def to_tree(self) -> Any:
        tree = super().to_tree()
        tree[-1].set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        return tree


class _SteadyZip(ZipFile):
    """An archive whose entries all have one date, and whose properties name no moment of saving."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        if zinfo_or_arcname == "docProps/core.xml":
            text = data.decode() if isinstance(data, bytes) else data
            data = re.sub(r"(<dcterms:modified[^>]*>)[^<]*", rf"\g<1>{_MADE:%Y-%m-%dT%H:%M:%SZ}", text)
        super().writestr(_entry(str(zinfo_or_arcname)), data)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        with self.open(_entry(str(arcname)), "w") as inside, Path(filename).open("rb") as outside:
            copyfileobj(outside, inside)


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _ZIP_DATE)
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = 0  # the same on every system
    entry.external_attr = 0
    return entry
