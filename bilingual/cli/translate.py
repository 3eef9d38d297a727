"""``bilingual translate``: sources in, bilingual editions out."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bilingual.cli.options import SOURCES, debug_option, json_option, rules_option, run_options, theme_option
from bilingual.cli.sources import exit_status, read_each

if TYPE_CHECKING:
    from bilingual.article import Article
    from bilingual.engine_chain import Sent
    from bilingual.pipeline import Pipeline, Written
    from bilingual.preparing import Prepared
    from bilingual.translation import Job

#: Segments of several articles that are asked for together before the first of them is written.
SEGMENTS_TOGETHER = 400


@click.command()
@SOURCES
@run_options
@rules_option
@theme_option
@click.option(
    "--keep-both",
    is_flag=True,
    default=None,
    help="Keep both lines of a page that gives its own translation, each to be translated.",
)
@click.option(
    "--dry-run", is_flag=True, help="Show what would be sent and what it costs; ask nobody and write nothing."
)
@json_option
@debug_option
def command(
    sources: tuple[str, ...],
    to: tuple[str, ...] | None,
    engine: tuple[str, ...] | None,
    glossaries: tuple[Path, ...],
    memory: str | None,
    fuzzy: float | None,
    offline: bool | None,
    formats: tuple[str, ...] | None,
    output: Path | None,
    force: bool,
    rules: tuple[Path, ...],
    theme: Path | None,
    keep_both: bool | None,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Translate articles and write bilingual editions.

    SOURCE is a file (text, HTML, Markdown, a post with front matter, DOCX), a folder of them, a pattern,
    an address (http, https), or - for standard input. Results are named after the source and go to the output
    folder; their paths are printed.

    \b
    Examples:
      bilingual translate article.txt
      bilingual translate pages/ "more/**/*.html" https://example.com/news/1.html
      bilingual translate seeds/* --to en,zh --format html,xlsx,json
      pbpaste | bilingual translate - --to en --format txt
    """
    from bilingual import publishing
    from bilingual.pipeline import Pipeline
    from bilingual.settings import load_settings

    settings = load_settings(
        to=to or (),
        engine=engine or (),
        glossary=glossaries,
        memory=memory,
        fuzzy=fuzzy,
        offline=offline,
        formats=formats or (),
        output=output,
        rules=rules,
        keep_both=keep_both,
        theme=theme,
    )
    if not dry_run:
        publishing.check_folder(settings.output)
    with Pipeline(settings, _say, planning=dry_run) as pipeline:
        prepared, failures = read_each(sources, pipeline.prepare, (settings.output,))
        jobs = [pipeline.plan(item) for item in prepared]
        if not prepared:
            return exit_status(0, failures)
        if dry_run:
            from bilingual.cli.dry_run import print_plan

            print_plan(pipeline, prepared, jobs, as_json)
            return exit_status(len(prepared), failures)
        results = _run(pipeline, prepared, jobs, force)
        sent = pipeline.sent
    complete = _report(results, as_json, sent)
    return exit_status(len(prepared), failures, complete)


def _say(line: str) -> None:
    click.echo(line, err=True)


def _run(
    pipeline: Pipeline, prepared: Sequence[Prepared], jobs: Sequence[tuple[Job, ...]], force: bool
) -> list[tuple[Article, tuple[Written, ...]]]:
    from bilingual.cli.progress import progress
    from bilingual.naming import result_stems

    stems = result_stems([(item.name, item.article.id) for item in prepared])
    pipeline.announce([job for of_one in jobs for job in of_one])
    wanted = [sum(len(job.wanted) for job in of_one) for of_one in jobs]
    results = []
    with progress(sum(wanted), "segments") as done:
        for part in _together(wanted):
            planned = list(jobs[part])
            if part.start:
                # What came before may have brought an answer to memory.
                planned = [
                    pipeline.plan(item) if count else own
                    for item, own, count in zip(prepared[part], planned, wanted[part], strict=True)
                ]
                done(sum(wanted[part]) - sum(len(job.wanted) for own in planned for job in own))
            articles = pipeline.fulfil_all(prepared[part], planned, done)
            results += [
                (article, pipeline.publish(article, stem, force=force))
                for article, stem in zip(articles, stems[part], strict=True)
            ]
    return results


def _together(wanted: Sequence[int]) -> Iterator[slice]:
    """Yield which articles share requests: as many as it takes, so that the first are soon written."""
    start = segments = 0
    for index, count in enumerate(wanted):
        if segments and segments + count > SEGMENTS_TOGETHER:
            yield slice(start, index)
            start, segments = index, 0
        segments += count
    yield slice(start, len(wanted))


def _report(
    results: Sequence[tuple[Article, tuple[Written, ...]]], as_json: bool, sent: Sequence[Sent]
) -> bool:
    """Print what was written and how it went; return True when nothing is left to do."""
    from bilingual.pipeline import is_complete

    complete = True
    statuses: Counter[str] = Counter()
    severities: Counter[str] = Counter()
    rows = []
    for article, written in results:
        own: Counter[str] = Counter()
        for segment in article.segments:
            for target in segment.targets.values():
                own[target.status.value] += 1
                severities.update(
                    "ignored" if finding.ignored else finding.severity.value for finding in target.findings
                )
        statuses.update(own)
        beside = [result for result in written if result.state == "beside"]
        complete = complete and is_complete(article) and not beside
        rows.append(
            {
                "source": article.source.path,
                "article": article.id,
                "title": article.source.title,
                "complete": is_complete(article) and not beside,
                "statuses": dict(own),
                "outputs": [
                    {"format": result.format, "path": str(result.path), "state": result.state}
                    for result in written
                ],
            }
        )
        if not as_json:
            for result in written:
                click.echo(str(result.path))
        for result in beside:
            _say(
                f"{result.wanted} was changed by hand, or written without this memory: left as it is\n"
                f"The new one is {result.path}; run again with --force to overwrite the old one."
            )
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    _say(_summary(len(results), statuses, severities))
    if statuses:
        _say(_paid(statuses, sent))
    return complete


def _paid(statuses: Counter[str], sent: Sequence[Sent]) -> str:
    """Say what was reused, what went to whom and what it cost."""
    said = [f"{statuses['reused'] + statuses['edited']:,} reused"]
    if statuses["fuzzy"]:
        said.append(f"{statuses['fuzzy']:,} similar")
    for one in sent:
        calls = "1 request" if one.calls == 1 else f"{one.calls:,} requests"
        price = one.price.said(one.characters) if one.price else "price not known"
        said.append(f"{one.characters:,} characters sent to {one.name} in {calls}, {price}")
    return "; ".join(said if sent else [*said, "nothing sent"])


def _summary(articles: int, statuses: Counter[str], severities: Counter[str]) -> str:
    counts = ", ".join(f"{count} {name}" for name, count in sorted(statuses.items())) or "no segments"
    findings = ", ".join(
        f"{severities[name]} {name}{'s' if severities[name] != 1 and name in ('error', 'warning') else ''}"
        for name in ("error", "warning", "info", "ignored")
        if severities[name]
    )
    noun = "article" if articles == 1 else "articles"
    return f"{articles} {noun}: {counts}; findings: {findings or 'none'}"
