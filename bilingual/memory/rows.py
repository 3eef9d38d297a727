"""Translation units as rows of the database.  Every function works within the caller's transaction."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from sqlalchemy import Connection

from bilingual.memory import tables
from bilingual.memory.clock import now
from bilingual.memory.database import raw_rows
from bilingual.memory.units import (
    Unit,
    anchors_json,
    context,
    identity,
    normalised,
    normalised_key,
    pairs_json,
    read_anchors,
    read_pairs,
    storable,
)

_UNITS = tables.units
#: What `unit_of` reads.
COLUMNS = (
    _UNITS.c.id,
    _UNITS.c.source_key,
    _UNITS.c.source,
    _UNITS.c.target,
    _UNITS.c.source_language,
    _UNITS.c.target_language,
    _UNITS.c.origin,
    _UNITS.c.status,
    _UNITS.c.engine,
    _UNITS.c.pairs,
    _UNITS.c.segment,
    _UNITS.c.previous,
    _UNITS.c.following,
    _UNITS.c.created,
    _UNITS.c.anchors,
)
_NAMES = [column.name for column in COLUMNS]
_Named = namedtuple("_Named", _NAMES)  # type: ignore[misc]
_SELECT = f"SELECT {', '.join(_NAMES)} FROM units WHERE"  # noqa: S608 (all of it ours)
# In the order of `_row`.  Written without SQLAlchemy's compiler, which took half of an import's time.
_WRITTEN = (
    "identity, source_key, source, target, source_language, target_language, origin, status, engine, pairs, "
    "segment, previous, following, created, import_id, anchors"
)
# The older one goes, and the new one has a number of its own.
_INSERT = f"INSERT OR REPLACE INTO units ({_WRITTEN}) VALUES"
_VALUES = f"({', '.join('?' * 16)})"
# Rows a statement, which is what takes the time: 999 values at most before SQLite 3.32.
_TOGETHER = 50
_REPLACED = ", ".join(f"{name} = EXCLUDED.{name}" for name in ("id", *_WRITTEN.split(", ")[1:]))
_MERGE = f"ON CONFLICT (identity) DO UPDATE SET {_REPLACED}"
_INSERT_ONE = f"INSERT INTO units ({_WRITTEN}) VALUES ({', '.join(['%s'] * 16)}) {_MERGE}"  # noqa: S608
# So many rows are worth a table of their own on the way to the units.
_WORTH_A_COPY = 200
_AS_UNITS = f"SELECT 0::bigint AS position, {_WRITTEN} FROM units WITH NO DATA"  # noqa: S608
_STAGE = f"CREATE TEMPORARY TABLE IF NOT EXISTS fresh_units ON COMMIT DROP AS {_AS_UNITS}"
_COPY = f"COPY fresh_units (position, {_WRITTEN}) FROM STDIN"
_TAKE = f"INSERT INTO units ({_WRITTEN}) SELECT {_WRITTEN} FROM fresh_units ORDER BY position {_MERGE}"  # noqa: S608


def insert_units(
    connection: Connection, units: Iterable[Unit], import_id: int | None = None, imported_from: str = ""
) -> int:
    """Write units; return how many were kept.  The same unit again replaces the older one.

    ``import_id`` and ``imported_from`` name the file that they came with.
    """
    rows: dict[bytes, tuple[Any, ...]] = {}
    moment = now()
    for unit in units:
        if storable(unit):
            row = _row(unit, moment, import_id, imported_from)
            # Taken out first so that of two the later also stands later.
            rows.pop(row[0], None)
            rows[row[0]] = row
    if rows and connection.dialect.name == "postgresql":
        _insert_together(connection, list(rows.values()))
    elif rows:
        _insert_in_turn(connection, list(rows.values()))
    return len(rows)


def units_of_keys(
    connection: Connection, keys: Sequence[int], languages: Sequence[str]
) -> Iterator[tuple[int, int, Unit]]:
    """Yield key, number and unit of the sources with these keys and into these languages."""
    for row in _chosen(connection, "source_key", keys, languages):
        yield row.source_key, row.id, unit_of(row)


def units_of_numbers(connection: Connection, numbers: Sequence[int]) -> dict[int, Unit]:
    """Return the units with these numbers that are there."""
    return {row.id: unit_of(row) for row in _chosen(connection, "id", numbers)} if numbers else {}


def _chosen(
    connection: Connection, column: str, numbers: Sequence[int], languages: Sequence[str] = ()
) -> Iterator[Any]:
    values: list[object]
    if connection.dialect.name == "postgresql":
        # psycopg takes as long to make an array of a list as the server to find the rows.
        among, values = "= ANY(?::bigint[])", [f"{{{','.join(map(str, numbers))}}}"]
    else:
        among, values = f"IN ({', '.join('?' * len(numbers))})", [*numbers]
    into = f" AND target_language IN ({', '.join('?' * len(languages))})" if languages else ""
    found = raw_rows(connection, f"{_SELECT} {column} {among}{into}", *values, *languages)
    return map(_Named._make, found.fetchall())


def unit_of(row: Any) -> Unit:
    """Return the unit of a row of `COLUMNS`."""
    return Unit(
        source=row.source,
        target=row.target,
        source_language=row.source_language,
        target_language=row.target_language,
        origin=row.origin,
        status=row.status,
        engine=row.engine,
        pairs=read_pairs(row.pairs),
        segment=row.segment,
        previous=row.previous,
        following=row.following,
        created=row.created,
        anchors=read_anchors(row.anchors, row.source, row.target),
    )


def _insert_in_turn(connection: Connection, rows: Sequence[tuple[Any, ...]]) -> None:
    cursor = connection.connection.cursor()
    whole = len(rows) - len(rows) % _TOGETHER
    several = f"{_INSERT} {', '.join([_VALUES] * _TOGETHER)}"
    cursor.executemany(
        several,
        [list(chain.from_iterable(rows[at : at + _TOGETHER])) for at in range(0, whole, _TOGETHER)],
    )
    cursor.executemany(f"{_INSERT} {_VALUES}", rows[whole:])


def _insert_together(connection: Connection, rows: Sequence[tuple[Any, ...]]) -> None:
    cursor: Any = connection.connection.cursor()
    if len(rows) < _WORTH_A_COPY:
        cursor.executemany(_INSERT_ONE, rows)
        return
    cursor.execute(_STAGE)
    with cursor.copy(_COPY) as copy:
        for position, row in enumerate(rows):
            copy.write_row((position, *row))
    cursor.execute(_TAKE)
    cursor.execute("TRUNCATE fresh_units")


def _row(unit: Unit, moment: str, import_id: int | None, imported_from: str) -> tuple[Any, ...]:
    text = normalised(unit.source)
    previous, following, pairs = context(unit.previous), context(unit.following), pairs_json(unit.pairs)
    return (
        identity(unit, imported_from, text),
        normalised_key(text),
        unit.source,
        unit.target,
        unit.source_language,
        unit.target_language,
        unit.origin,
        unit.status,
        unit.engine,
        pairs,
        unit.segment,
        previous,
        following,
        unit.created or moment,
        import_id,
        anchors_json(unit),
    )
