"""Plain text: one block a line that has text."""

from __future__ import annotations

import re

from bilingual.article import Block, quick_block
from bilingual.reading.encoding import numbered_lines
from bilingual.reading.normal import nfc, seen
from bilingual.reading.visible import Collector

# A saved page sometimes leaves tags in its text; one of these is enough to read the line as markup.
_TAG = re.compile(
    r"</?(?:p|div|span|strong|section|article|table|tr|td|h[1-6]|br|img|font|li|ul|em|b|i|a)(?:\s[^<>]*)?/?>",
    re.I,
)


def text_blocks(text: str) -> tuple[Block, ...]:
    """Return a block for each line that has text; its id is the line's number, from 1.

    The text is the line without surrounding white space, NFC.  A line that holds HTML tags gives its visible
    text, in one block.
    """
    blocks: list[Block] = []
    for number, line in numbered_lines(text):
        if "<" in line and _TAG.search(line):
            block = _without_tags(line, number)
            if block:
                blocks.append(block)
            continue
        visible = nfc(line if line.isprintable() else seen(line)).strip()
        if visible:
            blocks.append(quick_block(str(number), visible, number))
    return tuple(blocks)


def _without_tags(line: str, number: int) -> Block | None:
    from bilingual.reading.hypertext import feed

    collector = Collector()
    feed(line, collector, number)
    text, marks = collector.joined()
    return Block(str(number), text, number, marks=marks) if text else None
