"""What an engine is, and how to read what it says of itself.

An engine is any object with a ``name`` and a ``translate`` method; everything else is optional.  The
functions here read the optional attributes with their defaults, so that nobody else has to know them.
"""

from __future__ import annotations

import inspect
import math
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from bilingual.errors import EngineError, UsageError


@runtime_checkable
class Engine(Protocol):
    """An object that translates texts.

    Optional attributes: ``honours_terms`` (bool, default False), ``needs_network`` (bool, default True),
    ``honours_marks`` (bool, default False: the engine keeps paired marks ``<g1>…</g1>`` in a text),
    ``signature`` (str, default the name; part of the memory's key), ``limits`` (a mapping with ``items``,
    ``characters``, ``encoded_bytes``: the most that one call takes), ``price`` (see `price_of`) and ``usage``
    (after a call).
    """

    name: str

    def translate(
        self, texts: Sequence[str], *, source: str, target: str, terms: Sequence[tuple[str, str]] = ()
    ) -> list[str | None]:
        """Return one answer a text, in order; None is a text that failed.

        ``source`` and ``target`` are canonical codes (``ko``, ``zh-Hans``); ``terms`` holds for every text.
        Raises EngineError when the call fails as a whole.
        """
        ...


class AnswerError(EngineError):
    """A call that was answered, but with something else than translations (a page, a wrong count).

    The service is there, so the fault may lie in one of the texts: whoever asks may ask again with fewer
    texts, which a plain EngineError forbids.
    """


class NotReadyError(UsageError):
    """An engine that is there but lacks something (a key), or that its provider has retired.

    Where a chain has other engines it goes on without this one.  ``outline`` is the class of one that lacks
    something: what it says of limits and price holds without an instance.
    """

    outline: object = None


@dataclass(frozen=True, slots=True)
class Price:
    """What a million characters cost, in a currency (``EUR``); amount 0 is free of charge."""

    amount: float
    currency: str = ""

    def of(self, characters: int) -> float:
        """Return what so many characters cost."""
        return self.amount * characters / 1_000_000

    def said(self, characters: int) -> str:
        """Return what so many characters cost, for a person: ``free of charge``, ``about 0.40 EUR``."""
        if not self.amount:
            return "free of charge"
        cost = self.of(characters)
        return f"about {cost:,.2f} {self.currency}" if cost >= 0.005 else f"less than 0.01 {self.currency}"


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that one call takes; None is no limit.

    ``characters`` counts code points, ``encoded_bytes`` the texts' UTF-8 as a URL's query writes it
    (nine bytes a Hangul syllable); both count one separator between two texts.
    """

    items: int | None = None
    characters: int | None = None
    encoded_bytes: int | None = None


#: For an engine that names no limits: an article's page at a time, and the 5,000 characters that most
#: services take at once.
DEFAULT_LIMITS = Limits(items=50, characters=5_000)


def name_of(engine: object) -> str:
    """Return the engine's name, or its class's where it has none."""
    name = getattr(engine, "name", None)
    return name if isinstance(name, str) and name.strip() else type(engine).__name__


def signature_of(engine: object) -> str:
    """Return what stands for the engine in a memory's key: its ``signature``, else its name."""
    signature = getattr(engine, "signature", None)
    return signature if isinstance(signature, str) and signature.strip() else name_of(engine)


def honours_terms(engine: object) -> bool:
    """Tell whether the engine itself writes the term pairs that it is given (default: no)."""
    return bool(getattr(engine, "honours_terms", False))


def honours_marks(engine: object) -> bool:
    """Tell whether the engine itself keeps paired marks ``<g1>…</g1>`` in a text (default: not known)."""
    return bool(getattr(engine, "honours_marks", False))


def needs_network(engine: object) -> bool:
    """Tell whether the engine sends text elsewhere (default: yes, so that ``--offline`` is safe)."""
    return bool(getattr(engine, "needs_network", True))


def limits_of(engine: object) -> Limits:
    """Return the engine's limits; DEFAULT_LIMITS where it names none.

    A value that is no positive whole number is taken as no limit; keys that we do not know are ignored.
    """
    limits = getattr(engine, "limits", None)
    if not isinstance(limits, Mapping) or not limits:
        return DEFAULT_LIMITS

    def read(key: str) -> int | None:
        value = limits.get(key)
        return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else None

    return Limits(read("items"), read("characters"), read("encoded_bytes"))


def price_of(engine: object) -> Price | None:
    """Return the engine's price for a million characters.

    ``BILINGUAL_PRICE_NAME`` in the environment says it (``20 EUR``), else the engine's ``price``: ``(20,
    "EUR")``, or ``0`` for what costs nothing.  None where nothing can be read.  An engine that needs no
    network costs nothing unless it says otherwise.
    """
    variable = "BILINGUAL_PRICE_" + re.sub(r"\W", "_", name_of(engine).upper())
    price: object = tuple(os.environ.get(variable, "").split()) or getattr(engine, "price", None)
    if price is None:
        return None if needs_network(engine) else Price(0.0)
    if isinstance(price, Price):
        return price
    amount, currency = price if isinstance(price, tuple) and len(price) == 2 else (price, "")
    if not isinstance(amount, int | float | str):
        return None
    try:
        number = float(amount)
    except ValueError:
        return None
    return Price(number, str(currency)) if number >= 0 and math.isfinite(number) else None


def keywords_for(
    engine: Engine, terms: Sequence[tuple[str, str]], options: Mapping[str, object]
) -> dict[str, object]:
    """Return the keyword parameters to pass beside ``source`` and ``target``.

    ``terms`` is passed where the signature names it or takes any keyword; each of ``options`` (``context``,
    ``style`` …) only where the signature names it.  A signature that cannot be read gets ``terms`` alone.
    """
    try:
        parameters = inspect.signature(engine.translate).parameters
    except (TypeError, ValueError):
        return {"terms": terms}
    anything = any(p.kind is inspect.Parameter.VAR_KEYWORD for p in parameters.values())
    named = {n for n, p in parameters.items() if p.kind in (p.KEYWORD_ONLY, p.POSITIONAL_OR_KEYWORD)}
    keywords: dict[str, object] = {"terms": terms} if anything or "terms" in named else {}
    keywords.update({name: value for name, value in options.items() if name in named})
    return keywords
