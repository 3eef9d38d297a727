"""Texts brought to one form for look-up, with a way back to the offsets of the text as given.

Width, composition (NFC), letter case and the marks that names are written with or without (spaces, hyphens,
middle dots) differ between writers; a term is found in spite of them.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

#: Marks inside names that come and go: spaces, hyphens, middle dots, invisible characters.
SEPARATORS = (
    "\\s\u00ad\u200b\u200c\u200d\u2060\ufeff"
    "\\-\u2010\u2011\u2012\u2013\u2212\ufe63"
    "\u00b7\u2027\u2219\u2022\u22c5\u30fb\uff65\u318d\u16eb"
)
#: Web and mail addresses and account names: no term stands in them.
ADDRESS = re.compile(
    r"(?i:https?://|www\.)[^\s<>\"'\u1100-\uffff]+"
    r"|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w.])@\w{2,}"
    r"|(?<![\w.@-])(?:[\w-]+\.)+(?i:com|org|net|info|int|gov|edu|io|kr|cn|ru|jp|uk|eu)(?![\w-])(?:/[^\s<>\"'\u1100-\uffff]*)?",
    re.ASCII,
)
_SEPARATOR = re.compile(f"[{SEPARATORS}]")
_SEPARATOR_IN_LINE = re.compile(f"(?!\n)[{SEPARATORS}]")
_WIDE = re.compile("[\uff01-\uff5e]")
_WIDE_TABLE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
# Small letters and marks that NFC leaves alone, none of them wide, no separator but the space; the same with
# capitals and the usual separators.
_SMALL = " -,./0-@\\[-~¡-¬®-¶¸-¿ß-ÿ가-힣一-鿿‘’“”—…、-】■-◯→↔※℃"
_OTHER_SEPARATORS = "-·\u00a0•ㆍ–・"
_PLAIN = re.compile(f"[{_SMALL}]*")
_ORDINARY = re.compile(f"[{_SMALL}A-ZÀ-Þ{_OTHER_SEPARATORS[1:]}-]*")


@dataclass(slots=True)
class Base:
    """A text in NFC with half-width letters.

    ``starts`` and ``ends`` lead from ``base`` to the given text, None where the offsets are the same.
    """

    base: str
    starts: list[int] | None
    ends: list[int] | None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span of the given text that ``base[start:end]`` stands for."""
        if self.starts is None or self.ends is None or start >= end:
            return start, end
        return self.starts[start], self.ends[end - 1]


class Folded(Base):
    """A text for look-up.

    ``spaced`` is ``base`` in small letters, each separator a space; ``skeleton`` the same without them.
    """

    __slots__ = ("_cuts", "skeleton", "spaced")

    def __init__(self, base: str, starts: list[int] | None, ends: list[int] | None, spaced: str) -> None:
        self.base = base
        self.starts = starts
        self.ends = ends
        self.spaced = spaced
        self.skeleton = spaced.replace(" ", "")
        self._cuts: list[int] | None = None

    @property
    def cuts(self) -> list[int]:
        """The skeleton offset at which each separator was taken out, in order, and the skeleton's length."""
        cuts = self._cuts
        if cuts is None:
            # Most sentences hold no candidate, and are never asked.
            cuts = self._cuts = list(accumulate(map(len, self.spaced.split(" "))))
        return cuts

    def at(self, offset: int) -> int:
        """The offset in ``base`` of a skeleton character."""
        return offset + bisect_right(self.cuts, offset)


@lru_cache(maxsize=256)
def fold_base(text: str) -> Base:
    """Bring a text to its base form alone, which is all that target forms are looked for in."""
    return Base(*_based(text))


def _based(text: str) -> tuple[str, list[int] | None, list[int] | None]:
    starts: list[int] | None = None
    ends: list[int] | None = None
    base = text
    if not text.isascii():
        if not unicodedata.is_normalized("NFC", text):
            base, starts, ends = _composed(text)
        if _WIDE.search(base):
            base = base.translate(_WIDE_TABLE)
    return base, starts, ends


def fold(text: str) -> Folded:
    """Fold a text for look-up (see `Folded`)."""
    # Most texts are as they should be already, and finding that out is a small part of bringing them there.
    small = _PLAIN.match(text)
    at = small.end() if small else 0
    if at == len(text):
        return Folded(text, None, None, text)
    if _ORDINARY.fullmatch(text, at):
        spaced = text.lower()
        for separator in _OTHER_SEPARATORS:
            spaced = spaced.replace(separator, " ")
        return Folded(text, None, None, spaced)
    base, starts, ends = _based(text)
    lower = base.lower()
    if len(lower) != len(base):
        lower = "".join(low if len(low := char.lower()) == 1 else char for char in base)
    return Folded(base, starts, ends, _SEPARATOR.sub(" ", lower))


def skeletons(texts: Sequence[str]) -> list[str]:
    """The skeletons of many short texts without line breaks, made in one go."""
    joined = "\n".join(texts)
    lower = flat(joined).lower()
    found = _SEPARATOR_IN_LINE.sub("", lower).split("\n")
    if len(found) == len(texts) and "İ" not in joined:
        return found
    return [fold(flat(text)).skeleton for text in texts]


def flat(text: str) -> str:
    """NFC with half-width ASCII: two forms that differ in nothing a reader sees become equal."""
    return unicodedata.normalize("NFC", text).translate(_WIDE_TABLE)


def is_hangul(char: str) -> bool:
    """Whether ``char`` is a Hangul syllable."""
    return "가" <= char <= "힣"


def is_han(char: str) -> bool:
    """Whether ``char`` is a Han character of the basic planes or the extensions."""
    return (
        "\u4e00" <= char <= "\u9fff"
        or "\u3400" <= char <= "\u4dbf"
        or "\uf900" <= char <= "\ufaff"
        or "\U00020000" <= char <= "\U000323af"
        or char == "〇"
    )


def is_latin(char: str) -> bool:
    """Whether ``char`` is a Latin letter or an ASCII digit."""
    return (char.isascii() and char.isalnum()) or "\u00c0" <= char <= "\u024f"


def _composed(text: str) -> tuple[str, list[int], list[int]]:
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    position = 0
    while position < len(text):
        end = position + 1
        while end < len(text) and _joins(text[end]):
            end += 1
        cluster = unicodedata.normalize("NFC", text[position:end])
        for char in cluster:
            out.append(char)
            starts.append(position)
            ends.append(end)
        position = end
    return "".join(out), starts, ends


def _joins(char: str) -> bool:
    return bool(unicodedata.combining(char)) or "\u1160" <= char <= "\u11ff"
