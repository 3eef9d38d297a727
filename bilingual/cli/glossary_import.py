"""``bilingual glossary import``: many rows at once."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from bilingual.cli.options import debug_option, glossary_option, words


@click.command("import")
@click.option("--cldr", is_flag=True, help="Countries and territories, languages and currencies of the CLDR.")
@click.option(
    "--only",
    callback=words,
    metavar="LIST",
    help="Of the CLDR take countries, languages or currencies alone.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be added and write nothing.")
@glossary_option
@debug_option
def import_entries(
    cldr: bool, only: tuple[str, ...] | None, dry_run: bool, glossaries: tuple[Path, ...]
) -> None:
    """Add many entries in one step, but for those that the glossaries have already.

    --cldr takes the names of countries and territories, languages and currencies from the Unicode CLDR, with
    policy check.

    \b
    Examples:
      bilingual glossary import --cldr
      bilingual glossary import --cldr --only languages,currencies
    """
    from bilingual.errors import UsageError

    if not cldr:
        raise UsageError("nothing to import: name a source, such as --cldr")
    _import_cldr(only or (), dry_run, glossaries)


def _import_cldr(only: tuple[str, ...], dry_run: bool, named: tuple[Path, ...]) -> None:
    from bilingual.settings import load_settings, writable_glossary
    from bilingual.terminology import load_glossary
    from bilingual.terminology.adding import add_rows, without_known
    from bilingual.terminology.cldr import cldr_rows

    rows = cldr_rows(only)
    path = writable_glossary(named)
    there = [name for name in named if name.is_file()]
    files = load_settings(glossary=there).glossaries if there or not named else ()
    known = load_glossary(files).entries
    outcome = without_known(rows, known) if dry_run else add_rows(path, rows, known)
    kinds = Counter(row.kind for row in outcome.rows)
    told = ", ".join(f"{count} {kind}" for kind, count in kinds.items())
    where = f"{path}:{outcome.line}" if outcome.line else str(path)
    verb = "would be added" if dry_run else "added"
    click.echo(f"{where}: {verb} {len(outcome.rows)}{f' ({told})' if told else ''}")
    click.echo(f"{len(outcome.skipped)} skipped: the glossaries have them already", err=True)
