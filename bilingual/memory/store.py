"""The memory in a database: translation units, and the doors to articles and imports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, delete, insert, select

from bilingual.article import Article
from bilingual.memory import articles, imports, tables
from bilingual.memory.clock import now
from bilingual.memory.contract import Memory, Output, StoredArticle
from bilingual.memory.database import Database
from bilingual.memory.units import (
    Query,
    Unit,
    anchors_json,
    best,
    context,
    identity,
    pairs_json,
    read_anchors,
    read_pairs,
    storable,
    text_key,
)

# SQLite allows 32,766 parameters a statement (999 before 3.32); a few hundred already cost next to nothing.
_CHUNK = 400

_Item = TypeVar("_Item")

_UNITS = tables.units
_COLUMNS = (
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


class SqlMemory(Memory):
    """A memory in an SQLite file.  Several processes and threads may use the same file at once."""

    def __init__(self, path: str, *, wait: float) -> None:
        self._database = Database(path, wait)

    def lookup(self, queries: Sequence[Query]) -> list[Unit | None]:
        """Return the unit to reuse for each query; one statement for some hundred texts."""
        if not queries:
            return []
        keys = [text_key(query.source) for query in queries]
        languages = sorted({query.target_language for query in queries})
        found: dict[int, list[tuple[int, Unit]]] = defaultdict(list)
        with self._database.reading() as connection:
            for chunk in _chunks(dict.fromkeys(keys)):
                statement = select(*_COLUMNS).where(
                    _UNITS.c.source_key.in_(chunk), _UNITS.c.target_language.in_(languages)
                )
                for row in connection.execute(statement):
                    found[row.source_key].append((row.id, _unit(row)))
        return [best(query, found.get(key, ())) for query, key in zip(queries, keys, strict=True)]

    def store(self, units: Sequence[Unit]) -> None:
        """Keep units in one commit; the same unit again replaces the older one and is the newest."""
        if not any(storable(unit) for unit in units):
            return
        with self._database.writing() as connection:
            insert_units(connection, units)

    def save_article(self, article: Article, data: bytes, settings: Mapping[str, str]) -> None:
        """Keep an article in one commit, in place of what was kept of it before."""
        with self._database.writing() as connection:
            articles.save(connection, article, data, settings)

    def article(self, article_id: str) -> StoredArticle | None:
        """Return an article as it was last saved, or None."""
        with self._database.reading() as connection:
            return articles.load(connection, article_id)

    def each_segment(self) -> Iterator[tuple[str, str, str]]:
        """Yield article id, source text and language of every stored segment, article by article."""
        with self._database.reading() as connection:
            yield from articles.texts(connection)

    def each_unit(self) -> Iterator[Unit]:
        """Yield every unit, the oldest first, read some hundred at a time."""
        last = 0
        while True:
            with self._database.reading() as connection:
                rows = connection.execute(
                    select(*_COLUMNS).where(_UNITS.c.id > last).order_by(_UNITS.c.id).limit(_CHUNK)
                ).all()
            if not rows:
                return
            last = rows[-1].id
            yield from map(_unit, rows)

    def record_written(self, article_id: str, format: str, path: Path, sha256: str) -> None:
        """Note what was written to ``path``; an earlier writer of that path is forgotten."""
        with self._database.writing() as connection:
            articles.record_written(connection, Output(article_id, format, path, sha256, now()))

    def written(self, path: Path) -> str | None:
        """Return the SHA-256 of what we last wrote to ``path``, however it is spelled, or None."""
        with self._database.reading() as connection:
            return articles.written(connection, path)

    def outputs(self, article_id: str) -> list[Output]:
        """Return the files that hold what we wrote for this article."""
        with self._database.reading() as connection:
            return articles.outputs(connection, article_id)

    def import_once(self, path: Path) -> int:
        """Take in a TMX file whose content is new to this database; return the number of units."""
        content = imports.fingerprint(path)
        with self._database.reading() as connection:
            if imports.known(connection, content):
                return 0
        with self._database.writing() as connection:
            # Another process may have been quicker.
            if imports.known(connection, content):
                return 0
            return imports.take_in(connection, path, content, insert_units)

    def close(self) -> None:
        """Close the database."""
        self._database.close()


def insert_units(
    connection: Connection, units: Iterable[Unit], import_id: int | None = None, imported_from: str = ""
) -> int:
    """Write units within the caller's transaction; return how many were kept.

    ``import_id`` and ``imported_from`` name the file that they came with.
    """
    rows: dict[bytes, dict[str, Any]] = {}
    moment = now()
    for unit in units:
        if storable(unit):
            row = _row(unit, moment, import_id, imported_from)
            # Taken out first so that of two the later also stands later.
            rows.pop(row["identity"], None)
            rows[row["identity"]] = row
    for chunk in _chunks(rows):
        connection.execute(delete(_UNITS).where(_UNITS.c.identity.in_(chunk)))
    if rows:
        connection.execute(insert(_UNITS), list(rows.values()))
    return len(rows)


def _row(unit: Unit, moment: str, import_id: int | None, imported_from: str) -> dict[str, Any]:
    return {
        "identity": identity(unit, imported_from),
        "source_key": text_key(unit.source),
        "source": unit.source,
        "target": unit.target,
        "source_language": unit.source_language,
        "target_language": unit.target_language,
        "origin": unit.origin,
        "status": unit.status,
        "engine": unit.engine,
        "pairs": pairs_json(unit.pairs),
        "segment": unit.segment,
        "previous": context(unit.previous),
        "following": context(unit.following),
        "created": unit.created or moment,
        "import_id": import_id,
        "anchors": anchors_json(unit),
    }


def _unit(row: Any) -> Unit:
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


def _chunks(items: Iterable[_Item]) -> Iterator[list[_Item]]:
    iterator = iter(items)
    while chunk := list(islice(iterator, _CHUNK)):
        yield chunk
