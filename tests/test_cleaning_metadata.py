"""What an article says of itself: in its lines, in a post's front matter, in the head of its page."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.article import Article, Role, Source
from bilingual.cleaning import clean, default_rules, judge, read_rules
from bilingual.cleaning.claims import from_front_matter, web_address
from bilingual.cleaning.dates import find_dates, fuller, read_date
from bilingual.cleaning.linked_data import described
from bilingual.cleaning.metadata import sites_beside
from bilingual.errors import UsageError
from bilingual.reading import parse

TITLE_KO, TITLE_ZH = "강변 산책로 내년 봄 다시 연다", "河边步道明年春天重新开放"
TEXT_KO = "시는 지난해 홍수로 무너진 강변 산책로를 고쳐 내년 봄에 다시 연다고 오늘 밝혔다. 주민들은 오래 기다렸다고 말했다."
TEXT_ZH = "市政府今天宣布，去年因洪水损坏的河边步道将在修复后于明年春天重新开放，附近居民表示等待已久。"


def source(text: str, name: str = "page.txt") -> Source:
    return clean(judge(parse(text.encode(), name))).source


def korean(line: str = "2024.05.01 10:00", lead: str = "", tail: str = "") -> Source:
    return source(f"{TITLE_KO}\n{line}\n\n{lead}{TEXT_KO}\n\n{TEXT_KO[::1]} 공사는 곧 시작된다.\n\n{tail}\n")


def chinese(line: str = "2024-05-01 10:00", lead: str = "") -> Source:
    return source(f"{TITLE_ZH}\n{line}\n\n{lead}{TEXT_ZH}\n\n{TEXT_ZH}工程即将开始。\n")


def headed(
    *pairs: tuple[str, str], title: str | None = TITLE_KO, path: str = "page.html", more: str = ""
) -> Source:
    heading = f"<h1>{title}</h1>" if title else ""
    page = f"<html><body>{heading}{more}<p>{TEXT_KO}</p><p>{TEXT_KO} 공사는 곧 시작된다.</p></body></html>"
    article = parse(page.encode(), path)
    return clean(judge(replace(article, source=replace(article.source, head=pairs)))).source


# -- dates -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024.05.01. 오후 5:04", "2024-05-01T17:04"),
        ("2024년 5월 1일 오전 12:03", "2024-05-01T00:03"),
        ("2024년 5월 1일 (수) 오후 3시", "2024-05-01T15:00"),
        ("2024년 5월 1일 수요일 15시 4분", "2024-05-01T15:04"),
        ("2016.01.12일 17:34", "2016-01-12T17:34"),
        ("2024년 5월 1일 밤 10시 30분", "2024-05-01T22:30"),
        ("2024年5月1日 下午3:05", "2024-05-01T15:05"),
        ("2024年5月1日上午9时05分30秒", "2024-05-01T09:05:30"),
        ("2024年05月01日08:18", "2024-05-01T08:18"),
        ("2024年5月1日 星期三 15点05", "2024-05-01T15:05"),
        ("2024年5月1日 北京时间 15:05", "2024-05-01T15:05+08:00"),
        ("２０２４年５月１日　１５：０４", "2024-05-01T15:04"),
        ("二〇二四年五月二十一日", "2024-05-21"),
        ("二零一六年十月三十日", "2016-10-30"),
        ("24년 5월 1일", "2024-05-01"),
        ("98-05-01 10:00", "1998-05-01T10:00"),
        ("May 1, 2024, 3:05 p.m. KST", "2024-05-01T15:05+09:00"),
        ("Sept. 5, 2024 at 12:05 AM", "2024-09-05T00:05"),
        ("1st May 2024", "2024-05-01"),
        ("Wed, 01 May 2024 06:04:00 GMT", "2024-05-01T06:04:00+00:00"),
        ("31/12/2024", "2024-12-31"),
        ("2024-05-01T10:00:00.250Z", "2024-05-01T10:00:00Z"),
        ("2024-05-01 10:00:00 -0330", "2024-05-01T10:00:00-03:30"),
        ("2024-05-01 10:00 GMT+8", "2024-05-01T10:00+08:00"),
        # Not an offset, but a span; not a time; not a day, and then one.
        ("2024-05-01 10:00-12:00", "2024-05-01T10:00"),
        ("2024-05-01 25:61", "2024-05-01"),
        ("2024-02-30 2024-02-29", "2024-02-29"),
        ("2024-05-01178", "2024-05-01"),
    ],
)
def test_dates_as_pages_write_them(text: str, iso: str) -> None:
    assert next(find_dates(text))[0] == iso
    assert read_date(text) == iso


@pytest.mark.parametrize(
    "text",
    ["", "01/05/2024", "24.05.01", "2024.05", "1984-05-01", "2101-05-01", "3.14", "20240501", "2024-13-41"],
)
def test_what_is_no_sure_date(text: str) -> None:
    assert not list(find_dates(text))


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("20240501", "2024-05-01"),
        ("20240501100000", "2024-05-01T10:00:00"),
        ("20240501T1000+0900", "2024-05-01T10:00+09:00"),
        ("24.05.01", "2024-05-01"),
        ("1714525200", None),
        ("2024-05-01" * 40, None),
    ],
)
def test_fields_for_machines(text: str, iso: str | None) -> None:
    assert read_date(text) == iso


ZONES = st.one_of(
    st.none(), st.sampled_from([540, 480, 0, -300, 345, -210]).map(lambda m: timezone(timedelta(minutes=m)))
)
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2100, 12, 31, 23, 59, 59), timezones=ZONES).map(
    lambda moment: moment.replace(microsecond=0)
)


@given(MOMENTS)
def test_an_iso_moment_comes_back(moment: datetime) -> None:
    written = moment.isoformat()
    assert read_date(written) == written
    assert read_date(written.replace("T", " ")) == written
    assert datetime.fromisoformat(str(read_date(written))) == moment


@given(MOMENTS, st.booleans())
def test_a_moment_as_people_write_it_comes_back(moment: datetime, full_width: bool) -> None:
    iso = f"{moment:%Y-%m-%dT%H:%M}"
    hour = moment.hour % 12 or 12
    korean, chinese = ("오후", "下午") if moment.hour > 11 else ("오전", "上午")
    day = f"{moment.year}년 {moment.month}월 {moment.day}일"
    texts = [
        f"입력 {day} {korean} {hour}:{moment:%M}",
        f"{day} {moment.hour}시 {moment.minute}분",
        f"{moment.year}年{moment.month}月{moment.day}日 {chinese}{hour}:{moment:%M}",
        f"{moment:%Y.%m.%d} ({'월화수목금토일'[moment.weekday()]}) {moment:%H:%M}",
        f"{moment:%B} {moment.day}, {moment.year} {hour}:{moment:%M} {'p.m.' if moment.hour > 11 else 'a.m.'}",
    ]
    for text in texts:
        wide = text.translate(str.maketrans("0123456789:", "０１２３４５６７８９：")) if full_width else text
        assert [found for found, _, _ in find_dates(wide)] == [iso]


@given(st.text(alphabet="0123456789-./:년월일年月日 오전후上下午amMay,TZ+二〇十", max_size=60))
def test_whatever_is_found_is_a_date(text: str) -> None:
    at = 0
    for found, start, end in find_dates(text, labelled=True):
        assert datetime.fromisoformat(found)
        assert at <= start < end <= len(text)
        at = end


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_a_fuller_claim_of_the_same_day(day: date) -> None:
    iso = day.isoformat()
    assert fuller(iso, f"{iso}T10:00:00+09:00") == f"{iso}T10:00:00+09:00"
    assert fuller(f"{iso}T10:00", f"{iso}T11:00:00") == f"{iso}T10:00"
    assert fuller(f"{iso}T10:00", iso) == f"{iso}T10:00"
    assert fuller(None, iso) == fuller(iso, None) == iso


# -- datelines ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "published", "modified"),
    [
        (
            "기사입력 2024.05.01. 오후 5:04 최종수정 2024.05.02. 오전 9:10",
            "2024-05-01T17:04",
            "2024-05-02T09:10",
        ),
        ("입력 2024-05-01 10:00 | 수정 2024-05-02 11:30", "2024-05-01T10:00", "2024-05-02T11:30"),
        ("등록 :2024-05-01 10:00수정 :2024-05-02 11:30", "2024-05-01T10:00", "2024-05-02T11:30"),
        ("2024.05.01 10:00 입력 2024.05.02 11:00 수정", "2024-05-01T10:00", "2024-05-02T11:00"),
        ("수정 2024.05.02 11:30", None, "2024-05-02T11:30"),
        ("승인 24.05.01 10:00", "2024-05-01T10:00", None),
        ("발표시간: 2024년 5월 1일 오후 3시 5분", "2024-05-01T15:05", None),
        ("２０２４년 ５월 １일　１０：３０", "2024-05-01T10:30", None),
        (
            "발布时间：2024-05-01 10:00 更新时间：2024-05-02 08:00".replace("발", "发"),
            "2024-05-01T10:00",
            "2024-05-02T08:00",
        ),
        ("2024年5月1日 下午3:05", "2024-05-01T15:05", None),
        ("二〇二四年五月一日", "2024-05-01", None),
        ("中華民國113年5月1日", "2024-05-01", None),
        ("주체113(2024)년 5월 1일", "2024-05-01", None),
        (
            "Published : May 1, 2024 - 10:00   Updated : May 1, 2024 - 11:00",
            "2024-05-01T10:00",
            "2024-05-01T11:00",
        ),
    ],
)
def test_dates_of_a_dateline(line: str, published: str | None, modified: str | None) -> None:
    found = korean(line)
    assert (found.published, found.modified) == (published, modified)


def test_the_date_of_an_agencys_rights_notice() -> None:
    notice = "<저작권자(c) 가나통신, 무단 전재-재배포 금지> 2024/05/01 10:00 송고"
    assert source(f"{TITLE_KO}\n\n{TEXT_KO}\n\n{TEXT_KO}\n\n{notice}\n").published == "2024-05-01T10:00"


@pytest.mark.parametrize(
    ("line", "site"),
    [
        ("가나신문 2024.05.01 10:00", "가나신문"),
        ("가나미디어(GANA) 2024년5월1일 10시00분    조회:12", "가나미디어(GANA)"),
        ("2024-05-01 10:00:00 来源： 某某网", "某某网"),
        ("2024-05-01 10:00:00 某某时报网", "某某时报网"),
        ("발표시간: 2024-05-01 21:57       출처: 가나신문", "가나신문"),
        ("홍길동 기자 2024.05.01 10:00", None),
        ("홍길동 기자 | 입력 2024.05.01 10:00", None),
        ("가나신문 2024-05-01", "가나신문"),
        ("[인터넷가나신문]   [2024-05-01  10:00:00]", "인터넷가나신문"),
        ("2024-05-01 10:00 来源：　浏览次数：12", None),
        ("2024-05-01 10:00:00 来源：https://example.com/a", None),
        ("홍길동 2024.05.01 10:00", None),
        ("한겨레 2024.05.01 10:00", "한겨레"),
    ],
)
def test_the_publisher_of_a_dateline(line: str, site: str | None) -> None:
    assert korean(line).site == site


# -- leads and bylines -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lead", "place", "agency", "author"),
    [
        ("(서울=연합뉴스) 홍길동 기자 = ", "서울", "연합뉴스", "홍길동"),
        ("(세종·서울=연합뉴스) 홍길동 김철수 기자 = ", "세종·서울", "연합뉴스", "홍길동, 김철수"),
        ("(서울=연합뉴스) 홍길동 특파원 김철수 기자 = ", "서울", "연합뉴스", "홍길동, 김철수"),
        ("[도쿄=뉴시스]홍길동·김철수 기자 = ", "도쿄", "뉴시스", "홍길동, 김철수"),
        ("【서울=AP/뉴시스】홍길동 기자 = ", "서울", "AP/뉴시스", "홍길동"),
        ("(파리 AFP=연합뉴스) 홍길동 기자 = ", "파리", "AFP=연합뉴스", "홍길동"),
        ("(베이징=연합뉴스) 홍길동특파원 = ", "베이징", "연합뉴스", "홍길동"),
        ("[서울=뉴시스]", "서울", "뉴시스", None),
        ("[도쿄 = 홍길동 특파원 / 서울 = 김철수 기자] ", None, None, "홍길동, 김철수"),
        ("워싱턴=홍길동 특파원 ", "워싱턴", None, "홍길동"),
        ("【신화사 북경 5월 1일발】", "북경", "신화사", None),
        ("SEOUL, May 1 (Yonhap) -- ", "SEOUL", "Yonhap", None),
    ],
)
def test_korean_leads(lead: str, place: str | None, agency: str | None, author: str | None) -> None:
    found = korean(lead=lead)
    assert (found.place, found.agency, found.author) == (place, agency, author)


@pytest.mark.parametrize(
    ("lead", "place", "agency", "author"),
    [
        ("新华社北京12月9日电（记者 张三）", "北京", "新华社", "张三"),
        ("新华社联合国5月1日电（记者张三、李四）", "联合国", "新华社", "张三, 李四"),
        ("新华社利雅得／北京5月1日电（记者 欧阳修 张三）", "利雅得／北京", "新华社", "欧阳修, 张三"),
        ("中新社华盛顿5月1日电 (记者 张　三)", "华盛顿", "中新社", "张三"),
        ("人民网北京5月1日电（记者 张三 通讯员 李四）", "北京", None, "张三, 李四"),
        ("（中央社記者張三豐台北1日電）", "台北", "中央社", "張三豐"),
        ("(記者張三豐／台北報導)", "台北", None, "張三豐"),
        ("新京报讯（记者 张三）", None, None, "张三"),
        ("据新华社5月1日电，", None, "新华社", None),
        ("据新华社北京5月1日电，", "北京", "新华社", None),
        ("综合新华社、中新社5月1日电，", None, "新华社", None),
    ],
)
def test_chinese_leads(lead: str, place: str | None, agency: str | None, author: str | None) -> None:
    found = chinese(lead=lead)
    assert (found.place, found.agency, found.author) == (place, agency, author)


def test_the_papers_own_lead() -> None:
    found = korean(lead="[가나경제(수원)=홍길동 기자] ")
    assert (found.site, found.place, found.agency, found.author) == ("가나경제", "수원", None, "홍길동")


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("홍길동 기자 hong@example.com", "홍길동"),
        ("홍길동·김철수 기자", "홍길동, 김철수"),
        ("[정치부 홍길동 기자]", "홍길동"),
        ("가나신문 홍길동 기자", "홍길동"),
        ("본지기자 홍길동", "홍길동"),
        ("취재=홍길동", "홍길동"),
        ("글 : 홍길동", "홍길동"),
        ("홍길동 의학전문기자", "홍길동"),
        ("글·사진 홍길동 기자", "홍길동"),
        ("홍길동 hong@example.com", "홍길동"),
        ("사진=홍길동 기자", None),
        ("글 : 홍길동 / 사진 : 김철수", "홍길동"),
        ("글: 홍길동, 사진: 김철수", "홍길동"),
        ("사진 : 김철수 / 그림 : 홍길동", None),
    ],
)
def test_bylines(line: str, author: str | None) -> None:
    assert korean(tail=line).author == author


def test_where_a_correspondent_is() -> None:
    found = korean(tail="홍길동 베이징 특파원 hong@example.com")
    assert (found.author, found.place) == ("홍길동", "베이징")


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("来源：新华社 记者：张三、李四", "张三, 李四"),
        ("作者：张三 编辑：李四", "张三"),
        ("文/张三", "张三"),
        ("本报记者 张三 李四", "张三, 李四"),
        ("作者：佚名", None),
    ],
)
def test_chinese_bylines(line: str, author: str | None) -> None:
    assert chinese(line).author == author


def test_english_byline() -> None:
    text = "By John Smith and Jane Doe, AP\nMay 1, 2024, 3:05 p.m.\nThe city said on Monday that it will open the path."
    assert (
        source(f"River path to open\n{text} It had been closed for a year.\n").author
        == "John Smith, Jane Doe"
    )


def test_the_source_may_be_an_agency() -> None:
    found = chinese("2024-05-01 10:00 来源：新华社")
    assert (found.site, found.agency) == ("新华社", "新华社")


def test_a_photographer_is_not_the_author() -> None:
    caption = "(부산=다라통신) 김철수 기자 = 강변 산책로 모습. 2024.4.30 [재판매 및 DB 금지]"
    lead = "(서울=가나통신) 홍길동 기자 = "
    found = source(f"{TITLE_KO}\n2024.05.01 10:00\n{caption}\n\n{lead}{TEXT_KO}\n\n{TEXT_KO}\n")
    assert (found.place, found.agency, found.author) == ("서울", "가나통신", "홍길동")


# -- front matter ------------------------------------------------------------------------------------------------

POSTS = {
    "yaml": f"---\ntitle: {TITLE_KO}\ndate: 2024-05-01 10:00:00 +0900\nauthor: 홍길동 # the writer\n"
    "last_modified_at: 2024-05-02\ncanonical_url: https://example.org/a\n---\n",
    "hugo": f'+++\ntitle = "{TITLE_KO}"\ndate = 2024-05-01T10:00:00+09:00\nauthors = ["홍길동"]\n'
    'lastmod = 2024-05-02\n[params]\nauthor = "다른 이"\ncanonicalURL = "https://example.org/a#top"\n+++\n',
    "json": json.dumps(
        {
            "title": TITLE_KO,
            "date": "2024-05-01T10:00:00+09:00",
            "author": {"name": "홍길동", "email": "hong@example.com"},
            "updated": "2024-05-02",
            "canonical": "https://example.org/a",
        }
    )
    + "\n",
    "hexo": f'"title": "{TITLE_KO}",\n"date": "2024-05-01T10:00:00+09:00",\n"author": "홍길동",\n'
    '"updated": "2024-05-02",\n"canonical": "https://example.org/a"\n;;;\n',
}


@pytest.mark.parametrize("syntax", POSTS)
def test_front_matter(syntax: str) -> None:
    found = source(POSTS[syntax] + f"\n{TEXT_KO}\n", "post.md")
    assert found.title == TITLE_KO
    assert (found.published, found.modified) == ("2024-05-01T10:00:00+09:00", "2024-05-02")
    assert (found.author, found.canonical) == ("홍길동", "https://example.org/a")


def test_front_matter_with_several_authors_and_an_alias() -> None:
    front = "me: &me 홍길동\nauthors:\n  - name: 김철수\n    email: k@example.com\n  - 이영희\nsite: *me\n"
    found = source(f"---\ntitle: {TITLE_KO}\n{front}canonical: javascript:alert(1)\n---\n{TEXT_KO}\n", "p.md")
    assert (found.author, found.site, found.canonical) == ("김철수, 이영희", None, None)


FRONT_MATTER = st.lists(
    st.one_of(
        st.sampled_from(
            ["date: ", "author:", "authors:\n- ", "  name: ", "params:\n", "2024-05-01", "[", "{", "*a"]
        ),
        st.sampled_from(
            ["&a ", "'", '"', "\n", '"date": "', "title = 'x'\n", ": ", "- ", "!!binary ", "\x00"]
        ),
        st.text(max_size=8),
    ),
    max_size=12,
).map("".join)


@given(FRONT_MATTER, st.sampled_from(["yaml", "toml", "json", "hexo"]))
def test_front_matter_of_any_shape_does_no_harm(text: str, syntax: str) -> None:
    claims = from_front_matter(text, syntax, "post.md")
    assert claims.published is None or datetime.fromisoformat(claims.published)
    assert all(claims.authors)


def test_a_post_without_front_matter() -> None:
    assert source(f"# {TITLE_KO}\n\n{TEXT_KO}\n", "2024-05-01-path.md").published == "2024-05-01"


def test_a_posts_file_name_dates_it() -> None:
    post = f"---\ntitle: {TITLE_KO}\n---\n{TEXT_KO}\n"
    assert source(post, "_posts/2024-05-01-path.md").published == "2024-05-01"
    assert source(post, "_posts/2024-15-01-path.md").published is None
    assert source(TEXT_KO, "2024-05-01-path.txt").published is None


# -- the head ----------------------------------------------------------------------------------------------------


def ld(*nodes: Any) -> tuple[str, str]:
    return "json-ld", json.dumps(nodes[0] if len(nodes) == 1 else list(nodes), ensure_ascii=False)


def test_the_head_fills_in_what_is_missing() -> None:
    found = headed(
        ("title", f"{TITLE_KO} | 사회 | 가나신문"),
        ("meta:article:published_time", "2024-05-01T10:00:00+09:00"),
        ("meta:article:modified_time", "2024-05-02T01:00:00Z"),
        ("meta:author", "홍길동 기자 hong@example.com"),
        ("link:canonical", "/a/1?b=2#c"),
        ("base", "https://news.example.org/x/"),
    )
    assert found.title == TITLE_KO
    assert found.site == "가나신문"
    assert (found.published, found.modified) == ("2024-05-01T10:00:00+09:00", "2024-05-02T01:00:00Z")
    assert found.author == "홍길동"
    assert found.canonical == "https://news.example.org/a/1?b=2"
    assert found.head == ()


def test_what_is_shown_stands_before_the_head() -> None:
    more = "<p>2024.04.30 09:00</p>"
    pairs = (
        ("meta:og:title", "다른 제목"),
        ("meta:article:published_time", "2024-05-01T10:00:00+09:00"),
        ("meta:og:site_name", "가나신문"),
    )
    found = headed(*pairs, more=more)
    assert (found.title, found.published, found.site) == (TITLE_KO, "2024-04-30T09:00", "가나신문")
    same = headed(("meta:article:published_time", "2024-04-30T09:00:00+09:00"), more=more)
    assert same.published == "2024-04-30T09:00:00+09:00"


@pytest.mark.parametrize(
    ("pairs", "title"),
    [
        ((("title", "물길 새로 열린다 - 가나신문"),), "물길 새로 열린다 - 가나신문"),
        ((("title", "물길 새로 열린다 - 가나신문"), ("meta:og:site_name", "가나신문")), "물길 새로 열린다"),
        ((("title", "가나신문 | 물길 새로 열린다"), ("meta:og:site_name", "가나신문")), "물길 새로 열린다"),
        (
            (("meta:og:title", "물길 새로 열린다"), ("title", "물길 새로 열린다 : 가나신문")),
            "물길 새로 열린다",
        ),
        ((("title", "가나신문"), ("meta:og:site_name", "가나신문")), None),
        ((), None),
    ],
)
def test_the_title_of_a_page_that_shows_none(pairs: tuple[tuple[str, str], ...], title: str | None) -> None:
    page = f"{TEXT_KO} 공사는 곧 시작된다.\n\n{TEXT_KO}\n"
    article = parse(page.encode(), "page.txt")
    judged = judge(article)
    judged = replace(judged, source=replace(article.source, head=pairs))
    made = clean(judged)
    assert not [block for block in made.blocks if block.role is Role.TITLE]
    assert made.source.title == title


def test_json_ld() -> None:
    graph = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "누리집", "datePublished": "2001-01-01"},
            {"@type": "NewsArticle", "headline": "다른 기사", "datePublished": "2002-01-01"},
            {
                "@type": ["NewsArticle", "Thing"],
                "headline": TITLE_KO,
                "author": [{"@type": "Person", "name": "홍길동 기자"}, {"@id": "#kim"}],
                "datePublished": "2024-05-01T10:00:00+09:00",
                "dateModified": "2024-05-02",
                "publisher": {"@id": "#paper"},
                "mainEntityOfPage": {"@id": "https://example.org/a"},
            },
            {"@id": "#kim", "@type": "Person", "name": "김철수"},
            {"@id": "#paper", "@type": "Organization", "name": "가나신문"},
        ],
    }
    found = headed(("json-ld", "{broken"), ("json-ld", "[" * 100_000), ld(graph))
    assert (found.author, found.site) == ("홍길동, 김철수", "가나신문")
    assert (found.published, found.modified) == ("2024-05-01T10:00:00+09:00", "2024-05-02")
    assert found.canonical == "https://example.org/a"


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["@type", "@graph", "@id", "author", "name", "headline", "publisher", "url", "@value"]
                ),
                inner,
                max_size=4,
            )
        ),
    )
)
def test_json_ld_of_any_shape_does_no_harm(value: Any) -> None:
    for node in described([json.dumps(value), json.dumps({"@type": "NewsArticle", "author": value})]):
        assert isinstance(node.headline, str)
        assert all(isinstance(author, str) and author for author in node.authors)


def test_wrapped_json_ld_and_a_list() -> None:
    texts = [
        '<!-- [{"@type":"Report","headline":"가\n나"}] -->',
        '//<![CDATA[\n{"@type":"BlogPosting","name":"다"}\n//]]>;',
    ]
    assert [node.headline for node in described(texts)] == ["가\n나", "다"]


@pytest.mark.parametrize(
    ("pairs", "published"),
    [
        ((("meta:article:published_time", "2924-05-01"), ("meta:pubdate", "20240501")), "2024-05-01"),
        ((("meta:publishdate", "2024-05-31"),), "2024-05-31"),
        ((("meta:article:published_time", "어제"),), None),
        ((("meta:date", "2024-06-31"),), None),
    ],
)
def test_an_implausible_date_is_passed_over(
    pairs: tuple[tuple[str, str], ...], published: str | None
) -> None:
    assert headed(*pairs).published == published


def test_the_pages_editor_is_not_its_author() -> None:
    more = "<p>责任编辑：张三</p>"
    assert headed(("meta:author", "张三"), more=more).author is None
    assert headed(("meta:author", "李四"), more=more).author == "李四"


@pytest.mark.parametrize(
    "author", ["admin", "https://www.facebook.com/paper", "가나신문", "a@example.org", ""]
)
def test_what_is_no_author(author: str) -> None:
    assert headed(("meta:author", author)).author is None


@pytest.mark.parametrize(
    ("address", "base", "whole"),
    [
        ("https://example.org/a\u202eb", "", None),
        ("https://example.org/a\ud800", "", None),
        ("https://example.org/a?b#c", "", "https://example.org/a?b"),
        ("../b", "HTTPS://example.org/x/y/", "https://example.org/x/b"),
        ("//example.org/a", "http://example.com/", "http://example.org/a"),
        ("/a", "", None),
        ("/a", "page.html", None),
        ("javascript:alert(1)", "https://example.org/", None),
        ("JaVaScRiPt:alert(1)//https://x/", "https://example.org/", None),
        ("data:text/html,x", "https://example.org/", None),
        ("file:///etc/passwd", "", None),
        ("https://user:secret@example.org/a", "", None),
        ("https://example.org/", "", None),
        ("https://example.org/?id=7", "", "https://example.org/?id=7"),
        ("https://example.org/a b", "", None),
        ('https://example.org/"><script>', "", None),
        ("http://[::1/a", "https://example.org/", None),
        ("https://example.org:99999/a", "", None),
        ("https://example.org/" + "a" * 3000, "", None),
    ],
)
def test_own_addresses(address: str, base: str, whole: str | None) -> None:
    assert web_address(address, base) == whole


@pytest.mark.parametrize(
    ("element", "sites"),
    [
        (f"{TITLE_KO} | 가나신문", ["가나신문"]),
        (f"{TITLE_KO} : 사회 : 뉴스 : 가나닷컴", ["가나닷컴", "뉴스", "사회"]),
        (f"가나신문 - {TITLE_KO}", ["가나신문"]),
        (f"{TITLE_KO}", []),
        ("다른 제목 | 가나신문", []),
    ],
)
def test_what_stands_beside_the_title(element: str, sites: list[str]) -> None:
    assert sites_beside(element, TITLE_KO) == sites


def test_chinese_title_elements() -> None:
    assert sites_beside(f"{TITLE_ZH}_社会频道_某某网", TITLE_ZH)[0] == "某某网"
    assert sites_beside(f"{TITLE_ZH}-某某网", TITLE_ZH) == ["某某网"]
    assert sites_beside(f"{TITLE_ZH}--时政--某某网", TITLE_ZH)[0] == "某某网"


@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                [
                    "title",
                    "meta:og:title",
                    "meta:author",
                    "meta:og:site_name",
                    "link:canonical",
                    "base",
                    "json-ld",
                    "meta:article:published_time",
                    "meta:source",
                ]
            ),
            st.text(max_size=40),
        ),
        max_size=8,
    )
)
def test_a_hostile_head_does_no_harm(pairs: list[tuple[str, str]]) -> None:
    article = judge(parse(f"{TITLE_KO}\n\n{TEXT_KO}\n".encode(), "page.txt"))
    found = clean(replace(article, source=replace(article.source, head=tuple(pairs)))).source
    for text in (found.title, found.author, found.site):
        assert text is None or (text.strip() and not re.search(r"[\r\n]", text))
    assert found.canonical is None or found.canonical.startswith(("http://", "https://"))
    assert found.published is None or datetime.fromisoformat(found.published)


# -- rules -------------------------------------------------------------------------------------------------------


def test_a_newsrooms_own_rules(tmp_path: Any) -> None:
    rules = tmp_path / "own.toml"
    rules.write_text(
        "[[line]]\nname = 'own'\nrole = 'dateline'\npatterns = ['^=== .* ===$']\n"
        "[[author]]\npatterns = ['=== (?P<author>[^/]+) /']\nnever = ['아무개']\n"
        "[[published]]\npatterns = ['/ (?P<d>\\d+)-(?P<m>\\d+)-(?P<y>\\d{4})']\n",
        encoding="utf-8",
    )
    own = read_rules([rules]) + default_rules()

    def read(line: str) -> Article:
        article = parse(f"{TITLE_KO}\n{line}\n\n{TEXT_KO}\n".encode(), "page.txt")
        return clean(judge(article, own), own)

    found = read("=== 홍길동 / 1-5-2024 ===").source
    assert (found.author, found.published) == ("홍길동", "2024-05-01")
    assert read("=== 아무개 / 1-5-2024 ===").source.author is None


def test_a_wrong_expression_is_told(tmp_path: Any) -> None:
    rules = tmp_path / "own.toml"
    rules.write_text("[[place]]\npatterns = ['(?P<place>']\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"own\.toml"):
        read_rules([rules])


@pytest.mark.parametrize(
    ("caption", "credit"),
    [
        ("지난 1일 시민들이 걷는 강변 산책로 [사진=로이터] [무단전재 및 재배포 금지]", "사진=로이터"),
        ("지난 1일 시민들이 강변 산책로를 걸었다. [로이터 제공] [무단전재 및 재배포 금지]", "로이터 제공"),
        ("강변 산책로 모습. (사진=가나시 제공) [재판매 및 DB 금지] <무단전재 금지>", "사진=가나시 제공"),
    ],
)
def test_two_notices_at_the_end_of_a_caption(caption: str, credit: str) -> None:
    article = judge(
        parse(f"{TITLE_KO}\n2024.05.01 10:00\n{caption}\n\n{TEXT_KO}\n\n{TEXT_KO}\n".encode(), "p.txt")
    )
    made = {block.id: block for block in clean(article).blocks}
    assert made["3"].role is Role.CAPTION
    assert not re.search(r"[\[\](]", made["3"].text)
    assert made["3c"].text == credit


@pytest.mark.parametrize(
    ("line", "site"),
    [
        ("张三 2024-05-01 10:20", None),
        ("欧阳修 2024-05-01 10:20", "欧阳修"),  # no surname that papers' names do not begin with
        ("王府网 2024-05-01 10:20", "王府网"),
        ("新华社 2024-05-01 10:20", "新华社"),
        ("环球时报 2024-05-01 10:20", "环球时报"),
        ("2024-05-01 10:20 来源：张三", "张三"),
    ],
)
def test_a_person_before_the_date_is_no_publisher(line: str, site: str | None) -> None:
    assert chinese(line).site == site


# -- pages and posts that mean harm ------------------------------------------------------------------------------
# Each of these took from seconds to hours once.


def test_json_ld_with_much_white_space() -> None:
    node = '{"@type":"NewsArticle","headline":"가"}'
    texts = [
        f"{' ' * 90_000}{node}",
        f'{{"a":"{" " * 90_000}"}} x',
        f"<!--{' ' * 90_000}{node} x",
        "[" * 90_000,
    ]
    assert [found.headline for found in described(texts)] == ["가"]


def test_json_ld_that_is_too_long_says_nothing() -> None:
    assert not list(described([json.dumps({"@type": "NewsArticle", "articleBody": "가 " * 200_000})]))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<!--", "-->"),
        ("<![CDATA[", "]]>"),
        ("// <![CDATA[\n", "\n// ]]>"),
        ("/*<![CDATA[*/", "/*]]>*/"),
        ("", ";"),
    ],
)
def test_what_json_ld_stands_in(before: str, after: str) -> None:
    assert [
        found.headline for found in described([f'{before} {{"@type":"Report","name":"가"}} {after}'])
    ] == ["가"]


def test_names_that_lead_back_to_themselves() -> None:
    again = [{"@id": "#a"}] * 20
    node = {"@type": "NewsArticle", "@id": "#a", "name": again, "headline": again, "author": again}
    graph = [node | {"@id": f"#{n}"} for n in range(18)] + [
        node,
        {"@type": "NewsArticle", "author": "홍길동"},
    ]
    found = list(described([json.dumps(graph)]))
    assert [one.authors for one in found] == [()] * 19 + [("홍길동",)]
    assert headed(("json-ld", json.dumps(graph))).author is None


def test_names_of_many_things() -> None:
    people = [{"@id": f"#{n}", "name": [{"@id": f"#{m}"} for m in range(40)]} for n in range(40)]
    people.append({"@id": "#last", "name": "홍길동"})
    article = {"@type": "NewsArticle", "author": [{"@id": "#last"}, {"@id": "#last"}, *people]}
    assert next(iter(described([json.dumps([*people, article])]))).authors == ("홍길동",)
    assert not next(iter(described([json.dumps({"@type": "a" * 90_000})])), None)


@pytest.mark.parametrize("place", ["params", "extra", "author"])
def test_a_bomb_of_aliases(place: str) -> None:
    lines = [f"{place}:", "  author: &a0 [x,x,x,x,x,x,x,x,x,x]"]
    keys = ("authors", "site", "title", "place", "press", "media", "created", "updated", "writer", "date")
    for level, key in enumerate(keys, start=1):
        lines.append(f"  {key}: &a{level} [{','.join([f'*a{level - 1}'] * 10)}]")
    claims = from_front_matter("title: 가\n" + "\n".join(lines) + "\n", "yaml", "post.md")
    assert claims.titles == ("가",)
    assert set(claims.authors) <= {"x"}


@pytest.mark.parametrize("opener", ["[", "{", "- ", "? ", "!a ", "&a "])
def test_front_matter_that_nests(opener: str) -> None:
    keys = ("date", "author", "Author", "AUTHOR", "params", "extra", "site", "place", "press", "media")
    text = "".join(f"{key}: {opener * 3500}\n" for key in keys)
    assert from_front_matter(f"{text}title: 가\n", "yaml", "post.md").titles == ("가",)


@pytest.mark.parametrize(
    ("text", "syntax"),
    [
        ('{"author": ' + "[" * 900 + "]" * 900 + ', "title": "가"}', "json"),
        (f'title = "가"\nauthor = 0x{"f" * 9000}\n', "toml"),
        ('title = "가"\nauthor = [nan, inf, true]\n', "toml"),
    ],
)
def test_values_that_are_no_names(text: str, syntax: str) -> None:
    claims = from_front_matter(text, syntax, "post.md")
    assert (claims.titles, claims.authors) == (("가",), ())


def test_an_excerpt_of_many_lines_and_many_keys() -> None:
    front = "excerpt: |\n" + "".join(f"  요약 {n} 입니다.\n\n" for n in range(3000))
    keys = "".join(f"k{n}: 가나다 {n}\n" for n in range(3000))
    article = judge(
        parse(
            f"---\ntitle: {TITLE_KO}\n{front}{keys}description: 요약 7 입니다.\n---\n{TEXT_KO}\n".encode(),
            "a.md",
        )
    )
    assert list(clean(article).repeats) == ["front_matter/description"]


OWN_PARTS = """
[[part]]
name = "reporters"
role = "byline"
roles = ["body"]
patterns = ['[가-힣]{3} 기자']

[[part]]
name = "places"
role = "dateline"
roles = ["body"]
patterns = ['<[가-힣]{2}>']

[[part]]
name = "pictures"
role = "byline"
roles = ["body"]
patterns = ['\\(사진=[가-힣]{3}\\)']

[[part]]
name = "mail"
role = "byline"
roles = ["body"]
patterns = ['\\S+@\\S+']
"""


def test_several_pieces_of_one_line_have_ids_of_their_own(tmp_path: Any) -> None:
    path = tmp_path / "own.toml"
    path.write_text(OWN_PARTS, encoding="utf-8")
    own = read_rules([path]) + default_rules()
    line = (
        f"<서울> {TEXT_KO} 홍길동 기자와 김철수 기자가 <부산> 현장에서 (사진=이영희) (사진=박영수) "
        "a@example.org 전했다고 밝혔다."
    )
    article = parse(f"{TITLE_KO}\n2024.05.01 10:00\n\n{line}\n\n{TEXT_KO}\n".encode(), "page.txt")
    made = clean(judge(article, own), own)
    ids = [block.id for block in made.blocks]
    assert len(ids) == len(set(ids))
    texts = {block.id: block.text for block in made.blocks}
    assert texts["4d"] == "<서울>"
    assert texts["4b"] == "홍길동 기자, 김철수 기자"
    assert texts["4c"] == "사진=이영희"
    left_out = [dropped.text for dropped in made.dropped]
    assert {"<부산>", "(사진=박영수)", "a@example.org"} <= set(left_out)
    assert all(block.text for block in made.blocks)


UNSEEN = "\u202e\x00\x07\ud800\u2066\u200b\ufeff\x9f"


def test_what_nobody_sees_is_no_part_of_a_name() -> None:
    node = {
        "@type": "NewsArticle",
        "headline": f"물길{UNSEEN} 새로\n열린다",
        "author": f"홍{UNSEEN}길동",
        "publisher": {"name": f"{UNSEEN}가나신문"},
    }
    page = replace(parse(f"{TEXT_KO} 공사는 곧 시작된다.\n\n{TEXT_KO}\n".encode(), "page.txt"))
    found = clean(
        judge(replace(page, source=replace(page.source, head=(("json-ld", json.dumps(node)),))))
    ).source
    assert (found.title, found.author, found.site) == ("물길 새로 열린다", "홍길동", "가나신문")
    metas = ("meta:author", f"김{UNSEEN}철수"), ("meta:og:site_name", "다라&#x202e;신문")
    found = headed(*metas)
    assert (found.author, found.site) == ("김철수", "다라신문")


def test_unseen_characters_in_front_matter() -> None:
    front = {"author": f"홍{UNSEEN}길동", "place": f"서{UNSEEN}울", "agency": f"가나{UNSEEN}통신"}
    claims = from_front_matter(json.dumps(front), "json", "post.md")
    assert (claims.authors, claims.place, claims.agency) == (("홍길동",), "서울", "가나통신")


def test_dates_with_much_white_space() -> None:
    assert read_date(f"2024-05-01{' ' * 400}10:00") == "2024-05-01T10:00"
    assert read_date(f"2024-05-01{' ' * 5000}x") == "2024-05-01"
