"""An SQLite file opened the way a memory needs it, and its failures in plain words."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import IntegrityError
from sqlalchemy.pool import ConnectionPoolEntry

from bilingual.errors import MemoryStoreError
from bilingual.memory import migrations
from bilingual.memory.database import ELSEWHERE, Database
from bilingual.memory.network_drives import network_drive

# The first bytes of every SQLite file (sqlite.org/fileformat2.html, 1.2).
_MAGIC = b"SQLite format 3\0"
# How long to pause between tries to switch on WAL, which does not wait for other processes by itself.
_PAUSE = 0.02
# SQLite's page cache in KiB: its own default, and for a large write.
_USUAL = 2000
_LARGE = 128_000
# So many units, and at least as many as there are, are worth new indexes.
_WORTH_REBUILDING = 5_000
_INDEXES = (
    "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND name IN ('units_identity', 'units_source')"
)
# Of units with one identity the newest stays.
_DROP_OLDER = """
    DELETE FROM units WHERE id IN (
        SELECT older.id FROM units AS older
        JOIN (SELECT identity, max(id) AS newest FROM units GROUP BY identity HAVING count(*) > 1) AS several
        ON older.identity = several.identity AND older.id < several.newest)"""


class SqliteFile(Database):
    """A migrated SQLite database in WAL mode.

    ``path`` may begin with ``~``; ``wait`` is the number of seconds to wait for another process's write; a
    missing file is made unless ``make`` is false.
    Raises MemoryStoreError where the file cannot be used; it is left as it was.
    """

    def __init__(self, path: str, wait: float, *, make: bool = True) -> None:
        self.path = _expanded(path).absolute()
        self.place = str(self.path)
        self._wait = wait
        if not make and not os.path.lexists(self.path):
            raise self._error(
                "there is none",
                "Check the path (--memory PATH); bilingual translate and memory import make one.",
            )
        self._check_place()
        self._engine = _engine(self.path, wait)
        try:
            self._prepare()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    @contextmanager
    def reading(self, *, each: bool = False) -> Iterator[Connection]:
        """Give a connection that sees one state of the database and changes nothing."""
        with self._told(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(
        self, *, large: bool = False, patience: float | None = None, lasting: bool = True
    ) -> Iterator[Connection]:
        """Give a connection that alone may write; commits at the end, undoes everything on an error.

        ``large`` gives a write of a great many rows more room, so that no page of an index is written
        twice; what is not ``lasting`` is not waited for until it is on the disk.
        """
        with self._told(), self._engine.connect() as connection:
            writer = connection.execution_options(writes=True)
            changed = {
                "cache_size": (-_LARGE, -_USUAL) if large else None,
                "busy_timeout": None if patience is None else _milliseconds(patience, self._wait),
                "synchronous": None if lasting else ("NORMAL", "FULL"),
            }
            for pragma, values in changed.items():
                if values is not None:
                    _set(connection, pragma, values[0])
            try:
                with writer.begin():
                    yield writer
            finally:
                for pragma, values in changed.items():
                    if values is not None:
                        _set(connection, pragma, values[1])

    @contextmanager
    def filling(self, connection: Connection, expected: int) -> Iterator[None]:
        """Put indexes aside while most of the units are new: one made at the end is sorted, not scattered."""
        there = int(connection.exec_driver_sql("SELECT count(*) FROM units").scalar() or 0)
        if expected < max(_WORTH_REBUILDING, there):
            yield
            return
        indexes = connection.exec_driver_sql(_INDEXES).all()
        for name, _ in indexes:
            connection.exec_driver_sql(f"DROP INDEX {name}")
        yield
        for _, statement in indexes:
            try:
                connection.exec_driver_sql(statement)
            except IntegrityError:
                connection.exec_driver_sql("CREATE INDEX same_identity ON units (identity)")
                connection.exec_driver_sql(_DROP_OLDER)
                connection.exec_driver_sql("DROP INDEX same_identity")
                connection.exec_driver_sql(statement)

    def compact(self) -> None:
        """Write the file anew without what was deleted, and empty the log beside it."""
        with self._told(), self._engine.connect() as connection:
            raw = connection.connection.cursor()
            try:
                raw.execute("VACUUM")
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                raw.execute("PRAGMA optimize")
            finally:
                raw.close()

    def size(self) -> int:
        """Return how many bytes the file and the log beside it have."""
        places = (self.path, self.path.with_name(f"{self.path.name}-wal"))
        return sum(place.stat().st_size for place in places if place.exists())

    def free(self, connection: Connection) -> int:
        """Return how many bytes of the file hold nothing."""
        pages = connection.exec_driver_sql("PRAGMA freelist_count").scalar() or 0
        return int(pages) * int(connection.exec_driver_sql("PRAGMA page_size").scalar() or 0)

    def _check_place(self) -> None:
        folder = self.path.parent
        try:
            if self.path.is_dir():
                raise self._error("is a folder, not a database", f"Name a file in it, or {ELSEWHERE}.")
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self._error(
                f"cannot be made: {error.strerror}", f"See to the folder {folder}, or {ELSEWHERE}."
            ) from error
        if (kind := network_drive(folder)) is not None:
            raise self._error(
                f"lies on a network drive ({kind}), where two programs' writes may destroy it",
                f"Put it on a local disk, use postgresql://… for a team, or {ELSEWHERE}.",
            )
        if not self._may_be_a_database():
            raise self._error("is not a database", f"It was left as it is; {ELSEWHERE}.")
        # Checked before anything is paid for: SQLite itself would complain only at the first write.
        blocked = next(
            (place for place in (self.path, folder) if place.exists() and not _may_write(place)), None
        )
        if blocked is not None:
            raise self._error(f"{blocked} is read-only", f"Make it writable, or {ELSEWHERE}.")

    def _may_be_a_database(self) -> bool:
        # SQLite takes a file of a few bytes for an empty database and would write over it.
        try:
            with self.path.open("rb") as file:
                return file.read(len(_MAGIC)) in (b"", _MAGIC)
        except OSError:
            return True  # missing, or SQLite will say why it cannot be opened

    def _prepare(self) -> None:
        with self.reading() as connection:
            found = self._version(connection)
        self._switch_to_wal()
        if found < migrations.VERSION:
            with self.writing() as connection:
                migrations.migrate(connection, self._version(connection))

    def _switch_to_wal(self) -> None:
        deadline = time.monotonic() + self._wait
        with self._told(), self._engine.connect() as connection:
            raw = connection.connection.cursor()
            try:
                while True:
                    try:
                        mode = raw.execute("PRAGMA journal_mode = WAL").fetchone()[0]
                        break
                    except sqlite3.OperationalError as error:
                        if _primary_code(error) != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                            raise
                        time.sleep(_PAUSE)
            finally:
                raw.close()
        if mode != "wal":
            raise self._error(
                f"cannot be opened in WAL mode (got '{mode}'), as on some network drives",
                f"Put the memory on a local disk: {ELSEWHERE}.",
            )

    @contextmanager
    def _told(self) -> Iterator[None]:
        with self._explained():
            try:
                yield
            except sqlite3.Error as error:
                raise self._failure(error) from error

    def _failure(self, error: BaseException | None) -> MemoryStoreError:
        what, way_out = _REASONS.get(_primary_code(error), (f"failed: {error}", "To go on, {elsewhere}."))
        return self._error(what, way_out.format(elsewhere=ELSEWHERE))


_REASONS = {
    sqlite3.SQLITE_BUSY: ("is locked by another program", "Try again when that is done, or {elsewhere}."),
    sqlite3.SQLITE_LOCKED: ("is locked by another program", "Try again when that is done, or {elsewhere}."),
    sqlite3.SQLITE_READONLY: ("is read-only", "Make the file and its folder writable, or {elsewhere}."),
    sqlite3.SQLITE_PERM: ("may not be read", "Ask for the right to read and write it, or {elsewhere}."),
    sqlite3.SQLITE_AUTH: ("may not be read", "Ask for the right to read and write it, or {elsewhere}."),
    sqlite3.SQLITE_CANTOPEN: (
        "cannot be opened",
        "See that the file and its folder can be read and written, or {elsewhere}.",
    ),
    sqlite3.SQLITE_NOTADB: ("is not a database", "It was left as it is; {elsewhere}."),
    sqlite3.SQLITE_CORRUPT: (
        "is damaged",
        "It was left as it is. Restore a copy or try 'sqlite3 FILE .recover'; until then {elsewhere}.",
    ),
    sqlite3.SQLITE_FULL: ("the disk is full", "Make room and run the command again, or {elsewhere}."),
    sqlite3.SQLITE_IOERR: ("the disk could not be read or written", "Check the disk, or {elsewhere}."),
}


def _milliseconds(*seconds: float) -> tuple[int, ...]:
    return tuple(round(one * 1000) for one in seconds)


def _set(connection: Connection, pragma: str, value: int | str) -> None:
    # Below SQLAlchemy, which would begin a transaction for it.
    raw = connection.connection.cursor()
    try:
        raw.execute(f"PRAGMA {pragma} = {value}")
    finally:
        raw.close()


def _may_write(place: Path) -> bool:
    # Where it can be told, by the rights in force: that is what the database will meet.
    return os.access(place, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _expanded(path: str) -> Path:
    try:
        return Path(path).expanduser()
    except RuntimeError:  # ~somebody, whom this machine does not know
        return Path(path)


def _primary_code(error: BaseException | None) -> int:
    # The low byte of an extended code names the kind of failure (sqlite.org/rescode.html).
    return int(getattr(error, "sqlite_errorcode", None) or 0) & 0xFF


def _engine(path: Path, wait: float) -> Engine:
    engine = create_engine(URL.create("sqlite", database=str(path)), connect_args={"timeout": wait})

    @event.listens_for(engine, "connect")
    def settle(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
        # Transactions are begun below: sqlite3's own way begins them late and cannot say IMMEDIATE.
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A write that starts as a read may find the database changed under it and fail at once.
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine
