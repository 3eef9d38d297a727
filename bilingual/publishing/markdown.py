"""An edition's body as Markdown: headings, paragraphs, quotations, lists and pipe tables."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from textwrap import dedent, indent

from bilingual.article import Directive
from bilingual.publishing.editions import Edition, Group, Kind, items, quotes, rows
from bilingual.publishing.markdown_inline import address, inline

_NUMBER = re.compile(r"\d+")
_NOTE = re.compile(r"(?:\[\^[^\]\s]+\]|\\\[\d+\\\])[ \t]*")


def body(edition: Edition, groups: list[Group], directives: Sequence[Directive] = ()) -> str:
    """Return ``groups`` in the words of ``edition``, parted by blank lines, with a newline at the end.

    ``directives`` are written as they stand, each behind the blocks that it followed.
    """
    text = ""
    before: tuple[str, ...] = ()
    waiting = deque(directives)
    depth: int | None = None  # of the item that a list ended with just above
    for group in groups:
        number = _NUMBER.match(group.blocks[0].id)
        while waiting and number and group.kind is not Kind.TITLE and waiting[0].after < int(number[0]):
            text = _with_directive(text, waiting.popleft(), depth)
            before = ()
        within = quotes(group)
        if group.kind is Kind.LIST:
            listed, depth = _list(edition, group, waiting)
            lines = _quoted(listed, len(within))
        else:
            depth = None
            lines = _quoted(_group(edition, group), len(within))
        if not lines:
            continue
        # Two paragraphs of one quotation are one quotation: the line between them is quoted too.
        shared = 0
        while shared < min(len(before), len(within)) and before[shared] == within[shared] != "":
            shared += 1
        text += f"\n{'>' * shared}\n{lines}" if text else lines
        before = within
    while waiting:
        text = _with_directive(text, waiting.popleft(), depth)
    return text + "\n"


def _with_directive(text: str, directive: Directive, depth: int | None) -> str:
    gap = ("\n" if directive.attached else "\n\n") if text else ""
    return f"{text}{gap}{_placed(directive, depth)}"


def _placed(directive: Directive, depth: int | None) -> str:
    """Return a directive's text as it stands; code in an item of a list where that item's text stands."""
    if depth is None or not directive.in_item or directive.text.lstrip().startswith(">"):
        return directive.text
    text = dedent(directive.text)
    margin = "    " * (depth + 1 if text.startswith(("```", "~~~")) else depth + 2)
    return indent(text, margin)


def _quoted(text: str, depth: int) -> str:
    if not depth or not text:
        return text
    return "\n".join(
        f"{'> ' * depth}{line}".rstrip(" ") if not line else f"{'> ' * depth}{line}"
        for line in text.split("\n")
    )


def _group(edition: Edition, group: Group) -> str:
    if group.kind is Kind.TABLE:
        return _table(edition, group)
    piece = edition.opened(group.blocks)
    if len(group.blocks) == 1 and group.blocks[0].tag == "img":
        source = next((address(mark.href) for mark in group.blocks[0].marks if mark.tag == "img"), None)
        if source:
            return f"![{inline(piece.text, line_break=' ')}]({source})"
    if group.kind in (Kind.TITLE, Kind.HEADING):
        text = inline(piece.text, piece.marks, line_break=" ")
        # Number signs at a heading's end would be taken for its closing sequence.
        trimmed = text.rstrip("#")
        text = trimmed + "\\#" * (len(text) - len(trimmed))
        return f"{'#' * group.level} {text}" if text else ""
    text = inline(piece.text, piece.marks)
    place = group.blocks[0].path
    if place.startswith("note/"):
        # The note begins with its own sign, which a translation may have lost.
        return f"[^{place.removeprefix('note/')}]: {_NOTE.sub('', text, count=1)}"
    return text


def _table(edition: Edition, group: Group) -> str:
    """Return a pipe table; its first row is the header, which such tables cannot do without."""
    lines: list[str] = []
    for row in rows(group):
        pieces = [edition.opened(cell) for cell in row]
        cells = [inline(piece.text, piece.marks, line_break="<br>") for piece in pieces]
        lines.append(f"| {' | '.join(cells)} |")
        if len(lines) == 1:
            lines.append(f"|{' --- |' * len(cells)}")
    return "\n".join(lines)


def _list(edition: Edition, group: Group, waiting: deque[Directive]) -> tuple[str, int]:
    """Return a list with the directives that stand before its later items, and its last item's depth."""
    lines: list[str] = []
    depth = 0
    for item in items(group):
        number = _NUMBER.match(item.block.id)
        while lines and waiting and number and waiting[0].after < int(number[0]):
            told = waiting.popleft()
            lines += ([] if told.attached else [""]) + [_placed(told, depth)]
            lines += [""] * (not told.attached)
        depth = item.depth
        piece = edition.piece(item.block)
        bullet = "-   " if item.number is None else f"{item.number}.".ljust(4)
        # Four columns a level: kramdown and CommonMark agree on no smaller number.
        margin = "    " * item.depth
        text = inline(piece.text, piece.marks, line_break="  \n" + margin + "    ")
        quote = "> " if item.block.tag == "blockquote" else ""
        lines += [margin + bullet + quote + text] if item.opens else ["", margin + "    " + quote + text]
    return "\n".join(lines), depth
