"""Many rows added to a glossary file in one write, without those that the glossaries have already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bilingual.terminology import editing
from bilingual.terminology.cldr import NewRow
from bilingual.terminology.entries import Entry, rows_to_entries
from bilingual.terminology.folding import flat, fold
from bilingual.terminology.table import Table


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding rows: those written with the line of the first one, and those left out.

    ``skipped`` gives for each row that was left out the place of the row that has one of its forms.
    """

    rows: tuple[NewRow, ...] = ()
    line: int = 0
    skipped: tuple[tuple[NewRow, str], ...] = ()


def form_key(form: str) -> str:
    """What two spellings of one form share: letter case, width, spaces and hyphens are put aside."""
    return fold(flat(form)).skeleton


def add_rows(path: Path, rows: Iterable[NewRow], known: Sequence[Entry] = ()) -> Added:
    """Add ``rows`` at the end of a glossary file in one write under its lock.

    A row that has a Korean form in common with an entry of ``known``, of the file itself or of an earlier
    row is left out.  A language that the file has no column for is left out of the rows.  Raises
    GlossaryError for a file or a row that is malformed, OutputError when the file cannot be written.
    """
    wanted = tuple(rows)
    outcome: list[Added] = []

    def change(table: Table) -> tuple[str, int]:
        lines = list(table.lines)
        newline = editing.line_end(lines)
        if lines and not lines[-1].endswith(("\n", "\r")):
            lines[-1] += newline
        line = len(lines) + 1
        found = without_known(wanted, (*known, *rows_to_entries(table, 0, [])))
        lines += [",".join(map(editing.quoted, _cells(table, row))) + newline for row in found.rows]
        outcome.append(replace(found, line=line if found.rows else 0))
        return "".join(lines), line

    editing.changed(path, change, create=True)
    return outcome[-1]


def without_known(rows: Iterable[NewRow], known: Sequence[Entry]) -> Added:
    """Part ``rows`` into those to add and those of which ``known`` or an earlier row has a Korean form."""
    taken = {
        form_key(form): entry.place
        for entry in reversed(known)
        if not entry.headline
        for form in entry.forms.get("ko", ())
    }
    new: list[NewRow] = []
    skipped: list[tuple[NewRow, str]] = []
    for row in rows:
        keys = [form_key(form) for form in row.forms.get("ko", ())]
        place = next((taken[key] for key in keys if key in taken), None)
        if place is None:
            new.append(row)
            taken.update(dict.fromkeys(keys, row.note))
        else:
            skipped.append((row, place))
    return Added(tuple(new), 0, tuple(skipped))


def _cells(table: Table, row: NewRow) -> list[str]:
    cells = [""] * len(table.header)
    for language, forms in row.forms.items():
        if language in table.languages:
            cells[table.languages[language]] = "|".join(forms)
    values = {
        "kind": row.kind,
        "policy": row.policy.value,
        "context": "|".join(row.context),
        "note": row.note,
    }
    for name, value in values.items():
        if name in table.columns:
            cells[table.columns[name]] = value
    return cells
