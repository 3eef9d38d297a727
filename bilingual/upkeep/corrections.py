"""What a person changed in a workbook, told by comparing it with the stored article; nothing is changed.

A text is an edit when it differs from what the article says now.  Where the article has moved on since the
workbook was written (another workbook was applied meanwhile), which the workbook's `edition` tells, that is
not enough: a text that the segment had before is no edit but an old text left standing, and a new text for a
segment that another person edited is a conflict.  Both are left out unless they are meant to win.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from bilingual.article import Segment, Status, Target, TermMatch
from bilingual.bitexts.workbook import Problem, WorkbookRead, WorkbookRow
from bilingual.bitexts.workbook_cells import LONGEST_CELL, unescaped
from bilingual.inline_marks.spans import carried
from bilingual.memory import StoredArticle
from bilingual.publishing.workbook_text import legal
from bilingual.terminology.forms import accepted_forms, spans_of
from bilingual.terminology.pinning import missing
from bilingual.workbook_columns import (
    APPROVED,
    IGNORE_FINDINGS,
    REVIEWS,
    edition,
    header,
    source_hash,
)

# No cell of a glossary holds these in one form.
_NO_FORM = re.compile(r"[|\x00-\x1f]")
_LONGEST_FORM = 120
_SINCE = "this segment was edited since the workbook was written"
_NO_EDITION = "this segment was edited before; without the sheet About nobody knows whether this is older"


class State(StrEnum):
    """What became of a cell or a row."""

    TAKEN = "taken"  #: a new text
    APPROVED = "approved"  #: the text as it stood, now a person's
    IGNORED = "ignored"  #: its findings are let stand
    UNCHANGED = "unchanged"
    EARLIER = "earlier"  #: a text that the segment had before; the newer one stays
    ALSO = "also"  #: changed with another cell
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the report: a cell, or a whole row where ``language`` is empty."""

    row: int | None
    segment: str
    language: str
    state: State
    message: str = ""
    before: str | None = None
    after: str | None = None
    cell: str = ""


@dataclass(frozen=True, slots=True)
class LostTerm:
    """A pinned term that an edit took out: what stands in its place now, "" for nothing that can be told."""

    term: TermMatch
    wording: str


@dataclass(frozen=True, slots=True)
class Edit:
    """A text to be kept as a person's: ``before`` is what the article says now."""

    row: int
    segment: str
    language: str
    before: Target | None
    text: str
    lost: tuple[LostTerm, ...] = ()


@dataclass(frozen=True, slots=True)
class LetStand:
    """Findings of one check on one target that a person lets stand; "" for all."""

    row: int
    segment: str
    language: str
    check: str
    reason: str


@dataclass(frozen=True)
class Corrections:
    """What a workbook says of one article; ``absent`` counts the segments that have no row in it."""

    stored: StoredArticle
    edits: tuple[Edit, ...] = ()
    let_stand: tuple[LetStand, ...] = ()
    lines: tuple[Line, ...] = ()
    absent: int = 0


@dataclass(slots=True)
class _Found:
    edits: list[Edit] = field(default_factory=list)
    let_stand: list[LetStand] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)


#: Gives for the texts of one language, by segment, those that the segments had before.
Former = Callable[[str, Mapping[str, str]], Mapping[str, bool]]


def as_read(text: str) -> str:
    """Return a text as it comes back from a cell: NFC, ``\\n`` alone ends lines, nothing around it."""
    return unicodedata.normalize("NFC", legal(text)).replace("\r\n", "\n").replace("\r", "\n").strip()


def corrections(
    read: WorkbookRead,
    stored: StoredArticle,
    segments: Sequence[Segment],
    targets: Sequence[str],
    former: Former,
    *,
    override: bool = False,
) -> Corrections:
    """Compare the rows of one article with what is stored of it.

    ``segments`` are those of the article as it is cut and matched with the glossary now, ``targets`` the
    languages of the run to come.  With ``override`` a new text of the workbook goes before one that was
    edited since; an old text left standing in it is none.
    """
    return _Comparing(read, stored, segments, targets, former, override).result()


class _Comparing:
    def __init__(
        self,
        read: WorkbookRead,
        stored: StoredArticle,
        segments: Sequence[Segment],
        targets: Sequence[str],
        former: Former,
        override: bool,
    ) -> None:
        self._read = read
        self._stored = stored
        self._before = {segment.id: segment for segment in stored.segments}
        self._now = {segment.id: segment for segment in segments}
        self._targets = targets
        self._former = former
        self._trusted = read.edition == stored_edition(stored)
        self._override = override
        self._found = _Found()
        self._edited: set[tuple[str, str]] = set()

    def result(self) -> Corrections:
        found = self._found
        self._tell_problems()
        rows: list[WorkbookRow] = []
        for row in self._read.rows:
            if why := self._stranger(row):
                self._line(row, "", State.PROBLEM, why)
            else:
                rows.append(row)
        former = {} if self._trusted else self._former_texts(rows)
        for row in rows:
            self._source(row)
            for language in self._read.targets:
                self._cell(row, language, former)
            self._review(row)
        present = {row.segment for row in rows}
        return Corrections(
            self._stored,
            tuple(found.edits),
            tuple(found.let_stand),
            tuple(sorted(found.lines, key=lambda line: (line.row is not None, line.row or 0))),
            sum(segment not in present for segment in self._before),
        )

    def _line(
        self,
        row: WorkbookRow,
        language: str,
        state: State,
        message: str = "",
        before: str | None = None,
        after: str | None = None,
    ) -> None:
        self._found.lines.append(Line(row.row, row.segment, language, state, message, before, after))

    def _tell_problems(self) -> None:
        for problem in self._read.problems:
            if not self._is_idle(problem):
                self._found.lines.append(
                    Line(
                        problem.row,
                        problem.segment,
                        problem.language,
                        State.PROBLEM,
                        problem.message,
                        cell=problem.cell,
                    )
                )
        for language in self._stored.targets:
            if language in self._targets and language not in self._read.targets:
                message = (
                    f"no column ends with [{language}]: its texts were not looked at; "
                    f"give the column its header again, {header(language)}"
                )
                self._found.lines.append(Line(None, "", language, State.PROBLEM, message))
        for language in self._read.targets:
            if language not in self._targets:
                message = f"the column {language} is not of the languages of this run (--to): left aside"
                self._found.lines.append(Line(None, "", language, State.PROBLEM, message))

    def _is_idle(self, problem: Problem) -> bool:
        """Whether a cell that is no text shows just what the article says."""
        segment = self._before.get(problem.segment)
        if segment is None or not problem.shown:
            return False
        if problem.language in segment.targets:
            return as_read(segment.targets[problem.language].text or "") == problem.shown.strip()
        return problem.language == segment.language and as_read(segment.source) == problem.shown.strip()

    def _stranger(self, row: WorkbookRow) -> str:
        """Return why a row is of no segment of the article, "" if it is."""
        segment = self._before.get(row.segment)
        if segment is None or row.segment not in self._now:
            return "the article has no such segment: not taken"
        if row.source_hash != source_hash(segment.source) or segment.source != self._now[row.segment].source:
            return (
                "was made from another text of this segment (source_hash): not taken; "
                "translate the source again and correct the new workbook"
            )
        return ""

    def _source(self, row: WorkbookRow) -> None:
        if row.source and as_read(row.source) != as_read(self._before[row.segment].source):
            message = (
                "the original was changed here: not taken; change the source file and translate it again"
            )
            self._line(row, "", State.PROBLEM, message)

    def _former_texts(self, rows: Iterable[WorkbookRow]) -> dict[tuple[str, str], bool]:
        """Tell of every cell that differs whether the segment had its text before."""
        differing: dict[str, dict[str, str]] = {}
        for row in rows:
            for language, text in row.targets.items():
                stands = self._standing(row, language)
                if language in self._targets and text and text.strip() and not _same(as_read(text), stands):
                    differing.setdefault(language, {})[row.segment] = as_read(text)
        return {
            (segment, language): known
            for language, texts in differing.items()
            for segment, known in self._former(language, texts).items()
        }

    def _standing(self, row: WorkbookRow, language: str) -> str:
        target = self._before[row.segment].targets.get(language)
        return as_read(target.text or "") if target else ""

    def _cell(self, row: WorkbookRow, language: str, former: Mapping[tuple[str, str], bool]) -> None:
        if language not in self._targets or language not in row.targets:
            return
        target = self._before[row.segment].targets.get(language)
        stands, text = self._standing(row, language), as_read(row.targets[language] or "")
        if _same(text, stands):
            self._line(row, language, State.UNCHANGED)
        elif not text:
            message = "the cell was emptied: the text stays; write the text that is wanted"
            self._line(row, language, State.PROBLEM, message, stands)
        elif former.get((row.segment, language)):
            message = "the workbook is older than this text, and its own was there before: left as it is"
            self._line(row, language, State.EARLIER, message, stands, text)
        elif _units(row.targets[language] or "") == LONGEST_CELL != _units(stands):
            message = (
                f"fills the cell to its last character ({LONGEST_CELL:,}), so a spreadsheet probably cut it: "
                "not taken; shorten it, or edit it on the sheet Long"
            )
            self._line(row, language, State.PROBLEM, message, stands, text)
        elif self._is_conflict(target):
            message = (
                f"{_SINCE if self._read.edition else _NO_EDITION}: not taken; "
                "edit the new workbook, or let this one win with --override"
            )
            self._line(row, language, State.PROBLEM, message, stands, text)
        else:
            lost = tuple(self._lost(self._now[row.segment], language, stands, text))
            self._found.edits.append(Edit(row.row, row.segment, language, target, text, lost))
            self._edited.add((row.segment, language))
            self._line(row, language, State.TAKEN, _lost_line(lost), stands, text)

    def _is_conflict(self, target: Target | None) -> bool:
        edited = target is not None and target.status is Status.EDITED
        return edited and not self._trusted and not self._override

    def _lost(self, segment: Segment, language: str, before: str, after: str) -> Iterator[LostTerm]:
        had = missing(before, segment.terms, language)
        for term in missing(after, segment.terms, language):
            if term not in had:
                yield LostTerm(term, _in_its_place(term, language, before, after))

    def _review(self, row: WorkbookRow) -> None:
        review = row.review
        if review == APPROVED:
            for language in self._targets:
                self._approve(row, language, (row.segment, language) in self._edited)
        elif review == IGNORE_FINDINGS:
            self._let_stand(row)
        elif review and review not in REVIEWS:
            message = f"review says “{review[:40]}”, which is none of {', '.join(REVIEWS)}: left aside"
            self._line(row, "", State.PROBLEM, message)

    def _approve(self, row: WorkbookRow, language: str, edited: bool) -> None:
        target = self._before[row.segment].targets.get(language)
        same = _same(as_read(row.targets.get(language) or ""), self._standing(row, language))
        if edited or not same or target is None or target.text is None:
            return
        if target.status not in (Status.EDITED, Status.COPIED):
            self._found.edits.append(Edit(row.row, row.segment, language, target, target.text))
            self._line(row, language, State.APPROVED, "", target.text, target.text)

    def _let_stand(self, row: WorkbookRow) -> None:
        if not row.note:
            message = "findings are ignored for a reason, and none stands in the column note: not taken"
            self._line(row, "", State.PROBLEM, message)
            return
        for language, target in self._before[row.segment].targets.items():
            if (row.segment, language) in self._edited:
                self._found.let_stand.append(LetStand(row.row, row.segment, language, "", row.note))
                continue
            checks = [found.check for found in target.findings if not found.ignored]
            for check in dict.fromkeys(checks):
                self._found.let_stand.append(LetStand(row.row, row.segment, language, check, row.note))
                self._line(row, language, State.IGNORED, f"{check}: {row.note}")


def stored_edition(stored: StoredArticle) -> str:
    """Return the `edition` of a workbook that would be written of an article as it is stored."""
    return edition(
        (segment.id, code, segment.targets[code].text if code in segment.targets else None)
        for segment in stored.segments
        for code in stored.targets
    )


def _same(text: str, stands: str) -> bool:
    """Whether a cell says what stands: some programs write escapes (``_x000D_``) as letters."""
    if text == stands or "_x" not in text + stands:
        return text == stands
    return as_read(unescaped(text)) == stands or text == as_read(unescaped(stands))


def _units(text: str) -> int:
    """The length of a text as a spreadsheet counts it, in units of UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _in_its_place(term: TermMatch, language: str, before: str, after: str) -> str:
    """What an edit put where a form of ``term`` stood; "" unless what is around it stayed."""
    spans = [
        span for form in accepted_forms(term, language) for span in spans_of(before, form, endings=False)
    ]
    for start, end in sorted(spans, key=lambda span: span[0] - span[1]):
        (place,) = carried([(start, end)], before, after)
        low, high = place or (0, 0)
        wording = after[low:high]
        around = before[:start].rstrip()[-2:], before[end:].lstrip()[:2]
        now = after[:low].rstrip()[-2:], after[high:].lstrip()[:2]
        if place and around == now and not _NO_FORM.search(wording) and len(wording) <= _LONGEST_FORM:
            return wording
    return ""


def _lost_line(lost: Sequence[LostTerm]) -> str:
    return "; ".join(
        f"{one.term.source} is pinned ({one.term.entry})"
        + (f", and “{one.wording}” stands in its place" if one.wording else ", and is gone")
        for one in lost
    )
