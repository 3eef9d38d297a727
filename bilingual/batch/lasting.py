"""The memory of a batch, which keeps what was done even where the user wants none kept."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bilingual.memory import Memory, open_memory
from bilingual.settings import Settings


@contextmanager
def lasting_memory(settings: Settings) -> Iterator[Memory]:
    """Open the memory of a run; for ``none`` one that is new and gone at the end."""
    if settings.memory != "none":
        with open_memory(settings.memory) as memory:
            if settings.seeds is not None:
                memory.import_once(settings.seeds)
            yield memory
        return
    with (
        tempfile.TemporaryDirectory(prefix="bilingual-") as folder,
        open_memory(str(Path(folder) / "memory.db")) as memory,
    ):
        yield memory
