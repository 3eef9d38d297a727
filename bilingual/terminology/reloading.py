"""A matcher that follows its glossary files: what is added while a long process runs counts at once."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

from bilingual.errors import GlossaryError
from bilingual.terminology.entries import load_glossary
from bilingual.terminology.matching import Matcher

# What tells one state of a file from another: place, size and time of the last change.
_State = tuple[int, int, int, int] | None


class ReloadingMatcher:
    """Hands out the matcher of glossary files as they are now.

    ``problems`` holds what is wrong with a glossary that could not be read again; the last good one stays
    in force until it is mended.  May be used from several threads.
    """

    def __init__(self, paths: Sequence[Path], headline_hanja: Path | None = None) -> None:
        """Read the glossaries, as `load_glossary`.  Raises GlossaryError."""
        self._paths = tuple(paths)
        self._headline = headline_hanja
        self._lock = threading.Lock()
        # Before reading: what changes meanwhile is read again.
        self._states = self._now()
        self._matcher = Matcher(load_glossary(self._paths, headline_hanja))
        self.problems: tuple[str, ...] = ()

    def current(self) -> Matcher:
        """The matcher of the files as they are now; the same one as before where nothing changed."""
        with self._lock:
            states = self._now()
            if states != self._states:
                self._states = states
                self._read()
            return self._matcher

    def _read(self) -> None:
        try:
            glossary = load_glossary(self._paths, self._headline)
        except GlossaryError as error:
            self.problems = error.problems
            return
        self.problems = ()
        if glossary != self._matcher.glossary:
            self._matcher = Matcher(glossary)

    def _now(self) -> tuple[_State, ...]:
        paths = self._paths if self._headline is None else (*self._paths, self._headline)
        return tuple(map(_state, paths))


def _state(path: Path) -> _State:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns
