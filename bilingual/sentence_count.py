"""How many sentences a text has, whatever of our languages it is in.

For comparing a text with its translation; `bilingual.segmenting` is for where a source's sentences end.
"""

from __future__ import annotations

import re

# Two letters before a full stop: initials and numbers of lists end no sentence.
_END = re.compile(r"(?:(?<=[a-z0-9가-힣%)’”\"]{2})[.!?]+[\"”’)]*(?=\s|$)|[。！？]+[”’）」]*)")


def sentences(text: str) -> int:
    """Return how many sentences ``text`` has by its marks; what follows the last mark is one more."""
    ends = list(_END.finditer(text))
    rest = text[ends[-1].end() :] if ends else text
    return len(ends) + any(map(str.isalnum, rest))
