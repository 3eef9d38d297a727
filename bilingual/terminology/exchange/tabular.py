"""Tables with a header: our own CSV, a workbook's sheet, a term set.  One column a language.

The header is that of a glossary file (``ko,en,zh,kind,policy,context,note,en.first`` …), in any order; it
may leave out all but Korean and one language more, and ``description`` stands for ``note``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bilingual.terminology.entries import Entry, default_policy, row_reader
from bilingual.terminology.exchange.delimited import comma_line, comma_rows, tab_rows, without_comments
from bilingual.terminology.exchange.incoming import Incoming, Reading, one_line
from bilingual.terminology.table import Row, Table, language_column

_NAMES = {"zh-Hans": "zh"}
_COLUMNS = ("kind", "policy", "context", "note")
_MORE = ("boundary", "case", "suffix")
_FIRST = ".first"


def header_of(cells: Sequence[str]) -> dict[str, int]:
    """Return the column of each language, ``CODE.first`` and known name, or nothing if it is no header.

    A header names Korean or at least two languages.
    """
    found: dict[str, int] = {}
    languages = set()
    for at, cell in enumerate(cells):
        name = cell.strip().removeprefix("\ufeff").strip()
        base = name[: -len(_FIRST)] if name.lower().endswith(_FIRST) else name
        code = language_column(base)
        if code and base is name:
            languages.add(code)
            found.setdefault(code, at)
        elif code:
            found.setdefault(code + _FIRST, at)
        else:
            known = "note" if name.lower() == "description" else name.lower()
            if known in _COLUMNS + _MORE:
                found.setdefault(known, at)
    # DeepL's web pages write the two languages' codes behind each pair.
    behind = len(cells) <= 5 and sorted(found.values()) == [2, 3]
    return found if len(languages) > 1 and not behind else {}


def read(rows: Iterable[tuple[int, Sequence[str]]], reading: Reading) -> Iterator[Incoming]:
    """Yield the entries of numbered rows, the first of which is the header; problems go to ``reading``."""
    numbered = iter(rows)
    line, cells = next(numbered, (1, ()))
    header = header_of(cells)
    if not header:
        reading.problem(line, "no header; the first row names the columns: ko,en,zh,kind,policy,context,note")
        return
    table = Table(
        reading.path,
        languages={name: at for name, at in header.items() if language_column(name)},
        firsts={name[: -len(_FIRST)]: at for name, at in header.items() if name.endswith(_FIRST)},
        columns={name: at for name, at in header.items() if name in _COLUMNS + _MORE},
    )
    entry_of = row_reader(table, reading.problems)
    width = len(cells)
    says_policy = header.get("policy")
    for line, cells in numbered:
        if len(cells) > width and any(cell.strip() for cell in cells[width:]):
            reading.problem(line, f"{len(cells)} cells where the header has {width}: a comma outside quotes?")
            continue
        padded = (*(one_line(cell) for cell in cells[:width]), *[""] * (width - len(cells)))
        entry = entry_of(Row(line, padded))
        if entry is not None:
            yield Incoming(entry, says_policy is not None and bool(padded[says_policy]))


def read_csv(text: str, reading: Reading) -> Iterator[Incoming]:
    """Yield the entries of a CSV text with a header, or of one parted by tabs throughout.

    Lines that begin with ``#`` are comments.
    """
    text = without_comments(text)
    return read(tab_rows(text) if tabbed_header(text) else comma_rows(text, reading), reading)


def tabbed_header(text: str) -> bool:
    """Whether the first line of a text is a header of columns that tabs part."""
    _, cells = next(tab_rows(text), (1, [""]))
    return len(cells) > 1 and bool(header_of(cells))


def table_rows(entries: Iterable[Entry]) -> Iterator[list[str]]:
    """Yield the header and a row for each entry, as a glossary file has them; nothing is left out."""
    kept = list(entries)
    codes = ["ko", "en", "zh-Hans"]
    codes += sorted({code for entry in kept for code in entry.forms} - set(codes))
    firsts = sorted({code for entry in kept for code in entry.first})
    more = [name for name in _MORE if any(further_cell(entry, name) for entry in kept)]
    yield [
        *(_NAMES.get(code, code) for code in codes),
        *(_NAMES.get(code, code) + _FIRST for code in firsts),
        *_COLUMNS,
        *more,
    ]
    for entry in kept:
        cells = ["|".join(entry.forms.get(code, ())) for code in codes]
        cells += [entry.first.get(code, "") for code in firsts]
        policy = "" if entry.policy is default_policy(entry.kind) else entry.policy.value
        cells += [entry.kind, policy, "|".join(entry.context), entry.note]
        yield [*cells, *(further_cell(entry, name) for name in more)]


def further_cell(entry: Entry, column: str) -> str:
    """What an entry has in the column ``boundary``, ``case`` or ``suffix``."""
    if column == "suffix":
        return "" if entry.suffixes is None else "|".join(entry.suffixes) or "-"
    return entry.boundary if column == "boundary" else entry.case


def write_csv(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield the lines of a glossary file."""
    return map(comma_line, table_rows(entries))
