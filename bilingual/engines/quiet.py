"""Keeping what an engine prints away from stdout, where only results belong."""

from __future__ import annotations

import contextlib
import sys
import threading
from collections.abc import Iterator
from typing import Any

_lock = threading.Lock()
_calling: dict[int, int] = {}
_real: Any = None


class _Router:
    """A stdout that sends to stderr what the calling threads print, and leaves the others alone."""

    def __init__(self, real: Any) -> None:
        self._real = real

    def _stream(self) -> Any:
        return sys.stderr if threading.get_ident() in _calling else self._real

    def write(self, text: str) -> int:
        written: int = self._stream().write(text)
        return written

    def flush(self) -> None:
        self._stream().flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream(), name)


@contextlib.contextmanager
def stdout_to_stderr() -> Iterator[None]:
    """Send what this thread prints to stderr.

    ``contextlib.redirect_stdout`` would also catch other threads' results, and two threads that use it at
    once leave stdout redirected for good.
    """
    global _real
    me = threading.get_ident()
    with _lock:
        if not _calling:
            _real = sys.stdout
            sys.stdout = _Router(_real)
        _calling[me] = _calling.get(me, 0) + 1
    try:
        yield
    finally:
        with _lock:
            _calling[me] -= 1
            if not _calling[me]:
                del _calling[me]
            if not _calling:
                if isinstance(sys.stdout, _Router):
                    sys.stdout = _real
                _real = None
