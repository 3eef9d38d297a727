"""Translation engines: the contract, the registry, and the asking that packs, retries and checks answers."""

from __future__ import annotations

from bilingual.engines.answers import is_echo
from bilingual.engines.asking import Answer, Request, ask
from bilingual.engines.contract import (
    Engine,
    honours_marks,
    honours_terms,
    name_of,
    needs_network,
    signature_of,
)
from bilingual.engines.registry import EngineInfo, listing, load

__all__ = [
    "Answer",
    "Engine",
    "EngineInfo",
    "Request",
    "ask",
    "honours_marks",
    "honours_terms",
    "is_echo",
    "listing",
    "load",
    "name_of",
    "needs_network",
    "signature_of",
]
