"""What ``detect`` tells of a source: one row a line that has text, with its role and language."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from bilingual import cleaning, reading
from bilingual.article import KEPT_ROLES, Article, Block, LanguageSpan, Part, Role, Source
from bilingual.cleaning import Rules
from bilingual.collecting import seldom
from bilingual.errors import SourceError
from bilingual.languages import identify, labelled, script_label, spans

_CHINESE = ("zh-Hans", "zh-Hant")
# Python calls a function of ours for a named tuple, and this one for every line.
_made = tuple.__new__
_YAML_KEY = re.compile(r"[\w.-]+:(?:\s|$)")


class Row(NamedTuple):
    """A line of a text or post, or a block of an HTML page, judged.

    ``text`` is the visible text; offsets of ``spans`` and ``parts`` count its code points.  ``lang`` is a
    script label: ko, zh, en, ja, other, mixed or none.
    """

    source: str
    line: int | None
    block: str
    text: str
    role: Role
    keep: bool
    lang: str
    spans: tuple[LanguageSpan, ...]
    parts: tuple[Part, ...]
    rule: str


def detect(
    data: bytes, path: str, say: Callable[[str], None] = lambda _: None, rules: Rules | None = None
) -> list[Row]:
    """Judge every line of a source; ``say`` is called with each warning of its reading.

    ``rules`` default to those that come with the program.  Raises SourceError for what cannot be read.
    """
    with seldom(len(data)):
        return rows_of(_judged(data, path, say, rules))


def judged(
    data: bytes, path: str, say: Callable[[str], None] = lambda _: None, rules: Rules | None = None
) -> Article:
    """Read a source and judge its blocks; takes and raises what `detect` does."""
    with seldom(len(data)):
        return _judged(data, path, say, rules)


def _judged(data: bytes, path: str, say: Callable[[str], None], rules: Rules | None) -> Article:
    read = reading.parse(data, path)
    for warning in read.warnings:
        say(f"Warning: {warning}")
    return cleaning.judge(read, rules)


def rows_of(article: Article) -> list[Row]:
    """Return the rows of a judged article, in source order."""
    return list(_each_row(article))


def in_batches(article: Article, size: int = 1000) -> Iterator[list[Row]]:
    """Yield the rows of a judged article in source order, ``size`` at a time; no more are held at once."""
    rows = _each_row(article)
    while batch := list(islice(rows, size)):
        yield batch


def _each_row(article: Article) -> Iterator[Row]:
    path = article.source.path
    for block in article.blocks:
        if block.lines or block.tag == "yaml":
            yield from _rows(path, block)
        elif text := block.text.strip():
            label, runs = labelled(text)
            parts = _parts(block, block.text.index(text), len(text)) if block.parts else ()
            yield _made(
                Row,
                (path, block.line, block.id, text, block.role, block.keep, label, runs, parts, block.rule),
            )


def about(article: Article, rules: Rules | None = None) -> Source:
    """Return what a judged article says of itself, read off its kept lines too where it has any."""
    try:
        return cleaning.clean(article, rules).source
    except SourceError:
        return article.source


def _rows(path: str, block: Block) -> Iterator[Row]:
    places = block.lines or ((block.line, 0),)
    for index, (line, start) in enumerate(places):
        end = places[index + 1][1] if index + 1 < len(places) else len(block.text)
        piece = block.text[start:end]
        if piece.strip():
            yield _row(path, block, line, start, piece)


def _row(path: str, block: Block, line: int | None, start: int, piece: str) -> Row:
    """Return the row of a piece of a block, which begins at ``start`` of its text and has some text."""
    text = piece.strip()
    if block.tag == "yaml":
        label = script_label(_value(text))
        runs = spans(text, label)
    else:
        label, runs = labelled(text)
    parts = _parts(block, start + len(piece) - len(piece.lstrip()), len(text)) if block.parts else ()
    return Row(path, line, block.id, text, block.role, block.keep, label, runs, parts, block.rule)


def _value(text: str) -> str:
    """Return a line of front matter without its key and a path that ends it: they are in no language."""
    key = _YAML_KEY.match(text)
    value = text[key.end() :] if key else text
    last = value.rsplit(None, 1)[-1:]
    return value[: -len(last[0])] if last and "/" in last[0][:-1] else value


def _parts(block: Block, start: int, length: int) -> tuple[Part, ...]:
    """Return the parts of a block that stand in one of its lines, offsets counted from the line's start."""
    return tuple(
        Part(max(part.start - start, 0), min(part.end - start, length), part.role)
        for part in block.parts
        if part.role is not block.role
        if part.start < start + length and part.end > start
    )


def as_json(row: Row) -> dict[str, object]:
    """Return a row as the command line's contract has it."""
    return {
        "source": row.source,
        "line": row.line,
        "block": row.block,
        "text": row.text,
        "role": row.role.value,
        "keep": row.keep,
        "lang": row.lang,
        "spans": [{"start": span.start, "end": span.end, "lang": span.lang} for span in row.spans],
        "parts": [{"start": part.start, "end": part.end, "role": part.role.value} for part in row.parts],
    }


_encoded = json.JSONEncoder(ensure_ascii=False).encode


def as_json_text(row: Row, rule: bool = False) -> str:
    """Return a row as one line of JSON, in the keys of `as_json`; with ``rule`` what decided it, too."""
    if row.spans or row.parts:
        return _encoded(as_json(row) | ({"rule": row.rule} if rule else {}))
    # Most rows have neither; only their texts need to be encoded.
    line = "null" if row.line is None else row.line
    return (
        f'{{"source": {_source(row.source)}, "line": {line}, "block": {_encoded(row.block)}, '
        f'"text": {_encoded(row.text)}, "role": "{row.role.value}", '
        f'"keep": {"true" if row.keep else "false"}, '
        f'"lang": "{row.lang}", "spans": [], "parts": []'
        + (f', "rule": {_encoded(row.rule)}}}' if rule else "}")
    )


@lru_cache(maxsize=4)
def _source(path: str) -> str:
    return _encoded(path)


@dataclass(frozen=True, slots=True)
class Summary:
    """What rows come to: how many, how many kept, those left out by role, kept characters by language.

    Characters are letters and digits without what is cut from a kept line; languages are codes of
    `bilingual.languages`, and ``en`` stands for all Latin letters.
    """

    lines: int
    kept: int
    left_out: Counter[Role]
    characters: Counter[str]

    def __add__(self, other: Summary) -> Summary:
        return Summary(
            self.lines + other.lines,
            self.kept + other.kept,
            self.left_out + other.left_out,
            self.characters + other.characters,
        )


def summarise(rows: Iterable[Row]) -> Summary:
    """Return what the rows come to."""
    lines = kept = either = 0
    left_out: Counter[Role] = Counter()
    characters: Counter[str] = Counter()
    for row in rows:
        lines += 1
        if not row.keep:
            left_out[row.role] += 1
            continue
        kept += 1
        cut = {n for part in row.parts if part.role not in KEPT_ROLES for n in range(part.start, part.end)}
        languages = (
            {identify(row.text, script) for script in _CHINESE} if row.lang in ("zh", "mixed") else {row.lang}
        )
        count = sum(c.isalnum() and n not in cut for n, c in enumerate(row.text))
        if len(languages) > 1:
            either += count
        else:
            language = languages.pop()
            if language and language != "none":
                characters[language] += count
    if either:
        # A line that could be of both scripts is of the page's.
        characters[max(_CHINESE, key=lambda script: characters[script])] += either
    return Summary(lines, kept, left_out, characters)
