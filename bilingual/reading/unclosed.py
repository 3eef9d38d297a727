"""Where a page goes on behind a comment, a script or a style that is never closed."""

from __future__ import annotations

import re

from bilingual.reading.elements import BLOCKS

_TAG = rf"</?(?:{'|'.join(sorted(BLOCKS, key=len, reverse=True))})(?=[\s/>])"
_LINE_OR_TAG = re.compile(rf"\n|{_TAG}", re.I)
# A tag that is no text of a script: it stands behind neither a quote nor a word.
_AT_ONCE = re.compile(rf"\s*+{_TAG}", re.I)
_UNQUOTED = re.compile(rf"(?<=[\s;}}]){_TAG}", re.I)
_AGAIN = {
    name: re.compile(rf"(?<![\"'`\\+=(])<{name}(?=[\s/>])", re.I) for name in ("script", "style", "title")
}


def line_or_block(markup: str, at: int) -> int:
    """Return where from ``at`` on a line ends or a tag of a block stands, whichever is first."""
    found = _LINE_OR_TAG.search(markup, at)
    return found.start() if found else len(markup)


def first_block(markup: str, at: int, end: int) -> int | None:
    """Return where between ``at``, the start of a script or style, and ``end`` the page goes on.

    That is the first tag of a block that no script writes; None if there is none.
    """
    found = _AT_ONCE.match(markup, at, end) or _UNQUOTED.search(markup, at, end)
    return found.start() if found else None


def runs_over(tag: str, markup: str, at: int, end: int) -> bool:
    """Tell whether an element with content from ``at`` on is not closed where one like it is, at ``end``.

    Scripts, styles and titles hold no others of their name, and blocks only in quotes.
    """
    again = _AGAIN[tag].search(markup, at, end) if tag in _AGAIN else None
    return again is not None and first_block(markup, at, again.start()) is not None
