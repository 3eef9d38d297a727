"""Where a service is asked: its own address, or the one that the environment gives for a mirror or a test."""

from __future__ import annotations

import os
from urllib.parse import SplitResult, urlsplit

from bilingual.errors import UsageError


def address_of(variable: str, default: str) -> SplitResult:
    """Return the parts of the address in an environment variable, or of ``default`` where there is none.

    Raises UsageError for what is no address of the web.
    """
    address = os.environ.get(variable, "").strip() or default
    try:
        parts = urlsplit(address)
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise UsageError(f"{variable}: '{address}' is not an address; write it as https://host/path")
    return parts
