"""What a person left in the columns ``review`` and ``note`` of a workbook that is about to be replaced."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from bilingual.article import Segment
from bilingual.bitexts.workbook import WorkbookRow, read_workbook
from bilingual.errors import SourceError
from bilingual.workbook_columns import source_hash

#: Review and note of a segment, either of them "" for nothing.
Remarks = Mapping[str, tuple[str, str]]


def remarks_at(path: Path, known: str | None, segments: Iterable[Segment]) -> Remarks:
    """Return what stands in the workbook at ``path``, by the ids of ``segments``.

    ``known`` is the SHA-256 (hex) of what was last written there.  A file that is another, is not there or
    cannot be read gives nothing: it is not replaced either.
    """
    try:
        data = path.read_bytes() if known is not None and path.is_file() else b""
        if not data or hashlib.sha256(data).hexdigest() != known:
            return {}
        return placed(read_workbook(data, str(path)).rows, segments)
    except (OSError, SourceError):
        return {}


def placed(rows: Iterable[WorkbookRow], segments: Iterable[Segment]) -> Remarks:
    """Return the remarks of ``rows`` by segment; a row of an earlier text of the source, whose ids were
    others, goes to the first segment that says the same.
    """
    said = [row for row in rows if row.review or row.note]
    if not said:
        return {}
    by_text: dict[str, str] = {}
    ids = set()
    for segment in segments:
        ids.add(segment.id)
        by_text.setdefault(source_hash(segment.source), segment.id)
    found: dict[str, tuple[str, str]] = {}
    for row in said:
        place = row.segment if row.segment in ids else by_text.get(row.source_hash)
        if place is not None:
            found[place] = row.review, row.note
    return found
