"""What an editor sees in a workbook: widths, links, colours, choices; and what programs say of the file."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree
from openpyxl import load_workbook

from bilingual import publishing
from bilingual.article import (
    Finding,
    Mark,
    Policy,
    Role,
    Severity,
    Source,
    Status,
    Target,
    TermMatch,
)
from bilingual.publishing import workbook_cells, workbook_sheet
from bilingual.publishing.workbook_text import LONGEST_CELL, legal, unseen
from bilingual.workbook_columns import REVIEWS
from tests.publishing_sample import SHA, article, articles, one, post, segment, target
from tests.test_publishing_workbook import convert, opened, table

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
#: The parts of a sheet in the order that they must stand in (CT_Worksheet, ECMA-376 part 1, 18.3.1.99).
PARTS = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetProtection",
    "autoFilter", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins",
    "pageSetup", "headerFooter", "ignoredErrors",
)  # fmt: skip
#: The parts of a font, as strict readers want them (CT_Font, ISO/IEC 29500-1).
FONT = ("b", "i", "strike", "u", "vertAlign", "sz", "color", "name", "family", "charset", "scheme")
RUN = ("rFont", "family", "b", "i", "strike", "color", "sz", "u", "vertAlign")


def parts(made) -> dict[str, etree._Element]:
    with zipfile.ZipFile(io.BytesIO(publishing.render(made, "xlsx")["xlsx"])) as archive:
        assert archive.testzip() is None
        return {
            name: etree.fromstring(archive.read(name))
            for name in archive.namelist()
            if name.endswith((".xml", ".rels"))
        }


def names(element: etree._Element) -> list[str]:
    return [etree.QName(child).localname for child in element]


def nasty():
    """An article with a finding of each kind, an ignored one, marks, terms, a link and long text."""
    found = (
        Finding("number", Severity.ERROR, "245억 is missing"),
        Finding("term-check", Severity.WARNING, "외교부: none of Foreign Ministry"),
        Finding("length", Severity.INFO, "short"),
        Finding("number-spelled", Severity.WARNING, "2배 is missing", ignored="said by ‘doubled’"),
    )
    more = [
        one("20", Role.BODY, "예산 245억", target("The budget", Status.TRANSLATED, findings=found), "预算"),
        one("21", Role.BODY, "없다", None, target(None, Status.FAILED)),
        one("22", Role.BODY, "화요일", target("Mon", Status.FUZZY, origin="person", based_on="월요일"), None),
        one("23", Role.BODY, "글\n둘째 줄\t끝 " * 6_000, "long", None),
    ]
    made = post()
    return replace(
        made,
        blocks=made.blocks + tuple(block for block, _ in more),
        segments=made.segments + tuple(s for _, segments in more for s in segments),
        source=replace(made.source, canonical="https://news.example.org/기사/1?a=b&c=[d]#e"),
    )


def test_every_sheet_has_its_parts_in_order():
    for name, tree in parts(nasty()).items():
        if "worksheets/sheet" in name and name.endswith(".xml"):
            found = names(tree)
            assert set(found) <= set(PARTS)
            assert found == sorted(found, key=PARTS.index), name
            numbers = [int(row.get("r")) for row in tree.iter(f"{MAIN}row")]
            assert numbers == list(range(1, len(numbers) + 1))
            for row in tree.iter(f"{MAIN}row"):
                assert [cell.get("r").rstrip("0123456789") for cell in row] == [
                    workbook_sheet.letter(index) for index in range(len(row))
                ]


def test_fonts_have_their_parts_in_order():
    made = parts(nasty())
    for font in made["xl/styles.xml"].iter(f"{MAIN}font"):
        assert names(font) == sorted(names(font), key=FONT.index)
    runs = [run for tree in made.values() for run in tree.iter(f"{MAIN}rPr")]
    assert runs
    for run in runs:
        assert names(run) == sorted(names(run), key=RUN.index)


def test_what_is_written_in_comes_with_its_choices():
    sheet = opened(post())["Article"]
    (offered,) = sheet.data_validations.dataValidation
    assert (offered.type, str(offered.sqref), offered.allow_blank) == ("list", "I2:I11", True)
    assert offered.formula1 == f'"{",".join(REVIEWS)}"'
    assert offered.showErrorMessage
    assert offered.error
    assert sheet.sheet_view.selection[-1].activeCell == "E2"
    assert not any(sheet.protection.sheet for sheet in opened(post()))


def test_an_article_fits_a_small_screen():
    widths = [
        sum(7 * column.width + 5 for column in opened(made)["Article"].column_dimensions.values())
        for made in (
            post(),
            article(*(one(str(n), Role.BODY, "긴 글 " * 60, "long " * 80, "长" * 90) for n in range(9))),
        )
    ]
    assert widths[1] <= 1_310
    # With findings to read, the two columns to write in may lie beyond the edge.
    assert widths[0] - 2 * (7 * 16 + 5) <= 1_310


def test_many_languages_stay_readable_beside_the_frozen_original():
    made = replace(post(), targets=("en", "zh-Hans", "zh-Hant", "ja", "mn", "th"))
    made = replace(
        made,
        segments=tuple(
            replace(s, targets={code: target("text " * 30) for code in made.targets}) for s in made.segments
        ),
    )
    sheet = opened(made)["Article"]
    assert sheet.freeze_panes == "E2"
    widths = {
        sheet.cell(1, n).value: sheet.column_dimensions[sheet.cell(1, n).column_letter].width
        for n in range(4, 11)
    }
    assert all(32 <= width <= 70 for header, width in widths.items() if header != "Korean [ko]")


def test_short_columns_are_no_wider_than_their_text():
    sheet = opened(article(one("1", Role.BODY, "강", "river")))["Article"]
    assert sheet.column_dimensions["H"].width < 13


@pytest.mark.parametrize("title", ["3월 & 4월", 'A "B" &P &&D', "줄\n바꿈", "t" * 300])
def test_any_title_heads_the_printed_page(title):
    made = replace(post(), source=replace(post().source, title=title))
    header = opened(made)["Article"].oddHeader.left
    said = re.sub("^ ", "", header.text or "")
    assert said.replace("&&", "&") == " ".join(title.split())[:90]
    assert header.size == 9


def test_titles_stand_out_and_paragraphs_hold_together():
    sheet = opened(post())["Article"]
    assert (sheet["D2"].font.b, sheet["D2"].font.sz) == (True, 13)
    assert (sheet["D3"].font.b, sheet["D3"].font.sz) == (False, 11)
    by_id = {sheet.cell(row, 1).value: sheet.cell(row, 4).border.bottom.style for row in range(2, 12)}
    assert (by_id["1a2b3c4d-1.1"], by_id["1a2b3c4d-1.2"]) == ("hair", "thin")


def test_terms_are_bold_in_the_target_too():
    term = TermMatch(
        "러시아", 0, 3, Policy.CHECK, {"en": "Russia", "zh-Hans": "俄罗斯"},
        accepted={"en": ("Russia", "Russian"), "zh-Hans": ("俄罗斯", "俄")},
    )  # fmt: skip
    made = article(one("1", Role.BODY, "러시아 강", "A Russian river", "俄罗斯的江", more={"terms": (term,)}))
    row = opened(made, rich_text=True)["Article"][2][3:6]
    seen = [[(str(run), bool(run.font.b)) for run in cell.value] for cell in row]
    assert seen == [
        [("러시아", True), (" 강", False)],
        [("A ", False), ("Russian", True), (" river", False)],
        [("俄罗斯", True), ("的江", False)],
    ]


def test_links_lead_to_the_source_and_to_the_row():
    book = opened(nasty())
    sheet = book["Article"]
    address = "https://news.example.org/%EA%B8%B0%EC%82%AC/1?a=b&c=[d]#e"
    assert (sheet["C2"].value, sheet["C2"].hyperlink.target) == ("title", address)
    about = {row[0].value: row[1] for row in book["About"]}
    assert about["title"].hyperlink.target == about["canonical"].hyperlink.target == address
    assert about["canonical"].value == nasty().source.canonical
    for name, id_column, count in (("Checks", 1, 5), ("Terms", 7, 1)):
        links = [row[id_column - 1] for row in book[name].iter_rows(min_row=2)]
        assert len(links) == count
        for cell in links:
            place = re.fullmatch(r"'Article'!([A-Z])(\d+)", cell.hyperlink.location)
            assert sheet.cell(int(place[2]), 1).value == cell.value
    # A finding's link leads to its language.
    assert {row[0].hyperlink.location[10] for row in book["Checks"].iter_rows(min_row=2)} == {"E"}


@pytest.mark.parametrize(
    "address", [None, "javascript:alert(1)", "https://x.example/" + "a" * 2_100, "file:///x"]
)
def test_what_is_no_address_to_follow_is_text_only(address):
    book = opened(replace(post(), source=replace(post().source, canonical=address)))
    about = {row[0].value: row[1] for row in book["About"]}
    assert about["canonical"].value == address
    assert about["title"].hyperlink is book["Article"]["C2"].hyperlink is None


def test_no_sheet_has_more_links_than_a_program_opens(monkeypatch):
    monkeypatch.setattr(workbook_sheet, "_MOST_LINKS", 3)
    book = opened(nasty())
    assert [bool(row[0].hyperlink) for row in book["Checks"].iter_rows(min_row=2)] == [True] * 3 + [False] * 2


def test_what_no_sheet_holds_goes_on_upon_the_next(monkeypatch):
    monkeypatch.setattr(workbook_sheet, "_MOST_ROWS", 5)
    book = opened(nasty())
    assert [name for name in book.sheetnames if "Article" in name] == [
        "Article",
        "Article 2",
        "Article 3",
        "Article 4",
    ]
    sheets = [table(book[name]) for name in book.sheetnames if "Article" in name]
    assert {tuple(rows[0]) for rows in sheets} == {tuple(sheets[0][0])}
    places = [row[0].hyperlink.location for row in book["Checks"].iter_rows(min_row=2) if row[0].hyperlink]
    assert places == ["'Article'!E5"]
    assert [row[0] for rows in sheets for row in rows[1:]] == [s.id for s in nasty().segments]


def test_findings_that_somebody_ignores_are_told_as_such():
    book = opened(nasty())
    rows = {row[0]: row for row in table(book["Article"])}
    assert rows["1a2b3c4d-20.1"][7].split("\n") == [
        "en error: 245억 is missing (number)",
        "en warning: 외교부: none of Foreign Ministry (term-check)",
        "en info: short (length)",
        "en ignored: 2배 is missing (number-spelled), because: said by ‘doubled’",
    ]
    assert [row[3:] for row in table(book["Checks"])[2:]] == [
        ["error", "245억 is missing", None],
        ["warning", "외교부: none of Foreign Ministry", None],
        ["info", "short", None],
        ["warning", "2배 is missing", "said by ‘doubled’"],
    ]
    about = dict(table(book["About"]))
    assert about["findings [en]"] == "2 errors, 1 warning, 1 info, 1 ignored"
    assert "findings [zh-Hans]" not in about
    assert "bilingual apply" in about["correcting"]


def test_the_tab_of_checks_tells_how_bad_they_are():
    def tab(*found):
        made = article(one("1", Role.BODY, "강", target("river", findings=found)))
        return opened(made)["Checks"].sheet_properties.tabColor.rgb

    error, warning = Finding("a", Severity.ERROR, "x"), Finding("b", Severity.WARNING, "y")
    assert len({tab(), tab(warning), tab(error)}) == 3
    assert tab(error, warning) == tab(error)
    assert tab(replace(error, ignored="so")) == tab()


def test_what_is_missing_is_seen_until_somebody_writes_it():
    """The rules are read as Excel does, for one row and two languages."""
    sheet = opened(nasty())["Article"]
    found = {
        str(ranges.sqref): [rule.formula[0] for rule in ranges.rules]
        for ranges in sheet.conditional_formatting
    }
    last = sheet.max_row
    assert set(found) == {f"{letter}2:{letter}{last}" for letter in "EFGHIJ"}
    assert found[f"E2:E{last}"] == [
        'AND(LEN(E2)=0,OR($G2="failed",ISNUMBER(SEARCH("en: failed",$G2))))',
        'AND(LEN(E2)=0,OR($G2="untranslated",ISNUMBER(SEARCH("en: untranslated",$G2))))',
        'OR($G2="fuzzy",ISNUMBER(SEARCH("en: fuzzy",$G2)))',
    ]
    assert found[f"J2:J{last}"] == ['AND($I2="ignore findings",LEN($J2)=0)']
    priorities = [rule.priority for ranges in sheet.conditional_formatting for rule in ranges.rules]
    assert len(priorities) == len(set(priorities))


def test_text_that_no_cell_can_show_is_told():
    text = "a\x07b\u202ec\ud800\ufffe"
    assert unseen(text) == ["\x07", "\u202e", "\ud800", "\ufffe"]
    made = article(one("1", Role.BODY, text, text))
    row = table(opened(made)["Article"])[1]
    assert row[3] == row[4] == legal(text) == "a\ufffdb\u202ec\ufffd\ufffd"
    told = row[7].split("\n")
    assert [line.split(",")[0] for line in told] == [
        f"{whose}: holds U+{code}" for whose in ("source", "en") for code in ("0007", "202E", "D800", "FFFE")
    ]


def test_directions_are_turned_inside_their_cell_only():
    made = article(one("1", Role.BODY, "글", "\u202eabc", "\u2066def"))
    row = opened(made)["Article"][2]
    assert [cell.value for cell in row[4:6]] == ["\u202eabc", "\u2066def"]
    assert row[8].value is None


def test_long_texts_of_every_column_come_together_again():
    long = "가_x0041_\n\U0001f600=" * 6_000
    found = Finding("long", Severity.ERROR, "m" * 40_000)
    made = article(
        one("1", Role.BODY, long, target(long[::-1], findings=(found,)), "短"),
        dropped=(),
        source=Source("a.txt", SHA, language="ko", title=long),
    )
    book = opened(made)
    texts: dict[tuple[object, ...], list[str]] = {}
    for sheet, row, column, number, piece in table(book["Long"])[1:]:
        pieces = texts.setdefault((sheet, row, column), [])
        pieces.append(str(piece))
        assert number == len(pieces)
        assert len(str(piece).encode("utf-16-le")) // 2 <= LONGEST_CELL
    texts_whole = {key: "".join(pieces) for key, pieces in texts.items()}
    assert texts_whole["Article", "1a2b3c4d-1.1", "Korean [ko]"] == long
    assert texts_whole["Article", "1a2b3c4d-1.1", "English [en]"] == long[::-1]
    assert texts_whole["Checks", "1a2b3c4d-1.1", "message"] == found.message
    assert texts_whole["About", "title", "value"] == long
    assert all(
        cell is None or len(str(cell)) <= LONGEST_CELL for row in table(book["Article"]) for cell in row
    )


def test_marks_without_number_slow_nothing_down_and_lose_nothing():
    marks = tuple(Mark(str(n), n % 3_000, n % 3_000 + 5, "b") for n in range(3_000))
    made = article(one("1", Role.BODY, "글", Target("word " * 700, Status.TRANSLATED, marks=marks)))
    assert opened(made)["Article"]["E2"].value == "word " * 700


@given(articles())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_article_has_a_workbook_with_a_row_a_segment(made):
    book = opened(made)
    rows = table(book["Article"])[1:]
    assert [str(row[0] or "") for row in rows] == [legal(segment.id) for segment in made.segments]
    assert [row[3] or "" for row in rows] == [legal(segment.source) for segment in made.segments]


def test_a_written_row_is_what_openpyxl_would_write():
    """Our XML, read back as elements, says of a cell what openpyxl's own says."""
    kind = workbook_cells.Type("ko", 11.0)
    for value in ("a & b < c >", " x ", "_x0041_", "\r\n", "", None, 12):
        text = workbook_cells.cell('<c r="A2" s="3"', value, kind)
        read = etree.fromstring(text)
        assert read.get("t") == (None if value in ("", None) else "n" if value == 12 else "inlineStr")
        assert "".join(read.itertext()) == ("" if value is None else str(value))


def test_libreoffice_saves_the_same_texts(libreoffice, tmp_path):
    content = publishing.render(nasty(), "xlsx")["xlsx"]
    path = convert(libreoffice, tmp_path, content, "xlsx:Calc MS Excel 2007 XML", outdir="saved")
    ours, theirs = load_workbook(io.BytesIO(content)), load_workbook(path)
    assert theirs.sheetnames == ours.sheetnames == ["Article", "Terms", "Checks", "Dropped", "About", "Long"]
    for sheet in ours:
        mine = table(sheet)
        assert [row[: len(mine[0])] for row in table(theirs[sheet.title])[: len(mine)]] == mine
    article_sheet = theirs["Article"]
    assert article_sheet["E2"].number_format == "@"
    assert [str(v.formula1) for v in article_sheet.data_validations.dataValidation] == [
        f'"{",".join(REVIEWS)}"'
    ]
    assert article_sheet["C2"].hyperlink.target.startswith("https://news.example.org/")


def test_a_segment_of_its_own_has_no_paragraph_below(tmp_path):
    first, second = segment("1", 1, "가"), segment("2", 1, "나")
    made = article(one("1", Role.BODY, "가"))
    made = replace(made, segments=(first, second))
    sheet = opened(made)["Article"]
    assert {sheet["D2"].border.bottom.style, sheet["D3"].border.bottom.style} == {"thin"}
