"""Where marks lie: merging, cutting, nesting, and carrying them over an edit of the text.  Pure.

A span is ``(start, end)`` in code points, ``end`` exclusive.  Two spans are *proper* together if one holds
the other or they do not touch inside.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from heapq import heapify, heappop, heappush

from bilingual.article import Mark

Span = tuple[int, int]

# Latin words and numbers whole, everything else by the character: an edit replaces words, not letters.
_TOKEN = re.compile(r"[0-9A-Za-z\u00c0-\u024f]+|[\s\S]")
#: Tokens up to which two texts are compared in full; beyond, only what they share at both ends counts.
_COMPARED = 1500


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
    None for a span of which nothing is left.
    """
    if before == after:
        return list(spans)
    if not spans:
        return []
    edits = _edits(before, after)
    begins = [edit[0] for edit in edits]
    result: list[Span | None] = []
    for start, end in spans:
        low, high, new_low, _, same = edits[bisect_right(begins, start) - 1]
        first = new_low + (start - low if same else 0)
        low, high, new_low, new_high, same = edits[bisect_right(begins, end - 1) - 1]
        last = new_low + (end - low) if same else new_high
        first, last = trimmed(after, first, last)
        result.append((first, last) if first < last and low < high else None)
    return result


def carried_marks(marks: Sequence[Mark], before: str, after: str) -> tuple[Mark, ...]:
    """Return the marks of ``before`` where they lie in ``after``; those of which nothing is left go."""
    places = carried([(mark.start, mark.end) for mark in marks], before, after)
    return tuple(
        replace(mark, start=place[0], end=place[1])
        for mark, place in zip(marks, places, strict=True)
        if place is not None
    )


def _edits(before: str, after: str) -> list[tuple[int, int, int, int, bool]]:
    """Return ``(start, end, new start, new end, same)`` stretches that cover ``before`` in order."""
    ours, theirs = _TOKEN.findall(before), _TOKEN.findall(after)
    if len(ours) > _COMPARED or len(theirs) > _COMPARED:
        return _ends_only(before, after)
    at, new_at = [0], [0]
    for token in ours:
        at.append(at[-1] + len(token))
    for token in theirs:
        new_at.append(new_at[-1] + len(token))
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    return [
        (at[low], at[high], new_at[new_low], new_at[new_high], kind == "equal")
        for kind, low, high, new_low, new_high in matcher.get_opcodes()
        if high > low
    ]


def _ends_only(before: str, after: str) -> list[tuple[int, int, int, int, bool]]:
    shortest = min(len(before), len(after))
    head = next((n for n in range(shortest) if before[n] != after[n]), shortest)
    room = shortest - head
    tail = next((n for n in range(room) if before[-1 - n] != after[-1 - n]), room)
    middle = (head, len(before) - tail, head, len(after) - tail, False)
    edits = [(0, head, 0, head, True), middle, (middle[1], len(before), middle[3], len(after), True)]
    return [edit for edit in edits if edit[0] < edit[1]]
