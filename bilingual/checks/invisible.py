"""Characters that nobody sees and that change what a text says: overrides of direction, controls."""

from __future__ import annotations

import re
import unicodedata

from bilingual.article import Finding
from bilingual.checks.registry import finding

# Unicode Technical Report 36, section 2.5: these make a text read otherwise than it is stored.  Controls but
# for tab and line breaks, and halves of surrogate pairs, cannot be written into most formats at all.
_HARMFUL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
# Noise, unless the source has them.  Joiners (emoji, Indic scripts) and marks of direction are usual.
_NOISE = re.compile("[\u200b\u2060-\u2064\ufeff\ufff9-\ufffb]")
_NAMES = {"Cc": "control character", "Cs": "half of a surrogate pair"}
_SHOWN = 3


def check_invisible(source: str, text: str) -> tuple[Finding, ...]:
    """At most one finding ``invisible``, which names the characters by code point.

    Overrides and isolates of direction and controls always, zero-width spaces and the like where the source
    has none of the kind.
    """
    if text.isascii() and text.isprintable():
        return ()
    found = _HARMFUL.findall(text) + [sign for sign in _NOISE.findall(text) if sign not in source]
    if not found:
        return ()
    unique = list(dict.fromkeys(found))
    more = f" and {len(unique) - _SHOWN} more" if len(unique) > _SHOWN else ""
    shown = ", ".join(_called(sign) for sign in unique[:_SHOWN])
    return (finding("invisible", f"characters that nobody sees stand in the target: {shown}{more}"),)


def _called(sign: str) -> str:
    name = unicodedata.name(sign, _NAMES.get(unicodedata.category(sign), "")).lower()
    return f"U+{ord(sign):04X} {name}".rstrip()
