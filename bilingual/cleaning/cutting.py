"""Cutting: from a judged article to the one that is translated."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from operator import itemgetter

from bilingual.article import Article, Block, Dropped, Part, Role
from bilingual.cleaning.judging import CREDIT
from bilingual.cleaning.metadata import describe
from bilingual.cleaning.notices import find, named
from bilingual.cleaning.ruleset import Rules, default_rules
from bilingual.errors import SourceError

_MAIL = re.compile(r"[\w.+-]{1,64}@[\w.-]*\w")
_EDGE = " \t\u00a0\u3000"


def clean(article: Article, rules: Rules | None = None) -> Article:
    """Return a judged article with its kept blocks only, freed of pieces that are something else.

    An agency's lead becomes the block ``<id>d`` (role dateline) before the text it opens; a rights notice
    that names somebody gives ``<id>c`` (role byline) after it; names after the text are ``<id>b`` together.
    What is left out is listed in ``dropped``, pieces of lines too.  ``source`` is filled with what the
    article says of itself, and its head emptied.  ``rules`` are those it was judged by, as a default those
    that come with the program.

    Raises SourceError if nothing is kept.
    """
    rules = rules or default_rules()
    kept: list[Block] = []
    dropped: list[Dropped] = []
    repeats = _repeats(article.blocks)
    for block in article.blocks:
        if not block.keep:
            dropped.append(Dropped(block.line, block.role, block.text, block.rule))
            continue
        made, cut = _cut(block, rules)
        kept.extend(made)
        dropped.extend(cut)
    if not any(char.isalpha() for block in kept for char in block.text):
        path = article.source.path
        raise SourceError(
            f"no article in {'standard input' if path == '-' else path}\n"
            "Every line looks like a portal's furniture; 'bilingual detect --explain' says why."
        )
    left_out = [block for block in article.blocks if not block.keep]
    source = describe(article.source, kept, left_out, rules)
    return replace(article, source=source, blocks=tuple(kept), dropped=tuple(dropped), repeats=repeats)


def _same(text: str) -> str:
    return "".join(text.split())


def _repeats(blocks: Sequence[Block]) -> Mapping[str, str]:
    """Return the front matter places that repeat the excerpt, with the excerpt's block id."""
    excerpt: dict[str, str] = {}
    for block in blocks:
        if block.path == "front_matter/excerpt":
            excerpt.setdefault(_same(block.text), block.id)
    if not excerpt:
        return {}
    found: dict[str, str] = {}
    for block in blocks:
        if block.path.startswith("front_matter/") and block.path not in (
            "front_matter/excerpt",
            "front_matter/title",
        ):
            twin = excerpt.get(_same(block.text))
            if twin is not None:
                found.setdefault(block.path, twin)
    return found


def _cut(block: Block, rules: Rules) -> tuple[list[Block], list[Dropped]]:
    """Return the blocks that a kept block becomes, and the pieces that are left out."""
    before: list[Block] = []
    after: list[Block] = []
    names: list[str] = []
    dropped: list[Dropped] = []
    if block.rule == CREDIT:
        return [_credit(block, rules)], [
            Dropped(_line_of(block, p.start), p.role, block.text[p.start : p.end], "piece of a line")
            for p in block.parts
        ]
    for part in block.parts:
        piece = block.text[part.start : part.end]
        line = _line_of(block, part.start)
        if part.role is Role.DATELINE and not before:
            before.append(_own(block, "d", piece.strip(_EDGE), Role.DATELINE, line, "agency lead"))
            continue
        if part.role is Role.BYLINE:
            mail = _MAIL.search(piece)
            if mail:
                dropped.append(Dropped(line, Role.CONTACT, mail.group(), "piece of a line"))
            name = _MAIL.sub("", piece).strip(_EDGE + "()[]（）［］")
            who = named(piece, rules)
            if not any(char.isalnum() for char in name):
                if not mail:
                    dropped.append(Dropped(line, Role.BYLINE, piece, "piece of a line"))
            elif block.role is Role.CAPTION or (who and piece[0] in "[(（［【<＜〈〔"):
                if not any(made.id.endswith("c") for made in after):
                    after.append(_own(block, "c", who or name, Role.BYLINE, line, "credit of a photo"))
                else:
                    dropped.append(Dropped(line, Role.BYLINE, piece, "piece of a line"))
            else:
                if not names:
                    after.append(_own(block, "b", name, Role.BYLINE, line, "name after the text"))
                names.append(name)
            continue
        who = named(piece, rules) if part.role is Role.COPYRIGHT else ""
        if who and not any(made.id.endswith("c") for made in after):
            after.append(_own(block, "c", who, Role.BYLINE, line, CREDIT))
        dropped.append(Dropped(line, part.role, piece, "piece of a line"))
    after = [replace(m, text=", ".join(dict.fromkeys(names))) if m.id == block.id + "b" else m for m in after]
    rest = _without(block, block.parts)
    main = [rest] if any(char.isalnum() for char in rest.text) else []
    return [*before, *main, *after], dropped


def _credit(block: Block, rules: Rules) -> Block:
    """Return a block that is nothing but a notice as its credit: no brackets, no ban."""
    whole = _without(block, block.parts)
    who = next((n.who for n in find(block.text, rules) if n.who), whole.text)
    start = whole.text.find(who)
    if start < 0:
        return replace(whole, text=who, marks=(), lines=())
    edges = (Part(0, start, block.role), Part(start + len(who), len(whole.text), block.role))
    return _without(whole, edges)


def _own(block: Block, suffix: str, text: str, role: Role, line: int | None, rule: str) -> Block:
    return Block(
        block.id + suffix,
        text,
        line,
        block.tag,
        block.path,
        role=role,
        keep=True,
        rule=rule,
        reach=block.reach,
    )


def _line_of(block: Block, offset: int) -> int | None:
    at = bisect_right(block.lines, offset, key=itemgetter(1))
    return block.lines[at - 1][0] if at else block.line


def _without(block: Block, parts: Sequence[Part]) -> Block:
    """Return ``block`` without the pieces; marks and lines are moved to where their text went."""
    if not parts:
        return block
    text = block.text
    gone = [False] * len(text)
    for part in parts:
        start, end = part.start, part.end
        # With the piece goes the white space on one side, or it would leave two spaces or a ragged edge.
        while start > 0 and text[start - 1] in _EDGE:
            start -= 1
        if start > 0 and end < len(text) and text[end] not in _EDGE and start < part.start:
            start += 1
        while start == 0 and end < len(text) and text[end] in _EDGE:
            end += 1
        gone[start:end] = [True] * (end - start)
    moved = [0]
    for dead in gone:
        moved.append(moved[-1] + (not dead))
    marks = tuple(
        replace(mark, start=moved[mark.start], end=moved[mark.end])
        for mark in block.marks
        if moved[mark.end] > moved[mark.start]
    )
    lines = tuple((line, moved[offset]) for line, offset in block.lines)
    lines = tuple(pair for n, pair in enumerate(lines) if n + 1 == len(lines) or lines[n + 1][1] > pair[1])
    kept = "".join(char for char, dead in zip(text, gone, strict=True) if not dead)
    return replace(block, text=kept, marks=marks, lines=lines if len(lines) > 1 else (), parts=())
