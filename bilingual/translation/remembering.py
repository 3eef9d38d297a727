"""What needs no engine: copied text, the page's own translation, and what memory has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bilingual.article import Article, Segment, Status, Target
from bilingual.copying import without_engine
from bilingual.engine_chain import EngineChain
from bilingual.inline_marks import known_marks
from bilingual.memory import MACHINE, PERSON, Memory, Unit
from bilingual.parallel import page_targets
from bilingual.translation.jobs import PROVISIONAL, Job, memory_query


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


def _from_unit(unit: Unit, segment: Segment) -> Target:
    own = unit.origin == PERSON and unit.segment == segment.id
    same = unit.source == segment.source
    anchors = {(start, end): (low, high) for start, end, low, high in unit.anchors} if same else {}
    marks = known_marks(segment, anchors, unit.target)
    return Target(unit.target, Status.EDITED if own else Status.REUSED, origin=unit.origin, marks=marks)
