"""What is questionable in a glossary: rows that load well and yet would surprise the one who wrote them.

`problems_of` judges entries, `read_for_lint` reads files and tells of the rows that do not load too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bilingual.article import Policy, Severity
from bilingual.terminology import lint_cells, lint_forms, lint_pairs
from bilingual.terminology.entries import Entry, Glossary, rows_to_entries
from bilingual.terminology.table import read_table


@dataclass(frozen=True, slots=True)
class Problem:
    """Something questionable: where, how bad, which check saw it, and what to do about it."""

    path: str
    line: int
    severity: Severity
    check: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


def lint(glossary: Glossary) -> list[str]:
    """The problems of a glossary, each as ``path:line: what``, in the order of files and lines."""
    return [str(problem) for problem in problems_of(glossary)]


def problems_of(glossary: Glossary, names: Collection[str] = ()) -> list[Problem]:
    """The problems of a glossary's entries, in the order of files and lines.

    ``names`` are Korean names known from elsewhere, as `known_names` gives them.
    """
    told = [
        *lint_forms.of_entries(glossary.entries, names),
        *lint_pairs.of_entries(glossary.entries),
    ]
    told.sort(key=lambda one: (one.entry.rank, one.entry.line, one.message))
    return [Problem(one.entry.path, one.entry.line, one.severity, one.check, one.message) for one in told]


def read_for_lint(
    paths: Sequence[Path], headline_hanja: Path | None = None
) -> tuple[Glossary, list[Problem]]:
    """Read glossary files, every row that loads, and tell what does not and what their cells hide.

    Rows that another file overrides are read too.
    """
    entries: list[Entry] = []
    found: list[Problem] = []
    files = [(path, False) for path in paths] + ([(headline_hanja, True)] if headline_hanja else [])
    for rank, (path, headline) in enumerate(files):
        problems: list[str] = []
        table = read_table(path, problems)
        if table is not None:
            default = Policy.CHECK if headline else None
            rows = rows_to_entries(table, rank, problems, default=default)
            entries += [replace(entry, headline=True) for entry in rows] if headline else rows
            found += [
                Problem(str(path), line, Severity.WARNING, check, message)
                for line, check, message in lint_cells.of_table(table)
            ]
        found += _malformed(str(path), problems)
    return Glossary(tuple(entries)), found


def in_order(problems: Iterable[Problem], paths: Sequence[str]) -> list[Problem]:
    """Problems by file, in the order of ``paths``, then by line."""
    order = {path: at for at, path in enumerate(paths)}
    return sorted(problems, key=lambda one: (order.get(one.path, len(order)), one.line, one.message))


def _malformed(path: str, problems: Iterable[str]) -> list[Problem]:
    found: list[Problem] = []
    for problem in problems:
        line, _, message = problem.removeprefix(f"{path}:").partition(":")
        known = line.isdigit()
        message = message.strip() if known else problem.removeprefix(f"{path}: ")
        check = "fight" if message.startswith("pins ") else "malformed"
        found.append(Problem(path, int(line) if known else 1, Severity.ERROR, check, message))
    return found
