"""Asking an engine for many texts: packing, retrying, halving, and letting no false answer through.

How a call that fails is taken:

* EngineError, retryable: asked again up to 4 times in all, waiting longer each time; what the service asks
  to wait is honoured up to 60 s.  Then the engine's run ends.
* EngineError, not retryable: the run ends at once.
* An answer of the wrong shape, an AnswerError, or any other exception (a plug-in's fault, which one text may
  have brought about): the packet is halved, down to the one text that fails.  When three texts in a row
  fail with an exception and none in between is answered, the run ends.

The run ends by raising EngineError; what was answered before has been yielded by then.
"""

from __future__ import annotations

import inspect
import math
import random
import socket
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bilingual.engines.answers import is_blank, usable
from bilingual.engines.contract import (
    AnswerError,
    Engine,
    honours_terms,
    keywords_for,
    limits_of,
    name_of,
)
from bilingual.engines.packing import Request, packets, too_long
from bilingual.engines.quiet import stdout_to_stderr
from bilingual.errors import EngineError

__all__ = ["Answer", "Request", "ask"]

#: Calls in all for a packet whose error says that it may go through later.
TRIES = 4
#: Calls in all for a packet that is answered with something else; then it is halved.
TRIES_UNUSABLE = 2
#: The longest that a service may make us wait, in seconds; beyond, the run ends with the time to come back.
LONGEST_WAIT = 60.0
#: Texts in a row that may fail alone with an exception before the engine is given up.
FAILURES_IN_A_ROW = 3
_FIRST_WAIT = 0.5
_CONNECTION_ERRORS = frozenset(
    {
        "aiohttp.ClientConnectionError",
        "httpx.TransportError",
        "openai.APIConnectionError",
        "deepl.ConnectionException",
        "requests.ChunkedEncodingError",
        "requests.ConnectionError",
        "requests.Timeout",
        "urllib.URLError",
        "urllib3.HTTPError",
    }
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back for ``requests[index]``; ``text`` is None for a failure, and ``reason`` says why."""

    index: int
    text: str | None
    reason: str = ""


def ask(
    engine: Engine,
    requests: Sequence[Request],
    *,
    source: str,
    target: str,
    sleep: Callable[[float], None] = time.sleep,
    options: Mapping[str, object] | None = None,
) -> Iterator[list[Answer]]:
    """Yield the answers of each call as soon as it returns; each request is answered exactly once.

    ``options`` (``context``, ``style`` …) reach the engine only where its signature names them.  Term pairs
    reach it only if it honours terms.  Texts longer than the engine's limits and blank ones are not asked.
    Answers come in no particular order: go by ``index``.  Raises EngineError when the engine cannot go
    on; the requests not yet answered have then not been translated.
    """
    limits = limits_of(engine)
    refused: list[Answer] = []
    askable: list[int] = []
    for index, request in enumerate(requests):
        if is_blank(request.text):
            refused.append(Answer(index, None, "nothing to translate"))
        elif reason := too_long(request.text, limits):
            refused.append(Answer(index, None, reason))
        else:
            askable.append(index)
    if refused:
        yield refused
    run = _Run(engine, requests, source, target, sleep, options or {})
    for packet in packets(requests, askable, limits, by_terms=honours_terms(engine)):
        yield from run.answers(packet)


class _Unusable(Exception):  # noqa: N818 - a turn of the road, not an error that anybody sees
    """The packet as a whole has no usable answer, but its texts may have one each."""

    def __init__(self, reason: str, failure: EngineError | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.failure = failure


@dataclass
class _Run:
    engine: Engine
    requests: Sequence[Request]
    source: str
    target: str
    sleep: Callable[[float], None]
    options: Mapping[str, object]
    failures: int = field(default=0, init=False)

    def answers(self, packet: list[int]) -> Iterator[list[Answer]]:
        waiting = [packet]
        while waiting:
            packet = waiting.pop(0)
            try:
                given = self._call(packet)
            except _Unusable as unusable:
                if len(packet) > 1:
                    middle = len(packet) // 2
                    waiting[:0] = [packet[:middle], packet[middle:]]
                    continue
                yield [Answer(packet[0], None, unusable.reason)]
                self._count(unusable.failure)
                continue
            judged = [self._judged(index, answer) for index, answer in zip(packet, given, strict=True)]
            good = [answer for answer in judged if answer.text is not None]
            if good:
                self.failures = 0
            if good and len(good) < len(judged):
                # Some came through, so the others may alone: a neighbour can spoil an answer.
                yield good
                waiting[:0] = [[answer.index] for answer in judged if answer.text is None]
            else:
                yield judged

    def _judged(self, index: int, answer: object) -> Answer:
        asked = self.requests[index].text
        return Answer(index, *usable(answer, asked, source=self.source, target=self.target))

    def _count(self, failure: EngineError | None) -> None:
        if failure is None:
            return
        self.failures += 1
        if self.failures >= FAILURES_IN_A_ROW:
            raise failure

    def _call(self, packet: list[int]) -> list[object]:
        """Return one answer a text.  Raises _Unusable for a packet to be halved, EngineError for the end."""
        tries = 0
        while True:
            tries += 1
            try:
                return self._call_once(packet)
            except AnswerError as error:
                if not error.retryable or tries >= TRIES_UNUSABLE:
                    raise _Unusable(_line(error), error) from error
                self.sleep(self._wait(error, tries))
            except EngineError as error:
                if not error.retryable:
                    raise
                if tries >= TRIES:
                    raise _given_up(error, f"gave up after {tries} tries") from error
                self.sleep(self._wait(error, tries))

    def _call_once(self, packet: list[int]) -> list[object]:
        texts = [self.requests[index].text for index in packet]
        # A packet's texts share their pairs; an engine that ignores terms is given none.
        terms = self.requests[packet[0]].terms if honours_terms(self.engine) else ()
        keywords = keywords_for(self.engine, terms, self.options)
        translate: Callable[..., object] = self.engine.translate
        name = name_of(self.engine)
        try:
            # Results go to stdout; what an engine or its libraries print must not end up among them.
            with stdout_to_stderr():
                given = translate(texts, source=self.source, target=self.target, **keywords)
        except EngineError:
            raise
        except Exception as error:
            reason = f"{name}: {_line(error)}"
            if is_connection_error(error):
                raise EngineError(reason, retryable=True) from error
            raise _Unusable(reason, EngineError(reason)) from error
        if inspect.iscoroutine(given):
            given.close()
            raise EngineError(f"{name}: translate is asynchronous; an engine's translate must return a list")
        if not isinstance(given, list | tuple):
            raise _Unusable(f"{name} gave a {type(given).__name__} instead of a list")
        if len(given) != len(texts):
            raise _Unusable(f"{name} gave {len(given)} answers for {len(texts)} texts")
        return list(given)

    def _wait(self, error: EngineError, tries: int) -> float:
        """Return the seconds to wait before the next try; raise if the service asks for too many."""
        # Jitter keeps several processes from coming back at the same moment; it guards no secret.
        jitter = random.random()  # noqa: S311
        asked = error.retry_after
        if asked is not None and math.isfinite(asked) and asked >= 0:
            if asked > LONGEST_WAIT:
                raise _given_up(error, f"the service asks to wait {math.ceil(asked)} s") from error
            return asked + jitter * min(1.0, 0.1 * asked)
        return _FIRST_WAIT * float(2 ** (tries - 1)) * (0.5 + jitter)


def is_connection_error(error: BaseException) -> bool:
    """Tell whether an exception says that a connection failed: Python's own, or an HTTP library's.

    The libraries are told by name, so that none of them is imported for it.
    """
    if isinstance(error, ConnectionError | TimeoutError | socket.gaierror):
        return True
    names = {f"{kind.__module__.partition('.')[0]}.{kind.__name__}" for kind in type(error).__mro__}
    return bool(names & _CONNECTION_ERRORS) and "urllib.HTTPError" not in names


def _given_up(error: EngineError, why: str) -> EngineError:
    message = f"{error} ({why})"
    if error.retry_after is not None and 0 < error.retry_after < 366 * 86_400:
        back = datetime.now().astimezone() + timedelta(seconds=error.retry_after)
        message += (
            f"\nCome back after {back:%Y-%m-%d %H:%M:%S %Z}: the same command fills in what is missing."
        )
    return EngineError(message, retryable=True, retry_after=error.retry_after)


def _line(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    said = lines[0][:200] if lines else ""
    if isinstance(error, EngineError):
        return said or "the engine failed"
    return f"{type(error).__name__}: {said}" if said else type(error).__name__
