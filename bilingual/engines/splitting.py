"""Cutting a text that is longer than an engine takes, where a reader would pause, and joining the answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

# Where a text may be cut, the best first: after a line, a sentence, a clause, a word.  A full stop of Chinese
# or Japanese needs no space after it; the comma within a number is none.
_CUTS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\n+",
        r"(?:[.!?…]+[\"'”’」』)\]]*\s+)|(?:[。！？]+[”’」』）】]*\s*)",
        r"(?:[,;:]\s+)|(?:[，、；：]\s*)",
        r"\s+",
    )
)
#: A piece as small as this share of what fits is not worth a better place to cut.
_LEAST = 0.3


def split(text: str, fits: Callable[[str], bool]) -> list[str]:
    """Return ``text`` in as few pieces that fit as its pauses allow; they have no white space around them.

    Cut at the end of a line, else of a sentence, else of a clause, else between words.  Empty if a stretch
    without any pause does not fit: a name cut in two is two wrong names.
    """
    pieces: list[str] = []
    rest = text.strip()
    while (longest := _longest(rest, fits)) < len(rest):
        at = _cut(rest, longest)
        if not at:
            return []
        pieces.append(rest[:at].strip())
        rest = rest[at:].strip()
    return [piece for piece in [*pieces, rest] if piece]


def joined(answers: Sequence[str], target: str) -> str:
    """Return the pieces' answers as one text: Chinese and Japanese write no space between sentences."""
    between = "" if target.partition("-")[0] in ("zh", "ja") else " "
    text = answers[0]
    for answer in answers[1:]:
        # Between Latin letters and figures even Chinese keeps words apart.
        apart = between or (" " if _latin(text[-1:]) and _latin(answer[:1]) else "")
        text = f"{text}{apart}{answer}"
    return text


def _longest(text: str, fits: Callable[[str], bool]) -> int:
    """Return how many characters from the beginning fit; what fits must fit when it is shortened."""
    low, high = 0, min(1, len(text))
    # A text of a megabyte is not measured whole for each of its pieces.
    while high < len(text) and fits(text[:high]):
        low, high = high, min(2 * high, len(text))
    while low < high:
        middle = (low + high + 1) // 2
        if fits(text[:middle]):
            low = middle
        else:
            high = middle - 1
    return low


def _cut(text: str, longest: int) -> int:
    """Return where to cut at ``longest`` characters or before; 0 if nowhere."""
    late = 0
    # The white space behind a cut is not sent, so it may lie beyond what fits.
    near = text[: longest + 1]
    for pattern in _CUTS:
        ends = [
            found.end()
            for found in pattern.finditer(near)
            if len(near[: found.end()].rstrip()) <= longest and found.start()
        ]
        if ends and ends[-1] >= longest * _LEAST:
            return ends[-1]
        late = max([late, *ends[-1:]])
    return late


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()
