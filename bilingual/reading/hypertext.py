"""HTML as a stream of events: tolerant, with true line numbers, and nothing is ever run or expanded."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from typing import NamedTuple

from bilingual.reading.head import Head
from bilingual.reading.visible import Collector

#: Elements that begin a block of their own.
BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details"}
)
BLOCKS |= {
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
}
BLOCKS |= {"h4", "h5", "h6", "header", "html", "li", "main", "nav", "ol", "p", "pre", "section", "summary"}
BLOCKS |= {"table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"}
_UNSEEN = frozenset(
    {"script", "style", "template", "noscript", "head", "title", "select", "textarea", "button"}
)
_UNSEEN |= {"object", "svg", "math", "iframe"}
#: So many hidden elements inside one another are looked through for the one that ends.
_DEEPEST = 16
_DECLARATIONS = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<!doctype[^>\[]*\[", re.I)
_MARKS = {
    "b": "b",
    "strong": "b",
    "i": "i",
    "em": "i",
    "a": "a",
    "u": "u",
    "sub": "sub",
    "sup": "sup",
    "code": "code",
}
_MARKS |= {"s": "s", "del": "s", "mark": "mark", "ruby": "ruby"}
#: Elements that end when one of these begins (end tags that may be left out: HTML Living Standard, 13.1.2.4).
_IMPLIED = {
    "p": BLOCKS - {"tbody", "thead", "tfoot", "tr", "td", "th", "caption", "html", "body"},
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "td": frozenset({"td", "th", "tr", "tbody", "tfoot"}),
    "th": frozenset({"td", "th", "tr", "tbody", "tfoot"}),
    "tr": frozenset({"tr", "tbody", "tfoot"}),
}


class Unclosed(NamedTuple):
    """A hidden element that is never closed, and the line where it begins."""

    tag: str
    line: int


class _Events(HTMLParser):
    def __init__(self, collector: Collector, line: int, shown: frozenset[str], head: Head | None) -> None:
        super().__init__(convert_charrefs=False)
        self.collector = collector
        self.first = line
        self.hidden = _UNSEEN - shown
        self.unseen: list[tuple[str, int]] = []
        self.head = head
        # The text of the title or the JSON-LD script that is open.
        self.claim: tuple[str, list[str]] | None = None

    def _line(self) -> int:
        return self.first + self.getpos()[0] - 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "body" and self.unseen and self.unseen[0][0] in ("head", "title"):
            # The end tag of the head may be left out.
            self.unseen.clear()
        if self.head is not None:
            self._claims(self.head, tag, values)
        if self.unseen or tag in self.hidden:
            if tag in self.hidden:
                self.unseen.append((tag, self._line()))
            return
        if tag in BLOCKS:
            start = values.get("start", "") if tag == "ol" else ""
            words = " ".join(values[name] for name in ("id", "class", "role") if values.get(name))
            first = int(start) if start.isdecimal() and len(start) < 7 else 1
            self._begin(tag, first, " ".join(words.lower().split()) if words else "")
        elif tag in ("br", "hr"):
            self.collector.flush()
        elif tag == "img":
            self.collector.image(values.get("alt", ""), values.get("src", ""), self._line())
        elif tag in _MARKS:
            self.collector.open_mark(_MARKS[tag], values.get("href") if tag == "a" else None)

    def _claims(self, head: Head, tag: str, values: dict[str, str]) -> None:
        if tag == "title" and not any(name in ("svg", "template") for name, _ in self.unseen[-_DEEPEST:]):
            self.claim = ("title", [])
        elif tag == "script" and values.get("type", "").strip().lower() == "application/ld+json":
            self.claim = ("script", [])
        else:
            head.element(tag, values)

    def _begin(self, tag: str, first: int, words: str) -> None:
        for name in ("p", "li", "dt", "dd", "td", "th", "tr"):
            if self.collector.inside(frozenset({name})) and tag in _IMPLIED[name]:
                self.collector.end(name)
        if tag == "tr" and self.collector.inside(frozenset({"tr"})):
            self.collector.end("tr")
        self.collector.begin(tag, first, words)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("br", "hr", "img") or tag not in self.hidden:
            self.handle_starttag(tag, attrs)
        if tag in BLOCKS or tag in _MARKS:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.claim and tag == self.claim[0] and self.head is not None:
            (self.head.title if tag == "title" else self.head.json_ld)("".join(self.claim[1]))
            self.claim = None
        if self.unseen:
            if any(tag == name for name, _ in self.unseen[-_DEEPEST:]):
                while self.unseen.pop()[0] != tag:
                    pass
            return
        if tag in BLOCKS:
            self.collector.end(tag)
        elif tag in _MARKS:
            self.collector.close_mark(_MARKS[tag])
        elif tag == "br":
            self.collector.flush()

    def handle_data(self, data: str) -> None:
        if self.claim:
            self.claim[1].append(data)
        if not self.unseen:
            self.collector.text(data, self._line())

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name};")

    def _reference(self, written: str) -> None:
        if self.unseen and not self.claim:
            return
        try:
            decoded = html.unescape(written).replace("\r", " ").replace("\n", " ")
        except ValueError:  # a number of thousands of digits
            decoded = "\ufffd"
        if self.claim:
            self.claim[1].append(decoded)
        if not self.unseen:
            self.collector.text(decoded, self._line())

    def parse_html_declaration(self, i: int) -> int:
        """Skip ``<!…>`` and ``<![…]>``; the standard library gives up on some of the latter."""
        if self.rawdata[i : i + 3] == "<![":
            return self.parse_bogus_comment(i, report=False)
        return super().parse_html_declaration(i)


def _without_comments(markup: str) -> str:
    kept: list[str] = []
    at = 0
    while (start := markup.find("<!--", at)) >= 0 and (end := markup.find("-->", start + 2)) >= 0:
        kept += (markup[at:start], "\n" * markup.count("\n", start, end))
        at = end + 3
    return "".join((*kept, markup[at:]))


def _without_entities(markup: str) -> str:
    """Return ``markup`` without the entities that a document type declares: they are never expanded."""
    found = _DECLARATIONS.match(markup)
    if not found:
        return markup
    end = markup.find("]>", found.end())
    if end < 0:
        return markup
    return "\n" * markup.count("\n", 0, end) + "<!DOCTYPE html>" + markup[end + 2 :]


def _settled(markup: str) -> str:
    """Return ``markup`` without comments, and with what can be no tag written as text.

    The standard library's parser scans to the end for every tag and comment that is never closed; a hostile
    page of them would take minutes.  Newlines stay, so that lines keep their numbers.
    """
    markup = _without_comments(_without_entities(markup)).replace("<!--", "&lt;!--")
    last = markup.rfind(">") + 1
    return markup[:last] + markup[last:].replace("<", "&lt;")


def feed(
    markup: str,
    collector: Collector,
    line: int,
    shown: frozenset[str] = frozenset(),
    head: Head | None = None,
) -> Unclosed | None:
    """Tell ``collector`` what is visible in ``markup``, which begins on source line ``line``.

    ``shown`` names elements whose content is visible though it commonly is not; ``head`` is told what the
    page claims of itself.  Returns the outermost hidden
    element that is never closed, so that everything after it was left out, or None.
    """
    events = _Events(collector, line, shown, head)
    events.feed(_settled(markup))
    events.close()
    return Unclosed(*events.unseen[0]) if events.unseen else None


def unclosed_comment(markup: str) -> int | None:
    """Return the line of the comment that is never closed, from 1; None if there is none."""
    start = markup.rfind("<!--")
    if start < 0 or markup.find("-->", start + 2) >= 0:
        return None
    while (earlier := markup.rfind("<!--", 0, start)) >= 0 and markup.find("-->", earlier + 2) < 0:
        start = earlier
    return markup.count("\n", 0, start) + 1
