"""What people take for a page and is none: named by its first bytes, with the way to a text."""

from __future__ import annotations

import re
from typing import NamedTuple


class Kind(NamedTuple):
    """What a file is, and what a person does to have its text read."""

    name: str
    way_out: str


_TEXT = "Give a text file, a page or a post."
_SAVE = "Open it, save it as DOCX or HTML, and name that file."
_COPY = "Copy its text into a text file, or save it as DOCX or HTML, and name that file."
_TYPED = "Only text can be read: give the page that shows it, or type the text into a file."
_UNPACK = "Unpack it, and name the files in it."
_FIRST = (
    (b"\x89PNG", Kind("a PNG image", _TYPED)),
    (b"\xff\xd8\xff", Kind("a JPEG image", _TYPED)),
    (b"GIF8", Kind("a GIF image", _TYPED)),
    (b"RIFF", Kind("an image, sound or film", _TYPED)),
    (b"%PDF-", Kind("a PDF", _COPY)),
    (b"HWP Document File", Kind("an HWP document of the old kind", _SAVE)),
    (b"\x1f\x8b", Kind("a gzip archive", _UNPACK)),
    (b"7z\xbc\xaf", Kind("a 7-Zip archive", _UNPACK)),
    (b"Rar!\x1a", Kind("a RAR archive", _UNPACK)),
    (b"PK\x05\x06", Kind("an empty ZIP archive", _TEXT)),
)
# Names of what is inside, in UTF-16, by which OLE files are told apart ([MS-CFB]; HWP 5.0 file format).
_OLE = (
    ("EncryptedPackage", Kind("an office document with a password", "Save it without a password as DOCX.")),
    ("HwpSummaryInformation", Kind("an HWP document", _SAVE)),
    ("WordDocument", Kind("a Word document of the old kind, .doc", _SAVE)),
    ("Workbook", Kind("an Excel workbook of the old kind", _COPY)),
    ("PowerPoint Document", Kind("a PowerPoint file of the old kind", _COPY)),
)
_ZIPPED = (
    (b"application/hwp+zip", Kind("an HWPX document", _SAVE)),
    (b"application/vnd.oasis.opendocument.text", Kind("an OpenDocument text", _SAVE)),
    (b"application/epub+zip", Kind("an EPUB book", _COPY)),
    (b"xl/workbook", Kind("an Excel workbook", _COPY)),
    (b"ppt/presentation", Kind("a PowerPoint file", _COPY)),
    (b"word/", Kind("a damaged Word document", "Open it in Word, save it again and retry.")),
)
_MHTML = re.compile(
    rb"(?:[A-Za-z-]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){1,20}?content-type:[ \t]*multipart/related", re.I
)
#: So many bytes are looked through for the names of what is inside.
_LOOKED_THROUGH = 4_000_000


def binary_kind(data: bytes) -> Kind | None:
    """Return what binary data is, None if its first bytes do not tell."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        head = data[:_LOOKED_THROUGH]
        found = (kind for name, kind in _OLE if name.encode("utf-16-le") in head)
        return next(found, Kind("an office document of the old kind", _SAVE))
    if data.startswith(b"PK\x03\x04"):
        # The list of what is in it stands at the end.
        parts = data[:4096] + data[-65536:]
        found = (kind for sign, kind in _ZIPPED if sign in parts)
        return next(found, Kind("a ZIP archive or office document", _UNPACK))
    if data[:2] == b"BM" and data[6:10] == b"\0\0\0\0":
        return Kind("a BMP image", _TYPED)
    if data[4:8] == b"ftyp":
        return Kind("an image or film", _TYPED)
    return next((kind for first, kind in _FIRST if data.startswith(first)), None)


def written_kind(data: bytes) -> Kind | None:
    """Return what a file is that is written in plain characters but is no text, None for a text."""
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"{\\rtf"):
        return Kind("an RTF document", _SAVE)
    if start.startswith(b"bplist00"):
        return Kind("a web archive of Safari", "Save the page as 'Page Source' and name that file.")
    if _MHTML.match(start):
        return Kind("a web archive (MHTML)", "Save the page as 'Webpage, HTML only' and name that file.")
    return None
