"""The log of a glossary: every edit by command, who made it, when, and the lines before and after.

The log lies beside the glossary (``entities.log.jsonl``), one JSON object a line, and only ever grows.  The
lock of the glossary guards it too.

An edit is three steps: a note of what will be done is put on disk (``.entities.csv.pending``), the glossary
is replaced, the log grows and the note goes.  A process that dies on the way leaves the note, and the next
edit settles it (`settle`): if the glossary has the change, the log gets its line; if not, the edit never
was.  The log therefore holds each edit that happened and none that did not.  A log written before the
glossary would tell of edits that were lost, one written after it would miss edits that were made.
"""

from __future__ import annotations

import getpass
import hashlib
import json
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from bilingual.errors import OutputError

_BLOCK = 65536


@dataclass(frozen=True, slots=True)
class Change:
    """Lines of the glossary and what they became, with their line ends; one of the two may be empty.

    ``line`` is where they began, counted from 1; ``anchor`` the line before them, without its end.
    """

    line: int
    before: tuple[str, ...]
    after: tuple[str, ...]
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """One edit: its number, time (ISO 8601, UTC), who made it, what was done (``add``, ``edit``,
    ``remove``, ``undo``), the file's name, its columns then, the changes, and the edits it took back."""

    number: int
    time: str
    who: str
    action: str
    file: str
    columns: tuple[str, ...]
    changes: tuple[Change, ...]
    undoes: tuple[int, ...] = ()

    @property
    def line(self) -> int:
        """Where the first change is, in the file as it was then."""
        if not self.changes:
            return 0
        first = next((one for one in self.changes if not is_widening(one)), self.changes[0])
        # A row that was added to a file without a last line end gave its predecessor one.
        return first.line + min(_kept(first), max(len(first.after), 1) - 1)


def log_path(path: Path) -> Path:
    """The log of the glossary at ``path``."""
    name = path.stem if path.suffix.lower() == ".csv" else path.name
    return path.with_name(f"{name}.log.jsonl")


def pending_path(path: Path) -> Path:
    """The note of an edit under way."""
    return path.with_name(f".{path.name}.pending")


def user_name() -> str:
    """Who edits: ``BILINGUAL_USER``, else the name that the system knows."""
    named = os.environ.get("BILINGUAL_USER", "").strip()
    if named:
        return named
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "unknown"


def changes_between(old: Sequence[str], new: Sequence[str]) -> tuple[Change, ...]:
    """The changes that make ``new`` of ``old``: line by line where no line came or went, else one."""
    low = 0
    while low < min(len(old), len(new)) and old[low] == new[low]:
        low += 1
    high = 0
    while high < min(len(old), len(new)) - low and old[-1 - high] == new[-1 - high]:
        high += 1
    was, now = tuple(old[low : len(old) - high]), tuple(new[low : len(new) - high])

    def change(at: int, before: tuple[str, ...], after: tuple[str, ...]) -> Change:
        return Change(at + 1, before, after, bare(new[at - 1]) if at else "")

    if len(was) == len(now):
        return tuple(
            change(low + at, (one,), (other,))
            for at, (one, other) in enumerate(zip(was, now, strict=True))
            if one != other
        )
    return (change(low, was, now),)


def bare(line: str) -> str:
    """A line without its end."""
    return line.rstrip("\r\n")


def make_record(
    path: Path,
    changes: Sequence[Change],
    columns: Sequence[str],
    action: str = "",
    undoes: Sequence[int] = (),
) -> Record:
    """The record of an edit that is about to be made; without ``action`` it is told from the changes."""
    if not action:
        told = [change for change in changes if not is_widening(change)] or changes
        added = not any(change.before[_kept(change) :] for change in told)
        removed = not any(change.after for change in told)
        action = "add" if added else "remove" if removed else "edit"
    return Record(
        number=last_number(path) + 1,
        time=datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        who=user_name(),
        action=action,
        file=path.name,
        columns=tuple(columns),
        changes=tuple(changes),
        undoes=tuple(undoes),
    )


def is_widening(change: Change) -> bool:
    """Whether a change gave one line nothing but cells at its right: a new column of the file."""
    if len(change.before) != 1 or len(change.after) != 1:
        return False
    # Any other edit leaves the number of cells as it was.
    return bare(change.after[0]).startswith(bare(change.before[0]) + ",")


def _kept(change: Change) -> int:
    """How many lines at the change's beginning changed in their line end alone."""
    kept = 0
    for was, now in zip(change.before, change.after, strict=False):
        if bare(was) != bare(now):
            break
        kept += 1
    return kept


@contextmanager
def recording(path: Path, record: Record, old: bytes, new: bytes) -> Iterator[None]:
    """Log ``record`` around the writing of the glossary; the caller holds the glossary's lock.

    ``old`` and ``new`` are the glossary's bytes.  Raises OutputError, with nothing changed, when there is
    no writing beside the glossary.
    """
    pending = pending_path(path)
    note = {"record": asdict(record), "before": _digest(old), "after": _digest(new)}
    try:
        with log_path(path).open("a+b") as log:
            _write_through(pending, json.dumps(note, ensure_ascii=False).encode())
            try:
                yield
            except BaseException:
                pending.unlink(missing_ok=True)
                raise
            _append(log, record)
        pending.unlink()
    except OSError as error:
        name = log_path(path)
        raise OutputError(f"{name}: cannot be written ({error.strerror or error})") from None


def settle(path: Path, data: bytes | None) -> None:
    """Bring an edit to its end whose process died; ``data`` are the glossary's bytes, None if it is not
    there.  The caller holds the glossary's lock.  Raises OutputError."""
    pending = pending_path(path)
    try:
        note = json.loads(pending.read_bytes())
        record = _record(note["record"])
        before, after = str(note["before"]), str(note["after"])
    except FileNotFoundError:
        return
    except (ValueError, KeyError, TypeError):
        # Cut short while it was written: the glossary had not been touched.
        with suppress(OSError):
            pending.unlink()
        return
    except OSError as error:
        raise OutputError(f"{pending}: cannot be read ({error.strerror or error})") from None
    try:
        if data is not None and record.number > last_number(path):
            digest = _digest(data)
            made = digest == after or (digest != before and _stands(record, data))
            if made:
                with log_path(path).open("a+b") as log:
                    _append(log, record)
        pending.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(f"{log_path(path)}: cannot be written ({error.strerror or error})") from None


def _stands(record: Record, data: bytes) -> bool:
    """Whether a file that was changed by hand since shows that the edit was made."""
    lines = set(re.split("\r\n|\r|\n", data.decode("utf-8", "replace")))
    after = {bare(line) for change in record.changes for line in change.after}
    before = {bare(line) for change in record.changes for line in change.before} - after
    return after <= lines if after else not before & lines


def read_log(path: Path) -> tuple[list[Record], list[str]]:
    """Every edit of the glossary at ``path``, the oldest first, and what could not be read of its log."""
    log = log_path(path)
    records: list[Record] = []
    problems: list[str] = []
    for number, record in numbered_records(path):
        if record is None:
            problems.append(f"{log}:{number}: no record of an edit, or one cut short; passed over")
        else:
            records.append(record)
    return records, problems


def numbered_records(path: Path) -> list[tuple[int, Record | None]]:
    """The lines of a glossary's log with their numbers from 1, None for one that is no record.

    A line cut short whose edit was settled stands whole in the next line, and is left out.
    """
    log = log_path(path)
    try:
        data = log.read_bytes()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise OutputError(f"{log}: cannot be read ({error.strerror or error})") from None
    lines = [(number, line) for number, line in enumerate(data.split(b"\n"), 1) if line.strip()]
    found: list[tuple[int, Record | None]] = []
    for at, (number, line) in enumerate(lines):
        record = _parsed(line)
        whole = lines[at + 1][1] if at + 1 < len(lines) else b""
        settled = record is None and whole.startswith(line)
        if not settled:
            found.append((number, record))
    return found


def last_number(path: Path) -> int:
    """The number of the log's last edit, 0 without one; reads no more of the log than it needs."""
    try:
        with log_path(path).open("rb") as log:
            size = log.seek(0, os.SEEK_END)
            block = _BLOCK
            while size:
                start = max(0, size - block)
                log.seek(start)
                lines = log.read(size - start).split(b"\n")
                # The first line of a block may be the end of a longer one.
                for line in reversed(lines[1:] if start else lines):
                    record = _parsed(line)
                    if record is not None:
                        return record.number
                if not start:
                    break
                block *= 8
    except FileNotFoundError:
        pass
    except OSError as error:
        raise OutputError(f"{log_path(path)}: cannot be read ({error.strerror or error})") from None
    return 0


def _append(log: IO[bytes], record: Record) -> None:
    end = log.seek(0, os.SEEK_END)
    line = json.dumps(_plain(record), ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    if end:
        log.seek(end - 1)
        # What was cut short stays, as a line of its own.
        line = line if log.read(1) == b"\n" else b"\n" + line
    log.write(line)
    log.flush()
    os.fsync(log.fileno())


def _plain(record: Record) -> dict[str, object]:
    plain = asdict(record)
    return plain if record.undoes else {key: value for key, value in plain.items() if key != "undoes"}


def _parsed(line: bytes) -> Record | None:
    try:
        return _record(json.loads(line))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _record(plain: dict[str, object]) -> Record:
    if not isinstance(plain, dict):
        raise TypeError("not a record")
    changes = plain["changes"]
    if not isinstance(changes, list):
        raise TypeError("not a record")
    return Record(
        number=_integer(plain["number"]),
        time=str(plain["time"]),
        who=str(plain["who"]),
        action=str(plain["action"]),
        file=str(plain["file"]),
        columns=_texts(plain["columns"]),
        changes=tuple(
            Change(
                _integer(change["line"]), _texts(change["before"]), _texts(change["after"]), change["anchor"]
            )
            for change in changes
        ),
        undoes=tuple(_integer(number) for number in _listed(plain.get("undoes", []))),
    )


def _listed(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError("not a list")
    return value


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in _listed(value))


def _integer(value: object) -> int:
    if type(value) is not int:
        raise TypeError("not a number")
    return value


def _write_through(path: Path, data: bytes) -> None:
    with path.open("wb") as handle:
        handle.write(data)
        handle.flush()
        os.fsync(handle.fileno())


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
