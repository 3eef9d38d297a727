"""The memory called ``none``: it keeps nothing beyond the run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.article import Article
from bilingual.errors import MemoryStoreError
from bilingual.memory.contract import (
    Found,
    Ignoring,
    Inventory,
    Match,
    Memory,
    Output,
    Selection,
    StoredArticle,
)
from bilingual.memory.passed_over import PassedOver
from bilingual.memory.units import Query, Unit, best, identity, storable, text_key

#: Texts whose units are known during a run: some 10 MB.
MOST_TEXTS = 20_000

if TYPE_CHECKING:
    from bilingual.memory.batches import Batches


class NoMemory(Memory):
    """A memory for those who want none: no file is made, no unit imported.

    As long as it is open it knows what it was given last, so that no sentence of a run is paid for twice.
    """

    def __init__(self) -> None:
        #: By `text_key`, the newest last: units by `identity`, with numbers that grow.
        self._last: dict[int, dict[bytes, tuple[int, Unit]]] = {}
        self._number = 0

    def lookup(self, queries: Sequence[Query]) -> list[Unit | None]:
        """Return the unit of this run to reuse for each query."""
        if not self._last:
            return [None] * len(queries)
        return [best(query, self._last.get(text_key(query.source), {}).values()) for query in queries]

    def store(self, units: Sequence[Unit], *, settled: Sequence[Query] = ()) -> None:
        """Keep units until this is closed, as many as `MOST_TEXTS` have."""
        for unit in units:
            if storable(unit):
                key = text_key(unit.source)
                self._number += 1
                self._last[key] = self._last.pop(key, {}) | {identity(unit): (self._number, unit)}
        while len(self._last) > MOST_TEXTS:
            del self._last[next(iter(self._last))]

    def claim(self, queries: Sequence[Query]) -> list[bool]:
        """Return that nobody else is asking."""
        return [True] * len(queries)

    def release(self) -> None:
        """There is nothing to give up."""

    def save_article(self, article: Article, data: bytes, settings: Mapping[str, str]) -> None:
        """Keep nothing."""

    def article(self, article_id: str) -> StoredArticle | None:
        """Return None."""
        return None

    def ignore(
        self,
        segment: str,
        source_text: str,
        language: str,
        check: str,
        reason: str,
        messages: Sequence[str] | None = None,
    ) -> None:
        """Keep nothing."""

    def ignored(self, article_id: str) -> Mapping[tuple[str, str, str], Ignoring]:
        """Return nothing."""
        return {}

    def each_segment(self) -> Iterator[tuple[str, str, str]]:
        """Yield nothing."""
        return iter(())

    def each_unit(self) -> Iterator[Unit]:
        """Yield nothing."""
        return iter(())

    def record_written(self, article_id: str, format: str, path: Path, sha256: str) -> None:
        """Keep nothing."""

    def written(self, path: Path) -> str | None:
        """Return None: nothing is known of any file."""
        return None

    def outputs(self, article_id: str) -> list[Output]:
        """Return an empty list."""
        return []

    def import_once(self, path: Path) -> int:
        """Import nothing and return 0."""
        return 0

    def import_file(
        self,
        path: Path,
        *,
        again: bool = False,
        advance: Callable[[int], object] = int,
        passed: PassedOver | None = None,
        name: str = "",
    ) -> int | None:
        """Import nothing and return None."""
        return None

    def similar(self, queries: Sequence[Query], *, at_least: float) -> list[Match | None]:
        """Return None for each query."""
        return [None] * len(queries)

    def search(
        self,
        text: str,
        *,
        source_language: str | None = None,
        target_language: str | None = None,
        at_least: float,
        most: int,
    ) -> list[Found]:
        """Find nothing."""
        return []

    def selected(self, selection: Selection) -> Iterator[Unit]:
        """Yield nothing."""
        return iter(())

    def forget(self, selection: Selection, *, dry_run: bool = False) -> tuple[int, int]:
        """There is nothing to forget."""
        return 0, 0

    def inventory(self) -> Inventory:
        """Return that there is nothing."""
        return Inventory("none", 0, {}, {}, {}, {}, 0, 0, 0, 0, 0)

    def compact(self) -> tuple[int, int]:
        """There is nothing to give back."""
        return 0, 0

    def batches(self) -> Batches:
        """Raise MemoryStoreError."""
        raise MemoryStoreError("a batch keeps what it did in a memory\nName one with --memory.")

    def close(self) -> None:
        """Forget the units of the run."""
        self._last.clear()
