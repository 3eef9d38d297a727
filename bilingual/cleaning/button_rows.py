"""Rows of buttons: short lines that stand among buttons are buttons, though no rule knows their words.

A page saved as text prints its tool bar one button a line.  Two that are known tell what the others are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bilingual.article import Role
from bilingual.cleaning.shape import Line

#: The rules of what stands in such rows.
TOLD = (
    "button",
    "buttons about the article",
    "button of the page",
    "size of letters",
    "reaction",
    "counter",
    "counter of readers",
)
RULE = "among buttons"
#: By weight, no button without a rule says more; so many of a row are known, and at least a third of it.
LIGHT, KNOWN, SHARE = 10, 2, 3
_BUTTONS = frozenset({Role.NAV, Role.COUNTER})
_COUNT = re.compile(r"[\d,.]{1,8}")
_BACK = re.compile(
    r"\W*(?:(?:처음|맨\s?위|위|뒤|앞|목록|메인|홈)(?:으로|로)|返?回(?:[顶頂]部|首[页頁]|列表|目[录錄]))\W*"
)
_WORD = re.compile(r"[^\W\d_](?:.*[^\W_])?")


def settle_button_rows(body: Sequence[Line]) -> None:
    """Settle the lines of every row of buttons; takes the lines in source order, rules applied."""
    # Few pages saved as text have as many as make a row.
    if sum(map(_known, body)) >= KNOWN:
        row: list[Line] = []
        for line in body:
            fits = _fits(line)
            if row and not (fits and (line.bullet is row[0].bullet or _COUNT.fullmatch(line.bare))):
                _settle(row)
                row = []
            if fits:
                row.append(line)
        _settle(row)
    _last(body)


def _last(body: Sequence[Line]) -> None:
    """Settle the page's last line where it is a way back below a sentence; it may be a verse elsewhere."""
    if len(body) > 1 and body[-1].free and _BACK.fullmatch(body[-1].bare) and not _verse(body[-2]):
        body[-1].settle(Role.NAV, RULE, False)


def _verse(line: Line) -> bool:
    return line.free and not line.sentence


def _fits(line: Line) -> bool:
    if line.role is not None:
        return _known(line)
    bare = line.bare
    if not (bare[:1].isalnum() or any(map(str.isalnum, bare))):
        return True
    short = line.weight <= LIGHT and not line.sentence and not line.notices
    return short and bool(_COUNT.fullmatch(bare) or _WORD.fullmatch(bare))


def _known(line: Line) -> bool:
    return line.role is not None and line.role in _BUTTONS and line.rule.rpartition(": ")[2] in TOLD


def _settle(row: Sequence[Line]) -> None:
    """Settle what is free between the first and the last known button, and one more on each side."""
    known = [n for n, line in enumerate(row) if _known(line)]
    said = [line for line in row if any(char.isalnum() for char in line.bare)]
    if len(known) < KNOWN or SHARE * len(known) < len(said):
        return
    reactions = sum(row[n].role is Role.COUNTER for n in known)
    counted = sum(bool(_COUNT.fullmatch(line.bare)) for line in row)
    # A number under each label is the number of those who pressed it.
    paired = reactions > 0 and counted >= KNOWN and 2 * counted >= len(row) - 1
    begin, end = (0, len(row)) if row[0].bullet else (known[0], len(row) if paired else known[-1] + 1)
    for n in range(begin, min(len(row), end + 1)):
        line = row[n]
        number = _COUNT.fullmatch(line.bare)
        if not line.free or (n == end and not number):
            continue
        if number or 2 * reactions >= len(known):
            line.settle(Role.COUNTER, RULE, False)
        elif any(char.isalnum() for char in line.bare):
            line.settle(Role.NAV, RULE, False)
