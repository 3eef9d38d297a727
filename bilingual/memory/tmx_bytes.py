"""The bytes of a TMX file, in an encoding that expat reads: its declared one or, of several bytes a
character (EUC-KR, CP949, GB 18030, Big5 …), UTF-8 in its place.
"""

from __future__ import annotations

import codecs
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from bilingual.errors import MemoryStoreError

_DECLARED = re.compile(rb"(<\?xml[^>]*?encoding\s*=\s*[\"'])([A-Za-z][A-Za-z0-9._-]{0,39})([\"'])")
# By Python's names; what writes "EUC-KR" or "GB2312" means the larger set (WHATWG, Encoding Standard, 4.2).
_SEVERAL_BYTES = {
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    **{
        name: name
        for name in (
            "big5",
            "big5hkscs",
            "cp932",
            "cp949",
            "cp950",
            "euc_jis_2004",
            "euc_jisx0213",
            "euc_jp",
            "gb18030",
            "hz",
            "iso2022_jp",
            "iso2022_jp_1",
            "iso2022_jp_2",
            "iso2022_jp_2004",
            "iso2022_jp_3",
            "iso2022_jp_ext",
            "iso2022_kr",
            "johab",
            "shift_jis_2004",
            "shift_jisx0213",
        )
    },
}


def chunks(path: Path, size: int) -> Iterator[tuple[int, bytes]]:
    """Give a file in pieces: how many bytes of it were read, and what to parse.

    Raises MemoryStoreError for what cannot be read, is no file, or is not in the encoding it declares.
    """
    check_regular(path)
    try:
        with path.open("rb") as file:
            chunk = file.read(size)
            while chunk and b">" not in chunk and len(chunk) < 1000 and (more := file.read(size)):
                chunk += more
            found = _DECLARED.match(chunk)
            codec = _SEVERAL_BYTES.get(_python_name(found[2].decode())) if found else None
            if found is None or codec is None:
                while chunk:
                    yield len(chunk), chunk
                    chunk = file.read(size)
                return
            decoder = codecs.getincrementaldecoder(codec)()
            yield 0, found[1] + b"UTF-8" + found[3]
            line = 1 + found[0].count(b"\n")
            read, chunk = found.end(), chunk[found.end() :]
            while True:
                try:
                    text = decoder.decode(chunk, final=not chunk)
                except UnicodeDecodeError as error:
                    line += error.object[: error.start].count(b"\n")
                    raise MemoryStoreError(
                        f"{path}:{line}: is not in {found[2].decode()}, which it declares\n"
                        "Nothing was imported; correct the file and import it again."
                    ) from None
                line += text.count("\n")
                yield read + len(chunk), text.encode("utf-8", "surrogatepass")
                if not chunk:
                    return
                read, chunk = 0, file.read(size)
    except OSError as error:
        raise MemoryStoreError(f"{path}: cannot be read: {error.strerror}") from error


def check_regular(path: Path) -> None:
    """Raise MemoryStoreError for a device or a pipe, which may have no end."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        raise MemoryStoreError(f"{path}: cannot be read: {error.strerror}") from error
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise MemoryStoreError(
            f"{path}: cannot be read: it is no regular file\nPipe it in: … | bilingual memory import -"
        )


def _python_name(encoding: str) -> str:
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        return ""
