"""Imports point one way, and what is heavy is loaded only by the command that needs it."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import ROOT

PACKAGE = ROOT / "bilingual"
FOUNDATION = {
    "article",
    "languages",
    "chinese_scripts",
    "text_addresses",
    "sentence_count",
    "machine_chatter",
    "errors",
    "guarded_xml",
    "web_requests",
    "data_folder",
    "workbook_columns",
}
STAGES = {
    "reading",
    "cleaning",
    "segmenting",
    "terminology",
    "memory",
    "engines",
    "checks",
    "publishing",
    "bitexts",
}
ROUTE = {
    "pipeline",
    "translation",
    "engine_chain",
    "finishing",
    "copying",
    "inline_marks",
    "detection",
    "preparing",
    "collecting",
    "naming",
    "settings",
    "answer_language",
    "suggesting",
    "rechecking",
    "parallel",
}
#: What rests on the pipeline and is not the command line.
ABOVE = {"upkeep", "batch", "api"}
HEAVY = (
    "openpyxl",
    "lxml",
    "sqlalchemy",
    "jinja2",
    "httpx",
    "deep_translator",
    "langdetect",
    "numpy",
    "rich",
    "charset_normalizer",
    "opencc",
    "docx",
    "babel",
)


def _part(module: str) -> str:
    words = module.split(".")
    return words[1] if len(words) > 1 else ""


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            if node.module == "bilingual":
                found.update(f"bilingual.{alias.name}" for alias in node.names)
            else:
                found.add(node.module)
    return {name for name in found if name.split(".")[0] == "bilingual"}


def _modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", _modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_point_one_way(path: Path) -> None:
    own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    allowed = {
        **dict.fromkeys(FOUNDATION, FOUNDATION),
        **{stage: FOUNDATION | {stage} for stage in STAGES},
        # The route's helpers may use the stages; the order of the stages only `pipeline` knows.
        **dict.fromkeys(ROUTE, FOUNDATION | STAGES | ROUTE - {"pipeline"}),
        "pipeline": FOUNDATION | STAGES | ROUTE,
        **{part: FOUNDATION | STAGES | ROUTE | {part} for part in ABOVE},
        # Each needs the other: the package can be called, and does what the function does.
        "api": FOUNDATION | STAGES | ROUTE | {"api", "batch"},
        "batch": FOUNDATION | STAGES | ROUTE | {"api", "batch"},
        "cli": FOUNDATION | STAGES | ROUTE | ABOVE | {"cli"},
        "__main__": {"cli"},
        "__init__": FOUNDATION | STAGES | ROUTE | ABOVE,
    }[own]
    for module in _imports(path):
        part = _part(module)
        # `from bilingual import __version__` names no module of ours.
        assert part in allowed or part.startswith("__"), f"{path.name} must not import {module}"


def test_opencc_is_made_in_one_place() -> None:
    makers = {
        str(path.relative_to(PACKAGE)) for path in _modules() if "opencc.OpenCC(" in path.read_text("utf-8")
    }
    assert makers == {"chinese_scripts.py"}


def test_no_module_is_too_long_or_named_for_nothing() -> None:
    for path in _modules():
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 400, path
        assert path.stem not in {"utils", "helpers", "common", "misc"}


@pytest.mark.parametrize("code", ["import bilingual", "from bilingual.cli import main; main(['--help'])"])
def test_nothing_heavy_is_loaded(code: str) -> None:
    script = (
        f"import sys, atexit\natexit.register(lambda: print('LOADED', "
        f"[name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr))\n{code}"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert "LOADED []" in result.stderr
