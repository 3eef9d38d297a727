"""From bytes to text, and from text to numbered lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bilingual.errors import SourceError

_NEWLINE = re.compile(r"\r\n|\n|\r")
_NEWLINE_BYTES = re.compile(rb"\r\n|\n|\r")
# Control characters that no text holds; tab, newlines, form feed, vertical tab and escape are met in texts.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_WIDE_MARKS = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}


def decode(data: bytes, path: str) -> str:
    """Return the text of UTF-8 ``data``, without its byte order mark.

    Raises SourceError for empty input, for binary data and for anything that is not UTF-8; the last names
    the line (from 1) and the byte offset (from 0) of the first bad byte.
    """
    for mark, name in _WIDE_MARKS.items():
        if data.startswith(mark):
            raise SourceError(f"{path}:1: the text is {name}, not UTF-8\nSave it as UTF-8 and try again.")
    if b"\0" in data:
        raise SourceError(
            f"{path}: binary data, not text (a null at byte {data.index(0)})\nGive a text file or a post."
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The position of utf-8-sig counts from after the byte order mark.
        start = error.start + (len(data) - len(error.object))
        line = len(_NEWLINE_BYTES.findall(data[:start])) + 1
        raise SourceError(
            f"{path}:{line}: not UTF-8, byte {start} (0x{data[start]:02x}) is invalid\n"
            "Save the file as UTF-8 (an older page may be in EUC-KR or GB 18030) and try again."
        ) from error
    if not text.strip("\ufeff \t\r\n\f\v\u00a0\u3000\u200b"):
        raise SourceError(
            f"{path}: empty, there is nothing to translate\nSave the article in it and try again."
        )
    if len(_CONTROL.findall(text)) > len(text) // 100:
        raise SourceError(f"{path}: binary data, not text (control characters)\nGive a text file or a post.")
    return text


def numbered_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield each line with its number, from 1; lines end at ``\\n``, ``\\r\\n`` or ``\\r`` only."""
    return enumerate(_NEWLINE.split(text), start=1)


def unify_newlines(text: str) -> str:
    """Return ``text`` with every line end as ``\\n``, so that line numbers stay what they are."""
    return _NEWLINE.sub("\n", text)
