"""TMX 1.4b in and out (the LISA/GALA recommendation), streaming both ways.

Reading is by expat directly: it keeps nothing of what is past, knows the line, and loads no external
file whatever the document says.  ``<!DOCTYPE tmx SYSTEM "tmx14.dtd">`` is accepted; any entity declaration
is refused, as is a reference to an entity that XML itself does not define.

What TMX has no place for travels in ``<prop>`` elements of the ``<tu>`` (or of one ``<tuv>``, where it
outranks the former):

==========================  =====================================================================
``x-origin``                ``person``, ``imported`` or ``engine``; without it, or with another word, a
                            unit is ``imported``
``x-status``                the target's status when it was made (``translated``, ``edited`` …)
``x-bilingual-engine``      the engine's signature
``x-bilingual-pairs``       the term pairs, a JSON array of ``[source form, target form]``
``x-bilingual-segment``     the segment's id
``x-bilingual-previous``    hash of the preceding segment's source (`units.context`), likewise
``x-bilingual-following``   of the following one
==========================  =====================================================================
"""

from __future__ import annotations

import os
import re
import unicodedata
import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from bilingual import __version__
from bilingual.errors import MemoryStoreError, OutputError, UsageError
from bilingual.guarded_xml import guarded_parser, parse
from bilingual.languages import canonical
from bilingual.memory.passed_over import BAD_DATE, EMPTY, NO_PAIR, UNKNOWN_LANGUAGE, PassedOver
from bilingual.memory.tmx_bytes import chunks
from bilingual.memory.units import IMPORTED, ORIGINS, Unit, context, pairs_json, read_pairs

ORIGIN = "x-origin"
STATUS = "x-status"
ENGINE = "x-bilingual-engine"
PAIRS = "x-bilingual-pairs"
SEGMENT = "x-bilingual-segment"
PREVIOUS = "x-bilingual-previous"
FOLLOWING = "x-bilingual-following"

_PROPS = frozenset({ORIGIN, STATUS, ENGINE, PAIRS, SEGMENT, PREVIOUS, FOLLOWING})

ANY_SOURCE = "*all*"
#: Characters that one ``<seg>`` or ``<prop>`` may hold; more is no sentence but an attack or a mistake.
LONGEST = 1_000_000

_READ = 1 << 16
# TMX itself needs about eight; inline elements may nest in one another.
_DEEPEST = 100
# What these hold is another format's code, or text inside such code: none of the sentence.
_CODE = frozenset({"bpt", "ept", "ph", "it", "ut"})
_BREAK = frozenset({"lb", "br", "x-br", "x-lb"})
_TMX_TIME = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z")
_ISO_TIME = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:Z|\+00:00)")
_SPACE = re.compile(r"\s+")
# Neither allowed in XML 1.0 nor of any use in a sentence (production 2, Char).
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Variant:
    """One ``<tuv>``: its language (canonical), its plain text and the properties that hold for it."""

    language: str
    text: str
    props: Mapping[str, str] = field(default_factory=dict)
    created: str = ""


@dataclass(frozen=True, slots=True)
class TmxUnit:
    """One ``<tu>``: the line that it begins on, its source language and its texts.

    Of several texts in one language each makes units of its own; those of the first come last, and so
    outrank the others.

    ``source_language`` is None where any of them may be the source (``*all*``), and may be a language
    that the unit has no text in.
    """

    line: int
    source_language: str | None
    variants: tuple[Variant, ...]

    def units(self) -> Iterator[Unit]:
        """Give a translation unit for each direction that the ``<tu>`` stands for."""
        for source, target in self.pairs():
            yield _unit(source, target)

    def pairs(self) -> Iterator[tuple[Variant, Variant]]:
        """Give the source and target of each such unit."""
        first = {variant.language: variant for variant in reversed(self.variants)}
        ordered = sorted(self.variants, key=lambda variant: variant is first[variant.language])
        for source in ordered:
            if self.source_language in (None, source.language):
                for target in ordered:
                    if target.language != source.language and source.text and target.text:
                        yield source, target


def read_tmx(path: Path) -> Iterator[TmxUnit]:
    """Give the units of a TMX file one by one; texts are NFC, trimmed, a line break made one space.

    A ``<tuv>`` in a language that we do not know is passed over; of two in one language the first counts
    most.
    Raises MemoryStoreError, with file and line, for a file that cannot be read, is not well-formed, is not
    TMX, or declares entities.
    """
    reader = TmxReader(path)
    for _, chunk in chunks(path, _READ):
        yield from reader.feed(chunk)
    yield from reader.feed(b"", last=True)


def write_tmx(path: Path, units: Iterable[Unit]) -> None:
    """Write units to a TMX file, one ``<tu>`` each, in order.

    Control characters that XML cannot hold and halves of surrogate pairs are left out; a unit without
    text is passed over.  The file appears whole or not at all.  Raises OutputError if it cannot be written.
    """
    temporary = path.parent / f".{uuid.uuid4().hex}.tmp"
    try:
        with temporary.open("x", encoding="utf-8", newline="\n") as file:
            file.writelines(stream_tmx(units))
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror}\nChoose another place.") from error
    finally:
        with suppress(OSError):
            temporary.unlink()


class TmxReader:
    """The state of one reading.  Handlers are called by expat; finished units wait in ``_ready``."""

    def __init__(self, path: Path, passed: PassedOver | None = None) -> None:
        self._path = path
        self._passed = PassedOver() if passed is None else passed
        self._ready: list[TmxUnit] = []
        self._open: list[str] = []
        self.header_source = ANY_SOURCE
        self._languages: dict[str, str | None] = {}
        self._text: list[str] | None = None
        self._length = 0
        self._code = 0
        self._prop_type = ""
        self._start_unit("", 0, "")
        parser = guarded_parser("TMX", self._error)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        self._parser = parser

    @property
    def in_body(self) -> bool:
        """Whether what was read ends in the body, between two units."""
        return self._open == ["tmx", "body"]

    def report_at_once(self, at_once: bool) -> bool:
        """Make expat report every element as soon as it is complete, or let it wait; tell whether it does.

        From 2.6.0 on it may wait for more of the file, lest a very long token be looked at many times.
        """
        defer = getattr(self._parser, "SetReparseDeferralEnabled", None)
        if defer is not None:
            defer(not at_once)
        return at_once and (defer is not None or expat.version_info < (2, 6, 0))

    def feed(self, data: bytes, last: bool = False) -> list[TmxUnit]:
        """Take more of the file; return the units that it completed."""
        parse(self._parser, data, last, self._error)
        ready, self._ready = self._ready, []
        return ready

    def _error(self, what: str, line: int | None = None) -> MemoryStoreError:
        return MemoryStoreError(
            f"{self._path}:{line or self._parser.CurrentLineNumber}: {what}\n"
            "Nothing was imported; correct the file and import it again."
        )

    def _start_unit(self, source: str, line: int, created: str) -> None:
        self._source = source
        self._line = line
        self._created = created
        self._props: dict[str, str] = {}
        self._variants: list[Variant] = []
        self._start_variant(None, "")

    def _start_variant(self, language: str | None, created: str) -> None:
        self._language = language
        self._variant_created = created
        self._variant_props: dict[str, str] = {}
        self._segment: str | None = None

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not self._open and name != "tmx":
            raise self._error(f"is not TMX: its root element is <{name}>")
        self._open.append(name)
        if len(self._open) > _DEEPEST:
            raise self._error(f"elements nested more than {_DEEPEST} deep")
        if self._text is not None:
            self._start_inline(name, attributes)
        elif name == "tu":
            source = attributes.get("srclang") or self.header_source
            self._start_unit(source, self._parser.CurrentLineNumber, self._changed(attributes))
        elif name == "tuv":
            code = attributes.get("xml:lang") or attributes.get("lang") or ""
            self._start_variant(self.language(code), self._changed(attributes))
        elif name == "header":
            self.header_source = attributes.get("srclang") or ANY_SOURCE
        elif name in ("seg", "prop"):
            self._prop_type = attributes.get("type", "")
            self._text, self._length = [], 0

    def _start_inline(self, name: str, attributes: dict[str, str]) -> None:
        if name in _CODE:
            self._code += 1
            if attributes.get("type", "").lower() in _BREAK and self._text is not None:
                self._text.append(" ")

    def _end(self, name: str) -> None:
        self._open.pop()
        if self._text is not None and name in _CODE:
            self._code -= 1
        elif name == "seg" and self._text is not None:
            if self._segment is None:
                self._segment = plain("".join(self._text))
            self._text, self._code = None, 0
        elif name == "prop" and self._text is not None:
            props = self._variant_props if "tuv" in self._open else self._props
            if "tu" in self._open and self._prop_type in _PROPS:
                props[self._prop_type] = "".join(self._text).strip()
            self._text, self._code = None, 0
        elif name == "tuv":
            self._end_variant()
        elif name == "tu":
            self._end_unit()

    def _end_variant(self) -> None:
        if self._language is None:
            self._passed[UNKNOWN_LANGUAGE] += 1
        elif not self._segment:
            self._passed[EMPTY] += 1
        elif all((one.language, one.text) != (self._language, self._segment) for one in self._variants):
            created = self._variant_created or self._created
            self._variants.append(Variant(self._language, self._segment, self._variant_props, created))

    def _end_unit(self) -> None:
        source: str | None = None
        if self._source.lower() != ANY_SOURCE:
            source = self.language(self._source) or self._source
        variants = []
        for variant in self._variants:
            props = {**self._props, **variant.props}
            self._check_pairs(props)
            variants.append(Variant(variant.language, variant.text, props, variant.created))
        unit = TmxUnit(self._line, source, tuple(variants))
        if next(unit.pairs(), None) is None:
            self._passed[NO_PAIR] += 1
        self._ready.append(unit)

    def _changed(self, attributes: Mapping[str, str]) -> str:
        date = changed(attributes)
        if date is None:
            self._passed[BAD_DATE] += 1
        return date or ""

    def _check_pairs(self, props: Mapping[str, str]) -> None:
        try:
            read_pairs(props.get(PAIRS) or "[]")
        except (ValueError, RecursionError):
            raise self._error(f"the property {PAIRS} is not a JSON array of pairs", self._line) from None

    def _characters(self, data: str) -> None:
        if self._text is None or self._code:
            return
        self._length += len(data)
        if self._length > LONGEST:
            raise self._error(f"a text of more than {LONGEST:,} characters")
        self._text.append(data)

    def language(self, code: str) -> str | None:
        """Return the canonical code of a language, None for one that we do not know."""
        if code not in self._languages:
            try:
                self._languages[code] = canonical(code)
            except UsageError:
                self._languages[code] = None
        return self._languages[code]


def changed(attributes: Mapping[str, str]) -> str | None:
    """Return when a unit or a text was last changed, ISO 8601 in UTC; "" where its attributes do not say.

    None is for an attribute that holds no date.
    """
    for name in ("changedate", "creationdate"):
        written = attributes.get(name)
        if not written:
            continue
        match = _TMX_TIME.fullmatch(written)
        if match is None:
            return None
        year, month, day, *time = match.groups()
        iso = f"{year}-{month}-{day}T{':'.join(time)}"
        try:
            datetime.fromisoformat(iso)
        except ValueError:
            return None
        return f"{iso}Z"
    return ""


def plain(text: str) -> str:
    """Return a segment's text as it is kept: NFC, trimmed, a line break made one space."""
    text = text.strip()
    if "\n" in text or "\r" in text:
        text = _SPACE.sub(lambda run: " " if "\n" in run[0] or "\r" in run[0] else run[0], text)
    return unicodedata.normalize("NFC", text)


def _unit(source: Variant, target: Variant) -> Unit:
    props = target.props
    origin = props.get(ORIGIN, "").lower()
    return Unit(
        source=source.text,
        target=target.text,
        source_language=source.language,
        target_language=target.language,
        origin=origin if origin in ORIGINS else IMPORTED,
        status=props.get(STATUS, ""),
        engine=props.get(ENGINE, ""),
        pairs=read_pairs(props.get(PAIRS) or "[]"),
        segment=props.get(SEGMENT, ""),
        previous=context(props.get(PREVIOUS, "")),
        following=context(props.get(FOLLOWING, "")),
        created=target.created,
    )


def stream_tmx(units: Iterable[Unit]) -> Iterator[str]:
    """Give the text of a TMX file of these units, one ``<tu>`` each, as `write_tmx` writes it."""
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
        '<tmx version="1.4">\n'
        f'  <header creationtool="bilingual" creationtoolversion="{__version__}" segtype="sentence" '
        'o-tmf="bilingual" adminlang="en" srclang="*all*" datatype="plaintext"/>\n'
        "  <body>\n"
    )
    for unit in units:
        source, target = _legal(unit.source).strip(), _legal(unit.target).strip()
        if source and target:
            yield _entry(unit, source, target)
    yield "  </body>\n</tmx>\n"


def _entry(unit: Unit, source: str, target: str) -> str:
    match = _ISO_TIME.fullmatch(unit.created)
    date = ' creationdate="{}{}{}T{}{}{}Z"'.format(*match.groups()) if match else ""
    properties = {
        ORIGIN: unit.origin,
        STATUS: unit.status,
        ENGINE: unit.engine,
        PAIRS: pairs_json(unit.pairs) if unit.pairs else "",
        SEGMENT: unit.segment,
        PREVIOUS: context(unit.previous),
        FOLLOWING: context(unit.following),
    }
    lines = [f'    <tu srclang="{unit.source_language}"{date}>']
    for name, value in properties.items():
        if value:
            lines.append(f"      <prop type={quoteattr(name)}>{_escaped(_legal(value))}</prop>")
    for language, text in ((unit.source_language, source), (unit.target_language, target)):
        lines.append(f"      <tuv xml:lang={quoteattr(language)}><seg>{_escaped(text)}</seg></tuv>")
    return "\n".join([*lines, "    </tu>\n"])


def _legal(text: str) -> str:
    return _ILLEGAL.sub("", text)


def _escaped(text: str) -> str:
    # A bare carriage return would come back as a line feed.
    return escape(text, {"\r": "&#13;"})
