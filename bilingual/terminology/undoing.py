"""Edits of a glossary taken back, from its log.

What is taken back is the rows that an edit changed, wherever they stand by now; whatever else was done to
the file stays.  An undo is logged like any edit, and can be taken back.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from pathlib import Path

from bilingual.errors import UsageError
from bilingual.terminology.edit_log import (
    Change,
    Record,
    bare,
    log_path,
    numbered_records,
    pending_path,
    read_log,
    settle,
)
from bilingual.terminology.editing import changed, line_end
from bilingual.terminology.entries import variants
from bilingual.terminology.file_lock import locked
from bilingual.terminology.table import Table, cells_of, is_comment, language_column
from bilingual.terminology.widening import is_padding, narrowed, padded, widening

# The lines of a log with their numbers, None for what cannot be read.
_Lines = Sequence[tuple[int, Record | None]]


def undo(path: Path, count: int = 1, number: int | None = None) -> list[Record]:
    """Take back the last ``count`` edits of a glossary file that stand, or the one with this number.

    Undoing twice steps back two edits: an undo is not taken back but by its number, or by `redo`.  Return
    the edits, the latest first.  All are taken back or none.  Raises UsageError when there are none, a row
    is no more as the edit left it, or the log has lost one of the last edits; GlossaryError when the
    glossary would contradict itself; OutputError when the file cannot be written.
    """
    return _taken_back(path, lambda lines: _chosen(path, lines, count, number), "undo")


def redo(path: Path, count: int = 1) -> list[Record]:
    """Take back the last ``count`` undoings that stand, and return them, the latest first.

    There is nothing to do again once another edit was made since.  Raises as `undo`.
    """
    return _taken_back(path, lambda lines: _undone(path, lines, count), "redo")


def _taken_back(path: Path, choose: Callable[[_Lines], list[Record]], action: str) -> list[Record]:
    taken: list[Record] = []

    def change(table: Table) -> tuple[str, int]:
        taken[:] = choose(numbered_records(path.resolve()))
        lines = list(table.lines)
        at = 0
        for record in taken:
            lines, at = _without(path, table, lines, record)
        return "".join(lines), at

    changed(path, change, action=action, undoes=lambda: [record.number for record in taken])
    return taken


def _without(path: Path, table: Table, lines: list[str], record: Record) -> tuple[list[str], int]:
    """The lines without what an edit did, and where that was; columns that it made go with it."""
    place = table.header_line
    header = tuple(cells_of(lines[place - 1].removeprefix("\ufeff")))
    made = widening(record.changes, place, record.columns)
    # Whoever changed the header itself is told apart by its line.
    moved = any(one.line <= place < one.line + max(len(one.before), len(one.after)) for one in record.changes)
    more = len(header) - len(record.columns)
    if header[: len(record.columns)] != record.columns and not (moved and not made):
        raise UsageError(
            f"{path}:{place}: the columns have changed since edit {record.number}; "
            "change the row itself with glossary edit"
        )
    at = 0
    for one in reversed(record.changes):
        if is_padding(one, place, made):
            continue
        if more > 0 and not moved:
            one = replace(one, before=padded(one.before, more), after=padded(one.after, more))
        lines, at = _reverted(path, table, lines, one, record)
    if not made:
        return lines, at
    narrow = narrowed(lines, place, record.columns, made)
    if isinstance(narrow, int):
        names = ", ".join(record.columns[-made:])
        raise UsageError(
            f"{path}:{narrow}: edit {record.number} made the column {names}, which is used here by now\n"
            "Take back that first, or change the row itself with glossary edit."
        )
    return narrow, at


def _gone(records: Sequence[Record]) -> dict[int, int]:
    """The edits that were taken back, each with the number of the edit that did it."""
    gone: dict[int, int] = {}
    for record in reversed(records):
        # An undo that was taken back leaves what it had undone as it was before.
        if record.number not in gone:
            gone.update(dict.fromkeys(record.undoes, record.number))
    return gone


def _chosen(path: Path, lines: _Lines, count: int, number: int | None) -> list[Record]:
    records = [record for _, record in lines if record is not None]
    gone = _gone(records)
    if number is None:
        if count < 1:
            raise UsageError("undo takes back at least one edit")
        return _last(
            path, lines, count, lambda record: not record.undoes and record.number not in gone, "take back"
        )
    found = [record for record in records if record.number == number]
    if not found:
        raise UsageError(f"{log_path(path)}: no edit {number}; `bilingual glossary log` shows them")
    if number in gone:
        raise UsageError(f"{log_path(path)}: edit {number} was taken back already, by edit {gone[number]}")
    return found[:1]


def _undone(path: Path, lines: _Lines, count: int) -> list[Record]:
    records = [record for _, record in lines if record is not None]
    gone = _gone(records)
    last = max((record.number for record in records if not record.undoes), default=0)
    return _last(
        path,
        lines,
        count,
        lambda record: record.action == "undo" and record.number > last and record.number not in gone,
        "do again",
    )


def _last(path: Path, lines: _Lines, count: int, wanted: Callable[[Record], bool], verb: str) -> list[Record]:
    """The last ``count`` of the records that are wanted, the latest first, none of them after a lost one."""
    found: list[Record] = []
    for line, record in reversed(lines):
        if len(found) == count:
            break
        if record is None:
            raise UsageError(
                f"{log_path(path)}:{line}: this record of an edit cannot be read, so what was done last is "
                "not known\nSee `bilingual glossary log`, and name the edit: bilingual glossary undo --edit N"
            )
        if wanted(record):
            found.append(record)
    if len(found) < count:
        noun = "edit" if len(found) == 1 else "edits"
        have = f"only {len(found)} {noun}" if found else "no edit"
        raise UsageError(f"{log_path(path)}: {have} to {verb}")
    return found


def _reverted(
    path: Path, table: Table, lines: list[str], change: Change, record: Record
) -> tuple[list[str], int]:
    before, after = change.before, change.after
    at = _found(lines, after, change.line - 1)
    if at is None:
        # The first lines may have changed since if the edit changed their line end alone.
        same = 0
        while same < min(len(before), len(after)) and bare(before[same]) == bare(after[same]):
            same += 1
        before, after = before[same:], after[same:]
        at = _found(lines, after, change.line - 1 + same)
    if not after:
        at = _gap(lines, change)
        have = {bare(line): number for number, line in enumerate(lines, 1)}
        for line in before:
            if bare(line) in have:
                raise UsageError(
                    f"{path}:{have[bare(line)]}: the row that edit {record.number} removed stands here again"
                )
    if at is None:
        raise UsageError(_refusal(path, table, lines, change, record))
    newline = line_end(lines)
    restored = list(before)
    if len(before) == len(after):
        ends = [line[len(bare(line)) :] for line in lines[at : at + len(after)]]
        restored = [bare(line) + end for line, end in zip(before, ends, strict=True)]
    lines = [*lines[:at], *restored, *lines[at + len(after) :]]
    lines = [bare(line) + newline if line == bare(line) else line for line in lines[:-1]] + lines[-1:]
    return lines, at + 1


def _found(lines: Sequence[str], wanted: Sequence[str], near: int) -> int | None:
    """Where ``wanted`` stand in ``lines``, line ends aside; the place nearest to ``near``."""
    if not wanted:
        return None
    rows = [bare(line) for line in wanted]
    places = [
        at
        for at, line in enumerate(lines)
        if bare(line) == rows[0] and [bare(one) for one in lines[at : at + len(rows)]] == rows
    ]
    return min(places, key=lambda at: abs(at - near), default=None)


def _gap(lines: Sequence[str], change: Change) -> int:
    """Where removed lines go back: after the line that they stood after, else at their number."""
    after = _found(lines, [change.anchor], change.line - 2) if change.line > 1 else None
    return min(change.line - 1, len(lines)) if after is None else after + 1


def _refusal(path: Path, table: Table, lines: Sequence[str], change: Change, record: Record) -> str:
    """Say what stands where the edit left something else."""
    terms = {form for line in change.after for form in _korean(table, line)}
    for number, line in enumerate(lines, 1):
        if number > table.header_line and terms & set(_korean(table, line)):
            return (
                f"{path}:{number}: this row was changed after edit {record.number}: {bare(line)}\n"
                "An undo would lose that; change the row itself with glossary edit."
            )
    what = bare(change.after[-1]) if change.after else "the row"
    return f"{path}: the row of edit {record.number} is no longer there ({what}); nothing was taken back"


def _korean(table: Table, line: str) -> tuple[str, ...]:
    if is_comment(line):
        return ()
    try:
        cells = cells_of(line)
    except csv.Error:
        return ()
    at = table.languages["ko"]
    return variants(cells[at]) if at < len(cells) else ()


def told_edits(path: Path) -> tuple[list[Record], list[str]]:
    """Every edit of a glossary file, the oldest first, and what could not be read of its log.

    An edit whose process died is brought to its end first.  Raises OutputError.
    """
    path = path.resolve()
    if pending_path(path).exists():
        with locked(path):
            settle(path, path.read_bytes() if path.exists() else None)
    return read_log(path)


def forms_of(line: str) -> set[str]:
    """Every form in a glossary's line, whatever its column."""
    try:
        return {form for cell in cells_of(line) for form in (*variants(cell), cell)}
    except csv.Error:
        return set()


def cells_by_column(columns: Sequence[str], line: str) -> dict[str, str]:
    """The filled cells of a glossary's line by the names of their columns."""
    try:
        cells = cells_of(line)
    except csv.Error:
        return {}
    return {name: cell for name, cell in zip(columns, cells, strict=False) if cell}


def past_forms(path: Path, terms: Collection[str], key: Callable[[str], str]) -> list[str]:
    """The forms of every row that an edit of this glossary changed and that had one of ``terms``.

    ``key`` makes two writings of a form equal; ``terms`` are such keys.
    """
    found: dict[str, None] = {}
    records, _ = read_log(path)
    for record in records:
        languages = [language_column(name) is not None for name in record.columns]
        for line in (line for change in record.changes for line in (*change.before, *change.after)):
            try:
                cells = cells_of(line)
            except csv.Error:
                continue
            forms = [
                form
                for cell, spoken in zip(cells, languages, strict=False)
                if spoken
                for form in variants(cell)
            ]
            if any(key(form) in terms for form in forms):
                found.update(dict.fromkeys(forms))
    return list(found)
