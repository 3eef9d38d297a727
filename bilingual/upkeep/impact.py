"""What a change of glossary entries touches: stored articles, their segments, and memory's units.

Nothing is asked and nothing is written.  A segment is touched when a term in question stands in it, and out
of date when what the glossary says of that term now is not what it said when the article was translated.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from bilingual import engines
from bilingual.article import Segment, Status, Target, TermMatch
from bilingual.engines.contract import limits_of
from bilingual.engines.packing import Request, packets
from bilingual.errors import BilingualError
from bilingual.memory import MACHINE, Output, StoredArticle, Unit
from bilingual.pipeline import Pipeline, silent
from bilingual.settings import Settings, engine_chain
from bilingual.terminology import Matcher, load_glossary
from bilingual.terminology.forms import spans_of
from bilingual.terminology.pinning import missing
from bilingual.translation import Job
from bilingual.translation.jobs import request_key
from bilingual.upkeep.concern import Concern
from bilingual.upkeep.results import KEPT
from bilingual.upkeep.stored_runs import restored

_SQLITE = "sqlite:///"


@dataclass(frozen=True, slots=True)
class SegmentImpact:
    """A stored segment in one target language in which a term in question stands.

    ``stale`` when the glossary says something else of the term now; ``sent`` when a renewal sends the text
    to an engine; ``kept`` when the target is a person's, which is never rewritten; ``lacks`` are the
    pinned forms that the target does not have, ``holds`` those that stand there and are forbidden everywhere.
    """

    segment: str
    language: str
    source: str
    target: str | None
    status: Status
    stale: bool
    sent: bool
    kept: bool
    lacks: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleImpact:
    """A stored article in which a term in question stands; ``settings`` are those of its run."""

    id: str
    path: str
    title: str | None
    segments: tuple[SegmentImpact, ...]
    outputs: tuple[Output, ...]
    settings: Settings

    @property
    def stale(self) -> bool:
        """Whether a renewal has anything to do."""
        return any(segment.stale for segment in self.segments)


@dataclass(frozen=True, slots=True)
class UnitImpact:
    """A unit of the memory whose target lacks a pinned form."""

    unit: Unit
    lacks: tuple[str, ...]

    @property
    def kept(self) -> bool:
        """Whether it is a person's or was imported: such a unit is never rewritten."""
        return self.unit.origin != MACHINE


@dataclass(frozen=True, slots=True)
class Cost:
    """What one language has of it: segments with the term, those to send, their characters, and the calls
    that the engine makes of them."""

    held: int = 0
    segments: int = 0
    characters: int = 0
    requests: int = 0


@dataclass(frozen=True)
class Impact:
    """All that a change of some terms touches; ``failures`` name articles that cannot be run again."""

    concern: Concern
    articles: tuple[ArticleImpact, ...] = ()
    units: tuple[UnitImpact, ...] = ()
    costs: dict[str, Cost] = field(default_factory=dict)
    failures: tuple[str, ...] = ()


def look(settings: Settings, terms: Sequence[str]) -> Impact:
    """Find what the glossary's ``terms`` touch in the memory of ``settings``.

    A memory that was never made holds nothing.  Raises GlossaryError, MemoryStoreError or UsageError.
    """
    settings = replace(settings, seeds=None, memory=_existing(settings.memory))
    glossary = load_glossary(settings.glossaries, settings.headline_hanja)
    concern = Concern.of(terms, glossary, settings.glossaries)
    found: list[ArticleImpact] = []
    failures: list[str] = []
    jobs: list[Job] = []
    with Pipeline(replace(settings, engines=("memory",)), silent) as opened:
        memory = opened.memory
        ids = dict.fromkeys(
            article
            for article, source, _ in memory.each_segment()
            if concern.forbidden or concern.stands_in(source)
        )
        stored = [(one, item) for one in ids if (item := memory.article(one)) is not None]
        outputs = {one: tuple(o for o in memory.outputs(one) if o.format != KEPT) for one in ids}
        units = tuple(_units(memory.each_unit(), concern, Matcher(glossary)))
    for own, group in _by_settings(stored, settings).items():
        try:
            with Pipeline(own, silent) as pipeline:
                for one, item in group:
                    made = _article(pipeline, one, item, concern, outputs[one])
                    if made is not None:
                        found.append(made[0])
                        jobs += made[1]
        except BilingualError as error:
            failures += [f"{item.source.path}: {str(error).splitlines()[0]}" for _, item in group]
    found.sort(key=lambda article: (article.path, article.id))
    return Impact(concern, tuple(found), units, _costs(found, jobs, settings), tuple(failures))


def is_there(memory: str) -> bool:
    """Whether a memory's file is there; of a database's address only SQLite's is told without a call."""
    if memory.startswith(_SQLITE):
        name = memory.removeprefix(_SQLITE).partition("?")[0]
        return not name or name == ":memory:" or Path(name).exists()
    return "://" in memory or Path(memory).expanduser().exists()


def _existing(memory: str) -> str:
    """The memory's address; none for a file that is not there: looking makes no file."""
    return memory if is_there(memory) else "none"


def _by_settings(
    stored: Sequence[tuple[str, StoredArticle]], base: Settings
) -> dict[Settings, list[tuple[str, StoredArticle]]]:
    groups: dict[Settings, list[tuple[str, StoredArticle]]] = defaultdict(list)
    for one, item in stored:
        groups[restored(item.settings, item.targets, base)].append((one, item))
    return groups


def _article(
    pipeline: Pipeline, one: str, stored: StoredArticle, concern: Concern, outputs: tuple[Output, ...]
) -> tuple[ArticleImpact, list[Job]] | None:
    prepared = pipeline.prepare(stored.data, stored.source.path)
    jobs = pipeline.plan(prepared)
    now = {segment.id: segment for segment in prepared.article.segments}
    found: list[SegmentImpact] = []
    asked: list[Job] = []
    for job in jobs:
        wanted = {segment.id for segment in job.wanted}
        sent: list[Segment] = []
        for before in stored.segments:
            after = now.get(before.id)
            if after is None:
                continue
            holds = _forbidden_in(before, job.target, concern)
            if not holds and not _touched(before, after, concern):
                continue
            made = _segment(before, after, job.target, before.id in wanted, concern)
            made = replace(made, holds=holds)
            found.append(made)
            if made.sent:
                sent.append(after)
        asked.append(replace(job, wanted=tuple(sent)))
    if not found:
        return None
    order = {segment.id: at for at, segment in enumerate(stored.segments)}
    found.sort(key=lambda item: order[item.segment])
    source = stored.source
    return ArticleImpact(one, source.path, source.title, tuple(found), outputs, pipeline.settings), asked


def _touched(before: Segment, after: Segment, concern: Concern) -> bool:
    if any(concern.is_about(term) for term in (*before.terms, *after.terms)):
        return True
    # A term that no glossary has any more, and had not when the article was translated.
    return (
        bool(concern.unknown)
        and concern.stands_in(after.source)
        and bool(concern.as_words.find(after.source, after.language, ("en", "ko", "zh-Hans")))
    )


def _forbidden_in(segment: Segment, language: str, concern: Concern) -> tuple[str, ...]:
    target = segment.targets.get(language)
    if target is None or target.text is None:
        return ()
    return tuple(form for form in concern.forbidden.get(language, ()) if spans_of(target.text, form))


def _segment(before: Segment, after: Segment, language: str, wanted: bool, concern: Concern) -> SegmentImpact:
    target = before.targets.get(language, Target(None, Status.UNTRANSLATED))
    stale = _asked_of(before.terms, language, concern) != _asked_of(after.terms, language, concern)
    person = target.status is Status.EDITED or (
        target.status is Status.REUSED and target.origin not in (None, MACHINE)
    )
    return SegmentImpact(
        segment=before.id,
        language=language,
        source=before.source,
        target=target.text,
        status=target.status,
        stale=stale,
        sent=stale and wanted,
        kept=person and not wanted,
        lacks=_lacking(target.text, after.terms, language, concern),
    )


def _asked_of(terms: Sequence[TermMatch], language: str, concern: Concern) -> list[tuple[object, ...]]:
    """What the glossary asks of a segment, as far as the terms in question go."""
    return [
        (
            term.start,
            term.end,
            term.policy,
            term.targets.get(language),
            tuple(term.accepted.get(language, ())),
            term.first.get(language),
        )
        for term in terms
        if concern.is_about(term)
    ]


def _lacking(
    text: str | None, terms: Sequence[TermMatch], language: str, concern: Concern
) -> tuple[str, ...]:
    if text is None:
        return ()
    lost = [term for term in missing(text, terms, language) if concern.is_about(term)]
    return tuple(dict.fromkeys(term.targets[language] for term in lost))


def _units(units: Iterator[Unit], concern: Concern, matcher: Matcher) -> Iterator[UnitImpact]:
    for unit in units:
        if not concern.stands_in(unit.source):
            continue
        terms = matcher.find(unit.source, unit.source_language, (unit.target_language,))
        lacks = _lacking(unit.target, terms, unit.target_language, concern)
        if lacks:
            yield UnitImpact(unit, lacks)


def _costs(articles: Sequence[ArticleImpact], jobs: Sequence[Job], settings: Settings) -> dict[str, Cost]:
    """What is sent, a language each: equal texts are counted and sent once."""
    costs: dict[str, Cost] = {}
    for article in articles:
        for segment in article.segments:
            cost = costs.get(segment.language, Cost())
            costs[segment.language] = replace(cost, held=cost.held + 1, segments=cost.segments + segment.sent)
    for language, cost in costs.items():
        own = [job for job in jobs if job.target == language and job.wanted]
        texts = {request_key(segment, language): segment for job in own for segment in job.wanted}
        if texts:
            together = replace(own[0], wanted=tuple(texts.values()))
            requests = _calls([segment.source for segment in texts.values()], articles, settings)
            costs[language] = replace(cost, characters=together.characters, requests=requests)
    return costs


def _calls(texts: Sequence[str], articles: Sequence[ArticleImpact], settings: Settings) -> int:
    names = [name for article in articles for name in engine_chain(article.settings.engines)]
    for name in dict.fromkeys(names):
        try:
            engine = engines.load(name)
        except BilingualError:
            continue
        if settings.offline and engines.needs_network(engine):
            continue
        limits = limits_of(engine)
        requests = [Request(text) for text in texts]
        return len(list(packets(requests, range(len(requests)), limits, by_terms=False)))
    return 0
