"""What the page's template is given: columns, and rows of cells with lines of sentences."""

from __future__ import annotations

import re
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
    "mn": "mn_MN",
    "vi": "vi_VN",
    "pt": "pt_BR",
    "it": "it_IT",
    "id": "id_ID",
    "th": "th_TH",
    "ar": "ar_EG",
}
# What stands for a language that is not known, or for several, is no language tag of RFC 5646.
_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})


def language_tag(code: str) -> str:
    """Return ``code`` as markup may say it: ``und`` for what names no one language (``mixed``)."""
    return code if code in NAMES or (_TAG.fullmatch(code) and code != "mul") else "und"


@dataclass(frozen=True, slots=True)
class Column:
    """A language's column: ``number`` counts from 0, the original's.

    ``twice`` says that another column has the same language, so that the name alone does not tell them apart.
    """

    number: int
    code: str
    original: bool
    summary: str = ""
    twice: bool = False

    @property
    def lang(self) -> str:
        """The language as markup says it."""
        return language_tag(self.code)

    @property
    def name(self) -> str:
        """The language's name in itself, its code, or what the column is."""
        if self.lang == "und":
            return "Original" if self.original else "Translation"
        return ENDONYMS.get(self.code, self.code)

    @property
    def name_lang(self) -> str:
        """The language that `name` is in."""
        return "en" if self.lang == "und" else self.lang

    @property
    def kind(self) -> str:
        """What the column is, in the words of the page."""
        return "original" if self.original else "translation"

    @property
    def english(self) -> str:
        """The language's English name, its code, or what the column is."""
        return self.name if self.lang == "und" else NAMES.get(self.code, self.code)

    @property
    def locale(self) -> str:
        """The language with the country of most who read it, as Open Graph asks (``zh_CN``), or nothing."""
        language, _, region = self.code.partition("-")
        if len(region) == 2:
            return f"{language}_{region.upper()}"
        return _LOCALES.get(self.code, "")

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

    ``gap`` then says so, empty where the sentence before it on the line has said it for both;
    ``direction`` is ``ltr`` for figures alone in a right-to-left column.

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
    gap: str = ""
    direction: str = ""


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
