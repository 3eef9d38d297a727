"""Plain text with inline marks as Markdown: what the text says stays text, what the marks say is markup.

Escapes are those that CommonMark and kramdown (Jekyll) both understand; what only one of them does is
written as a character reference.  Liquid's ``{{`` and ``{%`` are broken up, since Jekyll runs them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bilingual.article import Mark

_ALWAYS = re.compile(r"[\\`*_\[\]<>|]")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LIQUID = re.compile(r"\{(?=[{%:#])")
_PAIRS = re.compile(r"~~+|\$\$+")
# What opens a block at the start of a line: headings, lists, rules, underlines, definitions.
_OPENERS = re.compile(r"^(?:(#{1,6}|[+\-=:^])|(\d+)([.)])(?=[ \t]|$))", re.MULTILINE)

# HTML element to the name it is rebuilt under; others leave their text without a mark.
_TAGS = {
    "a": "a",
    "b": "strong",
    "strong": "strong",
    "i": "em",
    "em": "em",
    "s": "del",
    "del": "del",
    "strike": "del",
    "u": "u",
    "code": "code",
    "sub": "sub",
    "sup": "sup",
    "mark": "mark",
}
# What reading marks a formula and a reference to a note by; Markdown writes them as they stood.
_AS_IT_IS = {"code": "#math", "sup": "#fn:"}
_DELIMITERS = {"strong": "**", "em": "*"}
_SCHEME = re.compile(r"^[a-zA-Z][a-zA-Z0-9+.-]*:")
_SAFE_SCHEME = re.compile(r"^(?:https?|mailto):", re.IGNORECASE)
_NOT_IN_ADDRESS = re.compile(r"[\x00-\x20\x7f<>()\[\]{}\\`*_|\"'\u0080-\u00a0\ud800-\udfff]")
_NOT_IN_LABEL = re.compile(r"[\s\[\]{}<>`\\]")
# Dollar signs around neither code nor a tag of a generator.
_PLAIN_FORMULA = re.compile(r"\$\$?(?!\$)(?:(?!\{[{%:#])[^$<>`\n])+\$\$?")


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    tag: str
    href: str = ""


def address(href: str | None) -> str | None:
    """Return ``href`` fit to stand in a link; None for any scheme but http, https, mailto or none."""
    cleaned = re.sub(r"[\x00-\x1f\x7f]", "", href or "").strip()
    if not cleaned or (_SCHEME.match(cleaned) and not _SAFE_SCHEME.match(cleaned)):
        return None
    return _NOT_IN_ADDRESS.sub(
        lambda m: "".join(f"%{byte:02X}" for byte in m[0].encode("utf-8", "replace")), cleaned
    )


def escape(text: str) -> str:
    """Return ``text`` so that Markdown shows it as it is; marks that open a block are not yet disarmed."""
    text = _ENTITY.sub("&amp;", text)
    text = _ALWAYS.sub(lambda m: "\\" + m[0], text)
    text = _LIQUID.sub("&#123;", text)
    return _PAIRS.sub(lambda m: "".join(f"&#{ord(c)};" for c in m[0]), text)


def inline(text: str, marks: Sequence[Mark] = (), line_break: str = "  \n") -> str:
    """Return ``text`` with its ``marks`` as one Markdown paragraph, cell or heading.

    Line breaks become ``line_break``; nothing at the start of a line opens a block.
    """
    spans = _spans(text, marks)
    pieces = "".join(_pieces(text, spans))
    lines = [_OPENERS.sub(_disarm, line.strip(" \t")) for line in re.split(r"\r\n|[\r\n]", pieces)]
    return line_break.join(line for line in lines if line)


def _disarm(opener: re.Match[str]) -> str:
    return f"\\{opener[1]}" if opener[1] else f"{opener[2]}\\{opener[3]}"


def _spans(text: str, marks: Sequence[Mark]) -> list[_Span]:
    """Return the marks that Markdown can say, inside the text, without white space at their edges."""
    spans: list[_Span] = []
    for mark in marks:
        tag = _TAGS.get(mark.tag.lower())
        href = address(mark.href) if tag == "a" else ""
        start, end = max(mark.start, 0), min(mark.end, len(text))
        while start < end and text[start].isspace():
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
        if tag in _AS_IT_IS and (mark.href or "").startswith(_AS_IT_IS[tag]):
            href = mark.href
        if tag and href is not None and start < end:
            spans.append(_Span(start, end, tag, href))
    return spans


def _pieces(text: str, spans: list[_Span]) -> list[str]:
    """Return the text cut at the marks' edges, with what opens and closes there between the cuts.

    Marks that cross each other are closed and opened again.
    """
    edges = sorted({0, len(text), *(s.start for s in spans), *(s.end for s in spans)})
    runs: list[tuple[int, int, list[_Span]]] = []
    for start, end in pairwise(edges):
        runs.append((start, end, _active(spans, start, end)))
    out: list[str] = []
    open_: list[tuple[_Span, str]] = []
    for index, (start, end, wanted) in enumerate(runs):
        shared = 0
        while shared < min(len(open_), len(wanted)) and open_[shared][0] == wanted[shared]:
            shared += 1
        out += [closing for _, closing in reversed(open_[shared:])]
        del open_[shared:]
        for span in wanted[shared:]:
            until = _last(runs, index, span, len(open_))
            opening, closing = _brackets(text, span, start, until, spans)
            out.append(opening)
            open_.append((span, closing))
        out.append(_as_it_is(text[start:end], wanted) or escape(text[start:end]))
    out += [closing for _, closing in reversed(open_)]
    return out


def _as_it_is(text: str, wanted: list[_Span]) -> str:
    """Return a formula or a reference to a note in Markdown; nothing for any other text."""
    for span in wanted:
        if span.href and span.tag == "sup":
            return f"[^{_NOT_IN_LABEL.sub('', span.href.removeprefix(_AS_IT_IS['sup']))}]"
        if span.href and span.tag == "code" and _PLAIN_FORMULA.fullmatch(text):
            return text
    return ""


def _active(spans: list[_Span], start: int, end: int) -> list[_Span]:
    """Return the marks over a run, outermost first: the one that holds another is outside it.

    A link goes outside what crosses it or covers just the same, so that it stays one link.
    """
    over = [span for span in spans if span.start <= start and end <= span.end]
    one_a_tag: dict[str, _Span] = {}
    for span in sorted(over, key=lambda s: (s.start, -s.end, s.href)):
        one_a_tag.setdefault(span.tag, span)
    order = sorted(one_a_tag.values(), key=lambda s: (s.start, -s.end, s.tag != "a", s.tag == "em", s.tag))
    link = one_a_tag.get("a")
    if link is not None:
        order.remove(link)
        crossing = (n for n, span in enumerate(order) if span.start >= link.start or span.end < link.end)
        order.insert(next(crossing, len(order)) if not _holds_all(order, link) else len(order), link)
    return order


def _holds_all(order: list[_Span], link: _Span) -> bool:
    return all(
        s.start <= link.start and link.end <= s.end and (s.start, s.end) != (link.start, link.end)
        for s in order
    )


def _last(runs: list[tuple[int, int, list[_Span]]], index: int, span: _Span, depth: int) -> int:
    """Return where ``span``, opened in run ``index`` under ``depth`` others, will be closed."""
    above = runs[index][2][:depth]
    end = runs[index][1]
    for _, until, wanted in runs[index + 1 :]:
        if wanted[: depth + 1] != [*above, span]:
            break
        end = until
    return end


def _brackets(text: str, span: _Span, start: int, end: int, spans: list[_Span]) -> tuple[str, str]:
    if span.href and span.tag in _AS_IT_IS:
        return "", ""
    if span.tag == "a":
        return "[", f"]({span.href})"
    mark = _DELIMITERS.get(span.tag)
    if (
        mark
        and _stands(text, start, end, _link_at_edge(span, start, end, spans), _link_around(start, end, spans))
        and not _touched(span, start, end, spans)
    ):
        return mark, mark
    return f"<{span.tag}>", f"</{span.tag}>"


def _link_at_edge(span: _Span, start: int, end: int, spans: list[_Span]) -> bool:
    """Tell whether a link inside begins or ends here: its brackets are punctuation inside the emphasis."""
    return any(
        other.tag == "a"
        and span.start <= other.start
        and other.end <= span.end
        and (other.start, other.end) != (span.start, span.end)
        and (other.start == start or other.end == end)
        for other in spans
    )


def _link_around(start: int, end: int, spans: list[_Span]) -> bool:
    """Tell whether the link that is written here covers just this: its brackets stand around the emphasis.

    Links do not nest: of several over a place the outermost is written, and the others have no brackets.
    """
    link = next((span for span in _active(spans, start, end) if span.tag == "a"), None)
    return link is not None and (link.start, link.end) == (start, end)


def _stands(text: str, start: int, end: int, bracket: bool, within: bool) -> bool:
    """Tell whether asterisks around ``text[start:end]`` are read as emphasis (CommonMark 0.31, 6.2).

    They are not where a mark of punctuation stands inside and a letter outside, as in ``**“중국”**은``.
    ``bracket`` tells that brackets of a link stand right inside, ``within`` that they stand right outside.
    """
    first, last = text[start], text[end - 1]
    if first.isspace() or last.isspace() or "\n" in text[start:end]:
        return False
    if within or (first.isalnum() and last.isalnum() and not bracket):
        return True
    before, after = text[start - 1 : start], text[end : end + 1]
    return (not before or before.isspace()) and (not after or after.isspace())


def _touched(span: _Span, start: int, end: int, spans: list[_Span]) -> bool:
    """Tell whether another mark begins or ends here too, so that asterisks would be read in another way.

    Bold and italic letters may share an edge if one holds the other; where they begin together the bold ones
    are outside, since kramdown takes two of three asterisks first.
    """
    if (start, end) != (span.start, span.end):
        return True
    edges = {start, end}
    return any(
        other is not span
        and other.tag != "a"
        and (other.start in edges or other.end in edges)
        and not _nests(span, other)
        for other in spans
    )


def _nests(span: _Span, other: _Span) -> bool:
    if {span.tag, other.tag} != set(_DELIMITERS):
        return False
    bold, italic = (span, other) if span.tag == "strong" else (other, span)
    if bold.start <= italic.start and italic.end <= bold.end:
        return True
    return italic.start < bold.start and bold.end <= italic.end
