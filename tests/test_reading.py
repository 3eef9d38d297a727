from __future__ import annotations

import hashlib
import io
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.article import Article, Block, Role
from bilingual.errors import SourceError
from bilingual.reading import load, parse

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
POST = SEEDS / "002_f10d40b959076709.txt"


def blocks(text: str, name: str = "a.txt") -> tuple[Block, ...]:
    return parse(text.encode(), name).blocks


def body(text: str) -> list[Block]:
    return [block for block in blocks(f"---\ntitle: 제목\n---\n{text}") if block.tag != "yaml"]


# -- fetching ----------------------------------------------------------------------------------------------------


def test_a_file_and_standard_input(tmp_path: Path) -> None:
    path = tmp_path / "기사.txt"
    path.write_bytes("본문".encode())
    assert load(str(path)) == load("-", io.BytesIO("본문".encode())) == "본문".encode()


def test_sources_that_cannot_be_read(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    for source, message in [
        (str(tmp_path / "no.txt"), "no such file"),
        (str(tmp_path), "is a folder"),
        (str(empty), "empty"),
        (str(empty / "x"), "no such file"),
        ("ftp://example.com/a", "http://"),
        ("a\0b", "no such file"),
    ]:
        with pytest.raises(SourceError, match=message) as error:
            load(source)
        assert 1 <= len(str(error.value).splitlines()) <= 2
    with pytest.raises(SourceError, match="empty"):
        load("-", io.BytesIO(b""))


def test_a_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x")
    path.chmod(0)
    # Root may read everything, so root becomes nobody for this one call.
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        with pytest.raises(SourceError, match="may not be read"):
            load(str(path))
    finally:
        if root:
            os.seteuid(0)


# -- encodings ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \r\n\t\n", "\u3000\u00a0\n".encode()])
def test_empty(data: bytes) -> None:
    with pytest.raises(SourceError, match=r"a\.txt: empty"):
        parse(data, "a.txt")


@pytest.mark.parametrize("data", [b"PK\x03\x04\x00\x00", b"text\0more", bytes(range(1, 32)) * 4])
def test_binary(data: bytes) -> None:
    with pytest.raises(SourceError, match=r"a\.txt: binary"):
        parse(data, "a.txt")


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_invalid_utf8_names_line_and_byte(mark: bytes) -> None:
    data = mark + "하나\r\n둘\r".encode() + b"\xb0\xa1"
    with pytest.raises(SourceError, match=rf"a\.txt:3: not UTF-8, byte {len(data) - 2} \(0xb0\)"):
        parse(data, "a.txt")


# -- plain text --------------------------------------------------------------------------------------------------


def test_a_block_a_line_with_true_numbers() -> None:
    text = "\ufeff하나\n\n둘\r\n\u00a0\n셋\r넷\x0b다섯\u2028여섯\x85일곱\n  • 여덟"
    found = blocks(text)
    assert [(block.id, block.line) for block in found] == [("1", 1), ("3", 3), ("5", 5), ("6", 6), ("7", 7)]
    assert found[0].text == "하나"
    assert found[-1].text == "• 여덟"
    assert all(block.role is Role.OTHER and not block.keep for block in found)


def test_text_is_nfc() -> None:
    assert blocks("\u1112\u1161\u11ab\u1100\u1173\u11af")[0].text == "한글"


def test_the_article_is_named_by_its_bytes() -> None:
    data = "본문\n".encode()
    article = parse(data, "a.txt")
    assert article.source.sha256 == hashlib.sha256(data).hexdigest()
    assert article.id == article.source.sha256[:8]
    assert (article.source.kind, article.source.path) == ("text", "a.txt")


def test_tags_in_a_text_are_not_visible() -> None:
    (block,) = blocks('<div style="display:none"></div><strong>굵은</strong> 글 &amp; 말')
    assert block.text == "굵은 글 & 말"
    assert [(m.tag, block.text[m.start : m.end]) for m in block.marks] == [("b", "굵은")]


@given(st.text(alphabet="가나 \n\r\x0b\x85\u2028<>&;#-:a\u00a0", min_size=1, max_size=80))
def test_lines_are_where_they_say(text: str) -> None:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    try:
        article = parse(text.encode(), "a.txt")
    except SourceError:
        return
    for block in article.blocks:
        assert block.line is not None
        if article.source.kind == "text" and "<" not in lines[block.line - 1]:
            assert block.text == lines[block.line - 1].strip()


# -- front matter ------------------------------------------------------------------------------------------------


def test_the_front_matter_of_the_seed() -> None:
    article = parse(POST.read_bytes(), "post.txt")
    assert article.source.kind == "post"
    found = {block.id: block for block in article.blocks if block.tag == "yaml"}
    assert list(found) == [f"f{n}" for n in range(1, 11)]
    assert found["f2"].path == "front_matter/title"
    assert found["f2"].text == "푸틴과 시진핑 소중한 친구로서 10월 방러 초청"
    assert found["f3"].text == "categories:"
    assert found["f6"].path == "front_matter/excerpt"
    assert found["f6"].text.startswith("푸틴 러시아 대통령과")
    raw = POST.read_text(encoding="utf-8")
    assert f"---\n{article.source.front_matter}---\n" in raw


def test_values_in_quotes_and_over_several_lines() -> None:
    text = (
        "---\ntitle: '따옴표 ''안'' 제목' # 주석\nexcerpt: >-\n  첫째 줄\n  둘째 줄\n\n  셋째 줄\n"
        'feature_text: |\n  하나\n  둘\nsubtitle: "a\\u00e9\n  b"\ndate: 2024-01-01\ntags: [가, 나]\n---\n본문\n'
    )
    found = [(b.id, b.path, b.text, b.lines) for b in blocks(text) if b.path.count("/")]
    assert found == [
        ("f2", "front_matter/title", "따옴표 '안' 제목", ()),
        ("f4", "front_matter/excerpt", "첫째 줄 둘째 줄", ((4, 0), (5, 5))),
        ("f7", "front_matter/excerpt", "셋째 줄", ()),
        ("f9", "front_matter/feature_text", "하나", ()),
        ("f10", "front_matter/feature_text", "둘", ()),
        ("f11", "front_matter/subtitle", "aé b", ((11, 0), (12, 0))),
    ]
    assert [b.id for b in blocks(text) if b.path == "front_matter"] == ["f1", "f3", "f8", "f13", "f14", "f15"]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("---\ntitle: 제목\ndate: 2024-05-01\n\n", "a.md:1: .*never closed"),
        ("+++\ntitle = '제목'\n", "a.md:1: .*never closed"),
        ("---\nlayout: post\n---\ntitle: 제목\nexcerpt: >\n  요약\n---\n본문\n", "a.md:3: a stray '---'"),
    ],
)
def test_front_matter_whose_end_nobody_can_know_names_its_line(text: str, where: str) -> None:
    with pytest.raises(SourceError, match=where) as error:
        parse(text.encode(), "a.md")
    assert len(str(error.value).splitlines()) == 2


@pytest.mark.parametrize(
    ("text", "title", "first", "line"),
    [
        ("---\ntitle: 제목\ndate: 2024-05-01\n\n본문이 이어진다.\n", "제목", "본문이 이어진다.", 5),
        ("---\ntitle: 제목\n\ntags:\n- 경제\n본문이 이어진다.\n", "제목", "본문이 이어진다.", 6),
        ("---\ntitle: 제목\n본문: 이어진다.\n\n끝: 났다.\n", "제목", "본문: 이어진다.", 3),
        ("---\ntitle: >\n  긴\n  제목\n\n\n본문\n", "긴 제목", "본문", 7),
        ("+++\ntitle = '제목'\ntags = [\n  '경제',\n]\n\n본문이 이어진다.\n", "제목", "본문이 이어진다.", 7),
        ("+++\ntitle = '제목'\n[extra]\na = 1\n본문이다.\n", "제목", "본문이다.", 5),
    ],
)
def test_front_matter_that_is_never_closed_ends_with_its_last_key(
    text: str, title: str, first: str, line: int
) -> None:
    article = parse(text.encode(), "a.md")
    assert [b.text for b in article.blocks if b.path == "front_matter/title"] == [title]
    body = [b for b in article.blocks if not b.path.startswith("front_matter")]
    assert (body[0].text, body[0].line) == (first, line)
    assert article.warnings[0].startswith("a.md:1: the front matter opened by")


@pytest.mark.parametrize(
    ("text", "line", "title", "mended"),
    [
        (
            "title: 울산: 공장 재가동\ndate: 2020-01-02",
            2,
            "울산: 공장 재가동",
            'title: "울산: 공장 재가동"\ndate: 2020-01-02\n',
        ),
        ('title: "제목\nexcerpt: x', 2, "제목", 'title: "제목"\nexcerpt: x\n'),
        ('title: "둘" 가운데 하나', 2, '"둘" 가운데 하나', None),
        ("title: 제목\n\tcategories: x", 3, "제목", "title: 제목\n# categories: x\n"),
        ("title: *none", 2, "*none", 'title: "*none"\n'),
        ("title: @울산 `공장`", 2, "@울산 `공장`", None),
        ("date: a: b\ntitle: 제목\n그냥 글이다", 2, "제목", 'date: "a: b"\ntitle: 제목\n# 그냥 글이다\n'),
        ("categories: [\n  - News\ntitle: 제목", 3, "제목", None),
        ("title: " + "[" * 3000, 2, "[" * 3000, None),
        ("".join(f"k{n}: a: b\n" for n in range(60)) + "title: 하나: 둘", 14, "하나: 둘", None),
    ],
)
def test_a_broken_line_of_front_matter_costs_no_more_than_itself(
    text: str, line: int, title: str, mended: str | None
) -> None:
    article = parse(f"---\n{text}\n---\n본문이다.\n".encode(), "a.md")
    assert [b.text for b in article.blocks if b.path == "front_matter/title"] == [title]
    assert article.blocks[-1].text == "본문이다."
    assert article.warnings[0].startswith(f"a.md:{line}: malformed front matter: ")
    assert mended is None or article.source.front_matter == mended
    again = parse(f"---\n{article.source.front_matter}---\n본문이다.\n".encode(), "a.md")
    assert again.warnings == ()
    assert [b.text for b in again.blocks if b.path == "front_matter/title"] == [title]


@given(st.text(alphabet="aé글:#-'\"[]{}>|*&@ \t\n\x07", max_size=60))
def test_front_matter_of_any_lines_is_sound_when_it_was_read(text: str) -> None:
    try:
        article = parse(f"---\ntitle: 글\n{text}\n---\n본문이다.\n".encode(), "a.md")
    except SourceError:
        return
    again = parse(f"---\n{article.source.front_matter}---\n본문이다.\n".encode(), "a.md")
    assert not any("malformed" in told for told in again.warnings)


def test_aliases_are_not_expanded() -> None:
    bomb = (
        "---\na0: &a0 [x, x]\n"
        + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60))
        + "---\n본문\n"
    )
    assert len(blocks(bomb)) == 63


@pytest.mark.parametrize(
    "text", ["---\n어느 날의 이야기\n---\n끝\n", "---\n\n본문뿐이다.\n", "----\ntitle: x\n"]
)
def test_a_rule_on_the_first_line_of_a_text(text: str) -> None:
    assert parse(text.encode(), "a.txt").source.kind == "text"


def test_newlines_of_windows_and_a_byte_order_mark() -> None:
    article = parse("\ufeff---\r\ntitle: 제목\r\n---\r\n\r\n## 머리\r\n".encode(), "a.txt")
    assert [(b.id, b.line, b.text) for b in article.blocks] == [
        ("f1", 1, "---"),
        ("f2", 2, "제목"),
        ("f3", 3, "---"),
        ("1", 5, "머리"),
    ]


# -- bodies ------------------------------------------------------------------------------------------------------


def test_the_body_of_the_seed() -> None:
    found = [block for block in parse(POST.read_bytes(), "post.txt").blocks if block.tag != "yaml"]
    assert [block.id for block in found] == [str(n) for n in range(1, 19)]
    assert [(b.line, b.tag) for b in found[:4]] == [(12, "img"), (14, "h2"), (16, "p"), (18, "h3")]
    cells = [(b.line, b.path, b.text) for b in found if b.tag == "td"]
    assert cells[0] == (36, "table1/r1/c1", "구분")
    assert cells[-1] == (45, "table1/r3/c2", "브릭스(BRICS) 정상회의")
    last = found[-1]
    assert (last.line, last.tag, last.text) == (48, "p", "실시간 뉴스 속보는, https://newsdao.kr")
    assert [(m.tag, m.href, last.text[m.start : m.end]) for m in last.marks] == [
        ("a", "https://newsdao.kr", "https://newsdao.kr")
    ]


def test_markdown_and_html_side_by_side() -> None:
    found = body(
        "\n## 머리 **굵게**\n\n<p>하나 <a href='u'>링크</a> 둘</p>\n글이 이어진다\n\n- 항목 [이름](http://x)\n- 둘째\n\n"
        "| 가 | 나 |\n|---|---|\n| 1열 | `코드` |\n\n---\n\n첫 줄\n둘째 줄 *기울임*\n\n![그림](/a.jpg)\n"
    )
    assert [(b.line, b.tag, b.path, b.text) for b in found] == [
        (5, "h2", "", "머리 굵게"),
        (7, "p", "", "하나 링크 둘"),
        (8, "p", "", "글이 이어진다"),
        (10, "li", "list1/i1", "항목 이름"),
        (11, "li", "list1/i2", "둘째"),
        (13, "th", "table1/r1/c1", "가"),
        (13, "th", "table1/r1/c2", "나"),
        (15, "td", "table1/r2/c1", "1열"),
        (15, "td", "table1/r2/c2", "코드"),
        (19, "p", "", "첫 줄 둘째 줄 기울임"),
        (22, "img", "", "그림"),
    ]
    assert found[9].lines == ((19, 0), (20, 4))
    marked = {(m.tag, m.href, b.text[m.start : m.end]) for b in found for m in b.marks if m.tag != "img"}
    assert marked == {
        ("b", None, "굵게"),
        ("a", "u", "링크"),
        ("a", "http://x", "이름"),
        ("code", None, "코드"),
        ("i", None, "기울임"),
    }


def test_breaks_separate_lines() -> None:
    found = body("<p>하나<br>\n<b>둘<br/>셋</b></p>\n")
    assert [(b.line, b.text, len(b.marks)) for b in found] == [(4, "하나", 0), (5, "둘", 1), (5, "셋", 1)]


def test_a_table_with_blank_lines_and_omitted_end_tags() -> None:
    found = body("<table>\n\n  <tr><td>가<td>나\n\n    <tr><td>다</td>\n</table>\n\n다음 *문단*\n")
    assert [(b.path, b.text) for b in found] == [
        ("table1/r1/c1", "가"),
        ("table1/r1/c2", "나"),
        ("table1/r2/c1", "다"),
        ("", "다음 문단"),
    ]


def test_an_element_that_is_never_closed_does_not_swallow_the_post() -> None:
    assert [b.text for b in body("<ul><li>하나\n\n## 머리\n")] == ["하나", "머리"]


def test_scripts_styles_and_comments_are_not_visible() -> None:
    found = body(
        "<script>\nvar a = '<p>x</p>';\n\nb()\n</script>\n<style>p{}</style>\n<!-- 주석 -->\n<p>본문</p>\n"
    )
    assert [(b.text, b.line) for b in found] == [("본문", 11)]


def test_entities_are_decoded_once() -> None:
    found = body("<p>&amp;lt; &#44032; &nbsp;끝 &copy;</p>\n\nA &amp;amp; B &lt;b&gt;\n")
    assert [b.text for b in found] == ["&lt; 가 \u00a0끝 ©", "A &amp; B <b>"]


def test_spacers_have_no_block() -> None:
    assert body('<p data-ke-size="size16">&nbsp;</p>\n\n<hr>\n') == []


def test_a_whole_page_is_read_as_html() -> None:
    article = parse(
        "<!DOCTYPE html>\n<html><head><title>머리</title></head>\n<body><h1>제목</h1><p>본문</body></html>".encode(),
        "a.txt",
    )
    assert article.source.kind == "html"
    assert [(b.tag, b.text, b.line) for b in article.blocks] == [("h1", "제목", 3), ("p", "본문", 3)]


MARKUP = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "<b>", "</b>", "<td>", "<table>", "</table>", "<ul>", "<li>", "<br>", "<a href=x>"]
    )
    | st.sampled_from(
        [
            "</a>",
            "&amp;",
            "&#x1112;",
            "\u1161",
            "가",
            " ",
            "\n",
            "\n\n",
            "**",
            "# ",
            "- ",
            "|",
            "<!--",
            "<![",
            "```",
        ]
    ),
    max_size=40,
)


@given(MARKUP)
def test_any_markup_gives_sound_blocks(parts: list[str]) -> None:
    found = body("".join(parts))
    assert [block.id for block in found] == [str(n + 1) for n in range(len(found))]
    assert [block.line for block in found if block.tag != "img"] == sorted(
        b.line or 0 for b in found if b.tag != "img"
    )
    for block in found:
        assert block.text == block.text.strip() != ""
        assert all(0 <= mark.start < mark.end <= len(block.text) for mark in block.marks)
        assert all(0 <= at <= len(block.text) for _, at in block.lines)


def test_reading_repeats() -> None:
    assert parse(POST.read_bytes(), "p") == parse(POST.read_bytes(), "p")
    assert isinstance(parse(b"x", "p"), Article)


def test_lists_keep_their_kind_and_their_nesting() -> None:
    found = body(
        "1. 하나\n2. 둘\n   - 속\n\n     속의 문단\n3. 셋\n\n<ol start='4'><li>넷<ul><li>안</li></ul><li>다섯</ol>\n"
    )
    assert [(b.path, b.text) for b in found] == [
        ("ol1/i1", "하나"),
        ("ol1/i2", "둘"),
        ("ol1/i2/list2/i1", "속"),
        ("ol1/i2/list2/i1", "속의 문단"),
        ("ol1/i3", "셋"),
        ("ol3/i4", "넷"),
        ("ol3/i4/list4/i1", "안"),
        ("ol3/i5", "다섯"),
    ]


def test_quotations_are_told_by_tag_and_path() -> None:
    found = body("> 하나\n>\n> 둘\n>\n> - 항목\n\n<blockquote><p>셋</p></blockquote>\n\n- 가\n\n  > 넷\n")
    assert [(b.tag, b.path, b.text) for b in found] == [
        ("blockquote", "quote1", "하나"),
        ("blockquote", "quote1", "둘"),
        ("li", "quote1/list1/i1", "항목"),
        ("blockquote", "quote2", "셋"),
        ("li", "list2/i1", "가"),
        ("blockquote", "list2/i1/quote3", "넷"),
    ]


def test_fenced_code_is_code_and_indented_prose_is_not() -> None:
    found = body("```\n안녕\n```\n\n    들여 쓴 글이다.\n\n글이다.\n\n    x = 1\n")
    assert [(b.tag, b.text) for b in found] == [
        ("pre", "안녕"),
        ("p", "들여 쓴 글이다."),
        ("p", "글이다."),
        ("pre", "x = 1"),
    ]
