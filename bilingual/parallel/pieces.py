"""The Korean and the Chinese pieces of an article: what may be a line of one language and its translation.

A piece is a run of segments of one language inside one block: a line, a paragraph, a table cell, or one
side of a paragraph that a line break divides.  A segment that says the same thing twice, ``한국어 / 中文``,
is cut in two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from itertools import groupby

from bilingual.article import Article, Role, Segment
from bilingual.languages import identify

_HANGUL = re.compile(r"[가-힣]")
_HAN = re.compile(r"[\u3400-\u4DBF\u4E00-\u9FFF]")
#: What may stand between the two sides of one line: never a mere space.
_BETWEEN = re.compile(
    r"[^\w가-힣]*(?:[/／|｜\n\t]|[-–—·:：]\s|\s[-–—]|[(（\[［「『]|[)）\]］」』]\s?|\s{2,}|[.!?。！？]\s*)[^\w]*"
)
_OPENERS, _CLOSERS = "(（[［「『“‘", ")）]］」』”’"
_CLOSING = re.compile(r"\s*[)）\]］」』]\s*\Z")
# What a sentence ends with is its own, and so is the end of a quotation in it.
_ENDS = re.compile(r"[.!?。！？…]*([)）\]］」』”’]*)")
_SIGN = re.compile(r"[^\w]+")
#: Letters that either side of such a line must have.
_SHORTEST = 4
#: Non-letters that a sign between them may have.
_LONGEST_SIGN = 12


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of segments of one language, ``ko`` or ``zh``, in the block of that index.

    ``start`` and ``end`` are offsets of the block's text; ``place`` counts the article's pieces.
    """

    language: str
    place: int
    block: int
    start: int
    end: int
    text: str
    segments: tuple[Segment, ...]
    role: Role = Role.BODY


@dataclass(frozen=True, slots=True)
class Halves:
    """A segment that holds a Korean text and a Chinese one; offsets are the block's."""

    block: int
    segment: Segment
    korean: tuple[int, int]
    chinese: tuple[int, int]


def pieces_of(article: Article, apart: Set[str] = frozenset()) -> list[Piece]:
    """Return the article's pieces in source order; what is neither Korean nor Chinese is in none of them.

    Segments with the ids ``apart`` are in no piece and divide what stands on either side.  Lines of front
    matter are left out: their places belong to the post.
    """

    def side(segment: Segment) -> str:
        return "" if segment.id in apart else _side(segment)

    segments: dict[str, list[Segment]] = {}
    for segment in article.segments:
        segments.setdefault(segment.block, []).append(segment)
    found: list[Piece] = []
    for number, block in enumerate(article.blocks):
        if block.tag == "yaml":
            continue
        for language, run in groupby(segments.get(block.id, ()), side):
            made = tuple(run)
            if language:
                start, end = made[0].start, made[-1].start + len(made[-1].source)
                found.append(
                    Piece(language, len(found), number, start, end, block.text[start:end], made, block.role)
                )
    return found


def _side(segment: Segment) -> str:
    """Return ``ko`` or ``zh``, or an empty string for a text in neither script."""
    if segment.language == "ko" and _HANGUL.search(segment.source):
        return "ko"
    return "zh" if segment.language.startswith("zh") and _HAN.search(segment.source) else ""


def halves_of(article: Article) -> Iterator[Halves]:
    """Yield the segments that hold both languages, one after the other, with a sign between them."""
    numbers = {block.id: number for number, block in enumerate(article.blocks) if block.tag != "yaml"}
    for segment in article.segments:
        number = numbers.get(segment.block)
        if number is None or not _HANGUL.search(segment.source):
            continue
        cut = _cut(segment.source)
        if cut is None:
            continue
        begin, first, last, end = cut
        korean_first = bool(_HANGUL.search(segment.source[begin:first]))
        left = (segment.start + begin, segment.start + first)
        right = (segment.start + last, segment.start + end)
        korean, chinese = (left, right) if korean_first else (right, left)
        yield Halves(number, segment, korean, chinese)


def _cut(text: str) -> tuple[int, int, int, int] | None:
    """Return where the left side of a line begins and ends, and the right one, or None for one side.

    Brackets around a side are the line's and no part of it.
    """
    hangul = [match.start() for match in _HANGUL.finditer(text)]
    han = [match.start() for match in _HAN.finditer(text)]
    if len(hangul) < _SHORTEST or len(han) < _SHORTEST:
        return None
    if hangul[-1] < han[0]:
        last, first = hangul[-1] + 1, han[0]
    elif han[-1] < hangul[0]:
        last, first = han[-1] + 1, hangul[0]
    else:
        return None
    # Digits and Latin letters may begin the right side or end the left one: the sign is what divides.
    signs = [
        m
        for m in _SIGN.finditer(text, last, first)
        if len(m.group()) <= _LONGEST_SIGN and _BETWEEN.fullmatch(m.group())
    ]
    if len(signs) != 1:
        return None
    (first, last), (begin, end) = signs[0].span(), (0, len(text))
    open_in_left, open_in_right = _open(text[:first]), _open(text[last:])
    trailing = _CLOSING.search(text, last)
    if open_in_right < 0 and trailing:
        end = trailing.start()
    ends = _ENDS.match(text, first, last)
    closers = len(ends[1]) if ends else 0
    if open_in_left > 0 and text[0] in _OPENERS and closers >= open_in_left:
        begin, closers = 1, open_in_left - 1
    if ends:
        first = ends.start(1) + min(closers, max(open_in_left, 0))
    return begin, first, last, end


def _open(text: str) -> int:
    """Count the brackets that are opened and not closed; less than nothing is closed and not opened."""
    return sum((char in _OPENERS) - (char in _CLOSERS) for char in text)


def language_of(text: str) -> str:
    """Return ``zh-Hans`` or ``zh-Hant`` for a Chinese text."""
    found = identify(text, "zh-Hans")
    return found if found in ("zh-Hans", "zh-Hant") else "zh-Hans"
