"""Front matter: where it begins and ends, and a block for each of its lines; YAML is read here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bilingual.article import Block, quick_block
from bilingual.errors import SourceError
from bilingual.reading.mending import OF_YAML, Fault, mended
from bilingual.reading.normal import nfc
from bilingual.reading.other_front_matter import find_other, never_closed, repeated
from bilingual.reading.plain_yaml import Value, plain_values

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

    Broken lines are mended in ``raw``, each with a warning, and stand in the blocks as they were.
    ``syntax`` is ``yaml``, ``toml``, ``json`` (an object with its braces) or ``hexo`` (closed by ``;;;``).
    """

    raw: str
    blocks: tuple[Block, ...]
    body: str
    body_line: int
    syntax: str = "yaml"
    warnings: tuple[str, ...] = ()


def split_front_matter(text: str, path: str) -> FrontMatter | None:
    """Return the front matter of ``text`` (newlines unified), or None if it is a plain text.

    A first line ``---`` that no ``key:`` line follows is text.  Malformed lines are warned of, and read as
    far as they can be; what is not closed ends with its last key.  Raises SourceError with the line for
    front matter that goes on after its end or is not closed and all there is, and for JSON of which nothing
    can be read.
    """
    lines = text.split("\n")
    other = find_other(lines, path)
    if other:
        rest = "\n".join(lines[other.body_index :])
        return FrontMatter(other.raw, other.blocks, rest, other.body_index + 1, other.syntax, other.warnings)
    if _FENCE.match(lines[0]):
        return _yaml(lines, path)
    if not _unopened(lines):
        return None
    try:
        found = _yaml(["---", *lines], path)
    except SourceError as error:
        raise SourceError(_one_line_up(str(error), path)) from error
    return found and _without_opening(found, path)


def _without_opening(found: FrontMatter, path: str) -> FrontMatter:
    """Return front matter that was read with a fence above it as it stands without one."""
    blocks = tuple(
        replace(
            block,
            id=f"f{block.line - 1}",
            line=block.line - 1,
            lines=tuple((line - 1, at) for line, at in block.lines),
        )
        for block in found.blocks
        if block.line is not None and block.line > 1
    )
    told = f"{path}:1: front matter without '---' above it, taken as Hexo takes it"
    warnings = (told, *(_one_line_up(line, path) for line in found.warnings))
    return replace(found, blocks=blocks, body_line=found.body_line - 1, warnings=warnings)


def _one_line_up(message: str, path: str) -> str:
    place = re.match(r":(\d+)", message.removeprefix(path))
    if place is None:
        return message
    return f"{path}:{max(int(place[1]) - 1, 1)}{message[len(path) + place.end() :]}"


def _yaml(lines: list[str], path: str) -> FrontMatter | None:
    close = next((n for n in range(1, len(lines)) if _CLOSE.match(lines[n])), None)
    end = close if close is not None else _last_key(lines) + 1
    inside = lines[1:end]
    if not any(_KEY.match(line) for line in inside) and (close is None or any(map(str.strip, inside))):
        return None
    after = lines[end if close is None else close + 1 :]
    unclosed: tuple[str, ...] = ()
    if close is None:
        unclosed = (never_closed("---", "key: value", end, after, path),)
    else:
        _refuse_stray_fence(after, close + 1, path)
    raw = "\n".join(inside) + ("\n" if inside else "")
    values = plain_values(inside)
    told: tuple[str, ...] = ()
    if values is None and _fault(inside) is not None:
        sound = mended(inside, OF_YAML, _fault, lambda n: f"{path}:{n + 2}")
        raw, told = "".join(f"{line}\n" for line in sound.lines), sound.warnings
    if values is None:
        values = list(_composed(_compose(raw)))
    blocks = tuple(_blocks(values, inside, None if close is None else close + 1))
    told = (*unclosed, *told, *repeated([(value.key, value.first + 2) for value in values], path))
    return FrontMatter(raw, blocks, "\n".join(after), len(lines) - len(after) + 1, warnings=told)


def list_instead(text: str, path: str) -> tuple[str, ...]:
    """Return a warning if ``text`` begins with a list between fences, which is no front matter."""
    if not _FENCE.match(text.partition("\n")[0]):
        return ()
    lines = text.split("\n")
    close = next((n for n in range(1, len(lines)) if _CLOSE.match(lines[n])), 0)
    inside = [line for line in lines[1:close] if line.strip()]
    if not inside or not all(line.startswith(("- ", " ", "#")) for line in inside):
        return ()
    return (
        f"{path}:1: a list, not front matter ('key: value'), stands between the '---' lines; read as text",
    )


def _last_key(lines: list[str]) -> int:
    """Return the index of the last line of front matter that is not closed: below it stands no YAML."""
    last = 0
    for n, line in enumerate(lines[1:], start=1):
        # Behind an empty line only a key that is sure goes on with it.
        sure = _WELL_KNOWN if not lines[n - 1].strip() else _YAML_LINE
        if sure.match(line):
            last = n
        elif line.strip():
            break
    return last


def _unopened(lines: list[str]) -> bool:
    """Tell whether a line ``---`` ends front matter that none opens, which Hexo allows."""
    if not _WELL_KNOWN.match(lines[0]):
        return False
    fence = next((n for n, line in enumerate(lines) if _FENCE.match(line)), 0)
    return all(not x.strip() or _YAML_LINE.match(x) for x in lines[:fence]) if fence else False


def _refuse_stray_fence(after: list[str], fence_line: int, path: str) -> None:
    again = next((n for n, line in enumerate(after) if line.startswith("---") and _FENCE.match(line)), None)
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


def _compose(raw: str) -> Any:
    from ruamel.yaml import YAML

    return YAML(typ="safe", pure=True).compose(raw)


def _fault(inside: Sequence[str]) -> Fault | None:
    """Return what keeps lines from being YAML of the kind that front matter is, or None."""
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        root = _compose("\n".join(inside))
    except MarkedYAMLError as error:
        # Of a quote or a bracket that is never closed, where it opens says more than where the text ends.
        opened = re.search(r"quoted scalar|flow|simple key", error.context or "")
        mark = (opened and error.context_mark) or error.problem_mark or error.context_mark
        problem = (error.problem or error.context or "not YAML").strip().partition("\n")[0]
        return Fault(mark.line if mark is not None else None, problem)
    except (YAMLError, ValueError) as error:
        return Fault(None, str(error).partition("\n")[0])
    except RecursionError:
        return Fault(None, "nested too deeply")
    if root is not None and root.id != "mapping":
        return Fault(None, "no 'key: value' lines")
    return None


def _composed(root: Any) -> Iterator[Value]:
    """Yield the values of the top level of a YAML document, a mapping."""
    for key, value in root.value if root is not None else ():
        if not isinstance(key.value, str):
            continue
        is_text = value.id == "scalar" and value.tag.endswith(":str")
        first, last = value.start_mark.line, value.end_mark.line
        style = value.style if is_text and value.style in ("|", ">") else ""
        yield Value(key.value, first, last, value.value if is_text else None, style)


def _blocks(values: list[Value], inside: list[str], close_line: int | None) -> Iterator[Block]:
    texts = dict(_texts(values, inside))
    covered = {line for block in texts.values() for line, _ in block.lines}
    yield quick_block("f1", "---", 1, "yaml", "front_matter")
    for number, line in enumerate(inside, start=2):
        if number in texts:
            yield texts[number]
        elif line.strip() and number not in covered:
            text = nfc(line).strip()
            yield quick_block(f"f{number}", text, number, "yaml", "front_matter")
    if close_line is not None:
        yield quick_block(f"f{close_line}", "---", close_line, "yaml", "front_matter")


def _texts(values: list[Value], inside: list[str]) -> Iterator[tuple[int, Block]]:
    """Yield a block for each text, with the line where it begins (from 1, in the document)."""
    for value in values:
        place = f"front_matter/{value.key}"
        if value.text is None:
            continue
        if value.style:
            yield from _block_scalar(value, inside, place)
            continue
        line = value.first + 2
        text = " ".join(nfc(value.text).split())
        if text:
            several = range(line, value.last + 3) if value.last > value.first else ()
            lines = tuple((n, 0) for n in several)
            yield line, quick_block(f"f{line}", text, line, "yaml", place, lines=lines)


def _block_scalar(value: Value, inside: list[str], place: str) -> Iterator[tuple[int, Block]]:
    """A literal value gives a block a line; a folded one a block a paragraph, with its lines."""
    pieces: list[tuple[int, str]] = []
    for index in range(value.first + 1, len(inside)):
        line = inside[index]
        if line and not line[0].isspace():
            break
        text = nfc(line).strip()
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
    several = tuple(lines) if len(lines) > 1 else ()
    return first, quick_block(f"f{first}", text, first, "yaml", place, lines=several)
