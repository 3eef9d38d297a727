"""Korean names that are known without the glossary at hand: those of the shipped one and of the CLDR."""

from __future__ import annotations

from pathlib import Path

from bilingual.terminology.cldr import cldr_rows
from bilingual.terminology.entries import rows_to_entries
from bilingual.terminology.folding import flat
from bilingual.terminology.table import read_table


def known_names(shipped: Path) -> frozenset[str]:
    """The Korean forms of the glossary at ``shipped`` and of the CLDR's names; a missing file has none."""
    table = read_table(shipped, [])
    entries = rows_to_entries(table, 0, []) if table is not None else []
    forms = [form for entry in entries for form in entry.forms.get("ko", ())]
    forms += [form for row in cldr_rows() for form in row.forms.get("ko", ())]
    return frozenset(map(flat, forms))
