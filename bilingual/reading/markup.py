"""Bodies of posts, where Markdown and HTML stand side by side, and whole HTML pages.

The body is cut into stretches of HTML and of Markdown the way kramdown does it: a line that begins with a
block element opens a stretch of HTML, which ends at a blank line unless a table, list or the like is open.

Lists keep their kind and nesting, quotations their place, in the path of their blocks.  Lines of fenced code
and of ``<pre>`` are blocks with the tag ``pre``: code is not translated, and cleaning leaves it out.  A rule
across the page (``---``, ``<hr>``) separates blocks and is not kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from bilingual.article import Block
from bilingual.reading.elements import BLOCKS
from bilingual.reading.head import Head
from bilingual.reading.hypertext import Hypertext, Unclosed, feed
from bilingual.reading.visible import Collector

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_NAMES = "|".join(sorted(BLOCKS | {"hr", "script", "style", "iframe"}, key=len, reverse=True))
_STARTS_HTML = re.compile(rf" {{0,3}}(?:</?(?:{_NAMES})(?=[\s/>]|$)|<!--|<[?!])", re.IGNORECASE)
# Elements whose content is theirs to the end, blank lines or not.
_CLOSED = "table|ul|ol|dl|pre|script|style|iframe|blockquote"
_OPENING = re.compile(rf"<({_CLOSED})(?=[\s/>])", re.IGNORECASE)
_CLOSING = re.compile(rf"</({_CLOSED})\s*>", re.IGNORECASE)
_FENCED = re.compile(r" {0,3}(```+|~~~+)")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff가-힣]")
#: A page that asks for a password and has less text than these characters holds no article.
_LEAST = 600
_ATTRIBUTE_LINE = re.compile(r"\s*\{:.*\}\s*$|\s*\{%.*%\}\s*$")
# What begins and ends as no mark of Markdown's does, and holds none.
_PLAIN_LINE = re.compile(r"(?!\d+[.)])[^\W_](?:[^\\`*_\[\]<&~]*[^\\`*_\[\]<&~ ])?")
# What joins paragraphs: the definition of a link, a fence, HTML that a blank line does not end.
_JOINED = re.compile(r"\]:|```|~~~|<(?:[!?]|script|pre|style|textarea)", re.IGNORECASE)


class Page(NamedTuple):
    """A whole HTML page: its blocks, furniture and all, what its head claims, and what is broken in it."""

    blocks: tuple[Block, ...]
    head: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]


def read_page(text: str, path: str) -> Page:
    """Return what a whole HTML page holds; every block knows the element that holds it.

    Where a hidden element (``<noscript>``) is never closed and swallows what follows, its content is read.
    """
    shown: frozenset[str] = frozenset()
    warnings: list[str] = []
    while True:
        collector, head = Collector(regions=True), Head()
        page = Hypertext(text, collector, 1, shown, head)
        page.read()
        if page.unclosed is None or page.unclosed.tag in shown | {"script", "style"}:
            break
        shown |= {page.unclosed.tag}
        warnings.append(_never_closed(path, page.unclosed, "is read as text"))
    if page.comment is not None:
        warnings.insert(0, f"{path}:{page.comment}: a comment is never closed; what follows is read as text")
    warnings += [_never_closed(path, opened, "is read as text") for opened in page.opened]
    if page.unclosed is not None:
        warnings.append(_never_closed(path, page.unclosed, "cannot be read"))
    blocks = collector.finish()
    if page.password is not None and sum(len(block.text) for block in blocks) < _LEAST:
        warnings.append(
            f"{path}:{page.password}: asks for a password and holds hardly any text: a log-in page? "
            "Log in with a browser and save the article from there"
        )
    return Page(blocks, tuple(head.pairs), tuple(warnings))


def _never_closed(path: str, unclosed: Unclosed, outcome: str) -> str:
    return f"{path}:{unclosed.line}: <{unclosed.tag}> is never closed; what follows {outcome}"


def markup_blocks(text: str, line: int) -> tuple[Block, ...]:
    """Return the blocks of a post's body, which begins on source line ``line``; ids count from 1."""
    collector = Collector()
    for is_html, start, lines in _stretches(text.split("\n")):
        chunk = "\n".join(lines)
        if is_html:
            feed(chunk, collector, line + start)
            collector.reset()
        elif chunk.strip():
            _markdown(chunk, collector, line + start)
    collector.flush()
    return tuple(collector.blocks)


def _stretches(lines: list[str]) -> Iterator[tuple[bool, int, list[str]]]:
    """Yield (is HTML, index of the first line, lines) for each stretch of the body."""
    at = 0
    while at < len(lines):
        begin = at
        if _starts_html(lines[at]):
            at = _end_of_html(lines, at)
            yield True, begin, lines[begin:at]
            continue
        fence = ""
        while at < len(lines):
            mark = _FENCED.match(lines[at]) if "```" in lines[at] or "~~~" in lines[at] else None
            if mark and not fence:
                fence = mark[1]
            elif mark and fence and mark[1].startswith(fence):
                fence = ""
            if not fence and at > begin and _starts_html(lines[at]):
                break
            at += 1
        yield False, begin, lines[begin:at]


def _starts_html(line: str) -> bool:
    return "<" in line[:4] and _STARTS_HTML.match(line) is not None


def _end_of_html(lines: list[str], at: int) -> int:
    """Return the index after the last line of the HTML that begins at ``at``."""
    depth = 0
    blank: int | None = None
    for index in range(at, len(lines)):
        if not lines[index].strip():
            if depth <= 0:
                return index
            blank = index if blank is None else blank
        if "<" in lines[index]:
            depth += len(_OPENING.findall(lines[index])) - len(_CLOSING.findall(lines[index]))
            depth = max(depth, 0)
    # An element that is never closed does not swallow the rest of the post.
    return blank if depth > 0 and blank is not None else len(lines)


@cache
def _markdown_parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def _markdown(text: str, collector: Collector, line: int) -> None:
    if "{" in text:
        text = "\n".join("" if _ATTRIBUTE_LINE.match(x) else x for x in text.split("\n"))
    lines = text.split("\n")
    if _JOINED.search(text):
        _tokens(lines, collector, line)
    else:
        begin = 0
        for start, end in _plain_paragraphs(lines):
            _tokens(lines[begin:start], collector, line + begin)
            _paragraph(lines[start:end], collector, line + start)
            begin = end
        _tokens(lines[begin:], collector, line + begin)
    collector.reset()


def _tokens(lines: list[str], collector: Collector, line: int) -> None:
    text = "\n".join(lines)
    if not text.strip(" \t\n"):
        return
    at = line
    for token in _markdown_parser().parse(text):
        if token.map:
            at = line + token.map[0]
        _token(token, collector, at)


def _plain_paragraphs(lines: list[str]) -> Iterator[tuple[int, int]]:
    """Yield where the paragraphs begin and end that Markdown leaves as they are.

    They stand between blank lines and hold no mark of Markdown's, which takes the parser long to find out.
    """
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and lines[end].strip(" \t"):
            end += 1
        if end > start and all(_PLAIN_LINE.fullmatch(x) and x.isprintable() for x in lines[start:end]):
            yield start, end
        start = end + 1


def _paragraph(lines: list[str], collector: Collector, line: int) -> None:
    """Tell the collector what `_tokens` would of a plain paragraph."""
    held = collector.inside(_HOLDERS)
    if held:
        collector.flush()
    else:
        collector.begin("p")
    for number, text in enumerate(lines):
        if number:
            collector.text(" ", line + number - 1)
        collector.text(text, line + number)
    if held:
        collector.flush()
    else:
        collector.end("p")


_HOLDERS = frozenset({"li", "td", "th"})
_HIDDEN_INSIDE = frozenset({"paragraph_open", "paragraph_close"})


def _token(token: Token, collector: Collector, line: int) -> None:
    if token.type == "inline":
        _inline(token.children or [], collector, line)
    elif token.type in ("fence", "code_block"):
        # Prose that somebody indented by four spaces is prose still; a fence is put there on purpose.
        tag = "pre" if token.type == "fence" or not _CJK.search(token.content) else "p"
        collector.begin(tag)
        first = line + (token.type == "fence")
        for number, row in enumerate(token.content.split("\n")):
            collector.text(row, first + number)
            collector.flush()
        collector.end(tag)
    elif token.type == "html_block":
        feed(token.content, collector, line)
    elif token.type in _HIDDEN_INSIDE and (token.hidden or collector.inside(_HOLDERS)):
        collector.flush()
    elif token.nesting == 1 and token.tag:
        start = token.attrs.get("start", 1) if token.tag == "ol" else 1
        collector.begin(token.tag, int(start))
    elif token.nesting == -1 and token.tag:
        collector.end(token.tag)
    elif token.type == "hr":
        collector.flush()


_MARKS = {"strong": "b", "em": "i", "link": "a", "s": "s"}


def _inline(children: list[Token], collector: Collector, line: int) -> None:
    for token in children:
        kind, _, edge = token.type.rpartition("_")
        if token.type in ("text", "text_special"):
            collector.text(token.content, line)
        elif token.type == "code_inline":
            collector.open_mark("code")
            collector.text(token.content, line)
            collector.close_mark("code")
        elif token.type == "softbreak":
            collector.text(" ", line)
            line += 1
        elif token.type == "hardbreak":
            collector.flush()
            line += 1
        elif token.type == "image":
            collector.image(token.content, str(token.attrs.get("src", "")), line)
        elif token.type == "html_inline":
            feed(token.content, collector, line)
            line += token.content.count("\n")
        elif kind in _MARKS and edge == "open":
            href = token.attrs.get("href")
            collector.open_mark(_MARKS[kind], str(href) if href else None)
        elif kind in _MARKS and edge == "close":
            collector.close_mark(_MARKS[kind])
