"""The translation memory: what was translated before, by whom, and the store of articles.

``open_memory`` gives a :class:`Memory`; :class:`Query` and :class:`Unit` are what goes in and comes out.
SQLAlchemy is loaded only when a real memory is opened.
"""

from __future__ import annotations

from bilingual.errors import MemoryStoreError, UsageError
from bilingual.memory.contract import (
    Found,
    Ignoring,
    Inventory,
    Match,
    Memory,
    Output,
    Selection,
    StoredArticle,
)
from bilingual.memory.units import IMPORTED, MACHINE, PERSON, Query, Unit

__all__ = [
    "IMPORTED",
    "MACHINE",
    "PERSON",
    "Found",
    "Ignoring",
    "Inventory",
    "Match",
    "Memory",
    "Output",
    "Query",
    "Selection",
    "StoredArticle",
    "Unit",
    "open_memory",
]

#: Seconds that a write waits for another process before it gives up.
PATIENCE = 30.0
#: The schemes of a PostgreSQL database's address.
POSTGRESQL = ("postgresql", "postgres", "postgresql+psycopg")
INSTALL_PSYCOPG = "pip install 'psycopg[binary]'"


def open_memory(url: str, *, wait: float = PATIENCE, make: bool = True) -> Memory:
    """Return the memory at ``url``, made new where there is none: without ``make`` that is an error.

    ``url`` is a path, ``sqlite:///path`` (relative; four slashes for an absolute one), the address of a
    PostgreSQL database (``postgresql://user@host/name``) or ``none`` for a memory that keeps nothing and
    finds nothing.  Missing folders on the way to a new file are made.
    ``wait`` is how many seconds a write waits while another process writes.

    Raises UsageError for an address that we cannot read, and MemoryStoreError, which names the database and
    the way out, for one that is not reached, locked, read-only, damaged, another program's, or written by a
    newer version.  Nothing is ever deleted.
    """
    address = url.strip()
    if address.lower() == "none":
        from bilingual.memory.nothing import NoMemory

        return NoMemory()
    scheme, separator, rest = address.partition("://")
    if not separator:
        path = address
    elif scheme.lower() == "sqlite":
        path = rest.removeprefix("/")
    elif scheme.lower() in POSTGRESQL:
        return _team_memory(address, wait)
    else:
        raise UsageError(
            f"unknown kind of memory '{scheme}://'\n"
            "Use a path, sqlite:///PATH, postgresql://… or none (--memory none)."
        )
    if not path or path == ":memory:":
        raise UsageError("the memory needs a file name\nUse a path, or none (--memory none).")
    from bilingual.memory.sqlite_file import SqliteFile
    from bilingual.memory.store import SqlMemory

    return SqlMemory(SqliteFile(path, wait, make=make))


def _team_memory(address: str, wait: float) -> Memory:
    from importlib.util import find_spec

    if find_spec("psycopg") is None:
        raise MemoryStoreError(
            f"a PostgreSQL memory needs psycopg: {INSTALL_PSYCOPG}\n"
            "Or use a file (--memory PATH) or none (--memory none)."
        )
    from bilingual.memory.postgresql import PostgresqlDatabase
    from bilingual.memory.store import SqlMemory

    return SqlMemory(PostgresqlDatabase(address, wait))
