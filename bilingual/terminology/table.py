"""The CSV file behind a glossary, line by line, so that problems can name lines and edits keep bytes.

A row is one physical line: a cell may be quoted but holds no line break.  Lines that begin with ``#`` and
blank lines are no rows.  Unknown columns are kept, never read.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bilingual.errors import UsageError
from bilingual.languages import NAMES, canonical

#: Columns that a glossary cannot do without; ``context``, ``note`` and the rest may be left out.
REQUIRED = ("ko", "en", "zh", "kind", "policy")

#: What no cell of a glossary holds: controls, which break tables of other tools.
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")

_BOM = "\ufeff"
_SUSPECT = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")
# How Python keeps a byte that is no UTF-8 (PEP 383).
_BAD = re.compile("[\udc80-\udcff]")
_NOT_ASCII = re.compile("[^\x00-\x7f]")
_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_PLACE = re.compile(r"(.*?):(\d+): ")
# "id" would be Indonesian, but in a table it is a row's number.
_NOT_LANGUAGES = frozenset({"id"})
_OWN_COLUMNS = frozenset({"kind", "policy", "context", "note", "boundary", "case", "suffix"})


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: its line, counted from 1, and its cells in NFC, surrounding blanks cut."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A glossary file taken apart.

    ``lines`` are the physical lines with their line ends, the byte order mark kept on the first; ``header``
    the column names as written; ``languages`` and ``firsts`` give the column of each canonical language
    code, ``columns`` that of the other known names.  ``broken`` says
    that some bytes are no UTF-8: such a file is not to be written.
    """

    path: str
    lines: tuple[str, ...] = ()
    header_line: int = 0
    header: tuple[str, ...] = ()
    languages: dict[str, int] = field(default_factory=dict)
    firsts: dict[str, int] = field(default_factory=dict)
    columns: dict[str, int] = field(default_factory=dict)
    rows: tuple[Row, ...] = ()
    broken: bool = False

    def value(self, row: Row, column: str) -> str:
        """The cell of a known column (``kind``, ``policy`` …), or an empty string if there is none."""
        at = self.columns.get(column)
        return row.cells[at] if at is not None else ""


def read_table(path: Path, problems: list[str]) -> Table | None:
    """Read a glossary file; None, with a line in ``problems``, when it cannot be taken apart at all."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        problems.append(f"{path}: no such glossary file")
    except IsADirectoryError:
        problems.append(f"{path}: a folder, not a glossary file")
    except OSError as error:
        problems.append(f"{path}: cannot be read ({error.strerror or error})")
    else:
        return parse_table(data, str(path), problems)
    return None


def parse_table(data: bytes, path: str, problems: list[str]) -> Table | None:
    """Take a glossary's bytes apart; None when nothing can be read.

    Malformed rows are left out and told in ``problems``, each as ``path:line: what``.
    """
    try:
        text = data.decode("utf-8")
        broken = False
    except UnicodeDecodeError as error:
        text = data.decode("utf-8", "surrogateescape")
        broken = True
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            problems.append(_not_utf8(path, 1, data[error.start]))
            return None
    if "\0" in text:
        problems.append(f"{path}:1: not a text file; a glossary is UTF-8 CSV")
        return None
    lines = tuple(_LINES.findall(text))
    bad = _bad_lines(path, lines, problems) if broken else frozenset()
    suspect = _SUSPECT.search(text) is not None
    header: tuple[str, ...] | None = None
    table = Table(path, lines)
    rows: list[Row] = []
    for number, line in enumerate(lines, 1):
        body = line.removeprefix(_BOM) if number == 1 else line
        if is_comment(body):
            continue
        if number in bad:
            if header is None:
                return None
            continue
        try:
            cells = cells_of(body)
        except csv.Error:
            problems.append(f"{path}:{number}: a quotation mark is not closed (a cell holds no line break)")
            continue
        if header is None:
            header = tuple(cells)
            made = _with_header(path, lines, number, header, problems)
            if made is None:
                return None
            table = made
        elif len(cells) != len(header):
            hint = "a column is missing" if len(cells) < len(header) else "a comma outside quotation marks"
            problems.append(f"{path}:{number}: {len(cells)} cells where the header has {len(header)}: {hint}")
        elif suspect and (control := _control(table, cells)):
            problems.append(f"{path}:{number}: {control}")
        elif any(cells):
            rows.append(Row(number, tuple(cells)))
    if header is None:
        problems.append(f"{path}:1: no header; the first row names the columns: {','.join(REQUIRED)}")
        return None
    return Table(
        path,
        lines,
        table.header_line,
        header,
        table.languages,
        table.firsts,
        table.columns,
        tuple(rows),
        broken,
    )


def _not_utf8(path: str, line: int, byte: int) -> str:
    return f"{path}:{line}: not UTF-8 (byte 0x{byte:02x}); save the file as UTF-8"


def _bad_lines(path: str, lines: Sequence[str], problems: list[str]) -> frozenset[int]:
    """The lines with bytes that are no UTF-8, told one by one; a file in another encoding is told once."""
    bad = {number: found for number, line in enumerate(lines, 1) if (found := _BAD.search(line))}
    first = next(iter(bad))
    others = any(number not in bad and _NOT_ASCII.search(line) for number, line in enumerate(lines, 1))
    told = bad if others or len(bad) == 1 else {first: bad[first]}
    problems += [_not_utf8(path, number, ord(found.group()) - 0xDC00) for number, found in told.items()]
    if len(told) < len(bad):
        problems[-1] += f" ({len(bad)} lines)"
    return frozenset(bad)


def _control(table: Table, cells: Sequence[str]) -> str:
    """What control character stands in a cell that we read; empty where none does."""
    own = {at: name for name, at in table.columns.items() if name in _OWN_COLUMNS}
    for at in sorted({*table.languages.values(), *table.firsts.values(), *own}):
        found = CONTROL.search(cells[at])
        if found:
            what = named_control(found.group())
            shown = CONTROL.sub("…", cells[at])
            return f"{table.header[at]} '{shown}' holds a {what}; write a common space or nothing"
    return ""


def named_control(char: str) -> str:
    """A control character by name: ``tab``, ``control character U+001B``."""
    return "tab" if char == "\t" else f"control character U+{ord(char):04X}"


def in_line_order(problems: Sequence[str]) -> list[str]:
    """Problems, each ``path:line: what``, by line within each file; files in the order that they came."""
    files: dict[str, int] = {}
    keyed: list[tuple[int, int, str]] = []
    for problem in problems:
        found = _PLACE.match(problem)
        path, line = (found[1], int(found[2])) if found else (problem, 0)
        keyed.append((files.setdefault(path, len(files)), line, problem))
    return [problem for _, _, problem in sorted(keyed, key=lambda one: one[:2])]


def cells_of(line: str) -> list[str]:
    """The cells of one physical line, in NFC, blanks cut.  Raises csv.Error for an unclosed quotation."""
    line = line.rstrip("\r\n")
    if not line.isascii():
        line = unicodedata.normalize("NFC", line)
    row = next(csv.reader([line], strict=True), []) if '"' in line else line.split(",")
    return [cell.strip() for cell in row]


def is_comment(line: str) -> bool:
    """Whether a physical line is a comment or blank, and so no row."""
    stripped = line.strip()
    return not stripped or stripped.startswith("#")


def language_column(name: str) -> str | None:
    """The canonical code that a column's name stands for (``zh``, ``zh-CN`` → ``zh-Hans``), or None."""
    if name.lower() in _NOT_LANGUAGES | _OWN_COLUMNS:
        return None
    try:
        code = canonical(name)
    except UsageError:
        return None
    return code if code in NAMES else None


def _with_header(
    path: str, lines: tuple[str, ...], number: int, header: Sequence[str], problems: list[str]
) -> Table | None:
    languages: dict[str, int] = {}
    firsts: dict[str, int] = {}
    columns: dict[str, int] = {}
    before = len(problems)
    for at, name in enumerate(header):
        base, dot, tail = name.rpartition(".")
        first = dot and tail.lower() == "first" and language_column(base)
        code = language_column(name)
        target, key = (
            (firsts, first) if first else (languages, code) if code else (columns, name.lower().strip())
        )
        if key in target and key:
            problems.append(f"{path}:{number}: two columns '{name}'")
        target.setdefault(str(key), at)
    found = {*columns, *("zh" if code == "zh-Hans" else code for code in languages)}
    missing = [name for name in REQUIRED if name not in found]
    if missing:
        problems.append(
            f"{path}:{number}: missing column{'s' if len(missing) > 1 else ''} {', '.join(missing)}; "
            "the header is ko,en,zh,kind,policy,context,note"
        )
    if len(problems) > before:
        return None
    return Table(path, lines, number, tuple(header), languages, firsts, columns)
