"""Names in bylines: a reporter, a correspondent or a photographer, not the statesman of that name."""

from __future__ import annotations

import re

from bilingual.terminology.korean_words import BYLINE_DESKS, BYLINE_TITLES, DONE_TO_REPORTERS

# A reporter, not the statesman of that name: what follows or comes before the name in a byline.
_ROLE = (
    r"(?:기자(?!\s?회견|\s?간담회|\s질문|\s질의|\s출신|단|협회|들|실|석|증|상)|특파원(?!단|들)|통신원(?!단|들)|"
    r"논설위원(?!실|들)|앵커(?!들|리지|링)|아나운서(?!들)|PD(?![A-Za-z])|피디)"
    rf"(?!\s(?:{DONE_TO_REPORTERS}))"
)
_MAIL = r"[\[(<]?[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+\."
_BYLINE_AFTER = re.compile(
    rf"\s{{0,2}}{_MAIL}|"
    # more reporters, a dozen at most: with a comma only where the byline ends after the last of them
    rf"(?:\s?[·ㆍ・&/]\s?[가-힣]{{2,4}}){{1,12}}\s{_ROLE}|"
    rf"(?:,\s?[가-힣]{{2,4}}){{1,12}}\s{_ROLE}\s*(?:[=\])】|/]|{_MAIL}|\Z|\n)|"
    rf"\s{{0,2}}(?:\([^()]{{1,20}}\)\s?)?(?:{BYLINE_DESKS}\s)?"
    rf"(?:(?!{BYLINE_TITLES}[가-힣]?\s)[가-힣]{{0,6}}(?:선임|수석|전문|인턴|객원|수습|대표|편집|논설|사진|시민|취재)\s?)?{_ROLE}|"
    rf"\s(?!{BYLINE_TITLES})[가-힣]{{2,6}}\s(?:특파원|통신원)(?!단|들)"
)
_BYLINE_BEFORE = re.compile(r"(?:记者|通讯员|記者|通訊員|摄影|撰文|编辑)[\s:：]?$")
# 기자 이재명: only where the byline ends after the name, for a title may follow it too.
_BYLINE_BEFORE_NAME = re.compile(
    r"(?:기자|특파원|통신원|논설위원|앵커|PD|(?<![가-힣])(?:글|정리|취재|촬영))\s?[=:]?\s?$"
)
_BYLINE_ENDS = re.compile(rf"\s*(?:[=\])】|/·,]|{_MAIL}|\.?\s*\Z|\n)")

# What follows a particle of one letter.
_NO_BYLINE = frozenset(" ,.")
# One of these stands in every Korean byline.
_IN_BYLINES = re.compile("기자|특파원|통신원|논설위원|앵커|아나운서|PD|피디|@|글|정리|취재|촬영")


def may_hold_byline(text: str) -> bool:
    """Whether `in_byline` can be true anywhere in ``text``; much cheaper."""
    return _IN_BYLINES.search(text) is not None


def in_byline(text: str, start: int, end: int) -> bool:
    """Whether the name at ``start``..``end`` of Korean ``text`` is a reporter's."""
    after = text[end : end + 2]
    if after and "가" <= after[0] <= "힣" and after[1:] in _NO_BYLINE:
        # A particle of one letter, as after most names: no byline goes on so, and none ends there.
        return False
    if _BYLINE_AFTER.match(text, end):
        return True
    named = _BYLINE_BEFORE_NAME.search(text, max(0, start - 8), start)
    return bool(named and _BYLINE_ENDS.match(text, end))


def in_chinese_byline(text: str, start: int) -> bool:
    """Whether what ends before ``start`` of a Chinese text brings the name of who wrote it."""
    return _BYLINE_BEFORE.search(text, max(0, start - 5), start) is not None
