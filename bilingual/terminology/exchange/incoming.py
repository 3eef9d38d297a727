"""What a file of another tool brings, before it is known what the glossary makes of it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bilingual.article import Policy
from bilingual.terminology.entries import Entry, default_policy

#: Characters that one form or note may hold; more is no term but an attack or a mistake.
LONGEST = 10_000

# What no line of a glossary holds: line breaks of any kind, and control characters.
_BREAKS = re.compile(r"\s*[\x00-\x1f\x7f-\x9f\u2028\u2029]+\s*")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Incoming:
    """One entry that a file brings; ``told`` tells whether the file itself says its policy."""

    entry: Entry
    told: bool = False

    def settled(self, kind: str = "", policy: Policy | None = None) -> Entry:
        """The glossary entry; ``kind`` and ``policy`` stand in for what the file does not say."""
        kind = self.entry.kind or kind
        settled = self.entry.policy if self.told else policy or default_policy(kind)
        if kind == self.entry.kind and settled is self.entry.policy:
            return self.entry
        return replace(self.entry, kind=kind, policy=settled)


class Reading:
    """What happened while a file was read: problems, each ``path:line: what``, and what was passed over."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[str] = []
        self.passed_over: Counter[str] = Counter()

    def problem(self, line: int, what: str) -> None:
        """Keep a problem of a line, counted from 1."""
        self.problems.append(f"{self.path}:{line}: {what}")

    def form(self, line: int, text: str) -> str:
        """Return a term as a cell can hold it: NFC, one line, trimmed; a problem where none can."""
        form = one_line(text)
        if "|" in form:
            self.problem(line, f"'{form[:60]}' holds |, which parts variants in a glossary; take it out")
        elif len(form) > LONGEST:
            self.problem(line, f"a term of {len(form):,} characters; at most {LONGEST:,}")
        return form


class LeftOut:
    """What a format cannot carry, counted, and what makes the whole file one that its reader refuses."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.refused: list[str] = []

    def entry(self, why: str) -> None:
        """Count an entry that is left out as a whole: ``without English``."""
        self.counts[why] += 1

    def field(self, what: str) -> None:
        """Count a field of an entry: ``further variants``; the entry itself is written."""
        self.counts[f"\0{what}"] += 1

    def refuse(self, entry: Entry, what: str) -> None:
        """Keep a reason not to write the file at all, with the entry's place."""
        self.refused.append(f"{entry.path}:{entry.line}: {what}")

    def told(self) -> Iterator[str]:
        """Yield a line for each kind of loss: ``12 entries without English are left out``."""
        for why, count in self.counts.items():
            noun, verb = ("entry", "is") if count == 1 else ("entries", "are")
            if why.startswith("\0"):
                yield f"left out: {why[1:]} of {count} {noun}"
            else:
                yield f"{count} {noun} {why} {verb} left out"


def one_line(text: str) -> str:
    """Return a text as a glossary's cell holds it: NFC, trimmed, breaks and control characters one space."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if _CONTROL.search(text):
        text = _BREAKS.sub(" ", text)
    return text.strip()
