"""What an import leaves out of a TMX file, counted by the reason."""

from __future__ import annotations

from collections import Counter

#: Counts by reason, one of the constants below.
PassedOver = Counter[str]

UNKNOWN_LANGUAGE = "unknown-language"
EMPTY = "empty-text"
NO_PAIR = "no-pair"
BAD_DATE = "bad-date"

_WORDS = {
    UNKNOWN_LANGUAGE: ("text without a known language", "texts without a known language"),
    EMPTY: ("empty text", "empty texts"),
    NO_PAIR: ("<tu> without a source and a target", "<tu> without a source and a target"),
    BAD_DATE: ("date that is none", "dates that are none"),
}


def told(passed: PassedOver) -> str:
    """Say what was passed over, in words; "" for nothing.

    >>> told(Counter({NO_PAIR: 2, EMPTY: 1}))
    '1 empty text, 2 <tu> without a source and a target'
    """
    return ", ".join(
        f"{passed[reason]:,} {several if passed[reason] > 1 else one}"
        for reason, (one, several) in _WORDS.items()
        if passed[reason]
    )
