"""The memory's index of similar texts: which units' sources are nearly the text that is looked for.

Signatures (`signatures`) propose candidates, their texts are read from the database, and rapidfuzz ranks
those by Levenshtein's distance over the longer length.  So a unit that is gone is never found, whatever the
index says, and one is found as soon as it is stored: before every search the numbers of the units, which
only grow, tell what is new.

Signatures are kept in the database in packed blobs of units of one language pair and loaded on first use.
A blob never changes; processes that use one memory add blobs of their own for what no blob has yet.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein
from sqlalchemy import Connection

from bilingual.errors import MemoryStoreError
from bilingual.memory.database import Database, raw_rows
from bilingual.memory.signatures import Distances, Shelf, Words, expected_distance, signatures
from bilingual.memory.units import MACHINE, ORIGINS, normalised

#: How many of the nearest signatures are looked at, and how many where they crowd.
NEAREST = 300
CROWDED = 3000
# Characters of all candidates, those of the longer counted once more for each 64 that the text has.
_AFFORDABLE = 300_000
# New units that are worth a blob, units of the largest blob, and blobs that are put together again.
_WORTH_A_BLOB = 2000
_LARGEST_BLOB = 100_000
_MOST_BLOBS = 100
# Sets of new units that are searched one by one before they are sorted in.
_MOST_TAILS = 16

# Scores are quotients: what is exactly as similar as asked for must not be lost to rounding.  rapidfuzz
# rounds its own limit on short texts, so it is given a lower one.
_ROUNDING = 1e-9
_LOWER = 0.02

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Near:
    """A unit, by its number, whose source is as similar as ``score`` (1.0: the same)."""

    number: int
    score: float


class SimilarIndex:
    """The signatures of a database's units, by language pair.  Threads may share it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._shelves: dict[Pair, list[Shelf]] = {}
        self._seen = 0

    def nearest(
        self, text: str, pair: Pair, *, at_least: float, most: int = 1, reusable: bool = False
    ) -> list[Near]:
        """Return the units of a language pair most similar to a text, the best first.

        Of two that are as similar a person's goes before an imported one and an engine's, then the newer.
        ``reusable`` leaves out what an engine answered to this very text: the exact look-up has refused it.
        Raises MemoryStoreError.
        """
        wanted = normalised(text)
        with self._lock, self._up_to_date() as connection:
            while True:
                found, gone = self._ranked(connection, wanted, pair, at_least, reusable)
                if not gone:
                    break
                numbers = np.array(sorted(gone), np.int64)
                self._shelves[pair] = [shelf.without(numbers) for shelf in self._shelves[pair]]
        found.sort(key=lambda one: (one[0], one[1], one[2]), reverse=True)
        return [Near(number, score) for score, _, number in found[:most]]

    def pairs(self) -> list[Pair]:
        """Return the language pairs that there are units of."""
        with self._lock, self._up_to_date():
            return sorted(self._shelves)

    def _ranked(
        self, connection: Connection, text: str, pair: Pair, at_least: float, reusable: bool
    ) -> tuple[list[tuple[float, int, int]], set[int]]:
        shelves = self._shelves.get(pair, [])
        if not text or not shelves:
            return [], set()
        words = signatures([text])[1][:, 0]
        distances = _distances(shelves, len(text), words, at_least)
        most = _affordable(len(text))
        numbers, beyond = distances.nearest(NEAREST, most)
        found, gone = _scored(connection, numbers.tolist(), text, at_least, reusable)
        # Whatever is better than the best so far is fewer edits away, and so are its bits.
        best = max((score for score, _, _ in found), default=at_least)
        reach = expected_distance((1.0 - best) * len(text))
        if not gone and len(numbers) < most and beyond <= reach:
            count = min(distances.within(reach), most)
            more = distances.nearest(count, most)[0]
            new = np.setdiff1d(more, numbers)
            others, gone = _scored(connection, new.tolist(), text, max(best, at_least), reusable)
            found += others
        return found, gone

    @contextmanager
    def _up_to_date(self) -> Iterator[Connection]:
        with self._database.reading(each=True) as connection:
            last = _scalar(connection, "SELECT max(id) FROM units")
            if last <= self._seen:
                yield connection
                return
        if last - self._seen >= _WORTH_A_BLOB:
            keep(self._database)
        with self._database.reading() as connection:
            self._catch_up(connection, _scalar(connection, "SELECT max(id) FROM units"))
            yield connection

    def _catch_up(self, connection: Connection, last: int) -> None:
        fresh: dict[Pair, list[Shelf]] = defaultdict(list)
        kept = self._seen
        for source, target, end, blob in raw_rows(
            connection,
            "SELECT source_language, target_language, last, data FROM signatures WHERE last > ? ORDER BY id",
            self._seen,
        ):
            fresh[source, target].append(_unpacked(blob).after(self._seen))
            kept = max(kept, end)
        for pair, shelf in _signed(connection, kept, last):
            fresh[pair].append(shelf)
        for pair, shelves in fresh.items():
            present = [*self._shelves.get(pair, ()), *shelves]
            crowded = len(present) > _MOST_TAILS or not self._seen
            self._shelves[pair] = [Shelf.empty().joined(present)] if crowded else present
        self._seen = last


def keep(database: Database) -> None:
    """Write blobs for what has none yet, if it is worth one; nothing where another process is writing."""
    with suppress(MemoryStoreError), database.writing(patience=0) as connection:
        blobs, kept = raw_rows(
            connection, "SELECT count(*), coalesce(max(last), 0) FROM signatures"
        ).fetchone()
        last = _scalar(connection, "SELECT max(id) FROM units")
        if last - kept < _WORTH_A_BLOB:
            return
        if blobs > _MOST_BLOBS:
            drop(connection)
            kept = 0
        for (source, target), shelf in _signed(connection, kept, last):
            raw_rows(
                connection,
                "INSERT INTO signatures (source_language, target_language, last, data) VALUES (?, ?, ?, ?)",
                source,
                target,
                last,
                _packed(shelf),
            )


def drop(connection: Connection) -> None:
    """Take all blobs out, within the caller's transaction: the next search makes new ones."""
    connection.exec_driver_sql("DELETE FROM signatures")


def _signed(connection: Connection, after: int, last: int) -> list[tuple[Pair, Shelf]]:
    """The signatures of units with numbers above ``after``, in shelves that fit into a blob."""
    shelves: list[tuple[Pair, Shelf]] = []
    waiting: dict[Pair, list[Shelf]] = defaultdict(list)
    sizes: dict[Pair, int] = defaultdict(int)
    for rows in _lists(connection, after, last):
        by_pair: dict[Pair, list[tuple[int, str]]] = defaultdict(list)
        for number, source, *languages in rows:
            by_pair[languages[0], languages[1]].append((number, source))
        for pair, texts in by_pair.items():
            numbers = np.fromiter((number for number, _ in texts), np.int64, len(texts))
            shelf = Shelf(numbers, *signatures([normalised(source) for _, source in texts]))
            waiting[pair].append(shelf)
            sizes[pair] += len(texts)
            if sizes[pair] >= _LARGEST_BLOB:
                shelves.append((pair, Shelf.of(*_columns(waiting.pop(pair)))))
                sizes[pair] = 0
    shelves += [(pair, Shelf.of(*_columns(parts))) for pair, parts in waiting.items()]
    return shelves


def _affordable(length: int) -> int:
    """How many candidates of about this length may be compared: rapidfuzz takes 64 characters at a time."""
    return max(NEAREST, min(CROWDED, _AFFORDABLE // (length * -(-length // 64))))


def _columns(shelves: Sequence[Shelf]) -> tuple[Any, Any, Words]:
    return (
        np.concatenate([shelf.numbers for shelf in shelves]),
        np.concatenate([shelf.lengths for shelf in shelves]),
        np.concatenate([shelf.words for shelf in shelves], axis=1),
    )


def _packed(shelf: Shelf) -> bytes:
    # Numbers, lengths, words; little-endian.
    return b"".join(
        (
            shelf.numbers.astype("<i8").tobytes(),
            shelf.lengths.astype("<u2").tobytes(),
            shelf.words.astype("<u8").tobytes(),
        )
    )


def _unpacked(blob: bytes) -> Shelf:
    count = len(blob) // (8 + 2 + 32)
    return Shelf(
        np.frombuffer(blob, "<i8", count).astype(np.int64),
        np.frombuffer(blob, "<u2", count, count * 8).astype(np.uint16),
        np.frombuffer(blob, "<u8", count * 4, count * 10).astype(np.uint64).reshape(4, count),
    )


def _distances(shelves: Iterable[Shelf], length: int, words: Words, at_least: float) -> Distances:
    parts = [shelf.distances(length, words, at_least) for shelf in shelves]
    if len(parts) == 1:
        return parts[0]
    return Distances(
        np.concatenate([part.numbers for part in parts]), np.concatenate([part.bits for part in parts])
    )


def _scored(
    connection: Connection, numbers: Sequence[int], text: str, at_least: float, reusable: bool
) -> tuple[list[tuple[float, int, int]], set[int]]:
    """Score, weight of the origin and number of those that are similar enough; and which are gone."""
    if not numbers:
        return [], set()
    listed = ",".join(map(str, numbers))
    statement = f"SELECT id, source, origin FROM units WHERE id IN ({listed})"  # noqa: S608 (numbers of ours)
    rows = raw_rows(connection, statement).fetchall()
    sources = [normalised(row[1]) for row in rows]
    found = []
    for source, score, at in process.extract(
        text, sources, scorer=Levenshtein.normalized_similarity, score_cutoff=at_least - _LOWER, limit=None
    ):
        number, _, origin = rows[at]
        refused = reusable and origin == MACHINE and source == text
        if score >= at_least - _ROUNDING and not refused:
            found.append((score, ORIGINS.index(origin), number))
    gone = set(numbers) - {row[0] for row in rows} if len(rows) < len(numbers) else set()
    return found, gone


def _lists(connection: Connection, after: int, last: int, size: int = 10_000) -> Iterator[list[Any]]:
    # Page by page: not every driver reads a long answer bit by bit.
    statement = (
        "SELECT id, source, source_language, target_language FROM units "
        "WHERE id > ? AND id <= ? ORDER BY id LIMIT ?"
    )
    while rows := raw_rows(connection, statement, after, last, size).fetchall():
        yield rows
        after = rows[-1][0]


def _scalar(connection: Connection, statement: str) -> int:
    return int(raw_rows(connection, statement).fetchone()[0] or 0)
