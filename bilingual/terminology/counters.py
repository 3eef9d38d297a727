"""Numbers before a name whose first letter counts things (``30대만``: only thirty of them, not Taiwan)."""

from __future__ import annotations

import re

from bilingual.terminology.korean_words import ATTACHED_NOUNS
from bilingual.terminology.particles import final_sound, is_particles

#: What counts things, people, days and money, and begins names too.
COUNTERS = frozenset(
    "대일명개인미원년월시분초번회차호권장건곳살세층조억만천리도위급표석척발주동점병잔판평쌍통채배급"
)
# After a numeral of its own: 한 대, 두 개.  The rest of the name must be a particle then.
_AFTER_WORDS = frozenset("대개명권장번곳척건채통병잔시살층판쌍점")
_DIGITS = re.compile(r"(?<![A-Za-z\d])(?:[A-Za-z]+-?)?[\d,.]*\d$")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_ONES = "한|두|세|네|다섯|여섯|일곱|여덟|아홉|열|여러|몇|한두|두세|두어|서너|너덧|대여섯"
# Before these stands no name: "수십 대만" is no way to say dozens of Taiwan's.
_MANY = (
    rf"열(?:{_ONES})|(?:스물|서른|마흔|쉰|예순|일흔|여든|아흔)(?:{_ONES})?|스무|"
    r"\d+여|"
    "(?:수|몇|[일이삼사오육칠팔구])?[십백천만][일이삼사오육칠팔구십백천만]*여?|수[십백천만]+여?"
)
_FEW_BEFORE = re.compile(rf"(?<![가-힣])(?:{_ONES})\s$")
_MANY_BEFORE = re.compile(rf"(?<![가-힣\d])(?:{_MANY})\s$")
# 한 대만 매체: who comes from there.
_THEIRS = re.compile(
    rf"\s(?:{'|'.join(ATTACHED_NOUNS)}|업체|친구|가족|부부|남녀|감독|브랜드|신문|방송|잡지|일간지|도시|섬|식당|가게|밴드|국적)"
)
# But not where a machine was named before the number: 버스 세 대만 관광객을.
_MACHINE = re.compile(
    r"(?:차|트럭|버스|택시|헬기|행기|투기|탁기|사기|풍기|인기|드론|탱크|서버|카메라|컴퓨터|노트북|에어컨|피아노|로봇|대포|"
    r"오토바이|컨테이너|자전거|스마트폰|휴대전화|침대|굴착기|크레인|텔레비전|TV)"
    r"[은는이가도를을]?\s(?:약\s|단\s|단지\s|겨우\s|고작\s)?[가-힣]{1,4}\s$"
)
_WINDOW = 16


def belongs_to_number(name: str, text: str, start: int, end: int) -> bool:
    """Whether the first letter of ``name``, one of `COUNTERS`, belongs to a number before it."""
    before = text[start - 1 : start]
    if before.isdigit():
        digits = _DIGITS.search(text, max(0, start - _WINDOW), start)
        # G20, U-17 and the year of an event are no numbers of things.
        return digits is not None and digits.group()[0].isdigit() and not _YEAR.fullmatch(digits.group())
    if before != " " or not may_follow_numeral(name):
        return False
    low = max(0, start - _WINDOW)
    if _MANY_BEFORE.search(text, low, start):
        return True
    if not _FEW_BEFORE.search(text, low, start):
        return False
    return not _THEIRS.match(text, end) or _MACHINE.search(text, low, start) is not None


def may_follow_numeral(name: str) -> bool:
    """Whether a name, one of `COUNTERS` first, reads as what a numeral counts, and a particle (한 대만)."""
    return name[0] in _AFTER_WORDS and is_particles(name[1:], final_sound(name[0]))
