"""New values in front matter written in TOML or JSON, every other byte as it was.

Each place where the key and a text stand is tried, and the parser is asked whether the new front matter says
what it should and nothing else; so a like-named key elsewhere is never touched.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from bilingual.errors import OutputError

_TOML_TEXT = r'''(?P<text>"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*')'''
_JSON_TEXT = r'(?P<text>"(?:\\.|[^"\\])*")'


def replace_toml(front_matter: str, values: Mapping[str, str]) -> str:
    """Return TOML with the text of each top-level key in ``values`` set to a new one.

    A key that is not there or holds no text is passed over.  A literal string stays one where the text allows
    it, one of several lines too.  Raises OutputError when ``front_matter`` is not TOML.
    """
    return _replace(front_matter, values, _toml, _toml_spots, _toml_written)


def replace_json(front_matter: str, values: Mapping[str, str], *, braces: bool = True) -> str:
    """Return JSON with the text of each top-level key in ``values`` set to a new one.

    ``braces`` is False for members without the braces around them (Hexo).  Raises OutputError when
    ``front_matter`` is not JSON.
    """

    def read(text: str) -> dict[str, Any]:
        return dict(json.loads(text if braces else "{" + text + "}"))

    return _replace(front_matter, values, read, _json_spots, _json_written)


def _replace(
    text: str,
    values: Mapping[str, str],
    read: Callable[[str], dict[str, Any]],
    spots: Callable[[str, str], Iterator[re.Match[str]]],
    write: Callable[[str, str], str],
) -> str:
    try:
        said = read(text)
    except (ValueError, RecursionError) as error:
        raise OutputError(
            f"the front matter cannot be read: {' '.join(str(error).split())}\nMend the source."
        ) from error
    for key, value in values.items():
        if not isinstance(said.get(key), str):
            continue
        for spot in spots(text, key):
            new = text[: spot.start("text")] + write(spot["text"], value) + text[spot.end("text") :]
            told = _reading(new, read)
            if (
                told is not None
                and _words(told.get(key)) == value.split()
                and told == said | {key: told[key]}
            ):
                text, said = new, told
                break
        else:
            raise OutputError(f"the front matter's '{key}' cannot take a new text\nMend the source.")
    return text


def _reading(text: str, read: Callable[[str], dict[str, Any]]) -> dict[str, Any] | None:
    try:
        return read(text)
    except (ValueError, RecursionError):
        return None


def _words(value: object) -> list[str] | None:
    return value.split() if isinstance(value, str) else None


def _toml(text: str) -> dict[str, Any]:
    return tomllib.loads(text.replace("\r\n", "\n"))


def _toml_spots(text: str, key: str) -> Iterator[re.Match[str]]:
    name = re.escape(key)
    return re.finditer(
        rf"""^[ \t]*(?:{name}|"{name}"|'{name}')[ \t]*=[ \t]*{_TOML_TEXT}""", text, re.M | re.S
    )


def _toml_written(old: str, value: str) -> str:
    if old.startswith(('"""', "'''")):
        quote = old[:3]
        begin = "\n" if old[3:4] in "\r\n" else ""
        end = "\n" if old[:-3].endswith("\n") else ""
        if quote == "'''" and "'''" not in value and value.replace("\n", "").isprintable():
            return f"'''{begin}{value}{end}'''"
        lines = (_basic(line)[1:-1] for line in value.split("\n"))
        return f'"""{begin}' + "\n".join(lines) + f'{end}"""'
    value = " ".join(value.split("\n"))
    if old.startswith("'") and "'" not in value and value.isprintable():
        return f"'{value}'"
    return _basic(value)


def _basic(value: str) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _json_spots(text: str, key: str) -> Iterator[re.Match[str]]:
    # A key may be written with escapes; then no spot is found and the person is told.
    return re.finditer(rf"{re.escape(json.dumps(key, ensure_ascii=False))}\s*:\s*{_JSON_TEXT}", text, re.S)


def _json_written(_old: str, value: str) -> str:
    return json.dumps(" ".join(value.split("\n")), ensure_ascii=False)
