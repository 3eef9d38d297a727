"""What is there already for an article in one language and what must be asked for, and what makes two
requests one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from bilingual.article import Article, Policy, Segment, Status, Target
from bilingual.engine_chain import NOBODYS, OwnAnswers
from bilingual.inline_marks import NOTATIONS, SentMarks, known_marks
from bilingual.memory import PERSON, Query, Unit
from bilingual.terminology import pinning

Pairs = tuple[tuple[str, str], ...]

#: The status of a unit whose pinned terms were still being tried for when it was kept.
PROVISIONAL = "provisional"


@dataclass(frozen=True, slots=True)
class Job:
    """One article in one target language: what is there already, and what must be asked for.

    ``found`` maps segment ids to targets from memory or copied; ``wanted`` holds the other segments, and
    ``provisional`` what memory has of them from a run that was cut short: better than nothing, no more.
    ``own`` tells which units of memory are answers to this run.
    """

    article: Article
    target: str
    found: Mapping[str, Target]
    wanted: tuple[Segment, ...]
    provisional: Mapping[str, Target] = field(default_factory=dict)
    own: OwnAnswers = NOBODYS
    engines_used: tuple[str, ...] = ()

    @property
    def characters(self) -> int:
        """How many characters go to an engine that is asked for all of it, equal requests counted once.

        For an engine that honours no terms: the target forms stand in the text already.  The marks that go
        with it count.
        """
        return sum(len(text) for _, text, _ in first_texts([self], honours_terms=False))


class RequestKey(NamedTuple):
    """Segments of one key are one request."""

    source: str
    language: str
    target: str
    pairs: Pairs


def request_key(segment: Segment, target: str) -> RequestKey:
    """Return what a request for ``segment`` in ``target`` is the same by."""
    return RequestKey(segment.source, segment.language, target, _memory_pairs(segment, target))


def memory_query(article: Article, index: int, target: str, engine: str | None = None) -> Query:
    """Return what memory is asked for ``article.segments[index]``; ``engine`` as `Query` has it."""
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


def remembered_target(unit: Unit, segment: Segment, own: OwnAnswers = NOBODYS) -> Target:
    """Return a unit of memory as the target of ``segment``; an answer to this run is a translation."""
    persons = unit.origin == PERSON and unit.segment == segment.id
    same = unit.source == segment.source
    anchors = {(start, end): (low, high) for start, end, low, high in unit.anchors} if same else {}
    marks = known_marks(segment, anchors, unit.target)
    if engine := own.engine(unit):
        return Target(unit.target, Status.TRANSLATED, origin=engine, marks=marks)
    status = Status.EDITED if persons else Status.REUSED
    return Target(unit.target, status, origin=unit.origin, marks=marks)


def _memory_pairs(segment: Segment, target: str) -> Pairs:
    """The term pairs that an engine's unit is kept under: a pin that was only checked is another pair."""
    pinned = set(pinning.pairs([t for t in segment.terms if t.policy is Policy.PIN], target))
    every = pinning.pairs(segment.terms, target)
    return tuple((form, text if (form, text) in pinned else f"check:{text}") for form, text in every)


def first_texts(jobs: Sequence[Job], *, honours_terms: bool) -> list[tuple[RequestKey, str, Segment]]:
    """Return what an engine is asked for first, each request once, with the first segment that it is for.

    An engine that honours terms gets the source; for the others the target forms stand in the text.
    """
    groups: dict[RequestKey, list[Segment]] = {}
    for job in jobs:
        for segment in job.wanted:
            groups.setdefault(request_key(segment, job.target), []).append(segment)
    way = pinning.ways(honours_terms)[0]
    texts: list[tuple[RequestKey, str, Segment]] = []
    for key, group in groups.items():
        prepared = pinning.prepare(group[0].source, group[0].terms, key.target, way)
        marked = SentMarks.of(group).marked(prepared, NOTATIONS)
        texts.append((key, prepared.text if marked is None else marked.text, group[0]))
    return texts
