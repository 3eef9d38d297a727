"""Text as safe inline HTML: marks and terms nested properly, links checked, control characters gone.

Nothing of an article reaches the page but through :func:`visible` and an escape: elements are rebuilt
from the marks that stand beside the text, never copied from it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from urllib.parse import unquote, urlsplit

from markupsafe import Markup, escape

from bilingual.article import Mark, Policy, TermMatch

#: Inline tags that a mark may become.  Any other tag is shown as its text alone.
INLINE_TAGS = frozenset({"b", "strong", "i", "em", "u", "s", "del", "ins", "sub", "sup", "code", "small"})
#: Schemes that a link may have.
SCHEMES = frozenset({"http", "https", "mailto"})

# C0 and C1 controls but for tab and line ends, the bidi embeddings, overrides and isolates (UAX #9, 2),
# interlinear annotations, the byte order mark and non-characters: nothing that a reader could see.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u206a-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
# A figure with its sign: in right-to-left text the sign would stand behind it (UAX #9, W4 and N2).
_SIGNED = re.compile(r"(?<![\w.,+\-−±])[+\-−±]\s?[$€£¥₩]?\d[\d.,:/-]*(?<![.,:/-])\s?[%‰°]?")
_HIDDEN_IN_NAMES = frozenset({"Cc", "Cf", "Co", "Cn", "Zs", "Zl", "Zp"})
_SURROGATE = re.compile("[\ud800-\udfff]")
_LETTER = "0-9A-Za-zÀ-ɏͰ-ϿЀ-ӿ"
_ENDS_IN_LETTER = re.compile(f"[{_LETTER}]$")
_BEGINS_WITH_LETTER = re.compile(f"^[{_LETTER}]")


@dataclass(frozen=True, slots=True)
class TermSpan:
    """A term where it stands in a text (code points, ``end`` exclusive), with its glossary line."""

    start: int
    end: int
    title: str
    policy: str


@dataclass(frozen=True, slots=True)
class _Span:
    rank: int
    start: int
    end: int
    order: int
    opening: Markup
    closing: Markup


def visible(text: str) -> str:
    """Return ``text`` without control characters and bidi overrides; a lone surrogate becomes U+FFFD."""
    return _SURROGATE.sub("\ufffd", _INVISIBLE.sub("", text))


def safe_href(href: str | None) -> str | None:
    """Return ``href`` if it is an absolute http, https or mailto address without control characters.

    A web address that names a user before its host (``https://good.example@evil.example``), or whose host has
    characters that nobody sees, is refused: it looks like another's.
    """
    if not href:
        return None
    address = href.strip(" \t\r\n")
    if not address or visible(address) != address or re.search(r"[\s\\]", address):
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme.lower() not in SCHEMES or (parts.scheme.lower() != "mailto" and not parts.netloc):
        return None
    if parts.scheme.lower() != "mailto" and (
        "@" in unquote(parts.netloc)
        or any(unicodedata.category(char) in _HIDDEN_IN_NAMES for char in unquote(parts.netloc))
    ):
        return None
    return address


def figures_alone(text: str) -> bool:
    """Whether ``text`` has figures and no letter that says which way it runs (``+8.1%``, ``2 – 3``)."""
    kinds = {unicodedata.bidirectional(char) for char in text[:2000]}
    return "EN" in kinds and not kinds & {"L", "R", "AL", "AN"}


def inline(
    text: str,
    marks: Iterable[Mark] = (),
    terms: Iterable[TermSpan] = (),
    *,
    stops: bool = False,
    right_to_left: bool = False,
) -> Markup:
    """Return ``text`` escaped, with its marks and terms as elements; with ``stops`` the keyboard stops at
    terms outside of links, with ``right_to_left`` figures keep their sign before them.

    Spans that overlap are cut where they cross, so that the elements nest: links outermost and whole,
    then terms, then the other marks.  A link that overlaps an earlier link is left out, for links may
    not nest.  Offsets beyond the text are drawn back to it.
    """
    spans = _spans(text, marks, terms, stops)
    if right_to_left:
        spans += [
            _Span(3, figure.start(), figure.end(), len(spans), Markup('<bdi dir="ltr">'), Markup("</bdi>"))
            for figure in _SIGNED.finditer(text)
        ]
    edges = sorted({0, len(text), *(edge for span in spans for edge in (span.start, span.end))})
    pieces: list[str] = []
    open_spans: list[_Span] = []
    for begin, end in pairwise(edges):
        wanted = [span for span in spans if span.start <= begin and end <= span.end]
        shared = 0
        while shared < min(len(open_spans), len(wanted)) and open_spans[shared] is wanted[shared]:
            shared += 1
        pieces += [span.closing for span in reversed(open_spans[shared:])]
        pieces += [span.opening for span in wanted[shared:]]
        open_spans = wanted
        pieces.append(escape(visible(text[begin:end])))
    pieces += [span.closing for span in reversed(open_spans)]
    return Markup("").join(pieces)


def _spans(text: str, marks: Iterable[Mark], terms: Iterable[TermSpan], stops: bool) -> list[_Span]:
    spans: list[_Span] = []
    links_end = 0
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.id)):
        start, end, tag = max(0, mark.start), min(len(text), mark.end), mark.tag.lower()
        if start >= end:
            continue
        href = safe_href(mark.href) if tag == "a" else None
        if href and start >= links_end:
            opening = Markup('<a href="{}" rel="noopener noreferrer">').format(href)
            spans.append(_Span(0, start, end, len(spans), opening, Markup("</a>")))
            links_end = end
        elif tag in INLINE_TAGS:
            opening, closing = Markup(f"<{tag}>"), Markup(f"</{tag}>")  # noqa: S704 - a tag of INLINE_TAGS
            spans.append(_Span(2, start, end, len(spans), opening, closing))
    for term in terms:
        start, end = max(0, term.start), min(len(text), term.end)
        if start < end:
            linked = any(span.rank == 0 and span.start < end and start < span.end for span in spans)
            opening = _term_opening(term.policy, term.title, stops and not linked)
            spans.append(_Span(1, start, end, len(spans), opening, Markup("</mark>")))
    return sorted(spans, key=lambda span: (span.rank, span.start, span.order))


@lru_cache(maxsize=4096)
def _term_opening(policy: str, line: str, stop: bool) -> Markup:
    """Return the tag that opens a term.  An article has the same few terms many times over."""
    # The empty title keeps the browser's own tooltip, the sentence's, from covering the glossary line.
    attributes = f'data-policy="{escape(policy)}" title="" data-term="{escape(visible(line))}"'
    stops = ' tabindex="0"' if stop else ""
    return Markup(f'<mark class="term" {attributes}{stops}>')  # noqa: S704 - escaped above


def term_title(term: TermMatch, targets: Sequence[str]) -> str:
    """Return a term's glossary line as readers see it: ``집단안보조약기구 → CSTO · 集安组织``."""
    forms = " · ".join(dict.fromkeys(term.targets[lang] for lang in targets if term.targets.get(lang)))
    arrow = "≠" if term.policy is Policy.FORBID else "→"
    title = f"{term.source} {arrow} {forms}" if forms else term.source
    return f"{title} — {term.note}" if term.note else title


def source_terms(terms: Iterable[TermMatch], targets: Sequence[str]) -> list[TermSpan]:
    """Return the spans of a source text's terms; of two that overlap, the first and longer one."""
    spans: list[TermSpan] = []
    for term in sorted(terms, key=lambda term: (term.start, -term.end)):
        if not spans or term.start >= spans[-1].end:
            spans.append(TermSpan(term.start, term.end, term_title(term, targets), term.policy.value))
    return spans


def target_terms(
    text: str, terms: Iterable[TermMatch], language: str, targets: Sequence[str]
) -> list[TermSpan]:
    """Return where accepted forms of a segment's terms stand in its target ``text``, the longest first.

    A forbidden form is not looked for: the checks report it.
    """
    found: list[tuple[int, int, TermMatch]] = []
    lowered = text.lower()
    for term in terms:
        if term.policy is Policy.FORBID:
            continue
        accepted = (
            term.first.get(language, ""),
            term.targets.get(language, ""),
            *term.accepted.get(language, ()),
        )
        # A pattern is made only for a form that can stand there: most variants of an entry do not.
        forms = [form for form in dict.fromkeys(accepted) if form.strip() and form.lower() in lowered]
        whole = [form for form in forms if len(form) > 1]
        hits = [match.span() for form in whole for match in _form(form).finditer(text)]
        if not hits:
            # One Han character (俄) stands inside too many other words to be marked beside its long form.
            hits = [match.span() for form in forms if len(form) == 1 for match in _form(form).finditer(text)]
        found += [(start, end, term) for start, end in hits]
    taken: list[tuple[int, int, TermMatch]] = []
    for start, end, term in sorted(found, key=lambda item: (item[0] - item[1], item[0])):
        if all(end <= other[0] or other[1] <= start for other in taken):
            taken.append((start, end, term))
    return [
        TermSpan(start, end, term_title(term, targets), term.policy.value)
        for start, end, term in sorted(taken, key=lambda item: item[0])
    ]


@lru_cache(maxsize=8_192)
def _form(form: str) -> re.Pattern[str]:
    before = f"(?<![{_LETTER}])" if _BEGINS_WITH_LETTER.search(form) else ""
    after = f"(?=(?:e?s)?(?![{_LETTER}]))" if _ENDS_IN_LETTER.search(form) else ""
    # Short names and acronyms keep their case, or US would be found in "us".
    flags = re.NOFLAG if len(form) <= 3 or form.isupper() else re.IGNORECASE
    return re.compile(before + re.escape(form) + after, flags)
