"""One writer at a time for a file, across processes."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from bilingual.errors import OutputError, UsageError


@contextmanager
def locked(path: Path, *, create: bool = False, patience: float = 30.0) -> Iterator[None]:
    """Hold the lock of ``path`` while the block runs; others wait for at most ``patience`` seconds.

    The lock is the operating system's, on a file ``.NAME.lock`` beside it, so that it ends with its process
    whatever happens.  ``create`` makes the folder.  Raises OutputError when the folder cannot be written or
    the lock is not had in time, UsageError when there is no such folder.
    """
    lock = path.with_name(f".{path.name}.lock")
    try:
        if create:
            path.parent.mkdir(parents=True, exist_ok=True)
        handle = _acquired(lock, patience)
    except FileNotFoundError:
        raise UsageError(f"{path}: no such glossary file") from None
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror or error})") from None
    if handle is None:
        raise OutputError(f"{path}: another process holds it; try again, or delete {lock.name} if none does")
    try:
        yield
    finally:
        # Removed while still held; a waiter that had opened it sees that it is gone and takes a new one.
        with suppress(OSError):
            lock.unlink()
        handle.close()


def _acquired(lock: Path, patience: float) -> IO[bytes] | None:
    deadline = time.monotonic() + patience
    while True:
        handle = lock.open("a+b")
        try:
            if _try_lock(handle) and _still_there(handle, lock):
                return handle
        except BaseException:
            handle.close()
            raise
        handle.close()
        if time.monotonic() > deadline:
            return None
        time.sleep(0.01)


def _still_there(handle: IO[bytes], lock: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle.fileno()), lock.stat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: IO[bytes]) -> bool:
        try:
            handle.seek(0)
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(handle: IO[bytes]) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
