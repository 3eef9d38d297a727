"""The one vocabulary of the project: an article, its blocks, segments, targets and findings.

Every stage takes and gives these values and knows nothing else of the other stages.  All offsets count
code points of a plain, NFC-normalised text; ``end`` is exclusive.  Language keys are the canonical
BCP-47 codes of :mod:`bilingual.languages` (``ko``, ``en``, ``zh-Hans``, ``zh-Hant``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, make_dataclass
from enum import StrEnum
from typing import Any, ParamSpec, TypeVar


class Role(StrEnum):
    """What a line or block of a page is for (the roles of ``detect --json``)."""

    TITLE = "title"
    BYLINE = "byline"
    DATELINE = "dateline"
    CAPTION = "caption"
    BODY = "body"
    PROMO = "promo"
    COUNTER = "counter"
    COMMENT_FORM = "comment_form"
    ATTACHMENT = "attachment"
    RELATED = "related"
    PAGER = "pager"
    NAV = "nav"
    COPYRIGHT = "copyright"
    ICP = "icp"
    CONTACT = "contact"
    FRONT_MATTER = "front_matter"
    TAIL_LINK = "tail_link"
    OTHER = "other"


#: The roles that a reader wants translated.
KEPT_ROLES = frozenset({Role.TITLE, Role.BYLINE, Role.DATELINE, Role.CAPTION, Role.BODY})


class Status(StrEnum):
    """How a target came about."""

    TRANSLATED = "translated"  #: by an engine, in this run
    REUSED = "reused"  #: from memory, exact; ``origin`` says whose
    FUZZY = "fuzzy"  #: from memory, similar: a suggestion to edit
    COPIED = "copied"  #: already in the target language, or nothing to translate
    EDITED = "edited"  #: by a person, this very segment
    UNTRANSLATED = "untranslated"  #: nothing was asked, or nobody could be
    FAILED = "failed"  #: an engine was asked and gave no usable answer


class Severity(StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Policy(StrEnum):
    """What a glossary entry asks of a target (see the design's glossary contract)."""

    PIN = "pin"
    CHECK = "check"
    SUGGEST = "suggest"
    FORBID = "forbid"


@dataclass(frozen=True, slots=True)
class Mark:
    """An inline mark (``b``, ``i``, ``a`` …) beside the text it covers."""

    id: str
    start: int
    end: int
    tag: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a block that has another role than the block (a counter, a lead, a rights note)."""

    start: int
    end: int
    role: Role


@dataclass(frozen=True, slots=True)
class LanguageSpan:
    """A run of text in another script than its line's own."""

    start: int
    end: int
    lang: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a check saw; the names of number checks begin with ``number``.

    ``ignored`` is the reason why a person lets it stand; such a finding counts for nothing.
    """

    check: str
    severity: Severity
    message: str
    ignored: str = ""


@dataclass(frozen=True, slots=True)
class TermMatch:
    """A glossary entry found in a segment's source text.

    ``targets`` holds the preferred form a language; ``accepted`` every form that satisfies a check, the
    preferred one first; ``first`` the form of an article's first mention, where the entry has one.
    ``entry`` says where the entry stands (``entities.csv:12``).
    """

    source: str
    start: int
    end: int
    policy: Policy
    targets: Mapping[str, str]
    accepted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    first: Mapping[str, str] = field(default_factory=dict)
    kind: str = ""
    note: str = ""
    entry: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """A segment in one target language.  ``text`` is None unless there is a translation or a copy.

    ``score`` tells how similar (1.0: the same) the segment is to ``based_on``, the source text that a
    ``fuzzy`` target was made for; None and "" for any other target.
    """

    text: str | None
    status: Status
    origin: str | None = None
    score: float | None = None
    marks: tuple[Mark, ...] = ()
    findings: tuple[Finding, ...] = ()
    based_on: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence or a whole short block: the unit of translation.  It never moves and has a stable id."""

    id: str
    block: str
    source: str
    language: str
    start: int = 0  #: where it begins in its block's text
    marks: tuple[Mark, ...] = ()
    terms: tuple[TermMatch, ...] = ()
    targets: Mapping[str, Target] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pair:
    """A page's own translation of one of its segments, folded out of the text.

    ``segment`` is the id of the segment that it translates, ``text`` the translation in ``language`` with its
    ``marks``; ``folded`` the ids that its segments have where nothing is folded (none if it stood in one
    segment with what it translates) and ``line`` where it begins in the source.
    """

    segment: str
    language: str
    text: str
    marks: tuple[Mark, ...] = ()
    folded: tuple[str, ...] = ()
    line: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Region:
    """An element of an HTML page that holds blocks, and what holds it; shared by all blocks inside.

    ``number`` counts the page's elements in source order; ``tag`` is the element's name; ``words`` its id,
    class and ARIA role in lower case, separated by spaces.  The outermost has no ``parent``.
    """

    number: int
    tag: str
    words: str = ""
    parent: Region | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A line of plain text, or a block (paragraph, heading, cell, list item) of markup.

    ``id`` is unique in its article and settled by reading, before any role is known, so that rules may
    change without moving it.  ``tag`` is ``line`` for plain text, else the HTML element it stands for
    (``p``, ``h2``, ``li``, ``td``, ``th``, ``img`` …) or ``yaml`` for a line of front matter,
    whatever its syntax.  ``path`` places it (``table1/r2/c1``, ``list1/i3``, ``front_matter/title``).
    ``lines`` maps offsets of the text to source lines, as ``(line, offset)`` pairs, where a block spans
    several lines that have text.  ``region`` is the innermost element of a whole HTML page that holds the
    block (its own element, where that is a block), None elsewhere.  ``reach`` is how many rows and columns
    the cell of a table takes up.
    ``role`` to ``parts`` are filled in by cleaning; ``rule`` names the rule that decided.
    """

    id: str
    text: str
    line: int | None = None
    tag: str = "line"
    path: str = ""
    marks: tuple[Mark, ...] = ()
    lines: tuple[tuple[int, int], ...] = ()
    role: Role = Role.OTHER
    keep: bool = False
    rule: str = ""
    parts: tuple[Part, ...] = ()
    segments: tuple[str, ...] = ()
    region: Region | None = field(default=None, compare=False, repr=False)
    reach: tuple[int, int] = (1, 1)


_P = ParamSpec("_P")
_T = TypeVar("_T")


def quickly(frozen: Callable[_P, _T]) -> Callable[_P, _T]:
    """Return a maker of values of a frozen dataclass with slots, some three times faster than the class.

    A frozen dataclass sets each of its fields by a call; here they are set on a value that is not frozen yet.
    Nothing is checked (``__post_init__`` is not called), and there may be no default factories.
    """
    known: Any = frozen
    own = [(f.name, f.type, field(default=f.default)) for f in fields(known)]

    def freeze(made: Any) -> None:
        made.__class__ = frozen

    # A function around the class would be one call more, with all arguments packed and unpacked.
    namespace = {"__post_init__": freeze}
    unfrozen: Any = make_dataclass("_Unfrozen", own, eq=False, repr=False, slots=True, namespace=namespace)
    return unfrozen  # type: ignore[no-any-return]


#: Make a `Block` or a `LanguageSpan`, of the same arguments, where a page has hundreds of thousands of them.
quick_block = quickly(Block)
quick_span = quickly(LanguageSpan)


@dataclass(frozen=True, slots=True)
class Dropped:
    """A line, block or piece of one that was left out, and why."""

    line: int | None
    role: Role
    text: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Directive:
    """What a post holds between two blocks that is no text for readers, and is written as it stands.

    That is what it tells its generator (a shortcode, a tag, a line of attributes), and its code.

    ``after`` is the number of the body's blocks before it and ``text`` what stands there, untouched;
    ``attached`` tells that it belongs to the lines right above.  ``words`` are what it says to readers, each
    as the path of its block, start and end in ``text``.  ``code`` tells that it is code, ``in_item`` that it
    stands inside an item of a list.
    """

    after: int
    text: str
    attached: bool = False
    words: tuple[tuple[str, int, int], ...] = ()
    code: bool = False
    in_item: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """Where an article came from and what it says of itself.

    ``kind`` is ``text``, ``post``, ``html`` or ``docx``; ``published`` and ``modified`` are ISO 8601 dates or
    date-times, as the page gives them; ``site`` is the publisher's name, ``agency`` the news agency whose
    report it is, ``place`` where that was filed, ``canonical`` the page's own address (http or https).
    ``head`` holds what a page's head claims, untouched, as pairs in source order: ``title``; ``html:lang``;
    ``meta:<name or property, lower case>``; ``link:canonical``, ``link:alternate:<hreflang>``; ``base``;
    ``json-ld`` (the text of each such script). ``front_matter`` is what stands between its fences, a broken
    line mended, and ``front_matter_syntax`` how it is written: ``yaml`` (``---``), ``toml`` (``+++``),
    ``json`` (an object, braces included), ``hexo`` (JSON members closed by ``;;;``) or empty where there is
    none.  ``directives`` are what a post of
    one's own tells its generator, in source order.
    """

    path: str
    sha256: str
    kind: str = "text"
    title: str | None = None
    language: str | None = None
    published: str | None = None
    site: str | None = None
    author: str | None = None
    agency: str | None = None
    place: str | None = None
    modified: str | None = None
    canonical: str | None = None
    head: tuple[tuple[str, str], ...] = field(default=(), compare=False, repr=False)
    front_matter: str = ""
    front_matter_syntax: str = ""
    directives: tuple[Directive, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Signature:
    """What made the targets: printed the same on page, workbook and JSON."""

    tool: str = ""
    engine: str = ""
    glossary: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One article on its route; each stage returns a fuller copy.

    ``repeats`` maps a place that holds the same text as a kept block (``front_matter/feature_text``) to
    that block's id, so that the text is translated once and written twice.  ``pairs`` are the translations
    that the page gives of its own lines; their text is in no block and no segment.  ``warnings`` are
    single lines for the person who runs the program: what was read, but not quite as it stood
    (``page.html:3: …``).  ``theme`` is the CSS that its page gets beside the page's own,
    ``remarks`` are the review and the note that its workbook gets for a segment, by the segment's id.
    """

    source: Source
    blocks: tuple[Block, ...] = ()
    segments: tuple[Segment, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    repeats: Mapping[str, str] = field(default_factory=dict)
    targets: tuple[str, ...] = ()
    signature: Signature = Signature()
    warnings: tuple[str, ...] = ()
    pairs: tuple[Pair, ...] = ()
    theme: str = field(default="", compare=False, repr=False)
    remarks: Mapping[str, tuple[str, str]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def id(self) -> str:
        """The first 8 hex digits of the source bytes' SHA-256; every segment's id begins with it."""
        return self.source.sha256[:8]
