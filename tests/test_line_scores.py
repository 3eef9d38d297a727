"""The measure of the benchmark and of the gate: whose text holds which labelled line."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from benchmarks.line_scores import (
    GoldLine,
    Score,
    interval,
    kept_lines,
    labelled_pages,
    plain,
    rows_of_lines,
    score,
)

SENTENCE = "정부는 21일 서울에서 열린 회의에서 대책을 냈다고 밝혔다."


@dataclass
class Row:
    line: int | None
    text: str
    role: str = "body"
    keep: bool = True


def gold(*texts: str, keep: bool = True, label: str = "body") -> list[GoldLine]:
    return [GoldLine(n, text, label, keep, True) for n, text in enumerate(texts, start=1)]


@pytest.mark.parametrize(
    ("line", "kept", "want"),
    [
        (SENTENCE, [f"  • {SENTENCE}"], True),
        (SENTENCE, [SENTENCE[:20], SENTENCE[20:]], True),
        (SENTENCE, [SENTENCE[:-4]], True),
        (SENTENCE, [SENTENCE[:15]], False),
        (SENTENCE, ["앞에 " + SENTENCE + " 뒤에 다른 글이 더 있다."], True),
        (SENTENCE, [SENTENCE[::-1]], False),
        ("评论", ["网友在评论中说道"], False),
        ("评论", ["首页", "评论", "更多"], True),
        ("评论", ["首页 | 评论 | 更多"], True),
        ("•", ["•"], False),
        (SENTENCE, [], False),
    ],
)
def test_a_line_is_kept_when_most_of_it_stands_in_the_kept_text(
    line: str, kept: list[str], want: bool
) -> None:
    assert kept_lines(gold(line), kept) == [want]


def test_a_headline_printed_twice_and_kept_once_is_kept_once() -> None:
    lines = gold("두 나라가 오늘 합의했다", SENTENCE, "두 나라가 오늘 합의했다")
    assert kept_lines(lines, [SENTENCE, "두 나라가 오늘 합의했다"]) == [True, True, False]
    assert kept_lines(lines, [lines[0].text] * 2) == [True, False, True]


def test_a_word_of_a_kept_sentence_is_not_the_button_of_that_name() -> None:
    assert kept_lines(gold("서울", "서울 시가 대책을 냈다고 밝혔다"), ["서울 시가 대책을 냈다고 밝혔다"]) == [
        False,
        True,
    ]


@given(st.lists(st.text(alphabet="가나다 abc.|1", min_size=1, max_size=30), max_size=8))
@example(["다", "다", "다다"])
@example(["가나다라마바사", "아", "가나다라마바사아"])
def test_all_is_kept_of_what_is_kept_whole_and_nothing_of_nothing(texts: list[str]) -> None:
    lines = gold(*texts)
    assert kept_lines(lines, []) == [False] * len(lines)
    assert kept_lines(lines, texts) == [bool(plain(text)) for text in texts]


def test_rows_are_found_by_equal_text_then_by_most_in_common() -> None:
    rows = [Row(None, "같은 글", "nav"), Row(None, SENTENCE + " 끝.", "body"), Row(None, "같은 글", "title")]
    lines = gold("같은 글", SENTENCE, "같은  글", "없는 글이다", "같은 글")
    found = [row and row.role for row in rows_of_lines(lines, rows, numbered=False)]
    assert found == ["nav", "body", "title", None, "title"]
    assert rows_of_lines(gold("가", "나"), [Row(2, "나"), Row(2, "다")], numbered=True)[1].text == "나"  # type: ignore[union-attr]


def test_the_score_counts_what_is_not_left_out() -> None:
    lines = [
        *gold(SENTENCE),
        GoldLine(2, "홈", "nav", False, True),
        GoldLine(3, "편집", "byline", False, False),
    ]
    assert score(lines, ["홈"], [Row(1, SENTENCE), Row(2, "홈", "promo")], numbered=True) == Score(
        0, 1, 1, 1, 2
    )
    assert score(lines, [SENTENCE, "편집"]).f1 == 1.0
    assert score(lines, [SENTENCE]).roles is None


def test_the_interval_is_narrow_where_pages_agree_and_the_same_each_time() -> None:
    assert interval([Score(5)] * 9) == 0.0
    mixed = [Score(5), Score(0, 3, 3)] * 5
    assert interval(mixed) == interval(mixed) > 0.1
    assert interval([]) == 0.0


def test_labels_are_read_with_what_a_reader_sees(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "gold").mkdir()
    (tmp_path / "pages" / "a.txt").write_text("x", encoding="utf-8")
    text = "<p class=x>두 나라 &amp; [합의](http://a.b/c){:target='_blank'}</p>"
    row = {"line": 1, "text": text, "label": "body", "keep": True}
    lines = [json.dumps(row), json.dumps({**row, "alt_keep": True})]
    (tmp_path / "gold" / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (page,) = labelled_pages(tmp_path, ".txt")
    assert [plain(line.text) for line in page.lines] == ["두나라합의"] * 2
    assert [line.scored for line in page.lines] == [True, False]
    assert list(labelled_pages(tmp_path, ".html")) == []
