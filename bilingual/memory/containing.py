"""Units of a memory whose source holds one of many texts, found in a single pass."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bilingual.memory.contract import Memory
from bilingual.memory.units import Unit

#: Units that are kept for one text; the newest win.
MOST = 20


def units_holding(memory: Memory, texts: Sequence[str], most: int = MOST) -> dict[str, list[Unit]]:
    """For each of ``texts`` the newest units whose source holds it, ``most`` of them, the newest first.

    Every unit is looked at once, whatever the number of texts.  A memory that keeps nothing gives nothing.
    Raises MemoryStoreError.
    """
    wanted = list(dict.fromkeys(text for text in texts if text))
    if not wanted:
        return {}
    import ahocorasick_rs

    automaton = ahocorasick_rs.AhoCorasick(wanted, store_patterns=False)
    found: dict[str, list[Unit]] = {}
    for unit in _units(memory):
        for which in {hit[0] for hit in automaton.find_matches_as_indexes(unit.source, overlapping=True)}:
            held = found.setdefault(wanted[which], [])
            if len(held) < most:
                held.append(unit)
    return found


def _units(memory: Memory) -> Iterator[Unit]:
    from bilingual.memory.nothing import NoMemory

    if isinstance(memory, NoMemory):
        return
    from sqlalchemy import select

    from bilingual.memory.rows import COLUMNS, unit_of
    from bilingual.memory.store import SqlMemory
    from bilingual.memory.tables import units

    if isinstance(memory, SqlMemory):
        with memory._database.reading() as connection:
            statement = select(*COLUMNS).order_by(units.c.id.desc())
            for row in connection.execution_options(yield_per=1000).execute(statement):
                yield unit_of(row)
