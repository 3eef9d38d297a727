"""What only a look at a whole article tells: a text translated, or a name written, in two ways."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bilingual.article import Finding, Segment, Status, Target
from bilingual.checks.naming import name_variants
from bilingual.checks.registry import finding

#: Findings by a segment's place among the segments, and by language.
ArticleFindings = Mapping[tuple[int, str], tuple[Finding, ...]]

_MADE = frozenset({Status.TRANSLATED, Status.REUSED, Status.EDITED})
_SHOWN = 40


def check_article(segments: Sequence[Segment]) -> ArticleFindings:
    """Return what is wrong with the targets of ``segments``, an article's in order, beside one another.

    ``inconsistent`` stands at every later segment whose source was translated otherwise before, and
    ``name-variants`` where a name is first written in another way than before.  Suggestions and copies do not
    count.
    """
    found: dict[tuple[int, str], list[Finding]] = {}
    for language in dict.fromkeys(code for segment in segments for code in segment.targets):
        texts = [_text(segment.targets.get(language)) for segment in segments]
        for at, message in _other_translations(segments, texts).items():
            found.setdefault((at, language), []).append(finding("inconsistent", message))
        for at, message in name_variants(segments, texts, language).items():
            found.setdefault((at, language), []).append(finding("name-variants", message))
    return {key: tuple(findings) for key, findings in found.items()}


def _text(target: Target | None) -> str:
    return target.text or "" if target is not None and target.status in _MADE else ""


def _other_translations(segments: Sequence[Segment], texts: Sequence[str]) -> dict[int, str]:
    first: dict[tuple[str, str], int] = {}
    found: dict[int, str] = {}
    for at, (segment, text) in enumerate(zip(segments, texts, strict=True)):
        source = " ".join(segment.source.split())
        if not text or not any(map(str.isalpha, source)):
            continue
        before = first.setdefault((segment.language, source), at)
        if before != at and _bare(text) != _bare(texts[before]):
            found[at] = f"the same text is “{_cut(texts[before])}” in {segments[before].id}"
    return found


def _bare(text: str) -> str:
    """The letters and figures alone: capitals and full stops may differ by the place."""
    return "".join(filter(str.isalnum, text)).casefold()


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
