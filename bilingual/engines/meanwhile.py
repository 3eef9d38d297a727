"""What others may have done while an engine is asked for many texts."""

from __future__ import annotations

from collections.abc import Collection, Sequence


class Meanwhile:
    """Is asked before each packet; this one knows of nobody else."""

    def left(self, indexes: Sequence[int]) -> Collection[int]:
        """Return which of these requests need an answer still."""
        return indexes

    def choose(self, waiting: int) -> int:
        """Return which of so many waiting packets goes next: 0 is the first."""
        return 0
