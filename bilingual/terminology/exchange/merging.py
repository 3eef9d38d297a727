"""Entries from elsewhere put into a glossary file: what is new is added, nothing is overwritten unasked.

Two rows are about the same thing when they share a Korean form and the context words.  Then the row that is
there gets what it lacks (a language, a further variant, a note, a form of first mention), and a different
preferred translation or policy is a conflict: both places are told, and the file stays as it is unless
the newcomer is to replace it.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bilingual.article import Policy
from bilingual.terminology import editing
from bilingual.terminology.entries import Entry, default_policy, rows_to_entries
from bilingual.terminology.exchange.incoming import Incoming
from bilingual.terminology.exchange.tabular import further_cell
from bilingual.terminology.table import Row, Table

_Key = tuple[str, frozenset[str]]


@dataclass(slots=True)
class Merged:
    """What came of it: numbers of rows, the conflicts as texts, and what the file has no column for."""

    added: int = 0
    completed: int = 0
    replaced: int = 0
    present: int = 0
    conflicts: list[str] = field(default_factory=list)
    without_column: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class _Known:
    """A row as it will stand: ``row`` is the old one, None for a new one."""

    entry: Entry
    forms: dict[str, tuple[str, ...]]
    first: dict[str, str]
    note: str
    policy: Policy
    row: Row | None
    changed: bool = False


def merge(
    path: Path,
    incoming: Iterable[Incoming],
    *,
    kind: str = "",
    policy: Policy | None = None,
    replace: bool = False,
    dry_run: bool = False,
) -> Merged:
    """Put entries into a glossary file, in one write under its lock; say what came of it.

    ``kind`` and ``policy`` are for entries whose file says none.  ``dry_run`` writes nothing.  Raises
    GlossaryError for a glossary that is malformed, OutputError where it cannot be written.
    """
    wanted = [(item.settled(kind, policy), item.told) for item in incoming]
    outcome = [Merged()]

    def change(table: Table) -> tuple[str, int]:
        plan = _Plan(table, replace)
        for entry, told in wanted:
            plan.take(entry, told or policy is not None)
        outcome[0] = plan.merged
        return plan.text(), len(table.lines)

    if dry_run:
        editing.rehearsed(path, change)
    elif wanted:
        editing.changed(path, change, create=True, action="import")
    return outcome[0]


class _Plan:
    def __init__(self, table: Table, replacing: bool) -> None:
        self.merged = Merged()
        self._table = table
        self._replacing = replacing
        self._index: dict[_Key, list[_Known]] = {}
        self._rows: list[_Known] = []
        rows = {row.line: row for row in table.rows}
        for entry in rows_to_entries(table, 0, []):
            self._keep(entry, rows[entry.line])

    def _keep(self, entry: Entry, row: Row | None) -> None:
        known = _Known(entry, dict(entry.forms), dict(entry.first), entry.note, entry.policy, row)
        self._rows.append(known)
        context = frozenset(entry.context)
        for form in entry.forms.get("ko", ("",)):
            self._index.setdefault((form, context), []).append(known)

    def take(self, entry: Entry, told: bool) -> None:
        """Find the row of an entry, or make one."""
        entry = self._with_columns(entry)
        if not any(code != "ko" for code in entry.forms):
            self.merged.without_column["whole entries, for their languages,"] += 1
            return
        context = frozenset(entry.context)
        found = [
            known
            for form in entry.forms.get("ko", ("",))
            for known in self._index.get((form, context), ())
            if (known.policy is Policy.FORBID) == (entry.policy is Policy.FORBID)
        ]
        if entry.policy is Policy.FORBID:
            # Two rows may forbid two forms of one source; only the same forms are the same row.
            found = [known for known in found if _targets(known.forms) == _targets(entry.forms)]
        match = next((known for known in found if known.policy is entry.policy), None)
        if match is None and found:
            # Rows of one file may share a source if their policies differ.
            match = next((known for known in found if known.row is not None or not told), None)
        if match is None:
            self._keep(entry, None)
            self.merged.added += 1
        else:
            self._join(match, entry, told)

    def _with_columns(self, entry: Entry) -> Entry:
        forms = {code: forms for code, forms in entry.forms.items() if code in self._table.languages}
        for code in entry.forms.keys() - forms.keys():
            self.merged.without_column[code] += 1
        for code in entry.first:
            if code not in self._table.firsts:
                self.merged.without_column[f"{'zh' if code == 'zh-Hans' else code}.first"] += 1
        cells = {name: further_cell(entry, name) for name in ("boundary", "case", "suffix")}
        cells |= {"context": "|".join(entry.context), "note": entry.note}
        for name, cell in cells.items():
            if cell and name not in self._table.columns:
                self.merged.without_column[name] += 1
        if len(forms) == len(entry.forms):
            return entry
        return dataclasses.replace(entry, forms=forms)

    def _join(self, known: _Known, entry: Entry, told: bool) -> None:
        differing = [
            code
            for code, forms in entry.forms.items()
            if code != "ko" and known.forms.get(code, forms)[0] != forms[0]
        ]
        other_policy = told and known.policy is not entry.policy
        if (differing or other_policy) and not self._replacing:
            self.merged.conflicts.append(_conflict(known, entry, differing))
            return
        before = (dict(known.forms), dict(known.first), known.note, known.policy)
        for code in differing:
            known.forms[code] = entry.forms[code]
        if other_policy:
            known.policy = entry.policy
        self._complete(known, entry)
        if before == (known.forms, known.first, known.note, known.policy):
            self.merged.present += 1
        else:
            known.changed = True
            self.merged.replaced += bool(differing or other_policy)
            self.merged.completed += not (differing or other_policy)

    def _complete(self, known: _Known, entry: Entry) -> None:
        context = frozenset(entry.context)
        for code, forms in entry.forms.items():
            have = known.forms.get(code, ())
            new = [form for form in forms if form not in have]
            if code == "ko":
                new = [form for form in new if (form, context) not in self._index]
                for form in new:
                    self._index[form, context] = [known]
            known.forms[code] = (*have, *new)
        for code, form in entry.first.items():
            if code in self._table.firsts:
                known.first.setdefault(code, form)
        if "note" in self._table.columns:
            known.note = known.note or entry.note

    def text(self) -> str:
        """The whole file as it will be."""
        lines = list(self._table.lines)
        newline = editing.line_end(lines)
        added: list[str] = []
        for known in self._rows:
            if known.row is None:
                cells = self._cells([""] * len(self._table.header), known, whole=True)
                added.append(",".join(map(editing.quoted, cells)) + newline)
            elif known.changed:
                cells = self._cells(list(known.row.cells), known, whole=False)
                at = known.row.line - 1
                lines[at] = editing.rewritten(lines[at], known.row, cells)
        if added and lines and not lines[-1].endswith(("\n", "\r")):
            lines[-1] += newline
        return "".join([*lines, *added])

    def _cells(self, cells: list[str], known: _Known, *, whole: bool) -> list[str]:
        table, entry = self._table, known.entry
        for code, forms in known.forms.items():
            cells[table.languages[code]] = "|".join(forms)
        for code, form in known.first.items():
            if code in table.firsts:
                cells[table.firsts[code]] = form
        named = {"note": known.note}
        if whole or known.policy is not entry.policy:
            named["policy"] = "" if known.policy is default_policy(entry.kind) else known.policy.value
        if whole:
            named |= {"kind": entry.kind, "context": "|".join(entry.context)}
            named |= {name: further_cell(entry, name) for name in ("boundary", "case", "suffix")}
        for name, value in named.items():
            if name in table.columns:
                cells[table.columns[name]] = value
        return cells


def _targets(forms: Mapping[str, Sequence[str]]) -> frozenset[tuple[str, str]]:
    return frozenset((code, form) for code, found in forms.items() if code != "ko" for form in found)


def _conflict(known: _Known, entry: Entry, differing: Sequence[str]) -> str:
    term = entry.forms.get("ko", ("",))[0]
    if differing:
        code = differing[0]
        what = f"'{entry.forms[code][0]}' in {code}, but '{known.forms[code][0]}'"
    else:
        what = f"{entry.policy.value}, but {known.policy.value}"
    return f"{entry.path}:{entry.line}: '{term}' is {what} in {known.entry.path}:{known.entry.line}"
