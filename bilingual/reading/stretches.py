"""Stretches of UTF-8 inside a line that is not UTF-8 as a whole.

A page squeezed into one line may hold an article in one encoding and comments in another.  No byte below
``@`` but a digit is ever the second half of a letter, in none of the encodings of Korea, China and Japan: so
words and tags part a line safely, and each word is UTF-8 or it is not.
"""

from __future__ import annotations

import re

from bilingual.reading.legacy import cjk_letters, frequent_share

# A word from its first byte beyond ASCII on; it ends at a blank, a tag or a sign.
_WORD = re.compile(rb"[\x80-\xff][^\x00-\x2f\x3a-\x3f]*+")
_HIGH = bytes(range(0x80))
# So many letters of three bytes in a row are no accident.
_LETTERS = re.compile(rb"(?:[\xe2-\xef][\x80-\xbf]{2}){4,}+")
#: One broken letter leaves so many bytes that mean nothing.
_LOST = 3
#: The least letters of a stretch, and the share of frequent ones: other bytes are UTF-8 only by chance.
_LEAST, _FREQUENT = 2, 0.45


def stretches(line: bytes) -> list[tuple[bytes, str | None]]:
    """Part a line into stretches: their bytes, and their text if they are UTF-8, None for any other.

    A letter or two that are broken in the midst of UTF-8 are U+FFFD in its text.  A line without UTF-8 in it
    is one stretch.  Takes time in proportion to the line.
    """
    cuts: list[tuple[int, bool]] = []  # where a stretch begins, and whether it is UTF-8
    for word in _WORD.finditer(line):
        for at, sound in _kinds(word[0]):
            if sound is not None and (not cuts or cuts[-1][1] != sound):
                cuts.append((word.start() + at, sound))
    if not any(sound for _, sound in cuts):
        return [(line, None)]
    cuts[0] = (0, cuts[0][1])
    ends = [at for at, _ in cuts[1:]] + [len(line)]
    found: list[tuple[bytes, str | None]] = []
    for (begin, sound), end in zip(cuts, ends, strict=True):
        piece = line[begin:end]
        text = piece.decode("utf-8", "replace") if sound else None
        if text is not None and (cjk_letters(text) < _LEAST or frequent_share(text) < _FREQUENT):
            text = None
        if text is None and found and found[-1][1] is None:
            found[-1] = (found[-1][0] + piece, None)
        else:
            found.append((piece, text))
    return found


def _kinds(word: bytes) -> list[tuple[int, bool | None]]:
    """Return where in a word UTF-8 begins (True) or ends (False); None where it could be either."""
    try:
        return [(0, True if cjk_letters(word.decode("utf-8")) else None)]
    except UnicodeDecodeError:
        text = word.decode("utf-8", "replace")
    letters = cjk_letters(text)
    # Half of it in sound letters, and hardly more lost than one letter.
    if text.count("\ufffd") <= _LOST and 6 * letters >= len(word.translate(None, _HIGH)):
        return [(0, True)]
    kinds: list[tuple[int, bool | None]] = []
    at = 0
    for run in _LETTERS.finditer(word):
        if run.start() - at > _LOST or (at == 0 and run.start()):
            kinds.append((at, False))
        kinds.append((run.start(), True))
        at = run.end()
    if len(word) - at > _LOST or not kinds:
        kinds.append((at, False))
    return kinds
