"""Inline marks, links and addresses that the source has and the target lost."""

from __future__ import annotations

from collections import Counter

from bilingual.article import Finding, Segment, Target
from bilingual.checks.registry import finding
from bilingual.text_addresses import addresses

_SHOWN = 3
_LONGEST = 40


def check_links(segment: Segment, target: Target) -> tuple[Finding, ...]:
    """At most one finding ``link``: links of the source, and addresses in its text, that the target lacks.

    A link counts where it leads, so that one placed anew under another id is there; an address in the text
    may have become a link.
    """
    text = target.text or ""
    lost: list[str] = []
    if segment.marks:
        there = {mark.href for mark in target.marks} | {mark.id for mark in target.marks}
        lost += [
            _shortened(segment.source[mark.start : mark.end] or mark.href)
            for mark in segment.marks
            if mark.href
            and mark.href not in there
            and mark.id not in there
            and any(map(str.isalnum, segment.source[mark.start : mark.end]))
        ]
    source = segment.source
    if "@" in source or "://" in source or "www." in source.lower():
        links = {mark.href for mark in target.marks if mark.href}
        for start, end in addresses(source):
            address = source[start:end].rstrip(".,;:!?)]}，。；：！？）］】」』》")
            if address.casefold() not in text.casefold() and address not in links:
                lost.append(_shortened(address))
    if not lost:
        return ()
    return (finding("link", f"links of the source are lost: {_shown(lost)}"),)


def check_marks(segment: Segment, target: Target) -> tuple[Finding, ...]:
    """At most one finding ``marks``: inline marks of the source that the target lacks, by their ids."""
    if target.text is None or not segment.marks:
        return ()
    have = Counter(mark.id for mark in target.marks)
    lost = []
    for mark in segment.marks:
        if have[mark.id]:
            have[mark.id] -= 1
        elif mark.start == mark.end or any(map(str.isalnum, segment.source[mark.start : mark.end])):
            covered = segment.source[mark.start : mark.end]
            lost.append(
                f"“{_shortened(covered)}”" if covered else f"<{mark.tag} {mark.id}>".replace(" >", ">")
            )
    return (finding("marks", f"formatting not carried over: {_shown(lost)}"),) if lost else ()


def _shortened(text: str | None) -> str:
    return text if text is not None and len(text) <= _LONGEST else f"{(text or '')[:_LONGEST]}…"


def _shown(lost: list[str]) -> str:
    unique = list(dict.fromkeys(lost))
    more = f" and {len(unique) - _SHOWN} more" if len(unique) > _SHOWN else ""
    return ", ".join(unique[:_SHOWN]) + more
