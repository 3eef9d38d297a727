"""GalTransl's dictionary for language models: source, tab, target, and perhaps tab, note.

As its loader reads it (GalTransl, ``Dictionary.py``): four blanks stand for a tab, a line with ``->`` is
``source->target #note``, and translations to choose from have ``/`` between them.  A translation that has
one in itself is written with a wide stroke, which is narrow again when it is read between Latin letters.
Lines that begin with ``//`` or ``\\\\`` are comments; those of its other dictionaries, which begin with a
condition, are no terms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bilingual.terminology.entries import Entry
from bilingual.terminology.exchange.delimited import lines
from bilingual.terminology.exchange.incoming import Incoming, LeftOut, Reading, one_line
from bilingual.terminology.exchange.pairs import PairRow, entries_with, grouped

_TAB = " " * 4
# For the stroke within a translation: a narrow one would make two of it.
_WIDE_STROKE = "／"
_COMMENTS = ("//", "\\\\")
_CONDITIONS = frozenset(
    {"pre_src", "post_src", "pre_dst", "post_dst", "pre_jp", "post_jp", "pre_zh", "post_zh", "mono", "diag"}
)


def write(entries: Iterable[Entry], target: str, left: LeftOut) -> Iterator[str]:
    """Yield the lines: one for each source form, its translations parted by ``/``."""
    for entry in entries_with(entries, target, left, forced=False):
        forms = [one_line(form) for form in entry.forms[target]]
        if any("/" in form for form in forms):
            left.field(f"the narrow stroke (written as {_WIDE_STROKE})")
            forms = [form.replace("/", _WIDE_STROKE) for form in forms]
        cells = ["/".join(forms), *([one_line(entry.note)] if entry.note else [])]
        sources = entry.forms["ko"]
        written = [
            line
            for source in sources
            if _TAB not in (line := "\t".join([one_line(source), *cells]))
            and "->" not in line
            and not source.startswith(_COMMENTS)
            and source not in _CONDITIONS
        ]
        if not written:
            left.entry("that GalTransl would read otherwise")
        elif len(written) < len(sources):
            left.field("a variant that GalTransl would read otherwise")
        for line in written:
            yield line + "\n"


def read(text: str, reading: Reading, target: str | None) -> Iterator[Incoming]:
    """Yield the entries; lines of GalTransl's other dictionaries are passed over and counted."""
    rows: list[PairRow] = []
    for number, line in lines(text):
        if not line.strip() or line.startswith(_COMMENTS):
            continue
        whole = line.replace(_TAB, "\t")
        if "->" in whole:
            whole = whole.replace("->", "\t").replace("#", "\t")
        cells = whole.split("\t")
        if cells[0] in _CONDITIONS:
            reading.passed_over["lines with a condition"] += 1
            continue
        if len(cells) < 2:
            reading.problem(number, "neither a tab nor four blanks between source and target")
            continue
        note = " ".join(cell.strip() for cell in cells[2:])
        translations = [_narrow(part) for part in cells[1].split("/") if part.strip()] or [""]
        rows += [PairRow(number, cells[0], part, note) for part in translations]
    yield from grouped(rows, reading, target)


def _narrow(form: str) -> str:
    return re.sub(rf"(?<=[!-~]){_WIDE_STROKE}(?=[!-~])", "/", form)
