"""A PostgreSQL database that a team shares, and its failures in plain words."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry

from bilingual.errors import MemoryStoreError, UsageError
from bilingual.memory import migrations
from bilingual.memory.database import ELSEWHERE, Database
from bilingual.memory.tables import METADATA

# Advisory locks are told apart by a number; ours is held by whoever writes ("bilingua" in ASCII).
_WRITER = 0x62696C696E677561
# Seconds to wait for a server that does not answer; `connect_timeout` in the address outranks it.
_CONNECT = 10
# Seconds after which an idle connection is tried before it is used.
_LONG_REST = 2.0
_RESTED = "rested"
# Units that change what the server thinks of their table.
_WORTH_ANALYSING = 1000
# In any other, Hangul or Han cannot be kept.  SQL_ASCII, which `initdb` chooses in the C locale, keeps bytes.
_ENCODINGS = ("UTF8", "SQL_ASCII")
_SIZE = """
    SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint FROM pg_class c
    WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace AND c.relname = ANY(%s)"""


class PostgresqlDatabase(Database):
    """A migrated PostgreSQL database.

    ``address`` is a URL; what it leaves out comes from PGHOST, PGUSER, ~/.pgpass and the like.  ``wait`` is
    the number of seconds to wait for another process's write.  Raises UsageError for an address that is
    none, MemoryStoreError where the database cannot be used; it is left as it was.
    """

    def __init__(self, address: str, wait: float) -> None:
        url = _url(address)
        self.place = _shown(url)
        self._wait = max(1, round(wait * 1000))
        self._engine = _engine(url)
        self._each = self._engine.execution_options(isolation_level="AUTOCOMMIT")
        self._readers = self._engine.execution_options(isolation_level="REPEATABLE READ")
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
        """Give a connection that sees one state of the database, or of ``each`` statement."""
        # Outside a transaction there is nothing to begin or to end.
        opened = self._each.connect() if each else self._readers.begin()
        with self._told(), opened as connection:
            yield connection

    @contextmanager
    def writing(
        self, *, large: bool = False, patience: float | None = None, lasting: bool = True
    ) -> Iterator[Connection]:
        """Give a connection that alone may write; commits at the end, undoes everything on an error."""
        with self._told(), self._engine.begin() as connection:
            self._take_turn(connection, self._wait if patience is None else round(patience * 1000))
            if not lasting:
                connection.exec_driver_sql("SET LOCAL synchronous_commit = off")
            yield connection

    @contextmanager
    def filling(self, connection: Connection, expected: int) -> Iterator[None]:
        """Let the server look at what came, so that it chooses indexes at once and not in some minutes."""
        yield
        if expected >= _WORTH_ANALYSING:
            connection.exec_driver_sql("ANALYZE units")

    def compact(self) -> None:
        """Write the tables anew without what was deleted."""
        with self._told(), self._engine.connect() as connection:
            alone = connection.execution_options(isolation_level="AUTOCOMMIT")
            alone.exec_driver_sql(f"SET lock_timeout = {self._wait}")
            try:
                alone.exec_driver_sql(f"VACUUM (FULL, ANALYZE) {', '.join(sorted(METADATA.tables))}")
            finally:
                if not alone.closed and not alone.invalidated:
                    alone.exec_driver_sql("RESET lock_timeout")

    def size(self) -> int:
        """Return how many bytes the tables and their indexes have."""
        with self.reading() as connection:
            found = connection.exec_driver_sql(_SIZE, (sorted(METADATA.tables),)).scalar()
        return int(found or 0)

    def free(self, connection: Connection) -> int:
        """Return 0: PostgreSQL itself takes the room of what was deleted for what comes."""
        return 0

    def _prepare(self) -> None:
        with self.reading() as connection:
            encoding = str(connection.exec_driver_sql("SHOW server_encoding").scalar())
            if encoding not in _ENCODINGS:
                raise self._error(
                    f"keeps its texts as {encoding}, which has no room for Korean and Chinese",
                    f"Make one with CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0, or {ELSEWHERE}.",
                )
            if connection.exec_driver_sql("SELECT current_schema()").scalar() is None:
                raise self._error(
                    "has no schema to write to", f"See to the user's search_path, or {ELSEWHERE}."
                )
            found = self._version(connection)
        if found < migrations.VERSION:
            with self.writing() as connection:
                # Another process may have been quicker.
                migrations.migrate(connection, self._version(connection))

    def _take_turn(self, connection: Connection, wait: int) -> None:
        if wait:
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {wait}")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITER})")
        elif not connection.exec_driver_sql(f"SELECT pg_try_advisory_xact_lock({_WRITER})").scalar():
            raise self._error(*_told_of(_LOCKED))

    @contextmanager
    def _told(self) -> Iterator[None]:
        with self._explained():
            try:
                yield
            except psycopg.Error as error:
                raise self._failure(error) from error

    def _failure(self, error: BaseException | None) -> MemoryStoreError:
        state = str(getattr(error, "sqlstate", None) or "")
        told = _REASONS.get(state) or _CLASSES.get(state[:2])
        said = " ".join(str(error).split())
        if told is not None:
            what, way_out = _told_of(told)
            return self._error(what.replace("{said}", said), way_out)
        if not state and isinstance(error, psycopg.OperationalError):
            return self._error(f"is not reached: {said}", _told_of(_UNREACHED)[1])
        return self._error(f"failed: {said}", f"To go on, {ELSEWHERE}.")


_LOCKED = ("is locked: another program is writing", "Try again when that is done, or {elsewhere}.")
_UNREACHED = (
    "is not reached: {said}",
    "See that the server runs and that address, user and password are right, or {elsewhere}.",
)
_LOST = (
    "the connection was lost",
    "What was finished is kept: run the command again when the server is back, or {elsewhere}.",
)
_DAMAGED = (
    "is damaged: {said}",
    "It was left as it is. Tell who looks after the server; until then {elsewhere}.",
)
# By SQLSTATE (PostgreSQL's manual, appendix A).
_REASONS = {
    "55P03": _LOCKED,
    "40P01": _LOCKED,
    "57014": ("took longer than the server allows", "Raise its statement_timeout, or {elsewhere}."),
    "25006": ("is read-only", "Name the server that is written to, or {elsewhere}."),
    "42501": ("may not be used: {said}", "Ask for the right to read and write it, or {elsewhere}."),
    "28P01": _UNREACHED,
    "28000": _UNREACHED,
    "3D000": _UNREACHED,
    "53100": ("the disk is full", "Make room and run the command again, or {elsewhere}."),
    "53300": ("has too many connections", "Try again later, or {elsewhere}."),
    "57P01": _LOST,
    "57P02": _LOST,
    "57P03": _UNREACHED,
    "XX001": _DAMAGED,
    "XX002": _DAMAGED,
    "58030": ("the disk could not be read or written", "Check the server's disk, or {elsewhere}."),
}
_CLASSES = {"08": _LOST}


def _told_of(reason: tuple[str, str]) -> tuple[str, str]:
    return reason[0], reason[1].format(elsewhere=ELSEWHERE)


def _url(address: str) -> URL:
    try:
        url = make_url(address)
        return url.set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError):
        # What the parser says of it may hold the password.
        raise UsageError(
            "the memory's address is no database URL\n"
            "Write it as postgresql://user@host:5432/name, or name a file (--memory PATH)."
        ) from None


def _shown(url: URL) -> str:
    """The address without a password, wherever it stands in it, and without the driver's name."""
    query = {name: value for name, value in url.query.items() if name not in ("password", "sslpassword")}
    return url.set(drivername="postgresql", query=query).render_as_string(hide_password=True)


def _engine(url: URL) -> Engine:
    settings: dict[str, object] = {"client_encoding": "UTF8"}
    for name, value in (("connect_timeout", _CONNECT), ("application_name", "bilingual")):
        if name not in url.query:
            settings[name] = value
    # Prepared statements do not outlive a transaction behind a pooler such as PgBouncer.
    settings["prepare_threshold"] = None
    engine = create_engine(url, connect_args=settings)

    @event.listens_for(engine, "checkin")
    def rest(_: Any, record: ConnectionPoolEntry) -> None:
        record.info[_RESTED] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def try_out(connection: Any, record: ConnectionPoolEntry, _: Any) -> None:
        # An engine's answer may take minutes, in which servers and firewalls end what is idle.
        if time.monotonic() - record.info.get(_RESTED, math.inf) > _LONG_REST:
            try:
                connection.execute("SELECT 1")
                connection.rollback()
            except psycopg.Error as error:
                raise DisconnectionError from error

    return engine
