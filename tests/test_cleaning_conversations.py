"""Readers' comments without an element or a heading, boxes in the text, notices with a time: by their shapes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.article import Role
from bilingual.detection import Row, detect

KOREAN = [
    "반달고개 우물이 삼십 년 만에 다시 열렸다.",
    "마을은 물을 살핀 뒤 두레박을 새로 달았다고 21일 밝혔다.",
]
CHINESE = ["半月坡的老井时隔三十年重新启用。", "村里21日表示，水质检测合格后换上了新的木桶。"]
SAID = [
    "어릴 때 그 물을 마셨습니다",
    "두레박질도 해 볼 수 있나요?",
    "우물가에서 빨래하던 할머니가 생각나요. 꼭 가 보겠습니다.",
]
SAID_ZH = ["小时候喝过这口井的水", "能自己打水吗？", "井边的老槐树还在不在，离家太久了，下次回去一定看看。"]


def _rows(lines: list[str], name: str = "page.txt") -> list[Row]:
    return detect("\n".join(lines).encode(), name)


def _kept(lines: list[str]) -> list[str]:
    return [row.text for row in _rows(lines) if row.keep]


def _article(sentences: list[str]) -> list[str]:
    title = "반달고개 우물 다시 열려" if sentences is KOREAN else "半月坡老井重新启用"
    return [title, "2020-08-21 09:30", *sentences]


COMMENTS = {
    "name and date, text, buttons": lambda n, who, said: [
        f"{who} 2020.08.2{n} 1{n}:05",
        said,
        f"답글 {n} 추천 2 신고",
    ],
    "name, text, how long ago, report, votes": lambda n, who, said: [
        who,
        said,
        f"{n + 1}일 전",
        "신고",
        f"공감 {n} 비공감 0",
    ],
    "name, date, text, answer": lambda n, who, said: [who, f"2020.08.2{n} 1{n}:05", said, "답글쓰기"],
    "masked name, text, date": lambda n, who, said: [f"{who[:2]}****", said, f"2020-08-2{n} 1{n}:05"],
    "name · how long ago, text, like": lambda n, who, said: [
        f"{who} · {n + 1}시간 전",
        said,
        "좋아요 답글 달기",
    ],
    "name, text, 小时前 and answer": lambda n, who, said: [who, said, f"{n + 2}小时前 回复 {n}"],
    "name, storey and date, text, answer": lambda n, who, said: [
        who,
        f"{n + 2}楼 2020-08-21 1{n}:20",
        said,
        "回复",
    ],
    "name, text, date and place, answer": lambda n, who, said: [
        who,
        said,
        f"08-21 1{n}:20 IP属地：江西",
        "回复",
    ],
    "writer, written, text, delete": lambda n, who, said: [
        f"작성자 : {who}",
        f"작성일 : 2020-08-21 1{n}:20:11",
        said,
        "삭제",
    ],
    "name and address, text": lambda n, who, said: [f"{who} ({n}0.12.***.45) 2020-08-21 1{n}:20", said],
    "name, text, short date, thumbs": lambda n, who, said: [
        who,
        said,
        f"08.21 1{n}:20",
        f"👍 {n}",
        f"👎 {n}",
    ],
    "name, text, buttons in brackets": lambda n, who, said: [f"{who}：", said, f"[{n}赞] [回复]"],
    "name, text, 小時前, 讚 and 回覆 alone": lambda n, who, said: [who, said, f"{n + 1}小時前", "讚", "回覆"],
}


@pytest.mark.parametrize("shape", COMMENTS)
@pytest.mark.parametrize("heading", [[], ["댓글 3"], ["评论"]])
@pytest.mark.parametrize("sentences", [KOREAN, CHINESE, KOREAN[:1], CHINESE[:1]])
def test_comments_are_dropped_by_their_shape_alone(
    shape: str, heading: list[str], sentences: list[str]
) -> None:
    said = SAID if sentences[0] in KOREAN else SAID_ZH
    names = ["우물지기", "moon77", "고갯마루"]
    title = _article(KOREAN if said is SAID else CHINESE)[:2]
    comments = [line for n in range(3) for line in COMMENTS[shape](n, names[n], said[n])]
    assert _kept([*title, *sentences, *heading, *comments]) == [*title, *sentences]


@pytest.mark.parametrize("heading", ["댓글 2", "의견 2", "한줄의견", "网友评论", "跟帖"])
def test_a_heading_makes_comments_of_what_has_dates_only(heading: str) -> None:
    comments = ["우물지기", "2020.08.21 12:05", SAID[0], "고갯마루", "2020.08.22 08:40", SAID[2]]
    assert _kept([*_article(KOREAN), heading, *comments]) == _article(KOREAN)


def test_headlines_with_dates_are_no_comments() -> None:
    lines = [*_article(CHINESE), "新闻评论"]
    for n, headline in enumerate(["谁来守护村里的老井", "水从哪里来", "一口井与一座村"]):
        lines += [f"• {headline}", f"2020-08-2{n} 10:00"]
    rows = {row.text: row for row in _rows(lines)}
    assert rows["• 水从哪里来"].role is Role.RELATED


def test_a_chronicle_and_verdicts_with_stars_stay() -> None:
    days = [
        line
        for n in range(1, 4)
        for line in (f"2020년 8월 {n}일 10:00", f"우물 둘레의 돌을 {n}째 단까지 쌓았다.")
    ]
    films = [
        line
        for name in ("두레박", "고갯길")
        for line in (
            f"◆ {name}",
            f"{name}의 빛과 소리가 오래 남는 영화다. 느리지만 깊다.",
            f"추천 ★★★ {name}",
        )
    ]
    for lines in (days, films):
        kept = _kept(["반달고개 우물 일지", "2020-08-21 09:30", *lines])
        assert [line for line in lines if line not in kept] == []


def test_votes_above_and_below_an_article_are_no_conversation() -> None:
    votes = "추천 3 반대 0 신고"
    lines = ["반달고개 우물 다시 열려", "2020-08-21 09:30", votes, *KOREAN, votes]
    assert [text for text in _kept(lines) if text in KOREAN] == KOREAN


@pytest.mark.parametrize(
    "line",
    [
        "<저작권자(c) 달빛통신, 무단 전재-재배포 금지> 2020/08/21 09:30 송고",
        "<저작권자 ⓒ 달빛통신 무단전재 및 재배포 금지>2020/08/21 09:30송고",
        "[저작권자(c) 달빛통신, 무단 전재-재배포, AI 학습 및 활용 금지] 2020년 8월 21일 09시 30분 송고",
    ],
)
def test_a_rights_notice_that_ends_in_the_time_of_filing_is_a_notice(line: str) -> None:
    last = _rows([*_article(KOREAN), line])[-1]
    assert (last.role, last.keep) == (Role.COPYRIGHT, False)


BOXES = [
    ["■ 관련기사", "두레박 만드는 마을", "우물 이름 공모"],
    ["[관련기사]", "두레박 만드는 마을", "우물 이름 공모", "산길 다시 낸다"],
    ["相关阅读", "木桶匠人收徒", "老井起名征集", "山路重修"],
    ["함께 보면 좋은 기사", "두레박 만드는 마을", "우물 이름 공모"],
]


@pytest.mark.parametrize("box", BOXES)
@pytest.mark.parametrize(
    "after", [["좋아요 3"], ["기사 태그", "댓글 0"], ["ⓒ 달빛신문, 무단전재 및 재배포 금지"], []]
)
def test_one_sentence_after_a_box_in_the_text_is_kept(box: list[str], after: list[str]) -> None:
    last = "두레박은 고개 너머 나무꾼이 참나무를 깎아 이레 만에 만들었다."
    assert _kept([*_article(KOREAN), *box, last, *after]) == [*_article(KOREAN), last]


def test_a_teaser_between_headlines_stays_one() -> None:
    teaser = "고개 너머 나무꾼이 참나무를 깎아 이레 만에 두레박을 만들었다는 이야기다."
    lines = [
        *_article(KOREAN),
        "관련기사",
        "두레박 만드는 마을",
        "산길 다시 낸다",
        teaser,
        "우물 이름 공모 시작한다",
    ]
    assert teaser not in _kept(lines)


def test_rows_with_a_captions_mark_are_text_where_nothing_else_is_said() -> None:
    lines = ["반달고개 씨름 결과", "2020-08-21 09:30", "◇ 어른부", "△ 장사 김우물", "△ 2위 박고개"]
    assert {row.role for row in _rows(lines)[2:]} == {Role.BODY}


def test_a_caption_above_text_stays_one() -> None:
    lines = ["반달고개 우물 다시 열려", "2020-08-21 09:30", "▲ 두레박을 올리는 주민", *KOREAN]
    assert _rows(lines)[2].role is Role.CAPTION


def test_a_stanza_that_comes_again_stays_and_an_article_printed_again_goes() -> None:
    stanza = ["우물가에 달이 뜨면", "두레박이 노래하네"]
    poem = ["반달", *stanza, "고개 너머 임이 오면", "댕기 풀어 길을 내네", *stanza]
    assert _kept(poem) == poem
    article = _article(KOREAN)
    assert _kept([*article, *article]) == article


def test_short_names_above_a_date_are_menus_and_no_title() -> None:
    rows = _rows(["홈", "고을", "살림", "로그인", "2020-08-21 09:30", *KOREAN])
    assert [row.keep for row in rows[:4]] == [False] * 4


def test_links_in_an_element_named_after_comments_are_other_articles() -> None:
    links = "".join(
        f'<li><a href="/{n}">{text}</a></li>'
        for n, text in enumerate(["두레박 만드는 마을 이야기", "산길을 다시 낸다", "우물 이름을 짓는다"])
    )
    page = (
        "<html><body><div><h1>반달고개 우물 다시 열려</h1>"
        + "".join(f"<p>{text}</p>" for text in KOREAN)
        + f'</div><div class="hot_comment"><h4>댓글 많은 뉴스</h4><ul>{links}</ul></div></body></html>'
    )
    rows = {row.text: row.role for row in detect(page.encode(), "page.html")}
    assert {role for text, role in rows.items() if text.endswith("산길을 다시 낸다")} == {Role.RELATED}


def test_menus_below_a_list_of_headlines_are_menus() -> None:
    lines = [*_article(CHINESE), "相关阅读", "木桶匠人收徒三年无人报名", "老井起名征集今日截止"]
    menu = ["新闻", "论坛", "博客", "视频", "活动", "商城", "杂志"]
    roles = {row.text: row.role for row in _rows([*lines, *menu])}
    assert roles["老井起名征集今日截止"] is Role.RELATED
    assert {roles[entry] for entry in menu[3:]} == {Role.NAV}


BESIDE = ["답글 0 추천 1 신고", "3일 전", "2小时前 回复 1", "2020.08.21 12:05", "ab****", "댓글 2", "评论"]
OTHER = ["관련기사", "회사소개", "1", "두레박 만드는 마을", "□", "", "△ 장사 김우물"]
LINE = st.sampled_from([*KOREAN, *CHINESE, *SAID, *BESIDE, *OTHER])


@settings(max_examples=200, deadline=None)
@given(st.lists(LINE, max_size=24))
def test_any_order_of_such_lines_is_judged(lines: list[str]) -> None:
    lines = ["달", *lines]
    rows = _rows(lines)
    assert [row.text for row in rows] == [line for line in lines if line]
    assert all(row.role is not None and row.rule for row in rows)
