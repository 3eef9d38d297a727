"""Finds the place of a mark in a translation: where the engine kept it, else where its text can be told.

Without the engine's word a mark is put on the whole, on a term's target form, on text or figures that stand
unchanged, on a label before a colon, and on a quotation where there is just one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bilingual.article import Finding, Mark, Policy, Segment, Severity, Status, Target, TermMatch
from bilingual.chinese_scripts import OPENCC
from bilingual.inline_marks.spans import Span, normal, proper, trimmed
from bilingual.terminology.forms import spans_of

#: Spans of a source and where a translation of it has them.
Anchors = Mapping[Span, Span]

# An address is one word in every language.
_ADDRESS = re.compile(r"[\x21-\x7e]*[A-Za-z0-9][@.:/][A-Za-z0-9/][\x21-\x7e]*")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
# A figure, and what is counted.
_FIGURE_ALONE = re.compile(r"[^\w]*(?P<figure>\d+(?:[.,]\d+)*)[^\w]*\w{0,2}[^\w]*")
_COLON = re.compile(r"[:：]")
_QUOTED = {
    "double": re.compile(r"“[^“”]+”|\"[^\"]+\"|「[^「」]+」|『[^『』]+』"),
    "single": re.compile(r"‘[^‘’]+’|「[^「」]+」"),
    "title": re.compile(r"《[^《》]+》|〈[^〈〉]+〉|『[^『』]+』|「[^「」]+」|“[^“”]+”"),
}
_OPENS = {
    "“": "double",
    '"': "double",
    "‘": "single",
    "《": "title",
    "〈": "title",
    "『": "title",
    "「": "double",
}
#: Marks of one segment that are placed; no sentence of a person has so many.
MOST_MARKS = 200
_MOST_QUOTED = 8
#: A label before a colon is this long at most, in code points of a target.
_LONGEST_LABEL = 40


def sent_spans(segments: Iterable[Segment], most: int) -> tuple[Span, ...]:
    """Return the spans that an engine must be told of, for segments of one and the same text.

    If they are more than ``most``, those of links alone; if these are too, none.

    Not told: what covers the whole (but for punctuation), a piece inside a Latin word or number (the 2 of
    H2O), a figure or an address that stands once, a pinned term that stands once.  Those have their places
    in any translation.
    """
    spans: dict[Span, bool] = {}
    for segment in segments:
        for mark in normal(segment.source, segment.marks)[:MOST_MARKS]:
            if not _tells_itself(segment, mark):
                span = mark.start, mark.end
                spans[span] = spans.get(span, False) or mark.tag == "a"
    links = [span for span, link in spans.items() if link]
    return tuple(spans) if len(spans) <= most else tuple(links) if len(links) <= most else ()


def _tells_itself(segment: Segment, mark: Mark) -> bool:
    source = segment.source
    covered = source[mark.start : mark.end]
    if mark.tag == "img" or not any(char.isalnum() for char in covered):
        return True
    if _outside(source, mark) is not None:
        return True
    inner = _inside_word(source, mark.start, mark.end)
    if inner is not None:
        # The 6 of 10 to the 6th must not be sent as 106.
        return any(char.isalpha() for char in source[inner[0] : inner[1]])
    if _ADDRESS.fullmatch(covered) or (not any(char.isalpha() for char in covered) and covered.isascii()):
        return source.count(covered) == 1
    return source.count(covered) == 1 and any(
        term.policy is Policy.PIN and (term.start, term.end) == (mark.start, mark.end)
        for term in segment.terms
    )


def known_marks(segment: Segment, anchors: Anchors, text: str) -> tuple[Mark, ...]:
    """Return the marks of ``segment`` whose places in its translation ``text`` are known."""
    placed = [
        replace(mark, start=anchors[mark.start, mark.end][0], end=anchors[mark.start, mark.end][1])
        for mark in normal(segment.source, segment.marks)[:MOST_MARKS]
        if (mark.start, mark.end) in anchors
    ]
    valid = set(proper(((mark.start, mark.end) for mark in placed), len(text)))
    return tuple(mark for mark in placed if (mark.start, mark.end) in valid)


def place_marks(segment: Segment, target: Target, language: str) -> Target:
    """Return ``target`` with the marks of ``segment`` that could be placed, and a finding for the rest.

    Marks that the target has stay; a target that is copied or converted has its own, or a finding instead of
    them.  Offsets count code points of the target's text; the marks are proper
    together (see `spans`), in order.
    """
    if target.text is None or not segment.marks:
        return target
    if target.marks and target.status is Status.COPIED:
        return target
    if (target.marks or target.findings) and target.origin == OPENCC:
        return target
    have = {mark.id: mark for mark in target.marks}
    placed: list[Mark] = []
    taken: list[Span] = []
    every = normal(segment.source, segment.marks)
    waiting = every[:MOST_MARKS]
    lost = [segment.source[mark.start : mark.end] for mark in every[MOST_MARKS:]]
    # What an engine said goes before what is told from the text.
    for mark in sorted(waiting, key=lambda mark: mark.id not in have):
        there = have.get(mark.id)
        span = (there.start, there.end) if there else anchored(segment, mark, target.text, language)
        if span is not None:
            span = whole_terms(span, target.text, segment.terms, language)
        if span is not None and proper([*taken, span], len(target.text))[-1:] == [span]:
            taken.append(span)
            placed.append(replace(mark, start=span[0], end=span[1]))
        elif any(char.isalnum() for char in segment.source[mark.start : mark.end]):
            lost.append(segment.source[mark.start : mark.end])
    placed.sort(key=lambda mark: (mark.start, -mark.end))
    return replace(target, marks=tuple(placed), findings=(*target.findings, *_reported(lost)))


def not_carried(text: str, marks: Iterable[Mark], carried: Iterable[Mark]) -> tuple[Finding, ...]:
    """Return a finding for those marks of ``text`` that are not among ``carried``, if there are any."""
    have = {mark.id for mark in carried}
    return _reported([text[mark.start : mark.end] for mark in normal(text, marks) if mark.id not in have])


def _reported(lost: Iterable[str]) -> tuple[Finding, ...]:
    texts = list(dict.fromkeys(lost))
    if not texts:
        return ()
    quoted = ", ".join(f"“{text}”" for text in texts[:_MOST_QUOTED])
    if len(texts) > _MOST_QUOTED:
        quoted += f" and {len(texts) - _MOST_QUOTED} more"
    return (Finding("marks", Severity.INFO, f"formatting not carried over: {quoted}"),)


def whole_terms(span: Span, text: str, terms: Sequence[TermMatch], language: str) -> Span:
    """Return ``span`` grown so that it cuts no form of a pinned term in ``text``."""
    start, end = span
    for term in terms:
        if term.policy is not Policy.PIN:
            continue
        for form in dict.fromkeys((term.first.get(language), term.targets.get(language))):
            for low, high in spans_of(text, form, endings=False) if form else ():
                start = low if low < start < high else start
                end = high if low < end < high else end
    return start, end


def same_text(text: str, wanted: str) -> Span | None:
    """Return where ``wanted`` stands in ``text`` as a word of its own, if it does so just once."""
    found = [span for span in spans_of(text, wanted, endings=False) if text[span[0] : span[1]] == wanted]
    return found[0] if len(found) == 1 else None


def anchored(segment: Segment, mark: Mark, text: str, language: str) -> Span | None:
    """Return the span of ``text``, a translation of ``segment``, that ``mark`` must cover, or None."""
    source = segment.source
    covered = source[mark.start : mark.end]
    around = _outside(source, mark)
    if around is not None:
        return _without_points(text, *around)
    inner = _inside_word(source, mark.start, mark.end)
    if inner is not None:
        place = same_text(text, source[inner[0] : inner[1]])
        return None if place is None else (place[0] + mark.start - inner[0], place[0] + mark.end - inner[0])
    for term in segment.terms:
        if source[term.start : term.end] == covered:
            place = _of_term(source, covered, term, text, language)
            if place is not None:
                return place
    return (
        same_text(text, covered)
        or _figure(source, covered, text)
        or _at_edge(source, mark, covered, text)
        or _label(source, mark, text)
        or _quotation(source, covered, text)
    )


def _outside(source: str, mark: Mark) -> tuple[int, int] | None:
    """How many marks of punctuation a mark leaves out before and after it, if it leaves out nothing else."""
    lead, tail = source[: mark.start].strip(), source[mark.end :].strip()
    return None if any(char.isalnum() for char in lead + tail) else (len(lead), len(tail))


def _without_points(text: str, lead: int, tail: int) -> Span | None:
    start, end = trimmed(text, 0, len(text))
    while lead and start < end and not text[start].isalnum():
        start, lead = start + 1, lead - 1
    while tail and start < end and not text[end - 1].isalnum():
        end, tail = end - 1, tail - 1
    start, end = trimmed(text, start, end)
    return (start, end) if start < end else None


def _inside_word(source: str, start: int, end: int) -> Span | None:
    """Return the Latin word or number of which ``start..end`` is a piece (CO2, m2), else None."""

    def plain(index: int) -> bool:
        return 0 <= index < len(source) and source[index].isascii() and source[index].isalnum()

    if not all(plain(index) for index in range(start, end)) or not (plain(start - 1) or plain(end)):
        return None
    while plain(start - 1):
        start -= 1
    while plain(end):
        end += 1
    return start, end


def _of_term(source: str, covered: str, term: TermMatch, text: str, language: str) -> Span | None:
    forms = (term.first.get(language), term.targets.get(language), *term.accepted.get(language, ()))
    found: list[Span] = []
    for form in dict.fromkeys(forms):
        here = spans_of(text, form, endings=False) if form else []
        if len(here) == 1:
            return here[0]
        found = found or here
    # The name once in the source: of several in the target the first stands for it.
    return found[0] if found and source.count(covered) == 1 else None


def _figure(source: str, covered: str, text: str) -> Span | None:
    alone = _FIGURE_ALONE.fullmatch(covered)
    if alone is None:
        return None
    here = [found.span() for found in _FIGURE.finditer(text) if found.group() == alone["figure"]]
    once = sum(found.group() == alone["figure"] for found in _FIGURE.finditer(source)) == 1
    return here[0] if once and len(here) == 1 else None


def _at_edge(source: str, mark: Mark, covered: str, text: str) -> Span | None:
    """What stands unchanged at the very beginning or end of both."""
    if not any(char.isalnum() for char in source[mark.end :]):
        bare = text.rstrip(".!?。！？…”’\"' ")
        if bare.endswith(covered) and not bare[: -len(covered)][-1:].isdigit():
            return len(bare) - len(covered), len(bare)
    if not any(char.isalnum() for char in source[: mark.start]) and text.startswith(covered):
        after = text[len(covered) : len(covered) + 1]
        return None if after.isalnum() and after.isascii() else (0, len(covered))
    return None


def _label(source: str, mark: Mark, text: str) -> Span | None:
    """A label at the beginning, before the first colon of both: 질문: …"""
    colon = _COLON.search(source)
    there = _COLON.search(text)
    if colon is None or there is None or any(char.isalnum() for char in source[: mark.start]):
        return None
    if there.start() > _LONGEST_LABEL or "://" in (source[colon.start() :][:3], text[there.start() :][:3]):
        return None
    if mark.end == colon.end():
        return trimmed(text, 0, there.end())
    return trimmed(text, 0, there.start()) if not source[mark.end : colon.start()].strip() else None


def _quotation(source: str, covered: str, text: str) -> Span | None:
    """The only quotation or title of both."""
    kind = _OPENS.get(covered[0])
    if kind is None:
        return None
    if [found.group() for found in _QUOTED[kind].finditer(source)] != [covered]:
        return None
    found = [match.span() for match in _QUOTED[kind].finditer(text)]
    return found[0] if len(found) == 1 else None
