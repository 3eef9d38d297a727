"""What other processes do with the same memory while an engine is asked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from bilingual.engines import Meanwhile
from bilingual.memory import Memory, Query, Unit
from bilingual.translation.candidates import Candidate
from bilingual.translation.jobs import PROVISIONAL


class Others(Meanwhile):
    """Looks into memory before each packet: what another process has stored is taken and not asked for.

    What another is asking for at this moment is put into `elsewhere`, to be come back to.
    """

    def __init__(
        self, items: Sequence[Candidate], signature: str, memory: Memory, done: Callable[[int], None]
    ) -> None:
        self._items = items
        self._signature = signature
        self._memory = memory
        self._done = done
        self._elsewhere: dict[int, Candidate] = {}

    @property
    def elsewhere(self) -> list[Candidate]:
        """Those that another process was asking for when their turn came."""
        return [candidate for candidate in self._elsewhere.values() if not candidate.settled]

    def left(self, indexes: Sequence[int]) -> Collection[int]:
        """Return the requests that nobody has answered or asks for; what is answered is settled by that."""
        left: list[int] = []
        counted = 0
        queries = [self._query(self._items[index]) for index in indexes]
        # Claimed first: what another stores before it gives up its claim is then seen.
        free = self._memory.claim(queries)
        for index, unit, ours in zip(indexes, self._remembered(queries), free, strict=True):
            candidate = self._items[index]
            if unit is None and ours:
                left.append(index)
            elif unit is None:
                self._elsewhere[index] = candidate
            else:
                candidate.remembered = unit
                if not candidate.told:
                    candidate.told = True
                    counted += len(candidate.segments)
        if counted:
            self._done(counted)
        return left

    def store(self, units: Sequence[Unit], settled: Sequence[Candidate]) -> None:
        """Keep the answers to a packet; ``settled`` are those of it that are not asked for again."""
        self._memory.store(units, settled=[self._query(candidate) for candidate in settled])

    def _query(self, candidate: Candidate) -> Query:
        return replace(candidate.query, engine=self._signature)

    def _remembered(self, queries: Sequence[Query]) -> list[Unit | None]:
        """Return what memory has for each; not what was kept while a better answer was tried for."""
        return [
            None if unit is None or unit.status == PROVISIONAL else unit
            for unit in self._memory.lookup(queries)
        ]
