"""Columns that a glossary file lacks, made at its right when a value first needs one."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence

from bilingual.terminology.edit_log import Change, bare
from bilingual.terminology.table import Table, cells_of, is_comment, parse_table

_BOM = "\ufeff"


def widened(table: Table, wanted: Mapping[tuple[str, str], str]) -> Table:
    """The table with the columns that the filled cells of ``wanted`` need: a comma more in every row.

    The keys of ``wanted`` are ``("column", "boundary")``, ``("first", "en")`` and the like.  Columns of
    languages are not made: a file's languages are its keeper's choice.  Comments, and rows that cannot be
    read, stay.
    """
    names = [
        f"{'zh' if name == 'zh-Hans' else name}.first" if which == "first" else name
        for (which, name), value in wanted.items()
        if value
        and (
            (which == "first" and name not in table.firsts)
            or (which == "column" and name not in table.columns)
        )
    ]
    if not names:
        return table
    lines = [
        _with_tail(line, "," + (",".join(names) if number == table.header_line else "," * (len(names) - 1)))
        for number, line in enumerate(table.lines, 1)
    ]
    made = parse_table("".join(lines).encode("utf-8"), table.path, [])
    return made or table


def padded(lines: Sequence[str], more: int) -> tuple[str, ...]:
    """Rows as they are with ``more`` empty cells at the right."""
    return tuple(_with_tail(line, "," * more) for line in lines)


def narrowed(lines: Sequence[str], header_line: int, columns: Sequence[str], more: int) -> list[str] | int:
    """The lines without the ``more`` last of ``columns``, or the number of a line that needs them: a row
    that has a value there, or the header where they are no longer the last."""
    out: list[str] = []
    for number, line in enumerate(lines, 1):
        cells = _cells(line)
        if not cells:
            out.append(line)
            continue
        body = bare(line)
        tail = "," + (",".join(columns[-more:]) if number == header_line else "," * (more - 1))
        if number == header_line and cells != list(columns):
            return number
        if len(cells) == len(columns):
            if any(cells[-more:]) and number != header_line:
                return number
            if not body.endswith(tail):
                return number
            out.append(body.removesuffix(tail) + line[len(body) :])
        else:
            out.append(line)
    return out


def widening(changes: Sequence[Change], header_line: int, columns: Sequence[str]) -> int:
    """How many columns the changes of one edit made; 0 for a common edit.  The columns are those after it."""
    for change in changes:
        if change.line == header_line and len(change.before) == len(change.after) == 1:
            was, now = _cells(change.before[0]), _cells(change.after[0])
            if now == list(columns) and was == now[: len(was)]:
                return len(now) - len(was)
    return 0


def is_padding(change: Change, header_line: int, more: int) -> bool:
    """Whether a change gave a row nothing but ``more`` empty cells, or the header its new columns."""
    if not more or len(change.before) != 1 or len(change.after) != 1:
        return False
    return change.line == header_line or bare(change.after[0]) == bare(change.before[0]) + "," * more


def _with_tail(line: str, tail: str) -> str:
    if not _cells(line):
        return line
    body = bare(line)
    return body + tail + line[len(body) :]


def _cells(line: str) -> list[str]:
    """The cells of a row; nothing for a comment, and for what cannot be read."""
    body = line.removeprefix(_BOM)
    if is_comment(body):
        return []
    try:
        return cells_of(body)
    except csv.Error:
        return []
