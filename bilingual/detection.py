"""What ``detect`` tells of a source: one row a line that has text, with its role and language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bilingual import cleaning, reading
from bilingual.article import Block, LanguageSpan, Part, Role
from bilingual.languages import script_label, spans

# A key of front matter, and a value that is a path, say nothing of a line's language.
_YAML_KEY = re.compile(r"^[\w.-]+:(?:\s|$)|['\"]?\S*/\S+['\"]?$")


@dataclass(frozen=True, slots=True)
class Row:
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


def detect(data: bytes, path: str, say: Callable[[str], None] = lambda _: None) -> list[Row]:
    """Judge every line of a source; ``say`` is called with each warning of its reading.

    Raises SourceError for what cannot be read.
    """
    read = reading.parse(data, path)
    for warning in read.warnings:
        say(f"Warning: {warning}")
    article = cleaning.judge(read)
    return [row for block in article.blocks for row in _rows(path, block)]


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
            tuple(
                Part(max(part.start - start, 0), min(part.end - start, len(text)), part.role)
                for part in block.parts
                if part.start < start + len(text) and part.end > start
            ),
            block.rule,
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
