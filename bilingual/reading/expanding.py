"""From what a person names to the sources that are read: folders, patterns, single files."""

from __future__ import annotations

import fnmatch
import glob
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from bilingual.errors import SourceError
from bilingual.languages import NAMES
from bilingual.reading.addresses import is_address

#: What a folder's files are taken for pages by.
READABLE = frozenset(
    {".txt", ".text", ".md", ".markdown", ".mkd", ".html", ".htm", ".xhtml", ".shtml", ".docx"}
)
_EDITION = re.compile(r"(?P<stem>.+?)\.(?P<code>[a-z]{2,3}(?:-[A-Z][a-z]{3})?)(?:\.new)?\.(?P<suffix>txt|md)")
_OUR_PAGE = re.compile(
    rb'<meta name="generator" content="bilingual\b|^\s*\{\s*"schema":\s*"bilingual/article@'
)
#: Results that cannot say so within their first bytes.
_BESIDE = frozenset({".xlsx", ".epub", ".tmx", ".xliff", ".xlf"})
# The generator stands in the head, before the styles.
_HEAD = 4096


def expand(source: str, leave_out: Sequence[Path] = ()) -> tuple[str, ...]:
    """Return the sources that ``source`` stands for, sorted, each once.

    A folder stands for the readable files in it and in its folders; hidden ones, the folders in
    ``leave_out`` and files that are results of ours are left out.  A link to a folder is followed once.  A
    pattern such as ``pages/*.html`` that is no file's name stands for what it matches (``**`` for folders in
    folders), results and ``leave_out`` left out as in a folder.  Everything else (a file, an address, ``-``)
    stands for itself.

    Raises SourceError for a folder without a readable file and for a pattern that matches nothing.
    """
    if source == "-" or is_address(source) or "\0" in source:
        return (source,)
    path = Path(source)
    if path.is_dir():
        return _folder(source, leave_out)
    if glob.has_magic(source) and not os.path.lexists(source):
        return _pattern(source, leave_out)
    return (source,)


def _pattern(source: str, leave_out: Sequence[Path]) -> tuple[str, ...]:
    left_out = [os.path.realpath(path) for path in leave_out]
    plain = re.split(r"[*?[]", source, maxsplit=1)[0].rpartition("/")
    base = os.path.realpath(plain[0] or (plain[1] or "."))
    # Who names the results' folder itself means it.
    left_out = [path for path in left_out if not _inside(base, path)]
    beside: dict[Path, list[str]] = {}
    found: dict[str, None] = {}
    results = 0
    for match in _matches(source):
        path = Path(match)
        if path.is_dir():
            found.update(dict.fromkeys(_files(match, leave_out)))
            continue
        if path.parent not in beside:
            beside[path.parent] = [other.name for other in path.parent.iterdir()]
        real = os.path.realpath(match)
        if any(_inside(real, folder) for folder in left_out) or _is_result(path, beside[path.parent]):
            results += 1
        else:
            found[match] = None
    if found:
        return tuple(found)
    if results:
        raise SourceError(
            f"{source}: only results of the program match\nName the sources, or one of these files."
        )
    raise SourceError(f"{source}: no file matches\nCheck the pattern and the folder you are in.")


def _inside(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _folder(source: str, leave_out: Sequence[Path]) -> tuple[str, ...]:
    files = tuple(_files(source, leave_out))
    if not files:
        kinds = " ".join(sorted(READABLE))
        raise SourceError(f"{source}: no page in this folder\nPut files into it that end in {kinds}.")
    return files


def _matches(pattern: str) -> list[str]:
    """Return what matches, sorted; below ``**`` only files, since the folders on the way match too."""
    parts = (pattern + "/*" if pattern.endswith("**") else pattern).split("/")
    if "**" not in parts:
        return sorted(glob.glob(pattern))  # noqa: PTH207, since Path.glob drops a leading ./ and finds hidden files
    # The standard library follows links round and round below **.
    plain = next(n for n, part in enumerate(parts) if glob.has_magic(part))
    steps = [r"(?:[^/]+/)*" if part == "**" else fnmatch.translate(part)[:-2] + "/" for part in parts[plain:]]
    wanted = re.compile("".join(steps).removesuffix("/"))
    base = "/".join(parts[:plain])
    start = base or ("/" if plain else ".")
    found = (os.path.relpath(path, start).replace(os.sep, "/") for path, _ in _walk(start, set()))
    return sorted(f"{base}/{name}" if plain else name for name in found if wanted.fullmatch(name))


def _walk(folder: str, seen: set[str]) -> Iterator[tuple[Path, list[str]]]:
    """Yield each file that is not hidden, with the names beside it; no folder in ``seen``, none twice."""

    def refused(error: OSError) -> None:
        raise SourceError(
            f"{error.filename}: cannot be read ({error.strerror})\nCheck the folder's permissions (ls -ld)."
        ) from error

    for root, folders, names in os.walk(folder, followlinks=True, onerror=refused):
        real = os.path.realpath(root)
        if real in seen:
            folders.clear()
            continue
        seen.add(real)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(root, name)
            if not name.startswith((".", "~$")) and path.is_file():
                yield path, names


def _files(folder: str, leave_out: Sequence[Path]) -> Iterator[str]:
    left_out = {os.path.realpath(path) for path in leave_out}
    if os.path.realpath(folder) in left_out:
        # Who names the results' folder itself means it.
        left_out.clear()
    taken: set[str] = set()
    for path, names in _walk(folder, left_out):
        real = os.path.realpath(path)
        if path.suffix.lower() in READABLE and real not in taken and not _is_result(path, names):
            taken.add(real)
            yield str(path)


def _says_so(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return bool(_OUR_PAGE.search(file.read(_HEAD)))
    except OSError:
        return False


def _is_result(path: Path, beside: Sequence[str]) -> bool:
    """Tell a result of ours.

    That is a page or JSON that says so, one of several editions (``a.ko.txt``, ``a.en.txt``), or a workbook
    or the like beside such a page.
    """
    suffix = path.suffix.lower()
    if suffix in (".html", ".json"):
        return _says_so(path)
    if suffix in _BESIDE:
        stem = path.name[: -len(suffix)].removesuffix(".new")
        return any(
            f"{stem}{other}" in beside and _says_so(path.with_name(f"{stem}{other}"))
            for other in (".html", ".json")
        )
    edition = _EDITION.fullmatch(path.name)
    if edition is None or edition["code"] not in NAMES:
        return False
    others = (_EDITION.fullmatch(name) for name in beside if name != path.name)
    return any(
        other["stem"] == edition["stem"]
        and other["suffix"] == edition["suffix"]
        and other["code"] != edition["code"]
        and other["code"] in NAMES
        for other in others
        if other
    )
