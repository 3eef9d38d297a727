"""The form of a term's first mention, put into the assembled article.

``Collective Security Treaty Organization (CSTO)`` once, ``CSTO`` after.  Only running text counts: titles,
headings, captions, datelines and table cells neither take nor use up the first mention.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bilingual.article import Article, Block, Mark, Role, Segment, Status, Target, TermMatch
from bilingual.terminology.forms import accepted_forms, spans_of

_HEADINGS = re.compile(r"h[1-6]|t[dh]|caption|figcaption", re.IGNORECASE)
_IN_TABLE = re.compile(r"(?:^|/)(?:table|front_matter)", re.IGNORECASE)
_BRACKETED = re.compile(r"^(?P<long>.*?\S)\s*[(（](?P<short>[^()（）]+)[)）]$")


def apply_first(article: Article, target: str) -> Article:
    """Put first-mention forms into the running text of one target language; doing it twice changes nothing.

    A term whose first form or long name stands in the running text already is left alone, and so is a
    target without text and one that is a copy of its source.  Inline marks move with the text.
    """
    running = list(_running(article, target))
    whole = "\n".join(segment.targets[target].text or "" for segment in running)
    changed: dict[str, Target] = {}
    done: set[str] = set()
    for segment in running:
        for match in segment.terms:
            first = match.first.get(target, "")
            key = first or match.entry
            if not first or key in done:
                continue
            if _introduced(whole, first, match.targets.get(target, "")):
                done.add(key)
                continue
            before = changed.get(segment.id, segment.targets[target])
            after = _with_first(before, match, target, first)
            if after is not None:
                changed[segment.id] = after
                done.add(key)
    if not changed:
        return article
    return replace(article, segments=tuple(_put(segment, changed, target) for segment in article.segments))


def counts_as_running(block: Block) -> bool:
    """Whether mentions in this block count: a body block that is no heading and no table cell."""
    return block.role is Role.BODY and not _HEADINGS.fullmatch(block.tag) and not _IN_TABLE.search(block.path)


def _running(article: Article, target: str) -> Iterator[Segment]:
    by_block: dict[str, list[Segment]] = {}
    for segment in article.segments:
        by_block.setdefault(segment.block, []).append(segment)
    for block in article.blocks:
        if not counts_as_running(block):
            continue
        for segment in by_block.get(block.id, ()):
            have = segment.targets.get(target)
            if have is not None and have.text is not None and have.status is not Status.COPIED:
                yield segment


def _introduced(text: str, first: str, preferred: str) -> bool:
    if spans_of(text, first):
        return True
    taken = _BRACKETED.match(first)
    long = taken["long"] if taken else first
    return long != preferred and bool(spans_of(text, long))


def _with_first(have: Target, match: TermMatch, target: str, first: str) -> Target | None:
    text = have.text or ""
    plain = [form for form in accepted_forms(match, target) if form != first]
    found = sorted(
        (span for form in plain for span in spans_of(text, form, endings=False)),
        key=lambda span: (span[0], -span[1]),
    )
    if not found:
        return None
    start, end = found[0]
    form = first
    taken = _BRACKETED.match(first)
    if taken and text[:start].rstrip()[-1:] in ("(", "（") and text[end:].lstrip()[:1] in (")", "）"):
        comma = "，" if target.startswith("zh") else ", "
        form = f"{taken['long']}{comma}{taken['short']}"
    if form[:1].islower() and text[start].isupper() and text[start].lower() == form[0]:
        form = form[0].upper() + form[1:]
    return replace(
        have,
        text=text[:start] + form + text[end:],
        marks=tuple(_moved(mark, start, end, len(form)) for mark in have.marks),
    )


def _moved(mark: Mark, start: int, end: int, length: int) -> Mark:
    """A mark after ``start..end`` became ``length`` long; a mark that cuts the term takes all of it."""
    shift = length - (end - start)
    low = mark.start if mark.start <= start else start if mark.start < end else mark.start + shift
    high = mark.end if mark.end <= start else start + length if mark.end <= end else mark.end + shift
    return replace(mark, start=low, end=high)


def _put(segment: Segment, changed: dict[str, Target], target: str) -> Segment:
    if segment.id not in changed:
        return segment
    return replace(segment, targets={**segment.targets, target: changed[segment.id]})
