"""Small furniture of crawled pages, told by its shape; and what looks like it and is the article's."""

from __future__ import annotations

import pytest

from bilingual.detection import Row, detect

KO = "강변 산책로의 가로등 40개가 이달 안에 새것으로 바뀐다고 구청이 밝혔다."
KO2 = "주민들은 지난겨울부터 밤길이 어두워 불편하다고 여러 차례 민원을 넣었다."
ZH = "市里的三座旧桥将在秋天以前完成加固，期间行人可以从临时便道通过。"
ZH2 = "施工队表示，夜间不会进行有噪音的作业，附近居民的休息不受影响。"


def _rows(*lines: str) -> list[Row]:
    return [row for row in detect("\n".join(lines).encode(), "page.txt") if row.text.strip()]


def _kept(*lines: str) -> list[str]:
    return [row.text.strip() for row in _rows(*lines) if row.keep]


def _roles(*lines: str) -> dict[str, str]:
    return {row.text.strip(): row.role.value for row in _rows(*lines)}


HEADLINES = (
    "‘반값 김치’ 내놓은 마트… 배추 농가는 한숨",
    "박 시장 “트램 노선, 연말까지 확정”",
    "눈 덮인 고갯길, 제설차도 멈췄다",
)


@pytest.mark.parametrize(
    "closing",
    ["이도현 기자 dhlee@example.com", "dhlee@example.com", "이도현 기자"],
    ids=["both", "mail", "name"],
)
def test_headlines_below_the_reporter_are_other_articles(closing: str) -> None:
    kept = _kept("산책로 가로등 교체", "2019.03.04 10:20", KO, KO2, closing, *HEADLINES)
    assert KO2 in kept
    assert not set(HEADLINES) & set(kept)


def test_a_row_of_headlines_without_any_closing_line_is_told_by_its_marks() -> None:
    kept = _kept("산책로 가로등 교체", "2019.03.04 10:20", KO, KO2, *HEADLINES)
    assert kept[-1] == KO2


@pytest.mark.parametrize(
    "lines",
    [
        ("가로등 12개는 다리 위에", "가로등 8개는 공원 앞에", "나머지는 골목 안쪽에 선다"),
        ("1. 신청 기간은 다음 달 말까지", "2. 신청은 동사무소에서", "3. 비용은 전액 구청 부담"),
        ("△상금 30만원 이하늘", "△상금 20만원 박들", "△상금 10만원 최바다"),
        ("새벽마다 강가에 나와", "물안개를 세어 보네", "하나 둘 흩어지는 이름을"),
        ("“강물아, 너는 어디로 가느냐”", "“바람아, 너는 무엇을 묻느냐”", "“별들아, 오늘은 어디서 자느냐”"),
        ("물안개 걷히는 새벽 강가에…", "누가 등불을 켜 두었을까?", "나는 그 이름을 알지 못한다!"),
        ("접수: 동사무소 2층", "기간: 4월 1일부터", "장소: 다리 앞 쉼터"),
    ],
)
def test_short_lines_of_the_article_below_its_last_sentence_stay(lines: tuple[str, ...]) -> None:
    kept = _kept("산책로 가로등 교체", "2019.03.04 10:20", KO, KO2, *lines)
    assert set(lines) <= set(kept)


def test_a_note_about_the_writer_below_his_name_stays() -> None:
    note = "필자는 강변마을에서 스무 해째 가로등을 고쳐 온 전기 기사다."
    assert note in _kept("산책로 가로등 교체", "2019.03.04 10:20", KO, KO2, "이도현 기자", note)


@pytest.mark.parametrize("bullet", ["", "• "])
def test_reactions_and_their_numbers_are_counters(bullet: str) -> None:
    pressed = [line for label in ("좋아요", "놀라워요", "기뻐요", "신나요") for line in (bullet + label, "3")]
    roles = _roles("산책로 가로등 교체", "2019.03.04 10:20", KO, KO2, *pressed)
    assert roles["3"] == "counter"
    assert roles[f"{bullet}신나요"] == "counter"
    assert roles[KO2] == "body"


def test_numbers_alone_below_the_text_are_counters_and_a_count_down_in_it_stays() -> None:
    assert _kept("산책로 가로등 교체", "2019.03.04 10:20", KO, KO2, "0", "0")[-1] == KO2
    assert "3" in _kept("산책로 가로등 교체", "2019.03.04 10:20", KO, "3", "2", "1", KO2)


def test_an_unknown_button_between_known_ones_is_a_button() -> None:
    roles = _roles("旧桥加固", "2015-05-06 08:30", "• 打印", "• 存档", "• 分享", "• 纠错", ZH, ZH2)
    assert roles["• 存档"] == "nav"
    assert roles[ZH] == "body"


def test_short_lines_of_a_list_below_one_button_stay() -> None:
    items = ("• 永安桥", "• 北门桥", "• 石塔桥")
    kept = _kept("旧桥加固", "2015-05-06 08:30", ZH, "工程包括：", *items, ZH2)
    assert set(items) <= set(kept)


@pytest.mark.parametrize(
    "line",
    [
        "#가로등 #산책로 #구청",
        "#가로등#산책로#야간조명",
        "[태그]",
        "기사 더보기",
        "지면보기",
        "클린뷰",
        "▶무릎 통증 사라지는 1분 습관(확인)",
        "할인 쿠폰 ☜ 클릭해서 받기",
        "▶ 카카오에서 강변뉴스를 받아보세요.",
        "야경_12.jpg",
    ],
)
def test_a_single_line_of_furniture_between_sentences_goes(line: str) -> None:
    kept = _kept("산책로 가로등 교체", "2019.03.04 10:20", KO, line, KO2)
    assert line not in kept
    assert {KO, KO2} <= set(kept)


@pytest.mark.parametrize(
    "line",
    [
        "밤길 더 보기 좋게",
        "주민이 직접 고르기",
        "#1. 어두운 골목",
        "가로등 0개의 마을",
        "사진보다 밝은 밤",
        "세 번째 다리 ▶ 석 달 뒤",
        "[용어 해설]",
    ],
)
def test_a_heading_between_sentences_stays(line: str) -> None:
    assert line in _kept("산책로 가로등 교체", "2019.03.04 10:20", KO, line, KO2)


@pytest.mark.parametrize(
    ("above", "title"),
    [
        (("본문 바로가기", "강변신문"), "산책로 가로등 모두 바뀐다"),
        (("한국어 | 中文 | English",), "산책로 가로등 모두 바뀐다"),
        (("https://www.example.com/",), "산책로 가로등 모두 바뀐다"),
        (("구독 paper.example.com", "문의 02) 123-4567"), "산책로 가로등 모두 바뀐다"),
        (("2013年5月6日 星期一 设为首页",), "市里三座旧桥年内完成加固"),
    ],
)
def test_what_stands_over_the_title_is_no_title(above: tuple[str, ...], title: str) -> None:
    body = (ZH, ZH2) if "桥" in title else (KO, KO2)
    rows = _rows(*above, title, *body)
    assert [row.text for row in rows if row.keep] == [title, *body]
    assert next(row for row in rows if row.text == title).role.value == "title"


def test_a_table_of_contents_over_the_headline_goes() -> None:
    others = ("가을 축제 일정 나왔다", "도서관 새벽까지 문 연다", "버스 노선 두 곳 늘어난다")
    title = "산책로 가로등 모두 바뀐다"
    kept = _kept("2002년 3월 19일 화요일", title, *others, title, "글 이도현", KO, KO2)
    assert not set(others) & set(kept)
    assert title in kept


@pytest.mark.parametrize(
    "again", ["산책로 가로등, 모두 바뀐다", "산책로 가로등 모두 바뀐다", "[산책로 가로등 모두 바뀐다]"]
)
def test_the_headline_again_is_dropped(again: str) -> None:
    title = "산책로 가로등 모두 바뀐다"
    rows = _rows(title, again, "2019.03.04 10:20", KO, KO2)
    assert [row.text for row in rows if row.keep] == [title, "2019.03.04 10:20", KO, KO2]


def test_a_paragraph_that_was_cut_is_no_sub_headline() -> None:
    cut = KO + " " + KO2 + " 구청은 예산을 두 배로 늘려 내년 봄까지 남은 골목의"
    assert _roles("산책로 가로등 모두 바뀐다", cut)[cut] == "body"


@pytest.mark.parametrize("name", ["• 강변일보", "강변일보"])
def test_the_papers_name_below_the_title_is_the_source_and_above_it_the_masthead(name: str) -> None:
    below = _rows("산책로 가로등 모두 바뀐다", name, "2019.03.04 10:20", KO, KO2)
    assert (below[1].role.value, below[1].keep) == ("byline", True)
    above = _rows(name, "산책로 가로등 모두 바뀐다", "2019.03.04 10:20", KO, KO2)
    assert not above[0].keep


def test_owners_of_the_page_and_the_headline_list_of_readers_go() -> None:
    kept = _kept(
        "旧桥加固",
        "2015-05-06 08:30",
        ZH,
        ZH2,
        "主办：河湾区建设局 承办：河湾区信息中心",
        "更多河湾報導",
        "雨季提前到来",
    )
    assert kept[-1] == ZH2


@pytest.mark.parametrize(
    "line", ["강변 산책로 가로등 전면 교체", "[속보] 강변 산책로 전면 통제", "快讯：三座旧桥今晚封闭"]
)
def test_a_flash_of_one_line_stays(line: str) -> None:
    assert _kept(line) == [line]


def test_a_rights_notice_in_brackets_goes_though_its_letters_are_broken() -> None:
    assert _kept("산책로 가로등 교체", "2019.03.04 10:20", KO, KO2, "<ÀúÀÛ © °º¯½Å¹®, ¹«´Ü>")[-1] == KO2


@pytest.mark.parametrize(
    "line",
    [
        "作者： 记者王敬照 编辑： 王华军",
        "记者：李明 责任编辑：张华",
        "이도현 기자 dhlee@example.com",
        f"{KO} (사진=강변시)",
    ],
)
def test_a_part_of_a_line_has_another_role_than_the_line(line: str) -> None:
    for row in _rows("三座旧桥今年加固", "2019-03-04 10:20", ZH, ZH2, line):
        assert all(part.role is not row.role for part in row.parts)
