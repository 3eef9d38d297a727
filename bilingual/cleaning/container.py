"""Finding the element of an HTML page that holds the article, and the line that is its title.

Every line gets a score: running text speaks for an article, links and furniture against one.  The element
whose lines have the highest sum is the article's.  The weights are settled on labelled pages
(``benchmarks/cleaning.py``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from bilingual.article import Region, Role
from bilingual.cleaning.expressions import Candidates, Expression
from bilingual.cleaning.ruleset import Rules
from bilingual.cleaning.shape import Line
from bilingual.cleaning.window import MOST_STRONG, STRONG, has_lead, is_prose

_INNER_STOP = re.compile(r"[，。,、；：！？.]")
_TITLES = frozenset(
    {"title", "meta:og:title", "meta:twitter:title", "meta:title", "meta:dc.title", "meta:articletitle"}
)
_BETWEEN = re.compile(
    r"\s*[|｜_»<>]\s*|\s+[-–—:：·]+\s+|(?<=\w)[-–—](?=[一-鿿가-힣]{2,8}(?:网|報|报|社|뉴스|일보)$)"
)
_WHOLE = frozenset({"html", "body", "main", "article"})
_NOT_SAID = re.compile(r"[\W_]+")
#: The rule of a line that stands between paragraphs, and tells that there are more of them.
READ_ON = "call to read on"
#: No piece of furniture counts for more than this against its element: a long menu is many lines.
MOST_AGAINST = 30
#: An element with a smaller part of the page's running text may be furniture by its name.
MINOR = 0.3
#: With less running text than this, an element's name counts for more; with as little as that, it is none.
SOME, LITTLE = 150, 40
#: Comments are no links: where less than this part of the letters stands outside links, headlines are listed.
MOST_TALKED, LISTED = 0.4, 16
#: A line and the head's title are the same title from this share of the longer one on.
SAME_TITLE = 0.4
#: So many claims are heard, and so much of each, in code points.
MOST_CLAIMS, LONGEST_CLAIM = 16, 300
#: Shorter titles are compared with nothing, in letters and digits.
SHORTEST, SURE = 4, 8


def said(text: str) -> str:
    """Return the letters and digits of a text in lower case, to compare titles by."""
    return _NOT_SAID.sub("", text).lower()


def chain(region: Region | None) -> Iterable[Region]:
    """Yield the element and those around it, innermost first."""
    while region is not None:
        yield region
        region = region.parent


def named_role(name: str, rules: Rules) -> Role | None:
    """Return what the names of an element (``tag id class role``) say that it is for; None if they do not."""
    roles, candidates = _names_of(rules)
    may = candidates.of(name)
    return next((role for n, (role, one) in enumerate(roles) if may >> n & 1 and one.search(name)), None)


@lru_cache(maxsize=8)
def _names_of(rules: Rules) -> tuple[list[tuple[Role, Expression]], Candidates]:
    roles = [(rule.role, expression) for rule in rules.regions for expression in rule.patterns]
    return roles, Candidates([expression for _, expression in roles])


def for_article(line: Line) -> float:
    """Return what a line says for (positive) or against its element being the article's."""
    weight = line.weight
    if line.role is not None and line.keep:
        return 4.0
    if line.rule.endswith(READ_ON):
        return 0.0
    if line.role is not None:
        return -min(weight, MOST_AGAINST) - 2.0
    share = line.share
    if line.linked:
        return -min(weight, MOST_AGAINST) - 2.0
    if line.sentence and not line.bullet:
        return weight * (1 - share)
    if weight >= 30 and _INNER_STOP.search(line.bare):
        return 0.6 * weight * (1 - share)
    return -2.0


def _names_others(unlinked: float, told: float) -> bool:
    """Tell whether an element named after comments holds links: the articles most commented on."""
    return told >= LISTED and unlinked < MOST_TALKED * told


class Page:
    """The elements of a page with the sums of their lines' scores; made of the lines in source order."""

    def __init__(self, body: Sequence[Line], rules: Rules) -> None:
        self.body = body
        self.elements: dict[int, Region] = {}
        for line in body:
            for region in chain(line.block.region):
                if region.number in self.elements:
                    break
                self.elements[region.number] = region
        self._order = sorted(self.elements, reverse=True)
        scores = [for_article(line) for line in body]
        leads = [n for n, line in enumerate(body) if is_prose(line) and has_lead(line)]
        for n in leads if len(leads) <= MOST_STRONG else ():
            scores[n] += STRONG
        prose = self._sums([max(s, 0.0) for s in scores])
        whole = sum(max(s, 0.0) for s in scores) or 1.0
        told = self._sums([float(len(line.bare)) for line in body])
        self.letters = self._sums([len(line.bare) * (1 - line.share) for line in body])
        roles: dict[int, Role | None] = {}
        names: dict[str, Role | None] = {}
        #: Elements that are named as those of an article's text, outermost first.
        self.named: list[int] = []
        for number in reversed(self._order):
            region = self.elements[number]
            above = roles.get(region.parent.number) if region.parent else None
            named = None
            name = f"{region.tag} {region.words}"
            if name not in names:
                names[name] = named_role(name, rules)
            minor = prose[number] < MINOR * whole
            if names[name] is Role.COMMENT_FORM and region.tag not in _WHOLE:
                # Such names are sure, and a short article has longer comments than text.
                minor = whole - prose[number] >= LITTLE
            if minor or names[name] is Role.BODY:
                named = names[name]
            if named is Role.COMMENT_FORM and _names_others(self.letters[number], told[number]):
                named = Role.RELATED
            if named is Role.BODY:
                self.named.append(number)
                named = None
            roles[number] = named or above
        self.roles = roles
        self.sums = self._sums(
            [min(s, 0.1 * s) - 2.0 if self.role_of(line) else s for s, line in zip(scores, body, strict=True)]
        )

    def _sums(self, scores: Sequence[float]) -> dict[int, float]:
        sums = dict.fromkeys(self.elements, 0.0)
        for line, one in zip(self.body, scores, strict=True):
            if line.block.region is not None:
                sums[line.block.region.number] += one
        for number in self._order:
            parent = self.elements[number].parent
            if parent is not None:
                sums[parent.number] += sums[number]
        return sums

    def role_of(self, line: Line) -> Role | None:
        """Return the role that the names of the elements around a line give it, if any."""
        return self.roles[line.block.region.number] if line.block.region else None

    def container(self) -> Region | None:
        """Return the element with the highest sum, the innermost of equals; None without running text."""
        best = max(self.elements, key=lambda n: (round(self.sums[n], 6), n), default=None)
        if best is None:
            return None
        if self.sums[best] < SOME:
            # A poem, a list of names, a line of news: no sentence tells, but the element's name may.
            named = [n for n in self.named if self.roles[n] is None]
            best = max(named, key=lambda n: (self.letters[n], n), default=best)
            return self.elements[best] if named or self.sums[best] > LITTLE else None
        return self.elements[best]

    def inside(self, region: Region) -> list[bool]:
        """Tell of every line whether it stands in ``region``."""
        within: dict[int, bool] = {}
        for number in reversed(self._order):
            parent = self.elements[number].parent
            within[number] = number == region.number or (parent is not None and within[parent.number])
        return [line.block.region is not None and within[line.block.region.number] for line in self.body]


def title_claims(head: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Return the titles that a page's head claims, and their pieces, letters and digits only.

    A piece is what stands between a title's separators: one is the article's, others the site's.
    """
    told = [value for name, value in head if name in _TITLES][:MOST_CLAIMS]
    wanted = [" ".join(value.split())[:LONGEST_CLAIM] for value in told]
    pieces = [piece for value in wanted for piece in (value, *_BETWEEN.split(value))]
    found = dict.fromkeys(said(piece) for piece in pieces)
    # What a page claims to show has no site's name behind it: other pieces of the title are that name.
    values = [value for name, value in head if name in _TITLES - {"title"}][:MOST_CLAIMS]
    shown = [text for value in values if (text := said(value[:LONGEST_CLAIM]))]
    sure = [claim for claim in found if not shown or any(claim in one or one in claim for one in shown)]
    return tuple(claim for claim in sure if len(claim) >= SHORTEST)[:MOST_CLAIMS]


def likeness(text: str, claims: Sequence[str]) -> float:
    """Return how much a line looks like one of the claimed titles, 0 to 1."""
    own = said(text)
    best = 0.0
    for claim in claims:
        short, long = sorted((own, claim), key=len)
        if len(short) >= SHORTEST and short in long:
            # A short piece of a title is more often the site's name.
            best = max(best, len(short) / len(long) * min(1.0, len(short) / SURE))
    return best if best >= SAME_TITLE else 0.0
