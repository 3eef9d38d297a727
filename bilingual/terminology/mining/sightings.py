"""What mining finds: one sighting of a term that a writer explains or introduces."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Sighting:
    """A term seen once.

    ``forms`` maps language codes to the forms that the text gives, the one that heads the entry first;
    ``start``..``end`` is where it stands in its text; ``habit`` names the press habit that gave it away
    (``gloss``, ``hanja``, ``title``, ``late``, ``quotation``, ``dateline``, ``short for``); ``first`` holds
    forms of a first mention.
    """

    forms: Mapping[str, tuple[str, ...]]
    kind: str
    habit: str
    start: int
    end: int
    first: Mapping[str, str] = field(default_factory=dict)
