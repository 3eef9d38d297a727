"""A glossary as a workbook (XLSX): one sheet, the header of a glossary file, every cell a text.

Nothing is written or read as a formula.  A workbook that comes from elsewhere is measured before it is
opened; its XML is parsed by defusedxml, which openpyxl uses, so that entities are refused.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import IO, Any

from bilingual.errors import GlossaryError
from bilingual.terminology.entries import Entry
from bilingual.terminology.exchange.incoming import Incoming, LeftOut, Reading
from bilingual.terminology.exchange.tabular import header_of, table_rows
from bilingual.terminology.exchange.tabular import read as read_rows

#: The most that a workbook may hold unpacked, in bytes, in parts, in rows and in columns that are looked at.
LARGEST = 500_000_000
MOST_PARTS = 2_000
MOST_ROWS = 1_048_576
MOST_COLUMNS = 100
#: The most that a cell holds, in UTF-16 units (Microsoft, "Excel specifications and limits").
LONGEST_CELL = 32_767

# What XML 1.0 cannot hold (section 2.2).
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# What reads as an escaped character (ECMA-376 part 1, 22.9.2.19, ST_Xstring), and how its first sign escapes.
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile(r"_x005F_(?=x[0-9A-Fa-f]{4}_)")
_WIDTHS = {"ko": 34, "en": 44, "zh": 34, "note": 50, "kind": 14, "policy": 10, "boundary": 10}


def write(entries: Iterable[Entry], file: IO[bytes], left: LeftOut) -> None:
    """Write the workbook; an entry with a cell that is too long is refused in ``left``."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill
    from openpyxl.utils import get_column_letter

    kept = list(entries)
    rows = table_rows(kept)
    header = next(rows)
    book = Workbook(write_only=True)
    plain = Font(name="Calibri", size=11)
    wrapped = Alignment(vertical="top", wrap_text=True)
    text = NamedStyle("Term", font=plain, number_format="@", alignment=wrapped)
    head = NamedStyle("Header", font=Font(name="Calibri", size=11, bold=True), number_format="@")
    head.fill = PatternFill("solid", fgColor="FFE7EDF3")
    for style in (text, head):
        book.add_named_style(style)
    sheet: Any = book.create_sheet("Glossary")
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation = "landscape"
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight = 0
    sheet.print_title_rows = "1:1"
    for at, name in enumerate(header, 1):
        sheet.column_dimensions[get_column_letter(at)].width = _WIDTHS.get(name, 40)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(header))}{len(kept) + 1}"

    def cell(value: str, style: str) -> Any:
        made = WriteOnlyCell(sheet)
        made.style = style
        if value:
            made.value = _ESCAPE.sub("_x005F_", _ILLEGAL.sub("\ufffd", value))
            made.data_type = "s"  # whatever it begins with: "=1+1" is a text here
        return made

    sheet.append([cell(name, "Header") for name in header])
    for entry, values in zip(kept, rows, strict=True):
        for value in values:
            if len(value) + sum(sign > "\uffff" for sign in value) > LONGEST_CELL:
                left.refuse(entry, f"'{value[:30]}…' is longer than a cell holds ({LONGEST_CELL:,})")
        if not left.refused:
            sheet.append([cell(value, "Term") for value in values])
    book.save(file)


def read(data: bytes, reading: Reading) -> Iterator[Incoming]:
    """Yield the entries of the first sheet that has a header of ours; rows count from 1.

    Raises GlossaryError for what is no workbook, is too large unpacked, or has no such sheet.
    """
    _measured(data, reading.path)
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        sheets = [sheet for sheet in book.worksheets if _header(sheet)]
    except Exception as error:  # openpyxl raises whatever its XML parser, zipfile or its own classes do
        raise _unreadable(reading.path, error) from None
    if not sheets:
        raise GlossaryError(
            [f"{reading.path}:1: no sheet whose first row names the columns: ko, en, zh, kind, policy, note"]
        )
    yield from read_rows(_rows(sheets[0], reading), reading)


def _measured(data: bytes, path: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            size = sum(part.file_size for part in parts)
            if size > LARGEST or len(parts) > MOST_PARTS:
                raise GlossaryError(
                    [f"{path}:1: unpacks to {size:,} bytes in {len(parts):,} parts: too much"]
                )
            # What the directory says may be a lie; what is unpacked is counted.
            for part in parts:
                with archive.open(part) as stream:
                    left = part.file_size
                    while chunk := stream.read(1 << 20):
                        left -= len(chunk)
                        if left < 0:
                            raise GlossaryError([f"{path}:1: a part is larger than it says"])
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        raise _unreadable(path, error) from None


def _unreadable(path: str, error: Exception) -> GlossaryError:
    what = str(error).splitlines()[0][:100] if str(error) else type(error).__name__
    return GlossaryError([f"{path}:1: not a workbook that can be read ({what})"])


def _header(sheet: Any) -> dict[str, int]:
    sheet.reset_dimensions()
    for row in sheet.iter_rows(max_row=1, max_col=MOST_COLUMNS):
        return header_of([_text(cell.value) for cell in row])
    return {}


def _rows(sheet: Any, reading: Reading) -> Iterator[tuple[int, list[str]]]:
    try:
        for line, row in enumerate(sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS), 1):
            formula = next((cell for cell in row if cell.data_type == "f"), None)
            if formula is not None:
                reading.problem(
                    line, f"cell {formula.coordinate} holds a formula; a glossary holds texts only"
                )
                continue
            cells = [_text(cell.value) for cell in row]
            while cells and not cells[-1].strip():
                cells.pop()
            if cells:
                yield line, cells
    except GlossaryError:
        raise
    except Exception as error:  # as in `read`: the sheet is parsed while it is read
        raise _unreadable(reading.path, error) from None


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return _ESCAPED.sub("_", str(value))
