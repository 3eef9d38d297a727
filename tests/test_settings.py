from __future__ import annotations

from pathlib import Path

import pytest

from bilingual.errors import UsageError
from bilingual.settings import (
    engine_chain,
    find_project,
    load_settings,
    shipped_glossary_folder,
    writable_glossary,
)
from bilingual.upkeep.stored_runs import restored


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "newsroom"
    (folder / "deep" / "down").mkdir(parents=True)
    (folder / "bilingual.toml").write_text('memory = "team.db"\noutput = "editions"\n', encoding="utf-8")
    monkeypatch.chdir(folder / "deep" / "down")
    return folder


def test_the_nearest_folder_upward_with_the_file_is_the_project(project: Path) -> None:
    found = find_project()
    assert found is not None
    assert found.folder == project.resolve()


def test_paths_of_a_project_are_relative_to_it(project: Path) -> None:
    settings = load_settings()
    assert Path(settings.memory) == project.resolve() / "team.db"
    assert settings.output == project.resolve() / "editions"


def test_environment_outranks_project_and_option_outranks_both(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BILINGUAL_MEMORY", "none")
    assert load_settings().memory == "none"
    assert load_settings(memory="mine.db").memory == "mine.db"


def test_defaults_outside_of_a_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own_home: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    settings = load_settings()
    assert settings.targets == ("en", "zh-Hans")
    assert settings.formats == ("html", "xlsx")
    assert settings.output == Path("output")
    assert Path(settings.memory) == own_home / "memory.db"
    assert settings.glossaries == (shipped_glossary_folder() / "entities.csv",)
    assert writable_glossary() == own_home / "glossary" / "entities.csv"


def test_glossaries_go_project_user_shipped(project: Path, own_home: Path) -> None:
    for folder in (project, own_home):
        (folder / "glossary").mkdir()
        (folder / "glossary" / "entities.csv").write_text("ko,en,zh,kind,policy\n", encoding="utf-8")
    assert load_settings().glossaries == (
        project.resolve() / "glossary" / "entities.csv",
        own_home / "glossary" / "entities.csv",
        shipped_glossary_folder() / "entities.csv",
    )
    assert writable_glossary() == project.resolve() / "glossary" / "entities.csv"


def test_named_glossaries_stand_alone(project: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("ko,en,zh,kind,policy\n", encoding="utf-8")
    settings = load_settings(glossary=[own])
    assert settings.glossaries == (own,)
    assert settings.headline_hanja is None


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('memry = "x"', "did you mean 'memory'"),
        ("to = 3", "must be a text"),
        ("to = []", "is empty"),
        ('format = ""', "is empty"),
        ('offline = "yes"', "true or false"),
        ("to = [", "not valid TOML"),
    ],
)
def test_a_bad_project_file_is_told_with_its_path(project: Path, content: str, message: str) -> None:
    (project / "bilingual.toml").write_text(content, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        load_settings()
    assert message in str(caught.value)
    assert "bilingual.toml" in str(caught.value)


def test_auto_is_settled_here() -> None:
    assert engine_chain(["auto"]) == ("google",)
    assert engine_chain(["memory"]) == ()
    assert engine_chain(["a:B", "auto", "google"]) == ("a:B", "google")


def test_what_a_run_keeps_of_its_settings_names_no_folder_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "names.csv").write_text("ko,en\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    own = load_settings(glossary=[Path("names.csv")], output=Path("results"), memory="none")
    kept = own.as_text()
    assert kept["glossary"] == str(tmp_path / "names.csv")
    assert kept["headline_hanja"] == ""
    assert kept["output"] == str(tmp_path / "results")
    shipped = load_settings(memory="none")
    monkeypatch.chdir("/")
    again = restored(kept, own.targets, shipped)
    assert again.glossaries == (tmp_path / "names.csv",)
    assert again.headline_hanja is None
    assert again.output == tmp_path / "results"
    assert restored(shipped.as_text(), ("en",), shipped).headline_hanja == shipped.headline_hanja
