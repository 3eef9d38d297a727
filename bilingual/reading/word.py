"""Word documents (DOCX): headings, paragraphs, lists and tables, with bold, italics and links as marks.

python-docx opens the package; the text is read from its XML in document order, so that content controls,
accepted insertions, text boxes and links are not lost; footnotes and endnotes follow the text.  Headers,
footers, comments and deleted text are left out.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from bilingual.errors import SourceError
from bilingual.reading.notes import address, signed
from bilingual.reading.visible import Collector
from bilingual.reading.word_styles import OFF, Item, Lists, run_marks, style_tag
from bilingual.reading.word_styles import W as _W

if TYPE_CHECKING:
    from docx.document import Document

    from bilingual.article import Block

_ZIP = b"PK\x03\x04"
#: The most that a document may hold, unpacked, in bytes and in parts; and the factor by which a part of more
#: than a million bytes may be packed (Word's own XML shrinks to a tenth or a thirtieth).
UNPACKED_BYTES = 200_000_000
TEXT_BYTES = 50_000_000
PARTS = 5_000
#: So many text boxes of one paragraph are read.
_BOXES = 1_000
RATIO = 200
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SHAPE = "{urn:schemas-microsoft-com:vml}shape"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HYPERLINK = re.compile(r'\s*HYPERLINK\s+"([^"\s]{1,2000})"', re.I)
_LEFT_OUT = frozenset(
    {f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", f"{_W}pPr", f"{_W}rPr", _FALLBACK}
)
_HOLDING = frozenset(
    {f"{_W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml")} | {_ALTERNATIVES, _CHOICE}
)
# What a document with macros or a template says it is; python-docx opens plain documents only.
_OTHER_DOCUMENT = re.compile(
    rb"application/vnd\.(?:ms-word\.(?:document|template)\.macroEnabled(?:Template)?"
    rb"|openxmlformats-officedocument\.wordprocessingml\.template)\.main\+xml"
)
_DOCUMENT = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_NOTES = ("footnote", "endnote")
# What Word says of a picture when nobody does.
_BY_MACHINE = re.compile(
    r"(?:자동\s?생성된\s?설명|description automatically generated|(?:自动生成|自動產生)的?(?:说明|說明))\W*$",
    re.I,
)


def is_word(data: bytes) -> bool:
    """Tell whether ``data`` is a Word document, by what it holds and not by its name."""
    if not data.startswith(_ZIP):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "word/document.xml" in archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return False


def word_blocks(data: bytes, path: str) -> tuple[Block, ...]:
    """Return the blocks of a Word document, without lines, since it has none.

    Raises SourceError for one that is damaged or unpacks to more than a document can be.
    """
    _refuse_bomb(data, path)
    import docx

    try:
        document = docx.Document(io.BytesIO(_as_document(data)))
        reader = _Reader(document)
        reader.container(document.element.body)
        reader.notes()
    except Exception as error:
        # Whatever is wrong in a package shows in its own way: a missing part, broken XML, an odd number.
        raise SourceError(
            f"{path}: damaged Word document ({_wrong(error)})\nOpen it in Word, save it again and retry."
        ) from error
    reader.collector.flush()
    return tuple(reader.collector.blocks)


def _wrong(error: Exception) -> str:
    """Return in plain words what is wrong with a package."""
    if isinstance(error, SyntaxError):
        return f"broken XML, line {error.lineno}" if error.lineno else "broken XML"
    if isinstance(error, KeyError):
        return "a part of it is missing"
    if isinstance(error, (zipfile.BadZipFile, zlib.error, EOFError, OSError)):
        return "its archive is broken"
    if isinstance(error, RecursionError):
        return "nested too deep"
    return "not what a Word document holds"


def _as_document(data: bytes) -> bytes:
    """Return a document with macros, or a template, as a plain document; its macros are never looked at."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        types = archive.read("[Content_Types].xml")
        if not _OTHER_DOCUMENT.search(types):
            return data
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as plain:
            for name in archive.namelist():
                part = types if name == "[Content_Types].xml" else archive.read(name)
                plain.writestr(name, _OTHER_DOCUMENT.sub(_DOCUMENT, part) if part is types else part)
    return made.getvalue()


def _refuse_bomb(data: bytes, path: str) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
    large = sum(part.file_size for part in parts) > UNPACKED_BYTES or len(parts) > PARTS
    for part in parts:
        packed = part.file_size > 1_000_000 and part.file_size > RATIO * max(part.compress_size, 1)
        text = part.filename.endswith((".xml", ".rels")) and part.file_size > TEXT_BYTES
        if large or packed or text:
            raise SourceError(
                f"{path}: unpacks to far more than a document holds (a zip bomb?), not read\n"
                "If it is sound, save its text as a plain file and name that."
            )


class _Reader:
    def __init__(self, document: Document) -> None:
        self.collector = Collector()
        self.links = {key: part.target_ref for key, part in document.part.rels.items() if part.is_external}
        self.tags = {style.style_id: style_tag(style) for style in document.styles if style.style_id}
        self.part = document.part
        self.lists = Lists(self._numbering(), document.styles)
        self.items: list[Item] = []
        self.boxes: list[Any] = []
        self.references: list[tuple[str, str]] = []
        self.joined: list[Any] = []
        # The instructions of the fields that are open; None once what they show has begun and is no link.
        self.fields: list[str | None] = []

    def container(self, parent: Any) -> None:
        """Read paragraphs and tables, those inside content controls too."""
        for child in parent:
            if child.tag == f"{_W}p" and _joins_next(child):
                self.joined.append(child)
            elif child.tag == f"{_W}p":
                self.paragraph(child)
            elif child.tag == f"{_W}tbl":
                self.end_list()
                self.table(child)
            elif child.tag in _HOLDING:
                self.container(child)
        self.end_list()

    def end_list(self) -> None:
        while self.items:
            self.collector.end(self.items.pop().tag)

    def item(self, item: Item) -> None:
        """An item begins, in the list that is open at its level or in a new one inside the item before."""
        while self.items and (
            self.items[-1].level > item.level
            or (self.items[-1].level == item.level and self.items[-1][1:3] != item[1:3])
        ):
            self.collector.end(self.items.pop().tag)
        if self.items and self.items[-1].level == item.level:
            self.collector.end("li")
        else:
            self.collector.begin(item.tag, item.number)
            self.items.append(item)
        self.collector.begin("li")

    def table(self, table: Any) -> None:
        self.collector.begin("table")
        for row in _inside(table, "tr"):
            if row.find(f"{_W}trPr/{_W}del") is not None:
                continue
            header = row.find(f"{_W}trPr/{_W}tblHeader")
            head = header is not None and (header.get(f"{_W}val") or "1").lower() not in OFF
            cell_tag = "th" if head else "td"
            self.collector.begin("tr")
            for cell in _inside(row, "tc"):
                span = cell.find(f"{_W}tcPr/{_W}gridSpan")
                wide = span.get(f"{_W}val") if span is not None else "1"
                self.collector.begin(cell_tag, written=f'colspan="{wide}"' if wide != "1" else "")
                self.container(cell)
                self.collector.end(cell_tag)
            self.collector.end("tr")
        self.collector.end("table")

    def paragraph(self, paragraph: Any) -> None:
        tag = self.tag(paragraph)
        item = self.lists.item(paragraph) if tag in ("p", "li") else None
        if item is None:
            self.end_list()
            tag = "p" if tag == "li" else tag
        inside_cell = tag == "p" and self.collector.inside(frozenset({"td", "th"}))
        if item is not None:
            self.item(item)
        elif inside_cell:
            self.collector.flush()
        else:
            self.collector.begin(tag)
        joined, self.joined = self.joined, []
        for part in (*joined, paragraph):
            self.inline(part)
        if inside_cell or item is not None:
            self.collector.flush()
        else:
            self.collector.end(tag)
        # A text box is anchored in a paragraph; what it says comes after that.
        boxes, self.boxes = self.boxes, []
        for box in boxes[:_BOXES]:
            self.container(box)

    def notes(self) -> None:
        """Read the footnotes and endnotes that the text refers to, in that order, each after its sign."""
        held = {kind: self._notes(kind) for kind in _NOTES}
        for number, (kind, id_) in enumerate(self.references, start=1):
            note = held[kind].get(id_)
            if note is None:
                continue
            before = len(self.collector.blocks)
            self.container(note)
            self.collector.flush()
            if len(self.collector.blocks) > before:
                block = self.collector.blocks[before]
                self.collector.blocks[before] = signed(block, str(number), str(number))

    def _numbering(self) -> Any:
        from docx.oxml import parse_xml

        for relation in self.part.rels.values():
            if relation.reltype.endswith("/numbering") and not relation.is_external:
                return parse_xml(relation.target_part.blob)
        return None

    def _notes(self, kind: str) -> dict[str, Any]:
        from docx.oxml import parse_xml

        for relation in self.part.rels.values():
            if relation.reltype.endswith(f"/{kind}s") and not relation.is_external:
                root = parse_xml(relation.target_part.blob)
                return {note.get(f"{_W}id") or "": note for note in root if note.tag == f"{_W}{kind}"}
        return {}

    def tag(self, paragraph: Any) -> str:
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        tag = self.tags.get(style.get(f"{_W}val"), "p") if style is not None else "p"
        level = paragraph.find(f"{_W}pPr/{_W}outlineLvl")
        if level is not None and (level.get(f"{_W}val") or "9") in "012345":
            return f"h{int(level.get(f'{_W}val')) + 1}"
        return tag

    def inline(self, parent: Any) -> None:
        for child in parent:
            if child.tag in _LEFT_OUT or not isinstance(child.tag, str):
                continue
            if child.tag == f"{_W}hyperlink":
                href = self.links.get(child.get(f"{_R}id") or "")
                if href:
                    self.collector.open_mark("a", href)
                self.inline(child)
                if href:
                    self.collector.close_mark("a")
            elif child.tag == f"{_W}fldSimple":
                href = _field_link(child.get(f"{_W}instr") or "")
                if href:
                    self.collector.open_mark("a", href)
                self.inline(child)
                if href:
                    self.collector.close_mark("a")
            elif child.tag == f"{_W}r":
                self.run(child)
            elif child.tag == f"{_W}txbxContent":
                self.boxes.append(child)
            else:
                self.inline(child)

    def run(self, run: Any) -> None:
        marks = list(run_marks(run))
        if "hidden" in marks:
            return
        for mark in marks:
            self.collector.open_mark(mark)
        for child in run:
            if child.tag == f"{_W}t":
                self.collector.text(child.text or "", None)
            elif child.tag == f"{_W}tab":
                self.collector.text(" ", None)
            elif child.tag == f"{_W}noBreakHyphen":
                self.collector.text("-", None)
            elif child.tag in (f"{_W}br", f"{_W}cr"):
                self.collector.flush()
            elif child.tag == f"{_W}fldChar":
                self.field(child.get(f"{_W}fldCharType") or "")
            elif child.tag == f"{_W}instrText":
                if self.fields and self.fields[-1] is not None:
                    self.fields[-1] += child.text or ""
            elif child.tag == f"{_W}ruby":
                self.ruby(child)
            elif child.tag in (f"{_W}footnoteReference", f"{_W}endnoteReference"):
                self.reference(child)
            elif child.tag not in _LEFT_OUT:
                self.drawing(child)
        for mark in reversed(marks):
            self.collector.close_mark(mark)

    def field(self, edge: str) -> None:
        """A field begins, shows from here on what it stands for, or ends; a link may be one."""
        if edge == "begin":
            self.fields.append("")
        elif edge == "separate" and self.fields:
            href = _field_link(self.fields[-1] or "")
            if href:
                self.collector.open_mark("a", href)
            else:
                self.fields[-1] = None
        elif edge == "end" and self.fields and _field_link(self.fields.pop() or ""):
            self.collector.close_mark("a")

    def ruby(self, ruby: Any) -> None:
        """Letters, and how they are read, which stands above them."""
        self.collector.annotate("ruby", True)
        for tag, name in (("", "rubyBase"), ("rt", "rt")):
            for inside in ruby.iterchildren(f"{_W}{name}"):
                self.collector.annotate("rt", bool(tag))
                self.inline(inside)
        self.collector.annotate("rt", False)
        self.collector.annotate("ruby", False)

    def reference(self, found: Any) -> None:
        """A sign that refers to a note, ``[1]``."""
        if found.get(f"{_W}customMarkFollows", "0").lower() not in OFF:
            return
        kind = found.tag.removeprefix(_W).removesuffix("Reference")
        self.references.append((kind, found.get(f"{_W}id") or ""))
        number = len(self.references)
        self.collector.open_mark("sup", address(str(number)))
        self.collector.text(f"[{number}]", None)
        self.collector.close_mark("sup")

    def drawing(self, parent: Any) -> None:
        """Pictures with what is said of them, and text boxes; of two ways to draw one the first."""
        for child in parent.iter(_DRAWING, _SHAPE, f"{_W}txbxContent"):
            if any(above.tag in (_FALLBACK, f"{_W}txbxContent") for above in child.iterancestors()):
                continue
            if child.tag != f"{_W}txbxContent":
                said = child.get("descr") or child.get("alt") or child.get("title") or ""
                self.collector.image("" if _BY_MACHINE.search(said[-80:]) else said, "", None)
            else:
                self.boxes.append(child)


def _field_link(instruction: str) -> str:
    """Return the address that a field leads to, if it is a link to the web; else nothing."""
    found = _HYPERLINK.match(instruction)
    return found[1] if found else ""


def _joins_next(paragraph: Any) -> bool:
    """Tell whether a tracked change took the end of a paragraph away, so that the next one goes on in it."""
    following = paragraph.getnext()
    if following is None or following.tag != f"{_W}p":
        return False
    mark = paragraph.find(f"{_W}pPr/{_W}rPr")
    return mark is not None and any(mark.find(f"{_W}{name}") is not None for name in ("del", "moveFrom"))


def _inside(parent: Any, name: str) -> Iterator[Any]:
    """Yield the children of this name, also those inside content controls, but not those of tables within."""
    for child in parent:
        if child.tag == f"{_W}{name}":
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml"):
            yield from _inside(child, name)
