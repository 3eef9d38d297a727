"""What ``--dry-run`` prints: what memory has, and what asking each engine for the rest would take."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from bilingual.pipeline import Pipeline
    from bilingual.preparing import Prepared
    from bilingual.translation import Estimate, Job


def print_plan(
    pipeline: Pipeline, prepared: Sequence[Prepared], jobs: Sequence[Sequence[Job]], as_json: bool
) -> None:
    """Print a line a source and language, then one an engine; or the same as JSON.

    In JSON each row has its own estimate; the lines of the engines are of the whole run, in which sources
    share requests.
    """
    rows = [_row(pipeline, item, job) for item, own in zip(prepared, jobs, strict=True) for job in own]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for row in rows:
        click.echo(
            f"{row['source']} → {row['target']}: {row['segments']} segments: {row['exact']} in memory,"
            f" {row['similar']} similar, {row['copied']} copied; {row['wanted']} to ask for"
            f" ({row['characters']:,} characters)"
        )
    if not any(row["wanted"] for row in rows):
        click.echo("Nothing has to be asked for.")
        return
    whole = pipeline.estimates([job for own in jobs for job in own])
    if not whole:
        click.echo("No engine may be asked.")
    ready = False
    for estimate in whole:
        click.echo(("what it leaves open: " if ready else "") + _said(estimate))
        ready = ready or not estimate.lacks


def _row(pipeline: Pipeline, item: Prepared, job: Job) -> dict[str, Any]:
    statuses = Counter(target.status.value for target in job.found.values())
    similar, copied = statuses["fuzzy"], statuses["copied"]
    return {
        "source": item.name,
        "target": job.target,
        "segments": len(item.article.segments),
        "found": len(job.found),
        "exact": len(job.found) - similar - copied,
        "similar": similar,
        "copied": copied,
        "wanted": len(job.wanted),
        "characters": job.characters,
        "engines": [
            {
                "engine": estimate.engine,
                "requests": estimate.requests,
                "characters": estimate.characters,
                "price": estimate.price.of(estimate.characters) if estimate.price else None,
                "currency": estimate.price.currency if estimate.price else None,
                "lacks": estimate.lacks or None,
            }
            for estimate in pipeline.estimates([job])
        ],
    }


def _said(estimate: Estimate) -> str:
    price = estimate.price.said(estimate.characters) if estimate.price else "price not known"
    noun = "request" if estimate.requests == 1 else "requests"
    said = f"{estimate.engine}: {estimate.requests:,} {noun}, {estimate.characters:,} characters, {price}"
    return f"{said}; not asked now: {estimate.lacks}" if estimate.lacks else said
