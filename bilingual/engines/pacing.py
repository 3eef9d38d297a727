"""How often a service may be asked: one limiter for all threads, and for all processes of one user.

A request has its turn when the moment is reached that the earlier ones left behind (the generic cell rate
algorithm: one number stands for a bucket of tokens).  The number lies in a small file beside the memory,
locked while it is read and written; where there is no such lock the limiter holds for this process alone.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import struct
import threading
import time
from collections.abc import Callable, Iterator

from bilingual.data_folder import data_folder

#: Requests that may leave at once before the pace holds.
BURST = 5
#: A moment further away than this and a few turns, in seconds, is a clock set back or a damaged file.
_BELIEVED = 120.0
_MOMENT = struct.Struct("<d")


class Pace:
    """Lets ``rate`` requests a second through, BURST of them at once; 0 lets everything through.

    ``name`` is the service with its host: limiters of one name share their turns.
    """

    def __init__(
        self,
        name: str,
        rate: float,
        *,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._interval = 1.0 / rate if rate > 0 else 0.0
        self._clock = clock
        self._sleep = sleep
        self._own = 0.0
        self._lock = threading.Lock()
        self._path = data_folder() / "pacing" / hashlib.sha256(name.encode()).hexdigest()[:16]

    def take_turn(self) -> None:
        """Return when a request may leave."""
        if not self._interval:
            return
        with self._moment() as moment:
            now = self._clock()
            free = max(moment[0], now)
            wait = free - now - self._interval * (BURST - 1)
            moment[0] = free + self._interval
        if wait > 0:
            self._sleep(wait)

    def hold(self, seconds: float) -> None:
        """Let nobody through for so many seconds: the service has asked for it."""
        if not self._interval or not 0 < seconds <= _BELIEVED / 2:
            return
        with self._moment() as moment:
            moment[0] = max(moment[0], self._clock() + seconds + self._interval * (BURST - 1))

    @contextlib.contextmanager
    def _moment(self) -> Iterator[list[float]]:
        """Yield the moment in a list, to be changed there; nobody else has it meanwhile."""
        with self._lock, self._file() as handle:
            moment = self._own
            if handle is not None:
                with contextlib.suppress(OSError, struct.error):
                    moment = max(moment, _MOMENT.unpack(os.pread(handle, _MOMENT.size, 0))[0])
            if not 0 <= moment - self._clock() <= _BELIEVED + 2 * BURST * self._interval:
                moment = 0.0
            changed = [moment]
            yield changed
            self._own = changed[0]
            if handle is not None:
                with contextlib.suppress(OSError):
                    os.pwrite(handle, _MOMENT.pack(changed[0]), 0)

    @contextlib.contextmanager
    def _file(self) -> Iterator[int | None]:
        """Yield the locked file, or None where it cannot be made: a limiter is no reason to fail."""
        try:
            import fcntl

            self._path.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        except (ImportError, OSError):
            yield None
            return
        try:
            with contextlib.suppress(OSError):
                fcntl.flock(handle, fcntl.LOCK_EX)
            yield handle
        finally:
            os.close(handle)


def rate_from(variable: str, default: float) -> float:
    """Return the requests a second that an environment variable says, else ``default``."""
    try:
        rate = float(os.environ.get(variable, ""))
    except ValueError:
        return default
    return rate if 0 <= rate < 1e6 else default
