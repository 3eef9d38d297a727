"""The engines of a run, asked in turn for what jobs want, until every segment has its target."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bilingual.article import Target
from bilingual.engine_chain import EngineChain
from bilingual.errors import EngineError
from bilingual.memory import Memory
from bilingual.translation.asking import Asking
from bilingual.translation.candidates import Candidate
from bilingual.translation.jobs import Job, request_key


def fulfil(
    jobs: Sequence[Job], memory: Memory, chain: EngineChain, done: Callable[[int], None]
) -> list[dict[str, Target]]:
    """Ask the engines for what ``jobs`` want; return for each a target for every segment of its article.

    Jobs of one target language are asked for together, whichever articles they are of.  ``done`` is called
    with the number of segments that each answer settled.  Answers are stored as they come.  A segment that
    nobody could be asked for is ``untranslated``; one that got no usable answer is ``failed``, with the
    reason as a finding.  Raises UsageError for an unknown engine.
    """
    requests = Candidate.of(jobs)
    for target in dict.fromkeys(job.target for job in jobs):
        _ask([one for key, one in requests.items() if key.target == target], target, memory, chain, done)
    filled: list[dict[str, Target]] = []
    for job in jobs:
        targets = dict(job.found)
        for segment in job.wanted:
            candidate = requests[request_key(segment, job.target)]
            targets[segment.id] = candidate.target_for(segment, job.provisional.get(segment.id))
        filled.append(targets)
    return filled


def _ask(
    candidates: Sequence[Candidate],
    target: str,
    memory: Memory,
    chain: EngineChain,
    done: Callable[[int], None],
) -> None:
    for engine in chain.usable() if candidates else ():
        asking = Asking(engine, target, memory, chain, done)
        try:
            asking.run([candidate for candidate in candidates if not candidate.settled])
        except EngineError as error:
            chain.fail(engine, error)
        if all(candidate.settled for candidate in candidates):
            break
