"""Whether an edit makes a glossary wrong that was right: only the rows that it touches are judged, and those
that share a Korean form with them, so that a large glossary costs no more than its reading.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from bilingual.terminology.edit_log import Change, bare
from bilingual.terminology.entries import rows_to_entries, variants
from bilingual.terminology.table import Row, Table, parse_table

_BOM = "\ufeff"
_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def lines_of(text: str) -> list[str]:
    """The physical lines of a file's text, with their ends."""
    return _LINES.findall(text)


def rows_sharing(table: Table, forms: Collection[str]) -> list[Row]:
    """The rows of which any Korean form is among ``forms``."""
    at = table.languages["ko"]
    return [
        row
        for row in table.rows
        if (
            row.cells[at] in forms
            if "|" not in row.cells[at]
            else any(form in forms for form in variants(row.cells[at]))
        )
    ]


def new_problems(table: Table, changes: Sequence[Change], new: Sequence[str]) -> list[str]:
    """What is wrong after ``changes`` of ``table`` that was not wrong before, each as ``path:line: what``.

    ``new`` are the file's lines after them.
    """
    if any(change.line <= table.header_line for change in changes if change.before):
        return _worse(_all_problems(table.lines, table.path), _all_problems(new, table.path))
    was: dict[int, str] = {}
    now: dict[int, str] = {}
    moved: list[tuple[int, int]] = []
    shift = 0
    for change in changes:
        was.update(enumerate(change.before, change.line))
        now.update(enumerate(change.after, change.line + shift))
        shift += len(change.after) - len(change.before)
        moved.append((change.line + len(change.before), shift))
    before: list[str] = []
    after: list[str] = []
    old_rows = _rows(table, was, before)
    new_rows = _rows(table, now, after)
    at = table.languages["ko"]
    forms = {form for row in new_rows for form in variants(row.cells[at])}
    others = [row for row in rows_sharing(table, forms) if row.line not in was] if forms else []
    rows_to_entries(replace(table, rows=_ordered(old_rows, others)), 0, before)
    shifted = [replace(row, line=row.line + _shift(row.line, moved)) for row in others]
    rows_to_entries(replace(table, rows=_ordered(new_rows, shifted)), 0, after)
    return _worse(before, after)


def _rows(table: Table, lines: dict[int, str], problems: list[str]) -> tuple[Row, ...]:
    header = bare(table.lines[table.header_line - 1]).removeprefix(_BOM)
    text = "\n".join([header, *map(bare, lines.values())])
    numbers = [table.header_line, *lines]
    found: list[str] = []
    read = parse_table(text.encode("utf-8", "surrogatepass"), "", found)
    for problem in found:
        _, line, what = problem.split(":", 2)
        problems.append(f"{table.path}:{numbers[int(line) - 1]}:{what}")
    return tuple([Row(numbers[row.line - 1], row.cells) for row in read.rows]) if read else ()


def _ordered(*rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(sorted((row for some in rows for row in some), key=lambda row: row.line))


def _shift(line: int, moved: Sequence[tuple[int, int]]) -> int:
    shift = 0
    for start, by in moved:
        if line >= start:
            shift = by
    return shift


def _all_problems(lines: Sequence[str], path: str) -> list[str]:
    problems: list[str] = []
    table = parse_table("".join(lines).encode("utf-8", "surrogatepass"), path, problems)
    if table is not None:
        rows_to_entries(table, 0, problems)
    return problems


def _worse(before: Sequence[str], after: Sequence[str]) -> list[str]:
    known = set(map(_what, before))
    return [problem for problem in after if _what(problem) not in known]


def _what(problem: str) -> str:
    """A problem without its lines, which an edit may move, and without the number of the columns."""
    return re.sub(r"(?<=:)\d+(?=:)|(?<=line )\d+|\d+(?= cells where)|(?<=the header has )\d+", "", problem)
