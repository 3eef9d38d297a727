"""What asking each engine would take, before anything is sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bilingual import engines as engine_stage
from bilingual.terminology import pinning
from bilingual.translation.jobs import Job, first_texts

if TYPE_CHECKING:
    from bilingual.engine_chain import EngineChain
    from bilingual.engines import Engine, Price


@dataclass(frozen=True, slots=True)
class Estimate:
    """What one engine would be sent for jobs if all of it went there and every answer was usable at once.

    ``price`` is None where the engine names none; ``lacks`` says in a line why it could not be asked now.
    """

    engine: str
    segments: int
    characters: int
    requests: int
    price: Price | None
    lacks: str = ""


def estimates(jobs: Sequence[Job], chain: EngineChain) -> list[Estimate]:
    """Return an estimate for each engine that may be asked; equal texts of one target language are one."""
    segments = sum(len(job.wanted) for job in jobs)
    if not segments:
        return []
    return [_estimate(jobs, engine, segments, chain.lacks(engine)) for engine in chain.usable()]


def _estimate(jobs: Sequence[Job], engine: Engine, segments: int, lacks: str) -> Estimate:
    honours = engine_stage.honours_terms(engine)
    packs: dict[tuple[str, str], list[engine_stage.Request]] = {}
    characters = 0
    for key, text, segment in first_texts(jobs, honours_terms=honours):
        terms = pinning.pairs(segment.terms, key.target) if honours else ()
        packs.setdefault((key.target, key.language), []).append(engine_stage.Request(text, terms))
        characters += len(text)
    calls = sum(engine_stage.calls_for(engine, texts) for texts in packs.values())
    name, price = engine_stage.name_of(engine), engine_stage.price_of(engine)
    return Estimate(name, segments, characters, calls, price, lacks)
