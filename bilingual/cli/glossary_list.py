"""``bilingual glossary list``: the entries, filtered and sorted."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bilingual.cli.options import debug_option, glossary_option, json_option

if TYPE_CHECKING:
    from collections import Counter

    from bilingual.settings import Settings
    from bilingual.terminology import Entry
    from bilingual.terminology.linting import Problem

_POLICIES = ("pin", "check", "suggest", "forbid")
_WIDEST = 36


def loaded_entries(named: Sequence[Path]) -> tuple[Entry, ...]:
    """The entries in force: those of the files named, else of the project, the user and the program."""
    from bilingual.settings import load_settings
    from bilingual.terminology import load_glossary

    settings = load_settings(glossary=named)
    return load_glossary(settings.glossaries, settings.headline_hanja).entries


@click.command("list")
@click.argument("text", required=False)
@click.option("--kind", metavar="KIND", help="Only entries of this kind.")
@click.option("--policy", type=click.Choice(_POLICIES), help="Only entries with this policy.")
@click.option("--missing", metavar="LANG", help="Only entries without a form in this language.")
@click.option("--file", "file", metavar="TEXT", help="Only entries of files with this in their path.")
@click.option(
    "--sort",
    "order",
    type=click.Choice(("ko", "en", "zh", "kind", "file", "used")),
    help="By a form, by kind, by file and line, or by how many texts of the memory have it.",
)
@click.option("--memory", metavar="URL", help="Translation memory for --sort used.")
@glossary_option
@json_option
@debug_option
def list_entries(
    text: str | None,
    kind: str | None,
    policy: str | None,
    missing: str | None,
    file: str | None,
    order: str | None,
    memory: str | None,
    glossaries: tuple[Path, ...],
    as_json: bool,
) -> None:
    """List entries, all or those with TEXT in any form.

    On a terminal the columns stand under each other; elsewhere they are separated by tabs: Korean, English,
    Chinese, kind, policy, context, place.

    \b
    Examples:
      bilingual glossary list
      bilingual glossary list 푸틴
      bilingual glossary list --kind organisation --missing zh --json
      bilingual glossary list --sort used | head
    """
    from bilingual.languages import canonical
    from bilingual.settings import load_settings

    settings = load_settings(glossary=glossaries, memory=memory)
    entries, problems = _readable(settings)
    lacking = canonical(missing) if missing else None
    found = [
        at
        for at, entry in enumerate(entries)
        if (kind is None or entry.kind == kind)
        and (policy is None or entry.policy.value == policy)
        and (lacking is None or lacking not in entry.forms)
        and (file is None or file in entry.path)
        and (text is None or _has(entry, text))
    ]
    counts = _counts(entries, settings) if order == "used" else None
    if order:
        found.sort(key=lambda at: _place(entries[at], order, counts[at] if counts is not None else 0))
    for problem in problems:
        click.echo(str(problem), err=True)
    if not found:
        _hint(entries, kind, file)
    if as_json:
        records = [
            {**_record(entries[at]), **({"used": counts[at]} if counts is not None else {})} for at in found
        ]
        click.echo(json.dumps(records, ensure_ascii=False, indent=1))
        return
    rows = [[*_columns(entries[at]), *([str(counts[at])] if counts is not None else [])] for at in found]
    for line in _aligned(rows) if sys.stdout.isatty() else ("\t".join(row) for row in rows):
        click.echo(line)
    noun = "entry" if len(found) == 1 else "entries"
    click.echo(f"{len(found):,} {noun}", err=True)


def _readable(settings: Settings) -> tuple[tuple[Entry, ...], list[Problem]]:
    """The entries in force; where a file has rows that no run takes, every row that can be read, and what
    is wrong with the others."""
    from bilingual.article import Severity
    from bilingual.errors import GlossaryError
    from bilingual.terminology import load_glossary
    from bilingual.terminology.linting import read_for_lint

    try:
        return load_glossary(settings.glossaries, settings.headline_hanja).entries, []
    except GlossaryError:
        glossary, problems = read_for_lint(settings.glossaries, settings.headline_hanja)
        wrong = [problem for problem in problems if problem.severity is Severity.ERROR]
        if not glossary.entries:
            raise
        return glossary.entries, wrong


def _hint(entries: Sequence[Entry], kind: str | None, file: str | None) -> None:
    """Say what kinds and files there are, where none was found of the one asked for."""
    from bilingual.errors import did_you_mean

    kinds = sorted({entry.kind for entry in entries if entry.kind})
    files = sorted({entry.path for entry in entries})
    if kind is not None and kind not in kinds:
        click.echo(
            f"no entry of the kind '{kind}'{did_you_mean(kind, kinds)} (there are: {', '.join(kinds)})",
            err=True,
        )
    if file is not None and not any(file in path for path in files):
        click.echo(f"no file with '{file}' in its path (there are: {', '.join(files)})", err=True)


def _has(entry: Entry, text: str) -> bool:
    low = text.lower()
    forms = (form for some in entry.forms.values() for form in some)
    return any(low in form.lower() for form in (*forms, *entry.first.values()))


def _counts(entries: Sequence[Entry], settings: Settings) -> Counter[int]:
    from bilingual.memory import open_memory
    from bilingual.upkeep.usage import texts_of, usage

    with open_memory(settings.memory) as memory:
        return usage(entries, texts_of(memory))


def _place(entry: Entry, order: str, used: int) -> tuple[object, ...]:
    where = (entry.rank, entry.line)
    if order == "used":
        return -used, *where
    if order == "file":
        return where
    if order == "kind":
        # What has no kind, or no form in the language, comes last.
        return not entry.kind, entry.kind, *where
    form = entry.forms.get({"zh": "zh-Hans"}.get(order, order), ("",))[0]
    return not form, form.lower(), *where


def _columns(entry: Entry) -> list[str]:
    return [
        *(_cell(entry.forms, code) for code in ("ko", "en", "zh-Hans")),
        entry.kind or "-",
        entry.policy.value,
        "|".join(entry.context) or "-",
        f"{entry.path}:{entry.line}",
    ]


def _cell(forms: Mapping[str, Sequence[str]], code: str) -> str:
    return "|".join(forms.get(code, ())) or "-"


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows with their columns under each other, by the cells that a terminal gives each letter."""
    short = [[_cut(cell) if at < 6 else cell for at, cell in enumerate(row)] for row in rows]
    widths = [max(map(_width, column)) for column in zip(*short, strict=True)]
    return [
        "  ".join(
            cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in short
    ]


def _width(text: str) -> int:
    from rich.cells import cell_len

    return cell_len(text)


def _cut(text: str) -> str:
    if _width(text) <= _WIDEST:
        return text
    room, kept = _WIDEST - 1, ""
    for char in text:
        room -= _width(char)
        if room < 0:
            break
        kept += char
    return kept + "…"


def _record(entry: Entry) -> dict[str, object]:
    return {
        "forms": {code: list(forms) for code, forms in entry.forms.items()},
        "first": dict(entry.first),
        "kind": entry.kind,
        "policy": entry.policy.value,
        "context": list(entry.context),
        "boundary": entry.boundary,
        "case": entry.case,
        "suffix": None if entry.suffixes is None else list(entry.suffixes),
        "note": entry.note,
        "path": entry.path,
        "line": entry.line,
    }
