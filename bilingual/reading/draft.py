"""A block while it is being filled: its text with white space collapsed, its marks, its source lines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from bilingual.article import Block, Mark, Region, quick_block
from bilingual.reading.normal import APART, nfc, seen

#: White space that markup collapses (HTML Living Standard, ASCII whitespace); a no-break space stays.
COLLAPSED = " \t\n\r\f"
_SPACES = re.compile(r"[\t\r\f][ \t\r\f]*+| [ \t\r\f]++")
#: No text joins more characters into one (30 in the stream-safe format of Unicode Annex 15).
_LONGEST_JOINT = 64


@dataclass(slots=True)
class Draft:
    """The block being filled; ``hidden`` is the number of the hidden element it stands in, 0 for none.

    ``reach`` is how many rows and columns its cell takes up, where it is one.
    """

    tag: str
    path: str
    region: Region | None = None
    hidden: int = 0
    reach: tuple[int, int] = (1, 1)
    length: int = 0
    pending_space: bool = False
    _text: list[str] = field(default_factory=list)
    _marks: list[tuple[int, int, str, str | None]] = field(default_factory=list)
    _lines: list[tuple[int | None, int]] = field(default_factory=list)

    @property
    def line(self) -> int | None:
        """The source line of what was added last."""
        return self._lines[-1][0] if self._lines else None

    def space(self) -> None:
        """Add white space; none is kept at either end."""
        if self.length:
            self.pending_space = True

    def add(self, piece: str, line: int | None) -> None:
        """Add text without newlines from source line ``line``."""
        if not piece.isprintable():
            piece = seen(piece)
        inner = piece.strip(COLLAPSED)
        if not inner:
            if piece:
                self.space()
            return
        if self.pending_space or (self.length and piece[0] in COLLAPSED):
            self._text.append(" ")
            self.length += 1
        if not self._lines or self._lines[-1][0] != line:
            self._lines.append((line, self.length))
        if "  " in inner or not inner.isprintable():
            inner = _SPACES.sub(" ", inner)
        self._text.append(inner)
        self.length += len(inner)
        self.pending_space = piece[-1] in COLLAPSED

    def mark(self, start: int, tag: str, href: str | None) -> None:
        """Mark the text from ``start`` to where it ends now, if there is any."""
        if self.length > start:
            self._marks.append((start, self.length, tag, href))

    def block(self, id_: str) -> Block | None:
        """Return the block, its text trimmed and in NFC, or None if there is no text in it."""
        raw = "".join(self._text)
        trimmed = raw.strip()
        if not trimmed:
            return None
        text = nfc(trimmed)
        line = self._lines[0][0]
        marks: tuple[Mark, ...] = ()
        lines: tuple[tuple[int, int], ...] = ()
        if self._marks or len(self._lines) > 1:
            # Most text stands as it is shown, and nothing in it moves.
            moved = None if text == raw else _moved(raw, text, self._offsets())
            marks = tuple(self._moved_marks(moved))
            if len(self._lines) > 1 and line is not None:
                places = [(number, at) for number, at in self._lines if number is not None]
                lines = tuple(places if moved is None else ((number, moved[at]) for number, at in places))
        return quick_block(
            id_, text, line, self.tag, self.path, marks, lines, region=self.region, reach=self.reach
        )

    def _offsets(self) -> set[int]:
        offsets = {at for _, at in self._lines}
        for start, end, _, _ in self._marks:
            offsets |= {start, end}
        return offsets

    def _moved_marks(self, moved: dict[int, int] | None) -> Iterable[Mark]:
        self._marks.sort(key=lambda mark: (mark[0], -mark[1]))
        for number, (start, end, tag, href) in enumerate(self._marks, start=1):
            if moved is not None:
                start, end = moved[start], moved[end]
            if end > start:
                yield Mark(f"m{number}", start, end, tag, href)


def _moved(raw: str, text: str, offsets: Iterable[int]) -> dict[int, int]:
    """Map offsets of a raw text to offsets of ``text``, which is its trimmed NFC form."""
    lead = len(raw) - len(raw.lstrip())
    if len(raw.strip()) == len(text):
        return {at: max(0, min(at - lead, len(text))) for at in offsets}
    moved: dict[int, int] = {}
    base = length = 0
    for at in sorted(offsets):
        here = length + len(nfc(raw[base:at]))
        moved[at] = max(0, min(here - lead, len(text)))
        if at - base > _LONGEST_JOINT or APART.match(raw, at):
            base, length = at, here
    return moved
