"""Keys of services: from the environment, or kept in files that only their owner can read.

A key is known by the name of its environment variable; ``deepl`` stands for ``DEEPL_API_KEY``.  Nothing
here prints a key, and `scrubbed` takes those that were used out of what others have to say.
"""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
from pathlib import Path

from bilingual.data_folder import data_folder
from bilingual.engines.contract import NotReadyError
from bilingual.errors import UsageError, did_you_mean

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")
_VALUE = re.compile(r"[!-~]+(?: [!-~]+)*")
_MOST = 4096
_ENDINGS = ("_KEY", "_ID", "_SECRET", "_TOKEN")
# Shorter ones would take letters out of ordinary words, and no service gives out such.
_LEAST_KEPT = 8
_LEAST_SCRUBBED = 6
_HIDDEN = "•••"
_used: set[str] = set()


def variable(name: str) -> str:
    """Return the environment variable that a name stands for.

    >>> variable("deepl"), variable("papago-client-id"), variable("OPENAI_API_KEY")
    ('DEEPL_API_KEY', 'PAPAGO_CLIENT_ID', 'OPENAI_API_KEY')
    """
    upper = name.strip().upper().replace("-", "_")
    return upper if upper.endswith(_ENDINGS) else f"{upper}_API_KEY"


def find(name: str) -> str | None:
    """Return the key called ``name``: the environment's before the one that is kept; None if there is none.

    Raises UsageError for a kept key that cannot be read.
    """
    wanted = variable(name)
    value = os.environ.get(wanted, "").strip()
    if not value:
        path = _kept().get(wanted)
        value = _read(path) if path is not None else ""
    if value:
        _used.add(value)
    return value or None


def required(engine: str, *names: str) -> tuple[str, ...]:
    """Return the keys that an engine needs.  Raises NotReadyError that names the first missing one."""
    found: list[str] = []
    for name in names:
        value = find(name)
        if value is None:
            raise NotReadyError(f"{engine} needs the key {variable(name)}: {how_to_give(engine, name)}")
        found.append(value)
    return tuple(found)


def how_to_give(engine: str, name: str) -> str:
    """Say in a few words where a key of an engine can be put."""
    return f"set {variable(name)} in the environment, or run: bilingual keys set {engine}"


def has(name: str) -> bool:
    """Tell whether there is a key of that name, without reading it."""
    wanted = variable(name)
    return bool(os.environ.get(wanted, "").strip()) or wanted in _kept()


def check(name: str, value: str) -> str:
    """Return a value as it is kept.  Raises UsageError, without the value, for what can be no name or key."""
    if not _NAME.fullmatch(name):
        raise UsageError("a key's name has letters, digits, - and _, and begins with a letter: deepl")
    value = value.strip()
    if not value:
        raise UsageError(f"{name}: the key is empty; nothing was kept")
    if len(value) < _LEAST_KEPT:
        raise UsageError(
            f"{name}: that is no key: it has fewer than {_LEAST_KEPT} characters; nothing was kept"
        )
    if len(value) > _MOST or not _VALUE.fullmatch(value):
        raise UsageError(f"{name}: that is no key: it has line breaks, controls or letters beyond ASCII")
    return value


def keep(name: str, value: str) -> None:
    """Keep a key in a file of mode 0600 in a folder of mode 0700; one of the same name is replaced.

    Raises UsageError for a name or a value that cannot be one; the message does not hold the value.
    """
    value = check(name, value)
    _used.add(value)
    folder = _folder()
    older = _kept().get(variable(name))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        # Made by mkstemp, so that nobody else can read it even for a moment.
        handle, temporary = tempfile.mkstemp(dir=folder, prefix=".")
        try:
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(value + "\n")
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).chmod(0o600)
            Path(temporary).replace(folder / name)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        if older is not None and older.name != name:
            older.unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(f"{folder}: the key cannot be kept: {error.strerror or error}") from error


def forget(name: str) -> None:
    """Delete a kept key.  Raises UsageError if none of that name is kept."""
    path = _kept().get(variable(name))
    if path is None:
        raise UsageError(f"no key '{name}' is kept{did_you_mean(name, names())}")
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(f"{path}: cannot be deleted: {error.strerror or error}") from error


def names() -> list[str]:
    """Return the names of the keys that are kept, sorted."""
    return sorted(path.name for path in _kept().values())


def scrubbed(text: str) -> str:
    """Return ``text`` without any key that this process has used."""
    for value in sorted(_used, key=len, reverse=True):
        if len(value) >= _LEAST_SCRUBBED:
            text = text.replace(value, _HIDDEN)
    return text


def _folder() -> Path:
    return data_folder() / "keys"


def _kept() -> dict[str, Path]:
    try:
        return {variable(path.name): path for path in _folder().iterdir() if _NAME.fullmatch(path.name)}
    except OSError:
        return {}


def _read(path: Path) -> str:
    with contextlib.suppress(OSError):
        if path.stat().st_mode & 0o077:
            path.chmod(0o600)
    try:
        return path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        what = getattr(error, "strerror", None) or "it is no text"
        raise UsageError(f"{path}: the key cannot be read: {what}") from None
