"""Reading the rules: TOML files, one a family of pages, into one set.

A file has any of these tables, each an array:

``[[line]]``
    gives a whole line its role.  ``name``, ``role``, ``patterns`` (regular expressions; white space of
    every kind matches as a plain space).  Optional: ``match`` = ``search`` (default), ``start`` or ``full``;
    ``longest`` (code points, default 400); ``shortest``; ``prose = true`` if it may take a whole sentence
    (a page *about* WeChat keeps its sentences because most rules may not);
    ``zone`` = ``head`` or ``tail``: only before or after the running
    text, ``bare``: only on a page that has none; ``kinds``, ``tags``, ``path`` (a regular
    expression) restrict the blocks; ``keep`` overrides the
    role's own; ``ends = true``: what follows it is furniture unless running text follows.
    ``spares_told = true``: not a line that tells of such things, as ``[[told]]`` says.
    ``plain = true``: only on a page whose Korean sentences end plainly, most of them.
``[[told]]``
    ``patterns`` of how an article tells *of* furniture: reported speech, figures, other people's doings.
    A line that one of them is found in is told, unless one of ``never`` is found in it too.
``[[part]]``
    gives a piece of a kept line another role.  ``patterns`` as above, found in the text as it is; a group
    ``part`` narrows the piece; ``roles`` restricts the lines.
``[[credit]]``
    ``patterns`` of how a credit is worded (``사진=…``, ``… 제공``), the whole of it without brackets and ban.
``[[ban]]``
    ``patterns`` of what forbids reuse, at the end of a rights notice.
``[[heading]]``
    a line above a list that is not the article's: it and what follows get ``role`` until running text.
``[[run]]``
    a run of pairs, headline and date: ``date`` is the pattern of the second line, ``least`` how many pairs.
``[[region]]``
    an element of an HTML page whose tag, id or class says that it is no part of an article: ``patterns`` are
    searched in ``tag id class role``, lower case; ``role`` is what its lines are.
``[[menu]]``
    a line of short entries: ``separator``, ``least`` entries, ``longest`` entry, ``role``.
``[[published]]``, ``[[modified]]``, ``[[site]]``, ``[[author]]``, ``[[agency]]``, ``[[place]]``
    ``patterns`` that read a fact off the kept datelines and bylines: a group of the fact's name holds it.
    The earlier pattern wins over the earlier line.  Dates may also stand in ``when``, in groups of their own
    (``y``, ``m``, ``d``, ``H``, ``M``, ``S``), or follow a pattern without groups, a label.  ``never`` holds
    patterns of what is no such fact (whole).  Case counts, but inside ``(?i:…)``.  ``metas`` are names of
    meta elements of a page that claim it (``json-ld`` stands for what JSON-LD says of the article), ``keys``
    those of front matter, both in order of weight and lower case.  ``regions`` are searched in the id and
    class of elements whose text it is; ``offices`` are cut off people's names.
``[[title]]``, ``[[canonical]]``
    ``metas`` and ``keys`` alone.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from typing import Any, TypeVar

from bilingual.article import KEPT_ROLES, Role
from bilingual.cleaning.expressions import Expression, expressions

#: A rule without ``longest`` or ``path`` looks at no longer lines: furniture is short.
LONGEST_RULED = 400
#: The zone of a newsroom's own rules that name none: they decide before anything else does.
FIRST = "first"
#: What an article says of itself.
FACTS = ("published", "modified", "site", "author", "agency", "place", "title", "canonical")


@dataclass(frozen=True, slots=True)
class LineRule:
    """Gives a whole line its role; see the module's text for the fields."""

    name: str
    role: Role
    patterns: tuple[Expression, ...]
    match: str = "search"
    longest: int = LONGEST_RULED
    shortest: int = 0
    prose: bool = False
    zone: str = ""
    kinds: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    path: re.Pattern[str] | None = None
    keep: bool = False
    ends: bool = False
    spares_told: bool = False
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """Tells a line of an article about promotion, rights or comments from one that is such."""

    patterns: tuple[Expression, ...]
    never: tuple[Expression, ...] = ()


@dataclass(frozen=True, slots=True)
class PartRule:
    """Gives a piece of a kept line another role."""

    name: str
    role: Role
    patterns: tuple[Expression, ...]
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class Heading:
    """A line above a list that is not the article's; below a ``final`` one the article does not go on."""

    name: str
    role: Role
    patterns: tuple[Expression, ...]
    final: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """A run of pairs of a headline and a date."""

    name: str
    role: Role
    date: Expression
    least: int


@dataclass(frozen=True, slots=True)
class Menu:
    """A line of short entries between separators."""

    name: str
    role: Role
    separator: re.Pattern[str]
    least: int
    longest: int


@dataclass(frozen=True, slots=True)
class RegionRule:
    """Names what an element of an HTML page is for."""

    name: str
    role: Role
    patterns: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class FactRule:
    """Reads a fact about the article (``published``, ``author`` …) off its datelines and bylines.

    ``metas`` and ``keys`` name what holds it in a page's head and in front matter, ``regions`` the element
    whose text it is; ``offices`` are what a name is freed of.
    The patterns are compiled when they are needed: judging has no use for them.
    """

    fact: str
    patterns: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    metas: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()


T = TypeVar("T", LineRule, PartRule, Heading, Run, Menu, RegionRule)


@dataclass(frozen=True, eq=False)
class Rules:
    """All rules that are in force, in order.  Equal to itself only, so that tables can be made of it once."""

    lines: tuple[LineRule, ...] = ()
    parts: tuple[PartRule, ...] = ()
    headings: tuple[Heading, ...] = ()
    runs: tuple[Run, ...] = ()
    menus: tuple[Menu, ...] = ()
    credits: tuple[Expression, ...] = ()
    bans: tuple[Expression, ...] = ()
    facts: tuple[FactRule, ...] = ()
    regions: tuple[RegionRule, ...] = ()
    told: tuple[Told, ...] = ()
    own: bool = False  #: whether some are a newsroom's own

    def __add__(self, other: Rules) -> Rules:
        return Rules(
            self.lines + other.lines,
            self.parts + other.parts,
            self.headings + other.headings,
            self.runs + other.runs,
            self.menus + other.menus,
            self.credits + other.credits,
            self.bans + other.bans,
            self.facts + other.facts,
            self.regions + other.regions,
            self.told + other.told,
            self.own or other.own,
        )

    def of_file(self, file: str) -> Rules:
        """Return the same rules, each named ``file: name``: what decided a line is said with its place."""

        def named(rules: Iterable[T]) -> tuple[T, ...]:
            return tuple(replace(rule, name=f"{file}: {rule.name}") for rule in rules)

        return replace(
            self,
            lines=named(self.lines),
            parts=named(self.parts),
            headings=named(self.headings),
            runs=named(self.runs),
            menus=named(self.menus),
            regions=named(self.regions),
        )


_FIELDS = frozenset(LineRule.__slots__)
#: What a table that reads a fact may say.
FACT_KEYS = ("patterns", "never", "metas", "keys", "regions", "offices")


def _line(table: Mapping[str, Any], patterns: tuple[Expression, ...]) -> LineRule:
    unknown = set(table) - _FIELDS
    if unknown:
        raise ValueError(f"unknown key {sorted(unknown)[0]!r} in rule {table.get('name')!r}")
    role = Role(table["role"])
    return LineRule(
        name=table["name"],
        role=role,
        patterns=patterns,
        match=table.get("match", "search"),
        longest=table.get("longest", 10_000_000 if "path" in table else LONGEST_RULED),
        shortest=table.get("shortest", 0),
        prose=table.get("prose", False),
        zone=table.get("zone", ""),
        kinds=frozenset(table.get("kinds", ())),
        tags=frozenset(table.get("tags", ())),
        path=re.compile(table["path"]) if "path" in table else None,
        keep=table.get("keep", role in KEPT_ROLES),
        ends=table.get("ends", False),
        spares_told=table.get("spares_told", False),
        plain=table.get("plain", False),
    )


def _fact(fact: str, table: Mapping[str, Any], lazily: bool) -> FactRule:
    rule = FactRule(fact, **{key: tuple(table[key]) for key in FACT_KEYS if key in table})
    for pattern in () if lazily else (*rule.patterns, *rule.never, *rule.regions, *rule.offices):
        re.compile(pattern)
    return rule


def parse_rules(text: str, lazily: bool = False) -> Rules:
    """Return the rules in the text of one TOML file.  Raises KeyError, ValueError, TypeError or re.error.

    ``lazily`` leaves expressions to be compiled when they are first tried: for files known to be right.
    """
    tables = tomllib.loads(text)

    def read(table: Mapping[str, Any]) -> tuple[Expression, ...]:
        return expressions(table["patterns"], lazily)

    def flat(name: str) -> tuple[Expression, ...]:
        return tuple(expression for table in tables.get(name, ()) for expression in read(table))

    return Rules(
        lines=tuple(_line(t, read(t)) for t in tables.get("line", ())),
        parts=tuple(
            PartRule(
                t["name"], Role(t["role"]), read(t), frozenset(Role(r) for r in t.get("roles", KEPT_ROLES))
            )
            for t in tables.get("part", ())
        ),
        headings=tuple(
            Heading(t["name"], Role(t["role"]), read(t), t.get("final", False))
            for t in tables.get("heading", ())
        ),
        runs=tuple(
            Run(t["name"], Role(t["role"]), expressions([t["date"]], lazily)[0], t["least"])
            for t in tables.get("run", ())
        ),
        menus=tuple(
            Menu(t["name"], Role(t["role"]), re.compile(t["separator"]), t["least"], t["longest"])
            for t in tables.get("menu", ())
        ),
        credits=flat("credit"),
        bans=flat("ban"),
        facts=tuple(_fact(fact, t, lazily) for fact in FACTS for t in tables.get(fact, ())),
        regions=tuple(RegionRule(t["name"], Role(t["role"]), read(t)) for t in tables.get("region", ())),
        told=tuple(Told(read(t), expressions(t.get("never", ()), lazily)) for t in tables.get("told", ())),
    )


@lru_cache(maxsize=1)
def default_rules() -> Rules:
    """Return the rules that come with the program: every file in ``rules``, by name."""
    folder = files("bilingual.cleaning") / "rules"
    rules = Rules()
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml"):
            rules += parse_rules(file.read_text(encoding="utf-8"), lazily=True).of_file(file.name)
    return rules
