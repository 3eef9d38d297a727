"""The route of one article: reading, cleaning, segmenting, terms, memory and engines, checks, publishing.

Nothing else knows the order of the stages.  The command line, batch runs and the review all come through
here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Self

from bilingual import engines, parallel, publishing, translation
from bilingual.article import Article, Severity, Status, Target
from bilingual.checks import Levels
from bilingual.engine_chain import EngineChain, Sent
from bilingual.finishing import Ignored, finish
from bilingual.memory import PERSON, Memory, Query, open_memory
from bilingual.preparing import Prepared, Preparing
from bilingual.settings import Settings, engine_chain
from bilingual.translation import Estimate, Job

#: What leaves a segment unfinished.
OPEN_STATUSES = frozenset({Status.UNTRANSLATED, Status.FUZZY, Status.FAILED})


@dataclass(frozen=True, slots=True)
class Translated:
    """An article with a target for each segment, by language and segment, and what `finish` takes beside."""

    article: Article
    targets: Mapping[str, Mapping[str, Target]]
    makers: frozenset[str]
    glossary: str
    levels: Levels
    ignored: Ignored


def finished(translated: Translated) -> Article:
    """Return the article with its targets made ready to be published.  Needs neither memory nor engine."""
    return finish(
        translated.article,
        translated.targets,
        makers=translated.makers,
        glossary=translated.glossary,
        levels=dict(translated.levels),
        ignored=translated.ignored,
    )


@dataclass(frozen=True, slots=True)
class Written:
    """One result: its format's name, where it lies and whether it is ``written``, ``unchanged`` or
    ``beside``.

    ``beside`` means that ``wanted``, the file of that name, is not as we wrote it, or not known to be ours;
    it was left alone and ``path`` lies next to it.
    """

    format: str
    path: Path
    state: str
    wanted: Path


def silent(line: str) -> None:
    """Take a message and say nothing."""


class Pipeline:
    """Everything a run needs, opened once: glossary, memory and the chain of engines.

    A glossary file that changes meanwhile counts from the next source on; while it is malformed, which is
    said, the glossary stays as it was.
    ``say`` is called with single lines for the person who watches.  Use it as a context manager.
    """

    def __init__(
        self,
        settings: Settings,
        say: Callable[[str], None] = silent,
        *,
        memory: Memory | None = None,
        planning: bool = False,
        began: str = "",
    ) -> None:
        """Open glossary and memory; a memory that is given is used, and left open at the end.

        With ``planning`` engines that lack a key are taken for estimates.  ``began`` is when (ISO 8601,
        UTC) a run began that this one takes up: what engines answered since then counts as translated, not
        as reused.

        Raises GlossaryError, MemoryStoreError or UsageError.
        """
        self.settings = settings
        self._say = say
        self._preparing = Preparing(settings, say, writing=not planning)
        for name in settings.formats:
            publishing.check_format(name)
        self._chain = EngineChain(
            engine_chain(settings.engines),
            offline=settings.offline,
            say=say,
            planning=planning,
            began=began,
        )
        self._chain.check()
        self._own_memory = memory is None
        self._memory: Memory = open_memory(settings.memory) if memory is None else memory
        if settings.seeds is not None:
            self._memory.import_once(settings.seeds)

    def __enter__(self) -> Self:
        """Return the open pipeline."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close the memory, if it is our own."""
        if self._own_memory:
            self._memory.close()

    @property
    def memory(self) -> Memory:
        """The memory of the run, open as long as the pipeline is."""
        return self._memory

    @property
    def glossary(self) -> str:
        """The version of the glossary as its files are now."""
        return self._preparing.matcher().glossary.version

    @property
    def characters_sent(self) -> int:
        """How many characters went to engines so far, every further try for a pinned term counted."""
        return self._chain.characters_sent

    @property
    def sent(self) -> tuple[Sent, ...]:
        """What went to each engine so far, in the order in which they were first asked."""
        return self._chain.sent

    def prepare(self, data: bytes, path: str) -> Prepared:
        """Read, clean, segment, pair and match one source; say what its reading warns of.

        Raises SourceError where there is no article.
        """
        return self._preparing.prepare(data, path)

    def plan(self, prepared: Prepared) -> tuple[Job, ...]:
        """Look up an article in memory: a job a target language, nothing asked yet."""
        article, at_least = prepared.article, self.settings.fuzzy
        fuzzy = None if at_least is None else translation.Fuzzy(at_least, self._preparing.matcher().find)
        return tuple(
            translation.plan(article, target, self._memory, self._chain, fuzzy=fuzzy)
            for target in article.targets
        )

    def announce(self, jobs: Sequence[Job]) -> None:
        """Say in one line how many characters go to whom, before the first request of a run."""
        wanted = [job for job in jobs if job.wanted]
        if not wanted:
            return
        usable = list(self._chain.usable())
        segments = sum(len(job.wanted) for job in wanted)
        if not usable:
            self._say(f"not in memory: {segments} segments; no engine may be asked")
            return
        languages = ", ".join(dict.fromkeys(job.target for job in wanted))
        characters = sum(job.characters for job in wanted)
        names = ", then ".join(engines.name_of(engine) for engine in usable)
        self._say(f"{characters:,} characters in {segments:,} segments go to {names} ({languages})")

    def fulfil(self, prepared: Prepared, jobs: Sequence[Job], done: Callable[[int], None]) -> Article:
        """Ask for what is missing, check everything and keep the article in memory.

        ``done`` is called with numbers of segments as they are settled.
        """
        return self.fulfil_all([prepared], [jobs], done)[0]

    def fulfil_all(
        self, prepared: Sequence[Prepared], jobs: Sequence[Sequence[Job]], done: Callable[[int], None]
    ) -> list[Article]:
        """Do the same for several articles, whose segments share requests: equal ones are asked for once."""
        return [
            self._kept(finished(translated), item)
            for item, translated in zip(prepared, self.asked(prepared, jobs, done), strict=True)
        ]

    def asked(
        self, prepared: Sequence[Prepared], jobs: Sequence[Sequence[Job]], done: Callable[[int], None]
    ) -> list[Translated]:
        """Ask for what is missing of several articles; checks and memory of them are still to come."""
        filled = iter(
            translation.fulfil([job for own in jobs for job in own], self._memory, self._chain, done)
        )
        return [
            Translated(
                item.article,
                {job.target: next(filled) for job in own},
                frozenset(name for job in own for name in job.engines_used),
                item.glossary,
                self.settings.checks,
                self._memory.ignored(item.article.id),
            )
            for item, own in zip(prepared, jobs, strict=True)
        ]

    def estimates(self, jobs: Sequence[Job]) -> list[Estimate]:
        """Return what each engine of the chain that may be asked would be sent if all of it went there."""
        return translation.estimates(jobs, self._chain)

    def _kept(self, article: Article, prepared: Prepared) -> Article:
        self.offer(article)
        self._memory.save_article(article, prepared.data, self.settings.as_text())
        return article

    def translate(self, data: bytes, path: str) -> Article:
        """Take one source through the whole route but publishing.  Raises SourceError or EngineError."""
        prepared = self.prepare(data, path)
        jobs = self.plan(prepared)
        self.announce(jobs)
        return self.fulfil(prepared, jobs, lambda _: None)

    def publish(self, article: Article, stem: str, *, force: bool = False) -> tuple[Written, ...]:
        """Write ``article`` in every format asked for and remember what was written where.

        Raises OutputError for a folder that cannot be written.
        """
        results: list[Written] = []
        for name in self.settings.formats:
            if name == "xlsx":
                from bilingual.bitexts.remarks import remarks_at  # who writes no workbook reads none

                path = publishing.output_path(self.settings.output, stem, name)
                remarks = remarks_at(path, self._memory.written(path), article.segments)
                article = replace(article, remarks=remarks)
            for suffix, content in publishing.render(article, name).items():
                path = publishing.output_path(self.settings.output, stem, suffix)
                known = self._memory.written(path)
                placed = publishing.place(path, content, known, force, self._memory.written)
                digest = hashlib.sha256(content).hexdigest()
                self._memory.record_written(article.id, name, placed.path, digest)
                results.append(Written(name, placed.path, placed.state, path))
        return tuple(results)

    def offer(self, article: Article) -> None:
        """Put the page's own translations into memory, but for those it has and those a person mended."""
        units = parallel.page_units(article)
        asked = [
            Query(u.segment, u.source, u.source_language, u.target_language, u.previous, u.following)
            for u in units
        ]
        known = self._memory.lookup(asked) if asked else []
        self._memory.store(
            [
                unit
                for unit, have in zip(units, known, strict=True)
                if have is None or (have.origin != PERSON and have.target != unit.target)
            ]
        )


def is_complete(article: Article) -> bool:
    """True when no segment is left open and no check found an error: what exit status 0 says."""
    return not any(
        target.status in OPEN_STATUSES
        or any(found.severity is Severity.ERROR and not found.ignored for found in target.findings)
        for segment in article.segments
        for target in segment.targets.values()
    )
