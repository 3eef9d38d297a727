"""``bilingual glossary import``: many rows at once."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from bilingual.cli.glossary_exchange import import_files
from bilingual.cli.options import debug_option, glossary_option, json_option, words
from bilingual.collecting import LARGE, seldom


@click.command("import")
@click.argument("files", metavar="[FILE]...", nargs=-1)
@click.option(
    "--from",
    "name",
    metavar="FORMAT",
    help="tbx, xlsx, csv, deepl, google, google-set, omegat or galtransl.  [default: by the content]",
)
@click.option("--target", metavar="LANG", help="The translations' language, for files that do not name it.")
@click.option("--kind", default="", metavar="KIND", help="The kind of entries whose file says none.")
@click.option(
    "--policy",
    type=click.Choice(("pin", "check", "suggest", "forbid")),
    help="The policy of entries whose file says none.",
)
@click.option("--replace", is_flag=True, help="Where a row says otherwise, take what the file says.")
@click.option("--cldr", is_flag=True, help="Countries and territories, languages and currencies of the CLDR.")
@click.option(
    "--only",
    callback=words,
    metavar="LIST",
    help="Of the CLDR take countries, languages or currencies alone.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be added and write nothing.")
@glossary_option
@json_option
@debug_option
def import_entries(
    files: tuple[str, ...],
    name: str | None,
    target: str | None,
    kind: str,
    policy: str | None,
    replace: bool,
    cldr: bool,
    only: tuple[str, ...] | None,
    dry_run: bool,
    glossaries: tuple[Path, ...],
    as_json: bool,
) -> int:
    """Add many entries in one step, but for those that are there already.

    A FILE is what `glossary export` writes or another tool of that kind ("-" is standard input).  Rows that
    the glossary has are skipped; a row that it has with another translation is told, and left out unless
    --replace is given; then the exit status is 1.

    --cldr takes the names of countries and territories, languages and currencies from the Unicode CLDR, with
    policy check.

    \b
    Examples:
      bilingual glossary import terms.tbx colleague.xlsx --dry-run
      bilingual glossary import deepl.csv --target zh --kind person
      bilingual glossary import --cldr
      bilingual glossary import --cldr --only languages,currencies
    """
    from bilingual.errors import UsageError

    if cldr and files:
        raise UsageError("--cldr and files are two imports\nGive one command for each.")
    if cldr:
        _import_cldr(only or (), dry_run, glossaries)
        return 0
    if not files:
        raise UsageError("nothing to import: name a file, or --cldr")
    # Rows are alive until the last of them is judged; searching them for garbage takes a quarter of the time.
    with seldom(LARGE):
        return import_files(
            files,
            name=name,
            target=target,
            kind=kind,
            policy=policy,
            replace=replace,
            dry_run=dry_run,
            as_json=as_json,
            named=glossaries,
        )


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
