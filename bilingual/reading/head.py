"""What the head of a page claims: title, meta elements, links and JSON-LD, as they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime

from bilingual.reading.normal import nfc

#: No page means more than this; what goes on beyond is left out.
_LONGEST = 100_000
_MOST = 2_000
#: schema.org's item properties that are an article's dates, and the attributes of Naver's date line.
_DATED = ("datepublished", "datemodified", "datecreated")
# Seconds since 1970, ten digits of them from 2001 to 2286.
_MOMENT = re.compile(r"\bvar ct\s?=\s?[\"']([1-9]\d{9})[\"']\s?;")
_FOR_SCRIPTS = ("data-date-time", "data-modify-date-time")


class Head:
    """Collects the pairs of :attr:`bilingual.article.Source.head`, wherever on the page they stand."""

    def __init__(self) -> None:
        self.pairs: list[tuple[str, str]] = []
        self._titled = False

    def element(self, tag: str, values: Mapping[str, str]) -> None:
        """Take what an ``html``, ``meta``, ``link`` or ``base`` element with these attributes claims."""
        if tag == "html":
            self._add("html:lang", values.get("lang") or values.get("xml:lang", ""))
        elif tag == "meta":
            # One name at a time: a page repeats a value under the next name where it means both.
            for attribute in ("name", "property", "itemprop", "http-equiv"):
                if name := values.get(attribute, "").strip().lower():
                    self._add(f"meta:{name[:200]}", values.get("content", ""))
                    break
        elif tag == "link":
            relations = values.get("rel", "").lower().split()
            if "canonical" in relations:
                self._add("link:canonical", values.get("href", ""))
            elif "alternate" in relations and (code := values.get("hreflang", "").strip()):
                self._add(f"link:alternate:{code[:40]}", values.get("href", ""))
        elif tag == "base":
            self._add("base", values.get("href", ""))

    def dated(self, values: Mapping[str, str]) -> None:
        """Take the date that an element of the page has for machines: ``datetime``, or Naver's attributes.

        Told as the meta elements of the name that the element's ``itemprop`` has; where it has none, as
        ``meta:time`` (``<time>``), ``meta:data-date-time`` or ``meta:data-modify-date-time``.
        """
        value = values.get("datetime") or values.get("content", "")
        named = [name for name in values.get("itemprop", "").lower().split() if name in _DATED]
        for name in named:
            self._add(f"meta:{name}", value)
        if not named and "datetime" in values and "itemprop" not in values:
            self._add("meta:time", value)
        for name in _FOR_SCRIPTS:
            self._add(f"meta:{name}", values.get(name, ""))

    def title(self, text: str) -> None:
        """Take the text of a title element; the page's own is the first."""
        text = " ".join(text.split())
        if text and not self._titled:
            self._titled = True
            self._add("title", text)

    def json_ld(self, text: str) -> None:
        """Take the text of a script of the type ``application/ld+json``."""
        self._add("json-ld", text)

    def script(self, text: str) -> None:
        """Take the moment of a WeChat post, a number that its script sets; no script is run."""
        found = _MOMENT.search(text) if "var ct" in text else None
        if found:
            moment = datetime.fromtimestamp(int(found[1]), UTC)
            self._add("meta:weixin:ct", moment.isoformat())

    def _add(self, key: str, value: str) -> None:
        value = value.strip()
        if value and len(self.pairs) < _MOST:
            self.pairs.append((key, nfc(value[:_LONGEST])))
