"""Framing: which lines of an HTML page are the article's, from its title to the end of its element."""

from __future__ import annotations

from collections.abc import Sequence

from bilingual.article import Role
from bilingual.cleaning.applying import apply_rules, heading_of
from bilingual.cleaning.bare_dates import NEAR as DATED
from bilingual.cleaning.bare_dates import settle_dates
from bilingual.cleaning.container import Page, likeness, title_claims
from bilingual.cleaning.ruleset import Rules
from bilingual.cleaning.shape import Line
from bilingual.cleaning.signatures import settle_authors, settle_beside_dates
from bilingual.cleaning.surroundings import outside
from bilingual.cleaning.titles import is_parallel
from bilingual.cleaning.window import is_prose

_HEADINGS = {"h1": 0.3, "h2": 0.2, "h3": 0.1, "h4": 0.05}
#: Between title and text stand lines about the article; a longer stretch is something else.
_NEAR = 30
#: A heading that says less is a section's name.
_LEAST = 8
#: So many lines below the article's element may name its author.
_AFTER = 6
#: So many lines above the title may say when and by whom.
_BESIDE = 3
_ABOUT = frozenset({Role.DATELINE, Role.BYLINE, Role.CAPTION})


def frame(body: list[Line], rules: Rules, head: Sequence[tuple[str, str]]) -> list[Line]:
    """Settle what stands outside the article and return the other lines, in order.

    ``head`` are the claims of the page's head.  A page without structure or running text is returned whole.
    """
    if not any(line.block.region for line in body):
        return body
    page = Page(body, rules)
    container = page.container()
    if container is None:
        return _from_title(body, title_claims(head))
    inside = page.inside(container)
    within = [n for n, held in enumerate(inside) if held]
    first = next((n for n in within if is_prose(body[n])), within[0])
    title = _title(body, first, title_claims(head))
    if title is not None:
        apply_rules(rules, body[title + 1 : first], "html", "head")
        settle_dates(body[title + 1 : min(first, title + 1 + DATED)])
        settle_authors(body[title + 1 : first])
        settle_beside_dates(body, title, first)
    roles = [page.role_of(line) for line in body]
    chosen = {n for n in within if (title is None or n >= title) and not _furniture_within(body[n], roles[n])}
    # What tells of the article may stand outside its element: above the text, or right below it.
    above = range(max(0, first - _NEAR) if title is None else title, first)
    below = range(within[-1] + 1, min(within[-1] + 1 + _AFTER, len(body)))
    chosen |= {n for n in above if _tells_of(body[n], None if title is not None else roles[n])}
    if title is not None:
        beside = range(max(0, title - _BESIDE), title)
        chosen |= {n for n in beside if _tells_of(body[n], roles[n])}
        for n in (title - 1, title + 1):
            # The headline in another language.
            if 0 <= n < len(body) and (
                _is_twin(body[n], body[title]) or (n > title and is_parallel(body[n], body[title]))
            ):
                body[n].settle(Role.TITLE, "headline beside the title", True)
                chosen.add(n)
    chosen |= {n for n in below if _tells_of(body[n], roles[n])}
    chosen |= {n for n, line in enumerate(body) if line.own and line.keep}
    if title is None:
        # Nothing claims the title: whatever stands above the text and is no link may be it.
        chosen |= {n for n in above if body[n].free and roles[n] is None and not body[n].linked}
    else:
        chosen.add(title)
        body[title].settle(Role.TITLE, "title", True)
    for n, line in enumerate(body):
        if n not in chosen:
            _leave_out(line, roles[n], rules)
    return [line for n, line in enumerate(body) if n in chosen]


def _from_title(body: list[Line], claims: Sequence[str]) -> list[Line]:
    """Return the lines of a page without running text, from the heading on that its head claims."""
    alike = [likeness(line.bare, claims) if line.block.tag in _HEADINGS else 0.0 for line in body]
    title = alike.index(max(alike)) if any(alike) else None
    if title is None or body[title].linked or not (body[title].free or body[title].role is Role.TITLE):
        return body
    body[title].settle(Role.TITLE, "title", True)
    above = [line for line in body[:title] if _tells_of(line, None) or (line.own and line.keep)]
    for line in body[:title]:
        if line.free:
            outside(line, "above the title")
    return [*above, *body[title:]]


def _title(body: Sequence[Line], first: int, claims: Sequence[str]) -> int | None:
    """Return the line before the text that looks most like a title that the head claims."""
    best, found = 0.0, None
    for n in range(first):
        line = body[n]
        if not (line.free or line.role is Role.TITLE):
            continue
        alike = likeness(line.bare, claims)
        if alike:
            alike += _HEADINGS.get(line.block.tag, 0.0) - (0.2 if line.linked else 0.0)
            if alike >= best:
                best, found = alike, n
    if found is None:
        near = [n for n in range(max(0, first - _NEAR), first) if body[n].free and body[n].weight >= _LEAST]
        headings = [n for n in near if body[n].block.tag in _HEADINGS and not body[n].linked]
        found = min(headings, key=lambda n: (body[n].block.tag, -n), default=None)
    if found is None:
        # However short, the only heading of its kind is the title: 简讯.
        whole = [n for n, line in enumerate(body) if line.block.tag == "h1" and line.free and not line.linked]
        found = whole[0] if len(whole) == 1 and first - _NEAR <= whole[0] < first else None
    return found


def _tells_of(line: Line, role: Role | None) -> bool:
    return line.keep and line.role in _ABOUT and role not in (Role.RELATED, Role.COMMENT_FORM)


def _is_twin(line: Line, title: Line) -> bool:
    tag = line.block.tag
    return line.free and tag in _HEADINGS and tag == title.block.tag and not line.linked


def _furniture_within(line: Line, role: Role | None) -> bool:
    """Tell whether a line inside the article's element is no part of it, by the names around it."""
    return role is not None and not (is_prose(line) and role is Role.NAV)


def _leave_out(line: Line, role: Role | None, rules: Rules) -> None:
    """Settle a line outside the article; what a rule said of one stands unless it would be kept."""
    if line.role is not None and not line.keep:
        return
    # An entry of a menu may be called as such a list is: it is a link, the heading over a list is not.
    named = line.role is None and (not line.linked or line.block.tag in _HEADINGS)
    heading = heading_of(rules, line) if named else None
    if heading is not None:
        line.settle(heading.role, heading.name, False, True)
        line.heading = True
    elif role not in (None, Role.RELATED, Role.NAV) and not (
        role is Role.COMMENT_FORM and line.bare.isdigit()
    ):
        # How many comments an article has stands beside its headline in any list.
        line.settle(role, "element by its name", False)
    else:
        outside(line, "outside the article")
