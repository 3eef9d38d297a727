"""How far a run has come, on stderr: a bar on a terminal, elsewhere a plain line now and then."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

#: Seconds between two lines where stderr is no terminal; a run that is shorter says nothing.
LINE_EVERY = 10.0


@contextmanager
def progress(total: int, noun: str) -> Iterator[Callable[[float], None]]:
    """Yield a function that takes how many more of ``total`` are done."""
    if not total:
        yield lambda _: None
    elif sys.stderr.isatty():
        with _bar(total, noun) as done:
            yield done
    else:
        yield Lines(total, noun, lambda line: click.echo(line, err=True))


class Lines:
    """Says in a line how far it is, how fast it goes and how long it will take; at most one in LINE_EVERY."""

    def __init__(
        self,
        total: int,
        noun: str,
        say: Callable[[str], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._total, self._noun, self._say, self._clock = total, noun, say, clock
        self._done = 0.0
        self._began = self._told = clock()

    def __call__(self, count: float) -> None:
        """Take so many more."""
        self._done += count
        now = self._clock()
        if now - self._told < LINE_EVERY or not self._done:
            return
        self._told = now
        rate = self._done / (now - self._began)
        left = max(0.0, self._total - self._done) / rate
        self._say(
            f"{self._done:,.0f} of {self._total:,} {self._noun}, {said_rate(rate)}, {said_time(left)} left"
        )


@contextmanager
def _bar(total: int, noun: str) -> Iterator[Callable[[float], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn
    from rich.progress import TimeRemainingColumn as Left
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            speed = task.finished_speed or task.speed
            return Text(said_rate(speed) if speed else "", style="progress.data.speed")

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn(noun), Rate(), Left(), TextColumn("left"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(noun, total=total)
        yield lambda count: bar.update(task, advance=count)


def said_rate(rate: float) -> str:
    """Return a rate for a person: ``12/s``, ``0.4/s``."""
    return f"{rate:,.0f}/s" if rate >= 10 else f"{rate:.1f}/s"


def said_time(seconds: float) -> str:
    """Return a time for a person: ``8 s``, ``2 min 5 s``, ``1 h 12 min``."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"
