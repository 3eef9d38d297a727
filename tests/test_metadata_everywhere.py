"""Facts of an article on every kind of input, and in every output."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from bilingual import publishing
from bilingual.article import Article, Source
from bilingual.cleaning import clean, judge, read_rules
from bilingual.cleaning.dates import find_dates, fuller, read_date
from bilingual.cleaning.ruleset import default_rules
from bilingual.reading import parse
from bilingual.segmenting import segment

TITLE = "강변 산책로 내년 봄 다시 연다"
TEXT = (
    "시는 지난해 홍수로 무너진 강변 산책로를 고쳐 내년 봄에 다시 연다고 오늘 밝혔다. 주민들은 오래 기다렸다고 말했다.",
    "공사는 다음 달에 시작되며, 다리 두 개와 쉼터 세 곳도 함께 고친다고 시 관계자는 덧붙였다.",
)


def source(text: str, name: str) -> Source:
    return clean(judge(parse(text.encode(), name))).source


def page(head: str = "", above: str = "", title: str = f"<h1>{TITLE}</h1>") -> Source:
    body = "".join(f"<p>{line}</p>" for line in TEXT)
    return source(f"<html><head>{head}</head><body>{title}{above}{body}</body></html>", "page.html")


# -- every way in which people write a moment -----------------------------------------------------------------------

MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2100, 12, 31, 23, 59, 59)).map(
    lambda moment: moment.replace(microsecond=0)
)
WIDE = str.maketrans("0123456789:.-/", "０１２３４５６７８９：．－／")


def writings(moment: datetime) -> dict[str, str]:
    """Return the moment to the minute, or to the second, as pages write it."""
    m, hour = moment, moment.hour % 12 or 12
    ko, zh = ("오후", "下午") if m.hour > 11 else ("오전", "上午")
    roc = m.year - 1911
    minutes, seconds = f"{m:%Y-%m-%dT%H:%M}", f"{m:%Y-%m-%dT%H:%M:%S}"
    weekday = m.weekday()
    return {
        f"{m:%Y.%m.%d %H:%M}": minutes,
        f"{m:%Y.%m.%d. %H:%M}": minutes,
        f"{m.year}.{m.month}.{m.day}. {ko} {hour}:{m:%M}": minutes,
        f"{m.year}년 {m.month}월 {m.day}일 {ko} {hour}시 {m.minute}분": minutes,
        f"{m.year}년 {m.month}월 {m.day}일 {'월화수목금토일'[weekday]}요일 {m:%H:%M}": minutes,
        f"{m.year}년{m.month}월{m.day}일 {m.hour}시{m.minute}분{m.second}초": seconds,
        f"{m:%Y/%m/%d [%H:%M]}": minutes,
        f"{m:%Y-%m-%d %H:%M:%S}": seconds,
        f"{m:%Y-%m-%dT%H:%M:%S}": seconds,
        f"{m:%Y-%m-%dT%H:%M:%S}Z": seconds + "Z",
        f"{m:%Y-%m-%dT%H:%M:%S}.125+09:00": seconds + "+09:00",
        f"{m:%Y-%m-%d %H:%M} KST": minutes + "+09:00",
        f"{m.year}年{m.month}月{m.day}日{m:%H:%M}": minutes,
        f"{m.year}年{m.month}月{m.day}日 {zh}{hour}时{m.minute}分": minutes,
        f"{m.year}年{m.month}月{m.day}日 {zh}{hour}時{m.minute}分": minutes,
        f"{m.year}年{m.month}月{m.day}日 星期{'一二三四五六日'[weekday]} {m:%H:%M:%S}": seconds,
        f"{m.year}年{m.month}月{m.day}日 北京时间{m:%H:%M}": minutes + "+08:00",
        f"民國{roc}年{m.month}月{m.day}日 {m:%H:%M}": minutes,
        f"中華民國{roc}年{m.month}月{m.day}日 {zh}{hour}:{m:%M}": minutes,
    }


@settings(deadline=None)
@given(MOMENTS, st.booleans())
def test_a_moment_in_any_writing_comes_back(moment: datetime, wide: bool) -> None:
    for text, iso in writings(moment).items():
        written = text.translate(WIDE) if wide and "T" not in text else text
        assert [found for found, _, _ in find_dates(written)] == [iso], written
        assert read_date(written) == iso


@pytest.mark.parametrize(
    "label", ["", "입력 ", "기사입력 ", "승인 ", "등록 :", "作者：张三 时间：", "发布时间："]
)
def test_a_moment_in_any_writing_is_a_date_line(label: str) -> None:
    moment = datetime(2024, 5, 3, 15, 5, 9)
    for text, iso in writings(moment).items():
        line = f"{label}{text}"
        told = source(f"{TITLE}\n{line}\n\n{TEXT[0]}\n\n{TEXT[1]}\n", "page.txt")
        assert told.published == iso, line
        assert told.title == TITLE, line


@settings(deadline=None)
@given(MOMENTS)
def test_seconds_and_a_zone_are_taken_from_a_claim_of_the_same_minute(moment: datetime) -> None:
    minutes, seconds = f"{moment:%Y-%m-%dT%H:%M}", f"{moment:%Y-%m-%dT%H:%M:%S}"
    assert fuller(minutes, seconds + "+09:00") == seconds + "+09:00"
    assert fuller(minutes + "+00:00", seconds + "+00:00") == seconds + "+00:00"
    assert fuller(minutes + "+00:00", seconds + "+09:00") == minutes + "+00:00"
    assert fuller(seconds, minutes) == seconds


# -- heads and elements of pages --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2024-05-03T10:00:00+09:00">',
        '<meta name="pubdate" content="2024-05-03T10:00:00+09:00">',
        '<meta name="parsely-pub-date" content="2024-05-03T10:00:00+09:00">',
        '<meta itemprop="datePublished" content="2024-05-03T10:00:00+09:00">',
        '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2024-05-03T10:00:00+09:00"}</script>',
    ],
)
def test_when_it_was_published(head: str) -> None:
    assert page(head).published == "2024-05-03T10:00:00+09:00"
    assert page(head, "<p>입력 2024.05.03 10:00</p>").published == "2024-05-03T10:00:00+09:00"
    assert page(head, "<p>입력 2024.05.03 11:00</p>").published == "2024-05-03T11:00"


@pytest.mark.parametrize(
    ("element", "published", "modified"),
    [
        ('<time datetime="2024-05-03T10:00:00+09:00">오늘</time>', "2024-05-03T10:00:00+09:00", None),
        ('<time itemprop="datePublished" datetime="2024-05-03T10:00">어제</time>', "2024-05-03T10:00", None),
        ('<span itemprop="dateModified" content="2024-05-04T10:00">어제</span>', None, "2024-05-04T10:00"),
        (
            '<span class="media_end_head_info_datestamp_time" data-date-time="2024-05-03 10:00:07">2024.05.03. 오전 10:00</span>',
            "2024-05-03T10:00:07",
            None,
        ),
        # Of several times none is sure.
        ('<time datetime="2024-05-03">오늘</time> <time datetime="2024-05-04">내일</time>', None, None),
        (
            '<p>2024.05.03 10:00</p><time datetime="2024-05-09T10:00">글</time><time datetime="2024-05-03T10:00:05+09:00">글</time>',
            "2024-05-03T10:00:05+09:00",
            None,
        ),
        ('<time datetime="2024-99-03">오늘</time>', None, None),
    ],
)
def test_dates_that_elements_have_for_machines(
    element: str, published: str | None, modified: str | None
) -> None:
    found = page(above=f"<div>{element}</div>")
    assert (found.published, found.modified) == (published, modified)


def test_a_wechat_post() -> None:
    meta = (
        '<div id="meta_content" class="rich_media_meta_list"><span class="rich_media_meta rich_media_meta_nickname" '
        'id="profileBt"><a id="js_name">가나편집실</a></span> <em id="publish_time">昨天</em></div>'
    )
    script = '<script>var msg_title = "x"; var ct = "1714701909"; document.write("<p>나쁜 글</p>");</script>'
    found = page('<meta property="og:site_name" content="微信公众平台">', meta + script)
    assert (found.site, found.published) == ("가나편집실", "2024-05-03T02:05:09+00:00")


def test_who_wrote_a_wechat_post_stands_before_its_account() -> None:
    meta = '<div class="rich_media_meta_list"><span>홍길동</span> <a id="js_name">가나편집실</a></div>'
    found = page('<meta property="og:article:author" content="홍길동">', meta)
    assert (found.site, found.author) == ("가나편집실", "홍길동")


@pytest.mark.parametrize(
    "script", ["var ct = 1714701909 + evil();", 'var ct = "17147";', 'var act="1714701909";']
)
def test_a_script_is_not_run(script: str) -> None:
    assert page(above=f"<script>{script}</script>").published is None


@pytest.mark.parametrize(
    ("claimed", "site"),
    [
        ('<meta property="og:article:author" content="가나신문 | 네이버"><meta property="og:site_name" content="네이버 뉴스">', "가나신문"),
        ('<meta property="og:article:author" content="홍길동">', None),
        ('<meta property="og:site_name" content="다음 뉴스">', None),
        ('<meta name="source" content="来源：某某网-文化频道">', "某某网-文化频道"),
        ('<meta property="og:site_name" content="가나신문">', "가나신문"),
        (f"<title>{TITLE} | 정치 | 가나일보</title>", "가나일보"),
        (f'<title>[기획] {TITLE} - 가나일보</title><meta property="og:title" content="[기획] {TITLE}">', "가나일보"),
    ],
)  # fmt: skip
def test_who_published_it(claimed: str, site: str | None) -> None:
    assert page(claimed).site == site


@pytest.mark.parametrize(
    ("name", "author"),
    [
        ("홍길동 기자", "홍길동"),
        ("홍길동 나무 칼럼니스트", "홍길동"),
        ("某某网专栏作者 王文", "王文"),
        ("관리자", None),
        ("구독", None),
        ("페이스북", None),
        ("작성자", None),
        ("기자", None),
        ("온라인뉴스팀", None),
        ("name, email@example.com", None),
        ("가나신문", None),
        ("Example.com", None),
        ("网络整理", None),
    ],
)
def test_who_wrote_it(name: str, author: str | None) -> None:
    assert page(f'<meta name="author" content="{name}">').author == author


def test_the_publisher_is_not_the_author() -> None:
    head = '<meta property="og:site_name" content="골목소식"><meta name="author" content="골목소식">'
    assert (page(head).author, page(head).site) == (None, "골목소식")


@pytest.mark.parametrize(
    "head",
    [
        '<link rel="canonical" href="javascript:alert(1)">',
        '<link rel="canonical" href="data:text/html,x">',
        '<link rel="canonical" href="https://a:b@example.com/x">',
        '<link rel="canonical" href="/relative/without/a/base">',
        f'<meta name="author" content="{"가" * 1_000_000}">',
        '<script type="application/ld+json">{"@type":["NewsArticle"],"headline":{"a":[1]},"author":7,"datePublished":[[]],'
        '"publisher":[null],"mainEntityOfPage":{"@id":5},"url":{}}</script>',
        '<script type="application/ld+json">[[[[[{"@graph":"x"}]]]]]</script>',
    ],
)
def test_hostile_claims_say_nothing(head: str) -> None:
    found = page(head)
    assert (found.canonical, found.author, found.published, found.site) == (None, None, None, None)
    assert found.title == TITLE


def test_a_relative_canonical_address() -> None:
    head = '<base href="https://news.example.com/a/"><link rel="canonical" href="../b/1?x=2#top">'
    assert page(head).canonical == "https://news.example.com/b/1?x=2"


# -- texts and posts --------------------------------------------------------------------------------------------------

ABOUT = "홍길동 기자 | 입력 2024.05.03 10:00 | 수정 2024.05.03 11:20"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("page.txt", f"{TITLE}\n{ABOUT}\n\n{TEXT[0]}\n\n{TEXT[1]}\n"),
        ("page.md", f"# {TITLE}\n\n{ABOUT}\n\n{TEXT[0]}\n\n{TEXT[1]}\n"),
        ("page.html", f"<html><body><h1>{TITLE}</h1><p>{ABOUT}</p><p>{TEXT[0]}</p><p>{TEXT[1]}</p></body></html>"),
    ],
)  # fmt: skip
def test_what_the_lines_say_on_every_kind_of_input(name: str, text: str) -> None:
    found = source(text, name)
    assert (found.title, found.author, found.published, found.modified) == (
        TITLE,
        "홍길동",
        "2024-05-03T10:00",
        "2024-05-03T11:20",
    )


@pytest.mark.parametrize(
    ("front", "modified", "author"),
    [
        ("---\ntitle: 가\nlastmod: 2024-05-04\nauthors:\n  - 홍길동\n  - 김철수\n---\n", "2024-05-04", "홍길동, 김철수"),
        ("---\ntitle: 가\nlast_modified_at: 2024-05-04 10:00\nauthor: [홍길동, 김철수]\n---\n", "2024-05-04T10:00", "홍길동, 김철수"),
        ("---\ntitle: 가\nupdated: 2024-05-04 10:00:00\nauthor:\n  name: 홍길동\n---\n", "2024-05-04T10:00:00", "홍길동"),
        ('+++\ntitle = "가"\nlastmod = 2024-05-04\nauthors = ["홍길동"]\n+++\n', "2024-05-04", "홍길동"),
        ('{"title": "가", "lastmod": "2024-05-04", "params": {"author": "홍길동"}}\n', "2024-05-04", "홍길동"),
    ],
)  # fmt: skip
def test_posts(front: str, modified: str, author: str) -> None:
    found = source(f"{front}\n{TEXT[0]}\n\n{TEXT[1]}\n", "post.md")
    assert (found.title, found.modified, found.author) == ("가", modified, author)


# -- a newsroom's own names -------------------------------------------------------------------------------------------


def test_a_newsroom_names_its_own_places(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        "[[author]]\nmetas = ['x-writer']\nkeys = ['pen']\noffices = ['\\s지킴이$']\nregions = ['\\bpen-name\\b']\n"
        "[[published]]\nmetas = ['x-day']\nkeys = ['day']\n[[canonical]]\nkeys = ['home']\n",
        encoding="utf-8",
    )
    rules = read_rules([own]) + default_rules()

    def read(text: str, name: str) -> Source:
        return clean(judge(parse(text.encode(), name), rules), rules).source

    body = "".join(f"<p>{line}</p>" for line in TEXT)
    head = '<meta name="x-writer" content="홍길동 지킴이"><meta name="x-day" content="2024-05-03">'
    found = read(f"<html><head>{head}</head><body><h1>{TITLE}</h1>{body}</body></html>", "page.html")
    assert (found.author, found.published) == ("홍길동", "2024-05-03")
    byline = '<div class="pen-name">김철수 지킴이</div>'
    assert read(f"<html><body><h1>{TITLE}</h1>{byline}{body}</body></html>", "page.html").author == "김철수"
    front = "---\ntitle: 가\npen: 홍길동\nday: 2024-05-03\nhome: https://example.com/1\n---\n"
    found = read(f"{front}\n{TEXT[0]}\n", "post.md")
    assert (found.author, found.published, found.canonical) == (
        "홍길동",
        "2024-05-03",
        "https://example.com/1",
    )


# -- outputs ----------------------------------------------------------------------------------------------------------

FACTS = {
    "author": "홍길동, 김철수",
    "agency": "가나통신",
    "place": "강릉",
    "site": "가나: '신문'",
    "published": "2024-05-03T10:00",
    "modified": "2024-05-04T11:20:30+09:00",
    "canonical": "https://news.example.com/1?a=b&c=d",
}


def made(**facts: Any) -> Article:
    article = clean(judge(parse(f"{TITLE}\n\n{TEXT[0]}\n\n{TEXT[1]}\n".encode(), "page.txt")))
    article = replace(
        article, source=replace(article.source, language="ko", **facts), targets=("en", "zh-Hans")
    )
    return segment(article)


@pytest.mark.parametrize("name", ["json", "html", "xlsx", "txt", "md"])
def test_every_output_carries_the_facts(name: str) -> None:
    files = publishing.render(made(**FACTS), name)
    for content in files.values():
        if name == "xlsx":
            sheet = load_workbook(io.BytesIO(content))["About"]
            told = {row[0]: row[1] for row in sheet.iter_rows(values_only=True)}
            assert {fact: told[fact] for fact in FACTS} == FACTS
        elif name == "json":
            told = json.loads(content)["source"]
            assert {fact: told[fact] for fact in FACTS} == FACTS
        elif name == "html":
            text = content.decode()
            for value in FACTS.values():
                assert value.replace("&", "&amp;").replace("'", "&#39;") in text
        else:
            text = content.decode()
            for value in FACTS.values():
                assert value in text


def test_markdown_is_read_back_with_its_facts() -> None:
    text = publishing.render(made(**FACTS), "md")["ko.md"].decode()
    found = source(text, "ko.md")
    assert {fact: getattr(found, fact) for fact in FACTS} == FACTS | {"site": "가나: '신문"}
    assert found.title == TITLE


@pytest.mark.parametrize("name", ["txt", "md"])
def test_an_article_that_says_nothing_of_itself_has_no_facts(name: str) -> None:
    text = publishing.render(made(), name)["ko.md" if name == "md" else "ko.txt"].decode()
    assert text.startswith(TITLE if name == "txt" else f"# {TITLE}")
    assert text.rstrip().endswith(TEXT[1])


@settings(deadline=None)
@given(st.text(max_size=40))
def test_any_name_can_stand_in_front_matter(name: str) -> None:
    from ruamel.yaml import YAML

    from bilingual.publishing.facts import fact_front_matter

    text = fact_front_matter(Source("a", "0" * 64, author=name)).encode("utf-8", "replace").decode()
    plain = " ".join(name.split())
    if not plain:
        assert text == ""
        return
    values = YAML(typ="safe", pure=True).load(text.removeprefix("---\n").removesuffix("---\n\n"))
    assert values == {"author": plain}


def test_when_an_agency_sent_it_is_asked_last() -> None:
    notice = "<p>[저작권자(c) 가나통신, 무단 전재 및 재배포 금지] 2024/05/03 10:00 송고</p>"
    body = "".join(f"<p>{line}</p>" for line in TEXT)

    def read(head: str) -> Source:
        return source(
            f"<html><head>{head}</head><body><h1>{TITLE}</h1>{body}{notice}</body></html>", "a.html"
        )

    assert read("").published == "2024-05-03T10:00"
    assert read("").site is None
