"""NFC, also for text that is made to take it hours."""

from __future__ import annotations

import re
import unicodedata

# Characters that never join the one before them in NFC, whatever that is.
_APART = "\x00-\u02ff\u1100-\u115f\u2e80-\u3098\u309b-\ud7ff"
APART = re.compile(f"[{_APART}]")
_LONG_RUN = re.compile(f"(?:^|(?<=[{_APART}]))[^{_APART}]{{512}}")
#: So many marks may stand on one character (stream-safe text format, Unicode Standard Annex 15, 13).
_MARKS = 30
_JOINER = "\u034f"
# Soft hyphen, zero width space, word joiner and byte order mark: they say where a line may break, and nothing
# to a reader.  Joiners stay, since letters and emoji look different with them.
_UNSEEN = "\u00ad\u200b\u2060\ufeff"


def seen(text: str) -> str:
    """Return ``text`` without the characters that nobody sees, so that words are found in it."""
    if not text.isascii():
        # Many times faster than to translate each character, and nearly no text holds any of them.
        for char in _UNSEEN:
            if char in text:
                text = text.replace(char, "")
    return text


def nfc(text: str) -> str:
    """Return ``text`` in NFC.

    Normalising sorts the marks on a character, in the square of their number; as in stream-safe text a
    combining grapheme joiner (U+034F) divides what is longer than any language has it.
    """
    if text.isascii():
        return text
    if len(text) > 512 and _LONG_RUN.search(text):
        text = _stream_safe(text)
    return unicodedata.normalize("NFC", text)


def _stream_safe(text: str) -> str:
    kept: list[str] = []
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks > _MARKS:
            kept.append(_JOINER)
            marks = 1
        kept.append(character)
    return "".join(kept)
