"""``bilingual batch``: many articles in one run that can be stopped and taken up again."""

from __future__ import annotations

import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bilingual.cli.options import debug_option, json_option, rules_option, run_options

if TYPE_CHECKING:
    from bilingual.batch.items import Found, Item
    from bilingual.settings import Settings


@click.command()
@click.argument("sources", metavar="[SOURCE...]", nargs=-1)
@click.option(
    "--manifest",
    metavar="FILE",
    help="A list of sources: CSV with a column 'source', JSON Lines, or one a line; - for standard input.",
)
@run_options
@rules_option
@click.option("--workers", type=click.IntRange(1, 256), metavar="N", help="Processes.  [default: one a core]")
@click.option(
    "--retry-failed", is_flag=True, help="Try sources again that failed and have not changed since."
)
@click.option("--only", metavar="PATTERN", help="Only sources whose path is so (*.html, */2021/*).")
@click.option(
    "--since", type=click.DateTime(("%Y-%m-%d", "%Y-%m-%dT%H:%M:%S")), help="Only files changed since then."
)
@click.option(
    "--report",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Where the report goes, a line of JSON an article.  [default: batch-report.jsonl with the results]",
)
@json_option
@debug_option
def command(
    sources: tuple[str, ...],
    manifest: str | None,
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
    workers: int | None,
    retry_failed: bool,
    only: str | None,
    since: datetime | None,
    report: Path | None,
    as_json: bool,
) -> int:
    """Translate many articles, each with results of its own.

    The same command again goes on where a run was stopped, and does again only what changed: a source, the
    glossary, the settings. What fails is told and the rest goes on. --force does everything again.

    \b
    Examples:
      bilingual batch pages/
      bilingual batch --manifest list.csv --format xlsx --output editions
      bilingual batch pages/ --only '*/2021/*' --retry-failed
      find . -name '*.html' | bilingual batch --manifest -
    """
    from bilingual import publishing
    from bilingual.settings import load_settings

    if bool(sources) == bool(manifest):
        raise click.UsageError("name sources or a manifest, one of the two")
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
    )
    publishing.check_folder(settings.output)
    found = _found(sources, manifest, settings)
    for line in (*found.notes, *found.problems):
        click.echo(line, err=True)
    items = [item for item in found.items if _wanted(item, only, since)]
    if not items:
        click.echo("nothing to do: no source is left", err=True)
        return 2 if found.problems or not found.items else 0
    if len({item.source for item in items if item.source == "-"}) and manifest == "-":
        raise click.UsageError("the manifest came by standard input, so no source can")
    from bilingual.batch import with_stems

    return _run(
        with_stems(items),
        settings,
        workers=workers,
        force=force,
        retry_failed=retry_failed,
        report=report,
        as_json=as_json,
        problems=len(found.problems),
    )


def _found(sources: Sequence[str], manifest: str | None, settings: Settings) -> Found:
    from bilingual.batch import from_sources, read_manifest
    from bilingual.reading import load

    if manifest is None:
        return from_sources(sources, (settings.output,))
    data = load(manifest)
    if manifest == "-":
        return read_manifest(data, "standard input", settings, Path())
    return read_manifest(data, manifest, settings, Path(manifest).parent)


def _wanted(item: Item, only: str | None, since: datetime | None) -> bool:
    if only is not None and not fnmatch(item.source, only):
        return False
    if since is None:
        return True
    try:
        return Path(item.source).stat().st_mtime >= since.timestamp()
    except (OSError, ValueError):
        # What cannot be looked at is for the run to report.
        return True


def _run(
    items: Sequence[Item],
    settings: Settings,
    *,
    workers: int | None,
    force: bool,
    retry_failed: bool,
    report: Path | None,
    as_json: bool,
    problems: int,
) -> int:
    import os

    from bilingual.batch.lasting import lasting_memory
    from bilingual.batch.outcomes import DONE
    from bilingual.batch.report import NAME, summary, write_report
    from bilingual.batch.runner import Runner
    from bilingual.batch.watching import Record, Watchers
    from bilingual.cli.batch_view import view
    from bilingual.reading import shown as shown_source

    with lasting_memory(settings) as memory, view(len(items), as_json) as shown, _ended_gently():
        record = Record(memory.batches(), settings.output.resolve(), len(items))
        runner = Runner(
            settings,
            memory,
            processes=workers or os.cpu_count() or 1,
            began=record.began,
            force=force,
            retry_failed=retry_failed,
            watcher=Watchers((shown, record)),
        )
        state = "stopped"
        try:
            for _ in runner.run(items):
                pass
            state = "finished"
        finally:
            record.end(state)
        order = {shown_source(item.source): number for number, item in enumerate(items)}
        outcomes = sorted(shown.outcomes, key=lambda outcome: order[outcome.source])
    path = report or settings.output / NAME
    write_report(outcomes, path)
    if not as_json:
        click.echo(str(path))
    click.echo(summary(outcomes), err=True)
    return 1 if problems or any(outcome.outcome != DONE for outcome in outcomes) else 0


@contextmanager
def _ended_gently() -> Iterator[None]:
    """Take a request to end (SIGTERM) as an interruption."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
