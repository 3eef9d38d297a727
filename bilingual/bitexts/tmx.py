"""TMX 1.4b read as pairs (the LISA/GALA recommendation): a stream, of which nothing is kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from bilingual.bitexts.contract import Pair
from bilingual.bitexts.xml_pieces import Reading, Text

# What these hold is another format's code, or text inside such code: none of the sentence.
_CODE = frozenset({"bpt", "ept", "ph", "it", "ut"})
# The one of each pair that is counted.
_COUNTED = frozenset({"bpt", "ph", "it", "ut", "hi"})
_BREAK = frozenset({"lb", "br", "x-br", "x-lb"})
_LANGUAGE = "http://www.w3.org/XML/1998/namespace}lang"
_SEGMENT = "x-bilingual-segment"
_ANY = "*all*"


def read_tmx(file: BinaryIO, name: str, problems: list[str]) -> Iterator[Pair]:
    """Yield the pairs of a TMX file, a ``<tu>`` of several languages as one from its source to each other.

    Where any language may be the source (``*all*``) it is the first one.  A pair is called by the segment's
    id that we wrote, else by ``tuid``, else by its place (``tu12``).  Raises SourceError, with name and line,
    for what is no TMX, is not well-formed or declares entities.
    """
    return _Tmx(name, problems).items(file)


class _Tmx(Reading[Pair]):
    format = "TMX"

    def __init__(self, name: str, problems: list[str]) -> None:
        super().__init__(name, problems)
        self._header_source = _ANY
        self._units = 0
        self._unit_source = self._unit_id = self._written_id = self._language = ""
        self._texts: list[tuple[str, Text]] = []
        self._text: Text | None = None
        self._prop: list[str] | None = None
        self._code = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._text is not None:
            self._start_inline(self._text, name, attributes)
        elif name == "tu":
            self._units += 1
            self._unit_source = attributes.get("srclang") or self._header_source
            self._unit_id, self._written_id = attributes.get("tuid", ""), ""
            self._texts = []
        elif name == "tuv":
            self._language = attributes.get(_LANGUAGE) or attributes.get("lang") or ""
        elif name == "seg" and self.open[-2:-1] == ["tuv"]:
            self._text, self._code = Text(), 0
        elif name == "prop" and attributes.get("type") == _SEGMENT:
            self._prop = []
        elif name == "header":
            self._header_source = attributes.get("srclang") or _ANY
        elif len(self.open) == 1 and name != "tmx":
            raise self.error(f"is not TMX: its root element is <{name}>")

    def _start_inline(self, text: Text, name: str, attributes: dict[str, str]) -> None:
        if name in _COUNTED:
            text.code(attributes.get("x") or attributes.get("i") or "", name)
        if name in _CODE:
            self._code += 1
            if attributes.get("type", "").lower() in _BREAK:
                text.add(" ")

    def end(self, name: str) -> None:
        if self._text is not None and name in _CODE:
            self._code -= 1
        elif name == "seg" and self._text is not None and self.open[-1:] == ["tuv"]:
            self._texts.append((self._language, self._text))
            self._text = None
        elif name == "prop" and self._prop is not None:
            self._written_id = "".join(self._prop).strip()
            self._prop = None
        elif name == "tu":
            self._end_unit()

    def _end_unit(self) -> None:
        texts = [(code, text) for written, text in self._texts if (code := self.language(written))]
        source = texts[0][0] if texts else ""
        if self._unit_source.lower() != _ANY:
            source = self.language(self._unit_source) or ""
        first = next((text for code, text in texts if code == source), None)
        if first is None:
            return
        said, marks = first.done()
        for code, text in texts:
            if code != source:
                target, target_marks = text.done()
                self.ready.append(
                    Pair(
                        self._written_id or self._unit_id or f"tu{self._units}",
                        source,
                        said,
                        code,
                        target,
                        source_marks=marks,
                        target_marks=target_marks,
                    )
                )

    def characters(self, data: str) -> None:
        if self._prop is not None:
            self._prop.append(data[:200])
        elif self._text is not None and not self._code:
            self._text.add(data)
            self.check_length(self._text)
