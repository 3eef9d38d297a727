"""What a batch is made of: sources, each with the name and the options of its own."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from bilingual.errors import SourceError, UsageError, did_you_mean
from bilingual.languages import canonical_list
from bilingual.naming import result_stems, stem_of
from bilingual.publishing import check_format
from bilingual.reading import expand
from bilingual.reading.addresses import is_address
from bilingual.settings import Settings, is_similarity

_TRUE = frozenset({"true", "yes", "1"})
_FALSE = frozenset({"false", "no", "0", ""})


@dataclass(frozen=True, slots=True)
class Item:
    """One source of a batch.

    ``stem`` names its results, empty for the source's own; ``options`` are settings of this item alone, by
    their names on the command line; ``place`` says where it is asked for (``list.csv:12``), if not there.
    """

    source: str
    stem: str = ""
    options: tuple[tuple[str, str], ...] = ()
    place: str = ""


@dataclass(slots=True)
class Found:
    """What a command line or a manifest asks for: items in order, what of it cannot be done, and what
    is good to know."""

    items: list[Item] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def from_sources(sources: Iterable[str], leave_out: Sequence[Path] = ()) -> Found:
    """Return the items that files, folders, patterns and addresses stand for, each source once.

    What is under ``leave_out`` is no source in a folder or a pattern.
    """
    found = Found()
    named: dict[str, None] = {}
    for source in dict.fromkeys(sources):
        try:
            named.update(dict.fromkeys(expand(source, leave_out)))
        except SourceError as error:
            found.problems.append(str(error))
    found.items = [Item(source) for source in named]
    return found


def with_stems(items: Sequence[Item]) -> list[Item]:
    """Return ``items`` with a stem each, unlike any other's that goes to the same folder.

    Two sources of one stem are told apart as `naming.result_stems` does, by the hash of the file's bytes; an
    address by its own, since it is not yet read.
    """
    groups: dict[str, list[int]] = defaultdict(list)
    names = [_as_path(item.stem) if item.stem else item.source for item in items]
    for index, item in enumerate(items):
        groups[dict(item.options).get("output", "")].append(index)
    stems = [""] * len(items)
    for members in groups.values():
        plain = [stem_of(names[i]).lower() for i in members]
        shared = {stem for stem, count in _counts(plain).items() if count > 1}
        told = [
            (names[i], _digits(items[i].source) if stem in shared else "")
            for i, stem in zip(members, plain, strict=True)
        ]
        for i, stem in zip(members, result_stems(told), strict=True):
            stems[i] = stem
    return [replace(item, stem=stem) for item, stem in zip(items, stems, strict=True)]


def _as_path(name: str) -> str:
    """Return a path whose stem is ``name``."""
    return name.replace("/", "_") + ".x"


def _counts(stems: Iterable[str]) -> Mapping[str, int]:
    counts: dict[str, int] = defaultdict(int)
    for stem in stems:
        counts[stem] += 1
    return counts


def _digits(source: str) -> str:
    """Return what tells two sources of one name apart."""
    if source != "-" and not is_address(source):
        try:
            with Path(source).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except (OSError, ValueError):
            pass
    return hashlib.sha256(source.encode("utf-8", "surrogateescape")).hexdigest()


#: What an item may have of its own, by its name on the command line.
OPTIONS = ("to", "engine", "glossary", "format", "output", "rules", "keep_both", "fuzzy")


def settings_of(item: Item, base: Settings) -> Settings:
    """Return the settings of one item: its own options over those of the run.

    Raises UsageError that names the option.
    """
    settings = base
    for name, value in item.options:
        if name == "to":
            settings = replace(settings, targets=canonical_list(_words(name, value)))
        elif name == "engine":
            settings = replace(settings, engines=_words(name, value))
        elif name == "format":
            formats = tuple(dict.fromkeys(_words(name, value)))
            for one in formats:
                check_format(one)
            settings = replace(settings, formats=formats)
        elif name == "glossary":
            settings = replace(settings, glossaries=_files(name, value), headline_hanja=None)
        elif name == "rules":
            settings = replace(settings, rules=_files(name, value))
        elif name == "output":
            settings = replace(settings, output=Path(value))
        elif name == "keep_both":
            settings = replace(settings, keep_both=_truth(name, value))
        elif name == "fuzzy":
            settings = replace(settings, fuzzy=_similarity(value))
        else:
            raise UsageError(f"no option '{name}' for one item{did_you_mean(name, OPTIONS)}")
    return settings


def _words(name: str, value: str) -> tuple[str, ...]:
    words = tuple(word.strip() for word in value.split(",") if word.strip())
    if not words:
        raise UsageError(f"'{name}' names nothing")
    return words


def _files(name: str, value: str) -> tuple[Path, ...]:
    paths = tuple(Path(word) for word in _words(name, value))
    for path in paths:
        if not path.is_file():
            raise UsageError(f"'{name}': {path}: no such file")
    return paths


def _truth(name: str, value: str) -> bool:
    if value.lower() in _TRUE | _FALSE:
        return value.lower() in _TRUE
    raise UsageError(f"'{name}' must be true or false, not '{value}'")


def _similarity(value: str) -> float:
    try:
        number = float(value)
    except ValueError:
        number = -1.0
    if not is_similarity(number):
        raise UsageError(f"'fuzzy' must be a number from 0.5 to 1, not '{value}'")
    return number
