"""Settings: ``bilingual.toml``, the environment and the command's options, in rising order of weight.

A project is the nearest folder upward that holds a ``bilingual.toml``.  Relative paths in that file are
relative to it.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.data_folder import data_folder
from bilingual.errors import UsageError, did_you_mean
from bilingual.languages import canonical_list

if TYPE_CHECKING:
    from bilingual.checks.levels import Levels

PROJECT_FILE = "bilingual.toml"
ENTITIES = "entities.csv"
HEADLINE_HANJA = "headline_hanja.csv"
SEEDS = "seeds.tmx"

DEFAULT_TARGETS = ("en", "zh-Hans")
DEFAULT_FORMATS = ("html", "xlsx")
DEFAULT_ENGINES = ("auto",)
#: The least that ``fuzzy`` may be.
LEAST_FUZZY = 0.5

_KEYS = (
    "to",
    "engine",
    "glossary",
    "memory",
    "offline",
    "format",
    "output",
    "rules",
    "keep_both",
    "fuzzy",
    "theme",
    "checks",
)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run needs to know.

    ``engines`` are names as the user gave them (``auto`` and ``memory`` included); ``glossaries`` the files
    in order of precedence; ``headline_hanja`` the file of Sino-Korean headline letters, or None when the
    user named glossaries of their own; ``memory`` a path, a URL or ``none``; ``seeds`` the translations
    that every new memory starts with; ``rules`` files of the newsroom's own cleaning rules, which come
    before the shipped ones; ``keep_both`` keeps a page's own translation as lines of their own; ``fuzzy``
    is how similar a remembered sentence must be to become a suggestion, None for no suggestions; ``theme``
    is the CSS file that pages get beside their own styles; ``checks`` are pairs of a check's name and the
    severity set for it (`bilingual.checks.read_levels`).
    """

    targets: tuple[str, ...] = DEFAULT_TARGETS
    engines: tuple[str, ...] = DEFAULT_ENGINES
    glossaries: tuple[Path, ...] = ()
    headline_hanja: Path | None = None
    memory: str = "none"
    seeds: Path | None = None
    offline: bool = False
    formats: tuple[str, ...] = DEFAULT_FORMATS
    output: Path = Path("output")
    rules: tuple[Path, ...] = ()
    keep_both: bool = False
    fuzzy: float | None = None
    theme: Path | None = None
    checks: Levels = ()

    def as_text(self) -> dict[str, str]:
        """The settings that shape a result, as the article store keeps them; paths are absolute."""
        return {
            "to": ",".join(self.targets),
            "engine": ",".join(self.engines),
            "glossary": os.pathsep.join(str(path.absolute()) for path in self.glossaries),
            "headline_hanja": str(self.headline_hanja.absolute()) if self.headline_hanja else "",
            "format": ",".join(self.formats),
            "output": str(self.output.absolute()),
            "rules": os.pathsep.join(str(path.absolute()) for path in self.rules),
            "keep_both": "true" if self.keep_both else "false",
            "fuzzy": "" if self.fuzzy is None else f"{self.fuzzy:g}",
            "theme": "" if self.theme is None else str(self.theme.absolute()),
        }


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with a ``bilingual.toml`` and what the file says."""

    folder: Path
    values: Mapping[str, object] = field(default_factory=dict)


def shipped_glossary_folder() -> Path:
    """The glossary that comes with the program: inside an installed wheel, else beside the package."""
    package = Path(__file__).resolve().parent
    installed = package / "_glossary"
    return installed if installed.is_dir() else package.parent / "glossary"


def find_project(start: Path | None = None) -> Project | None:
    """Return the project that ``start`` (default: the working directory) lies in, or None.

    Raises UsageError for a ``bilingual.toml`` that is not TOML or holds an unknown key.
    """
    folder = (start or Path.cwd()).resolve()
    for candidate in (folder, *folder.parents):
        path = candidate / PROJECT_FILE
        if path.is_file():
            return Project(candidate, _read_project(path))
    return None


def _read_project(path: Path) -> dict[str, object]:
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: not valid TOML: {error}") from error
    for key, value in values.items():
        if key not in _KEYS:
            raise UsageError(f"{path}: unknown setting '{key}'{did_you_mean(key, _KEYS)}")
        if key in ("offline", "keep_both") and not isinstance(value, bool):
            raise UsageError(f"{path}: '{key}' must be true or false")
        if key == "checks":
            _levels(value, f"{path}: [checks]")
        if key == "fuzzy" and not is_similarity(value):
            raise UsageError(f"{path}: 'fuzzy' must be a number from {LEAST_FUZZY} to 1, such as 0.8")
        if key in ("memory", "output", "theme") and not isinstance(value, str):
            raise UsageError(f"{path}: '{key}' must be a text in quotes")
        if key in ("to", "engine", "glossary", "format", "rules"):
            _words(value, f"{path}: '{key}'")
    return values


def _levels(value: object, where: str) -> Levels:
    # Checks are loaded for those who set one: other commands do without.
    from bilingual.checks.levels import read_levels

    if not isinstance(value, dict):
        raise UsageError(f'{where} must be a table of checks and levels, such as length = "info"')
    return read_levels(value, where)


def _words(value: object, where: str) -> tuple[str, ...]:
    listed = value.split(",") if isinstance(value, str) else value
    if not isinstance(listed, list) or not all(isinstance(word, str) for word in listed):
        raise UsageError(f"{where} must be a text or a list of texts")
    words = tuple(word.strip() for word in listed if word.strip())
    if not words:
        raise UsageError(f"{where} is empty: name at least one, or take the line out")
    return words


def project_glossary(project: Project) -> tuple[Path, ...]:
    """The project's own glossary files: those its settings name, else ``glossary/entities.csv``."""
    if "glossary" in project.values:
        names = _words(project.values["glossary"], "glossary")
        return tuple(project.folder / Path(name).expanduser() for name in names)
    return (project.folder / "glossary" / ENTITIES,)


def user_glossary() -> Path:
    """The glossary file that ``glossary add`` writes outside of a project."""
    return data_folder() / "glossary" / ENTITIES


def writable_glossary(named: Sequence[Path] = ()) -> Path:
    """The file that glossary edits go to: the first one named, else the project's, else the user's."""
    if named:
        return named[0]
    project = find_project()
    return project_glossary(project)[0] if project else user_glossary()


def own_rules(named: Sequence[Path] = (), start: Path | None = None) -> tuple[Path, ...]:
    """The newsroom's own files of cleaning rules: those named, else those of the project's ``rules``.

    Raises UsageError for a malformed project file.
    """
    if named:
        return tuple(named)
    project = find_project(start)
    if project is None or "rules" not in project.values:
        return ()
    names = _words(project.values["rules"], "rules")
    return tuple(project.folder / Path(name).expanduser() for name in names)


def load_settings(
    *,
    to: Sequence[str] = (),
    engine: Sequence[str] = (),
    glossary: Sequence[Path] = (),
    memory: str | None = None,
    offline: bool | None = None,
    formats: Sequence[str] = (),
    output: Path | None = None,
    rules: Sequence[Path] = (),
    keep_both: bool | None = None,
    fuzzy: float | None = None,
    theme: Path | None = None,
    start: Path | None = None,
) -> Settings:
    """Return the settings of a run; an empty option leaves the word to environment, project and default.

    Raises UsageError for an unknown language, a glossary that does not exist and a malformed project file.
    """
    project = find_project(start)
    values = project.values if project else {}
    folder = project.folder if project else Path.cwd()
    glossaries, hanja = _glossaries(glossary, project)
    chosen_output, chosen_theme = values.get("output"), values.get("theme")
    if fuzzy is not None and not is_similarity(fuzzy):
        raise UsageError(f"--fuzzy must be a number from {LEAST_FUZZY} to 1, such as 0.8")
    return Settings(
        targets=canonical_list(to or _words(values.get("to", list(DEFAULT_TARGETS)), "to")),
        engines=tuple(engine) or _words(values.get("engine", list(DEFAULT_ENGINES)), "engine"),
        glossaries=glossaries,
        headline_hanja=hanja,
        memory=memory or os.environ.get("BILINGUAL_MEMORY") or _project_memory(values, folder),
        seeds=_existing(shipped_glossary_folder() / SEEDS),
        offline=bool(values.get("offline", False)) if offline is None else offline,
        formats=tuple(dict.fromkeys(formats))
        or _words(values.get("format", list(DEFAULT_FORMATS)), "format"),
        output=output or (folder / str(chosen_output) if chosen_output else Path("output")),
        rules=own_rules(rules, start),
        keep_both=bool(values.get("keep_both", False)) if keep_both is None else keep_both,
        fuzzy=_fuzzy(values) if fuzzy is None else fuzzy,
        theme=theme or (folder / Path(str(chosen_theme)).expanduser() if chosen_theme else None),
        checks=_levels(values["checks"], "[checks]") if "checks" in values else (),
    )


def is_similarity(value: object) -> bool:
    """Tell whether ``value`` may stand for ``--fuzzy``: below half alike nothing is a suggestion."""
    return isinstance(value, int | float) and value is not True and LEAST_FUZZY <= value <= 1


def _fuzzy(values: Mapping[str, object]) -> float | None:
    value = values.get("fuzzy")
    return float(value) if isinstance(value, int | float) else None


def _project_memory(values: Mapping[str, object], folder: Path) -> str:
    setting = values.get("memory")
    if not setting:
        return str(data_folder() / "memory.db")
    text = str(setting)
    return text if text == "none" or "://" in text else str(folder / Path(text).expanduser())


def _glossaries(named: Sequence[Path], project: Project | None) -> tuple[tuple[Path, ...], Path | None]:
    if named:
        for path in named:
            if not path.is_file():
                raise UsageError(f"{path}: no such glossary file")
        return tuple(named), None
    shipped = shipped_glossary_folder()
    candidates = [*(project_glossary(project) if project else ()), user_glossary(), shipped / ENTITIES]
    if project and "glossary" in project.values:
        for path in project_glossary(project):
            if not path.is_file():
                raise UsageError(f"{path}: no such glossary file (named in {project.folder / PROJECT_FILE})")
    unique = {path.resolve(): path for path in reversed(candidates) if path.is_file()}
    ordered = tuple(path for path in candidates if unique.get(path.resolve()) is path)
    return ordered, _existing(shipped / HEADLINE_HANJA)


def _existing(path: Path) -> Path | None:
    return path if path.is_file() else None


def engine_chain(names: Sequence[str]) -> tuple[str, ...]:
    """Settle what is asked after memory, in order.

    ``auto`` is Google's public page, the one engine that needs neither key nor model; ``memory`` asks
    nobody.

    >>> engine_chain(["auto"]), engine_chain(["memory"])
    (('google',), ())
    """
    chain: list[str] = []
    for name in names:
        for engine in ("google",) if name == "auto" else () if name == "memory" else (name,):
            if engine not in chain:
                chain.append(engine)
    return tuple(chain)
