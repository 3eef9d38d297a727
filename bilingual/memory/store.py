"""The memory in a database: translation units, and the doors to articles and imports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import ColumnElement, delete, select, true

from bilingual.article import Article
from bilingual.memory import articles, ignoring, imports, selecting, tables
from bilingual.memory.batches import Batches
from bilingual.memory.claims import Claims
from bilingual.memory.clock import now
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
from bilingual.memory.database import Database
from bilingual.memory.passed_over import PassedOver
from bilingual.memory.paths import place, writable_name
from bilingual.memory.rows import COLUMNS, insert_units, unit_of, units_of_keys, units_of_numbers
from bilingual.memory.units import Query, Unit, best, storable, text_key

if TYPE_CHECKING:
    from bilingual.memory.similar import Near, SimilarIndex

# SQLite allows 32,766 parameters a statement (999 before 3.32); a few hundred already cost next to nothing.
_CHUNK = 400

_Item = TypeVar("_Item")

_UNITS = tables.units


class SqlMemory(Memory):
    """A memory in a database.  Several processes and threads may use the same one at once."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._claims = Claims(database)
        # Loaded by the first search for similar texts.
        self._similar: SimilarIndex | None = None

    def lookup(self, queries: Sequence[Query]) -> list[Unit | None]:
        """Return the unit to reuse for each query; one statement for some hundred texts."""
        if not queries:
            return []
        keys = [text_key(query.source) for query in queries]
        languages = sorted({query.target_language for query in queries})
        found: dict[int, list[tuple[int, Unit]]] = defaultdict(list)
        with self._database.reading(each=len(keys) <= _CHUNK) as connection:
            for chunk in _chunks(dict.fromkeys(keys)):
                for key, number, unit in units_of_keys(connection, chunk, languages):
                    found[key].append((number, unit))
        return [best(query, found.get(key, ())) for query, key in zip(queries, keys, strict=True)]

    def store(self, units: Sequence[Unit], *, settled: Sequence[Query] = ()) -> None:
        """Keep units in one commit; the same unit again replaces the older one and is the newest."""
        if not any(storable(unit) for unit in units):
            return
        with self._database.writing() as connection:
            insert_units(connection, units)
            self._claims.give_up(connection, settled)

    def claim(self, queries: Sequence[Query]) -> list[bool]:
        """Claim in one commit, which does not wait long for others, nor for the disk."""
        return self._claims.take(queries)

    def release(self) -> None:
        """Give up the claims of this thread."""
        self._claims.release()

    def save_article(self, article: Article, data: bytes, settings: Mapping[str, str]) -> None:
        """Keep an article in one commit, in place of what was kept of it before."""
        with self._database.writing() as connection:
            articles.save(connection, article, data, settings)

    def article(self, article_id: str) -> StoredArticle | None:
        """Return an article as it was last saved, or None."""
        with self._database.reading() as connection:
            return articles.load(connection, article_id)

    def ignore(
        self,
        segment: str,
        source_text: str,
        language: str,
        check: str,
        reason: str,
        messages: Sequence[str] | None = None,
    ) -> None:
        """Keep that a person lets the findings of a check stand, in one commit."""
        with self._database.writing() as connection:
            ignoring.keep(connection, segment, source_text, language, check, reason, messages)

    def ignored(self, article_id: str) -> Mapping[tuple[str, str, str], Ignoring]:
        """Return what a person lets stand in an article."""
        with self._database.reading() as connection:
            return ignoring.of_article(connection, article_id)

    def each_segment(self) -> Iterator[tuple[str, str, str]]:
        """Yield article id, source text and language of every stored segment, article by article."""
        with self._database.reading() as connection:
            yield from articles.texts(connection)

    def each_unit(self) -> Iterator[Unit]:
        """Yield every unit, the oldest first, read some hundred at a time."""
        return self._each(true())

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
            name = writable_name(path.name)
            return imports.take_in(self._database, connection, path, content, insert_units, name, int)

    def import_file(
        self,
        path: Path,
        *,
        again: bool = False,
        advance: Callable[[int], object] = int,
        passed: PassedOver | None = None,
        name: str = "",
    ) -> int | None:
        """Take in a TMX file that a person names; what one of that path brought before goes."""
        content = imports.fingerprint(path)
        with self._database.writing(large=True) as connection:
            if not again and imports.known(connection, content):
                return None
            called = name or place(path)
            return imports.take_in(
                self._database, connection, path, content, insert_units, called, advance, passed
            )

    def similar(self, queries: Sequence[Query], *, at_least: float) -> list[Match | None]:
        """Return the most similar unit for each query; the index is loaded by the first call."""
        best: list[Near | None] = []
        for query in queries:
            pair = (query.source_language, query.target_language)
            near = self._near(query.source, pair, at_least=at_least, reusable=True)
            best.append(near[0] if near else None)
        units = self._numbered([one.number for one in best if one is not None])
        # What another process took out in this moment is not there any more.
        return [Match(units[one.number], one.score) if one and one.number in units else None for one in best]

    def search(
        self,
        text: str,
        *,
        source_language: str | None = None,
        target_language: str | None = None,
        at_least: float,
        most: int,
    ) -> list[Found]:
        """Return units for a person to see: the same text, similar ones, those that hold it."""
        kinds: dict[int, tuple[str, float | None]] = {}
        with self._database.reading() as connection:
            for number in selecting.same(connection, text, source_language, target_language, most):
                kinds[number] = ("exact", 1.0)
        if len(kinds) < most:
            near = [
                one
                for pair in self._index().pairs()
                if source_language in (None, pair[0]) and target_language in (None, pair[1])
                for one in self._near(text, pair, at_least=at_least, most=most)
            ]
            for one in sorted(near, key=lambda one: (-one.score, -one.number)):
                kinds.setdefault(one.number, ("similar", one.score))
        if len(kinds) < most:
            with self._database.reading() as connection:
                for number in selecting.holding(connection, text, source_language, target_language, most):
                    kinds.setdefault(number, ("substring", None))
        units = self._numbered(list(kinds)[:most])
        return [Found(n, units[n], *kind) for n, kind in kinds.items() if n in units]

    def selected(self, selection: Selection) -> Iterator[Unit]:
        """Yield the units that are meant, read some hundred at a time."""
        return self._each(selecting.condition(selection))

    def forget(self, selection: Selection, *, dry_run: bool = False) -> tuple[int, int]:
        """Take out units in one commit; return how many units and articles."""
        with self._database.reading() if dry_run else self._database.writing(large=True) as connection:
            return selecting.forget(connection, selection, dry_run)

    def inventory(self) -> Inventory:
        """Return what the database holds."""
        with self._database.reading() as connection:
            database = self._database
            return selecting.inventory(connection, database.place, database.size(), database.free(connection))

    def compact(self) -> tuple[int, int]:
        """Write the database anew, and the signatures of what is left with it."""
        before = self._database.size()
        with self._database.writing() as connection:
            connection.execute(delete(tables.signatures))
        self._database.compact()
        return before, self._database.size()

    def batches(self) -> Batches:
        """Return the tables of batches."""
        return Batches(self._database)

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    def _index(self) -> SimilarIndex:
        from bilingual.memory.similar import SimilarIndex

        if self._similar is None:
            self._similar = SimilarIndex(self._database)
        return self._similar

    def _near(
        self, text: str, pair: tuple[str, str], *, at_least: float, most: int = 1, reusable: bool = False
    ) -> list[Near]:
        return self._index().nearest(text, pair, at_least=at_least, most=most, reusable=reusable)

    def _numbered(self, numbers: Sequence[int]) -> dict[int, Unit]:
        found: dict[int, Unit] = {}
        with self._database.reading(each=True) as connection:
            for chunk in _chunks(numbers):
                found.update(units_of_numbers(connection, chunk))
        return found

    def _each(self, chosen: ColumnElement[bool]) -> Iterator[Unit]:
        last = 0
        while True:
            with self._database.reading() as connection:
                rows = connection.execute(
                    select(*COLUMNS).where(_UNITS.c.id > last, chosen).order_by(_UNITS.c.id).limit(_CHUNK)
                ).all()
            if not rows:
                return
            last = rows[-1].id
            yield from map(unit_of, rows)


def _chunks(items: Iterable[_Item]) -> Iterator[list[_Item]]:
    iterator = iter(items)
    while chunk := list(islice(iterator, _CHUNK)):
        yield chunk
