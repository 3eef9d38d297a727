"""Front matter: where it begins and ends, and a block for each of its lines; YAML is read here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bilingual.article import Block
from bilingual.errors import SourceError
from bilingual.reading.other_front_matter import find_other

_FENCE = re.compile(r"---[ \t]*$")
_CLOSE = re.compile(r"(?:---|\.\.\.)[ \t]*$")
_KEY = re.compile(r"[A-Za-z_][\w-]+[ \t]*:(?:[ \t]|$)")
_YAML_LINE = re.compile(r"(?:[A-Za-z_][\w-]+[ \t]*:(?:[ \t]|$)|[ \t]+\S|- \S|#)")
# Keys that Jekyll and Hugo give a meaning, and those of the newsdao family of blogs.
_WELL_KNOWN = re.compile(
    r"(?:title|date|layout|categories|tags|excerpt|feature_text|image|feature_image|author|permalink):"
)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A document's front matter as it stands between its fences, its blocks, and the body with its line.

    ``syntax`` is ``yaml``, ``toml``, ``json`` (an object with its braces) or ``hexo`` (closed by ``;;;``).
    """

    raw: str
    blocks: tuple[Block, ...]
    body: str
    body_line: int
    syntax: str = "yaml"


def split_front_matter(text: str, path: str) -> FrontMatter | None:
    """Return the front matter of ``text`` (newlines unified), or None if it is a plain text.

    A first line ``---`` that no ``key:`` line follows is text.  Raises SourceError with the line for front
    matter that is not closed, goes on after its end, or is malformed.
    """
    lines = text.split("\n")
    other = find_other(lines, path)
    if other:
        rest = "\n".join(lines[other.body_index :])
        return FrontMatter(other.raw, other.blocks, rest, other.body_index + 1, other.syntax)
    if not _FENCE.match(lines[0]):
        _refuse_missing_fence(lines, path)
        return None
    close = next((n for n in range(1, len(lines)) if _CLOSE.match(lines[n])), None)
    if close is None:
        first = _until_blank(lines)
        if not any(_KEY.match(line) for line in first):
            return None
        raise SourceError(
            f"{path}:1: the front matter opened by '---' is never closed\n"
            f"Put a line '---' after its last 'key: value' (line {len(first) + 1} or so), or remove line 1."
        )
    inside = lines[1:close]
    if not any(_KEY.match(line) for line in inside) and any(line.strip() for line in inside):
        return None
    after = lines[close + 1 :]
    _refuse_stray_fence(after, close + 1, path)
    raw = "\n".join(inside) + ("\n" if inside else "")
    blocks = tuple(_blocks(raw, inside, close + 1, path))
    return FrontMatter(raw, blocks, "\n".join(after), close + 2)


def _until_blank(lines: list[str]) -> list[str]:
    end = next((n for n in range(1, len(lines)) if not lines[n].strip()), len(lines))
    return lines[1:end]


def _refuse_missing_fence(lines: list[str], path: str) -> None:
    fence = next((n for n, line in enumerate(lines) if _FENCE.match(line)), None)
    if (
        fence
        and _WELL_KNOWN.match(lines[0])
        and all(not x.strip() or _YAML_LINE.match(x) for x in lines[:fence])
    ):
        raise SourceError(
            f"{path}:{fence + 1}: a stray '---' closes front matter that was never opened\n"
            "Put a line '---' before line 1, or remove this one."
        )


def _refuse_stray_fence(after: list[str], fence_line: int, path: str) -> None:
    again = next((n for n, line in enumerate(after) if _FENCE.match(line)), None)
    if again is None:
        return
    between = after[:again]
    if any(_WELL_KNOWN.match(x) for x in between) and all(
        not x.strip() or _YAML_LINE.match(x) for x in between
    ):
        raise SourceError(
            f"{path}:{fence_line}: a stray '---' ends the front matter before its last keys\n"
            f"Remove line {fence_line}; the front matter seems to end at line {fence_line + again + 1}."
        )


def _compose(raw: str, path: str) -> Any:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        return YAML(typ="safe", pure=True).compose(raw)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 2 if mark is not None else 1
        problem = (error.problem or error.context or "not YAML").strip()
        raise SourceError(
            f"{path}:{line}: malformed front matter: {problem}\n"
            "Put quotes around a value that holds ': ' or '#', or begins with '[', '{', '*', '&' or '@'."
        ) from error
    except (YAMLError, ValueError) as error:
        reason = str(error).splitlines()[0]
        raise SourceError(f"{path}:1: malformed front matter: {reason}\nCorrect the YAML.") from error
    except RecursionError as error:
        raise SourceError(
            f"{path}:1: malformed front matter: nested too deeply\nCorrect the YAML."
        ) from error


def _blocks(raw: str, inside: list[str], close_line: int, path: str) -> Iterator[Block]:
    values = dict(_values(_compose(raw, path), inside, path))
    covered = {line for block in values.values() for line, _ in block.lines}
    yield Block("f1", "---", 1, "yaml", "front_matter")
    for number, line in enumerate(inside, start=2):
        if number in values:
            block = values[number]
            single = len(block.lines) < 2
            yield Block(
                block.id, block.text, block.line, "yaml", block.path, lines=() if single else block.lines
            )
        elif line.strip() and number not in covered:
            text = unicodedata.normalize("NFC", line).strip()
            yield Block(f"f{number}", text, number, "yaml", "front_matter")
    yield Block(f"f{close_line}", "---", close_line, "yaml", "front_matter")


def _values(root: Any, inside: list[str], path: str) -> Iterator[tuple[int, Block]]:
    """Yield a block for each text value, with the line where it begins (from 1, in the document)."""
    if root is None:
        return
    if root.id != "mapping":
        raise SourceError(f"{path}:2: malformed front matter: no 'key: value' lines\nCorrect the YAML.")
    for key, value in root.value:
        if value.id != "scalar" or not isinstance(key.value, str) or not value.tag.endswith(":str"):
            continue
        place = f"front_matter/{key.value}"
        if value.style in ("|", ">"):
            yield from _block_scalar(value, inside, place)
            continue
        line = value.start_mark.line + 2
        text = " ".join(unicodedata.normalize("NFC", value.value).split())
        if text:
            span = range(line, value.end_mark.line + 3)
            lines = (
                tuple((n, 0) for n in span) if value.end_mark.line > value.start_mark.line else ((line, 0),)
            )
            yield line, Block(f"f{line}", text, line, "yaml", place, lines=lines)


def _block_scalar(value: Any, inside: list[str], place: str) -> Iterator[tuple[int, Block]]:
    """A literal value gives a block a line; a folded one a block a paragraph, with its lines."""
    pieces: list[tuple[int, str]] = []
    for index in range(value.start_mark.line + 1, len(inside)):
        line = inside[index]
        text = " ".join(unicodedata.normalize("NFC", line).split(" ")).strip()
        if line.strip() and not line[0].isspace():
            break
        if text and (value.style == ">" and pieces and pieces[-1][0] == index + 1):
            pieces.append((index + 2, text))
        elif text:
            if pieces:
                yield _paragraph(pieces, place)
            pieces = [(index + 2, text)]
    if pieces:
        yield _paragraph(pieces, place)


def _paragraph(pieces: list[tuple[int, str]], place: str) -> tuple[int, Block]:
    text = ""
    lines: list[tuple[int, int]] = []
    for number, piece in pieces:
        text += " " if text else ""
        lines.append((number, len(text)))
        text += piece
    first = pieces[0][0]
    return first, Block(f"f{first}", text, first, "yaml", place, lines=tuple(lines))
