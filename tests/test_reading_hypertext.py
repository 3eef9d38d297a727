"""What of a page a browser shows: hidden elements, references, attributes, scripts, images."""

from __future__ import annotations

import pytest

from bilingual.article import Article, Block
from bilingual.errors import SourceError
from bilingual.reading import parse

START = "<!DOCTYPE html>\n<html><body>"


def page(markup: str) -> Article:
    return parse((START + markup).encode(), "a.html")


def texts(markup: str) -> list[str]:
    return [block.text for block in page(markup).blocks]


@pytest.mark.parametrize(
    "markup",
    [
        "<div hidden>숨음</div>",
        "<div HIDDEN=''><p>숨음</p></div>",
        "<p style='color: red; Display : None'>숨음</p>",
        "<ul style='visibility:hidden'><li>숨음<li>숨음</ul>",
        "<div style='display:none'><div>숨음</div>숨음</div>",
        "<dialog><p>숨음</p></dialog>",
        "<span style='display:none'>숨음<span>숨음</span>숨음</span>",
        "<p><span hidden>숨음</p>",
        "<p><span hidden>숨음<p>",
        "<ul><li><a hidden>숨음<b>숨음</b></li></ul>",
        "<img hidden alt='숨음' src=x>",
        "<input type=hidden value=숨음>",
        "<select><option>숨음<option>숨음</select>",
        "<video controls><p>숨음</p></video><audio>숨음</audio><canvas>숨음</canvas>",
        "<template><p>숨음</p></template>",
        "<noscript><img alt='숨음' src=x></noscript>",
        "<textarea><p>숨음</textarea>",
        "<svg><title>숨음</title><text>숨음</text></svg>",
        "<div><button>숨음</div>",
        "<script>x = '<p>숨음</p>'</script>",
        "<script><!-- document.write('<script>숨음</script>'); --></script>",
        "<script>x = '<!--'</script>",
        "<![CDATA[숨음]]><?php 숨음 ?>",
    ],
)
def test_what_the_page_does_not_show(markup: str) -> None:
    article = page(f"<p>앞에 있는 글이다.</p>{markup}<p>뒤에 있는 글이다.</p>")
    assert [block.text for block in article.blocks] == ["앞에 있는 글이다.", "뒤에 있는 글이다."]
    assert [block.id for block in article.blocks] == ["1", "2"]
    assert article.warnings == ()


@pytest.mark.parametrize(
    "markup",
    [
        "<p class='hidden none'>보임</p>",
        "<p aria-hidden=true>보임</p>",
        "<p style='overflow:hidden'>보임</p>",
        "<p style='display:block' data-style='display:none'>보임</p>",
        "<dialog open>보임</dialog>",
        "<label>보임</label>",
        "<figure><figcaption>보임</figcaption></figure>",
        "<details><summary>보임</summary></details>",
        "<picture><source srcset=x><img alt='보임' src=y></picture>",
        "<a title='1 > 0' href=/x/>보임</a>",
    ],
)
def test_what_it_shows(markup: str) -> None:
    assert texts(f"{markup}<p>글이다.</p>") == ["보임", "글이다."]


def test_an_article_hidden_until_a_script_shows_it() -> None:
    found = page(
        "<h1>제목</h1><div style='visibility: hidden; opacity: 0'><p>하나는 긴 글이다.</p><p>둘도 긴 글이다.</p></div><p>끝</p>"
    )
    assert [(b.id, b.text) for b in found.blocks] == [
        ("1", "제목"),
        ("2", "하나는 긴 글이다."),
        ("3", "둘도 긴 글이다."),
        ("4", "끝"),
    ]
    assert [b.text for b in page("<div hidden>모두 숨은 글</div>").blocks] == ["모두 숨은 글"]


def test_a_post_keeps_what_its_writer_hid() -> None:
    article = parse("---\ntitle: 제목\n---\n<p style='display:none'>글</p>\n".encode(), "a.md")
    assert article.blocks[-1].text == "글"


def test_references_as_a_browser_reads_them() -> None:
    found = page("<p>R&D &copy2024 &lt;b&gt; AT&T; &#xac00; <a href='?a=1&copy=2&amp;b=3&quot;'>글</a></p>")
    (block,) = found.blocks
    assert block.text == "R&D ©2024 <b> AT&T; 가 글"
    assert block.marks[0].href == '?a=1&copy=2&b=3"'


def test_attributes_as_a_browser_reads_them() -> None:
    (block,) = page("<p>글 <a HREF = '/하나' href='/둘' title=\">\">하나</a> <a href=/x/>둘</a></p>").blocks
    assert [(mark.href, block.text[mark.start : mark.end]) for mark in block.marks] == [
        ("/하나", "하나"),
        ("/x/", "둘"),
    ]


def test_an_image_that_is_loaded_late_has_its_own_address() -> None:
    found = page("<img src='blank.gif' data-original='/a.jpg' alt='사진'><img src=/b.jpg alt='그림'>").blocks
    assert [(b.tag, b.text, b.marks[0].href) for b in found] == [
        ("img", "사진", "/a.jpg"),
        ("img", "그림", "/b.jpg"),
    ]


def test_lines_are_true_behind_comments_scripts_and_hidden_elements() -> None:
    found = page(
        "\n<!--\n\n--><script>\n\n</script>\n<div hidden>\n<p>숨음\n</div>\n<p>하나\n&amp; 둘 <!-- \n --> 셋"
    )
    (block,) = found.blocks
    assert (block.text, block.line) == ("하나 & 둘 셋", 11)
    assert block.lines == ((11, 0), (12, 3), (13, 7))


def test_a_page_that_asks_for_a_password_is_told() -> None:
    form = "<form><h1>로그인</h1>\n<input type='Password'></form>"
    (told,) = page(form).warnings
    assert told.startswith("a.html:3: asks for a password")
    assert page(form + f"<p>{'국회는 어제 본회의를 열었다. ' * 60}</p>").warnings == ()


@pytest.mark.parametrize(
    "markup", ["", "<p> </p>", "<script>x()</script>", "<img src=x>", "<select><option>x</select>"]
)
def test_a_page_without_text(markup: str) -> None:
    with pytest.raises(SourceError, match=r"a\.html: holds no text") as error:
        page(markup)
    assert len(str(error.value).splitlines()) == 2


@pytest.mark.parametrize(
    "markup",
    [
        "<!--a-->" * 20_000 + "글",
        START + "<a b='>'" * 20_000 + ">글",
        START + "<!--" * 50_000 + "\n글",
        START + "<title>" * 50_000 + "<p>글",
        START + "<script><!--<script></script>" * 20_000 + "</script>글",
        START + "<p><span hidden>x" * 20_000 + "<p>글",
        START + "<p>글" + "\u0301<b>\u0323</b>" * 20_000,
        START + "<p>" + "\u1112\u1161\u11ab\n<b>\u1100\u1173\u11af</b>" * 20_000,
        "+++\n" + "".join(f'a{n} = "글"\n' for n in range(20_000)) + "+++\n글",
    ],
    ids=lambda markup: markup[25:45],
)
def test_each_is_read_before_anybody_gets_tired(markup: str) -> None:
    # Each took minutes or forever where the cost grows with the square.
    assert parse(markup.encode(), "a.html").blocks


# -- structure ---------------------------------------------------------------------------------------------------


def _page(body: str) -> tuple[Block, ...]:
    return parse(f"<!DOCTYPE html><html><body>{body}</body></html>".encode(), "a.html").blocks


def test_cells_that_span_leave_the_others_in_their_columns() -> None:
    rows = (
        "<tr><th colspan=2>구분<th ROWSPAN='2'>비고</tr><tr><th>항목<th>금액</tr>"
        "<tr><td rowspan=2>복지<td>3조<td>늘었다</tr><tr><td>4조<td>줄었다</tr><tr><td>끝</tr>"
    )
    assert [(b.path.removeprefix("table1/"), b.text) for b in _page(f"<table>{rows}</table>")] == [
        ("r1/c1", "구분"),
        ("r1/c3", "비고"),
        ("r2/c1", "항목"),
        ("r2/c2", "금액"),
        ("r3/c1", "복지"),
        ("r3/c2", "3조"),
        ("r3/c3", "늘었다"),
        ("r4/c2", "4조"),
        ("r4/c3", "줄었다"),
        ("r5/c1", "끝"),
    ]


def test_spans_that_cannot_be() -> None:
    cells = "".join(f"<td colspan='{n}' rowspan='{n}'>가</td>" for n in ("0", "-1", "x", "", "9" * 30, "٣"))
    paths = [block.path for block in _page(f"<table><tr>{cells}<td>끝</tr></table>")]
    assert paths[:5] == [f"table1/r1/c{n}" for n in range(1, 6)]
    # A hostile table takes no longer than another.
    row = "<tr><td colspan=1000 rowspan=65534>가</td><td rowspan=65534>나</td></tr>"
    assert len(_page(f"<table>{row * 20_000}</table>")) == 40_000


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<ruby>漢<rt>한</rt>字<rt>자</rt></ruby>은", "漢字(한자)은"),
        ("<ruby>漢字<rp>(</rp><rt>한자</rt><rp>)</rp></ruby>은", "漢字(한자)은"),
        ("<ruby>漢<rp>(<rt>한<rp>)</rp>字<rp>(<rt>자<rp>)</ruby>은", "漢字(한자)은"),
        ("<ruby><b>漢字</b><rt><i>한자</i></rt></ruby>", "漢字(한자)"),
        ("<ruby>漢字<rt>한자</rt>", "漢字(한자)"),
        ("<ruby>漢字<rt>한자", "漢字(한자)"),
        ("<ruby>漢字<rt></rt></ruby>", "漢字"),
        ("<rt>홀로</rt> 선 글", "홀로 선 글"),
    ],
)
def test_a_reading_stands_in_parentheses_behind_its_letters(markup: str, text: str) -> None:
    (block,) = _page(f"<p>{markup}</p>")
    assert block.text == text
    assert _page(f"<p>{markup}</p><p>다음</p>")[1].text == "다음"


def test_characters_that_nobody_sees_divide_no_word() -> None:
    (block,) = _page("<p>하&shy;이픈 <b>제&#8203;로</b>&#x2060; 붙&#xfeff;임 👨&zwj;👩</p>")
    assert block.text == "하이픈 제로 붙임 👨\u200d👩"
    assert [block.text[m.start : m.end] for m in block.marks] == ["제로"]
    assert _page("<p>가</p><p>&#8203;</p><p>\ufeff</p>")[-1].text == "가"
    assert parse("제\u200b로 하\u00ad이픈\n\u200b\n".encode(), "a.txt").blocks[0].text == "제로 하이픈"


def test_lists_in_lists_lines_and_definitions() -> None:
    body = (
        "<ul><li>하나<ul><li>안<ol start=3><li>셋<li>넷</ol></ul><li><p>둘</p><p>둘째 문단</p></ul>"
        "<dl><dt>용어<dd>뜻</dl><p>첫 줄<br>둘째<br/><br>셋째</p><details><summary>보기</summary>속</details>"
    )
    assert [(b.tag, b.path, b.text) for b in _page(body)] == [
        ("li", "list1/i1", "하나"),
        ("li", "list1/i1/list2/i1", "안"),
        ("li", "list1/i1/list2/i1/ol3/i3", "셋"),
        ("li", "list1/i1/list2/i1/ol3/i4", "넷"),
        ("p", "list1/i2", "둘"),
        ("p", "list1/i2", "둘째 문단"),
        ("dt", "list4/i1", "용어"),
        ("dd", "list4/i2", "뜻"),
        ("p", "", "첫 줄"),
        ("p", "", "둘째"),
        ("p", "", "셋째"),
        ("summary", "", "보기"),
        ("p", "", "속"),
    ]
