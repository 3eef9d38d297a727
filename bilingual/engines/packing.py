"""Packing texts into calls: pure, in order, within an engine's limits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote_plus

from bilingual.engines.contract import Limits
from bilingual.engines.splitting import split


@dataclass(frozen=True, slots=True)
class Request:
    """A text to translate and the term pairs that occur in it."""

    text: str
    terms: tuple[tuple[str, str], ...] = ()


def encoded_bytes(text: str) -> int:
    """Return the bytes that the text takes in a URL's query (nine a Hangul syllable)."""
    return len(quote_plus(text, errors="replace"))


def too_long(text: str, limits: Limits) -> str:
    """Return why the text cannot be asked even alone, or an empty string."""
    if limits.characters is not None and len(text) > limits.characters:
        return f"longer than the engine takes: {len(text)} characters, at most {limits.characters}"
    if limits.encoded_bytes is not None and (size := encoded_bytes(text)) > limits.encoded_bytes:
        return f"longer than the engine takes: {size} bytes encoded, at most {limits.encoded_bytes}"
    return ""


def pieces(request: Request, limits: Limits) -> list[Request]:
    """Return the request, or what it is cut into because it is too long; empty if it cannot be cut.

    A piece keeps those of the term pairs whose source form stands in it.
    """
    if not too_long(request.text, limits):
        return [request]
    parts = split(request.text, lambda text: not too_long(text, limits))
    return [
        Request(part, tuple(pair for pair in request.terms if pair[0] in part) if request.terms else ())
        for part in parts
    ]


def packets(
    requests: Sequence[Request], indices: Sequence[int], limits: Limits, *, by_terms: bool
) -> Iterator[list[int]]:
    """Yield the indices of each call's texts.

    With ``by_terms`` texts share a call only if their term pairs are the same; the groups come in the order
    of their first text.  Inside a call the order is the source's.  A text that is too long alone is not
    to be given here (see `too_long`).
    """
    groups: dict[tuple[tuple[str, str], ...], list[int]] = {}
    for index in indices:
        groups.setdefault(requests[index].terms if by_terms else (), []).append(index)
    for group in groups.values():
        packet: list[int] = []
        characters = size = 0
        for index in group:
            text = requests[index].text
            # One separator before each text: a line break is one character, three bytes encoded.
            more_characters = len(text) + 1
            more_bytes = encoded_bytes(text) + 3 if limits.encoded_bytes is not None else 0
            if packet and (
                (limits.items is not None and len(packet) >= limits.items)
                or (limits.characters is not None and characters + more_characters > limits.characters + 1)
                or (limits.encoded_bytes is not None and size + more_bytes > limits.encoded_bytes + 3)
            ):
                yield packet
                packet, characters, size = [], 0, 0
            packet.append(index)
            characters += more_characters
            size += more_bytes
        if packet:
            yield packet
