"""Articles about promotion, rights and comments keep their sentences; furniture of the same words goes.

The lines are in ``prose_traps.toml``.  Each is set into an article of its language, at each place where such a
line may stand, as plain text and as paragraphs of an HTML page.
"""

from __future__ import annotations

import html
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from bilingual.cleaning import judge
from bilingual.reading import parse

LINES = tomllib.loads((Path(__file__).parent / "prose_traps.toml").read_text(encoding="utf-8"))

#: The article about each line: title, date, and paragraphs.
ARTICLES: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "ko": (
        "온새시 도서관, 저녁 열 시까지 문 연다",
        "2024.03.02 09:00",
        (
            "온새시는 다음 달부터 시립 도서관 네 곳의 문을 저녁 열 시까지 열기로 했다고 2일 밝혔다.",
            "시가 지난가을 주민 천이백 명에게 물었더니 열에 여섯이 퇴근 뒤에 갈 곳이 없다고 답했다.",
            "늘어난 시간에는 사서 두 명과 자원봉사자 한 명이 자리를 지키고, 아이들 방은 여덟 시에 닫는다.",
            "시는 석 달 동안 이용자를 세어 본 뒤 나머지 도서관 세 곳으로 넓힐지 정할 계획이다.",
        ),
    ),
    "ko-polite": (
        "온새시 도서관, 저녁 열 시까지 문 연다",
        "2024.03.02 09:00",
        (
            "온새시가 다음 달부터 시립 도서관 네 곳의 문을 저녁 열 시까지 열기로 했습니다.",
            "시가 지난가을 주민 천이백 명에게 물었더니 열에 여섯이 퇴근 뒤에 갈 곳이 없다고 답했습니다.",
            "늘어난 시간에는 사서 두 명과 자원봉사자 한 명이 자리를 지키고, 아이들 방은 여덟 시에 닫습니다.",
            "시는 석 달 동안 이용자를 세어 본 뒤 나머지 도서관 세 곳으로 넓힐지 정할 계획입니다.",
        ),
    ),
    "zh-Hans": (
        "温瑟市图书馆开放到晚上十点",
        "2024-03-02 09:00",
        (
            "温瑟市二日宣布，从下月起把四座市立图书馆的开放时间延长到晚上十点。",
            "去年秋天，市政府询问了一千二百名居民，六成的人回答下班后没有地方可去。",
            "延长的时间里有两名馆员和一名志愿者值班，儿童阅览室在八点关门。",
            "市政府将统计三个月的人数，再决定是否推广到其余三座图书馆。",
        ),
    ),
    "zh-Hant": (
        "溫瑟市圖書館開放到晚上十點",
        "2024-03-02 09:00",
        (
            "溫瑟市二日宣布，從下月起把四座市立圖書館的開放時間延長到晚上十點。",
            "去年秋天，市政府詢問了一千二百名居民，六成的人回答下班後沒有地方可去。",
            "延長的時間裡有兩名館員和一名志工值班，兒童閱覽室在八點關門。",
            "市政府將統計三個月的人數，再決定是否推廣到其餘三座圖書館。",
        ),
    ),
}
#: Before which paragraph a line is set in, by the name of the place.
PLACES = {"begins": 0, "within": 2, "ends": 4}


def _cases(kind: str, places: Sequence[str]) -> list[tuple[str, str, str, str]]:
    return [
        (language, line, place, form)
        for language, table in LINES[kind].items()
        for line in table["lines"]
        for place in places
        for form in ("txt", "html")
    ]


def _page(title: str, date: str, paragraphs: Sequence[str], form: str) -> bytes:
    if form == "txt":
        return "\n\n".join((title, date, *paragraphs)).encode()
    told = "\n".join(f"<p>{html.escape(text)}</p>" for text in paragraphs)
    page = f"<html><head><title>{html.escape(title)}</title></head><body><div class=a><h1>{html.escape(title)}</h1>"
    return f"{page}\n<p>{date}</p>\n{told}</div></body></html>".encode()


def _with(language: str, line: str, place: str, form: str) -> bytes:
    title, date, paragraphs = ARTICLES[language]
    if place == "title":
        return _page(line, date, paragraphs, form)
    at = PLACES[place]
    return _page(title, date, (*paragraphs[:at], line, *paragraphs[at:]), form)


def _kept(page: bytes, form: str) -> Iterator[str]:
    for block in judge(parse(page, f"page.{form}")).blocks:
        if block.keep:
            yield " ".join(block.text.split())


def wrong(cases: Sequence[tuple[str, str, str, str]], wanted: bool) -> list[str]:
    """Return the cases in which the line is not kept or dropped as wanted, or another line is lost."""
    found = []
    for language, line, place, form in cases:
        kept = list(_kept(_with(language, line, place, form), form))
        title, _, paragraphs = ARTICLES[language]
        whole = {*paragraphs, *(() if place == "title" else (title,))} <= set(kept)
        if (" ".join(line.split()) in kept) is not wanted or not whole:
            found.append(f"{form} {place}: {line}" + ("" if whole else " (with lines of the article)"))
    return found


@pytest.mark.parametrize("place", ["begins", "within", "ends"])
def test_what_an_article_tells_of_promotion_is_kept(place: str) -> None:
    assert wrong(_cases("told", [place]), True) == []


def test_a_headline_about_promotion_is_the_title() -> None:
    assert wrong(_cases("headlines", ["title"]), True) == []


@pytest.mark.parametrize("place", ["begins", "within", "ends"])
def test_furniture_goes_and_takes_no_line_with_it(place: str) -> None:
    assert wrong(_cases("furniture", [place]), False) == []
