"""``bilingual detect``: which lines are the article, and which are the page's furniture."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import click

from bilingual.cli.options import SOURCES, debug_option
from bilingual.cli.sources import exit_status, read_each

if TYPE_CHECKING:
    from bilingual.detection import Row

_KEPT, _LEFT_OUT = "green", "bright_black"


@click.command()
@SOURCES
@click.option("--json", "json_lines", is_flag=True, help="Print one JSON object a line.")
@click.option("--explain", is_flag=True, help="Name the rule that decided each line.")
@debug_option
def command(sources: tuple[str, ...], json_lines: bool, explain: bool) -> int:
    """Show the role and language of every line of a source.

    SOURCE is a file, a folder, a pattern, an address (http, https) or - for standard input. Lines that a
    translation keeps are marked with +; a Word document has blocks without line numbers.

    \b
    Examples:
      bilingual detect article.txt
      bilingual detect article.txt --json | jq 'select(.keep).text'
    """
    from bilingual.detection import as_json, detect

    def take(data: bytes, path: str) -> list[Row]:
        return detect(data, path, lambda line: click.echo(line, err=True))

    per_source, failures = read_each(sources, take)
    for rows in per_source:
        for row in rows:
            if json_lines:
                record = as_json(row) | ({"rule": row.rule} if explain else {})
                click.echo(json.dumps(record, ensure_ascii=False))
            else:
                _print(row, explain)
    return exit_status(len(per_source), failures)


def _print(row: Row, explain: bool) -> None:
    line = "" if row.line is None else str(row.line)
    mark = "+" if row.keep else " "
    rule = f"{row.rule:<28} " if explain else ""
    text = f"{line:>5} {mark} {row.role.value:<12} {row.lang:<6}{rule}{row.text}"
    colour = None if "NO_COLOR" in os.environ else (_KEPT if row.keep else _LEFT_OUT)
    click.secho(text, fg=colour)
