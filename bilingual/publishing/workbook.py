"""The workbook: one row a segment to read, correct and bring back, and sheets that say how it came about.

A column of a language ends its header with the code in brackets.  Where the article's own language is
asked for as a target, that column is the target's, and the original's header is ``Original``.

A text longer than a cell holds stands whole on the sheet ``Long``, in pieces to be put together in order;
its cell says so in square brackets and holds none of it, so that no one takes a part for the whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from bilingual.article import Article, Mark, Segment, Status, Target, TermMatch
from bilingual.languages import NAMES
from bilingual.publishing.differences import marked_difference, whole_percent
from bilingual.publishing.shown_dates import is_iso, shown_date
from bilingual.publishing.signature import signature_line
from bilingual.publishing.workbook_sheet import LOOKS, Book, Column, Rich, Value
from bilingual.publishing.workbook_text import LONGEST_CELL, pieces, units
from bilingual.workbook_columns import (
    FINDINGS,
    ID,
    NOTE,
    REVIEW,
    ROLE,
    SOURCE_HASH,
    STATUS,
    header,
    source_hash,
)

_WITHOUT_TEXT = frozenset({Status.UNTRANSLATED, Status.FAILED})
_NONE = Target(None, Status.UNTRANSLATED)


def render(article: Article) -> bytes:
    """Return the workbook: sheets Article, Terms, Checks, Dropped and About, and Long where it is needed."""
    book = Book(article.source.title or article.source.path)
    long = _Long()
    book.sheet("Article", _article_columns(article), _article_rows(article, long))
    book.sheet("Terms", _term_columns(article), _term_rows(article, long))
    book.sheet("Checks", _CHECK_COLUMNS, _check_rows(article, long))
    book.sheet("Dropped", _DROPPED_COLUMNS, _dropped_rows(article, long))
    book.sheet("About", _ABOUT_COLUMNS, _about_rows(article, long))
    if long.rows:
        book.sheet("Long", _LONG_COLUMNS, iter(long.rows))
    return book.content()


class _Long:
    """The texts that no cell holds, and where they belong."""

    def __init__(self) -> None:
        self.rows: list[tuple[Value, ...]] = []

    def fit(self, value: Value, sheet: str, row: str, column: str) -> Value:
        """Return ``value``, or what its cell says once it is kept here."""
        text = value.text if isinstance(value, Rich) else value
        if not isinstance(text, str) or units(text) <= LONGEST_CELL:
            return value
        first = len(self.rows) + 2
        for number, piece in enumerate(pieces(text), 1):
            self.rows.append((sheet, row, column, number, piece))
        return f"[{len(text):,} characters: see sheet Long, rows {first} to {len(self.rows) + 1}]"

    def fit_row(
        self, values: Sequence[Value], columns: Sequence[Column], sheet: str, row: str
    ) -> list[Value]:
        """Return a row's values, each as `fit` has it."""
        return [self.fit(v, sheet, row, c.header) for v, c in zip(values, columns, strict=True)]


_LONG_COLUMNS = (
    Column("sheet", 12),
    Column("row", 20),
    Column("column", 26),
    Column("piece", 8, look="number"),
    Column("text", 110),
)


def _article_columns(article: Article) -> list[Column]:
    own = article.source.language
    original = "Original" if own is None or own in article.targets else header(own)
    return [
        Column(ID, 15, look="small"),
        Column(SOURCE_HASH, 13, look="code"),
        Column(ROLE, 10, look="small"),
        Column(original, 46, own),
        *(Column(header(code), 46, code) for code in article.targets),
        Column(STATUS, 16, look="small"),
        Column(FINDINGS, 34, look="small"),
        Column(REVIEW, 15),
        Column(NOTE, 24),
    ]


def _article_rows(article: Article, long: _Long) -> Iterator[Sequence[Value]]:
    roles = {block.id: block.role.value for block in article.blocks}
    columns = _article_columns(article)
    for segment in article.segments:
        targets = {code: segment.targets.get(code, _NONE) for code in article.targets}
        values: list[Value] = [
            segment.id,
            source_hash(segment.source),
            roles.get(segment.block, ""),
            _source(segment),
            *(_text(target) for target in targets.values()),
            _status(targets),
            _findings(targets, segment.source),
            None,
            None,
        ]
        yield long.fit_row(values, columns, "Article", segment.id)


def _source(segment: Segment) -> Value:
    """Return the source with its terms in bold and its inline marks."""
    runs = [(term.start, term.end, "b") for term in segment.terms]
    return _marked(segment.source, [*runs, *_runs(segment.marks)])


def _text(target: Target) -> Value:
    if target.status in _WITHOUT_TEXT or target.text is None:
        return None
    return _marked(target.text, _runs(target.marks))


def _runs(marks: Sequence[Mark]) -> list[tuple[int, int, str]]:
    return [(mark.start, mark.end, mark.tag.lower()) for mark in marks]


def _marked(text: str, runs: Sequence[tuple[int, int, str]]) -> Value:
    inside = tuple(run for run in runs if run[2] in LOOKS and 0 <= run[0] < run[1] <= len(text))
    return Rich(text, inside) if inside else text


def _status(targets: Mapping[str, Target]) -> str:
    found = {code: target.status.value for code, target in targets.items()}
    if len(set(found.values())) <= 1:
        return next(iter(found.values()), "")
    return "; ".join(f"{code}: {status}" for code, status in found.items())


def _findings(targets: Mapping[str, Target], source: str) -> str | None:
    lines = []
    for code, target in targets.items():
        if target.status is Status.FUZZY and target.based_on:
            alike = "" if target.score is None else f", {whole_percent(target.score)} alike"
            lines.append(
                f"{code} suggestion{alike}, from memory ({target.origin}); made for: "
                f"{marked_difference(target.based_on, source)}"
            )
        lines += [f"{code} {f.severity.value}: {f.message} ({f.check})" for f in target.findings]
    return "\n".join(lines) or None


def _term_columns(article: Article) -> list[Column]:
    return [
        Column("source", 24, article.source.language),
        Column("kind", 14),
        Column("policy", 10),
        *(Column(header(code), 30, code) for code in article.targets),
        Column("count", 8, look="number"),
        Column("note", 30),
        Column("entry", 24, look="small"),
    ]


def _term_rows(article: Article, long: _Long) -> Iterator[Sequence[Value]]:
    counts: Counter[tuple[str, str, str, str]] = Counter()
    terms: dict[tuple[str, str, str, str], TermMatch] = {}
    for segment in article.segments:
        for term in segment.terms:
            key = term.source, term.kind, term.policy.value, term.entry
            counts[key] += 1
            terms.setdefault(key, term)
    columns = _term_columns(article)
    for key, term in terms.items():
        values: list[Value] = [
            term.source,
            term.kind,
            term.policy.value,
            *(term.targets.get(code) for code in article.targets),
            counts[key],
            term.note,
            term.entry,
        ]
        yield long.fit_row(values, columns, "Terms", term.source)


_CHECK_COLUMNS = (
    Column("segment", 16, look="small"),
    Column("language", 10),
    Column("check", 20),
    Column("severity", 10),
    Column("message", 80),
)


def _check_rows(article: Article, long: _Long) -> Iterator[Sequence[Value]]:
    for segment in article.segments:
        for code in dict.fromkeys((*article.targets, *segment.targets)):
            for finding in segment.targets.get(code, _NONE).findings:
                values = (segment.id, code, finding.check, finding.severity.value, finding.message)
                yield long.fit_row(values, _CHECK_COLUMNS, "Checks", segment.id)


_DROPPED_COLUMNS = (
    Column("line", 8, look="number"),
    Column("role", 16),
    Column("text", 90),
    Column("rule", 34, look="small"),
)


def _dropped_rows(article: Article, long: _Long) -> Iterator[Sequence[Value]]:
    for dropped in article.dropped:
        values = (dropped.line, dropped.role.value, dropped.text, dropped.rule)
        yield long.fit_row(values, _DROPPED_COLUMNS, "Dropped", str(dropped.line or ""))


_ABOUT_COLUMNS = (Column("what", 22), Column("value", 90))


def _about_rows(article: Article, long: _Long) -> Iterator[Sequence[Value]]:
    source = article.source
    language = NAMES.get(source.language or "", source.language or "")
    facts: list[tuple[str, str | int | None]] = [
        ("article", source.path),
        ("id", article.id),
        ("title", source.title),
        ("author", source.author),
        ("agency", source.agency),
        ("place", source.place),
        ("published", source.published),
        ("modified", source.modified),
        ("site", source.site),
        ("canonical", source.canonical),
        ("language", f"{language} [{source.language}]" if source.language else None),
        ("sha256", source.sha256),
        ("targets", ", ".join(header(code) for code in article.targets)),
        ("signature", signature_line(article.signature)),
        ("segments", len(article.segments)),
    ]
    if source.published and is_iso(source.published):
        languages = dict.fromkeys(code for code in (source.language, *article.targets) if code)
        facts += [(f"published [{code}]", shown_date(source.published, code)) for code in languages]
    for code in article.targets:
        statuses = Counter(segment.targets.get(code, _NONE).status.value for segment in article.segments)
        told = ", ".join(f"{statuses[status]} {status}" for status in Status if statuses[status])
        facts.append((f"status [{code}]", told))
    for fact in facts:
        yield long.fit_row(fact, _ABOUT_COLUMNS, "About", fact[0])
