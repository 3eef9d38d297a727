"""What single lines of pages say of their article: a shape of line a row, with the facts that it tells."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from bilingual.article import Article, Role, Source
from bilingual.cleaning import clean, judge
from bilingual.reading import parse

TITLE_KO, TITLE_ZH = "강변 산책로 내년 봄 다시 연다", "河边步道明年春天重新开放"
TITLE_TW = "河邊步道明年春天重新開放"
TEXT_KO = (
    "시는 지난해 홍수로 무너진 강변 산책로를 고쳐 내년 봄에 다시 연다고 오늘 밝혔다. 주민들은 오래 기다렸다고 말했다.",
    "공사는 다음 달에 시작되며, 다리 두 개와 쉼터 세 곳도 함께 고친다고 시 관계자는 덧붙였다.",
)
TEXT_ZH = (
    "市政府今天宣布，去年因洪水损坏的河边步道将在修复后于明年春天重新开放，附近居民表示等待已久。",
    "工程将于下个月开始，两座桥和三处休息亭也将一并修缮，有关负责人补充说。",
)
TEXT_TW = (
    "市政府今天宣布，去年因洪水損壞的河邊步道將在修復後於明年春天重新開放，附近居民表示等待已久。",
    "工程將於下個月開始，兩座橋和三處休息亭也將一併修繕，有關負責人補充說。",
)
WRITTEN = {"ko": (TITLE_KO, TEXT_KO), "zh": (TITLE_ZH, TEXT_ZH), "tw": (TITLE_TW, TEXT_TW)}


def page(language: str, line: str, place: str) -> Article:
    """Return the judged article of a page of ``language`` with a line of its own at ``place``."""
    title, (first, last) = WRITTEN[language]
    if place == "head":
        lines = [title, line, "", first, "", last]
    elif place == "lead":
        lines = [title, "", line + first, "", last]
    else:
        lines = [title, "", first, "", last, "", line]
    return judge(parse("\n".join(lines).encode(), "page.txt"))


class Told(NamedTuple):
    """What a line tells; None is nothing."""

    author: str | None = None
    agency: str | None = None
    place: str | None = None
    published: str | None = None
    modified: str | None = None
    site: str | None = None


def told(source: Source) -> Told:
    return Told(*(getattr(source, name) for name in Told._fields))


D, T = "2024-05-03", "2024-05-03T10:00"
HEAD_KO = [
    ("홍길동(가나신문 기자)", Told("홍길동")),
    ("홍길동 기자 구독", Told("홍길동")),
    ("홍길동 기자 페이스북", Told("홍길동")),
    ("김철수 부산취재본부 기자 kim@example.kr", Told("김철수")),
    ("[머니가나=홍길동 기자]", Told("홍길동", site="머니가나")),
    ("글 홍길동, 사진 김철수", Told("홍길동")),
    ("취재 홍길동 / 편집 김철수", Told("홍길동")),
    ("<가나일보 홍길동 기자>", Told("홍길동", site="가나일보")),
    ("가나통신 기자 홍길동", Told("홍길동")),
    ("(새길통신)", Told(agency="새길통신")),
    ("[출처] 료녕조선문보", Told(site="료녕조선문보")),
    ("홍길동 2024. 5. 3. 10:00", Told("홍길동", published=T)),
    ("2024-05-03T15:05:09Z", Told(published="2024-05-03T15:05:09Z")),
    ("2024-05-03T15:05:09+09:00", Told(published="2024-05-03T15:05:09+09:00")),
    ("2024-05-03T15:05", Told(published="2024-05-03T15:05")),
    ("입력 2024-05-03T15:05:09+0900", Told(published="2024-05-03T15:05:09+09:00")),
    ("２０２４．０５．０３　１０：００", Told(published=T)),
    ("２０２４년 ５월 ３일 오전 １０시", Told(published=T)),
    ("입력 ２０２４．０５．０３ １０：００", Told(published=T)),
    ("입력：２０２４－０５－０３ １０：００　수정：２０２４－０５－０３ １１：２０", Told(published=T, modified="2024-05-03T11:20")),
    ("홍길동 기자 | 입력 2024.05.03 10:00 | 업데이트 2024.05.03 11:20", Told("홍길동", published=T, modified="2024-05-03T11:20")),
    ("홍길동 기자 입력 2024.05.03 10:00 수정 2024.05.03 11:20", Told("홍길동", published=T, modified="2024-05-03T11:20")),
    ("홍길동·김철수 기자 | 2024.05.03 10:00", Told("홍길동, 김철수", published=T)),
    ("가나일보 홍길동 기자 입력 2024.05.03 10:00", Told("홍길동", published=T, site="가나일보")),
    ("기자명 홍길동 기자 | 승인 2024.05.03 10:00 | 댓글 0", Told("홍길동", published=T)),
    ("기자명 홍길동   입력 2024.05.03 10:00   수정 2024.05.03 11:20", Told("홍길동", published=T, modified="2024-05-03T11:20")),
    ("승인 2024.05.03 10:00", Told(published=T)),
    ("등록 2024.05.03 10:00:09 / 수정 2024.05.03 11:20:30", Told(published="2024-05-03T10:00:09", modified="2024-05-03T11:20:30")),
    ("최초입력 2024.05.03 10:00:00   최종수정 2024.05.03 11:20:00", Told(published="2024-05-03T10:00:00", modified="2024-05-03T11:20:00")),
    ("송고시간 2024-05-03 10:00", Told(published=T)),
    ("송고시간2024-05-03 10:00", Told(published=T)),
    ("작성자: 홍길동 작성일: 2024-05-03 10:00", Told("홍길동", published=T)),
    ("2024년 5월 3일 금요일 오후 3시 5분", Told(published="2024-05-03T15:05")),
    ("2024년 5월 3일", Told(published=D)),
    ("2024.5.3. 오후 3:05", Told(published="2024-05-03T15:05")),
    ("2024.05.03(금) 10:00", Told(published=T)),
    ("3시간 전", Told()),
    ("2일 전 업데이트", Told()),
    ("[디지털경제=오지민 기자]", Told("오지민", site="디지털경제")),
    ("[가나뉴스 홍길동 기자]", Told("홍길동", site="가나뉴스")),
    ("(서울=뉴스1) 김철수 기자 =", Told("김철수", "뉴스1", "서울")),
    ("(서울=뉴스1) 김철수 기자", Told("김철수", "뉴스1", "서울")),
    ("【北京=신화통신】", Told(agency="신화통신", place="北京")),
    ("[서울=AP/뉴시스]", Told(agency="AP/뉴시스", place="서울")),
    ("[서울=뉴시스] 홍길동 기자 =", Told("홍길동", "뉴시스", "서울")),
    ("뉴욕=김모 특파원", Told("김모", place="뉴욕")),
    ("글·사진=홍길동 기자", Told("홍길동")),
    ("글/사진 홍길동 기자 gd@example.kr", Told("홍길동")),
    ("/홍길동 기자 gd@example.kr", Told("홍길동")),
    ("온라인뉴스팀", Told()),
    ("편집국", Told()),
    ("온라인뉴스팀 news@example.kr", Told()),
    ("연길=홍길동 기자", Told("홍길동", place="연길")),
    ("길림신문 홍길동 기자", Told("홍길동", site="길림신문")),
    ("래원: 연변일보   2024-05-03 10:00", Told(published=T, site="연변일보")),
    ("원고래원: 흑룡강신문   시간: 2024-05-03 10:00:09", Told(published="2024-05-03T10:00:09", site="흑룡강신문")),
    ("연변일보  2024-05-03 10:00:09", Told(published="2024-05-03T10:00:09", site="연변일보")),
    ("발표시간: 2024-05-03 10:00   출처: 길림신문   편집/기자: [ 홍길동 ]", Told("홍길동", published=T, site="길림신문")),
    ("조글로미디어(ZOGLO) 2024년5월3일 10시00분    조회:1078", Told(published=T, site="조글로미디어(ZOGLO)")),
    ("게재 일자 : 2024년 05월 03일(金)", Told(published=D)),
    ("기사전송 2024-05-03, 10:00:12", Told(published="2024-05-03T10:00:12")),
    ("데스크 승인 2024.05.03 10:00", Told(published=T)),
    ("작성일자 24-05-03 10:00", Told(published=T)),
    ("기사 최종편집일시: 2024년 05월 03일 10:00", Told(modified=T)),
    ("원천: 가나넷 조문판 | 2024년 05월 03일 10시 00분", Told(published=T, site="가나넷 조문판")),
    ("2024-05-03 10:00 | 길림신문 | 리철수 기자", Told("리철수", published=T, site="길림신문")),
    ("중국조선어방송넷 2024-05-03", Told(published=D, site="중국조선어방송넷")),
    ("[가나신문] 입력 : 2024.05.03 10:00 수정 : 2024.05.03 11:20", Told(published=T, modified="2024-05-03T11:20", site="가나신문")),
    ("신화통신 북경 5월 3일발", Told(agency="신화통신", place="북경")),
    ("[신화사 북경 5월 3일발 기자 왕명]", Told("왕명", "신화사", "북경")),
    ("[춘천=가나일보] 홍길동기자", Told("홍길동", place="춘천", site="가나일보")),
    ("가나뉴스 | 홍길동 기자", Told("홍길동", site="가나뉴스")),
    ("서울 - 홍길동 기자 | 2024.05.03 10:00", Told("홍길동", place="서울", published=T)),
    ("서귀포 홍길동 기자", Told("홍길동")),
    ("의정부 홍길동 기자 gd@example.kr", Told("홍길동")),
    ("By 홍길동 기자 | May 3, 2024 10:00 AM KST", Told("홍길동", published="2024-05-03T10:00+09:00")),
    ("By Hong Gil-dong / 2024-05-03", Told("Hong Gil-dong", published=D)),
    ("취재기자 홍길동 | 영상기자 김철수", Told("홍길동")),
    ("가나일보 입력 2024.05.03 10:00", Told(published=T, site="가나일보")),
    ("가나신문 2024년 5월 3일 금요일 10면", Told(published=D, site="가나신문")),
    ("연길=가나통신 기자 홍길동 2024-05-03", Told("홍길동", place="연길", published=D)),
]  # fmt: skip
TAIL_KO = [
    ("홍길동 기자 gd@example.kr", Told("홍길동")),
    ("/홍길동 기자 gd@example.kr", Told("홍길동")),
    ("[홍길동 기자]", Told("홍길동")),
    ("글·사진=홍길동 기자", Told("홍길동")),
    ("홍길동 인턴기자", Told("홍길동")),
    ("뉴욕=김모 특파원 gd@example.kr", Told("김모", place="뉴욕")),
    ("온라인뉴스팀", Told()),
    ("<저작권자(c) 연합뉴스, 무단 전재-재배포 금지> 2024/05/03 10:00 송고", Told(published=T)),
    ("ⓒ 2023 가나신문. 무단전재 및 재배포 금지", Told()),
    ("Copyright ⓒ 2019.05.03 가나신문. All rights reserved.", Told()),
]
LEAD_KO = [
    ("(서울=뉴스1) 김철수 기자 = ", Told("김철수", "뉴스1", "서울")),
    ("(서울=뉴스1) 김철수 이영희 기자 = ", Told("김철수, 이영희", "뉴스1", "서울")),
    ("[서울=AP/뉴시스] 홍길동 기자 = ", Told("홍길동", "AP/뉴시스", "서울")),
    ("【北京=신화통신】", Told(agency="신화통신", place="北京")),
    ("[디지털경제=오지민 기자] ", Told("오지민", site="디지털경제")),
    ("[가나경제 오지민 기자] ", Told("오지민", site="가나경제")),
    ("뉴욕=김모 특파원 ", Told("김모", place="뉴욕")),
    ("(알마티=연합뉴스) 홍길동 통신원 = ", Told("홍길동", "연합뉴스", "알마티")),
    ("신화사 북경 5월 3일발 ", Told(agency="신화사", place="북경")),
]
HEAD_ZH = [
    ("本报记者张三 通讯员李四", Told("张三, 李四")),
    ("新华网北京5月3日电", Told(place="北京")),
    ("【记者张三北京报道】", Told("张三", place="北京")),
    ("张三 2024-05-03 15:05", Told("张三", published="2024-05-03T15:05")),
    ("2024年05月03日 15:05 新京报 记者 张三 编辑 李四", Told("张三", published="2024-05-03T15:05", site="新京报")),
    ("图文：张三", Told("张三")),
    ("作者 | 张三", Told("张三")),
    ("2024-05-03 15:05 来源新华网 | 作者张三", Told("张三", published="2024-05-03T15:05", site="新华网")),
    ("2024年5月3日 15:05", Told(published="2024-05-03T15:05")),
    ("２０２４年５月３日　１５：０５", Told(published="2024-05-03T15:05")),
    ("2024-05-03T15:05:09+08:00", Told(published="2024-05-03T15:05:09+08:00")),
    ("2024年05月03日15:05", Told(published="2024-05-03T15:05")),
    ("2024年5月3日 下午3时05分", Told(published="2024-05-03T15:05")),
    ("作者：张三 来源：新华网 2024年05月03日15:05", Told("张三", published="2024-05-03T15:05", site="新华网")),
    ("来源：新华网 作者：张三 2024-05-03 15:05", Told("张三", published="2024-05-03T15:05", site="新华网")),
    ("2024-05-03 15:05:09　来源：人民网　作者：张三", Told("张三", published="2024-05-03T15:05:09", site="人民网")),
    ("2024-05-03 15:05 | 来源：新华网 | 作者：张三", Told("张三", published="2024-05-03T15:05", site="新华网")),
    ("来源：新华社 | 2024年05月03日 15:05", Told(agency="新华社", published="2024-05-03T15:05", site="新华社")),
    ("记者 张三 报道", Told("张三")),
    ("记者张三报道", Told("张三")),
    ("文/张三 图/李四", Told("张三")),
    ("文｜张三 编辑｜李四", Told("张三")),
    ("文 | 张三", Told("张三")),
    ("本报记者 张三", Told("张三")),
    ("（记者 李四 实习生 王五）", Told("李四, 王五")),
    ("发布时间：2024-05-03 15:05 更新时间：2024-05-03 18:20", Told(published="2024-05-03T15:05", modified="2024-05-03T18:20")),
    ("2024-05-03 15:05 发布于北京", Told(published="2024-05-03T15:05")),
    ("3小时前", Told()),
    ("昨天 15:05", Told()),
    ("责任编辑：王五", Told()),
    ("作者：管理员 时间：2024-05-03 15:05 点击：12", Told(published="2024-05-03T15:05")),
    ("发表于2024年5月3日 · 编辑于2024年5月4日", Told(published=D, modified="2024-05-04")),
    ("据新华社电", Told(agency="新华社")),
    ("据新华社北京5月3日电", Told(agency="新华社", place="北京")),
    ("【环球时报记者 丁雅栀 环球时报特约记者 王逸】", Told("丁雅栀, 王逸")),
    ("记者 李华 北京报道", Told("李华", place="北京")),
    ("中国经济周刊 记者 侯隽 | 北京报道", Told("侯隽", place="北京")),
    ("每经记者：李星 每经编辑：张海妮", Told("李星")),
    ("财联社5月3日讯（记者 闫军）", Told("闫军")),
    ("光明网 2024-05-03 10:00 编辑：王明", Told(published=T, site="光明网")),
]  # fmt: skip
LEAD_ZH = [
    ("新华社北京5月3日电（记者张三）", Told("张三", "新华社", "北京")),
    ("新华社北京５月３日电（记者 张三、李四）", Told("张三, 李四", "新华社", "北京")),
    ("中新网首尔5月3日电 ", Told(place="首尔")),
    ("中新社首尔5月3日电 （记者 张三）", Told("张三", "中新社", "首尔")),
    ("本报讯（记者 李四 实习生 王五）", Told("李四, 王五")),
    ("本报北京5月3日电（记者张三）", Told("张三", place="北京")),
    ("（记者 李四 实习生 王五）", Told("李四, 王五")),
    ("【环球时报驻韩国特约记者 张三】", Told("张三")),
    ("【新华社首尔5月3日电】", Told(agency="新华社", place="首尔")),
]
HEAD_TW = [
    ("王小明／綜合報導", Told("王小明")),
    ("2024-05-03 15:05 發佈", Told(published="2024-05-03T15:05")),
    ("最後更新：2024-05-03 15:05", Told(modified="2024-05-03T15:05")),
    ("記者王小明／台北報導", Told("王小明", place="台北")),
    ("記者王小明/台北報導", Told("王小明", place="台北")),
    ("〔記者王小明／台北報導〕", Told("王小明", place="台北")),
    ("記者王小明、陳大文／綜合報導", Told("王小明, 陳大文")),
    ("2024年5月3日 週五 下午3:05", Told(published="2024-05-03T15:05")),
    ("2024/05/03 15:05", Told(published="2024-05-03T15:05")),
    ("中華民國113年5月3日", Told(published=D)),
    ("民國113年5月3日 15:05", Told(published="2024-05-03T15:05")),
    ("發布時間：2024/05/03 15:05 更新時間：2024/05/03 18:20", Told(published="2024-05-03T15:05", modified="2024-05-03T18:20")),
    ("2024-05-03 15:05 聯合報 記者王小明／台北報導", Told("王小明", place="台北", published="2024-05-03T15:05", site="聯合報")),
    ("文／王小明", Told("王小明")),
    ("撰文：王小明", Told("王小明")),
    ("113/05/03 15:05", Told(published="2024-05-03T15:05")),
    ("發布日期：113-05-03", Told(published=D)),
    ("民國113年05月03日(星期五)", Told(published=D)),
    ("2024年5月3日 週五 下午3:05 [GMT+8]", Told(published="2024-05-03T15:05+08:00")),
    ("文・攝影／王小明", Told("王小明")),
    ("中時新聞網 王小明", Told("王小明", site="中時新聞網")),
    ("香港文匯報訊（記者 王小明）", Told("王小明")),
]  # fmt: skip
LEAD_TW = [
    ("（中央社記者王小明台北3日電）", Told("王小明", "中央社", "台北")),
    ("（中央社首爾3日綜合外電報導）", Told(agency="中央社", place="首爾")),
    ("〔記者王小明／台北報導〕", Told("王小明", place="台北")),
    ("【記者王小明台北報導】", Told("王小明", place="台北")),
]
CASES = [
    pytest.param(language, place, line, facts, id=f"{language} {place} {line[:30]}")
    for language, place, rows in (
        ("ko", "head", HEAD_KO),
        ("ko", "tail", TAIL_KO),
        ("ko", "lead", LEAD_KO),
        ("zh", "head", HEAD_ZH),
        ("zh", "lead", LEAD_ZH),
        ("tw", "head", HEAD_TW),
        ("tw", "lead", LEAD_TW),
    )
    for line, facts in rows
]


@pytest.mark.parametrize(("language", "place", "line", "facts"), CASES)
def test_what_a_line_tells(language: str, place: str, line: str, facts: Told) -> None:
    article = page(language, line, place)
    source = clean(article).source
    assert told(source) == facts
    assert source.title == WRITTEN[language][0]
    if place != "lead":
        judged = next(block for block in article.blocks if block.text == line)
        assert judged.role not in (Role.BODY, Role.TITLE, Role.CAPTION), judged.rule


@pytest.mark.parametrize(
    "line",
    [
        "2024년 5월3일(금)",
        "2024년 5월 3일 (음력 3월 25일)",
        "2024年5月3日（星期五）",
        "2024年5月3日 星期五",
        "星期五 2024-05-03",
        "农历三月廿五 2024年5月3日 星期五",
        "2024年5月3日 农历甲辰年三月廿五",
    ],
)
def test_a_bare_date_below_the_title_where_nothing_else_tells_it(line: str) -> None:
    assert clean(page("zh", line, "head")).source.published == D
    assert clean(page("zh", line, "tail")).source.published is None
    title, text = WRITTEN["zh"]
    at_the_top = judge(parse("\n".join([line, title, *text]).encode(), "page.txt"))
    assert clean(at_the_top).source.published is None
    other = judge(parse("\n".join([title, line, "发布时间：2024-05-01", *text]).encode(), "page.txt"))
    assert clean(other).source.published == "2024-05-01"
