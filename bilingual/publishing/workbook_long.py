"""The sheet of texts that no cell holds, in pieces to be put together in order."""

from __future__ import annotations

from collections.abc import Sequence

from bilingual.publishing.workbook_cells import Value, place, text_of
from bilingual.publishing.workbook_sheet import Column, Row, letter
from bilingual.publishing.workbook_text import fits, pieces
from bilingual.workbook_columns import LONG, LONG_COLUMNS

#: The columns of the sheet, as `bilingual.workbook_columns` names them.
LONG_SHEET = tuple(
    Column(name, least, most, look=look, shares=look == "text")
    for name, least, most, look in zip(
        LONG_COLUMNS,
        (8, 12, 12, 6, 80),
        (12, 20, 30, 8, 120),
        ("small", "small", "small", "number", "text"),
        strict=True,
    )
)


class Long:
    """The texts that no cell holds, and where they belong."""

    @property
    def next(self) -> str:
        """The place of the first piece of the next text."""
        return place(LONG, len(self.rows) + 2, letter(len(LONG_COLUMNS) - 1))

    def __init__(self) -> None:
        self.rows: list[Row] = []

    def fit(self, value: Value, sheet: str, row: str, column: str) -> Value:
        """Return ``value``, or what its cell says once it is kept here."""
        text = text_of(value)
        if text is None or fits(text):
            return value
        first = len(self.rows) + 2
        for number, piece in enumerate(pieces(text), 1):
            self.rows.append(Row((sheet, row, column, number, piece)))
        return f"[{len(text):,} characters: see sheet {LONG}, rows {first} to {len(self.rows) + 1}]"

    def fit_row(
        self, values: Sequence[Value], columns: Sequence[Column], sheet: str, row: str
    ) -> Sequence[Value]:
        """Return a row's values, each as `fit` has it; the very same ones where all fit."""
        if all(text is None or fits(text) for text in map(text_of, values)):
            return values
        return [self.fit(v, sheet, row, c.header) for v, c in zip(values, columns, strict=True)]
