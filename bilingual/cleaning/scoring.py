"""Scores: how likely a line that no rule knows is the article's, by a small linear model.

Running text is told by its sentences and furniture by its words; what is left are short lines: sub-headings,
items and verses as well as menus, buttons and headlines of other articles.  No word tells these apart, but
many small signs together do (`line_signs`).  ``line_weights.toml`` has what each weighs, by where the line
stands.  The score is their sum, a log-odds, drawn towards the scores of its neighbours; a line that scores
less than ``least`` is furniture.  The weights are learnt from labelled pages by
``benchmarks/line_weights.py``, which says how.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import repeat
from typing import NamedTuple

from bilingual.article import Role
from bilingual.cleaning.line_signs import AROUND, PLACES, Seen, signs
from bilingual.cleaning.shape import Line
from bilingual.cleaning.surroundings import outside

#: Signs that are said of a line that is dropped, at most.
SAID = 3
#: How much the mean score of the row around a line counts.
ROW = 0.5
#: A line next to the likeliest title may be a part of it.
BESIDE = 1.5
#: A title that is printed twice weighs so much; so far below the first the second stands, in lines.
TITLE, REACH = 20, 40
#: So far below it a date or a name tells whose title it is.
BELOW = 4
_TELLS = (Role.DATELINE, Role.BYLINE)
#: How much lower a score must be, by place: what is wrongly dropped below the text is the article's end.
MARGINS = {"above": 0.0, "below": 1.5, "bare": 0.0}


class Weights(NamedTuple):
    """The lowest score that is kept, and what each sign weighs, a table a place."""

    least: float
    tables: tuple[Mapping[str, float], ...]


@lru_cache(maxsize=1)
def weights() -> Weights:
    """Return the weights that come with the program."""
    text = (files("bilingual.cleaning") / "line_weights.toml").read_text(encoding="utf-8")
    read = tomllib.loads(text)
    return Weights(float(read["least"]), tuple(read[place] for place in PLACES))


def settle_unlikely(body: Sequence[Line], begin: int, end: int, spare: bool = False) -> None:
    """Settle the lines from ``begin`` to ``end`` whose score says that they are furniture.

    Takes all lines in source order.  ``spare``: the one with the highest score stands, whatever it is: it may
    be the title.
    """
    seen = signs(body, begin, end, 2 if spare else 1)
    if not seen:
        return
    model = weights()
    own = [sum(map(model.tables[one.place].get, one.signs, repeat(0.0))) for one in seen]
    scores = _smoothed(seen, own)
    best = seen[scores.index(max(scores))].line if spare else -2
    for one, score in zip(seen, scores, strict=True):
        least = model.least - MARGINS[PLACES[one.place]] - (BESIDE if abs(one.line - best) == 1 else 0.0)
        if score < least and one.line != best and not (spare and _printed_twice(body, one.line)):
            outside(body[one.line], _rule(score, one, model.tables[one.place]))


def _printed_twice(body: Sequence[Line], n: int) -> bool:
    """Tell whether a headline stands twice above the text, as a page's title may: alone and in its box."""
    line = body[n]
    if line.weight < TITLE or line.bullet or line.linked:
        return False
    same = [m for m, one in enumerate(body[: n + REACH]) if one.bare == line.bare]
    if len(same) != 2 or same[1] - same[0] > REACH:
        return False
    if n == same[0] and sum(one.free for one in body[same[0] + 1 : same[1]]) > 1:
        # A table of contents: the second is the title.
        return False
    return any(one.keep and one.role in _TELLS for one in body[same[1] + 1 : same[1] + 1 + BELOW])


def _rule(score: float, one: Seen, table: Mapping[str, float]) -> str:
    against = sorted((sign for sign in one.signs if sign != "any"), key=lambda sign: table.get(sign, 0.0))
    return f"score {score:.1f}: {', '.join(against[:SAID])}"


def _smoothed(seen: Sequence[Seen], own: Sequence[float]) -> list[float]:
    """Return each score, drawn to the mean of its row; not above the text: a title is unlike its row."""
    scores: list[float] = []
    for n, one in enumerate(seen):
        if PLACES[one.place] == "above":
            scores.append(own[n])
            continue
        around = range(max(0, n - AROUND), min(len(seen), n + AROUND + 1))
        near = [own[m] for m in around if abs(seen[m].line - one.line) == abs(m - n)]
        scores.append((1 - ROW) * own[n] + ROW * sum(near) / len(near))
    return scores
