"""``bilingual detect``: which lines are the article, and which are the page's furniture."""

from __future__ import annotations

from pathlib import Path

import click

from bilingual.cli.options import SOURCES, debug_option, rules_option
from bilingual.cli.sources import exit_status, read_each


@click.command()
@SOURCES
@click.option("--json", "json_lines", is_flag=True, help="Print one JSON object a line.")
@click.option("--explain", is_flag=True, help="Name the rule that decided each line, and its file.")
@rules_option
@debug_option
def command(sources: tuple[str, ...], json_lines: bool, explain: bool, rules: tuple[Path, ...]) -> int:
    """Show the role and language of every line of a source.

    SOURCE is a file, a folder, a pattern, an address (http, https) or - for standard input. Lines that a
    translation keeps are marked with +; a line of a Word document has its block's id for a number. On a
    terminal long lines are cut to its width; --explain shows them whole. What it comes to is said on stderr.

    \b
    Examples:
      bilingual detect article.txt
      bilingual detect article.txt --explain --rules newsroom.toml
      bilingual detect pages/ | grep -w promo
      bilingual detect article.txt --json | jq 'select(.keep).text'
    """
    from bilingual.cleaning import in_force
    from bilingual.cli.detect_view import safe, show, tell
    from bilingual.detection import Summary, about, as_json_text, in_batches, judged, rows_of, summarise
    from bilingual.settings import own_rules

    chosen = in_force(own_rules(rules))
    several = len(sources) > 1 or any(Path(source).is_dir() or _is_pattern(source) for source in sources)

    def take(data: bytes, path: str) -> Summary | None:
        article = judged(data, path, lambda line: click.echo(safe(line), err=True), chosen)
        if json_lines:
            # Printed in pieces: a call a row takes longer than all of its judging.
            for rows in in_batches(article):
                click.echo("\n".join(as_json_text(row, explain) for row in rows))
            return None
        rows = rows_of(article)
        summary = summarise(rows)
        name = "standard input" if path == "-" else path
        show(rows, name if several else "", explain)
        tell(summary, name, about(article, chosen))
        return summary

    summaries, failures = read_each(sources, take)
    shown = [summary for summary in summaries if summary is not None]
    if len(shown) > 1:
        tell(sum(shown[1:], shown[0]), f"total of {len(shown)} sources")
    return exit_status(len(summaries), failures)


def _is_pattern(source: str) -> bool:
    return "://" not in source and any(char in source for char in "*?[")
