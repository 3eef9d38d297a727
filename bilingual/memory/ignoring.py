"""Findings that a person lets stand, in the database.

Every function works within the caller's transaction.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, delete, insert, select

from bilingual.errors import UsageError
from bilingual.memory import tables
from bilingual.memory.clock import now
from bilingual.memory.contract import Ignoring

_IGNORINGS = tables.ignorings


def keep(
    connection: Connection,
    segment: str,
    source_text: str,
    language: str,
    check: str,
    reason: str,
    messages: Sequence[str] | None,
) -> None:
    """Keep that the findings of ``check`` may stand, in place of what was kept of them before.

    The article is what stands before the first hyphen of the segment's id.  Raises UsageError without a
    reason.
    """
    reason = _writable(" ".join(reason.split()))
    if not reason:
        raise UsageError(f"a finding is ignored for a reason\nSay why '{check}' may stand for {segment}.")
    if messages is None:
        messages = _stored_messages(connection, segment, language, check)
    key = {"segment": _writable(segment), "language": _writable(language), "finding": _writable(check)}
    connection.execute(
        delete(_IGNORINGS).where(*(_IGNORINGS.c[name] == value for name, value in key.items()))
    )
    connection.execute(
        insert(_IGNORINGS).values(
            **key,
            article=key["segment"].partition("-")[0],
            source=_writable(source_text),
            messages=json.dumps([_writable(message) for message in dict.fromkeys(messages)]),
            reason=reason,
            created=now(),
        )
    )


def of_article(connection: Connection, article_id: str) -> Mapping[tuple[str, str, str], Ignoring]:
    """Return what may stand in an article, by segment's id, language and check."""
    rows = connection.execute(select(_IGNORINGS).where(_IGNORINGS.c.article == article_id))
    return {
        (row.segment, row.language, row.finding): Ignoring(
            row.reason, row.source, tuple(json.loads(row.messages))
        )
        for row in rows
    }


def _stored_messages(connection: Connection, segment: str, language: str, check: str) -> tuple[str, ...]:
    targets = tables.targets
    findings = connection.execute(
        select(targets.c.findings).where(targets.c.segment == segment, targets.c.language == language)
    ).scalar()
    return tuple(found["message"] for found in json.loads(findings or "[]") if found["check"] == check)


def _writable(text: str) -> str:
    # No database but SQLite holds a NUL in a text, and none half a surrogate pair.
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")
