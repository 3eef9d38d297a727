"""``bilingual glossary lint``: what is questionable in a glossary."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bilingual.cli.options import debug_option, glossary_option, json_option

if TYPE_CHECKING:
    from bilingual.settings import Settings
    from bilingual.terminology import Entry
    from bilingual.terminology.linting import Problem


@click.command()
@click.option("--unused", is_flag=True, help="Tell of entries that no text of the memory has.")
@click.option(
    "--against",
    metavar="SOURCE",
    multiple=True,
    help="Tell of entries that no text of this source has: a file, a folder, a pattern (may be repeated).",
)
@click.option("--memory", metavar="URL", help="Translation memory for --unused.")
@glossary_option
@json_option
@debug_option
def lint(
    unused: bool,
    against: tuple[str, ...],
    memory: str | None,
    glossaries: tuple[Path, ...],
    as_json: bool,
) -> int:
    """Look for entries that fight, repeat each other or cannot work.

    Each line says where, how bad, and what to do. Exit status 1 when there is an error; warnings and
    infos are for you to judge.

    \b
    Examples:
      bilingual glossary lint
      bilingual glossary lint --unused --against pages/
    """
    from bilingual.article import Severity
    from bilingual.settings import ENTITIES, load_settings, shipped_glossary_folder
    from bilingual.terminology.known_names import known_names
    from bilingual.terminology.linting import in_order, problems_of, read_for_lint

    settings = load_settings(glossary=glossaries, memory=memory)
    glossary, problems = read_for_lint(settings.glossaries, settings.headline_hanja)
    problems += problems_of(glossary, known_names(shipped_glossary_folder() / ENTITIES))
    failures = 0
    if unused or against:
        told, failures, read = _unused(glossary.entries, settings, unused, against)
        if failures and not read:
            return 2
        problems += told
    paths = [str(path) for path in (*settings.glossaries, settings.headline_hanja) if path]
    problems = in_order(problems, paths)
    if as_json:
        click.echo(json.dumps([_record(problem) for problem in problems], ensure_ascii=False, indent=1))
    for problem in () if as_json else problems:
        click.echo(f"{problem.path}:{problem.line}: {problem.severity.value}: {problem.message}")
    counts = Counter(problem.severity for problem in problems)
    told_counts = ", ".join(
        f"{counts[severity]} {severity.value}{'s' if counts[severity] != 1 else ''}"
        for severity in Severity
        if counts[severity]
    )
    noun = "entry" if len(glossary.entries) == 1 else "entries"
    click.echo(f"{len(glossary.entries):,} {noun} in {', '.join(paths)}: {told_counts or 'clean'}", err=True)
    return 1 if counts[Severity.ERROR] or failures else 0


def _record(problem: Problem) -> dict[str, object]:
    return {
        "path": problem.path,
        "line": problem.line,
        "severity": problem.severity.value,
        "check": problem.check,
        "message": problem.message,
    }


def _unused(
    entries: Sequence[Entry], settings: Settings, in_memory: bool, sources: Sequence[str]
) -> tuple[list[Problem], int, int]:
    """The entries that are met nowhere, how many sources could not be read, and how many were."""
    from bilingual.article import Policy, Severity
    from bilingual.cli.sources import read_each
    from bilingual.memory import open_memory
    from bilingual.pipeline import Pipeline
    from bilingual.terminology.linting import Problem
    from bilingual.upkeep.usage import texts_of, usage

    where: list[str] = []
    articles = 0
    texts: list[tuple[str, str, str]] = []
    failures = 0
    if sources:
        from dataclasses import replace

        plain = replace(settings, glossaries=(), headline_hanja=None, memory="none", engines=("memory",))
        with Pipeline(plain) as pipeline:
            read, failures = read_each(sources, lambda data, path: pipeline.prepare(data, path).article)
        texts += [(a.id, segment.source, segment.language) for a in read for segment in a.segments]
        articles = len(read)
        where.append(f"{articles} source{'' if articles == 1 else 's'}")

    def every() -> Iterator[tuple[str, str, str]]:
        yield from texts
        if in_memory:
            with open_memory(settings.memory) as memory:
                yield from texts_of(memory)

    if in_memory:
        where.append("the memory")
    counts = usage(entries, every())
    return (
        [
            Problem(
                entry.path,
                entry.line,
                Severity.INFO,
                "unused",
                f"'{entry.source}' is met in no text of {' and '.join(where)}; keep it if it may yet come",
            )
            for at, entry in enumerate(entries)
            if not counts[at] and not (entry.policy is Policy.FORBID and "ko" not in entry.forms)
        ],
        failures,
        articles,
    )
