"""What `apply` takes from a workbook whose columns, sheets or cells a person or a program changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from .test_apply import articles_json, edit, news, put, report, run, seed, texts

__all__ = ["news", "seed"]


def taken(rows: list[dict[str, Any]]) -> list[str]:
    return [row["after"] for row in rows if row["state"] == "taken"]


def problems(rows: list[dict[str, Any]]) -> list[str]:
    return [row["message"] for row in rows if row["state"] == "problem"]


def test_a_lost_header_is_told(news: Path) -> None:
    edit(news, put(E1="English", E2="NATO summit opens", F2="北约峰会"))
    result = run("apply", str(news), "--json")
    rows = report(result)
    assert result.exit_code == 1
    assert taken(rows) == ["北约峰会"]
    (problem,) = [row for row in rows if row["state"] == "problem"]
    assert problem["language"] == "en"
    assert "English [en]" in problem["message"]


@pytest.mark.parametrize("change", [put(D1="한국어"), lambda _, sheet: sheet.delete_cols(4)])
def test_without_the_column_of_the_original_corrections_are_taken(news: Path, change: Any) -> None:
    edit(news, put(E2="NATO summit opens"))
    edit(news, change)
    assert taken(report(run("apply", str(news), "--json"))) == ["NATO summit opens"]


def test_override_takes_only_what_is_new(news: Path) -> None:
    one = edit(news, put(E4="Russia objected."), news.with_name("kim.xlsx"))
    two = edit(news, put(E2="A summit of NATO"), news.with_name("lee.xlsx"))
    run("apply", str(one))
    rows = report(run("apply", str(two), "--override", "--json"))
    assert {(row["row"], row["state"]) for row in rows} == {(2, "taken"), (4, "earlier")}
    assert {"Russia objected.", "A summit of NATO"} <= set(texts(news).values())


def test_an_edit_of_an_edited_text_blames_nobody(news: Path) -> None:
    one = edit(news, put(E2="NATO summit opens"), news.with_name("kim.xlsx"))
    run("apply", str(one))
    edit(one, put(E2="NATO's summit opens"))
    (message,) = problems(report(run("apply", str(one), "--json")))
    assert "another person" not in message
    assert "--override" in message
    assert taken(report(run("apply", str(one), "--override", "--json"))) == ["NATO's summit opens"]


def test_without_the_sheet_about_it_is_said_why(news: Path) -> None:
    edit(news, put(E2="NATO summit opens"))
    run("apply", str(news))
    edit(news, put(E2="NATO's summit opens"))
    edit(news, lambda book, _: book.remove(book["About"]))
    (message,) = problems(report(run("apply", str(news), "--dry-run", "--json")))
    assert "About" in message
    assert "--override" in message


def test_escapes_that_a_program_kept_as_letters_are_no_edit(news: Path) -> None:
    edit(news, put(E2="A text with _x005F_x000D_ in it"))
    run("apply", str(news))
    book = openpyxl.load_workbook(news)
    book.save(news)
    assert report(run("apply", str(news), "--json")) == []
    assert "A text with _x000D_ in it" in texts(news).values()


def test_a_text_that_a_cell_cut_is_not_taken(news: Path) -> None:
    edit(news, put(E2="a" * 32_767, E3="b" * 32_766))
    rows = report(run("apply", str(news), "--json"))
    assert [text[0] for text in taken(rows)] == ["b"]
    (message,) = problems(rows)
    assert "32,767" in message


def test_findings_of_the_new_text_are_ignored_with_its_row(news: Path) -> None:
    edit(news, put(E2="Alliance text", I2="ignore findings", J2="the desk wants it so"))
    copy = news.with_name("copy.xlsx")
    copy.write_bytes(news.read_bytes())
    assert taken(report(run("apply", str(news), "--json"))) == ["Alliance text"]
    for target in articles_json(news)["segments"][0]["targets"].values():
        assert {found.get("ignored") for found in target["findings"]} <= {"the desk wants it so"}
    assert articles_json(news)["segments"][0]["targets"]["en"]["findings"]
    assert report(run("apply", str(copy), "--json")) == []


def test_one_segment_is_one(news: Path) -> None:
    edit(news, lambda _, sheet: sheet.delete_rows(2))
    assert "1 segment not in the workbook" in run("apply", str(news), "--dry-run").stdout
