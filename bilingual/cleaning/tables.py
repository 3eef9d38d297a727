"""Tables: the lines that name one, above its rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bilingual.article import Role
from bilingual.cleaning.rows import is_row
from bilingual.cleaning.shape import Line

#: The name of a table weighs no more.
HEAVIEST = 90
RULE = "caption of a table"
_NUMBER = r"(?:\d{1,2}(?:[-.]\d{1,2})?|[一二三四五六七八九十]{1,2})"
_LABEL = re.compile(
    rf"[<〈《\[［【(（]\s?(?:도?표|附?表格?|圖?表)\s?{_NUMBER}?\s?[>〉》\]］】)）]\s?\S.*"
    rf"|(?:도?표|附?表格?)\s?{_NUMBER}?\s?[:：]\s?\S.*|(?:도?표|附?表格?)\s?{_NUMBER}\s?(?:[.、]\s?|\s)\S.*"
    r"|(?i:table)\s?\d{1,2}\s?[.:：]\s?\S.*"
)
#: What a label begins with.
_BEGINS = frozenset("<〈《[［【(（도표附表圖图tT")
# What stands in columns where a page was saved as text.
_COLUMNS = re.compile(r"\S\t\s*\S|\S {3,}\S|\S\s?[|｜]\s?\S")
_FIGURE = re.compile(r"(?<!\S)[-+△▲]?\d[\d.,]*(?:%|\S{1,2})?(?!\S)")
_TABLE = re.compile(r"(?:^|/)table\d+(?=/|$)")


def settle_table_captions(lines: Sequence[Line], begin: int, end: int) -> None:
    """Settle the captions of tables among the free lines from ``begin`` to ``end``: they are kept.

    Such are the elements made for it, and lines that are worded so (<표 1> …, 表1：…) right above a table, or
    above a row of figures where the page has no elements.
    """
    for n, line in enumerate(lines[begin:end], start=begin):
        if line.role is not None or not (line.bare[:1] in _BEGINS or line.block.tag == "caption"):
            continue
        if line.linked:
            continue
        named = not line.sentence and line.weight <= HEAVIEST and _LABEL.fullmatch(line.bare)
        if line.block.tag == "caption" or (named and n + 1 < len(lines) and _is_table(lines, n)):
            line.settle(Role.CAPTION, RULE, True)


def _is_table(lines: Sequence[Line], above: int) -> bool:
    """Tell whether a table begins below line ``above``."""
    below = lines[above + 1]
    if below.block.tag != "line":
        found, own = (_TABLE.findall(lines[n].block.path) for n in (above + 1, above))
        return bool(found) and found != own
    figures = len(_FIGURE.findall(below.bare)) > 1
    return not below.sentence and (
        figures or bool(_COLUMNS.search(below.block.text)) or is_row(lines, above + 1)
    )
