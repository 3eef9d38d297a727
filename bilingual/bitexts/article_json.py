"""The article JSON (``bilingual/article@1``) read as pairs, by the keys of its contract alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from bilingual.article import Mark, Status
from bilingual.bitexts.contract import LONGEST, Pair
from bilingual.errors import SourceError, UsageError
from bilingual.languages import canonical

SCHEMA = "bilingual/article@1"


def read_article_json(data: bytes, name: str) -> tuple[str, list[Pair]]:
    """Return the article's id and its pairs, segment by segment, in the order of the languages there.

    Keys that the contract does not name are ignored.  Raises SourceError for what is no JSON, no article of
    this schema, or an article with a key missing or of another type.
    """
    try:
        article = json.loads(data.decode("utf-8-sig" if data[:3] == b"\xef\xbb\xbf" else "utf-8"))
    except UnicodeDecodeError as error:
        raise SourceError(
            f"{name}: is not UTF-8 (byte {error.start:,}), which JSON is\nSave it as UTF-8 and try again."
        ) from None
    except RecursionError:
        raise SourceError(f"{name}: nested too deeply for an article\nGive {_WANTED}.") from None
    except ValueError as error:
        raise SourceError(f"{name}: is not valid JSON: {error}\nWrite it again with --format json.") from None
    schema = article.get("schema") if isinstance(article, dict) else None
    if schema != SCHEMA:
        said = f"its schema is {schema!r:.60}, not '{SCHEMA}'" if schema else "it has no schema"
        raise SourceError(f"{name}: is no article: {said}\nGive {_WANTED}.")
    try:
        return _text(_object(article, "source"), "sha256")[:8], list(_pairs(article))
    except KeyError as error:
        raise SourceError(
            f"{name}: is not a whole article: the key {error} is missing\nWrite it again with --format json."
        ) from None
    except (_NotSoError, UsageError) as error:
        said = str(error).partition("\n")[0]
        raise SourceError(
            f"{name}: is not a valid article: {said[:200]}\nWrite it again with --format json."
        ) from None


_WANTED = "what bilingual translate --format json writes"


class _NotSoError(ValueError):
    """What of the article is not as the contract has it, in plain words."""


# JSON's names of values; a truth value is a number to Python, so it comes first.
_KINDS = (
    (bool, "true or false"),
    (str, "a text"),
    ((int, float), "a number"),
    (list, "a list"),
    (dict, "an object"),
)


def _pairs(article: dict[str, Any]) -> Iterator[Pair]:
    for segment in _objects(article, "segments"):
        marks = _marks(segment)
        for code in (targets := _object(segment, "targets")):
            target = _object(targets, code)
            yield Pair(
                _text(segment, "id"),
                canonical(_text(segment, "language")),
                _text(segment, "source"),
                canonical(code),
                None if target["text"] is None else _text(target, "text"),
                _status(_text(target, "status")),
                marks,
                _marks(target),
            )


def _marks(holder: dict[str, Any]) -> tuple[Mark, ...]:
    return tuple(
        Mark(
            _text(mark, "id"),
            _whole(mark, "start"),
            _whole(mark, "end"),
            _text(mark, "tag"),
            None if mark["href"] is None else _text(mark, "href"),
        )
        for mark in _objects(holder, "marks")
    )


def _status(name: str) -> Status:
    try:
        return Status(name)
    except ValueError:
        raise _NotSoError(f"there is no such status: '{name[:40]}'") from None


def _object(holder: dict[str, Any], key: str) -> dict[str, Any]:
    value = holder[key]
    if not isinstance(value, dict):
        raise _NotSoError(f"'{key[:40]}' should be an object, not {_kind(value)}")
    return value


def _objects(holder: dict[str, Any], key: str) -> list[dict[str, Any]]:
    values = holder[key]
    if not isinstance(values, list):
        raise _NotSoError(f"'{key}' should be a list, not {_kind(values)}")
    for value in values:
        if not isinstance(value, dict):
            raise _NotSoError(f"each of '{key}' should be an object, not {_kind(value)}")
    return values


def _whole(holder: dict[str, Any], key: str) -> int:
    value = holder[key]
    if not isinstance(value, int) or isinstance(value, bool):
        raise _NotSoError(f"'{key}' should be a whole number, not {_kind(value)}")
    return value


def _text(holder: dict[str, Any], key: str) -> str:
    value = holder[key]
    if not isinstance(value, str):
        raise _NotSoError(f"'{key}' should be a text, not {_kind(value)}")
    if len(value) > LONGEST:
        raise _NotSoError(f"'{key}' has more than {LONGEST:,} characters")
    return value


def _kind(value: object) -> str:
    return next((name for kind, name in _KINDS if isinstance(value, kind)), "null")
