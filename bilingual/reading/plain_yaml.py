"""Front matter of the plainest YAML, as nearly all posts have it, read line by line.

A whole YAML parser takes some milliseconds for it, more than all the rest of a post.  Whatever goes beyond
``key: value``, plain lists and block texts is left to that parser, and so is everything that may be wrong.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Value:
    """What stands for a key of the top level: where the value begins and ends (lines from 0), and its text.

    ``style`` is ``|`` or ``>`` for a block text, whose lines follow ``first``, else empty; ``text`` is None
    for a value that is no text.
    """

    key: str
    first: int
    last: int
    text: str | None = None
    style: str = ""


_KEY = re.compile(r"([A-Za-z_][A-Za-z0-9_-]*):(?: +(.*?))? *")
_ITEM = re.compile(r"( *)- +(.*?) *")
_NESTED = re.compile(r"( +)[A-Za-z_][A-Za-z0-9_-]*:(?: +(.*?))? *")
# A plain text begins with a letter, a slash or anything beyond ASCII, and holds neither ": " nor " #".
_PLAIN = re.compile(r"(?:[A-Za-z/]|[^\x00-\x7f])(?:[^:# ]|:(?=[^ ])| (?!#)|(?<! )#)*")
_QUOTED = re.compile(r"""'[^']*'|"[^"\\]*\"""")
_WORDS = re.compile(r"(?:true|false|null|yes|no|on|off|y|n)", re.I)
# Values that are no texts: counts, days, lists in brackets.
_ENTRY = r"""(?:[^\W_]+|"[^"\\]*")"""
_OTHER = re.compile(
    rf"[1-9][0-9]{{0,8}}|0|[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}|\[\]|\[ *{_ENTRY}(?:, *{_ENTRY})* *\]"
)
_BLOCK = frozenset({"|", ">", "|-", ">-", "|+", ">+"})


def plain_values(lines: Sequence[str]) -> list[Value] | None:
    """Return the top level's values in ``lines``, between the fences; None for YAML that is not plain."""
    values: list[Value] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if not line.isprintable():
            return None
        if not line or line[0] == "#":
            at += 1
            continue
        found = _KEY.fullmatch(line)
        if found is None:
            return None
        key, written = found[1], found[2] or ""
        if not written:
            end = _collection(lines, at + 1)
            values.append(Value(key, at, at))
        elif written in _BLOCK:
            end = _block_text(lines, at + 1)
            values.append(Value(key, at, at, "", written[0]))
        else:
            end = at + 1
            text = _scalar(written)
            if text is None and not _OTHER.fullmatch(written):
                return None
            values.append(Value(key, at, at, text))
        if end is None:
            return None
        at = end
    return values


def _scalar(written: str) -> str | None:
    if _QUOTED.fullmatch(written):
        return written[1:-1]
    if _PLAIN.fullmatch(written) and written[-1] != ":" and not _WORDS.fullmatch(written):
        return written
    return None


def _collection(lines: Sequence[str], at: int) -> int | None:
    """Return the index after a list, or after plain pairs, that begins at ``at``; None for anything else."""
    shape, indent = None, ""
    while at < len(lines) and lines[at][:1] in (" ", "-", ""):
        line = lines[at]
        if line:
            found = next(((p, m) for p in (_ITEM, _NESTED) if (m := p.fullmatch(line))), None)
            if found is None or not line.isprintable():
                return None
            pattern, match = found
            if shape is not None and (pattern is not shape or match[1] != indent):
                return None
            shape, indent = pattern, match[1]
            value = match[2]
            if pattern is _ITEM and not value:
                return None
            if value and _scalar(value) is None and not _OTHER.fullmatch(value):
                return None
        at += 1
    return at


def _block_text(lines: Sequence[str], at: int) -> int | None:
    """Return the index after an indented text that begins at ``at``; None for an uneven one."""
    indent = 0
    while at < len(lines) and (not lines[at] or lines[at][0] == " "):
        line = lines[at]
        depth = len(line) - len(line.lstrip(" "))
        if line and (depth == len(line) or not line.isprintable() or depth < indent):
            return None
        if line and not indent:
            indent = depth
        at += 1
    return at
