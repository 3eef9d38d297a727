"""What every web request of ours keeps to: its time, its size, its content's type, and silence in logs.

Whoever asks says the rest: what is accepted, where redirects may lead, and how a failure is told.
"""

from __future__ import annotations

import logging
import threading
import zlib
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

import httpx

# httpx writes each address at level INFO; a password or the text that is asked for may stand in it.
logging.getLogger("httpx").setLevel(logging.WARNING)

_Answer = TypeVar("_Answer")


class GivenUpError(Exception):
    """The caller has stopped waiting; nobody is told."""


class TooLargeError(Exception):
    """The body is larger than was agreed to."""


class Call(Generic[_Answer]):
    """One call of ``work`` in a thread of its own, begun at once; ``name`` is the thread's.

    A thread, because neither a name look-up that hangs nor a server that sends a byte a second has a time
    limit, and neither can be stopped.  ``work`` is given the call, so that it can see when it is given up.
    """

    def __init__(self, work: Callable[[Call[_Answer]], _Answer], name: str) -> None:
        self._work = work
        self._answers: list[_Answer] = []
        self._failure: Exception | None = None
        self._done = threading.Event()
        self._given_up = threading.Event()
        threading.Thread(target=self._run, name=name, daemon=True).start()

    def _run(self) -> None:
        try:
            self._answers.append(self._work(self))
        except Exception as error:
            self._failure = error
        finally:
            self._done.set()

    def wait(self, seconds: float) -> bool:
        """Wait for the end, so many seconds at the most; return whether it came, else give up."""
        if not self._done.wait(seconds):
            self.give_up()
            return False
        return True

    def give_up(self) -> None:
        """Let the thread stop at its next piece of an answer; nobody waits for it."""
        self._given_up.set()

    @property
    def given_up(self) -> bool:
        """Whether nobody waits any more."""
        return self._given_up.is_set()

    @property
    def failure(self) -> Exception | None:
        """What ``work`` raised, once the call has ended; its words may hold an address or a password."""
        return self._failure

    @property
    def answer(self) -> _Answer:
        """What ``work`` returned; to be read once the call has ended without a failure."""
        return self._answers[0]


def content_type(response: httpx.Response) -> str:
    """Return the type that a response says it has: lower case, without parameters, or empty."""
    kind: str = response.headers.get("content-type", "")
    return kind.partition(";")[0].strip().lower()


#: What `read_body` unpacks; whoever asks it for a body says no more in ``Accept-Encoding``.
ENCODINGS = "gzip, deflate"


def read_body(response: httpx.Response, most: int, call: Call[_Answer]) -> bytes:
    """Return the body of a response that is being streamed, unpacked.

    Little more than ``most`` bytes are unpacked at once, however few they are packed.  Raises TooLargeError
    as soon as there are more, GivenUpError when ``call`` is given up, httpx.DecodingError for a packing that
    is damaged or was not asked for, and httpx's other errors.
    """
    data = bytearray()
    for piece in _pieces(response, most + 1):
        data += piece
        if len(data) > most:
            raise TooLargeError
        if call.given_up:
            raise GivenUpError
    return bytes(data)


def _pieces(response: httpx.Response, most: int) -> Iterator[bytes]:
    """Yield the pieces of a body, each unpacked to ``most`` bytes at the most."""
    if response.is_stream_consumed:
        # One that was made whole, without a connection, is unpacked already.
        yield response.content
        return
    packing = [each.strip().lower() for each in response.headers.get("content-encoding", "").split(",")]
    unpack = _unpacker([each for each in packing if each not in ("", "identity")])
    for piece in response.iter_raw():
        yield unpack(piece, most)


def _unpacker(packing: list[str]) -> Callable[[bytes, int], bytes]:
    """Return what unpacks the next piece of a body to so many bytes at the most."""
    if not packing:
        return lambda piece, _most: piece
    if packing not in (["gzip"], ["x-gzip"], ["deflate"]):
        raise httpx.DecodingError(f"packed as {', '.join(packing)[:40]}, which was not asked for")
    window = zlib.MAX_WBITS | 32 if packing != ["deflate"] else 0
    unpacker = zlib.decompressobj(window) if window else None

    def unpack(piece: bytes, most: int) -> bytes:
        nonlocal unpacker
        try:
            if unpacker is None:
                # RFC 9110 calls zlib's format deflate; some servers send the bare stream.
                bare = piece[:1] and piece[0] & 15 != 8
                unpacker = zlib.decompressobj(-zlib.MAX_WBITS if bare else zlib.MAX_WBITS)
            return unpacker.decompress(piece, most)
        except zlib.error as error:
            raise httpx.DecodingError(str(error)) from error

    return unpack
