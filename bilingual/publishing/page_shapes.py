"""How blocks stand together on the page: figures, tables, and lists within lists.  Pure.

The blocks' paths say it: ``table1/r2/c1``, ``ol1/i3/list2/i1`` (an unnumbered list in the third item; the
number of an item of an ``ol`` is the one that it shows).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urljoin

from bilingual.article import Article, Block, Role
from bilingual.publishing.page_inline import safe_href
from bilingual.publishing.page_model import Figure, Line, ListBox, ListItem, Table, TableCell

TABLE = re.compile(r"^(?P<table>(?:.*/)?table\d+)/r(?P<row>\d+)/c(?P<column>\d+)(?:/|$)")
_PLACE = re.compile(r"(?:^|/)(?P<kind>list|ul|ol)(?P<list>\d+)/i(?P<item>\d+)")
#: Lists inside lists beyond which an item stands in the innermost that is drawn: no page nests what people
#: read so deep, and each level takes room from a narrow column.
DEEPEST = 8


def in_list(block: Block) -> bool:
    """Whether a block is an item of a list or a part of one."""
    return block.tag == "li" or (not TABLE.match(block.path) and _PLACE.search(block.path) is not None)


def groups(blocks: Sequence[Block], title: Block | None) -> Iterator[tuple[str, list[Block]]]:
    """Yield ``(kind, blocks)`` in source order; kind is ``table``, ``list``, ``figure`` or ``block``.

    A figure is a picture's text with the caption and the credit that follow it, or with the caption of its
    ``figure`` element that stands before it.  The title stands alone.
    """
    kind, key, held = "", "", list[Block]()
    for block in blocks:
        own_kind, own_key = _belongs(block)
        if block is title:
            own_kind, own_key = "block", block.id
        elif kind == "figure" and _is_caption(block) and block.path == held[0].path:
            own_key = key
            own_kind = kind
        elif own_kind == "figure" and len(held) == 1 and held[0].tag == "figcaption" and kind == "block":
            kind, key = own_kind, own_key
        if held and (own_kind, own_key) != (kind, key):
            yield kind, held
            held = []
        kind, key = own_kind, own_key
        held.append(block)
    if held:
        yield kind, held


def _belongs(block: Block) -> tuple[str, str]:
    if table := TABLE.match(block.path):
        return "table", table["table"]
    if block.tag == "img" and not in_list(block):
        return "figure", block.id
    if place := _PLACE.search(block.path):
        return "list", block.path[: place.end("list")]
    return ("list", "") if block.tag == "li" else ("block", block.id)


def _is_caption(block: Block) -> bool:
    if TABLE.match(block.path) or in_list(block) or block.tag == "img":
        return False
    credit = block.role is Role.BYLINE and block.id.endswith("c")
    return credit or block.tag == "figcaption" or block.role is Role.CAPTION


def figure(blocks: Sequence[Block], lines: Mapping[str, Line], article: Article) -> Figure:
    """Return the figure of a group of blocks, with the address of the picture where a reader can open it."""
    picture = next(block for block in blocks if block.tag == "img")
    captions = tuple(lines[block.id] for block in blocks if block is not picture)
    return Figure(lines[picture.id], captions, _address(picture, article))


def _address(picture: Block, article: Article) -> str | None:
    source = next((mark.href for mark in picture.marks if mark.tag == "img" and mark.href), None)
    if not source:
        return None
    for base in ("", article.source.canonical or "", article.source.path):
        if base and not base.lower().startswith(("http://", "https://")):
            continue
        try:
            address = safe_href(urljoin(base, source) if base else source)
        except ValueError:
            continue
        if address and address.lower().startswith(("http://", "https://")):
            return address
    return None


@dataclass(slots=True)
class _Item:
    number: int
    content: list[Line | _List] = field(default_factory=list)


@dataclass(slots=True)
class _List:
    key: str
    ordered: bool
    items: list[_Item] = field(default_factory=list)


def lists(blocks: Sequence[Block], lines: Mapping[str, Line]) -> tuple[ListBox, ...]:
    """Return the lists of a group of blocks, each with its items and the lists inside them."""
    top: list[Line | _List] = []
    for block in blocks:
        places = list(_PLACE.finditer(block.path))[:DEEPEST]
        if not places:
            # An item that does not say of which list.
            inner = _open(top, "", False)
            inner.items.append(_Item(len(inner.items) + 1, [lines[block.id]]))
            continue
        content = top
        for place in places:
            inner = _open(content, block.path[: place.end("list")], place["kind"] == "ol")
            number = int(place["item"])
            if not inner.items or inner.items[-1].number != number:
                inner.items.append(_Item(number))
            content = inner.items[-1].content
        content.append(lines[block.id])
    return tuple(_closed(inner) for inner in top if isinstance(inner, _List))


def _open(content: list[Line | _List], key: str, ordered: bool) -> _List:
    last = content[-1] if content else None
    if isinstance(last, _List) and last.key == key:
        return last
    made = _List(key, ordered)
    content.append(made)
    return made


def _closed(made: _List) -> ListBox:
    return ListBox(
        made.ordered,
        tuple(
            ListItem(
                item.number,
                tuple(_closed(part) if isinstance(part, _List) else part for part in item.content),
            )
            for item in made.items
        ),
    )


def table(blocks: Sequence[Block], lines: Mapping[str, Line]) -> Table:
    """Return a table; its first rows are its head if all their cells are header cells."""
    places: dict[int, dict[int, list[Block]]] = {}
    for block in blocks:
        if place := TABLE.match(block.path):
            places.setdefault(int(place["row"]), {}).setdefault(int(place["column"]), []).append(block)
    columns = sorted({column for row in places.values() for column in row})
    heads = {
        number: all(block.tag == "th" for cell in row.values() for block in cell)
        for number, row in places.items()
    }
    known = _Places(places, sorted(places), columns, heads)
    rows: list[tuple[TableCell, ...]] = []
    head = 0
    for number in known.rows:
        row = places[number]
        header_row = heads[number]
        if header_row and head == len(rows):
            head += 1
        cells = []
        for column in columns:
            inside = row.get(column, [])
            if (number, column) in known.taken:
                continue
            tag = "th" if any(block.tag == "th" for block in inside) else "td"
            scope = ("col" if header_row else "row") if tag == "th" else ""
            below, beside = known.reached(inside, number, column)
            said = tuple(lines[block.id] for block in inside)
            cells.append(TableCell(tag, scope, said, len(below), len(beside)))
        rows.append(tuple(cells))
    if head == len(rows):
        head = 0
    return Table(tuple(rows[:head]), tuple(rows[head:]), wide=len(columns) > 3)


@dataclass(frozen=True, slots=True)
class _Places:
    """The cells of a table that say something, by row and column, and the numbers of both in order.

    Where a cell from above or from the left reaches, no other is drawn: those places are ``taken``.
    """

    cells: Mapping[int, Mapping[int, Sequence[Block]]]
    rows: Sequence[int]
    columns: Sequence[int]
    heads: Mapping[int, bool]
    taken: set[tuple[int, int]] = field(default_factory=set)

    def _free(self, row: int, column: int) -> bool:
        return column not in self.cells[row] and (row, column) not in self.taken

    def reached(self, inside: Sequence[Block], row: int, column: int) -> tuple[list[int], list[int]]:
        """Take, and return, the rows and columns that a cell takes up, among those that are drawn.

        It stops before a row or a column in which something else stands, and with the last row of the head:
        no cell reaches out of its row group.
        """
        deep, wide = inside[0].reach if inside else (1, 1)
        below, beside = [row], [column]
        if wide > 1:
            for at in range(bisect_right(self.columns, column), len(self.columns)):
                n = self.columns[at]
                if n >= column + wide or not self._free(row, n):
                    break
                beside.append(n)
        if deep > 1:
            for at in range(bisect_right(self.rows, row), len(self.rows)):
                n = self.rows[at]
                blocked = not all(self._free(n, c) for c in beside) or self.heads[n] != self.heads[row]
                if n >= row + deep or blocked:
                    break
                below.append(n)
        self.taken.update((n, c) for n in below for c in beside)
        return below, beside
