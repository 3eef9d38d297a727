"""Folding: the page's own translation leaves the article's text and stands beside the line it translates.

Ids do not move.  A Korean paragraph and its translation that have as many sentences are paired sentence by
sentence, and every Korean segment stays as it was.  Where the counts differ the Korean paragraph becomes one
segment, under the id of its first sentence; the ids of the others are not given to anything else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bilingual.article import Article, Block, Mark, Pair, Segment
from bilingual.parallel.alignment import Match, Sides
from bilingual.parallel.evidence import letters
from bilingual.parallel.pieces import Halves, language_of

_LEADING = re.compile(r"^[\s/／|｜·•–—-]+")
_SIGN = re.compile(r"[/／|｜][\s/／|｜]*")
_BRACKETED = re.compile(r"^[(（\[［](?P<inside>[^()（）［］]*)[)）\]］]$|^[(（](?P<whole>[\[【［].*)[)）]$")
_DIVIDERS = " \t\n\u00a0\u3000/／|｜"
#: The least evidence, in nats, that a sentence belongs to the one of the same rank.
_SENTENCE = -2.5


@dataclass(slots=True)
class _Changes:
    """What becomes of the article's text: pieces of blocks that go, segments by their ids (None: gone)."""

    cuts: dict[int, list[tuple[int, int]]]
    segments: dict[str, Segment | None]
    pairs: list[Pair]
    #: The Korean block that each block is folded into, by id.
    hosts: dict[str, str]


def fold(article: Article, matches: Sequence[Match], halves: Sequence[Halves], sides: Sides) -> Article:
    """Return ``article`` with the Chinese side of every pair taken out of its text and kept in ``pairs``.

    Its main language is that of what stays.
    """
    changes = _Changes({}, {}, [], {})
    for match in matches:
        _fold_pieces(article, match, sides, changes)
    for half in halves:
        _fold_halves(article, half, changes)
    order = {segment.id: number for number, segment in enumerate(article.segments)}
    staying: dict[str, list[tuple[int, int]]] = {}
    for segment in article.segments:
        stays = changes.segments.get(segment.id, segment)
        if stays is not None:
            staying.setdefault(segment.block, []).append((stays.start, stays.start + len(stays.source)))
    blocks: list[Block] = []
    moved: dict[str, list[int]] = {}
    for number, block in enumerate(article.blocks):
        gone = changes.cuts.get(number)
        if gone is None:
            kept, moved[block.id] = block, []
        else:
            kept, moved[block.id] = _without(block, gone, staying.get(block.id, []))
        ids = tuple(id_ for id_ in block.segments if changes.segments.get(id_, ...) is not None)
        if ids or gone is None:
            blocks.append(replace(kept, segments=ids))
    segments = []
    for segment in article.segments:
        changed = changes.segments.get(segment.id, segment)
        if changed is not None:
            to = moved[segment.block]
            segments.append(replace(changed, start=to[changed.start]) if to else changed)
    repeats = {place: changes.hosts.get(id_, id_) for place, id_ in article.repeats.items()}
    return replace(
        article,
        source=replace(article.source, language=_main_language(segments)),
        blocks=tuple(blocks),
        segments=tuple(segments),
        repeats=repeats,
        pairs=tuple(sorted(changes.pairs, key=lambda pair: order[pair.segment])),
    )


def _main_language(segments: Iterable[Segment]) -> str | None:
    weights = Counter[str]()
    for segment in segments:
        weights[segment.language] += letters(segment.source)
    return max(weights, key=lambda code: weights[code]) if weights else None


def _fold_pieces(article: Article, match: Match, sides: Sides, changes: _Changes) -> None:
    korean = match.korean
    chinese = tuple(segment for piece in match.chinese for segment in piece.segments)
    language = language_of("".join(piece.text for piece in match.chinese))
    home = article.blocks[korean.block]
    lines = {block.id: block.line for block in (article.blocks[piece.block] for piece in match.chinese)}
    for piece in match.chinese:
        changes.cuts.setdefault(piece.block, []).append((piece.start, piece.end))
        block = article.blocks[piece.block]
        changes.hosts.setdefault(block.id, home.id)
        for segment in piece.segments:
            changes.segments[segment.id] = None
    segments = list(korean.segments)
    start = korean.start
    if any(piece.block == korean.block for piece in match.chinese) and (
        sign := _SIGN.match(segments[0].source)
    ):
        # The sign that divided the two sides of a line: ``中文 | 한국어``.
        start += sign.end()
        segments[0] = _from(segments[0], sign.end())
        changes.segments[segments[0].id] = segments[0]
    if _one_by_one(segments, chinese, sides):
        for ours, theirs in zip(segments, chinese, strict=True):
            text, marks = _trimmed(theirs.source, theirs.marks, ours.source)
            changes.pairs.append(Pair(ours.id, language, text, marks, (theirs.id,), lines[theirs.block]))
        return
    first = segments[0]
    if len(segments) > 1:
        changes.segments.update(dict.fromkeys((segment.id for segment in segments[1:]), None))
        changes.segments[first.id] = replace(
            first, source=home.text[start : korean.end], marks=_marks_within(home.marks, start, korean.end)
        )
    text, marks = "", tuple[Mark, ...]()
    for piece in match.chinese:
        block = article.blocks[piece.block]
        added, own = _trimmed(piece.text, _marks_within(block.marks, piece.start, piece.end), korean.text)
        marks += tuple(replace(m, start=m.start + len(text), end=m.end + len(text)) for m in own)
        text += added
    ids = tuple(segment.id for segment in chinese)
    changes.pairs.append(Pair(first.id, language, text, marks, ids, lines[chinese[0].block]))


def _from(segment: Segment, offset: int) -> Segment:
    """Return ``segment`` without what stands before ``offset``."""
    marks = _marks_within(segment.marks, offset, len(segment.source))
    return replace(segment, source=segment.source[offset:], start=segment.start + offset, marks=marks)


def _one_by_one(korean: Sequence[Segment], chinese: Sequence[Segment], sides: Sides) -> bool:
    if len(korean) != len(chinese):
        return False
    return len(korean) == 1 or all(
        sides.score(ours.source, theirs.source) >= _SENTENCE
        for ours, theirs in zip(korean, chinese, strict=True)
    )


def _fold_halves(article: Article, half: Halves, changes: _Changes) -> None:
    block = article.blocks[half.block]
    start, end = half.segment.start, half.segment.start + len(half.segment.source)
    cuts = [(start, half.korean[0]), (half.korean[1], end)]
    korean = replace(
        half.segment,
        source=block.text[slice(*half.korean)],
        language="ko",
        start=half.korean[0],
        marks=_marks_within(block.marks, *half.korean),
    )
    theirs = block.text[slice(*half.chinese)]
    text, marks = _trimmed(theirs, _marks_within(block.marks, *half.chinese), korean.source)
    changes.cuts.setdefault(half.block, []).extend(cut for cut in cuts if cut[0] < cut[1])
    changes.segments[half.segment.id] = korean
    changes.pairs.append(Pair(korean.id, language_of(text), text, marks, (), block.line))


def _trimmed(text: str, marks: Iterable[Mark], korean: str) -> tuple[str, tuple[Mark, ...]]:
    """Return a Chinese text without the sign that divided it from the Korean one, or its own brackets."""
    start = 0
    if (lead := _LEADING.match(text)) and not _LEADING.match(korean):
        start = lead.end()
    end = max(start, len(text.rstrip(_DIVIDERS)))
    bracketed = _BRACKETED.match(text[start:end])
    if bracketed and not _BRACKETED.match(korean.strip()):
        group = "inside" if bracketed["inside"] is not None else "whole"
        start, end = start + bracketed.start(group), start + bracketed.end(group)
    return text[start:end], _marks_within(marks, start, end)


def _marks_within(marks: Iterable[Mark], start: int, end: int) -> tuple[Mark, ...]:
    return tuple(
        replace(mark, start=max(mark.start, start) - start, end=min(mark.end, end) - start)
        for mark in marks
        if mark.start < end and mark.end > start
    )


def _without(
    block: Block, cuts: Sequence[tuple[int, int]], staying: Sequence[tuple[int, int]]
) -> tuple[Block, list[int]]:
    """Return ``block`` without the pieces, and where each offset of its text went."""
    text = block.text
    gone = [False] * len(text)
    for start, end in cuts:
        # The sign and the space that divided the piece from what stays go with it, on one side.
        while start > 0 and text[start - 1] in _DIVIDERS:
            start -= 1
        while start == 0 and end < len(text) and text[end] in _DIVIDERS:
            end += 1
        gone[start:end] = [True] * (end - start)
    for start, end in staying:
        gone[start:end] = [False] * (end - start)
    moved = [0]
    for dead in gone:
        moved.append(moved[-1] + (not dead))
    return (
        replace(
            block,
            text="".join(char for char, dead in zip(text, gone, strict=True) if not dead),
            marks=tuple(
                replace(mark, start=moved[mark.start], end=moved[mark.end])
                for mark in block.marks
                if moved[mark.end] > moved[mark.start]
            ),
            lines=tuple((line, moved[min(offset, len(text))]) for line, offset in block.lines),
            parts=tuple(
                replace(part, start=moved[part.start], end=moved[part.end])
                for part in block.parts
                if moved[part.end] > moved[part.start]
            ),
        ),
        moved,
    )
