"""Glossary files changed by command: one row at a time, every other byte as it was.

Comments, the order of rows and columns, columns that we do not know, the byte order mark and the line ends
survive.  A lock file beside the glossary makes concurrent changes wait for each other, and the new content
takes the old one's place in one step.  Every edit is in the log beside the glossary (`edit_log`).
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from bilingual.errors import GlossaryError, OutputError, UsageError
from bilingual.languages import canonical
from bilingual.terminology.edit_check import lines_of, new_problems, rows_sharing
from bilingual.terminology.edit_log import Change, changes_between, make_record, recording, settle
from bilingual.terminology.entries import rows_to_entries, variants
from bilingual.terminology.file_lock import locked
from bilingual.terminology.linting import lint
from bilingual.terminology.table import CONTROL, Row, Table, named_control, parse_table
from bilingual.terminology.widening import widened

__all__ = [
    "HEADER",
    "add_entry",
    "changed",
    "edit_entry",
    "find_rows",
    "line_end",
    "lint",
    "quoted",
    "rehearsed",
    "remove_entry",
    "rewritten",
]

#: The header of a glossary file that did not exist before.
HEADER = ("ko", "en", "zh", "kind", "policy", "context", "note", "en.first", "zh.first")

_RAW_CELL = re.compile(r'("(?:[^"]|"")*"|[^,]*)(,|$)')
_BOM = "\ufeff"


def add_entry(
    path: Path,
    source: str,
    *,
    targets: Mapping[str, str],
    kind: str = "",
    policy: str = "",
    context: str = "",
    note: str = "",
    first: Mapping[str, str] | None = None,
    boundary: str = "",
    case: str = "",
    suffix: str = "",
) -> int:
    """Add a row at the end of a glossary file, made if it is not there, and return its line.

    ``source`` is the Korean cell, ``targets`` and ``first`` map language codes to cells; cells may hold
    variants separated by ``|``.  A column that a value needs and the file lacks is made at the right (not so
    a language's).  Raises GlossaryError for a row that is malformed, contradicts another pin or
    repeats a row; UsageError for a value that no cell can hold or a language without a column; OutputError
    when the file cannot be written.
    """
    named = {"kind": kind, "policy": policy, "context": context, "note": note}
    named |= {"boundary": boundary, "case": case, "suffix": suffix}
    wanted = _wanted(source, targets, named, first or {})

    def change(table: Table) -> tuple[str, int]:
        cells = _with_values([""] * len(table.header), table, wanted)
        _no_repetition(table, source, context, policy or None, cells)
        lines = list(table.lines)
        newline = line_end(lines)
        if lines and not lines[-1].endswith(("\n", "\r")):
            lines[-1] += newline
        lines.append(",".join(map(quoted, cells)) + newline)
        return "".join(lines), len(lines)

    return changed(path, change, create=True, wanted=wanted)


def edit_entry(
    path: Path,
    term: str,
    *,
    source: str | None = None,
    targets: Mapping[str, str] | None = None,
    kind: str | None = None,
    policy: str | None = None,
    context: str | None = None,
    note: str | None = None,
    first: Mapping[str, str] | None = None,
    boundary: str | None = None,
    case: str | None = None,
    suffix: str | None = None,
    line: int | None = None,
) -> int:
    """Change cells of the row whose Korean cell holds ``term`` and return its line.

    Only what is given changes; an empty string empties a cell.  ``line`` chooses among several rows of the
    term.  Raises as `add_entry`, and UsageError for a term that is not there or stands in several rows.
    """
    named = {"kind": kind, "policy": policy, "context": context, "note": note}
    named |= {"boundary": boundary, "case": case, "suffix": suffix}
    wanted = _wanted(source, targets or {}, named, first or {})

    def change(table: Table) -> tuple[str, int]:
        row = _row_of(table, term, line)
        lines = list(table.lines)
        cells = _with_values(list(row.cells), table, wanted)
        lines[row.line - 1] = rewritten(lines[row.line - 1], row, cells)
        return "".join(lines), row.line

    return changed(path, change, wanted=wanted)


def remove_entry(path: Path, term: str, *, line: int | None = None) -> int:
    """Take out the row whose Korean cell holds ``term`` and return the line where it stood.

    Raises UsageError for a term that is not there or stands in several rows (``line`` chooses one),
    OutputError when the file cannot be written.
    """

    def change(table: Table) -> tuple[str, int]:
        row = _row_of(table, term, line)
        lines = list(table.lines)
        del lines[row.line - 1]
        return "".join(lines), row.line

    return changed(path, change)


def find_rows(path: Path, term: str) -> tuple[int, ...]:
    """The lines of the rows whose Korean cell holds ``term`` (any variant, or the whole cell)."""
    problems: list[str] = []
    table = parse_table(_bytes_of(path, create=False), str(path), problems)
    if table is None or table.broken:
        raise GlossaryError(problems)
    return tuple(row.line for row in _rows(table, term))


def changed(
    path: Path,
    change: Callable[[Table], tuple[str, int]],
    create: bool = False,
    *,
    action: str = "",
    undoes: Callable[[], Sequence[int]] = tuple,
    wanted: Mapping[tuple[str, str], str] | None = None,
) -> int:
    """Change a glossary file under its lock, log what was done, and return the line that ``change`` gives.

    ``change`` takes the table and gives the whole new text with the line to tell of; ``create`` makes a
    file that is not there.  ``action`` names the edit in the log, where it does not follow from the lines;
    ``undoes`` gives the numbers of edits that it took back; ``wanted`` are values whose columns are made
    first where the file lacks them (`widening`).  Raises GlossaryError, with nothing written,
    when a row would be wrong that was not wrong before; OutputError and UsageError as `add_entry`.
    """
    path = path.resolve()
    with locked(path, create=create):
        data = _bytes_of(path, create)
        settle(path, data if path.exists() else None)
        columns, text, line, changes = _judged(path, data, change, wanted or {})
        new = text.encode("utf-8")
        if new != data or not path.exists():
            record = make_record(path, changes, columns, action, undoes())
            with recording(path, record, data, new):
                _write(path, new)
    return line


def rehearsed(path: Path, change: Callable[[Table], tuple[str, int]]) -> int:
    """Judge a change as `changed` would, for a file that may not be there yet, and write nothing."""
    path = path.resolve()
    return _judged(path, _bytes_of(path, create=True), change, {})[2]


def _judged(
    path: Path,
    data: bytes,
    change: Callable[[Table], tuple[str, int]],
    wanted: Mapping[tuple[str, str], str],
) -> tuple[Sequence[str], str, int, Sequence[Change]]:
    """The columns, the new text, the line to tell of and the changes; the columns are the more of the two
    where the change makes or takes some."""
    problems: list[str] = []
    table = parse_table(data, str(path), problems)
    if table is None or table.broken:
        raise GlossaryError(problems)
    wide = widened(table, wanted)
    text, line = change(wide)
    lines = lines_of(text)
    changes = (*changes_between(table.lines, wide.lines), *changes_between(wide.lines, lines))
    worse = new_problems(table, changes, lines)
    if worse:
        raise GlossaryError(worse)
    columns = wide.header
    if any(one.line <= table.header_line < one.line + len(one.before) for one in changes):
        made = parse_table(text.encode("utf-8", "surrogatepass"), str(path), [])
        columns = max((wide.header, made.header if made else ()), key=len)
    return columns, text, line, changes


def _bytes_of(path: Path, create: bool) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        if create:
            return (",".join(HEADER) + "\n").encode()
        raise UsageError(f"{path}: no such glossary file") from None
    except OSError as error:
        raise OutputError(f"{path}: cannot be read ({error.strerror or error})") from None


def _write(path: Path, data: bytes) -> None:
    temporary = ""
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as handle:
            temporary = handle.name
            handle.write(data)
            handle.flush()
            os.fsync(handle.fileno())
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        Path(temporary).chmod(mode)
        Path(temporary).replace(path)
    except OSError as error:
        if temporary:
            with suppress(OSError):
                Path(temporary).unlink()
        raise OutputError(f"{path}: cannot be written ({error.strerror or error})") from None


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _wanted(
    source: str | None,
    targets: Mapping[str, str],
    named: Mapping[str, str | None],
    first: Mapping[str, str],
) -> dict[tuple[str, str], str]:
    values: dict[tuple[str, str], str] = {}
    if source is not None:
        values["language", "ko"] = source
    for table, cells in (("language", targets), ("first", first)):
        for code, cell in cells.items():
            values[table, canonical(code)] = cell
    values.update({("column", name): value for name, value in named.items() if value is not None})
    for (_, name), value in values.items():
        if re.search(r"[\r\n\0\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", value):
            raise UsageError(f"a cell of a glossary holds no line break: {name} '{value.splitlines()[0]}…'")
        control = CONTROL.search(value)
        if control:
            what = named_control(control.group())
            raise UsageError(
                f"a cell of a glossary holds no {what}: {name} '{CONTROL.sub('…', value)}'\n"
                "Write a common space, or nothing, in its place."
            )
    return {key: value.strip() for key, value in values.items()}


def _with_values(cells: list[str], table: Table, wanted: Mapping[tuple[str, str], str]) -> list[str]:
    columns = {"language": table.languages, "first": table.firsts, "column": table.columns}
    for (which, name), value in wanted.items():
        at = columns[which].get(name)
        if at is not None:
            cells[at] = value
        elif value:
            raise UsageError(
                f"{table.path}:{table.header_line}: no column {name}; "
                "add it to the header, and a comma to each row"
            )
    return cells


def _no_repetition(table: Table, source: str, context: str, policy: str | None, cells: Sequence[str]) -> None:
    """Refuse a row whose source, context and policy another row has: that one is to be edited."""
    if not source.strip():
        return
    mine = set(variants(source))
    shared = replace(table, rows=tuple(rows_sharing(table, mine)))
    added = Row(0, tuple(cells))
    made = rows_to_entries(replace(table, rows=(added,)), 0, [])
    asked = made[0].policy if made else policy
    for entry in rows_to_entries(shared, 0, []):
        same = mine & set(entry.forms.get("ko", ()))
        if same and set(entry.context) == set(variants(context)) and entry.policy == asked:
            targets = {code: forms for code, forms in made[0].forms.items() if code != "ko"} if made else {}
            differs = any(entry.forms.get(code, forms)[0] != forms[0] for code, forms in targets.items())
            what = "with another target; two rows must not contradict each other" if differs else "already"
            raise GlossaryError(
                [
                    f"{table.path}:{entry.line}: '{sorted(same)[0]}' stands here {what}; "
                    "use glossary edit, or give the new row a context or another policy"
                ]
            )


def _rows(table: Table, term: str) -> list[Row]:
    term = term.strip()
    at = table.languages["ko"]
    exact = [row for row in table.rows if row.cells[at] == term]
    found = [row for row in table.rows if term in variants(row.cells[at])]
    return exact or found


def _row_of(table: Table, term: str, line: int | None) -> Row:
    rows = _rows(table, term)
    if line is not None:
        rows = [row for row in rows if row.line == line]
    if not rows:
        where = f" in line {line}" if line is not None else ""
        raise UsageError(f"{table.path}: no entry '{term}'{where}; glossary list shows what is there")
    if len(rows) > 1:
        lines = ", ".join(str(row.line) for row in rows)
        raise UsageError(f"{table.path}: '{term}' stands in lines {lines}; say which line is meant")
    return rows[0]


def rewritten(line: str, row: Row, cells: Sequence[str]) -> str:
    """A row's line with new cells: those that differ from ``row`` are written anew, the others kept byte
    for byte, as are a byte order mark and the line's end."""
    body = line.rstrip("\r\n")
    bom = _BOM if row.line == 1 and body.startswith(_BOM) else ""
    raw = [match[1] for match in _RAW_CELL.finditer(body.removeprefix(bom))][: len(row.cells)]
    kept = [text if new == was else quoted(new) for text, new, was in zip(raw, cells, row.cells, strict=True)]
    return bom + ",".join(kept) + line[len(body) :]


def line_end(lines: Sequence[str]) -> str:
    """The line end that a file's first line has; a line feed for a file of one line."""
    for line in lines:
        found = re.search(r"\r\n|\r|\n", line)
        if found:
            return found.group()
    return "\n"


# A row that began with "#" would be read as a comment.
_NEEDS_QUOTING = re.compile(r'[",]|^#|^\s|\s$')


def quoted(cell: str) -> str:
    """A cell as a CSV file holds it (RFC 4180), in quotation marks only where it needs them."""
    if _NEEDS_QUOTING.search(cell):
        return '"' + cell.replace('"', '""') + '"'
    return cell
