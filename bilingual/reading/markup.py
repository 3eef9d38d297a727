"""Bodies of posts, where Markdown and HTML stand side by side, and whole HTML pages.

The body is cut into stretches of HTML and of Markdown the way kramdown does it: a line that begins with a
block element opens a stretch of HTML, which ends at a blank line unless a table, list or the like is open.

Lists keep their kind and nesting, quotations their place, in the path of their blocks.  Lines of fenced code
and of ``<pre>`` are blocks with the tag ``pre``: code is not translated, and cleaning leaves it out; a post
that is written again gets it back as it stands.  A rule
across the page (``---``, ``<hr>``) separates blocks and is not kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bilingual.article import Block, Directive
from bilingual.reading.directives import FENCED, Standing, find_directives, placed
from bilingual.reading.elements import BLOCKS
from bilingual.reading.head import Head
from bilingual.reading.hypertext import Hypertext, Unclosed, feed
from bilingual.reading.markdown import definitions, markdown
from bilingual.reading.notes import NOTE, end_of_note, note_numbers, read_note
from bilingual.reading.visible import Collector

_STARTING = BLOCKS | {"hr", "script", "style", "iframe"}
# The name is looked up: to try one after the other takes many times as long.
_STARTS_HTML = re.compile(r" {0,3}<(?:/?([a-zA-Z][a-zA-Z0-9]*)(?=[\s/>]|$)|[?!])")
# Elements whose content is theirs to the end, blank lines or not.
_CLOSED = "table|ul|ol|dl|pre|script|style|iframe|blockquote"
_EDGE = re.compile(rf"<(?:(/)(?:{_CLOSED})\s*>|(?:{_CLOSED})(?=[\s/>]))", re.IGNORECASE)
_PRE = re.compile(r"<pre(?=[\s>])", re.IGNORECASE)
_PRE_END = re.compile(r"</pre\s*>", re.IGNORECASE)
# A paragraph without text, with which editors make room; it is looked for where it is no longer.
_BLANK = re.compile(r"<(p|div|h[1-6])(?:\s[^<>]*)?>(?:\s|&nbsp;)*</\1>\s*", re.IGNORECASE)
_SHORT = 200
#: A page that asks for a password and has less text than these characters holds no article.
_LEAST = 600
#: So many characters for browsers without scripts are more than the advice to switch scripts on.
_INSIDE = 120
# A definition in the manner of PHP Markdown Extra: a colon and blanks below its term.
_DEFINITION = re.compile(r" {0,3}:[ \t]+\S")


class Page(NamedTuple):
    """A whole HTML page: its blocks, furniture and all, what its head claims, and what is broken in it."""

    blocks: tuple[Block, ...]
    head: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]


def read_page(text: str, path: str) -> Page:
    """Return what a whole HTML page holds; every block knows the element that holds it.

    Where a hidden element (``<noscript>``) is never closed and swallows what follows, its content is read.
    So is what stands inside ``<noscript>`` or ``<iframe srcdoc>``, if the page has hardly any other text.
    """
    shown: frozenset[str] = frozenset()
    warnings: list[str] = []
    while True:
        collector, head = Collector(regions=True), Head()
        page = Hypertext(text, collector, 1, shown, head)
        page.read()
        if page.unclosed is None or page.unclosed.tag in shown | {"script", "style"}:
            blocks = collector.finish()
            inside = _stands_inside(page, blocks, shown)
            if not inside:
                break
            shown |= {inside}
            name = "<iframe srcdoc>" if inside == "srcdoc" else f"<{inside}>"
            warnings.append(f"{path}: hardly any text stands outside of {name}; what is inside is read")
            continue
        shown |= {page.unclosed.tag}
        warnings.append(_never_closed(path, page.unclosed, "is read as text"))
    if page.comment is not None:
        warnings.insert(0, f"{path}:{page.comment}: a comment is never closed; what follows is read as text")
    warnings += [_never_closed(path, opened, "is read as text") for opened in page.opened]
    if page.unclosed is not None:
        warnings.append(_never_closed(path, page.unclosed, "cannot be read"))
    if page.password is not None and sum(len(block.text) for block in blocks) < _LEAST:
        warnings.append(
            f"{path}:{page.password}: asks for a password and holds hardly any text: a log-in page? "
            "Log in with a browser and save the article from there"
        )
    return Page(blocks, tuple(head.pairs), tuple(warnings))


def _stands_inside(page: Hypertext, blocks: Sequence[Block], shown: frozenset[str]) -> str:
    """Return the unseen element that holds nearly all of a page's text, or nothing."""
    seen = sum(len(block.text) for block in blocks)
    held = [(length, name) for name, length in page.stand_ins.items() if name not in shown]
    length, name = max(held, default=(0, ""))
    return name if length >= max(_INSIDE, 2 * seen) else ""


def _never_closed(path: str, unclosed: Unclosed, outcome: str) -> str:
    return f"{path}:{unclosed.line}: <{unclosed.tag}> is never closed; what follows {outcome}"


class Body(NamedTuple):
    """The body of a post: its blocks, what it tells its generator, and what a person should know."""

    blocks: tuple[Block, ...]
    directives: tuple[Directive, ...]
    warnings: tuple[str, ...]


def read_body(text: str, line: int, path: str) -> Body:
    """Return what a post's body holds, which begins on source line ``line``; ids count from 1."""
    collector = Collector()
    found = find_directives(text)
    shared = definitions(found.lines, note_numbers(found.lines))
    code: list[Standing] = []
    for kind, start, lines in _stretches(found.lines):
        chunk = "\n".join(lines)
        if kind == "html" and len(chunk) < _SHORT and _BLANK.fullmatch(chunk):
            collector.reset()
        elif kind == "html":
            feed(chunk, collector, line + start)
            collector.reset()
            code += _preformatted(chunk, start)
        elif kind == "note":
            read_note(chunk, collector, line + start, markdown, shared)
        elif kind == "definition":
            collector.begin("dd")
            markdown(" " + chunk.lstrip()[1:].lstrip(), collector, line + start, shared)
        elif chunk.strip():
            markdown(chunk, collector, line + start, shared)
    collector.flush()
    written = text.split("\n")
    for place in shared.get("code", ()):
        begin, end = place.start - line, place.end - line
        code.append(Standing(begin, end, "\n".join(written[begin:end]), code=True, in_item=place.inside))
    blocks, directives = placed(collector.blocks, _with_code(found.standing, code), line)
    warnings: tuple[str, ...] = ()
    if found.inline:
        number = len(found.inline)
        noun = "a tag of the generator amid text is" if number == 1 else f"{number} tags amid text are"
        warnings = (f"{path}:{line + found.inline[0]}: {noun} left out ({{{{ … }}}}, {{% … %}})",)
    return Body(blocks, directives, warnings)


def _preformatted(chunk: str, start: int) -> Iterator[Standing]:
    """Yield the elements of a stretch of HTML, which begins with line ``start``, that hold code."""
    at = counted = 0
    while (opening := _PRE.search(chunk, at)) and (closing := _PRE_END.search(chunk, opening.end())):
        start += chunk.count("\n", counted, opening.start())
        counted, at = opening.start(), closing.end()
        text = chunk[counted:at]
        yield Standing(start, start + text.count("\n") + 1, text, code=True)


def _with_code(standing: Sequence[Standing], code: list[Standing]) -> list[Standing]:
    """Return directives and code in source order, without the directives that are a part of code."""
    lines = {n for one in code for n in range(one.start, one.end)}
    return sorted([*(one for one in standing if one.start not in lines), *code], key=lambda one: one.start)


def _stretches(lines: list[str]) -> Iterator[tuple[str, int, list[str]]]:
    """Yield kind (html, note, definition, markdown), index of the first line and lines of each stretch."""
    at = 0
    while at < len(lines):
        begin = at
        kind = _kind(lines, at)
        if kind == "html":
            at = _end_of_html(lines, at)
        elif kind:
            at = end_of_note(lines, at) if kind == "note" else _end_of_definition(lines, at)
        else:
            kind, fence = "markdown", ""
            while at < len(lines):
                mark = FENCED.match(lines[at]) if "```" in lines[at] or "~~~" in lines[at] else None
                if mark and not fence:
                    fence = mark[1]
                elif mark and fence and mark[1].startswith(fence):
                    fence = ""
                if not fence and at > begin and _kind(lines, at):
                    break
                at += 1
        yield kind, begin, lines[begin:at]


def _kind(lines: list[str], at: int) -> str:
    """Return what a line opens that is no Markdown of the common kind, empty for nothing."""
    line = lines[at]
    lead = line[:5]
    if (
        "<" in lead
        and (start := _STARTS_HTML.match(line))
        and (not start[1] or start[1].lower() in _STARTING)
    ):
        return "html"
    if "[^" in lead and NOTE.match(line):
        return "note"
    if (
        ":" in lead
        and _DEFINITION.match(line)
        and at
        and (lines[at - 1].strip() or (at > 1 and lines[at - 2].strip()))
    ):
        return "definition"
    return ""


def _end_of_definition(lines: list[str], at: int) -> int:
    at += 1
    while at < len(lines) and lines[at].strip() and not _kind(lines, at):
        at += 1
    return at


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
            slashes = _EDGE.findall(lines[index])
            depth = max(depth + len(slashes) - 2 * slashes.count("/"), 0)
    # An element that is never closed does not swallow the rest of the post.
    return blank if depth > 0 and blank is not None else len(lines)
