"""What a page's head or a post's front matter claims of its article: names and dates, not yet judged.

What the meta elements and the keys of front matter are called is data (``metas`` and ``keys`` in
``rules/metadata.toml``): those of Open Graph, Dublin Core, schema.org's item properties and the large Korean
and Chinese publishers; those of Jekyll, Hugo and Hexo with their usual themes.
"""

from __future__ import annotations

import html
import json
import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import chain
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urljoin, urlsplit

from bilingual.cleaning.dates import read_date
from bilingual.cleaning.linked_data import Described, described
from bilingual.cleaning.ruleset import FACTS, Rules, default_rules

#: No title, name or address is longer, in code points.
LONGEST_TITLE = 300
LONGEST_NAME = 80
LONGEST_ADDRESS = 2_000

#: What stands in a list of meta elements for what JSON-LD says.
_JSON_LD = "json-ld"
_LEVELS = ("params", "extra")  # Hugo's and Zola's place for what is not their own
#: No key has more values, or a longer text, in code points: the YAML parser is slow.
_MOST_VALUES = 30
_LONGEST_PIECE = 8_000
#: Nor more lists and things between brackets: the parser's time grows with the square of their depth.
_MOST_BRACKETS = 200
#: A list of authors in a place for what is not Hugo's own: no value lies deeper.
_DEEPEST = 3
#: A larger number is no title or name.
_LARGEST = 10**15
# What nobody sees, and what turns the order of a line; `plain_text` leaves it out.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
_YAML_KEY = re.compile(r"(?m)^[\"']?([A-Za-z][\w.-]*)[\"']?[ \t]*:(?=\s|$)")
_FILE_DATE = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})-")


@dataclass(frozen=True, slots=True)
class Claims:
    """Claims in order of weight; dates as `read_date` gives them, addresses whole, names as they stand.

    ``times`` are those of the page's time elements, the article's and others'.
    """

    titles: tuple[str, ...] = ()
    title_element: str = ""
    authors: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    agency: str = ""
    place: str = ""
    published: str | None = None
    modified: str | None = None
    times: tuple[str, ...] = ()
    canonical: str | None = None


def from_head(
    head: Iterable[tuple[str, str]], path: str, agrees: Callable[[str], bool], rules: Rules | None = None
) -> Claims:
    """Return what the pairs of a page's head claim; ``path`` is the page's address, if it has one.

    Of several articles that the head describes, it is about the one whose headline ``agrees`` accepts, else
    the first.  ``rules`` name the meta elements, as a default those that come with the program.
    """
    names = _vocabulary(rules or default_rules()).metas
    values: dict[str, list[str]] = {}
    for key, value in head:
        values.setdefault(key, []).append(value)
    articles = described(values.get(_JSON_LD, ()))
    first = next(articles, Described())
    article = next((a for a in chain((first,), articles) if a.headline and agrees(a.headline)), first)
    said: Mapping[str, Sequence[str]] = {
        "title": (article.headline,),
        "author": article.authors,
        "published": (article.published,),
        "modified": (article.modified,),
        "site": (article.publisher,),
        "canonical": article.urls,
    }

    def claimed(fact: str) -> Iterator[tuple[str, Sequence[str]]]:
        for name in names[fact]:
            yield name, said[fact] if name == _JSON_LD else values.get(_pair(name), ())

    def all_of(fact: str) -> list[str]:
        return [value for _, found in claimed(fact) for value in found]

    # Portals name the publisher where others name who wrote: ``가나신문 | 네이버``.
    sites = [
        value.partition("|")[0] if name in names["author"] and name != _JSON_LD else value
        for name, found in claimed("site")
        for value in found
        if "|" in value or name == _JSON_LD or name not in names["author"]
    ]
    # A page gives each author an element of the same name.
    authors = (
        tuple(v for v in found if name == _JSON_LD or _is_name(v)) for name, found in claimed("author")
    )
    base = next(iter(values.get("base", ())), "")
    base = urljoin_safely(path, base) if base else path
    return Claims(
        titles=_texts(all_of("title"), LONGEST_TITLE),
        title_element=next(iter(_texts(values.get("title", ()), LONGEST_TITLE)), ""),
        authors=_texts(next((found for found in authors if found), ()), LONGEST_NAME),
        sites=_texts(sites, LONGEST_NAME),
        published=_date(all_of("published")),
        modified=_date(all_of("modified")),
        times=tuple(
            dict.fromkeys(
                found for value in values.get("meta:time", ())[:_MOST_VALUES] if (found := _date([value]))
            )
        ),
        canonical=next(
            (whole for address in all_of("canonical") if (whole := web_address(address, base))), None
        ),
    )


def _pair(name: str) -> str:
    """Return the key of a head's pair that a rule names: of a meta element, or of a link."""
    return name if name.startswith("link:") else f"meta:{name}"


class _Vocabulary:
    """The names of meta elements and of front matter's keys, by fact, in order of weight."""

    def __init__(self, rules: Rules) -> None:
        self.metas = {fact: self._names(rules, fact, "metas") for fact in FACTS}
        self.keys = {fact: self._names(rules, fact, "keys") for fact in FACTS}
        #: The keys whose values are looked at; whatever else front matter holds is not walked.
        self.wanted = frozenset({key for keys in self.keys.values() for key in keys} | {*_LEVELS, "name"})

    @staticmethod
    def _names(rules: Rules, fact: str, kind: str) -> tuple[str, ...]:
        told = (name.lower() for rule in rules.facts if rule.fact == fact for name in getattr(rule, kind))
        return tuple(dict.fromkeys(told))


_vocabulary: Callable[[Rules], _Vocabulary] = lru_cache(maxsize=8)(_Vocabulary)


def from_front_matter(text: str, syntax: str, path: str, rules: Rules | None = None) -> Claims:
    """Return what a post's front matter claims; a post whose name begins with a date, as Jekyll has it, is of
    that day where nothing else tells.  ``rules`` name the keys, as a default those of the program.
    """
    vocabulary = _vocabulary(rules or default_rules())
    front = _front_matter(text, syntax, vocabulary.wanted)
    values = {key.lower(): value for key, value in front.items() if isinstance(key, str)}
    levels = [values]
    for nested in _LEVELS:
        inner = values.get(nested)
        if isinstance(inner, Mapping):
            levels.append({str(key).lower(): value for key, value in inner.items()})

    def told(fact: str, longest: int) -> tuple[str, ...]:
        tried = (_texts(_plain(level.get(key)), longest) for level in levels for key in vocabulary.keys[fact])
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
    if (
        len(whole) > LONGEST_ADDRESS
        or any(char.isspace() or char in '\\<>"`{}' for char in whole)
        or _UNSEEN.search(whole)
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


def _is_name(value: str) -> bool:
    return not re.search(r"//|www\.|@", value) or bool(re.search(r"\s\S+@\S+", value))


def _date(values: Iterable[str]) -> str | None:
    return next((found for value in values if value and (found := read_date(value.strip()))), None)


def _texts(values: Iterable[str], longest: int) -> tuple[str, ...]:
    # Many pages escape what they escape once more.
    plain = (plain_text(html.unescape(value[: 4 * longest])) for value in values)
    return tuple(dict.fromkeys(text for text in plain if text and len(text) <= longest))


def plain_text(text: str) -> str:
    """Return ``text`` in NFC on one line, without what nobody sees and what turns the order of a line.

    So a page, a workbook and a JSON file say the same: none of them can hold all of these characters.
    """
    return " ".join(unicodedata.normalize("NFC", _UNSEEN.sub("", text)).split())


def _front_matter(text: str, syntax: str, wanted: Set[str]) -> Mapping[Any, Any]:
    """Return the top level of front matter; reading has seen that it can be read."""
    try:
        if syntax == "toml":
            return tomllib.loads(text)
        if syntax in ("json", "hexo"):
            values = json.loads(text if syntax == "json" else "{" + text + "}")
            return values if isinstance(values, dict) else {}
    except (ValueError, RecursionError):
        return {}
    return _yaml(text, wanted)


def _yaml(text: str, wanted: Set[str]) -> Mapping[Any, Any]:
    """Return the values of the keys that matter; the parser is slow, so it sees no other."""
    keys = list(_YAML_KEY.finditer(text))
    ends = [key.start() for key in keys[1:]] + [len(text)] * bool(keys)
    pieces = {
        key[1].lower(): text[key.start() : end]
        for key, end in zip(keys, ends, strict=True)
        if key[1].lower() in wanted and end - key.start() <= _LONGEST_PIECE
    }
    if not pieces:
        return {}
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    values: dict[Any, Any] = {}
    for piece in pieces.values():
        if piece.count("[") + piece.count("{") > _MOST_BRACKETS:
            continue
        try:
            root = YAML(typ="safe", pure=True).compose(piece)
            values |= _value(root, wanted) if root is not None and root.id == "mapping" else {}
        except (YAMLError, ValueError, RecursionError):
            continue  # an alias of what stands elsewhere
    return values


def _value(node: Any, wanted: Set[str], depth: int = 0) -> Any:
    """Return what is looked at of a YAML node as texts, lists and dicts; a date stays as it is written.

    Aliases can make of a few lines more values than there is time for.
    """
    if node.id == "scalar":
        return "" if node.tag.endswith(":null") else node.value
    if depth > _DEEPEST:
        return ""
    if node.id == "sequence":
        return [_value(item, wanted, depth + 1) for item in node.value[:_MOST_VALUES]]
    found = {
        key.value: value for key, value in node.value if key.id == "scalar" and key.value.lower() in wanted
    }
    return {key: _value(value, wanted, depth + 1) for key, value in found.items()}


def _plain(value: Any) -> list[str]:
    """Return the texts of a value: itself, a list's, or the name of a thing."""
    items = value[:_MOST_VALUES] if isinstance(value, list) else [value]
    named = (item.get("name") if isinstance(item, Mapping) else item for item in items)
    return [text for one in named if (text := _scalar(one))]


def _scalar(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    is_number = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < _LARGEST
    return str(value) if is_number else ""
