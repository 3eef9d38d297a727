"""Translation engines: the contract, the registry, and the asking that packs, retries and checks answers."""

from __future__ import annotations

from bilingual.engines.answers import is_echo
from bilingual.engines.asking import Answer, Request, Watcher, ask
from bilingual.engines.built_in import BUILT_IN
from bilingual.engines.contract import (
    Engine,
    NotReadyError,
    Price,
    honours_marks,
    honours_terms,
    name_of,
    needs_network,
    price_of,
    signature_of,
)
from bilingual.engines.estimating import calls_for
from bilingual.engines.keys import has as has_key
from bilingual.engines.keys import scrubbed
from bilingual.engines.meanwhile import Meanwhile
from bilingual.engines.registry import EngineInfo, listing, load

__all__ = [
    "BUILT_IN",
    "Answer",
    "Engine",
    "EngineInfo",
    "Meanwhile",
    "NotReadyError",
    "Price",
    "Request",
    "Watcher",
    "ask",
    "calls_for",
    "has_key",
    "honours_marks",
    "honours_terms",
    "is_echo",
    "listing",
    "load",
    "name_of",
    "needs_network",
    "price_of",
    "scrubbed",
    "signature_of",
]
