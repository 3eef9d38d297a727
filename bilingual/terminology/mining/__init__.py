"""Mining: terms that a text itself explains or introduces, by the habits of Korean and Chinese press.

``mine`` takes one text; ``gather`` makes numbered proposals of what many texts gave.
"""

from __future__ import annotations

from collections.abc import Mapping

from bilingual.terminology.mining.chinese import chinese_terms
from bilingual.terminology.mining.gathering import Gathering, Proposal
from bilingual.terminology.mining.glosses import glosses
from bilingual.terminology.mining.mentions import datelines, quotations
from bilingual.terminology.mining.people import people
from bilingual.terminology.mining.sightings import Sighting

__all__ = ["Gathering", "Proposal", "Sighting", "mine"]


def mine(text: str, places: Mapping[str, str]) -> list[Sighting]:
    """The terms of one line or paragraph, in order.

    ``places`` maps known Korean names of places to the letters that they may stand for in an acronym
    (``미국`` UA).  A term that two habits give away at one place is told once.
    """
    found: list[Sighting] = []
    if _has_hangul(text):
        found += glosses(text, places)
        found += people(text, places)
        found += datelines(text)
        found += quotations(text)
    found += chinese_terms(text)
    found.sort(key=lambda sighting: (sighting.start, -sighting.end))
    seen: set[int] = set()
    kept: list[Sighting] = []
    for sighting in found:
        if sighting.start not in seen:
            seen.add(sighting.start)
            kept.append(sighting)
    return kept


def _has_hangul(text: str) -> bool:
    return any("가" <= char <= "힣" for char in text)
