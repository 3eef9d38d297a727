"""The formats of exchange by name: which suffix stands for which, and what a content says that it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO

from bilingual.errors import GlossaryError, UsageError, did_you_mean
from bilingual.terminology.entries import Entry
from bilingual.terminology.exchange import (
    deepl,
    galtransl,
    google,
    omegat,
    spreadsheet,
    tabular,
    tbx,
    tbx_writing,
)
from bilingual.terminology.exchange.delimited import comma_rows, without_comments
from bilingual.terminology.exchange.incoming import Incoming, LeftOut, Reading

#: Turns a file's bytes into text; raises an error of ours for what is none.
Decode = Callable[[bytes, str], str]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what it is, the suffixes that stand for it, and whether it holds one target language only."""

    title: str
    suffixes: tuple[str, ...] = ()
    pair: bool = False


#: Every format by its name; a suffix stands for the first one that has it.
FORMATS = {
    "tbx": Format("TBX-Basic, ISO 30042", (".tbx", ".xml", ".martif")),
    "xlsx": Format("workbook", (".xlsx",)),
    "csv": Format("CSV with the header of a glossary file", (".csv",)),
    "deepl": Format("DeepL glossary, CSV or TSV", (".tsv",), pair=True),
    "google": Format("Google Cloud glossary of one direction, CSV or TSV", pair=True),
    "google-set": Format("Google Cloud term set, CSV"),
    "omegat": Format("OmegaT glossary", (".utf8", ".tab"), pair=True),
    "galtransl": Format("GalTransl dictionary", (".txt",), pair=True),
}

_XML_START = re.compile(rb"^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\0\s]*<")
_GALTRANSL = re.compile(r"^(?://|\\\\)|^[^\t]*\S(?: {4}|->)\S", re.MULTILINE)
_SAMPLE = 20_000


def format_named(name: str) -> str:
    """Return a format's name as it is.  Raises UsageError, naming the nearest, for one that there is not."""
    if name in FORMATS:
        return name
    raise UsageError(f"no format '{name}'{did_you_mean(name, FORMATS)} (known: {', '.join(FORMATS)})")


def format_of(path: str) -> str:
    """Return the format that a file's suffix stands for.  Raises UsageError where it stands for none."""
    suffix = PurePath(path).suffix.lower()
    for name, known in FORMATS.items():
        if suffix in known.suffixes:
            return name
    raise UsageError(f"{path}: the name says no format\nName it: --to {'|'.join(FORMATS)}")


def write(
    name: str,
    entries: Iterable[Entry],
    file: IO[bytes],
    left: LeftOut,
    *,
    target: str = "",
    version: int = 3,
    tabs: bool = False,
) -> None:
    """Write entries in a format to an open file; what it cannot carry goes to ``left``.

    ``target`` is the language of a format that holds one, ``version`` that of TBX (3 or 2), ``tabs`` chooses
    tabs for DeepL and Google.  Raises GlossaryError with every row that breaks a limit of the format.
    """
    if name == "xlsx":
        spreadsheet.write(entries, file, left)
    else:
        for line in _lines(name, entries, left, target, version, tabs):
            file.write(line.encode())
    if left.refused:
        raise GlossaryError(left.refused)


def _lines(
    name: str, entries: Iterable[Entry], left: LeftOut, target: str, version: int, tabs: bool
) -> Iterator[str]:
    if FORMATS[name].pair and not target:
        raise UsageError(f"{name} holds one language beside Korean\nName it: --target en or --target zh")
    if name == "tbx":
        return tbx_writing.write(entries, version)
    if name == "csv":
        return tabular.write_csv(entries)
    if name == "google-set":
        return google.write_set(entries, left)
    if name == "omegat":
        return omegat.write(entries, target, left)
    if name == "galtransl":
        return galtransl.write(entries, target, left)
    writer = deepl.write if name == "deepl" else google.write
    return writer(entries, target, left, tabs=tabs)


def read(
    data: bytes, reading: Reading, decode: Decode, *, name: str | None = None, target: str | None = None
) -> Sequence[Incoming]:
    """Return the entries of a file; its format is told from its content unless ``name`` says it.

    Malformed rows are left out and told in ``reading``.  Raises an error of ours for a file that cannot be
    read at all, and UsageError where the language of its translations cannot be told.
    """
    if name is None and data.startswith(b"PK\x03\x04"):
        name = "xlsx"
    if name is None and _XML_START.match(data):
        name = "tbx"
    if name == "xlsx":
        return list(spreadsheet.read(data, reading))
    if name == "tbx":
        return list(tbx.read(data, reading))
    text = decode(data, reading.path)
    name = name or told_by(text, reading.path)
    if name in ("csv", "google-set"):
        return list(tabular.read_csv(text, reading))
    if name in ("deepl", "google"):
        return list(deepl.read(text, reading, target))
    reader = omegat.read if name == "omegat" else galtransl.read
    return list(reader(text, reading, target))


def told_by(text: str, path: str) -> str:
    """Return the format of a text: by its header, by what parts its cells, and then by its name's suffix."""
    sample = text[:_SAMPLE].removeprefix("\ufeff")
    first = next((cells for _, cells in comma_rows(without_comments(sample), Reading(path))), [])
    if tabular.header_of(first) or tabular.tabbed_header(without_comments(sample)):
        return "csv"
    suffix = PurePath(path).suffix.lower()
    lines = [line for line in sample.splitlines() if line.strip() and not line.startswith("#")]
    tabs = sum("\t" in line for line in lines)
    if _GALTRANSL.search(sample) and (tabs < len(lines) or suffix == ".txt"):
        return "galtransl"
    if tabs * 2 > len(lines):
        widest = max(line.count("\t") for line in lines)
        if suffix in (".csv", ".tsv") and widest != 2:
            return "deepl"
        return "galtransl" if suffix == ".txt" and any("/" in line for line in lines) else "omegat"
    return "deepl"
