"""``bilingual status``: the batches of a memory, wherever they run."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from bilingual.cli.options import debug_option, json_option


@click.command()
@click.option("--memory", metavar="URL", help="Translation memory: a file or a database URL.")
@json_option
@debug_option
def command(memory: str | None, as_json: bool) -> int:
    """Show the batches that run or ran on a memory, the latest first.

    A run tells of itself every few seconds; one that says 'running' and has long been silent was ended from
    outside: the same command takes it up.

    \b
    Examples:
      bilingual status
      bilingual status --memory postgresql://team@db/memory --json
    """
    from bilingual.memory import open_memory
    from bilingual.settings import load_settings

    with open_memory(load_settings(memory=memory).memory, make=False) as opened:
        runs = list(opened.batches().runs())
    if as_json:
        click.echo(json.dumps([asdict(run) for run in runs], ensure_ascii=False, indent=1))
        return 0
    if not runs:
        click.echo("no batch has run on this memory", err=True)
    for run in runs:
        made = run.done + run.incomplete + run.failed
        told = [f"{made:,} of {run.total:,}"]
        told += [
            f"{count:,} {name}"
            for name, count in (("incomplete", run.incomplete), ("failed", run.failed))
            if count
        ]
        click.echo(
            f"{run.started}  {run.state:8}  {', '.join(told)}\n"
            f"    to {run.output}; heard of at {run.told}, process {run.process} on {run.host}"
        )
    return 0
