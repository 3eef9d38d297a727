from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.article import Article, Block, Mark, Part, Role, Source
from bilingual.cleaning import clean, default_rules, judge, read_rules
from bilingual.errors import SourceError, UsageError
from bilingual.reading import parse

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"
CORPUS = ROOT.parent / "shared" / "corpus"
ZOGLO, POST = SEEDS / "000_528f012b6500446b.txt", SEEDS / "002_f10d40b959076709.txt"
needs_corpus = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="needs ../shared/corpus, which is not published"
)


def judged(text: str, name: str = "page.txt") -> Article:
    return judge(parse(text.encode(), name))


def cleaned(text: str, name: str = "page.txt") -> Article:
    return clean(judged(text, name))


def roles(article: Article) -> dict[str, str]:
    return {block.id: block.role.value for block in article.blocks}


def kept(article: Article) -> list[str]:
    return [block.text for block in article.blocks if block.keep]


# -- the seeds -------------------------------------------------------------------------------------------------


def test_each_line_of_the_portal_page_has_its_role() -> None:
    article = judge(parse(ZOGLO.read_bytes(), "seed.txt"))
    want = {1: "nav", 2: "title", 3: "dateline", 4: "promo", 5: "promo", 6: "caption", 7: "caption"}
    want |= dict.fromkeys((10, 12, 14, 16, 18, 20, 22, 24, 26, 28), "body")
    want |= {30: "attachment", 32: "comment_form", 34: "comment_form", 36: "counter"}
    want |= dict.fromkeys(range(37, 57), "related")
    want |= {57: "pager", 58: "nav", 59: "contact", 60: "contact", 61: "icp", 62: "copyright"}
    assert {block.line: block.role.value for block in article.blocks} == want
    assert all(block.rule for block in article.blocks)
    assert all(
        block.keep == (block.role in {"title", "dateline", "caption", "body"}) for block in article.blocks
    )


def test_the_pieces_of_the_portal_page() -> None:
    article = judge(parse(ZOGLO.read_bytes(), "seed.txt"))
    pieces = [
        (block.id, part.role.value, block.text[part.start : part.end])
        for block in article.blocks
        for part in block.parts
    ]
    assert pieces == [
        ("3", "counter", "조회:1078"),
        ("7", "copyright", "[연합뉴스 자료사진. 재배포 및\u00a0DB금지]"),
        ("10", "dateline", "(알마티=연합뉴스) 김상욱 통신원 ="),
    ]


def test_the_portal_page_cleaned() -> None:
    article = clean(judge(parse(ZOGLO.read_bytes(), "seed.txt")))
    texts = {block.id: block.text for block in article.blocks}
    assert texts["3"] == "조글로미디어(ZOGLO) 2022년8월21일 06시05분"
    assert texts["7c"] == "연합뉴스 자료사진"
    assert texts["7"].endswith("대화를 나누었다.")
    assert texts["10d"] == "(알마티=연합뉴스) 김상욱 통신원 ="
    assert texts["10"].startswith("서방이 러시아와 전쟁 중인")
    ids = [block.id for block in article.blocks]
    assert ids == [
        "2",
        "3",
        "6",
        "7",
        "7c",
        "10d",
        "10",
        "12",
        "14",
        "16",
        "18",
        "20",
        "22",
        "24",
        "26",
        "28",
    ]
    assert article.source.published == "2022-08-21T06:05"
    assert article.source.site == "조글로미디어(ZOGLO)"
    assert article.source.title == texts["2"]
    assert [(d.line, d.role.value) for d in article.dropped if d.line == 3] == [(3, "counter")]
    assert sum(d.role is Role.RELATED for d in article.dropped) == 20


def test_the_post() -> None:
    article = judge(parse(POST.read_bytes(), "post.md"))
    by_id = {block.id: block for block in article.blocks}
    assert by_id["f2"].role is Role.TITLE
    assert (by_id["f6"].role, by_id["f6"].keep) == (Role.FRONT_MATTER, True)
    assert (by_id["f8"].role, by_id["f8"].keep) == (Role.FRONT_MATTER, False)
    counts = [block.text[part.start : part.end] for block in article.blocks for part in block.parts]
    assert counts == ["(글자 수: 294)"] * 2
    assert by_id["1"].role is Role.PROMO
    assert by_id["18"].role is Role.TAIL_LINK
    assert all(by_id[str(n)].role is Role.BODY for n in range(2, 18))
    done = clean(article)
    assert done.repeats == {"front_matter/feature_text": "f6"}
    excerpt = next(block for block in done.blocks if block.id == "f6")
    assert excerpt.text.endswith("합의에 주목된다.")
    assert "(글자 수: 294)" in [d.text for d in done.dropped]
    assert done.source.front_matter == article.source.front_matter


# -- kinds of furniture ------------------------------------------------------------------------------------------

BODY = [
    "카자흐스탄 정부는 20일 새 철도 노선을 열었다고 밝혔다.",
    "이 노선은 수도와 남부의 항구를 잇고 하루 두 번 운행된다.",
]
PAGE = ["조글로로고", "새 철도 노선 열려", "조글로미디어(ZOGLO) 2023년4월3일 10시00분    조회:55", *BODY]


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("[粤ICP备2023080415号]", "icp"),
        ("京ICP备16058363号-1", "icp"),
        ("鄂ICP证:020001-5", "icp"),
        ("沪ICP备13028878号", "icp"),
        ("京公网安备 11000002000001号", "icp"),
        ("互联网新闻信息服务许可证10120170006", "icp"),
        ("Copyright C 2005-2023 All Rights Reserved.", "copyright"),
        ("Copyright ⓒ Joins.com All Rights Reserved.", "copyright"),
        ("저작권자 © 재외동포신문 무단전재 및 재배포 금지", "copyright"),
        ("[ⓒ한겨레신문 : 무단전재 및 재배포 금지]", "copyright"),
        ("<저작권자(c) 연합뉴스, 무단 전재-재배포, AI 학습 및 활용 금지>", "copyright"),
        ("[, 무단전재 및 재배포 금지", "copyright"),
        ("人 民 网 版 权 所 有 ，未 经 书 面 授 权 禁 止 使 用", "copyright"),
        ("【免责声明】本文仅代表作者本人观点，与本网无关。", "copyright"),
        ("조회 1,212회", "counter"),
        ("좋아요 0", "counter"),
        ("Total : 17", "counter"),
        ("0条评论|0人参与", "counter"),
        ("파일 [ 3 ]", "attachment"),
        ("[필수입력]  비밀번호", "comment_form"),
        ("댓글 쓰기", "comment_form"),
        ("网友评论", "comment_form"),
        ("‹처음  이전 51 52 53 다음  맨뒤›", "pager"),
        ("上一页 1/2 下一页", "pager"),
        ("【1】【2】【3】【4】", "pager"),
        ("조글로홈 | 미디어 | 포럼 | 문학 | 광고문의", "nav"),
        ("이 기사를 공유합니다", "nav"),
        ("微信", "nav"),
        (["回到页首", "打印", "收藏"][1], "nav"),
        ("(责任编辑：王某)", "byline"),
        ("【纠错】 责任编辑： 王某", "byline"),
        ("reporter@example.com", "contact"),
        ("网站:www.example.net 电子邮件:desk@example.com 公众号: example", "contact"),
        ("▶", "promo"),
        ("☞공감언론 뉴시스 desk@example.com", "promo"),
        ("扫码阅读全文", "promo"),
        ("相关新闻", "related"),
        ("많이 본 뉴스", "related"),
    ],
)
def test_a_line_of_furniture_is_dropped_under_its_role(line: str, role: str) -> None:
    article = judged("\n".join([*PAGE, line]))
    last = article.blocks[-1]
    assert (last.role.value, last.keep) == (role, False), last.rule
    assert [block.text for block in article.blocks if block.role is Role.BODY] == BODY


@pytest.mark.parametrize(
    "sentence",
    [
        "공업정보화부는 모든 앱이 京ICP备12345678号 같은 등록번호를 밝혀야 한다고 알렸다.",
        "위챗은 모멘트(朋友圈)로 공유할수 있습니다라는 문구를 쓰지 못하게 했다.",
        "텐센트의 위챗(微信)은 사기 정보를 퍼뜨리는 계정의 사용을 정지한다고 밝혔다.",
        "그는 가람이라는 닉네임으로 활동하면서 독자들의 댓글을 모두 읽었다고 한다.",
        "재판부는 무단 전재와 재배포를 금지한 저작권법 조항이 헌법에 맞는다고 판단했다.",
        "工信部表示，未取得ICP备案的网站一律不得提供服务，违者将被处罚。",
    ],
)
def test_a_sentence_about_furniture_is_kept(sentence: str) -> None:
    article = judged("\n".join([*PAGE, sentence, "[粤ICP备2023080415号]"]))
    block = article.blocks[-2]
    assert (block.role, block.keep) == (Role.BODY, True), block.rule


def test_a_news_item_of_one_line() -> None:
    article = cleaned("한국은행이 기준금리를 연 3.50%로 동결했다.\n")
    assert [(block.role, block.text) for block in article.blocks] == [
        (Role.BODY, "한국은행이 기준금리를 연 3.50%로 동결했다.")
    ]


def test_a_poem_keeps_its_short_lines() -> None:
    verses = ["강물은 흐르고", "나는 서 있네", "돌아오지 않는", "그 봄날의 노래", "어머니"]
    head = ["조글로로고", "어머니의 강", "조글로미디어(ZOGLO) 2020년3월5일 10시01분    조회:88"]
    article = judged("\n".join([*head, *verses, "파일 [ 1 ]", "Total : 3"]))
    assert [block.text for block in article.blocks if block.role is Role.BODY] == verses
    bare = judged("\n".join(["어머니의 강", "", *verses, *verses]))
    assert len(kept(bare)) == 11


def test_headlines_with_dates_are_related_whatever_they_hold() -> None:
    teasers = ["  • (서울=연합뉴스) 첫 소식의 머리가 길게 이어지다가 잘린다...", "  • 2023-04-02"]
    article = judged("\n".join([*PAGE, *teasers, *teasers]))
    assert [block.role for block in article.blocks[-4:]] == [Role.RELATED] * 4


@pytest.mark.parametrize(
    ("lead", "rest"),
    [
        ("(알마티=연합뉴스) 김상욱 통신원 =", " 러시아가 훈련을 한다."),
        ("【서울=뉴시스】강수윤 기자 =", " 외교부가 유감을 표명했다."),
        ("【군산·서울=뉴시스】고석중 김난영 기자 =", " 공장이 문을 닫았다."),
        ("(서울=뉴스1) 홍길동 기자 =", " 정부가 대책을 냈다."),
        ("[헤럴드경제(수원)=박정규 기자]", " 시가 공원을 열었다."),
        ("[서울=뉴시스]", " 정부가 대책을 냈다."),
        ("(베이징=연합뉴스) 김윤구특파원 =", " 중국이 금리를 내렸다."),
        ("新华社巴黎12月9日电（记者唐霁）", "法国再次爆发全国大罢工。"),
        ("新华社北京11月17日电", "记者从国家卫生健康委获悉，药品供应稳定。"),
        ("北京网10月4日讯（记者李某）", "本市开放三条新线路。"),
        ("ALMATY, Kazakhstan (AP) —", " Russia and Kazakhstan will hold drills."),
    ],
)
def test_an_agency_lead_becomes_a_block_before_its_sentence(lead: str, rest: str) -> None:
    article = cleaned(f"{PAGE[1]}\n{lead}{rest}\n")
    assert [(block.id, block.role, block.text) for block in article.blocks[-2:]] == [
        ("2d", Role.DATELINE, lead),
        ("2", Role.BODY, rest.strip()),
    ]


def test_brackets_at_the_start_of_a_sentence_are_no_lead() -> None:
    article = judged(
        "제목 하나\n(사진 왼쪽부터) 세 사람이 = 표시를 들고 서 있었다.\n据新华社9月26日消息，会议今天开幕。\n"
    )
    assert [block.parts for block in article.blocks] == [(), (), ()]


def test_a_rights_notice_gives_a_credit_and_is_listed() -> None:
    article = cleaned(
        "제목 하나\n정상들이 악수하고 있다. [AFP=연합뉴스 자료사진. 재판매 및 DB 금지]\n본문이 여기서 시작된다고 한다.\n"
    )
    assert [(b.id, b.role.value, b.text) for b in article.blocks[1:3]] == [
        ("2", "caption", "정상들이 악수하고 있다."),
        ("2c", "byline", "AFP=연합뉴스 자료사진"),
    ]
    assert article.dropped[-1].text == "[AFP=연합뉴스 자료사진. 재판매 및 DB 금지]"


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("승인 2006.01.31 00:00", "2006-01-31T00:00"),
        ("기사입력 2020.07.13. 오후 5:04 최종수정 2020.07.13. 오후 6:00", "2020-07-13T17:04"),
        ("2019-12-10 07:57:40 来源： 新华网", "2019-12-10T07:57:40"),
        ("2019年06月15日08:18  来源：人民网", "2019-06-15T08:18"),
        ("Posted March. 12, 2003 22:45,", "2003-03-12T22:45"),
        ("예시신문(YESI) 2018년 01월 28일 00시 08분", "2018-01-28T00:08"),
    ],
)
def test_the_date_of_publication(line: str, date: str) -> None:
    article = cleaned("\n".join(["새 철도 노선 열려", line, *BODY]))
    assert article.blocks[1].role is Role.DATELINE
    assert article.source.published == date


def test_marks_and_lines_move_with_the_text() -> None:
    text = "(서울=연합뉴스) 홍길동 기자 = 정부가 대책을 냈다. [연합뉴스 자료사진. 재판매 및 DB 금지] 끝이다."
    lead, notice = len("(서울=연합뉴스) 홍길동 기자 ="), "[연합뉴스 자료사진. 재판매 및 DB 금지]"
    start = text.index(notice)
    block = Block(
        "4",
        text,
        4,
        marks=(Mark("m1", text.index("대책"), text.index("대책") + 2, "b"), Mark("m2", 0, lead, "i")),
        lines=((4, 0), (5, text.index("끝이다"))),
        role=Role.BODY,
        keep=True,
        parts=(Part(0, lead, Role.DATELINE), Part(start, start + len(notice), Role.COPYRIGHT)),
    )
    article = clean(Article(Source("x", "0" * 64), (block,)))
    body = next(b for b in article.blocks if b.id == "4")
    assert body.text == "정부가 대책을 냈다. 끝이다."
    assert [body.text[m.start : m.end] for m in body.marks] == ["대책"]
    assert [(line, body.text[at:]) for line, at in body.lines] == [(4, body.text), (5, "끝이다.")]


@pytest.mark.parametrize(
    "chatter",
    [
        "이렇게 써봤는데, 원하시는 방식에 맞게 수정이 필요하시면 알려주세요.",
        "정상회담의 주요 성과를 소개하는 기사를 작성했습니다. 쉽게 이해하도록 노력했습니다.",
        "죄송합니다, 제공된 내용만으로는 기사를 작성할 수 없습니다.",
        "As an AI language model, I cannot browse the web.",
    ],
)
def test_a_language_models_chatter_is_dropped(chatter: str) -> None:
    article = judged(f"---\ntitle: 제목\n---\n\n{chatter}\n\n{BODY[0]}\n")
    assert [block.keep for block in article.blocks[-2:]] == [False, True]


def test_a_different_feature_text_is_kept() -> None:
    article = cleaned(f"---\ntitle: 제목\nexcerpt: {BODY[0]}\nfeature_text: {BODY[1]}\n---\n\n{BODY[0]}\n")
    assert {"f3", "f4"} <= {block.id for block in article.blocks}
    assert article.repeats == {}


@pytest.mark.parametrize("text", ["홈 | 뉴스 | 스포츠 | 연예\n京ICP备05029050号\n", "12345\n----\n", "▶\n"])
def test_a_file_with_no_article_says_so(text: str) -> None:
    with pytest.raises(SourceError, match=r"no article in .*page\.txt") as error:
        cleaned(text)
    assert len(str(error.value).splitlines()) == 2


@given(st.text(alphabet="가나다 .=()[]연합뉴스기자0123456789조회:©\u00a0|•-\n", max_size=200))
def test_any_text_is_judged_and_nothing_is_lost(text: str) -> None:
    if not text.strip():
        return
    try:
        article = judged(text)
    except SourceError:
        return
    assert all(block.rule for block in article.blocks)
    for block in article.blocks:
        spans = [(part.start, part.end) for part in block.parts]
        assert spans == sorted(spans)
        assert all(0 <= start < end <= len(block.text) for start, end in spans)
    try:
        done = clean(article)
    except SourceError:
        return
    before = sorted("".join("".join(block.text for block in article.blocks).split()))
    credit = {block.id for block in done.blocks if block.id.endswith("c")}
    after = [block.text for block in done.blocks if block.id not in credit] + [d.text for d in done.dropped]
    assert sorted("".join("".join(after).split())) == before


# -- rules as data -----------------------------------------------------------------------------------------------


def test_rules_have_names_and_reasons() -> None:
    rules = default_rules()
    assert len(rules.lines) > 40
    assert all(rule.name for rule in rules.lines)


def test_own_rules_are_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('[[line]]\nname = "x"\nrole = "promo"\npatterns = ["^특가"]\n', encoding="utf-8")
    article = judge(
        parse("특가 세일\n본문은 이렇게 한 문장으로 되어 있다.\n".encode(), "a.txt"), read_rules([path])
    )
    assert article.blocks[0].role is Role.PROMO


@pytest.mark.parametrize(
    "text",
    [
        "[[line]\n",
        '[[line]]\nname = "x"\nrole = "no"\npatterns = []\n',
        '[[line]]\nname="x"\nrole="nav"\npatterns=["("]\n',
    ],
)
def test_a_broken_file_of_rules_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=r"own\.toml"):
        read_rules([path])


@pytest.mark.parametrize("piece", ["1 ", "a", "a@", "가다.", "(가=", "조회:1 ", "“다.” ", " • ", "ICP", "ⓒ"])
def test_a_long_hostile_line_is_judged_in_linear_time(piece: str) -> None:
    assert judged("제목\n" + piece * (50_000 // len(piece))).blocks


# -- rights notices ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("notice", "who"),
    [
        ("[사진 제공=AFP, 재판매 및 DB 금지]", "사진 제공=AFP"),
        ("(사진=한강신문, 무단전재 및 재배포 금지)", "사진=한강신문"),
        ("<연합뉴스 자료사진. 재배포 및\u00a0DB금지>", "연합뉴스 자료사진"),
        ("【로이터=연합뉴스 자료사진】", "로이터=연합뉴스 자료사진"),
        ("[EPA=연합뉴스]", "EPA=연합뉴스"),
        ("[Reuters/연합뉴스, 재판매 및 DB 금지]", "Reuters/연합뉴스"),
        ("[ⓒ AFP=연합뉴스, 재판매 및 DB 금지]", "AFP=연합뉴스"),
        ("＜촬영 홍길동. 무단 전재-재배포 금지＞", "촬영 홍길동"),
        ("[연합뉴스TV 제공]", "연합뉴스TV 제공"),
        ("[사진=신화통신(新华社), 무단 전재 금지]", "사진=신화통신(新华社)"),
        ("사진=신화통신, 무단전재 및 재배포 금지", "사진=신화통신"),
        ("（图片来源：新华社，未经授权不得转载）", "图片来源：新华社"),
    ],
)
def test_a_notice_alone_is_a_credit_and_in_a_line_it_leaves_the_sentence(notice: str, who: str) -> None:
    alone = cleaned("\n".join([*PAGE, notice]))
    assert [(b.role, b.text) for b in alone.blocks if b.line == 6] == [(Role.BYLINE, who)]
    bans = [d for d in alone.dropped if d.line == 6]
    assert all(d.role is Role.COPYRIGHT and who not in d.text for d in bans)
    assert bool(bans) == ("금지" in notice or "转载" in notice)
    sentence = "두 나라의 장관들이 새 역에서 손을 맞잡았다."
    within = cleaned("\n".join([*PAGE, f"{sentence} {notice}"]))
    assert [(b.id, b.role, b.text) for b in within.blocks if b.line == 6] == [
        ("6", Role.BODY, sentence),
        ("6c", Role.BYLINE, who),
    ]


@pytest.mark.parametrize(
    "ban", ["[재판매 및 DB 금지]", "*재판매 및 DB 금지", "연합뉴스 무단전재 및 재배포 금지"]
)
def test_a_ban_that_credits_no_picture_is_dropped(ban: str) -> None:
    article = cleaned("\n".join([*PAGE, ban]))
    assert article.dropped[-1].role is Role.COPYRIGHT
    assert article.blocks[-1].text == BODY[-1]


@pytest.mark.parametrize(
    "ban",
    ["무단전재 및 재배포 금지", "[저작권자 ⓒ 한강신문, 무단전재 금지]", "ⓒ 한강신문 무단전재 및 재배포 금지"],
)
def test_a_ban_after_a_sentence_does_not_take_the_sentence_with_it(ban: str) -> None:
    article = cleaned("\n".join([*PAGE, f"시는 역을 열었다. {ban}"]))
    assert [b.text for b in article.blocks if b.id == "6"] == ["시는 역을 열었다."]
    assert article.dropped[-1].role is Role.COPYRIGHT


def test_a_short_sentence_with_a_notice_before_the_text_is_body() -> None:
    article = cleaned(f"제목이다\n\n역이 열렸다. [사진 제공=AFP, 재판매 및 DB 금지]\n\n{BODY[0]}\n")
    assert [(b.id, b.role.value) for b in article.blocks[1:3]] == [("3", "body"), ("3c", "byline")]


def test_brackets_about_a_ban_in_a_sentence_are_not_a_notice() -> None:
    sentence = "재판부는 이 조항(무단 복제 금지)은 헌법에 맞는다고 판단했다."
    assert cleaned("\n".join([*PAGE, sentence])).blocks[-1].text == sentence


def test_a_notice_takes_linear_time() -> None:
    for piece in ("[사진=", "무단 ", "[무단 전재 ", "재배포", "가. 금지 "):
        assert judged("제목\n" + piece * (40_000 // len(piece))).blocks


# -- pages without an article ------------------------------------------------------------------------------------

OWNER = "[한강망•汉江网]한강문화교류협회•한강사이버박물관• 深圳汉江网信息技术有限公司"


@pytest.mark.parametrize(
    "owner", [OWNER, "㈜한강미디어", "한강미디어(주) 서울지사", "주식회사 한강", "Hangang Media Co., Ltd."]
)
def test_a_company_and_its_furniture_are_no_article(owner: str) -> None:
    page = [
        owner,
        "파일 [ 2 ]",
        "[필수입력]  닉네임",
        "관련 기사",
        "  • 첫 소식의 머리",
        "  • 2023-04-02",
        "1 2 3 4 5",
        "Copyright C 2005-2023 All Rights Reserved.",
    ]
    with pytest.raises(SourceError, match="no article in"):
        cleaned("\n".join(page))


def test_a_headline_may_name_a_company() -> None:
    article = cleaned(f"주식회사 한강 새 공장 착공\n{BODY[0]}\n")
    assert [b.role for b in article.blocks] == [Role.TITLE, Role.BODY]


def test_code_is_dropped_as_code() -> None:
    article = cleaned(
        f"---\ntitle: 제목\n---\n\n{BODY[0]}\n\n```sh\necho 안녕하세요.\n```\n\n<pre>코드다</pre>\n"
    )
    assert [(d.text, d.role, d.rule) for d in article.dropped if d.rule == "code"] == [
        ("echo 안녕하세요.", Role.OTHER, "code"),
        ("코드다", Role.OTHER, "code"),
    ]
    assert article.blocks[-1].text == BODY[0]


def test_what_is_left_of_a_tag_is_no_path_through_the_site() -> None:
    article = judged(f'제목이다\n{BODY[0]}\n"><img src=x> 한국이다.\n{BODY[1]}\n')
    assert (article.blocks[2].role, article.blocks[2].keep) == (Role.BODY, True)
