"""Putting rendered bytes on a disk: whole or not at all, and never over a person's work.

`place` writes to a temporary name in the same folder and renames, so that a reader never sees half a file
and a full disk leaves what was there.  `output_path` makes a file name of a source's stem that is safe on
every file system and cannot leave its folder.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import stat
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bilingual.errors import OutputError

#: A file name's greatest length in UTF-8 bytes: file systems allow 255, and `.new.2` and the like are added.
LONGEST_NAME = 200

# What no file name may hold on Windows (Microsoft, "Naming Files, Paths, and Namespaces"), separators
# everywhere, control characters, and the direction controls that make a name read otherwise than it is.
_UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]')
# The device names of the same page, with or without an extension.
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)")


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a result went.

    ``state`` is ``written`` (anew), ``unchanged`` (the disk had it), or ``beside`` (a file changed by hand).
    """

    path: Path
    state: Literal["written", "unchanged", "beside"]


def output_path(folder: Path, stem: str, suffix: str) -> Path:
    """Return the path directly in ``folder`` for a source's stem and a format's suffix (``en.txt``).

    A stem that is safe stays as it is.  One that is not (separators, control characters, names that Windows
    reserves, too long) is mended and gets 8 hex digits of its hash, so that two stems never share a path.
    The whole name has at most `LONGEST_NAME` bytes of UTF-8.
    """
    ending = "." + _UNSAFE.sub("_", suffix).strip(". ") if suffix else ""
    safe = _UNSAFE.sub("_", unicodedata.normalize("NFC", stem)).strip().rstrip(". ").lstrip(".")
    if not safe or _RESERVED.match(safe):
        safe = "_" + safe
    # A change of normal form alone is none: file systems hold the two for one name.
    if safe == unicodedata.normalize("NFC", stem) and len((safe + ending).encode()) <= LONGEST_NAME:
        return folder / (safe + ending)
    digest = hashlib.sha256(stem.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    room = LONGEST_NAME - len(ending.encode()) - len(digest) - 1
    cut = safe.encode()[: max(room, 1)].decode("utf-8", "ignore")
    return folder / f"{cut}-{digest}{ending}"


def beside(path: Path, number: int = 1) -> Path:
    """Return the name for a new version of ``path`` (``a.en.new.txt``, ``a.en.new.2.txt``)."""
    mark = ".new" if number == 1 else f".new.{number}"
    return path.with_name(f"{path.stem}{mark}{path.suffix}")


def place(
    path: Path,
    data: bytes,
    known: str | None,
    force: bool,
    written: Callable[[Path], str | None] | None = None,
) -> Placed:
    """Put ``data`` at ``path``; a file changed by hand since we wrote it is left, unless ``force``.

    ``known`` is the SHA-256 (hex) of what we last wrote there, None if we never did.  An existing file that
    equals ``data`` is ``unchanged``; one whose hash is ``known`` is replaced; any other is left alone and
    ``data`` goes to `beside` it.  With ``written`` (the hash we last wrote to a path, or None) a version
    beside that was changed by hand is left alone too, and the next number is taken; without it the version
    beside is renewed.  A symbolic link is replaced, never followed for writing.

    Raises OutputError when the folder cannot be made or written, or when something that is no file is there.
    """
    with _explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        existing = _read(path)
        if existing == data:
            return Placed(path, "unchanged")
        if existing is None or force or _sha256(existing) == known:
            _replace(path, data)
            return Placed(path, "written")
        return Placed(_place_beside(path, data, written), "beside")


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = _obstacle(path.parent) or error.strerror or str(error)
        raise OutputError(
            f"{path}: cannot be written: {reason}\nName a folder that can be written with --output."
        ) from error


def place_new(path: Path, data: bytes) -> Placed | None:
    """Put ``data`` at ``path`` where nothing or the very same is; return None if anything else is there.

    Raises OutputError as `place`.
    """
    with _explained(path):
        existing = _read(path)
        if existing is not None:
            return Placed(path, "unchanged") if existing == data else None
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, data)
        return Placed(path, "written")


def check_folder(folder: Path) -> None:
    """Raise OutputError if results cannot go to ``folder``.

    Nothing is made, so that a run that fails before it writes leaves nothing behind.
    """
    if reason := _obstacle(folder):
        raise OutputError(f"{folder}: cannot hold results: {reason}\nName another folder with --output.")


def _obstacle(folder: Path) -> str | None:
    """Return why nothing can be written to ``folder`` as far as can be told without writing."""
    try:
        nearest = folder.absolute()
        while not nearest.exists() and nearest != nearest.parent:
            nearest = nearest.parent
        if not nearest.is_dir():
            return f"{nearest} is not a folder"
        if not os.access(nearest, os.W_OK | os.X_OK):
            return f"{nearest} may not be written"
    except (OSError, ValueError) as error:
        return str(error)
    return None


def _place_beside(path: Path, data: bytes, written: Callable[[Path], str | None] | None) -> Path:
    number = 1
    while True:
        new = beside(path, number)
        existing = _read(new)
        if existing == data:
            return new
        if existing is None or written is None or _sha256(existing) == written(new):
            _replace(new, data)
            return new
        number += 1


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _read(path: Path) -> bytes | None:
    """Return what is at ``path``, or None for nothing (a link to nothing included)."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(mode):
        raise OutputError(
            f"{path}: is a folder or a device, not a file\nMove it away, or name another --output."
        )
    return path.read_bytes()


def _replace(path: Path, data: bytes) -> None:
    temporary = path.with_name(f".bilingual-{secrets.token_hex(8)}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(temporary, flags, 0o666)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        with suppress(OSError):
            if not path.is_symlink():
                temporary.chmod(stat.S_IMODE(path.stat().st_mode))
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable, where the system can open a folder."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
