"""What batches have done: which source became which result, and how far a run is that may be elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, delete, insert, select, update

from bilingual.article import Article
from bilingual.memory import articles, tables
from bilingual.memory.clock import now
from bilingual.memory.contract import Output
from bilingual.memory.database import Database

_CHUNK = 400


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one source.

    ``place`` is where its results go (folder and stem) and tells it from every other; ``source``, ``state``
    (size and time of the file), ``sha256`` and ``settings`` (a fingerprint) are what it was made of.
    ``outcome`` is ``done``, ``incomplete`` or ``failed``, ``report`` the line of the run's report.
    """

    place: str
    source: str
    state: str
    sha256: str
    settings: str
    article: str
    outcome: str
    report: str


@dataclass(frozen=True, slots=True)
class BatchRun:
    """A run as it told of itself last.

    ``output`` is its folder of results, times are ISO 8601 in UTC, ``state`` is ``running``, ``stopped`` or
    ``finished``; ``began`` is when the first began of the runs that it takes up.
    """

    id: str
    output: str
    host: str
    process: int
    started: str
    began: str
    told: str
    state: str
    total: int
    done: int
    incomplete: int
    failed: int


class Batches:
    """The database's tables of batches."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def known(self, places: Sequence[str]) -> dict[str, Done]:
        """Return what is known of results, by their place."""
        found: dict[str, Done] = {}
        table = tables.batch_items
        with self._database.reading() as connection:
            for start in range(0, len(places), _CHUNK):
                for row in connection.execute(
                    select(table).where(table.c.place.in_(places[start : start + _CHUNK]))
                ):
                    values = {name: row._mapping[name] for name in Done.__slots__}
                    found[row.place] = Done(**values)
        return found

    def keep(
        self,
        done: Done,
        kept: tuple[Article, bytes, Mapping[str, str]] | None = None,
        outputs: Sequence[Output] = (),
    ) -> None:
        """Note in one commit what became of a source, with its article and the files written for it."""
        with self._database.writing() as connection:
            if kept is not None:
                articles.save(connection, *kept)
            for output in outputs:
                articles.record_written(connection, output)
            _replace(connection, done)

    def forget(self, places: Sequence[str]) -> None:
        """Forget what became of some sources, so that they are done again."""
        table = tables.batch_items
        with self._database.writing() as connection:
            for start in range(0, len(places), _CHUNK):
                connection.execute(delete(table).where(table.c.place.in_(places[start : start + _CHUNK])))

    def tell(self, run: BatchRun) -> None:
        """Keep how far a run is."""
        table = tables.batch_runs
        values = {**asdict(run), "told": now()}
        with self._database.writing() as connection:
            if connection.execute(update(table).where(table.c.id == run.id).values(values)).rowcount == 0:
                connection.execute(insert(table).values(values))

    def runs(self, most: int = 20) -> Iterator[BatchRun]:
        """Yield the runs that told of themselves last, the latest first."""
        table = tables.batch_runs
        with self._database.reading() as connection:
            rows = connection.execute(select(table).order_by(table.c.told.desc()).limit(most)).all()
        return (BatchRun(**row._mapping) for row in rows)


def _replace(connection: Connection, done: Done) -> None:
    table = tables.batch_items
    values = {**asdict(done), "at": now()}
    if connection.execute(update(table).where(table.c.place == done.place).values(values)).rowcount == 0:
        connection.execute(insert(table).values(values))
