"""``bilingual memory search``: units with a text, or with one like it."""

from __future__ import annotations

import json

import click

from bilingual.cli.memory_options import from_option, memory_option, to_option
from bilingual.cli.options import debug_option, json_option


@click.command()
@click.argument("text")
@from_option
@to_option
@click.option(
    "--limit", type=click.IntRange(1, 10_000), default=20, show_default=True, help="At most so many units."
)
@click.option(
    "--at-least",
    type=click.FloatRange(0.3, 1.0),
    default=0.6,
    show_default=True,
    help="How similar a source must be; 1 is the same.",
)
@memory_option
@json_option
@debug_option
def search(
    text: str,
    source: str | None,
    target: str | None,
    limit: int,
    at_least: float,
    memory: str | None,
    as_json: bool,
) -> int:
    """Show units of the memory for TEXT.

    First those with this very source, then those with a similar one (with the score by which they are
    ordered: 100 % is the same; what TEXT lacks stands as [-so-], what it has instead as {+so+}), then those
    in whose source or target it stands.

    Exit status: 0 something was found; 1 nothing was.

    \b
    Examples:
      bilingual memory search 집단안보조약기구
      bilingual memory search "Russia said on Monday" --from en --json
    """
    from bilingual.cli.memory_options import code, opened, plain
    from bilingual.errors import UsageError
    from bilingual.publishing.differences import difference, marked_difference, whole_percent

    if not text.strip():
        raise UsageError("TEXT is empty: say what to look for")
    with opened(memory) as store:
        found = store.search(
            text, source_language=code(source), target_language=code(target), at_least=at_least, most=limit
        )
    if as_json:
        records = [
            {
                "match": one.kind,
                "score": None if one.score is None else round(one.score, 4),
                **plain(one.unit),
                **(
                    {"difference": [list(piece) for piece in difference(one.unit.source, text)]}
                    if one.kind == "similar"
                    else {}
                ),
            }
            for one in found
        ]
        click.echo(json.dumps(records, ensure_ascii=False, indent=1))
    else:
        for one in found:
            unit = one.unit
            source, kind = unit.source, one.kind
            if kind == "similar":
                source, kind = marked_difference(source, text), f"{kind} {whole_percent(one.score or 0)}"
            who = f"{unit.origin} {unit.engine}".rstrip()
            click.echo(f"{kind}  {unit.source_language} → {unit.target_language}  {who}  {unit.created[:10]}")
            click.echo(f"  {_line(source)}\n  {_line(unit.target)}")
        if not found:
            click.echo("Nothing found.", err=True)
    return 0 if found else 1


def _line(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in " ".join(text.split()))
