"""Glossary entries: the CSV of the glossary contract read, judged row by row, and held.

A glossary file is UTF-8 CSV with a header: one column a language, then ``kind``, ``policy``, ``context`` and
``note``; ``en.first`` and its like hold the form of an article's first mention.  Every malformed row of every
file is reported in one error, each as ``path:line: what``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from bilingual.article import Policy
from bilingual.errors import GlossaryError, did_you_mean
from bilingual.terminology.table import Row, Table, in_line_order, read_table

#: What a row asks when its ``policy`` cell is empty.  Languages inflect places, nationalities and titles, so
#: those are only checked; every other kind, and a row without one, is written as the glossary has it.
DEFAULT_POLICY = {"place": Policy.CHECK, "nationality": Policy.CHECK, "title": Policy.CHECK}

#: Kinds that the tool knows; others are kept and treated like a name without a kind.
KINDS = (
    "organisation",
    "person",
    "agency",
    "event",
    "place",
    "nationality",
    "title",
    "media",
    "language",
    "currency",
    "term",
)

_KIND_ALIASES = {
    "organization": "organisation",
    "org": "organisation",
    "country": "place",
    "people": "person",
}
_POLICY = {policy.value: policy for policy in Policy}
_POLICIES = tuple(_POLICY)
BOUNDARIES = ("word", "prefix", "any")
CASES = ("exact", "any")
# A suffix cell that allows none.
_NO_SUFFIX = "-"
_NO_CONTEXT: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a glossary.

    ``forms`` holds each language's variants, the preferred one first; ``first`` the form of the first
    mention in an article; ``context`` the words any of which selects the row; ``rank`` is 0 for the glossary
    that wins over the others.  ``boundary`` is ``word``, ``prefix`` (anything may follow) or ``any``; empty
    means the language's own rule.  ``case`` is ``exact`` (capitals as written), ``any``, or empty: as
    written, but for lines in capitals.  ``suffixes`` names the Korean suffixes that may be written onto the
    name, None meaning those of its kind.  ``headline`` marks the single Hanja of Korean headlines.
    """

    forms: Mapping[str, tuple[str, ...]]
    policy: Policy
    kind: str = ""
    context: tuple[str, ...] = ()
    note: str = ""
    first: Mapping[str, str] = field(default_factory=dict)
    path: str = ""
    line: int = 0
    rank: int = 0
    boundary: str = ""
    headline: bool = False
    case: str = ""
    suffixes: tuple[str, ...] | None = None

    @property
    def place(self) -> str:
        """Where the entry stands: the file's name and the line, ``entities.csv:12``."""
        return f"{Path(self.path).name}:{abs(self.line)}"

    @property
    def source(self) -> str:
        """The preferred Korean form, or the first form that is filled."""
        korean = self.forms.get("ko", ())
        return korean[0] if korean else next((forms[0] for forms in self.forms.values() if forms), "")


@dataclass(frozen=True)
class Glossary:
    """The entries of one or more glossary files, those of the winning file first."""

    entries: tuple[Entry, ...] = ()

    @cached_property
    def version(self) -> str:
        """Ten hex digits that change when anything that decides a translation changes (notes do not)."""
        digest = hashlib.sha256()
        for entry in self.entries:
            cells = sorted((language, "|".join(forms)) for language, forms in entry.forms.items())
            parts = (cells, entry.policy.value, entry.kind, entry.context, sorted(entry.first.items()))
            more = (entry.case, entry.suffixes) if entry.case or entry.suffixes is not None else ()
            digest.update(repr((*parts, entry.boundary, entry.headline, *more)).encode())
        return digest.hexdigest()[:10]


def load_glossary(paths: Sequence[Path], headline_hanja: Path | None = None) -> Glossary:
    """Read glossary files, the first winning over the later ones for the same source and context.

    ``headline_hanja`` is a file of the same form whose entries count only in Korean headlines.  Raises
    GlossaryError with every problem of every file.
    """
    problems: list[str] = []
    entries: list[Entry] = []
    for rank, path in enumerate(paths):
        table = read_table(path, problems)
        if table is not None:
            entries += rows_to_entries(table, rank, problems)
    if headline_hanja is not None:
        table = read_table(headline_hanja, problems)
        if table is not None:
            found = rows_to_entries(table, len(paths), problems, default=Policy.CHECK)
            entries += [replace(entry, headline=True) for entry in found]
    if problems:
        raise GlossaryError(in_line_order(problems))
    return Glossary(tuple(_without_overridden(entries)))


def rows_to_entries(
    table: Table, rank: int, problems: list[str], default: Policy | None = None
) -> list[Entry]:
    """Turn the rows of one file into entries; what is wrong is appended to ``problems``, line by line.

    ``default`` is the policy of a row whose own cell is empty, where it does not follow from the kind.
    """
    reader = _RowReader(table, rank, problems, default)
    entries = [entry for entry in map(reader.entry, table.rows) if entry is not None]
    problems += contradictions(entries)
    return entries


def row_reader(table: Table, problems: list[str]) -> Callable[[Row], Entry | None]:
    """What makes entries of single rows with the columns of ``table``, as `rows_to_entries` of all at once.

    It does not tell of rows that contradict each other.
    """
    return _RowReader(table, 0, problems, None).entry


def variants(cell: str) -> tuple[str, ...]:
    """Split a cell at ``|``: the preferred form first, blanks and repetitions left out."""
    return tuple(dict.fromkeys(part.strip() for part in cell.split("|") if part.strip()))


def default_policy(kind: str) -> Policy:
    """The policy of a row of this kind that names none (the glossary contract)."""
    return DEFAULT_POLICY.get(kind, Policy.PIN)


def unknown_kind(kind: str) -> str:
    """What is to be said of a kind that the tool does not know, with the nearest one; empty for others."""
    low = kind.strip().lower()
    if not low or low in KINDS or low in _KIND_ALIASES:
        return ""
    return f"unknown kind '{kind}'{did_you_mean(low, KINDS)}"


class _RowReader:
    """Makes entries of one table's rows; where each column stands is looked up once."""

    def __init__(self, table: Table, rank: int, problems: list[str], default: Policy | None) -> None:
        self._path = table.path
        self._rank = rank
        self._problems = problems
        self._default = default
        self._languages = tuple(table.languages.items())
        self._firsts = tuple(table.firsts.items())
        self._columns = table.columns

    def _value(self, row: Row, column: str) -> str:
        at = self._columns.get(column)
        return row.cells[at] if at is not None else ""

    def entry(self, row: Row) -> Entry | None:
        """The entry of a row, or None with what is wrong in the problems."""
        cells = row.cells
        forms = {
            code: variants(cell) if "|" in cell else (cell,)
            for code, at in self._languages
            if (cell := cells[at])
        }
        if any(not found for found in forms.values()):
            forms = {code: found for code, found in forms.items() if found}
        raw_kind = self._value(row, "kind").lower()
        kind = _KIND_ALIASES.get(raw_kind, raw_kind)
        named = self._value(row, "policy").lower()
        policy = _POLICY.get(named) if named else self._default or default_policy(kind)
        boundary, case = self._value(row, "boundary").lower(), self._value(row, "case").lower()
        suffix = self._value(row, "suffix")
        if not self._sound(row, forms, named, policy, boundary, case) or policy is None:
            return None
        context = self._value(row, "context")
        return Entry(
            forms,
            policy,
            kind,
            variants(context) if context else (),
            self._value(row, "note"),
            {code: cells[at] for code, at in self._firsts if cells[at]} if self._firsts else {},
            self._path,
            row.line,
            self._rank,
            boundary,
            False,
            case,
            tuple(part for part in variants(suffix) if part != _NO_SUFFIX) if suffix else None,
        )

    def _sound(
        self,
        row: Row,
        forms: Mapping[str, tuple[str, ...]],
        named: str,
        policy: Policy | None,
        boundary: str,
        case: str,
    ) -> bool:
        told: list[str] = []
        if policy is None:
            near = did_you_mean(named, _POLICIES)
            told.append(f"unknown policy '{named}'{near} (known: {', '.join(_POLICIES)})")
        if boundary and boundary not in BOUNDARIES:
            told.append(f"unknown boundary '{boundary}' (known: {', '.join(BOUNDARIES)})")
        if case and case not in CASES:
            told.append(f"unknown case '{case}' (known: {', '.join(CASES)})")
        if "ko" not in forms:
            if policy is not Policy.FORBID:
                told.append("empty source: fill in ko, or set the policy to forbid")
            elif not forms:
                told.append("no target: fill in en, zh or another language")
        elif len(forms) == 1:
            told.append("no target: fill in en, zh or another language")
        self._problems += [f"{self._path}:{row.line}: {what}" for what in told]
        return not told


def contradictions(entries: Iterable[Entry]) -> list[str]:
    """Two pins of the same Korean source and context with different preferred targets, both lines named."""
    seen: dict[tuple[str, frozenset[str], str], Entry] = {}
    found: list[str] = []
    for entry in entries:
        if entry.policy is not Policy.PIN:
            continue
        told: set[int] = set()
        context = frozenset(entry.context) if entry.context else _NO_CONTEXT
        for source in entry.forms.get("ko", ()):
            for language, forms in entry.forms.items():
                if language == "ko":
                    continue
                other = seen.setdefault((source, context, language), entry)
                if other is entry or other.forms[language][0] == forms[0] or other.line in told:
                    continue
                told.add(other.line)
                found.append(
                    f"{entry.path}:{entry.line}: pins '{source}' to '{forms[0]}' in {language}, but line "
                    f"{other.line} pins it to '{other.forms[language][0]}'; "
                    "keep one, or tell them apart by context"
                )
    return found


def _without_overridden(entries: Sequence[Entry]) -> list[Entry]:
    """Leave out entries all of whose Korean forms and languages a winning file has already."""
    if not entries or entries[-1].rank == entries[0].rank:
        return list(entries)
    claimed: dict[tuple[str, frozenset[str]], tuple[int, set[str]]] = {}
    kept: list[Entry] = []
    for entry in entries:
        if entry.policy is Policy.FORBID or entry.headline:
            kept.append(entry)
            continue
        keys = [(form, frozenset(entry.context)) for form in entry.forms.get("ko", ())]
        owners = [claimed.get(key) for key in keys]
        hidden = all(
            owner is not None and owner[0] < entry.rank and set(entry.forms) <= owner[1] for owner in owners
        )
        if not hidden:
            kept.append(entry)
        for key in keys:
            rank, languages = claimed.setdefault(key, (entry.rank, set()))
            if rank == entry.rank:
                languages.update(entry.forms)
    return kept
