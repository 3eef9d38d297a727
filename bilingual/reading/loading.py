"""Fetching the bytes of a source."""

from __future__ import annotations

import stat
import sys
from pathlib import Path
from typing import BinaryIO

from bilingual.errors import SourceError
from bilingual.reading.addresses import is_address


def load(source: str, stdin: BinaryIO | None = None) -> bytes:
    """Return the bytes of ``source``: a file, an address of the web, or ``-`` for ``stdin`` (standard input).

    Raises SourceError for a source that is missing, a folder, empty or unreadable.
    """
    if source == "-":
        data = (stdin or sys.stdin.buffer).read()
        name = "standard input"
    elif is_address(source):
        from bilingual.reading.web import fetch

        return fetch(source)
    else:
        data = _read_file(source)
        name = source
    if not data:
        raise SourceError(
            f"{name}: empty, there is nothing to translate\nSave the article in it and try again."
        )
    return data


def _endless(path: Path) -> bool:
    """Tell what may have no end, or never begin; pipes that a shell sets up (``<(…)``) do both."""
    mode = path.stat().st_mode
    if stat.S_ISFIFO(mode):
        return not str(path).startswith(("/dev/", "/proc/"))
    return stat.S_ISCHR(mode) or stat.S_ISBLK(mode) or stat.S_ISSOCK(mode)


def _read_file(source: str) -> bytes:
    path = Path(source)
    try:
        if path.is_dir():
            raise SourceError(f"{source}: is a folder\nName the files in it, such as {path / '*.txt'}.")
        if _endless(path):
            raise SourceError(
                f"{source}: a device or a pipe, not a file\nGive a file, or '-' for standard input."
            )
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise SourceError(f"{source}: no such file\nCheck the spelling and the folder you are in.") from error
    except PermissionError as error:
        raise SourceError(f"{source}: may not be read\nCheck the file's permissions (ls -l).") from error
    except OSError as error:
        raise SourceError(
            f"{source}: cannot be read ({error.strerror or error})\nCheck the file and its disk."
        ) from error
