"""Edited workbooks taken in: their corrections become a person's units, and the results are written again.

The stored source is run again with the settings of its own run.  A target that nobody corrected stays as it
is; only the same sentence elsewhere in the article follows a correction, and what has no translation yet is
asked for where engines are named.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

from bilingual import publishing
from bilingual.article import Article, Severity, Target
from bilingual.bitexts.workbook import Problem, WorkbookRead, WorkbookRow, read_workbook
from bilingual.errors import BilingualError, SourceError
from bilingual.finishing import finish
from bilingual.memory import Memory, StoredArticle, open_memory
from bilingual.memory.contract import Ignoring
from bilingual.pipeline import Pipeline, Written, silent
from bilingual.preparing import Prepared
from bilingual.settings import Settings, writable_glossary
from bilingual.upkeep.accepting_terms import Accepted, accept_wording
from bilingual.upkeep.corrections import Corrections, LetStand, Line, LostTerm, State, as_read, corrections
from bilingual.upkeep.impact import is_there
from bilingual.upkeep.outstanding import Outstanding
from bilingual.upkeep.remaining import remaining
from bilingual.upkeep.results import KEPT, places_of, republished
from bilingual.upkeep.standing import Standing, let_stand_anew, unit_of
from bilingual.upkeep.stored_runs import lost_theme, restored


@dataclass(frozen=True, slots=True)
class Choices:
    """What may be asked for; what is left empty is as in the article's own run.

    ``targets`` are languages that the article gets beside its own, ``formats`` those of the results,
    ``output`` a folder for them instead of their old places; ``engines`` may be asked for segments without a
    translation, nobody otherwise; ``override`` takes the workbook's text where the article has a newer one;
    ``dry_run`` only looks.
    """

    targets: tuple[str, ...] = ()
    engines: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    output: Path | None = None
    override: bool = False
    dry_run: bool = False


@dataclass(frozen=True)
class Applied:
    """What became of one workbook's rows of one article; ``article`` is None where nothing was to be changed.

    ``kept`` is where the edited workbook went, if something stands in it that is kept nowhere else;
    ``outdated`` says that its file belongs to a newer text of the source now; ``left`` what the article
    lacks.
    """

    workbook: str
    stored: StoredArticle
    lines: tuple[Line, ...]
    absent: int
    article: Article | None = None
    written: tuple[Written, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    kept: Path | None = None
    characters_sent: int = 0
    outdated: bool = False
    left: Outstanding = field(default_factory=Outstanding)

    @property
    def problems(self) -> int:
        """How many cells and rows were not taken and should have been."""
        return sum(line.state is State.PROBLEM for line in self.lines)

    @property
    def complete(self) -> bool:
        """Whether nothing is left to do: all taken, no open segment, no error, no other file in the way."""
        return not self.left and not self.problems and not any(one.state == "beside" for one in self.written)


#: Asked for each pinned term that an edit took out, with the edit's language: whether its new wording is
#: taken into the glossary.
Ask = Callable[[LostTerm, str], bool]


def apply(
    settings: Settings,
    workbook: Path,
    data: bytes,
    choices: Choices,
    ask: Ask,
    say: Callable[[str], None] = silent,
) -> list[Applied]:
    """Take the corrections of a workbook, whose bytes are ``data``, and write the results again.

    ``settings`` give the memory, the glossaries and ``offline``; the rest is that of the articles' own runs.
    One result for each article that has rows in it, none for a workbook that an earlier run kept beside the
    new one and nobody touched since.  Raises SourceError for what cannot be read as a
    workbook or is of no article that the memory knows, GlossaryError, MemoryStoreError, OutputError or
    UsageError.
    """
    name = str(workbook)
    read = read_workbook(data, name)
    if not read.rows:
        raise SourceError(f"{name}: no row has the id of a segment\nName a workbook that was written by us.")
    whole = _by_article(read)
    known: dict[str, StoredArticle] = {}
    with _memory(settings, name) as memory:
        for article_id in whole:
            stored = memory.article(article_id)
            if stored is not None:
                known[article_id] = stored
        if any(_is_kept(memory, article_id, workbook, data) for article_id in known):
            say(f"{name}: passed over; it was kept by an earlier apply, which took what could be taken")
            return []
    if not known:
        said = f" ({read.path})" if read.path else ""
        raise SourceError(
            f"{name}: the memory {settings.memory} knows no article {read.article_id}{said}\n"
            "Name the memory that it was translated with (--memory), or translate it again first."
        )
    results: list[Applied] = []
    with _Pipelines(choices) as pipelines:
        for article_id, part in whole.items():
            if article_id in known:
                try:
                    one = _One(settings, workbook, data, part, known[article_id], choices, say, pipelines)
                    results.append(one.apply(ask))
                except BilingualError as error:
                    if len(known) == 1:
                        raise
                    said = " ".join(str(error).splitlines())
                    line = Line(None, "", "", State.PROBLEM, said)
                    results.append(Applied(name, known[article_id], (line,), 0))
    strangers = [row for article_id, part in whole.items() if article_id not in known for row in part.rows]
    if strangers:
        lines = tuple(
            Line(row.row, row.segment, "", State.PROBLEM, "of an article that the memory does not know")
            for row in strangers
        )
        results[0] = replace(results[0], lines=(*results[0].lines, *lines))
    return results


def _memory(settings: Settings, name: str) -> Memory:
    if not is_there(settings.memory):
        raise SourceError(
            f"{name}: there is no memory {settings.memory}, so the article is not known\n"
            "Name the memory that it was translated with (--memory)."
        )
    return open_memory(settings.memory, make=False)


def _by_article(read: WorkbookRead) -> dict[str, WorkbookRead]:
    """Return the rows and problems of each article, the one of the most rows first."""
    rows: dict[str, list[WorkbookRow]] = {read.article_id or "": []}
    for row in read.rows:
        rows.setdefault(row.segment[:8], []).append(row)
    problems: dict[str, list[Problem]] = {}
    for problem in read.problems:
        problems.setdefault(problem.segment[:8] or read.article_id or "", []).append(problem)
    return {
        one: replace(read, article_id=one, rows=tuple(own), problems=tuple(problems.get(one, ())))
        for one, own in rows.items()
    }


def _is_kept(memory: Memory, article_id: str, workbook: Path, data: bytes) -> bool:
    """Whether a workbook is one that `apply` itself kept beside the new one, as it was then."""
    kept = {one.path.resolve(): one.sha256 for one in memory.outputs(article_id) if one.format == KEPT}
    return kept.get(workbook.resolve()) == hashlib.sha256(data).hexdigest()


class _Pipelines(ExitStack):
    """A pipeline for all articles of the same settings, closed together."""

    def __init__(self, choices: Choices) -> None:
        super().__init__()
        self._engines = choices.engines
        self._open: dict[tuple[Settings, bool], Pipeline] = {}

    def of(self, own: Settings, say: Callable[[str], None]) -> Pipeline:
        """Return the pipeline for articles with the settings ``own``."""
        key = own, say is silent
        if key not in self._open:
            # What was translated counts whoever made it, and an engine that is not here now is not missed.
            pipeline = Pipeline(replace(own, engines=self._engines or ("memory",)), say)
            pipeline.settings = own
            self._open[key] = self.enter_context(pipeline)
        return self._open[key]


class _One:
    """One workbook's rows of one article."""

    def __init__(
        self,
        settings: Settings,
        workbook: Path,
        data: bytes,
        read: WorkbookRead,
        stored: StoredArticle,
        choices: Choices,
        say: Callable[[str], None],
        pipelines: _Pipelines,
    ) -> None:
        self._pipelines = pipelines
        targets = tuple(dict.fromkeys((*stored.targets, *choices.targets)))
        own = restored(stored.settings, targets, settings)
        self._own = replace(own, engines=choices.engines or own.engines, seeds=None)
        self._base = settings
        self._workbook = workbook
        self._data = data
        self._read = read
        self._stored = stored
        self._choices = choices
        self._say = say

    def apply(self, ask: Ask) -> Applied:
        pipeline = self._pipelines.of(self._own, self._say)
        prepared, standing = self._opened(pipeline)
        found = self._corrections(pipeline, prepared, standing)
        result = Applied(str(self._workbook), self._stored, found.lines, found.absent)
        if self._choices.dry_run:
            return replace(result, left=self._outlook(pipeline, prepared, standing, found))
        accepted, problems = self._accepted(found, ask)
        result = replace(result, accepted=accepted, lines=(*found.lines, *problems))
        if accepted:
            pipeline = self._pipelines.of(self._own, silent)
            prepared, standing = self._opened(pipeline)
        if (theme := lost_theme(self._stored.settings)) is not None:
            self._say(f"the theme {theme} is not there any more: pages keep the style that they have")
        return self._run(pipeline, prepared, standing, found, result)

    def _outlook(
        self, pipeline: Pipeline, prepared: Prepared, standing: Standing, found: Corrections
    ) -> Outstanding:
        """What the article would lack; nothing is kept, and no engine asked."""
        sources = {segment.id: segment.source for segment in prepared.article.segments}
        ignored = dict(pipeline.memory.ignored(prepared.article.id))
        for one in found.let_stand:
            ignored[one.segment, one.language, one.check] = Ignoring(one.reason, sources[one.segment])
        jobs = standing.jobs(pipeline.plan(prepared), found.edits, asking=False)
        targets = {job.target: job.found for job in jobs}
        made = finish(prepared.article, targets, levels=dict(self._own.checks), ignored=ignored)
        return Outstanding.of(standing.let_go(made, found.edits).segments)

    def _opened(self, pipeline: Pipeline) -> tuple[Prepared, Standing]:
        prepared = pipeline.prepare(self._stored.data, self._stored.source.path)
        return prepared, Standing(prepared.article, pipeline.plan(prepared), self._stored)

    def _corrections(self, pipeline: Pipeline, prepared: Prepared, standing: Standing) -> Corrections:
        return corrections(
            self._read,
            self._stored,
            prepared.article.segments,
            self._own.targets,
            lambda language, texts: standing.former(pipeline.memory, language, texts),
            override=self._choices.override,
        )

    def _accepted(self, found: Corrections, ask: Ask) -> tuple[tuple[Accepted, ...], list[Line]]:
        """Take new wordings into the glossary; what cannot be taken is reported, and the edit stays."""
        own = self._own.glossaries
        path = writable_glossary(() if own == self._base.glossaries and not self._named() else own[:1])
        accepted: dict[tuple[str, str, str], Accepted] = {}
        problems: list[Line] = []
        for edit in found.edits:
            for lost in edit.lost:
                key = lost.term.source, edit.language, lost.wording
                if key in accepted or not ask(lost, edit.language):
                    continue
                try:
                    accepted[key] = accept_wording(lost, edit.language, self._own, path)
                except BilingualError as error:
                    message = f"not taken into the glossary: {str(error).splitlines()[0]}"
                    problems.append(Line(edit.row, edit.segment, edit.language, State.PROBLEM, message))
        if accepted and path.resolve() not in {one.resolve() for one in own}:
            self._own = replace(self._own, glossaries=(path, *own))
        return tuple(accepted.values()), problems

    def _named(self) -> bool:
        """Whether the glossaries were named by the user, and the first of them takes edits."""
        return bool(self._own.glossaries) and self._own.headline_hanja is None

    def _run(
        self,
        pipeline: Pipeline,
        prepared: Prepared,
        standing: Standing,
        found: Corrections,
        result: Applied,
    ) -> Applied:
        places = {segment.id: index for index, segment in enumerate(prepared.article.segments)}
        memory, sent = pipeline.memory, pipeline.characters_sent
        for one in found.let_stand:
            source = prepared.article.segments[places[one.segment]].source
            let_stand(memory, one, source)
        memory.store([unit_of(prepared.article, places[edit.segment], edit) for edit in found.edits])
        jobs = standing.jobs(pipeline.plan(prepared), found.edits, asking=bool(self._choices.engines))
        pipeline.announce(jobs)
        made = pipeline.fulfil(prepared, jobs, lambda _: None)
        article = let_stand_anew(memory, standing.let_go(made, found.edits), found.let_stand)
        if article != made:
            memory.save_article(article, prepared.data, self._own.as_text())
        lines = (*self._with_findings(result.lines, article), *self._also(found, article))
        sent = pipeline.characters_sent - sent
        left = Outstanding.of(article.segments)
        result = replace(result, article=article, lines=lines, characters_sent=sent, left=left)
        kept = self._make_ours(memory, article, result.problems > 0)
        written = republished(
            memory,
            article,
            self._choices.formats,
            self._choices.output,
            remaining(self._read.rows, result.lines, article.segments),
            self._workbook,
        )
        workbook = self._workbook.absolute()
        outdated = not written and memory.written(workbook) is not None
        return replace(result, written=written, kept=kept, outdated=outdated)

    def _with_findings(self, lines: Sequence[Line], article: Article) -> list[Line]:
        """Say with each text that was taken what the checks have to say of it."""
        targets = {
            (segment.id, language): target
            for segment in article.segments
            for language, target in segment.targets.items()
        }
        return [
            replace(line, message=_said(targets[line.segment, line.language]))
            if line.state in (State.TAKEN, State.APPROVED)
            else line
            for line in lines
        ]

    def _also(self, found: Corrections, article: Article) -> list[Line]:
        """The other texts that are not what they were."""
        edited = {(edit.segment, edit.language) for edit in found.edits}
        before = {segment.id: segment.targets for segment in self._stored.segments}
        rows = {row.segment: row.row for row in self._read.rows}
        lines = []
        for segment in article.segments:
            for language, target in segment.targets.items():
                old = before.get(segment.id, {}).get(language)
                texts = as_read((old.text if old else None) or ""), as_read(target.text or "")
                if (segment.id, language) not in edited and texts[0] != texts[1]:
                    row = rows.get(segment.id)
                    lines.append(Line(row, segment.id, language, State.ALSO, "", *texts))
        return lines

    def _make_ours(self, memory: Memory, article: Article, left: bool) -> Path | None:
        """Note the edited workbook as ours where it is one of the results, so that it is replaced.

        What it holds and nothing else keeps (``left``, or columns and sheets of the person's own) goes to a
        copy beside it; return its path.
        """
        workbook = self._workbook.absolute()
        outputs = [one for one in memory.outputs(article.id) if one.format != KEPT]
        ours = {path.resolve() for _, path in places_of(memory, article.id)}
        ours |= {one.path.resolve() for one in outputs}
        if self._choices.output is not None or workbook.resolve() not in ours:
            return None
        if self._choices.formats and "xlsx" not in self._choices.formats:
            return None
        digest = hashlib.sha256(self._data).hexdigest()
        kept: Path | None = None
        if memory.written(workbook) != digest:
            fresh = read_workbook(publishing.render(article, "xlsx")["xlsx"], str(workbook))
            if left or self._read.labels - fresh.labels:
                copy = workbook.with_name(f"{workbook.stem}.edited{workbook.suffix}")
                kept = publishing.place(copy, self._data, memory.written(copy), False, memory.written).path
                memory.record_written(article.id, KEPT, kept, digest)
        memory.record_written(article.id, "xlsx", workbook, digest)
        return kept


def let_stand(memory: Memory, one: LetStand, source: str) -> None:
    """Keep in memory that findings on a target of ``source`` may stand."""
    if one.check:
        memory.ignore(one.segment, source, one.language, one.check, one.reason)


def _said(target: Target) -> str:
    found = [
        f"{finding.severity.value}: {finding.message}"
        for finding in target.findings
        if not finding.ignored and (finding.severity is not Severity.INFO or finding.check == "marks")
    ]
    return "; ".join(found)
