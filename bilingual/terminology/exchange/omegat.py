"""OmegaT's glossary: source, tab, target, tab, comment; UTF-8 in a file named ``.utf8``.

OmegaT passes over a line that begins with ``#`` and one whose source is empty (its manual, chapter
"Glossaries").  A source form with several translations has a line for each, the preferred one first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bilingual.terminology.entries import Entry
from bilingual.terminology.exchange.delimited import tab_rows
from bilingual.terminology.exchange.incoming import Incoming, LeftOut, Reading, one_line
from bilingual.terminology.exchange.pairs import PairRow, entries_with, grouped


def write(entries: Iterable[Entry], target: str, left: LeftOut) -> Iterator[str]:
    """Yield the lines: one for each source form and translation."""
    for entry in entries_with(entries, target, left, forced=False):
        note = one_line(entry.note)
        sources = [source for source in entry.forms["ko"] if not one_line(source).startswith("#")]
        if not sources:
            left.entry("whose term begins with #")
        elif len(sources) < len(entry.forms["ko"]):
            left.field("a variant that begins with #")
        for source in sources:
            for form in entry.forms[target]:
                line = f"{one_line(source)}\t{one_line(form)}"
                yield f"{line}\t{note}\n" if note else f"{line}\n"


def read(text: str, reading: Reading, target: str | None) -> Iterator[Incoming]:
    """Yield the entries; lines that begin with ``#`` are comments."""
    rows: list[PairRow] = []
    for line, cells in tab_rows(text):
        if cells[0].startswith("#"):
            continue
        if len(cells) < 2:
            reading.problem(line, "no tab between source and target")
            continue
        rows.append(PairRow(line, cells[0], cells[1], " ".join(cells[2:])))
    yield from grouped(rows, reading, target)
