"""Asking an engine for many texts: packing, retrying, halving, and letting no false answer through.

How a call that fails is taken:

* EngineError, retryable: asked again up to 10 times in all or for a minute, waiting longer each time; what
  the service asks to wait is honoured up to 60 s.  Then the engine's run ends, with the time to come back.
* EngineError, not retryable: the run ends at once.
* An answer of the wrong shape, an AnswerError, or any other exception (a plug-in's fault, which one text may
  have brought about): the packet is halved, down to the one text that fails.  When three texts in a row
  fail with an exception and none in between is answered, the run ends; after two of an AnswerError where
  nothing was ever answered, since the page is then another for good.
* Answers that belong to other texts of the packet (see `answers_together`): the packet is halved; one that
  repeats another's, or the last without its end, is asked for alone.
* Answers that are all refused (the source text, a page, another language): asked once more, then halved.
  After three texts in a row that fail even alone nothing is asked twice until something is answered.

The run ends by raising EngineError; what was answered before has been yielded by then.
"""

from __future__ import annotations

import inspect
import socket
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bilingual.engines.answers import is_blank, spoilt, usable
from bilingual.engines.answers_together import alike, folded, is_long, misfit, repeated, without_numbers
from bilingual.engines.contract import (
    AnswerError,
    Engine,
    honours_terms,
    keywords_for,
    limits_of,
    name_of,
)
from bilingual.engines.cut_answers import without_end
from bilingual.engines.foreign_words import foreign
from bilingual.engines.keys import scrubbed
from bilingual.engines.meanwhile import Meanwhile
from bilingual.engines.packing import Request, packets, pieces, too_long
from bilingual.engines.quiet import stdout_to_stderr
from bilingual.engines.splitting import joined
from bilingual.engines.waiting import given_up, wait_before
from bilingual.errors import EngineError

__all__ = ["Answer", "Request", "Watcher", "ask"]

#: Calls in all for a packet whose error says that it may go through later.
TRIES = 10
#: Seconds for which such a packet is tried, calls and waits together.
PATIENCE = 60.0
#: Calls in all for a packet that is answered with something else, and for one that is a single text.
TRIES_UNUSABLE, TRIES_UNUSABLE_ALONE = 2, 3
#: Texts in a row that may fail alone before an engine is given up, or nothing is asked of it twice.
FAILURES_IN_A_ROW = 3
#: As many where the service has not answered anything yet and something else comes every time.
FAILURES_AT_FIRST = 2
#: A wait as long as this, in seconds, is told.
_TOLD_WAIT = 3.0
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


class Watcher:
    """Is told what goes on while an engine is asked; this one does nothing with it."""

    def called(self, characters: int, answered: bool) -> None:
        """A call was made with so many characters, and came back with answers or not."""

    def waits(self, seconds: float, error: EngineError) -> None:
        """The next try is so many seconds away, because of ``error``."""


def ask(
    engine: Engine,
    requests: Sequence[Request],
    *,
    source: str,
    target: str,
    sleep: Callable[[float], None] = time.sleep,
    options: Mapping[str, object] | None = None,
    refuse: Callable[[int, str], str] | None = None,
    watcher: Watcher | None = None,
    meanwhile: Meanwhile | None = None,
) -> Iterator[list[Answer]]:
    """Yield the answers of each call as soon as it returns; each request is answered exactly once.

    ``options`` (``context``, ``style`` …) reach the engine only where its signature names them.  Term pairs
    reach it only if it honours terms.  Blank texts are not asked; one that is longer than the engine's limits
    is asked in pieces, cut where a reader would pause, and not at all if it has no such place.
    ``refuse(index, text)`` may say why an answer is none after all; it is then asked for again like any other
    that is refused.  What ``meanwhile`` does not say is left is neither asked for nor answered.
    Answers come in no particular order: go by ``index``.  Raises EngineError when the
    engine cannot go on; the requests not yet answered have then not been translated.
    """
    limits = limits_of(engine)
    refused: list[Answer] = []
    asked: list[Request] = []
    owners: list[int] = []
    for index, request in enumerate(requests):
        if is_blank(request.text):
            refused.append(Answer(index, None, "nothing to translate"))
            continue
        parts = pieces(request, limits)
        if not parts:
            refused.append(Answer(index, None, too_long(request.text, limits)))
        asked += parts
        owners += [index] * len(parts)
    if refused:
        yield refused
    whole = _Whole(owners, target)
    judge = None if refuse is None else lambda at, text: refuse(owners[at], text)
    run = _Run(engine, asked, source, target, sleep, options or {}, judge, watcher or Watcher())
    others = meanwhile or Meanwhile()
    for packet in list(packets(asked, range(len(asked)), limits, by_terms=honours_terms(engine))):
        left = set(others.left(list(dict.fromkeys(owners[at] for at in packet))))
        wanted = [at for at in packet if owners[at] in left]
        for answers in run.answers(wanted) if wanted else ():
            if made := whole.add(answers):
                yield made


class _Whole:
    """Puts the answers to the pieces of a text together: one answer a request, once all of them are there."""

    def __init__(self, owners: Sequence[int], target: str) -> None:
        self._owners = owners
        self._target = target
        self._waiting: dict[int, dict[int, Answer | None]] = {}
        for at, owner in enumerate(owners):
            self._waiting.setdefault(owner, {})[at] = None

    def add(self, answers: Sequence[Answer]) -> list[Answer]:
        made: list[Answer] = []
        for answer in answers:
            owner = self._owners[answer.index]
            parts = self._waiting[owner]
            parts[answer.index] = answer
            there = [part for part in parts.values() if part is not None]
            if len(there) < len(parts):
                continue
            texts = [part.text for part in there if part.text is not None]
            if len(texts) < len(there):
                reason = next(part.reason for part in there if part.text is None)
                made.append(Answer(owner, None, reason))
            else:
                made.append(Answer(owner, joined(texts, self._target)))
        return made


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
    refuse: Callable[[int, str], str] | None
    watcher: Watcher
    failures: int = field(default=0, init=False)
    refusals: int = field(default=0, init=False)
    answered: bool = field(default=False, init=False)
    #: The long answers so far and the text that each was given to.
    given_to: dict[str, str] = field(default_factory=dict, init=False)

    def answers(self, packet: list[int]) -> Iterator[list[Answer]]:
        # Each packet with whether it may be asked once more when every answer is refused.
        waiting = deque([(packet, True)])
        while waiting:
            packet, again = waiting.popleft()
            try:
                given = self._numbered_off(packet, self._call(packet, again))
                judged = [self._judged(index, answer) for index, answer in zip(packet, given, strict=True)]
                judged = self._together(packet, given, judged)
            except _Unusable as unusable:
                if len(packet) > 1:
                    waiting.extendleft(_halves(packet))
                    continue
                yield [Answer(packet[0], None, unusable.reason)]
                self._count(unusable.failure)
                continue
            for at in spoilt([self.requests[index].text for index in packet], given):
                judged[at] = Answer(packet[at], None, "the engine gave several texts' answers as one")
            good = [answer for answer in judged if answer.text is not None]
            if good:
                self.failures = self.refusals = 0
                self.answered = True
                self._note(good)
            if len(good) == len(judged):
                yield judged
            elif good:
                # Some came through, so the others may alone: a neighbour can spoil an answer.
                yield good
                alone = [at for at, answer in enumerate(judged) if answer.text is None]
                # None is the engine's own word; what we refuse may have been a moment's garbage.
                waiting.extendleft(([packet[at]], given[at] is not None) for at in reversed(alone))
            elif self.refusals >= FAILURES_IN_A_ROW:
                yield judged
            elif again:
                waiting.appendleft((packet, False))
            elif len(packet) > 1:
                waiting.extendleft(_halves(packet))
            else:
                self.refusals += 1
                yield judged

    def _judged(self, index: int, answer: object) -> Answer:
        asked = self.requests[index].text
        text, reason = usable(answer, asked, source=self.source, target=self.target)
        if text is not None and scrubbed(text) != text and scrubbed(asked) == asked:
            return Answer(index, None, "the engine's answer holds a key of yours")
        if text is not None and self.refuse is not None and (reason := self.refuse(index, text)):
            text = None
        return Answer(index, text, reason)

    def _numbered_off(self, packet: list[int], given: list[object]) -> list[object]:
        answers = [answer for answer in given if isinstance(answer, str)]
        if len(answers) < len(given):
            return given
        return list(without_numbers([self.requests[index].text for index in packet], answers))

    def _together(self, packet: list[int], given: list[object], judged: list[Answer]) -> list[Answer]:
        """Return the answers without those that the others, or earlier ones, show to be none.

        Raises _Unusable if they belong to other texts of the packet.
        """
        strings = [
            (self.requests[i].text, a) for i, a in zip(packet, given, strict=True) if isinstance(a, str)
        ]
        if reason := misfit([text for text, _ in strings], [answer for _, answer in strings]):
            raise _Unusable(reason)
        there = [answer for answer in judged if answer.text is not None]
        texts = [self.requests[answer.index].text for answer in there]
        answers = [answer.text or "" for answer in there]
        out: dict[int, str] = {}
        if reason := foreign("\n".join(answers), "\n".join(texts), self.target):
            out = {answer.index: reason for answer in there}
        again = {there[place].index for place in repeated(texts, answers)}
        again |= {a.index for a, text in zip(there, texts, strict=True) if self._said_before(text, a.text)}
        out |= dict.fromkeys(again, "the engine gave another text's answer")
        if len(there) > 1 and there[-1].index == packet[-1]:
            ends = [not without_end(answer, text) for answer, text in zip(answers, texts, strict=True)]
            if not ends[-1] and all(ends[:-1]):
                out[packet[-1]] = "the engine's answer is cut short"
        return [Answer(a.index, None, out[a.index]) if a.index in out else a for a in judged]

    def _said_before(self, text: str, answer: str | None) -> bool:
        earlier = self.given_to.get(folded(answer)) if answer is not None and is_long(answer) else None
        return earlier is not None and not alike(earlier, text)

    def _note(self, good: Sequence[Answer]) -> None:
        for answer in good:
            if answer.text is not None and is_long(answer.text):
                self.given_to.setdefault(folded(answer.text), self.requests[answer.index].text)

    def _count(self, failure: EngineError | None) -> None:
        if failure is None:
            return
        self.failures += 1
        other_page = isinstance(failure, AnswerError) and failure.retryable
        if self.failures >= (FAILURES_IN_A_ROW if self.answered or not other_page else FAILURES_AT_FIRST):
            raise given_up(failure, "the same for one text after another") if other_page else failure

    def _call(self, packet: list[int], first: bool) -> list[object]:
        """Return one answer a text.  Raises _Unusable for a packet to be halved, EngineError for the end.

        A half of a packet that got something else is asked once, and halved again: ``first`` is not so.
        """
        busy = unusable = 0
        most_unusable = (TRIES_UNUSABLE if first else 1) if len(packet) > 1 else TRIES_UNUSABLE_ALONE
        characters = sum(len(self.requests[index].text) for index in packet)
        began, waited = time.monotonic(), 0.0
        while True:
            try:
                given = self._call_once(packet)
            except AnswerError as error:
                self.watcher.called(characters, False)
                unusable += 1
                if not error.retryable or unusable >= most_unusable:
                    raise _Unusable(_line(error), error) from error
                waited += self._wait(error, unusable)
            except EngineError as error:
                self.watcher.called(characters, False)
                if not error.retryable:
                    raise
                busy += 1
                if busy >= TRIES or time.monotonic() - began + waited > PATIENCE:
                    raise given_up(error, f"gave up after {busy} tries") from error
                waited += self._wait(error, busy)
            else:
                self.watcher.called(characters, True)
                return given

    def _wait(self, error: EngineError, tries: int) -> float:
        """Wait before the next try; return the seconds that a clock does not count."""
        seconds = wait_before(error, tries)
        if seconds >= _TOLD_WAIT:
            self.watcher.waits(seconds, error)
        before = time.monotonic()
        self.sleep(seconds)
        return max(0.0, seconds - (time.monotonic() - before))

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


def _halves(packet: list[int]) -> tuple[tuple[list[int], bool], tuple[list[int], bool]]:
    """The two halves, the second first: they are put before what waits one by one."""
    middle = len(packet) // 2
    return (packet[middle:], False), (packet[:middle], False)


def is_connection_error(error: BaseException) -> bool:
    """Tell whether an exception says that a connection failed: Python's own, or an HTTP library's.

    The libraries are told by name, so that none of them is imported for it.
    """
    if isinstance(error, ConnectionError | TimeoutError | socket.gaierror):
        return True
    names = {f"{kind.__module__.partition('.')[0]}.{kind.__name__}" for kind in type(error).__mro__}
    return bool(names & _CONNECTION_ERRORS) and "urllib.HTTPError" not in names


def _line(error: BaseException) -> str:
    lines = scrubbed(str(error)).strip().splitlines()
    said = lines[0][:200] if lines else ""
    if isinstance(error, EngineError):
        return said or "the engine failed"
    return f"{type(error).__name__}: {said}" if said else type(error).__name__
