"""Reads the sources of a command line one by one, telling what could not be read."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import click

from bilingual.errors import SourceError

T = TypeVar("T")

# Controls (C0, C1), separators of lines and paragraphs, overrides of direction, lone surrogates.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_LINES_ONLY = re.compile(_UNSAFE.pattern.replace("\x00-\x1f", "\x00-\x09\x0b-\x1f"))


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
            _tell(error, source)
    for source in named:
        try:
            data = reading.load(source, sys.stdin.buffer if source == "-" else None)
            results.append(take(data, reading.shown(source)))
        except SourceError as error:
            failures += 1
            _tell(error, source)
    return results, failures


def _tell(error: SourceError, source: str) -> None:
    # A file's name may hold line ends, and what moves the cursor.
    said = _LINES_ONLY.sub("\ufffd", str(error).replace(source, _UNSAFE.sub("\ufffd", source)))
    click.echo(f"Error: {said}", err=True)


def exit_status(read: int, failures: int, complete: bool = True) -> int:
    """The contract's status: 2 when nothing could be read, 1 when something is missing, else 0."""
    if not read:
        return 2
    return 0 if complete and not failures else 1
