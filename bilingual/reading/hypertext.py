"""HTML read once from left to right: tolerant, with true line numbers, and nothing is ever run or expanded.

Tags are found by one regular expression over the text, in linear time whatever the text is, so that no depth
and no length loses anything.  What a browser would show decides what is text.
"""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from bilingual.reading.attributes import attributes, captions, hides, image_address, may_hide, self_closed
from bilingual.reading.draft import COLLAPSED
from bilingual.reading.elements import (
    AFTER_HEADING,
    BLOCKS,
    CAPTIONED,
    ENDED_BY,
    HEADINGS,
    ITEMS,
    LOOSE,
    MARKS,
    RAW,
    RUBY,
    UNSEEN,
    VOID,
)
from bilingual.reading.head import Head
from bilingual.reading.unclosed import first_block, line_or_block, runs_over
from bilingual.reading.visible import CAPTION, Collector

# A quote opens a value only behind "="; one that is never closed is no quote.  Groups: the slash of an end
# tag, the name, what follows the name, the same where every ">" stands in quotes, and a comment.
_MARKUP = re.compile(
    r"<(?:(/?)([a-zA-Z][^\s/>]*+)"
    r"""(?:((?:[^>"'=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+|["'])*+)>|([^>]*+)>)"""
    r"|(!--)|[!?/][^>]*+>)"
)
_PLAIN_MARKUP = re.compile(r"<(?:(/?)([a-zA-Z][^\s/>]*+)()([^>]*+)>|(!--)|[!?/][^>]*+>)")
#: So many tags are looked through to the end of the text for a quote's end.
_TRIES = 16
_COMMENT_END = re.compile(r"--!?>")
_TAGS = re.compile(r"<[^<>]*>|\s+")
#: So many scripts that are not closed where they should be are looked for.
_OVERRUNS = 16
_DECLARATIONS = re.compile(r"\s*+(?:<\?xml[^>]*+>\s*+)?<!doctype[^>\[]*+\[", re.I)
_RAW_ENDS = {name: re.compile(rf"</{name}(?=[\s/>])", re.I) for name in RAW}
_SCRIPT_IN_COMMENT = re.compile(r"<script[\s/>]", re.I)
_MANY_DIGITS = re.compile(r"&#(?:[0-9]{8,}|[xX][0-9a-fA-F]{7,});?")
#: So many hidden elements inside one another are looked through for the one that ends.
_DEEPEST = 16


class Unclosed(NamedTuple):
    """A hidden element that is never closed, and the line where it begins."""

    tag: str
    line: int


class Hypertext:
    """One text of HTML on its way to a collector.

    ``shown`` names elements whose content is visible though it commonly is not; ``head`` is told what the
    page claims of itself.  With a ``head`` the text is a whole page, and what it hides is not read.

    After :meth:`read`, ``unclosed`` is the outermost hidden element that is never closed, so that everything
    after it was left out, or None; ``opened`` lists those that were taken as visible since they never end;
    ``comment`` is the line of the first comment that is never closed, ``password`` that of the first field
    for a password, or None.  ``stand_ins`` counts the characters inside ``noscript`` and ``srcdoc``.
    """

    def __init__(
        self,
        markup: str,
        collector: Collector,
        line: int,
        shown: frozenset[str] = frozenset(),
        head: Head | None = None,
    ) -> None:
        self.markup = markup
        self.collector = collector
        self.shown = shown
        self.head = head
        self.unclosed: Unclosed | None = None
        self.opened: list[Unclosed] = []
        self.comment: int | None = None
        self.password: int | None = None
        # The line at an offset; both only move forward.
        self._first = self._line = line
        self._counted = 0
        # What is open of the elements that show nothing, and what was opened inside.
        self._unseen: list[Unclosed] = []
        self._inner: dict[str, int] = {}
        self._inner_open = 0
        self._endless: set[str] = set()
        self._told: set[str] = set()
        self._overruns = 0
        self.stand_ins: dict[str, int] = {}
        self._nested_scripts = True
        self._broken_comment: int | None = None
        # The element within a line whose class tells of a caption, and how many of its name are open in it.
        self._caption = ""
        self._caption_depth = 0

    def read(self) -> None:
        """Tell the collector what is visible, in source order."""
        markup, unseen, space = self.markup, self._unseen, self.collector.space
        # Behind the last ">" nothing can be a tag.
        last = markup.rfind(">") + 1
        search, tries = _MARKUP.search, 0
        start = at = self._behind_declarations()
        while found := search(markup, at, last):
            begin, at = found.span()
            slash, name, rest, plain, comment = found.groups()
            if comment:
                at = self._comment_end(begin)
            if start < begin and not unseen:
                data = markup[start:begin]
                if data.strip(COLLAPSED):
                    self._data(data, start)
                else:
                    space()
            start = at
            if name is None:
                continue
            if rest is None:
                rest = plain
                tries += 1
                if tries > _TRIES:
                    search = _PLAIN_MARKUP.search
            tag = name.lower()
            if slash:
                if unseen or tag in _ENDING or tag == self._caption:
                    self._end(tag)
            elif tag in RAW:
                start = at = self._raw(tag, rest, begin, at)
            elif tag != "span" or unseen or self.head is not None:  # In a post it says nothing.
                self._start(tag, rest, begin)
        while not unseen and (begin := markup.find("<!--", start)) >= 0:
            if begin > start:
                self._data(markup[start:begin], start)
            start = self._comment_end(begin)
        if start < len(markup) and not unseen:
            self._data(markup[start:], start)
        if unseen:
            self.unclosed = unseen[0]
        if self._broken_comment is not None:
            self.comment = self._first + markup.count("\n", 0, self._broken_comment)

    def _behind_declarations(self) -> int:
        """Return where the text goes on behind the entities that a document type declares, never expanded."""
        found = _DECLARATIONS.match(self.markup)
        end = self.markup.find("]>", found.end()) if found else -1
        return end + 2 if end >= 0 else 0

    def _comment_end(self, begin: int) -> int:
        """Return where a comment ends; one that never does ends with its line, or where a block begins."""
        if self._broken_comment is None:
            end = _COMMENT_END.search(self.markup, begin + 2)
            if end is not None:
                return end.end()
            self._broken_comment = begin
        return line_or_block(self.markup, begin + 4)

    def _line_at(self, offset: int) -> int:
        if offset > self._counted:
            self._line += self.markup.count("\n", self._counted, offset)
            self._counted = offset
        return self._line

    def _data(self, data: str, start: int) -> None:
        line = self._line_at(start)
        if "&" in data:
            data = "\n".join(map(_decoded, data.split("\n")))
        self.collector.text(data, line)

    def _raw(self, tag: str, rest: str, begin: int, at: int) -> int:
        """Pass over an element whose content is text to its end tag; return where the page goes on."""
        if tag in self.shown or self_closed(rest):
            return at
        end = None if tag in self._endless else self._raw_end(tag, at)
        if end is not None and self._overruns < _OVERRUNS and runs_over(tag, self.markup, at, end.start()):
            self._overruns += 1
        elif end is not None:
            content = self.markup[at : end.start()]
            if self.head is not None and not self._unseen:
                self._claim(tag, rest, content)
            if tag in ("noscript", "iframe"):
                self._stand_in(tag, rest, content)
            behind = self.markup.find(">", end.end()) + 1
            return behind or len(self.markup)
        unclosed = Unclosed(tag, self._line_at(begin))
        if tag == "title":
            # It ends with the next tag.
            following = self.markup.find("<", at)
            following = following if following >= 0 else len(self.markup)
            self._claim(tag, rest, self.markup[at:following])
            self._tell(unclosed, end is None)
            return following
        if tag in ("script", "style"):
            block = first_block(self.markup, at, len(self.markup))
            if block is not None:
                self._tell(unclosed, end is None)
                return block
            if not self._unseen:
                self.unclosed = unclosed
            return len(self.markup)
        self._tell(unclosed, True)
        return at

    def _tell(self, unclosed: Unclosed, endless: bool) -> None:
        """Note the first element of a name that is never closed; ``endless`` if none of that name will be."""
        if unclosed.tag not in self._told:
            self._told.add(unclosed.tag)
            self.opened.append(unclosed)
        if endless:
            self._endless.add(unclosed.tag)

    def _stand_in(self, tag: str, rest: str, content: str) -> None:
        """Note text for readers without scripts, and the page in an ``iframe``; read that if shown."""
        if self.head is None or self._unseen:
            return
        if tag == "iframe":
            content = attributes(rest).get("srcdoc", "") if "srcdoc" in rest.lower() else ""
            if content and "srcdoc" in self.shown:
                inner = content.replace("\n", " ")
                Hypertext(inner, self.collector, self._line, head=Head()).read()
        if content:
            key = "srcdoc" if tag == "iframe" else tag
            self.stand_ins[key] = self.stand_ins.get(key, 0) + len(_TAGS.sub("", content))

    def _raw_end(self, tag: str, at: int) -> re.Match[str] | None:
        """Return the end tag that belongs to a raw element whose content begins at ``at``."""
        end = first = _RAW_ENDS[tag].search(self.markup, at)
        if tag != "script" or not self._nested_scripts:
            return end
        # Old pages write scripts inside a comment inside a script; those have end tags of their own.
        inside = False
        while end is not None:
            comment = self.markup.rfind("<!--", at, end.start())
            closed = self.markup.rfind("-->", at, end.start())
            inside = comment > closed or (inside and closed < 0)
            if not inside or not _SCRIPT_IN_COMMENT.search(self.markup, max(comment, at), end.start()):
                return end
            at = end.end()
            end = _RAW_ENDS[tag].search(self.markup, at)
        if first is not None:
            self._nested_scripts = False
        return first

    def _claim(self, tag: str, rest: str, content: str) -> None:
        if self.head is None:
            return
        if tag == "title":
            self.head.title(_decoded(content))
        elif "ld+json" in rest and attributes(rest).get("type", "").strip().lower() == "application/ld+json":
            self.head.json_ld(content)
        elif tag == "script":
            self.head.script(content)

    def _start(self, tag: str, rest: str, begin: int) -> None:
        if self._unseen and not self._ends_unseen(tag):
            if tag in UNSEEN and tag not in self.shown:
                self._unseen.append(Unclosed(tag, self._line_at(begin)))
            elif tag not in VOID:
                self._inner[tag] = self._inner.get(tag, 0) + 1
                self._inner_open += 1
            return
        hidden = bool(rest) and self.head is not None and may_hide(rest) and hides(attributes(rest))
        if self.head is not None and tag != "meta" and ("date" in rest or "itemprop" in rest):
            self.head.dated(attributes(rest))
        if tag in BLOCKS:
            self._block(tag, rest, hidden)
        elif tag in UNSEEN:
            if tag not in self.shown and not self_closed(rest):
                self._unseen.append(Unclosed(tag, self._line_at(begin)))
            return
        elif hidden and tag not in VOID:
            if not self_closed(rest) and tag not in self.shown:
                self._unseen.append(Unclosed(tag, self._line_at(begin)))
            return
        elif tag == self._caption:
            self._caption_depth += 1
        elif rest and tag in CAPTIONED and self.head is not None and not self._caption and captions(rest):
            self._caption, self._caption_depth = tag, 1
            self.collector.begin(CAPTION, 1, rest)
        elif tag in RUBY:
            self.collector.annotate(tag, True)
        elif tag in MARKS:
            href = attributes(rest).get("href") if tag == "a" and rest else None
            self.collector.open_mark(MARKS[tag], href)
        elif tag in ("br", "hr"):
            self.collector.flush()
        elif tag == "img":
            values = attributes(rest)
            if not hidden and (alt := values.get("alt", "")):
                self.collector.image(alt, image_address(values), self._line_at(begin))
        elif self.head is not None and tag in ("meta", "link", "base"):
            self.head.element(tag, attributes(rest))
        elif tag == "input" and self.password is None and "password" in rest.lower():
            kind = attributes(rest).get("type", "").strip().lower()
            self.password = self._line_at(begin) if kind == "password" else None
        if rest and (tag in BLOCKS or tag in MARKS) and self_closed(rest):
            self._end(tag)

    def _block(self, tag: str, rest: str, hidden: bool) -> None:
        collector = self.collector
        ended = ENDED_BY[tag]
        while (innermost := collector.innermost()) in ended:
            collector.end(innermost)
        if innermost in HEADINGS and tag in AFTER_HEADING and collector.said():
            collector.end(innermost)
        elif innermost in LOOSE and tag in ITEMS:
            self._end_item(tag)
        first = 1
        if tag == "ol":
            start = attributes(rest).get("start", "")
            first = int(start) if start.isdecimal() and len(start) < 7 else 1
        elif self.head is not None and tag == "html":
            self.head.element(tag, attributes(rest))
        elif self.head is not None and tag == "dialog":
            hidden = hidden or "open" not in attributes(rest)
        collector.begin(tag, first, rest, hidden)

    def _end_item(self, tag: str) -> None:
        """An item ends the one before it, also where that left a ``div`` open (13.2.6.4.7)."""
        around = self.collector.around(LOOSE)
        if around and around in ENDED_BY[tag]:
            self.collector.end(around)

    def _end(self, tag: str) -> None:
        if self._unseen and not self._end_unseen(tag):
            return
        if tag in BLOCKS:
            self.collector.end(tag)
            if self._caption and not self.collector.is_open(CAPTION):
                self._caption = ""
        elif tag == self._caption:
            self._caption_depth -= 1
            if not self._caption_depth:
                self._caption = ""
                self.collector.end(CAPTION)
        elif tag in RUBY:
            self.collector.annotate(tag, False)
        elif tag in MARKS:
            self.collector.close_mark(MARKS[tag])
        elif tag == "br":
            self.collector.flush()

    def _ends_unseen(self, tag: str) -> bool:
        """Tell whether the beginning of ``tag`` ends what is hidden, since it ends the block around it."""
        if self._unseen[0].tag in UNSEEN or self.collector.innermost() not in ENDED_BY.get(tag, ()):
            return False
        if self._inner_open:
            return False
        self._seen()
        return True

    def _end_unseen(self, tag: str) -> bool:
        """Take an end tag inside something hidden; tell whether it ends an element around all that."""
        if self._inner.get(tag):
            self._inner[tag] -= 1
            self._inner_open -= 1
            return False
        if any(tag == name for name, _ in self._unseen[-_DEEPEST:]):
            while self._unseen.pop().tag != tag:
                pass
            if not self._unseen:
                self._seen()
            return False
        if tag in BLOCKS and self.collector.is_open(tag):
            self._seen()
            return True
        return False

    def _seen(self) -> None:
        self._unseen.clear()
        self._inner.clear()
        self._inner_open = 0


# Elements whose end tag says something.
_ENDING = BLOCKS | MARKS.keys() | RUBY | {"br"}


def _decoded(text: str) -> str:
    """Return a line of text with its character references decoded; none of them makes a new line."""
    if "&" not in text:
        return text
    # Numbers of thousands of digits are not even looked at.
    return html.unescape(_MANY_DIGITS.sub("\ufffd", text)).replace("\r", " ").replace("\n", " ")


def feed(markup: str, collector: Collector, line: int) -> None:
    """Tell ``collector`` what is visible in a piece of markup, which begins on source line ``line``."""
    Hypertext(markup, collector, line).read()
