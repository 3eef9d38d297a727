"""Articles that try the page's layout and its patience: many kinds of blocks, findings, scripts and gaps."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bilingual.article import Article, Block, Finding, Mark, Role, Severity, Status, Target

from .page_samples import article

_LINK = "https://example.org/news/2024/05/01/" + "long-address-" * 6 + "?a=1&b=2"


def _three(en: str | None, zh: str | None, ar: str | None) -> dict[str, Target]:
    def made(text: str | None) -> Target:
        return (
            Target(None, Status.UNTRANSLATED) if text is None else Target(text, Status.TRANSLATED, "google")
        )

    return {"en": made(en), "zh-Hans": made(zh), "ar": made(ar)}


def _block(
    id_: str, ko: str, en: str | None, zh: str | None, ar: str | None, **fields: Any
) -> tuple[Block, list[tuple[str, dict[str, Target]]]]:
    block = Block(id_, ko, int(id_.strip("abcdefghijklmnopqrstuvwxyz") or 1), **{"role": Role.BODY, **fields})
    return block, [(ko, _three(en, zh, ar))]


def crowded() -> Article:
    """Three targets, one right to left; headings, a figure, lists within lists, tables with spans, a quotation,
    code, links, suggestions, gaps, and a dozen findings, some of them let stand."""
    caption = {"role": Role.CAPTION}
    blocks = [
        _block("1", "러시아·중국 정상, 카자흐스탄서 만나 ‘새로운 안보 틀’ 논의… 상하이협력기구 회원국 확대 합의까지 나온 이틀간의 회담 정리", "Russian and Chinese leaders discuss a ‘new security framework’ in Kazakhstan: two days of talks that ended with the enlargement of the Shanghai Cooperation Organization", "俄中元首在哈萨克斯坦讨论“新安全框架”，为期两天的会谈以上海合作组织扩员告终", "زعيما روسيا والصين يناقشان «إطارا أمنيا جديدا» في كازاخستان", role=Role.TITLE),
        _block("2", "이틀간의 회담 정리", "Two days of talks in short", "两天会谈梳理", "ملخص يومين من المحادثات", role=Role.TITLE, tag="h2"),
        _block("3", "홍길동 기자 2024년 7월 4일", "By Hong Gil-dong, July 4, 2024", "记者洪吉童 2024年7月4日", "هونغ غيل دونغ، 4 يوليو 2024", role=Role.BYLINE),
        _block("4", "아스타나 회담장에서 악수하는 두 정상", "The two leaders shake hands in Astana", "两国元首在阿斯塔纳握手", "الزعيمان يتصافحان في أستانا", tag="img", role=Role.CAPTION, marks=(Mark("m", 0, 5, "img", "https://example.org/a.jpg"),), path="figure1"),
        _block("5", "3일(현지시간) 카자흐스탄 아스타나에서 열린 회담에 앞서 악수하고 있다.", "They shook hands before the talks in Astana on July 3.", "7月3日，会谈前双方握手。", "تصافحا قبل المحادثات في أستانا.", tag="figcaption", path="figure1", **caption),
        (Block("5c", "AP 연합뉴스", 5, role=Role.BYLINE, path="figure1"), [("AP 연합뉴스", _three("AP-Yonhap", "美联社-韩联社", "أ ب"))]),
        _block("6", "회담의 배경", "Why they met", "会谈背景", "خلفية اللقاء", tag="h2"),
        _block("7", "러시아와 카자흐스탄의 작년 교역 규모는 245억 달러로, 우크라이나 전쟁 이후 나토와의 긴장 속에 꾸준히 늘었다.", "Trade between Russia and Kazakhstan came to $24.5 million last year and has grown steadily amid tension with NATO since the war in Ukraine.", "去年俄罗斯与哈萨克斯坦的贸易额达245亿美元，乌克兰战争以来在与北约的紧张关系中稳步增长。", "بلغ حجم التبادل التجاري بين روسيا وكازاخستان 24.5 مليار دولار العام الماضي.", marks=(Mark("m1", 0, 12, "b"), Mark("m2", 14, 22, "a", _LINK))),
        _block("8", "푸틴 대통령은 “협력은 모든 분야에서 진전하고 있다”고 말했다.", None, "普京总统说：“合作在各个领域都在推进。”", None),
        _block("9", "자료를 보면 다음과 같다.", "The data are these.", None, "البيانات كما يلي.", tag="blockquote"),
        _block("10", "curl -s https://example.org/api/v1/articles?lang=ko | jq '.[0].title'", "curl -s https://example.org/api/v1/articles?lang=ko | jq '.[0].title'", "curl -s https://example.org/api/v1/articles?lang=ko | jq '.[0].title'", "curl -s https://example.org/api/v1/articles?lang=ko | jq '.[0].title'", tag="pre"),
        _block("11", "합의한 것", "What was agreed", "达成的共识", "ما تم الاتفاق عليه", tag="h3"),
        _block("12", "벨라루스를 정회원국으로 받아들인다.", "Belarus is admitted as a full member.", "接纳白俄罗斯为正式成员国。", "قبول بيلاروس عضوا كاملا.", tag="li", path="list1/i1"),
        _block("13", "교역에서 자국 통화를 쓴다.", "Trade is settled in national currencies.", "贸易以本币结算。", "تسوية التجارة بالعملات الوطنية.", tag="li", path="list1/i2"),
        _block("14", "루블 결제는 이미 90%이다.", "Roubles already make 90 percent.", "卢布结算已占90%。", "الروبل يشكل 90%.", tag="li", path="list1/i2/ol2/i1"),
        _block("15", "위안 결제는 내년부터 늘린다.", "Yuan from next year on.", "人民币结算明年起扩大。", "اليوان ابتداء من العام المقبل.", tag="li", path="list1/i2/ol2/i2"),
        _block("16", "다음 회의는 10월에 연다.", "They meet again in October.", "下次会议10月举行。", "الاجتماع القادم في أكتوبر.", tag="li", path="list1/i3"),
    ]  # fmt: skip
    head = [("구분", "Item", "项目", "البند"), ("2022년", "2022", "2022年", "2022"), ("2023년", "2023", "2023年", "2023"), ("증감", "Change", "增减", "التغير"), ("비고", "Remarks", "备注", "ملاحظات")]  # fmt: skip
    rows = [("수출", "Exports", "出口", "الصادرات"), ("수입", "Imports", "进口", "الواردات")]
    for c, texts in enumerate(head, 1):
        blocks.append(_block(f"2{c}", *texts, tag="th", path=f"table1/r1/c{c}"))
    for r, texts in enumerate(rows, 2):
        blocks.append(_block(f"3{r}", *texts, tag="th", path=f"table1/r{r}/c1"))
        for c, number in ((2, f"{r}1.5"), (3, f"{r}4.0"), (4, "+8.1%")):
            blocks.append(
                _block(f"3{r}{c}", number, number, number, number, tag="td", path=f"table1/r{r}/c{c}")
            )
    blocks.append(_block("400", "잠정치, 단위 10억 달러", "Provisional, billions of dollars", "初步数据，单位十亿美元", "أرقام أولية، بمليارات الدولارات", tag="td", path="table1/r2/c5", reach=(2, 1)))  # fmt: skip
    blocks.append(_block("500", "두 정상은 10월 브릭스 정상회의에서 다시 만난다.", "The two leaders meet again at the BRICS summit in October.", "两国元首10月将在金砖峰会上再次会面。", "يلتقي الزعيمان مجددا في قمة بريكس في أكتوبر."))  # fmt: skip
    made = replace(
        article(
            blocks,
            title=blocks[0][0].text,
            site="가나다신문",
            author="홍길동",
            agency="연합뉴스",
            place="아스타나",
            published="2024-07-04T09:30:00+09:00",
            modified="2024-07-05",
            canonical="https://example.org/news/1",
            path="https://example.org/news/1",
        ),
        targets=("en", "zh-Hans", "ar"),
    )
    severities = (Severity.ERROR, Severity.WARNING, Severity.INFO)
    segments = []
    for segment in made.segments:
        targets = dict(segment.targets)
        if segment.block == "7":
            targets["en"] = replace(
                targets["en"],
                findings=(
                    Finding("number", Severity.ERROR, "245억 달러 is $24.5 billion; the text says $24.5 million"),
                    *(Finding(f"check_{n}", severities[n % 3], f"something small, number {n}") for n in range(6)),
                    Finding("length", Severity.WARNING, "much longer than its source", ignored="the editor's wording"),
                ),
            )  # fmt: skip
        if segment.block == "500":
            targets["en"] = replace(targets["en"], status=Status.FUZZY, score=0.84, origin="person", based_on="두 정상은 9월 브릭스 정상회의에서 만난다.")  # fmt: skip
            targets["zh-Hans"] = replace(targets["zh-Hans"], findings=(Finding("term", Severity.WARNING, "BRICS: 金砖国家 expected", ignored="short form, house style"),))  # fmt: skip
        if segment.block == "9":
            targets["zh-Hans"] = Target(None, Status.FAILED)
        segments.append(replace(segment, targets=targets))
    return replace(made, segments=tuple(segments))
