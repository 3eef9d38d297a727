"""Glossaries of Google Cloud Translation: two columns, or a term in several languages (term sets).

Two columns go without a header; a term set is a CSV whose header names the languages, and ``pos`` and
``description`` if one likes (cloud.google.com/translate/docs/advanced/glossary).  A glossary has at most
10,485,760 bytes of UTF-8 and a term fewer than 1,024 (the same page, and cloud.google.com/translate/quotas).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bilingual.article import Policy
from bilingual.terminology.entries import Entry
from bilingual.terminology.exchange.deepl import check_size, check_term, limited
from bilingual.terminology.exchange.delimited import comma_line
from bilingual.terminology.exchange.incoming import LeftOut
from bilingual.terminology.exchange.pairs import unique_pairs

#: The most bytes of UTF-8 that a term has.
LONGEST_TERM = 1_023

_CODES = {"zh-Hans": "zh-CN", "zh-Hant": "zh-TW"}


def write(entries: Iterable[Entry], target: str, left: LeftOut, *, tabs: bool) -> Iterator[str]:
    """Yield the lines of a glossary of one direction; what is over a limit is refused in ``left``."""
    pairs = unique_pairs(entries, target, left)
    return limited("Google", pairs, left, tabs=tabs, longest=LONGEST_TERM)


def write_set(entries: Iterable[Entry], left: LeftOut) -> Iterator[str]:
    """Yield a term set: each entry's preferred forms side by side, its note as description."""
    kept = list(_fit(entries, left))
    codes = list(dict.fromkeys(code for entry in kept for code in entry.forms))
    codes.sort(key=lambda code: (code != "ko", code))
    header = comma_line([*(_CODES.get(code, code) for code in codes), "description"])
    size = len(header)
    yield header
    for entry in kept:
        cells = [entry.forms.get(code, ("",))[0] for code in codes]
        for cell in cells:
            check_term("Google", entry, cell, left, LONGEST_TERM)
        line = comma_line([*cells, entry.note])
        before, size = size, size + len(line.encode())
        check_size("Google", entry, before, size, left)
        yield line


def _fit(entries: Iterable[Entry], left: LeftOut) -> Iterator[Entry]:
    for entry in entries:
        if entry.policy is Policy.FORBID:
            left.entry("with policy forbid")
        elif entry.policy is Policy.SUGGEST:
            left.entry("with policy suggest")
        elif entry.context:
            left.entry("with context words")
        elif not entry.forms.get("ko"):
            left.entry("without Korean")
        else:
            if any(len(forms) > 1 for forms in entry.forms.values()):
                left.field("the further variants")
            if entry.first:
                left.field("the first-mention forms")
            yield entry
