"""Applying the line rules: which of them says what a line is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from bilingual.article import Block
from bilingual.cleaning.expressions import Candidates, Expression
from bilingual.cleaning.ruleset import LONGEST, Heading, LineRule, Rules
from bilingual.cleaning.shape import Line
from bilingual.cleaning.triggers import folded, needs

_TESTS: dict[str, Callable[[Expression, str], bool]] = {
    "full": lambda expression, text: expression.compiled.fullmatch(text) is not None,
    "start": lambda expression, text: expression.compiled.match(text) is not None,
    "search": lambda expression, text: expression.compiled.search(text) is not None,
}


class _Table:
    """The expressions of a set of rules, in order, and which of them a line has to be tried with."""

    def __init__(self, rules: Rules) -> None:
        self.rows: list[tuple[LineRule, Expression]] = [(r, p) for r in rules.lines for p in r.patterns]
        self.headings: list[tuple[Heading, Expression]] = [(h, p) for h in rules.headings for p in h.patterns]
        self.heading_bits = (1 << len(self.headings)) - 1 << len(self.rows)
        self._candidates = Candidates([pattern for _, pattern in (*self.rows, *self.headings)])
        self._tags = {"yaml"}.union(*(rule.tags for rule in rules.lines))
        # What a rule without a path looks at is never longer.
        self._longest = max((r.longest for r in rules.lines if r.path is None), default=0)
        self._longest = max(self._longest, LONGEST)
        self._unbounded = sum(1 << n for n, (r, _) in enumerate(self.rows) if r.longest > self._longest)
        paths = [needs(rule.path.pattern).words for rule in rules.lines if rule.path is not None]
        # A path with none of these words is no rule's; None where that cannot be told of every rule.
        self._told = rules.told
        self._places = None if None in paths else sorted({word for words in paths for word in words or ()})
        self._masks: dict[tuple[str, str, str, bool, bool], int] = {}
        self._fits: dict[int, int] = {}

    def candidates(self, line: Line) -> int:
        """Return the expressions that may match the line, as a number with their bits set."""
        if line.candidates is None:
            long = len(line.bare) > self._longest
            line.candidates = (
                self._unbounded if long else self._candidates.of(line.bare) & self._fit(len(line.bare))
            )
        return line.candidates

    def _fit(self, length: int) -> int:
        """Return the expressions whose rules look at lines so long; headings look at those up to LONGEST."""
        if length not in self._fits:
            rows = sum(
                1 << n for n, (rule, _) in enumerate(self.rows) if rule.shortest <= length <= rule.longest
            )
            self._fits[length] = rows | (self.heading_bits if length <= LONGEST else 0)
        return self._fits[length]

    def _placed(self, path: str) -> bool:
        if not path or self._places is None:
            return bool(path)
        path = folded(path)
        return any(word in path for word in self._places)

    def told(self, line: Line) -> bool:
        """Tell whether a line speaks of such things as an article does, and is none itself."""
        return any(
            any(expression.search(line.bare) for expression in told.patterns)
            and not any(expression.search(line.bare) for expression in told.never)
            for told in self._told
        )

    def mask(self, zone: str, kind: str, block: Block, sentence: bool) -> int:
        """Return the expressions whose rules look at such blocks."""
        key = zone, kind, block.tag if block.tag in self._tags else "", self._placed(block.path), sentence
        if key not in self._masks:
            self._masks[key] = sum(1 << n for n, (rule, _) in enumerate(self.rows) if _looks_at(rule, *key))
        return self._masks[key]


_table: Callable[[Rules], _Table] = lru_cache(maxsize=8)(_Table)


def _looks_at(rule: LineRule, zone: str, kind: str, tag: str, placed: bool, sentence: bool) -> bool:
    return (
        rule.zone == zone
        and (not rule.kinds or kind in rule.kinds)
        and (not rule.tags or tag in rule.tags)
        and (tag != "yaml" if rule.path is None else placed or bool(rule.path.fullmatch("")))
        and (rule.prose or not sentence)
    )


def _applies(rule: LineRule, expression: Expression, line: Line) -> bool:
    """Tell whether an expression of a rule that looks at such blocks holds of the line."""
    if rule.path is not None and not rule.path.fullmatch(line.block.path):
        return False
    return rule.shortest <= len(line.bare) <= rule.longest and _TESTS[rule.match](expression, line.bare)


def apply_rules(rules: Rules, lines: Iterable[Line], kind: str, zone: str) -> None:
    """Settle each free line by the first rule of ``zone`` that holds of it."""
    table = _table(rules)
    for line in lines:
        if line.role is not None:
            continue
        left = table.candidates(line) & table.mask(zone, kind, line.block, line.sentence)
        while left:
            lowest = left & -left
            left ^= lowest
            rule, expression = table.rows[lowest.bit_length() - 1]
            if _applies(rule, expression, line) and not (rule.spares_told and table.told(line)):
                line.settle(rule.role, rule.name, rule.keep, rule.ends)
                break


def heading_of(rules: Rules, line: Line) -> Heading | None:
    """Return the heading rule that a line is worded as: the whole of it, of LONGEST code points at most."""
    table = _table(rules)
    left = (table.candidates(line) & table.heading_bits) >> len(table.rows)
    while left:
        lowest = left & -left
        left ^= lowest
        heading, expression = table.headings[lowest.bit_length() - 1]
        if expression.fullmatch(line.bare):
            return heading
    return None
