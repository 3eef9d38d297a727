"""The attributes of a tag as a browser reads them, and what they say of the element."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

# Each step takes what it can and gives nothing back, so that the cost stays linear.
_ATTRIBUTE = re.compile(r"""([^\s/>=][^\s/>=]*+)(?:\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s>]*+))?+""")
# In an attribute a reference without semicolon is none where a letter, a digit or = follows (the HTML
# Living Standard, 13.2.5.73): addresses are full of such.
_REFERENCE = re.compile(
    r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31})(?:;|(?![=a-zA-Z0-9;]))"
)
_HIDING = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))\b", re.I)
#: Where pages put an image's address until it is scrolled to; ``src`` then holds an empty picture.
_LAZY = ("data-src", "data-original", "data-lazy-src", "data-actualsrc", "data-echo")
_LONGEST_WORDS = 400
# What content systems call the line below a picture.
_CAPTIONS = re.compile(
    r"\bclass\s*=\s*[\"']?[^\"'<>=]*?(?<![\w-])(?:"
    r"(?:end|img|image|photo|pic|picture|fig|figure|vod)[-_]?(?:desc|description|txt|text|cap|caption|explain|note|info)"
    r"|(?:article|news|end|view|body)[-_](?:photo|image)(?:[-_](?:org|desc|txt|text|cap|caption|box))?"
    r"|(?:[a-z]{1,16}[-_])?captions?(?:[-_](?:text|txt|box|area|cont))?|cap(?:[-_](?:txt|text))?"
    r"|(?:pic|img|photo)(?:title|tit)|tuzhu|tushuo"
    r")(?![\w-])",
    re.IGNORECASE,
)


def attributes(written: str) -> dict[str, str]:
    """Return the attributes in what stands in a tag behind its name; the first of a name wins."""
    values: dict[str, str] = {}
    for name, value in _ATTRIBUTE.findall(written):
        name = name.lower()
        if name not in values:
            if value[:1] in ("'", '"') and value[-1] == value[0]:
                value = value[1:-1]
            values[name] = _REFERENCE.sub(_decoded, value) if "&" in value else value
    return values


def _decoded(reference: re.Match[str]) -> str:
    return html.unescape(reference[0])


def may_hide(written: str) -> bool:
    """Tell quickly whether the attributes may hide their element; most do not."""
    lower = written.lower()
    return "hidden" in lower or "none" in lower or "collapse" in lower


def hides(values: Mapping[str, str]) -> bool:
    """Tell whether the page hides the element itself: by ``hidden``, or by its own style."""
    return "hidden" in values or bool(_HIDING.search(values.get("style", "")))


def captions(written: str) -> bool:
    """Tell whether an element's class says that it holds the caption of a picture; ``written`` are its
    attributes as they stand in its tag.
    """
    return bool(written) and bool(_CAPTIONS.search(written, 0, 2 * _LONGEST_WORDS))


def words(written: str) -> str:
    """Return an element's id, class and ARIA role in lower case, separated by single spaces."""
    if not written:
        return ""
    values = attributes(written)
    found = " ".join(values[name] for name in ("id", "class", "role") if name in values)
    return " ".join(found[:_LONGEST_WORDS].lower().split())


def image_address(values: Mapping[str, str]) -> str:
    """Return where an image is, also one that is loaded only when it comes into sight."""
    return next((values[name] for name in _LAZY if values.get(name)), values.get("src", ""))


def self_closed(rest: str) -> bool:
    """Tell whether a tag ends in ``/>``; a slash at the end of an address without quotes is none."""
    if "/" not in rest[-3:]:
        return False
    rest = rest.rstrip()
    return rest[-1:] == "/" and (len(rest) == 1 or rest[-2] in " \t\n\r\f\"'")
