"""Where the cells of a table stand, those that span columns or rows counted in."""

from __future__ import annotations

from bilingual.reading.attributes import attributes

#: The most that a cell may span (HTML Living Standard, 4.9.11).
_MOST_COLUMNS = 1000
_MOST_ROWS = 65534
#: Beyond so many columns nobody looks what reaches down from above.
_WIDEST = 64


class Grid:
    """The table numbered ``number``, row by row, from 1."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.row = self.column = 0
        self._next = 1
        #: How many rows and columns the cell that is open takes up.
        self.reach = (1, 1)
        # Column to the last row that a cell from above reaches down to.
        self._taken: dict[int, int] = {}

    @property
    def path(self) -> str:
        """The place of the cell that is open: ``table1/r2/c1``, ``table1`` outside of the cells."""
        return f"table{self.number}/r{self.row}/c{self.column}" if self.column else f"table{self.number}"

    def next_row(self) -> None:
        """A row begins."""
        self.row += 1
        self.column, self._next = 0, 1
        self.reach = (1, 1)

    def next_cell(self, written: str) -> None:
        """A cell begins, with its attributes as they stand in its tag."""
        self.row = max(self.row, 1)
        column = self._next
        while self._taken.get(column, 0) >= self.row:
            column += 1
        self.column, self._next = column, column + 1
        self.reach = (1, 1)
        if "span" in written.lower():
            values = attributes(written)
            wide = _number(values.get("colspan", ""), _MOST_COLUMNS)
            deep = _number(values.get("rowspan", ""), _MOST_ROWS)
            self._next = column + wide
            self.reach = (deep, wide)
            if deep > 1 and column + wide <= _WIDEST:
                self._taken.update(dict.fromkeys(range(column, column + wide), self.row + deep - 1))


def _number(written: str, most: int) -> int:
    digits = written.strip()
    return max(1, min(int(digits), most)) if digits.isdecimal() and len(digits) < 9 else 1
