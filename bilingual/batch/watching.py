"""Who follows a run: something that shows it, and the database, for a look from elsewhere."""

from __future__ import annotations

import os
import secrets
import socket
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from bilingual.batch.outcomes import DONE, FAILED, INCOMPLETE, Outcome
from bilingual.memory.batches import Batches, BatchRun
from bilingual.memory.clock import now
from bilingual.memory.paths import writable_name

#: Seconds between two notes of a run in the database.
TOLD_EVERY = 5.0


class Watcher:
    """Follows a run; each method may be left as it is."""

    def stage(self, source: str, stage: str) -> None:
        """An article is at ``reading``, ``asking`` or ``writing``."""

    def outcome(self, outcome: Outcome) -> None:
        """An article is through."""

    def asked(self, segments: int) -> None:
        """So many more segments were settled by an engine."""

    def say(self, line: str) -> None:
        """A line for the person who watches."""


class Watchers(Watcher):
    """Several of them, told in order."""

    def __init__(self, watchers: Sequence[Watcher]) -> None:
        self._watchers = tuple(watchers)

    def stage(self, source: str, stage: str) -> None:
        """Tell all."""
        for watcher in self._watchers:
            watcher.stage(source, stage)

    def outcome(self, outcome: Outcome) -> None:
        """Tell all."""
        for watcher in self._watchers:
            watcher.outcome(outcome)

    def asked(self, segments: int) -> None:
        """Tell all."""
        for watcher in self._watchers:
            watcher.asked(segments)

    def say(self, line: str) -> None:
        """Tell all."""
        for watcher in self._watchers:
            watcher.say(line)


class Record(Watcher):
    """Keeps in the database how far a run is, at most every `TOLD_EVERY` seconds."""

    def __init__(
        self, batches: Batches, output: Path, total: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Note that the run of ``total`` articles, with results in ``output``, begins."""
        self._batches = batches
        self._clock = clock
        self._counts: Counter[str] = Counter()
        moment = now()
        earlier = next((run for run in batches.runs() if run.output == writable_name(str(output))), None)
        #: When this run began, or the one that it takes up, which was stopped before its end.
        self.began = earlier.began if earlier and earlier.state != "finished" else moment
        self._run = BatchRun(
            id=secrets.token_hex(4),
            output=writable_name(str(output)),
            host=socket.gethostname(),
            process=os.getpid(),
            started=moment,
            began=self.began,
            told=moment,
            state="running",
            total=total,
            done=0,
            incomplete=0,
            failed=0,
        )
        self._told = clock()
        batches.tell(self._run)

    def outcome(self, outcome: Outcome) -> None:
        """Count it."""
        self._counts[outcome.outcome] += 1
        if self._clock() - self._told >= TOLD_EVERY:
            self._tell("running")

    def end(self, state: str) -> None:
        """Note that the run is ``finished`` or ``stopped``."""
        self._tell(state)

    def _tell(self, state: str) -> None:
        self._told = self._clock()
        counts = self._counts
        self._run = replace(
            self._run, state=state, done=counts[DONE], incomplete=counts[INCOMPLETE], failed=counts[FAILED]
        )
        self._batches.tell(self._run)
