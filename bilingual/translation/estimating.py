"""What asking each engine would take, before anything is sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bilingual import engines as engine_stage
from bilingual.terminology import pinning
from bilingual.translation.jobs import Job, first_texts

if TYPE_CHECKING:
    from bilingual.engines import Engine, Price


@dataclass(frozen=True, slots=True)
class Estimate:
    """What one engine would be sent for jobs if all of it went there and every answer was usable at once.

    ``price`` is None where the engine names none.
    """

    engine: str
    segments: int
    characters: int
    requests: int
    price: Price | None


def estimates(jobs: Sequence[Job], engines: Sequence[Engine]) -> list[Estimate]:
    """Return an estimate an engine; equal texts of one target language are one."""
    segments = sum(len(job.wanted) for job in jobs)
    return [_estimate(jobs, engine, segments) for engine in engines] if segments else []


def _estimate(jobs: Sequence[Job], engine: Engine, segments: int) -> Estimate:
    honours = engine_stage.honours_terms(engine)
    packs: dict[tuple[str, str], list[engine_stage.Request]] = {}
    characters = 0
    for key, text, segment in first_texts(jobs, honours_terms=honours):
        terms = pinning.pairs(segment.terms, key.target) if honours else ()
        packs.setdefault((key.target, key.language), []).append(engine_stage.Request(text, terms))
        characters += len(text)
    calls = sum(engine_stage.calls_for(engine, texts) for texts in packs.values())
    name, price = engine_stage.name_of(engine), engine_stage.price_of(engine)
    return Estimate(name, segments, characters, calls, price)
