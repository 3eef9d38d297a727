"""Articles in the database: saving, loading, and what was written where.

Every function works within the caller's transaction.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, delete, insert, select, update

from bilingual.article import (
    Article,
    Finding,
    Mark,
    Policy,
    Segment,
    Severity,
    Signature,
    Source,
    Status,
    Target,
    TermMatch,
)
from bilingual.errors import MemoryStoreError
from bilingual.memory import tables
from bilingual.memory.clock import now
from bilingual.memory.contract import Output, StoredArticle
from bilingual.memory.paths import place, writable_name

_Value = TypeVar("_Value", Source, Signature, Mark)


def save(connection: Connection, article: Article, data: bytes, settings: Mapping[str, str]) -> None:
    """Write an article, its segments, targets and terms in place of the earlier ones of the same id.

    Raises MemoryStoreError where the id is another article's: it is 32 bits of a hash.
    """
    same = tables.articles.c.id == article.id
    other = connection.execute(
        select(tables.articles.c.path).where(same, tables.articles.c.sha256 != article.source.sha256)
    ).scalar()
    if other is not None:
        raise MemoryStoreError(
            f"{article.source.path}: its id {article.id} is by chance that of {other}, kept already\n"
            "Translate one of the two with a memory of its own (--memory PATH)."
        )
    row = {
        "sha256": article.source.sha256,
        "path": writable_name(article.source.path),
        "source": _json({k: v for k, v in asdict(article.source).items() if k != "head"}),
        "data": data,
        "settings": _json(dict(settings)),
        "targets": _json(article.targets),
        "signature": _json(asdict(article.signature)),
        "saved": now(),
    }
    if connection.execute(update(tables.articles).where(same).values(row)).rowcount == 0:
        connection.execute(insert(tables.articles).values(id=article.id, **row))
    # Targets and terms go with their segments.
    connection.execute(delete(tables.segments).where(tables.segments.c.article == article.id))
    for table, rows in (
        (tables.segments, _segment_rows(article)),
        (tables.targets, _target_rows(article.segments)),
        (tables.terms, _term_rows(article.segments)),
    ):
        if rows:
            connection.execute(insert(table), rows)


def load(connection: Connection, article_id: str) -> StoredArticle | None:
    """Return the article with this id, its segments in reading order, or None."""
    row = connection.execute(select(tables.articles).where(tables.articles.c.id == article_id)).first()
    if row is None:
        return None
    return StoredArticle(
        source=_read(Source, json.loads(row.source)),
        data=row.data,
        settings=json.loads(row.settings),
        targets=tuple(json.loads(row.targets)),
        signature=_read(Signature, json.loads(row.signature)),
        segments=_segments(connection, article_id),
        saved=row.saved,
    )


def texts(connection: Connection) -> Iterator[tuple[str, str, str]]:
    """Yield article id, source text and language of every segment, in reading order."""
    columns = (tables.segments.c.article, tables.segments.c.source, tables.segments.c.language)
    statement = select(*columns).order_by(tables.segments.c.article, tables.segments.c.position)
    for row in connection.execution_options(yield_per=1000).execute(statement):
        yield row.article, row.source, row.language


def record_written(connection: Connection, output: Output) -> None:
    """Note a written file; its path's earlier row, whoever wrote it, is replaced."""
    key = place(output.path)
    connection.execute(delete(tables.outputs).where(tables.outputs.c.path == key))
    connection.execute(
        insert(tables.outputs).values(
            path=key,
            article=output.article,
            format=output.format,
            sha256=output.sha256.lower(),
            written=output.written,
        )
    )


def written(connection: Connection, path: Path) -> str | None:
    """Return the SHA-256 of what was last written to ``path``, or None."""
    statement = select(tables.outputs.c.sha256).where(tables.outputs.c.path == place(path))
    return connection.execute(statement).scalar()


def outputs(connection: Connection, article_id: str) -> list[Output]:
    """Return what was written for an article and not overwritten by another, by path."""
    statement = (
        select(tables.outputs).where(tables.outputs.c.article == article_id).order_by(tables.outputs.c.path)
    )
    return [
        Output(row.article, row.format, Path(row.path), row.sha256, row.written)
        for row in connection.execute(statement)
    ]


def _json(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # Half a surrogate pair survives as an escape, which is ASCII.
    return text if _unicode(text) == text else json.dumps(value, separators=(",", ":"))


def _read(kind: type[_Value], values: Mapping[str, Any]) -> _Value:
    # What another version kept and this one does not know is passed over.
    return kind(**{field.name: values[field.name] for field in fields(kind) if field.name in values})


def _unicode(text: str) -> str:
    # No database but SQLite holds a NUL in a text.
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")


def _segment_rows(article: Article) -> list[dict[str, Any]]:
    return [
        {
            "id": segment.id,
            "article": article.id,
            "position": position,
            "block": segment.block,
            "source": _unicode(segment.source),
            "language": segment.language,
            "start": segment.start,
            "marks": _marks_json(segment.marks),
        }
        for position, segment in enumerate(article.segments)
    ]


def _target_rows(segments: Sequence[Segment]) -> list[dict[str, Any]]:
    return [
        {
            "segment": segment.id,
            "language": language,
            "text": None if target.text is None else _unicode(target.text),
            "status": target.status.value,
            "origin": target.origin,
            "score": target.score,
            "marks": _marks_json(target.marks),
            "findings": _json([asdict(finding) for finding in target.findings]),
            "based_on": _unicode(target.based_on),
        }
        for segment in segments
        for language, target in segment.targets.items()
    ]


def _term_rows(segments: Sequence[Segment]) -> list[dict[str, Any]]:
    return [
        {
            "segment": segment.id,
            "position": position,
            "source": term.source,
            "policy": term.policy.value,
            "details": _json(_term_details(term)),
        }
        for segment in segments
        for position, term in enumerate(segment.terms)
    ]


def _term_details(term: TermMatch) -> dict[str, Any]:
    return {
        "start": term.start,
        "end": term.end,
        "targets": dict(term.targets),
        "accepted": {language: list(forms) for language, forms in term.accepted.items()},
        "first": dict(term.first),
        "kind": term.kind,
        "note": term.note,
        "entry": term.entry,
    }


def _marks_json(marks: Sequence[Mark]) -> str:
    return _json([asdict(mark) for mark in marks])


def _marks(text: str) -> tuple[Mark, ...]:
    return tuple(_read(Mark, mark) for mark in json.loads(text))


def _segments(connection: Connection, article_id: str) -> tuple[Segment, ...]:
    segments, targets, terms = tables.segments, tables.targets, tables.terms
    of_article = segments.c.article == article_id
    found_targets: dict[str, dict[str, Target]] = defaultdict(dict)
    joined = targets.join(segments, targets.c.segment == segments.c.id)
    for row in connection.execute(select(targets).select_from(joined).where(of_article)):
        found_targets[row.segment][row.language] = _target(row)
    found_terms: dict[str, list[TermMatch]] = defaultdict(list)
    joined = terms.join(segments, terms.c.segment == segments.c.id)
    for row in connection.execute(
        select(terms).select_from(joined).where(of_article).order_by(terms.c.position)
    ):
        found_terms[row.segment].append(_term(row))
    return tuple(
        Segment(
            id=row.id,
            block=row.block,
            source=row.source,
            language=row.language,
            start=row.start,
            marks=_marks(row.marks),
            terms=tuple(found_terms[row.id]),
            targets=found_targets[row.id],
        )
        for row in connection.execute(select(segments).where(of_article).order_by(segments.c.position))
    )


def _target(row: Row[Any]) -> Target:
    return Target(
        text=row.text,
        status=Status(row.status),
        origin=row.origin,
        score=row.score,
        marks=_marks(row.marks),
        findings=tuple(
            Finding(found["check"], Severity(found["severity"]), found["message"], found.get("ignored", ""))
            for found in json.loads(row.findings)
        ),
        based_on=row.based_on,
    )


def _term(row: Row[Any]) -> TermMatch:
    details = json.loads(row.details)
    details["accepted"] = {language: tuple(forms) for language, forms in details["accepted"].items()}
    return TermMatch(source=row.source, policy=Policy(row.policy), **details)
