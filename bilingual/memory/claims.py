"""Claims on texts that an engine is being asked for, so that no other process asks for the same.

Memory shows what was answered; a claim shows what is on its way.  It is there for whoever asks next, and
keeps nobody from writing or reading: one that is too old, or whose process is gone from this computer, is
passed over.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import socket
import threading
from collections.abc import Collection, Sequence
from functools import cache
from pathlib import Path

from sqlalchemy import Connection

from bilingual.errors import MemoryStoreError
from bilingual.memory.database import Database, raw_rows
from bilingual.memory.units import Query, digest, normalised, pairs_json

#: Seconds after which a claim counts no more: an engine's request with all its tries takes less.
LASTS = 120.0
# Seconds to wait for another process's write.  Whoever gets no claim goes on without.
_PATIENCE = 2.0

# The database's time, in seconds: computers that share a server need not agree on theirs.
_MOMENT = {
    "sqlite": "SELECT (julianday('now') - 2440587.5) * 86400.0",
    "postgresql": "SELECT extract(epoch FROM clock_timestamp())",
}


class Claims:
    """The claims that one opener of a database has; each of its threads has its own."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._opener = secrets.token_hex(4)
        self._own = threading.local()

    def take(self, queries: Sequence[Query]) -> list[bool]:
        """Claim what is free; return for each whether this thread has it now.

        Where the database cannot be written to, all are free.
        """
        keys = [_key(query) for query in queries]
        try:
            with self._database.writing(patience=_PATIENCE, lasting=False) as connection:
                mine = _take(connection, list(dict.fromkeys(keys)), self._holder)
        except MemoryStoreError:
            return [True] * len(queries)
        self._held.update(mine)
        return [key in mine for key in keys]

    def give_up(self, connection: Connection, queries: Sequence[Query]) -> None:
        """Give up the claims on these, within the caller's transaction."""
        keys = {_key(query) for query in queries} & self._held
        if keys:
            _delete(connection, keys, self._holder)
            self._held.difference_update(keys)

    def release(self) -> None:
        """Give up every claim of this thread; what cannot be given up ends by itself."""
        if not self._held:
            return
        with (
            contextlib.suppress(MemoryStoreError),
            self._database.writing(patience=_PATIENCE, lasting=False) as connection,
        ):
            _delete(connection, self._held, self._holder)
        self._held.clear()

    @property
    def _held(self) -> set[bytes]:
        if not hasattr(self._own, "keys"):
            self._own.keys = set()
        held: set[bytes] = self._own.keys
        return held

    @property
    def _holder(self) -> str:
        return f"{_computer()} {os.getpid()} {self._opener} {threading.get_ident()}"


def _key(query: Query) -> bytes:
    """What is claimed: a text from one language into another, of one engine, for its term pairs."""
    return digest(
        normalised(query.source),
        query.source_language,
        query.target_language,
        query.engine or "",
        pairs_json(query.pairs),
    )


def _take(connection: Connection, keys: Sequence[bytes], own: str) -> set[bytes]:
    """Claim what no other has; nobody else writes meanwhile."""
    moment = float(raw_rows(connection, _MOMENT[connection.dialect.name]).fetchone()[0])
    among = ", ".join("?" * len(keys))
    there = raw_rows(connection, f"SELECT key, holder, expires FROM claims WHERE key IN ({among})", *keys)  # noqa: S608
    others = {
        bytes(key)
        for key, claimed_by, expires in there.fetchall()
        if claimed_by != own and _counts(claimed_by, expires - moment)
    }
    mine = set(keys) - others
    raw_rows(connection, "DELETE FROM claims WHERE expires < ?", moment)
    if mine:
        among = ", ".join("?" * len(mine))
        raw_rows(connection, f"DELETE FROM claims WHERE key IN ({among})", *mine)  # noqa: S608
        rows = ", ".join(["(?, ?, ?)"] * len(mine))
        values = [value for key in mine for value in (key, own, moment + LASTS)]
        raw_rows(connection, f"INSERT INTO claims (key, holder, expires) VALUES {rows}", *values)  # noqa: S608
    return mine


def _delete(connection: Connection, keys: Collection[bytes], own: str) -> None:
    among = ", ".join("?" * len(keys))
    raw_rows(connection, f"DELETE FROM claims WHERE holder = ? AND key IN ({among})", own, *keys)  # noqa: S608


def _counts(claimed_by: str, left: float) -> bool:
    # Longer than a claim lasts: the clock was set back.
    return 0 < left <= LASTS and _may_live(claimed_by)


def _may_live(claimed_by: str) -> bool:
    """Tell whether the process may be there still; of another computer's that is not known."""
    computer, _, rest = claimed_by.partition(" ")
    if computer != _computer() or os.name != "posix":
        return True
    with contextlib.suppress(PermissionError, ValueError, OverflowError):
        try:
            os.kill(int(rest.partition(" ")[0]), 0)
        except ProcessLookupError:
            return False
    return True


@cache
def _computer() -> str:
    """What stands for this computer, or for a container with process numbers of its own."""
    numbers = ""
    with contextlib.suppress(OSError):
        numbers = str(Path("/proc/self/ns/pid").readlink())
    return f"{socket.gethostname()}/{numbers}".replace(" ", "_")
