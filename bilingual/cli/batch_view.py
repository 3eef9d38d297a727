"""How a batch is seen while it runs: bars on a terminal, lines in a log, events for a program."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from bilingual.batch.outcomes import FAILED, Outcome
from bilingual.batch.watching import Watcher
from bilingual.cli.progress import LINE_EVERY, said_rate, said_time


class View(Watcher):
    """Keeps the outcomes and tells of failures; what else is shown is for others to add."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.outcomes: list[Outcome] = []
        self.failed = 0
        self.kept = 0

    def outcome(self, outcome: Outcome) -> None:
        """Keep it, and tell of a failure."""
        self.outcomes.append(outcome)
        self.kept += outcome.kept
        if outcome.outcome == FAILED:
            self.failed += 1
            self.say(f"failed: {outcome.reason or outcome.source}")

    def say(self, line: str) -> None:
        """Print a line on stderr."""
        click.echo(line, err=True)


class Lines(View):
    """Says in a line how far it is, at most one in `LINE_EVERY` seconds."""

    def __init__(self, total: int, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(total)
        self._clock = clock
        self._began = self._told = clock()

    def outcome(self, outcome: Outcome) -> None:
        """Keep it and say how far it is, if it is time."""
        super().outcome(outcome)
        moment = self._clock()
        done = len(self.outcomes)
        if moment - self._told < LINE_EVERY or done == self.kept:
            return
        self._told = moment
        rate = (done - self.kept) / (moment - self._began)
        left = said_time((self.total - done) / rate)
        failed = f", {self.failed:,} failed" if self.failed else ""
        self.say(f"{done:,} of {self.total:,} articles{failed}, {said_rate(rate)}, {left} left")


class Events(View):
    """Prints an event a line on stdout, each an object with a key ``event``."""

    def __init__(self, total: int) -> None:
        super().__init__(total)
        _event("started", articles=total)

    def stage(self, source: str, stage: str) -> None:
        """Print it."""
        _event(stage, source=source)

    def outcome(self, outcome: Outcome) -> None:
        """Print it."""
        self.outcomes.append(outcome)
        _event("article", **json.loads(outcome.line()))

    def asked(self, segments: int) -> None:
        """Print it."""
        _event("answered", segments=segments)

    def say(self, line: str) -> None:
        """Print it."""
        _event("said", line=line)


def _event(name: str, **values: Any) -> None:
    click.echo(json.dumps({"event": name, **values}, ensure_ascii=False))


@contextmanager
def view(total: int, as_json: bool) -> Iterator[View]:
    """Yield what shows a run of so many articles."""
    if as_json:
        yield Events(total)
    elif sys.stderr.isatty():
        with _bars(total) as shown:
            yield shown
    else:
        yield Lines(total)


@contextmanager
def _bars(total: int) -> Iterator[View]:
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[note]}"),
        TimeRemainingColumn(),
    )
    console = Console(stderr=True)

    class Bars(View):
        """One bar for all articles, and one for each that is being worked on."""

        def __init__(self) -> None:
            super().__init__(total)
            self._began = time.monotonic()
            self._whole = bars.add_task("articles", total=total, note="")
            self._own: dict[str, TaskID] = {}

        def stage(self, source: str, stage: str) -> None:
            steps = {"reading": 0, "asking": 1, "writing": 2}
            name = escape(source if len(source) <= 40 else f"…{source[-39:]}")
            if source not in self._own:
                self._own[source] = bars.add_task(name, total=3, note=stage)
            bars.update(self._own[source], completed=steps.get(stage, 0), note=stage)

        def outcome(self, outcome: Outcome) -> None:
            super().outcome(outcome)
            if outcome.source in self._own:
                bars.remove_task(self._own.pop(outcome.source))
            made = len(self.outcomes) - self.kept
            rate = said_rate(made / max(time.monotonic() - self._began, 0.001)) if made else ""
            failed = f"{self.failed:,} failed" if self.failed else ""
            bars.update(self._whole, advance=1, note=" ".join(filter(None, (rate, failed))))

        def say(self, line: str) -> None:
            console.print(line, markup=False, highlight=False)

    with Progress(*columns, console=console, transient=True) as bars:
        yield Bars()
