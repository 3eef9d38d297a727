"""The settings of an earlier run, made out of what the article store kept of them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from bilingual.settings import HEADLINE_HANJA, Settings, shipped_glossary_folder


def restored(values: Mapping[str, str], targets: tuple[str, ...], base: Settings) -> Settings:
    """Return ``base`` with what shaped the earlier run: languages, engines, rules, ``keep_both``
    and ``fuzzy``.

    The glossaries are those of ``base``, where an entry may have been added since; an article that was
    translated with other files has its own, as long as they are there.
    """
    glossaries, hanja = _glossaries(values.get("glossary", ""), base)
    return replace(
        base,
        targets=targets,
        engines=tuple(values["engine"].split(",")) if values.get("engine") else base.engines,
        rules=_paths(values.get("rules", "")),
        keep_both=values.get("keep_both") == "true",
        fuzzy=float(values["fuzzy"]) if values.get("fuzzy") else None,
        theme=next((path for path in _paths(values.get("theme", "")) if path.is_file()), base.theme),
        glossaries=glossaries,
        headline_hanja=hanja,
    )


def _glossaries(stored: str, base: Settings) -> tuple[tuple[Path, ...], Path | None]:
    paths = _paths(stored)
    ours = {path.resolve() for path in base.glossaries}
    if all(path.resolve() in ours for path in paths) or not all(path.is_file() for path in paths):
        return base.glossaries, base.headline_hanja
    shipped = shipped_glossary_folder()
    with_shipped = any(path.parent == shipped for path in paths)
    hanja = shipped / HEADLINE_HANJA
    return paths, hanja if with_shipped and hanja.is_file() else None


def _paths(text: str) -> tuple[Path, ...]:
    return tuple(Path(name) for name in text.split(os.pathsep) if name)
