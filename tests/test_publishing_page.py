"""The page: its structure, what hostile text does to it, and its head and policy."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from xml.etree import ElementTree as ET

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.article import (
    Article,
    Block,
    Finding,
    Mark,
    Policy,
    Role,
    Severity,
    Signature,
    Source,
    Status,
    Target,
    TermMatch,
)
from bilingual.publishing.page import render
from bilingual.publishing.page_inline import TermSpan, inline, safe_href, target_terms, visible
from bilingual.reading import parse
from tests.page_samples import article, both, news, one, post


def tree(made: Article) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(render(made)["html"].decode("utf-8"))


# ---- structure ----


def test_same_article_same_bytes() -> None:
    assert render(news()) == render(news())
    assert list(render(news())) == ["html"]


@pytest.mark.parametrize("make", [news, post])
def test_each_sentence_stands_once_a_column_with_its_language(make: Callable[[], Article]) -> None:
    made = make()
    page = tree(made)
    for segment in made.segments:
        spans = page.xpath("//*[@data-segment=$id]", id=segment.id)
        assert len(spans) == 3
        assert [s.xpath("ancestor::*[@data-language][1]")[0].get("lang") for s in spans] == [
            "ko",
            "en",
            "zh-Hans",
        ]
        assert spans[0].get("id") == segment.id
        assert spans[0].text_content() == segment.source
        for span, code in zip(spans[1:], made.targets, strict=True):
            assert span.get("id") == f"{segment.id}-{code}"
            text = segment.targets[code].text
            assert (span.text_content() == text) if text else ("not translated" in span.text_content())
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert page.get("lang") == "ko"
    assert all(cell.get("lang") for cell in page.xpath("//*[contains(@class, 'row ')]/div[@data-language]"))
    assert all(cell.get("lang") for cell in page.xpath("//main//td | //main//th"))


def test_title_outline_table_and_list() -> None:
    made = post()
    page = tree(made)
    assert [h.text_content() for h in page.xpath("//h1")] == [made.source.title]
    assert page.findtext(".//title") == made.source.title
    korean = page.xpath("//main//div[@data-language='ko']//*[self::h1 or self::h2 or self::h3]")
    assert [h.tag for h in korean] == ["h1", "h2", "h3", "h3"]
    english = page.xpath("//main//div[@data-language='en']//*[self::h2 or self::h3]")
    assert [h.text_content() for h in english] == [
        "Russia and China deepen cooperation at talks in Kazakhstan",
        "Cooperation widens",
        "The SCO summit",
    ]
    tables = page.xpath("//main//table")
    assert len(tables) == 3
    assert [[c.text_content() for c in row] for row in tables[1].xpath(".//tr")] == [
        ["Item", "Details"],
        ["Venue", "Kazakhstan"],
        ["Next meeting", "BRICS summit"],
    ]
    assert [c.get("scope") for c in tables[0].xpath(".//th")] == ["col", "col"]
    assert [len(ul.xpath("./li")) for ul in page.xpath("//main//ul")] == [2, 2, 2]


def test_headings_never_skip_a_level() -> None:
    tags = ["h1", "h4", "h6", "h4", "h2", "h5"]
    blocks = [Block("0", "제목", role=Role.TITLE)] + [
        Block(str(n), f"소제목 {n}", tag=t) for n, t in enumerate(tags, 1)
    ]
    made = article([(block, [(block.text, both("T", "题"))]) for block in blocks])
    headings = tree(made).xpath("//main//div[@data-language='ko']//*[contains(@class, 'heading')]")
    assert [h.tag for h in headings] == ["h2", "h3", "h4", "h3", "h3", "h4"]


def test_without_a_title_the_page_still_has_one_heading() -> None:
    page = tree(one("가."))
    assert [h.text_content() for h in page.xpath("//h1")] == ["seeds/000_528f012b6500446b.txt"]


def test_a_gap_says_so_with_its_terms_and_never_the_source() -> None:
    made = news()
    (span,) = tree(made).xpath("//span[@data-status='untranslated']")
    segment = next(s for s in made.segments if s.block == "12")
    assert segment.source not in span.text_content()
    assert "not translated" in span.text_content()
    assert "나토 → 北约" in span.text_content()
    assert span.xpath(".//bdi/@lang")[:2] == ["ko", "zh-Hans"]


@pytest.mark.parametrize(
    "gap",
    [
        Target(None, Status.UNTRANSLATED),
        Target(None, Status.FAILED),
        Target("  ", Status.TRANSLATED),
        Target("러시아가", Status.FAILED),
    ],
)
def test_kinds_of_gap(gap: Target) -> None:
    page = tree(one("러시아가 말했다.", targets={"en": gap}))
    cells = page.xpath("//div[@data-language='en' or @data-language='zh-Hans']//p")
    assert all("not translated" in cell.text_content() for cell in cells)
    assert not any("러시아가" in cell.text_content() for cell in cells)


def test_terms_are_marked_on_both_sides_with_what_they_pin() -> None:
    page = tree(news())
    korean = page.xpath("//div[@data-language='ko']//mark[text()='집단안보조약기구']")[0]
    assert korean.get("data-term") == "집단안보조약기구 → CSTO · 集安组织"
    assert page.xpath(
        "//div[@data-language='en']//mark[text()='Collective Security Treaty Organization (CSTO)']"
    )
    assert page.xpath("//div[@data-language='zh-Hans']//mark[text()='集体安全条约组织']")
    assert "CSTO" in page.xpath("//details")[0].text_content()
    assert "entities.csv:12" in page.xpath("//details")[0].text_content()
    english = page.xpath("//div[@data-language='en']//mark/@data-term")
    assert english
    assert not any("→" in line and re.search("[\u4e00-\u9fff]", line) for line in english)


def test_findings_are_small_numbered_and_listed() -> None:
    page = tree(news())
    links = page.xpath("//a[@class='finding']")
    assert [a.text_content() for a in links] == ["warning, note 1", "error in notes 2–3"]
    assert links[1].get("title").split("\n")[1] == "info · length: unusually long"
    for link in links:
        (item,) = page.xpath("//li[@id=$id]", id=link.get("href")[1:])
        assert page.xpath("//*[@id=$id]", id=item.xpath("./a/@href")[0][1:])
    assert "$24.5 million" in page.xpath("//section")[0].text_content()


def test_status_date_origin_and_signature() -> None:
    page = tree(news())
    assert page.xpath("//span[@data-status='edited']/@title") == ["edited (person)"]
    assert page.xpath("//span[@class='chip']/text()") == ["suggestion, 84% alike (person)"]
    assert page.xpath("//time/@datetime") == ["2022-08-21T06:05"]
    assert page.xpath("//time/text()") == ["21 August 2022, 06:05"]
    assert page.xpath("//p[@class='signature']/text()") == [
        "bilingual 0.1.0 · engine memory · glossary 1a2b3c4d"
    ]
    assert page.xpath("//dd/text()") == [
        "14 from memory, 1 edited",
        "13 from memory, 1 suggested, 1 not translated",
    ]


def test_head_names_the_article() -> None:
    page = tree(post())
    content = {m.get("property") or m.get("name"): m.get("content") for m in page.xpath("//meta")}
    assert content["og:title"] == page.findtext(".//title")
    assert content["og:site_name"] == "newsdao"
    assert content["og:locale"] == "ko_KR"
    assert content["article:published_time"] == "2024-07-04"
    assert content["description"].startswith("푸틴 러시아 대통령과")
    assert len(content["description"]) <= 200


def test_the_imprint_and_head_say_whose_it_is_and_when_it_changed() -> None:
    made = one("가.")
    source = replace(
        made.source,
        path="a.txt",
        site="가나신문",
        author="홍길동, 김철수",
        agency="연합뉴스",
        place="서울",
        published="2024-05-01T10:00:00+09:00",
        modified="2024-05-02",
        canonical="https://example.org/a?b=1&c=2",
    )
    page = tree(replace(made, source=source))
    told = "".join(page.xpath("//p[@class='imprint']//text()"))
    for text in (
        "가나신문",
        "홍길동, 김철수",
        "연합뉴스",
        "서울",
        "1 May 2024, 10:00 UTC+09:00",
        "updated 2 May",
    ):
        assert text in told
    content = {m.get("property") or m.get("name"): m.get("content") for m in page.xpath("//meta")}
    assert content["author"] == "홍길동, 김철수"
    assert content["article:published_time"] == "2024-05-01T10:00:00+09:00"
    assert content["article:modified_time"] == "2024-05-02"
    assert page.xpath("//link[@rel='canonical']/@href") == ["https://example.org/a?b=1&c=2"]
    assert page.xpath("//a[@class='origin']/@href") == ["https://example.org/a?b=1&c=2"]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "mailto:a@b.c", "/a", "http://"])
def test_only_a_web_address_is_the_pages_own(address: str) -> None:
    made = one("가.")
    page = tree(replace(made, source=replace(made.source, canonical=address)))
    assert not page.xpath("//link[@rel='canonical']")
    assert address not in page.xpath("//a/@href")


def test_nothing_is_said_twice_in_the_imprint() -> None:
    made = one("가.")
    day = "2024-05-01"
    source = replace(made.source, site="연합뉴스", agency="연합뉴스", published=day, modified=day)
    page = tree(replace(made, source=source))
    told = "".join(page.xpath("//p[@class='imprint']//text()"))
    assert told.count("연합뉴스") == 1
    assert "updated" not in told


@pytest.mark.parametrize(
    ("path", "shown"), [("/home/me/private/a.txt", "a.txt"), ("C:\\me\\a.txt", "a.txt"), ("-", "-")]
)
def test_a_folder_of_the_maker_is_not_shown(path: str, shown: str) -> None:
    made = one("가.")
    made = replace(made, source=replace(made.source, path=path))
    text = render(made)["html"].decode()
    assert "private" not in text
    assert f">{shown}</bdi>" in text


def test_an_article_without_targets_blocks_or_language() -> None:
    empty = Article(Source("a.txt", "0" * 64, published="어제"))
    page = tree(empty)
    assert page.get("lang") == "und"
    assert "어제" in page.text_content()
    bare = replace(empty, blocks=(Block("1", "토막 나지 않은 글."),), targets=("en",))
    page = tree(bare)
    assert page.xpath("//div[@data-language='und']//p")[0].text_content() == "토막 나지 않은 글."
    assert "not translated" in page.xpath("//div[@data-language='en']")[0].text_content()


def test_right_to_left_and_many_columns() -> None:
    made = one("가.", targets={"ar": Target("نص.", Status.TRANSLATED)})
    codes = ("ar", "en", "zh-Hans", "zh-Hant", "ja")
    page = tree(replace(made, targets=codes))
    assert page.xpath("//div[@data-language='ar']/@dir") == ["rtl"]
    assert page.xpath("//div[@data-language='zh-Hant']")
    assert len(page.xpath("//input[@class='show']")) == 6


# ---- hostile text ----

HOSTILE = (
    '</span><script>alert(1)</script><img src=x onerror=alert(1)>" onmouseover="x\' '
    "\u202egnp.exe\u202c \x00\x1b[31m\ud800 {{ 7*7 }} </style> & &lt;"
)


def test_hostile_text_stays_text_everywhere() -> None:
    term = TermMatch(
        HOSTILE[:7], 0, 7, Policy.PIN, {"en": HOSTILE, "zh-Hans": HOSTILE}, note=HOSTILE, entry=HOSTILE
    )
    finding = Finding(HOSTILE, Severity.ERROR, HOSTILE)
    made = one(
        HOSTILE,
        terms=(term,),
        marks=(Mark("m1", 0, 9, "script"), Mark("m2", 0, 20, "a", "javascript:alert(1)")),
        targets={
            "en": Target(HOSTILE, Status.FUZZY, origin=HOSTILE, findings=(finding,)),
            "zh-Hans": Target(None, Status.FAILED),
        },
    )
    made = replace(
        made,
        blocks=(replace(made.blocks[0], role=Role.TITLE), Block("9", HOSTILE, path=HOSTILE, tag=HOSTILE)),
        source=replace(
            made.source,
            title=HOSTILE,
            site=HOSTILE,
            author=HOSTILE,
            agency=HOSTILE,
            place=HOSTILE,
            published=HOSTILE,
            modified=HOSTILE,
            canonical=HOSTILE,
            path=HOSTILE,
            language="ko",
        ),
        signature=Signature(HOSTILE, HOSTILE, HOSTILE),
    )
    data = render(made)["html"]
    page = lxml.html.document_fromstring(data.decode("utf-8"))
    assert len(page.xpath("//script")) == 1
    assert not page.xpath("//img")
    assert not page.xpath("//*[@*[starts-with(name(), 'on')]]")
    assert not page.xpath("//@style")
    assert all(href.startswith(("#", "data:,")) for href in page.xpath("//@href"))
    text = data.decode("utf-8")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert "49" not in page.xpath("//main")[0].text_content()
    assert "gnp.exe" in page.xpath("//main")[0].text_content()


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        " JaVaScript:alert(1)",
        "java\nscript:alert(1)",
        "\x01javascript:x",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example",
        "/relative",
        "#x",
        "http:evil",
        "https://",
        "http://[::1",
        "https://a.example/\u202e",
        "https:\\\\evil.example",
        "",
        None,
    ],
)
def test_links_of_another_kind_are_text(href: str | None) -> None:
    assert safe_href(href) is None
    assert inline("link", [Mark("m", 0, 4, "a", href)]) == "link"


@pytest.mark.parametrize(
    "href", ["https://a.example/?a=1&b=2", "HTTP://a.example", "mailto:a@b.example", "https://조글로.kr/뉴스"]
)
def test_links_of_the_three_schemes(href: str) -> None:
    (link,) = lxml.html.fragment_fromstring(inline("link", [Mark("m", 0, 4, "a", href)]), create_parent=True)
    assert (link.tag, link.get("href"), link.text) == ("a", href, "link")


def test_marks_that_overlap_nest() -> None:
    html = inline(
        "abcdef",
        [
            Mark("1", 0, 4, "b"),
            Mark("2", 2, 6, "i"),
            Mark("3", 3, 9, "a", "https://x.example"),
            Mark("4", 4, 5, "a", "https://y.example"),
        ],
        [TermSpan(1, 3, "t", "pin")],
    )
    assert html == (
        '<b>a</b><mark class="term" data-policy="pin" title="" data-term="t"><b>b<i>c</i></b></mark>'
        '<a href="https://x.example" rel="noopener noreferrer"><b><i>d</i></b><i>ef</i></a>'
    )
    assert lxml.html.fragment_fromstring(html, create_parent=True).text_content() == "abcdef"


@given(
    st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=12),
    st.lists(
        st.tuples(st.integers(-2, 14), st.integers(-2, 14), st.sampled_from(["b", "i", "a", "script", "P"])),
        max_size=6,
    ),
    st.lists(st.tuples(st.integers(-2, 14), st.integers(-2, 14)), max_size=3),
)
def test_any_marks_keep_the_text_and_are_well_formed(
    text: str, marks: list[tuple[int, int, str]], terms: list[tuple[int, int]]
) -> None:
    html = inline(
        text,
        [Mark(str(n), a, b, tag, "https://x.example") for n, (a, b, tag) in enumerate(marks)],
        [TermSpan(a, b, "t", "pin") for a, b in terms],
    )
    parser = ET.fromstring(f"<r>{visible(html)}</r>")
    assert "".join(parser.itertext()) == visible(text)
    assert not parser.findall(".//a//a")


def test_a_form_is_not_found_inside_another_word() -> None:
    term = TermMatch("유엔", 0, 2, Policy.PIN, {"en": "UN", "zh-Hans": "联合国"}, {"en": ("UN", "U.N.")})
    assert [
        (s.start, s.end) for s in target_terms("UNESCO and the UN’s U.N. fund, un", [term], "en", ["en"])
    ] == [(15, 17), (20, 24)]
    assert [(s.start, s.end) for s in target_terms("联合国UN", [term], "zh-Hans", ["en"])] == [(0, 3)]
    forbidden = replace(term, policy=Policy.FORBID)
    assert target_terms("UN", [forbidden], "en", ["en"]) == []


def test_policy_hashes_match_and_nothing_is_loaded_from_elsewhere() -> None:
    for made in (news(), post(), one("가.")):
        page = tree(made)
        policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
        for tag in ("style", "script"):
            (element,) = page.xpath(f"//{tag}")
            digest = base64.b64encode(hashlib.sha256((element.text or "").encode()).digest()).decode()
            assert f"{tag}-src 'sha256-{digest}'" in policy
        assert policy.startswith("default-src 'none'; ")
        assert "unsafe" not in policy
        assert not page.xpath("//@src | //@srcset | //@style | //@onclick")
        assert "url(" not in page.xpath("//style")[0].text
        assert "@import" not in page.xpath("//style")[0].text


def test_a_list_with_an_inner_list_is_one_numbered_list() -> None:
    paths = {"가나": "ol1/i1", "다라": "ol1/i1/ol2/i1", "마바": "ol1/i2"}
    made = article(
        [
            (Block(str(n), text, n, "li", path, role=Role.BODY), [(text, both(text, text))])
            for n, (text, path) in enumerate(paths.items(), 1)
        ]
    )
    (found,) = tree(made).xpath("//main//ol[ancestor::*[@data-language='ko']][not(ancestor::li)]")
    assert [item.get("value") for item in found.xpath("li")] == ["1", "2"]
    (inner,) = found.xpath("li[1]/ol")
    assert [item.text_content().strip() for item in inner.xpath("li")] == ["다라"]


def _blocks(*places: tuple[str, str, str]) -> Article:
    return article(
        [
            (Block(str(n), text, n, tag, path, role=Role.BODY), [(text, both(f"en {text}", f"zh {text}"))])
            for n, (text, tag, path) in enumerate(places, 1)
        ]
    )


def test_lists_keep_their_nesting_and_numbers() -> None:
    made = _blocks(
        ("하나", "li", "list1/i1"),
        ("다섯", "li", "list1/i1/ol2/i5"),
        ("여섯", "li", "list1/i1/ol2/i6"),
        ("깊이", "li", "list1/i1/ol2/i6/list3/i1"),
        ("아홉", "li", "list1/i1/ol2/i9"),
        ("이어서", "p", "list1/i1"),
        ("둘", "li", "list1/i2"),
        ("글", "p", ""),
        ("구", "li", "quote1/ol4/i3"),
    )
    page = tree(made)
    for code in ("ko", "en", "zh-Hans"):
        (cell, other) = page.xpath(f"//div[@data-language='{code}'][ul or ol]")
        (outer,) = cell.xpath("ul")
        assert [len(item.xpath("ul | ol")) for item in outer.xpath("li")] == [1, 0]
        (inner,) = outer.xpath("li/ol")
        assert inner.get("start") == "5"
        assert [item.get("value") for item in inner.xpath("li")] == ["5", "6", "9"]
        assert inner.xpath("string(li[2]/ul/li)").strip().endswith("깊이")
        assert [p.text_content().strip().split()[-1] for p in outer.xpath("li[1]/p")] == ["하나", "이어서"]
        assert other.xpath("ol/@start") == ["3"]


def test_lists_of_any_depth_are_drawn() -> None:
    deep = "/".join(f"list{n}/i1" for n in range(1, 60))
    made = _blocks(("깊다", "li", deep), ("빈", "li", ""), ("겹", "li", "list99/list98/i4"))
    cells = tree(made).xpath("//div[@data-language='ko'][.//ul]")
    assert sum(len(cell.xpath(".//li")) for cell in cells) < 20
    assert [word for cell in cells for word in cell.text_content().split()] == ["깊다", "빈", "겹"]


def test_a_figure_has_its_text_its_captions_and_a_link() -> None:
    blocks = [
        Block("1", "회담장", 1, "img", "", (Mark("m1", 0, 3, "img", "/photo/1.jpg"),), role=Role.CAPTION),
        Block("2", "19일의 회담", 2, "figcaption", "", role=Role.CAPTION),
        Block("2c", "연합뉴스", 2, "p", "", role=Role.BYLINE),
        Block("3", "본문", 3, "p", "", role=Role.BODY),
        Block("4", "설명이 먼저", 4, "figcaption", "", role=Role.CAPTION),
        Block(
            "5", "지도", 5, "img", "", (Mark("m1", 0, 2, "img", "javascript:alert(1)"),), role=Role.CAPTION
        ),
    ]
    made = article([(block, [(block.text, both(f"en {block.text}", "题"))]) for block in blocks])
    made = replace(made, source=replace(made.source, canonical="https://news.example/a/1"))
    page = tree(made)
    english = page.xpath("//div[@data-language='en']//figure")
    assert len(english) == 2
    assert "en 회담장" in english[0].xpath("string(p)")
    assert english[0].xpath("p/span/a/@href") == ["https://news.example/photo/1.jpg"]
    assert [p.text_content().strip() for p in english[0].xpath("figcaption/p")] == [
        "en 19일의 회담",
        "en 연합뉴스",
    ]
    assert not english[1].xpath(".//a[starts-with(@href, 'java')]")
    assert "en 설명이 먼저" in english[1].xpath("string(figcaption)")
    assert not page.xpath("//img")


def test_header_rows_are_the_head_of_a_table() -> None:
    made = _blocks(
        ("항목", "th", "table1/r1/c1"),
        ("값", "th", "table1/r1/c2"),
        ("높이", "th", "table1/r2/c1"),
        ("3m", "td", "table1/r2/c2"),
    )
    (table,) = tree(made).xpath("//div[@data-language='ko']//table")
    assert table.xpath("thead/tr/th/@scope") == ["col", "col"]
    assert table.xpath("tbody/tr/th/@scope") == ["row"]
    assert [c.text_content() for c in table.xpath("tbody/tr/*")] == ["높이", "3m"]


def _table(markup: str) -> lxml.html.HtmlElement:
    page = f"<html><body><p>가로등이 바뀐다.</p><table>{markup}</table></body></html>"
    read = parse(page.encode(), "a.html")
    (table,) = tree(read).xpath("(//table)[1]")
    return table


def test_cells_that_span_rows_and_columns_do_so_on_the_page() -> None:
    table = _table(
        "<tr><th rowspan=2>구간<th colspan=2>개수</tr><tr><th>새것<th>헌것</tr>"
        "<tr><td rowspan=2>다리<td>12<td>3</tr><tr><td>14<td></td></tr><tr><td>공원<td colspan=2>모른다</tr>"
    )
    drawn = [
        [(c.text_content(), c.get("rowspan"), c.get("colspan")) for c in row] for row in table.xpath(".//tr")
    ]
    assert drawn == [
        [("구간", "2", None), ("개수", None, "2")],
        [("새것", None, None), ("헌것", None, None)],
        [("다리", "2", None), ("12", None, None), ("3", None, None)],
        [("14", None, None), ("", None, None)],
        [("공원", None, None), ("모른다", None, "2")],
    ]
    assert table.xpath("thead/tr[1]/th/@scope") == ["col", "colgroup"]


_SPANS = st.lists(
    st.lists(st.tuples(st.sampled_from(["td", "th"]), st.booleans(), *[st.integers(1, 4)] * 2), max_size=5),
    min_size=1,
    max_size=6,
)


@settings(max_examples=60)
@given(_SPANS)
def test_whatever_cells_span_all_of_them_are_drawn_and_no_two_at_one_place(
    rows: list[list[tuple[str, bool, int, int]]],
) -> None:
    markup = "".join(
        "<tr>"
        + "".join(
            f"<{tag} rowspan={deep} colspan={wide}>{f'칸{n}x{m}' if said else ''}</{tag}>"
            for m, (tag, said, deep, wide) in enumerate(row)
        )
        + "</tr>"
        for n, row in enumerate(rows)
    )
    said = [f"칸{n}x{m}" for n, row in enumerate(rows) for m, cell in enumerate(row) if cell[1]]
    if not said:
        return
    table = _table(markup)
    assert [text for cell in table.xpath(".//td|.//th") if (text := cell.text_content())] == said
    for group in table.xpath("thead|tbody"):
        lines = group.xpath("tr")
        taken: set[tuple[int, int]] = set()
        for n, line in enumerate(lines):
            column = 0
            for cell in line:
                while (n, column) in taken:
                    column += 1
                deep, wide = int(cell.get("rowspan", 1)), int(cell.get("colspan", 1))
                covered = {(n + i, column + j) for i in range(deep) for j in range(wide)}
                assert not covered & taken
                assert n + deep <= len(lines)
                taken |= covered
        widths = {sum((n, c) in taken for c in range(40)) for n in range(len(lines))}
        assert len(widths) <= 1
