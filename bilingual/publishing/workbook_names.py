"""Names of sheets that every spreadsheet program takes, one for each of several articles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable

#: The longest name of a sheet, in UTF-16 units (Microsoft, "Excel specifications and limits").
LONGEST_NAME = 31

# No name may hold these (Microsoft, "Rename a worksheet"); nor does XML or a person want control characters.
_FORBIDDEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff:\\/?*\[\]\ud800-\udfff]+"
)
# Excel keeps this name for itself.
_KEPT = "history"


def sheet_names(titles: Iterable[str], taken: Collection[str] = ()) -> list[str]:
    """Return a sheet's name for each of ``titles``, in order: legal, not empty, no two alike, none ``taken``.

    A name has 31 UTF-16 units at most and is unlike the others whatever their case and width.  The same
    titles always give the same names; the second of two alike ends with ``(2)``.

    >>> sheet_names(["강: 물", "강/물", ""])
    ['강 물', '강 물 (2)', 'Sheet']
    """
    seen = {_alike(name) for name in taken} | {_KEPT}
    names: list[str] = []
    numbers: dict[str, int] = {}
    for title in titles:
        plain = _plain(title) or "Sheet"
        name = _cut(plain, LONGEST_NAME)
        first = _alike(name)
        while _alike(name) in seen:
            numbers[first] = number = numbers.get(first, 1) + 1
            end = f" ({number})"
            name = _cut(plain, LONGEST_NAME - len(end)) + end
        seen.add(_alike(name))
        names.append(name)
    return names


def _plain(title: str) -> str:
    # An apostrophe at either end would be taken for a quotation mark of the name.
    return " ".join(_FORBIDDEN.sub(" ", title).split()).strip("' ")


def _cut(name: str, most: int) -> str:
    used = 0
    for index, character in enumerate(name):
        used += 2 if character > "\uffff" else 1
        if used > most:
            return name[:index].rstrip("' ")
    return name


def _alike(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()
