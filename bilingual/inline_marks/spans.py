"""Where marks lie: merging, cutting, nesting, and carrying them over an edit of the text.  Pure.

A span is ``(start, end)`` in code points, ``end`` exclusive.  Two spans are *proper* together if one holds
the other or they do not touch inside.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from heapq import heapify, heappop, heappush
from itertools import accumulate
from typing import NamedTuple

from bilingual.article import Mark

Span = tuple[int, int]

# Latin words and numbers whole, everything else by the character: an edit replaces words, not letters.
_TOKEN = re.compile(r"[0-9A-Za-z\u00c0-\u024f]+|[\s\S]")
#: Tokens up to which two stretches are compared in full, and of all stretches of a text: a twentieth of a
#: second for the one, half a second for the other, where every token is the same.
_COMPARED, _COMPARED_IN_ALL = 200, 1500


def trimmed(text: str, start: int, end: int) -> Span:
    """``(start, end)`` drawn back to the text, without white space at its edges; empty if nothing is left."""
    start, end = max(0, start), min(end, len(text))
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def normal(text: str, marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Return ``marks`` as they are sent and placed: in order, proper together, none of them empty.

    Neighbours of the same tag and address become one mark, across white space too (``code`` only where
    they touch).  A mark that crosses another is cut where it does; its pieces are called ``m2``, ``m2.2``.
    """
    inside = []
    for mark in marks:
        start, end = trimmed(text, mark.start, mark.end)
        if start < end:
            inside.append(replace(mark, start=start, end=end))
    return _uncrossed(text, _joined(text, inside))


def _joined(text: str, marks: Iterable[Mark]) -> list[Mark]:
    last: dict[tuple[str, str | None], Mark] = {}
    done: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        kind = mark.tag, mark.href
        before = last.get(kind)
        if before is not None:
            gap = text[before.end : mark.start]
            if mark.start <= before.end or (gap.isspace() and mark.tag != "code"):
                last[kind] = replace(before, end=max(before.end, mark.end))
                continue
            done.append(before)
        last[kind] = mark
    return [*done, *last.values()]


def _uncrossed(text: str, marks: Sequence[Mark]) -> tuple[Mark, ...]:
    # A hostile page may cross thousands of marks; what is cut beyond this is left out.
    most = 4 * len(marks) + 16
    waiting = [(mark.start, -mark.end, number, 1, mark) for number, mark in enumerate(marks)]
    heapify(waiting)
    done: list[Mark] = []
    ends: list[int] = []
    while waiting:
        _, _, number, piece, mark = heappop(waiting)
        while ends and ends[-1] <= mark.start:
            ends.pop()
        if ends and ends[-1] < mark.end:
            start, end = trimmed(text, ends[-1], mark.end)
            if start < end and len(done) + len(waiting) < most:
                name = f"{mark.id.partition('.')[0]}.{piece + 1}"
                rest = replace(mark, id=name, start=start, end=end)
                heappush(waiting, (start, -end, number, piece + 1, rest))
            start, end = trimmed(text, mark.start, ends[-1])
            if start >= end:
                continue
            mark = replace(mark, start=start, end=end)
        done.append(mark)
        ends.append(mark.end)
    return tuple(done)


def proper(spans: Iterable[Span], length: int) -> list[Span]:
    """Return those of ``spans`` that lie in a text of this length and are proper with those before them."""
    kept: list[Span] = []
    for start, end in spans:
        if 0 <= start < end <= length and all(
            end <= low or high <= start or (low <= start and end <= high) or (start <= low and high <= end)
            for low, high in kept
        ):
            kept.append((start, end))
    return kept


def carried(spans: Sequence[Span], before: str, after: str) -> list[Span | None]:
    """Return where the spans of ``before`` lie in ``after``, an edited form of the same text.

    What was replaced counts whole: a span that holds a piece of it holds all that stands in its place.
    None for a span of which nothing is left, and for one that begins or ends in a stretch too long to be
    compared.
    """
    if before == after:
        return list(spans)
    if not spans:
        return []
    edits = _edits(before, after)
    begins = [edit.start for edit in edits]
    result: list[Span | None] = []
    for start, end in spans:
        first, last = edits[bisect_right(begins, start) - 1], edits[bisect_right(begins, end - 1) - 1]
        low = first.new_start + (start - first.start if first.same else 0)
        high = last.new_start + (end - last.start) if last.same else last.new_end
        low, high = trimmed(after, low, high)
        # Where such a stretch is held whole, both its ends are known.
        told = (first.told or start == first.start) and (last.told or end == last.end)
        result.append((low, high) if low < high and told else None)
    return result


def carried_marks(marks: Iterable[Mark], before: str, after: str) -> tuple[Mark, ...]:
    """Return the marks of ``before``, made `normal`, where they lie in ``after``, its text in other letters.

    Letter stands for letter where both are as long.  Marks whose places are not known go.
    """
    every = normal(before, marks)
    if len(before) == len(after):
        return every
    places = carried([(mark.start, mark.end) for mark in every], before, after)
    known = [
        replace(mark, start=place[0], end=place[1])
        for mark, place in zip(every, places, strict=True)
        if place is not None
    ]
    valid = set(proper(((mark.start, mark.end) for mark in known), len(after)))
    return tuple(mark for mark in known if (mark.start, mark.end) in valid)


class _Edit(NamedTuple):
    """A stretch of a text and what stands in its place; not ``told``: the two were too long to compare."""

    start: int
    end: int
    new_start: int
    new_end: int
    same: bool
    told: bool = True


def _edits(before: str, after: str) -> list[_Edit]:
    """Return the stretches that cover ``before`` in order."""
    ours, theirs = _TOKEN.findall(before), _TOKEN.findall(after)
    at = list(accumulate(map(len, ours), initial=0))
    new_at = list(accumulate(map(len, theirs), initial=0))
    return [
        _Edit(at[edit.start], at[edit.end], new_at[edit.new_start], new_at[edit.new_end], *edit[4:])
        for edit in _token_edits(ours, theirs)
        if edit.end > edit.start
    ]


def _token_edits(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[_Edit]:
    """Yield the edits of tokens, counted in tokens.

    What both have just once, in one order, ties a long text together; only what is between is compared.
    SequenceMatcher is cubic in what is repeated.
    """
    low = new_low = 0
    room = _COMPARED_IN_ALL
    for tie, new_tie in [*_ties(ours, theirs), (len(ours), len(theirs))]:
        size = max(tie - low, new_tie - new_low)
        if 0 < size <= min(_COMPARED, room):
            room -= size
            matcher = SequenceMatcher(None, ours[low:tie], theirs[new_low:new_tie], autojunk=False)
            for kind, a, b, new_a, new_b in matcher.get_opcodes():
                yield _Edit(low + a, low + b, new_low + new_a, new_low + new_b, kind == "equal")
        elif size:
            # Where one side has nothing, there is nothing to compare.
            yield _Edit(low, tie, new_low, new_tie, False, tie == low or new_tie == new_low)
        if tie < len(ours):
            yield _Edit(tie, tie + 1, new_tie, new_tie + 1, True)
        low, new_low = tie + 1, new_tie + 1


def _ties(ours: Sequence[str], theirs: Sequence[str]) -> list[tuple[int, int]]:
    """Return the places of tokens that are the same in both texts, in order; none in short texts."""
    if max(len(ours), len(theirs)) <= _COMPARED:
        return []
    shortest = min(len(ours), len(theirs))
    head = next((n for n in range(shortest) if ours[n] != theirs[n]), shortest)
    room = shortest - head
    tail = next((n for n in range(room) if ours[-1 - n] != theirs[-1 - n]), room)
    ends, new_ends = len(ours) - tail, len(theirs) - tail
    counts, new_counts = Counter(ours[head:ends]), Counter(theirs[head:new_ends])
    places = {token: head + n for n, token in enumerate(theirs[head:new_ends]) if new_counts[token] == 1}
    once = [
        (head + n, places[token])
        for n, token in enumerate(ours[head:ends])
        if counts[token] == 1 and token in places
    ]
    return [
        *((n, n) for n in range(head)),
        *_in_order(once),
        *((ends + n, new_ends + n) for n in range(tail)),
    ]


def _in_order(places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest run of ``places`` whose second numbers rise too (patience sorting)."""
    tops: list[int] = []
    piles: list[int] = []
    before: list[int | None] = []
    for number, (_, place) in enumerate(places):
        pile = bisect_left(tops, place)
        before.append(piles[pile - 1] if pile else None)
        tops[pile : pile + 1] = [place]
        piles[pile : pile + 1] = [number]
    found: list[tuple[int, int]] = []
    last = piles[-1] if piles else None
    while last is not None:
        found.append(places[last])
        last = before[last]
    return found[::-1]
