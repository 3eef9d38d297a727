"""``bilingual glossary suggest``: new entries out of sources, accepted by number."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bilingual.cli.options import SOURCES, debug_option, glossary_option, json_option, rules_option
from bilingual.cli.sources import exit_status, read_each

if TYPE_CHECKING:
    from bilingual.terminology.mining import Proposal


@click.command()
@SOURCES
@click.option("--min-count", type=click.IntRange(1), default=1, metavar="N", help="Only terms seen N times.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Show N proposals at most.")
@click.option("--known/--no-known", default=True, help="Also list what the glossary has.  [default: known]")
@click.option("--reporters", is_flag=True, help="Also propose the reporters of agency leads.")
@click.option(
    "--add",
    "accepted",
    multiple=True,
    metavar="NUMBERS",
    help="Add these proposals: 1,3,5-7, or one with forms of your own: '3:en=Nuri;zh=世界号'.",
)
@click.option(
    "--memory",
    metavar="URL|none",
    help="Translation memory to look in for translations; 'none' looks in none.",
)
@glossary_option
@rules_option
@json_option
@debug_option
def suggest(
    sources: tuple[str, ...],
    min_count: int,
    limit: int | None,
    known: bool,
    reporters: bool,
    accepted: tuple[str, ...],
    memory: str | None,
    glossaries: tuple[Path, ...],
    rules: tuple[Path, ...],
    as_json: bool,
) -> int:
    """Propose new entries from what SOURCE itself explains, such as 독립국가연합(CIS) or 고(故) 아베 신조.

    SOURCE is as in translate; only what a translation keeps is looked at. The same sources, glossary and
    memory give the same numbers, so that --add accepts what was shown. An entry needs an English or a
    Chinese form: where the text gives none, name one (--add '3:en=Nuri'); the keys are ko, en, zh, kind,
    policy, note. On a terminal a table is printed and the numbers to add are asked for, elsewhere fields
    parted by tabs.

    \b
    Examples:
      bilingual glossary suggest pages/ --min-count 2
      bilingual glossary suggest seeds/*
      bilingual glossary suggest pages/ --add 1,3,5-7 --add '9:en=Nuri;zh=世界号;kind=event'
    """
    from bilingual.cli.accepting import accept, choices
    from bilingual.cli.suggest_view import print_plain, print_table, record
    from bilingual.memory import open_memory
    from bilingual.settings import load_settings
    from bilingual.suggesting import Suggesting

    settings = load_settings(glossary=glossaries, memory=memory, rules=rules)
    asked = choices(accepted)
    mining = Suggesting(settings, lambda line: click.echo(line, err=True))
    read, failures = read_each(sources, mining.take)
    if not read:
        return exit_status(0, failures)
    with open_memory(settings.memory) as opened:
        if settings.seeds is not None:
            opened.import_once(settings.seeds)
        found = mining.proposals(opened)
    new = [proposal for proposal in found if not proposal.known]
    if accepted:
        accept(new, asked, glossaries)
        return exit_status(len(read), failures)
    # Numbers are those of all proposals: they stay whatever is shown.
    wanted = [
        (number, proposal)
        for number, proposal in enumerate(new, 1)
        if proposal.count >= min_count and (reporters or proposal.kind != "reporter")
    ]
    have = [proposal for proposal in found if proposal.known and proposal.count >= min_count]
    listed = have[:limit] if known else []
    shown = wanted[:limit]
    if as_json:
        rows = [record(proposal, number) for number, proposal in shown]
        rows += [record(proposal, None) for proposal in listed]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    elif sys.stdout.isatty():
        print_table(shown, listed)
    else:
        print_plain(shown, listed)
    noun = "source" if len(read) == 1 else "sources"
    more = f" ({len(shown)} shown)" if len(shown) < len(wanted) else ""
    what = "proposal" if len(wanted) == 1 else "proposals"
    click.echo(
        f"{len(read)} {noun}: {len(wanted)} {what}{more}, {len(have)} already in the glossary; "
        "add some with --add NUMBERS",
        err=True,
    )
    if shown and not as_json and sys.stdout.isatty():
        _ask(new, glossaries)
    return exit_status(len(read), failures)


def _ask(new: Sequence[Proposal], glossaries: tuple[Path, ...]) -> None:
    """Ask on a terminal which proposals to add; nothing is added without an answer."""
    from bilingual.cli.accepting import accept, choices

    if not sys.stdin.isatty():
        return
    answer = click.prompt(
        "Add which numbers (1,3,5-7; empty for none)", default="", show_default=False, err=True
    )
    if answer.strip():
        accept(new, choices((answer.strip(),)), glossaries, ask=True)
