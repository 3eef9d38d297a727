"""Articles for the tests of the page: the two seeds with sensible translations, and one that is hard to lay out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bilingual.article import (
    Article,
    Block,
    Finding,
    Mark,
    Policy,
    Role,
    Segment,
    Severity,
    Signature,
    Source,
    Status,
    Target,
    TermMatch,
)

SEEDS = Path(__file__).parent.parent / "seeds"
ENGLISH, CHINESE = "en", "zh-Hans"

#: Lines of the first seed with sentences' English and Chinese; None is a gap.
NEWS: list[tuple[int, Role, list[tuple[str | None, str | None]]]] = [
    (2, Role.TITLE, [("Mindful of NATO? Putin readies military drills with CSTO member Kazakhstan", "普京意在北约？筹备与集安组织成员国哈萨克斯坦举行联合军演")]),
    (3, Role.DATELINE, [("Zoglo Media, Aug. 21, 2022, 6:05 a.m.", "潮歌网 2022年8月21日 06:05")]),
    (6, Role.CAPTION, [("Leaders of Russia and Kazakhstan shake hands", "俄哈两国领导人握手")]),
    (7, Role.CAPTION, [("Russian President Vladimir Putin and Kazakh President Kassym-Jomart Tokayev met in Sochi on Aug. 19 (local time) for a summit, holding wide-ranging talks on closer diplomatic ties and other forms of cooperation.", "当地时间19日，俄罗斯总统弗拉基米尔·普京与哈萨克斯坦总统卡西姆-若马尔特·托卡耶夫在索契举行会晤，就加强外交关系等多项合作进行了广泛交谈。")]),
    (10, Role.BODY, [("With the West stepping up support for Ukraine, which is at war with Russia, Moscow is preparing joint military exercises with Kazakhstan, a member of the Collective Security Treaty Organization (CSTO), the former Soviet military alliance.", "在西方加大对与俄交战的乌克兰的支援之际，俄罗斯正筹备与前苏联军事安全同盟集体安全条约组织成员国哈萨克斯坦举行联合军事演习。")]),
    (12, Role.BODY, [("Observers see the move as the start of a full-fledged response to the expansion of the U.S.-led North Atlantic Treaty Organization (NATO), which backs Ukraine.", None)]),
    (14, Role.BODY, [("According to Zakon and other Kazakh media on the 20th, Russian President Vladimir Putin disclosed the plan the previous day at a meeting with Kazakh President Kassym-Jomart Tokayev, who was visiting Sochi.", "据扎孔网等哈萨克斯坦媒体20日报道，俄罗斯总统普京前一天在会见到访索契的哈萨克斯坦总统托卡耶夫时公开了这一计划。")]),
    (16, Role.BODY, [("Putin said that day that joint drills between Russia and Kazakhstan were being prepared within the framework of cooperation among CSTO members.", "普京当天表示，俄哈联合演习正在集安组织成员国合作框架内筹备。")]),
    (18, Role.BODY, [("“Cooperation between Russia and Kazakhstan is moving in a positive direction in every field,” he said, underscoring the strength of the relationship.", "他说：“俄哈合作在各个领域都朝着积极的方向发展”，以此彰显两国关系牢固。")]),
    (22, Role.BODY, [("Tokayev stressed the need to advance bilateral relations and invited Putin to the Commonwealth of Independent States (CIS) summit that Kazakhstan will host in October.", "托卡耶夫强调了推进两国关系的必要性，并邀请普京出席10月由哈萨克斯坦主办的独立国家联合体(独联体)峰会。"), ("Kazakhstan holds the CIS chairmanship this year.", "哈萨克斯坦是今年独联体轮值主席国。")]),
    (28, Role.BODY, [("Kazakhstan has long kept close ties with Russia, signing a treaty of friendship and cooperation in 1992, shortly after independence.", "哈萨克斯坦独立后不久即于1992年与俄罗斯签订友好合作条约，长期保持密切关系。"), ("Russia in particular is Kazakhstan's largest trading partner, with trade between the two reaching $24.5 billion last year.", "俄罗斯还是哈萨克斯坦最大的贸易伙伴，去年两国贸易额达245亿美元。")]),
]  # fmt: skip

TERMS = [
    ("집단안보조약기구", Policy.PIN, {"en": ("CSTO", "Collective Security Treaty Organization"), "zh-Hans": ("集安组织", "集体安全条约组织")}, {"en": "Collective Security Treaty Organization (CSTO)", "zh-Hans": "集体安全条约组织"}),
    ("CSTO", Policy.PIN, {"en": ("CSTO",), "zh-Hans": ("集安组织", "集体安全条约组织")}, {}),
    ("나토", Policy.PIN, {"en": ("NATO",), "zh-Hans": ("北约",)}, {}),
    ("북대서양조약기구", Policy.PIN, {"en": ("North Atlantic Treaty Organization",), "zh-Hans": ("北大西洋公约组织",)}, {}),
    ("블라디미르 푸틴", Policy.PIN, {"en": ("Vladimir Putin",), "zh-Hans": ("弗拉基米르·普京", "普京")}, {}),
    ("푸틴", Policy.PIN, {"en": ("Putin",), "zh-Hans": ("普京",)}, {}),
    ("토카예프", Policy.PIN, {"en": ("Tokayev",), "zh-Hans": ("托卡耶夫",)}, {}),
    ("카자흐스탄", Policy.CHECK, {"en": ("Kazakhstan", "Kazakh"), "zh-Hans": ("哈萨克斯坦", "哈")}, {}),
    ("러시아", Policy.CHECK, {"en": ("Russia", "Russian", "Moscow"), "zh-Hans": ("俄罗斯", "俄")}, {}),
    ("우크라이나", Policy.CHECK, {"en": ("Ukraine", "Ukrainian"), "zh-Hans": ("乌克兰",)}, {}),
]  # fmt: skip


def found(text: str) -> tuple[TermMatch, ...]:
    matches: list[TermMatch] = []
    for source, policy, accepted, first in TERMS:
        for hit in re.finditer(re.escape(source), text):
            if all(hit.end() <= m.start or m.end <= hit.start() for m in matches):
                matches.append(
                    TermMatch(
                        source,
                        hit.start(),
                        hit.end(),
                        policy,
                        {k: v[0] for k, v in accepted.items()},
                        accepted,
                        first,
                        entry="entities.csv:12",
                    )
                )
    return tuple(sorted(matches, key=lambda match: match.start))


def target(text: str | None, n: int = 0) -> Target:
    if text is None:
        return Target(None, Status.UNTRANSLATED)
    return Target(text, Status.REUSED, "imported")


def article(
    blocks: Sequence[tuple[Block, list[tuple[str, dict[str, Target]]]]], **source: str | None
) -> Article:
    sha = "5a1c0ffe" + "0" * 56
    made: list[Block] = []
    segments: list[Segment] = []
    for block, sentences in blocks:
        ids, at = [], 0
        for n, (text, targets) in enumerate(sentences, 1):
            start = block.text.index(text, at)
            at = start + len(text)
            marks = tuple(
                replace(mark, start=max(mark.start, start) - start, end=min(mark.end, at) - start)
                for mark in block.marks
                if mark.start < at and mark.end > start
            )
            ids.append(f"{sha[:8]}-{block.id}.{n}")
            segments.append(Segment(ids[-1], block.id, text, "ko", start, marks, found(text), targets))
        made.append(replace(block, segments=tuple(ids), keep=True))
    fields: dict[str, str | None] = {"path": "seeds/000_528f012b6500446b.txt", "language": "ko", **source}
    return Article(
        Source(sha256=sha, **fields),  # type: ignore[arg-type]
        tuple(made),
        tuple(segments),
        targets=(ENGLISH, CHINESE),
        signature=Signature("bilingual 0.1.0", "memory", "1a2b3c4d"),
    )


def sentences_of(text: str) -> list[str]:
    return re.findall(r".+?(?:[.](?=\s|$)|$)", text.strip())


def news() -> Article:
    """The first seed as an article, with a gap, findings, a suggestion and an edited sentence."""
    lines = (SEEDS / "000_528f012b6500446b.txt").read_text(encoding="utf-8").split("\n")
    blocks: list[tuple[Block, list[tuple[str, dict[str, Target]]]]] = []
    for number, role, pairs in NEWS:
        text = re.split(r"\s+조회", lines[number - 1].strip())[0]
        if number == 7:
            text = text.split(" [")[0]
        if number == 10:
            lead, text = (
                text[: text.index("=", text.index(")")) + 1],
                text[text.index("=", text.index(")")) + 2 :],
            )
            targets = {
                "en": target("ALMATY (Yonhap) — By correspondent Kim Sang-wook"),
                "zh-Hans": target("(阿拉木图=韩联社)通讯员 金相旭 ="),
            }
            blocks.append((Block("10d", lead, 10, role=Role.DATELINE), [(lead, targets)]))
        parts = [p.strip() for p in sentences_of(text)] if len(pairs) > 1 else [text]
        assert len(parts) == len(pairs), parts
        blocks.append(
            (
                Block(str(number), text, number, role=role),
                [
                    (part, {"en": target(en), "zh-Hans": target(zh)})
                    for part, (en, zh) in zip(parts, pairs, strict=True)
                ],
            )
        )
        if number == 7:
            targets = {"en": target("Yonhap file photo"), "zh-Hans": target("韩联社资料图")}
            blocks.append(
                (Block("7c", "연합뉴스 자료사진", 7, role=Role.BYLINE), [("연합뉴스 자료사진", targets)])
            )
    made = article(blocks, title=lines[1], published="2022-08-21T06:05", site="조글로미디어")
    segments = list(made.segments)
    by_block = {segment.block: n for n, segment in enumerate(segments)}

    def change(block: str, language: str, **changes: object) -> None:
        old = segments[by_block[block]]
        segments[by_block[block]] = replace(
            old, targets={**old.targets, language: replace(old.targets[language], **changes)}
        )

    change("14", "zh-Hans", status=Status.FUZZY, score=0.84, origin="person")
    change("16", "en", status=Status.EDITED, origin="person")
    change(
        "28",
        "en",
        findings=(
            Finding("number", Severity.ERROR, "245억 달러 is $24.5 billion; the text says $24.5 million"),
            Finding("length", Severity.INFO, "unusually long"),
        ),
    )
    change("22", "zh-Hans", findings=(Finding("term", Severity.WARNING, "CIS: 独联体 expected"),))
    return replace(made, segments=tuple(segments))


def both(en: str, zh: str) -> dict[str, Target]:
    return {"en": target(en), "zh-Hans": target(zh)}


def post() -> Article:
    """The second seed's kinds of blocks: a standfirst, headings, bold and linked text, a table, a list."""
    text = (SEEDS / "002_f10d40b959076709.txt").read_text(encoding="utf-8")
    title = re.search(r"title: (.+)", text)[1]  # type: ignore[index]
    excerpt = re.search(r"excerpt: >\n {2}(.+?) \(글자", text)[1]  # type: ignore[index]
    body = [re.sub("<[^>]+>", "", line).strip() for line in text.split("---\n")[2].split("\n")]
    paragraphs = [line for line in body if len(line) > 60]
    first = sentences_of(excerpt)
    english = [
        "Russian President Putin and Chinese President Xi Jinping have met again in Kazakhstan.",
        "The two leaders called each other dear friends, making a show of their closeness and stressing cooperation.",
        "Putin described the interaction between Russia and China as a key stabilizing factor on the world stage, while Xi underlined continued cooperation and opposition to outside interference.",
        "Putin also said he would meet Xi again at the BRICS summit in October.",
        "At the Shanghai Cooperation Organization summit, Belarus, a Russian ally, is due to be admitted as a full member, and attention is on an agreement on a new security framework.",
    ]
    chinese = [
        "俄罗斯总统普京与中国国家主席习近平在哈萨克斯坦再次会晤。",
        "两国元首互称亲密的朋友，展示密切关系，强调两国间的紧密合作。",
        "普京称俄中互动是国际舞台上的主要稳定因素，强调加强合作；习近平则强调延续两国合作、反对外部干涉。",
        "普京还表示，将在10月举行的金砖国家峰会上与习近平再次会面。",
        "上海合作组织峰会上，俄罗斯的盟友白俄罗斯预计将被接纳为正式成员国，就构建新安全框架达成的共识备受关注。",
    ]
    blocks: list[tuple[Block, list[tuple[str, dict[str, Target]]]]] = [
        (Block("f2", title, 2, "yaml", "front_matter/title", role=Role.TITLE), [(title, both("Putin and Xi, ‘dear friends,’ to meet again in Russia in October", "普京与习近平互称亲密朋友，10月再会于俄罗斯"))]),
        (Block("f6", excerpt, 6, "yaml", "front_matter/excerpt", role=Role.BODY), [(s, both(en, zh)) for s, en, zh in zip(first, english, chinese, strict=True)]),
        (Block("1", "러시아와 중국이 협력을 강화하며 카자흐스탄 회담", 12, "h2", role=Role.BODY), [("러시아와 중국이 협력을 강화하며 카자흐스탄 회담", both("Russia and China deepen cooperation at talks in Kazakhstan", "俄中加强合作，在哈萨克斯坦举行会谈"))]),
        (Block("2", paragraphs[0], 14, "p", role=Role.BODY), [(s, both(en, zh)) for s, en, zh in zip(sentences_of(paragraphs[0]), ["President Putin of Russia and President Xi Jinping of China met again in Kazakhstan and displayed their close ties.", "The talks put the emphasis on cooperation between Russia and China."], ["俄罗斯总统普京与中国国家主席习近平在哈萨克斯坦再次会晤，展示了亲密关系。", "此次会谈强调了俄中合作。"], strict=True)]),
        (Block("3", "협력의 확대", 16, "h3", marks=(Mark("m1", 0, 6, "b"),), role=Role.BODY), [("협력의 확대", both("Cooperation widens", "合作扩大"))]),
        (Block("4", paragraphs[1], 18, "p", marks=(Mark("m2", 0, 6, "b"), Mark("m3", 3, 12, "a", "https://example.org/?a=1&b=2")), role=Role.BODY), [(paragraphs[1], both("Putin and Xi called each other ‘dear friends’ and stressed the importance of cooperation between Russia and China.", "普京与习近平互称“亲密的朋友”，强调俄中合作的重要性。"))]),
        (Block("5", "상하이협력기구 정상회의", 20, "h3", role=Role.BODY), [("상하이협력기구 정상회의", both("The SCO summit", "上合组织峰会"))]),
        (Block("6", paragraphs[-1], 22, "p", role=Role.BODY), [(paragraphs[-1], {"en": Target(None, Status.FAILED), "zh-Hans": target("由中俄主导、与美国等西方抗衡的经济安全多边合作机制上海合作组织峰会开幕，今天的会议将接纳俄罗斯的盟友白俄罗斯为正式成员国，预计还将就“构建新安全框架”达成共识。")})]),
    ]  # fmt: skip
    table = [[("구분", "Item", "项目"), ("내용", "Details", "内容")], [("회담 장소", "Venue", "会谈地点"), ("카자흐스탄", "Kazakhstan", "哈萨克斯坦")], [("다음 만남", "Next meeting", "下次会面"), ("브릭스(BRICS) 정상회의", "BRICS summit", "金砖国家峰会")]]  # fmt: skip
    for r, row in enumerate(table, 1):
        for c, (ko, en, zh) in enumerate(row, 1):
            tag = "th" if r == 1 else "td"
            blocks.append(
                (Block(f"t{r}{c}", ko, 30, tag, f"table1/r{r}/c{c}", role=Role.BODY), [(ko, both(en, zh))])
            )
    for n, (ko, en, zh) in enumerate(
        [("러시아", "Russia", "俄罗斯"), ("카자흐스탄", "Kazakhstan", "哈萨克斯坦")], 1
    ):
        blocks.append((Block(f"l{n}", ko, 40, "li", f"list1/i{n}", role=Role.BODY), [(ko, both(en, zh))]))
    return article(blocks, path="seeds/002_f10d40b959076709.txt", kind="post", title=title, site="newsdao", published="2024-07-04")  # fmt: skip


def hard() -> Article:
    """What breaks layouts: unbroken words, a long address, a table of eight columns, a row of many sentences."""
    long_word, address = "가" * 200, "https://example.org/" + "a" * 150
    many = " ".join(f"문장 {n}." for n in range(1, 40))
    blocks = [
        (Block("0", long_word, role=Role.TITLE), [(long_word, both("W" * 120, "长" * 90))]),
        (Block("1", address, marks=(Mark("m", 0, len(address), "a", address),), role=Role.BODY), [(address, both(address, address))]),
        (Block("2", many, role=Role.BODY), [(s, both("S.", "句。")) for s in sentences_of(many)]),
    ]  # fmt: skip
    for c in range(1, 9):
        blocks.append(
            (
                Block(f"t{c}", "긴 낱말 칸", tag="td", path=f"table1/r1/c{c}", role=Role.BODY),
                [("긴 낱말 칸", both("Considerable heading", "较长的表头"))],
            )
        )
    return article(blocks, path="https://example.org/" + "b" * 120)


def one(text: str, target_text: str | None = "A.", **changes: object) -> Article:
    """An article of a single sentence, its segment changed at will."""
    made = article(
        [
            (
                Block("1", text, 1, role=Role.BODY),
                [(text, {"en": target(target_text), "zh-Hans": target("甲。")})],
            )
        ]
    )
    return replace(made, segments=(replace(made.segments[0], **changes),))  # type: ignore[arg-type]
