"""``bilingual memory`` as an editor uses it."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bilingual.cli import main
from bilingual.memory import IMPORTED, MACHINE, PERSON, Query, Unit, open_memory
from bilingual.memory.tmx import read_tmx, write_tmx

UNITS = [
    Unit(
        "러시아 외무부가 월요일 밝혔다.",
        "Russia said on Monday.",
        "ko",
        "en",
        PERSON,
        "edited",
        created="2025-01-02T00:00:00Z",
    ),
    Unit(
        "러시아 외무부가 화요일 밝혔다.",
        "Russia said on Tuesday.",
        "ko",
        "en",
        IMPORTED,
        created="2025-06-02T00:00:00Z",
    ),
    Unit(
        "회담이 열렸다.",
        "会谈举行。",
        "ko",
        "zh-Hans",
        MACHINE,
        "translated",
        "google",
        (("회담", "会谈"),),
        "0a1b2c3d-1.1",
        created="2026-01-02T00:00:00Z",
    ),
]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "memory.db"


@pytest.fixture
def call(database: Path) -> Callable[..., Result]:
    def call(*arguments: str, **more: object) -> Result:
        named = [] if "--memory" in arguments else ["--memory", str(database)]
        return CliRunner().invoke(main, ["memory", *arguments, *named], prog_name="bilingual", **more)

    return call


@pytest.fixture
def filled(database: Path) -> Path:
    with open_memory(str(database)) as memory:
        memory.store(UNITS)
    return database


def written(path: Path, *sources: str) -> str:
    write_tmx(path, [Unit(source, f"to {source}", "ko", "en", IMPORTED) for source in sources])
    return str(path)


def held(database: Path) -> list[Unit]:
    with open_memory(str(database)) as memory:
        return list(memory.each_unit())


def test_import_takes_files_in_once(tmp_path, call, database):
    first, second = written(tmp_path / "a.tmx", "가", "나"), written(tmp_path / "b.tmx", "다")
    result = call("import", first, second)
    assert result.exit_code == 0, result.stderr
    assert result.stdout == f"{first}: 2 units imported\n{second}: 1 unit imported\n"
    assert "taken in before" in call("import", first).stdout
    assert len(held(database)) == 3


def test_files_of_one_name_in_two_folders_do_not_replace_each_other(tmp_path, call, database):
    for folder, source in (("one", "가"), ("two", "나")):
        (tmp_path / folder).mkdir()
        call("import", written(tmp_path / folder / "x.tmx", source))
    assert {unit.source for unit in held(database)} == {"가", "나"}


def test_a_changed_file_replaces_what_it_brought(tmp_path, call, database):
    call("import", written(tmp_path / "x.tmx", "가", "나"))
    call("import", written(tmp_path / "x.tmx", "나", "다"))
    assert [unit.source for unit in held(database)] == ["나", "다"]


def test_a_malformed_file_changes_nothing_and_the_others_are_taken_in(tmp_path, call, database):
    good, bad = written(tmp_path / "good.tmx", "가"), tmp_path / "bad.tmx"
    bad.write_text(Path(good).read_text("utf-8").replace("</tmx>", ""), encoding="utf-8")
    result = call("import", str(bad), good, "--json")
    assert result.exit_code == 1
    failed, taken = json.loads(result.stdout)
    assert failed["state"] == "failed"
    assert failed["error"].startswith(f"{bad}:")
    assert (taken["state"], taken["units"]) == ("imported", 1)
    assert f"Error: {bad}:" in result.stderr
    alone = call("import", str(bad))
    assert alone.exit_code == 2
    assert alone.stdout == ""
    assert len(held(database)) == 1


def _tmx(*units: str) -> str:
    return f'<tmx version="1.4"><header srclang="ko"/><body>{"".join(units)}</body></tmx>'


def _texts(**texts: str) -> str:
    each = (
        f'<tuv xml:lang="{code.replace("_", "-")}"><seg>{text}</seg></tuv>' for code, text in texts.items()
    )
    return f"<tu>{''.join(each)}</tu>"


def test_what_a_file_has_that_makes_no_unit_is_counted(tmp_path, call, database):
    (tmp_path / "a.tmx").write_text(
        _tmx(
            _texts(ko="가", en="A", en_GB="A!"),
            _texts(ko="나", tlh="B"),
            _texts(ko="다", en=""),
            _texts(ko="라"),
            _texts(en="E", zh="戊"),
            _texts(ko="마", en="F").replace("<tu>", '<tu changedate="garbage">'),
            _texts(ko="바", en="G").replace("<tu>", '<tu changedate="99999999T999999Z">'),
        ),
        encoding="utf-8",
    )
    done = call("import", str(tmp_path / "a.tmx"))
    assert done.exit_code == 0
    assert done.stdout.endswith(
        ": 4 units imported; passed over: 1 text without a known language, 1 empty text, "
        "4 <tu> without a source and a target, 2 dates that are none\n"
    )
    (record,) = json.loads(call("import", str(tmp_path / "a.tmx"), "--again", "--json").stdout)
    assert record["passed_over"] == {"unknown-language": 1, "empty-text": 1, "no-pair": 4, "bad-date": 2}
    with open_memory(str(database)) as memory:
        units = list(memory.each_unit())
        (found,) = memory.lookup([Query("", "가", "ko", "en")])
    assert sorted((unit.source, unit.target) for unit in units) == [
        ("가", "A"),
        ("가", "A!"),
        ("마", "F"),
        ("바", "G"),
    ]
    assert found is not None
    assert found.target == "A"
    assert all(unit.created[:4].startswith("20") and unit.created[:4] != "9999" for unit in units)


def test_standard_input_is_taken_in(call, database):
    content = _tmx(_texts(ko="가", en="A")).encode()
    assert call("import", "-", input=content).stdout == "-: 1 unit imported\n"
    assert "taken in before" in call("import", "-", input=content).stdout
    assert call("import", "-", input=_tmx(_texts(ko="나", en="B")).encode("utf-16")).exit_code == 0
    with open_memory(str(database)) as memory:
        assert [unit.target for unit in memory.each_unit()] == ["A", "B"]
    refused = call("import", "-", input=content[:-9])
    assert refused.exit_code == 2
    assert refused.stderr.startswith("Error: standard input:1: malformed XML")
    refused = call("import", "-", input=b"\0" * 3_000_000)
    assert (refused.exit_code, refused.stderr.partition("\n")[0]) == (
        2,
        "Error: standard input:1: is not TMX",
    )


def test_devices_and_pipes_are_not_read(tmp_path, call):
    os.mkfifo(tmp_path / "pipe.tmx")
    for path in ("/dev/zero", str(tmp_path / "pipe.tmx")):
        done = call("import", path)
        assert done.exit_code == 2
        assert done.stderr.startswith(f"Error: {path}: cannot be read: it is no regular file\nPipe it in")


@pytest.mark.parametrize(
    "command",
    [["stats"], ["search", "가"], ["export", "-"], ["forget", "--text", "가", "--yes"], ["vacuum"]],
    ids=lambda command: command[0],
)
@pytest.mark.parametrize("scheme", ["", "sqlite:///"])
def test_a_memory_that_is_not_there_is_an_error_and_stays_away(tmp_path, call, command, scheme):
    missing = tmp_path / "dbs" / "typo.db"
    done = call(*command, "--memory", f"{scheme}{missing}")
    assert done.exit_code == 2
    assert done.stderr.startswith(f"Error: translation memory {missing}: there is none\nCheck the path")
    assert done.stdout == ""
    assert not missing.parent.exists()


def test_what_was_forgotten_comes_back_with_again(tmp_path, call, database):
    path = written(tmp_path / "x.tmx", "가", "나")
    call("import", path)
    call("forget", "--text", "가", "--yes")
    call("import", path)
    assert [unit.source for unit in held(database)] == ["나"]
    assert "2 units" in call("import", path, "--again").stdout
    assert [unit.source for unit in held(database)] == ["가", "나"]


def test_export_and_import_elsewhere_bring_back_the_same_units(tmp_path, call, filled):
    path = tmp_path / "out.tmx"
    result = call("export", str(path))
    assert result.exit_code == 0, result.stderr
    assert "3 units" in result.stderr
    other = tmp_path / "other.db"
    call("import", str(path), "--memory", str(other))
    assert held(other) == held(filled)
    again = call("export", str(path))
    assert again.exit_code == 2
    assert "--force" in again.stderr
    assert call("export", str(path), "--force").exit_code == 0


def test_export_to_standard_output_by_language_and_origin(tmp_path, call, filled):
    result = call("export", "-", "--from", "ko", "--to", "zh")
    path = tmp_path / "x.tmx"
    path.write_bytes(result.stdout_bytes)
    assert [unit.target for entry in read_tmx(path) for unit in entry.units()] == ["会谈举行。"]
    assert "Russia said on Monday." in call("export", "-", "--origin", "person").stdout
    assert "Tuesday" not in call("export", "-", "--origin", "person").stdout


def test_search_shows_the_same_then_similar_then_what_holds_it(call, filled):
    found = json.loads(call("search", "러시아 외무부가 월요일 밝혔다.", "--json").stdout)
    assert [(one["match"], one["target"]) for one in found] == [
        ("exact", "Russia said on Monday."),
        ("similar", "Russia said on Tuesday."),
    ]
    assert found[0]["score"] == 1
    assert 0.8 < found[1]["score"] < 1
    inside = json.loads(call("search", "Monday", "--json").stdout)
    assert [(one["match"], one["score"], one["origin"]) for one in inside] == [("substring", None, "person")]
    assert ["old", "월요일"] not in found[0].get("difference", [])
    assert found[1]["difference"][1:3] == [["old", "화요일"], ["new", "월요일"]]
    text = call("search", "회담이 열렸다").stdout
    assert "  회담이 열렸다[-.-]\n" in text
    assert "similar 88%  ko → zh-Hans  engine google  2026-01-02" in text
    assert "会谈举行。" in text


def test_search_within_languages_and_limits(call, filled):
    assert call("search", "러시아", "--to", "zh").exit_code == 1
    assert call("search", "러시아", "--to", "en").exit_code == 0
    assert len(json.loads(call("search", "러시아", "--limit", "1", "--json").stdout)) == 1
    assert json.loads(call("search", "없는 말", "--json").stdout) == []
    assert "Nothing found" in call("search", "없는 말").stderr
    assert call("search", " ").exit_code == 2
    assert call("search", "x", "--from", "nope").exit_code == 2


def test_search_prints_no_control_characters(call, database):
    with open_memory(str(database)) as memory:
        memory.store([Unit("가나\x1b[31m다", "x\x07\u202ey", "ko", "en", IMPORTED)])
    assert not any(char in call("search", "가나").stdout for char in "\x1b\x07\u202e")


def test_stats(call, filled):
    held = json.loads(call("stats", "--json").stdout)
    assert held["units"] == 3
    assert {(p["source_language"], p["target_language"]): p["units"] for p in held["pairs"]} == {
        ("ko", "en"): 2,
        ("ko", "zh-Hans"): 1,
    }
    assert held["origins"] == {"engine": 1, "imported": 1, "person": 1}
    assert held["engines"] == {"google": 1}
    assert held["ages"] == {"2025-01": 1, "2025-06": 1, "2026-01": 1}
    assert held["size"] > 0
    text = call("stats").stdout
    assert str(filled) in text
    assert "3 units, 0 articles" in text


@pytest.mark.parametrize(
    ("options", "left"),
    [
        (["--text", "회담이  열렸다."], "MT"),
        (["--text", "Russia said on Monday."], "TZ"),
        (["--engine", "google"], "MT"),
        (["--article", "0a1b2c3d"], "MT"),
        (["--before", "2025-06-02"], "TZ"),
        (["--before", "2025-06-03", "--origin", "imported"], "MZ"),
        (["--from", "ko", "--to", "en"], "Z"),
    ],
)
def test_forget(call, filled, options, left):
    names = {"Russia said on Monday.": "M", "Russia said on Tuesday.": "T", "会谈举行。": "Z"}
    dry = call("forget", *options, "--dry-run")
    assert dry.exit_code == 0
    assert f"{3 - len(left)} unit" in dry.stdout
    assert "would go" in dry.stdout
    assert len(held(filled)) == 3
    unasked = call("forget", *options)
    assert unasked.exit_code == 2
    assert "--yes" in unasked.stderr
    assert len(held(filled)) == 3
    done = json.loads(call("forget", *options, "--yes", "--json").stdout)
    assert done == {"units": 3 - len(left), "articles": 0, "dry_run": False}
    assert "".join(names[unit.target] for unit in held(filled)) == left
    assert call("forget", *options, "--yes").exit_code == 1


def test_forget_asks_on_a_terminal(call, filled, monkeypatch):
    monkeypatch.setattr("bilingual.cli.memory_upkeep._asked", lambda: True)
    assert call("forget", "--engine", "google", input="n\n").exit_code == 1
    assert len(held(filled)) == 3
    assert call("forget", "--engine", "google", input="y\n").exit_code == 0
    assert len(held(filled)) == 2


def test_forget_an_article_takes_the_article_too(tmp_path, call, database, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "news.txt").write_text("제목\n\n누리호가 어제 발사됐다고 당국이 밝혔다.\n", encoding="utf-8")
    CliRunner().invoke(main, ["translate", "news.txt", "--engine", "memory", "--memory", str(database)])
    with open_memory(str(database)) as memory:
        (article,) = {segment[0] for segment in memory.each_segment()}
    result = call("forget", "--article", article, "--yes", "--json")
    assert json.loads(result.stdout)["articles"] == 1
    with open_memory(str(database)) as memory:
        assert memory.article(article) is None
        assert list(memory.each_segment()) == []


@pytest.mark.parametrize(
    "options",
    [[], ["--article", "x%"], ["--before", "yesterday"], ["--text", " "], ["--to", "nope"], ["--engine", ""]],
)
def test_forget_wants_to_know_what(call, filled, options):
    result = call("forget", *options, "--yes")
    assert result.exit_code == 2
    assert len(result.stderr.strip().splitlines()) <= 2
    assert len(held(filled)) == 3


def test_vacuum_gives_room_back(tmp_path, call, database):
    with open_memory(str(database)) as memory:
        memory.store([Unit(f"문장 {n}" * 20, "x" * 200, "ko", "en", IMPORTED) for n in range(3000)])
    call("forget", "--from", "ko", "--yes")
    sizes = json.loads(call("vacuum", "--json").stdout)
    assert sizes["after"] < sizes["before"] / 3
    assert "before" in call("vacuum").stdout
    assert sqlite3.connect(database).execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize("command", [["stats"], ["search", "x"], ["vacuum"], ["export", "-"]])
def test_no_memory_is_told(call, command):
    result = call(*command, "--memory", "none")
    assert result.exit_code == 2
    assert "keeps nothing" in result.stderr


def test_the_imported_are_used_by_the_exact_look_up(tmp_path, call, database):
    call("import", written(tmp_path / "x.tmx", "가"))
    with open_memory(str(database)) as memory:
        assert memory.lookup([Query("", "가", "ko", "en")])[0].target == "to 가"
