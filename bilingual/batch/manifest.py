"""A list of sources with options of their own: CSV, JSON Lines, or a plain list of names.

A row that is wrong is told with its line and the others go on.  Relative names are relative to the manifest's
folder, as those in a settings file are.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from bilingual.batch.items import OPTIONS, Found, Item, settings_of
from bilingual.errors import SourceError, UsageError, did_you_mean
from bilingual.reading.addresses import is_address
from bilingual.settings import Settings

#: The column that must be there, and the one that names the results.
SOURCE, NAME = "source", "name"
_KNOWN = (SOURCE, NAME, *OPTIONS)
_PATHS = frozenset({"glossary", "rules", "output"})
_JSON_LINES = frozenset({".jsonl", ".ndjson", ".json"})
_TABLES = frozenset({".csv", ".tsv", ".tab"})


def read_manifest(data: bytes, name: str, base: Settings, folder: Path) -> Found:
    """Return what the manifest ``data`` asks for; ``name`` is its path for messages.

    JSON Lines is one object a line, CSV has a header row with a column ``source`` (comma, semicolon or tab
    between cells); ``name`` and the options of `OPTIONS` may stand beside it.  A file of another ending is
    taken for what it looks like: objects, a header with ``source``, else one source a line.

    Raises SourceError for a manifest that is not UTF-8 or names no column ``source``.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SourceError(
            f"{name}:{line}: not UTF-8\nSave the list as UTF-8 (CSV UTF-8 in Excel)."
        ) from error
    found = Found()
    for line, row in _rows(text, name, found):
        place = f"{name}:{line}"
        try:
            item = _item(row, place, folder)
            settings_of(item, base)
        except UsageError as error:
            found.problems.append(f"{place}: {error}")
        else:
            found.items.append(item)
    return found


def _rows(text: str, name: str, found: Found) -> Iterator[tuple[int, Mapping[str, str]]]:
    ending = Path(name).suffix.lower()
    first = text.lstrip()[:1]
    if ending in _JSON_LINES or (ending not in _TABLES and first == "{"):
        return _json_lines(text, name, found)
    header = text.partition("\n")[0]
    if ending in _TABLES or SOURCE in [cell.strip(' "\r').lower() for cell in _cells(header)]:
        return _table(text, name, found)
    return (
        (number, {SOURCE: line.rstrip("\r")})
        for number, line in enumerate(text.split("\n"), 1)
        if line.strip()
    )


def _json_lines(text: str, name: str, found: Found) -> Iterator[tuple[int, Mapping[str, str]]]:
    unknown: dict[str, None] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            found.problems.append(f"{name}:{number}: not JSON ({error})")
            continue
        if not isinstance(value, dict):
            found.problems.append(f"{name}:{number}: an object with a key 'source' is expected")
            continue
        unknown.update(dict.fromkeys(key for key in value if key not in _KNOWN))
        yield number, {key: _text(cell) for key, cell in value.items() if key in _KNOWN and cell is not None}
    _tell_unknown(unknown, name, found)


def _text(cell: object) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return ",".join(map(str, cell)) if isinstance(cell, list) else str(cell)


def _cells(header: str) -> list[str]:
    between = max(",;\t", key=header.count)
    return header.split(between)


def _table(text: str, name: str, found: Found) -> Iterator[tuple[int, Mapping[str, str]]]:
    header = text.partition("\n")[0]
    between = max(",;\t", key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=between, strict=True)
    try:
        columns = [cell.strip().lower().replace("-", "_") for cell in next(reader, [])]
        if SOURCE not in columns:
            raise SourceError(
                f"{name}:1: no column 'source'{did_you_mean(SOURCE, columns)}\n"
                "Name the columns in the first row: source, and if wanted name, " + ", ".join(OPTIONS) + "."
            )
        _tell_unknown({column: None for column in columns if column not in _KNOWN}, name, found)
        last = 1
        for row in reader:
            first, last = last + 1, reader.line_num
            if len(row) > len(columns):
                found.problems.append(f"{name}:{first}: {len(row)} cells under {len(columns)} columns")
            elif any(cell.strip() for cell in row):
                yield first, {c: v.strip() for c, v in zip(columns, row, strict=False) if c in _KNOWN and v}
    except csv.Error as error:
        found.problems.append(f"{name}:{reader.line_num}: not CSV: {error}; the rows below are not read")


def _tell_unknown(columns: Mapping[str, None], name: str, found: Found) -> None:
    for column in columns:
        if hint := did_you_mean(column, _KNOWN):
            found.notes.append(f"{name}: '{column}' is no option and not used{hint}")


def _item(row: Mapping[str, str], place: str, folder: Path) -> Item:
    source = row.get(SOURCE, "")
    if not source.strip():
        raise UsageError("no source")
    if source != "-" and not is_address(source):
        source = _beside(source, folder)
    options = tuple(
        (
            key,
            ",".join(_beside(part.strip(), folder) for part in row[key].split(","))
            if key in _PATHS
            else row[key],
        )
        for key in OPTIONS
        if row.get(key, "").strip()
    )
    return Item(source, row.get(NAME, "").strip(), options, place)


def _beside(name: str, folder: Path) -> str:
    path = Path(name).expanduser()
    return str(path if path.is_absolute() else folder / path)
