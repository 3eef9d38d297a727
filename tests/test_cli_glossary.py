"""``bilingual glossary`` as a terminologist uses it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bilingual.cli import main
from bilingual.cli.glossary_list import _aligned

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
    path.write_text(GLOSSARY + "나토,Nato,北约,person,,\n유엔,UN,,person,,\n", encoding="utf-8")
    result = glossary("lint")
    assert result.exit_code == 1
    assert f"{path}:4: error: pins '나토' to 'Nato' in en, but line 3 pins it to 'NATO'" in result.stdout
    assert "entities.csv:5: warning: zh is empty" in result.stdout
    assert "1 error, 1 warning" in result.stderr
    told = json.loads(glossary("lint", "--json").stdout)
    assert [(one["line"], one["severity"], one["check"]) for one in told] == [
        (4, "error", "fight"),
        (5, "warning", "empty"),
    ]


def test_warnings_alone_are_no_failure(project: Path, glossary: Callable) -> None:
    path = project / "glossary" / "entities.csv"
    path.write_text(GLOSSARY + "유엔,UN,,person,,\n", encoding="utf-8")
    assert glossary("lint").exit_code == 0


LIST = (
    "ko,en,zh,kind,policy,owner\n"
    "나토,NATO,北约,organisation,,desk\n"
    "가나,Ghana,,place,,\n"
    "블라디미르 푸틴,Putin,普京,person,,\n"
)


@pytest.mark.parametrize(
    ("options", "korean"),
    [
        ((), ["나토", "가나", "블라디미르 푸틴"]),
        (("--sort", "ko"), ["가나", "나토", "블라디미르 푸틴"]),
        (("--sort", "en"), ["가나", "나토", "블라디미르 푸틴"]),
        (("--sort", "zh"), ["나토", "블라디미르 푸틴", "가나"]),
        (("--sort", "kind"), ["나토", "블라디미르 푸틴", "가나"]),
        (("--missing", "zh-CN"), ["가나"]),
        (("--policy", "check"), ["가나"]),
        (("--kind", "person"), ["블라디미르 푸틴"]),
        (("--file", "other"), []),
        (("putin",), ["블라디미르 푸틴"]),
    ],
)
def test_list_filters_and_sorts_in_tab_separated_columns(
    project: Path, glossary: Callable, options: tuple[str, ...], korean: list[str]
) -> None:
    (project / "g.csv").write_text(LIST, encoding="utf-8")
    result = glossary("list", "--glossary", "g.csv", *options)
    rows = [line.split("\t") for line in result.stdout.splitlines()]
    assert [row[0] for row in rows] == korean
    assert all(len(row) == 7 for row in rows)
    assert f"{len(korean)} entr" in result.stderr


def test_columns_stand_under_each_other_where_letters_are_two_cells_wide() -> None:
    lines = _aligned([["나토", "NATO", "北约"], ["e\u0301", "Ghana", "-"], ["가" * 40, "x", "y"]])
    assert lines == [
        "나토" + " " * 31 + "  NATO   北约",
        "e\u0301" + " " * 34 + "  Ghana  -",
        "가" * 17 + "…" + "  x      y",
    ]


def test_log_and_undo(project: Path, glossary: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BILINGUAL_USER", "kim")
    glossary("add", "누리호", "--en", "Nuri", "--zh", "世界号")
    glossary("edit", "나토", "--zh", "北大西洋公约组织")
    lines = glossary("log").stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["1", "2"]
    assert "kim  add  entities.csv:4  누리호,Nuri,世界号" in lines[0]
    assert "→ 나토,NATO,北大西洋公约组织,organisation" in lines[1]
    assert len(glossary("log", "--limit", "1").stdout.splitlines()) == 1
    (record,) = json.loads(glossary("log", "누리호", "--json").stdout)
    assert (record["number"], record["who"], record["action"], record["line"]) == (1, "kim", "add", 4)
    assert record["changes"] == [{"before": None, "after": {"ko": "누리호", "en": "Nuri", "zh": "世界号"}}]
    result = glossary("undo", "2")
    assert result.exit_code == 0
    assert "took back edit 2" in result.stdout
    assert _file(project) == GLOSSARY
    result = glossary("redo")
    assert result.exit_code == 0
    assert "edits 2, 1 again" in result.stdout
    assert "北大西洋公约组织" in _file(project)
    assert "누리호" in _file(project)
    assert glossary("undo", "1", "--edit", "1").exit_code == 2
    assert glossary("undo", "0").exit_code == 2


def test_undo_says_where_it_cannot(project: Path, glossary: Callable) -> None:
    assert "no edit to take back" in glossary("undo").stderr
    glossary("add", "누리호", "--en", "Nuri", "--zh", "世界号")
    path = project / "glossary" / "entities.csv"
    path.write_text(_file(project).replace("Nuri", "NURI"), encoding="utf-8")
    result = glossary("undo")
    assert result.exit_code == 2
    assert f"{path}:4: this row was changed after edit 1: 누리호,NURI,世界号" in result.stderr
    with (project / "glossary" / "entities.log.jsonl").open("a") as log:
        log.write('{"torn')
    assert "entities.log.jsonl:2: no record" in glossary("log").stderr


def test_a_kind_that_looks_like_a_slip_is_told_and_written(project: Path, glossary: Callable) -> None:
    result = glossary("add", "푸틴", "--en", "Putin", "--kind", "persn")
    assert result.exit_code == 0
    assert "unknown kind 'persn'; did you mean 'person'?" in result.stderr
    assert "푸틴,Putin,,persn" in _file(project)
    assert glossary("add", "누리호", "--en", "Nuri", "--kind", "event").stderr == ""


def test_an_empty_list_says_what_there_is(glossary: Callable) -> None:
    assert "no entry of the kind 'organization'; did you mean 'organisation'?" in (
        glossary("list", "--kind", "organization").stderr
    )
    assert "no file with 'nope' in its path" in glossary("list", "--file", "nope").stderr


def test_rows_that_fight_are_told_and_the_rest_is_listed(project: Path, glossary: Callable) -> None:
    path = project / "glossary" / "entities.csv"
    path.write_text(GLOSSARY + "나토,Nato,北约,organisation,,\na,b\n", encoding="utf-8")
    result = glossary("list")
    assert result.exit_code == 0
    assert [line.split("\t")[1] for line in result.stdout.splitlines()[:2]] == ["NATO", "Nato"]
    assert f"{path}:4: pins '나토'" in result.stderr
    assert f"{path}:5: 2 cells" in result.stderr


@pytest.mark.parametrize("memory", ["none-such.db", "sqlite:///none-such.db"])
def test_impact_on_a_memory_that_is_not_there(project: Path, glossary: Callable, memory: str) -> None:
    result = glossary("impact", "나토", "--memory", memory)
    assert result.exit_code == 2
    assert "no such translation memory" in result.stderr
    assert not (project / "none-such.db").exists()
