"""What of a workbook's reviews and notes is left for whoever looks next, once it was applied."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bilingual.article import Segment
from bilingual.bitexts.remarks import Remarks, placed
from bilingual.bitexts.workbook import WorkbookRow
from bilingual.upkeep.corrections import Line, State
from bilingual.workbook_columns import APPROVED, IGNORE_FINDINGS


def remaining(rows: Iterable[WorkbookRow], lines: Iterable[Line], segments: Iterable[Segment]) -> Remarks:
    """Return reviews and notes by segment, without what is settled.

    What was approved or ignored is done with; the note stays.  In a row that could not be taken everything
    stays.
    """
    troubled = {line.segment for line in lines if line.state is State.PROBLEM}
    return placed([row if row.segment in troubled else _settled(row) for row in rows], segments)


def _settled(row: WorkbookRow) -> WorkbookRow:
    return replace(row, review="") if row.review in (APPROVED, IGNORE_FINDINGS) else row
