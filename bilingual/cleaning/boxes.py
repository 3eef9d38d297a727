"""Boxes: a list of other articles that stands above the text, where the title is looked for.

Its heading is worded as such headings are.  Below it stand headlines, and the last of them may be the title:
the one that a date or a name follows, or that says what the text begins with.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import pairwise

from bilingual.article import Role
from bilingual.cleaning.applying import heading_of
from bilingual.cleaning.container import said
from bilingual.cleaning.ruleset import Rules
from bilingual.cleaning.shape import Line

#: How a rule is named that settles what stands under a heading; `surroundings` goes by it.
_BELOW = "{}: below"
#: A text begins with so many lines, of so many code points each.
OPENING, BEGINS = 6, 400
#: A line that shares this much with the beginning of the text tells of the same.
ALIKE = 0.4
#: Above the last headline so many may be the title that it goes with.
MOST_TITLES = 2
#: A headline is seldom lighter: five Han characters or ten Hangul syllables.
LIGHTEST = 10
_TELLS = (Role.DATELINE, Role.BYLINE)


def settle_boxes(body: Sequence[Line], first: int, rules: Rules) -> None:
    """Settle the boxes above ``first``, the first line of running text; leave the title below them.

    A page without running text is left alone: what reads as a heading may be a poem's title.
    """
    if first >= len(body):
        return
    named = [n for n in range(first) if _names_box(body[n], rules)]
    if not named:
        return
    opening: set[str] = set()
    for line in body[first : first + OPENING]:
        opening |= _pairs(line.bare[:BEGINS])
    # An article may be called as a box is: then its text says so too.
    headings = [n for n in named if _shared(body[n], opening) < ALIKE]
    for heading, below in pairwise([*headings, first]):
        _settle(body, heading, below, heading == headings[-1], opening, rules)


def _names_box(line: Line, rules: Rules) -> bool:
    heading = heading_of(rules, line) if line.free and not line.sentence else None
    return heading is not None and heading.role is Role.RELATED


def _settle(
    body: Sequence[Line], heading: int, stop: int, last: bool, opening: Set[str], rules: Rules
) -> None:
    told = next((n for n in range(heading + 1, stop) if body[n].keep and body[n].role in _TELLS), stop)
    group = [n for n in range(heading + 1, told) if body[n].free]
    if not group:
        return
    title: Sequence[int] = ()
    if last:
        title = _title(body, group, opening)
        above = [
            n for n in range(heading) if body[n].role in (None, Role.TITLE) and body[n].weight >= LIGHTEST
        ]
        if above and _is_title(body, above[-1], heading, title, told < stop, opening):
            title = ()
    entries = [body[n].weight for n in group if n not in title] or [body[heading].weight]
    listed = entries[0] >= LIGHTEST and 2 * sum(weight >= LIGHTEST for weight in entries) > len(entries)
    if not listed or body[heading].bullet is not body[group[0]].bullet:
        # The heading is an entry itself, of a menu.
        return
    if title:
        for line in body[:heading]:
            if line.free and line.weight < LIGHTEST:
                line.settle(Role.NAV, "above a box", False)
    named = heading_of(rules, body[heading])
    name = named.name if named is not None else ""
    for n in group:
        if n not in title:
            body[n].settle(Role.RELATED, _BELOW.format(name), False)
    body[heading].settle(Role.RELATED, name, False)
    body[heading].heading = True


def _title(body: Sequence[Line], group: Sequence[int], opening: Set[str]) -> Sequence[int]:
    """Return the last headline, with those right above it that tell of the text too."""
    at = len(group) - 1
    while at and len(group) - at <= MOST_TITLES and group[at - 1] == group[at] - 1:
        if _shared(body[group[at - 1]], opening) < ALIKE:
            break
        at -= 1
    return group[at:]


def _is_title(
    body: Sequence[Line], above: int, heading: int, below: Sequence[int], told: bool, opening: Set[str]
) -> bool:
    """Tell whether the title stands above the box and not under it."""
    if body[above].role is Role.TITLE:
        return body[above].keep
    over, under = _shared(body[above], opening), max(_shared(body[n], opening) for n in below)
    dated = any(body[n].keep and body[n].role in _TELLS for n in range(above, heading))
    return over > under or (over == under and dated and not told)


def _shared(line: Line, opening: Set[str]) -> float:
    pairs = _pairs(line.bare[:BEGINS])
    return len(pairs & opening) / len(pairs) if pairs else 0.0


def _pairs(text: str) -> set[str]:
    plain = said(text)
    return {plain[n : n + 2] for n in range(len(plain) - 1)}
