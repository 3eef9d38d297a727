"""The memory called ``none``: it keeps nothing and finds nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bilingual.article import Article
from bilingual.memory.contract import Memory, Output, StoredArticle
from bilingual.memory.units import Query, Unit


class NoMemory(Memory):
    """A memory for those who want none: no file is made, no unit imported, kept or found."""

    def lookup(self, queries: Sequence[Query]) -> list[Unit | None]:
        """Return None for each query."""
        return [None] * len(queries)

    def store(self, units: Sequence[Unit]) -> None:
        """Keep nothing."""

    def save_article(self, article: Article, data: bytes, settings: Mapping[str, str]) -> None:
        """Keep nothing."""

    def article(self, article_id: str) -> StoredArticle | None:
        """Return None."""
        return None

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

    def close(self) -> None:
        """There is nothing to close."""
