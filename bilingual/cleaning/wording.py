"""Which expressions of a set of rules the lines of a page have to be tried with: one pass over each.

What a line is, what notices it holds and what pieces of it are something else are three questions, asked with
expressions of their own; the words that these need are looked for together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from bilingual.cleaning.expressions import Candidates, Expression
from bilingual.cleaning.ruleset import Heading, LineRule, PartRule, Rules

if TYPE_CHECKING:
    from bilingual.cleaning.shape import Line

_SPACES = re.compile(r"(?<!\\)\\s\{2,\}")
#: Longer lines, in code points, are looked through by those who ask, since they need not see all of them.
LONG = 1200


class Wording:
    """The expressions of rules that a line is tried with, numbered: a number's bit *n* stands for the *n*-th.

    First those of the ``rows`` (line rules), then those of the ``headings``, of the ``notices`` (bans, then
    credits) and of the ``parts``; the ``at_…`` tell where each kind begins, ``notice_bits`` are the notices'.
    Then ``run_bits``, those of the dates in runs.  The last, ``menu_bits``, are those of what parts the
    entries of menus, in a line that is printable: there no white space but two plain spaces is as wide as
    two.
    """

    def __init__(self, rules: Rules) -> None:
        self.rows: list[tuple[LineRule, Expression]] = [(r, p) for r in rules.lines for p in r.patterns]
        self.headings: list[tuple[Heading, Expression]] = [(h, p) for h in rules.headings for p in h.patterns]
        self.notices: tuple[Expression, ...] = (*rules.bans, *rules.credits)
        self.parts: list[tuple[PartRule, Expression]] = [(r, p) for r in rules.parts for p in r.patterns]
        # A menu of one entry has nothing that parts it.
        parted = [_SPACES.sub("  ", menu.separator.pattern) if menu.least > 1 else "" for menu in rules.menus]
        self._menus = [Expression(pattern) for pattern in parted]
        self._runs = [run.date for run in rules.runs]
        self.at_headings = len(self.rows)
        self.at_notices = self.at_headings + len(self.headings)
        self.at_parts = self.at_notices + len(self.notices)
        self.notice_bits = (1 << len(self.notices)) - 1 << self.at_notices
        at_runs = self.at_parts + len(self.parts)
        self.run_bits = (1 << len(self._runs)) - 1 << at_runs
        self.at_menus = at_runs + len(self._runs)
        self.menu_bits = (1 << len(self._menus)) - 1 << self.at_menus

    def of(self, text: str) -> int:
        """Return the expressions that may match ``text``, as a number with their bits set."""
        return self._candidates.of(text)

    def of_each(self, texts: Iterable[str]) -> list[int]:
        """Return what `of` returns for each of many short texts; equal numbers are one object."""
        return self._candidates.of_each(texts)

    def of_notices(self, text: str) -> int:
        """Return those of the notices only, with the bits that `of` gives them."""
        return self._of_notices.of(text) << self.at_notices

    @cached_property
    def _candidates(self) -> Candidates:
        ruled = [expression for _, expression in (*self.rows, *self.headings)]
        parts = [expression for _, expression in self.parts]
        return Candidates([*ruled, *self.notices, *parts, *self._runs, *self._menus])

    @cached_property
    def _of_notices(self) -> Candidates:
        return Candidates(self.notices)


#: The wording of a set of rules, made once.
wording: Callable[[Rules], Wording] = lru_cache(maxsize=8)(Wording)


def look_through(lines: Iterable[Line], rules: Rules) -> None:
    """Note on each line that is not LONG the expressions that may match its text, and what is left of it."""
    short = [line for line in lines if len(line.text) <= LONG]
    for line, found in zip(short, wording(rules).of_each([line.text for line in short]), strict=True):
        line.found = found
        # What a piece of the text holds the text holds.
        if line.bare is line.text or line.bare in line.text:
            line.worded = found
