"""What a page says beside its article, told by kind; and articles that speak of just that, which keep it."""

from __future__ import annotations

import pytest

from bilingual.detection import Row, detect

KO = (
    "온새시는 다음 달부터 시립 도서관 네 곳의 문을 저녁 열 시까지 열기로 했다고 2일 밝혔다.",
    "시가 지난가을 주민 천이백 명에게 물었더니 열에 여섯이 퇴근 뒤에 갈 곳이 없다고 답했다.",
)
ZH = (
    "温瑟市二日宣布，从下月起把四座市立图书馆的开放时间延长到晚上十点。",
    "去年秋天，市政府询问了一千二百名居民，六成的人回答下班后没有地方可去。",
)


def _rows(*lines: str) -> list[Row]:
    return [row for row in detect("\n".join(lines).encode(), "page.txt") if row.text.strip()]


def _kept(*lines: str) -> set[str]:
    return {row.text.strip() for row in _rows(*lines) if row.keep}


def _page(line: str) -> list[str]:
    if any("가" <= char <= "힣" for char in line):
        return ["온새시 도서관, 저녁 열 시까지 문 연다", "2024.03.02 09:00", KO[0], line, KO[1]]
    return ["温瑟市图书馆开放到晚上十点", "2024-03-02 09:00", ZH[0], line, ZH[1]]


@pytest.mark.parametrize(
    "line",
    [
        "댓글 운영 원칙이 바뀐 뒤 하루에 지워지는 댓글은 절반으로 줄었다.",
        "댓글 운영 원칙도 다음 달부터 함께 바뀝니다.",
        "도서관 누리집의 글꼴이 설치되지 않아 글자가 깨진다는 민원이 서른 건 들어왔다.",
        "이용자는 앱을 내려받지 않고도 자리를 예약할 수 있다.",
        "도서관 앱은 iOS와 안드로이드에서 모두 쓸 수 있다.",
        "이 문서는 시장실에서 인쇄한 것이라고 공무원은 말했다.",
        "독자들은 상업적 광고와 욕설이 줄었다고 입을 모았다.",
        "留言规则修改以后，被删除的留言少了一半。",
        "新规定要求平台公布留言规则，并且说明删除的理由。",
        "图书馆的新闻客户端上线三天，下载量超过一万。",
        "您的浏览器可能早就把这些信息交给了广告公司，专家这样提醒读者。",
        "由居民团队出品的短片在图书馆首映，观众坐满了大厅。",
        "本新闻发布后，市政府收到了三百封来信。",
        "馆员说，活动办法：先到先得。",
        "该馆客服电话一天要接三百个，馆员说嗓子都哑了。",
    ],
)
def test_sentences_about_such_things_are_kept(line: str) -> None:
    page = _page(line)
    assert set(page) <= _kept(*page)


@pytest.mark.parametrize(
    "line",
    [
        "Your browser is out of date and may not show this page as it should.",
        "Would you like to go to our English version?",
        "このページは中国語版です。日本語版に移動しますか。",
        "Su navegador no es compatible con este sitio.",
        "계정을 선택하시면 로그인·계정인증을 통해",
        "댓글을 남기실 수 있습니다.",
        "나눔바른 글꼴이 설치되어 있지 않습니다.",
        "이 기사는 온새신문 홈페이지(onsae.example)에서 인쇄되었습니다.",
        "iOS 앱 다운로드",
        "안드로이드 다운로드: https://app.example.com/a",
        "온새신문 페이스북",
        "温瑟日报APP",
        "由温瑟卫视《海上一线》团队出品",
        "更多精彩内容请下载温瑟客户端",
        "参与评论请在新浪微博",
        "iOS載點 https://app.example.com/i",
        "感謝您訂閱溫瑟電子報",
        "文章网址：https://news.example.com/2024/03/02/1.html",
        "본문 URL : https://news.example.com/view?id=12345",
        "浮川县| 华林县| 黎阳县| 织溪县| 明水县| 辉山县| 湾口区| 介平市| 惠河县| 章台市| 蒲原县|",
    ],
)
def test_what_the_page_says_is_not_the_articles(line: str) -> None:
    page = _page(line)
    assert _kept(*page) == set(page) - {line}


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("南溪日报记者罗大川", "byline"),
        ("通讯员罗大川秦小溪摄影报道", "byline"),
        ("新闻来源:温瑟新闻", "byline"),
        ("편집/기자: [ 김누리 ] 원고래원: [ 온새신문 ]", "byline"),
        ("改成旅店的灯塔位在温瑟湾口。（图翻摄自google map）", "caption"),
        ("三十艘渔船清晨靠泊。（渔会提供） 通讯社记者罗小川温瑟传真 110年5月8日", "caption"),
        ("6일 온라인 게시판에 올라온 주차장 사진. 온새마당 캡처", "caption"),
    ],
)
def test_who_wrote_and_what_a_picture_shows(line: str, role: str) -> None:
    found = next(row for row in _rows(*_page(line)) if row.text == line)
    assert (found.role.value, found.keep) == (role, True)


RULES_KO = (
    "1. 다른 사람에 대한 욕설이나 비방",
    "2. 개인정보를 드러내는 글",
    "3. 상업적 광고와 홍보",
    "4. 도배",
)
RULES_ZH = ("请勿张贴商业广告", "禁止发表涉及他人隐私的内容", "不得攻击、侮辱他人", "违反者将被删除留言")


@pytest.mark.parametrize(
    ("heading", "rules"),
    [
        ("댓글 운영 원칙", RULES_KO),
        ("건전한 댓글 문화를 위한 규칙", RULES_KO),
        ("留言規則", RULES_ZH),
        ("评论须知", RULES_ZH),
    ],
)
def test_rules_for_comments_below_the_text_are_those_of_the_page(
    heading: str, rules: tuple[str, ...]
) -> None:
    page = _page(KO[0] if rules is RULES_KO else ZH[0])
    roles = {row.text.strip(): row.role.value for row in _rows(*page, heading, *rules)}
    assert {roles[line] for line in (heading, *rules)} == {"comment_form"}


def test_an_article_about_the_rules_for_comments_keeps_them() -> None:
    said = (
        "온새시 게시판의 댓글은 지난해 삼만 개를 넘었고, 그 가운데 이천 개가 지워졌다.",
        "시는 댓글을 지우는 기준이 없다는 지적에 따라 원칙을 새로 만들었다.",
    )
    kept = _kept(
        "온새시, 게시판 원칙 만들었다", "2024.03.02 09:00", *said, "댓글 운영 원칙", *RULES_KO, KO[0], KO[1]
    )
    assert {*said, "댓글 운영 원칙", *RULES_KO[:3]} <= kept


def test_a_heading_of_rules_without_rules_is_the_articles() -> None:
    kept = _kept("온새시 도서관의 하루", "2024.03.02 09:00", KO[0], "게시판 이용 안내", KO[1])
    assert "게시판 이용 안내" in kept


OTHERS = [f"第{n}区的居民在河边种下三十棵柳树 明年春天开园" for n in range(1, 30)]


def test_an_article_wins_over_notices_that_no_rule_knows() -> None:
    notices = (
        "深色界面已经上线，点右上角的月亮图标就能切换，眼睛看久了也不会累。",
        "本周日凌晨系统维护，期间部分功能会暂停，给大家带来不便，还请谅解。",
        "页面右侧新增了天气和交通两个栏目，每隔十分钟自动更新一次。",
        "字号太小的话，可以在设置里换成大字版，所有栏目都会一起变大。",
    )
    title, date = "温瑟港新码头启用 三十艘渔船靠泊", "2021-05-08 10:48"
    said = (
        "（通讯社记者罗小川温瑟8日电）温瑟港新码头今天启用，三十艘渔船清晨进港。",
        "渔会说，旧码头水深不够。",
    )
    kept = _kept(*notices, *OTHERS, title, date, *said)
    assert {title, date, *said} <= kept
    assert not kept & {*OTHERS}


def test_an_editor_closes_a_long_text_but_not_a_short_one() -> None:
    long = [*ZH, *(f"{said[:-1]}，馆员第{n}次向记者介绍。" for n in range(3) for said in ZH)]
    after = (
        "河边步道将延长三公里 沿途增设凉亭",
        "园林局负责人表示，步道延长工程预计明年春天动工，沿途种植柳树。",
    )
    assert not {*after} & _kept("图书馆开放到晚上十点", "2024-03-02 09:00", *long, "责任编辑：罗溪", *after)
    top = _kept("图书馆开放到晚上十点", "2024-03-02 09:00", "责任编辑：罗溪", *long)
    assert {*long} <= top


@pytest.mark.parametrize("rows", [("15:312018/09/16", "溫報", "羅小川"), ("秦小川", "温新闻", "2021-06-26")])
def test_rows_of_a_date_name_who_wrote(rows: tuple[str, ...]) -> None:
    roles = {row.text: row.role.value for row in _rows("温瑟市四座图书馆开放到晚上十点", *rows, *ZH)}
    assert sorted(roles[row] for row in rows) == ["byline", "byline", "dateline"]


def test_what_is_ranked_is_a_list_of_others() -> None:
    ranks = [line for n, word in enumerate(("台风", "秋粮", "高考", "柳树"), 1) for line in (str(n), word)]
    roles = [row.role.value for row in _rows(*ranks, "首页", *_page(ZH[0]))]
    assert set(roles[: len(ranks)]) == {"related"}


def test_readings_behind_the_characters_of_a_mirror_change_nothing() -> None:
    page = (
        "溫瑟網(wǎng)移動(dòng)版",
        "消防車(chē)半夜迷路 熱心司機(jī)騎車(chē)帶路",
        "2020-10-08 17:45:00",
    )
    source, said = (
        "來(lái)源:溫瑟新聞(wén)",
        "5日晚,消防車(chē)在小巷裡轉(zhuǎn)了三圈,一名司機(jī)騎車(chē)在前面帶路。",
    )
    roles = {row.text: row.role.value for row in _rows(*page, source, said)}
    assert [roles[line] for line in (*page, source, said)] == ["nav", "title", "dateline", "byline", "body"]


def test_shares_of_men_and_women_in_an_article_are_its_own() -> None:
    shares = ("남성 52%", "여성 48%", "20대 31%", "30대 27%")
    assert {*shares} <= _kept("온새시 도서관 이용자 조사", "2024.03.02 09:00", KO[0], *shares, KO[1])
    mine = _kept(
        "온새시 도서관 이용자 조사", "2024.03.02 09:00", *KO, "뉴스조회 이용자 (연령)비율 표시", *shares
    )
    assert not {*shares} & mine


def test_a_total_of_comments_makes_no_conversation_of_the_article() -> None:
    """A total of comments and the buttons of one's own make no conversation of an article above them."""
    kept = _kept(
        "온새시 도서관 개관", "승인 2024.03.02 09:00", "댓글 2", *KO, "댓글삭제", "댓글 2", "댓글쓰기"
    )
    assert {*KO} <= kept
