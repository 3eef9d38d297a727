"""Finding engines by name, by module, and through entry points of other packages."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from bilingual.engines.asking import Request, ask
from bilingual.engines.built_in import BUILT_IN
from bilingual.engines.contract import NotReadyError
from bilingual.engines.registry import GROUP, EngineInfo, listing, load
from bilingual.errors import EngineError, UsageError
from bilingual.settings import engine_chain

ROOT = Path(__file__).parent.parent
ENGINE = """
print("noise on import")

class Shouting:
    name = "shouting"
    needs_network = False

    def translate(self, texts, *, source, target, terms=()):
        return [text.upper() for text in texts]

instance = Shouting()

def make():
    print("noise on making")
    return Shouting()

def needs_an_argument(x):
    return Shouting()

class Broken:
    def __init__(self):
        raise RuntimeError("no model\\nhere")

class NoKey:
    def __init__(self):
        from bilingual.errors import UsageError
        raise UsageError("set SHOUTING_KEY")

class Holder:
    inner = instance

nothing = 3
"""


@pytest.fixture(autouse=True)
def _leave_imports_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def module(here: Path) -> str:
    (here / "an_engine_of_mine.py").write_text(ENGINE, encoding="utf-8")
    sys.modules.pop("an_engine_of_mine", None)
    return "an_engine_of_mine"


Installed = Callable[[str, str], None]


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Installed:
    """Puts a package with entry points on the path, as an installer leaves it."""
    site = tmp_path / "site"

    def install(entries: str, code: str = ENGINE) -> None:
        info = site / "shouting_engine-1.0.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: shouting-engine\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(f"[bilingual.engines]\n{entries}\n")
        (site / "shouting_engine.py").write_text(code, encoding="utf-8")
        sys.modules.pop("shouting_engine", None)
        monkeypatch.syspath_prepend(str(site))

    return install


def test_google_is_found_through_its_entry_point() -> None:
    engine = load("google")
    assert engine.name == "google"
    assert type(engine).__mro__[1].__module__ == "deep_translator.google"


def test_the_built_in_engines_are_those_that_the_package_registers() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert {name: own.entry for name, own in BUILT_IN.items()} == project["entry-points"][GROUP]


def test_the_engine_of_the_docs_works(here: Path) -> None:
    docs = (ROOT / "docs" / "engines.md").read_text(encoding="utf-8")
    example = re.search(r"```python\n# (\w+)\.py\n(.*?)```", docs, re.DOTALL)
    named = re.search(r"--engine (\w+:\w+)", docs)
    assert example
    assert named
    (here / f"{example[1]}.py").write_text(example[2], encoding="utf-8")
    sys.modules.pop(example[1], None)
    engine = load(named[1])
    answers = [
        a
        for packet in ask(engine, [Request("러시아"), Request("날씨")], source="ko", target="en")
        for a in packet
    ]
    assert {answer.index: answer.text for answer in answers} == {0: "Russia", 1: None}
    assert engine.name == "words"


@pytest.mark.parametrize("name", ["Shouting", "instance", "make", "Holder.inner"])
def test_an_engine_of_the_working_directory(
    module: str, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    engine = load(f"{module}:{name}")
    assert engine.translate(["a"], source="ko", target="en") == ["A"]
    out, err = capsys.readouterr()
    assert out == ""
    assert "noise on import" in err


def test_the_working_directory_does_not_hide_other_modules_afterwards(module: str, here: Path) -> None:
    load(f"{module}:instance")
    assert sys.path[0] != str(here)
    assert sys.path[-1] == str(here)
    load(f"{module}:make")
    assert sys.path.count(str(here)) == 1


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("nothing", "its int has no translate method"),
        ("Shoutin", "has no 'Shoutin'; did you mean 'Shouting'"),
        ("Holder.outer", "has no 'Holder.outer'"),
        ("needs_an_argument", "cannot be made: TypeError"),
        ("Broken", "cannot be made: RuntimeError: no model"),
        ("NoKey", "set SHOUTING_KEY"),
        ("", "write it as package.module:Name"),
    ],
)
def test_an_object_that_is_no_engine(module: str, name: str, message: str) -> None:
    with pytest.raises(UsageError, match=message) as caught:
        load(f"{module}:{name}")
    assert len(str(caught.value).splitlines()) <= 2


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("import not_there_at_all", "No module named 'not_there_at_all'"),
        ("def (:", "SyntaxError"),
        ("raise SystemExit(3)", "SystemExit"),
        ("1/0", "ZeroDivisionError"),
    ],
)
def test_a_module_that_cannot_be_imported(here: Path, code: str, message: str) -> None:
    sys.modules.pop("a_broken_engine", None)
    (here / "a_broken_engine.py").write_text(code, encoding="utf-8")
    with pytest.raises(UsageError, match="cannot import 'a_broken_engine'") as caught:
        load("a_broken_engine:Name")
    assert message in str(caught.value)
    assert len(str(caught.value).splitlines()) == 2


@pytest.mark.parametrize(
    "name", ["not_there_at_all:Name", "not_there.at_all:Name", ".relative:Name", ":Name"]
)
def test_a_module_that_is_not_there(here: Path, name: str) -> None:
    with pytest.raises(UsageError, match="engine '"):
        load(name)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("gogle", "unknown engine 'gogle'; did you mean 'google'?"),
        ("Google", "did you mean 'google'?"),
        ("autoo", "did you mean 'auto'?"),
        ("my.engine", "write 'my.engine:Name'"),
        ("", "unknown engine ''"),
        ("xyzzy", "Known: auto, google, memory, papago"),
    ],
)
def test_an_unknown_name(name: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        load(name)
    assert message in str(caught.value)


@pytest.mark.parametrize("name", ["auto", "memory"])
def test_reserved_names_are_listed_and_not_loaded(name: str) -> None:
    with pytest.raises(UsageError, match="no engine of that name"):
        load(name)
    assert next(info for info in listing() if info.name == name).state == "ready"


def test_an_engine_of_another_package_is_found(installed: Installed) -> None:
    installed("shouting = shouting_engine:Shouting\nquiet = shouting_engine:instance")
    infos = {info.name: info for info in listing()}
    assert infos["shouting"] == EngineInfo("shouting", "ready", "shouting_engine:Shouting", True)
    assert "shouting_engine" not in sys.modules
    assert load("shouting").translate(["a"], source="ko", target="en") == ["A"]
    assert load("quiet").name == "shouting"
    with pytest.raises(UsageError, match="did you mean 'shouting'"):
        load("shoutin")
    # Once loaded it has said itself that it needs no network.
    assert not next(info for info in listing() if info.name == "shouting").needs_network


def test_a_broken_entry_point_spoils_only_its_own_line(installed: Installed) -> None:
    installed(
        "lost = nowhere_to_be_found.engine:E\nodd = ::not a reference::\nraises = shouting_engine:E", "1/0"
    )
    infos = {info.name: info for info in listing()}
    assert infos["lost"].state == "missing"
    assert "nowhere_to_be_found" in infos["lost"].reason
    assert infos["odd"].state == "missing"
    assert infos["google"].state == "ready"
    for name in ("lost", "odd", "raises"):
        with pytest.raises(UsageError, match=f"engine '{name}'"):
            load(name)


def test_no_other_package_takes_a_name_of_ours(installed: Installed) -> None:
    installed("google = shouting_engine:Shouting\nmemory = shouting_engine:Shouting")
    assert load("google").name == "google"
    assert [info.name for info in listing()].count("memory") == 1


def test_what_auto_stands_for_is_what_the_settings_make_of_it() -> None:
    (chosen,) = [info.reason for info in listing() if info.name == "auto"]
    assert chosen == f"the translation memory first, then {', then '.join(engine_chain(['auto']))}"


def test_a_retired_engine_is_listed_with_its_reason_and_not_loaded(installed: Installed) -> None:
    assert next(info for info in listing() if info.name == "yandex").state == "retired"
    with pytest.raises(NotReadyError, match="yandex is no more"):
        load("yandex")
    installed("yandex = shouting_engine:Shouting")
    assert next(info for info in listing() if info.name == "yandex").state == "ready"
    assert load("yandex").name == "shouting"


def test_listing_is_sorted_and_says_what_leaves_the_computer() -> None:
    infos = listing()
    assert [info.name for info in infos] == sorted(info.name for info in infos)
    needs = {info.name: info.needs_network for info in infos}
    assert (needs["memory"], needs["google"], needs["auto"]) == (False, True, True)


def test_neither_listing_nor_asking_loads_anything_heavy() -> None:
    code = (
        "import sys, bilingual.engines.asking, bilingual.engines.registry as r; r.listing(); "
        "print([m for m in ('httpx','deep_translator','requests','bs4','asyncio') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_engine_errors_from_making_an_engine_pass_through(here: Path) -> None:
    (here / "quota_engine.py").write_text(
        "from bilingual.errors import EngineError\ndef make():\n    raise EngineError('quota gone')\n"
    )
    with pytest.raises(EngineError, match="quota gone"):
        load("quota_engine:make")
