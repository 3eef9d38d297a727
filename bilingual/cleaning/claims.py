"""What a page's head or a post's front matter claims of its article: names and dates, not yet judged.

The names of meta elements are those of Open Graph, Dublin Core, schema.org's item properties and the large
Korean and Chinese publishers; those of front matter are Jekyll's, Hugo's and Hexo's with their usual themes'.
"""

from __future__ import annotations

import html
import json
import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urljoin, urlsplit

from bilingual.cleaning.dates import read_date
from bilingual.cleaning.linked_data import Described, described

#: No title, name or address is longer, in code points.
LONGEST_TITLE = 300
LONGEST_NAME = 80
LONGEST_ADDRESS = 2_000

_PUBLISHED = (
    "article:published_time", "og:article:published_time", "article:published", "datepublished",
    "og:published_time", "og:release_date", "pubdate", "publishdate", "publish-date", "publish_date",
    "publication_date", "published_at", "apub:time", "weibo:article:create_at", "bytedance:published_time",
    "dable:published_time", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued",
    "dc.date", "dcterms.date", "date",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "og:article:modified_time", "article:modified", "datemodified", "dateupdate",
    "og:updated_time", "og:modified_time", "weibo:article:update_at", "bytedance:updated_time", "lastmod",
    "dcterms.modified", "dc.date.modified",
)  # fmt: skip
_SITE = (
    "og:site_name", "mediaid", "dc.publisher", "dcterms.publisher", "article:media_name", "publisher",
    "source", "application-name",
)  # fmt: skip
_AUTHOR = (
    "article:author", "og:article:author", "dable:author", "author", "byl", "byline", "parsely-author",
    "sailthru.author", "dc.creator", "dcterms.creator",
)  # fmt: skip
_TITLE = ("og:title", "twitter:title", "dable:title", "parsely-title", "dc.title", "headline")

_KEYS = {
    "title": ("title",),
    "published": ("date", "publishdate", "published", "published_at", "pubdate", "created"),
    "modified": (
        "lastmod",
        "updated",
        "last_modified_at",
        "modified",
        "updated_at",
        "date_modified",
        "last_modified",
    ),
    "author": ("author", "authors", "writer", "reporter", "byline"),
    "site": ("site", "publisher", "source", "press", "media"),
    "agency": ("agency",),
    "place": ("place", "location"),
    "canonical": ("canonical", "canonical_url", "canonicalurl"),
}
_YAML_KEY = re.compile(r"(?m)^[\"']?([A-Za-z][\w.-]*)[\"']?[ \t]*:(?=\s|$)")
_FILE_DATE = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})-")


@dataclass(frozen=True, slots=True)
class Claims:
    """Claims in order of weight; dates as `read_date` gives them, addresses whole, names as they stand."""

    titles: tuple[str, ...] = ()
    title_element: str = ""
    authors: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    agency: str = ""
    place: str = ""
    published: str | None = None
    modified: str | None = None
    canonical: str | None = None


def from_head(head: Iterable[tuple[str, str]], path: str, agrees: Callable[[str], bool]) -> Claims:
    """Return what the pairs of a page's head claim; ``path`` is the page's address, if it has one.

    Of several articles that the head describes, it is about the one whose headline ``agrees`` accepts, else
    the first.
    """
    values: dict[str, list[str]] = {}
    for key, value in head:
        values.setdefault(key, []).append(value)
    articles = described(values.get("json-ld", ()))
    article = next(
        (a for a in articles if a.headline and agrees(a.headline)), articles[0] if articles else Described()
    )

    def metas(names: Iterable[str]) -> Iterator[str]:
        for name in names:
            yield from values.get(f"meta:{name}", ())

    base = next(iter(values.get("base", ())), "")
    addresses = (*values.get("link:canonical", ()), *values.get("meta:og:url", ()), *article.urls)
    base = urljoin_safely(path, base) if base else path
    return Claims(
        titles=_texts((article.headline, *metas(_TITLE)), LONGEST_TITLE),
        title_element=next(iter(_texts(values.get("title", ()), LONGEST_TITLE)), ""),
        authors=_texts(article.authors or _first_filled(metas, _AUTHOR), LONGEST_NAME),
        sites=_texts((*metas(_SITE[:1]), article.publisher, *metas(_SITE[1:])), LONGEST_NAME),
        published=_date((*metas(_PUBLISHED[:2]), article.published, *metas(_PUBLISHED[2:]))),
        modified=_date((*metas(_MODIFIED[:2]), article.modified, *metas(_MODIFIED[2:]))),
        canonical=next((whole for address in addresses if (whole := web_address(address, base))), None),
    )


def from_front_matter(text: str, syntax: str, path: str) -> Claims:
    """Return what a post's front matter claims; a post whose name begins with a date, as Jekyll has it, is of
    that day where nothing else tells."""
    values = {
        key.lower(): value for key, value in _front_matter(text, syntax).items() if isinstance(key, str)
    }
    levels = [values]
    for nested in ("params", "extra"):  # Hugo's and Zola's place for what is not their own
        inner = values.get(nested)
        if isinstance(inner, Mapping):
            levels.append({str(key).lower(): value for key, value in inner.items()})

    def told(fact: str, longest: int) -> tuple[str, ...]:
        tried = (_texts(_plain(level.get(key)), longest) for level in levels for key in _KEYS[fact])
        return next((found for found in tried if found), ())

    name = _FILE_DATE.match(PurePosixPath(path.replace("\\", "/")).name)
    return Claims(
        titles=told("title", LONGEST_TITLE),
        authors=told("author", LONGEST_NAME),
        sites=told("site", LONGEST_NAME),
        agency=next(iter(told("agency", LONGEST_NAME)), ""),
        place=next(iter(told("place", LONGEST_NAME)), ""),
        published=_date((*told("published", LONGEST_NAME), *((name[1],) if name else ()))),
        modified=_date(told("modified", LONGEST_NAME)),
        canonical=next(
            (whole for one in told("canonical", LONGEST_ADDRESS) if (whole := web_address(one, ""))), None
        ),
    )


def web_address(address: str, base: str) -> str | None:
    """Return ``address`` as a whole http or https address, without its fragment, or None.

    A page that claims the front page of its site as its own address is mistaken.
    """
    whole = urljoin_safely(base, address.strip())
    if len(whole) > LONGEST_ADDRESS or any(
        char.isspace() or ord(char) < 33 or char in '\\<>"`{}' for char in whole
    ):
        return None
    try:
        parts = urlsplit(whole)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host or "@" in parts.netloc:
        return None
    if parts.path in ("", "/") and not parts.query:
        return None
    return parts._replace(scheme=parts.scheme.lower(), fragment="").geturl()


def urljoin_safely(base: str, address: str) -> str:
    """Return ``address`` made whole with ``base`` where that is a web address, else as it stands."""
    if not re.match(r"https?://", base, re.IGNORECASE):
        return address
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def _first_filled(metas: Callable[[Iterable[str]], Iterator[str]], names: Iterable[str]) -> tuple[str, ...]:
    # A page gives each author an element of the same name.
    return next((found for name in names if (found := tuple(v for v in metas((name,)) if _is_name(v)))), ())


def _is_name(value: str) -> bool:
    return not re.search(r"//|www\.|@", value) or bool(re.search(r"\s\S+@\S+", value))


def _date(values: Iterable[str]) -> str | None:
    return next((found for value in values if value and (found := read_date(value.strip()))), None)


def _texts(values: Iterable[str], longest: int) -> tuple[str, ...]:
    # Many pages escape what they escape once more.
    plain = (
        " ".join(unicodedata.normalize("NFC", html.unescape(value[: 4 * longest])).split())
        for value in values
    )
    return tuple(dict.fromkeys(text for text in plain if text and len(text) <= longest))


def _front_matter(text: str, syntax: str) -> Mapping[Any, Any]:
    """Return the top level of front matter; reading has seen that it can be read."""
    try:
        if syntax == "toml":
            return tomllib.loads(text)
        if syntax in ("json", "hexo"):
            values = json.loads(text if syntax == "json" else "{" + text + "}")
            return values if isinstance(values, dict) else {}
    except (ValueError, RecursionError):
        return {}
    return _yaml(text)


def _yaml(text: str) -> Mapping[Any, Any]:
    """Return the values of the keys that matter; the parser is slow, so it sees no other."""
    wanted = {key for keys in _KEYS.values() for key in keys} | {"params", "extra"}
    keys = list(_YAML_KEY.finditer(text))
    ends = [key.start() for key in keys[1:]] + [len(text)] * bool(keys)
    pieces = {
        key[1]: text[key.start() : end]
        for key, end in zip(keys, ends, strict=True)
        if key[1].lower() in wanted
    }
    if not pieces:
        return {}
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    values: dict[Any, Any] = {}
    for piece in pieces.values():
        try:
            root = YAML(typ="safe", pure=True).compose(piece)
            values |= _value(root) if root is not None and root.id == "mapping" else {}
        except (YAMLError, ValueError, RecursionError):
            continue  # an alias of what stands elsewhere
    return values


def _value(node: Any) -> Any:
    """Return a YAML node as texts, lists and dicts: a date stays as it is written."""
    if node.id == "mapping":
        return {key.value: _value(value) for key, value in node.value if key.id == "scalar"}
    if node.id == "sequence":
        return [_value(item) for item in node.value]
    return "" if node.tag.endswith(":null") else node.value


def _plain(value: Any) -> list[str]:
    """Return the texts of a value: itself, a list's, or the name of a thing."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, date):
        return [value.isoformat()]
    if isinstance(value, list):
        return [text for item in value for text in _plain(item)]
    if isinstance(value, Mapping):
        return _plain(value.get("name"))
    return [str(value)] if isinstance(value, int | float) and not isinstance(value, bool) else []
