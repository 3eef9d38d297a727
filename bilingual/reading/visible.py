"""Collecting visible text: what is on the page, block by block, with marks beside the text.

The collector is told of text, inline marks, line breaks and the borders of blocks, by whoever reads the
markup (HTML events, Markdown tokens).  It knows where tables, lists and quotations are and numbers them,
their cells and items: ``table1/r2/c1``, ``list1/i2/ol2/i1`` (a numbered list in the second item), ``quote1``.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache

from bilingual.article import Block, Mark, Region
from bilingual.reading.attributes import captions, words
from bilingual.reading.draft import COLLAPSED, Draft
from bilingual.reading.elements import WRAPPERS
from bilingual.reading.grid import Grid
from bilingual.reading.normal import nfc


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


# Most elements of a page have the attributes of another.
_words = lru_cache(maxsize=1024)(words)
_DEEPEST = 64
#: Browsers nest elements 512 deep at most; blocks further inside belong to the last of those.
_DEEPEST_REGION = 512
#: So many elements outward an item is looked for that another one ends.
_NEAR = 16
#: Elements of which a page has one.
_ONCE = frozenset({"html", "body"})
#: Elements that a path counts.
_PLACES = frozenset({"table", "tr", "td", "th", "ul", "ol", "dl", "li", "dt", "dd", "blockquote"})


@dataclass(slots=True)
class _Element:
    """An open block element: its place, and the block that text in it belongs to (name and place)."""

    tag: str
    path: str
    home: tuple[str, str]
    number: int
    written: str
    hidden: int
    region: Region | None = None


#: Text in an element whose class tells of a caption is one, as in this element.
CAPTION = "figcaption"
# The elements asked for it.
_CAPTIONED = frozenset({"div", "p", "td", "dd", "dt", "center"})


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
        self._inside: dict[str, int] = {}
        self._open: list[_Open] = []
        self._draft: Draft | None = None
        self._last = 0  # the number of the element in which text stood last
        # The readings of the open ruby, None outside of any; and the rt or rp whose text is not the text's.
        self._readings: list[str] | None = None
        self._aside = ""
        self._tables = self._lists = 0
        self._table_stack: list[Grid] = []
        self._quotes = 0
        # What is open around the text, outermost first: the parts of a path such as quote1/ol2/i3.
        self._places: list[_Place] = []
        self._images: list[tuple[str, str, int | None]] = []
        # Blocks that the page hides: the outermost hidden element, how many visible blocks stand before it.
        self._held: list[tuple[int, int, Block]] = []

    def begin(self, tag: str, first: int = 1, written: str = "", hidden: bool = False) -> None:
        """A block element begins: what was open ends.

        ``first`` is the number of an ``ol``'s first item, ``written`` the element's attributes as they stand
        in its tag; ``hidden`` tells that the page does not show it.
        """
        if self._draft is not None or self._open or self._images:
            self.flush()
        if tag in _ONCE and self._inside.get(tag):
            return
        if tag in _PLACES:
            self._place(tag, first, written)
        path = self._path() if self._table_stack or self._places else ""
        around = self._stack[-1] if self._stack else None
        home = (tag, path) if tag not in WRAPPERS else around.home if around else ("p", "")
        if self._root is not None and tag in _CAPTIONED and captions(written):
            home = (CAPTION, path)
        elif around is not None and around.home[0] == CAPTION and tag in _CAPTIONED:
            home = around.home
        self._elements += 1
        held = around.hidden if around and around.hidden else self._elements if hidden else 0
        self._stack.append(_Element(tag, path, home, self._elements, written, held))
        self._inside[tag] = self._inside.get(tag, 0) + 1

    def _place(self, tag: str, first: int, written: str) -> None:
        if tag == "table":
            self._tables += 1
            self._table_stack.append(Grid(self._tables))
        elif tag == "tr" and self._table_stack:
            self._table_stack[-1].next_row()
        elif tag in ("td", "th") and self._table_stack:
            self._table_stack[-1].next_cell(written)
        elif tag in ("ul", "ol", "dl"):
            self._lists += 1
            self._enter(_Place(tag, "ol" if tag == "ol" else "list", self._lists, max(first, 0) - 1))
        elif tag in ("li", "dt", "dd") and (place := self._innermost_list()) is not None:
            place.item += 1
            place.inside = True
        elif tag == "blockquote":
            self._quotes += 1
            self._enter(_Place(tag, "quote", self._quotes))

    def end(self, tag: str) -> None:
        """A block element ends; with it those inside it that were left open."""
        if self._draft is not None or self._open or self._images:
            self.flush()
        if not self._inside.get(tag):
            return
        # What stands behind the end of the body is in the body still.
        while self._stack and not (tag in _ONCE and self._stack[-1].tag in _ONCE):
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

    def innermost(self) -> str:
        """Return the name of the innermost open element, empty if none is open."""
        return self._stack[-1].tag if self._stack else ""

    def around(self, tags: frozenset[str]) -> str:
        """Return the innermost open element that is none of ``tags``, looking a few elements outward."""
        near = reversed(self._stack[-_NEAR:])
        return next((element.tag for element in near if element.tag not in tags), "")

    def said(self) -> bool:
        """Tell whether the innermost open element has text of its own before this point."""
        return bool(self._stack) and (self._draft is not None or self._last == self._stack[-1].number)

    def is_open(self, tag: str) -> bool:
        """Tell whether an element of this name is open."""
        return self._inside.get(tag, 0) > 0

    def _enter(self, place: _Place) -> None:
        # Deeper than this no page nests what people read; a path that grew on would cost its square.
        if len(self._places) < _DEEPEST:
            self._places.append(place)

    def _path(self) -> str:
        if self._table_stack:
            around = "".join(f"{place.path}/" for place in self._places if place.tag == "blockquote")
            return around + self._table_stack[-1].path
        return "/".join(place.path for place in self._places)

    def _region(self) -> Region | None:
        """Return the region of the innermost open element; regions that hold no block are never made."""
        if self._root is None or not self._stack:
            return self._root
        top = made = min(len(self._stack), _DEEPEST_REGION)
        while made and self._stack[made - 1].region is None:
            made -= 1
        region = self._stack[made - 1].region if made else None
        if region is None and self._stack[0].tag not in _ONCE:
            region = self._root
        for element in self._stack[made:top]:
            region = element.region = Region(element.number, element.tag, _words(element.written), region)
        return region

    def _innermost_list(self) -> _Place | None:
        return next((place for place in reversed(self._places) if place.tag != "blockquote"), None)

    def _current(self) -> Draft:
        if self._draft is None:
            if not self._stack:
                self._draft = Draft("p", self._path(), self._root)
                return self._draft
            around = self._stack[-1]
            tag, path = around.home
            # Text of a quotation says so by its tag; a heading or an item in one stays what it is.
            if tag == "p" and self._places and self._places[-1].tag == "blockquote":
                tag = "blockquote"
            self._draft = Draft(tag, path or self._path(), self._region(), around.hidden)
            if self._table_stack:
                self._draft.reach = self._table_stack[-1].reach
            self._last = around.number
        return self._draft

    def annotate(self, tag: str, opens: bool) -> None:
        """``ruby``, ``rt`` (how its letters are read) or ``rp`` begins or ends.

        The readings of one ``ruby`` stand together in parentheses behind its letters, ``漢字(한자)``.
        """
        if tag == "ruby":
            self._end_readings()
            if opens:
                self.open_mark("ruby")
                self._readings = []
            else:
                self.close_mark("ruby")
        elif self._readings is not None:
            self._aside = tag if opens else ""

    def _end_readings(self) -> None:
        readings, self._readings, self._aside = self._readings, None, ""
        said = "".join(readings or ())
        if said and self._draft is not None:
            self._draft.add(f"({said})", self._draft.line)

    def text(self, data: str, line: int | None) -> None:
        """Add text that begins on source line ``line``; newlines in it count lines, where there are any."""
        if self._aside:
            if self._aside == "rt" and self._readings is not None:
                self._readings.append(" ".join(data.split()))
            return
        if "\n" not in data:
            self._piece(data, line)
            return
        for number, piece in enumerate(data.split("\n")):
            if number:
                self.space()
            if piece:
                self._piece(piece, None if line is None else line + number)

    def space(self) -> None:
        """Add white space."""
        if self._draft and not self._aside:
            self._draft.space()

    def _piece(self, piece: str, line: int | None) -> None:
        if self._draft is not None:
            self._draft.add(piece, line)
        elif piece.strip(COLLAPSED):
            self._current().add(piece, line)

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
                if self._draft:
                    self._draft.mark(mark.start, mark.tag, mark.href)
                return

    def image(self, alt: str, src: str, line: int | None) -> None:
        """An image: its alternative text becomes a block of its own, before or after the open one."""
        alt = " ".join(nfc(alt).split())
        if alt:
            self._images.append((alt, src, line))
        if self._draft is None:
            self._emit_images()

    def _emit_images(self) -> None:
        hidden = self._stack[-1].hidden if self._stack else 0
        for alt, src, line in self._images:
            marks = (Mark("m1", 0, len(alt), "img", src or None),)
            id_ = str(len(self.blocks) + 1)
            self._keep(Block(id_, alt, line, "img", self._path(), marks, region=self._region()), hidden)
        self._images.clear()

    def flush(self) -> None:
        """End the block being filled; marks that are still open go on in the next one."""
        if self._readings is not None:
            self._end_readings()
        draft = self._draft
        if draft is not None:
            self._draft = None
            for mark in self._open:
                draft.mark(mark.start, mark.tag, mark.href)
            block = draft.block(str(len(self.blocks) + 1))
            if block is not None:
                self._keep(block, draft.hidden)
        for mark in self._open:
            mark.start = 0
        if self._images:
            self._emit_images()

    def _keep(self, block: Block, hidden: int) -> None:
        if hidden:
            self._held.append((hidden, len(self.blocks), block))
        else:
            self.blocks.append(block)

    def finish(self) -> tuple[Block, ...]:
        """Return the blocks of a whole page, which ends here.

        What the page hides is left out, but for an element that holds two thirds of its text: that is the
        article itself, hidden until a script shows it.
        """
        self.flush()
        if not self._held:
            return tuple(self.blocks)
        letters: Counter[int] = Counter()
        for root, _, block in self._held:
            letters[root] += len(block.text)
        total = letters.total() + sum(len(block.text) for block in self.blocks)
        shown, most = letters.most_common(1)[0]
        if 3 * most < 2 * total:
            return tuple(self.blocks)
        blocks: list[Block] = []
        at = 0
        for root, before, block in self._held:
            if root == shown:
                blocks += self.blocks[at:before]
                at = before
                blocks.append(block)
        blocks += self.blocks[at:]
        return tuple(replace(block, id=str(number)) for number, block in enumerate(blocks, start=1))

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
