"""``bilingual glossary``: the group, and its commands add, edit, remove."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from bilingual.cli.glossary_exchange import export
from bilingual.cli.glossary_impact import impact
from bilingual.cli.glossary_import import import_entries
from bilingual.cli.glossary_lint import lint
from bilingual.cli.glossary_list import list_entries, loaded_entries
from bilingual.cli.glossary_log import log, redo, undo
from bilingual.cli.glossary_match import match
from bilingual.cli.glossary_suggest import suggest
from bilingual.cli.options import debug_option, glossary_option

F = TypeVar("F", bound=Callable[..., Any])

_POLICIES = ("pin", "check", "suggest", "forbid")
_BOUNDARIES = ("word", "prefix", "any")
_CASES = ("exact", "any")


@click.group()
def command() -> None:
    """Keep the terminology: names that must come out right.

    Edits go to the project's glossary/entities.csv, or to your own one outside of a project.

    \b
    Example:
      bilingual glossary add 누리호 --en Nuri --zh “世界”号 --kind event
    """


def _cells(function: F) -> F:
    for option in reversed(
        (
            click.option(
                "--en", metavar="TEXT", help="English form; variants after |, the preferred one first."
            ),
            click.option("--zh", metavar="TEXT", help="Simplified Chinese form, likewise."),
            click.option("--en-first", metavar="TEXT", help="English form of an article's first mention."),
            click.option("--zh-first", metavar="TEXT", help="Chinese form of an article's first mention."),
            click.option(
                "--kind", metavar="KIND", help="organisation, person, place, title, agency, event …"
            ),
            click.option(
                "--policy", type=click.Choice(_POLICIES), help="What to do; the default goes by the kind."
            ),
            click.option("--context", metavar="WORDS", help="Words that select this entry, between |."),
            click.option("--note", metavar="TEXT", help="A note for people."),
            click.option(
                "--boundary",
                type=click.Choice((*_BOUNDARIES, "")),
                metavar="|".join(_BOUNDARIES),
                help="What may stand beside it: word: particles; prefix: anything behind; any: anything.",
            ),
            click.option(
                "--case",
                type=click.Choice((*_CASES, "")),
                metavar="|".join(_CASES),
                help="Whether Latin letters count as written.",
            ),
            click.option(
                "--suffix", metavar="SUFFIXES", help="Korean suffixes that may follow, between |; - for none."
            ),
        )
    ):
        function = option(function)
    return function


def _file(named: Sequence[Path]) -> Path:
    from bilingual.settings import writable_glossary

    return writable_glossary(named)


def _tell_kind(kind: str | None) -> None:
    """Say where a kind looks like a slip; kinds are free, so it is written all the same."""
    from bilingual.terminology.entries import unknown_kind

    told = unknown_kind(kind or "")
    if told:
        click.echo(f"Note: {told}", err=True)


def _by_language(en: str | None, zh: str | None) -> dict[str, str]:
    return {code: cell for code, cell in (("en", en), ("zh-Hans", zh)) if cell is not None}


@command.command()
@click.argument("source")
@_cells
@glossary_option
@debug_option
def add(
    source: str,
    en: str | None,
    zh: str | None,
    en_first: str | None,
    zh_first: str | None,
    kind: str | None,
    policy: str | None,
    context: str | None,
    note: str | None,
    boundary: str | None,
    case: str | None,
    suffix: str | None,
    glossaries: tuple[Path, ...],
) -> None:
    """Add an entry for the Korean SOURCE (variants after |).

    \b
    Example:
      bilingual glossary add "한강|韓江" --en "Han Kang" --zh 韩江 --kind person --context "작가|소설"
    """
    from bilingual.terminology.editing import add_entry

    path = _file(glossaries)
    line = add_entry(
        path,
        source,
        targets=_by_language(en, zh),
        kind=kind or "",
        policy=policy or "",
        context=context or "",
        note=note or "",
        first=_by_language(en_first, zh_first),
        boundary=boundary or "",
        case=case or "",
        suffix=suffix or "",
    )
    click.echo(f"{path}:{line}: added {source}")
    _tell_kind(kind)


@command.command()
@click.argument("term")
@_cells
@click.option("--ko", "source", metavar="TEXT", help="New Korean forms.")
@click.option("--line", type=int, help="Which row, where the term stands in several.")
@glossary_option
@debug_option
def edit(
    term: str,
    en: str | None,
    zh: str | None,
    en_first: str | None,
    zh_first: str | None,
    kind: str | None,
    policy: str | None,
    context: str | None,
    note: str | None,
    boundary: str | None,
    case: str | None,
    suffix: str | None,
    source: str | None,
    line: int | None,
    glossaries: tuple[Path, ...],
) -> None:
    """Change cells of the entry that has the Korean form TERM; other cells stay.

    An empty text empties a cell.

    \b
    Examples:
      bilingual glossary edit 나토 --en-first "North Atlantic Treaty Organization (NATO)"
      bilingual glossary edit 나토 --boundary prefix --suffix "군|측"
    """
    from bilingual.errors import UsageError
    from bilingual.terminology.editing import edit_entry

    cells = (en, zh, en_first, zh_first, kind, policy, context, note, boundary, case, suffix, source)
    if all(cell is None for cell in cells):
        raise UsageError("nothing to change: name at least one cell, such as --en")
    path = _file(glossaries)
    _known_there(path, term)
    at = edit_entry(
        path,
        term,
        source=source,
        targets=_by_language(en, zh),
        kind=kind,
        policy=policy,
        context=context,
        note=note,
        first=_by_language(en_first, zh_first),
        boundary=boundary,
        case=case,
        suffix=suffix,
        line=line,
    )
    click.echo(f"{path}:{at}: changed {term}")
    _tell_kind(kind)


@command.command()
@click.argument("term")
@click.option("--line", type=int, help="Which row, where the term stands in several.")
@glossary_option
@debug_option
def remove(term: str, line: int | None, glossaries: tuple[Path, ...]) -> None:
    """Remove the entry that has the Korean form TERM.

    \b
    Example:
      bilingual glossary remove 나토
    """
    from bilingual.terminology.editing import remove_entry

    path = _file(glossaries)
    _known_there(path, term)
    at = remove_entry(path, term, line=line)
    click.echo(f"{path}:{at}: removed {term}")


def _known_there(path: Path, term: str) -> None:
    """Say where a term stands that is not in the file that may be edited."""
    from bilingual.errors import UsageError
    from bilingual.terminology.editing import find_rows

    if path.is_file() and find_rows(path, term):
        return
    elsewhere = [entry for entry in loaded_entries(()) if term in entry.forms.get("ko", ())]
    if elsewhere:
        entry = elsewhere[0]
        raise UsageError(
            f"'{term}' stands in {entry.path}:{entry.line}, not in {path}\n"
            f"To have your own form, run: bilingual glossary add {term} --en … --zh …"
        )
    raise UsageError(f"{path}: no entry '{term}'; `bilingual glossary list` shows what is there")


for _command in (list_entries, match, lint, log, undo, redo, impact, import_entries, export, suggest):
    command.add_command(_command)
