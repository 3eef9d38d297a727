"""Articles through the whole route at once: processes read and write, one asks and remembers.

The process that runs this alone asks engines and writes to the database; the others take what needs neither.
What must be asked for is collected over articles, so that requests are full, and each answer is in memory
before the next request.  An article counts as done when its files are there and the database says so in the
same commit that keeps it; a run that is cut short anywhere goes on where it was.
"""

from __future__ import annotations

import multiprocessing
import time
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from typing import Any

from bilingual.article import Article
from bilingual.batch import workers
from bilingual.batch.items import Item, settings_of
from bilingual.batch.ledger import Ledger, file_state, fingerprint, place_of
from bilingual.batch.outcomes import FAILED, Outcome, outcome_of
from bilingual.batch.watching import Watcher
from bilingual.errors import OutputError, SourceError
from bilingual.memory import Memory, Output
from bilingual.memory.batches import Done
from bilingual.memory.clock import now
from bilingual.memory.paths import writable_name
from bilingual.pipeline import Pipeline, Translated, Written
from bilingual.preparing import Prepared
from bilingual.reading import load, shown
from bilingual.settings import Settings
from bilingual.translation import Job

#: Segments of several articles that are asked for together.
SEGMENTS_TOGETHER = 400
#: Articles in other processes' hands, for each of these.
IN_HAND = 3


@dataclass(slots=True)
class _Task:
    """An item on its way."""

    item: Item
    settings: Settings
    place: str
    state: str = ""
    data: bytes | None = None
    prepared: Prepared | None = None
    jobs: tuple[Job, ...] = ()
    translated: Translated | None = None
    began: float = field(default_factory=time.monotonic)
    suspect: bool = False


class Runner:
    """One batch, followed by ``watcher``; ``began`` as `Pipeline` has it."""

    def __init__(
        self,
        settings: Settings,
        memory: Memory,
        *,
        processes: int,
        began: str = "",
        force: bool = False,
        retry_failed: bool = False,
        watcher: Watcher,
    ) -> None:
        self._base = settings
        self._memory = memory
        self._processes = processes
        self._began = began
        self._force = force
        self._retry_failed = retry_failed
        self._watcher = watcher
        self._pipelines: dict[Settings, Pipeline] = {}
        self._prints: dict[Settings, str] = {}
        self._todo: deque[_Task] = deque()
        self._flying: dict[Future[Any], _Task] = {}
        self._open: dict[Settings, list[_Task]] = {}
        self._suspects: deque[_Task] = deque()
        self._results: deque[tuple[Outcome, Article | None]] = deque()
        self._stack = ExitStack()

    def run(self, items: Iterable[Item]) -> Iterator[tuple[Outcome, Article | None]]:
        """Do every item that need not be left as it is; yield what became of each, and its article.

        Interrupted, it finishes what other processes are writing, and raises KeyboardInterrupt; interrupted
        again, it leaves that too.  Raises MemoryStoreError if the database fails.
        """
        with self._stack:
            self._take(items)
            yield from self._through()
            if not self._todo:
                return
            self._pool = self._new_pool(self._processes)
            try:
                while self._step():
                    yield from self._through()
            except KeyboardInterrupt:
                self._drain()
                yield from self._through()
                raise
            finally:
                self._pool.shutdown(wait=False, cancel_futures=True)
                self._end_processes()

    def _through(self) -> Iterator[tuple[Outcome, Article | None]]:
        while self._results:
            yield self._results.popleft()

    def _tell(self, outcome: Outcome, article: Article | None = None) -> None:
        self._watcher.outcome(outcome)
        self._results.append((outcome, article))

    @property
    def pipelines(self) -> Mapping[Settings, Pipeline]:
        """The pipelines of the run, one a set of settings."""
        return self._pipelines

    def _take(self, items: Iterable[Item]) -> None:
        tasks = []
        for item in items:
            settings = settings_of(item, self._base)
            tasks.append(_Task(item, settings, place_of(settings, item.stem)))
        ledger = Ledger(self._memory, [task.place for task in tasks])
        for task in tasks:
            kept = None
            if not self._force:
                print_ = self._fingerprint(task.settings)
                kept = ledger.kept(task.place, task.item, print_, retry_failed=self._retry_failed)
            if kept is not None:
                self._tell(replace(kept, kept=True))
            else:
                self._todo.append(task)

    def _pipeline(self, settings: Settings) -> Pipeline:
        if settings not in self._pipelines:
            pipeline = self._stack.enter_context(
                Pipeline(settings, self._watcher.say, memory=self._memory, began=self._began)
            )
            self._pipelines[settings] = pipeline
        return self._pipelines[settings]

    def _fingerprint(self, settings: Settings) -> str:
        if settings not in self._prints:
            self._prints[settings] = fingerprint(settings, self._pipeline(settings).glossary)
        return self._prints[settings]

    # The loop

    def _step(self) -> bool:
        self._fill()
        if self._flying:
            finished, _ = wait(self._flying, return_when=FIRST_COMPLETED)
            for future in finished:
                self._landed(future, self._flying.pop(future))
        reading = self._todo or any(task.translated is None for task in self._flying.values())
        for settings, tasks in list(self._open.items()):
            wanted = sum(len(job.wanted) for task in tasks for job in task.jobs)
            if tasks and (wanted >= SEGMENTS_TOGETHER or not reading):
                del self._open[settings]
                self._ask(settings, tasks)
        return bool(self._todo or self._flying or self._open or self._suspects or self._results)

    def _fill(self) -> None:
        most = IN_HAND * self._processes
        while self._todo and len(self._flying) < most:
            task = self._todo.popleft()
            if task.item.source == "-" and task.data is None:
                task.data = load("-")
            task.state = file_state(task.item.source)
            self._submit(task)
        if not self._flying and not self._todo and self._suspects:
            # One at a time, it is seen which of them ends its process.
            self._submit(self._suspects.popleft())

    def _submit(self, task: _Task) -> None:
        try:
            future = self._submitted(task)
        except BrokenProcessPool:
            self._pool = self._new_pool(self._processes)
            future = self._submitted(task)
        self._flying[future] = task

    def _submitted(self, task: _Task) -> Future[Any]:
        source = shown(task.item.source)
        if task.translated is None:
            self._watcher.stage(source, "reading")
            return self._pool.submit(workers.read, task.settings, task.item.source, task.data)
        self._watcher.stage(source, "writing")
        return self._pool.submit(workers.write, task.settings, task.translated, task.item.stem)

    def _landed(self, future: Future[Any], task: _Task) -> None:
        try:
            result = future.result()
        except BrokenProcessPool:
            self._broken(task)
        except SourceError as error:
            self._failed(task, str(error), keep=True)
        except OutputError as error:
            self._failed(task, str(error), keep=False)
        else:
            if isinstance(result, workers.Read):
                self._planned(task, result)
            else:
                self._written(task, *result)

    def _broken(self, task: _Task) -> None:
        """A process ended that had this task, or one beside it."""
        if task.suspect:
            self._failed(task, "the process that worked on it ended (out of memory?)", keep=True)
        else:
            task.suspect = True
            self._suspects.append(task)

    # What becomes of one article

    def _planned(self, task: _Task, read: workers.Read) -> None:
        for line in read.said:
            self._watcher.say(line)
        task.prepared, task.data = read.prepared, read.prepared.data
        pipeline = self._pipeline(task.settings)
        task.jobs = pipeline.plan(task.prepared)
        if any(job.wanted for job in task.jobs):
            self._watcher.stage(shown(task.item.source), "asking")
            self._open.setdefault(task.settings, []).append(task)
        else:
            self._ask(task.settings, [task])

    def _ask(self, settings: Settings, tasks: Sequence[_Task]) -> None:
        prepared = [task.prepared for task in tasks if task.prepared is not None]
        translated = self._pipeline(settings).asked(
            prepared, [task.jobs for task in tasks], self._watcher.asked
        )
        for task, one in zip(tasks, translated, strict=True):
            task.translated = one
            self._submit(task)

    def _written(self, task: _Task, article: Article, files: Sequence[workers.File]) -> None:
        pipeline = self._pipeline(task.settings)
        written = tuple(Written(file.format, file.wanted, file.state, file.wanted) for file in files)
        if not all(file.state for file in files):
            # Something else lies there: what is to become of it the pipeline knows.
            try:
                written = pipeline.publish(article, task.item.stem, force=self._force)
            except OutputError as error:
                self._failed(task, str(error), keep=False)
                return
            files = ()
        moment = now()
        outputs = [Output(article.id, file.format, file.wanted, file.sha256, moment) for file in files]
        outcome = outcome_of(
            article,
            written,
            shown(task.item.source),
            characters=sum(job.characters for job in task.jobs),
            seconds=time.monotonic() - task.began,
        )
        pipeline.offer(article)
        done = self._done(task, outcome, article.source.sha256)
        kept = (article, task.data or b"", task.settings.as_text())
        self._memory.batches().keep(done, kept, outputs)
        self._tell(outcome, article)

    def _failed(self, task: _Task, reason: str, *, keep: bool) -> None:
        """Tell that an item failed, and why; ``keep`` if it is the source's fault."""
        outcome = Outcome(shown(task.item.source), FAILED, reason)
        if keep:
            self._memory.batches().keep(self._done(task, outcome, ""))
        self._tell(outcome)

    def _done(self, task: _Task, outcome: Outcome, sha256: str) -> Done:
        return Done(
            place=task.place,
            source=writable_name(outcome.source),
            state=task.state,
            sha256=sha256,
            settings=self._fingerprint(task.settings),
            article=outcome.article,
            outcome=outcome.outcome,
            report=outcome.line(),
        )

    # Processes

    def _new_pool(self, processes: int) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(processes, mp_context=context, initializer=workers.begin)

    def _drain(self) -> None:
        """Take in what is being written; what is being read is left."""
        self._todo.clear()
        self._open.clear()
        for future, task in list(self._flying.items()):
            if task.translated is None and future.cancel():
                del self._flying[future]
        while writing := {f: t for f, t in self._flying.items() if t.translated is not None}:
            finished, _ = wait(writing, return_when=FIRST_COMPLETED)
            for future in finished:
                self._landed(future, self._flying.pop(future))

    def _end_processes(self) -> None:
        """End processes that still work on what nobody waits for."""
        for process in list((getattr(self._pool, "_processes", None) or {}).values()):
            if self._flying:
                process.kill()
