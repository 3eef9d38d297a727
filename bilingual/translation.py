"""Fills the targets of one article in one language: memory first, then the engines in turn.

Nothing is asked twice: equal texts with equal term pairs are one request, and every answer is in memory
before the next request leaves.  A pinned term that an answer lacks is tried for again in the next way of
pinning, for that text alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bilingual import engines as engine_stage
from bilingual.article import Article, Finding, Segment, Severity, Status, Target, TermMatch
from bilingual.errors import EngineError
from bilingual.languages import script_counts
from bilingual.memory import Memory, Query, Unit
from bilingual.terminology import pinning

if TYPE_CHECKING:
    from bilingual.engines import Engine

Pairs = tuple[tuple[str, str], ...]

# A Korean answer of a few letters may be a name or a number that is written alike.
_TOO_SHORT_TO_TELL = 24


class EngineChain:
    """The engines of a run in the order in which they are asked, each loaded when it is first needed.

    An engine that failed as a whole is not asked again in the run.  With ``offline`` an engine that needs
    a network is never asked.  ``say`` takes one line for the person who watches.
    """

    def __init__(self, names: Sequence[str], *, offline: bool, say: Callable[[str], None]) -> None:
        self._names = tuple(names)
        self._offline = offline
        self._say = say
        self._loaded: dict[str, Engine] = {}
        self._out: set[str] = set()

    @property
    def names(self) -> tuple[str, ...]:
        """The engines' names, whether or not they still answer."""
        return self._names

    def load(self, name: str) -> Engine:
        """Return the engine of that name.  Raises UsageError for a name that nobody registered."""
        if name not in self._loaded:
            self._loaded[name] = engine_stage.load(name)
        return self._loaded[name]

    def usable(self) -> Iterator[Engine]:
        """Yield the engines that may be asked now."""
        for name in self._names:
            if name in self._out:
                continue
            engine = self.load(name)
            if self._offline and engine_stage.needs_network(engine):
                self._out.add(name)
                self._say(f"offline: {name} is not asked")
                continue
            yield engine

    def signatures(self) -> tuple[str, ...]:
        """The signatures whose remembered answers count as this run's own, offline or not."""
        return tuple(engine_stage.signature_of(self.load(name)) for name in self._names)

    def fail(self, engine: Engine, error: EngineError) -> None:
        """Take an engine out of the run and say why, in one line."""
        for name, loaded in self._loaded.items():
            if loaded is engine and name not in self._out:
                self._out.add(name)
                message = str(error)
                self._say(message if message.startswith(f"{name}:") else f"{name}: {message}")


@dataclass(frozen=True, slots=True)
class Job:
    """One article in one target language: what is there already, and what must be asked for.

    ``found`` maps segment ids to targets from memory or copied; ``wanted`` holds the other segments.
    """

    article: Article
    target: str
    found: Mapping[str, Target]
    wanted: tuple[Segment, ...]
    engines_used: tuple[str, ...] = ()

    @property
    def characters(self) -> int:
        """How many characters of source text go to an engine, equal requests counted once."""
        return sum(len(source) for source, _, _ in {_key(segment, self.target) for segment in self.wanted})


@dataclass(slots=True)
class _Candidate:
    text: str | None = None
    reason: str = ""
    missing: int = 0
    engine: str = ""
    segments: list[Segment] = field(default_factory=list)


_Key = tuple[str, str, Pairs]


def _key(segment: Segment, target: str) -> _Key:
    return segment.source, segment.language, pinning.pairs(segment.terms, target)


def plan(article: Article, target: str, memory: Memory, chain: EngineChain) -> Job:
    """Look up every segment of ``article`` in memory and return what is found and what is wanted."""
    found: dict[str, Target] = {}
    open_segments: list[tuple[int, Segment]] = []
    for index, segment in enumerate(article.segments):
        ready = _without_engine(segment, target)
        if ready is None:
            open_segments.append((index, segment))
        else:
            found[segment.id] = ready
    used: dict[str, None] = {}
    queries = [_query(article, index, target, None) for index, _ in open_segments]
    for (index, segment), unit in zip(open_segments, memory.lookup(queries), strict=True):
        fitting = _of_this_run(unit, article, index, target, memory, chain)
        if fitting is not None:
            used[fitting.engine or "memory"] = None
            found[segment.id] = _from_unit(fitting, segment)
    wanted = tuple(segment for _, segment in open_segments if segment.id not in found)
    return Job(article, target, found, wanted, tuple(used))


def _without_engine(segment: Segment, target: str) -> Target | None:
    language = segment.language
    if language == target or not any(character.isalpha() for character in segment.source):
        return Target(segment.source, Status.COPIED, marks=segment.marks)
    if {language, target} == {"zh-Hans", "zh-Hant"}:
        return Target(_convert(segment.source, language), Status.TRANSLATED, origin="opencc")
    return None


def _convert(text: str, source: str) -> str:
    import opencc

    return str(opencc.OpenCC("t2s" if source == "zh-Hant" else "s2t").convert(text))


def _query(article: Article, index: int, target: str, engine: str | None) -> Query:
    segments = article.segments
    segment = segments[index]
    return Query(
        segment=segment.id,
        source=segment.source,
        source_language=segment.language,
        target_language=target,
        previous=segments[index - 1].source if index else "",
        following=segments[index + 1].source if index + 1 < len(segments) else "",
        engine=engine,
        pairs=pinning.pairs(segment.terms, target),
    )


def _of_this_run(
    unit: Unit | None, article: Article, index: int, target: str, memory: Memory, chain: EngineChain
) -> Unit | None:
    """An engine's unit counts only for an engine of this run; a run without engines takes anyone's."""
    if unit is None or unit.origin != "engine" or not chain.names:
        return unit
    for signature in chain.signatures():
        if unit.engine == signature:
            return unit
        own = memory.lookup([_query(article, index, target, signature)])[0]
        if own is not None:
            return own
    return None


def _from_unit(unit: Unit, segment: Segment) -> Target:
    own = unit.origin == "person" and unit.segment == segment.id
    return Target(unit.target, Status.EDITED if own else Status.REUSED, origin=unit.origin)


def fulfil(job: Job, memory: Memory, chain: EngineChain, done: Callable[[int], None]) -> dict[str, Target]:
    """Ask the engines for what ``job`` wants and return a target for every segment of the article.

    ``done`` is called with the number of segments that each answer settled.  Answers are stored as they
    come.  A segment that nobody could be asked for is ``untranslated``; one that got no usable answer is
    ``failed``, with the reason as a finding.  Raises UsageError for an unknown engine.
    """
    targets = dict(job.found)
    pending: dict[_Key, _Candidate] = {}
    for segment in job.wanted:
        pending.setdefault(_key(segment, job.target), _Candidate()).segments.append(segment)
    settled: dict[_Key, _Candidate] = {}
    if pending:
        for engine in chain.usable():
            asking = _Asking(engine, job, memory, done)
            try:
                asking.run([(key, c) for key, c in pending.items() if key not in settled])
            except EngineError as error:
                chain.fail(engine, error)
            settled.update((key, c) for key, c in pending.items() if c.text is not None)
            if len(settled) == len(pending):
                break
    for candidate in pending.values():
        for segment in candidate.segments:
            targets[segment.id] = _target_of(candidate)
    return targets


def _target_of(candidate: _Candidate) -> Target:
    if candidate.text is not None:
        return Target(candidate.text, Status.TRANSLATED, origin=candidate.engine)
    if candidate.reason:
        return Target(None, Status.FAILED, findings=(Finding("engine", Severity.ERROR, candidate.reason),))
    return Target(None, Status.UNTRANSLATED)


class _Asking:
    """One engine asked for the open texts of one job, way of pinning after way."""

    def __init__(self, engine: Engine, job: Job, memory: Memory, done: Callable[[int], None]) -> None:
        self._engine = engine
        self._job = job
        self._memory = memory
        self._done = done
        segments = job.article.segments
        self._place = {segment.id: index for index, segment in enumerate(segments)}

    def run(self, items: Sequence[tuple[_Key, _Candidate]]) -> None:
        for language in dict.fromkeys(key[1] for key, _ in items):
            todo = [(key, candidate) for key, candidate in items if key[1] == language]
            for way in pinning.ways(engine_stage.honours_terms(self._engine)):
                if not todo:
                    break
                todo = list(self._ask(todo, way, language))

    def _ask(
        self, items: Sequence[tuple[_Key, _Candidate]], way: str, language: str
    ) -> Iterable[tuple[_Key, _Candidate]]:
        target = self._job.target
        prepared = [pinning.prepare(key[0], _terms(c), target, way) for key, c in items]
        terms_of = engine_stage.honours_terms(self._engine)
        requests = [
            engine_stage.Request(p.text, key[2] if terms_of else ())
            for p, (key, _) in zip(prepared, items, strict=True)
        ]
        again: list[tuple[_Key, _Candidate]] = []
        for packet in engine_stage.ask(self._engine, requests, source=language, target=target):
            units: list[Unit] = []
            finished = 0
            for answer in packet:
                key, candidate = items[answer.index]
                first = candidate.text is None and not candidate.reason
                self._take(answer, prepared[answer.index], key, candidate, units)
                if candidate.missing and candidate.text is not None:
                    again.append((key, candidate))
                finished += len(candidate.segments) if first else 0
            self._memory.store(units)
            self._done(finished)
        return again

    def _take(
        self,
        answer: engine_stage.Answer,
        prepared: pinning.Prepared,
        key: _Key,
        candidate: _Candidate,
        units: list[Unit],
    ) -> None:
        text, reason = answer.text, answer.reason
        target = self._job.target
        terms = _terms(candidate)
        if text is not None:
            text = pinning.repair(pinning.restore(prepared, text), terms, target)
            reason = wrong_language(text, key[1], target)
        if text is None or reason:
            candidate.reason = (
                candidate.reason or f"{engine_stage.name_of(self._engine)}: {reason or 'no answer'}"
            )
            return
        missing = len(pinning.missing(text, terms, target))
        if candidate.text is not None and missing >= candidate.missing:
            return
        candidate.text, candidate.missing, candidate.engine = (
            text,
            missing,
            engine_stage.name_of(self._engine),
        )
        units.append(self._unit(text, key, candidate))

    def _unit(self, text: str, key: _Key, candidate: _Candidate) -> Unit:
        segment = candidate.segments[0]
        query = _query(self._job.article, self._place[segment.id], self._job.target, None)
        return Unit(
            source=segment.source,
            target=text,
            source_language=segment.language,
            target_language=self._job.target,
            origin="engine",
            status=Status.TRANSLATED,
            engine=engine_stage.signature_of(self._engine),
            pairs=key[2],
            segment=segment.id,
            previous=query.previous,
            following=query.following,
        )


def _terms(candidate: _Candidate) -> tuple[TermMatch, ...]:
    return candidate.segments[0].terms


def wrong_language(text: str, source: str, target: str) -> str:
    """Say in what wrong language an answer came back, or return an empty string.

    Only scripts are judged, and only by what prevails, so that a name left in Latin letters and a gloss in
    Hanja pass: ``source`` and ``target`` are language codes.
    """
    count = script_counts(text)
    hangul, han, latin = count["ko"], count["zh"], count["en"]
    if target == "ko":
        return "" if hangul or len(text) <= _TOO_SHORT_TO_TELL else "not answered in Korean"
    if target.startswith("zh"):
        if hangul > han:
            return "answered in Korean"
        words = len(text.split())
        return "answered in English" if not han and latin and source != "en" and words > 5 else ""
    if target == "ja":
        return "answered in Korean" if hangul > han + count["ja"] else ""
    if max(hangul, han) > latin:
        return "answered in Korean" if hangul > han else "answered in Chinese"
    return ""
