"""Notes in Markdown: ``[^1]`` in the text, ``[^1]: …`` for the note itself.

A reference becomes ``[1]``, marked ``sup`` with the address ``#fn:label``; the note a block of its own that
begins with the same, at the place ``note/label``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from bilingual.article import Block, Mark
from bilingual.reading.visible import Collector

NOTE = re.compile(r" {0,3}\[\^([^\]\s]{1,80})\]:[ \t]*")
REFERENCE = re.compile(r"\[\^([^\]\s]{1,80})\]")
_INDENT = re.compile(r" {1,4}|\t")
_BLOCK = re.compile(r" {0,3}(?:#{1,6}[ \t]|<|```|~~~|>)")


def note_numbers(lines: Sequence[str]) -> dict[str, int]:
    """Return the number of each note that is defined, in the order in which the text refers to them."""
    defined = {found[1]: n for n, line in enumerate(lines) if "[^" in line and (found := NOTE.match(line))}
    numbers: dict[str, int] = {}
    if defined:
        for line in lines:
            own = NOTE.match(line)
            for label in REFERENCE.findall(line, own.end() if own else 0):
                if label in defined:
                    numbers.setdefault(label, len(numbers) + 1)
        for label in defined:
            numbers.setdefault(label, len(numbers) + 1)
    return numbers


def address(label: str) -> str:
    """Return the address that the mark of a reference carries."""
    return f"#fn:{label}"


def end_of_note(lines: Sequence[str], at: int) -> int:
    """Return the index after the last line of the note that begins at ``at``."""
    at += 1
    blank = False
    while at < len(lines):
        line = lines[at]
        if not line.strip():
            blank = True
        elif NOTE.match(line) or (blank and not line.startswith(("    ", "\t"))) or _BLOCK.match(line):
            break
        else:
            blank = False
        at += 1
    return at


def read_note(
    chunk: str,
    collector: Collector,
    line: int,
    markdown: Callable[[str, Collector, int, dict[str, Any]], None],
    shared: dict[str, Any],
) -> None:
    """Tell ``collector`` of a note; ``markdown`` reads what is in it, given what the post's notes share."""
    found = NOTE.match(chunk)
    label = found[1] if found else ""
    collector.flush()
    before = len(collector.blocks)
    rows = chunk[found.end() if found else 0 :].split("\n")
    rows = [rows[0], *(_INDENT.sub("", row, count=1) for row in rows[1:])]
    markdown("\n".join(rows), collector, line, shared)
    if len(collector.blocks) == before:
        return
    number = str(shared["notes"].get(label, label))
    collector.blocks[before] = signed(collector.blocks[before], number, label)


def signed(block: Block, number: str, label: str) -> Block:
    """Return the first block of a note with its sign before it, ``[1]``, at the place ``note/label``."""
    sign = f"[{number}]"
    lead = len(sign) + 1
    marks = (replace(mark, start=mark.start + lead, end=mark.end + lead) for mark in block.marks)
    return replace(
        block,
        text=f"{sign} {block.text}",
        marks=(Mark("m0", 0, len(sign), "sup", address(label)), *marks),
        lines=tuple((line, at + lead if n else 0) for n, (line, at) in enumerate(block.lines)),
        path=block.path or f"note/{label}",
    )
