"""Fixtures that every test may use: a home of its own, and the real programs that tests drive."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
from hypothesis import settings

from .google_page import Site
from .postgresql_server import LOCALES, Server, programs, running

if TYPE_CHECKING:
    from bilingual.engines.google import Google

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

# A loaded machine is no fault of the code: what cost there may be is the benchmarks' business.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep every test away from the user's memory and glossary, and from the network's mirrors."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("BILINGUAL_HOME", str(home))
    monkeypatch.delenv("BILINGUAL_MEMORY", raising=False)
    monkeypatch.delenv("BILINGUAL_GOOGLE_URL", raising=False)
    monkeypatch.setenv("BILINGUAL_GOOGLE_RATE", "0")
    return home


@pytest.fixture
def site() -> Iterator[Site]:
    """A stand-in for Google's page on a real socket."""
    site = Site()
    yield site
    site.close()


@pytest.fixture
def google(site: Site, monkeypatch: pytest.MonkeyPatch) -> Iterator[Google]:
    """The google engine, which asks the stand-in."""
    from bilingual.engines.google import Google

    monkeypatch.setenv("BILINGUAL_GOOGLE_URL", site.url)
    engine = Google()
    yield engine
    engine.close()


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of Debian's Chromium, with fonts that have Hangul and Han."""
    _debian("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", "fonts-noto-cjk")
    return _debian("chromium", "chromium")


@pytest.fixture(scope="session")
def libreoffice() -> str:
    """The path of Debian's LibreOffice, able to open workbooks."""
    return _debian("soffice", "libreoffice-calc")


@pytest.fixture(scope="session")
def poppler() -> str:
    """The path of Poppler's pdftoppm, which turns sheets of paper into pictures."""
    return _debian("pdftoppm", "poppler-utils")


@pytest.fixture(scope="session")
def npm() -> str:
    """The path of Debian's npm, which fetches packages of JavaScript."""
    return _debian("npm", "npm")


@pytest.fixture(scope="session")
def servers() -> Iterator[dict[str, Server]]:
    """Two real PostgreSQL servers: one in the C locale, as ``initdb`` makes it there, one in a UTF-8 one."""
    if find_spec("psycopg") is None:
        without("needs psycopg (pip install 'psycopg[binary]')")
    _debian("pg_ctlcluster", "postgresql")
    found = programs()
    if found is None:
        without("needs a PostgreSQL server (apt-get install postgresql)")
    with running(found, LOCALES["C"]) as one, running(found, LOCALES["UTF-8"]) as other:
        yield {"C": one, "UTF-8": other}


def _debian(program: str, package: str) -> str:
    """Return a program's (or a file's) path, installing its Debian package first where root may."""
    if found := _found(program):
        return found
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        with (Path(tempfile.gettempdir()) / "bilingual-tests-apt.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not _found(program):
                environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
                for command in (["update"], ["install", "-y", "--no-install-recommends", package]):
                    subprocess.run(
                        ["apt-get", "-q", *command], env=environment, check=False, capture_output=True
                    )
        if found := _found(program):
            return found
    return without(f"needs Debian's package {package} (apt-get install {package})")


def without(message: str) -> NoReturn:
    """Skip a test for what is missing here; where ``CI`` is set that is a failure."""
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


def _found(program: str) -> str | None:
    return program if Path(program).is_file() else shutil.which(program)


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The shared corpus of labelled pages, where it lies beside the project."""
    folder = SHARED / "corpus"
    if not folder.is_dir():
        pytest.skip("the corpus of labelled pages is not beside the project")
    return folder
