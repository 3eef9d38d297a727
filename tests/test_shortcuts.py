"""Ways round dear work, taken where they give the same: each is held against the long way."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.article import Block, Role, quick_block
from bilingual.cleaning import judging, shape
from bilingual.cleaning.ruleset import Menu, Rules, default_rules
from bilingual.cleaning.wording import Wording, look_through
from bilingual.languages import labelled, script_label, spans
from bilingual.reading import markdown, markup
from bilingual.reading.visible import Collector

# -- blocks ------------------------------------------------------------------------------------------------------


def test_a_block_made_quickly_is_a_block() -> None:
    values = {f.name: object() for f in fields(Block)}
    made = quick_block(**values)  # type: ignore[arg-type]
    assert type(made) is Block
    assert all(getattr(made, name) is value for name, value in values.items())
    assert quick_block("1", "가", 3) == Block("1", "가", 3)
    assert hash(quick_block("1", "가")) == hash(Block("1", "가"))
    with pytest.raises(dataclasses.FrozenInstanceError):
        made.text = "나"  # type: ignore[misc]


# -- Markdown ----------------------------------------------------------------------------------------------------

MARKDOWN = [
    *(
        "회담이 열렸다.",
        "2023년 6월",
        "1. 하나",
        "1) 둘",
        "2.5배",
        "٣. 셋",
        "- 항목",
        "* 별",
        "  들여 썼다",
        "    넷",
    ),
    *(
        "",
        "",
        "",
        "> 인용",
        "# 제목",
        "## 둘째, 제목: 하나",
        "### 셋째 제목 ###",
        "#붙은 말",
        "#  두 칸  뒤",
        "####### 일곱",
        "###### 여섯\u00a0",
        "---",
        "===",
        "| a | b |",
        "a | b",
        "--- | ---",
        ":-- | --:",
        "<b>열린",
    ),
    *(
        "</b> 닫힌",
        "<div>블록",
        "</div>",
        "<td>",
        "![그림](a.jpg)",
        "[링크](x)",
        "[말]",
        "[말]: /url",
        "**굵게** 글",
    ),
    *(
        "<b>굵게</b> 쓴 글",
        '글 <span style="color: red;">붉게</span>',
        '<b><span class="x">둘</span></b>. <i>다음',
        "<strong>1. 하나</strong>",
        '닫은</a> <a href="https://example.com/a_b?c=*d*">주소</a>',
        '<a href="x" title="둘">',
        "<b>",
        "<b>끝 </b> ",
        "<b>_밑줄_</b>",
        "<br>줄<br/>바꿈",
        "<ruby>漢<rt>한</rt></ruby>",
        "<b title='x'>작은따옴표</b>",
        "<b>a</b>",
        "![](/a.png)",
        "![그림 하나!](/files/a_b/c-d.png)",
        "![그림](https://www.example.com/a.b/c_d.jpg)",
        "![그림](https://Example.com/a.jpg)",
        "![그림](//example.com/a.jpg)",
        "![그림](javascript:/a)",
        "![그림](/a.jpg) 글",
        "[원문 보기](https://example.com/4075)",
        "[ 원문 ](/a_b)",
        "[](/a)",
        "[^1](/a)",
        "[둘](/a) [셋](/b)",
        "**모두 굵게: 하나!**",
        '**"따온 말"**',
        "** 별 **",
        "****",
        "**둘** **셋**",
        "***셋***",
        "-----",
    ),
    *(
        "a_b_c",
        "`코드`",
        "```",
        "~~~",
        "~~지움~~",
        "&nbsp;",
        "AT&T",
        "끝 공백  ",
        "끝\\",
        "　전각",
        "(괄호)",
        "a\tb",
    ),
    *(
        "{: .class}",
        "<!-- 주석",
        "주석 -->",
        "<script>",
        "<Pre>",
        "하나  둘",
        "e\u0301",
        "\u00a0",
        "x\u200b",
        "①번",
        "값은 $x_1$ 이다",
        "주[^1]",
    ),
]


def blocks_of(text: str) -> list[tuple[object, ...]]:
    return [
        (b.id, b.text, b.line, b.tag, b.path, b.marks, b.lines)
        for b in markup.read_body(text, 3, "post.md").blocks
    ]


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(MARKDOWN), min_size=1, max_size=12), st.sampled_from(["\n", "\n\n"]))
def test_a_plain_paragraph_is_what_the_parser_makes_of_it(lines: list[str], between: str) -> None:
    text = between.join(lines)
    quick = blocks_of(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markdown, "_plain_paragraphs", lambda lines: ())
        assert quick == blocks_of(text)


def test_a_plain_paragraph_does_not_reach_the_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(lines: list[str], collector: Collector, line: int, shared: object) -> None:
        assert not any(lines)

    monkeypatch.setattr(markdown, "_parsed", refuse)
    text = "첫 문장.\n둘째 문장.\n\n## 제목\n\n셋째 (3) 문장!\n\n---\n\n<b>굵게</b> 썼다.\n\n![그림](/a.png)"
    assert [row[1:4] for row in blocks_of(text)] == [
        ("첫 문장. 둘째 문장.", 3, "p"),
        ("제목", 6, "h2"),
        ("셋째 (3) 문장!", 8, "p"),
        ("굵게 썼다.", 12, "p"),
        ("그림", 14, "img"),
    ]


HTML = st.sampled_from(
    [
        "<p>&nbsp;</p>",
        '<p data-x="y"> &nbsp; </p>\n',
        "<h2></h2>",
        "<div><p>&nbsp;</p></div>",
        "<p>글</p>",
        "<p><b>열린",
        "<ul><li>하나",
        "</li></ul>",
        '<p title="a>b">&nbsp;</p>',
        "<P>\u00a0</P>",
        "<p/>&nbsp;</p>",
        "글 <i>기운",
        "![그림](/a.png)",
        "[^1]: 주",
        "> 인용",
    ]
)


@settings(deadline=None)
@given(st.lists(HTML, min_size=1, max_size=8), st.sampled_from(["\n", "\n\n"]))
def test_a_paragraph_without_text_is_what_reading_it_makes_of_it(pieces: list[str], between: str) -> None:
    text = between.join(pieces)
    quick = blocks_of(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markup, "_SHORT", 0)
        assert quick == blocks_of(text)


# -- lines -------------------------------------------------------------------------------------------------------

TEXTS = st.text(alphabet="가나다라 漢字新abXYĀかｱ٣é.-–•|@:/w\u00a0\u3000\t\ufeff\u2028ー微信", max_size=24)


@settings(deadline=None)
@given(st.one_of(TEXTS, st.text(max_size=12)))
def test_a_line_is_measured_the_same_as_the_long_way(text: str) -> None:
    line = shape.Line.of(Block("1", text))
    plain = shape._SPACE.sub(" ", text)
    bullet = shape._BULLET.match(plain)
    bare = shape._single_spaced(plain[bullet.end() :] if bullet else plain)
    assert (line.text, line.bare, line.bullet) == (plain, bare, bullet is not None)


@settings(deadline=None)
@given(st.one_of(TEXTS, st.text(max_size=12)))
def test_a_label_told_at_a_look_is_the_one_that_counting_gives(text: str) -> None:
    label = script_label(text)
    assert labelled(text) == (label, spans(text, label))


# -- menus -------------------------------------------------------------------------------------------------------

ENTRIES = st.lists(
    st.sampled_from(
        ["홈", "정치", "|", " | ", "·", " · ", "  ", " ", " - ", "-", "【", "】", "\u3000", "\u2028", "\x85"]
    ),
    min_size=1,
    max_size=12,
).map("".join)


@settings(deadline=None)
@given(st.lists(ENTRIES, min_size=1, max_size=4))
def test_every_menu_is_found_among_lines_looked_through(texts: list[str]) -> None:
    def settled(quickly: bool) -> list[Role | None]:
        lines = [shape.Line.of(Block("1", text)) for text in texts]
        if quickly:
            look_through(lines, default_rules())
        judging._menus(lines, default_rules())
        return [line.role for line in lines]

    assert settled(quickly=True) == settled(quickly=False)


def may_be_menu(text: str, separator: str, least: int = 3) -> bool:
    rules = Rules(menus=(Menu("menu", Role.NAV, re.compile(separator), least, 8),))
    every = Wording(rules)
    return bool(every.of(text) & every.menu_bits)


@pytest.mark.parametrize("separator", [r"\s+", r"[^가]", r"\W"])
def test_with_a_separator_that_may_be_anything_every_line_may_be_a_menu(separator: str) -> None:
    assert may_be_menu("가나", separator)


def test_a_line_without_a_separator_may_be_a_menu_of_one_entry_only() -> None:
    assert not may_be_menu("가나", "·")
    assert may_be_menu("가나", "·", least=1)
    assert may_be_menu("가xX나", "X")
    assert may_be_menu("가  나", r"·|\s{2,}")
    assert not may_be_menu("가 나", r"·|\s{2,}")


# -- words of rules ----------------------------------------------------------------------------------------------


@given(
    st.lists(st.one_of(st.text(max_size=20), st.sampled_from(["", "기자", "무단전재 금지", "\ud800 기자"])))
)
def test_lines_looked_through_together_hold_the_words_that_each_holds_alone(texts: list[str]) -> None:
    candidates = WORDING._candidates
    assert list(candidates.of_each(texts)) == [candidates.of(text) for text in texts]


def test_many_long_lines_looked_through_together_hold_the_words_that_each_holds_alone() -> None:
    texts = [f"{'가' * n} 기자 {n}" for n in range(0, 1200, 7)]
    candidates = WORDING._candidates
    assert list(candidates.of_each(texts)) == [candidates.of(text) for text in texts]


WORDING = Wording(default_rules())
