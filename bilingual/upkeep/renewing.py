"""Stored articles translated again where the glossary changed, and their results replaced."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass

from bilingual.article import Article
from bilingual.errors import BilingualError, SourceError
from bilingual.pipeline import Pipeline, Written, is_complete
from bilingual.preparing import Prepared
from bilingual.settings import Settings
from bilingual.translation import Job
from bilingual.upkeep.impact import ArticleImpact, Impact
from bilingual.upkeep.results import republished


@dataclass(frozen=True, slots=True)
class Renewed:
    """An article that was run again, and what became of the files written for it before."""

    article: Article
    written: tuple[Written, ...]

    @property
    def complete(self) -> bool:
        """Whether nothing is left to do: no open segment, no error, no file changed by hand."""
        return is_complete(self.article) and not any(one.state == "beside" for one in self.written)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a renewal did: the articles, what could not be done, and how much was sent."""

    renewed: tuple[Renewed, ...]
    failures: tuple[str, ...]
    characters_sent: int


def renew(impact: Impact, say: Callable[[str], None]) -> Outcome:
    """Run every stale article of ``impact`` again with the settings of its own run.

    Only segments that the memory cannot answer go to an engine; of those a change of the glossary makes
    just the ones in which it counts.  ``say`` takes single lines, one for each of several articles when its
    turn comes.  A file that was changed by hand is left,
    the new one lies beside it.
    """
    groups: dict[Settings, list[ArticleImpact]] = {}
    for article in impact.articles:
        if article.stale:
            groups.setdefault(article.settings, []).append(article)
    renewed: list[Renewed] = []
    failures: list[str] = []
    sent = at = 0
    several = sum(map(len, groups.values()))
    for own, articles in groups.items():
        with ExitStack() as stack:
            pipeline = stack.enter_context(Pipeline(own, say))
            planned: list[tuple[ArticleImpact, Prepared, tuple[Job, ...]]] = []
            for article in articles:
                try:
                    prepared = _reopened(pipeline, article.id)
                    planned.append((article, prepared, pipeline.plan(prepared)))
                except BilingualError as error:
                    at += 1
                    failures.append(f"{article.path}: {error}")
            pipeline.announce([job for _, _, jobs in planned for job in jobs])
            for article, prepared, jobs in planned:
                at += 1
                if several > 1:
                    say(f"{at}/{several}  {article.path}")
                try:
                    made = pipeline.fulfil(prepared, _again(pipeline, prepared, jobs), lambda _: None)
                    renewed.append(Renewed(made, republished(pipeline.memory, made)))
                except BilingualError as error:
                    failures.append(f"{article.path}: {error}")
            sent += pipeline.characters_sent
    return Outcome(tuple(renewed), tuple(failures), sent)


def _again(pipeline: Pipeline, prepared: Prepared, jobs: tuple[Job, ...]) -> tuple[Job, ...]:
    """The jobs planned once more: an article before this one may have brought an answer to memory."""
    return pipeline.plan(prepared) if any(job.wanted for job in jobs) else jobs


def _reopened(pipeline: Pipeline, article_id: str) -> Prepared:
    stored = pipeline.memory.article(article_id)
    if stored is None:
        raise SourceError(f"article {article_id} is no longer in the memory")
    return pipeline.prepare(stored.data, stored.source.path)
