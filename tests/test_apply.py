"""``bilingual apply``: a workbook that a person edited, back in memory, page, workbook and JSON."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result
from lxml import html
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from bilingual.bitexts.workbook import read_workbook
from bilingual.cli import main
from bilingual.memory import PERSON, Memory, open_memory

from .conftest import ROOT

SEED = "000_528f012b6500446b"
GLOSSARY = "ko,en,zh,kind,policy,context,note\n나토,NATO,北约,organisation,,,\n"
NEWS = """나토 정상회의 개막

나토 사무총장은 19일 회의가 열린다고 밝혔다. 러시아는 반발했다.

회의는 이틀 동안 열린다.

회의는 이틀 동안 열린다.
"""
ENGINE = """
class Making:
    name = "making"
    needs_network = False

    def translate(self, texts, *, source, target, terms=()):
        made = {"en": "NATO text", "zh-Hans": "北约文本"}[target]
        return [f"{made} {'19' if '19' in text else ''}".strip() for text in texts]
"""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, prog_name="bilingual")


@pytest.fixture
def seed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The first seed, translated from memory alone; returns its workbook."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(ROOT / "seeds" / f"{SEED}.txt", tmp_path)
    made = run("translate", f"{SEED}.txt", "--offline", "--format", "html,xlsx,json,txt")
    assert made.exit_code == 0, made.stderr
    return tmp_path / "output" / f"{SEED}.xlsx"


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An article of a project, translated by an engine; returns its workbook."""
    (tmp_path / "bilingual.toml").write_text('memory = "memory.db"\n', encoding="utf-8")
    (tmp_path / "glossary").mkdir()
    (tmp_path / "glossary" / "entities.csv").write_text(GLOSSARY, encoding="utf-8")
    (tmp_path / "making_engine.py").write_text(ENGINE, encoding="utf-8")
    (tmp_path / "news.txt").write_text(NEWS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    run("translate", "news.txt", "--engine", "making_engine:Making", "--format", "html,xlsx,json")
    yield tmp_path / "output" / "news.xlsx"
    sys.modules.pop("making_engine", None)


def edit(path: Path, change: Callable[[Any, Any], None], to: Path | None = None) -> Path:
    book = openpyxl.load_workbook(path, rich_text=True)
    change(book, book["Article"])
    book.save(to or path)
    return to or path


def put(**cells: object) -> Callable[[Any, Any], None]:
    def change(_: Any, sheet: Any) -> None:
        for cell, value in cells.items():
            sheet[cell] = value

    return change


def articles_json(workbook: Path) -> dict[str, Any]:
    return dict(json.loads(workbook.with_suffix(".json").read_text(encoding="utf-8")))


def texts(workbook: Path) -> dict[tuple[str, str], str | None]:
    """Every target by segment and language, as JSON has it, and the same in the workbook."""
    made = {
        (segment["id"], language): target["text"]
        for segment in articles_json(workbook)["segments"]
        for language, target in segment["targets"].items()
    }
    found = read_workbook(workbook.read_bytes(), "workbook")
    assert found.problems == ()
    for row in found.rows:
        for language, text in row.targets.items():
            assert text == made[row.segment, language]
    return made


def page_text(workbook: Path) -> str:
    page = html.fromstring(workbook.with_suffix(".html").read_bytes())
    return " ".join(page.text_content().split())


def statuses(workbook: Path, language: str = "en") -> list[str]:
    return [segment["targets"][language]["status"] for segment in articles_json(workbook)["segments"]]


def report(result: Result) -> list[dict[str, Any]]:
    (one,) = json.loads(result.stdout)
    return [row for row in one["rows"] if row["state"] != "unchanged"]


TEN = {
    ("E", 2): "Putin mindful of NATO? Drills with the CSTO's Kazakhstan",
    ("F", 3): "=SUM(1;2) 是文字",
    ("E", 4): "Leaders shake hands\nand smile",
    ("F", 5): "表情🎉和俄罗斯总统弗拉基米尔·普京、托卡耶夫，8月19日",
    ("E", 7): "Text with <b>tags</b> & <script>alert(1)</script>",
    ("F", 8): "-3 不是数字",
    ("E", 9): "@home in the CSTO",
    ("F", 10): "“引号”与北约",
    ("E", 11): "\u202eturned\u202c round",
    ("F", 12): "1/2",
}


def ten_nasty_edits(book: Any, sheet: Any) -> dict[tuple[str, str], str]:
    """Ten texts, rows sorted, one inserted, one deleted, columns moved, a filter, another sheet first.

    Besides a number, a date, a formula and an emptied cell, which are none of the ten.
    """
    languages = {"E": "en", "F": "zh-Hans"}
    wanted = {}
    for (column, row), text in TEN.items():
        cell = sheet[f"{column}{row}"]
        cell.value = text
        cell.data_type = "s"
        wanted[sheet[f"A{row}"].value, languages[column]] = text
    sheet["E4"] = CellRichText("Leaders ", TextBlock(InlineFont(b=True), "shake"), " hands\nand smile")
    sheet["E13"], sheet["F13"] = 45, date(2026, 3, 4)
    sheet["E14"], sheet["F14"] = "=A1", None
    sheet.delete_rows(17)
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    kinds = [[cell.data_type for cell in row] for row in sheet.iter_rows(min_row=2)]
    both = sorted(zip(rows, kinds, strict=True), key=lambda pair: str(pair[0][3]))
    order = [4, 9, 3, 1, 0, 5, 8, 2, 7, 6]
    header = [cell.value for cell in sheet[1]]
    sheet.delete_rows(1, sheet.max_row)
    for at, column in enumerate(order, 2):
        sheet.cell(1, at).value = header[column]
        for line, (row, kind) in enumerate(both, 2):
            cell = sheet.cell(line, at)
            cell.value = row[column]
            if kind[column] == "s":
                cell.data_type = "s"
    sheet.insert_rows(6)
    sheet.cell(6, 2).value = "a row of my own"
    sheet.row_dimensions[8].hidden = True
    sheet.auto_filter.ref = "B1:K18"
    sheet.title = "Edited"
    book.create_sheet("Hello", 0)["A1"] = "id"
    return wanted


def test_ten_nasty_edits_are_ten_changes_and_nothing_else(seed: Path) -> None:
    before = texts(seed)
    wanted: dict[tuple[str, str], str] = {}
    edit(seed, lambda book, sheet: wanted.update(ten_nasty_edits(book, sheet)))
    copy = seed.with_name("returned.xlsx")
    shutil.copy(seed, copy)
    result = run("apply", str(seed), "--json")
    assert result.exit_code == 1, result.stderr
    rows = report(result)
    assert sum(row["state"] == "taken" for row in rows) == 10
    problems = [row for row in rows if row["state"] == "problem"]
    assert len(problems) == 5
    assert {
        kind
        for kind in ("number", "date", "formula", "emptied", "no id")
        for row in problems
        if kind in row["message"]
    } == {"number", "date", "formula", "emptied", "no id"}
    after = texts(seed)
    assert {key: text for key, text in after.items() if text != before[key]} == wanted
    shown = page_text(seed)
    for text in wanted.values():
        if "\u202e" not in text:
            assert " ".join(text.split()) in shown
    page = html.fromstring(seed.with_suffix(".html").read_bytes())
    assert not page.xpath("//script[contains(., 'alert(1)')]")
    assert seed.with_name(f"{SEED}.edited.xlsx").read_bytes() == copy.read_bytes()
    files = {path: path.read_bytes() for path in seed.parent.iterdir()}
    assert json.loads(run("apply", str(seed.with_name(f"{SEED}.edited.xlsx")), "--json").stdout) == []
    for again in (seed, copy):
        second = run("apply", str(again), "--json")
        assert not [row for row in report(second) if row["state"] not in ("problem",)]
    assert {path: path.read_bytes() for path in seed.parent.iterdir()} == files


def test_the_real_command_line_reports_row_by_row(seed: Path) -> None:
    edit(seed, put(E4="The leaders of Russia and Kazakhstan shake hands", F5=45))
    command = [sys.executable, "-c", "from bilingual.cli import main; main()", "apply", str(seed)]
    result = subprocess.run(
        command,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        stdin=subprocess.DEVNULL,
        cwd=seed.parent,
        env={**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)},
    )
    assert result.returncode == 1, result.stderr
    assert "row 4" in result.stdout
    assert "taken" in result.stdout
    assert "cell F5" in result.stdout
    assert "the number 45" in result.stdout
    assert "1 taken, 34 unchanged, 1 not taken" in result.stdout
    assert str(seed) in result.stdout.splitlines()
    assert str(seed.with_suffix(".html")) in result.stdout.splitlines()


def test_all_taken_leaves_one_workbook_and_exits_well(seed: Path) -> None:
    edit(seed, put(E4="The leaders of Russia and Kazakhstan shake hands"))
    names = sorted(path.name for path in seed.parent.iterdir())
    result = run("apply", str(seed))
    assert result.exit_code == 0, result.stdout + result.stderr
    assert sorted(path.name for path in seed.parent.iterdir()) == names
    assert statuses(seed)[2] == "edited"
    assert statuses(seed).count("edited") == 1
    with open_memory(str(Path(os.environ["BILINGUAL_HOME"]) / "memory.db")) as memory:
        own = [unit for unit in memory.each_unit() if unit.origin == PERSON]
    assert [unit.target for unit in own] == ["The leaders of Russia and Kazakhstan shake hands"]
    again = run("translate", f"{SEED}.txt", "--offline", "--format", "json", "--output", "again")
    assert again.exit_code == 0
    assert "The leaders of Russia and Kazakhstan" in Path("again", f"{SEED}.json").read_text("utf-8")


def test_a_dry_run_changes_nothing(seed: Path) -> None:
    edit(seed, put(E4="The leaders of Russia and Kazakhstan shake hands"))
    files = {path: path.read_bytes() for path in seed.parent.iterdir()}
    result = run("apply", str(seed), "--dry-run")
    assert result.exit_code == 0
    assert "1 taken" in result.stdout
    assert "--dry-run" in result.stdout
    assert {path: path.read_bytes() for path in seed.parent.iterdir()} == files
    assert report(run("apply", str(seed), "--dry-run", "--json"))[0]["state"] == "taken"


def test_from_another_folder_to_another_folder(seed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(seed, put(E4="The leaders of Russia and Kazakhstan shake hands"))
    old = seed.with_suffix(".html").read_bytes()
    (seed.parent / "elsewhere").mkdir()
    monkeypatch.chdir(seed.parent / "elsewhere")
    result = run("apply", str(seed), "--output", "new", "--format", "html,md")
    assert result.exit_code == 0, result.stderr
    assert seed.with_suffix(".html").read_bytes() == old
    assert sorted(path.name for path in Path("new").iterdir()) == sorted(
        [f"{SEED}.{end}" for end in ("html", "ko.md", "en.md", "zh-Hans.md")]
    )


def test_libreoffice_gives_back_the_same(seed: Path, libreoffice: str, tmp_path: Path) -> None:
    before = texts(seed)
    wanted: dict[tuple[str, str], str] = {}
    edit(seed, lambda book, sheet: wanted.update(ten_nasty_edits(book, sheet)))
    folder = tmp_path / "saved"
    subprocess.run(
        [
            libreoffice,
            f"-env:UserInstallation=file://{tmp_path}/office",
            "--headless",
            "--convert-to",
            "xlsx",
            "--outdir",
            str(folder),
            str(seed),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    shutil.copy(folder / seed.name, seed)
    result = run("apply", str(seed), "--json")
    assert sum(row["state"] == "taken" for row in report(result)) == 10
    after = texts(seed)
    assert {key: text for key, text in after.items() if text != before[key]} == wanted


def test_what_was_not_corrected_stays_though_no_engine_is_there(news: Path) -> None:
    (news.parent.parent / "making_engine.py").unlink()
    sys.modules.pop("making_engine", None)
    before, old = texts(news), statuses(news)
    edit(news, put(E3="NATO's chief spoke of the 19th"))
    (news.parent.parent / "glossary" / "entities.csv").write_text(
        GLOSSARY + "러시아,Russian Federation,俄罗斯联邦,organisation,,,\n", encoding="utf-8"
    )
    result = run("apply", str(news), "--json")
    assert [row["state"] for row in report(result)] == ["taken"], result.stdout
    after = texts(news)
    assert [key for key in after if after[key] != before[key]] == [
        key for key in before if after[key] == "NATO's chief spoke of the 19th"
    ]
    assert [status for status in statuses(news) if status != "edited"] == old[1:]
    assert articles_json(news)["signature"]["engine"] == "memory+making"


def test_the_same_sentence_follows(news: Path) -> None:
    edit(news, put(E5="It lasts two days."))
    rows = report(run("apply", str(news), "--json"))
    assert [(row["row"], row["state"]) for row in rows] == [(5, "taken"), (6, "also")]
    copy = news.with_name("copy.xlsx")
    edit(news, put(E6="It lasts for two days."), copy)
    again = report(run("apply", str(copy), "--json"))
    assert [(row["row"], row["state"]) for row in again] == [(6, "taken")]
    assert [text for (_, language), text in texts(news).items() if language == "en"][-2:] == [
        "It lasts two days.",
        "It lasts for two days.",
    ]


def test_two_people_edit_one_article(news: Path) -> None:
    one = edit(news, put(E2="NATO summit opens", E4="Russia objected."), news.with_name("kim.xlsx"))
    two = edit(news, put(E2="A summit of NATO", F2="北约峰会"), news.with_name("lee.xlsx"))
    assert len(report(run("apply", str(one), "--json"))) == 2
    result = run("apply", str(two), "--json")
    assert result.exit_code == 1
    states = {(row["row"], row["language"]): row["state"] for row in report(result)}
    assert states == {(2, "en"): "problem", (2, "zh-Hans"): "taken", (4, "en"): "earlier"}
    found = texts(news)
    assert "NATO summit opens" in found.values()
    assert "Russia objected." in found.values()
    assert "北约峰会" in found.values()
    won = run("apply", str(two), "--override", "--json")
    assert {(row["row"], row["state"]) for row in report(won)} == {(2, "taken"), (4, "earlier")}
    assert "A summit of NATO" in texts(news).values()


def test_going_back_to_an_earlier_text_is_an_edit_in_the_new_workbook(news: Path) -> None:
    first = texts(news)
    edit(news, put(E2="NATO summit opens"))
    run("apply", str(news))
    edit(news, put(E2="NATO text"))
    assert [row["state"] for row in report(run("apply", str(news), "--json"))] == ["taken"]
    assert texts(news) == first


def test_a_pinned_term_edited_away_is_reported_and_taken(news: Path) -> None:
    edit(news, put(E2="Alliance text"))
    result = run("apply", str(news), "--json")
    (row,) = report(result)
    assert result.exit_code == 1
    assert row["state"] == "taken"
    assert "나토" in row["message"]
    assert (news.parent.parent / "glossary" / "entities.csv").read_text("utf-8") == GLOSSARY


def test_add_term_takes_the_new_wording(news: Path) -> None:
    edit(news, put(E2="Alliance text"))
    result = run("apply", str(news), "--add-term", "--json")
    (one,) = json.loads(result.stdout)
    assert [(added["wording"], added["line"]) for added in one["accepted"]] == [("Alliance", 2)]
    assert "나토,NATO|Alliance,北约" in (news.parent.parent / "glossary" / "entities.csv").read_text("utf-8")
    assert not [row["message"] for row in one["rows"] if "나토" in row["message"]]


def test_add_term_makes_a_row_for_a_term_of_the_shipped_glossary(seed: Path) -> None:
    def change(_: Any, sheet: Any) -> None:
        sheet["E5"] = str(sheet["E5"].value).replace("Kassym-Jomart Tokayev", "Qasym-Zhomart Toqaev")

    edit(seed, change)
    result = run("apply", str(seed), "--add-term")
    assert result.exit_code == 0, result.stdout
    own = Path(os.environ["BILINGUAL_HOME"], "glossary", "entities.csv").read_text("utf-8")
    assert "Qasym-Zhomart Toqaev" in own
    assert "Kassym-Jomart Tokayev|" in own


def test_a_link_stays_where_its_text_stands(news: Path) -> None:
    Path("page.html").write_text(
        '<html><body><article><h1>제목입니다</h1><p>러시아는 <a href="https://example.org/">성명서</a>를 냈다고'
        " 외교부가 밝혔다.</p></article></body></html>",
        encoding="utf-8",
    )
    run("translate", "page.html", "--engine", "making_engine:Making", "--format", "xlsx,json")
    workbook = news.with_name("page.xlsx")
    edit(workbook, put(E3="Russia issued a https://example.org/ today"))
    rows = report(run("apply", str(workbook), "--json"))
    assert "formatting not carried over" in rows[0]["message"]


def test_an_approved_row_is_a_persons_and_a_question_is_kept(news: Path) -> None:
    edit(news, put(I2="approved", I3="question", J3="19th or 20th?"))
    result = run("apply", str(news), "--json")
    assert [row["state"] for row in report(result)] == ["approved", "approved"]
    assert statuses(news)[0] == "edited"
    renewed = openpyxl.load_workbook(news)["Article"]
    assert (renewed["I3"].value, renewed["J3"].value) == ("question", "19th or 20th?")
    assert renewed["I2"].value is None
    assert not news.with_name("news.edited.xlsx").exists()


def test_findings_are_ignored_only_for_a_reason(news: Path) -> None:
    edit(news, put(I2="ignore findings", I3="maybe"))
    messages = [row["message"] for row in report(run("apply", str(news), "--json"))]
    assert len(messages) == 2
    assert "reason" in messages[0]
    assert "none of approved" in messages[1]


def test_edits_of_another_source_text_are_not_taken(seed: Path) -> None:
    edit(seed, put(B4="0" * 12, E4="Other", D5="원문을 고쳤다", A6="49bca125-99.9", E6="Nowhere"))
    messages = {row["row"]: row["message"] for row in report(run("apply", str(seed), "--json"))}
    assert "another text" in messages[4]
    assert "original was changed" in messages[5]
    assert "no such segment" in messages[6]


def test_what_memory_does_not_know_says_what_to_do(seed: Path, tmp_path: Path) -> None:
    result = run("apply", str(seed), "--memory", "other.db")
    assert result.exit_code == 2
    assert "--memory" in result.stderr
    assert not Path("other.db").exists()
    (tmp_path / "note.txt").write_text("새로운 글입니다.\n", encoding="utf-8")
    run("translate", "note.txt", "--memory", "other.db", "--offline", "--output", "x")
    result = run("apply", str(seed), "--memory", "other.db")
    assert result.exit_code == 2
    assert "knows no article 49bca125" in result.stderr
    assert len(result.stderr.splitlines()) == 2


def test_a_bad_workbook_does_not_stop_a_good_one(seed: Path, tmp_path: Path) -> None:
    edit(seed, put(E4="The leaders of Russia and Kazakhstan shake hands"))
    (tmp_path / "bad.xlsx").write_text("id,source_hash\n", encoding="utf-8")
    result = run("apply", "bad.xlsx", "gone.xlsx", str(tmp_path), str(seed))
    assert result.exit_code == 1
    assert result.stderr.count("Error: ") == 3
    assert "1 taken" in result.stdout
    assert run("apply", "bad.xlsx").exit_code == 2


def test_another_result_changed_by_hand_is_left(seed: Path) -> None:
    edit(seed, put(E4="The leaders of Russia and Kazakhstan shake hands"))
    page = seed.with_suffix(".html")
    page.write_text("mine", encoding="utf-8")
    result = run("apply", str(seed))
    assert result.exit_code == 1
    assert page.read_text("utf-8") == "mine"
    assert "shake hands" in seed.with_name(f"{SEED}.new.html").read_text("utf-8")


def test_a_copied_line_may_be_corrected(news: Path) -> None:
    Path("mixed.txt").write_text(
        "제목이 있다\n\nSeoul, 19 March, by our own staff writer.\n", encoding="utf-8"
    )
    run("translate", "mixed.txt", "--engine", "making_engine:Making", "--format", "xlsx,json")
    workbook = news.with_name("mixed.xlsx")
    row = next(
        row.row
        for row in read_workbook(workbook.read_bytes(), "").rows
        if (row.source or "").startswith("Seoul")
    )
    edit(workbook, put(**{f"E{row}": "Seoul, March 19, by our staff."}))
    run("apply", str(workbook))
    assert "Seoul, March 19, by our staff." in texts(workbook).values()
    run("translate", "mixed.txt", "--engine", "making_engine:Making", "--format", "json")
    assert "Seoul, March 19, by our staff." in workbook.with_suffix(".json").read_text("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_on_a_terminal_a_new_wording_is_asked_about(news: Path) -> None:
    edit(news, put(E2="Alliance text"))
    ours, theirs = os.openpty()
    command = [sys.executable, "-c", "from bilingual.cli import main; main()", "apply", str(news)]
    with subprocess.Popen(
        command,
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=theirs,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as process:
        os.close(theirs)
        os.write(ours, b"y\n")
        stdout = process.communicate()[0].decode()
    os.close(ours)
    assert "나토 may be “Alliance” [en]" in stdout
    assert "NATO|Alliance" in (news.parent.parent / "glossary" / "entities.csv").read_text("utf-8")


@pytest.mark.skipif(not hasattr(Memory, "ignore"), reason="the memory keeps no findings that may stand")
def test_ignored_findings_stay_ignored(news: Path) -> None:
    edit(news, put(I3="ignore findings", J3="the desk wants it so"))
    rows = report(run("apply", str(news), "--json"))
    assert rows
    assert {row["state"] for row in rows} == {"ignored"}
    with open_memory("memory.db") as memory:
        (article_id,) = {row["segment"].partition("-")[0] for row in rows}
        kept = memory.ignored(article_id)
        assert {key[0] for key in kept} == {rows[0]["segment"]}
    assert not report(run("apply", str(news), "--json"))
