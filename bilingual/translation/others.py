"""What other processes put into the same memory while an engine is asked."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from bilingual.engines import Meanwhile
from bilingual.memory import Memory, Unit
from bilingual.translation.candidates import Candidate
from bilingual.translation.jobs import PROVISIONAL


class Others(Meanwhile):
    """Looks into memory before each packet: what another process has stored is taken and not asked for.

    Two processes with the same work ask for the same packet at the same moment, again and again.  So once
    an answer turns out to be there already, the packets that are left go in no order.
    """

    def __init__(
        self, items: Sequence[Candidate], signature: str, memory: Memory, done: Callable[[int], None]
    ) -> None:
        self._items = items
        self._signature = signature
        self._memory = memory
        self._done = done
        self._crowded = False

    def left(self, indexes: Sequence[int]) -> Collection[int]:
        """Return the requests that nobody has answered meanwhile; the others are settled by what is there."""
        left: list[int] = []
        counted = 0
        candidates = [self._items[index] for index in indexes]
        for index, candidate, unit in zip(indexes, candidates, self._remembered(candidates), strict=True):
            if unit is None:
                left.append(index)
                continue
            candidate.remembered = unit
            if not candidate.told:
                candidate.told = True
                counted += len(candidate.segments)
        if counted:
            self._done(counted)
        return left

    def choose(self, waiting: int) -> int:
        """Return the first packet, or any where others are at the same work."""
        return random.randrange(waiting) if self._crowded else 0  # noqa: S311 - no secret hangs on it

    def watch(self, candidates: Sequence[Candidate]) -> None:
        """Take note of whether memory has these already, just before their answers are stored.

        One of them tells: a packet is stored whole.
        """
        self._crowded = self._crowded or any(self._remembered(candidates[:1]))

    def _remembered(self, candidates: Sequence[Candidate]) -> list[Unit | None]:
        """Return what memory has for each; not what was kept while a better answer was tried for."""
        queries = [replace(candidate.query, engine=self._signature) for candidate in candidates]
        return [
            None if unit is None or unit.status == PROVISIONAL else unit
            for unit in self._memory.lookup(queries)
        ]
