"""The marks by which a workbook of ours is told and read back: sheets, headers, and the hash of a source.

Publishing writes them; whoever reads an edited workbook looks for them, wherever they stand.  People's own
scripts rest on them, so they never change.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from bilingual.languages import NAMES

#: The sheets of one row a segment, of texts too long for a cell, and of facts about the article.
ARTICLE = "Article"
LONG = "Long"
ABOUT = "About"

ID = "id"
SOURCE_HASH = "source_hash"
ROLE = "role"
STATUS = "status"
FINDINGS = "findings"
REVIEW = "review"
NOTE = "note"

#: The columns of sheet `LONG`: where a text belongs (its sheet, its row's id, its column's header), which
#: piece of it this is, counted from 1, and the piece.  A text is its pieces in the order of their numbers.
LONG_COLUMNS = ("sheet", "row", "column", "piece", "text")

#: What may be chosen in the column ``review``: the targets of this row are right as they stand; its findings
#: are no mistakes, for the reason in ``note``; somebody should look.
APPROVED = "approved"
IGNORE_FINDINGS = "ignore findings"
QUESTION = "question"
REVIEWS = (APPROVED, IGNORE_FINDINGS, QUESTION)

#: The fact on the sheet ``About`` that tells which state of the article a workbook was written from.
EDITION = "edition"

_CODE = re.compile(r"\[([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\]\s*$")


def source_hash(text: str) -> str:
    """Return what the column ``source_hash`` holds for a source text: 12 hex digits of its SHA-256."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def edition(texts: Iterable[tuple[str, str, str | None]]) -> str:
    """Return what tells one state of an article's targets from another: 12 hex digits.

    ``texts`` are segment, language and text of every target, in the order of the rows and columns; None
    counts as empty.
    """
    digest = hashlib.sha256()
    for part in (part for text in texts for part in text):
        # As the database keeps it, which holds neither half a surrogate pair nor a NUL.
        kept = (part or "").encode("utf-8", "replace").replace(b"\0", "\ufffd".encode())
        digest.update(kept + b"\0")
    return digest.hexdigest()[:12]


def header(language: str) -> str:
    """Return a language column's header.

    >>> header("zh-Hans")
    'Chinese (Simplified) [zh-Hans]'
    """
    return f"{NAMES.get(language, language)} [{language}]"


def language_of(header: str) -> str | None:
    """Return the code that ends a language column's header, as it stands there; None for another column.

    >>> language_of("Chinese (Simplified) [zh-Hans]"), language_of("note")
    ('zh-Hans', None)
    """
    found = _CODE.search(header)
    return found.group(1) if found else None
