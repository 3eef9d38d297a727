"""How cells look: fonts, colours and borders, registered once a workbook."""

from __future__ import annotations

from functools import cache
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.xml.functions import tostring

SIZE = 11.0
_SMALL = 9.0
_TITLE = 13.0
NAVY = "1F3A5F"
_INK = "111827"
_GREY = "6B7280"
_SLATE = "5B6B80"

#: Fonts that Excel has on Windows and Mac and that hold the language's script.
_FONTS = {
    "ko": "Malgun Gothic",
    "zh-Hans": "Microsoft YaHei",
    "zh-Hant": "Microsoft JhengHei",
    "ja": "Yu Gothic",
    "th": "Leelawadee UI",
    "ar": "Segoe UI",
}
_DEFAULT_FONT = "Calibri"
# Height of a line over the size of its type; the fonts above stand taller than Calibri.
_LEADING = {_DEFAULT_FONT: 1.37}
_TALL_LEADING = 1.5
# Hangul of Malgun Gothic is 0.92 of an em wide.
_ROOMY = {"ko": 1.06}

#: What a run may be: a term, and the inline tags that a cell can show.  A link inside a cell is only seen.
LOOKS: dict[str, dict[str, Any]] = {
    "term": {"b": True, "color": NAVY},
    "b": {"b": True},
    "strong": {"b": True},
    "i": {"i": True},
    "em": {"i": True},
    "u": {"u": "single"},
    "a": {"u": "single", "color": "1F4E9E"},
    "s": {"strike": True},
    "del": {"strike": True},
    "sub": {"vertAlign": "subscript"},
    "sup": {"vertAlign": "superscript"},
    "code": {"color": "6B3A1F"},
}

#: What a condition does to cells: colour of type, and of the ground (None: as it is)
TONES: dict[str, tuple[str | None, str | None]] = {
    "bad": ("9B1C1C", "FBE9E9"),
    "doubtful": ("80540A", "FFF5DD"),
    "good": ("1E6B3A", "E8F4EB"),
    "asked": ("1F4E9E", "E7EFFA"),
    "quiet": (_GREY, "F1F3F5"),
    "doubtful ground": (None, "FFF5DD"),
    "bad words": ("9B1C1C", None),
    "doubtful words": ("80540A", None),
}

#: Looks of what is never wrapped.
ONE_LINE = frozenset({"code", "id", "code header"})
_SMALL_LOOKS = frozenset({"small", "code", "id", "code header"})
_HEADERS = {"header": NAVY, "quiet header": _SLATE, "code header": _SLATE}


def font(language: str | None) -> str:
    """Return the name of a font for ``language``."""
    return _FONTS.get(language or "", _DEFAULT_FONT)


def size(look: str, row: str = "") -> float:
    """Return the size of type of a column's and its row's look, in points."""
    if look in _SMALL_LOOKS:
        return _SMALL
    return _TITLE if row == "title" and look == "text" else SIZE


def roominess(language: str | None) -> float:
    """Return how much more of ``language`` a line holds than of one whose letters fill their square."""
    return _ROOMY.get(language or "", 1.0)


def line_height(look: str, language: str | None, row: str = "") -> float:
    """Return the height of a line, in points."""
    return size(look, row) * _LEADING.get(font(language), _TALL_LEADING)


@cache
def run_properties(language: str | None, looks: tuple[str, ...], points: float, bold: bool) -> str:
    """Return what says, in the XML of a cell, how a run of text looks."""
    values: dict[str, Any] = {"color": _INK}
    for look in looks:
        values |= LOOKS[look]
    if bold:
        values["b"] = True
    made: Any = tostring(InlineFont(rFont=font(language), sz=points, **values).to_tree("rPr"))
    return made.decode() if isinstance(made, bytes) else str(made)


class _OrderedFont(Font):
    """A font whose parts are written in the order that the strictest readers ask for (CT_Font, ISO 29500)."""

    __elements__ = (
        "b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color",
        "name", "family", "charset", "scheme",
    )  # fmt: skip
    # A class of openpyxl's knows only the parts that it declares itself.
    __nested__ = Font.__nested__


class Styles:
    """The styles of one workbook."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._numbers: dict[tuple[str, str | None, str, str], int] = {}
        # The first font is that of cells without a style; openpyxl's own is out of order.
        book._fonts[0] = _OrderedFont(name=_DEFAULT_FONT, sz=SIZE, family=2)

    def number(
        self, sheet: Any, look: str, language: str | None, row: str = "", vertical: str = "top"
    ) -> int:
        """Return the number of the style for a column's look and language, and its row's look."""
        key = look, language, row, vertical
        if key not in self._numbers:
            cell: Any = WriteOnlyCell(sheet)
            self._dress(cell, look, language, row, vertical)
            self._numbers[key] = cell.style_id
        return self._numbers[key]

    def _dress(self, cell: Any, look: str, language: str | None, row: str, vertical: str) -> None:
        header = look in _HEADERS
        small = look in _SMALL_LOOKS
        link = look == "link" or (row == "link" and look == "text")
        color = _GREY if small else _INK
        if header:
            color = "FFFFFF"
        elif link:
            color = "1F4E9E"
        cell.font = _OrderedFont(
            name=font(language),
            sz=size(look, row),
            b=header or (row == "title" and look == "text"),
            u="single" if link else None,
            color=color,
        )
        if header:
            cell.fill = PatternFill("solid", fgColor=_HEADERS[look])
        cell.alignment = Alignment(
            wrap_text=look not in ONE_LINE,
            shrink_to_fit=look == "code",
            vertical="center" if header else vertical,
            horizontal="right" if look == "number" else "left",
            indent=0 if look in ("code", "code header") else 1,
            readingOrder=2 if language == "ar" and not header else 0,
        )
        # Sentences of one paragraph are parted by less than paragraphs.
        cell.border = _border(row == "inside")
        cell.number_format = "General" if look == "number" else "@"


@cache
def _border(inside: bool) -> Border:
    below = Side(style="hair" if inside else "thin", color="D3D9E0")
    return Border(bottom=below, right=Side(style="thin", color="E5E9ED"))


@cache
def tone(name: str) -> DifferentialStyle:
    """Return what a condition does to a cell, one of `TONES`."""
    ink, ground = TONES[name]
    fill = PatternFill("solid", bgColor=ground) if ground else None
    return DifferentialStyle(font=_OrderedFont(color=ink) if ink else None, fill=fill)
