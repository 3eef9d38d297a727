"""One language's edition of an article: its text block by block, and the blocks in reading order.

The formats that are read as running text (clean text, Markdown) are laid out from here.  An edition never
holds source text in the place of a translation: what has none shows a notice in the edition's language,
and what is a suggestion from memory is marked as such.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

from bilingual.article import Article, Block, Mark, Role, Segment, Status
from bilingual.publishing.differences import whole_percent

#: What stands where a segment has no translation, in the edition's own language.
NOT_TRANSLATED = {
    "ko": "[번역되지 않음]",
    "en": "[not translated]",
    "zh-Hans": "[未翻译]",
    "zh-Hant": "[未翻譯]",
    "ja": "[未翻訳]",
    "ru": "[не переведено]",
    "mn": "[орчуулаагүй]",
    "vi": "[chưa dịch]",
    "fr": "[non traduit]",
    "de": "[nicht übersetzt]",
    "es": "[sin traducir]",
    "pt": "[não traduzido]",
    "it": "[non tradotto]",
    "id": "[belum diterjemahkan]",
    "th": "[ยังไม่ได้แปล]",
    "ar": "[غير مترجم]",
}

TABLE = re.compile(r"^(?P<table>(?:.*/)?table\d+)/r(?P<row>\d+)/c(?P<column>\d+)(?:/|$)")
LIST = re.compile(r"^(?P<list>(?:quote\d+/)*(?:list|ul|ol)\d+)/i(?P<item>\d+)(?:/|$)")
_ITEM = re.compile(r"(?:^|/)(list|ul|ol)\d+/i(\d+)")
_QUOTES = re.compile(r"^(?:quote\d+(?:/|$))*")
_HEADING = re.compile(r"^h([1-6])$")
FRONT_MATTER = "front_matter/"

# Languages that set no space between sentences.
_NO_SPACE = ("zh", "ja")
_WITHOUT_TEXT = frozenset({Status.UNTRANSLATED, Status.FAILED})


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of plain text with its inline marks (offsets into ``text``)."""

    text: str
    marks: tuple[Mark, ...] = ()


class Kind(StrEnum):
    """How a group of blocks is set."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks that are set together: a table or a list; any other block stands alone."""

    kind: Kind
    blocks: tuple[Block, ...]
    level: int = 0  #: of a heading, 1 to 6


def join(left: str, right: str, language: str | None) -> str:
    """Return what stands between two sentences of a paragraph: a space, or nothing in Chinese and Japanese.

    Two that meet in Latin letters, digits or ASCII punctuation are kept apart in those languages too.
    """
    if not left or not right:
        return ""
    if language is not None and language.split("-")[0] in _NO_SPACE:
        return " " if left[-1].isascii() and right[0].isascii() else ""
    return " "


def not_translated(language: str) -> str:
    """Return the notice for a missing translation in ``language``, English where we have none."""
    return NOT_TRANSLATED.get(language, NOT_TRANSLATED["en"])


def suggested(score: float | None) -> str:
    """Return what stands before a suggestion, in every language the same.

    >>> suggested(0.914)
    '[≈ 91%]'
    """
    return "[≈]" if score is None else f"[≈ {whole_percent(score)}]"


def encoded(text: str) -> bytes:
    """Return ``text`` in UTF-8; what it cannot hold (a lone surrogate) becomes U+FFFD, seen by the reader."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode()


class Edition:
    """An article in one language: the original's (``target`` None) or a target's."""

    def __init__(self, article: Article, target: str | None) -> None:
        self._target = target
        self._segments = {segment.id: segment for segment in article.segments}
        self.language = article.source.language if target is None else target

    def piece(self, block: Block) -> Piece:
        """Return the text of ``block`` in this edition, with inline marks."""
        if self._target is None:
            return Piece(block.text, block.marks)
        whole = Piece("")
        end = 0
        for id_ in block.segments:
            segment = self._segments[id_]
            gap = block.text[end : segment.start]
            end = segment.start + len(segment.source)
            whole = self._append(whole, self._translation(segment), "\n" if "\n" in gap else None)
        if not block.segments and block.text.strip():
            return Piece(not_translated(self._target))
        return whole

    def opened(self, blocks: tuple[Block, ...]) -> Piece:
        """Return the text of blocks that are set together."""
        whole = Piece("")
        for block in blocks:
            whole = self._append(whole, self.piece(block), None)
        return whole

    def _append(self, left: Piece, right: Piece, gap: str | None) -> Piece:
        between = join(left.text, right.text, self.language) if gap is None or not left.text else gap
        shift = len(left.text) + len(between)
        moved = tuple(replace(m, start=m.start + shift, end=m.end + shift) for m in right.marks)
        return Piece(left.text + between + right.text, left.marks + moved)

    def _translation(self, segment: Segment) -> Piece:
        assert self._target is not None  # noqa: S101 - only `piece` calls this, and only for a target
        target = segment.targets.get(self._target)
        if target is None or not target.text or target.status in _WITHOUT_TEXT:
            return Piece(not_translated(self._target))
        piece = Piece(target.text, target.marks)
        if target.status is Status.FUZZY:
            return self._append(Piece(suggested(target.score)), piece, " ")
        return piece


def editions(article: Article) -> dict[str, Edition]:
    """Return language code to edition: the original first, then every target.

    An article whose own language is asked for as a target has that one edition; one whose language is not
    known has the original under ``und`` (BCP-47: undetermined).
    """
    own = article.source.language or "und"
    made = {} if own in article.targets else {own: Edition(article, None)}
    return made | {target: Edition(article, target) for target in article.targets}


def layout(article: Article) -> Iterator[Group]:
    """Yield the article's blocks as they are set: the title first, the rest in the source's order."""
    title = next((block for block in article.blocks if block.role is Role.TITLE), None)
    if title is not None:
        yield Group(Kind.TITLE, (title,), 1)
    rest = [block for block in article.blocks if block is not title]
    for (kind, _), grouped in groupby(rest, _setting):
        blocks = tuple(grouped)
        heading = _HEADING.match(blocks[0].tag)
        if kind is not Kind.PARAGRAPH:
            yield Group(kind, blocks)
        elif heading and len(blocks) == 1:
            yield Group(Kind.HEADING, blocks, int(heading[1]))
        else:
            yield Group(kind, blocks)


def _setting(block: Block) -> tuple[Kind, str]:
    if table := TABLE.match(block.path):
        return Kind.TABLE, table["table"]
    if entry := LIST.match(block.path):
        return Kind.LIST, entry["list"]
    if block.tag == "li":
        return Kind.LIST, ""
    return Kind.PARAGRAPH, block.id


def quotes(group: Group) -> tuple[str, ...]:
    """Return the quotations that a group stands in, outermost first (``quote1``, ``quote2``)."""
    block = group.blocks[0]
    found = _QUOTES.match(block.path)
    names = tuple(name for name in found[0].split("/") if name) if found else ()
    return names or (("",) if block.tag == "blockquote" and group.kind is Kind.PARAGRAPH else ())


def rows(group: Group) -> list[list[tuple[Block, ...]]]:
    """Return a table's blocks by row and column; a place without text is an empty tuple."""
    cells: dict[tuple[int, int], tuple[Block, ...]] = {}
    for block in group.blocks:
        place = TABLE.match(block.path)
        if place:
            at = int(place["row"]), int(place["column"])
            cells[at] = (*cells.get(at, ()), block)
    columns = sorted({column for _, column in cells})
    # From 1 on, so that an empty first column keeps its place; a hostile number of columns opens none.
    if columns and columns[-1] <= 2 * len(columns) + 8:
        columns = list(range(min(1, columns[0]), columns[-1] + 1))
    return [[cells.get((row, column), ()) for column in columns] for row in sorted({row for row, _ in cells})]


@dataclass(frozen=True, slots=True)
class Item:
    """A list item's block: how deep it is nested (0 outermost), its number if its list is numbered.

    ``opens`` is false for a further paragraph of the item before.
    """

    block: Block
    depth: int
    number: int | None
    opens: bool


def items(group: Group) -> Iterator[Item]:
    """Yield a list's blocks with their place in it."""
    opened: set[str] = set()
    for block in group.blocks:
        places = list(_ITEM.finditer(block.path))
        if not places:
            yield Item(block, 0, None, True)
            continue
        last = places[-1]
        item = block.path[: last.end()]
        # An item that has no text of its own opens nothing to be nested in.
        depth = sum(block.path[: place.end()] in opened for place in places[:-1])
        yield Item(block, depth, int(last[2]) if last[1] == "ol" else None, item not in opened)
        opened.add(item)
