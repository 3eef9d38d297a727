from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.article import Article, Block, Mark, Role, Source
from bilingual.segmenting import segment, split

SEED = Path(__file__).resolve().parent.parent / "seeds" / "000_528f012b6500446b.txt"


def pieces(text: str, language: str) -> list[str]:
    return [text[start:end] for start, end in split(text, language)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["이에 대통령을 초청했다.", "카자흐스탄은 올해 CIS 의장국이다."],
        ['그는 "긍정적인 방향으로 움직이고 있다"며 관계를 과시했다.', "회담은 끝났다."],
        ['그는 "움직이고 있다."며 웃었다.', '그는 "왜?"라고 물었다.', "답은 없었다."],
        ['그는 "안 된다. 절대 안 된다"고 말했다.', "모두 들었다."],
        ["“정말이다!” 라고 그가 외쳤다.", "모두 놀랐다."],
        ["규모는 245.3억 달러다.", "성장률은 3.5%였다.", "www.zoglo.net에서 볼 수 있다."],
        ["회의는 2022. 8. 21. 서울에서 열렸다.", "다음 회의는 9. 3. 부산이다."],
        ["그러나… 그는 울었다.", "푸틴, 나토 의식했나…CSTO 회원국이다."],
        ["1. 첫째 항목이다.", "둘째는 없다."],
        ["• 항목 하나", "• 항목 둘"],
        ["누가 왔을까?", "아무도 오지 않았다!", "그랬다."],
        ["(그는 웃었다. 그리고 갔다.)", "그 뒤로 소식이 없다."],
        ["U.S. 관리 J. K. 리 씨가 왔다.", "그는 Dr. Kim이다."],
    ],
)
def test_korean_sentences(sentences: list[str]) -> None:
    assert pieces(" ".join(sentences), "ko") == sentences


def test_korean_sentences_without_a_space_between() -> None:
    assert pieces("정부가 발표했다.그러나 시장은 조용했어요.“왜?”라고 물었다.", "ko") == [
        "정부가 발표했다.",
        "그러나 시장은 조용했어요.",
        "“왜?”라고 물었다.",
    ]


@pytest.mark.parametrize(
    "sentences",
    [
        ["他在会上说：“我们赢了。我们很高兴。”", "随后他离开了。"],
        ["“不行！”他说。", "“为什么？”她问道。", "这是第二句。"],
        ["增长率为3.5%。", "会议在北京举行！", "真的吗？"],
        ["他写了《战争。和平》一书。", "（记者王某）会议结束。"],
        ["「這是真的。」他指出。", "會議結束了。"],
    ],
)
def test_chinese_sentences(sentences: list[str]) -> None:
    assert pieces("".join(sentences), "zh-Hans") == sentences


@pytest.mark.parametrize(
    "sentences",
    [
        ["The U.S. said on Jan. 5 that Mr. Kim met Dr. J. K. Lee at 3 p.m.", "The meeting ended."],
        ['"Really?" he asked.', "She nodded."],
        ["He lives in the U.S.", "But he left.", "It cost 3.5 dollars."],
        ['He said, "We won. We are glad."', "Then he left."],
        ["See www.example.com for more.", "Acme Inc. and Co. Ltd. agreed."],
        ["1. The first item.", "No. 2 is next, e.g. this one."],
        ["He paused... and went on.", "Why?!", "Nobody knows."],
    ],
)
def test_english_sentences(sentences: list[str]) -> None:
    assert pieces(" ".join(sentences), "en") == sentences


def test_the_paragraphs_of_the_seed() -> None:
    lines = SEED.read_text(encoding="utf-8").split("\n")
    counts = {
        number: len(split(lines[number - 1], "ko")) for number in (10, 12, 14, 16, 18, 20, 22, 24, 26, 28)
    }
    assert counts == {10: 1, 12: 1, 14: 1, 16: 1, 18: 1, 20: 1, 22: 2, 24: 1, 26: 1, 28: 2}


@pytest.mark.parametrize("text", ["", "…", " \u00a0", "“”.!?", "---"])
def test_what_says_nothing_gives_no_sentence(text: str) -> None:
    assert split(text, "ko") == []


ALPHABET = '가다요A b.1 !?。！？…"“”‘’「」()[]•\n\u00a0며고说'


@given(st.text(alphabet=ALPHABET, max_size=120), st.sampled_from(["ko", "zh-Hans", "en"]))
def test_sentences_cover_the_text_in_order(text: str, language: str) -> None:
    found = split(text, language)
    if not any(char.isalnum() for char in text):
        assert found == []
        return
    at = 0
    for start, end in found:
        assert not text[at:start].strip()
        assert start < end
        assert text[start:end] == text[start:end].strip()
        assert any(char.isalnum() for char in text[start:end])
        at = end
    assert not text[at:].strip()


def test_a_long_line_of_openers_is_quick() -> None:
    split("(“" * 20_000 + "다. " * 20_000, "ko")


def _article(*blocks: Block) -> Article:
    return Article(Source("x.txt", "abcdef01" + "0" * 56), blocks)


def test_segments_have_ids_languages_and_marks() -> None:
    text = "회담은 끝났다. 그는 소치를 떠났다."
    bold = Mark("m1", text.index("끝났다"), text.index("소치") + 2, "b")
    article = segment(
        _article(
            Block("2", "회담. 끝나다", 2, role=Role.TITLE, keep=True),
            Block("5", text, 5, marks=(bold,), role=Role.BODY, keep=True),
            Block("6", "다음 만남. 10월", 6, tag="td", role=Role.BODY, keep=True),
            Block("7", "会谈结束了。", 7, role=Role.BODY, keep=True),
            Block("8", "2022-08-21", 8, role=Role.BODY, keep=True),
        )
    )
    assert article.source.language == "ko"
    assert [piece.id for piece in article.segments] == [
        "abcdef01-2.1",
        "abcdef01-5.1",
        "abcdef01-5.2",
        "abcdef01-6.1",
        "abcdef01-7.1",
        "abcdef01-8.1",
    ]
    assert [piece.language for piece in article.segments] == ["ko", "ko", "ko", "ko", "zh-Hans", "ko"]
    assert article.blocks[1].segments == ("abcdef01-5.1", "abcdef01-5.2")
    for piece in article.segments[1:3]:
        assert text[piece.start :].startswith(piece.source)
    first, second = article.segments[1:3]
    assert [first.source[m.start : m.end] for m in first.marks] == ["끝났다."]
    assert [second.source[m.start : m.end] for m in second.marks] == ["그는 소치"]
