"""EUC-TW, in which Taiwan's Unix machines wrote: a codec that Python does not have.

Its characters are those of CNS 11643.  Planes 1 and 2 are the two levels of Big5 in nearly the same order
(CNS 11643-1992, and Big5 of 1984): a few runs say which is which.  Characters of other planes, which hardly
any page has, are read as broken ones.
"""

from __future__ import annotations

import codecs
import re
from collections import deque
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

#: The codec's name.
NAME = "euc_tw"

# Where a run of characters begins in a plane, where in Big5, and how long it is; both counted in rows of 94
# characters of the plane and of 157 of Big5.
# fmt: off
_RUNS = {
    1: (
        (0, 0, 21), (21, 23, 2), (24, 22, 1), (29, 29, 44), (73, 74, 1), (74, 73, 1), (75, 75, 52),
        (127, 128, 1), (128, 127, 1), (129, 129, 19), (148, 149, 1), (149, 148, 1), (150, 150, 4), (155,
        21, 1), (156, 158, 2), (160, 160, 74), (282, 234, 174), (470, 6101, 20), (3290, 471, 1412),
        (4702, 1884, 424), (5126, 1883, 1), (5127, 2308, 1876), (7003, 4571, 1), (7004, 4184, 387),
        (7391, 4572, 525), (7916, 5286, 1), (7917, 5097, 189), (8106, 5287, 84), (8190, 5517, 1), (8191,
        5371, 54), (8245, 5426, 1), (8246, 5425, 1), (8247, 5427, 90), (8337, 5518, 354),
    ),
    2: (
        (0, 6280, 10), (10, 6291, 33), (43, 6372, 1), (44, 6324, 48), (92, 6373, 46), (138, 6586, 1),
        (139, 6419, 167), (306, 6587, 1840), (2146, 9074, 1), (2147, 8428, 108), (2255, 8537, 537),
        (2792, 8427, 1), (2793, 9075, 100), (2893, 8536, 1), (2894, 9175, 399), (3293, 9575, 1637),
        (4930, 11761, 1), (4931, 11212, 146), (5077, 11899, 1), (5078, 11358, 287), (5365, 12508, 1),
        (5366, 11645, 116), (5482, 11762, 137), (5619, 11900, 104), (5723, 12425, 1), (5724, 12004,
        222), (5946, 12227, 198), (6144, 12426, 82), (6226, 12509, 86), (6312, 12226, 1), (6313, 12595,
        8), (6321, 12604, 153), (6474, 12758, 56), (6530, 13114, 1), (6531, 12814, 113), (6644, 12603,
        1), (6645, 12927, 142), (6787, 12757, 1), (6788, 13069, 45), (6833, 13115, 71), (6904, 13380,
        1), (6905, 13186, 194), (7099, 13381, 490), (7589, 13914, 1), (7590, 13871, 43), (7633, 13915,
        1), (7634, 13917, 11), (7645, 13916, 1), (7646, 13928, 4),
    ),
}
# fmt: on
_ROW, _BIG5_ROW = 94, 157
#: So many characters of a row of Big5 stand below 0x7F.
_BELOW = 63
_FIRST = 0xA1
# A letter of plane 1, one of another plane behind its sign, one that is cut off, or a byte that is none.
_LETTER = re.compile(
    rb"\x8e[\xa1-\xb0][\xa1-\xfe]{2}|\x8e(?:[\xa1-\xb0][\xa1-\xfe]?)?\Z|[\xa1-\xfe]{2}|[\x80-\xff]"
)
_PLANE_2 = b"\x8e\xa2"


@lru_cache(maxsize=1)
def _letters() -> dict[bytes, str]:
    table: dict[bytes, str] = {}
    for plane, runs in _RUNS.items():
        sign = _PLANE_2 if plane == 2 else b""
        for begin, big5, length in runs:
            for n in range(length):
                row, cell = divmod(begin + n, _ROW)
                big5_row, place = divmod(big5 + n, _BIG5_ROW)
                trail = place + 0x40 if place < _BELOW else place - _BELOW + _FIRST
                text = bytes((big5_row + _FIRST, trail)).decode("cp950", "replace")
                table[sign + bytes((row + _FIRST, cell + _FIRST))] = text
    return table


def _decode(encoded: Buffer, errors: str = "strict", /) -> tuple[str, int]:
    letters = _letters()
    data = bytes(encoded)
    pieces: list[str] = []
    at = 0
    for found in _LETTER.finditer(data):
        text = letters.get(found[0])
        if text is None:
            if errors == "strict":
                raise UnicodeDecodeError(NAME, data, found.start(), found.end(), "not in planes 1 and 2")
            text = "" if errors == "ignore" else "\ufffd"
        pieces += (data[at : found.start()].decode("ascii"), text)
        at = found.end()
    pieces.append(data[at:].decode("ascii"))
    return "".join(pieces), len(data)


def _encode(text: str, _errors: str = "strict", /) -> tuple[bytes, int]:
    raise UnicodeEncodeError(NAME, text, 0, len(text), "EUC-TW is read, never written")


class _Decoder(codecs.BufferedIncrementalDecoder):
    def _buffer_decode(self, input: Buffer, errors: str, final: bool) -> tuple[str, int]:
        data = bytes(input)
        end = len(data) if final else _whole(data)
        return _decode(data[:end], errors)[0], end


def _whole(data: bytes) -> int:
    """Return where the last letter begins if it is cut off, else the end."""
    start = len(data)
    while start and data[start - 1] >= 0x80:
        start -= 1
    last = deque(_LETTER.finditer(data, start), maxlen=1)
    cut = last and (len(last[0][0]) == 1 or (last[0][0][0] == 0x8E and len(last[0][0]) < 4))
    return last[0].start() if cut else len(data)


def register() -> None:
    """Make the codec known to Python; doing so again changes nothing."""
    codecs.unregister(_search)
    codecs.register(_search)


def _search(name: str) -> codecs.CodecInfo | None:
    if name != NAME:
        return None
    return codecs.CodecInfo(name=NAME, encode=_encode, decode=_decode, incrementaldecoder=_Decoder)
