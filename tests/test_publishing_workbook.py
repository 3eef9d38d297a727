from __future__ import annotations

import io
import re
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from bilingual import publishing
from bilingual.article import Mark, Policy, Role, Source, Status, Target, TermMatch
from bilingual.publishing.workbook_text import LONGEST_CELL, legal, lines, pieces
from bilingual.workbook_columns import LONG_COLUMNS, source_hash
from tests.publishing_sample import SHA, article, one, post, target

HEADERS = [
    "id",
    "source_hash",
    "role",
    "Korean [ko]",
    "English [en]",
    "Chinese (Simplified) [zh-Hans]",
    "status",
    "findings",
    "review",
    "note",
]


def opened(made, **how):
    return load_workbook(io.BytesIO(publishing.render(made, "xlsx")["xlsx"]), **how)


def table(sheet) -> list[list[object]]:
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_the_sheets():
    assert opened(post()).sheetnames == ["Article", "Terms", "Checks", "Dropped", "About"]


def test_one_row_a_segment():
    head, *rows = table(opened(post())["Article"])
    assert head == HEADERS
    assert [row[0] for row in rows] == [segment.id for segment in post().segments]
    by_id = {row[0]: row[1:] for row in rows}
    assert by_id["1a2b3c4d-1.1"] == [
        source_hash("강이 넘쳤다."),
        "body",
        "강이 넘쳤다.",
        "The river rose.",
        "江水上涨。",
        "en: translated; zh-Hans: reused",
        "en error: 2 is missing (number)",
        None,
        None,
    ]
    assert by_id["1a2b3c4d-f2.1"][5:7] == ["reused", None]


def test_an_untranslated_cell_is_empty_and_never_source():
    failed = target("강", Status.FAILED)
    sheet = opened(article(one("1", Role.BODY, "강", failed, None)))["Article"]
    assert table(sheet)[1][3:7] == ["강", None, None, "en: failed; zh-Hans: untranslated"]
    assert sheet["E2"].number_format == "@"


def test_a_missing_target_is_untranslated():
    (block, (segment,)) = one("1", Role.BODY, "강", "river", "江")
    sheet = opened(article((block, (replace(segment, targets={}),))))["Article"]
    assert table(sheet)[1][4:7] == [None, None, "untranslated"]


def test_the_further_sheets():
    book = opened(post())
    assert table(book["Terms"]) == [
        ["source", "kind", "policy", *HEADERS[4:6], "count", "first", "note", "entry"],
        ["강", "place", "pin", "river", "江", 1, "1a2b3c4d-1.1", None, "e.csv:2"],
    ]
    assert table(book["Checks"])[1:] == [["1a2b3c4d-1.1", "en", "number", "error", "2 is missing", None]]
    assert table(book["Dropped"])[1:] == [
        [3, "front_matter", "categories", "post/front"],
        [None, "nav", "메뉴", None],
    ]
    about = dict(table(book["About"])[1:])
    assert about["article"] == "posts/강.md"
    assert about["published"] == "2022-08-21T06:05"
    assert about["published [ko]"] == "2022년 8월 21일 06:05"
    assert about["published [en]"] == "21 August 2022, 06:05"
    assert about["published [zh-Hans]"] == "2022年8月21日 06:05"
    told = ["title", "author", "agency", "place", "published", "modified", "site", "canonical"]
    assert [key for key in about if key in told] == told
    assert about["language"] == "Korean [ko]"
    assert about["targets"] == "English [en], Chinese (Simplified) [zh-Hans]"
    assert about["signature"] == publishing.signature_line(post().signature)
    assert about["status [en]"] == "1 translated, 8 reused, 1 failed"


def test_terms_are_counted_over_the_article():
    term = TermMatch("강", 0, 1, Policy.CHECK, {"en": "river"}, kind="place")
    twice = {"terms": (term, replace(term, start=2, end=3))}
    made = article(
        one("1", Role.BODY, "강 강", "river", more=twice), one("2", Role.BODY, "강", more={"terms": (term,)})
    )
    assert table(opened(made)["Terms"])[1][5] == 3


def test_how_it_looks_and_prints():
    sheet = opened(post())["Article"]
    assert sheet.freeze_panes == "E2"
    assert {column.colId for column in sheet.auto_filter.filterColumn if column.hiddenButton} == {0, 1}
    assert sheet.auto_filter.ref == "A1:J11"
    assert [sheet.cell(2, column).font.name for column in (4, 5, 6)] == [
        "Malgun Gothic",
        "Calibri",
        "Microsoft YaHei",
    ]
    assert {cell.number_format for row in sheet.iter_rows() for cell in row} == {"@"}
    assert all(cell.alignment.wrap_text for cell in sheet[2][3:6])
    assert sheet.column_dimensions["B"].width < 6 < 25 < sheet.column_dimensions["D"].width
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$1:$1"
    assert "&P" in sheet.oddFooter.center.text


def test_rows_are_as_high_as_their_text():
    made = article(one("1", Role.BODY, "짧다", "short"), one("2", Role.BODY, "긴 글이다. " * 40, "long"))
    sheet = opened(made)["Article"]
    assert sheet.row_dimensions[2].height < 40 < 150 < sheet.row_dimensions[3].height <= 409


def test_widths_count_cjk_double():
    assert lines("a" * 90, 100) == 1
    assert lines("강" * 90, 100) == 2
    assert lines("a\nb\n", 100) == 3


def test_terms_are_bold_inside_the_cell():
    made = article(
        one(
            "1",
            Role.BODY,
            "큰 강이 넘쳤다",
            "x",
            more={
                "terms": (
                    TermMatch("강", 2, 3, Policy.PIN, {}),
                    TermMatch("강이", 2, 4, Policy.PIN, {}),
                    TermMatch("없다", 90, 99, Policy.PIN, {}),
                )
            },
        )
    )
    runs = opened(made, rich_text=True)["Article"]["D2"].value
    seen = [(str(run), bool(run.font.b)) for run in runs]
    assert seen == [("큰 ", False), ("강이", True), (" 넘쳤다", False)]
    assert opened(made)["Article"]["D2"].value == "큰 강이 넘쳤다"


def test_marks_are_seen_inside_the_cell():
    target = Target(
        "A new CO2 law",
        Status.TRANSLATED,
        marks=(
            Mark("m1", 2, 9, "a", "https://example.org/"),
            Mark("m2", 2, 5, "b"),
            Mark("m3", 8, 9, "sub"),
            Mark("m4", 10, 99, "i"),
            Mark("m5", 10, 13, "blink"),
        ),
    )
    made = article(one("1", Role.BODY, "새 법", "x"))
    made = replace(made, segments=tuple(replace(s, targets={"en": target}) for s in made.segments))
    runs = opened(made, rich_text=True)["Article"]["E2"].value
    seen = [(str(r), bool(r.font.b), r.font.u, r.font.vertAlign) for r in runs]
    assert seen == [
        ("A ", False, None, None),
        ("new", True, "single", None),
        (" CO", False, "single", None),
        ("2", False, "single", "subscript"),
        (" law", False, None, None),
    ]
    assert opened(made)["Article"]["E2"].value == target.text


NASTY = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+82",
    "-5",
    "@name",
    "\tx",
    "{=1}",
    "007",
    "1e5",
    "3/4",
    "2022-08-21",
    "TRUE",
    "#N/A",
    "'x",
    " x ",
    "a\nb",
    "\n",
    "_x000D_ and _x0041__x0042_ and _x005F_",
    "<script>&amp;</script>",
    "\u202eabc",
    "\U0001f600",
    "a\r\nb",
]


@pytest.mark.parametrize("text", NASTY)
def test_text_stays_that_text(text):
    sheet = opened(article(one("1", Role.BODY, text, text, text)))["Article"]
    for cell in sheet[2][3:6]:
        assert cell.value == text
        assert cell.data_type == "s"


@given(st.text(st.characters(codec="utf-8"), max_size=40), st.integers(0, 9), st.integers(0, 12))
@settings(max_examples=120, deadline=None)
@example("_x0041_", 2, 4)
def test_any_text_comes_back(text, start, length):
    terms = (TermMatch("x", start, start + length, Policy.PIN, {}),)
    made = article(one("1", Role.BODY, text, text, text, more={"terms": terms}))
    row = table(opened(made)["Article"])[1]
    assert [value or "" for value in row[3:6]] == [legal(text)] * 3
    assert re.sub("[\ufffd\x00-\x1f\ufffe\uffff]", "", legal(text)) == re.sub(
        "[\ufffd\x00-\x1f\ufffe\uffff]", "", text
    )


def test_illegal_characters_are_seen_and_do_not_crash():
    text = "a\x00b\x0bc\ud800d\uffffe"
    made = article(one("1", Role.BODY, text, text), source=Source(text, SHA, title=text, language="ko"))
    book = opened(made)
    assert book["Article"]["D2"].value == "a\ufffdb\ufffdc\ufffdd\ufffde"
    assert book["About"]["B2"].value == "a\ufffdb\ufffdc\ufffdd\ufffde"


@pytest.mark.parametrize("character", ["가", "\U0001f600"])
def test_what_no_cell_holds_stands_whole_on_another_sheet(character):
    text = character * 40_000 + "끝"
    terms = (TermMatch("가", 0, 1, Policy.PIN, {}),)
    book = opened(article(one("1", Role.BODY, text, "short", more={"terms": terms})))
    head, *rows = table(book["Long"])
    assert head == list(LONG_COLUMNS) == ["sheet", "row", "column", "piece", "text"]
    assert "".join(str(row[4]) for row in rows) == text
    assert all(len(str(row[4]).encode("utf-16-le")) // 2 <= LONGEST_CELL for row in rows)
    assert [row[:4] for row in rows[:2]] == [["Article", "1a2b3c4d-1.1", "Korean [ko]", n] for n in (1, 2)]
    assert book["Article"]["D2"].value == f"[40,001 characters: see sheet Long, rows 2 to {len(rows) + 1}]"
    assert book["Article"]["E2"].value == "short"
    assert (book["Article"]["A2"].value, book["Article"]["A2"].hyperlink.location) == (
        "1a2b3c4d-1.1",
        "'Long'!E2",
    )


def test_a_text_that_just_fits_stays_in_its_cell():
    text = "가" * LONGEST_CELL
    book = opened(article(one("1", Role.BODY, text)))
    assert book["Article"]["D2"].value == text
    assert "Long" not in book.sheetnames


@given(st.text(st.sampled_from("a\U0001f600"), min_size=1), st.integers(1, 3))
def test_pieces_are_the_text(text, times):
    text = text * (times * LONGEST_CELL // len(text))
    assert "".join(pieces(text)) == text


def test_columns_are_never_doubled():
    copied = target("Hello.", Status.COPIED)
    made = article(one("1", Role.BODY, "Hello.", copied), source=Source("a", SHA, language="en"))
    assert table(opened(made)["Article"])[0][3:6] == ["Original", *HEADERS[4:6]]


def test_an_article_without_anything_has_its_headers():
    made = replace(article(), targets=())
    assert table(opened(made)["Article"]) == [[h for h in HEADERS if "[" not in h or "ko" in h]]


def test_the_archive_names_no_moment_and_no_machine():
    with zipfile.ZipFile(io.BytesIO(publishing.render(post(), "xlsx")["xlsx"])) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2000, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core) == ["2000-01-01T00:00:00Z"] * 2


def convert(office: str, folder: Path, content: bytes, to: str, outdir: str = "") -> Path:
    """Return what LibreOffice makes of a workbook."""
    path = folder / "book.xlsx"
    path.write_bytes(content)
    folder.joinpath(outdir).mkdir(exist_ok=True)
    home = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, home, "--headless", "--convert-to", to, "--outdir", str(folder / outdir), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / outdir / f"book.{to.split(':')[0]}"


def test_libreoffice_reads_the_same_text(libreoffice, tmp_path):
    nasty = [*NASTY, "x  y", "\t", "  x"]
    nasty = [text for text in nasty if "\r" not in text and text.strip("\n")]
    terms = {"terms": (TermMatch("x", 0, 1, Policy.PIN, {}), TermMatch("y", 2, 3, Policy.PIN, {}))}
    made = article(*(one(str(n), Role.BODY, t, t, more=terms) for n, t in enumerate(nasty)))
    convert(libreoffice, tmp_path, publishing.render(made, "xlsx")["xlsx"], "ods")
    # Read as XML, since a text table would lose line breaks and white space.
    from lxml import etree

    with zipfile.ZipFile(tmp_path / "book.ods") as archive:
        tree = etree.fromstring(archive.read("content.xml"))
    names = {"t": "urn:oasis:names:tc:opendocument:xmlns:table:1.0"}
    sheet = tree.find(".//t:table[@t:name='Article']", names)
    rows = sheet.findall(".//t:table-row", names)[1 : len(nasty) + 1]
    for text, row in zip(nasty, rows, strict=True):
        cells = row.findall("t:table-cell", names)[3:6]
        assert all("formula" not in str(cell.attrib) for cell in row)
        assert len(cells) == 3
        for cell in cells[:2]:
            assert _plain(cell) == text


def _plain(cell) -> str:
    space = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"

    def inner(element) -> str:
        own = {space + "s": " " * int(element.get(space + "c", 1)), space + "tab": "\t"}
        text = own.get(element.tag, "") + (element.text or "")
        return text + "".join(inner(child) + (child.tail or "") for child in element)

    return "\n".join(inner(paragraph) for paragraph in cell.findall(space + "p"))


def test_libreoffice_prints_it(libreoffice, tmp_path):
    convert(libreoffice, tmp_path, publishing.render(post(), "xlsx")["xlsx"], "pdf")
    assert (tmp_path / "book.pdf").read_bytes().startswith(b"%PDF")
