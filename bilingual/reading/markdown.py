"""Markdown to blocks: CommonMark with tables, task lists, notes and formulas amid text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from bilingual.reading.hypertext import feed
from bilingual.reading.notes import REFERENCE, address
from bilingual.reading.visible import Collector

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token


_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff가-힣]")
#: So many elements inside one another are told apart (a list is two); what is deeper is read line by line.
_DEEPEST = 100
# What begins and ends as no mark of Markdown's does, and holds none.
_PLAIN_LINE = re.compile(r"(?!\d+[.)])[^\W_](?:[^\\`*_\[\]<&~$]*[^\\`*_\[\]<&~$ ])?")
# A heading of such words; no "#" may close it.
_PLAIN_HEADING = re.compile(r"(#{1,6})[ ]([^\W_](?:[^\\`*_\[\]<&~$#]*[^\\`*_\[\]<&~$# ])?)")
# A paragraph's line with such marks of HTML in it as Markdown hands on, and more on it than one of them.
_TAG = r"</?(?:a|b|em|font|i|small|span|strong|sub|sup|u)(?: [a-z][a-z-]*=\"[^\"<>\n]*\")*>"
_MARKED_LINE = re.compile(rf"(?!\d+[.)])(?!{_TAG}$)(?=[^\W_]|<)(?:[^\\`*_\[\]<&~$]++|{_TAG})*+(?<![ ])")
# A picture, a link or bold words alone; an address in which nothing is to be escaped.
_WORDS = r"([^\\`*_\[\]<&~$]*)"
_ADDRESS = r"\(((?:https?://(?:[a-z\d-]{1,63}\.){1,4}[a-z]{2,20})?/(?!/)[\w./-]*)\)"
_PICTURE = re.compile(rf"!\[{_WORDS}\]{_ADDRESS}", re.ASCII)
_LINK = re.compile(rf"\[(?![]^]){_WORDS}\]{_ADDRESS}", re.ASCII)
_BOLD = re.compile(rf"\*\*(?![ *]){_WORDS}(?<! )\*\*")
#: What stands on a line alone, by its first sign.
_ALONE = {"#": _PLAIN_HEADING, "!": _PICTURE, "[": _LINK, "*": _BOLD, "-": re.compile(r"-{3,}")}
# What joins paragraphs: the definition of a link, a fence, HTML that a blank line does not end.
_JOINED = re.compile(r"\]:|```|~~~|<(?:[!?]|script|pre|style|textarea)", re.IGNORECASE)
_DEFINED = re.compile(r" {0,3}\[(?!\^)[^\]]{1,999}\]:")
_OPENERS = re.compile(r"(?:[ \t]*+(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))*+[ \t]*+(?:#{1,6}[ \t]++)?+")
_TASK = re.compile(r"\[([ xX])\][ \t]+(?=\S)")
# A formula, as KaTeX and MathJax find them: no blank inside the dollar signs, no digit behind.
_FORMULA = re.compile(r"\$\$[^$\n]{1,500}\$\$|\$(?![\s$])[^$\n]{1,300}(?<!\s)\$(?!\d)")
_MATHS = re.compile(r"[\\^_={}]")
#: The address of the mark on a formula, which is ``code`` for everybody who does not know formulas.
FORMULA = "#math"


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": _DEEPEST})
    parser.enable(["table", "strikethrough"])
    parser.inline.ruler.before("link", "note", _note)
    parser.inline.ruler.before("link", "formula", _formula)
    return parser


def _note(state: StateInline, silent: bool) -> bool:
    found = REFERENCE.match(state.src, state.pos)
    if found is None or found[1] not in state.env.get("notes", ()):
        return False
    if not silent:
        token = state.push("note", "", 0)
        token.content, token.meta = found[1], {"number": state.env["notes"][found[1]]}
    state.pos = found.end()
    return True


def _formula(state: StateInline, silent: bool) -> bool:
    found = _FORMULA.match(state.src, state.pos) if state.src[state.pos] == "$" else None
    if found is None or _CJK.search(found[0]) or not _MATHS.search(found[0]):
        return False
    if not silent:
        state.push("formula", "", 0).content = found[0]
    state.pos = found.end()
    return True


def definitions(lines: Sequence[str], notes: Mapping[str, int]) -> dict[str, Any]:
    """Return what all of a post's Markdown shares: addresses defined anywhere, and the notes' numbers."""
    shared: dict[str, Any] = {"notes": notes}
    defined = [line for line in lines if "]:" in line and _DEFINED.match(line)]
    if defined:
        _parser().parse("\n".join(defined), shared)
    return shared


def markdown(text: str, collector: Collector, line: int, shared: dict[str, Any]) -> None:
    """Tell ``collector`` what a stretch of Markdown holds, which begins on source line ``line``."""
    lines = text.split("\n")
    if _JOINED.search(text):
        _parsed(lines, collector, line, shared)
    else:
        begin = 0
        for start, end in _plain_paragraphs(lines):
            _parsed(lines[begin:start], collector, line + begin, shared)
            _paragraph(lines[start:end], collector, line + start)
            begin = end
        _parsed(lines[begin:], collector, line + begin, shared)
    collector.reset()


def _parsed(lines: Sequence[str], collector: Collector, line: int, shared: dict[str, Any]) -> None:
    text = "\n".join(lines)
    if not text.strip(" \t\n"):
        return
    at = line
    tokens = _parser().parse(text, shared)
    if any(token.nesting == 1 and token.level >= _DEEPEST - 1 for token in tokens):
        # The parser leaves out what is deeper.
        for number, row in enumerate(lines):
            collector.text(_OPENERS.sub("", row, count=1), line + number)
            collector.flush()
        return
    for token in tokens:
        if token.map:
            at = line + token.map[0]
            if _is_code(token):
                place = CodePlace(at, line + token.map[1], token.level > 0)
                shared.setdefault("code", []).append(place)
        _token(token, collector, at)


class CodePlace(NamedTuple):
    """The source lines of code: the first, and the one after the last; whether it stands inside something."""

    start: int
    end: int
    inside: bool


def _is_code(token: Token) -> bool:
    """Tell whether a token is code; prose that somebody indented by four spaces is prose still."""
    return token.type == "fence" or (token.type == "code_block" and not _CJK.search(token.content))


def _plain_paragraphs(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where the paragraphs begin and end that Markdown leaves as they are, but for HTML in them.

    So are headings, rules, and pictures, links or bold words alone.  They stand between blank lines and hold
    no mark of Markdown's, which takes the parser long to find out.
    """
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and lines[end].strip(" \t"):
            end += 1
        if end > start and _is_plain(lines[start:end]):
            yield start, end
        start = end + 1


def _is_plain(lines: Sequence[str]) -> bool:
    begins = lines[0][0]
    if len(lines) == 1 and begins in _ALONE:
        return lines[0].isprintable() and _ALONE[begins].fullmatch(lines[0]) is not None
    plain = _PLAIN_LINE.fullmatch
    # Blanks at the end of a paragraph break no line.
    written = (*lines[:-1], lines[-1].rstrip(" "))
    return all((_MARKED_LINE.fullmatch if "<" in x else plain)(x) and x.isprintable() for x in written)


def _paragraph(lines: Sequence[str], collector: Collector, line: int) -> None:
    """Tell the collector what `_parsed` would of a plain paragraph, of a heading, or of what stands alone."""
    begins = lines[0][0]
    if begins == "-":
        collector.flush()
        return
    heading = _PLAIN_HEADING.fullmatch(lines[0]) if begins == "#" else None
    if heading:
        tag = f"h{len(heading[1])}"
        collector.begin(tag)
        collector.text(heading[2], line)
        collector.end(tag)
        return
    held = collector.inside(_HOLDERS)
    if held:
        collector.flush()
    else:
        collector.begin("p")
    alone = _ALONE[begins].fullmatch(lines[0]) if begins in "![*" else None
    if alone and begins == "!":
        collector.image(alone[1], alone[2], line)
        lines = ()
    elif alone:
        tag, href = ("a", alone[2]) if begins == "[" else ("b", None)
        collector.open_mark(tag, href)
        collector.text(alone[1], line)
        collector.close_mark(tag)
        lines = ()
    for number, text in enumerate(lines):
        if number:
            collector.text(" ", line + number - 1)
        if "<" in text:
            feed(text, collector, line + number)
        else:
            collector.text(text, line + number)
    if held:
        collector.flush()
    else:
        collector.end("p")


_HOLDERS = frozenset({"li", "td", "th", "dd"})
_HIDDEN_INSIDE = frozenset({"paragraph_open", "paragraph_close"})


def _token(token: Token, collector: Collector, line: int) -> None:
    if token.type == "inline":
        children = token.children or []
        if children and collector.inside(frozenset({"li"})):
            _tick(children[0])
        _inline(children, collector, line)
    elif token.type in ("fence", "code_block"):
        tag = "pre" if _is_code(token) else "p"
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


def _tick(first: Token) -> None:
    """Show the box of a task, ``[ ]`` or ``[x]``, as a sign."""
    found = _TASK.match(first.content) if first.type == "text" else None
    if found:
        first.content = ("☐ " if found[1] == " " else "☑ ") + first.content[found.end() :]


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
        elif token.type == "note":
            collector.open_mark("sup", address(token.content))
            collector.text(f"[{token.meta['number']}]", line)
            collector.close_mark("sup")
        elif token.type == "formula":
            collector.open_mark("code", FORMULA)
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
