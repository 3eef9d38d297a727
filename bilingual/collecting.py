"""How often Python looks for cyclic garbage while a large page is read."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

#: A source of so many bytes becomes enough objects for the search to cost a quarter of the time.
LARGE = 500_000
#: So many new objects between two searches; Python's own figure is 700.
THRESHOLD = 1_000_000


def seldom(size: int) -> AbstractContextManager[None]:
    """Look for cyclic garbage seldom inside, if a source of ``size`` bytes is large; then as before.

    A page's blocks hold no cycles, and are all alive until its last line is judged.
    """
    return _seldom() if size >= LARGE else nullcontext()


@contextmanager
def _seldom() -> Iterator[None]:
    before = gc.get_threshold()
    if not gc.isenabled() or before[0] >= THRESHOLD:
        yield
        return
    gc.set_threshold(THRESHOLD, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
