"""What is done to an article once its targets are there, whoever gave them: first mentions, inline marks,
checks, signature.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bilingual import __version__, checks
from bilingual.article import Article, Finding, Segment, Signature, Status, Target
from bilingual.inline_marks import place_marks
from bilingual.memory import Ignoring
from bilingual.terminology import pinning
from bilingual.terminology.pinning import apply_first

#: What a person lets stand, by segment's id, language and check.
Ignored = Mapping[tuple[str, str, str], Ignoring]


def finish(
    article: Article,
    targets: Mapping[str, Mapping[str, Target]],
    *,
    makers: Iterable[str] = (),
    glossary: str = "",
    levels: Mapping[str, str] | None = None,
    ignored: Ignored | None = None,
) -> Article:
    """Return ``article`` with ``targets`` (by language, then by segment id) made ready to be published.

    Every segment has a target in every language of ``targets``.  ``makers`` are engines or memories that
    targets came from beside those that their origin names; ``glossary`` is the glossary's version.
    ``levels`` are severities that a person set for checks, ``ignored`` the findings that may stand.
    """
    segments = tuple(
        replace(segment, targets={code: of[segment.id] for code, of in targets.items()})
        for segment in article.segments
    )
    article = replace(article, segments=segments)
    for target in article.targets:
        article = apply_first(article, target)
    segments = _checked(article.segments, levels or {}, ignored or {})
    return replace(article, segments=segments, signature=_signature(segments, makers, glossary))


def reasoned(
    findings: Iterable[Finding], segment: str, source: str, language: str, ignored: Ignored
) -> tuple[Finding, ...]:
    """Return the findings of a segment's target, those that a person lets stand with the reason."""
    found = tuple(findings)
    if not ignored:
        return found
    kept = [(finding, ignored.get((segment, language, finding.check))) for finding in found]
    return tuple(
        replace(finding, ignored=what.reason) if what and what.holds(source, finding.message) else finding
        for finding, what in kept
    )


def _checked(segments: Sequence[Segment], levels: Mapping[str, str], ignored: Ignored) -> tuple[Segment, ...]:
    marked = [
        replace(
            segment, targets={code: place_marks(segment, of, code) for code, of in segment.targets.items()}
        )
        for segment in segments
    ]
    together = checks.check_article(marked)
    return tuple(
        replace(
            segment,
            targets={
                code: _with_findings(segment, code, target, together.get((at, code), ()), levels, ignored)
                for code, target in segment.targets.items()
            },
        )
        for at, segment in enumerate(marked)
    )


def _with_findings(
    segment: Segment,
    language: str,
    target: Target,
    together: Sequence[Finding],
    levels: Mapping[str, str],
    ignored: Ignored,
) -> Target:
    present = pinning.presence(segment.terms)
    own = checks.check_target(segment, target, language, present)
    findings = checks.leveled((*target.findings, *own, *together), levels)
    return replace(target, findings=reasoned(findings, segment.id, segment.source, language, ignored))


def _signature(segments: Sequence[Segment], makers: Iterable[str], glossary: str) -> Signature:
    names = set(makers)
    for segment in segments:
        for target in segment.targets.values():
            if target.status is Status.TRANSLATED and target.origin:
                names.add(target.origin)
    engine = "+".join(sorted(names, key=lambda name: (name != "memory", name)))
    return Signature(f"bilingual {__version__}", engine or "none", glossary)
