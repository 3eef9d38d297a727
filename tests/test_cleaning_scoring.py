"""Scores of short lines that no rule knows: unknown furniture goes, short lines of the article stay."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.article import Block, Role
from bilingual.cleaning import line_signs, scoring
from bilingual.cleaning.line_signs import PLACES, Seen, signs
from bilingual.cleaning.shape import Line
from bilingual.detection import Row, detect

KO = (
    "물레방아 마을의 공동 빵집이 석 달 동안의 수리를 마치고 이번 주에 다시 문을 연다고 주민회가 밝혔다.",
    "빵집 지붕과 화덕을 새로 고쳤고, 휠체어가 드나들 수 있게 문턱을 없앴다고 설명했다.",
    "주민회는 화덕을 쓰고 싶은 이웃에게 주말마다 차례를 나누어 주기로 했다.",
)
ZH = (
    "山脚下的老茶馆经过半年修缮，本周重新开门迎客，屋顶和木窗都按原样修好了。",
    "茶馆主人说，修缮的费用由村民们一起凑出，木料来自后山倒下的老树。",
    "每到周末，老人们会在茶馆里给孩子讲村子从前的故事。",
)


def _line(text: str, role: Role | None = None, keep: bool = False) -> Line:
    line = Line.of(Block(id="b", text=text, line=1))
    if role is not None:
        line.settle(role, "said", keep)
    return line


def _rows(*lines: str) -> list[Row]:
    return [row for row in detect("\n".join(lines).encode(), "page.txt") if row.text.strip()]


def _kept(*lines: str) -> set[str]:
    return {row.text.strip() for row in _rows(*lines) if row.keep}


@pytest.mark.parametrize(
    ("title", "date", "text", "button", "foreign"),
    [
        (
            "물레방아 마을 빵집 다시 문 연다",
            "2021.04.05 09:10",
            KO,
            "무단전재 및 재배포 금지",
            ("모바일", "날씨누리", "운세", "골프장", "부동산", "전체 서비스", "고객 마당"),
        ),
        (
            "老茶馆修好重新开门",
            "2021-04-05 09:10",
            ZH,
            "版权所有 未经许可不得转载",
            ("彩虹", "频道", "汽车", "健康", "房产", "财富", "游戏大厅"),
        ),
    ],
    ids=["ko", "zh"],
)
def test_a_row_of_words_that_no_rule_knows_beside_furniture_goes(
    title: str, date: str, text: tuple[str, ...], button: str, foreign: tuple[str, ...]
) -> None:
    kept = _kept(title, date, *text, *foreign, button)
    assert {title, *text} <= kept
    assert not set(foreign) & kept


@pytest.mark.parametrize(
    ("text", "short"),
    [
        (KO, "새 화덕, 이웃에게 주말마다"),
        (KO, "빵집 지붕을 고친 사람들"),
        (ZH, "后山老树做成木窗"),
        (ZH, "周末讲村子的故事"),
    ],
)
def test_a_heading_between_paragraphs_stays(text: tuple[str, ...], short: str) -> None:
    assert short in _kept("이번 주 소식", "2021-04-05 09:10", text[0], text[1], short, text[2])


@pytest.mark.parametrize(
    "lines",
    [
        ("1위 물안개 빵집: 12점", "2위 돌다리 빵집: 11점", "3위 솔숲 빵집: 9점", "4위 고개 빵집: 8점"),
        (
            "◇ 물레방아 마을 주민회",
            "▷회장 강가람 ▷총무 소여울",
            "◇ 공동 화덕 모임",
            "▷대표 문바다 ▷총무 이하늘",
        ),
        ("물방아 3:1 솔숲", "돌다리 0:0 고개", "강가 2:4 들녘", "언덕 1:1 나루"),
    ],
    ids=["ranks", "people", "results"],
)
def test_items_stay_though_furniture_follows(lines: tuple[str, ...]) -> None:
    page = ("물레방아 마을 겨루기", "2021.04.05 09:10", *KO, *lines, "무단전재 및 재배포 금지")
    assert set(lines) <= _kept(*page)


def test_the_rule_says_the_score_and_what_spoke_against_the_line() -> None:
    words = ("날씨누리", "골프장", "고객 마당")
    page = ("물레방아 마을 빵집", "2021.04.05 09:10", *KO, *words, "무단전재 및 재배포 금지")
    rules = {row.text.strip(): row.rule for row in _rows(*page)}
    scored = [rules[word] for word in words if rules[word].startswith("score ")]
    known = {sign for place in scoring.weights().tables for sign in place}
    assert scored
    for rule in scored:
        found = re.fullmatch(r"score (-\d+\.\d): (.+?)(?:; by what is around it \w+)?", rule)
        assert found
        assert set(found[2].split(", ")) <= known


def test_few_short_lines_without_furniture_beside_them_are_not_scored() -> None:
    body = [_line(KO[0]), _line(KO[1]), _line("강물 소리"), _line("모바일")]
    assert signs(body, 0, 4) == []
    body.insert(2, _line("구독", Role.NAV))
    assert [one.line for one in signs(body, 0, 5)] == [3, 4]


def test_short_lines_between_sentences_are_the_article_s_own() -> None:
    body = [_line(KO[0]), _line("구독", Role.NAV), _line("강물 소리"), _line("모바일"), _line(KO[1])]
    assert signs(body, 0, 5) == []


def test_words_that_the_article_says_too_are_a_sign() -> None:
    body = [_line(text) for text in KO]
    body += [_line("공동 빵집의 화덕"), _line("프로야구 생중계"), _line("구독", Role.NAV)]
    shared, foreign = (set(one.signs) for one in signs(body, 0, len(body)))
    assert "most words shared" in shared
    assert "no word shared" in foreign


def test_of_lines_above_the_text_the_likeliest_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    least = scoring.Weights(1e9, scoring.weights().tables)
    monkeypatch.setattr(scoring, "weights", lambda: least)
    body = [
        _line("구독", Role.NAV),
        _line("빵집 화덕 다시 연다"),
        _line("모바일"),
        _line("운세"),
        _line("날씨"),
    ]
    body += [_line("구독", Role.NAV), *map(_line, KO)]
    scoring.settle_unlikely(body, 0, 6, spare=True)
    assert next(line.text for line in body if line.free) == "빵집 화덕 다시 연다"
    assert sum(line.free for line in body[:6]) == 1


def test_a_line_is_drawn_to_the_scores_of_its_row_but_not_above_the_text() -> None:
    seen = [Seen(n, PLACES.index("below"), ()) for n in range(3)]
    scores = scoring._smoothed(seen, [-4.0, 1.0, -4.0])
    assert scores[1] < 0 < scores[1] - scores[0]
    above = [one._replace(place=PLACES.index("above")) for one in seen]
    assert scoring._smoothed(above, [-4.0, 1.0, -4.0]) == [-4.0, 1.0, -4.0]


def test_the_weights_are_whole() -> None:
    model = scoring.weights()
    names = [set(table) for table in model.tables]
    assert len(names) == len(PLACES)
    assert all(one == names[0] for one in names)
    assert {"no word shared", "most words shared", "any"} <= names[0]
    text = (files("bilingual.cleaning") / "line_weights.toml").read_text(encoding="utf-8")
    assert "benchmarks/line_weights.py" in text


def test_a_page_of_very_many_short_lines_is_not_looked_at() -> None:
    body = [_line(KO[0]), *(_line(f"운세 {n}") for n in range(line_signs.MOST + 1))]
    assert signs(body, 0, len(body)) == []
    assert signs(body, 0, line_signs.MOST) != []


@given(st.lists(st.tuples(st.text(max_size=40), st.sampled_from([None, Role.NAV, Role.BODY])), max_size=30))
def test_whatever_the_lines_are_settled_lines_stay_as_they_are(lines: list[tuple[str, Role | None]]) -> None:
    body = [_line(text or "-", role, role is Role.BODY) for text, role in lines]
    before = [replace(line) for line in body]
    scoring.settle_unlikely(body, 0, len(body))
    for line, old in zip(body, before, strict=True):
        if old.role is not None:
            assert (line.role, line.keep, line.rule) == (old.role, old.keep, old.rule)
        else:
            assert line.role is None or (not line.keep and line.rule.startswith("score "))
