"""Finding engines by name: the entry-point group ``bilingual.engines``, or ``package.module:Name``."""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import cast

from bilingual.engines.built_in import BUILT_IN, RETIRED
from bilingual.engines.contract import Engine, NotReadyError, needs_network
from bilingual.engines.keys import has, how_to_give, scrubbed
from bilingual.engines.quiet import stdout_to_stderr
from bilingual.errors import BilingualError, UsageError, did_you_mean

#: The entry-point group by which a package offers its engines.
GROUP = "bilingual.engines"

#: Names that are no engine but a way to go about it; whoever runs the route knows them.
RESERVED = {
    "auto": "the translation memory first, then google",
    "memory": "the translation memory alone; nothing leaves this computer",
}


@dataclass(frozen=True, slots=True)
class EngineInfo:
    """A line of ``bilingual engines``: ``state`` is ``ready``, ``missing`` or ``retired``."""

    name: str
    state: str
    reason: str = ""
    needs_network: bool = True


def load(name: str) -> Engine:
    """Return the engine called ``name``: a registered one, or ``package.module:Name``.

    ``Name`` is an instance, or a callable without arguments; modules of the working directory can be named.
    Raises UsageError for an unknown name (with the nearest one), for a module that cannot be imported and
    for an object that cannot translate; NotReadyError for one that lacks a key or was retired.
    """
    name = name.strip()
    if ":" in name:
        return _made(_named_object(name), name)
    if name in RESERVED:
        raise UsageError(f"'{name}' stands for {RESERVED[name]}: there is no engine of that name to load.")
    points = _entry_points()
    if name in RETIRED and name not in points:
        raise NotReadyError(f"{name} is no more: {RETIRED[name]}\nChoose another with --engine.")
    if name not in points:
        known = [*RESERVED, *points]
        hint = did_you_mean(name, known)
        if not hint and "." in name:
            hint = f"; to load one from a module write '{name}:Name'"
        raise UsageError(f"unknown engine '{name}'{hint}\nKnown: {', '.join(sorted(known))}.")
    try:
        with stdout_to_stderr():
            found = points[name].load()
    except (Exception, SystemExit) as error:
        raise UsageError(
            f"engine '{name}' ({points[name].value}) cannot be loaded: {_said(error)}\n"
            "Install what is missing, or choose another with --engine."
        ) from error
    return _made(found, name)


def listing() -> list[EngineInfo]:
    """Return every name that ``--engine`` takes or once took, sorted, without importing any engine.

    An engine whose module is not there, or which lacks a key, is ``missing`` and the reason says what; one
    that its provider has given up is ``retired``.  A broken registration spoils only its own line.  Whether
    another package's engine needs the network is known only once it is loaded; until then it is assumed.
    """
    found = [EngineInfo(name, "ready", reason, name == "auto") for name, reason in RESERVED.items()]
    points = _entry_points()
    found += [_described(name, point) for name, point in points.items() if name not in RESERVED]
    found += [EngineInfo(name, "retired", why) for name, why in RETIRED.items() if name not in points]
    return sorted(found, key=lambda info: info.name)


def _entry_points() -> dict[str, EntryPoint]:
    points = {name: EntryPoint(name, own.entry, GROUP) for name, own in BUILT_IN.items()}
    for point in entry_points(group=GROUP):
        # First come, first served; and no other package may take the name of a built-in engine.
        points.setdefault(point.name, point)
    return points


def _described(name: str, point: EntryPoint) -> EngineInfo:
    try:
        module = point.module
        with stdout_to_stderr():
            spec = importlib.util.find_spec(module)
    except (Exception, SystemExit) as error:
        return EngineInfo(name, "missing", f"{point.value}: {_said(error)}")
    if spec is None:
        return EngineInfo(name, "missing", f"no module named '{module}'")
    own = BUILT_IN.get(name)
    if own is not None and own.entry == point.value:
        missing = [key for key in own.keys if not has(key)]
        if missing:
            return EngineInfo(
                name, "missing", f"needs a key: {how_to_give(name, missing[0])}", own.needs_network
            )
        return EngineInfo(name, "ready", own.about, own.needs_network)
    loaded = getattr(sys.modules.get(module), (point.attr or "").partition(".")[0], None)
    return EngineInfo(name, "ready", point.value, needs_network(loaded))


def _named_object(name: str) -> object:
    module_name, _, attribute = name.partition(":")
    module_name, attribute = module_name.strip(), attribute.strip()
    if not module_name or not attribute or module_name.startswith("."):
        raise UsageError(f"engine '{name}': write it as package.module:Name")
    try:
        with _working_directory_importable(), stdout_to_stderr():
            found: object = importlib.import_module(module_name)
    except (Exception, SystemExit) as error:
        raise UsageError(
            f"engine '{name}': cannot import '{module_name}': {_said(error)}\n"
            f"Looked in {Path.cwd()} and among the installed packages."
        ) from error
    for part in attribute.split("."):
        if not hasattr(found, part):
            names = [n for n in vars(found) if not n.startswith("_")] if hasattr(found, "__dict__") else []
            raise UsageError(
                f"engine '{name}': '{module_name}' has no '{attribute}'{did_you_mean(part, names)}"
            )
        found = getattr(found, part)
    return found


@contextlib.contextmanager
def _working_directory_importable() -> Iterator[None]:
    here = str(Path.cwd())
    sys.path.insert(0, here)
    importlib.invalidate_caches()
    try:
        yield
    finally:
        sys.path.remove(here)
        # Last, for what the engine imports later: a file here must not hide a module that others want.
        if here not in sys.path:
            sys.path.append(here)


def _made(found: object, name: str) -> Engine:
    if isinstance(found, type) or (callable(found) and not _can_translate(found)):
        try:
            with stdout_to_stderr():
                made = found()
        except NotReadyError as error:
            error.outline = found
            raise
        except BilingualError:
            raise
        except Exception as error:
            raise UsageError(f"engine '{name}' cannot be made: {_said(error)}") from error
        found = made
    if not _can_translate(found):
        raise UsageError(
            f"engine '{name}' is no engine: its {type(found).__name__} has no translate method\n"
            "docs/engines.md shows what one needs."
        )
    return cast(Engine, found)


def _can_translate(found: object) -> bool:
    return callable(getattr(found, "translate", None))


def _said(error: BaseException) -> str:
    lines = scrubbed(str(error)).strip().splitlines()
    return f"{type(error).__name__}: {lines[0]}" if lines else type(error).__name__
