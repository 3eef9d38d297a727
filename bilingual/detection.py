"""What ``detect`` tells of a source: one row a line that has text, with its role and language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from bilingual import cleaning, reading
from bilingual.article import KEPT_ROLES, Article, Block, LanguageSpan, Part, Role, Source
from bilingual.cleaning import Rules
from bilingual.collecting import seldom
from bilingual.errors import SourceError
from bilingual.languages import identify, script_label, spans

# A key of front matter, and a value that is a path, say nothing of a line's language.
_YAML_KEY = re.compile(r"^[\w.-]+:(?:\s|$)|['\"]?\S*/\S+['\"]?$")


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
        return rows_of(judged(data, path, say, rules))


def judged(
    data: bytes, path: str, say: Callable[[str], None] = lambda _: None, rules: Rules | None = None
) -> Article:
    """Read a source and judge its blocks; takes and raises what `detect` does."""
    with seldom(len(data)):
        read = reading.parse(data, path)
        for warning in read.warnings:
            say(f"Warning: {warning}")
        return cleaning.judge(read, rules)


def rows_of(article: Article) -> list[Row]:
    """Return the rows of a judged article, in source order."""
    return [row for block in article.blocks for row in _rows(article.source.path, block)]


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
        start += len(piece) - len(piece.lstrip())
        text = piece.strip()
        if not text:
            continue
        label = script_label(_YAML_KEY.sub("", text) if block.tag == "yaml" else text)
        yield Row(
            path,
            line,
            block.id,
            text,
            block.role,
            block.keep,
            label,
            spans(text, label),
            _parts(block, start, len(text)) if block.parts else (),
            block.rule,
        )


def _parts(block: Block, start: int, length: int) -> tuple[Part, ...]:
    """Return the parts of a block that stand in one of its lines, offsets counted from the line's start."""
    return tuple(
        Part(max(part.start - start, 0), min(part.end - start, length), part.role)
        for part in block.parts
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
    lines = kept = 0
    left_out: Counter[Role] = Counter()
    characters: Counter[str] = Counter()
    for row in rows:
        lines += 1
        if not row.keep:
            left_out[row.role] += 1
            continue
        kept += 1
        cut = {n for part in row.parts if part.role not in KEPT_ROLES for n in range(part.start, part.end)}
        language = identify(row.text) if row.lang in ("zh", "mixed") else row.lang
        if language and language != "none":
            characters[language] += sum(c.isalnum() and n not in cut for n, c in enumerate(row.text))
    return Summary(lines, kept, left_out, characters)
