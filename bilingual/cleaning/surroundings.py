"""Surroundings: what the lines outside an article are, told by the company they keep.

Such a line alone says little: a headline of another article, an entry of a menu and a reader's comment may be
the same words.  The element that holds it, the heading over it and its neighbours tell.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from bilingual.article import Region, Role
from bilingual.cleaning.entries import name_entries
from bilingual.cleaning.shape import Line

_HANGUL = re.compile("[가-힣]")
#: Entries as long as headlines, by mean weight, name other articles; shorter ones are a menu's.  On labelled
#: pages the names of the elements around them (nav, list, hot …) told nothing beyond that.
HEADLINE = 12
#: A line this heavy is a headline, whatever is around it.
ALONE = 16
#: Above an article stand menus: there a headline must say more.
ABOVE, TICKER = 18, 40
#: So many neighbours on each side have a say where a page has no elements.
NEIGHBOURS = 4
#: So near to the publisher's own pages a short line is one of them, in lines.
NEAR = 3
#: What says so little, by weight, between two teasers or two comments belongs to them; so far away, in lines.
SMALL, REACH = 24, 10
#: How rules name what stands under a heading; so few lines under it are its own, however short.
BELOW, FEW = ": below", 1
#: In an element with a heading over it, entries this short by mean weight are still a menu's.
ENTRIES = 7
#: Names of other sites are as short as a menu's entries, but their heading says what they are.
SITES = "links to other sites"
#: A publisher's own pages stand at the foot, and are nobody's neighbours.
PUBLISHER = "pages of the publisher"
#: An advertisement's label says what is next to it, wherever it stands.
ADVERTISED = "label of an advertisement"
#: How the rules of lines end that a heading in the same element names.
HEADED = ", under its heading"
#: The rule of a line that only the names of the elements around it have settled.
NAMED = "element by its name"
#: Rules of buttons: so are those among headlines, unless each entry has one; those among comments are theirs.
PRESSED = (": button", "buttons about the article", "button of the page", "size of letters")
#: An invitation so often on a page belongs to the entries of a list.
AGAIN = 3
#: How many elements around a line may name it; a page nested deeper would cost its square.
_DEEPEST = 12
#: A long menu on one line weighs no more.
MENU = 80


def _around(line: Line) -> Iterator[Region]:
    region = line.block.region
    for _ in range(_DEEPEST):
        if region is None:
            return
        yield region
        region = region.parent


def is_menu(line: Line) -> bool:
    """Tell whether a line is a row of three or more short entries without any Korean in it."""
    entries = line.bare.split()
    return len(entries) >= 3 and max(map(len, entries)) <= 8 and not _HANGUL.search(line.bare)


def outside(line: Line, rule: str) -> None:
    """Settle by its place a line that is no part of the article; `name_roles` says later what it is."""
    line.settle(Role.OTHER, rule, False)
    line.placed = True


def name_roles(lines: Sequence[Line]) -> None:
    """Give the lines that only their place has settled the role of their surroundings.

    Takes all lines of a page, in source order.
    """
    if all(line.keep for line in lines):
        return
    placed = [n for n, line in enumerate(lines) if line.placed]
    _name_placed(lines, placed)
    _menus_below_lists(lines)
    _foot(lines)
    told = [line for line in lines if line.role is not None]
    _satellites(told)
    name_entries(told)


def _name_placed(lines: Sequence[Line], placed: Sequence[int]) -> None:
    """Give the lines that only their place has settled the role that those around them have."""
    if not placed:
        return
    headed = _under_headings(lines)
    first = next((n for n, line in enumerate(lines) if line.keep), 0)
    lists: dict[int, list[Line]] = {}
    for line in lines:
        region = line.block.region
        if region is not None:
            lists.setdefault((region.parent or region).number, []).append(line)
    groups = {number: _Group.of(group) for number, group in lists.items() if len(group) > 1}
    settled: list[tuple[Line, Role]] = []
    for n in placed:
        line = lines[n]
        region = line.block.region
        group = groups.get((region.parent or region).number) if region else None
        if group is None:
            near = lines[max(0, n - NEIGHBOURS) : n + NEIGHBOURS + 1]
            group = _Group.of([one for one in near if not one.keep])
        over = headed[n]
        role = over.role if over and not _is_entry(line, group.weight, over) else None
        if role is not None:
            line.rule += HEADED
        settled.append((line, role or _named_by(line, group, n < first)))
    for line, role in settled:
        line.role = role


def _foot(lines: Sequence[Line]) -> None:
    """Give short lines about the publisher's own pages, below the article, the role of those: menus."""
    places = [n for n, line in enumerate(lines) if not line.keep and line.rule.endswith(PUBLISHER)]
    if not places:
        return
    last = max((n for n, line in enumerate(lines) if line.keep), default=0)
    for place in places:
        for n in range(max(last + 1, place - NEAR), min(len(lines), place + NEAR + 1)):
            line = lines[n]
            if (
                line.role is Role.RELATED
                and not line.heading
                and line.weight < HEADLINE
                and not line.bare.isdigit()
                and (line.placed or line.rule.endswith(BELOW))
            ):
                line.role = Role.NAV


def _is_entry(line: Line, mean: float, heading: Line) -> bool:
    """Tell whether a line is a menu's entry though it stands in one element with a heading over headlines."""
    short = mean < ENTRIES and line.weight < ALONE
    return short and heading.role is Role.RELATED and SITES not in heading.rule


def _menus_below_lists(lines: Sequence[Line]) -> None:
    """Part a list of headlines from the menus below it, on a page without elements.

    Under its heading a list goes on for as long as its entries say what headlines say.
    """
    below, related = 0, Role.RELATED
    for n, line in enumerate(lines):
        if line.heading:
            below = n
        if line.role is not related or line.block.region is not None or line.heading:
            continue
        if not line.rule.endswith(BELOW) or SITES in line.rule or n - below <= FEW or line.weight >= ALONE:
            continue
        near = lines[max(below + 1, n - NEIGHBOURS) : n + NEIGHBOURS + 1]
        # The figures of a ranking say nothing of what is ranked.
        near = [one for one in near if one.rule.endswith(BELOW) and not one.bare.isdigit()]
        if sum(min(one.weight, MENU) for one in near) < HEADLINE * len(near):
            line.role = Role.NAV


def _satellites(lines: Sequence[Line]) -> None:
    """Give a button, a number or a mark among other articles or among comments the role of its neighbours."""
    light = [_is_small(line) for line in lines]
    if not (any(light) and any(line.role in _LISTS for line in lines)):
        return
    promoted = Role.PROMO
    promo = Counter([line.bare for line in lines if line.role is promoted])
    # An invitation said again and again is a button on each entry; said once, it is the page's own.
    pressed = Counter([line.bare for line in lines if line.rule.endswith(PRESSED)])
    own = {text for text, count in promo.items() if count < AGAIN}
    small = [
        is_small and not (line.role is promoted and _is_own(line, own))
        for line, is_small in zip(lines, light, strict=True)
    ]
    above: list[Role | None] = []
    role, distance = None, 0
    for line, satellite in zip(lines, small, strict=True):
        distance += 1
        if not satellite:
            role, distance = line.role, 0
        above.append(role if distance <= REACH else None)
    role, distance = None, 0
    for n in range(len(lines) - 1, -1, -1):
        distance += 1
        if not small[n]:
            role, distance = lines[n].role, 0
        elif role in _LISTS and role is above[n] and distance <= REACH:
            once = pressed[lines[n].bare] in range(1, AGAIN)
            lines[n].role = lines[n].role if once and role is Role.RELATED else role


def _is_own(line: Line, own: Set[str]) -> bool:
    said = line.rule != NAMED and line.bare in own
    return said or line.rule.endswith(ADVERTISED)


def _is_small(line: Line) -> bool:
    if line.keep or line.heading or line.weight > SMALL:
        return False
    # How long ago something was put there is said of comments and of teasers.
    beside = line.rule.endswith("beside a comment") and line.role is Role.COMMENT_FORM
    return (beside or line.role in _SMALL) and not line.rule.endswith(PUBLISHER)


_SMALL = frozenset({Role.NAV, Role.COUNTER, Role.PROMO, Role.OTHER})
_LISTS = frozenset({Role.RELATED, Role.COMMENT_FORM})


class _Group(NamedTuple):
    """What the lines of a list have in common: the role of a third of them, if any, and their mean weight."""

    role: Role | None
    weight: float

    @classmethod
    def of(cls, lines: Sequence[Line]) -> _Group:
        said = [one.role for one in lines if not one.placed and one.role in _TELLING]
        role, count = Counter(said).most_common(1)[0] if said else (None, 0)
        weights = [one.weight for one in lines if one.placed] or [0]
        return cls(role if count * 3 >= len(lines) else None, sum(weights) / len(weights))


def _named_by(line: Line, group: _Group, above: bool) -> Role:
    if is_menu(line) and line.weight <= MENU:
        return Role.NAV
    if group.role is not None:
        return group.role
    if line.weight >= (TICKER if above else ALONE):
        return Role.RELATED
    return Role.RELATED if group.weight >= (ABOVE if above else HEADLINE) else Role.NAV


#: What a good part of its neighbours is, a line is too.
_TELLING = frozenset({Role.COMMENT_FORM, Role.RELATED, Role.COPYRIGHT, Role.PAGER, Role.CONTACT})


def _under_headings(lines: Sequence[Line]) -> list[Line | None]:
    """Return for each line the heading that stands over it in the same element, if any."""
    spans: dict[int, Line] = {}
    for line in lines:
        region = line.block.region
        if line.heading and line.role is not None and region is not None:
            # Keywords stand beside lists of other articles.
            wide = region.parent.parent if region.parent and line.role is not Role.NAV else None
            for around in (region.parent, wide):
                if around is not None and around.tag not in ("body", "html"):
                    spans.setdefault(around.number, line)
    if not spans:
        return [None] * len(lines)
    kept = {
        around.number
        for line in lines
        if line.keep and line.role is Role.BODY and line.block.region
        for around in _around(line)
    }
    found: list[Line | None] = []
    for line in lines:
        heading = None
        for around in _around(line):
            if around.number in kept:
                break
            heading = spans.get(around.number)
            if heading is not None:
                break
        found.append(heading)
    return found
