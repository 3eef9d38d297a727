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
#: So many ranks in a row make a ranking.
LEAST = 3
_SECTION = re.compile(
    r"\W*(?:(?:台[灣湾])?(?:[即实實]时|即時|要[聞闻]|政治|[時时]政|[國国][際际内內]|[兩两]岸|港澳|大[陸陆]|全球|[產产][經经業业]|[證证]券|"
    r"[財财][經经]|[經经][濟济]|科技|生活|社[會会]|地方|文化|[運运][動动]|[體体]育|[娛娱][樂乐]|[專专][題题]|影音|[視视][頻频]|[軍军]事|"
    r"教育|健康|汽[車车]|房[產产]|地[產产]|旅[遊游]|[評评][論论]|[論论][壇坛]|法治|[圖图]片|直播|[焦熱热][點点]|[熱热][門门]|最新|"
    r"[時时]尚|美食|藝文|艺术|消[費费]|投[書书])(?:新[聞闻]|[頻频]道)?"
    r"|정치|경제|사회|국제|문화|스포츠|연예|오피니언|사설|칼럼|지역|전국|북한|산업|증권|금융|부동산|과학|생활|건강|라이프|포토|"
    r"영상|동영상|세계|월드|교육|여행|날씨|만평|기획|특집|피플|인물|랭킹)\W*"
)
_RANK = re.compile(r"\W{0,2}(\d{1,2})[위.]?\W{0,2}")
_RANKED = re.compile(r"(\d{1,2})[위.]?\s\S")
_LISTED = frozenset({Role.RELATED, Role.NAV, Role.COUNTER, Role.PROMO, Role.OTHER})


def name_entries(lines: Sequence[Line]) -> None:
    """Name the sections and the ranked entries among a page's lines, given in source order."""
    tabs = False
    for n, line in enumerate(lines):
        if line.heading or line.keep:
            tabs = line.heading
            continue
        # Right below a heading they are the tabs of its list.
        section = _is_section(line)
        tabs = tabs and line.weight <= SECTION
        if line.role is Role.RELATED and section and not tabs and not _labels(lines, n):
            line.role = Role.NAV
    _rankings(lines)


def _is_section(line: Line) -> bool:
    return line.weight <= SECTION and bool(_SECTION.fullmatch(line.bare))


def _labels(lines: Sequence[Line], n: int) -> bool:
    """Tell whether a section's name stands over one headline, as others do over the next ones."""
    for other in (n - 2, n + 2):
        if 0 <= other < len(lines) and _is_section(lines[other]):
            between = lines[(n + other) // 2]
            if not between.keep and between.weight > SECTION:
                return True
    return False


def _rankings(lines: Sequence[Line]) -> None:
    run: list[Line] = []
    ranks, last, n = 0, 0, 0
    while n < len(lines):
        line = lines[n]
        step, rank = 0, 0
        if not line.keep and not line.heading and line.role in _LISTED and line.bare[:1].isdigit():
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
            line.role = Role.RELATED
