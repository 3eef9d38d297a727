"""Glossaries of DeepL: two columns without a header, as CSV or TSV, for one pair of languages.

The limits are those of DeepL's documentation, "Manage glossaries" (developers.deepl.com/docs/api-reference/
glossaries): 10 MiB (10,485,760 bytes) a glossary, 1,024 bytes of UTF-8 a term, and Korean, English and
Chinese among the languages.  Its client libraries refuse a term with control characters, line breaks of any
kind or surrounding blanks, and a source that stands twice.  Its web pages export up to three columns more:
the two languages' codes and a figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bilingual.errors import UsageError
from bilingual.languages import canonical
from bilingual.terminology.entries import Entry
from bilingual.terminology.exchange.delimited import comma_line, comma_rows, tab_rows
from bilingual.terminology.exchange.incoming import Incoming, LeftOut, Reading
from bilingual.terminology.exchange.pairs import Pair, PairRow, grouped, unique_pairs

#: The bytes of a glossary and of a term.
LARGEST = 10_485_760
LONGEST_TERM = 1_024
#: The targets that a Korean glossary may have here ("Manage glossaries" lists them as EN, ZH and so on).
LANGUAGES = frozenset({"en", "zh-Hans", "zh-Hant", "ja", "de", "es", "fr", "it", "pt", "ru"})

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def write(entries: Iterable[Entry], target: str, left: LeftOut, *, tabs: bool) -> Iterator[str]:
    """Yield the lines; terms over a limit are refused in ``left``, all of them.

    ``target`` is a canonical code.  Raises UsageError for a language that DeepL has no glossaries for.
    """
    if target not in LANGUAGES:
        raise UsageError(f"DeepL has no glossaries from Korean to '{target}'; choose --target en or zh")
    return limited("DeepL", unique_pairs(entries, target, left), left, tabs=tabs, longest=LONGEST_TERM)


def limited(name: str, pairs: Iterable[Pair], left: LeftOut, *, tabs: bool, longest: int) -> Iterator[str]:
    """Yield pairs as lines; a term that is too long or not of one line, or a file too large, is refused."""
    size = 0
    for pair in pairs:
        for text in (pair.source, pair.target):
            check_term(name, pair.entry, text, left, longest)
        line = f"{pair.source}\t{pair.target}\n" if tabs else comma_line((pair.source, pair.target))
        before, size = size, size + len(line.encode())
        check_size(name, pair.entry, before, size, left)
        yield line


def check_term(name: str, entry: Entry, text: str, left: LeftOut, longest: int) -> None:
    """Refuse a term of more than ``longest`` bytes of UTF-8, or one with a control character."""
    if (length := len(text.encode())) > longest:
        left.refuse(entry, f"'{text[:30]}…' has {length:,} bytes; {name} takes {longest:,} a term")
    if control := _CONTROL.search(text):
        left.refuse(entry, f"'{text[:30]}' holds U+{ord(control[0]):04X}, which {name} does not take")


def check_size(name: str, entry: Entry, before: int, size: int, left: LeftOut) -> None:
    """Refuse the file at the entry with which it grows over `LARGEST` bytes."""
    if before <= LARGEST < size:
        left.refuse(
            entry,
            f"from here on the file is larger than the {LARGEST:,} bytes that {name} takes; "
            "choose fewer entries with --kind or --policy",
        )


def read(text: str, reading: Reading, target: str | None) -> Iterator[Incoming]:
    """Yield the entries of two columns, commas or tabs between; codes of languages may follow."""
    tabs = "\t" in text.lstrip("\r\n\ufeff").split("\n", 1)[0]
    rows: list[PairRow] = []
    told = target
    for line, cells in tab_rows(text) if tabs else comma_rows(text, reading):
        while len(cells) > 2 and not cells[-1].strip():
            cells.pop()
        if len(cells) < 2:
            reading.problem(line, f"one column; source{'<tab>' if tabs else ','}target is needed")
            continue
        if len(cells) > 5 or (len(cells) > 2 and not _is_code(cells[2])):
            reading.problem(line, f"{len(cells)} columns where source and target are two; quote the commas")
            continue
        if target is None and len(cells) > 3 and _is_code(cells[3]):
            codes = [canonical(cell) for cell in cells[2:4]]
            told = next((code for code in reversed(codes) if code != "ko"), told)
        rows.append(PairRow(line, cells[0], cells[1]))
    yield from grouped(rows, reading, told)


def _is_code(cell: str) -> bool:
    try:
        canonical(cell)
    except UsageError:
        return False
    return True
