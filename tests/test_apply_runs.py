"""``bilingual apply`` over several rounds, workbooks, runs and themes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from bilingual.memory import open_memory

from .test_apply import ENGINE, articles_json, edit, news, put, run, seed, statuses

__all__ = ["news", "seed"]


def cells(workbook: Path, *names: str) -> list[object]:
    sheet = openpyxl.load_workbook(workbook)["Article"]
    return [sheet[name].value for name in names]


def beside(workbook: Path) -> list[str]:
    return sorted(path.name for path in workbook.parent.glob("*.xlsx") if path != workbook)


def test_questions_and_notes_stay_in_the_workbook_over_rounds(news: Path) -> None:
    edit(news, put(I3="question", J3="19th or 20th?", J4="see the desk", I5="approved", J5="fine"))
    run("apply", str(news))
    for turn in range(2):
        assert cells(news, "I3", "J3", "J4", "I5", "J5") == [
            "question",
            "19th or 20th?",
            "see the desk",
            None,
            "fine",
        ]
        edit(news, put(E4=f"NATO text {turn}"))
        run("apply", str(news))
    edit(news, put(I3=None, J3=None))
    run("apply", str(news))
    assert cells(news, "I3", "J3", "J4") == [None, None, "see the desk"]
    assert beside(news) == []


def test_notes_stay_when_the_article_is_translated_again(news: Path) -> None:
    edit(news, put(J3="see the desk"))
    run("apply", str(news))
    (news.parent.parent / "news.txt").write_text(
        Path("news.txt").read_text("utf-8") + "\n끝이 있다.\n", encoding="utf-8"
    )
    run("translate", "news.txt", "--engine", "making_engine:Making", "--format", "html,xlsx,json")
    assert cells(news, "J3") == ["see the desk"]
    assert beside(news) == []


def test_the_verdict_of_a_row_that_was_not_taken_stays(news: Path) -> None:
    edit(news, put(I3="ignore findings"))
    run("apply", str(news))
    assert cells(news, "I3") == ["ignore findings"]


def test_one_copy_is_kept_and_passed_over(news: Path) -> None:
    for number in (45, 46):
        edit(news, put(E3=number))
        assert run("apply", str(news)).exit_code == 1
    assert beside(news) == ["news.edited.xlsx"]
    kept = news.with_name("news.edited.xlsx")
    before = kept.read_bytes(), cells(news, "E3")
    result = run("apply", str(news), str(kept))
    assert "passed over" in result.stderr
    assert "not taken" not in result.stdout
    assert (kept.read_bytes(), cells(news, "E3")) == before
    edit(kept, put(E3="NATO text 19 again"))
    run("apply", str(kept))
    assert cells(news, "E3") == ["NATO text 19 again"]
    assert cells(kept, "E3") == ["NATO text 19 again"]
    assert beside(news) == ["news.edited.xlsx"]


def test_both_languages_of_a_shipped_term_are_accepted(seed: Path) -> None:
    sheet = openpyxl.load_workbook(seed)["Article"]
    row = next(r for r in range(2, sheet.max_row + 1) if "NATO" in str(sheet.cell(r, 5).value))
    english, chinese = str(sheet.cell(row, 5).value), str(sheet.cell(row, 6).value)
    assert "北约" in chinese
    changed = {
        f"E{row}": english.replace("NATO", "Atlantic Pact"),
        f"F{row}": chinese.replace("北约", "大西洋盟"),
    }
    edit(seed, put(**changed))
    (one,) = json.loads(run("apply", str(seed), "--add-term", "--json").stdout)
    accepted = {(a["language"], a["wording"], a["line"]) for a in one["accepted"]}
    assert {a[:2] for a in accepted} == {("en", "Atlantic Pact"), ("zh-Hans", "大西洋盟")}
    assert len({a[2] for a in accepted}) == 1
    assert not [row for row in one["rows"] if "not taken into the glossary" in row["message"]]


@pytest.fixture
def unfinished(news: Path) -> Path:
    """An article of which memory has one sentence; returns its workbook."""
    Path("more.txt").write_text(
        "회의는 이틀 동안 열린다.\n\n셋째 날은 없다. 넷째 날도 없다.\n", encoding="utf-8"
    )
    run("translate", "more.txt", "--offline", "--engine", "memory", "--format", "xlsx,json")
    return news.with_name("more.xlsx")


def test_an_exit_status_of_one_says_why_also_when_only_looking(unfinished: Path) -> None:
    looked, done = run("apply", str(unfinished), "--dry-run"), run("apply", str(unfinished))
    for result in (looked, done):
        assert result.exit_code == 1
        assert "still open, so the exit status is 1: " in result.stdout
    line = [line for line in done.stdout.splitlines() if "still open" in line]
    assert line[0] in looked.stdout
    left = json.loads(run("apply", str(unfinished), "--json").stdout)[0]["left"]
    assert left["untranslated"] == 2


def test_a_dry_run_foresees_what_an_edit_makes_good(unfinished: Path) -> None:
    before = json.loads(run("apply", str(unfinished), "--dry-run", "--json").stdout)[0]["left"]
    data = articles_json(unfinished)["segments"]
    row = next(
        at
        for at, segment in enumerate(data, 2)
        if any(target["status"] == "untranslated" for target in segment["targets"].values())
    )
    edit(unfinished, put(**{f"E{row}": "A sentence.", f"F{row}": "一个句子。"}))
    looked = json.loads(run("apply", str(unfinished), "--dry-run", "--json").stdout)[0]["left"]
    done = json.loads(run("apply", str(unfinished), "--json").stdout)[0]["left"]
    assert looked == done
    assert looked["untranslated"] == before["untranslated"] - 1


def test_a_broken_part_of_one_workbook_does_not_silence_the_others(
    news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("own.csv").write_text("ko,en,zh,kind,policy,context,note\n", encoding="utf-8")
    Path("more.txt").write_text("회의가 끝났다\n\n회의는 오늘 끝났다.\n", encoding="utf-8")
    made = ("--engine", "making_engine:Making", "--glossary", "own.csv", "--format", "xlsx")
    run("translate", "more.txt", *made)
    more = news.with_name("more.xlsx")
    edit(more, put(E3="It ended today."))
    edit(news, put(E3="NATO text 19 new"))
    Path("own.csv").write_text("no header at all\n", encoding="utf-8")
    result = run("apply", str(news), str(more), "--json")
    assert result.exit_code == 1
    assert [one["path"] for one in json.loads(result.stdout)] == ["news.txt"]
    assert "own.csv" in result.stderr
    assert run("apply", str(more), str(more)).exit_code == 2


def test_a_further_language_is_added_and_none_taken_away(news: Path) -> None:
    run("apply", str(news), "--to", "fr")
    targets = articles_json(news)["targets"]
    assert targets == ["en", "zh-Hans", "fr"]
    assert statuses(news, "en")[0] == "translated"
    run("apply", str(news), "--to", "en")
    assert articles_json(news)["targets"] == targets


def test_each_page_keeps_its_theme_though_the_file_is_gone(news: Path) -> None:
    theme = Path("a:b.css")
    theme.write_text(":root { --paper: #112233; }\n", encoding="utf-8")
    made = ("--engine", "making_engine:Making", "--format", "html,xlsx,json")
    run("translate", "news.txt", *made, "--theme", str(theme), "--output", "themed")
    edit(news, put(E4="NATO text new"))
    assert "not there any more" not in run("apply", str(news)).stderr
    themed, plain = Path("themed/news.html"), news.with_suffix(".html")
    assert "#112233" in themed.read_text("utf-8")
    assert "#112233" not in plain.read_text("utf-8")
    theme.unlink()
    edit(news, put(E4="NATO text newer"))
    assert "a:b.css is not there any more" in run("apply", str(news)).stderr
    for page, has in ((themed, True), (plain, False)):
        assert ("#112233" in page.read_text("utf-8")) is has
        assert "NATO text newer" in page.read_text("utf-8")


def test_only_what_was_written_is_listed(news: Path) -> None:
    run("apply", str(news))
    assert "output" not in "\n".join(run("apply", str(news)).stdout.splitlines()[1:])
    edit(news, put(E4="NATO text new"))
    assert run("apply", str(news)).stdout.count(str(news.parent)) >= 3


def test_a_workbook_of_an_earlier_text_of_the_source_says_so(news: Path) -> None:
    old = Path("old.xlsx")
    shutil.copy(news, old)
    page = news.with_suffix(".html")
    Path("news.txt").write_text(Path("news.txt").read_text("utf-8") + "\n끝이 있다.\n", encoding="utf-8")
    run("translate", "news.txt", "--engine", "making_engine:Making", "--format", "html,xlsx,json")
    files = page.read_bytes(), news.read_bytes()
    edit(old, put(E4="NATO text new"))
    result = run("apply", str(old))
    assert "bilingual translate news.txt" in result.stderr
    assert (page.read_bytes(), news.read_bytes()) == files
    # The same, edited over the newer workbook.
    edit(old, put(E3="NATO text 19 newest"), news)
    edited = news.read_bytes()
    result = run("apply", str(news))
    assert "belongs to a newer text of news.txt" in result.stderr
    assert news.read_bytes() == edited
    with open_memory("memory.db") as memory:
        assert "NATO text 19 newest" in {unit.target for unit in memory.each_unit()}


def test_rows_of_many_articles_share_what_a_run_needs(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from bilingual.upkeep import applying

    Path("making_engine.py").write_text(ENGINE, encoding="utf-8")
    made = ("--engine", "making_engine:Making", "--format", "xlsx")
    rows = []
    for number in range(3):
        Path(f"{number}.txt").write_text(f"제목 {number}\n\n회의는 {number}일 끝났다.\n", encoding="utf-8")
        run("translate", f"{number}.txt", *made)
        sheet = openpyxl.load_workbook(news.with_name(f"{number}.xlsx"))["Article"]
        rows += [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]

    def joined(book: object, sheet: object) -> None:
        for row in rows:
            row[4] = f"{row[4]} now"
            sheet.append(row)  # type: ignore[attr-defined]

    edit(news, joined)
    opened: list[object] = []
    whole = applying.Pipeline
    monkeypatch.setattr(applying, "Pipeline", lambda *given: opened.append(given) or whole(*given))
    found = report_all(news)
    assert len(found) == 4
    assert sum(row["state"] == "taken" for one in found for row in one["rows"]) == len(rows)
    assert len(opened) == 1


def report_all(workbook: Path) -> list[dict[str, list[dict[str, str]]]]:
    return list(json.loads(run("apply", str(workbook), "--json").stdout))
