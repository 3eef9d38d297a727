"""The work on one article that needs neither memory nor engine, as functions for other processes.

A process keeps the glossary, the rules and the formats that it has loaded; all that goes in and comes out can
be pickled.
"""

from __future__ import annotations

import gc
import hashlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from bilingual import publishing
from bilingual.article import Article
from bilingual.errors import BilingualError, SourceError
from bilingual.pipeline import Translated, finished
from bilingual.preparing import Prepared, Preparing
from bilingual.reading import load, shown
from bilingual.settings import Settings


@dataclass(frozen=True, slots=True)
class Read:
    """A prepared source and what its reading warned of."""

    prepared: Prepared
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class File:
    """A result: its format, where it belongs, its SHA-256, and its ``state`` once it was put there.

    The state is empty where it was not: something else lies there, which may be ours.
    """

    format: str
    wanted: Path
    sha256: str
    state: str


def begin() -> None:
    """Make ready a process for articles: it leaves interruptions to its parent, and ends with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    # What is loaded stays; the search for garbage need not look at it again.
    gc.freeze()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        # Nobody is left to take the work in, and what waits for more would wait for ever.
        os._exit(1)


def read(settings: Settings, source: str, data: bytes | None = None) -> Read:
    """Read and prepare one source; ``data`` are its bytes if they were read already.

    Raises SourceError with the reason.
    """
    said: list[str] = []
    try:
        preparing = _preparing(settings)
        preparing.say = said.append
        prepared = preparing.prepare(load(source) if data is None else data, shown(source))
    except SourceError:
        raise
    except BilingualError as error:
        # Others do not come whole through a pickle.
        raise SourceError(str(error)) from None
    return Read(replace(prepared, article=_light(prepared.article)), tuple(said))


def write(settings: Settings, translated: Translated, stem: str) -> tuple[Article, tuple[File, ...]]:
    """Finish an article and put its files where nothing else lies; return both.  Raises OutputError."""
    article = finished(translated)
    files: list[File] = []
    for path, format_, content in rendered(article, settings, stem):
        digest = hashlib.sha256(content).hexdigest()
        placed = publishing.place_new(path, content)
        files.append(File(format_, path, digest, placed.state if placed else ""))
    return article, tuple(files)


def rendered(article: Article, settings: Settings, stem: str) -> Sequence[tuple[Path, str, bytes]]:
    """Return path, format and content of every file of an article."""
    return [
        (publishing.output_path(settings.output, stem, suffix), name, content)
        for name in settings.formats
        for suffix, content in publishing.render(article, name).items()
    ]


@lru_cache(maxsize=4)
def _preparing(settings: Settings) -> Preparing:
    return Preparing(settings, lambda _: None)


def _light(article: Article) -> Article:
    """Return ``article`` without what only reading and cleaning need: it may be as deep as the page."""
    blocks = tuple(replace(block, region=None) for block in article.blocks)
    return replace(article, blocks=blocks, source=replace(article.source, head=()))
