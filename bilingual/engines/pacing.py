"""How often a service may be asked: one limiter for all threads, and for all processes of one user.

A request has its turn when the moment is reached that the earlier ones left behind (the generic cell rate
algorithm: one number stands for a bucket of tokens).  The number lies in a small file beside the memory,
locked while it is read and written; where there is no such lock the limiter holds for this process alone.
"""

from __future__ import annotations

import contextlib
import hashlib
import math
import os
import struct
import threading
import time
from collections.abc import Callable, Iterator

from bilingual.data_folder import data_folder
from bilingual.errors import EngineError

#: Requests that may leave at once before the pace holds.
BURST = 5
#: A moment further away than this and a few turns, in seconds, is a clock set back or a damaged file.
_BELIEVED = 120.0
_MOMENT = struct.Struct("<d")
# The places of the two moments in the file: of the next turn, and of the end of what a service asked for.
_TURN, _HELD = 0, 1
#: The longest that a service's own word holds, in seconds; after a day it may be asked again in any case.
LONGEST_HOLD = 86_400.0
#: As long a hold is waited for, in seconds; a longer one ends the run, with the time to come back.
_SAT_OUT = 60.0


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
        self._own = [0.0, 0.0]
        self._service = name.partition(" ")[0]
        self._lock = threading.Lock()
        self._path = data_folder() / "pacing" / hashlib.sha256(name.encode()).hexdigest()[:16]

    def take_turn(self) -> None:
        """Return when a request may leave.

        Raises EngineError, with the seconds to wait, if the service has asked this user for more than a
        minute of peace, be it in another process.
        """
        with self._moment(_HELD) as held:
            left = held[0] - self._clock()
        if left > _SAT_OUT + 1:
            raise EngineError(
                f"{self._service}: it asked for no more requests for a while",
                retryable=True,
                retry_after=math.ceil(left),
            )
        wait = max(0.0, left)
        if self._interval:
            with self._moment() as moment:
                now = self._clock()
                free = max(moment[0], now)
                wait = max(wait, free - now - self._interval * (BURST - 1))
                moment[0] = free + self._interval
        if wait > 0:
            self._sleep(wait)

    def hold(self, seconds: float) -> None:
        """Let nobody through for so many seconds, a day at the most: the service has asked for it."""
        if not seconds > 0:
            return
        with self._moment(_HELD) as held:
            held[0] = max(held[0], self._clock() + min(seconds, LONGEST_HOLD))

    @contextlib.contextmanager
    def _moment(self, which: int = _TURN) -> Iterator[list[float]]:
        """Yield a moment in a list, to be changed there; nobody else has it meanwhile."""
        believed = LONGEST_HOLD + 1 if which == _HELD else _BELIEVED + 2 * BURST * self._interval
        place = which * _MOMENT.size
        with self._lock, self._file() as handle:
            moment = self._own[which]
            if handle is not None:
                with contextlib.suppress(OSError, struct.error):
                    moment = max(moment, _MOMENT.unpack(os.pread(handle, _MOMENT.size, place))[0])
            if not 0 <= moment - self._clock() <= believed:
                moment = 0.0
            changed = [moment]
            yield changed
            self._own[which] = changed[0]
            if handle is not None and changed[0] != moment:
                with contextlib.suppress(OSError):
                    os.pwrite(handle, _MOMENT.pack(changed[0]), place)

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
