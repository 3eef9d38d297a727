"""TMX files taken into the database, each content once.

The functions that touch the database work within the caller's transaction.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, delete, insert, select, update

from bilingual.errors import MemoryStoreError
from bilingual.memory import tables
from bilingual.memory.clock import now
from bilingual.memory.database import Database
from bilingual.memory.passed_over import PassedOver
from bilingual.memory.tmx_bytes import check_regular
from bilingual.memory.tmx_quick import read_units
from bilingual.memory.units import IMPORTED, Unit

# Of a <tu> with two short sentences and few properties.
_BYTES_A_UNIT = 400


class InsertUnits(Protocol):
    """Writes units that came with a file; returns how many it kept."""

    def __call__(
        self, connection: Connection, units: list[Unit], import_id: int | None, imported_from: str
    ) -> int:
        """Write ``units``."""


def fingerprint(path: Path) -> str:
    """Return the SHA-256 (hex) of a file's content.  Raises MemoryStoreError if it cannot be read."""
    check_regular(path)
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise MemoryStoreError(f"{path}: cannot be read: {error.strerror}") from error


def known(connection: Connection, content: str) -> bool:
    """Tell whether a file of this content was taken in and not replaced since."""
    statement = select(tables.imports.c.id).where(tables.imports.c.sha256 == content)
    return connection.execute(statement).first() is not None


def take_in(
    database: Database,
    connection: Connection,
    path: Path,
    content: str,
    insert_units: InsertUnits,
    name: str,
    advance: Callable[[int], object],
    passed: PassedOver | None = None,
) -> int:
    """Read a TMX file into the database under ``name``; return the number of units.

    Imported units of an earlier file of the same name go; a person's and an engine's stay.  ``advance`` is
    told how many more bytes were read; ``passed`` counts what is left out.
    Raises MemoryStoreError, with file and line, for a malformed file.
    """
    number = _enter(connection, name, content)
    units = tables.units
    connection.execute(delete(units).where(units.c.import_id == number, units.c.origin == IMPORTED))
    count = 0
    with database.filling(connection, path.stat().st_size // _BYTES_A_UNIT):
        for batch in read_units(path, advance, passed):
            count += insert_units(connection, batch, number, name)
    connection.execute(update(tables.imports).where(tables.imports.c.id == number).values(units=count))
    return count


def _enter(connection: Connection, name: str, content: str) -> int:
    same = tables.imports.c.name == name
    row = {"sha256": content, "units": 0, "imported": now()}
    if connection.execute(update(tables.imports).where(same).values(row)).rowcount == 0:
        connection.execute(insert(tables.imports).values(name=name, **row))
    number: int = connection.execute(select(tables.imports.c.id).where(same)).scalar_one()
    return number
