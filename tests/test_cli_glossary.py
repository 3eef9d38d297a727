"""``bilingual glossary`` as a terminologist uses it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bilingual.cli import main

GLOSSARY = "# our names\nko,en,zh,kind,policy,owner\n나토,NATO,北约,organisation,,desk\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "bilingual.toml").write_text("", encoding="utf-8")
    (tmp_path / "glossary").mkdir()
    (tmp_path / "glossary" / "entities.csv").write_text(GLOSSARY, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def glossary(project: Path) -> Callable[..., Result]:
    def call(*arguments: str) -> Result:
        return CliRunner().invoke(main, ["glossary", *arguments], prog_name="bilingual")

    return call


def _file(project: Path) -> str:
    return (project / "glossary" / "entities.csv").read_text(encoding="utf-8")


def test_add_writes_the_project_s_file_and_keeps_the_rest(project: Path, glossary: Callable) -> None:
    result = glossary("add", "누리호", "--en", "Nuri", "--zh", "“世界”号", "--kind", "event")
    assert result.exit_code == 0, result.stderr
    assert "entities.csv:4: added 누리호" in result.stdout
    assert _file(project) == GLOSSARY + "누리호,Nuri,“世界”号,event,,\n"


def test_what_was_added_is_pinned_in_the_next_run(project: Path, glossary: Callable) -> None:
    glossary("add", "누리호", "--en", "Nuri", "--zh", "“世界”号", "--kind", "event")
    (project / "news.txt").write_text(
        "누리호 발사\n\n누리호가 어제 발사됐다고 당국이 밝혔다.\n", encoding="utf-8"
    )
    run = CliRunner().invoke(main, ["translate", "news.txt", "--engine", "memory", "--format", "json"])
    assert run.exit_code == 1
    article = json.loads((project / "output" / "news.json").read_text(encoding="utf-8"))
    terms = [term for segment in article["segments"] for term in segment["terms"]]
    assert {(t["source"], t["policy"], t["targets"]["en"], t["targets"]["zh-Hans"]) for t in terms} == {
        ("누리호", "pin", "Nuri", "“世界”号")
    }


def test_edit_changes_the_named_cells_only(project: Path, glossary: Callable) -> None:
    assert glossary("edit", "나토", "--zh", "北约|北大西洋公约组织").exit_code == 0
    assert _file(project) == GLOSSARY.replace("北约", "北约|北大西洋公约组织")


def test_remove_takes_the_row_out(project: Path, glossary: Callable) -> None:
    assert glossary("remove", "나토").exit_code == 0
    assert _file(project) == "# our names\nko,en,zh,kind,policy,owner\n"


def test_list_searches_every_language_and_takes_json(glossary: Callable) -> None:
    assert "NATO" in glossary("list", "北约").stdout
    rows = json.loads(glossary("list", "나토", "--kind", "organisation", "--json").stdout)
    assert rows[0]["forms"]["en"][0] == "NATO"
    assert rows[0]["policy"] == "pin"
    assert rows[0]["line"] == 3


def test_a_pin_that_contradicts_another_is_refused_with_its_line(project: Path, glossary: Callable) -> None:
    result = glossary("add", "나토", "--en", "Nato", "--zh", "北约", "--kind", "organisation")
    assert result.exit_code == 2
    assert "3" in result.stderr
    assert _file(project) == GLOSSARY


@pytest.mark.parametrize("command", [("edit", "유엔군", "--en", "x"), ("remove", "유엔군")])
def test_a_term_that_is_not_there_is_told(
    project: Path, glossary: Callable, command: tuple[str, ...]
) -> None:
    result = glossary(*command)
    assert result.exit_code == 2
    assert "유엔군" in result.stderr
    assert _file(project) == GLOSSARY


def test_a_term_of_the_shipped_glossary_is_overridden_not_edited(project: Path, glossary: Callable) -> None:
    result = glossary("edit", "유엔", "--en", "UN")
    assert result.exit_code == 2
    assert "glossary add 유엔" in result.stderr


def test_edit_without_a_cell_says_what_is_missing(glossary: Callable) -> None:
    result = glossary("edit", "나토")
    assert result.exit_code == 2
    assert "--en" in result.stderr


def test_lint_is_clean_and_finds_a_fight(project: Path, glossary: Callable) -> None:
    assert glossary("lint").exit_code == 0
    path = project / "glossary" / "entities.csv"
    path.write_text(GLOSSARY + "나토,Nato,北约,person,,\n", encoding="utf-8")
    result = glossary("lint")
    assert result.exit_code == 2
    assert "entities.csv:4" in result.stderr
