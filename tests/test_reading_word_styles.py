"""Lists, heads of tables, captions, alternative texts and raised letters of Word documents."""

from __future__ import annotations

import io

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import given
from hypothesis import strategies as st

from bilingual.article import Article
from bilingual.cleaning import judge
from bilingual.reading import parse

SENTENCE = "시는 강변 산책로를 고쳐 내년 봄에 다시 연다고 오늘 밝혔다."
W = nsdecls("w")


def article(document: object) -> Article:
    file = io.BytesIO()
    document.save(file)  # type: ignore[attr-defined]
    return parse(file.getvalue(), "a.docx")


def places(document: object) -> list[tuple[str, str, str]]:
    return [(block.tag, block.path, block.text) for block in article(document).blocks]


def numbering(document: object, kinds: dict[str, list[tuple[str, int]]]) -> None:
    """Define lists by their number: kind and first number, level by level."""
    root = document.part.numbering_part.element  # type: ignore[attr-defined]
    for child in list(root):
        root.remove(child)
    for number, levels in kinds.items():
        inside = "".join(
            f'<w:lvl w:ilvl="{n}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/></w:lvl>'
            for n, (kind, start) in enumerate(levels)
        )
        root.append(parse_xml(f'<w:abstractNum {W} w:abstractNumId="{number}">{inside}</w:abstractNum>'))
    for number in kinds:
        root.append(parse_xml(f'<w:num {W} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'))


def item(document: object, text: str, number: str, level: str = "0") -> None:
    paragraph = document.add_paragraph(text)  # type: ignore[attr-defined]
    properties = paragraph._p.get_or_add_pPr()
    properties.append(
        parse_xml(f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
    )


def test_lists_are_numbered_and_nested_as_the_document_says() -> None:
    document = Document()
    numbering(document, {"7": [("bullet", 1), ("decimal", 3)], "8": [("koreanDigital", 1)]})
    for text, number, level in (
        ("사과", "7", "0"),
        ("배", "7", "0"),
        ("작은 배", "7", "1"),
        ("큰 배", "7", "1"),
        ("감", "7", "0"),
        ("심는다", "8", "0"),
    ):
        item(document, text, number, level)
    document.add_paragraph(SENTENCE)
    item(document, "거둔다", "8")
    item(document, "글일 뿐", "0")
    assert places(document) == [
        ("li", "list1/i1", "사과"),
        ("li", "list1/i2", "배"),
        ("li", "list1/i2/ol2/i3", "작은 배"),
        ("li", "list1/i2/ol2/i4", "큰 배"),
        ("li", "list1/i3", "감"),
        ("li", "ol3/i1", "심는다"),
        ("p", "", SENTENCE),
        ("li", "ol4/i2", "거둔다"),
        ("p", "", "글일 뿐"),
    ]


def test_styles_of_lists_say_so_too() -> None:
    document = Document()
    for text, style in (
        ("하나", "List Number"),
        ("둘", "List Number"),
        ("안", "List Bullet 2"),
        ("들여 쓴 글", "List Paragraph"),
    ):
        document.add_paragraph(text, style=style)
    assert [place[:2] for place in places(document)][:2] == [("li", "ol1/i1"), ("li", "ol1/i2")]
    assert places(document)[2][1].endswith("list2/i1")
    assert places(document)[3] == ("p", "", "들여 쓴 글")


@given(st.lists(st.tuples(st.sampled_from("12"), st.integers(0, 9)), max_size=12))
def test_any_row_of_items_is_read_whole_and_in_order(items: list[tuple[str, int]]) -> None:
    document = Document()
    numbering(document, {"1": [("bullet", 1)] * 9, "2": [("decimal", 1)] * 9})
    for n, (number, level) in enumerate(items):
        item(document, f"항목 {n}", number, str(level))
    document.add_paragraph(SENTENCE)
    found = places(document)
    assert [text for _, _, text in found] == [f"항목 {n}" for n in range(len(items))] + [SENTENCE]
    assert len({path for _, path, _ in found}) == len(found)
    assert found[-1][:2] == ("p", "")


@pytest.mark.parametrize("level", ["x", "", "-1", "99999999999"])
def test_a_level_that_is_none_is_the_first(level: str) -> None:
    document = Document()
    numbering(document, {"1": [("decimal", 1)]})
    item(document, "하나", "1", level)
    assert places(document)[0][::2] == ("li", "하나")


def test_a_short_list_at_the_end_is_the_articles() -> None:
    document = Document()
    document.add_heading("산책로 다시 연다", 1)
    document.add_paragraph(SENTENCE)
    for text in ("다리 두 개", "쉼터 세 곳", "가로등", "의자"):
        document.add_paragraph(text, style="List Bullet")
    judged = judge(article(document))
    assert [block.text for block in judged.blocks if not block.keep] == []


def test_rows_that_are_repeated_at_the_top_of_pages_are_heads() -> None:
    document = Document()
    table = document.add_table(2, 2)
    for n, text in enumerate(("연도", "면적", "2022년", "12헥타르")):
        table.cell(n // 2, n % 2).text = text
    table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {W}/>"))
    table.rows[1]._tr.get_or_add_trPr().append(parse_xml(f'<w:tblHeader {W} w:val="0"/>'))
    assert places(document) == [
        ("th", "table1/r1/c1", "연도"),
        ("th", "table1/r1/c2", "면적"),
        ("td", "table1/r2/c1", "2022년"),
        ("td", "table1/r2/c2", "12헥타르"),
    ]


def test_letters_that_libreoffice_moves_from_the_line() -> None:
    document = Document()
    paragraph = document.add_paragraph("10")
    for text, position in (("3", "8"), (" H", ""), ("2", "-2"), ("O 물", "x")):
        run = paragraph.add_run(text)
        for name, value in (("position", position), ("sz", "19")):
            if position:
                run._r.get_or_add_rPr().append(parse_xml(f'<w:{name} {W} w:val="{value}"/>'))
    block = article(document).blocks[0]
    assert [(mark.tag, block.text[mark.start : mark.end]) for mark in block.marks] == [
        ("sup", "3"),
        ("sub", "2"),
    ]


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ('descr="감귤밭 전경"', "감귤밭 전경"),
        ('title="감귤밭"', "감귤밭"),
        ('descr="나무가 있는 사진&#10;&#10;자동 생성된 설명" title="감귤밭"', None),
        ('descr="A tree. Description automatically generated"', None),
        ("", None),
    ],
)
@pytest.mark.parametrize("kind", ["drawing", "shape"])
def test_what_is_said_of_a_picture(given: str, read: str | None, kind: str) -> None:
    document = Document()
    document.add_paragraph(SENTENCE)
    run = document.add_paragraph().add_run()
    if kind == "drawing":
        xml = f'<w:drawing {nsdecls("w", "wp")}><wp:inline><wp:docPr id="1" name="그림 1" {given}/></wp:inline></w:drawing>'
    else:
        shape = given.replace("descr=", "alt=")
        xml = f'<w:pict {W} xmlns:v="urn:schemas-microsoft-com:vml"><v:shape {shape}/></w:pict>'
    run._r.append(parse_xml(xml))
    found = [block.text for block in article(document).blocks if block.tag == "img"]
    assert found == ([read] if read else [])


def test_a_paragraph_in_the_style_for_captions_is_one() -> None:
    document = Document()
    document.add_paragraph(SENTENCE)
    document.add_paragraph("서귀포 감귤밭의 아침", style="Caption")
    document.add_paragraph(SENTENCE.replace("오늘", "어제"))
    block = judge(article(document)).blocks[1]
    assert (block.tag, block.role.value, block.keep) == ("figcaption", "caption", True)
    assert document.styles["Caption"].element.find(qn("w:name")).get(qn("w:val")) == "caption"
