"""Rows of a sheet as XML: what openpyxl would write, without an object a cell.

A row is made of texts that stand ready, one for each column, so that a hundred thousand rows take seconds.
Text goes into the cells themselves (``inlineStr``); it is text whatever it begins with.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bilingual.publishing.workbook_looks import run_properties
from bilingual.publishing.workbook_text import cuts, legal, markup

_MOST_RUNS = 200  # marks of one text that a cell shows


@dataclass(frozen=True, slots=True)
class Rich:
    """A text with runs that look otherwise, as (start, end, look) offsets; several may cover one place.

    A look is one of `LOOKS`; the offsets lie in the text.
    """

    text: str
    runs: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that leads somewhere: to an address, or to a place in the workbook (``#'Article'!A2``)."""

    value: str | Rich
    address: str


Value = str | int | Rich | Link | None


@dataclass(frozen=True, slots=True)
class Type:
    """How the text of a column's cells is set: what runs of a rich text need to look like the rest."""

    language: str | None
    size: float
    bold: bool = False


def place(sheet: str, row: int, column: str = "A") -> str:
    """Return the address of a cell as a `Link` has it."""
    quoted = sheet.replace("'", "''")
    return f"#'{quoted}'!{column}{row}"


def text_of(value: Value) -> str | None:
    """Return the text of a cell; None for a number or nothing."""
    if isinstance(value, str):
        return value
    if isinstance(value, Link):
        value = value.value
    if isinstance(value, Rich):
        return value.text
    return value if isinstance(value, str) else None


def cell(opening: str, value: Value, kind: Type) -> str:
    """Return a cell's XML; ``opening`` is its start tag without the end (``<c r="A2" s="3"``)."""
    if isinstance(value, Link):
        value = value.value
    if value is None or value == "":
        return opening + "/>"
    if isinstance(value, int):
        return f'{opening} t="n"><v>{value}</v></c>'
    if isinstance(value, str):
        if "_x" in value and cuts(value):
            return f'{opening} t="inlineStr"><is>{_runs(value, (), kind)}</is></c>'
        return f'{opening} t="inlineStr"><is><t xml:space="preserve">{markup(value)}</t></is></c>'
    if not value.text:
        return opening + "/>"
    return f'{opening} t="inlineStr"><is>{_runs(value.text, value.runs, kind)}</is></c>'


def _runs(text: str, runs: Sequence[tuple[int, int, str]], kind: Type) -> str:
    text = legal(text)
    # LibreOffice loses tabs from text in runs; and no sentence of a person has so many.
    inside = runs[:_MOST_RUNS] if "\t" not in text else ()
    kept = cuts(text) if "_x" in text else []
    edges = sorted({0, len(text), *kept, *[run[0] for run in inside], *[run[1] for run in inside]})
    if len(edges) <= 2 and not inside:
        return f'<t xml:space="preserve">{markup(text)}</t>'
    pieces: list[tuple[int, int, tuple[str, ...]]] = []
    for start, end in pairwise(edges):
        looks = tuple(sorted({look for low, high, look in inside if low <= start and end <= high}))
        if pieces and pieces[-1][2] == looks and start not in kept:
            start = pieces.pop()[0]
        pieces.append((start, end, looks))
    language, size, bold = kind.language, kind.size, kind.bold
    return "".join(
        [
            f"<r>{run_properties(language, looks, size, bold)}"
            f'<t xml:space="preserve">{markup(text[start:end])}</t></r>'
            for start, end, looks in pieces
        ]
    )
