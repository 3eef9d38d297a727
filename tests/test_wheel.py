"""What an installed wheel holds: everything that a run outside of a checkout needs."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from .conftest import ROOT


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "wheel",
            "--quiet",
            "--no-deps",
            "--no-build-isolation",
            "--wheel-dir",
            folder,
            ROOT,
        ],
        check=True,
        env={**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
    )
    (wheel,) = folder.glob("bilingual-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_a_wheel_translates_a_sample_without_the_checkout(installed: Path, tmp_path: Path) -> None:
    sample = tmp_path / "sample.txt"
    sample.write_bytes((ROOT / "seeds" / "000_528f012b6500446b.txt").read_bytes())
    code = (
        "import bilingual, sys; from bilingual.cli import main; "
        "print(bilingual.__file__, file=sys.stderr); main()"
    )
    result = subprocess.run(
        [
            sys.executable,
            "-c",
            code,
            "translate",
            "sample.txt",
            "--offline",
            "--format",
            "html,xlsx,json,txt,md",
        ],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed), "BILINGUAL_HOME": str(tmp_path / "home")},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert str(installed) in result.stderr, "the test must run the wheel, not the checkout"
    assert result.returncode == 0, result.stderr
    assert len(result.stdout.splitlines()) == 9


def test_the_wheel_holds_every_glossary_file_and_no_log(installed: Path) -> None:
    shipped = {path.name for path in (installed / "bilingual" / "_glossary").iterdir()}
    here = {path.name for path in (ROOT / "glossary").iterdir() if not path.name.startswith(".")}
    assert shipped == {name for name in here if not name.endswith(".log.jsonl")}
