from __future__ import annotations

import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from bilingual.publishing.workbook_names import LONGEST_NAME, sheet_names


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("강의 이름", "강의 이름"),
        ("a:b\\c/d?e*f[g]h", "a b c d e f g h"),
        ("'quoted'", "quoted"),
        ("  two\n lines\t ", "two lines"),
        ("", "Sheet"),
        ("???", "Sheet"),
        ("History", "History (2)"),
        ("x" * 40, "x" * 31),
        ("\U0001f600" * 20, "\U0001f600" * 15),
        ("\u202eabc\ud800\x07", "abc"),
    ],
)
def test_a_title_gives_a_legal_name(title, name):
    assert sheet_names([title]) == [name]


def test_names_alike_are_numbered_and_stay_short():
    assert sheet_names(["강", "강", "강"]) == ["강", "강 (2)", "강 (3)"]
    assert sheet_names(["ABC", "abc", "ＡＢＣ"]) == ["ABC", "abc (2)", "ＡＢＣ (3)"]
    assert sheet_names(["y" * 40, "y" * 50]) == ["y" * 31, "y" * 27 + " (2)"]
    assert sheet_names(["a (2)", "a", "a"]) == ["a (2)", "a", "a (3)"]


def test_names_that_are_taken_are_left_alone():
    assert sheet_names(["About", "about"], taken=["About"]) == ["About (2)", "about (3)"]


def test_thousands_alike_take_no_time():
    made = sheet_names(["같은 제목"] * 5_000)
    assert len(set(made)) == 5_000
    assert made[-1] == "같은 제목 (5000)"


@given(st.lists(st.text(max_size=40), max_size=6))
def test_any_titles_make_names_that_a_workbook_takes(titles):
    names = sheet_names(titles)
    assert names == sheet_names(titles)
    assert len(names) == len(titles)
    assert len({unicodedata.normalize("NFKC", name).casefold() for name in names}) == len(names)
    assert all(0 < len(name.encode("utf-16-le")) // 2 <= LONGEST_NAME for name in names)
    book = Workbook()
    book.remove(book.active)
    for name in (*names, "At least one"):
        book.create_sheet(name)
    out = io.BytesIO()
    book.save(out)
    assert load_workbook(out).sheetnames == [*names, "At least one"]
