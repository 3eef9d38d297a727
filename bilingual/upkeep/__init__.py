"""What a change of the glossary touches in what was translated before, and translating just that again.

`look` only reads; `renew` runs the pipeline over stored articles, with the settings of their own run, and
replaces what was written of them.
"""

from __future__ import annotations

from bilingual.upkeep.concern import Concern
from bilingual.upkeep.impact import ArticleImpact, Impact, SegmentImpact, UnitImpact, is_there, look
from bilingual.upkeep.renewing import Renewed, renew

__all__ = [
    "ArticleImpact",
    "Concern",
    "Impact",
    "Renewed",
    "SegmentImpact",
    "UnitImpact",
    "is_there",
    "look",
    "renew",
]
