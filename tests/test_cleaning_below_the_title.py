"""What stands between a title and the text of a page: a date alone, names, the title in another language."""

from __future__ import annotations

import pytest

from bilingual import cleaning, reading
from bilingual.detection import detect

TITLE = "강변 산책로 가로등 교체 시작"
KO = "<p>강변 산책로의 가로등 40개가 이달 안에 새것으로 바뀐다고 구청이 12일 밝혔다. 공사는 두 주 걸린다.</p>"
KO2 = "<p>주민들은 지난겨울부터 밤길이 어두워 불편하다고 여러 차례 민원을 넣었다고 말했다.</p>"
ZH = "<p>市里的三座旧桥将在秋天以前完成加固，期间行人可以从临时便道通过。施工队表示，夜间不会作业。</p>"
MENU = '<div class="nav"><a href="/">홈</a> <a href="/a">정치</a> <a href="/b">경제</a></div>'


def _page(below: str, title: str = TITLE, text: str = KO + KO2) -> bytes:
    return (
        f"<html><head><meta charset=utf-8><title>{title}</title></head><body>{MENU}"
        f"<h1>{title}</h1>{below}<div class=text>{text}</div></body></html>"
    ).encode()


def _told(page: bytes, name: str = "a.html") -> dict[str, tuple[str, bool]]:
    return {row.text: (row.role.value, row.keep) for row in detect(page, name)}


@pytest.mark.parametrize("place", ["<p>{}</p>", '<div class="info"><span>{}</span></div>'])
@pytest.mark.parametrize(
    "date",
    [
        "2018/09/16",
        "2021.03.04.",
        "15:312018/09/16",
        "09:052021-03-04",
        "2024년 5월 1일 수요일",
        "2024년 5월 1일(수)",
        "星期三 2024年5月1日",
        "2024年5月1日 星期三",
        "2024年5月1日 农历三月廿三",
        "May 1, 2024",
    ],
)
def test_a_date_alone_below_the_title_is_a_date_line(date: str, place: str) -> None:
    assert _told(_page(place.format(date)))[date] == ("dateline", True)
    text = f"{TITLE}\n\n{date}\n\n{KO[3:-4]}\n\n{KO2[3:-4]}\n"
    assert _told(text.encode(), "a.txt")[date] == ("dateline", True)


def test_a_time_and_a_date_without_a_space_are_when_the_article_was_published() -> None:
    article = cleaning.clean(cleaning.judge(reading.parse(_page("<p>15:312018/09/16</p>"), "a.html")))
    assert article.source.published == "2018-09-16T15:31"


@pytest.mark.parametrize("line", ["2024년 5월 1일 수요일 오늘의 날씨", "5월 1일 수요일 강변에서"])
def test_a_line_that_says_more_than_a_date_is_none(line: str) -> None:
    assert _told(_page(f"<p>{line}</p>"))[line][0] != "dateline"


@pytest.mark.parametrize(
    "named", ["author", "news_writer", "post__reporter-name", "byline", "기자", "Writer"]
)
@pytest.mark.parametrize(
    "names",
    [
        "李明 张华",
        "이도현",
        "이도현 · 박서윤",
        "이도현 기자, 박서윤 기자",
        "Jane Doe",
        "Jane Doe and Ann Lee",
    ],
)
def test_an_element_named_after_who_writes_holds_the_authors(named: str, names: str) -> None:
    page = _page(f'<p class="{named}">{names}</p>')
    assert _told(page)[names] == ("byline", True)
    article = cleaning.clean(cleaning.judge(reading.parse(page, "a.html")))
    first = names.split(" and ")[0].split("·")[0].split(",")[0].removesuffix(" 기자").strip()
    assert first.split()[0] in (article.source.author or "")


def test_an_element_named_so_that_holds_more_than_names_is_text() -> None:
    line = "필자는 이 동네에서 스무 해를 살았다. 강변의 불빛은 언제나 어두웠다고 기억한다."
    assert _told(_page(f'<p class="author-note author">{line}</p>'))[line] == ("body", True)


def test_who_wrote_a_comment_is_no_author() -> None:
    comments = "".join(
        f'<div class="comment"><span class="author">{name}</span><p>{name}의 의견입니다 좋아요</p></div>'
        for name in ("이도현", "박서윤", "최가람")
    )
    page = _page("", text=KO + KO2 + f'</div><div class="comments">{comments}')
    assert not any(told[0] == "byline" and told[1] for told in _told(page).values())


@pytest.mark.parametrize("named", ["left-title", "right-info", "con_left", "info-right"])
@pytest.mark.parametrize("title", ["简讯", "쪽지", "가로등 교체"])
def test_the_date_line_stays_in_whatever_column_below_a_short_title(title: str, named: str) -> None:
    line = "2024-05-01 10:00 来源：新华社"
    told = _told(_page(f'<div class="{named}">{line}</div>', title, ZH))
    assert told[line] == ("dateline", True)
    assert told[title] == ("title", True)


@pytest.mark.parametrize(
    ("title", "line", "text"),
    [
        (TITLE, "河边步道开始更换路灯", KO + KO2),
        ("City starts to replace street lamps", "市里开始更换路灯", ZH),
        ("河边步道开始更换路灯", TITLE, ZH),
    ],
)
@pytest.mark.parametrize(
    "place", ["<p>{}</p>", '<div class="sub"><p>{}</p></div>', "<div><span>{}</span></div>"]
)
def test_the_title_in_another_language_stays_a_title(title: str, line: str, text: str, place: str) -> None:
    told = _told(_page(place.format(line), title, text))
    assert told[title] == told[line] == ("title", True)


@pytest.mark.parametrize("button", ["分享", "打印本页", "首页 新闻 评论 视频", "字号：大 中 小"])
def test_a_button_below_the_title_is_no_title(button: str) -> None:
    assert _told(_page(f"<div>{button}</div>")).get(button, ("", False))[0] != "title"
