"""Units chosen by what is said of them: counted, taken out, searched.

Every function works within the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, and_, delete, func, or_, select

from bilingual.memory import tables
from bilingual.memory.contract import Inventory, Selection
from bilingual.memory.units import normalised, text_key

_UNITS = tables.units
# A blob of signatures may name units that are gone; so many of them are not worth keeping.
_MANY = 1000


def condition(selection: Selection) -> ColumnElement[bool]:
    """Return the condition that the units of a selection meet."""
    parts: list[ColumnElement[bool]] = []
    if selection.article is not None:
        parts.append(_UNITS.c.segment.startswith(f"{selection.article}-", autoescape=True))
    if selection.text is not None:
        parts.append(
            or_(
                _UNITS.c.source_key == text_key(selection.text),
                _UNITS.c.target == normalised(selection.text),
                _UNITS.c.target == selection.text,
            )
        )
    for column, value in (
        (_UNITS.c.engine, selection.engine),
        (_UNITS.c.origin, selection.origin),
        (_UNITS.c.source_language, selection.source_language),
        (_UNITS.c.target_language, selection.target_language),
    ):
        if value is not None:
            parts.append(column == value)
    if selection.before is not None:
        parts.append(_UNITS.c.created < selection.before)
    return and_(True, *parts)


def forget(connection: Connection, selection: Selection, dry_run: bool) -> tuple[int, int]:
    """Take out units, and the article if that is all that is said; return how many of both."""
    chosen = condition(selection)
    units = connection.execute(select(func.count()).select_from(_UNITS).where(chosen)).scalar_one()
    articles = 0
    whole = selection.article is not None and selection == Selection(article=selection.article)
    this = tables.articles.c.id == selection.article
    if whole:
        articles = connection.execute(
            select(func.count()).select_from(tables.articles).where(this)
        ).scalar_one()
    if not dry_run:
        connection.execute(delete(_UNITS).where(chosen))
        if whole:
            connection.execute(delete(tables.articles).where(this))
            connection.execute(
                delete(tables.ignorings).where(tables.ignorings.c.article == selection.article)
            )
        if units >= _MANY:
            connection.execute(delete(tables.signatures))
    return units, articles


def holding(
    connection: Connection, text: str, source_language: str | None, target_language: str | None, most: int
) -> Sequence[int]:
    """Return the numbers of the newest units whose source or target holds ``text``, the newest first."""
    place = func.strpos if connection.dialect.name == "postgresql" else func.instr
    held = or_(place(_UNITS.c.source, text) > 0, place(_UNITS.c.target, text) > 0)
    pair = condition(Selection(source_language=source_language, target_language=target_language))
    statement = select(_UNITS.c.id).where(pair, held).order_by(_UNITS.c.id.desc()).limit(most)
    return connection.execute(statement).scalars().all()


def same(
    connection: Connection, text: str, source_language: str | None, target_language: str | None, most: int
) -> Sequence[int]:
    """Return the numbers of the newest units whose source is ``text``, the newest first."""
    pair = condition(Selection(source_language=source_language, target_language=target_language))
    statement = (
        select(_UNITS.c.id)
        .where(pair, _UNITS.c.source_key == text_key(text))
        .order_by(_UNITS.c.id.desc())
        .limit(most)
    )
    return connection.execute(statement).scalars().all()


def inventory(connection: Connection, place: str, size: int, free: int) -> Inventory:
    """Count what the database holds."""

    def count(*columns: ColumnElement[str]) -> list[tuple[list[str], int]]:
        statement = select(*columns, func.count()).group_by(*columns).order_by(func.count().desc(), *columns)
        return [(list(row[:-1]), int(row[-1])) for row in connection.execute(statement)]

    def rows(table: str) -> int:
        return connection.execute(
            select(func.count()).select_from(tables.METADATA.tables[table])
        ).scalar_one()

    month = func.substr(_UNITS.c.created, 1, 7)
    return Inventory(
        place=place,
        units=rows("units"),
        pairs={(key[0], key[1]): n for key, n in count(_UNITS.c.source_language, _UNITS.c.target_language)},
        origins={key[0]: n for key, n in count(_UNITS.c.origin)},
        engines={key[0]: n for key, n in count(_UNITS.c.engine) if key[0]},
        ages=dict(sorted((key[0], n) for key, n in count(month))),
        articles=rows("articles"),
        segments=rows("segments"),
        imports=rows("imports"),
        size=size,
        free=free,
    )
