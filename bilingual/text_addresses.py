"""Addresses of the web and of mail inside a text: they say nothing of the language that it is in."""

from __future__ import annotations

import re
from collections.abc import Iterator

# ASCII only, because a Korean particle may follow without a space.
_WEB = re.compile(r"https?://[^\s<>\"'가-힣一-鿿]+|www\.[A-Za-z0-9./_~%?=&#-]+", re.IGNORECASE)
_MAILBOX = re.compile(r"[A-Za-z0-9_.+-]{1,64}\Z", re.IGNORECASE)
_DOMAIN = re.compile(r"[A-Za-z0-9.-]+", re.IGNORECASE)


def addresses(text: str) -> Iterator[tuple[int, int]]:
    """Yield where addresses of the web and of mail begin and end, in order, in time linear in the text."""
    web, mail = _WEB.search(text), _mail(text, 0)
    while web or mail:
        start, end = web.span() if web and (mail is None or web.start() <= mail[0]) else mail or (0, 0)
        yield start, end
        if web and web.start() < end:
            web = _WEB.search(text, end)
        if mail and mail[0] < end:
            mail = _mail(text, end)


def _mail(text: str, begin: int) -> tuple[int, int] | None:
    """Return where the first address of mail from ``begin`` on starts and ends.

    A mailbox has at most 64 characters (RFC 5321, section 4.5.3.1.1), so one looks back no further.
    """
    sign = text.find("@", begin)
    while sign >= 0:
        box = _MAILBOX.search(text, max(begin, sign - 64), sign)
        domain = _DOMAIN.match(text, sign + 1) if box else None
        if box and domain:
            return box.start(), domain.end()
        sign = text.find("@", sign + 1)
    return None


def without_addresses(text: str, mark: str = "") -> str:
    """Return ``text`` with a space for each address, or with ``mark`` for each of its characters."""
    # Nearly no line has any of them, and to make all its letters small would take longer than this.
    if "@" not in text and "://" not in text and "w." not in text and "W." not in text:
        return text
    kept, at = [], 0
    for start, end in addresses(text):
        kept += [text[at:start], mark * (end - start) or " "]
        at = end
    return "".join([*kept, text[at:]])
