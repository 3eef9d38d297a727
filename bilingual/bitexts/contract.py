"""What every reader of bilingual files gives: texts beside their translations, one pair after the other."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from bilingual.article import Mark, Status

#: Characters that one text may hold; more is no sentence but an attack or a mistake.
LONGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Pair:
    """A source text and its translation into one language.

    ``segment`` is the id that the file gives it, or its place where it gives none.  Language codes are
    canonical.  ``target`` is None where there is no translation; ``status`` tells whether there
    should be one.  Marks are inline codes of either side (`ph`, `g`, links …); those that belong
    together have the same id.
    """

    segment: str
    source_language: str
    source: str
    language: str
    target: str | None
    status: Status = Status.TRANSLATED
    source_marks: tuple[Mark, ...] = ()
    target_marks: tuple[Mark, ...] = ()


@dataclass(slots=True)
class Bitext:
    """An opened file.

    ``pairs`` reads as it goes and raises SourceError where the file cannot be read further.  ``article`` is
    the id under which findings of this file are ignored: an article's own, or one made of the file's name.
    ``ours`` tells that the segments' ids are those of an article.  ``problems`` are single lines on what was
    passed over, complete when all pairs were read.
    """

    path: str
    article: str
    pairs: Iterator[Pair]
    ours: bool = False
    problems: list[str] = field(default_factory=list)

    def key(self, segment: str) -> str:
        """Return the id by which the memory knows a segment of this file."""
        return segment if self.ours else f"{self.article}-{segment}"


def named_article(name: str) -> str:
    """Return an id for a file that holds no article of ours: 8 hex digits of its name's SHA-256.

    The name alone, since the next export of the same project has other bytes and most of the same units.
    """
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
