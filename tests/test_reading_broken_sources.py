"""Sources cut off anywhere and with bits flipped: an article or one clear message, and nothing else."""

from __future__ import annotations

import io
import random
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.article import Article
from bilingual.errors import SourceError
from bilingual.reading import parse

KOREAN = "국회는 어제 본회의를 열고 내년 예산안을 통과시켰다. 여야는 늦은 밤까지 협의했다."
CHINESE = "国务院昨天召开会议，研究了明年的经济工作。会议指出，要继续扩大内需，保持物价稳定。"
PAGE = """<!DOCTYPE html>
<html lang="ko"><head><meta charset="{charset}"><title>제목 {text}</title>
<meta property="og:title" content="제목 &quot;말&quot;"><script type="application/ld+json">{{"a": "b"}}</script>
<style>p {{ color: red }}</style></head>
<body class="news"><!-- 머리 --><nav><ul><li><a href='/'>처음</a><li>둘</ul></nav>
<div hidden><p>숨은 글</p></div><h1>제목</h1><img src="x.gif" data-src="/a.jpg" alt="사진 설명">
<p>{text} <b>굵은 글</b> &amp; &#44032;<br>둘째 줄</p><noscript><p>없음</p></noscript>
<table><tr><th>가<td>나</table><select><option>하나</select><p style="display:none">숨음</p></body></html>
"""
POST = f"""---
title: "제목"
tags: [가, 나]
excerpt: >
  {KOREAN}
date: 2024-05-06 10:00:00 +0900
---
## 머리

<p>{KOREAN} <b>굵은 글</b></p>

- 하나
- 둘

| 가 | 나 |
|---|---|
| 1 | 2 |
"""


@cache
def samples() -> dict[str, bytes]:
    import docx

    document = docx.Document()
    document.add_heading("제목", 1)
    document.add_paragraph(KOREAN)
    file = io.BytesIO()
    document.save(file)
    return {
        "page.html": PAGE.format(charset="utf-8", text=KOREAN).encode(),
        "gb.html": PAGE.format(charset="gb2312", text=CHINESE).encode("gb18030"),
        "euc.html": PAGE.format(charset="euc-kr", text=KOREAN).encode("cp949"),
        "post.md": POST.encode(),
        "word.docx": file.getvalue(),
    }


NAMES = ["page.html", "gb.html", "euc.html", "post.md", "word.docx"]


def check(data: bytes, name: str) -> Article | None:
    try:
        article = parse(data, name)
    except SourceError as error:
        told = str(error)
    else:
        told = ""
    if told:
        assert told.startswith(name)
        assert len(told.splitlines()) == 2
        return None
    assert article.blocks
    assert len({block.id for block in article.blocks}) == len(article.blocks)
    for block in article.blocks:
        assert block.text.strip()
        block.text.encode()
        assert all(0 <= mark.start < mark.end <= len(block.text) for mark in block.marks)
    assert all(warning.startswith(name) and "\n" not in warning for warning in article.warnings)
    return article


@pytest.mark.parametrize("name", NAMES)
def test_every_prefix(name: str) -> None:
    data = samples()[name]
    assert check(data, name) is not None
    for cut in range(0, len(data), 1 if len(data) < 5_000 else len(data) // 500):
        check(data[:cut], name)


@pytest.mark.parametrize("name", NAMES)
def test_random_bytes_in_place_of_others(name: str) -> None:
    source = random.Random(name)
    data = samples()[name]
    for _ in range(150):
        broken = bytearray(data)
        for _ in range(source.choice((1, 1, 2, 10, 100))):
            broken[source.randrange(len(broken))] = source.randrange(256)
        check(bytes(broken), name)


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
@settings(max_examples=40)
def test_pieces_cut_out_moved_and_flipped(name: str, data: st.DataObject) -> None:
    whole = samples()[name]
    place = st.integers(0, len(whole))
    pieces = data.draw(st.lists(st.tuples(place, place), min_size=1, max_size=5))
    broken = bytearray(b"".join(whole[min(pair) : max(pair)] for pair in pieces))
    for at, bit in data.draw(st.lists(st.tuples(place, st.integers(0, 7)), max_size=8)):
        if broken:
            broken[at % len(broken)] ^= 1 << bit
    check(bytes(broken), name)


@given(st.binary(max_size=200), st.sampled_from(NAMES))
def test_any_bytes(data: bytes, name: str) -> None:
    check(data, name)


@given(
    st.lists(
        st.sampled_from(["<", ">", "<!--", "-->", "<script", "</script", "</", "<p ", "=", '"', "'", "/"])
        | st.sampled_from([" ", "\n", "<title>", "<svg>", "hidden", "<span", "<div", "</div>", "&", "#", ";"])
        | st.sampled_from(
            ["<![CDATA[", "]]>", "<?", "<noscript>", "가", "a", "\u0301", "<body", "<td>", "x1"]
        ),
        max_size=30,
    )
)
def test_any_pieces_of_markup(parts: list[str]) -> None:
    check(("<!DOCTYPE html>글" + "".join(parts)).encode(), "page.html")
