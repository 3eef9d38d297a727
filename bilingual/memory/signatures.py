"""Signatures of texts by which similar ones are found without looking at the texts.  Pure.

Each pair of adjacent characters of a text, its two ends included, is hashed to one of 256 bits and XORed
in.  An edit of one character changes at most four pairs, hence at most four bits; texts that have nothing to
do with each other differ in about half of those that either sets.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

#: 64-bit words of a signature.
WORDS = 4
#: Bits that one edited character may change.
BITS_AN_EDIT = 4
_LONGEST = 0xFFFF
# Texts whose characters are looked at together.
_BATCH = 4096
# Lengths compared at a time: what stays in a processor's cache.
_BLOCK = 1 << 15

Words = npt.NDArray[np.uint64]


def signatures(texts: Sequence[str]) -> tuple[npt.NDArray[np.uint16], Words]:
    """Return the lengths and the signatures (`WORDS` rows) of texts without line feeds.

    A length above 65,535 is given as that.

    >>> lengths, words = signatures(["가나다", "가나라"])
    >>> lengths.tolist(), int(np.bitwise_count(words[:, 0] ^ words[:, 1]).sum()) <= BITS_AN_EDIT
    ([3, 3], True)
    """
    lengths = np.empty(len(texts), np.uint16)
    words = np.empty((WORDS, len(texts)), np.uint64)
    for start in range(0, len(texts), _BATCH):
        batch = texts[start : start + _BATCH]
        here = slice(start, start + len(batch))
        sizes = np.fromiter(map(len, batch), np.int64, len(batch))
        lengths[here] = np.minimum(sizes, _LONGEST)
        words[:, here] = _words("\n".join(("", *batch, "")), sizes)
    return lengths, words


def _words(joined: str, sizes: npt.NDArray[np.int64]) -> Words:
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    # Multipliers of the usual integer hashes (Knuth's golden ratio, murmur3); products wrap.
    hashed = codes[:-1] * np.uint32(0x9E3779B1) ^ codes[1:] * np.uint32(0x85EBCA6B)
    hashed ^= hashed >> np.uint32(15)
    hashed *= np.uint32(0xC2B2AE35)
    bits = hashed >> np.uint32(24)
    word = bits >> np.uint32(6)
    value = np.left_shift(np.uint64(1), (bits & np.uint32(63)).astype(np.uint64))
    # A text has a pair more than characters: those with the line feeds at its ends are its own.
    starts = np.concatenate(([0], np.cumsum(sizes + 1)[:-1]))
    rows = [
        np.bitwise_xor.reduceat(np.where(word == number, value, np.uint64(0)), starts)
        for number in range(WORDS)
    ]
    return np.stack(rows)


def expected_distance(edits: float) -> float:
    """Return in how many bits texts differ on average that are ``edits`` random edits apart."""
    return 128.0 * (1.0 - math.exp(-BITS_AN_EDIT * edits / 128.0))


@dataclass(frozen=True, slots=True)
class Shelf:
    """Signatures of many texts, sorted by length: numbers, lengths, and `WORDS` rows of words."""

    numbers: npt.NDArray[np.int64]
    lengths: npt.NDArray[np.uint16]
    words: Words

    @classmethod
    def of(cls, numbers: npt.NDArray[np.int64], lengths: npt.NDArray[np.uint16], words: Words) -> Shelf:
        """Sort signatures into a shelf."""
        order = np.argsort(lengths, kind="stable")
        return cls(numbers[order], lengths[order], np.ascontiguousarray(words[:, order]))

    @classmethod
    def empty(cls) -> Shelf:
        """A shelf with nothing on it."""
        return cls(np.empty(0, np.int64), np.empty(0, np.uint16), np.empty((WORDS, 0), np.uint64))

    def joined(self, others: Sequence[Shelf]) -> Shelf:
        """Return a shelf with the signatures of this one and of others."""
        shelves = [shelf for shelf in (self, *others) if len(shelf.numbers)]
        if len(shelves) < 2:
            return shelves[0] if shelves else self
        return Shelf.of(
            np.concatenate([shelf.numbers for shelf in shelves]),
            np.concatenate([shelf.lengths for shelf in shelves]),
            np.concatenate([shelf.words for shelf in shelves], axis=1),
        )

    def without(self, gone: npt.NDArray[np.int64]) -> Shelf:
        """Return a shelf without the signatures of these numbers."""
        keep = ~np.isin(self.numbers, gone)
        return self if keep.all() else Shelf(self.numbers[keep], self.lengths[keep], self.words[:, keep])

    def after(self, number: int) -> Shelf:
        """Return a shelf with the signatures of higher numbers alone."""
        keep = self.numbers > number
        return self if keep.all() else Shelf(self.numbers[keep], self.lengths[keep], self.words[:, keep])

    def distances(self, length: int, words: Words, at_least: float) -> Distances:
        """Return the distances to all texts that may be as similar as ``at_least`` by their length."""
        shortest = min(math.ceil(length * at_least - 1e-6), _LONGEST)
        longest = min(math.floor(length / at_least + 1e-6), _LONGEST)
        # Of the lengths' own type, or all of them would be converted first.
        low = int(np.searchsorted(self.lengths, np.uint16(shortest), "left"))
        high = int(np.searchsorted(self.lengths, np.uint16(longest), "right"))
        found = np.empty(high - low, np.uint8)
        for start in range(low, high, _BLOCK):
            end = min(start + _BLOCK, high)
            # 256 differing bits would count as none: the text is then looked at in vain, and that is all.
            total = np.bitwise_count(self.words[0, start:end] ^ words[0])
            for number in range(1, WORDS):
                total += np.bitwise_count(self.words[number, start:end] ^ words[number])
            found[start - low : end - low] = total
        return Distances(self.numbers[low:high], found)


@dataclass(frozen=True, slots=True)
class Distances:
    """Texts by number, and in how many bits the signature of each differs from that of one text."""

    numbers: npt.NDArray[np.int64]
    bits: npt.NDArray[np.uint8]

    def nearest(self, wanted: int, most: int) -> tuple[npt.NDArray[np.int64], int]:
        """Return the nearest: ``wanted`` of them and those as near as the last, never above ``most``.

        With them comes the distance below which there is none that was left out.
        """
        counts = np.cumsum(np.bincount(self.bits, minlength=256))
        if len(self.bits) <= wanted:
            return self.numbers, 256
        limit = int(np.searchsorted(counts, wanted, "left"))
        if counts[limit] <= most:
            return self.numbers[self.bits <= limit], limit + 1
        nearer = self.numbers[self.bits < limit]
        as_near = self.numbers[self.bits == limit][-(most - len(nearer)) :]
        return np.concatenate((nearer, as_near)), limit

    def within(self, distance: float) -> int:
        """Return how many are at most as far as this."""
        return int(np.count_nonzero(self.bits <= min(distance, 255)))
