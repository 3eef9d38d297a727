"""Which Chinese pieces translate which Korean ones, and whether the page is parallel at all.

Both languages tell the same things in the same order, however a page lays them out: line by line, the
Chinese first or last, one language's paragraphs after the other's, or in two columns of a table.  So the
best order-keeping alignment of the Korean pieces with the Chinese ones serves every layout.

A wrong pair is worse than none.  A page is parallel only if the pairs together give strong evidence and
hold at least half of what the page says in either language, or most of its Korean and a good part of its
Chinese: an article that quotes Chinese, or is followed by a list of Chinese headlines, is merely mixed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bilingual.parallel.evidence import (
    Chinese,
    Find,
    Korean,
    evidence,
    is_prose,
    letters,
    of_chinese,
    of_korean,
)
from bilingual.parallel.pieces import Piece

#: How far apart, in the order of their language, the two sides of a pair may be.
_BAND = 16
#: Up to how many Chinese paragraphs may translate one Korean one.
_MOST_TO_ONE = 3
#: Evidence (nats) that a pair must give by itself, between two pairs, and before or after all of them.
_ALONE, _BETWEEN, _BEYOND = 0.8, -2.0, -1.2
#: A shorter piece at the edge may be anything (an editor's name): only evidence of its own pairs it.
_LONG_ENOUGH = 15
#: Evidence that a page's pairs must give together: less where they are nearly all that it says, more
#: where there is but one, or where the page has Chinese of its own beside them.
_TOGETHER, _TOGETHER_IF_ALL, _SINGLE, _TOGETHER_IF_SOME = 6.0, 2.5, 7.5, 8.0
#: Shares of a language's letters that are in pairs: of both; of the Korean and of the Chinese ones.
_COVERED, _NEARLY_ALL = 0.5, 0.9
_MOST, _SOME = 0.6, 0.3
#: How much may be left in both languages side by side, for each letter that is in pairs.
_UNLIKE = 0.5


@dataclass(frozen=True, slots=True)
class Match:
    """A Korean piece, the Chinese pieces that translate it, and the evidence for it in nats."""

    korean: Piece
    chinese: tuple[Piece, ...]
    score: float


class Sides:
    """What is compared of every piece, made once; ``find`` gives the glossary's terms in a text."""

    def __init__(self, find: Find) -> None:
        self._find = find
        self._korean: dict[str, Korean] = {}
        self._chinese: dict[str, Chinese] = {}

    def score(self, korean: str, chinese: str) -> float:
        """Return the evidence in nats that ``chinese`` translates ``korean``."""
        if korean not in self._korean:
            self._korean[korean] = of_korean(korean, self._find)
        if chinese not in self._chinese:
            self._chinese[chinese] = of_chinese(chinese)
        return evidence(self._korean[korean], self._chinese[chinese])


def joined(pieces: Iterable[Piece]) -> str:
    """Return the text of Chinese pieces that translate one Korean piece."""
    return "".join(piece.text for piece in pieces)


def align(pieces: Sequence[Piece], sides: Sides) -> list[Match]:
    """Return the pairs of a page in the order of the Korean pieces, whatever the page is."""
    korean = [piece for piece in pieces if piece.language == "ko"]
    chinese = [piece for piece in pieces if piece.language == "zh"]
    if not korean or not chinese:
        return []
    found = _filled(korean, chinese, _best(korean, chinese, sides), sides)
    whole = _in_step(korean, chinese, sides)
    # Weak pairs lower the sum; pairs out of step with the rest would lower it by far more.
    return whole if _total(whole) >= max(0.6 * _total(found), _TOGETHER_IF_ALL) else found


def _total(matches: Sequence[Match]) -> float:
    return sum(match.score for match in matches)


def _in_step(korean: Sequence[Piece], chinese: Sequence[Piece], sides: Sides) -> list[Match]:
    """Return a pair for every piece of a page that is laid out in step, if none of the pairs is unlikely.

    In step is a page whose languages take turns from the first piece to the last, or follow each other.
    """
    if len(korean) != len(chinese) or len(korean) < 2:
        return []
    distances = {b.place - a.place for a, b in zip(korean, chinese, strict=True)}
    if len(distances) > 1 or abs(distances.pop()) not in (1, len(korean)):
        return []
    made = [_placed(a, b, sides, _BETWEEN) for a, b in zip(korean, chinese, strict=True)]
    return [match for match in made if match is not None] if all(made) else []


def is_parallel(
    matches: Sequence[Match], halves: Sequence[tuple[str, str, float]], pieces: Sequence[Piece]
) -> bool:
    """Tell whether the pairs make a parallel page.

    ``halves`` are the pairs that stand in one line each: Korean text, Chinese text, evidence; their
    segments are not among ``pieces``.
    """
    score = _total(matches) + sum(score for _, _, score in halves)
    inside = {"ko": "".join(ko for ko, _, _ in halves), "zh": "".join(zh for _, zh, _ in halves)}
    matched = {
        "ko": "".join(match.korean.text for match in matches),
        "zh": "".join(joined(match.chinese) for match in matches),
    }
    shares = []
    for side, own in inside.items():
        every = own + "".join(piece.text for piece in pieces if piece.language == side)
        shares.append(letters(own + matched[side]) / max(letters(every), 1))
    korean, chinese = shares
    if _left_side_by_side(matches, pieces) > _UNLIKE * letters(
        matched["ko"] + matched["zh"] + "".join(inside.values())
    ):
        return False
    if len(matches) + len(halves) < 2:
        return min(shares) >= _COVERED and score >= _SINGLE
    if min(shares) >= _NEARLY_ALL:
        return score >= _TOGETHER_IF_ALL
    if min(shares) >= _COVERED:
        return score >= _TOGETHER
    return korean >= _MOST and chinese >= _SOME and score >= _TOGETHER_IF_SOME


def _left_side_by_side(matches: Sequence[Match], pieces: Sequence[Piece]) -> int:
    """Return how many letters have no counterpart although the other language has such too in that place.

    A line that only one language has (a heading, a remark) is not counted: two reports of one event have
    their own things to say in both.
    """
    sides = [[piece for piece in pieces if piece.language == side] for side in ("ko", "zh")]
    taken = (
        [(match.korean.place, match.korean.place) for match in matches],
        [(match.chinese[0].place, match.chinese[-1].place) for match in matches],
    )
    left = []
    for side, spans in zip(sides, taken, strict=True):
        gaps = [0] * (len(spans) + 1)
        number = 0
        for piece in side:
            while number < len(spans) and piece.place > spans[number][1]:
                number += 1
            if number == len(spans) or piece.place < spans[number][0]:
                gaps[number] += letters(piece.text)
        left.append(gaps)
    return sum(2 * min(pair) for pair in zip(*left, strict=True))


def _best(korean: Sequence[Piece], chinese: Sequence[Piece], sides: Sides) -> list[Match]:
    """Return the order-keeping pairs that together give the most evidence."""
    chains: list[_Chain | None] = [None] * (len(chinese) + 1)
    for i, piece in enumerate(korean):
        grown: list[tuple[int, _Chain]] = []
        for j in _near(i, piece, korean, chinese):
            for count in range(1, _MOST_TO_ONE + 1):
                group = tuple(chinese[j : j + count])
                if len(group) < count or not _together(group):
                    break
                if count > 1 and not _continued(piece, group):
                    break
                score = sides.score(piece.text, joined(group))
                if score >= _ALONE:
                    before = _longest(chains, j)
                    value = score + (before.value if before else 0.0)
                    grown.append((j + count, _Chain(value, Match(piece, group, score), before)))
        for end, chain in grown:
            _keep(chains, end, chain)
    found: list[Match] = []
    last = _longest(chains, len(chinese))
    while last is not None:
        found.append(last.match)
        last = last.before
    return found[::-1]


@dataclass(frozen=True, slots=True)
class _Chain:
    """Pairs in order, the last one first, and the evidence that they give together."""

    value: float
    match: Match
    before: _Chain | None


def _longest(chains: Sequence[_Chain | None], end: int) -> _Chain | None:
    """Return the best chain that ends before the Chinese piece number ``end`` (a Fenwick tree of maxima)."""
    best: _Chain | None = None
    while end > 0:
        here = chains[end]
        if here is not None and (best is None or here.value > best.value):
            best = here
        end &= end - 1
    return best


def _keep(chains: list[_Chain | None], end: int, chain: _Chain) -> None:
    while end < len(chains):
        here = chains[end]
        if here is None or chain.value > here.value:
            chains[end] = chain
        end += end & -end


def _near(i: int, piece: Piece, korean: Sequence[Piece], chinese: Sequence[Piece]) -> list[int]:
    """Return the Chinese pieces that a Korean one is compared with: a number that a long page does not raise.

    They are those of about the same rank, from the first on or from the last, and those around it.
    """
    around = bisect_left(chinese, piece.place, key=lambda other: other.place)
    shift = len(chinese) - len(korean)
    near = {
        *range(i - _BAND, i + _BAND + 1),
        *range(i + shift - _BAND // 2, i + shift + _BAND // 2 + 1),
        *range(around - 4, around + 4),
    }
    return sorted(j for j in near if 0 <= j < len(chinese))


def _continued(korean: Piece, chinese: Sequence[Piece]) -> bool:
    """Tell whether Chinese pieces may be one paragraph: prose, and no longer than twice the Korean one."""
    return sum(len(piece.text) for piece in chinese) <= 2 * len(korean.text) and all(
        is_prose(piece.text) for piece in chinese
    )


def _together(pieces: Sequence[Piece]) -> bool:
    return all(b.place == a.place + 1 for a, b in pairwise(pieces))


def _filled(
    korean: Sequence[Piece], chinese: Sequence[Piece], found: Sequence[Match], sides: Sides
) -> list[Match]:
    """Add the pairs that say little by themselves but stand where their neighbours want them.

    Between two pairs as many pieces of either language must be left; before the first pair and after the
    last one the two must stand as far from each other as those of the pair do.
    """
    if not found:
        return []
    index = {piece.place: at for side in (korean, chinese) for at, piece in enumerate(side)}
    made = list(found)
    for before, after in pairwise(found):
        left = korean[index[before.korean.place] + 1 : index[after.korean.place]]
        right = chinese[index[before.chinese[-1].place] + 1 : index[after.chinese[0].place]]
        if len(left) == len(right):
            made += [
                match for a, b in zip(left, right, strict=True) if (match := _placed(a, b, sides, _BETWEEN))
            ]
    for edge, step in ((found[0], -1), (found[-1], 1)):
        made += _beyond(korean, chinese, index, edge, step, sides)
    return sorted(made, key=lambda match: match.korean.place)


def _beyond(
    korean: Sequence[Piece],
    chinese: Sequence[Piece],
    index: dict[int, int],
    edge: Match,
    step: int,
    sides: Sides,
) -> list[Match]:
    """Return the pairs before the first one (``step`` -1) or after the last (1), as long as they go on."""
    made: list[Match] = []
    distance = edge.chinese[0].place - edge.korean.place
    if len(edge.chinese) > 1:
        return made
    i, j = index[edge.korean.place] + step, index[edge.chinese[0].place] + step
    while 0 <= i < len(korean) and 0 <= j < len(chinese):
        if chinese[j].place - korean[i].place != distance:
            break
        match = _placed(korean[i], chinese[j], sides, _BEYOND)
        if match is None:
            break
        made.append(match)
        i, j = i + step, j + step
    return made


def _placed(korean: Piece, chinese: Piece, sides: Sides, least: float) -> Match | None:
    score = sides.score(korean.text, chinese.text)
    if korean.role != chinese.role:
        least = max(least, _ALONE)
    elif least == _BEYOND and min(letters(korean.text), letters(chinese.text)) < _LONG_ENOUGH:
        least = 0.5
    return Match(korean, (chinese,), score) if score >= least else None
