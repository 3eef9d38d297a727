"""Addresses of the web: telling them from files, and showing them without what is secret in them."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_SECRET = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]*://)[^/?#]*@")


def is_address(source: str) -> bool:
    """Tell whether ``source`` is an address (``https://…``) and not a file's name."""
    return bool(_ADDRESS.match(source))


def shown(source: str) -> str:
    """Return ``source`` as it may be printed and kept: an address without user name and password."""
    return _SECRET.sub(r"\1", source)


def address_path(source: str) -> str:
    """Return the path of an address (its file name tells the kind of document), anything else unchanged."""
    if not is_address(source):
        return source
    try:
        return urlsplit(source).path
    except ValueError:
        return source
