"""What the shape of a page says: boxes, comments, headlines beside headlines, figures in cells, long flat lists."""

from __future__ import annotations

import pytest

from bilingual.article import Article
from bilingual.cleaning import judge
from bilingual.reading import parse

PARAGRAPH = "온새시는 지난달 상인회와 협약을 맺고 골목 시장에 비를 막는 지붕을 올리기로 했다고 밝혔다."
SECOND = "시는 내년까지 다른 시장 세 곳에도 같은 지붕을 올릴 계획이라고 설명했다."


def judged(text: str, name: str = "page.html") -> Article:
    return judge(parse(text.encode(), name))


def kept(article: Article) -> list[str]:
    return [block.text for block in article.blocks if block.keep]


def page(body: str, title: str = "골목 시장에 새 지붕") -> str:
    return f'<!doctype html><html><head><meta charset="utf-8"><title>{title}</title></head><body>{body}</body></html>'


@pytest.mark.parametrize("heading", ["관련기사", "[관련기사]", "▶ 관련기사"])
def test_text_goes_on_below_a_box_of_other_articles(heading: str) -> None:
    lines = [
        "골목 시장에 새 지붕",
        "2024.03.02 09:00",
        PARAGRAPH,
        heading,
        "동네 목욕탕 새벽 문 열어",
        SECOND,
    ]
    lines += [PARAGRAPH.replace("지붕", "기둥"), "저작권자 ⓒ 가온뉴스 무단 전재 및 재배포 금지"]
    assert kept(judged("\n".join(lines), "page.txt")) == [*lines[:3], *lines[5:7]]


def test_a_short_article_is_not_lost_beside_long_comments() -> None:
    comments = "".join(
        f"<li><p>{PARAGRAPH} {SECOND} 저는 {n}번째로 그렇게 생각합니다.</p></li>" for n in range(9)
    )
    text = page(
        f"<h1>골목 시장에 새 지붕</h1><article><p>{PARAGRAPH}</p></article>"
        f'<section class="comments"><ul>{comments}</ul></section>'
    )
    assert kept(judged(text)) == ["골목 시장에 새 지붕", PARAGRAPH]


@pytest.mark.parametrize("figure", ["1", "1,004", "910.5", "2023"])
def test_figures_in_the_cells_of_a_post_are_kept(figure: str) -> None:
    text = f"---\ntitle: 순위\n---\n{PARAGRAPH}\n\n| 대학 | 점수 |\n|---|---|\n| 가온 | {figure} |\n"
    assert figure in kept(judged(text, "post.md"))


def test_figures_in_the_cells_of_an_article_are_kept() -> None:
    rows = "".join(f"<tr><td>{n}</td><td>대학 {n}</td><td>{1000 - n}.5</td></tr>" for n in range(1, 6))
    text = page(
        f"<h1>골목 시장에 새 지붕</h1><div><p>{PARAGRAPH}</p><table>{rows}</table><p>{SECOND}</p></div>"
    )
    assert {"1", "999.5", "5"} <= set(kept(judged(text)))


def test_a_date_above_the_headline_is_the_article_s() -> None:
    date = "2024-12-02 00:10"
    text = page(
        f"<div><span>{date}</span><h1>골목 시장에 새 지붕</h1></div><div><p>{PARAGRAPH}</p><p>{SECOND}</p></div>"
    )
    assert kept(judged(text)) == [date, "골목 시장에 새 지붕", PARAGRAPH, SECOND]


def test_the_headline_in_another_language_stands_beside_the_title() -> None:
    text = page(
        f"<h1>골목 시장에 새 지붕</h1><h1>小巷市场有了新屋顶</h1><div><p>{PARAGRAPH}</p><p>{SECOND}</p></div>",
        title="小巷市场有了新屋顶",
    )
    assert kept(judged(text))[:2] == ["골목 시장에 새 지붕", "小巷市场有了新屋顶"]


@pytest.mark.parametrize(
    "piece",
    [
        '<a href="/{n}">다른 소식 {n} 전합니다</a><br>',
        "<p>{n}번째 댓글이에요 저도요</p>",
        "<p>다른 소식 {n}</p><p>2024-01-02</p>",
    ],
)
def test_long_flat_lists_are_named_in_no_time(piece: str) -> None:
    # With work for every line on every other this would take minutes.
    flat = "".join(piece.format(n=n) for n in range(20_000))
    article = judged(page(f"<h1>골목 시장에 새 지붕</h1><div><p>{PARAGRAPH}</p><p>{SECOND}</p></div>{flat}"))
    assert len(article.blocks) > 20_000
    assert PARAGRAPH in kept(article)


def test_claims_of_a_head_are_heard_in_bounded_time() -> None:
    claims = "".join(f'<meta property="og:title" content="{" " * 3000}제목 {n} | {n}">' for n in range(400))
    text = page(f"<h1>골목 시장에 새 지붕</h1><p>{PARAGRAPH}</p>").replace("<title>", f"{claims}<title>")
    assert "골목 시장에 새 지붕" in kept(judged(text))


def test_furniture_in_the_cells_of_a_layout_is_still_furniture() -> None:
    text = page(
        f"<table><tr><td><h1>골목 시장에 새 지붕</h1><p>{PARAGRAPH}</p><p>{SECOND}</p></td></tr>"
        "<tr><td>가온뉴스 주식회사</td></tr><tr><td>Copyright 2004 Gaon News. All rights reserved.</td></tr></table>"
    )
    assert kept(judged(text)) == ["골목 시장에 새 지붕", PARAGRAPH, SECOND]


def test_a_list_of_dated_headlines_is_judged_in_no_time() -> None:
    # With work for every date on every line above it this would take minutes.
    lines = [f"{n}번째 소식의 머리입니다\n입력 2024-01-02 10:{n % 60:02} 조회 {n}" for n in range(20_000)]
    assert len(judged("\n".join(lines), "page.txt").blocks) == 40_000
