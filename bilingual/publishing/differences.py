"""What changed between the sentence that a suggestion was made for and the one that it is shown for."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

#: Kinds of a piece: in both texts, in the old one alone, in the new one alone.
SAME = "same"
OLD = "old"
NEW = "new"

# A number, a run of letters, a Han character or another sign by itself, or white space.
_PIECE = re.compile(r"\d[\d.,]*|[^\W\d_\u3400-\u9fff\uf900-\ufaff]+|\s+|.", re.DOTALL)


def difference(old: str, new: str) -> tuple[tuple[str, str], ...]:
    """Return the pieces of both texts in order, each with its kind; whole words and numbers are told apart.

    The pieces that are not ``new`` put together are ``old``, those that are not ``old`` put together ``new``.

    >>> difference("월요일 밝혔다", "화요일 밝혔다")
    (('old', '월요일'), ('new', '화요일'), ('same', ' 밝혔다'))
    """
    before, after = _PIECE.findall(old), _PIECE.findall(new)
    found: list[tuple[str, str]] = []
    for kind, low, high, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append((SAME, "".join(after[start:end])))
            continue
        for name, pieces in ((OLD, before[low:high]), (NEW, after[start:end])):
            if pieces:
                found.append((name, "".join(pieces)))
    return tuple(found)


def marked_difference(old: str, new: str) -> str:
    """Return `difference` as plain text.

    >>> marked_difference("월요일 밝혔다", "화요일 밝혔다")
    '[-월요일-]{+화요일+} 밝혔다'
    """
    marks = {SAME: "{}", OLD: "[-{}-]", NEW: "{{+{}+}}"}
    return "".join(marks[kind].format(text) for kind, text in difference(old, new))


def whole_percent(score: float) -> str:
    """Return a score as a percentage; what is not the same is never 100 %.

    >>> whole_percent(0.999), whole_percent(0.29)
    ('99%', '29%')
    """
    return "100%" if score >= 1 else f"{min(score, 0.99):.0%}"
