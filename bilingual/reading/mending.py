"""Broken front matter made sound line by line, so that a typing error costs a line and never the post.

A value that is no YAML or TOML as it stands is the rest of its line, in quotes; a line that is no key and
breaks the rest becomes a comment.  Of JSON the pairs that stand whole are kept.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

#: So many lines are mended one by one; where more are broken all values are set in quotes at once.
_TRIES = 12


class Fault(NamedTuple):
    """What is wrong: the index of the line (None if nobody can say) and the problem in a few words."""

    line: int | None
    problem: str


class Mended(NamedTuple):
    """Sound lines, as many as there were, and a warning for each that was broken."""

    lines: list[str]
    warnings: tuple[str, ...]


class _Syntax(NamedTuple):
    """How a pair looks (groups: all up to the value, the value), and values that need no quotes."""

    pair: re.Pattern[str]
    plain: re.Pattern[str]


OF_YAML = _Syntax(
    re.compile(r"((?![-#?\s\"'{\[])[^:]{1,200}?[ \t]*:[ \t]+)(\S.*)"),
    re.compile(r"(?!0)\d{1,18}|\d{4}-\d\d-\d\d|true|false|[|>][+-]?|[^\W\d_][\w/.-]*", re.I),
)
OF_TOML = _Syntax(
    re.compile(r"([ \t]*(?:[\w-]+|\"[^\"]*\"|'[^']*')[ \t]*=[ \t]*)(\S.*)"),
    re.compile(r"(?!0)\d{1,18}|\d{4}-\d\d-\d\d|true|false"),
)
_PAIR = re.compile(
    r'("(?:\\.|[^"\\]){1,200}")[ \t]*:[ \t]*("(?:\\.|[^"\\])*"|-?\d{1,18}(?:\.\d{1,18})?|true|false|null)'
)
# Lines that may be JSON's, and those that end it though they are broken themselves.
_OF_JSON = re.compile(r'[ \t]*(?:["{}\[\]]|-?\d|true\b|false\b|null\b)')
_OPENS = re.compile(r":[ \t]*[{\[][ \t]*$")
_SIGNS = re.compile(r"[^\w\s<]+[ \t]*$")


def mended(
    lines: Sequence[str],
    syntax: _Syntax,
    fault_of: Callable[[Sequence[str]], Fault | None],
    place: Callable[[int], str],
) -> Mended:
    """Return ``lines`` such that ``fault_of`` finds nothing wrong any more.

    ``place`` gives a line's name (``a.md:2``) by its index, for the warnings.
    """
    sound = list(lines)
    told: list[str] = []
    quoted: set[int] = set()
    for _ in range(_TRIES):
        fault = fault_of(sound)
        if fault is None:
            return Mended(sound, tuple(told))
        at = fault.line
        if at is None or not 0 <= at < len(sound) or sound[at].startswith("#"):
            break
        pair = syntax.pair.fullmatch(lines[at])
        if pair and at not in quoted:
            quoted.add(at)
            sound[at] = pair[1] + _quoted(pair[2])
            told.append(f"{place(at)}: malformed front matter: {fault.problem}; the value is taken as text")
        else:
            sound[at] = f"# {lines[at].strip()}"
            told.append(f"{place(at)}: malformed front matter: {fault.problem}; the line is left out")
    fault = fault_of(sound)
    if fault is not None:
        printed = [_printable(line) for line in lines]
        sound = [_plain(line, syntax) for line in printed]
        if fault_of(sound) is not None:
            sound = [f"# {line.strip()}" for line in printed]
        told = [
            f"{place(fault.line or 0)}: malformed front matter: {fault.problem}; "
            "only what could be read of it is kept"
        ]
    return Mended(sound, tuple(told))


def _plain(line: str, syntax: _Syntax) -> str:
    pair = syntax.pair.fullmatch(line)
    if pair is None or line[:1].isspace():
        return f"# {line.strip()}"
    whole = syntax.plain.fullmatch(pair[2]) and pair[2][0] not in "|>"
    return line if whole else pair[1] + _quoted(pair[2])


def _quoted(value: str) -> str:
    """Return the rest of a line as a text in double quotes, as YAML, TOML and JSON have it."""
    value = value.strip()
    for quote in "\"'":
        if value[0] == quote and len(value) > 1:
            if value.count(quote) == 1:
                value = value[1:]
            elif value[-1] == quote and value.count(quote) == 2:
                value = value[1:-1]
    # JSON's escapes are those of the others too, but for what neither prints.
    return json.dumps(_printable(value), ensure_ascii=False)


def _printable(text: str) -> str:
    return text if text.isprintable() else "".join(char if char.isprintable() else " " for char in text)


class Members(NamedTuple):
    """What could be read of broken JSON: pairs (key, value as written, index of the line), its last line."""

    pairs: list[tuple[str, str, int]]
    close: int


def members(lines: Sequence[str], close: int | None = None) -> Members | None:
    """Return the members of the top level that stand whole on a line each, or None if there are none.

    Without ``close``, the index of the last line, that is the one with the closing brace, or the last that
    could be JSON at all.
    """
    if close is None:
        close = _close(lines)
    pairs = list(_pairs(lines[: close + 1]))
    return Members(pairs, close) if pairs else None


def _close(lines: Sequence[str]) -> int:
    for n, line in enumerate(lines):
        if line.rstrip() == "}" or (n == 0 and line.rstrip().endswith("}")):
            return n
        if not _OF_JSON.match(line):
            return n if _SIGNS.match(line) else max(n - 1, 0)
    return len(lines) - 1


def _pairs(lines: Sequence[str]) -> Iterator[tuple[str, str, int]]:
    depth = 0
    for n, line in enumerate(lines):
        if depth:
            depth += bool(_OPENS.search(line)) - (line.strip().rstrip(",") in ("}", "]"))
            continue
        if _OPENS.search(line):
            depth = 1
            continue
        for pair in _PAIR.finditer(line):
            try:
                key = json.loads(pair[1])
                json.loads(pair[2])
            except ValueError:
                continue
            yield key, pair[2], n
