"""XLIFF 1.2 and 2.x read as pairs (OASIS): a stream, of which nothing is kept.

Suggestions (``alt-trans``, the module for matches), notes and what other namespaces add are passed over.
"""

from __future__ import annotations

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


def read_xliff(file: BinaryIO, name: str, problems: list[str]) -> Iterator[Pair]:
    """Yield the pairs of an XLIFF file: a ``trans-unit`` of 1.2, a ``segment`` of 2.x.

    A segment of 2.x is called by its unit and its own id or place (``u1/s2``), by the unit alone where that
    has one; a unit of several files by its file as well (``page.html#u1``).  Units that are not to be
    translated are passed over.  Raises SourceError, with name and line, for what is no XLIFF, is not
    well-formed or declares entities.
    """
    return _Xliff(name, problems).items(file)


class _Xliff(Reading[Pair]):
    format = "XLIFF"

    def __init__(self, name: str, problems: list[str]) -> None:
        super().__init__(name, problems)
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
        unit = f"{self._file}#{self._unit}" if self._files > 1 else self._unit
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
