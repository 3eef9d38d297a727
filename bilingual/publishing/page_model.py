"""What the page's template is given: columns, and rows of cells with lines of sentences."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from bilingual.languages import ENDONYMS, NAMES

_LOCALES = {
    "ko": "ko_KR",
    "en": "en_US",
    "zh-Hans": "zh_CN",
    "zh-Hant": "zh_TW",
    "ja": "ja_JP",
    "ru": "ru_RU",
    "de": "de_DE",
    "fr": "fr_FR",
    "es": "es_ES",
}
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})


@dataclass(frozen=True, slots=True)
class Column:
    """A language's column: ``number`` counts from 0, the original's."""

    number: int
    code: str
    original: bool
    summary: str = ""

    @property
    def name(self) -> str:
        """The language's name in itself, or its code."""
        return ENDONYMS.get(self.code, self.code)

    @property
    def english(self) -> str:
        """The language's English name, or its code."""
        return NAMES.get(self.code, self.code)

    @property
    def locale(self) -> str:
        """The language with the country of most who read it, as Open Graph asks (``zh_CN``)."""
        return _LOCALES.get(self.code, self.code.replace("-", "_"))

    @property
    def direction(self) -> str:
        """``rtl`` for a right-to-left script, else ``ltr``."""
        return "rtl" if self.code.split("-")[0] in _RIGHT_TO_LEFT else "ltr"


@dataclass(frozen=True, slots=True)
class PageDate:
    """When the article was ``published`` or ``modified``: as given, as an ISO date if it is one, as shown."""

    kind: str
    given: str
    machine: str | None
    shown: str


@dataclass(frozen=True, slots=True)
class Note:
    """A finding with its mark on the page (a number; a letter for one that is let stand) and its sentence.

    ``reason`` is why a person lets it stand, empty for a finding that counts.
    """

    mark: str
    check: str
    severity: str
    message: str
    language: str
    sentence: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Pointer:
    """What points from a sentence to its notes: one for all that count, one for all that are let stand.

    ``shown`` are their marks (``2–4``), ``mark`` the first one, ``said`` what a screen reader says before
    them, ``title`` what they are, one a line.
    """

    shown: str
    mark: str
    said: str
    severity: str
    title: str
    stand: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A segment in one language, ready to print; ``text`` is None where there is no translation.

    ``difference`` has the pieces of the source that a suggestion was made for and of the present one.
    """

    id: str
    segment: str
    number: int
    before: str
    text: Markup | None
    lang: str = ""
    status: str = ""
    title: str = ""
    chip: str = ""
    difference: tuple[tuple[str, str], ...] = ()
    difference_lang: str = ""
    hints: tuple[tuple[str, str], ...] = ()
    hint_lang: str = ""
    target_lang: str = ""
    pointers: tuple[Pointer, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A block in one language: the element it becomes, its classes, its sentences and what follows them."""

    tag: str
    classes: str
    sentences: tuple[Sentence, ...]
    after: str = ""


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of a table: ``td`` or ``th`` with its scope, and how many rows and columns it takes up."""

    tag: str
    scope: str
    lines: tuple[Line, ...]
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the rows of its head, if it has one, and the others."""

    head: tuple[tuple[TableCell, ...], ...]
    body: tuple[tuple[TableCell, ...], ...]
    wide: bool = False


@dataclass(frozen=True, slots=True)
class ListItem:
    """An item of a list: its number, and its lines and inner lists in order."""

    number: int
    content: tuple[Line | ListBox, ...]

    @property
    def paragraphs(self) -> bool:
        """Whether it has more than one line of its own."""
        return sum(isinstance(part, Line) for part in self.content) > 1


@dataclass(frozen=True, slots=True)
class ListBox:
    """A list, numbered or not; its items' numbers are shown if it is."""

    ordered: bool
    items: tuple[ListItem, ...]

    @property
    def start(self) -> int:
        """The first item's number."""
        return self.items[0].number if self.items else 1


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture that is not shown: what it shows in words, its captions, and its address if it has one."""

    picture: Line
    captions: tuple[Line, ...]
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A row's part in one column: lines, or a table, or lists, or a figure."""

    column: Column
    lines: tuple[Line, ...] = ()
    table: Table | None = None
    lists: tuple[ListBox, ...] = ()
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One block, table or list across all columns."""

    kind: str
    cells: tuple[Cell, ...]
