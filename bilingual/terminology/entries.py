"""Glossary entries: the CSV of the glossary contract read, judged row by row, and held.

A glossary file is UTF-8 CSV with a header: one column a language, then ``kind``, ``policy``, ``context`` and
``note``; ``en.first`` and its like hold the form of an article's first mention.  Every malformed row of every
file is reported in one error, each as ``path:line: what``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from bilingual.article import Policy
from bilingual.errors import GlossaryError, did_you_mean
from bilingual.terminology.table import Row, Table, read_table

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
    "term",
)

_KIND_ALIASES = {
    "organization": "organisation",
    "org": "organisation",
    "country": "place",
    "people": "person",
}
_POLICIES = tuple(policy.value for policy in Policy)
BOUNDARIES = ("word", "prefix", "any")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a glossary.

    ``forms`` holds each language's variants, the preferred one first; ``first`` the form of the first
    mention in an article; ``context`` the words any of which selects the row; ``rank`` is 0 for the glossary
    that wins over the others.  ``boundary`` is ``word``, ``prefix`` (anything may follow) or ``any``; empty
    means the language's own rule.  ``headline`` marks the single Hanja of Korean headlines.
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

    @property
    def place(self) -> str:
        """Where the entry stands: the file's name and the line, ``entities.csv:12``."""
        return f"{Path(self.path).name}:{self.line}"

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
            digest.update(repr((*parts, entry.boundary, entry.headline)).encode())
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
        raise GlossaryError(problems)
    return Glossary(tuple(_without_overridden(entries)))


def rows_to_entries(
    table: Table, rank: int, problems: list[str], default: Policy | None = None
) -> list[Entry]:
    """Turn the rows of one file into entries; what is wrong is appended to ``problems``, line by line.

    ``default`` is the policy of a row whose own cell is empty, where it does not follow from the kind.
    """
    entries: list[Entry] = []
    for row in table.rows:
        entry = _entry(table, row, rank, problems, default)
        if entry is not None:
            entries.append(entry)
    problems += contradictions(entries)
    return entries


def variants(cell: str) -> tuple[str, ...]:
    """Split a cell at ``|``: the preferred form first, blanks and repetitions left out."""
    return tuple(dict.fromkeys(part.strip() for part in cell.split("|") if part.strip()))


def default_policy(kind: str) -> Policy:
    """The policy of a row of this kind that names none (the glossary contract)."""
    return DEFAULT_POLICY.get(kind, Policy.PIN)


def _entry(
    table: Table, row: Row, rank: int, problems: list[str], default: Policy | None = None
) -> Entry | None:
    before = len(problems)
    at = f"{table.path}:{row.line}"
    cells = row.cells
    forms = {code: variants(cells[at_]) for code, at_ in table.languages.items()}
    forms = {code: found for code, found in forms.items() if found}
    raw_kind = table.value(row, "kind").lower()
    kind = _KIND_ALIASES.get(raw_kind, raw_kind)
    named = table.value(row, "policy").lower()
    if named and named not in _POLICIES:
        problems.append(
            f"{at}: unknown policy '{named}'{did_you_mean(named, _POLICIES)} (known: {', '.join(_POLICIES)})"
        )
    boundary = table.value(row, "boundary").lower()
    if boundary and boundary not in BOUNDARIES:
        problems.append(f"{at}: unknown boundary '{boundary}' (known: {', '.join(BOUNDARIES)})")
    policy = Policy(named) if named in _POLICIES else default or default_policy(kind)
    if "ko" not in forms and policy is not Policy.FORBID:
        problems.append(f"{at}: empty source: fill in ko, or set the policy to forbid")
    elif not any(code != "ko" for code in forms):
        problems.append(f"{at}: no target: fill in en, zh or another language")
    if len(problems) > before:
        return None
    return Entry(
        forms=forms,
        policy=policy,
        kind=kind,
        context=variants(table.value(row, "context")),
        note=table.value(row, "note"),
        first={code: cells[at_].strip() for code, at_ in table.firsts.items() if cells[at_].strip()},
        path=table.path,
        line=row.line,
        rank=rank,
        boundary=boundary,
    )


def contradictions(entries: Iterable[Entry]) -> list[str]:
    """Two pins of the same Korean source and context with different preferred targets, both lines named."""
    seen: dict[tuple[str, frozenset[str], str], Entry] = {}
    found: list[str] = []
    for entry in entries:
        if entry.policy is not Policy.PIN:
            continue
        told: set[int] = set()
        for source in entry.forms.get("ko", ()):
            for language, forms in entry.forms.items():
                if language == "ko":
                    continue
                other = seen.setdefault((source, frozenset(entry.context), language), entry)
                if other.forms[language][0] == forms[0] or other.line in told:
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
