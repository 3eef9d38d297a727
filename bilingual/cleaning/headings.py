"""Headings over lists that are not the article's, what stands under them, and where the article goes on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bilingual.article import Role
from bilingual.cleaning.applying import headings_of
from bilingual.cleaning.ruleset import Heading, Rules
from bilingual.cleaning.shape import Line
from bilingual.cleaning.window import is_prose

#: Under a heading such as 相关新闻, teasers are sentences too: only a paragraph ends the list.
PARAGRAPH = 140
#: Two or three sentences in a row are no teasers from this weight on.
SENTENCES = 50
#: One sentence below a box of headlines is the article's from this weight on; a headline is this heavy.
SPOKEN_AFTER, LISTED = 24, 12
#: So near above a heading a rights notice has closed an article of short lines.
CLOSED = 6
_ARTICLE = frozenset({Role.DATELINE, Role.TITLE, Role.BODY, Role.CAPTION})
#: A verdict on a film or a shop is worded as a heading may be, with its stars.
_RATED = re.compile("[★☆⭐]")


def settle_under_headings(body: Sequence[Line], rules: Rules) -> None:
    """Settle each heading over a list and what stands under it, up to where running text goes on.

    Takes the lines in source order, with the rules that hold anywhere applied.
    """
    headings = headings_of(rules, body)
    if not headings:
        return
    under: tuple[Role, str] | None = None
    seen_text = final = boxed = False
    weight = 0
    empty = not any(is_prose(line) for line in body)
    for n, line in enumerate(body):
        free = line.role is None
        heading = headings.get(n)
        counter = False
        if heading is not None:
            counter = (
                line.role is Role.COUNTER and weight >= PARAGRAPH and n + 1 < len(body) and body[n + 1].free
            )
            if not (free or counter or line.role is Role.PROMO) or _RATED.search(line.bare):
                heading = None
        if heading is not None and counter:
            # The number of comments over the comments.
            under, final = (heading.role, f"{heading.name}: below"), final or heading.final
        elif heading is not None and (seen_text or empty or _counts(heading, line)):
            line.settle(heading.role, heading.name, False, True)
            line.heading = True
            boxed = n > 0 and body[n - 1].free and is_prose(body[n - 1])
            # Above all text a heading says little of what follows: it may be a poem's title.
            below = seen_text or any(one.role is Role.COPYRIGHT for one in body[max(0, n - CLOSED) : n])
            below = below or _counts(heading, line)
            under = (heading.role, f"{heading.name}: below") if below else None
            final = final or (heading.final and weight >= PARAGRAPH)
        elif final and free and under:
            line.settle(under[0], under[1], False, True)
        elif is_prose(line) and (under is None or _goes_on(body, n) or (boxed and _after_box(body, n))):
            if under is not None:
                _open(body, n)
            under = None
            seen_text = True
            weight += line.weight
        elif under and free:
            line.settle(under[0], under[1], False, True)
        elif not free and line.role in _ARTICLE:
            seen_text = True


def _counts(heading: Heading, line: Line) -> bool:
    """Tell whether a line says how many comments follow."""
    return heading.role is Role.COMMENT_FORM and any(char in "123456789" for char in line.bare)


def _open(body: Sequence[Line], end: int) -> None:
    """A list between paragraphs, above line ``end``, is a box in the article and does not end it."""
    for n in range(end - 1, -1, -1):
        line = body[n]
        if line.keep or line.free:
            break
        line.ends = False
        if line.heading:
            line.heading = False
            break


def _goes_on(body: Sequence[Line], start: int) -> bool:
    """Tell whether running text goes on here: sentences in a row, or a paragraph, not one teaser."""
    weight = count = 0
    ended = False
    for line in body[start : start + 4]:
        if not is_prose(line):
            ended = line.role in (Role.COPYRIGHT, Role.BYLINE)
            break
        weight, count = weight + line.weight, count + 1
    return weight >= PARAGRAPH or ended or (count >= 2 and weight >= SENTENCES)


def _after_box(body: Sequence[Line], n: int) -> bool:
    """Tell whether the one sentence at ``n``, below headlines set into the article, is the article's last.

    A teaser has its headline above it and another one below; what ends an article has neither.
    """
    entries = 0
    for line in reversed(body[:n]):
        if line.heading:
            break
        if line.sentence:
            return False
        entries += 1
    below = body[n + 1] if n + 1 < len(body) else None
    listed = below is not None and below.free and not below.sentence and below.weight >= LISTED
    return entries >= 2 and body[n].weight >= SPOKEN_AFTER and not listed
