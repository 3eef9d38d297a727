"""Places a source segment's inline marks (bold, links) on its translation.

An engine sees plain text only, so marks can be neither broken nor translated.  Afterwards a mark is put
back where its text can be told: on the whole, on a term's target form, or on text that stands unchanged.
A mark that cannot be placed is reported, never guessed.
"""

from __future__ import annotations

from dataclasses import replace

from bilingual.article import Finding, Mark, Segment, Severity, Target
from bilingual.terminology.forms import spans_of


def place_marks(segment: Segment, target: Target, language: str) -> Target:
    """Return ``target`` with the marks of ``segment`` that could be placed, and a finding for the rest.

    Offsets count code points of the target's text.
    """
    if target.text is None or not segment.marks or target.marks:
        return target
    placed: list[Mark] = []
    lost: list[str] = []
    for mark in segment.marks:
        span = _span(segment, mark, target.text, language)
        if span is None:
            lost.append(segment.source[mark.start : mark.end])
        else:
            placed.append(replace(mark, start=span[0], end=span[1]))
    findings = target.findings
    if lost:
        quoted = ", ".join(f"“{text}”" for text in lost)
        findings = (*findings, Finding("marks", Severity.INFO, f"formatting not carried over: {quoted}"))
    return replace(target, marks=tuple(placed), findings=findings)


def _span(segment: Segment, mark: Mark, text: str, language: str) -> tuple[int, int] | None:
    covered = segment.source[mark.start : mark.end]
    if covered.strip() == segment.source.strip():
        return 0, len(text)
    covered = covered.strip()
    for term in segment.terms:
        if segment.source[term.start : term.end] == covered:
            forms = (term.first.get(language), term.targets.get(language), *term.accepted.get(language, ()))
            for form in forms:
                found = spans_of(text, form, endings=False) if form else []
                if len(found) == 1:
                    return found[0]
    same = [span for span in spans_of(text, covered, endings=False) if text[span[0] : span[1]] == covered]
    return same[0] if len(same) == 1 else None
