"""An article's blocks as rows: a block, a table or a list a row, a language a cell.

Headings keep their order below the title, tables and lists stay whole in every column, and each
sentence gets its text, its terms, its findings, or a visible gap with its terms as hints.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bilingual.article import Article, Block, Policy, Role, Segment, Status, Target
from bilingual.publishing.differences import difference, whole_percent
from bilingual.publishing.page_inline import figures_alone, inline, source_terms, target_terms
from bilingual.publishing.page_model import Cell, Column, Line, Row, Sentence, language_tag
from bilingual.publishing.page_notes import Notes
from bilingual.publishing.page_shapes import TABLE, figure, groups, in_list, lists, table

#: A status in the words of the page.
STATUS_WORDS = {
    Status.TRANSLATED: "translated",
    Status.REUSED: "from memory",
    Status.FUZZY: "suggested",
    Status.COPIED: "copied",
    Status.EDITED: "edited",
    Status.UNTRANSLATED: "not translated",
    Status.FAILED: "failed",
}

_HEADING = re.compile(r"^h([1-6])$")
_NO_SPACES = ("zh", "ja", "th")
#: Letters that a line of a sheet of paper holds, shared by its columns (A4, the page's print size).
SHEET_WIDTH = 115
#: Lines beyond which a row may be split between sheets: half of one.
WHOLE_LINES = 28
_MISSING = frozenset({Status.UNTRANSLATED, Status.FAILED})


class RowBuilder:
    """Builds the rows of one article; ``notes`` and ``linked`` fill up on the way.

    ``notes`` are the findings, ``linked`` the greatest number of sentences that
    one row holds.
    """

    def __init__(self, article: Article, columns: tuple[Column, ...]) -> None:
        self.article = article
        self.columns = columns
        self.title = next((block for block in article.blocks if block.role is Role.TITLE), None)
        self.notes = Notes()
        self.linked = 0
        self._codes = [column.code for column in columns[1:]]
        self._hinted: dict[int, set[tuple[str, str]]] = {}
        self._headings = _outline(article, self.title)
        self._headline = _headline(article, self.title)
        self._segments = {segment.id: segment for segment in article.segments}
        self._of_block: dict[str, list[Segment]] = {}
        for segment in article.segments:
            self._of_block.setdefault(segment.block, []).append(segment)

    def rows(self) -> list[Row]:
        """Return all rows in source order."""
        return [self._row(kind, blocks) for kind, blocks in groups(self.article.blocks, self.title)]

    def _row(self, kind: str, blocks: list[Block]) -> Row:
        cells = tuple(self._cell(kind, blocks, column) for column in self.columns)
        wide = any(cell.table and cell.table.wide for cell in cells)
        look = self._look(blocks[0]) if kind == "block" else kind
        long = self._sheet_lines(kind, blocks) > WHOLE_LINES
        return Row(f"row-{look.split()[0]}{' row-wide' if wide else ''}{' row-long' if long else ''}", cells)

    def _sheet_lines(self, kind: str, blocks: list[Block]) -> float:
        """Return about how many lines of a sheet of paper the row takes, its columns beside each other."""
        own = len({match["row"] for block in blocks if (match := TABLE.match(block.path))})
        least = own if kind == "table" else len(blocks)
        share = len(self.columns) / SHEET_WIDTH
        texts = {"": "".join(block.text for block in blocks)}
        for code in self._codes:
            targets = (s.targets.get(code) for block in blocks for s in self._of_block.get(block.id, ()))
            texts[code] = "".join(target.text or "" for target in targets if target)
        # A letter takes one place and a syllable two: where two each would fit, nobody need count.
        most = max(len(text) for text in texts.values()) * 2 * share + least
        return most if most <= WHOLE_LINES else max(map(_places, texts.values())) * share + least

    def _cell(self, kind: str, blocks: list[Block], column: Column) -> Cell:
        lines: dict[str, Line] = {}
        number = 0
        for block in blocks:
            line, number = self._line(block, column, number)
            lines[block.id] = line
        self.linked = max(self.linked, number)
        if kind == "table":
            return Cell(column, table=table(blocks, lines))
        if kind == "list":
            return Cell(column, lists=lists(blocks, lines))
        if kind == "figure":
            return Cell(column, figure=figure(blocks, lines, self.article))
        return Cell(column, lines=tuple(lines.values()))

    def _look(self, block: Block) -> str:
        """Return the classes of a block: what it is for, first."""
        if block is self.title:
            return self._headline
        if block.id in self._headings:
            return "heading"
        if block.role is Role.TITLE:
            return "deck"
        if block.path.endswith("front_matter/excerpt"):
            return "standfirst"
        if block.role is Role.BYLINE and block.id.endswith("c"):
            return "credit"
        if block.role is Role.DATELINE and block.id.endswith("d"):
            return "lead"
        if block.tag == "img":
            return "picture"
        if block.role in (Role.BYLINE, Role.DATELINE, Role.CAPTION):
            return block.role.value
        if block.tag == "figcaption":
            return "caption"
        return {"blockquote": "quote", "pre": "code"}.get(block.tag, "body")

    def _line(self, block: Block, column: Column, number: int) -> tuple[Line, int]:
        look = self._look(block)
        tag = "p"
        if look.startswith("headline"):
            tag = "h1" if column.original else "p"
        elif look == "heading":
            tag = f"h{self._headings[block.id]}"
        segments = [self._segments[id_] for id_ in block.segments if id_ in self._segments]
        if not block.segments:
            segments = self._of_block.get(block.id, [])
        if not segments:
            # A block that nobody has segmented yet is one piece.
            segments = [Segment(f"{self.article.id}-{block.id}.1", block.id, block.text, "", 0, block.marks)]
        sentences = []
        at = 0
        after = ""
        for segment in segments:
            number += 1
            if column.original:
                before = block.text[at : segment.start] if at <= segment.start else " "
                at = segment.start + len(segment.source)
                sentences.append(self._original(segment, column, number, before))
                after = block.text[at:] if segment is segments[-1] else ""
            else:
                spaced = "" if column.code.split("-")[0] in _NO_SPACES else " "
                sentences.append(self._translation(segment, column, number, spaced if sentences else ""))
        if not column.original:
            sentences = self._gaps(sentences, column)
        return Line(tag, look, tuple(sentences), after), number

    def _gaps(self, sentences: list[Sentence], column: Column) -> list[Sentence]:
        """Let neighbours without a translation share one gap, and show each hint once in a column."""
        shown = self._hinted.setdefault(column.number, set())
        made: list[Sentence] = []
        first = -1
        for sentence in sentences:
            new = tuple(hint for hint in sentence.hints if hint not in shown)
            shown.update(new)
            if not sentence.gap:
                first = -1
                made.append(sentence)
            elif first >= 0 and made[first].status == sentence.status:
                made[first] = replace(made[first], hints=made[first].hints + new)
                made.append(replace(sentence, gap="", before="", hints=()))
            else:
                first = len(made)
                made.append(replace(sentence, hints=new))
        return made

    def _original(self, segment: Segment, column: Column, number: int, before: str) -> Sentence:
        terms = source_terms(segment.terms, self._codes)
        turned = column.direction == "rtl"
        text = inline(segment.source, segment.marks, terms, stops=True, right_to_left=turned)
        lang = language_tag(segment.language) if segment.language else column.lang
        return Sentence(
            segment.id, segment.id, number, before, text, lang="" if lang == column.lang else lang,
            direction="ltr" if turned and figures_alone(segment.source) else "",
        )  # fmt: skip

    def _translation(self, segment: Segment, column: Column, number: int, before: str) -> Sentence:
        target = segment.targets.get(column.code, Target(None, Status.UNTRANSLATED))
        id_ = f"{segment.id}-{column.code}"
        pointers = self.notes.add(target.findings, column.code, id_)
        status = target.status.value
        if target.text is None or not target.text.strip() or target.status in _MISSING:
            hints = dict.fromkeys(
                (term.source, term.targets[column.code])
                for term in segment.terms
                if term.policy in (Policy.PIN, Policy.CHECK) and term.targets.get(column.code)
            )
            return Sentence(
                id_, segment.id, number, before, None, status=status, title=_provenance(target),
                hints=tuple(hints), hint_lang=language_tag(segment.language or self.columns[0].code),
                target_lang=column.code, pointers=pointers, gap=_gap(target),
            )  # fmt: skip
        terms = target_terms(target.text, segment.terms, column.code, [column.code])
        turned = column.direction == "rtl"
        chip = _provenance(target) if target.status is Status.FUZZY else ""
        return Sentence(
            id_, segment.id, number, before, inline(target.text, target.marks, terms, right_to_left=turned),
            direction="ltr" if turned and figures_alone(target.text) else "",
            status=status, title=_provenance(target), chip=chip, pointers=pointers,
            difference=difference(target.based_on, segment.source) if target.based_on else (),
            difference_lang=language_tag(segment.language or self.columns[0].code),
        )  # fmt: skip


def _gap(target: Target) -> str:
    return "not translated: the engine failed" if target.status is Status.FAILED else "not translated"


def _places(text: str) -> int:
    """Return the room that a text takes: a Hangul syllable or a Han character takes that of two letters."""
    return sum(1 + (char >= "\u1100") for char in text)


def _headline(article: Article, title: Block | None) -> str:
    """Return the classes of the title: one that is long in any language is set smaller in all of them."""
    texts = [title.text] if title else []
    for segment in article.segments:
        if title and segment.block == title.id:
            texts += [target.text or "" for target in segment.targets.values()]
    length = max((_places(text[:1000]) for text in texts), default=0)
    return "headline longer" if length > 260 else "headline long" if length > 130 else "headline"


def _outline(article: Article, title: Block | None) -> dict[str, int]:
    """Return the level of each heading block: below the title's, and never skipping one downward."""
    levels: dict[str, int] = {}
    stack: list[int] = []
    for block in article.blocks:
        heading = _HEADING.match(block.tag)
        if not heading or block is title or TABLE.match(block.path) or in_list(block):
            continue
        depth = int(heading[1])
        while stack and stack[-1] >= depth:
            stack.pop()
        stack.append(depth)
        levels[block.id] = min(len(stack) + 1, 6)
    return levels


def _provenance(target: Target) -> str:
    words = {
        Status.REUSED: "from memory",
        Status.FUZZY: "similar, from memory",
        Status.FAILED: "engine failed",
    }
    text = words.get(target.status, STATUS_WORDS[target.status])
    if target.score is not None and target.status is Status.FUZZY:
        text = f"suggestion, {whole_percent(target.score)} alike"
    return f"{text} ({target.origin})" if target.origin else text
