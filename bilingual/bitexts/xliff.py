"""XLIFF 1.2 and 2.x read as pairs (OASIS): a stream, of which nothing is kept.

Suggestions (``alt-trans``, the module for matches), notes and what other namespaces add are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from bilingual.article import Status
from bilingual.bitexts.contract import Pair
from bilingual.bitexts.xml_pieces import Reading, Text

# 1.2, chapter 2.4: what these hold is code of another format.
_CODE = frozenset({"bpt", "ept", "ph", "it"})
# Each code once: the first of a pair of them.
_COUNTED = frozenset({"bpt", "ph", "it", "x", "bx", "g", "sc", "pc"})
#: Elements that hold a source and a target: of 1.2, of 2.x.
_HOLDERS = frozenset({"trans-unit", "segment"})
# 1.2 `state`, 2.x `state`: nobody has translated it yet.
_OPEN = frozenset({"new", "needs-translation", "initial"})
_VERSION = re.compile(r"1\.[0-2]|2\.[0-9]{1,2}")
# The beginning of an element <file>, in UTF-8 and in both orders of UTF-16.
_FILE = re.compile(rb"<\0?(?:(?:[\w.-]\0?){1,40}:\0?)?f\0?i\0?l\0?e\0?[\s>]")
_READ = 1 << 20
_CUT = 200


def read_xliff(file: BinaryIO, name: str, problems: list[str]) -> Iterator[Pair]:
    """Yield the pairs of an XLIFF file: a ``trans-unit`` of 1.2, a ``segment`` of 2.x.

    A segment of 2.x is called by its unit and its own id or place (``u1/s2``), by the unit alone where that
    has one; where there are several files, which a first look through the bytes tells, each unit by its file
    as well (``page.html#u1``).  Of units that are called the same the second is ``u1~2``.  Units that are not
    to be translated are passed over.  Raises SourceError, with name and line, for what is no XLIFF of a known
    version, is not well-formed or declares entities.
    """
    return _Xliff(name, problems, several=_several_files(file)).items(file)


def _several_files(file: BinaryIO) -> bool:
    """Whether two elements ``<file>`` begin in what is left to read; the place in the file stays."""
    if not file.seekable():
        return False
    begin, found, tail = file.tell(), 0, b""
    try:
        while found < 2 and (data := file.read(_READ)):
            found += len(_FILE.findall(tail + data))
            # What was cut in the middle is found with what follows, and nothing twice.
            cut = data.rfind(b"<")
            tail = data[cut:] if cut >= 0 and not _FILE.match(data, cut) and len(data) - cut < _CUT else b""
    finally:
        file.seek(begin)
    return found > 1


class _Xliff(Reading[Pair]):
    format = "XLIFF"

    def __init__(self, name: str, problems: list[str], *, several: bool) -> None:
        super().__init__(name, problems)
        self._several = several
        # What units are called, and how often where that is more than once; hashes, to stay small.
        self._called: set[int] = set()
        self._times: dict[str, int] = {}
        self._files = self._units = self._of_unit = 0
        self._file = self._unit = self._holder = self._state = ""
        self._source_code = self._target_code = ""
        self._kept_out: list[bool] = []
        self._source: Text | None = None
        self._target: Text | None = None
        self._text: Text | None = None
        self._code = 0
        self._waiting: list[Pair] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        translate = attributes.get("translate")
        out = self._kept_out[-1] if self._kept_out and translate is None else translate == "no"
        self._kept_out.append(out)
        if self._text is not None:
            self._start_inline(self._text, name, attributes)
        elif len(self.open) == 1:
            if name != "xliff":
                raise self.error(f"is not XLIFF: its root element is <{name}>")
            version = attributes.get("version", "")
            if version and not _VERSION.fullmatch(version):
                raise self.error(f"is XLIFF {version[:20]}, which is not known here (1.2 and 2.x are)")
            self._source_code, self._target_code = (
                attributes.get("srcLang", ""),
                attributes.get("trgLang", ""),
            )
        elif name == "file":
            self._files += 1
            self._file = attributes.get("original") or attributes.get("id") or ""
            self._source_code = attributes.get("source-language") or self._source_code
            self._target_code = attributes.get("target-language") or self._target_code
        elif name in ("unit", "trans-unit"):
            self._units += 1
            self._unit = attributes.get("id") or f"unit{self._units}"
            self._of_unit = 0
            if name == "trans-unit":
                self._start_pair("", "")
        elif name == "segment":
            self._of_unit += 1
            self._start_pair(attributes.get("id") or str(self._of_unit), attributes.get("state", ""))
        elif name in ("source", "target") and self.open[-2] in _HOLDERS:
            self._text, self._code = Text(), 0
            if name == "target":
                self._state = attributes.get("state") or self._state

    def _start_pair(self, holder: str, state: str) -> None:
        self._holder, self._state, self._source, self._target = holder, state, None, None

    def _start_inline(self, text: Text, name: str, attributes: dict[str, str]) -> None:
        if name in _COUNTED:
            text.code(attributes.get("rid") or attributes.get("id") or "", name)
        if name in _CODE:
            self._code += 1
        elif name == "cp":
            text.add(_character(attributes.get("hex", "")))

    def end(self, name: str) -> None:
        out = self._kept_out.pop()
        if self._text is not None:
            if name in ("source", "target") and self.open[-1] in _HOLDERS:
                if name == "source":
                    self._source = self._text
                else:
                    self._target = self._text
                self._text = None
            elif name in _CODE and self._code:
                self._code -= 1
        elif name in _HOLDERS:
            if not out:
                self._end_pair()
            if name == "trans-unit":
                self._end_unit()
        elif name == "unit":
            self._end_unit()

    def _end_pair(self) -> None:
        source, target = self.language(self._source_code), self.language(self._target_code)
        if source is None or target is None or self._source is None:
            return
        said, marks = self._source.done()
        text, target_marks = self._target.done() if self._target is not None else ("", ())
        known = self._target is not None and (text or (self._state and self._state not in _OPEN))
        self._waiting.append(
            Pair(
                self._holder,
                source,
                said,
                target,
                text if known else None,
                Status.TRANSLATED if known else Status.UNTRANSLATED,
                marks,
                target_marks,
            )
        )

    def _end_unit(self) -> None:
        unit = self._unit_name() if self._waiting else ""
        for pair in self._waiting:
            several = len(self._waiting) > 1 and pair.segment
            named = f"{unit}/{pair.segment}" if several else unit
            self.ready.append(
                Pair(
                    named,
                    pair.source_language,
                    pair.source,
                    pair.language,
                    pair.target,
                    pair.status,
                    pair.source_marks,
                    pair.target_marks,
                )
            )
        self._waiting.clear()

    def _unit_name(self) -> str:
        """What this unit is called, as no other is."""
        by_file = self._several or self._files > 1
        name = f"{self._file or self._files}#{self._unit}" if by_file else self._unit
        while hash(name) in self._called:
            self._times[name] = times = self._times.get(name, 1) + 1
            name = f"{name}~{times}"
        self._called.add(hash(name))
        return name

    def characters(self, data: str) -> None:
        if self._text is not None and not self._code:
            self._text.add(data)
            self.check_length(self._text)


def _character(code: str) -> str:
    """The character that XML cannot hold (2.x, ``cp``), as far as a text may hold it."""
    try:
        value = int(code, 16)
    except ValueError:
        return ""
    return chr(value) if value in (9, 10, 13) or 0x20 <= value < 0xD800 or 0xE000 <= value < 0x110000 else ""
