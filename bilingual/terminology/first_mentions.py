"""The form of a term's first mention, put into the assembled article.

``Collective Security Treaty Organization (CSTO)`` once, ``CSTO`` after.  Only running text counts: titles,
headings, captions, datelines and table cells neither take nor use up the first mention.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bilingual.article import Article, Block, Mark, Role, Segment, Status, Target, TermMatch
from bilingual.terminology.folding import flat, is_han
from bilingual.terminology.forms import Span, accepted_forms, spans_of
from bilingual.terminology.smoothing import with_form

_HEADINGS = re.compile(r"h[1-6]|t[dh]|caption|figcaption", re.IGNORECASE)
_IN_TABLE = re.compile(r"(?:^|/)(?:table|front_matter)", re.IGNORECASE)
_BRACKETED = re.compile(r"^(?P<long>.*?\S)\s*[(（](?P<short>[^()（）]+)[)）]$")
# A name of two capitalised words or more, right before the bracket or the "or" that brings its short form.
_LONG_NAME = re.compile(
    r"\b[A-Z][\w.'\u2019-]*(?:\s+(?:of|for|and|on|in|to|the|de|&))*\s+(?:[\w&.'\u2019-]+\s+){0,8}?[A-Z][\w'\u2019-]*"
    r"(?:\s*[(（]|,\s+(?:or|known\s+as)\s+)(?:the\s+)?$"
)
_HAN_NAME = re.compile(r"(?P<long>[\u3400-\u9fff·]{3,30})\s*[(（](?:以下)?(?:简称|簡稱|即)?[“\"「]?$")
# Common nouns that a long name ends in take an article, where nothing before it speaks for another word.
_TAKES_THE = re.compile(
    r"(?:^|\s)(?:Organi[sz]ation|Union|Council|Community|Commission|Committee|Agency|Association|Authority"
    r"|Forum|Group|Bank|Fund|Court|Service|Administration|Ministry|Treaty|Alliance|League|Federation|Party"
    r"|Commonwealth of \w.*|(?:Organi[sz]ation|Association|Union|Council) (?:of|for) \w.*)$"
)
_TAKEN_BY_THE = re.compile(
    r"(?:(?P<begin>(?:^|[.!?…][\"”’)]*\s+|\n\s*)[\"“‘'(]*)|(?:^|[\s(“\"])(?:of|in|to|by|from|with|for|and|or|at|between"
    r"|against|that|as|than|into|on|said|says|joined?|left|leave) )$"
)
_OPEN, _CLOSE = ("(", "（"), (")", "）")
_COMPOUND = re.compile(r"[-\u2010\u2011\u2012/]\w")
_POSSESSIVE = re.compile(r"['\u2019\uff07]s?(?!\w)")


@dataclass(frozen=True, slots=True)
class _Mention:
    """One place in running text where the form of a first mention may be put."""

    segment: Segment
    span: Span
    possessive: bool


def apply_first(article: Article, target: str) -> Article:
    """Put first-mention forms into the running text of one target language; doing it twice changes nothing.

    A term whose first form or long name stands in the running text already is left alone, and so is a
    target without text, one that is a copy of its source and one that a person edited.  Parts of compounds
    and of other terms are passed over, possessives while the same block has a plainer mention.  Inline
    marks move with the text.
    """
    running = list(_running(article, target))
    whole = "\n".join(segment.targets[target].text or "" for segment in running)
    changed: dict[str, Target] = {}
    places: dict[str, list[tuple[Segment, TermMatch]]] = {}
    for segment in running:
        for match in segment.terms:
            if first := match.first.get(target):
                places.setdefault(first, []).append((segment, match))
    for first, where in places.items():
        if _introduced(whole, first, where[0][1], target):
            continue
        chosen = _chosen(where, changed, first, target)
        if chosen is not None:
            have = changed.get(chosen.segment.id, chosen.segment.targets[target])
            changed[chosen.segment.id] = _with_first(have, chosen.span, target, first)
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


def _introduced(text: str, first: str, match: TermMatch, target: str) -> bool:
    if spans_of(text, first):
        return True
    taken = _BRACKETED.match(first)
    long = taken["long"] if taken else first
    # Small letters in the long name are a matter of style.
    if long != match.targets.get(target, "") and spans_of(text.lower(), long.lower()):
        return True
    shorts = {form for form in accepted_forms(match, target) if len(form) < len(long)}
    if taken:
        shorts.add(taken["short"])
    return any(
        _after_long_name(text[max(0, start - 160) : start], short)
        for short in shorts
        for start, _ in spans_of(text, short, endings=False)
    )


def _after_long_name(before: str, short: str) -> bool:
    """Whether a long name and a bracket end ``before``, in whatever spelling the name is."""
    if _LONG_NAME.search(before):
        return True
    found = _HAN_NAME.search(before)
    if found is None or not all(map(is_han, short)):
        return False
    # 北约 keeps the order of the characters of 北大西洋公约组织.
    rest = iter(found["long"])
    return len(short) > 1 and all(char in rest for char in short) and found["long"] != short


def _chosen(
    where: Sequence[tuple[Segment, TermMatch]], changed: dict[str, Target], first: str, target: str
) -> _Mention | None:
    """The first mention that can be spelled out; a possessive gives way to a plain one of its block."""
    possessive: _Mention | None = None
    seen: set[str] = set()
    for segment, match in where:
        if possessive is not None and segment.block != possessive.segment.block:
            break
        have = changed.get(segment.id, segment.targets[target])
        if segment.id in seen or have.status is Status.EDITED:
            continue
        seen.add(segment.id)
        for mention in _mentions(segment, have.text or "", match, first, target):
            if not mention.possessive:
                return mention
            possessive = possessive or mention
    return possessive


def _mentions(segment: Segment, text: str, match: TermMatch, first: str, target: str) -> Iterator[_Mention]:
    own = [form for form in accepted_forms(match, target) if form != first]
    spans = sorted(
        {span for form in own for span in spans_of(text, form, endings=False)},
        key=lambda span: (span[0], -span[1]),
    )
    taken = _other_terms(segment, text, own, target) if spans else []
    for start, end in spans:
        before, after = text[:start], text[end:]
        if any(low <= start and end <= high and high - low > end - start for low, high in taken):
            continue
        if _COMPOUND.match(after) or before[-1:] in ("-", "\u2010", "\u2011", "/"):
            continue
        if re.search(r"[(（]\s*(?:the|an?)\s+$", before, re.IGNORECASE):
            continue
        yield _Mention(segment, (start, end), _POSSESSIVE.match(after) is not None)


def _other_terms(segment: Segment, text: str, own: Sequence[str], target: str) -> list[Span]:
    """Where longer forms of the segment's other terms stand: UN is no mention in UN Security Council."""
    return [
        span
        for other in segment.terms
        for form in accepted_forms(other, target)
        if form not in own and any(flat(one) in flat(form) and len(one) < len(form) for one in own)
        for span in spans_of(text, form)
    ]


def _with_first(have: Target, span: Span, target: str, first: str) -> Target:
    text = have.text or ""
    start, end = span
    before = text[:start]
    form = first
    taken = _BRACKETED.match(first)
    if taken and before.rstrip()[-1:] in _OPEN and text[end:].lstrip()[:1] in _CLOSE:
        comma = "，" if target.startswith("zh") else ", "
        form = f"{taken['long']}{comma}{taken['short']}"
    after = text[end:]
    if target == "en" and taken and form == first:
        owner = _POSSESSIVE.match(after)
        if owner:
            form = f"{taken['long']}{owner[0]} ({taken['short']})"
            after = after[owner.end() :]
        if after.strip() and _TAKES_THE.search(taken["long"]) and (opening := _TAKEN_BY_THE.search(before)):
            form = f"{'The' if opening['begin'] is not None else 'the'} {form}"
    if form[:1].islower() and text[start].isupper() and text[start].lower() == form[0]:
        form = form[0].upper() + form[1:]
    if target == "en":
        before, form = with_form(before, form)
    end = len(text) - len(after)
    marks = tuple(_moved(mark, start, end, len(form)) for mark in have.marks)
    if before != text[:start]:
        # Only the article at the end of what comes before can have changed.
        same = next(
            (at for at, pair in enumerate(zip(before, text[:start], strict=False)) if pair[0] != pair[1]),
            min(len(before), start),
        )
        marks = tuple(_moved(mark, same, start, len(before) - same) for mark in marks)
    return replace(have, text=before + form + after, marks=marks)


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
