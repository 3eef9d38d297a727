"""Fills the targets of one article in one language: memory first, then the engines in turn.

Nothing is asked twice: equal texts with equal term pairs are one request, and every answer is in memory
before the next request leaves.  A pinned term that an answer lacks is tried for again in the next way of
pinning, for that text alone.  Inline marks go with the text; where they do not come back whole it is asked
for again without them, and what the answers told of their places is kept with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bilingual import engines as engine_stage
from bilingual.answer_language import wrong_language
from bilingual.article import Article, Finding, Policy, Segment, Severity, Status, Target, TermMatch
from bilingual.copying import without_engine
from bilingual.engine_chain import EngineChain
from bilingual.errors import EngineError
from bilingual.inline_marks import (
    NOTATIONS,
    Kept,
    Marked,
    SentMarks,
    known_marks,
    read,
    waiting,
)
from bilingual.memory import PERSON, Memory, Query, Unit
from bilingual.parallel import page_targets
from bilingual.terminology import pinning

if TYPE_CHECKING:
    from bilingual.engines import Engine

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Job:
    """One article in one target language: what is there already, and what must be asked for.

    ``found`` maps segment ids to targets from memory or copied; ``wanted`` holds the other segments, and
    ``provisional`` what memory has of them from a run that was cut short: better than nothing, no more.
    """

    article: Article
    target: str
    found: Mapping[str, Target]
    wanted: tuple[Segment, ...]
    provisional: Mapping[str, Target] = field(default_factory=dict)
    engines_used: tuple[str, ...] = ()

    @property
    def characters(self) -> int:
        """How many characters go to an engine that is asked for all of it, equal requests counted once.

        An engine that honours terms gets the source; for the others the target forms stand in it already.
        The marks that go with a text count.
        """
        groups: dict[_Key, list[Segment]] = {}
        for segment in self.wanted:
            groups.setdefault(_key(segment, self.target), []).append(segment)
        way = pinning.ways(honours_terms=False)[0]
        total = 0
        for group in groups.values():
            prepared = pinning.prepare(group[0].source, group[0].terms, self.target, way)
            marked = SentMarks.of(group).marked(prepared, NOTATIONS)
            total += len(prepared.text if marked is None else marked.text)
        return total


@dataclass(slots=True)
class _Candidate:
    text: str | None = None
    reason: str = ""
    missing: int = 0
    marks: SentMarks = field(default_factory=SentMarks)
    kept: Kept = field(default_factory=Kept)
    engine: str = ""
    signature: str = ""
    told: bool = False  #: whether the person who watches has seen its segments counted
    segments: list[Segment] = field(default_factory=list)

    @property
    def terms(self) -> tuple[TermMatch, ...]:
        return self.segments[0].terms

    @property
    def settled(self) -> bool:
        return self.text is not None and not self.missing and not self.kept.broken


_Key = tuple[str, str, Pairs]

#: The status of a unit whose pinned terms were still being tried for when it was kept.
PROVISIONAL = "provisional"


def _key(segment: Segment, target: str) -> _Key:
    return segment.source, segment.language, _memory_pairs(segment, target)


def _memory_pairs(segment: Segment, target: str) -> Pairs:
    """The term pairs that an engine's unit is kept under: a pin that was only checked is another pair."""
    pinned = set(pinning.pairs([t for t in segment.terms if t.policy is Policy.PIN], target))
    every = pinning.pairs(segment.terms, target)
    return tuple((form, text if (form, text) in pinned else f"check:{text}") for form, text in every)


def plan(article: Article, target: str, memory: Memory, chain: EngineChain) -> Job:
    """Look up every segment of ``article`` in memory and return what is found and what is wanted.

    A translation that the page itself gives goes before all but a person's.
    """
    found: dict[str, Target] = {}
    open_indexes: list[int] = []
    for index, segment in enumerate(article.segments):
        ready = without_engine(segment, target)
        if ready is None:
            open_indexes.append(index)
        else:
            found[segment.id] = ready
    given = page_targets(article, target)
    used: dict[str, None] = {}
    provisional: dict[str, Target] = {}
    for index, unit in _remembered(article, open_indexes, target, memory, chain):
        segment = article.segments[index]
        if segment.id in given and unit.origin != PERSON:
            continue
        if unit.status == PROVISIONAL and chain.names:
            provisional[segment.id] = _from_unit(unit, segment)
        else:
            used[unit.engine or "memory"] = None
            found[segment.id] = _from_unit(unit, segment)
    found = given | found
    wanted = tuple(article.segments[i] for i in open_indexes if article.segments[i].id not in found)
    return Job(article, target, found, wanted, provisional, tuple(used))


def _remembered(
    article: Article, indexes: Sequence[int], target: str, memory: Memory, chain: EngineChain
) -> Iterator[tuple[int, Unit]]:
    """Yield the units of this run.

    An engine's unit counts only for an engine of this run; a run without engines takes anyone's.  The
    engines are loaded only when memory has an engine's answer at all.
    """
    queries = [_query(article, index, target, None) for index in indexes]
    others: list[int] = []
    for index, unit in zip(indexes, memory.lookup(queries), strict=True):
        if unit is not None and unit.origin == "engine" and chain.names:
            others.append(index)
        elif unit is not None:
            yield index, unit
    for signature in chain.signatures() if others else ():
        queries = [_query(article, index, target, signature) for index in others]
        for index, unit in zip(list(others), memory.lookup(queries), strict=True):
            if unit is not None:
                others.remove(index)
                yield index, unit


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
        pairs=_memory_pairs(segment, target),
    )


def _from_unit(unit: Unit, segment: Segment) -> Target:
    own = unit.origin == "person" and unit.segment == segment.id
    same = unit.source == segment.source
    anchors = {(start, end): (low, high) for start, end, low, high in unit.anchors} if same else {}
    marks = known_marks(segment, anchors, unit.target)
    return Target(unit.target, Status.EDITED if own else Status.REUSED, origin=unit.origin, marks=marks)


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
    for candidate in pending.values():
        candidate.marks = SentMarks.of(candidate.segments)
    for engine in chain.usable() if pending else ():
        asking = _Asking(engine, job, memory, chain, done)
        try:
            asking.run([(key, c) for key, c in pending.items() if not c.settled])
        except EngineError as error:
            chain.fail(engine, error)
        if all(candidate.settled for candidate in pending.values()):
            break
    for candidate in pending.values():
        for segment in candidate.segments:
            targets[segment.id] = _target_of(candidate, segment, job.provisional.get(segment.id))
    return targets


def _target_of(candidate: _Candidate, segment: Segment, provisional: Target | None) -> Target:
    if candidate.text is not None:
        marks = known_marks(segment, candidate.kept.anchors, candidate.text)
        return Target(candidate.text, Status.TRANSLATED, origin=candidate.engine, marks=marks)
    if provisional is not None:
        return provisional
    if candidate.reason:
        return Target(None, Status.FAILED, findings=(Finding("engine", Severity.ERROR, candidate.reason),))
    return Target(None, Status.UNTRANSLATED)


class _Asking:
    """One engine asked for the open texts of one job, way of pinning after way."""

    def __init__(
        self, engine: Engine, job: Job, memory: Memory, chain: EngineChain, done: Callable[[int], None]
    ) -> None:
        self._engine = engine
        self._name = engine_stage.name_of(engine)
        self._signature = engine_stage.signature_of(engine)
        self._honours_terms = engine_stage.honours_terms(engine)
        self._honours_marks = engine_stage.honours_marks(engine)
        self._job = job
        self._memory = memory
        self._chain = chain
        self._done = done
        self._place = {segment.id: index for index, segment in enumerate(job.article.segments)}

    def run(self, items: Sequence[tuple[_Key, _Candidate]]) -> None:
        for _, candidate in items:
            candidate.marks.begin()
        for language in dict.fromkeys(key[1] for key, _ in items):
            todo = [(key, candidate) for key, candidate in items if key[1] == language]
            for way in pinning.ways(self._honours_terms):
                todo = self._ask(todo, way, language) if todo else []
            # No way is left: what came is what there is, and is not paid for again.
            self._memory.store(
                [
                    self._unit(key, candidate, Status.TRANSLATED)
                    for key, candidate in items
                    if key[1] == language and candidate.text and not candidate.settled
                ]
            )

    def _ask(
        self, items: Sequence[tuple[_Key, _Candidate]], way: str, language: str
    ) -> list[tuple[_Key, _Candidate]]:
        """Ask for ``items`` in one way, with their marks as long as that may do, and return those for which
        another way may do better."""
        again: list[tuple[_Key, _Candidate]] = []
        while items:
            now, later = self._probe(items)
            broken, short = self._ask_once(now, way, language)
            again += short
            items = [*later, *broken]
        return again

    def _probe(
        self, items: Sequence[tuple[_Key, _Candidate]]
    ) -> tuple[list[tuple[_Key, _Candidate]], list[tuple[_Key, _Candidate]]]:
        """Part the texts to ask for now from those that wait until it is known how the engine takes marks."""
        notations = self._notations()
        trials, target = self._chain.mark_trials, self._job.target
        proven = {n for n in notations if self._honours_marks or trials.proven(self._name, target, n)}
        waits = waiting([candidate.marks for _, candidate in items], notations, proven)
        return (
            [item for item, wait in zip(items, waits, strict=True) if not wait],
            [item for item, wait in zip(items, waits, strict=True) if wait],
        )

    def _notations(self) -> tuple[str, ...]:
        trials, target = self._chain.mark_trials, self._job.target
        return trials.notations(self._name, target, honours_marks=self._honours_marks)

    def _ask_once(
        self, items: Sequence[tuple[_Key, _Candidate]], way: str, language: str
    ) -> tuple[list[tuple[_Key, _Candidate]], list[tuple[_Key, _Candidate]]]:
        """Return those whose marks came back broken, and those that lack a pinned term."""
        target = self._job.target
        notations = self._notations()
        prepared = [pinning.prepare(key[0], candidate.terms, target, way) for key, candidate in items]
        marked = [c.marks.marked(p, notations) for p, (_, c) in zip(prepared, items, strict=True)]
        requests = [
            engine_stage.Request(
                p.text if m is None else m.text,
                pinning.pairs(c.terms, target) if self._honours_terms else (),
            )
            for p, m, (_, c) in zip(prepared, marked, items, strict=True)
        ]
        self._chain.characters_sent += sum(len(request.text) for request in requests)
        broken: list[tuple[_Key, _Candidate]] = []
        short: list[tuple[_Key, _Candidate]] = []
        for packet in engine_stage.ask(self._engine, requests, source=language, target=target):
            units: list[Unit] = []
            counted = 0
            for answer in packet:
                key, candidate = items[answer.index]
                sent = marked[answer.index]
                taken, whole = self._take(answer, prepared[answer.index], sent, candidate, language)
                if taken:
                    status = Status.TRANSLATED if candidate.settled else PROVISIONAL
                    units.append(self._unit(key, candidate, status))
                if sent is not None and not whole:
                    candidate.marks.failed(sent.notation)
                    broken.append((key, candidate))
                elif not candidate.settled and _pinned(candidate, target):
                    short.append((key, candidate))
                if not candidate.told:
                    candidate.told = True
                    counted += len(candidate.segments)
            self._memory.store(units)
            self._done(counted)
        return broken, short

    def _take(
        self,
        answer: engine_stage.Answer,
        prepared: pinning.Prepared,
        marked: Marked | None,
        candidate: _Candidate,
        language: str,
    ) -> tuple[bool, bool]:
        """Take an answer if it is usable and better than what is there.

        Return whether it was taken, and whether the marks that were sent with it came back whole.
        """
        target = self._job.target
        text, reason = answer.text, answer.reason
        reading = read(marked, text, target) if marked is not None and text is not None else None
        if marked is not None:
            whole = reading is not None and reading.whole
            self._chain.mark_trials.record(self._name, target, marked.notation, whole)
            if reading is not None and reading.leaked:
                return False, False
            text = reading.text if reading is not None else ""
            if not text or engine_stage.is_echo(text, prepared.text, source=language, target=target):
                # It is asked for again without them; that answer says what is wrong.
                candidate.marks.give_up()
                return False, False
        if text is not None:
            text = pinning.repair(pinning.restore(prepared, text), candidate.terms, target)
            leaked = pinning.leaked(prepared, text)
            reason = "marks of names came back broken" if leaked else wrong_language(text, target)
        if text is None or reason:
            candidate.reason = candidate.reason or f"{self._name}: {reason or 'no answer'}"
            candidate.marks.give_up()
            return False, marked is None
        missing = len(pinning.missing(text, candidate.terms, target))
        kept = candidate.marks.kept(marked, reading, text, candidate.terms, target)
        whole = marked is None or not kept.broken
        if candidate.text is not None and (missing, kept.broken) >= (
            candidate.missing,
            candidate.kept.broken,
        ):
            return False, whole
        candidate.text, candidate.missing, candidate.kept = text, missing, kept
        candidate.engine, candidate.signature = self._name, self._signature
        return True, whole

    def _unit(self, key: _Key, candidate: _Candidate, status: str) -> Unit:
        segment = candidate.segments[0]
        query = _query(self._job.article, self._place[segment.id], self._job.target, None)
        return Unit(
            source=segment.source,
            target=candidate.text or "",
            source_language=segment.language,
            target_language=self._job.target,
            origin="engine",
            status=status,
            engine=candidate.signature,
            pairs=key[2],
            segment=segment.id,
            previous=query.previous,
            following=query.following,
            anchors=tuple((*span, *place) for span, place in sorted(candidate.kept.anchors.items())),
        )


def _pinned(candidate: _Candidate, target: str) -> bool:
    return any(term.policy is Policy.PIN and target in term.targets for term in candidate.terms)
