"""The sheets of an XLSX file of a stranger as rows of cells, each with what a program made of its text.

Only what says something about texts is read: the list of sheets, shared strings, formats of numbers, and the
sheets themselves, row by row (ECMA-376 part 1, chapter 18).  A hidden or filtered row is a row like any
other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NoReturn

from bilingual.bitexts.workbook_archive import Archive

#: The most that is read of a file: sheets and shared strings.
MOST_SHEETS = 1_000
MOST_STRINGS = 4_000_000
#: The size of a sheet (Microsoft, "Excel specifications and limits").
MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384
#: The most that a cell holds, in units of UTF-16.
LONGEST_CELL = 32_767
#: Merged ranges of a sheet that are looked at.
MOST_MERGED = 10_000

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
# An escaped character (18.18, ST_Xstring).
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
# Formats of dates and times that have a number (18.8.30), the East Asian ones among them.
_DATE_FORMATS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_IN_DATES = re.compile(r"[ymdhsYMDHS]")
_NOT_IN_DATES = re.compile(r'"[^"]*"|\\.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|General')


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that holds something.

    ``kind`` is ``text``, or what a spreadsheet program made of what was typed: ``number``, ``date``,
    ``boolean``, ``error`` or ``formula``.  ``text`` is the text, the value as the program would show it, or
    the formula with its sign.
    """

    column: int
    text: str
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Range:
    """Merged cells: rows and columns count from 1, both ends belong to it."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Sheet:
    """A sheet's name and what became known of it while its rows were read."""

    name: str
    part: str
    merged: list[Range] = field(default_factory=list)
    cut_off: bool = False  #: it has more rows than a sheet can have


class Parts:
    """An opened workbook.  Use `sheets`, then `rows` of those that matter."""

    def __init__(self, data: bytes, name: str) -> None:
        """Look at the file's directory.  Raises SourceError for what is no workbook that can be read."""
        self.name = name
        self._archive = Archive(data, name)
        self.has_comments = self._archive.has_comments
        self._from_1904 = False
        self.sheets = self._sheets()
        self._strings: list[str] | None = None
        self._dates: tuple[bool, ...] | None = None

    def rows(self, sheet: Sheet) -> Iterator[tuple[int, list[Cell]]]:
        """Yield the number and the cells of each row that has any.

        Reading may stop early; ``sheet.merged`` is filled in at the end.
        """
        reader = _Rows(self, sheet)
        for _ in self._archive.parsed(sheet.part, reader.start, reader.end, reader.characters):
            yield from reader.done
            reader.done.clear()
            if sheet.cut_off:
                return
        yield from reader.done

    @property
    def strings(self) -> list[str]:
        """The shared strings, read when the first cell needs one."""
        if self._strings is None:
            part = self._of_kind("sharedstrings")
            reader = _Strings(self)
            for _ in self._archive.parsed(part, reader.start, reader.end, reader.characters) if part else ():
                pass
            self._strings = reader.strings
        return self._strings

    def is_date(self, style: str | None) -> bool:
        """Tell whether a cell of this style shows its number as a date or a time."""
        if self._dates is None:
            self._dates = self._date_styles()
        return (
            style is not None
            and style.isdigit()
            and int(style) < len(self._dates)
            and self._dates[int(style)]
        )

    def date(self, number: str) -> str:
        """Return the date or time that a number stands for (18.17.4), the number where it is none."""
        try:
            days = float(number)
            start = datetime(1904, 1, 1) if self._from_1904 else datetime(1899, 12, 30)
            moment = start + timedelta(seconds=round(days * 86_400))
        except (ValueError, OverflowError):
            return number
        if 0 <= days < 1:
            return f"{moment:%H:%M}"
        return f"{moment:%Y-%m-%d}" if days.is_integer() else f"{moment:%Y-%m-%d %H:%M}"

    def refuse(self, what: str) -> NoReturn:
        """Raise the SourceError that says what is wrong with the file."""
        self._archive.refuse(what)

    def _sheets(self) -> tuple[Sheet, ...]:
        found: list[Sheet] = []
        for element, attributes in self._archive.elements(self._archive.workbook):
            if element == "workbookPr":
                self._from_1904 = attributes.get("date1904") in ("1", "true")
            if element == "sheet" and len(found) < MOST_SHEETS:
                kind, part = self._archive.related.get(attributes.get("id", ""), ("", ""))
                if kind == "worksheet":
                    found.append(Sheet(attributes.get("name", ""), part))
        return tuple(found)

    def _of_kind(self, kind: str) -> str | None:
        return next((part for one, part in self._archive.related.values() if one == kind), None)

    def _date_styles(self) -> tuple[bool, ...]:
        part = self._of_kind("styles")
        own: dict[str, str] = {}
        found: list[bool] = []
        inside = False
        for element, attributes in self._archive.elements(part) if part else ():
            if element == "numFmt":
                own[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
            # `cellXfs` follows `cellStyleXfs`, and `cellStyles` follows it.
            inside = element == "cellXfs" or (inside and element != "cellStyles")
            if inside and element == "xf":
                number = attributes.get("numFmtId", "0")
                code = _NOT_IN_DATES.sub("", own.get(number, ""))
                built_in = number.isdigit() and int(number) in _DATE_FORMATS
                found.append(bool(_IN_DATES.search(code)) if number in own else built_in)
        return tuple(found)


class _Text:
    """Gathers the text of a string: of its runs, not of what is written above it to help pronounce it."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._pieces: list[str] = []
        self._taking = False
        self._aside = 0

    def start(self, name: str) -> None:
        if name == "rPh":
            self._aside += 1
        self._taking = name in ("t", "v", "f") and not self._aside

    def end(self, name: str) -> None:
        if name == "rPh":
            self._aside -= 1
        if self._pieces:
            # Each run by itself: what two of them make together is no escape.
            self._texts.append(unescaped("".join(self._pieces)))
            self._pieces.clear()
        self._taking = False

    def characters(self, text: str) -> None:
        if self._taking:
            self._pieces.append(text)

    def taken(self) -> str:
        text = "".join(self._texts)
        self._texts.clear()
        return text


class _Strings:
    def __init__(self, parts: Parts) -> None:
        self.strings: list[str] = []
        self._parts = parts
        self._text = _Text()
        self.characters = self._text.characters

    def start(self, name: str, _: Mapping[str, str]) -> None:
        self._text.start(name)

    def end(self, name: str) -> None:
        self._text.end(name)
        if name == "si":
            if len(self.strings) >= MOST_STRINGS:
                self._parts.refuse(f"holds more than {MOST_STRINGS:,} texts")
            self.strings.append(self._text.taken())


class _Rows:
    """Takes the elements of a sheet; ``done`` are the rows that are whole."""

    def __init__(self, parts: Parts, sheet: Sheet) -> None:
        self.done: list[tuple[int, list[Cell]]] = []
        self._parts = parts
        self._sheet = sheet
        self._row = 0
        self._column = 0
        self._cells: list[Cell] = []
        self._kind = ""
        self._style: str | None = None
        self._formula: str | None = None
        self._text = _Text()
        self.characters = self._text.characters

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "row":
            told = attributes.get("r", "")
            self._row = int(told) if told.isdigit() and len(told) < 10 else self._row + 1
            self._column = 0
            self._sheet.cut_off = self._sheet.cut_off or self._row > MOST_ROWS
        elif name == "c":
            found = _REFERENCE.fullmatch(attributes.get("r", ""))
            self._column = column_number(found[1]) if found else self._column + 1
            self._kind = attributes.get("t", "n")
            self._style = attributes.get("s")
            self._formula = None
        elif name == "mergeCell" and len(self._sheet.merged) < MOST_MERGED:
            first, _, last = attributes.get("ref", "").partition(":")
            one, other = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last)
            if one and other:
                ends = int(one[2]), column_number(one[1]), int(other[2]), column_number(other[1])
                self._sheet.merged.append(Range(*ends))
        else:
            self._text.start(name)

    def end(self, name: str) -> None:
        if name == "c":
            self._add(self._text.taken())
        elif name == "row":
            if self._cells and not self._sheet.cut_off:
                self.done.append((self._row, self._cells))
            self._cells = []
        else:
            self._text.end(name)
            if name == "f":
                self._formula = self._text.taken()

    def _add(self, value: str) -> None:
        if self._formula is not None:
            self._cells.append(Cell(self._column, "=" + self._formula, "formula"))
        elif value and self._column <= MOST_COLUMNS:
            self._cells.append(self._cell(value))

    def _cell(self, value: str) -> Cell:
        kind, column = self._kind, self._column
        if kind == "s":
            strings = self._parts.strings
            number = int(value) if value.isascii() and value.isdigit() and len(value) < 10 else -1
            if not 0 <= number < len(strings):
                self._parts.refuse(f"cell {reference(self._row, column)} has a text that is not in the file")
            return Cell(column, strings[number])
        if kind in ("inlineStr", "str"):
            return Cell(column, value)
        if kind == "b":
            return Cell(column, "TRUE" if value == "1" else "FALSE", "boolean")
        if kind == "e":
            return Cell(column, value, "error")
        if kind == "d":
            return Cell(column, value, "date")
        if self._parts.is_date(self._style):
            return Cell(column, self._parts.date(value), "date")
        return Cell(column, value.removesuffix(".0"), "number")


def unescaped(text: str) -> str:
    """Return a string of a file with its escaped characters (``_x000D_``) as what they are."""
    return _ESCAPE.sub(lambda found: _character(int(found[1], 16), found[0]), text) if "_x" in text else text


def _character(number: int, escape: str) -> str:
    return escape if 0xD800 <= number <= 0xDFFF or not number else chr(number)


def column_number(letters: str) -> int:
    """Return the number of a column, from 1.

    >>> column_number("A"), column_number("AB")
    (1, 28)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def reference(row: int, column: int) -> str:
    """Return the name of a cell.

    >>> reference(7, 28)
    'AB7'
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"
