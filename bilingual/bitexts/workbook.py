"""A workbook of ours, edited by a person or from a stranger, read back row by row.

The sheet and its columns are found by their marks wherever they stand (`workbook_columns`): sheets may be
renamed, added and moved, columns moved and added, rows sorted, filtered and hidden.  A row is told by its
``id`` and ``source_hash``, never by where it stands.  What a spreadsheet program made of a correction - a
number, a date, a formula - is reported with its cell and never taken for a text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from bilingual.bitexts.workbook_cells import Cell, Parts, Range, Sheet, reference
from bilingual.bitexts.workbook_headers import (
    Columns,
    about,
    article_sheets,
    plain,
    read_aside,
    told_language,
)
from bilingual.bitexts.workbook_long import Long
from bilingual.errors import SourceError
from bilingual.workbook_columns import ARTICLE, EDITION, ID, NOTE, REVIEW, SOURCE_HASH, source_hash

#: Problems that are told one by one.
MOST_PROBLEMS = 1_000
_SHOWN = 60

_ID = re.compile(r"[0-9a-f]{8}-[0-9A-Za-z_.-]{1,64}")
_HASH = re.compile(r"[0-9a-f]{12}")
# How sheets are called that hold the rows for which the first has no room.
_CONTINUED = re.compile(rf"{ARTICLE} [2-9]\d{{0,2}}")
_MADE = {
    "number": "the number",
    "date": "the date",
    "boolean": "the logical value",
    "error": "the error",
    "formula": "the formula",
}
_NOT_TEXT = (
    "the spreadsheet made {} of it, which is no text: not taken; "
    "format the cell as Text and type it again, or begin it with an apostrophe (')"
)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read: in which row of the sheet, in which cell (``D7``), and what to do.

    ``row`` is None and ``cell`` empty for what concerns the whole workbook.  ``segment`` and ``language`` say
    whose text it is, and ``shown`` what the cell shows, where a spreadsheet program made something of it.
    """

    row: int | None
    cell: str
    message: str
    segment: str = ""
    language: str = ""
    shown: str = ""

    def __str__(self) -> str:
        """Return where and what, in one line."""
        where = f"cell {self.cell}" if self.cell else f"row {self.row}" if self.row else ""
        return f"{where}: {self.message}" if where else self.message


@dataclass(frozen=True, slots=True)
class WorkbookRow:
    """A row with a segment's id.

    ``targets`` holds a text for each language whose cell can be read, None for an empty cell; a language
    with a problem in this row is not there.  ``source`` is what the source's cell says, which nobody but the
    hash vouches for.  ``review`` is in lower case.
    """

    row: int
    segment: str
    source_hash: str
    source: str | None
    targets: Mapping[str, str | None]
    review: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class WorkbookRead:
    """What a workbook says.

    ``article_id`` is the article of the most rows (None where there is no row), ``targets`` the languages
    that have a column, in the order of the columns, ``source_language`` the language in the header of the
    source's column, if it names one.  ``edition`` tells the state of the article that it was written from
    (`workbook_columns.edition`) and ``path`` where the article came from; both are empty where the sheet
    ``About`` is gone.  ``labels`` name its sheets and columns.
    """

    article_id: str | None
    targets: tuple[str, ...]
    rows: tuple[WorkbookRow, ...]
    problems: tuple[Problem, ...]
    source_language: str | None = None
    edition: str = ""
    path: str = ""
    labels: frozenset[str] = frozenset()


def read_workbook(data: bytes, name: str) -> WorkbookRead:
    """Read a workbook; ``name`` is what messages call it.

    Raises SourceError for what is no workbook (an old .xls, a CSV, an encrypted file), is damaged or unpacks
    to too much, and for one that has no sheet with the columns ``id`` and ``source_hash`` and a language, or
    has one of them twice.
    """
    parts = Parts(data, name)
    found = article_sheets(parts)
    if not found:
        raise SourceError(
            f"{name}: no sheet has the columns {ID} and {SOURCE_HASH} and a language such as English [en]\n"
            "Without them no row can be told; copy the corrections into the workbook that was written."
        )
    if len(found) == 1:
        return _Reading(parts, *found[0], []).result()
    sheet, columns = max(found, key=lambda one: (_fitting(parts, *one), one[0].name == ARTICLE))
    problems: list[Problem] = []
    read = _Reading(parts, sheet, columns, problems).result()
    others = []
    for other, its in found:
        if other is not sheet:
            if sheet.name == ARTICLE and _CONTINUED.fullmatch(other.name):
                read = _continued(read, sheet.name, _Reading(parts, other, its, []).result(), other.name)
            else:
                others.append((other, its))
    if not others:
        return read
    names = ", ".join(f"“{other.name}”" for other, _ in others)
    told = [Problem(None, "", f"read was sheet “{sheet.name}”; {names} with the same columns left aside")]
    for other, its in others:
        told += _told_apart(read, sheet.name, _Reading(parts, other, its, []).result(), other.name)
    return replace(read, problems=(*told, *read.problems)[: MOST_PROBLEMS + 1])


def _continued(read: WorkbookRead, name: str, more: WorkbookRead, its_name: str) -> WorkbookRead:
    """Return a workbook's rows with those of a sheet that goes on where another was full."""
    known = {row.segment for row in read.rows}
    again = replace(more, rows=tuple(row for row in more.rows if row.segment in known))
    told = (
        replace(problem, message=f"on sheet “{its_name}”: {problem.message}") for problem in more.problems
    )
    problems = (*read.problems, *told, *_told_apart(read, name, again, its_name))
    return replace(
        read,
        rows=(*read.rows, *(row for row in more.rows if row.segment not in known)),
        problems=problems[: MOST_PROBLEMS + 1],
    )


def _fitting(parts: Parts, sheet: Sheet, columns: Columns) -> int:
    """Count the rows of a sheet that have an id and a hash as segments have them."""
    count = 0
    for _, cells in read_aside(parts, sheet):
        by_column = {cell.column: cell for cell in cells}
        segment, hash_ = plain(by_column.get(columns.id)), plain(by_column.get(columns.source_hash))
        count += bool(_ID.fullmatch(segment) and _HASH.fullmatch(hash_.lower()))
    return count


def _told_apart(read: WorkbookRead, name: str, other: WorkbookRead, its_name: str) -> Iterator[Problem]:
    """Tell of each text on a sheet that was left aside which is not that of the sheet that was read."""
    known = {row.segment: row for row in read.rows}
    for row in other.rows:
        own = known.get(row.segment)
        for code, text in row.targets.items():
            if text and (own is None or (code in own.targets and own.targets[code] != text)):
                there = f"“{name}” has another text" if own else f"“{name}” has no row {row.segment}"
                message = f"“{_short(text)}” in row {row.row} of sheet “{its_name}” left aside, {there}"
                yield Problem(own.row if own else None, "", message, row.segment, code)


class _Reading:
    """One sheet being read."""

    def __init__(self, parts: Parts, sheet: Sheet, columns: Columns, problems: list[Problem]) -> None:
        self._parts = parts
        self._sheet = sheet
        self._columns = columns
        self._problems = problems
        self._untold = 0
        self._long = Long(parts)
        self._about = about(parts)
        self._rows: list[WorkbookRow] = []
        self._texts: list[dict[int, str | None]] = []  #: of each row, by column
        self._without_id: list[tuple[int, list[int]]] = []

    def result(self) -> WorkbookRead:
        for number, cells in self._parts.rows(self._sheet):
            if number > self._columns.header:
                self._take(number, {cell.column: cell for cell in cells})
        self._leave_merged()
        for number, filled in self._without_id:
            where = ", ".join(reference(number, column) for column in filled)
            self._tell(
                Problem(
                    number, "", f"has no {ID} of a segment, so its text ({where}) belongs nowhere: left out"
                )
            )
        if self._sheet.cut_off:
            self._tell(Problem(None, "", "has more rows than a sheet can have; the rest is not read"))
        source = self._source_column()
        self._rows = [
            replace(row, source=texts.get(source), targets=self._targets(texts, source))
            for row, texts in zip(self._rows, self._texts, strict=True)
        ]
        self._leave_doubled()
        if self._untold:
            self._problems.append(Problem(None, "", f"{self._untold:,} more such rows and cells"))
        articles = Counter(row.segment[:8] for row in self._rows)
        return WorkbookRead(
            articles.most_common(1)[0][0] if articles else None,
            tuple(
                code
                for at, code in sorted(self._columns.languages.items())
                if at != source and code is not None
            ),
            tuple(self._rows),
            tuple(self._problems),
            self._columns.languages.get(source),
            self._about.get(EDITION, ""),
            self._about.get("article", ""),
            self._columns.labels,
        )

    def _tell(self, problem: Problem) -> None:
        if len(self._problems) < MOST_PROBLEMS:
            self._problems.append(problem)
        else:
            self._untold += 1

    def _take(self, number: int, cells: Mapping[int, Cell]) -> None:
        columns = self._columns
        segment = plain(cells.get(columns.id))
        if not _ID.fullmatch(segment):
            filled = [at for at in columns.languages if at in cells and cells[at].text.strip()]
            if filled or segment:
                self._without_id.append((number, filled or [columns.id]))
            return
        texts: dict[int, str | None] = dict.fromkeys(columns.languages)
        for at, code in columns.languages.items():
            cell = cells.get(at)
            if cell is None:
                continue
            if cell.kind == "text":
                whole = self._long.whole(cell.text, segment, code)
                if whole is not None:
                    texts[at] = whole
                    continue
                message = "its text is on the sheet Long, and is not whole there: left as it was"
            else:
                message = _NOT_TEXT.format(f"{_MADE[cell.kind]} {cell.text[:60]}")
            del texts[at]
            self._tell(Problem(number, reference(number, at), message, segment, code or "", cell.text))
        self._texts.append(texts)
        self._rows.append(
            WorkbookRow(
                number,
                segment,
                plain(cells.get(columns.source_hash)).lower(),
                None,
                {},
                plain(cells.get(columns.review)).lower(),
                plain(cells.get(columns.note)),
            )
        )

    def _targets(self, texts: Mapping[int, str | None], source: int) -> dict[str, str | None]:
        languages = self._columns.languages
        return {
            code: text
            for at, text in sorted(texts.items())
            if at != source and (code := languages[at]) is not None
        }

    def _source_column(self) -> int:
        """The column of the original, 0 where there is none: the one called so, or in the article's language.

        Where the sheet ``About`` is gone, it is the one of whose texts most have the hash.
        """
        languages = self._columns.languages
        for at, code in languages.items():
            if code is None:
                return at
        own = told_language(self._about.get("language", ""))
        if own is not None:
            return next((at for at, code in languages.items() if code == own), 0)
        votes: Counter[int] = Counter()
        for row, texts in zip(self._rows, self._texts, strict=True):
            for at, text in texts.items():
                votes[at] += bool(text) and source_hash(text or "") == row.source_hash
        best = max(languages, key=lambda at: (votes[at], -at))
        # A line that was copied as it stands has the hash in every column.
        return best if 2 * votes[best] > len(self._rows) else 0

    def _leave_merged(self) -> None:
        """Leave out what merged cells cover: which of the rows their one text is for, nobody can tell."""
        if not self._sheet.merged or not self._rows:
            return
        columns = self._columns
        numbers = {row.row: index for index, row in enumerate(self._rows)}
        for at, code in columns.languages.items():
            reached = columns.header
            areas = [area for area in self._sheet.merged if area.left <= at <= area.right]
            for area in sorted(areas, key=lambda area: area.top):
                for number in range(max(area.top, reached + 1), min(area.bottom, max(numbers)) + 1):
                    reached = number
                    if number in numbers:
                        self._texts[numbers[number]].pop(at, None)
                        where = self._rows[numbers[number]].segment
                        message = (
                            f"merged with {_said(area)}: not taken; take the merge apart, one text a row"
                        )
                        self._tell(Problem(number, reference(number, at), message, where, code or ""))

    def _leave_doubled(self) -> None:
        """Leave one row of those that have an id in common; where their texts differ, leave those out."""
        first: dict[str, int] = {}
        kept: list[WorkbookRow] = []
        for row in self._rows:
            if row.segment not in first:
                first[row.segment] = len(kept)
                kept.append(row)
                continue
            before = kept[first[row.segment]]
            differ = [
                code
                for code in (*before.targets, *(c for c in row.targets if c not in before.targets))
                if before.targets.get(code) != row.targets.get(code)
            ]
            same_review = (before.review, before.note) == (row.review, row.note)
            if not differ and same_review:
                continue
            for one, other in ((before, row), (row, before)):
                texts = [f"{code}: “{_short(one.targets.get(code) or '')}”" for code in differ]
                what = ", ".join(texts) if differ else f"{REVIEW} or {NOTE}"
                message = (
                    f"has the id of row {other.row} ({row.segment}) and another text ({what}): "
                    "neither is taken; leave one of the rows"
                )
                self._tell(Problem(one.row, "", message, row.segment))
            kept[first[row.segment]] = replace(
                before,
                targets={code: text for code, text in before.targets.items() if code not in differ},
                review=before.review if same_review else "",
                note=before.note if same_review else "",
            )
        self._rows = kept


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"


def _said(area: Range) -> str:
    return f"{reference(area.top, area.left)}:{reference(area.bottom, area.right)}"
