"""What others may have done while an engine is asked for many texts."""

from __future__ import annotations

from collections.abc import Collection, Sequence


class Meanwhile:
    """Is asked before each packet; this one knows of nobody else."""

    def left(self, indexes: Sequence[int]) -> Collection[int]:
        """Return which of these requests are to be asked for now."""
        return indexes
