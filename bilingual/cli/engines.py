"""``bilingual engines``: who can be asked, and what each one needs."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from bilingual.cli.options import debug_option, json_option


@click.command()
@json_option
@debug_option
def command(as_json: bool) -> None:
    """List the engines: ready, missing something (and what), or retired by their provider.

    \b
    Example:
      bilingual engines
    """
    from bilingual import engines

    rows = engines.listing()
    if as_json:
        click.echo(json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1))
        return
    width = max(len(row.name) for row in rows)
    for row in rows:
        network = "network" if row.needs_network else "offline"
        click.echo(f"{row.name:<{width}}  {row.state:<8} {network:<8} {row.reason}".rstrip())
