"""Kinds of lines that a first reader of the program stumbled over, each in several wordings."""

from __future__ import annotations

import pytest

from bilingual.article import Role, Source
from bilingual.cleaning.dates import from_groups_near
from bilingual.detection import Row, about, detect, judged, rows_of, summarise

KOREAN = "군청은 3일 사과 12톤을 베트남으로 보냈다고 밝혔다.\n수출은 연말까지 이어진다.\n"
CHINESE = "观景平台三天接待游客23万人次，比去年同期多两成。\n景区建议游客错峰出行。\n"
HANT = "觀景平台三天接待遊客23萬人次，比去年同期多兩成。\n業者建議遊客避開中午時段。\n"


def rows(text: str, name: str = "page.txt") -> list[Row]:
    return detect(text.encode(), name)


def role_of(line: str, text: str, name: str = "page.txt") -> Role:
    (row,) = [row for row in rows(text, name) if row.text == line]
    return row.role


def facts(text: str, name: str = "page.txt") -> Source:
    return about(judged(text.encode(), name))


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("[ 2016년 05월 03일 07시 31분   조회:2214 ]", "2016-05-03T07:31"),
        ("[ 2011년 12월 24일 19시 02분   조회:71  추천:3 ]", "2011-12-24T19:02"),
        ("날짜: 2014-08-12 10:22:31 조회: 1203", "2014-08-12T10:22:31"),
        ("작성자: 관리자 | 조회수: 31 | 등록일: 2014.08.12 10:22", "2014-08-12T10:22"),
        ("日期：2012-04-01 点击：335次", "2012-04-01"),
    ],
)
def test_a_date_beside_counters_is_a_dateline(line: str, published: str) -> None:
    text = f"거창 사과 베트남으로 첫 수출\n{line}\n{KOREAN}"
    (row,) = [row for row in rows(text) if row.text == line]
    assert row.role is Role.DATELINE
    assert Role.COUNTER in [part.role for part in row.parts]
    assert facts(text).published == published
    assert [row.text for row in rows(text) if row.role is Role.TITLE] == ["거창 사과 베트남으로 첫 수출"]


@pytest.mark.parametrize(
    ("line", "author", "site"),
    [
        ("原创 阿林 长白风物 2021-03-08 07:30 发表于吉林", "阿林", "长白风物"),
        ("原创 长白风物 2021-03-08 07:30", None, "长白风物"),
        ("阿林 长白风物 2021-03-08 07:30 发表于北京", "阿林", "长白风物"),
    ],
)
def test_the_line_of_an_account_names_who_wrote_and_the_account(
    line: str, author: str | None, site: str
) -> None:
    page = (
        f'<h1 class="rich_media_title">长白山的春天</h1><div class="rich_media_meta_list">{line}</div>'
        f'<div class="rich_media_content"><p>{CHINESE}</p></div>'
    )
    assert role_of(line, page, "page.html") is Role.DATELINE
    told = facts(page, "page.html")
    assert (told.author, told.site, told.published) == (author, site, "2021-03-08T07:30")


@pytest.mark.parametrize(
    "line", ["請繼續下滑閱讀", "請繼續往下閱讀...", "文章未完，請往下閱讀", "继续往下阅读"]
)
def test_a_call_to_read_on_between_paragraphs(line: str) -> None:
    first, second = HANT.splitlines()
    assert role_of(line, f"觀景平台成為熱門景點\n{first}\n{line}\n{second}\n") is Role.PROMO
    page = f"<body><div><h1>觀景平台成為熱門景點</h1><div><p>{first}</p></div><div>{line}</div><p>{second}</p></div></body>"
    kept = [row.text for row in rows(page, "page.html") if row.role is Role.BODY]
    assert kept == [first, second]


@pytest.mark.parametrize(
    "line",
    [
        "本網站之文字、圖片及影音，非經授權，不得轉載、公開播送或公開傳輸及利用。",
        "本報內容著作權屬海風新聞社所有，非經書面同意，請勿重製或散布。",
        "本站所有新聞內容，未經許可，請勿轉載。",
    ],
)
def test_rights_of_a_traditional_page(line: str) -> None:
    assert role_of(line, f"觀景平台成為熱門景點\n{HANT}{line}\n") is Role.COPYRIGHT


def test_an_article_about_rights_keeps_its_sentences() -> None:
    text = (
        "新著作權法明年上路\n立法院3日三讀通過著作權法修正案，明年元旦實施。\n"
        "未經權利人同意，不得複製、傳播他人作品，違者可處三年以下徒刑。\n"
        "網站上的內容不得任意轉載，經濟部官員說，業者須在六個月內改善。\n"
    )
    assert all(row.keep for row in rows(text))


def test_questions_of_reporters_are_text() -> None:
    text = (
        "대변인 정례브리핑 문답\n기자: 이번 회담을 어떻게 평가하는가?\n대변인: 회담은 순조롭게 진행되었다.\n"
        "기자: 다음 회담은 언제인가?\n대변인: 아직 말할 것이 없다. 정해지면 알려 주겠다.\n"
    )
    found = rows(text)
    assert [row.role for row in found] == [Role.TITLE] + [Role.BODY] * 4


def test_a_caption_between_paragraphs_and_a_name_at_the_end() -> None:
    caption = "6일 광주 양동시장에서 시민들이 제수용품을 고르고 있다. 김도현 기자"
    last = "대형마트는 할인 행사를 이어 가고 있다. 박서준 기자"
    text = f"전통시장 설 대목\n설을 앞두고 시장에 손님이 몰리고 있다.\n{caption}\n시는 주차를 닷새 동안 허용하기로 했다.\n{last}\n"
    assert role_of(caption, text) is Role.CAPTION
    assert role_of(last, text) is Role.BODY


@pytest.mark.parametrize(
    "element",
    [
        '<span class="end_photo_org"><img src="x" alt=""><em class="img_desc">{}</em></span>',
        '<div class="article_photo"><img src="x" alt=""><p class="caption">{}</p></div>',
        '<span class="photo_desc"><span>{}</span></span>',
        '<table><tr><td><img src="x"></td></tr><tr><td class="img_txt">{}</td></tr></table>',
    ],
)
def test_an_element_whose_class_says_caption(element: str) -> None:
    caption = "농장에서 일손을 돕는 자원봉사자들"
    first, second = KOREAN.splitlines()
    page = f"<body><div id=a><h1>사과 수출</h1><div id=b>{first}<br>{element.format(caption)}{second}</div></div></body>"
    found = {row.text: row.role for row in rows(page, "page.html")}
    assert found[caption] is Role.CAPTION
    assert found[first] is found[second] is Role.BODY


def test_counters_with_buttons_and_the_headlines_of_a_paper() -> None:
    page = (
        f"<body><div><h1>사과 수출 첫 선적</h1><div>추천 3 댓글 41 본문 요약봇</div><div id=b><p>{KOREAN}</p></div></div>"
        "<ul><li>새벽신문 헤드라인</li><li><a>환율 1450원 다시 넘어</a></li><li><a>수도권 폭설 경보</a></li></ul></body>"
    )
    found = {row.text: row.role for row in rows(page, "page.html")}
    assert found["추천 3 댓글 41 본문 요약봇"] is Role.COUNTER
    assert found["새벽신문 헤드라인"] is found["환율 1450원 다시 넘어"] is Role.RELATED


@pytest.mark.parametrize(
    "line", ["처음으로", "다른 요리 보기", "다른 시 보기", "목록으로", "처음 화면으로 가기", "더 보기"]
)
def test_a_button_at_the_end(line: str) -> None:
    assert role_of(line, f"집에서 만드는 냉면\n{KOREAN}{line}\n") is Role.NAV


def test_a_name_under_a_poem_and_under_a_letter() -> None:
    poem = "가을 편지\n최은영\n낙엽이 진다\n창가에 앉아\n너의 이름을\n적어 본다\n"
    assert role_of("최은영", poem) is Role.BYLINE
    assert facts(poem).author == "최은영"
    assert role_of("김춘희(화룡)", poem.replace("최은영", "김춘희(화룡)")) is Role.BYLINE
    letter = f"독자의 소리\n{KOREAN}박영숙 (강원 춘천시)\n"
    assert role_of("박영숙 (강원 춘천시)", letter) is Role.BYLINE
    assert facts(letter).author == "박영숙"


def test_verses_of_three_letters_are_no_names() -> None:
    assert role_of("강물아", "노래\n강물아\n흘러라\n멀리로\n바다로\n") is Role.BODY


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("海城晚报 2018-05-02 第3版", ("2018-05-02", None, "海城晚报")),
        ("２０１１年３月５日　松江网　记者　文镕", ("2011-03-05", "文镕", "松江网")),
        ("【海風報記者李靜哈爾濱報導】2019/12/23", ("2019-12-23", "李靜", None)),
    ],
)
def test_dates_with_paper_and_reporter(line: str, wanted: tuple[str, str | None, str | None]) -> None:
    text = f"观景平台成为热门景点\n{line}\n{CHINESE}"
    assert role_of(line, text) is Role.DATELINE
    told = facts(text)
    assert (told.published, told.author, told.site) == wanted


@pytest.mark.parametrize(
    ("line", "author", "place"),
    [
        ("【海風報記者李靜哈爾濱報導】", "李靜", "哈爾濱"),
        ("【海風報記者王小明台北報導】", "王小明", "台北"),
        ("【本報記者陳大文哈爾濱專訊】", "陳大文", "哈爾濱"),
        ("【海風報記者王小明、李靜烏魯木齊報導】", "王小明, 李靜", "烏魯木齊"),
    ],
)
def test_a_known_place_tells_where_the_name_ends(line: str, author: str, place: str) -> None:
    told = facts(f"觀景平台成為熱門景點\n{line}\n{HANT}")
    assert (told.author, told.place) == (author, place)


@pytest.mark.parametrize("label", ["出版", "刊登", "發佈時間", "更新"])
def test_a_label_is_no_author(label: str) -> None:
    assert facts(f"觀景平台成為熱門景點\n撰文：黃詠欣　{label}：2022-05-17 08:12\n{HANT}").author == "黃詠欣"


@pytest.mark.parametrize(
    ("line", "modified"),
    [
        ("2024/7/6 13:21（7/6 15:02 更新）", "2024-07-06T15:02"),
        ("2023/12/31 23:10（1/1 08:00 更新）", "2024-01-01T08:00"),
        ("2024-07-06 13:21（15:02 更新）", "2024-07-06T15:02"),
    ],
)
def test_a_change_without_its_year(line: str, modified: str) -> None:
    told = facts(f"觀景平台成為熱門景點\n{line}\n{HANT}")
    assert (told.modified, told.published is not None) == (modified, True)


def test_a_day_that_is_none_in_either_year_is_no_change() -> None:
    assert from_groups_near({"m": "2", "d": "30", "H": "8", "M": "00"}, "2024-01-05") is None


def test_lines_of_either_chinese_script_are_of_the_page() -> None:
    summary = summarise(rows_of(judged(f"台中花博\n王小明\n{HANT}".encode(), "page.txt")))
    assert set(summary.characters) == {"zh-Hant"}
