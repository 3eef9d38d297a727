"""What JSON-LD in a page's head says of its article (schema.org: NewsArticle and its like)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

#: schema.org's articles, and what pages set in their place.
_KINDS = re.compile(r"(?:[A-Za-z]*Article|BlogPosting|LiveBlogPosting|Report|SocialMediaPosting|NewsItem)$")
_WRAPPING = re.compile(
    r"\A\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)?\s*(.*?)\s*(?:-->|//\s*\]\]>|\]\]>)?\s*;?\s*\Z", re.S
)
#: No page nests what it says of itself deeper, or says it of more things.
_DEEPEST = 8
_MOST = 500


@dataclass(frozen=True, slots=True)
class Described:
    """What one description of an article says; texts as they stand, empty where it says nothing."""

    headline: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    modified: str = ""
    publisher: str = ""
    urls: tuple[str, ...] = ()


def described(texts: Iterable[str]) -> list[Described]:
    """Return the articles that the scripts describe, in order; scripts that are not JSON say nothing."""
    nodes: list[dict[str, Any]] = []
    for text in texts:
        whole = _WRAPPING.match(text)
        try:
            value = json.loads(whole[1] if whole else text, strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(value, 0):
            if len(nodes) == _MOST:
                break
            nodes.append(node)
    named = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    return [_described(node, named) for node in nodes if _is_article(node)]


def _nodes(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        # What an article is part of, or what else is listed, is described under other keys.
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "author", "publisher"):
            if key in value:
                yield from _nodes(value[key], depth + 1)


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    return any(
        isinstance(kind, str) and _KINDS.search(kind)
        for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _described(node: dict[str, Any], named: dict[str, dict[str, Any]]) -> Described:
    return Described(
        headline=_first(_names(node.get("headline"), named)) or _first(_names(node.get("name"), named)),
        authors=tuple(_names(node.get("author"), named)),
        published=_first(_names(node.get("datePublished"), named)),
        modified=_first(_names(node.get("dateModified"), named)),
        publisher=_first(_names(node.get("publisher"), named)),
        urls=tuple(_addresses(node)),
    )


def _first(names: list[str]) -> str:
    return names[0] if names else ""


def _names(value: Any, named: dict[str, dict[str, Any]], depth: int = 0) -> list[str]:
    """Return the texts, or the names of the things, that stand as a value."""
    if depth > _DEEPEST:
        return []
    if isinstance(value, list):
        return [name for item in value[:20] for name in _names(item, named, depth + 1)]
    if isinstance(value, dict):
        if "name" not in value and "@value" in value:
            return _names(value["@value"], named, depth + 1)
        if "name" not in value and isinstance(value.get("@id"), str):
            value = named.get(value["@id"], {})
        return _names(value.get("name"), named, depth + 1)
    return [value.strip()] if isinstance(value, str) and value.strip() else []


def _addresses(node: dict[str, Any]) -> Iterator[str]:
    page = node.get("mainEntityOfPage")
    for value in (page.get("@id") if isinstance(page, dict) else page, node.get("url")):
        if isinstance(value, str):
            yield value
