"""Units of a TMX file, read several times as fast where the file is plain.

A ``<tu>`` of the usual form (properties, then texts without inline elements) is taken by an expression that
nothing malformed can match.  All else, the frame of the file included, goes to the reader of `tmx`, with
empty lines where the plain units stood, so that what it says of a line is true.  What comes out is what
that reader alone would give.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.sax.saxutils import unescape

from bilingual.memory.passed_over import PassedOver
from bilingual.memory.tmx import (
    ANY_SOURCE,
    ENGINE,
    FOLLOWING,
    LONGEST,
    ORIGIN,
    PAIRS,
    PREVIOUS,
    SEGMENT,
    STATUS,
    TmxReader,
    changed,
    plain,
)
from bilingual.memory.tmx_bytes import chunks
from bilingual.memory.units import IMPORTED, ORIGINS, Pairs, Unit, context, quick_unit, read_pairs

_READ = 1 << 20
_END = b"</tu>"
# Longer ones are left to the other reader.
_LONGEST_UNIT = 4 * _READ

_ATTRIBUTE = r"""[ \t\n]++[A-Za-z][\w:.-]*+=(?:"[^"<&\t\n]*+"|'[^'<&\t\n]*+')"""
_ATTRIBUTES = rf"((?:{_ATTRIBUTE})*+)\s*+>"
_PROP = rf"\s*+<prop(?:{_ATTRIBUTE})*+\s*+>[^<]*+</prop\s*+>"
_TEXT = rf"\s*+<tuv{_ATTRIBUTES}\s*+<seg>([^<]*+)</seg>\s*+</tuv\s*+>"
# One source and one target, by far the most.  ASCII: what XML takes for space, and no more.
_UNIT = re.compile(rf"\s*+<tu{_ATTRIBUTES}((?:{_PROP})*+){_TEXT}{_TEXT}\s*+</tu\s*+>", re.ASCII)
_EACH_PROP = re.compile(rf"\s*+<prop{_ATTRIBUTES}([^<]*+)</prop\s*+>", re.ASCII)
_EACH_ATTRIBUTE = re.compile(r"""\s++([\w:.-]++)=(?:"([^"]*+)"|'([^']*+)')""", re.ASCII)
# A reference to anything but the five characters that XML itself names.
_OTHER_REFERENCE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)")
_NAMED = {"&quot;": '"', "&apos;": "'"}
# What XML forbids in text, and what an expression cannot see through.
_CONTROLS = bytes({*range(32)} - {9, 10, 13})
_BEYOND = ("\ufffe".encode(), "\uffff".encode(), b"]]>", b"<!", b"<?")
_DECLARED = re.compile(rb"(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']+)[\"']")
_UNCLOSED = ((b"<!--", b"-->"), (b"<![CDATA[", b"]]>"), (b"<?", b"?>"))
# Properties and attributes repeat; a file in which they do not must not fill the memory.
_REMEMBERED = 20_000

# Whether the first text is the source, its language, the other's, when it was made.
_Direction = tuple[bool, str, str, str]
# Origin, status, engine, pairs, segment, previous, following: as they stand in `Unit`.
_Told = tuple[str, str, str, Pairs, str, str, str]


def read_units(
    path: Path, advance: Callable[[int], object] = int, passed: PassedOver | None = None
) -> Iterator[list[Unit]]:
    """Give the units of a TMX file in lists, in order: those that `tmx.read_tmx` gives.

    ``advance`` is told how many more bytes were read; ``passed`` counts what is left out.
    Raises MemoryStoreError, with file and line, as
    `tmx.read_tmx` does.
    """
    reader = _QuickReader(path, passed)
    for count, chunk in chunks(path, _READ):
        yield reader.feed(chunk)
        advance(count)
    yield reader.feed(b"", last=True)


class _QuickReader:
    """The state of one reading: what is not yet looked at, and the other reader."""

    def __init__(self, path: Path, passed: PassedOver | None = None) -> None:
        self._slow = TmxReader(path, passed)
        self._rest = b""
        self._quick = self._slow.report_at_once(True)
        self._within = False
        # By how attributes and properties are written; None for what the other reader must see.
        self._directions: dict[tuple[str, str, str], list[_Direction] | None] = {}
        self._told: dict[str, _Told | None] = {}

    def feed(self, data: bytes, last: bool = False) -> list[Unit]:
        """Take more of the file; return the units that it completed."""
        units: list[Unit] = []
        data, self._rest = self._rest + data, b""
        if self._quick and not self._within:
            data = self._enter(data, units)
        if self._quick:
            end = data.rfind(_END) + len(_END)
            if end >= len(_END):
                self._take(data[:end], units)
                data = data[end:]
        if self._quick and not last:
            if len(data) <= _LONGEST_UNIT:
                self._rest, data = data, b""
            else:
                self._give_up()
        if data or last:
            self._ask(data, units, last)
        return units

    def _enter(self, data: bytes, units: list[Unit]) -> bytes:
        # All up to the first unit is the frame, which only the other reader judges.
        start = max(data.find(b"<tu"), 0)
        declared = _DECLARED.match(data)
        self._ask(data[:start], units)
        if (
            not self._slow.in_body
            or (declared and declared[1].lower() not in (b"utf-8", b"utf8"))
            or b"<!ATTLIST" in data[:start]
            or any(data.rfind(opened, 0, start) > data.rfind(end, 0, start) for opened, end in _UNCLOSED)
        ):
            self._give_up()
        self._within = True
        return data[start:]

    def _give_up(self) -> None:
        self._quick = False
        self._slow.report_at_once(False)

    def _ask(self, data: bytes, units: list[Unit], last: bool = False) -> None:
        for entry in self._slow.feed(data, last):
            units.extend(entry.units())

    def _take(self, block: bytes, units: list[Unit]) -> None:
        text = _decoded(block)
        if text is None:
            self._give_up()
            self._ask(block, units)
            return
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        start = position = 0
        while True:
            found = _UNIT.match(text, position)
            if found and self._understood(found, units):
                position = found.end()
                continue
            if position > start:
                self._ask(b"\n" * text.count("\n", start, position), units)
            if position == len(text):
                return
            start = text.index("</tu>", position) + len(_END)
            self._ask(text[position:start].encode(), units)
            position = start
            if not self._slow.in_body:
                self._give_up()
                self._ask(text[start:].encode(), units)
                return

    def _understood(self, found: re.Match[str], units: list[Unit]) -> bool:
        attributes, properties, one, one_text, other, other_text = found.groups()
        key = (attributes, one, other)
        directions = self._directions[key] if key in self._directions else self._remember(key)
        told = self._told[properties] if properties in self._told else self._remember_told(properties)
        if directions is None or told is None:
            return False
        if "&" in one_text or "&" in other_text:
            if _OTHER_REFERENCE.search(one_text) or _OTHER_REFERENCE.search(other_text):
                return False
            one_text, other_text = unescape(one_text, _NAMED), unescape(other_text, _NAMED)
        if len(one_text) > LONGEST or len(other_text) > LONGEST:
            return False
        one_text, other_text = plain(one_text), plain(other_text)
        if not one_text or not other_text:
            return False
        for forward, source, target, created in directions:
            text, translation = (one_text, other_text) if forward else (other_text, one_text)
            units.append(quick_unit(text, translation, source, target, *told, created))
        return True

    def _remember(self, key: tuple[str, str, str]) -> list[_Direction] | None:
        if len(self._directions) >= _REMEMBERED:
            self._directions.clear()
        result = self._directions[key] = self._languages_of(*key)
        return result

    def _languages_of(self, unit: str, one: str, other: str) -> list[_Direction] | None:
        of_unit, of_one, of_other = _read(unit), _read(one), _read(other)
        if of_unit is None or of_one is None or of_other is None:
            return None
        first, second = self._language(of_one), self._language(of_other)
        if not first or not second or first == second:
            return None
        code = of_unit.get("srclang") or self._slow.header_source
        wanted = None if code.lower() == ANY_SOURCE else (self._slow.language(code) or code)
        created, of_first, of_second = changed(of_unit), changed(of_one), changed(of_other)
        if created is None or of_first is None or of_second is None:
            return None
        found = (
            (True, first, second, of_second or created),
            (False, second, first, of_first or created),
        )
        # What gives nothing is for the other reader to count.
        return [direction for direction in found if wanted in (None, direction[1])] or None

    def _language(self, attributes: dict[str, str]) -> str | None:
        return self._slow.language(attributes.get("xml:lang") or attributes.get("lang") or "")

    def _remember_told(self, text: str) -> _Told | None:
        if len(self._told) >= _REMEMBERED:
            self._told.clear()
        result = self._told[text] = _told(text)
        return result


def _decoded(block: bytes) -> str | None:
    """The text of a part of the body; None for what the other reader must see."""
    if any(found in block for found in _BEYOND) or len(block.translate(None, _CONTROLS)) < len(block):
        return None
    try:
        return block.decode()
    except UnicodeDecodeError:
        return None


def _read(text: str) -> dict[str, str] | None:
    """The attributes written so; None where a name stands twice, which is malformed."""
    found = _EACH_ATTRIBUTE.findall(text)
    read = {name: double or single for name, double, single in found}
    return read if len(read) == len(found) else None


def _told(text: str) -> _Told | None:
    """What properties say of a unit; None for what the other reader must see."""
    if _OTHER_REFERENCE.search(text) or len(text) > LONGEST:
        return None
    props: dict[str, str] = {}
    for written, value in _EACH_PROP.findall(text):
        attributes = _read(written)
        if attributes is None:
            return None
        props[attributes.get("type", "")] = unescape(value, _NAMED).strip()
    try:
        pairs = read_pairs(props.get(PAIRS) or "[]")
    except (ValueError, RecursionError):
        return None
    origin = props.get(ORIGIN, "").lower()
    return (
        origin if origin in ORIGINS else IMPORTED,
        props.get(STATUS, ""),
        props.get(ENGINE, ""),
        pairs,
        props.get(SEGMENT, ""),
        context(props.get(PREVIOUS, "")),
        context(props.get(FOLLOWING, "")),
    )
