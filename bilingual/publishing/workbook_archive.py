"""The file of a workbook: rows written straight into it, and the bytes always the same."""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO
from shutil import copyfileobj
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.xml.functions import Element

#: A workbook says when it was made; ours says the same each time, or the same article would give other bytes.
MADE = datetime(2000, 1, 1)
_ZIP_DATE = (2000, 1, 1, 0, 0, 0)

_NO_ROWS = re.compile(rb"<sheetData\s*/>|<sheetData></sheetData>")


class Frame(WorksheetWriter):
    """Writes a sheet into memory: all but its rows, which are few kilobytes."""

    def __init__(self, sheet: Any) -> None:
        super().__init__(sheet, BytesIO())

    def write_tail(self) -> None:
        """Write what stands below the rows, and that digits kept as text are no mistake to be pointed out."""
        super().write_tail()
        sheet: Any = self.ws
        errors: Any = Element("ignoredErrors")
        errors.append(Element("ignoredError", sqref=sheet.auto_filter.ref, numberStoredAsText="1"))
        self.xf.send(errors)

    def cleanup(self) -> None:
        """Leave nothing behind: there is no file."""


class SteadyZip(ZipFile):
    """An archive that puts rows into the sheets that openpyxl has written without any.

    Its entries all have one date, and its properties name no moment of saving.  ``rows`` holds, for the path
    of a sheet in the archive, a file of ``row`` elements in UTF-8.
    """

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__(file, "w", ZIP_DEFLATED)
        self.rows: dict[str, IO[bytes]] = {}

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        """Write a part that openpyxl gives as text."""
        if zinfo_or_arcname == "docProps/core.xml":
            text = data.decode() if isinstance(data, bytes) else data
            data = re.sub(r"(<dcterms:modified[^>]*>)[^<]*", rf"\g<1>{MADE:%Y-%m-%dT%H:%M:%SZ}", text)
        super().writestr(_entry(str(zinfo_or_arcname)), data)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        """Write a sheet that a `Frame` holds, its rows in their place."""
        frame = filename.getvalue()
        with self.open(_entry(str(arcname)), "w") as inside:
            if (rows := self.rows.get(str(arcname))) is not None:
                before, after = _NO_ROWS.split(frame, maxsplit=1)
                rows.seek(0)
                inside.write(before + b"<sheetData>")
                copyfileobj(rows, inside, 1 << 18)
                frame = b"</sheetData>" + after
            inside.write(frame)


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _ZIP_DATE)
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = 0  # the same on every system
    entry.external_attr = 0
    return entry
