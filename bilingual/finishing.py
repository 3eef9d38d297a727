"""What is done to an article once its targets are there, whoever gave them: first mentions, inline marks,
checks, signature.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bilingual import __version__, checks
from bilingual.article import Article, Segment, Signature, Status, Target
from bilingual.inline_marks import place_marks
from bilingual.terminology import pinning
from bilingual.terminology.pinning import apply_first


def finish(
    article: Article,
    targets: Mapping[str, Mapping[str, Target]],
    *,
    makers: Iterable[str] = (),
    glossary: str = "",
) -> Article:
    """Return ``article`` with ``targets`` (by language, then by segment id) made ready to be published.

    Every segment has a target in every language of ``targets``.  ``makers`` are engines or memories that
    targets came from beside those that their origin names; ``glossary`` is the glossary's version.
    """
    segments = tuple(
        replace(segment, targets={code: of[segment.id] for code, of in targets.items()})
        for segment in article.segments
    )
    article = replace(article, segments=segments)
    for target in article.targets:
        article = apply_first(article, target)
    segments = tuple(_checked(segment) for segment in article.segments)
    return replace(article, segments=segments, signature=_signature(segments, makers, glossary))


def _checked(segment: Segment) -> Segment:
    checked: dict[str, Target] = {}
    present = pinning.presence(segment.terms)
    for language, target in segment.targets.items():
        marked = place_marks(segment, target, language)
        findings = checks.check_target(segment, marked, language, present)
        checked[language] = replace(marked, findings=(*marked.findings, *findings))
    return replace(segment, targets=checked)


def _signature(segments: Sequence[Segment], makers: Iterable[str], glossary: str) -> Signature:
    names = set(makers)
    for segment in segments:
        for target in segment.targets.values():
            if target.status is Status.TRANSLATED and target.origin:
                names.add(target.origin)
    engine = "+".join(sorted(names, key=lambda name: (name != "memory", name)))
    return Signature(f"bilingual {__version__}", engine or "none", glossary)
