"""Front matter of Hugo and Hexo: TOML (``+++``) and JSON (``{ … }``, or lines closed by ``;;;``)."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bilingual.article import Block
from bilingual.errors import SourceError
from bilingual.reading.mending import OF_TOML, Fault, members, mended
from bilingual.reading.normal import nfc

_FENCE = re.compile(r"\+\+\+[ \t]*$")
_TOML_LINE = re.compile(r"""[ \t]*(?:[\w-]+|"[^"]*"|'[^']*')(?:[ \t]*\.[ \t]*[\w-]+)*[ \t]*=|[ \t]*\[""")
_TOML_GOES_ON = re.compile(_TOML_LINE.pattern + r"""|[ \t]*(?:[\]}#]|["'][^\n]*["'],?[ \t]*$)""")
_HEXO_CLOSE = re.compile(r";;;[ \t]*$")
_JSON_KEY = re.compile(r'[ \t]*"[^"\n]*"[ \t]*:')
# Strings, comments and keys at the start of a line: read from left to right, no key inside a string is met.
_TOML_PIECE = re.compile(
    r'''(?m:^[ \t]*(?P<key>[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*=[ \t]*)(?P<value>"""|\'\'\'|"|')?|#[^\n]*'''
    r"""|"{3}(?:\\.|[^\\])*?"{3,5}|'{3}.*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*'""",
    re.S,
)
_SPACE = re.compile(r"[ \t\r\n]*")
# A text of the top level: its key, itself, its first and its last line, from 1.
_Place = tuple[str, str, int, int]


@dataclass(frozen=True, slots=True)
class Found:
    """Front matter between its fences as ``raw``, the syntax it is in, its blocks, and the line after it."""

    raw: str
    syntax: str
    blocks: tuple[Block, ...]
    body_index: int
    warnings: tuple[str, ...] = ()


def repeated(places: Sequence[tuple[str, int]], path: str) -> Iterator[str]:
    """Yield a warning for each key that stands again; ``places`` are keys with their lines, from 1."""
    seen: dict[str, int] = {}
    for key, line in places:
        if key in seen:
            yield (
                f"{path}:{line}: the key {key[:60]!r} stands in the front matter again (first in line "
                f"{seen[key]}); most programs heed the last"
            )
        else:
            seen[key] = line


def find_other(lines: Sequence[str], path: str) -> Found | None:
    """Return the front matter in TOML or JSON that ``lines`` begin with, or None.

    Malformed lines are warned of, and TOML that is not closed.  Raises SourceError with the line if nothing
    follows the latter, and for JSON of which nothing can be read.
    """
    if _FENCE.match(lines[0]):
        return _toml(lines, path)
    if lines[0].lstrip().startswith("{"):
        return _json(lines, path)
    if _JSON_KEY.match(lines[0]):
        return _hexo(lines, path)
    return None


def _toml(lines: Sequence[str], path: str) -> Found | None:
    close = next((n for n in range(1, len(lines)) if _FENCE.match(lines[n])), None)
    end = close if close is not None else _toml_end(lines)
    if not any(_TOML_LINE.match(line) for line in lines[1:end]):
        return None
    told = () if close is not None else (never_closed("+++", "key = value", end, lines[end:], path),)
    sound = mended(lines[1:end], OF_TOML, _toml_fault, lambda n: f"{path}:{n + 2}")
    raw = "".join(f"{line}\n" for line in sound.lines)
    values = tomllib.loads(raw)
    places = [(key, values[key], first + 2, last + 2) for key, first, last in _toml_places(raw, values)]
    begin = end if close is None else end + 1
    return Found(raw, "toml", _blocks(lines[:begin], places), begin, (*told, *sound.warnings))


def _toml_end(lines: Sequence[str]) -> int:
    """Return the index of the line below front matter that is not closed: no line of TOML any more."""
    found = (n for n, line in enumerate(lines[1:], start=1) if not _TOML_GOES_ON.match(line))
    return next(found, len(lines))


def never_closed(fence: str, pair: str, end: int, rest: Sequence[str], path: str) -> str:
    """Return the warning of front matter that ends without its fence, ``rest`` being the lines below it.

    ``end`` is the number of its last line.  Raises SourceError if nothing is left below it.
    """
    problem = f"{path}:1: the front matter opened by '{fence}' is never closed"
    if not any(map(str.strip, rest)):
        raise SourceError(
            f"{problem}\nPut a line '{fence}' after its last '{pair}' (line {end} or so), or remove line 1."
        )
    return f"{problem}; taken to end with its last '{pair}' (line {end})"


def _toml_fault(lines: Sequence[str]) -> Fault | None:
    try:
        tomllib.loads("\n".join(lines) + "\n")
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"line (\d+)", str(error))
        return Fault(int(at[1]) - 1 if at else None, re.sub(r" \(at .*", "", str(error)))
    except (RecursionError, ValueError):
        return Fault(None, "nested too deeply, or a number too long")
    return None


def _toml_places(raw: str, values: Mapping[str, Any]) -> Iterator[tuple[str, int, int]]:
    """Yield each text of the top level with its first and last line, from 0."""
    seen: set[str] = set()
    at = line = counted = 0
    while found := _TOML_PIECE.search(raw, at):
        at = found.end()
        if found["key"] is None:
            continue
        key = found["key"].strip("\"'")
        if found["value"]:
            value = _TOML_PIECE.match(raw, found.start("value"))
            at = value.end() if value else at
        if key not in seen and found["value"] and isinstance(values.get(key), str):
            line += raw.count("\n", counted, found.start("value"))
            counted = at
            first, line = line, line + raw.count("\n", found.start("value"), at)
            yield key, first, line
        seen.add(key)


def _json(lines: Sequence[str], path: str) -> Found | None:
    text = "\n".join(lines)
    if not re.match(r'\s*\{\s*(?:"|\}\s*(?:\n|$))', text):
        return None
    try:
        _, end = json.JSONDecoder().raw_decode(text, len(text) - len(text.lstrip()))
    except json.JSONDecodeError as error:
        return _salvaged(lines, "json", None, _malformed(path, error.lineno, error.msg))
    except (RecursionError, ValueError) as error:
        raise _too_deep(path) from error
    rest = text[end:].partition("\n")[0]
    if rest.strip():
        raise SourceError(
            f"{path}:{text.count(chr(10), 0, end) + 1}: text after the '}}' that ends the front matter\n"
            "Begin the text on a line of its own."
        )
    close = text.count("\n", 0, end)
    places, told = _json_places(text, text.index("{") + 1, path)
    return Found(text[:end] + "\n", "json", _blocks(lines[: close + 1], places), close + 1, told)


def _hexo(lines: Sequence[str], path: str) -> Found | None:
    close = next((n for n, line in enumerate(lines) if _HEXO_CLOSE.match(line)), None)
    if close is None:
        return None
    raw = "".join(f"{line}\n" for line in lines[:close])
    try:
        json.loads("{" + raw + "}")
    except json.JSONDecodeError as error:
        return _salvaged(lines, "hexo", close, _malformed(path, min(error.lineno, close), error.msg))
    except (RecursionError, ValueError) as error:
        raise _too_deep(path) from error
    places, told = _json_places(raw, 0, path)
    return Found(raw, "hexo", _blocks(lines[: close + 1], places), close + 1, told)


def _salvaged(lines: Sequence[str], syntax: str, close: int | None, error: SourceError) -> Found:
    """Return what can be read of broken JSON, written anew; raise ``error`` if that is nothing."""
    found = members(lines, close)
    if found is None:
        raise error
    whole = {key: value for key, value, _ in found.pairs}
    raw = ",\n".join(f"  {json.dumps(key, ensure_ascii=False)}: {value}" for key, value in whole.items())
    raw = f"{{\n{raw}\n}}\n" if syntax == "json" else f"{raw}\n"
    places = [
        (key, json.loads(value), n + 1, n + 1)
        for key, value, n in found.pairs
        if value.startswith('"') and value == whole[key]
    ]
    told = (f"{str(error).partition(chr(10))[0]}; only what could be read of it is kept",)
    return Found(raw, syntax, _blocks(lines[: found.close + 1], places), found.close + 1, told)


def _json_places(text: str, at: int, path: str) -> tuple[list[_Place], tuple[str, ...]]:
    """Return the texts of the top level, and warnings; ``at`` is behind the opening brace."""
    decoder = json.JSONDecoder()
    places: list[_Place] = []
    keys: list[tuple[str, int]] = []
    line, counted = 1, 0
    while text[(at := _skip(text, at)) : at + 1] == '"':
        key, at = decoder.raw_decode(text, at)
        value, end = decoder.raw_decode(text, _skip(text, _skip(text, at) + 1))
        line += text.count("\n", counted, end)
        counted = end
        keys.append((key, line))
        if isinstance(value, str):
            places.append((key, value, line, line))
        at = _skip(text, end) + 1
    return places, tuple(repeated(keys, path))


def _skip(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    return space.end() if space else at


def _malformed(path: str, line: int, problem: str) -> SourceError:
    return SourceError(
        f"{path}:{line}: malformed front matter: {problem}\n"
        "Correct the JSON; keys and texts stand in double quotes."
    )


def _too_deep(path: str) -> SourceError:
    return SourceError(
        f"{path}:1: malformed front matter: nested too deeply, or a number too long\nCorrect it."
    )


def _blocks(lines: Sequence[str], places: Sequence[_Place]) -> tuple[Block, ...]:
    """A block a text of the top level and a block every other line; each text has its id."""
    found: dict[int, list[Block]] = {}
    covered: set[int] = set()
    for key, value, first, last in places:
        covered.update(range(first, last + 1))
        text = " ".join(nfc(value).split())
        if not text:
            continue
        there = found.setdefault(first, [])
        id_ = f"f{first}" if not there else f"f{first}v{len(there) + 1}"
        spread = tuple((number, 0) for number in range(first, last + 1)) if last > first else ()
        there.append(Block(id_, text, first, "yaml", f"front_matter/{key}", lines=spread))
    for number, line in enumerate(lines, start=1):
        if number not in covered and line.strip():
            text = nfc(line).strip()
            found.setdefault(number, []).append(Block(f"f{number}", text, number, "yaml", "front_matter"))
    return tuple(block for number in sorted(found) for block in found[number])
