"""Pages that are broken or mean harm: the text that can be read, with a warning, and never a hang."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.article import Article
from bilingual.errors import SourceError
from bilingual.reading import parse

BODY = "<!DOCTYPE html>\n<html><body>\n"
SENTENCE = "국회는 어제 본회의를 열고 예산안을 통과시켰다. "


def page(markup: str) -> Article:
    return parse(markup.encode(), "a.html")


def texts(markup: str) -> list[str]:
    return [block.text for block in page(markup).blocks]


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 10_000 + "깊은 글" + "</div>" * 10_000,
        "<div><p><b>" * 10_000 + "깊은 글" + "</b></p></div>" * 10_000,
        "<ul><li>" * 10_000 + "깊은 글",
        "<table><tr><td>" * 10_000 + "깊은 글",
        "<div>" * 20_000 + "</ul>" * 20_000 + "깊은 글",
        "<p><b><a href=x>깊은 글</p>" * 10_000,
        "<noscript>" * 10_000 + "</noscript>" * 10_000 + "깊은 글",
        "<" * 100_000 + "깊은 글",
        "<p " + "a=b " * 100_000 + ">깊은 글",
        "&" * 100_000 + "깊은 글",
    ],
    ids=lambda m: m[:12],
)
def test_cost_is_linear_and_no_text_is_lost(markup: str) -> None:
    begin = time.process_time()
    found = texts(BODY + markup)
    assert time.process_time() - begin < 10
    assert "깊은 글" in found[-1]


def test_a_line_of_50_megabytes() -> None:
    begin = time.process_time()
    (block,) = page(f"{BODY}<p>{SENTENCE * (50_000_000 // len(SENTENCE.encode()))}</p>").blocks
    assert time.process_time() - begin < 20
    assert block.text.startswith(SENTENCE)


def test_lines_beyond_65535_are_true() -> None:
    (block,) = page(BODY + "\n" * 100_000 + "<p>본문</p>").blocks
    assert block.line == 100_003


def test_entities_of_the_document_type_are_never_expanded() -> None:
    bomb = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">\n' for n in range(9))
    start = f'<?xml version="1.0"?>\n<!DOCTYPE html [\n<!ENTITY l0 "lol">\n{bomb}<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    (block,) = page(f"{start}\n<html><body><p>&l9; &x; 본문</p></body></html>").blocks
    assert (block.text, block.line) == ("&l9; &x; 본문", 14)


@pytest.mark.parametrize(
    "head",
    [
        "<head><title>머리",
        "<head><title>머리</title>",
        "<head><title>머리</head>",
        "<title>머리</title>",
        "<head><style>p{}</style>",
    ],
)
def test_a_head_without_its_end_hides_nothing(head: str) -> None:
    assert texts(f"<html>{head}<body><p>본문</p></body></html>") == ["본문"]


@pytest.mark.parametrize(
    ("markup", "expected", "warning"),
    [
        (
            "<p>하나</p><noscript>\n<p>둘</p>",
            ["하나", "둘"],
            "a.html:3: <noscript> is never closed; what follows is read",
        ),
        ("<p>하나</p>\n<button>보기<p>둘</p>", ["하나", "보기", "둘"], "a.html:4: <button> is never closed"),
        (
            "<p>하나</p><script>x='<p>둘</p>'",
            ["하나"],
            "a.html:3: <script> is never closed; what follows cannot",
        ),
        ("<p>하나</p>\n<!-- 말 <p>둘</p>", ["하나", "둘"], "a.html:4: a comment is never closed"),
        ("<p>하나</p>\n<!-- 말\n둘", ["하나", "둘"], "a.html:4: a comment is never closed"),
        ("<p>하나 <!-- 말</p>둘<!-- 또 말<p>셋", ["하나", "둘", "셋"], "a.html:3: a comment is never"),
        ("<p>하나</p><script>var a=1; <p>둘</p>", ["하나", "둘"], "a.html:3: <script> is never closed"),
        ("<p>하나</p><script src=a.js><p>둘</p>", ["하나", "둘"], "a.html:3: <script> is never closed"),
        (
            "<p>하나</p><script>x\n<div><p>둘</p>\n<script>y='<p>'</script><p>셋",
            ["하나", "둘", "셋"],
            "a.html:3: <script> is never closed; what follows is read",
        ),
        ("<p>하나</p><style>p{}\n<div>둘</div>", ["하나", "둘"], "a.html:3: <style> is never closed"),
        ("<style>p{}\n<p>하나</p><style>p{}</style><p>둘", ["하나", "둘"], "a.html:3: <style> is"),
        ("<p>하나</p><textarea><p>둘</p>", ["하나", "둘"], "a.html:3: <textarea> is never closed"),
        ("<p>하나</p><iframe src=x><p>둘</p>", ["하나", "둘"], "a.html:3: <iframe> is never closed"),
        ("<p>하나</p><title>말<p>둘</p>", ["하나", "둘"], "a.html:3: <title> is never closed"),
    ],
)
def test_what_is_never_closed_is_told(markup: str, expected: list[str], warning: str) -> None:
    article = page(BODY + markup)
    assert [block.text for block in article.blocks] == expected
    (told,) = article.warnings
    assert told.startswith(warning)


def test_references_to_no_character() -> None:
    (block,) = page(f"{BODY}<p>&#xD800;본&#0;문&#x110000;&#{'9' * 5000};</p>").blocks
    assert block.text == "\ufffd본\ufffd문\ufffd\ufffd"


def test_nulls_in_a_page() -> None:
    article = page(f"{BODY}<p>{SENTENCE * 9}본\0문</p>")
    assert article.blocks[0].text.endswith("본문")
    assert len(article.warnings) == 1


WHOLE = f"{BODY}<div><h1>제목</h1><p>{SENTENCE}<a href='/x'>링크</a></p><!-- 말 --><ul><li>하나<li>둘</ul></div></body></html>"


@given(
    st.integers(0, len(WHOLE.encode())),
    st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 7)), max_size=6),
)
def test_truncations_and_flipped_bits(cut: int, flips: list[tuple[int, int]]) -> None:
    data = bytearray(WHOLE.encode()[:cut])
    for place, bit in flips:
        if data:
            data[place % len(data)] ^= 1 << bit
    try:
        article = parse(bytes(data), "a.html")
    except SourceError as error:
        told = str(error).splitlines()
    else:
        told = list(article.warnings)
        assert len({block.id for block in article.blocks}) == len(article.blocks)
    assert len(told) <= 4


def test_a_title_without_its_end_is_the_page_s_title_all_the_same() -> None:
    article = page("<html><head><title>머리\n<body><p>본문</p><svg><title>그림</title></svg></body></html>")
    assert dict(article.source.head)["title"] == "머리"
    assert [block.text for block in article.blocks] == ["본문"]


@pytest.mark.parametrize(
    ("markup", "name"),
    [
        ("<noscript><h1>제목</h1><p>{}</p></noscript>", "<noscript>"),
        ("<iframe srcdoc=\"<h1>제목</h1>\n<p class='a'>{}</p>\"></iframe>", "<iframe srcdoc>"),
    ],
)
def test_an_article_that_no_browser_shows_is_read_with_a_warning(markup: str, name: str) -> None:
    inside = markup.format(SENTENCE * 9)
    article = page(f"{BODY}<p>불러오는 중</p>\n{inside}<p>끝</p>")
    assert [block.text for block in article.blocks][1:3] == ["제목", (SENTENCE * 9).strip()]
    assert article.warnings == (f"a.html: hardly any text stands outside of {name}; what is inside is read",)
    beside = page(f"{BODY}<p>{SENTENCE * 9}</p>\n{inside}")
    assert [block.text for block in beside.blocks] == [(SENTENCE * 9).strip()]
    assert beside.warnings == ()


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<h1>제목<p>하나<p>둘<div>셋</p></h1><li>넷<li>다섯<p>여섯", [["body"]] * 6 + [["body", "li"]]),
        ("<h2><p>제목</p></h2><p>하나", [["body", "h2"], ["body"]]),
        ("<h2>제목<h3>둘째<p>하나", [["body"]] * 3),
        (
            "<ul><li><div>하나<li>둘<ul><li>셋</ul></ul><p>넷",
            [["body", "ul"]] * 2 + [["body", "ul", "li", "ul"]] + [["body"]],
        ),
        ("<table><caption>표<tr><td>하나<tbody><tr><td>둘</table>", None),
    ],
)
def test_end_tags_that_are_left_out(markup: str, expected: list[list[str]] | None) -> None:
    blocks = page(f"<html><body>{markup}</body></html>").blocks
    if expected is None:
        assert [(block.tag, block.path) for block in blocks] == [
            ("caption", "table1"), ("td", "table1/r1/c1"), ("td", "table1/r2/c1")
        ]  # fmt: skip
        return
    found = []
    for block in blocks:
        names, region = [], block.region
        while region is not None:
            names.insert(0, region.tag)
            region = region.parent
        found.append([name for name in names[names.index("body") :] if name != "div"][:-1] or ["body"])
    assert found == expected
