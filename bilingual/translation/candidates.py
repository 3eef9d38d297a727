"""The best answer so far to one request, and the segments that it is for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Self

from bilingual.article import Finding, Policy, Segment, Severity, Status, Target, TermMatch
from bilingual.engine_chain import NOBODYS, OwnAnswers
from bilingual.inline_marks import Kept, SentMarks, known_marks
from bilingual.memory import MACHINE, Query, Unit
from bilingual.translation.jobs import (
    PROVISIONAL,
    Job,
    RequestKey,
    memory_query,
    remembered_target,
    request_key,
)


@dataclass(slots=True)
class Candidate:
    """One request and the best answer to it so far; ``query`` is the first segment's place in memory."""

    key: RequestKey
    query: Query
    text: str | None = None
    reason: str = ""
    missing: int = 0
    marks: SentMarks = field(default_factory=SentMarks)
    kept: Kept = field(default_factory=Kept)
    engine: str = ""
    signature: str = ""
    remembered: Unit | None = None  #: what another process put into memory meanwhile
    own: OwnAnswers = NOBODYS  #: which units are answers to this run
    told: bool = False  #: whether the person who watches has seen its segments counted
    segments: list[Segment] = field(default_factory=list)

    @classmethod
    def of(cls, jobs: Sequence[Job]) -> dict[RequestKey, Self]:
        """Return the requests for all that ``jobs`` want, in the order in which they first come."""
        requests: dict[RequestKey, Self] = {}
        for job in jobs:
            places = {segment.id: index for index, segment in enumerate(job.article.segments)}
            for segment in job.wanted:
                key = request_key(segment, job.target)
                if key not in requests:
                    query = memory_query(job.article, places[segment.id], job.target)
                    requests[key] = cls(key, query, own=job.own)
                requests[key].segments.append(segment)
        for candidate in requests.values():
            candidate.marks = SentMarks.of(candidate.segments)
        return requests

    @property
    def terms(self) -> tuple[TermMatch, ...]:
        """The terms that stand in the text."""
        return self.segments[0].terms

    @property
    def settled(self) -> bool:
        """Whether no engine need be asked any more: nothing is missing, no mark broken."""
        if self.remembered is not None:
            return True
        return self.text is not None and not self.missing and not self.kept.broken

    @property
    def pinned(self) -> bool:
        """Whether a term of the text is pinned in the target language."""
        return any(term.policy is Policy.PIN and self.key.target in term.targets for term in self.terms)

    def unit(self, *, final: bool) -> Unit:
        """Return what memory keeps of the answer; ``final`` unless another way of pinning is still tried."""
        query = self.query
        return Unit(
            source=query.source,
            target=self.text or "",
            source_language=query.source_language,
            target_language=query.target_language,
            origin=MACHINE,
            status=Status.TRANSLATED if final else PROVISIONAL,
            engine=self.signature,
            pairs=self.key.pairs,
            segment=query.segment,
            previous=query.previous,
            following=query.following,
            anchors=tuple((*span, *place) for span, place in sorted(self.kept.anchors.items())),
        )

    def target_for(self, segment: Segment, provisional: Target | None) -> Target:
        """Return the target of one of the segments; ``provisional`` is what to take rather than nothing."""
        if self.remembered is not None:
            return remembered_target(self.remembered, segment, self.own)
        if self.text is not None:
            marks = known_marks(segment, self.kept.anchors, self.text)
            return Target(self.text, Status.TRANSLATED, origin=self.engine, marks=marks)
        if provisional is not None:
            return provisional
        if self.reason:
            return Target(None, Status.FAILED, findings=(Finding("engine", Severity.ERROR, self.reason),))
        return Target(None, Status.UNTRANSLATED)
