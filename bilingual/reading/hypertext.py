"""HTML as a stream of events: tolerant, with true line numbers, and nothing is ever run or expanded."""

from __future__ import annotations

import html
from html.parser import HTMLParser

from bilingual.reading.visible import Collector

BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header html li main nav ol p pre section summary table tbody td tfoot th thead"
    " tr ul".split()
)
_UNSEEN = frozenset(
    "script style template noscript head title select textarea button object svg math iframe".split()
)
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
#: An element that ends when one of these begins, because its end tag may be left out (HTML Living Standard, 13.1.2.4).
_IMPLIED = {
    "p": BLOCKS - {"tbody", "thead", "tfoot", "tr", "td", "th", "caption", "html", "body"},
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "td": frozenset({"td", "th", "tr", "tbody", "tfoot"}),
    "th": frozenset({"td", "th", "tr", "tbody", "tfoot"}),
    "tr": frozenset({"tr", "tbody", "tfoot"}),
}


class _Events(HTMLParser):
    def __init__(self, collector: Collector, line: int) -> None:
        super().__init__(convert_charrefs=False)
        self.collector = collector
        self.first = line
        self.unseen: list[str] = []

    def _line(self) -> int:
        return self.first + self.getpos()[0] - 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if self.unseen or tag in _UNSEEN:
            if tag in _UNSEEN:
                self.unseen.append(tag)
            return
        if tag in BLOCKS:
            self._begin(tag)
        elif tag in ("br", "hr"):
            self.collector.flush()
        elif tag == "img":
            self.collector.image(values.get("alt", ""), values.get("src", ""), self._line())
        elif tag in _MARKS:
            self.collector.open_mark(_MARKS[tag], values.get("href") if tag == "a" else None)

    def _begin(self, tag: str) -> None:
        for name in ("p", "li", "dt", "dd", "td", "th", "tr"):
            if self.collector.inside(frozenset({name})) and tag in _IMPLIED[name]:
                self.collector.end(name)
        if tag == "tr" and self.collector.inside(frozenset({"tr"})):
            self.collector.end("tr")
        self.collector.begin(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("br", "hr", "img") or tag not in _UNSEEN:
            self.handle_starttag(tag, attrs)
        if tag in BLOCKS or tag in _MARKS:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.unseen:
            if tag == self.unseen[-1]:
                self.unseen.pop()
            return
        if tag in BLOCKS:
            self.collector.end(tag)
        elif tag in _MARKS:
            self.collector.close_mark(_MARKS[tag])
        elif tag == "br":
            self.collector.flush()

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.collector.text(data, self._line())

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name};")

    def _reference(self, written: str) -> None:
        if not self.unseen:
            decoded = html.unescape(written).replace("\r", " ").replace("\n", " ")
            self.collector.text(decoded, self._line())


def feed(markup: str, collector: Collector, line: int) -> None:
    """Tell ``collector`` what is visible in ``markup``, which begins on source line ``line``."""
    events = _Events(collector, line)
    events.feed(markup)
    events.close()
