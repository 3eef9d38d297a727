"""What need not be done again: sources whose results are there, made of the same bytes in the same way."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from bilingual import __version__
from bilingual.batch.items import Item
from bilingual.batch.outcomes import DONE, FAILED, Outcome, all_there, read_line
from bilingual.memory import Memory
from bilingual.memory.batches import Done
from bilingual.memory.paths import writable_name
from bilingual.reading.addresses import is_address, shown
from bilingual.settings import Settings


class Ledger:
    """What was done, as the memory keeps it."""

    def __init__(self, memory: Memory, places: Sequence[str]) -> None:
        """Look up what is known of results that go to ``places``."""
        self._batches = memory.batches()
        self._known = self._batches.known(places)

    def kept(self, place: str, item: Item, settings: str, *, retry_failed: bool) -> Outcome | None:
        """Return what became of an item earlier, if it need not be done again.

        A source that failed is tried again only if it changed, or with ``retry_failed``; an incomplete one
        always, since memory has what is there.
        """
        done = self._known.get(place)
        if done is None or done.settings != settings or done.source != writable_name(shown(item.source)):
            return None
        if done.outcome not in ((DONE,) if retry_failed else (DONE, FAILED)):
            return None
        if not self._same(done, item.source):
            return None
        outcome = read_line(done.report)
        return outcome if done.outcome == FAILED or all_there(outcome) else None

    def _same(self, done: Done, source: str) -> bool:
        if is_address(source):
            return True
        if source == "-":
            return False
        if done.state and file_state(source) == done.state:
            return True
        try:
            with Path(source).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == done.sha256
        except (OSError, ValueError):
            return False


def file_state(source: str) -> str:
    """Return size and time of a file, by which a change is seen; nothing where there is no file."""
    if source == "-" or is_address(source):
        return ""
    try:
        found = Path(source).stat()
    except (OSError, ValueError):
        return ""
    return f"{found.st_size}:{found.st_mtime_ns}"


def fingerprint(settings: Settings, glossary: str) -> str:
    """Return a hash of all that shapes a result beside its source: settings, rules, glossary, program."""
    rules = [hashlib.sha256(path.read_bytes()).hexdigest() for path in settings.rules]
    parts = [settings.as_text(), rules, glossary, __version__]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:32]


def place_of(settings: Settings, stem: str) -> str:
    """Return where the results of an item go, which tells it from every other item."""
    return writable_name(str(settings.output.expanduser().resolve() / stem))
