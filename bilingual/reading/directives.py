"""What a post tells its generator: shortcodes of Hugo, tags of Liquid and Hexo, kramdown's attribute lines.

None of it is text for a reader, but for captions inside it; all of it belongs into the post that is written
again.  What stands between two paired tags is text, unless the pair is one of code.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from bilingual.article import Block, Directive
from bilingual.reading.normal import nfc

FENCED = re.compile(r" {0,3}(```+|~~~+)")
_OPENER = re.compile(r"\{\{[<%]|\{\{|\{%|`+|\$\$")
_CLOSERS = {"{{<": ">}}", "{{%": "%}}", "{{": "}}", "{%": "%}", "$$": "$$"}
# Pairs whose content is code, or drawn by a program (Jekyll, Hexo, Hugo and their common themes).
_CODE = re.compile(
    r"(?:highlight|codeblock|code|comment|mermaid|math|katex|latex|plantuml|chart|jsfiddle|gist)$"
)
_NAME = re.compile(r"\{[{%][<%]?-?\s*([\w-]+)")
# Words for readers in a tag: alt="…", caption='…'.
_WORDS = re.compile(r"""\b(?:alt|caption|title|description)\s*=\s*(?:"([^"\\\n]+)"|'([^'\\\n]+)')""")
# Hexo's tags for pictures name the file, its size, and then what stands below it or in its place.
_PICTURE = re.compile(
    r"\{%-?\s*(?:asset_img|img|image|fancybox)\s[^%\n]*?\.(?:png|jpe?g|gif|webp|svg|avif|bmp)(?:\s+\d+(?:px|%)?){0,2}\s",
    re.I,
)
_QUOTED = re.compile(r"\"([^\"\\\n]+)\"|'([^'\"\\\n]+)'")
_LETTER = re.compile("[\u3040-\u30ff\u3400-\u9fff가-힣]")
_WHOLE_LINE = re.compile(
    r"[ \t]*(?:\{::?(?!\})[^}\n]*\}|<!--[ \t]*(?:more|excerpt|toc)[^>\n]*-->"
    r"|\[toc\]|\*\[[^\]\n]+\]:.*)[ \t]*$",
    re.I,
)
# A post without any of these has no such line, nor without a brace.
_TOLD = ("<!--", "*[", "[t", "[T")
# Such a line begins with one of these; no other is looked at twice.
_OWN_LINE = frozenset("{<[*")
_TOC = re.compile(r"[ \t]*\{:[ \t]*toc\b", re.I)
_ITEM = re.compile(r" {0,3}(?:[*+-]|\d{1,9}[.)])[ \t]+\S")
# Attributes behind a link, an image or emphasis, and behind a heading.
_SPAN = re.compile(r"(?<=[\])*_`])\{:[^}\n]*\}")
_HEADING = re.compile(r"(?<=\S)[ \t]*\{:?[ \t]*[#.][^{}\n]*\}[ \t]*$")
# What may stand on a line before a formula that is on lines of its own, and how long that may be.
_BEGINS_LINE = re.compile(r"(?:^|\n)[ \t>]*\Z")
_MARGIN = 64
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")
_ATX = re.compile(r" {0,3}#{1,6}[ \t]")


@dataclass(slots=True)
class Standing:
    """A directive or code on lines of its own: the index of its first line and of the one after its last."""

    start: int
    end: int
    text: str
    attached: bool = False
    code: bool = False
    in_item: bool = False


class Found(NamedTuple):
    """The lines of a post's body without directives, these, and the lines that lost one amid text."""

    lines: list[str]
    standing: list[Standing]
    inline: list[int]


def find_directives(text: str) -> Found:
    """Part a post's body (newlines unified) into text and directives; the text keeps its lines."""
    lines = text.split("\n")
    standing: list[Standing] = []
    inline: list[int] = []
    if "{" in text or "$$" in text:
        _take_tags(text, lines, standing, inline)
    if "{" in text or any(sign in text for sign in _TOLD):
        _take_lines(lines, standing)
    standing.sort(key=lambda one: one.start)
    return Found(lines, standing, inline)


def _tags(text: str, starts: Sequence[int], lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where each tag begins and ends; none in code, none over a blank line but for pairs of code."""
    code = list(_fences(lines, starts))
    known: dict[str, int] = {}
    endless: set[str] = set()

    def find(what: str, at: int) -> int:
        # Each is looked for once, however many are opened and never closed.
        if known.get(what, -1) < at:
            found = text.find(what, at)
            known[what] = len(text) if found < 0 else found
        return known[what]

    at = fence = 0
    while opener := _OPENER.search(text, at):
        begin, at = opener.span()
        while fence < len(code) and code[fence][1] <= begin:
            fence += 1
        if fence < len(code) and code[fence][0] <= begin:
            at = code[fence][1]
            continue
        if begin and text[begin - 1] == "\\":
            continue
        if opener[0][0] == "`":
            end = find("\n", at)
            close = text.find(opener[0], at, end)
            at = close + len(opener[0]) if close >= 0 else at
            continue
        closer = _CLOSERS[opener[0]]
        end = find(closer, at)
        if end >= len(text) or (opener[0] != "$$" and find("\n\n", begin) < end):
            continue
        end += len(closer)
        if opener[0] == "$$":
            # A formula amid text is text with a mark; one of its own lines is not.
            if not _BEGINS_LINE.search(text, max(begin - _MARGIN, 0), begin):
                at = end
                continue
        else:
            end = _end_of_code(text, text[begin:end], end, endless)
        yield begin, end
        at = end


def _end_of_code(text: str, tag: str, end: int, endless: set[str]) -> int:
    """Return the end of the pair that a tag opens, if its content is code, else the tag's own.

    ``endless`` takes the patterns of ends that do not come any more.
    """
    name = _NAME.match(tag)
    if name is None or not _CODE.match(name[1]):
        return end
    word = re.escape(name[1])
    pattern = rf"\{{%-?\s*end{word}\s*-?%\}}" if tag[1] == "%" else rf"\{{\{{[<%]\s*/\s*{word}\s*[>%]\}}\}}"
    close = None if pattern in endless else re.compile(pattern).search(text, end)
    if close is None:
        endless.add(pattern)
        return end
    return close.end()


def _fences(lines: Sequence[str], starts: Sequence[int]) -> Iterator[tuple[int, int]]:
    fence, begin = "", 0
    for n, line in enumerate(lines):
        mark = FENCED.match(line)
        if mark and not fence:
            fence, begin = mark[1], starts[n]
        elif mark and mark[1].startswith(fence):
            fence = ""
            yield begin, starts[n + 1] - 1
    if fence:
        yield begin, starts[-1]


def _take_tags(text: str, lines: list[str], standing: list[Standing], inline: list[int]) -> None:
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    tags: list[tuple[int, int, int, int]] = []
    rests: dict[int, str] = {}
    reached: dict[int, int] = {}
    for begin, end in _tags(text, starts, lines):
        first, last = bisect_right(starts, begin) - 1, bisect_left(starts, end) - 1
        tags.append((begin, end, first, last))
        for n in range(first, last + 1):
            rests[n] = rests.get(n, "") + text[reached.get(n, starts[n]) : max(begin, starts[n])]
            reached[n] = min(end, starts[n + 1] - 1)
    for n, at in reached.items():
        rests[n] += text[at : starts[n + 1] - 1]
    spans: list[list[int]] = []
    for begin, end, first, last in tags:
        if any(rests[n].strip() for n in range(first, last + 1)):
            inline.append(first)
        elif spans and standing[-1].end > first:
            spans[-1][1] = end
            standing[-1].end = last + 1
        else:
            standing.append(Standing(first, last + 1, ""))
            spans.append([begin, end])
    for one, (begin, end) in zip(standing, spans, strict=True):
        one.text = text[begin:end]
    for n, rest in rests.items():
        lines[n] = rest if rest.strip() else ""


def _take_lines(lines: list[str], standing: list[Standing]) -> None:
    """Take what stands on a line of its own, and the attributes at the end of headings and spans."""
    fence = ""
    ends = {one.end for one in standing}
    for n, line in enumerate(lines):
        mark = FENCED.match(line) if "```" in line or "~~~" in line else None
        if mark and not fence:
            fence = mark[1]
            # Attributes of the fence itself are no text in any case.
            continue
        if fence:
            fence = "" if mark and mark[1].startswith(fence) else fence
            continue
        if line.lstrip(" \t")[:1] in _OWN_LINE and _WHOLE_LINE.match(line):
            before = lines[n - 1] if n else ""
            if _TOC.match(line) and _ITEM.match(before):
                # The item above only says that the list of contents comes here.
                standing.append(Standing(n - 1, n + 1, f"{before}\n{line.rstrip()}"))
                lines[n - 1] = ""
            else:
                attached = (
                    bool(before.strip() or n in ends) and re.match(r"[ \t]*\{:(?![:/])", line) is not None
                )
                standing.append(Standing(n, n + 1, line.strip(), attached))
            lines[n] = ""
            continue
        if "{" in line:
            line = _SPAN.sub("", line)
            if _ATX.match(line) or (n + 1 < len(lines) and _UNDERLINE.match(lines[n + 1])):
                line = _HEADING.sub("", line)
            lines[n] = line


def _said(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the words for readers in a tag begin and end."""
    picture = _PICTURE.match(text)
    if picture is None:
        yield from (said.span(said.lastindex or 0) for said in _WORDS.finditer(text))
        return
    close = text.find("%}", picture.end())
    close -= text[close - 1] == "-"
    quoted = [said.span(said.lastindex or 0) for said in _QUOTED.finditer(text, picture.end(), close)]
    rest = text[picture.end() : close]
    begin = picture.end() + len(rest) - len(rest.lstrip())
    yield from quoted or [(begin, begin + len(rest.strip()))]


def placed(
    blocks: Sequence[Block], standing: Sequence[Standing], line: int
) -> tuple[tuple[Block, ...], tuple[Directive, ...]]:
    """Return a post's blocks with the captions of its directives among them, and the directives' places.

    ``line`` is the source line of the body's first line.
    """
    made: list[tuple[int, Block]] = []
    directives: list[tuple[int, Directive]] = []
    for number, one in enumerate(standing, start=1):
        words: list[tuple[str, int, int]] = []
        for start, end in _said(one.text) if one.text[:1] == "{" and not one.code else ():
            text = " ".join(nfc(one.text[start:end]).split())
            if _LETTER.search(text):
                path = f"directive{number}/w{len(words) + 1}"
                words.append((path, start, end))
                made.append((line + one.start, Block("", text, line + one.start, "figcaption", path)))
        told = Directive(0, one.text, one.attached, tuple(words), one.code, one.in_item)
        directives.append((line + one.start, told))
    merged: list[Block] = []
    places: list[Directive] = []
    waiting, captions = deque(directives), deque(made)
    reached = 0
    for block in (*blocks, None):
        reached = max(reached, block.line or 0) if block is not None else -1
        while waiting and (reached < 0 or waiting[0][0] <= reached):
            at, directive = waiting.popleft()
            places.append(replace(directive, after=len(merged)))
            while captions and captions[0][0] == at:
                merged.append(captions.popleft()[1])
        if block is not None:
            merged.append(block)
    # Only behind a caption that was put among them have blocks another number than they were given.
    numbered = tuple(
        block if block.id == str(n) else replace(block, id=str(n)) for n, block in enumerate(merged, start=1)
    )
    return numbered, tuple(places)
