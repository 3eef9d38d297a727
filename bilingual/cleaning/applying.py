"""Applying the line rules: which of them says what a line is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from bilingual.cleaning.expressions import Candidates
from bilingual.cleaning.ruleset import LONGEST_RULED, Heading, LineRule, Rules
from bilingual.cleaning.shape import Line
from bilingual.cleaning.triggers import folded, needs
from bilingual.cleaning.wording import wording

#: For so many sets of words and lengths of lines it is remembered which rules are to be tried: the lines of a
#: long page, and the furniture of a site, are worded alike.
REMEMBERED = 2000
#: So many sentences tell how a page's prose ends.
LEAST_PLAIN = 2
_PLAIN = re.compile(r"(?<!니)다[.。]?[”’\"')\]\s]*$")
_POLITE = re.compile(r"(?:니다|[세어아에예]요|니까|시오)[.?!。]?[”’\"')\]\s]*$")

_Test = Callable[[str], "re.Match[str] | None"]


class _Table:
    """The expressions of a set of rules, in order, and which of them a line has to be tried with."""

    def __init__(self, rules: Rules) -> None:
        self._wording = wording(rules)
        self.rows = self._wording.rows
        self.headings = self._wording.headings
        self._first_heading = self._wording.at_headings
        self.heading_bits = (1 << len(self.headings)) - 1 << self._first_heading
        #: What tells whether a row's expression matches; None until it is asked for (see `test`).
        self.tests: list[_Test | None] = [None] * len(self.rows)
        self.tags = frozenset({"yaml"}.union(*(rule.tags for rule in rules.lines)))
        # What a rule without a path looks at is never longer.
        self._longest = max((r.longest for r in rules.lines if r.path is None), default=0)
        self._longest = max(self._longest, LONGEST_RULED)
        self._unbounded = sum(1 << n for n, (r, _) in enumerate(self.rows) if r.longest > self._longest)
        paths = [needs(rule.path.pattern).words for rule in rules.lines if rule.path is not None]
        # A path with none of these words is no rule's; None where that cannot be told of every rule.
        self._told = rules.told
        self._telling = [expression for told in rules.told for expression in told.patterns]
        self._tells = Candidates(self._telling)
        self._places = None if None in paths else sorted({word for words in paths for word in words or ()})
        self._masks: dict[tuple[str, str, str, bool, bool], int] = {}
        self._tries: dict[tuple[int, int], Sequence[int]] = {}
        self._lengths = [
            (max(r.shortest, p.needs.least), min(r.longest, p.needs.most) if r.match == "full" else r.longest)
            for r, p in self.rows
        ]
        self._lengths += [(p.needs.least, min(p.needs.most, LONGEST_RULED)) for _, p in self.headings]

    def test(self, n: int) -> _Test:
        """Return what tells whether a row's expression matches a text as its rule has it."""
        rule, expression = self.rows[n]
        pattern = expression.compiled
        tests = {"full": pattern.fullmatch, "start": pattern.match, "search": pattern.search}
        test = self.tests[n] = tests[rule.match]
        return test

    def worded(self, line: Line) -> int:
        """Return the expressions that may match what the line says, were it of any length."""
        if line.worded is None:
            # No rule but those that look at any length looks at more.
            line.worded = self._wording.of(line.bare) if len(line.bare) <= self._longest else self._unbounded
        return line.worded

    def tries(self, left: int, length: int) -> Sequence[int]:
        """Return the numbers of those of the expressions ``left`` whose rules look at lines of so many code
        points; headings at `LONGEST_RULED`.
        """
        found = self._tries.get((left, length))
        if found is None:
            if len(self._tries) >= REMEMBERED:
                self._tries.clear()
            found = self._tries[left, length] = self._fitting(left, length)
        return found

    def _fitting(self, left: int, length: int) -> Sequence[int]:
        if length > self._longest:
            left &= self._unbounded
        fitting: list[int] = []
        while left:
            lowest = left & -left
            left ^= lowest
            n = lowest.bit_length() - 1
            least, most = self._lengths[n]
            if least <= length <= most:
                fitting.append(n)
        return fitting

    def _placed(self, path: str) -> bool:
        if self._places is None:
            return True
        path = folded(path)
        return any(word in path for word in self._places)

    def told(self, line: Line) -> bool:
        """Tell whether a line speaks of such things as an article does, and is none itself."""
        left = self._tells.of(line.bare)
        if not left:
            return False
        may_tell = {expression for n, expression in enumerate(self._telling) if left >> n & 1}
        return any(
            any(expression.search(line.bare) for expression in told.patterns if expression in may_tell)
            and not any(expression.search(line.bare) for expression in told.never)
            for told in self._told
        )

    def heading(self, left: int, bare: str) -> Heading | None:
        """Return the first heading among the expressions ``left`` that a line is worded as."""
        for n in self.tries(left & self.heading_bits, len(bare)):
            heading, expression = self.headings[n - self._first_heading]
            if expression.compiled.fullmatch(bare):
                return heading
        return None

    def mask(self, zone: str, kind: str, tag: str, path: str, sentence: bool) -> int:
        """Return the expressions whose rules look at such blocks."""
        key = zone, kind, tag if tag in self.tags else "", bool(path) and self._placed(path), sentence
        mask = self._masks.get(key)
        if mask is None:
            mask = sum(1 << n for n, (rule, _) in enumerate(self.rows) if _looks_at(rule, *key))
            self._masks[key] = mask
        return mask


_table: Callable[[Rules], _Table] = lru_cache(maxsize=8)(_Table)


def _looks_at(rule: LineRule, zone: str, kind: str, tag: str, placed: bool, sentence: bool) -> bool:
    return (
        rule.zone == zone
        and (not rule.kinds or kind in rule.kinds)
        and (not rule.tags or tag in rule.tags)
        and (tag != "yaml" if rule.path is None else placed or bool(rule.path.fullmatch("")))
        and (rule.prose or not sentence)
    )


def _in_place(rule: LineRule, line: Line) -> bool:
    """Tell whether a line is where a rule with a path looks, and as long."""
    if rule.path is None:
        return True
    return rule.shortest <= len(line.bare) <= rule.longest and bool(rule.path.fullmatch(line.block.path))


def apply_rules(rules: Rules, lines: Iterable[Line], kind: str, zone: str) -> None:
    """Settle each free line by the first rule of ``zone`` that holds of it."""
    table = _table(rules)
    tests = table.tests
    every = list(lines)
    plain: bool | None = None
    # Nearly all lines of a page have no place and no tag that a rule names.
    short, sentence = table.mask(zone, kind, "", "", False), table.mask(zone, kind, "", "", True)
    for line in every:
        if line.role is not None:
            continue
        block = line.block
        if block.path or block.tag in table.tags:
            mask = table.mask(zone, kind, block.tag, block.path, line.sentence)
        else:
            mask = sentence if line.sentence else short
        if not mask:
            continue
        left = (table.worded(line) if line.worded is None else line.worded) & mask
        if not left:
            continue
        bare = line.bare
        for n in table.tries(left, len(bare)):
            # Nearly all fail here.
            if not (tests[n] or table.test(n))(bare):
                continue
            rule = table.rows[n][0]
            if not (rule.path is None or _in_place(rule, line)):
                continue
            if rule.plain and plain is None:
                plain = _ends_plainly(every)
            if (rule.plain and not plain) or (rule.spares_told and table.told(line)):
                continue
            line.settle(rule.role, rule.name, rule.keep, rule.ends)
            break


def _ends_plainly(lines: Iterable[Line]) -> bool:
    """Tell whether the Korean sentences of a page end plainly (-다), most of them, as a newspaper's do."""
    plain = polite = 0
    for line in lines:
        if line.sentence and not line.linked:
            plain += bool(_PLAIN.search(line.bare))
            polite += bool(_POLITE.search(line.bare))
    return plain >= LEAST_PLAIN and plain >= 2 * polite


def headings_of(rules: Rules, lines: Iterable[Line]) -> dict[int, Heading]:
    """Return the headings among the lines of a page, by index, as `heading_of` tells them."""
    table = _table(rules)
    bits = table.heading_bits
    found: dict[int, Heading] = {}
    for n, line in enumerate(lines):
        left = (table.worded(line) if line.worded is None else line.worded) & bits
        if left:
            heading = table.heading(left, line.bare)
            if heading is not None:
                found[n] = heading
    return found


def heading_of(rules: Rules, line: Line) -> Heading | None:
    """Return the heading rule that a line is worded as: whole, of `LONGEST_RULED` code points at most."""
    table = _table(rules)
    return table.heading(table.worded(line), line.bare)
