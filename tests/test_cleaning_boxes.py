"""A list of other articles above the text is none of its headlines."""

from __future__ import annotations

import pytest

from bilingual.article import Role
from bilingual.detection import Row, detect

HANGUL = (
    "서울시는 내년부터 초등학교 3학년까지 무상 급식을 확대한다고 4일 밝혔다.\n급식 예산은 1200억 원이다.\n"
)
HAN = "哈尔滨地铁三号线26日全线贯通，市民出行更加方便。\n全线共设37座车站。\n"


def rows(text: str) -> list[Row]:
    return detect(text.encode(), "page.txt")


def titles(text: str) -> list[str]:
    return [row.text for row in rows(text) if row.role is Role.TITLE and row.keep]


def related(text: str) -> list[str]:
    return [row.text for row in rows(text) if row.role is Role.RELATED]


@pytest.mark.parametrize("told", ["2021.03.04 11:00\n", "홍길동 기자\n", ""])
@pytest.mark.parametrize("heading", ["많이 본 뉴스", "인기기사", "이 시각 주요뉴스", "실시간 랭킹 뉴스"])
def test_the_last_headline_below_a_box_is_the_title(heading: str, told: str) -> None:
    text = f"{heading}\n부산항 물동량 역대 최대\n코스피 2600선 회복\n서울 초등학교 급식 무상 확대\n{told}{HANGUL}"
    assert titles(text) == ["서울 초등학교 급식 무상 확대"]
    assert related(text) == [heading, "부산항 물동량 역대 최대", "코스피 2600선 회복"]


def test_menus_above_the_box_are_menus() -> None:
    text = f"홈\n정치\n사회\n热点新闻\n油价今晚再次下调\n多地发布高温预警\n哈尔滨地铁三号线全线贯通\n{HAN}"
    assert titles(text) == ["哈尔滨地铁三号线全线贯通"]
    assert [row.role for row in rows(text)[:3]] == [Role.NAV] * 3


def test_two_boxes_and_a_headline_below_the_title() -> None:
    text = (
        "주요 뉴스\n부산항 물동량 역대 최대\n코스피 2600선 회복\n최신 기사\n한강 수위 상승에 통제\n지하철 2호선 30분 지연\n"
        f"서울 초등학교 급식 무상 확대\n내년부터 3학년까지 적용\n2021.03.04 11:00\n{HANGUL}"
    )
    assert titles(text) == ["서울 초등학교 급식 무상 확대", "내년부터 3학년까지 적용"]
    assert len(related(text)) == 6


@pytest.mark.parametrize("told", ["2021.03.04 11:00\n", ""])
def test_a_box_between_the_title_and_the_text(told: str) -> None:
    text = f"서울 초등학교 급식 무상 확대\n{told}관련 기사\n한강 수위 상승에 통제\n지하철 2호선 30분 지연\n{HANGUL}"
    assert titles(text) == ["서울 초등학교 급식 무상 확대"]
    assert related(text) == ["관련 기사", "한강 수위 상승에 통제", "지하철 2호선 30분 지연"]


def test_an_article_may_be_called_as_a_box_is() -> None:
    text = (
        "오늘의 날씨\n전국 대체로 맑음\n2021.03.04 05:00\n"
        "오늘의 날씨는 전국이 대체로 맑겠다고 기상청이 4일 밝혔다.\n낮 기온은 10도까지 오르겠다.\n"
    )
    assert titles(text) == ["오늘의 날씨", "전국 대체로 맑음"]


def test_a_poem_may_be_called_as_a_box_is() -> None:
    assert titles("오늘의 사진\n\n낙엽이 진다\n창가에 앉아\n너의 이름을\n적어 본다\n") == ["오늘의 사진"]
