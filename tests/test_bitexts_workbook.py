"""Workbooks read back: whatever people and programs did to them, and whatever strangers send."""

from __future__ import annotations

import io
import random
import tracemalloc
import zipfile
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from itertools import pairwise
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment

from bilingual.article import Article, Role
from bilingual.bitexts.workbook import WorkbookRead, read_workbook
from bilingual.errors import SourceError
from bilingual.publishing.workbook import render
from bilingual.publishing.workbook_text import legal
from bilingual.workbook_columns import edition, source_hash

from .publishing_sample import article, one, post

LONG = "가나다라 마바사. " * 4000


def sample() -> Article:
    return article(
        one("1", Role.TITLE, "첫째 줄", en="The first line", zh="第一行"),
        one("2", Role.BODY, "둘째 줄은 45조 원이다.", en="The second line: 45 trillion won.", zh="第二行"),
        one("3", Role.BODY, "셋째 줄", en="The third line", zh=None),
        one("4", Role.BODY, "넷째 줄", en="The fourth line", zh="第四行"),
    )


def read(data: bytes) -> WorkbookRead:
    return read_workbook(data, "edited.xlsx")


def edited(change: Callable[[Any], None], made: Article | None = None) -> bytes:
    """The workbook of an article after ``change`` did something to it with openpyxl."""
    book = openpyxl.load_workbook(io.BytesIO(render(made or sample())), rich_text=True)
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def texts(found: WorkbookRead, language: str = "en") -> dict[str, str | None]:
    return {row.segment: row.targets[language] for row in found.rows if language in row.targets}


def test_a_workbook_says_what_it_was_written_with() -> None:
    made = sample()
    found = read(render(made))
    assert found.article_id == made.id
    assert found.targets == ("en", "zh-Hans")
    assert found.source_language == "ko"
    assert found.problems == ()
    assert found.path == made.source.path
    assert [row.segment for row in found.rows] == [segment.id for segment in made.segments]
    for row, segment in zip(found.rows, made.segments, strict=True):
        assert row.source == segment.source
        assert row.source_hash == source_hash(segment.source)
        assert row.targets == {code: target.text for code, target in segment.targets.items()}
        assert (row.review, row.note) == ("", "")
    assert found.edition == edition(
        (segment.id, code, segment.targets[code].text) for segment in made.segments for code in made.targets
    )


@given(st.lists(st.text(max_size=40), min_size=1, max_size=4))
@settings(max_examples=40)
def test_any_text_comes_back(wanted: list[str]) -> None:
    made = article(*(one(str(at), Role.BODY, f"줄 {at}", en=text) for at, text in enumerate(wanted)))
    found = read(render(made))
    assert found.problems == ()
    for text, row in zip(wanted, found.rows, strict=True):
        there = legal(text).replace("\r\n", "\n").replace("\r", "\n")
        assert (row.targets["en"] or "").replace("\r\n", "\n").replace("\r", "\n") == there


def test_a_post_with_marks_and_long_texts_comes_back() -> None:
    made = article(one("1", Role.BODY, LONG, en="x" * 40_000, zh="짧다"), one("2", Role.BODY, "끝", en="End"))
    found = read(render(made))
    assert found.problems == ()
    assert found.rows[0].source == LONG
    assert found.rows[0].targets["en"] == "x" * 40_000
    assert read(render(post())).problems == ()


def test_pieces_of_a_long_text_may_be_edited_and_must_be_whole() -> None:
    made = article(one("1", Role.BODY, "길다", en="x" * 40_000), one("2", Role.BODY, "끝", en="End"))

    def edit(book: Any) -> None:
        book["Long"]["E3"] = "the end"

    assert texts(read(edited(edit, made)))["1a2b3c4d-1.1"] == "x" * 32_767 + "the end"

    def lose(book: Any) -> None:
        book["Long"].delete_rows(3)

    found = read(edited(lose, made))
    assert "1a2b3c4d-1.1" not in texts(found)
    assert "not whole" in str(found.problems[0])
    assert found.problems[0].cell == "E2"


def move_columns(book: Any) -> None:
    sheet = book["Article"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    order = list(range(len(rows[0])))
    random.Random(7).shuffle(order)
    book.remove(sheet)
    sheet = book.create_sheet("Article", 3)
    for row in rows:
        sheet.append(["", *(row[at] for at in order)])


def sort_rows(book: Any) -> None:
    sheet = book["Article"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    for at, row in enumerate(sorted(rows, key=lambda row: str(row[4])), 2):
        for column, value in enumerate(row, 1):
            sheet.cell(at, column).value = value


def another_sheet_first(book: Any) -> None:
    book.create_sheet("Mine", 0).append(["id", "what", "English"])
    book["Article"].title = "번역"


def rows_above(book: Any) -> None:
    book["Article"].insert_rows(1, 3)
    book["Article"]["A1"] = "For Ms Kim, please"


def filter_rows(book: Any) -> None:
    sheet = book["Article"]
    sheet.auto_filter.add_filter_column(2, ["title"])
    for row in (3, 4, 5):
        sheet.row_dimensions[row].hidden = True
    sheet.column_dimensions["B"].hidden = True


def delete_a_column(book: Any) -> None:
    book["Article"].delete_cols(3)


def a_column_of_ones_own(book: Any) -> None:
    book["Article"].insert_cols(5)
    book["Article"]["E1"] = "my remarks"
    book["Article"]["E2"] = "good"


def no_other_sheet(book: Any) -> None:
    for name in ("Terms", "Checks", "Dropped", "About"):
        book.remove(book[name])


@pytest.mark.parametrize(
    "change",
    [
        move_columns,
        sort_rows,
        another_sheet_first,
        rows_above,
        filter_rows,
        delete_a_column,
        a_column_of_ones_own,
        no_other_sheet,
    ],
)
def test_wherever_rows_and_columns_stand(change: Callable[[Any], None]) -> None:
    plain, found = read(render(sample())), read(edited(change))
    assert found.problems == ()
    assert found.article_id == plain.article_id
    assert found.source_language == "ko"
    assert set(found.targets) == set(plain.targets)
    assert {row.segment: (row.source, row.source_hash) for row in found.rows} == {
        row.segment: (row.source, row.source_hash) for row in plain.rows
    }
    for language in plain.targets:
        assert texts(found, language) == texts(plain, language)


def test_what_else_a_workbook_has_is_named() -> None:
    def change(book: Any) -> None:
        a_column_of_ones_own(book)
        book.create_sheet("Mine")
        book["Article"]["F2"].comment = Comment("why?", "me")

    plain = read(render(sample())).labels
    assert read(edited(change)).labels - plain == {"column my remarks", "sheet Mine", "comments"}


@pytest.mark.parametrize(
    ("value", "kind", "shown"),
    [
        (45, "number", "45"),
        (3.5, "number", "3.5"),
        (datetime(2026, 3, 4), "date", "2026-03-04"),
        (date(2026, 3, 4), "date", "2026-03-04"),
        (time(6, 5), "date", "06:05"),
        (True, "logical", "TRUE"),
        ("=A1+1", "formula", "=A1+1"),
        ("#REF!", "error", "#REF!"),
    ],
)
def test_what_a_spreadsheet_made_of_a_text_is_told_and_not_taken(
    value: object, kind: str, shown: str
) -> None:
    def change(book: Any) -> None:
        book["Article"]["E3"].number_format = "General"
        book["Article"]["E3"] = value

    found = read(edited(change))
    (problem,) = found.problems
    assert (problem.row, problem.cell, problem.language) == (3, "E3", "en")
    assert problem.segment == "1a2b3c4d-2.1"
    assert kind in problem.message
    assert problem.shown == shown
    assert "1a2b3c4d-2.1" not in texts(found)
    assert texts(found, "zh-Hans")["1a2b3c4d-2.1"] == "第二行"


def test_texts_that_look_like_something_else_are_texts() -> None:
    wanted = [
        "=1+1",
        "+82-2-123",
        "-3",
        "@home",
        "\tindented",
        "45",
        "2026-03-04",
        "TRUE",
        "_x0041_",
        "'quoted'",
    ]
    made = article(*(one(str(at), Role.BODY, f"줄 {at}", en=text) for at, text in enumerate(wanted)))
    assert list(texts(read(render(made))).values()) == wanted


def test_rich_text_is_its_text() -> None:
    def change(book: Any) -> None:
        bold = InlineFont(b=True)
        book["Article"]["E2"] = CellRichText("The ", TextBlock(bold, "very"), " first 🎉\nline")

    assert texts(read(edited(change)))["1a2b3c4d-1.1"] == "The very first 🎉\nline"


def test_inserted_rows_are_told_and_empty_ones_are_not() -> None:
    def change(book: Any) -> None:
        book["Article"].insert_rows(3, 2)
        book["Article"]["E3"] = "A sentence more"

    found = read(edited(change))
    (problem,) = found.problems
    assert problem.row == 3
    assert "E3" in problem.message
    assert len(found.rows) == 4


def test_rows_without_a_proper_id_are_told() -> None:
    def change(book: Any) -> None:
        book["Article"]["A3"] = 17

    found = read(edited(change))
    assert [problem.row for problem in found.problems] == [3]
    assert len(found.rows) == 3


def test_deleted_rows_are_not_there() -> None:
    found = read(edited(lambda book: book["Article"].delete_rows(3)))
    assert found.problems == ()
    assert len(found.rows) == 3


def test_doubled_rows_count_once_and_differing_ones_not_at_all() -> None:
    def copy(book: Any, text: str | None = None) -> None:
        sheet = book["Article"]
        sheet.append([cell.value for cell in sheet[3]])
        if text:
            sheet.cell(sheet.max_row, 5).value = text

    same = read(edited(copy))
    assert same.problems == ()
    assert len(same.rows) == 4
    found = read(edited(lambda book: copy(book, "Something else")))
    first, second = found.problems
    assert (first.row, second.row) == (3, 6)
    assert "row 3" in second.message
    assert "Something else" in second.message
    assert "row 6" in first.message
    assert "1a2b3c4d-2.1" not in texts(found)
    assert texts(found, "zh-Hans")["1a2b3c4d-2.1"] == "第二行"


def test_merged_cells_are_told_and_not_taken() -> None:
    found = read(edited(lambda book: book["Article"].merge_cells("E3:E4")))
    assert [(problem.row, problem.cell) for problem in found.problems] == [(3, "E3"), (4, "E4")]
    assert set(texts(found)) == {"1a2b3c4d-1.1", "1a2b3c4d-4.1"}
    assert len(texts(found, "zh-Hans")) == 4


def test_review_and_note_are_read() -> None:
    def change(book: Any) -> None:
        book["Article"]["I2"], book["Article"]["J2"] = "Approved ", "as agreed"
        book["Article"]["J3"] = 45

    found = read(edited(change))
    assert (found.rows[0].review, found.rows[0].note) == ("approved", "as agreed")
    assert found.rows[1].note == "45"


def rewritten(data: bytes, parts: Mapping[str, bytes | None], compress: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A workbook's archive with other parts, None for one left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", compress) as new:
        for name in dict.fromkeys([*old.namelist(), *parts]):
            content = parts[name] if name in parts else old.read(name)
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


def part(name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(render(sample()))) as archive:
        return archive.read(name).decode()


def sheet_with(rows: str, parts: Mapping[str, bytes] | None = None) -> bytes:
    sheet = part("xl/worksheets/sheet1.xml").replace("</sheetData>", rows + "</sheetData>")
    shared = '<Relationship Id="shared" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    related = part("xl/_rels/workbook.xml.rels").replace("</Relationships>", shared)
    own = {"xl/worksheets/sheet1.xml": sheet.encode(), "xl/_rels/workbook.xml.rels": related.encode()}
    return rewritten(render(sample()), {**own, **(parts or {})})


SHARED = '<row r="9"><c r="E9" t="s"><v>1</v></c></row>'


def test_shared_texts_are_read() -> None:
    strings = b"<sst><si><t>no</t></si><si><r><t>sha</t></r><r><t>red</t></r><rPh><t>x</t></rPh></si></sst>"
    (problem,) = read(sheet_with(SHARED, {"xl/sharedStrings.xml": strings})).problems
    assert (problem.row, "E9" in problem.message) == (9, True)
    with pytest.raises(SourceError, match="not in the file"):
        read(sheet_with(SHARED, {"xl/sharedStrings.xml": b"<sst><si><t>one</t></si></sst>"}))


def test_macros_are_not_looked_at() -> None:
    assert len(read(rewritten(render(sample()), {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0macro"})).rows) == 4


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"id,source_hash,English [en]\n1,2,3\n", "CSV"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, r"\.xls\)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"PK\x03\x04 and nothing of an archive", "damaged"),
        (render(sample())[:3000], "damaged"),
        (rewritten(render(sample()), {"xl/workbook.xml": None, "_rels/.rels": None}), "not a workbook"),
        (
            rewritten(
                render(sample()), {"xl/workbook.xml": None, "xl/workbook.bin": b"x", "_rels/.rels": None}
            ),
            "xlsb",
        ),
        (rewritten(render(sample()), {"xl/worksheets/sheet1.xml": None}), "no sheet"),
        (rewritten(render(sample()), {"xl/worksheets/sheet1.xml": b"<worksheet><row>"}), "malformed"),
        (rewritten(render(sample()), {"xl/workbook.xml": b"<workbook>\xff"}), "malformed"),
    ],
)
def test_what_is_no_workbook_is_told_in_two_lines(data: bytes, said: str) -> None:
    with pytest.raises(SourceError, match=said) as raised:
        read(data)
    lines = str(raised.value).splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("edited.xlsx: ")


def column_gone(column: int) -> Callable[[Any], None]:
    return lambda book: book["Article"].delete_cols(column)


@pytest.mark.parametrize("column", [1, 2])
def test_without_ids_or_hashes_nothing_is_told(column: int) -> None:
    with pytest.raises(SourceError, match="id and source_hash"):
        read(edited(column_gone(column)))


@pytest.mark.parametrize("header", ["id", "source_hash", "English [en]", "Chinese (Simplified) [zh-CN]"])
def test_a_column_that_is_there_twice_is_refused(header: str) -> None:
    def change(book: Any) -> None:
        book["Article"]["L1"] = header

    with pytest.raises(SourceError, match="two columns"):
        read(edited(change))


def test_a_copied_sheet_is_told() -> None:
    found = read(edited(lambda book: book.copy_worksheet(book["Article"])))
    assert "Article Copy" in found.problems[0].message
    assert len(found.rows) == 4


def test_texts_of_a_copied_sheet_that_differ_are_told_row_by_row() -> None:
    def change(book: Any) -> None:
        book.copy_worksheet(book["Article"])["E3"] = "Corrected in the copy"

    _, problem = read(edited(change)).problems
    assert (problem.row, problem.language) == (3, "en")
    assert "Corrected in the copy" in problem.message


def test_a_sheet_that_goes_on_is_read_with_the_first() -> None:
    def change(book: Any) -> None:
        more, sheet = book.create_sheet("Article 2"), book["Article"]
        for row in (1, 5):
            more.append([cell.value for cell in sheet[row]])
        sheet.delete_rows(5)
        more["E2"] = "On the second sheet"

    found = read(edited(change))
    assert found.problems == ()
    assert len(found.rows) == 4
    assert "On the second sheet" in texts(found).values()


def test_a_stray_sheet_with_such_headers_is_not_the_article() -> None:
    def change(book: Any) -> None:
        book["Article"].title = "기사"
        notes = book.create_sheet("Notes", 0)
        notes.append(["id", "source_hash", "English [en]"])
        notes.append(["1a2b3c4d-2.1", "?", "a stray line"])

    found = read(edited(change))
    assert len(found.rows) == 4
    assert "a stray line" in found.problems[1].message


BOMB = """<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY a "aaaaaaaaaa">{}]><sst><si><t>&z;</t></si></sst>"""


def entities() -> str:
    names = "abcdefghijklmnopqrstuvwxyz"
    declared = "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in pairwise(names))
    return BOMB.format(declared)


@pytest.mark.parametrize("name", ["xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "xl/workbook.xml"])
def test_entities_are_refused(name: str) -> None:
    with pytest.raises(SourceError, match="entity"):
        read(sheet_with(SHARED, {name: entities().encode()}))


@pytest.fixture(scope="module")
def too_large() -> bytes:
    return b"<worksheet><sheetData>" + b" " * 300_000_000


@pytest.mark.parametrize("name", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
def test_a_zip_bomb_is_refused_in_little_room(name: str, too_large: bytes) -> None:
    data = sheet_with(SHARED, {name: too_large})
    assert len(data) < 2_000_000
    tracemalloc.start()
    with pytest.raises(SourceError, match="too much"):
        read(data)
    assert tracemalloc.get_traced_memory()[1] < 30_000_000
    tracemalloc.stop()


def test_what_the_directory_says_of_a_size_is_not_believed(too_large: bytes) -> None:
    data = rewritten(render(sample()), {"xl/worksheets/sheet1.xml": too_large})
    lie = data.replace(len(too_large).to_bytes(4, "little"), (5_000).to_bytes(4, "little"))
    assert lie != data
    with pytest.raises(SourceError):
        read(lie)


def test_rows_without_end_are_not_read() -> None:
    empty = "".join(f'<row r="{number}"/>' for number in range(10, 60_000))
    found = read(sheet_with(empty + '<row r="9999999"><c r="A9999999"><v>1</v></c></row>' + "<row/>" * 10))
    assert len(found.rows) == 4
    assert "more rows" in found.problems[-1].message


def test_hostile_references_and_merges_cost_nothing() -> None:
    sheet = part("xl/worksheets/sheet1.xml")
    merges = '<mergeCells><mergeCell ref="A1:XFD9999999"/><mergeCell ref="E1:E9999999"/></mergeCells>' * 500
    data = rewritten(
        render(sample()),
        {"xl/worksheets/sheet1.xml": sheet.replace("</sheetData>", "</sheetData>" + merges).encode()},
    )
    found = read(data)
    assert all("merged" in problem.message for problem in found.problems)
    assert texts(found) == {}
    with pytest.raises(SourceError, match="not in the file"):
        read(sheet_with('<row r="9"><c r="E9" t="s"><v>999999</v></c></row>'))
    assert len(read(sheet_with('<row r="-5"><c r="!!"><v>x</v></c></row>')).rows) == 4


def test_other_ways_to_write_the_same_are_read() -> None:
    """No references, prefixes for namespaces, a text in a formula's type, phonetics, escapes, strict names."""
    header = "".join(
        f'<x:c t="inlineStr"><x:is><x:t>{name}</x:t></x:is></x:c>'
        for name in ("id", "source_hash", "Korean [ko]", "English [en]")
    )
    cells = (
        '<x:c t="str"><x:v>1a2b3c4d-1.1</x:v></x:c>'
        f'<x:c t="str"><x:v>{source_hash("첫째 줄")}</x:v></x:c>'
        "<x:c t='inlineStr'><x:is><x:r><x:t>첫째</x:t></x:r><x:r><x:t> 줄</x:t></x:r>"
        "<x:rPh><x:t>cheotjjae</x:t></x:rPh></x:is></x:c>"
        "<x:c t='inlineStr'><x:is><x:t>One_x000D_\nline _x005F_x0041_</x:t></x:is></x:c>"
    )
    sheet = (
        '<x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData>'
        f"<x:row>{header}</x:row><x:row>{cells}</x:row></x:sheetData></x:worksheet>"
    )
    found = read(rewritten(render(sample()), {"xl/worksheets/sheet1.xml": sheet.encode()}))
    (row,) = found.rows
    assert row.source == "첫째 줄"
    assert row.targets == {"en": "One\r\nline _x0041_"}
    assert found.problems == ()
