"""What JSON-LD in a page's head says of its article (schema.org: NewsArticle and its like)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

#: schema.org's articles, and what pages set in their place, end so.
_KINDS = ("Article", "BlogPosting", "LiveBlogPosting", "Report", "SocialMediaPosting", "NewsItem")
#: What keeps old browsers and XML parsers from reading a script, outermost first.
_OPENINGS = ("<!--", "//", "/*", "<![CDATA[", "*/")
_CLOSINGS = (";", "-->", "*/", "]]>", "/*", "//", ";")
#: No script is longer, in code points.
_LONGEST_SCRIPT = 100_000
#: No page nests what it says of itself deeper, or says it of more things.
_DEEPEST = 8
_MOST = 500
#: No value names more, or is spread over more things, or says a longer text.
_MOST_NAMES = 20
_MOST_STEPS = 200
_LONGEST_NAME = 2_000


@dataclass(frozen=True, slots=True)
class Described:
    """What one description of an article says; texts as they stand, empty where it says nothing."""

    headline: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    modified: str = ""
    publisher: str = ""
    urls: tuple[str, ...] = ()


def described(texts: Iterable[str]) -> Iterator[Described]:
    """Yield the articles that the scripts describe, in order; scripts that are not JSON say nothing."""
    nodes: list[dict[str, Any]] = []
    for text in texts:
        if len(text) > _LONGEST_SCRIPT or len(nodes) == _MOST:
            continue
        try:
            value = json.loads(_unwrapped(text), strict=False)
        except (ValueError, RecursionError):
            continue
        nodes.extend(islice(_nodes(value, 0), _MOST - len(nodes)))
    named = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    return (_described(node, named) for node in nodes if _is_article(node))


def _unwrapped(text: str) -> str:
    """Return a script without the comment or the CDATA section that it stands in."""
    text = text.strip()
    for opening in _OPENINGS:
        text = text.removeprefix(opening).lstrip()
    for closing in _CLOSINGS:
        text = text.removesuffix(closing).rstrip()
    return text


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
        isinstance(kind, str) and kind.endswith(_KINDS)
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


def _names(value: Any, named: dict[str, dict[str, Any]]) -> list[str]:
    """Return the texts, or the names of the things, that stand as a value; each thing is asked once."""
    names: list[str] = []
    asked: set[str] = set()
    waiting = [value]
    for _ in range(_MOST_STEPS):
        if not waiting or len(names) == _MOST_NAMES:
            break
        value = waiting.pop()
        if isinstance(value, str):
            names += [value.strip()[:_LONGEST_NAME]] if value.strip() else []
        elif isinstance(value, list):
            waiting.extend(reversed(value[:_MOST_NAMES]))
        elif isinstance(value, dict):
            thing = value.get("@id")
            if "name" in value or "@value" in value:
                waiting.append(value["name"] if "name" in value else value["@value"])
            elif isinstance(thing, str) and thing not in asked:
                asked.add(thing)
                waiting.append(named.get(thing, {}).get("name"))
    return names


def _addresses(node: dict[str, Any]) -> Iterator[str]:
    page = node.get("mainEntityOfPage")
    for value in (page.get("@id") if isinstance(page, dict) else page, node.get("url")):
        if isinstance(value, str):
            yield value
