"""The translation memory: what was translated before, by whom, and the store of articles.

``open_memory`` gives a :class:`Memory`; :class:`Query` and :class:`Unit` are what goes in and comes out.
SQLAlchemy is loaded only when a real memory is opened.
"""

from __future__ import annotations

from bilingual.errors import MemoryStoreError, UsageError
from bilingual.memory.contract import Found, Inventory, Match, Memory, Output, Selection, StoredArticle
from bilingual.memory.units import IMPORTED, MACHINE, PERSON, Query, Unit

__all__ = [
    "IMPORTED",
    "MACHINE",
    "PERSON",
    "Found",
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


def open_memory(url: str, *, wait: float = PATIENCE) -> Memory:
    """Return the memory at ``url``, made new where there is none.

    ``url`` is a path, ``sqlite:///path`` (relative; four slashes for an absolute one) or ``none`` for a
    memory that keeps nothing and finds nothing.  Missing folders on the way to a new file are made.
    ``wait`` is how many seconds a write waits while another process writes.

    Raises UsageError for an address that we cannot read, and MemoryStoreError, which names the file and
    the way out, for a database that is locked, read-only, damaged, another program's, or written by a
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
    elif scheme.lower().startswith("postgres"):
        raise MemoryStoreError(
            "a PostgreSQL memory cannot be opened by this version\n"
            "Use a file (--memory PATH) or none (--memory none)."
        )
    else:
        raise UsageError(
            f"unknown kind of memory '{scheme}://'\nUse a path, sqlite:///PATH or none (--memory none)."
        )
    if not path or path == ":memory:":
        raise UsageError("the memory needs a file name\nUse a path, or none (--memory none).")
    from bilingual.memory.store import SqlMemory

    return SqlMemory(path, wait=wait)
