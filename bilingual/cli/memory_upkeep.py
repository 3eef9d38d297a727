"""``bilingual memory stats``, ``forget`` and ``vacuum``."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import asdict

import click

from bilingual.cli.memory_options import from_option, memory_option, to_option
from bilingual.cli.options import debug_option, json_option

_SHOWN = 3


@click.command()
@memory_option
@json_option
@debug_option
def stats(memory: str | None, as_json: bool) -> None:
    """Show what the memory holds.

    \b
    Example:
      bilingual memory stats --json
    """
    from bilingual.cli.memory_options import opened

    with opened(memory) as store:
        held = store.inventory()
    if as_json:
        record = asdict(held)
        record["pairs"] = [
            {"source_language": pair[0], "target_language": pair[1], "units": count}
            for pair, count in held.pairs.items()
        ]
        click.echo(json.dumps(record, ensure_ascii=False, indent=1))
        return
    click.echo(held.place)
    free = f", {_size(held.free)} of it free (bilingual memory vacuum)" if held.free else ""
    click.echo(f"{held.units:,} units, {held.articles:,} articles ({held.segments:,} segments)")
    click.echo(f"{_size(held.size)}{free}; {held.imports:,} TMX files imported")
    rows = {
        "languages": {f"{one} → {other}": count for (one, other), count in held.pairs.items()},
        "origin": held.origins,
        "engine": held.engines,
        "made in": held.ages,
    }
    for title, counts in rows.items():
        if counts:
            click.echo(f"\n{title}")
        for name, count in counts.items():
            click.echo(f"  {count:>11,}  {name}")


@click.command()
@click.option("--article", metavar="ID", help="Units made for this article, and the article itself.")
@click.option("--text", help="Units with this whole source or target text.")
@click.option("--engine", metavar="SIGNATURE", help="Answers of this engine, as `stats` names it.")
@click.option("--before", metavar="DATE", help="Units made before this day, 2026-01-31 (UTC).")
@click.option("--origin", type=click.Choice(["person", "imported", "engine"]), help="Units of this origin.")
@from_option
@to_option
@click.option("--dry-run", is_flag=True, help="Show what would go; forget nothing.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@memory_option
@json_option
@debug_option
def forget(
    article: str | None,
    text: str | None,
    engine: str | None,
    before: str | None,
    origin: str | None,
    source: str | None,
    target: str | None,
    dry_run: bool,
    yes: bool,
    memory: str | None,
    as_json: bool,
) -> int:
    """Take units out of the memory for good.

    Units go for which all that is said holds. An article itself goes where it is all that is said.
    Forgotten units are in no search from then on; `vacuum` gives back their room.

    Exit status: 0 forgotten, or shown; 1 there is nothing such, or it was not agreed to.

    \b
    Examples:
      bilingual memory forget --article 0a1b2c3d --dry-run
      bilingual memory forget --engine google --before 2026-01-01 --yes
    """
    from bilingual.cli.memory_options import code, opened
    from bilingual.errors import UsageError
    from bilingual.memory import Selection

    if article is not None and not re.fullmatch(r"[0-9a-f]{8}", article):
        raise UsageError(f"'{article}' is no article's id, which is 8 hex digits such as 0a1b2c3d")
    selection = Selection(
        article,
        text,
        engine,
        _day(before),
        origin,
        source_language=code(source),
        target_language=code(target),
    )
    if selection == Selection():
        raise UsageError(
            "say what to forget: --article, --text, --engine, --before, --origin, --from or --to"
        )
    for name, value in (("--text", text), ("--engine", engine)):
        if value is not None and not value.strip():
            raise UsageError(f"{name} is empty")
    with opened(memory) as store:
        units, articles = store.forget(selection, dry_run=True)
        nothing = not units and not articles
        if not as_json:
            for _, unit in zip(range(_SHOWN), store.selected(selection), strict=False):
                click.echo(f"{unit.source_language} → {unit.target_language}  {_cut(unit.source)}")
            if units > _SHOWN:
                click.echo(f"… and {units - _SHOWN:,} more")
        if not dry_run and not nothing:
            if not yes and not _agreed(units, articles):
                click.echo("Nothing was forgotten.", err=True)
                return 1
            units, articles = store.forget(selection)
    if as_json:
        click.echo(json.dumps({"units": units, "articles": articles, "dry_run": dry_run}))
    elif nothing:
        click.echo("Nothing such is in the memory.", err=True)
    else:
        click.echo(f"{_told(units, articles)} {'would go' if dry_run else 'forgotten'}")
    return 1 if nothing else 0


@click.command()
@memory_option
@json_option
@debug_option
def vacuum(memory: str | None, as_json: bool) -> None:
    """Give back the room of what was forgotten or replaced.

    The file is written anew, which needs as much free space again; nothing else may write meanwhile.

    \b
    Example:
      bilingual memory vacuum
    """
    from bilingual.cli.memory_options import opened

    with opened(memory) as store:
        before, after = store.compact()
    if as_json:
        click.echo(json.dumps({"before": before, "after": after}))
    else:
        click.echo(f"{_size(before)} before, {_size(after)} now")


def _agreed(units: int, articles: int) -> bool:
    from bilingual.errors import UsageError

    if not _asked():
        raise UsageError(
            f"{_told(units, articles)} would go, and nobody can be asked\nSay --yes to forget them."
        )
    return click.confirm(f"Forget {_told(units, articles)}?", err=True)


def _asked() -> bool:
    return sys.stdin.isatty()


def _told(units: int, articles: int) -> str:
    said = f"{units:,} unit{'' if units == 1 else 's'}"
    return f"{said} and {articles} article" if articles else said


def _day(before: str | None) -> str | None:
    from datetime import date

    from bilingual.errors import UsageError

    if before is None:
        return None
    try:
        return f"{date.fromisoformat(before).isoformat()}T00:00:00Z"
    except ValueError:
        raise UsageError(f"--before '{before}' is no day; write it as 2026-01-31") from None


def _cut(text: str, most: int = 60) -> str:
    line = "".join(char if char.isprintable() else " " for char in " ".join(text.split()))
    return line if len(line) <= most else f"{line[: most - 1]}…"


def _size(count: int) -> str:
    return f"{count / 1e6:,.1f} MB" if count >= 100_000 else f"{count / 1e3:,.1f} kB"
