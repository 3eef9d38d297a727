"""The settings of an earlier run, made out of what the article store kept of them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from bilingual.settings import HEADLINE_HANJA, Settings, shipped_glossary_folder


def restored(values: Mapping[str, str], targets: tuple[str, ...], base: Settings) -> Settings:
    """Return ``base`` with what shaped the earlier run: languages, engines, rules, ``keep_both``,
    ``fuzzy`` and the folder of results.

    The glossaries are those of ``base``, where an entry may have been added since; an article that was
    translated with other files has its own, as long as they are there.  A run without a theme stays without;
    for one that is not there any more stands that of ``base``.
    """
    glossaries, hanja = _glossaries(values, base)
    return replace(
        base,
        targets=targets,
        engines=tuple(values["engine"].split(",")) if values.get("engine") else base.engines,
        rules=_paths(values.get("rules", "")),
        keep_both=values.get("keep_both") == "true",
        fuzzy=float(values["fuzzy"]) if values.get("fuzzy") else None,
        theme=_theme(values, base),
        output=Path(values["output"]) if values.get("output") else base.output,
        glossaries=glossaries,
        headline_hanja=hanja,
    )


def lost_theme(values: Mapping[str, str]) -> Path | None:
    """Return the theme of the earlier run if its file is not there any more."""
    kept = values.get("theme")
    return Path(kept) if kept and not Path(kept).is_file() else None


def _theme(values: Mapping[str, str], base: Settings) -> Path | None:
    if "theme" not in values or lost_theme(values):
        return base.theme
    return Path(values["theme"]) if values["theme"] else None


def _glossaries(values: Mapping[str, str], base: Settings) -> tuple[tuple[Path, ...], Path | None]:
    paths = _paths(values.get("glossary", ""))
    ours = {path.resolve() for path in base.glossaries}
    if all(path.resolve() in ours for path in paths) or not all(path.is_file() for path in paths):
        return base.glossaries, base.headline_hanja
    if "headline_hanja" in values:
        kept = Path(values["headline_hanja"])
        return paths, kept if values["headline_hanja"] and kept.is_file() else None
    # A run of an earlier version, which did not keep it.
    shipped = shipped_glossary_folder()
    with_shipped = any(path.parent == shipped for path in paths)
    hanja = shipped / HEADLINE_HANJA
    return paths, hanja if with_shipped and hanja.is_file() else None


def _paths(text: str) -> tuple[Path, ...]:
    """Paths as they were joined; one whose own name holds the sign between them is told by its file."""
    pieces = text.split(os.pathsep)
    paths: list[Path] = []
    while pieces:
        ends = (end for end in range(len(pieces), 1, -1) if Path(os.pathsep.join(pieces[:end])).is_file())
        end = next(ends, 1)
        paths += [Path(name)] if (name := os.pathsep.join(pieces[:end])) else []
        pieces = pieces[end:]
    return tuple(paths)
