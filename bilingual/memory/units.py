"""Translation units, and which of several is reused.  Pure: no database here.

Ranking (the design's look-up order).  A unit that a person wrote or that was imported always outranks an
engine's: a correction made once is then taken everywhere, and an engine's answer for this very segment says
no more of it than its answer to the same text.  Within each of these two halves the place counts first:

1. this segment: same segment id and same source text;
2. same text between the same neighbours;
3. same text anywhere.

Within a place a person's goes before an imported one, then the newest wins.

An engine's unit is reused only for the same term pairs and the same engine signature (any signature where
the query names none).  A person's or imported unit is reused whatever the pairs: what it lacks of the
glossary is for the checks to report.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from bilingual.article import quickly

PERSON = "person"
IMPORTED = "imported"
MACHINE = "engine"
#: Who may have made a unit; the later, the more it weighs.
ORIGINS = (MACHINE, IMPORTED, PERSON)

Pairs = tuple[tuple[str, str], ...]

_CONTEXT = re.compile(r"sha256:[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked up: one segment for one target language.

    ``previous`` and ``following`` are the source texts of the neighbouring segments ("" at an end);
    ``engine`` the signature whose answers may be reused, None for any; ``pairs`` the term pairs that
    matched, in any order.
    """

    segment: str
    source: str
    source_language: str
    target_language: str
    previous: str = ""
    following: str = ""
    engine: str | None = None
    pairs: Pairs = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """A source text and its translation, with all that decides whether it may be used again.

    ``origin`` is ``person``, ``imported`` or ``engine``; ``status`` the target's status when it was made;
    ``engine`` the signature of the engine ("" for the others).  ``previous`` and ``following`` are the
    neighbours' source texts; the memory keeps only their hashes and gives them back as such
    (``sha256:…``, see `context`), which may be stored again as they are.  ``created`` is ISO 8601 in UTC;
    left empty it becomes the time of storing.  ``anchors`` are spans of the source and where the target has
    them (start, end, target start, target end, in code points), as far as an engine told: by them the
    inline marks of any segment of this text are placed.
    """

    source: str
    target: str
    source_language: str
    target_language: str
    origin: str
    status: str = ""
    engine: str = ""
    pairs: Pairs = ()
    segment: str = ""
    previous: str = ""
    following: str = ""
    created: str = ""
    anchors: tuple[tuple[int, int, int, int], ...] = ()

    def __post_init__(self) -> None:
        if self.origin not in ORIGINS:
            raise ValueError(f"a unit's origin is one of {', '.join(ORIGINS)}, not {self.origin!r}")


#: Makes a `Unit`, of the same arguments, where there are millions of them.  Its origin is not checked.
quick_unit = quickly(Unit)


def normalised(text: str) -> str:
    """Return ``text`` in NFC with runs of white space made one space: what an exact match compares."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def digest(*parts: str) -> bytes:
    """Return 16 bytes of the SHA-256 of ``parts``, unambiguous as to where one ends."""
    joined = "\0\1\0".join((*parts, ""))
    if joined.count("\0") != 2 * len(parts):
        joined = "\0\1\0".join((*(part.replace("\0", "\0\0") for part in parts), ""))
    return sha256(joined.encode("utf-8", "surrogatepass")).digest()[:16]


def text_key(text: str) -> int:
    """Return a signed 64-bit number for a text, the same for texts that are equal when `normalised`."""
    return normalised_key(normalised(text))


def normalised_key(text: str) -> int:
    """Return `text_key` of a text that is `normalised` already."""
    hashed = sha256(text.encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(hashed[:8], "big", signed=True)


def context(text: str) -> str:
    """Return the hash by which a neighbour is kept; "" for none; what is such a hash already stays."""
    if not text or _CONTEXT.fullmatch(text):
        return text
    stripped = normalised(text)
    return f"sha256:{sha256(stripped.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}" if stripped else ""


def pairs_json(pairs: Pairs) -> str:
    """Return pairs as canonical JSON: sorted, each once, no spaces.

    >>> pairs_json((("러시아", "Russia"), ("중국", "China"), ("러시아", "Russia")))
    '[["러시아","Russia"],["중국","China"]]'
    """
    return json.dumps(sorted(set(pairs)), ensure_ascii=False, separators=(",", ":")) if pairs else "[]"


def read_pairs(text: str) -> Pairs:
    """Return the pairs of `pairs_json`.  Raises ValueError for anything else."""
    value = json.loads(text)
    if not isinstance(value, list):
        raise ValueError("not a list of pairs")
    found = []
    for pair in value:
        if not (isinstance(pair, list) and len(pair) == 2 and all(isinstance(form, str) for form in pair)):
            raise ValueError("not a list of pairs")
        found.append((pair[0], pair[1]))
    return tuple(found)


def anchors_json(unit: Unit) -> str:
    """Return a unit's anchors as JSON."""
    if not unit.anchors:
        return "[]"
    return json.dumps([list(anchor) for anchor in unit.anchors], separators=(",", ":"))


def read_anchors(text: str, source: str, target: str) -> tuple[tuple[int, int, int, int], ...]:
    """Return the anchors of `anchors_json` that lie in these texts; none of what is nothing of the kind."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return ()
    found: list[tuple[int, int, int, int]] = []
    for anchor in value if isinstance(value, list) else ():
        if isinstance(anchor, list) and len(anchor) == 4 and all(type(edge) is int for edge in anchor):
            start, end, low, high = anchor
            if 0 <= start < end <= len(source) and 0 <= low < high <= len(target):
                found.append((start, end, low, high))
    return tuple(found)


def storable(unit: Unit) -> bool:
    """Tell whether a unit may be kept: both texts say something and can be written as UTF-8."""
    if not unit.source.strip() or not unit.target.strip():
        return False
    try:
        return b"\0" not in f"{unit.source}{unit.target}".encode()
    except UnicodeEncodeError:
        return False


def identity(unit: Unit, imported_from: str = "", source: str | None = None) -> bytes:
    """Return the key under which a unit replaces an older one.

    Two answers of one engine to the same question (text, languages, pairs, place) are the same unit, and
    the newer one stands.  What a person wrote or a file brought is the same unit only if its target is the
    same too, so that an older wording is kept behind a newer one.  ``source`` is its source `normalised`,
    where that is known.
    """
    by_engine = unit.origin == MACHINE
    return digest(
        unit.origin,
        normalised(unit.source) if source is None else source,
        unit.source_language,
        unit.target_language,
        unit.segment,
        context(unit.previous),
        context(unit.following),
        unit.engine if by_engine else "",
        pairs_json(unit.pairs) if by_engine else "",
        "" if by_engine else unit.target,
        imported_from if unit.origin == IMPORTED else "",
    )


def best(query: Query, candidates: Iterable[tuple[int, Unit]]) -> Unit | None:
    """Return the unit to reuse for ``query``, or None.

    ``candidates`` are numbered units, the newest with the highest number; those of another text, other
    languages, or of an engine that was asked something else are passed over.  The ranking is above.
    """
    text = normalised(query.source)
    pairs = pairs_json(query.pairs)
    neighbours = (context(query.previous), context(query.following))
    found: tuple[tuple[bool, int, int, int], Unit] | None = None
    for number, unit in candidates:
        if (unit.source_language, unit.target_language) != (query.source_language, query.target_language):
            continue
        human = unit.origin != MACHINE
        if not human and not _same_question(unit, query, pairs):
            continue
        if normalised(unit.source) != text:
            continue
        rank = (human, _place(unit, query, neighbours), ORIGINS.index(unit.origin), number)
        if found is None or rank > found[0]:
            found = (rank, unit)
    return found[1] if found else None


def _same_question(unit: Unit, query: Query, pairs: str) -> bool:
    return query.engine in (None, unit.engine) and pairs_json(unit.pairs) == pairs


def _place(unit: Unit, query: Query, neighbours: tuple[str, str]) -> int:
    if query.segment and unit.segment == query.segment:
        return 2
    # A unit without neighbours (most imported ones) does not say that it stood alone.
    known = any(neighbours)
    return int(known and (context(unit.previous), context(unit.following)) == neighbours)
