"""What needs no engine: copied text, the page's own translation, and what memory has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from bilingual.article import Article, Finding, Policy, Segment, Severity, Status, Target, TermMatch
from bilingual.copying import without_engine
from bilingual.engine_chain import EngineChain
from bilingual.memory import MACHINE, PERSON, Match, Memory, Unit
from bilingual.parallel import page_targets
from bilingual.terminology import pinning
from bilingual.translation.jobs import PROVISIONAL, Job, memory_query, remembered_target


class FindTerms(Protocol):
    """Finds the glossary's terms in a text; `terminology.Matcher.find` is one."""

    def __call__(self, text: str, language: str, targets: Sequence[str], /) -> Sequence[TermMatch]:
        """Return the terms of ``text``."""


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Suggestions from memory: how similar (1.0: the same) a source must be, and what finds its terms."""

    at_least: float
    find: FindTerms


def plan(
    article: Article, target: str, memory: Memory, chain: EngineChain, *, fuzzy: Fuzzy | None = None
) -> Job:
    """Look up every segment of ``article`` in memory and return what is found and what is wanted.

    A translation that the page itself gives goes before all but a person's.  With ``fuzzy`` the target of a
    similar unit is taken as a suggestion where there is nothing better.
    """
    found: dict[str, Target] = {}
    own = chain.own_answers()
    open_indexes: list[int] = []
    ready_indexes: list[int] = []
    for index, segment in enumerate(article.segments):
        ready = without_engine(segment, target)
        if ready is None:
            open_indexes.append(index)
        else:
            found[segment.id] = ready
            ready_indexes.append(index)
    given = page_targets(article, target)
    used: dict[str, None] = {}
    provisional: dict[str, Target] = {}
    for index, unit in _remembered(article, open_indexes, target, memory, chain):
        segment = article.segments[index]
        if segment.id in given and unit.origin != PERSON:
            continue
        if unit.status == PROVISIONAL and chain.names:
            provisional[segment.id] = remembered_target(unit, segment, own)
        else:
            found[segment.id] = target_ = remembered_target(unit, segment, own)
            if target_.status is not Status.TRANSLATED:
                used[unit.engine or "memory"] = None
    found = given | found
    for segment, unit in _corrected(article, ready_indexes, target, memory):
        used["memory"] = None
        found[segment.id] = remembered_target(unit, segment)
    if fuzzy is not None:
        still_open = [i for i in open_indexes if article.segments[i].id not in {*found, *provisional}]
        for index, match in _alike(article, still_open, target, memory, fuzzy):
            used[match.unit.engine or "memory"] = None
            found[article.segments[index].id] = _suggestion(match, article.segments[index], target, fuzzy)
    wanted = tuple(article.segments[i] for i in open_indexes if article.segments[i].id not in found)
    return Job(article, target, found, wanted, provisional, own, tuple(used))


def _corrected(
    article: Article, indexes: Sequence[int], target: str, memory: Memory
) -> Iterator[tuple[Segment, Unit]]:
    """Yield what a person made of segments that need no engine."""
    queries = [memory_query(article, index, target) for index in indexes]
    for index, unit in zip(indexes, memory.lookup(queries), strict=True):
        segment = article.segments[index]
        if unit is not None and unit.origin == PERSON and unit.segment == segment.id:
            yield segment, unit


def _remembered(
    article: Article, indexes: Sequence[int], target: str, memory: Memory, chain: EngineChain
) -> Iterator[tuple[int, Unit]]:
    """Yield the units of this run.

    An engine's unit counts only for an engine of this run; a run without engines takes anyone's.  The
    engines are loaded only when memory has an engine's answer at all.
    """
    queries = [memory_query(article, index, target) for index in indexes]
    others: list[int] = []
    for index, unit in zip(indexes, memory.lookup(queries), strict=True):
        if unit is not None and unit.origin == MACHINE and chain.names:
            others.append(index)
        elif unit is not None:
            yield index, unit
    for signature in chain.signatures() if others else ():
        queries = [memory_query(article, index, target, signature) for index in others]
        for index, unit in zip(list(others), memory.lookup(queries), strict=True):
            if unit is not None:
                others.remove(index)
                yield index, unit


def _alike(
    article: Article, indexes: Sequence[int], target: str, memory: Memory, fuzzy: Fuzzy
) -> Iterator[tuple[int, Match]]:
    queries = [memory_query(article, index, target) for index in indexes]
    for index, match in zip(indexes, memory.similar(queries, at_least=fuzzy.at_least), strict=True):
        if match is not None:
            yield index, match


def _suggestion(match: Match, segment: Segment, target: str, fuzzy: Fuzzy) -> Target:
    """A target to be edited: the memory keeps no unit of it, and the checks see it like any other.

    They see what the segment has and the target lacks; of a name that only the remembered text has, nobody
    would tell.
    """
    unit = match.unit
    here = {term.targets.get(target) for term in segment.terms}
    before = fuzzy.find(unit.source, unit.source_language, (target,))
    findings = tuple(
        Finding(
            "fuzzy-term",
            Severity.ERROR if term.policy is Policy.PIN else Severity.WARNING,
            f"{term.source} ({term.targets[target]}) is in the remembered sentence, not in this one",
        )
        for term in {(term.source, term.policy): term for term in before}.values()
        if pinning.pairs([term], target) and term.targets[target] not in here
    )
    return Target(
        unit.target,
        Status.FUZZY,
        origin=unit.origin,
        score=round(match.score, 4),
        findings=findings,
        based_on=unit.source,
    )
