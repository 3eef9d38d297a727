"""The encoding that only the server names, in its answer's head, and that a saved page lacks."""

from __future__ import annotations

import re

from bilingual.errors import SourceError
from bilingual.reading.encoding import Decoded, decode

_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.\-]{1,40})", re.I)
_MARK = b"\xef\xbb\xbf"
_MARKED = (_MARK, b"\xff\xfe", b"\xfe\xff")


def as_told(data: bytes, content_type: str) -> bytes:
    """Return a page's bytes so that they are read in the encoding that ``content_type`` names.

    What the server says counts as what a page declares: before it, but less than which reading makes sense.
    Where that reads the page in another way than the page alone would be, the page is returned in UTF-8 with
    a mark, as a browser would save it; else its bytes as they came.
    """
    found = _CHARSET.search(content_type)
    if found is None or data.startswith(_MARKED) or b"\0" in data:
        return data
    said = f"<meta charset={found[1]}>"
    told = _decoded(said.encode() + data)
    if told is None or told.warnings:
        return data
    text = told.text.removeprefix(said)
    alone = _decoded(data)
    if not text.strip() or (alone is not None and alone.text == text):
        return data
    return _MARK + text.encode("utf-8", "surrogatepass")


def _decoded(data: bytes) -> Decoded | None:
    try:
        return decode(data, "")
    except SourceError:
        return None
