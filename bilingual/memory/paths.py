"""Paths as the database keeps them."""

from __future__ import annotations

import os
from pathlib import Path


def place(path: Path) -> str:
    """Return the one spelling of a path: absolute, links followed, ``~`` and ``..`` resolved."""
    return os.path.normcase(writable_name(str(path.expanduser().resolve())))


def writable_name(name: str) -> str:
    r"""Return a file name as valid Unicode: bytes that are not UTF-8 are written as ``\xNN``."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
