"""The sheet About: what the article says of itself, what was made of it, and how to correct it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bilingual.article import Article, Severity, Status, Target
from bilingual.languages import NAMES
from bilingual.publishing.page_inline import safe_href
from bilingual.publishing.shown_dates import is_iso, shown_date
from bilingual.publishing.signature import signature_line
from bilingual.publishing.workbook_cells import Link
from bilingual.publishing.workbook_long import Long
from bilingual.publishing.workbook_sheet import Column, Row
from bilingual.workbook_columns import ABOUT, EDITION, edition, header

_NONE = Target(None, Status.UNTRANSLATED)
_CORRECTING = (
    "Correct the cells of the target languages on sheet Article, choose in its column review, save, and "
    "run `bilingual apply` with this file. Rows may be sorted, filtered and moved; leave id and source_hash."
)


def address_of(article: Article) -> str | None:
    """Return the address at which the source can be read, http or https; None if none is known."""
    return safe_href(article.source.canonical) or safe_href(article.source.path)


def about_columns(article: Article) -> tuple[Column, ...]:
    """Return the columns: what is told, and what it is."""
    return (
        Column("what", 16, 28, look="small"),
        Column("value", 60, 110, article.source.language, shares=True),
    )


def about_rows(article: Article, long: Long) -> Iterator[Row]:
    """Yield a row for each fact; title and address lead to the source."""
    address = address_of(article)
    columns = about_columns(article)
    for what, value in _facts(article):
        link = address and what in ("title", "canonical") and isinstance(value, str) and value.strip()
        row = long.fit_row((what, value), columns, ABOUT, what)
        if link and row[1] is value:
            yield Row((what, Link(str(value), str(address))), "link")
        else:
            yield Row(row)


def _facts(article: Article) -> list[tuple[str, str | int | None]]:
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
        (EDITION, _edition(article)),
    ]
    if source.published and is_iso(source.published):
        languages = dict.fromkeys(code for code in (source.language, *article.targets) if code)
        facts += [(f"published [{code}]", shown_date(source.published, code)) for code in languages]
    for code in article.targets:
        statuses = Counter(segment.targets.get(code, _NONE).status.value for segment in article.segments)
        told = ", ".join(f"{statuses[status]} {status}" for status in Status if statuses[status])
        facts.append((f"status [{code}]", told))
        if told := _checks(article, code):
            facts.append((f"findings [{code}]", told))
    return [*facts, ("correcting", _CORRECTING)]


def _edition(article: Article) -> str:
    return edition(
        (segment.id, code, segment.targets.get(code, _NONE).text)
        for segment in article.segments
        for code in article.targets
    )


def _checks(article: Article, code: str) -> str:
    found = [finding for segment in article.segments for finding in segment.targets.get(code, _NONE).findings]
    counts = Counter(finding.severity for finding in found if not finding.ignored)
    told = [
        f"{counts[severity]} {severity.value}{'s' if counts[severity] > 1 else ''}"
        for severity in (Severity.ERROR, Severity.WARNING)
        if counts[severity]
    ]
    if counts[Severity.INFO]:
        told.append(f"{counts[Severity.INFO]} info")
    ignored = sum(bool(finding.ignored) for finding in found)
    return ", ".join([*told, *([f"{ignored} ignored"] if ignored else [])])
