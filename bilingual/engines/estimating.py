"""How many calls an engine needs for texts, without asking it."""

from __future__ import annotations

from collections.abc import Sequence

from bilingual.engines.answers import is_blank
from bilingual.engines.contract import Engine, honours_terms, limits_of
from bilingual.engines.packing import Request, packets, pieces


def calls_for(engine: Engine, requests: Sequence[Request]) -> int:
    """Return the calls that `ask` makes for ``requests`` of one language if all goes well."""
    limits = limits_of(engine)
    asked = [piece for request in requests if not is_blank(request.text) for piece in pieces(request, limits)]
    return sum(1 for _ in packets(asked, range(len(asked)), limits, by_terms=honours_terms(engine)))
