"""Opens a bilingual file by what it is, whatever its name says."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from bilingual.article import Status
from bilingual.bitexts.contract import Bitext, Pair, named_article
from bilingual.errors import SourceError, UsageError
from bilingual.languages import canonical

#: Bytes that an article or a workbook may have; TMX and XLIFF are read as they come and may have any.
LARGEST = 512_000_000

_HEAD = 1 << 16
_ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)[\s/>]")
_PROLOGUE = re.compile(r"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\])?[^>]*>", re.DOTALL)
_BOMS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


@contextmanager
def open_bitext(path: str) -> Iterator[Bitext]:
    """Give the pairs of an article JSON, a workbook, a TMX or an XLIFF file.

    Raises SourceError for a file that cannot be read or is none of these; its pairs may raise it as well.
    """
    if Path(path).is_dir():
        raise SourceError(f"{path}: is a folder\nName the files in it, such as {Path(path) / '*.json'}.")
    try:
        file = Path(path).open("rb")  # noqa: SIM115 - closed below, where no error of the reader is ours
    except (FileNotFoundError, NotADirectoryError) as error:
        raise SourceError(f"{path}: no such file\nCheck the spelling and the folder you are in.") from error
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or str(error)
        raise SourceError(f"{path}: cannot be read ({said})\nCheck the file and its permissions.") from error
    with file:
        yield _opened(file, path)


def _opened(file: BinaryIO, path: str) -> Bitext:
    head = file.read(_HEAD)
    file.seek(0)
    name = Path(path).name
    if not head.strip():
        raise SourceError(f"{path}: empty, there is nothing to check\n{_WANTED}")
    text = _text(head)
    if text.startswith(("{", "[")):
        from bilingual.bitexts.article_json import read_article_json

        article, pairs = read_article_json(_whole(file, path), path)
        return Bitext(path, article, iter(pairs), ours=True)
    if text.startswith("<"):
        return _xml(file, path, name, text)
    if head[:2] == b"PK" or head[:4] == b"\xd0\xcf\x11\xe0":
        return _workbook(_whole(file, path), path)
    raise SourceError(f"{path}: is no article JSON, workbook, TMX or XLIFF\n{_WANTED}")


def _xml(file: BinaryIO, path: str, name: str, text: str) -> Bitext:
    root = _ROOT.match(_PROLOGUE.sub("", text).lstrip())
    problems: list[str] = []
    if root and root[1] == "tmx":
        from bilingual.bitexts.tmx import read_tmx

        return Bitext(path, named_article(name), read_tmx(file, path, problems), problems=problems)
    if root and root[1] == "xliff":
        from bilingual.bitexts.xliff import read_xliff

        return Bitext(path, named_article(name), read_xliff(file, path, problems), problems=problems)
    what = f"its root element is <{root[1][:40]}>" if root else "it has no element that tells what it is"
    raise SourceError(f"{path}: is no TMX or XLIFF: {what}\n{_WANTED}")


def _workbook(data: bytes, path: str) -> Bitext:
    from bilingual.bitexts.workbook import read_workbook

    read = read_workbook(data, path)
    problems = [f"{path}: {f'row {one.row}: ' if one.row else ''}{one.message}" for one in read.problems]
    source_language = read.source_language

    def pairs() -> Iterator[Pair]:
        if source_language is None:
            problems.append(f"{path}: no header names the language of the source, so nothing was checked")
            return
        for row in read.rows:
            for code, text in row.targets.items():
                if row.source is not None:
                    status = Status.TRANSLATED if text else Status.UNTRANSLATED
                    yield Pair(row.segment, _known(source_language), row.source, _known(code), text, status)

    return Bitext(path, read.article_id or named_article(Path(path).name), pairs(), True, problems)


def _known(code: str) -> str:
    try:
        return canonical(code)
    except UsageError as error:
        raise SourceError(str(error)) from error


def _whole(file: BinaryIO, path: str) -> bytes:
    size = os.fstat(file.fileno()).st_size
    if size > LARGEST:
        raise SourceError(
            f"{path}: {size:,} bytes, more than an article has (at most {LARGEST:,})\n{_WANTED}"
        )
    return file.read(LARGEST + 1)


def _text(head: bytes) -> str:
    encoding = _BOMS.get(head[:2], "utf-8")
    if head[:4] in (b"<\0?\0", b"<\0!\0"):
        encoding = "utf-16-le"
    elif head[:4] in (b"\0<\0?", b"\0<\0!"):
        encoding = "utf-16-be"
    return head.decode(encoding, "replace").lstrip("\ufeff \t\r\n")


_WANTED = "Give what bilingual translate writes as json or xlsx, or a TMX or XLIFF file."
