"""``bilingual glossary impact``: what a change of an entry touches, and translating just that again."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bilingual.cli.options import debug_option, glossary_option, json_option

if TYPE_CHECKING:
    from bilingual.upkeep import ArticleImpact, Impact, SegmentImpact
    from bilingual.upkeep.renewing import Outcome

_SHOWN = 48


@click.command()
@click.argument("terms", metavar="TERM...", nargs=-1, required=True)
@click.option("--renew", is_flag=True, help="Translate again what is out of date, and replace the results.")
@click.option("--memory", metavar="URL", help="Translation memory that holds the articles.")
@click.option("--offline", is_flag=True, default=None, help="Never ask an engine that needs a network.")
@glossary_option
@json_option
@debug_option
def impact(
    terms: tuple[str, ...],
    renew: bool,
    memory: str | None,
    offline: bool | None,
    glossaries: tuple[Path, ...],
    as_json: bool,
) -> int:
    """Show which articles and memory units the entry of TERM touches.

    Articles come from the memory, where every run keeps them. Nothing is sent and nothing is written
    without --renew; with it, articles in which the glossary says something else now are run again with the
    settings of their own run: only segments that it touches go to an engine, and the files that were
    written are replaced. Files changed by hand are left, the new ones lie beside them. What a person
    translated is listed and never rewritten.

    \b
    Examples:
      bilingual glossary impact 나토
      bilingual glossary impact 누리호 다누리 --renew
    """
    from bilingual.errors import UsageError
    from bilingual.settings import load_settings
    from bilingual.upkeep import is_there, look
    from bilingual.upkeep import renew as run_again

    settings = load_settings(glossary=glossaries, memory=memory, offline=offline)
    if memory is not None and memory != "none" and not is_there(settings.memory):
        raise UsageError(
            f"{memory}: no such translation memory\nName the file that the articles were kept in."
        )
    if settings.memory == "none":
        _say("This project keeps no translation memory, and so no article.\nName one with --memory.")
    elif memory is None and not is_there(settings.memory):
        _say(
            f"{settings.memory}: no translation memory yet: nothing was translated with it\n"
            "Name the one that the articles were kept in with --memory, or translate first."
        )
    found = look(settings, terms)
    outcome = run_again(found, _say) if renew else None
    if as_json:
        click.echo(json.dumps(_plain(found, outcome), ensure_ascii=False, indent=1))
    else:
        _show(found)
        if outcome is not None:
            _show_renewed(outcome)
    for failure in (*found.failures, *(outcome.failures if outcome else ())):
        _say(f"Error: {failure}")
    return _status(found, outcome)


def _say(line: str) -> None:
    click.echo(line, err=True)


def _status(found: Impact, outcome: Outcome | None) -> int:
    failed = bool(found.failures or (outcome and outcome.failures))
    if failed and not found.articles:
        return 2
    return 1 if failed or (outcome and not all(one.complete for one in outcome.renewed)) else 0


def _show(found: Impact) -> None:
    for entry in found.concern.entries:
        forms = "  →  ".join("|".join(entry.forms.get(code, ())) or "-" for code in ("ko", "en", "zh-Hans"))
        click.echo(f"{forms}  [{entry.policy.value}]  {entry.path}:{entry.line}")
    for term in found.concern.unknown:
        click.echo(f"{term}: no glossary has an entry for it now; shown is what an entry would touch or did")
    for article in found.articles:
        click.echo(f"\n{article.id}  {article.path}{f'  {article.title}' if article.title else ''}")
        for segment in article.segments:
            click.echo(f"  {segment.segment}  {segment.language}  {_state(segment)}  {_cut(segment.source)}")
    kept = [unit for unit in found.units if unit.kept]
    if kept:
        click.echo("\nUnits that a person made or a file brought, and that lack the pinned form; they stay:")
        for unit in kept:
            one = unit.unit
            click.echo(
                f"  {one.target_language}  {one.origin}  lacks {', '.join(unit.lacks)}: "
                f"{_cut(one.source)} → {_cut(one.target)}"
            )
    old = len(found.units) - len(kept)
    if old:
        click.echo(
            f"\n{_count(old, 'unit')} of engines without the pinned form, not reused where it is asked for"
        )
    click.echo("")
    if not found.articles:
        click.echo("No stored article has it.")
    for language, cost in found.costs.items():
        stale = len({a.id for a in found.articles for s in a.segments if s.stale and s.language == language})
        held = _count(cost.held, "segment")
        click.echo(
            f"{language}: {held} with it in {_count(_holding(found.articles, language), 'article')}; "
            f"out of date: {_count(stale, 'article')}, to send: {_count(cost.segments, 'segment')}"
            f" ({cost.characters:,} characters, {_count(cost.requests, 'request')})"
        )


def _holding(articles: Sequence[ArticleImpact], language: str) -> int:
    return sum(any(segment.language == language for segment in article.segments) for article in articles)


def _state(segment: SegmentImpact) -> str:
    words = [segment.status.value]
    if segment.kept and (segment.stale or segment.lacks):
        words.append("kept")
    if segment.sent:
        words.append("to send")
    elif segment.stale:
        words.append("out of date")
    if segment.lacks:
        words.append(f"lacks {', '.join(segment.lacks)}")
    if segment.holds:
        words.append(f"holds {', '.join(segment.holds)}, which is forbidden")
    return ", ".join(words)


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _show_renewed(outcome: Outcome) -> None:
    for one in outcome.renewed:
        for written in one.written:
            click.echo(str(written.path))
            if written.state == "beside":
                _say(
                    f"{written.wanted} was changed by hand: left as it is\n"
                    f"The new one is {written.path}; take over what you need of it."
                )
        statuses = Counter(
            target.status.value for segment in one.article.segments for target in segment.targets.values()
        )
        counts = ", ".join(f"{count} {name}" for name, count in sorted(statuses.items()))
        if not one.written:
            _say(f"{one.article.source.path}: no file of it is known; the memory has the new text")
        _say(f"{one.article.source.path}: {counts}")
    _say(f"{_count(len(outcome.renewed), 'article')} renewed; {outcome.characters_sent:,} characters sent")


def _plain(found: Impact, outcome: Outcome | None) -> dict[str, Any]:
    concern = found.concern
    plain: dict[str, Any] = {
        "terms": list(concern.terms),
        "unknown": list(concern.unknown),
        "entries": [{"source": e.source, "path": e.path, "line": e.line} for e in concern.entries],
        "articles": [
            {
                "id": article.id,
                "path": article.path,
                "title": article.title,
                "stale": article.stale,
                "outputs": [str(output.path) for output in article.outputs],
                "segments": [
                    {
                        "id": segment.segment,
                        "language": segment.language,
                        "source": segment.source,
                        "target": segment.target,
                        "status": segment.status.value,
                        "stale": segment.stale,
                        "sent": segment.sent,
                        "kept": segment.kept,
                        "lacks": list(segment.lacks),
                        "holds": list(segment.holds),
                    }
                    for segment in article.segments
                ],
            }
            for article in found.articles
        ],
        "units": [
            {
                "source": one.unit.source,
                "target": one.unit.target,
                "source_language": one.unit.source_language,
                "target_language": one.unit.target_language,
                "origin": one.unit.origin,
                "segment": one.unit.segment,
                "kept": one.kept,
                "lacks": list(one.lacks),
            }
            for one in found.units
        ],
        "costs": {
            language: {
                "held": cost.held,
                "segments": cost.segments,
                "characters": cost.characters,
                "requests": cost.requests,
            }
            for language, cost in found.costs.items()
        },
        "failures": list(found.failures),
    }
    if outcome is not None:
        plain["renewed"] = [
            {
                "id": one.article.id,
                "path": one.article.source.path,
                "complete": one.complete,
                "outputs": [{"format": w.format, "path": str(w.path), "state": w.state} for w in one.written],
            }
            for one in outcome.renewed
        ]
        plain["characters_sent"] = outcome.characters_sent
        plain["failures"] += list(outcome.failures)
    return plain
