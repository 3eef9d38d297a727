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
        return article["source"]["sha256"][:8], list(_pairs(article))
    except KeyError as error:
        raise SourceError(
            f"{name}: is not a whole article: the key {error} is missing\nWrite it again with --format json."
        ) from None
    except (TypeError, ValueError, AttributeError, UsageError) as error:
        raise SourceError(
            f"{name}: is not a valid article: {str(error)[:200]}\nWrite it again with --format json."
        ) from None


_WANTED = "what bilingual translate --format json writes"


def _pairs(article: dict[str, Any]) -> Iterator[Pair]:
    for segment in article["segments"]:
        marks = _marks(segment["marks"])
        for code, target in segment["targets"].items():
            text = target["text"]
            yield Pair(
                _text(segment["id"]),
                canonical(_text(segment["language"])),
                _text(segment["source"]),
                canonical(code),
                None if text is None else _text(text),
                Status(target["status"]),
                marks,
                _marks(target["marks"]),
            )


def _marks(marks: Any) -> tuple[Mark, ...]:
    return tuple(
        Mark(
            _text(mark["id"]),
            int(mark["start"]),
            int(mark["end"]),
            _text(mark["tag"]),
            None if mark["href"] is None else _text(mark["href"]),
        )
        for mark in marks
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"a text should stand where {value!r:.40} stands")
    if len(value) > LONGEST:
        raise ValueError(f"a text of more than {LONGEST:,} characters")
    return value
