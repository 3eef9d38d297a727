"""Whole HTML pages: the elements that hold a block, and what the head claims."""

from __future__ import annotations

from bilingual.article import Block, Region
from bilingual.reading import parse

PAGE = """<!DOCTYPE html>
<html lang="ko-KR">
<head>
<base href="https://news.example/">
<title> 제목 &amp; 말
 | 신문</title>
<meta charset="utf-8">
<meta name="Author" content="홍길동">
<meta property="og:title" content='&quot;머리&quot;'>
<link rel="canonical" href="https://news.example/1">
<link rel="alternate" hreflang="zh-CN" href="/zh/1">
<script type="application/ld+json">{"@type": "NewsArticle",
 "headline": "<b>&amp;"}</script>
</head>
<body class="Page Wide">
<nav id="GNB" role="navigation"><ul><li><a href="/">처음</a></li></ul></nav>
<div id="wrap"><div class="art_body"><h1>제목</h1><p>하나</p><p>둘 <b>셋</b></p>넷</div></div>
<svg><title>그림</title></svg>
<meta itemprop="datePublished" content="2024-05-06">
</body></html>
"""


def chain(block: Block) -> list[str]:
    found: list[str] = []
    region: Region | None = block.region
    while region is not None:
        found.append(region.tag + (f" {region.words}" if region.words else ""))
        region = region.parent
    return found


def test_a_block_knows_the_elements_that_hold_it() -> None:
    blocks = parse(PAGE.encode(), "a.html").blocks
    assert [chain(block) for block in blocks] == [
        ["li", "ul", "nav gnb navigation", "body page wide", "html"],
        ["h1", "div art_body", "div wrap", "body page wide", "html"],
        ["p", "div art_body", "div wrap", "body page wide", "html"],
        ["p", "div art_body", "div wrap", "body page wide", "html"],
        ["div art_body", "div wrap", "body page wide", "html"],
    ]
    regions = [block.region for block in blocks]
    assert regions[1] is not None
    assert regions[2] is not None
    assert regions[3] is not None
    assert regions[1].parent is regions[2].parent is regions[3].parent is regions[4]
    assert regions[2] is not regions[3]
    assert regions[2].number < regions[3].number
    assert all(block.line for block in blocks)


def test_text_outside_of_all_elements_is_in_a_body() -> None:
    blocks = parse("<title>머리</title>하나<p>둘</p></body></html>셋".encode(), "a.html").blocks
    assert [(block.text, chain(block)) for block in blocks] == [
        ("하나", ["body"]),
        ("둘", ["p", "body"]),
        ("셋", ["body"]),
    ]


def test_a_text_and_a_post_have_no_regions() -> None:
    for text in ("하나\n<p>둘</p>\n", "---\ntitle: 제목\n---\n<div><p>둘</p></div>\n"):
        article = parse(text.encode(), "a.txt")
        assert article.source.head == ()
        assert [block.region for block in article.blocks if block.region] == []


def test_what_the_head_claims_stands_in_source_order() -> None:
    assert parse(PAGE.encode(), "a.html").source.head == (
        ("html:lang", "ko-KR"),
        ("base", "https://news.example/"),
        ("title", "제목 & 말 | 신문"),
        ("meta:author", "홍길동"),
        ("meta:og:title", '"머리"'),
        ("link:canonical", "https://news.example/1"),
        ("link:alternate:zh-CN", "/zh/1"),
        ("json-ld", '{"@type": "NewsArticle",\n "headline": "<b>&amp;"}'),
        ("meta:datepublished", "2024-05-06"),
    )


def test_claims_are_bounded() -> None:
    text = '<html><head><meta name="a" content="{}">{}</head><body>본문</body></html>'
    head = parse(
        text.format("가" * 300_000, '<meta name="b" content="x">' * 5_000).encode(), "a.html"
    ).source.head
    assert len(head[0][1]) <= 100_000
    assert len(head) <= 2_000
