"""What a memory needs of a database, whichever it is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from bilingual.errors import MemoryStoreError
from bilingual.memory import migrations

#: What a person may always do where a memory cannot be used.
ELSEWHERE = "use another one (--memory PATH) or none (--memory none)"


class Database(ABC):
    """A migrated database; `reading` and `writing` give connections.

    One process writes at a time, and what it has written is seen by all the moment it is done.  So the
    numbers of units grow in the order in which they come to be seen.  Every method may raise
    MemoryStoreError.
    """

    #: Where it is, as a person may be shown: without a password.
    place: str

    @abstractmethod
    def reading(self, *, each: bool = False) -> AbstractContextManager[Connection]:
        """Give a connection that sees one state of the database and changes nothing.

        With ``each`` every statement may see a state of its own, which costs a server fewer questions.
        """

    @abstractmethod
    def writing(
        self, *, large: bool = False, patience: float | None = None, lasting: bool = True
    ) -> AbstractContextManager[Connection]:
        """Give a connection that alone may write; commits at the end, undoes everything on an error.

        ``large`` says that a great many rows are written; ``patience`` is how many seconds to wait for
        another writer, where that is not as long as usual.  What is not ``lasting`` need not survive a crash.
        """

    @contextmanager
    def filling(self, connection: Connection, expected: int) -> Iterator[None]:
        """Around the writing of about ``expected`` units: may make it quicker, changes nothing else."""
        yield

    @abstractmethod
    def compact(self) -> None:
        """Give back the room of what was deleted."""

    @abstractmethod
    def size(self) -> int:
        """Return how many bytes the database has."""

    @abstractmethod
    def free(self, connection: Connection) -> int:
        """Return how many bytes of it hold nothing, as far as it tells."""

    @abstractmethod
    def close(self) -> None:
        """Close every connection."""

    @abstractmethod
    def _failure(self, error: BaseException | None) -> MemoryStoreError:
        """Return a driver's error in plain words."""

    def _version(self, connection: Connection) -> int:
        found = migrations.version(connection)
        if found is None:
            raise self._error("is a database of another program", f"It was left as it is; {ELSEWHERE}.")
        if found > migrations.VERSION:
            raise self._error(
                f"was written by a newer version of bilingual (format {found}, this one knows up to "
                f"{migrations.VERSION})",
                f"Update bilingual, or {ELSEWHERE}.",
            )
        return found

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise self._failure(error.orig) from error
        except SQLAlchemyError as error:
            raise self._error(f"failed: {error}", f"To go on, {ELSEWHERE}.") from error

    def _error(self, what: str, way_out: str) -> MemoryStoreError:
        return MemoryStoreError(f"translation memory {self.place}: {what}\n{way_out}")


def raw_rows(connection: Connection, statement: str, *values: object) -> Any:
    """Run a statement with ``?`` for values and return the driver's own cursor.

    SQLAlchemy's rows cost more than reading them, where there are many.
    """
    if connection.dialect.name == "postgresql":
        statement = statement.replace("?", "%s")
    return connection.connection.cursor().execute(statement, values)
