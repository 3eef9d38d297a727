"""Entries: names of sections among other articles' headlines are a menu's, and what is ranked is a list.

Looks at the lines that are no part of the article, once their surroundings have named them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bilingual.article import Role
from bilingual.cleaning.shape import Line

#: By weight no section's name says more, nor what stands in a ranking of words.
SECTION, RANKED = 14, 80
#: How the rules of ranked lines end.
RANKING = ": ranked"
#: So many ranks in a row make a ranking.
LEAST = 3
_NAMES = """
即時 即时 实时 要聞 要闻 政治 時政 时政 國際 国际 國內 国内 兩岸 两岸 港澳 大陸 大陆 全球 產經 产经
產業 产业 證券 证券 財經 财经 經濟 经济 科技 生活 社會 社会 地方 文化 運動 运动 體育 体育 娛樂 娱乐
專題 专题 影音 視頻 视频 軍事 军事 教育 健康 汽車 汽车 房產 房产 地產 地产 旅遊 旅游 評論 评论 論壇
论坛 法治 圖片 图片 直播 焦點 焦点 熱點 热点 熱門 热门 最新 時尚 时尚 美食 藝文 艺术 消費 消费 投書
정치 경제 사회 국제 문화 스포츠 연예 오피니언 사설 칼럼 지역 전국 북한 산업 증권 금융 부동산 과학
생활 건강 라이프 포토 영상 동영상 세계 월드 교육 여행 날씨 만평 기획 특집 피플 인물 랭킹
"""
_SECTIONS = frozenset(_NAMES.split())
_SUFFIX = re.compile(r"(?<=..)(?:新[聞闻]|[頻频]道)$")
_EDGES = " |·>»›▶▼:："
_RANK = re.compile(r"\W{0,2}(\d{1,2})[위.]?\W{0,2}")
_RANKED = re.compile(r"(\d{1,2})[위.]?\s\S")
_LISTED = frozenset({Role.RELATED, Role.NAV, Role.COUNTER, Role.PROMO, Role.OTHER})


def name_entries(lines: Sequence[Line]) -> None:
    """Name the sections and the ranked entries among a page's lines, given in source order."""
    tabs, related = False, Role.RELATED
    for n, line in enumerate(lines):
        if line.heading or line.keep:
            tabs = line.heading
            continue
        # Right below a heading they are the tabs of its list.
        tabs = tabs and line.weight <= SECTION
        if line.role is related and not tabs and _is_section(line) and not _labels(lines, n):
            line.role = Role.NAV
    _rankings(lines)


def _is_section(line: Line) -> bool:
    name = line.bare.strip(_EDGES) if line.weight <= SECTION else ""
    return name in _SECTIONS or (name[-1:] in "聞闻道" and _SUFFIX.sub("", name) in _SECTIONS)


def _labels(lines: Sequence[Line], n: int) -> bool:
    """Tell whether a section's name stands over one headline, as others do over the next ones."""
    for other in (n - 2, n + 2):
        if 0 <= other < len(lines) and _is_section(lines[other]):
            between = lines[(n + other) // 2]
            if not between.keep and between.weight > SECTION:
                return True
    return False


def _rankings(lines: Sequence[Line]) -> None:
    may = [not line.keep and line.bare[:1].isdigit() and line.role in _LISTED for line in lines]
    if sum(may) < LEAST:
        return
    run: list[Line] = []
    ranks, last, n = 0, 0, 0
    while n < len(lines):
        line = lines[n]
        step, rank = 0, 0
        if may[n] and not line.heading:
            if found := _RANK.fullmatch(line.bare):
                below = lines[n + 1] if n + 1 < len(lines) else None
                listed = below is not None and not below.keep and below.role in _LISTED
                if listed and below is not None and below.weight <= RANKED and not below.heading:
                    step, rank = 2, int(found[1])
            elif found := _RANKED.match(line.bare):
                step, rank = 1, int(found[1])
        if step and last <= rank <= last + 2 and (run or rank <= 1):
            run += lines[n : n + step]
            ranks, last = ranks + (rank > last), rank
            n += step
            continue
        _settle(run, ranks)
        if not run:
            n += 1
        run, ranks, last = [], 0, 0
    _settle(run, ranks)


def _settle(run: Sequence[Line], ranks: int) -> None:
    # Pages are numbered without anything between.
    if ranks >= LEAST and any(any(char.isalpha() for char in line.bare) for line in run):
        for line in run:
            line.role, line.placed = Role.RELATED, False
            line.rule += RANKING
