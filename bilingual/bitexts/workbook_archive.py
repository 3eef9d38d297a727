"""An XLSX file of a stranger as parts of XML: told from what is none, measured while it is unpacked.

No entity is expanded, nothing is run, nothing outside the file is looked at (ECMA-376 part 2).  Names of
elements come without their namespace, so that "strict" files are read like the others.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from lzma import LZMAError
from typing import NoReturn

from bilingual.errors import SourceError
from bilingual.guarded_xml import guarded_parser, parse

#: The most that a part and all that is read may hold unpacked, in bytes, and the most parts of a file.
LARGEST_PART = 256_000_000
LARGEST = 1_000_000_000
MOST_PARTS = 20_000

_CHUNK = 1 << 16
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The stream that holds an encrypted workbook ([MS-OFFCRYPTO] 2.3.4.4), as its directory names it.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
#: What else begins like a workbook, by a part that it has.
_OTHERS = {
    "xl/workbook.bin": "is a binary workbook (.xlsb)",
    "content.xml": "is an OpenDocument file, not an Excel workbook",
    "word/document.xml": "is a Word document, not a workbook",
    "index/document.iwa": "is a Numbers file, not an Excel workbook",
}
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    LZMAError,
    struct.error,
    NotImplementedError,
    RuntimeError,
    OSError,
    EOFError,
    ValueError,
    KeyError,
)


class Archive:
    """The opened file: ``workbook`` is its main part, ``related`` what that refers to."""

    def __init__(self, data: bytes, name: str) -> None:
        """Look at the file's directory.  Raises SourceError for what is no workbook that can be read."""
        self.name = name
        self._archive = _archive(data, name)
        self._left = LARGEST
        self._known = {part.filename.lower().lstrip("/"): part for part in self._archive.infolist()}
        if len(self._known) > MOST_PARTS:
            self.refuse(f"holds {len(self._known):,} parts, which no workbook does")
        self.has_comments = any("comment" in part.rpartition("/")[2] for part in self._known)
        self.workbook = self._workbook()
        #: id → (kind, part)
        self.related = self._relations(self.workbook)

    def refuse(self, what: str) -> NoReturn:
        """Raise the SourceError that says what is wrong with the file."""
        raise SourceError(f"{self.name}: {what}\nSave the workbook anew from Excel or LibreOffice as .xlsx.")

    def parsed(
        self,
        part: str,
        start: Callable[[str, Mapping[str, str]], None],
        end: Callable[[str], None],
        characters: Callable[[str], None] | None = None,
    ) -> Iterator[None]:
        """Parse a part, chunk by chunk; the handlers are called with names without namespaces."""

        def fail(what: str, line: int) -> Exception:
            return SourceError(
                f"{self.name}: its part {part} {what} (line {line})\n"
                "Save the workbook anew from Excel or LibreOffice as .xlsx."
            )

        # Names come as "namespace name"; those of attributes too, where they have one.
        parser = guarded_parser("XLSX", fail, " ")

        def started(name: str, attributes: Mapping[str, str]) -> None:
            start(name.rpartition(" ")[2], attributes)

        def ended(name: str) -> None:
            end(name.rpartition(" ")[2])

        parser.StartElementHandler = started
        parser.EndElementHandler = ended
        if characters is not None:
            parser.CharacterDataHandler = characters
        for chunk in self._unpacked(part):
            parse(parser, chunk, False, fail)
            yield
        parse(parser, b"", True, fail)
        yield

    def elements(self, part: str) -> list[tuple[str, Mapping[str, str]]]:
        """Return the elements of a small part in order, their attributes without namespaces."""
        found: list[tuple[str, Mapping[str, str]]] = []

        def start(name: str, attributes: Mapping[str, str]) -> None:
            if len(found) < 10 * MOST_PARTS:
                found.append((name, {key.rpartition(" ")[2]: value for key, value in attributes.items()}))

        for _ in self.parsed(part, start, lambda _: None):
            pass
        return found

    def _unpacked(self, name: str) -> Iterator[bytes]:
        part = self._known[name]
        if part.file_size > LARGEST_PART:
            self.refuse(f"its part {part.filename} unpacks to {part.file_size:,} bytes, which is too much")
        # What the directory says may be a lie; what is unpacked is counted.
        left = LARGEST_PART
        try:
            with self._archive.open(part) as stream:
                while chunk := stream.read(_CHUNK):
                    left -= len(chunk)
                    self._left -= len(chunk)
                    if min(left, self._left) < 0:
                        self.refuse(f"its part {part.filename} unpacks to too much")
                    yield chunk
        except _BROKEN as error:
            self.refuse(f"its part {part.filename} cannot be unpacked ({_first_line(error)})")

    def _workbook(self) -> str:
        for _, attributes in self.elements("_rels/.rels") if "_rels/.rels" in self._known else ():
            if attributes.get("Type", "").endswith("/officeDocument"):
                part = _resolved("", attributes.get("Target", ""))
                if part in self._known and part.endswith(".xml"):
                    return part
        if "xl/workbook.xml" in self._known:
            return "xl/workbook.xml"
        for part, what in _OTHERS.items():
            if part in self._known:
                self.refuse(what)
        return self.refuse("is a ZIP archive, but not a workbook")

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Return id → (kind, part) of what a part refers to inside the file."""
        name = posixpath.join(posixpath.dirname(part), "_rels", posixpath.basename(part) + ".rels")
        found: dict[str, tuple[str, str]] = {}
        for element, attributes in self.elements(name) if name in self._known else ():
            if element == "Relationship" and attributes.get("TargetMode") != "External":
                kind = attributes.get("Type", "").rpartition("/")[2].lower()
                other = _resolved(posixpath.dirname(part), attributes.get("Target", ""))
                if other in self._known:
                    found[attributes.get("Id", "")] = kind, other
        return found


def _resolved(folder: str, target: str) -> str:
    path = target.replace("\\", "/")
    joined = path if path.startswith("/") else posixpath.join(folder, path)
    return posixpath.normpath(joined).lstrip("/").lower()


def _archive(data: bytes, name: str) -> zipfile.ZipFile:
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise SourceError(
                f"{name}: the workbook is protected by a password\n"
                "Open it in Excel or LibreOffice, take the password off (File > Info), and save it."
            )
        raise SourceError(f"{name}: an old Excel file (.xls)\nSave it from Excel or LibreOffice as .xlsx.")
    if not data:
        raise SourceError(f"{name}: the file is empty\nSave the workbook anew from Excel or LibreOffice.")
    if not data.startswith(b"PK"):
        raise SourceError(
            f"{name}: no Excel workbook, whatever its name says\n"
            "Name the .xlsx file that was written; a CSV has lost what ties a row to its segment."
        )
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as error:
        raise SourceError(
            f"{name}: a damaged workbook ({_first_line(error)})\nCopy or save the file again."
        ) from None


def _first_line(error: BaseException) -> str:
    return str(error).splitlines()[0][:100] if str(error) else type(error).__name__
