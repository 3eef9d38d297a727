"""Reads the sources of a command line one by one, telling what could not be read."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import click

from bilingual.errors import SourceError

T = TypeVar("T")


def read_each(
    sources: Sequence[str], take: Callable[[bytes, str], T], leave_out: Sequence[Path] = ()
) -> tuple[list[T], int]:
    """Apply ``take`` to each source's bytes and name; return the results and how many sources failed.

    Folders and patterns stand for the files in them, but for those under ``leave_out``.  A source named
    twice is read once.  Each failure is one message on stderr; the others go on.
    """
    from bilingual import reading

    results: list[T] = []
    failures = 0
    named: dict[str, None] = {}
    for source in dict.fromkeys(sources):
        try:
            named.update(dict.fromkeys(reading.expand(source, leave_out)))
        except SourceError as error:
            failures += 1
            _tell(error)
    for source in named:
        try:
            data = reading.load(source, sys.stdin.buffer if source == "-" else None)
            results.append(take(data, reading.shown(source)))
        except SourceError as error:
            failures += 1
            _tell(error)
    return results, failures


def _tell(error: SourceError) -> None:
    click.echo(f"Error: {error}", err=True)


def exit_status(read: int, failures: int, complete: bool = True) -> int:
    """The contract's status: 2 when nothing could be read, 1 when something is missing, else 0."""
    if not read:
        return 2
    return 0 if complete and not failures else 1
