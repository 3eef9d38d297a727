"""The workbook: one row a segment to read, correct and bring back, and sheets that say how it came about.

A column of a language ends its header with the code in brackets.  Where the article's own language is
asked for as a target, that column is the target's, and the original's header is ``Original``.

A text longer than a cell holds stands whole on the sheet ``Long``, in pieces to be put together in order;
its cell says so in square brackets and holds none of it, so that no one takes a part for the whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, pairwise

from bilingual.article import Article, Finding, Mark, Role, Segment, Severity, Status, Target, TermMatch
from bilingual.publishing.differences import marked_difference, whole_percent
from bilingual.publishing.page_inline import target_terms
from bilingual.publishing.workbook_about import about_columns, about_rows, address_of
from bilingual.publishing.workbook_cells import Link, Rich, Value, place
from bilingual.publishing.workbook_long import LONG_SHEET, Long
from bilingual.publishing.workbook_looks import LOOKS, NAVY
from bilingual.publishing.workbook_sheet import Book, Choice, Column, Paint, Row, letter
from bilingual.publishing.workbook_text import legal, unseen
from bilingual.workbook_columns import (
    ABOUT,
    APPROVED,
    ARTICLE,
    FINDINGS,
    ID,
    IGNORE_FINDINGS,
    LONG,
    NOTE,
    QUESTION,
    REVIEW,
    REVIEWS,
    ROLE,
    SOURCE_HASH,
    STATUS,
    header,
    source_hash,
)

_WITHOUT_TEXT = frozenset({Status.UNTRANSLATED, Status.FAILED})
_NONE = Target(None, Status.UNTRANSLATED)
_STATUS_TONES = {
    Status.FAILED: "bad",
    Status.UNTRANSLATED: "doubtful",
    Status.FUZZY: "doubtful",
    Status.EDITED: "good",
}
_RED, _AMBER, _GREY = "C0392B", "D9A441", "B8C0CA"


def render(article: Article) -> bytes:
    """Return the workbook: sheets Article, Terms, Checks, Dropped and About, and Long where it is needed."""
    book = Book(article.source.title or article.source.path)
    long = Long()
    columns = _article_columns(article)
    book.sheet(
        ARTICLE,
        columns,
        _article_rows(article, columns, long),
        frozen=4,
        tab=NAVY,
        paints=list(_article_paints(article)),
        choices=[Choice(len(columns) - 2, REVIEWS, "Choose from the list, or leave the cell empty.")],
    )
    book.sheet("Terms", _term_columns(article), _term_rows(article, long), frozen=1, middle=True, tab=_GREY)
    book.sheet(
        "Checks",
        _CHECK_COLUMNS,
        _check_rows(article, long),
        middle=True,
        tab=_alarm(article),
        paints=_CHECK_PAINTS,
    )
    book.sheet("Dropped", _dropped_columns(article), _dropped_rows(article, long), middle=True, tab=_GREY)
    book.sheet(ABOUT, about_columns(article), about_rows(article, long), middle=True, tab=_GREY)
    if long.rows:
        book.sheet(LONG, LONG_SHEET, iter(long.rows), tab=_AMBER)
    return book.content()


def _article_columns(article: Article) -> list[Column]:
    own = article.source.language
    original = "Original" if own is None or own in article.targets else header(own)
    return [
        Column(ID, 8, 16, look="id"),
        Column(SOURCE_HASH, 4.5, 4.5, look="code"),
        Column(ROLE, 7, 12, look="small"),
        Column(original, 32, 70, own, shares=True),
        *(Column(header(code), 32, 70, code, shares=True, edited=True) for code in article.targets),
        Column(STATUS, 10, 18, look="small"),
        Column(FINDINGS, 11, 40, look="small", shares=True),
        Column(REVIEW, 16, 16, edited=True),
        Column(NOTE, 16, 30, edited=True),
    ]


def _article_paints(article: Article) -> Iterator[Paint]:
    """Tell by colour, beside the words, what is missing and what somebody has chosen."""
    at = {name: letter(index) for index, name in enumerate(("", "", "", "", *article.targets, STATUS))}
    status = f"${at[STATUS]}2"
    for index, code in enumerate(article.targets, 4):
        empty = f"LEN({at[code]}2)=0"
        for found, tone in ((Status.FAILED, "bad"), (Status.UNTRANSLATED, "doubtful")):
            yield Paint(index, f"AND({empty},{_has(status, code, found)})", tone)
        yield Paint(index, _has(status, code, Status.FUZZY), "doubtful ground")
    index = 4 + len(article.targets)
    for found, tone in _STATUS_TONES.items():
        yield Paint(index, f'ISNUMBER(SEARCH("{found.value}",{status}))', tone)
    findings, review, note = (f"${letter(index + step)}2" for step in (1, 2, 3))
    for severity, tone in ((Severity.ERROR, "bad words"), (Severity.WARNING, "doubtful words")):
        yield Paint(index + 1, f'ISNUMBER(SEARCH(" {severity.value}: ",{findings}))', tone)
    for choice, tone in ((APPROVED, "good"), (IGNORE_FINDINGS, "quiet"), (QUESTION, "asked")):
        yield Paint(index + 2, f'{review}="{choice}"', tone)
    # A reason is asked for.
    yield Paint(index + 3, f'AND({review}="{IGNORE_FINDINGS}",LEN({note})=0)', "doubtful")


def _has(cell: str, code: str, status: Status) -> str:
    return f'OR({cell}="{status.value}",ISNUMBER(SEARCH("{code}: {status.value}",{cell})))'


def _article_rows(article: Article, columns: Sequence[Column], long: Long) -> Iterator[Row]:
    roles = {block.id: block.role for block in article.blocks}
    address = address_of(article)
    for segment, following in pairwise(chain(article.segments, (None,))):
        assert segment is not None  # noqa: S101 - only what follows the last is none
        targets = {code: segment.targets.get(code, _NONE) for code in article.targets}
        role = roles.get(segment.block)
        title = role is Role.TITLE
        name: Value = role.value if role else None
        if title and address and role:
            name, address = Link(role.value, address), None
        values: list[Value] = [
            segment.id,
            source_hash(segment.source),
            name,
            _source(segment),
            *[_text(target, code, segment.terms, article.targets) for code, target in targets.items()],
            _status(targets),
            _findings(targets, segment),
            *[said or None for said in article.remarks.get(segment.id, ("", ""))],
        ]
        inside = following is not None and following.block == segment.block
        look = "title" if title else "inside" if inside else ""
        first = long.next
        fitted = long.fit_row(values, columns, ARTICLE, segment.id)
        if fitted is not values:
            # A cell that leads elsewhere is not wrapped by every program, so this one does.
            fitted = [Link(segment.id, first), *fitted[1:]]
        yield Row(fitted, look)


def _source(segment: Segment) -> str | Rich:
    """Return the source with its terms in bold and its inline marks."""
    if not segment.terms and not segment.marks:
        return segment.source
    runs = [(term.start, term.end, "term") for term in segment.terms]
    return _marked(segment.source, [*runs, *_runs(segment.marks)])


def _text(target: Target, code: str, terms: Sequence[TermMatch], languages: Sequence[str]) -> Value:
    text = target.text
    if target.status in _WITHOUT_TEXT or text is None:
        return None
    if not terms and not target.marks:
        return text
    runs = [(span.start, span.end, "term") for span in target_terms(text, terms, code, languages)]
    return _marked(text, [*runs, *_runs(target.marks)])


def _runs(marks: Sequence[Mark]) -> list[tuple[int, int, str]]:
    return [(mark.start, mark.end, mark.tag.lower()) for mark in marks]


def _marked(text: str, runs: Sequence[tuple[int, int, str]]) -> str | Rich:
    inside = tuple([run for run in runs if run[2] in LOOKS and 0 <= run[0] < run[1] <= len(text)])
    return Rich(text, inside) if inside else text


def _status(targets: Mapping[str, Target]) -> str | None:
    found = {code: target.status.value for code, target in targets.items()}
    if len(set(found.values())) <= 1:
        return next(iter(found.values()), None)
    return "; ".join([f"{code}: {status}" for code, status in found.items()])


def _findings(targets: Mapping[str, Target], segment: Segment) -> str | None:
    lines = _remarks("source", segment.source)
    for code, target in targets.items():
        if target.status is Status.FUZZY and target.based_on:
            alike = "" if target.score is None else f", {whole_percent(target.score)} alike"
            lines.append(
                f"{code} suggestion{alike}, from memory ({target.origin}); made for: "
                f"{marked_difference(target.based_on, segment.source)}"
            )
        if target.findings:
            lines += [_told(code, finding) for finding in target.findings]
        if target.text and target.status not in _WITHOUT_TEXT:
            lines += _remarks(code, target.text)
    return "\n".join(lines) if lines else None


def _told(code: str, finding: Finding) -> str:
    if finding.ignored:
        return f"{code} ignored: {finding.message} ({finding.check}), because: {finding.ignored}"
    return f"{code} {finding.severity.value}: {finding.message} ({finding.check})"


def _remarks(whose: str, text: str) -> list[str]:
    """Say which characters of ``text`` its cell cannot show."""
    lines = []
    for character in unseen(text):
        name = f"{whose}: holds U+{ord(character):04X}"
        if legal(character) == character:
            lines.append(f"{name}, which turns the direction of what follows")
        else:
            lines.append(f"{name}, which no workbook takes; \ufffd stands for it here")
    return lines


def _term_columns(article: Article) -> list[Column]:
    return [
        Column("source", 14, 40, article.source.language, shares=True),
        Column("kind", 9, 16, look="small"),
        Column("policy", 9, 12, look="small"),
        *(Column(header(code), 16, 40, code, shares=True) for code in article.targets),
        Column("count", 9, 9, look="number"),
        Column("first", 12, 18, look="link"),
        Column("note", 12, 50, look="small", shares=True),
        Column("entry", 12, 30, look="small"),
    ]


def _term_rows(article: Article, long: Long) -> Iterator[Row]:
    counts: Counter[tuple[str, str, str, str]] = Counter()
    terms: dict[tuple[str, str, str, str], tuple[TermMatch, Link]] = {}
    for number, segment in enumerate(article.segments, 2):
        for term in segment.terms:
            key = term.source, term.kind, term.policy.value, term.entry
            counts[key] += 1
            if key not in terms:
                terms[key] = term, Link(segment.id, place(ARTICLE, number, _ORIGINAL))
    columns = _term_columns(article)
    for key, (term, first) in terms.items():
        values: list[Value] = [
            term.source,
            term.kind,
            term.policy.value,
            *(term.targets.get(code) for code in article.targets),
            counts[key],
            first,
            term.note,
            term.entry,
        ]
        yield Row(long.fit_row(values, columns, "Terms", term.source))


_ORIGINAL = letter(3)  # the column of sheet Article that a link leads to

_CHECK_COLUMNS = (
    Column("segment", 12, 18, look="link"),
    Column("language", 11, 12, look="small"),
    Column("check", 10, 24, look="small"),
    Column("severity", 11, 12),
    Column("message", 40, 90, shares=True),
    Column("ignored", 11, 50, shares=True),
)
_CHECK_PAINTS = (
    *(Paint(index, "LEN($F2)>0", "quiet") for index in range(6)),
    Paint(3, f'$D2="{Severity.ERROR.value}"', "bad"),
    Paint(3, f'$D2="{Severity.WARNING.value}"', "doubtful"),
    Paint(3, f'$D2="{Severity.INFO.value}"', "quiet"),
)


def _found(article: Article) -> Iterator[tuple[int, Segment, str, Finding]]:
    """Yield each finding with the row, segment and language that it stands in."""
    for number, segment in enumerate(article.segments, 2):
        for code in dict.fromkeys((*article.targets, *segment.targets)):
            for finding in segment.targets.get(code, _NONE).findings:
                yield number, segment, code, finding


def _alarm(article: Article) -> str:
    left = {finding.severity for *_, finding in _found(article) if not finding.ignored}
    return _RED if Severity.ERROR in left else _AMBER if Severity.WARNING in left else _GREY


def _check_rows(article: Article, long: Long) -> Iterator[Row]:
    columns = {code: letter(index) for index, code in enumerate(article.targets, 4)}
    for number, segment, code, finding in _found(article):
        values = (
            Link(segment.id, place(ARTICLE, number, columns.get(code, _ORIGINAL))),
            code,
            finding.check,
            finding.severity.value,
            finding.message,
            finding.ignored or None,
        )
        yield Row(long.fit_row(values, _CHECK_COLUMNS, "Checks", segment.id))


def _dropped_columns(article: Article) -> tuple[Column, ...]:
    return (
        Column("line", 7, 9, look="number"),
        Column("role", 10, 16, look="small"),
        Column("text", 40, 120, article.source.language, shares=True),
        Column("rule", 16, 40, look="small"),
    )


def _dropped_rows(article: Article, long: Long) -> Iterator[Row]:
    columns = _dropped_columns(article)
    for dropped in article.dropped:
        values = (dropped.line, dropped.role.value, dropped.text, dropped.rule)
        yield Row(long.fit_row(values, columns, "Dropped", str(dropped.line or "")))
