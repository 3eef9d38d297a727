"""Collecting visible text: what is on the page, block by block, with marks beside the text.

The collector is told of text, inline marks, line breaks and the borders of blocks, by whoever reads the
markup (HTML events, Markdown tokens).  It knows where tables, lists and quotations are and numbers them,
their cells and items: ``table1/r2/c1``, ``list1/i2/ol2/i1`` (a numbered list in the second item), ``quote1``.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass, field

from bilingual.article import Block, Mark, Region

#: White space that markup collapses (HTML Living Standard, ASCII whitespace); a no-break space stays.
COLLAPSED = " \t\n\r\f"


@dataclass(slots=True)
class _Open:
    tag: str
    href: str | None
    start: int


@dataclass(slots=True)
class _Place:
    """A list or a quotation that is open; ``item`` is the number of the item that is open in a list."""

    tag: str
    name: str
    number: int
    item: int = 0
    inside: bool = False

    @property
    def path(self) -> str:
        return f"{self.name}{self.number}" + (f"/i{self.item}" if self.inside else "")


_DEEPEST = 64


@dataclass(slots=True)
class _Element:
    """An open block element: its place, and the block that text in it belongs to (name and place)."""

    tag: str
    path: str
    home: tuple[str, str]
    number: int
    words: str
    region: Region | None = None


@dataclass(slots=True)
class _Draft:
    """The block being filled: pieces of text, its marks, and where each source line begins."""

    tag: str
    path: str
    region: Region | None = None
    text: list[str] = field(default_factory=list)
    length: int = 0
    marks: list[tuple[int, int, str, str | None]] = field(default_factory=list)
    lines: list[tuple[int | None, int]] = field(default_factory=list)
    pending_space: bool = False


class Collector:
    """Builds blocks from events.  Ids are ``1``, ``2`` … in order over the blocks that have text.

    With ``regions`` each block carries the element that holds it; text outside of all elements is in a body
    that the page implies, number 0.
    """

    def __init__(self, *, regions: bool = False) -> None:
        self.blocks: list[Block] = []
        self._stack: list[_Element] = []
        self._elements = 0
        self._root = Region(0, "body") if regions else None
        self._inside: Counter[str] = Counter()
        self._open: list[_Open] = []
        self._draft: _Draft | None = None
        self._tables = self._lists = 0
        self._table_stack: list[list[int]] = []
        self._quotes = 0
        # What is open around the text, outermost first: the parts of a path such as quote1/ol2/i3.
        self._places: list[_Place] = []
        self._images: list[tuple[str, str, int | None, Region | None]] = []

    def begin(self, tag: str, first: int = 1, words: str = "") -> None:
        """A block element begins: what was open ends.

        ``first`` is the number of an ``ol``'s first item, ``words`` what the element's region says of it.
        """
        self.flush()
        if tag == "table":
            self._tables += 1
            self._table_stack.append([self._tables, 0, 0])
        elif tag == "tr" and self._table_stack:
            self._table_stack[-1][1:] = [self._table_stack[-1][1] + 1, 0]
        elif tag in ("td", "th") and self._table_stack:
            cell = self._table_stack[-1]
            cell[1:] = [max(cell[1], 1), cell[2] + 1]
        elif tag in ("ul", "ol", "dl"):
            self._lists += 1
            self._enter(_Place(tag, "ol" if tag == "ol" else "list", self._lists, max(first, 0) - 1))
        elif tag in ("li", "dt", "dd") and (place := self._innermost_list()) is not None:
            place.item += 1
            place.inside = True
        elif tag == "blockquote":
            self._quotes += 1
            self._enter(_Place(tag, "quote", self._quotes))
        path = self._path()
        home = (tag, path) if tag not in _WRAPPERS else self._stack[-1].home if self._stack else ("p", "")
        self._elements += 1
        self._stack.append(_Element(tag, path, home, self._elements, words))
        self._inside[tag] += 1

    def end(self, tag: str) -> None:
        """A block element ends; with it those inside it that were left open."""
        self.flush()
        if not self._inside[tag]:
            return
        while self._stack:
            name = self._stack.pop().tag
            self._inside[name] -= 1
            if name == "table" and self._table_stack:
                self._table_stack.pop()
            elif self._places and name == self._places[-1].tag:
                self._places.pop()
            if name == tag:
                return

    def reset(self) -> None:
        """A stretch of the source ends: nothing that was open in it goes on."""
        self.flush()
        self._stack.clear()
        self._inside.clear()
        self._open.clear()
        self._table_stack.clear()
        self._places.clear()

    def inside(self, tags: frozenset[str]) -> str | None:
        """Return the innermost open element, if it is one of ``tags``."""
        return self._stack[-1].tag if self._stack and self._stack[-1].tag in tags else None

    def _enter(self, place: _Place) -> None:
        # Deeper than this no page nests what people read; a path that grew on would cost its square.
        if len(self._places) < _DEEPEST:
            self._places.append(place)

    def _path(self) -> str:
        if self._table_stack:
            number, row, column = self._table_stack[-1]
            around = "".join(f"{place.path}/" for place in self._places if place.tag == "blockquote")
            return around + (f"table{number}/r{row}/c{column}" if column else f"table{number}")
        return "/".join(place.path for place in self._places)

    def _region(self) -> Region | None:
        """Return the region of the innermost open element; regions that hold no block are never made."""
        if self._root is None or not self._stack:
            return self._root
        made = len(self._stack) - 1
        while made >= 0 and self._stack[made].region is None:
            made -= 1
        region = (
            self._stack[made].region
            if made >= 0
            else (None if self._stack[0].tag in ("html", "body") else self._root)
        )
        for element in self._stack[made + 1 :]:
            region = element.region = Region(element.number, element.tag, element.words, region)
        return region

    def _innermost_list(self) -> _Place | None:
        return next((place for place in reversed(self._places) if place.tag != "blockquote"), None)

    def _current(self) -> _Draft:
        if self._draft is None:
            tag, path = self._stack[-1].home if self._stack else ("p", "")
            # Text of a quotation says so by its tag; a heading or an item in one stays what it is.
            quoted = tag == "p" and self._places and self._places[-1].tag == "blockquote"
            self._draft = _Draft("blockquote" if quoted else tag, path or self._path(), self._region())
        return self._draft

    def text(self, data: str, line: int | None) -> None:
        """Add text that begins on source line ``line``; newlines in it count lines, where there are any."""
        for number, piece in enumerate(data.split("\n")):
            if number:
                self._space()
            self._piece(piece, None if line is None else line + number)

    def _space(self) -> None:
        if self._draft and self._draft.length:
            self._draft.pending_space = True

    def _piece(self, piece: str, line: int | None) -> None:
        words = piece.strip(COLLAPSED)
        if not words:
            if piece:
                self._space()
            return
        if piece[0] in COLLAPSED:
            self._space()
        draft = self._current()
        if draft.pending_space:
            draft.text.append(" ")
            draft.length += 1
            draft.pending_space = False
        if not draft.lines or draft.lines[-1][0] != line:
            draft.lines.append((line, draft.length))
        inner = " ".join(
            part for part in words.replace("\t", " ").replace("\r", " ").replace("\f", " ").split(" ") if part
        )
        draft.text.append(inner)
        draft.length += len(inner)
        if piece[-1] in COLLAPSED:
            draft.pending_space = True

    def open_mark(self, tag: str, href: str | None = None) -> None:
        """An inline element begins here."""
        draft = self._draft
        at = draft.length + draft.pending_space if draft else 0
        same = [mark for mark in self._open if mark.tag == tag]
        if len(same) >= _SAME_OPEN[tag == "a"]:
            if tag == "a":
                self.close_mark(tag)
            else:
                self._open.remove(same[0])
        self._open.append(_Open(tag, href, at))

    def close_mark(self, tag: str) -> None:
        """The innermost open inline element of this name ends here."""
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index].tag == tag:
                mark = self._open.pop(index)
                if self._draft and self._draft.length > mark.start:
                    self._draft.marks.append((mark.start, self._draft.length, mark.tag, mark.href))
                return

    def image(self, alt: str, src: str, line: int | None) -> None:
        """An image: its alternative text becomes a block of its own, before or after the open one."""
        alt = " ".join(unicodedata.normalize("NFC", alt).split())
        if alt:
            self._images.append((alt, src, line, self._region()))
        if self._draft is None:
            self._emit_images()

    def _emit_images(self) -> None:
        for alt, src, line, region in self._images:
            mark = Mark("m1", 0, len(alt), "img", src or None)
            id_ = str(len(self.blocks) + 1)
            self.blocks.append(Block(id_, alt, line, "img", self._path(), (mark,), region=region))
        self._images.clear()

    def flush(self) -> None:
        """End the block being filled; marks that are still open go on in the next one."""
        draft, self._draft = self._draft, None
        if draft is not None:
            for mark in self._open:
                if draft.length > mark.start:
                    draft.marks.append((mark.start, draft.length, mark.tag, mark.href))
            self._emit(draft)
        for mark in self._open:
            mark.start = 0
        self._emit_images()

    def _emit(self, draft: _Draft) -> None:
        raw = "".join(draft.text)
        if not raw.strip():
            return
        text, cut = _normal(raw)
        marks = tuple(
            Mark(f"m{n}", cut(start), cut(end), tag, href)
            for n, (start, end, tag, href) in enumerate(sorted(draft.marks, key=lambda m: (m[0], -m[1])), 1)
            if cut(end) > cut(start)
        )
        places = [(line, at) for line, at in draft.lines if line is not None]
        lines = tuple((line, cut(at)) for line, at in places) if len(places) > 1 else ()
        line = draft.lines[0][0]
        id_ = str(len(self.blocks) + 1)
        self.blocks.append(Block(id_, text, line, draft.tag, draft.path, marks, lines, region=draft.region))

    def joined(self) -> tuple[str, tuple[Mark, ...]]:
        """Return all text so far as one line, blocks separated by a space, with the marks moved along."""
        self.flush()
        text = ""
        marks: list[Mark] = []
        for block in self.blocks:
            if block.tag == "img":
                continue
            text += " " if text else ""
            for mark in block.marks:
                moved = Mark(
                    f"m{len(marks) + 1}", mark.start + len(text), mark.end + len(text), mark.tag, mark.href
                )
                marks.append(moved)
            text += block.text
        return text, tuple(marks)


#: How many inline elements of one name may be open, and how many links: more are never meant (HTML Living
#: Standard, 13.2.4.3, allows three that are the same, and ends a link where another begins).
_SAME_OPEN = (3, 1)
#: Elements that hold blocks and say nothing of their text.
_WRAPPERS = frozenset(
    {
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "aside",
        "nav",
        "center",
        "figure",
        "body",
        "html",
    }
    | {
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "ul",
        "ol",
        "dl",
        "details",
        "form",
        "fieldset",
        "hr",
        "address",
    }
)


class _Cut:
    """Maps offsets of a raw text to offsets of its trimmed NFC form."""

    def __init__(self, raw: str, text: str, lead: int) -> None:
        self.raw, self.text, self.lead = raw, text, lead
        self.same = len(raw.strip()) == len(text)

    def __call__(self, offset: int) -> int:
        moved = (
            offset - self.lead
            if self.same
            else len(unicodedata.normalize("NFC", self.raw[:offset])) - self.lead
        )
        return max(0, min(moved, len(self.text)))


def _normal(raw: str) -> tuple[str, _Cut]:
    lead = len(raw) - len(raw.lstrip())
    text = unicodedata.normalize("NFC", raw.strip())
    return text, _Cut(raw, text, lead)
