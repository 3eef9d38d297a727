"""Finding the pieces of a line that have another role than the line: a lead, a credit, a counter."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from operator import itemgetter
from re import Match

from bilingual.article import Role
from bilingual.cleaning import notices
from bilingual.cleaning.expressions import Candidates, Expression
from bilingual.cleaning.ruleset import PartRule, Rules
from bilingual.cleaning.shape import Line
from bilingual.cleaning.wording import wording

#: A piece that must stand at the end of its line is looked for in so many last code points; one that must
#: stand at its start is no longer either.
EDGE = 600
#: No expression looks back further from where a piece begins.
_BEHIND = 20


class _Table:
    """The expressions of the part rules, in order, and which of them a line has to be tried with.

    Their bits are those that they have in `Wording`, from ``first`` on.
    """

    def __init__(self, rules: Rules) -> None:
        self._wording = wording(rules)
        self.rows = self._wording.parts
        self.first = self._wording.at_parts
        # Asked all at once: a line that is a whole page is looked through once more, not once for each.
        anywhere = [n for n, (_, p) in enumerate(self.rows) if not (p.needs.lead or p.needs.tail)]
        self._anywhere = [1 << self.first + n for n in anywhere]
        self._may = Candidates([self.rows[n][1] for n in anywhere])
        self.masks = _Masks(self.rows, self.first)

    def candidates(self, line: Line, text: str) -> int:
        """Return the expressions that may match where they look, as a number with their bits set.

        ``text`` is the line's, or what stands before its notices.
        """
        if line.found is not None:
            return line.found
        if len(text) <= 2 * EDGE:
            return self._wording.of(text)
        found = self._wording.of(text[:EDGE]) | self._wording.of(text[-EDGE - _BEHIND :])
        if any(not found & bit for bit in self._anywhere):
            may = self._may.of(text)
            found |= sum(bit for n, bit in enumerate(self._anywhere) if may >> n & 1)
        return found


class _Masks(dict[Role, int]):
    """The expressions whose rules look at lines of a role, worked out when a role is first asked for."""

    def __init__(self, rows: Sequence[tuple[PartRule, Expression]], first: int) -> None:
        self._rows = rows
        self._first = first

    def __missing__(self, role: Role) -> int:
        rows = enumerate(self._rows, start=self._first)
        mask = self[role] = sum(1 << n for n, (rule, _) in rows if looks_at(rule, role))
        return mask


_table: Callable[[Rules], _Table] = lru_cache(maxsize=8)(_Table)


def looks_at(rule: PartRule, role: Role) -> bool:
    """Tell whether a rule looks at lines of a role; what it finds in a body it finds in a summary too."""
    return role in rule.roles or (role is Role.FRONT_MATTER and Role.BODY in rule.roles)


def matches(expression: Expression, text: str) -> Iterator[Match[str]]:
    """Yield the matches of a part's expression: those at an end of the line in time that does not grow."""
    needs = expression.needs
    if needs.lead:
        whole = needs.tail and len(text) > EDGE
        match = None if whole else expression.compiled.match(text, 0, EDGE)
        return iter((match,) if match else ())
    return expression.finditer(text, max(0, len(text) - EDGE) if needs.tail else 0)


def find_parts(lines: Iterable[Line], rules: Rules) -> None:
    """Add to the ``parts`` of settled lines that are kept, or front matter, what notices and rules say."""
    table = _table(rules)
    masks, front_matter = table.masks, Role.FRONT_MATTER
    for line in lines:
        role = line.role
        if role is None or not (line.keep or role is front_matter):
            continue
        # Nearly no line may have any.
        if role is front_matter or line.found is None or line.notices or masks[role] & line.found:
            _find(line, role, rules, table)


def _find(line: Line, role: Role, rules: Rules, table: _Table) -> None:
    """Add to ``line.parts`` the pieces that notices and rules say; where two overlap the first stays."""
    text = line.text
    parts = list(line.parts)
    if role is Role.FRONT_MATTER:
        line.notices = notices.find(text, rules, line.found)
    if line.notices and role in (Role.BODY, Role.CAPTION, Role.FRONT_MATTER):
        for notice in line.notices:
            if notice.end - notice.start < len(text):
                parts.append((notice.start, notice.end, Role.COPYRIGHT if notice.ban else Role.BYLINE))
        # A piece at the end of the line may have notices after it.
        text = text[: notices.trailing(text, line.notices)] or text
        parts.sort()
    left = table.masks[role]
    if left:
        left &= table.candidates(line, text)
    while left:
        lowest = left & -left
        left ^= lowest
        rule, expression = table.rows[lowest.bit_length() - 1 - table.first]
        for match in matches(expression, text):
            _add(parts, line.text, match, rule.role)
    if parts:
        line.parts = tuple(parts)


def _add(parts: list[tuple[int, int, Role]], text: str, match: Match[str], role: Role) -> None:
    group = "part" if match.groupdict().get("part") else 0
    start, end = match.span(group)
    while end > start and text[end - 1] == " ":
        end -= 1
    while start < end and text[start] == " ":
        start += 1
    whole = start == 0 and end == len(text)
    # The pieces are in order and do not overlap: only the last that begins before ``end`` may be in the way.
    at = bisect_left(parts, end, key=itemgetter(0))
    if end > start and not whole and not (at and parts[at - 1][1] > start):
        parts.insert(at, (start, end, role))
