"""The formats that are installed, found by entry point; the built-in ones are registered no other way.

A format is a callable that takes an `Article` and gives either ``bytes`` (one file, whose suffix is the
format's name) or a mapping of file name suffix to ``bytes`` (``{"en.txt": …, "zh-Hans.txt": …}``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from importlib.metadata import EntryPoint, entry_points
from typing import cast

from bilingual.article import Article
from bilingual.errors import UsageError, did_you_mean

GROUP = "bilingual.formats"

Format = Callable[[Article], bytes | Mapping[str, bytes]]


def _entries() -> dict[str, EntryPoint]:
    """Return name to entry point; a built-in format wins over a plug-in that took its name."""
    return _installed(entry_points)


# Asking reads the metadata of every installed package, which takes longer than to render an article.
@lru_cache(maxsize=1)
def _installed(ask: Callable[..., Iterable[EntryPoint]]) -> dict[str, EntryPoint]:
    found: dict[str, EntryPoint] = {}
    for entry in sorted(ask(group=GROUP), key=_built_in_first):
        found.setdefault(entry.name, entry)
    return found


def _built_in_first(entry: EntryPoint) -> tuple[bool, str]:
    return not entry.value.startswith("bilingual."), entry.value


def formats() -> tuple[str, ...]:
    """Return the names of the formats that are installed, sorted."""
    return tuple(sorted(_entries()))


def check_format(name: str) -> EntryPoint:
    """Return the entry point of ``name`` without importing it.  Raises UsageError for an unknown name."""
    entries = _entries()
    if name not in entries:
        known = ", ".join(sorted(entries)) or "none; install the package again"
        raise UsageError(f"unknown format '{name}'{did_you_mean(name, entries)}\nKnown: {known}.")
    return entries[name]


def load(name: str) -> Format:
    """Return the format registered as ``name``.

    Raises UsageError for a name that is not registered, or whose module cannot be imported.
    """
    entry = check_format(name)
    try:
        return cast(Format, entry.load())
    except (ImportError, AttributeError) as error:
        raise UsageError(
            f"format '{name}' ({entry.value}) cannot be loaded: {error}\n"
            "Install what it needs, or leave the format out."
        ) from error
