"""What every memory does, whatever it keeps its units in."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from bilingual.article import Article, Segment, Signature, Source
from bilingual.memory.passed_over import PassedOver
from bilingual.memory.units import Query, Unit

if TYPE_CHECKING:
    from bilingual.memory.batches import Batches


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article as it was last saved: enough to run the same pipeline over it again.

    ``data`` are the source's bytes; ``settings`` what the run was asked for; ``segments`` come with
    their targets and the terms found in them; ``saved`` is ISO 8601 in UTC.
    """

    source: Source
    data: bytes
    settings: Mapping[str, str]
    targets: tuple[str, ...]
    signature: Signature
    segments: tuple[Segment, ...]
    saved: str


@dataclass(frozen=True, slots=True)
class Output:
    """A file that was written for an article: where, what (SHA-256, hex) and when (ISO 8601, UTC)."""

    article: str
    format: str
    path: Path
    sha256: str
    written: str


@dataclass(frozen=True, slots=True)
class Match:
    """A unit whose source is similar: ``score`` is 1.0 for the same text, 0.0 for nothing in common.

    The score is 1 - Levenshtein's distance / the longer length, in code points of texts with single spaces.
    """

    unit: Unit
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """A unit that a search found; ``kind`` is ``exact``, ``similar`` (with a score) or ``substring``."""

    number: int
    unit: Unit
    kind: str
    score: float | None


@dataclass(frozen=True, slots=True)
class Ignoring:
    """That a person lets the findings of a check stand for a segment in one language, and why.

    It holds for this ``source`` text only, and for findings that say one of ``messages`` (any, if there are
    none): another translation that goes wrong in another way is found again.
    """

    reason: str
    source: str
    messages: tuple[str, ...] = ()

    def holds(self, source: str, message: str) -> bool:
        """Tell whether a finding with ``message`` on a segment with this ``source`` may stand."""
        return source == self.source and (not self.messages or message in self.messages)


@dataclass(frozen=True, slots=True)
class Selection:
    """Which units are meant: those for which all that is said holds.

    ``article`` is an article's id, ``text`` a whole source or target text, ``engine`` an engine's signature,
    ``before`` the moment (ISO 8601, UTC) before which they were made.
    """

    article: str | None = None
    text: str | None = None
    engine: str | None = None
    before: str | None = None
    origin: str | None = None
    source_language: str | None = None
    target_language: str | None = None


@dataclass(frozen=True, slots=True)
class Inventory:
    """What a memory holds.  ``ages`` counts units by the month (``2026-01``) in which they were made."""

    place: str
    units: int
    pairs: Mapping[tuple[str, str], int]
    origins: Mapping[str, int]
    engines: Mapping[str, int]
    ages: Mapping[str, int]
    articles: int
    segments: int
    imports: int
    size: int
    free: int


class Memory(ABC):
    """A store of translation units and of articles.  Use it in a ``with`` block, or call `close`.

    Every method may raise MemoryStoreError, which says which database failed, why, and what to do.
    """

    @abstractmethod
    def lookup(self, queries: Sequence[Query]) -> list[Unit | None]:
        """Return the unit to reuse for each query, in order; None where there is none."""

    @abstractmethod
    def store(self, units: Sequence[Unit], *, settled: Sequence[Query] = ()) -> None:
        """Keep ``units`` in one commit: when this returns they survive a crash, before it none does.

        Units with an empty source or target, or with text that is not Unicode, are passed over.  With them
        goes the `claim` on what is ``settled``.
        """

    @abstractmethod
    def claim(self, queries: Sequence[Query]) -> list[bool]:
        """Say that an engine is about to be asked for these; return which of them nobody else is asking for.

        A claim is for texts, languages, engine and pairs, and for this thread; it ends with `release`, with
        the process, or after two minutes.  Nothing else heeds it.  Where none can be kept, all are free.
        """

    @abstractmethod
    def release(self) -> None:
        """Give up all claims of this thread; where that cannot be they end by themselves."""

    @abstractmethod
    def save_article(self, article: Article, data: bytes, settings: Mapping[str, str]) -> None:
        """Keep an article: its bytes, settings, segments, targets and terms, in one commit.

        What was kept of the same article before is replaced, but for the record of written files.
        """

    @abstractmethod
    def article(self, article_id: str) -> StoredArticle | None:
        """Return the article with this id (the first 8 hex digits of its bytes' SHA-256), or None."""

    @abstractmethod
    def ignore(
        self,
        segment: str,
        source_text: str,
        language: str,
        check: str,
        reason: str,
        messages: Sequence[str] | None = None,
    ) -> None:
        """Keep that the findings of ``check`` on a segment's target may stand, and why (see `Ignoring`).

        ``messages`` are those that the person saw; without them, those of the target as it is stored.
        What was kept of the same check, segment and language before is replaced.  Raises UsageError without
        a reason.
        """

    @abstractmethod
    def ignored(self, article_id: str) -> Mapping[tuple[str, str, str], Ignoring]:
        """Return what a person lets stand in an article, by segment's id, language and check."""

    @abstractmethod
    def each_segment(self) -> Iterator[tuple[str, str, str]]:
        """Yield article id, source text and language of every stored segment, in reading order."""

    @abstractmethod
    def each_unit(self) -> Iterator[Unit]:
        """Yield every unit, the oldest first."""

    @abstractmethod
    def record_written(self, article_id: str, format: str, path: Path, sha256: str) -> None:
        """Note that ``path`` now holds what we wrote for this article; a path has one, the last, writer."""

    @abstractmethod
    def written(self, path: Path) -> str | None:
        """Return the SHA-256 (hex) of what we last wrote to ``path``, or None if we never did."""

    @abstractmethod
    def outputs(self, article_id: str) -> list[Output]:
        """Return the files that hold what we wrote for this article, in the order of their paths."""

    @abstractmethod
    def import_once(self, path: Path) -> int:
        """Take in a TMX file unless its very content was taken in before; return the number of units.

        A file of the same name with other content replaces the imported units of the earlier one (those
        that a person or an engine made stay).  All or nothing: a malformed file changes nothing and
        raises MemoryStoreError with its line.
        """

    @abstractmethod
    def import_file(
        self,
        path: Path,
        *,
        again: bool = False,
        advance: Callable[[int], object] = int,
        passed: PassedOver | None = None,
        name: str = "",
    ) -> int | None:
        """Take in a TMX file that a person names; return the number of units, None for content known already.

        A file of the same path with other content replaces the imported units of the earlier one.
        ``again`` takes in known content too, as after a `forget`; ``advance`` is told how many more bytes
        were read, and ``passed`` counts what is left out.  ``name`` stands for the path of what came
        without one.  All or nothing, as `import_once`.
        """

    @abstractmethod
    def similar(self, queries: Sequence[Query], *, at_least: float) -> list[Match | None]:
        """Return the most similar unit for each query, None where none is as similar as ``at_least``.

        It is a suggestion: its engine and term pairs may be others.  What an engine answered to the very
        same text is left out, since `lookup` decides on that.  Of two as similar a person's goes
        first, then an imported one, then the newest.
        """

    @abstractmethod
    def search(
        self,
        text: str,
        *,
        source_language: str | None = None,
        target_language: str | None = None,
        at_least: float,
        most: int,
    ) -> list[Found]:
        """Return units for a person to see: first the same text, then similar ones, then those that hold it.

        The same and similar are looked for among sources, and the text held in sources and targets.
        """

    @abstractmethod
    def selected(self, selection: Selection) -> Iterator[Unit]:
        """Yield the units that are meant, the oldest first."""

    @abstractmethod
    def forget(self, selection: Selection, *, dry_run: bool = False) -> tuple[int, int]:
        """Take out the units that are meant; return how many units and articles go, or would.

        An article goes with its units where it is all that is said.
        """

    @abstractmethod
    def inventory(self) -> Inventory:
        """Return what the memory holds."""

    @abstractmethod
    def compact(self) -> tuple[int, int]:
        """Give back the room of what was deleted; return the bytes before and after."""

    @abstractmethod
    def batches(self) -> Batches:
        """Return what batches keep of what they did.  Raises MemoryStoreError where nothing is kept."""

    @abstractmethod
    def close(self) -> None:
        """Give back what the memory holds open; calling it again does no harm."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
