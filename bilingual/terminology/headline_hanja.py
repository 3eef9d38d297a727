"""Single Hanja that stand for a country or a party in Korean headlines (``美·中``, ``對北``).

The same letters are parts of words, days of the month and glosses; what stands around them tells.
"""

from __future__ import annotations

import re
from collections.abc import Set

from bilingual.terminology.folding import is_han, is_hangul, is_latin
from bilingual.terminology.korean_words import HANJA_WORDS
from bilingual.terminology.particles import CLOSED, LONGEST_TAIL, OPEN, is_particles

_HANJA_WORD = re.compile(HANJA_WORDS)
_HANGUL_RUN = re.compile(rf"[가-힣]{{0,{LONGEST_TAIL}}}")
# Neighbours of a headline's Hanja: Hangul onto it may only be such a prefix (방중, 대北, 친日, 주한美군).
_BEFORE_HEADLINE = re.compile(
    r"(?<![가-힣\d])(?:[방대친반탈주재한미북중일러영불독남여야]|주[한일중미]|재[한일중미])$"
)
_LIST_MARKS = "·,/、，\\-~ㆍ・‧→←↔⇄&+×∼"
_IN_LIST_BEFORE = re.compile(rf"[{_LIST_MARKS}]\s?$|(?<![A-Za-z])vs\.?\s$")
_JOINED = re.compile("[·ㆍ・‧/→←↔⇄&+×-]")
_IN_LIST_AFTER = re.compile(rf"\s?[{_LIST_MARKS}]|\svs(?![A-Za-z])")
_HEADLINE_PREFIXES = frozenset("對反親訪駐脫在抗排嫌知克來渡赴滯")
_HEADLINE_END = re.compile(r"[.?!…”’\"'」』:;]|$")
_PARTS = re.compile(
    r"高\s?[1-3]?\s?[·,]\s?中|中\s?[1-3]?\s?[·,]\s?高|[上下]\W{0,3}中|中\W{0,3}[上下]|[金土금토]\W?日|日\W?[月월]"
)
# What after a letter says that it is no country: 日 a day of work, 中 a year of school, 佛 the Buddha.
_OTHER_WORD = {
    "日": re.compile(
        r"\s?(?:평균(?!\s?(?:기온|임금|수명|연령|연봉|주가|가구))|최대(?=\s\d)|"
        r"\d[\d,.]*\s?[백천만]?\s?(?:원|시간|회|잔|배럴|톤|끼|리터|걸음|교대))"
    ),
    "中": re.compile(r"\s?[1-3](?:학생|학년|·|\s?(?:교실|학급|반(?![가-힣])|자녀|아들|딸))"),
    "佛": re.compile(r"\s?(?:교계|교도|교신자|종단|신도|심(?![가-힣])|자(?:들|는|의|가)|제자|공양)"),
}


def headline_letters(single: Set[int], text: str) -> set[int]:
    """The starts among ``single`` where a Hanja stands as headlines write it.

    Single Hanja count alone or in a run made of such Hanja only (韓美日, 對中), not inside 日本.
    ``single`` holds the offsets in ``text`` of all letters that are entries.
    """
    good, edge = set[int](), 0
    for start in sorted(single):
        if start < edge:
            continue
        low, edge = start, start + 1
        while low and is_han(text[low - 1]):
            low -= 1
        while edge < len(text) and is_han(text[edge]):
            edge += 1
        prefixed = edge - low > 1 and text[low] in _HEADLINE_PREFIXES
        letters = range(low + prefixed, edge)
        if all(at in single for at in letters) and _headline(text, low, edge, prefixed):
            good.update(letters)
    return good


def _headline(text: str, low: int, high: int, prefixed: bool) -> bool:
    """Whether a run of Hanja stands as headlines write it, not as a date, a gloss or a word of prose."""
    run = text[low:high]
    before = text[max(0, low - 6) : low]
    after = text[high : high + 6]
    if before[-1:].isdigit() or (run[0] == "日" and re.search(r"\d\s$", before)):
        return False
    if _HANJA_WORD.fullmatch(run) or _PARTS.search(text, max(0, low - 4), high + 4):
        return False
    touched = is_hangul(before[-1:] or " ")
    if touched and (prefixed or not _BEFORE_HEADLINE.search(before)):
        return False
    if prefixed or touched or len(run) > 1:
        return True
    other = _OTHER_WORD.get(run)
    if other and other.match(text, high):
        return False
    tail = _HANGUL_RUN.match(text, high)
    attached = tail.group() if tail else ""
    grammar = is_particles(attached, CLOSED if run == "中" else OPEN)
    if run == "中" and grammar and re.search(r"[가-힣\d%]\s$", before) and not _JOINED.match(after):
        return False  # 근무 中, 명 中에: "during", "among"
    if _IN_LIST_BEFORE.search(before) or _IN_LIST_AFTER.match(after):
        return True
    if grammar and not after[:1].isspace() and re.search(r"의\s$", before):
        return False  # 전통의 美를: beauty
    if attached:
        return True
    if is_latin(after[:1] or " "):
        return run != "中"  # 中3 is a school year
    if after[:1].isspace() and after.strip():
        return True
    opened = before[-1:].isspace() or before.endswith("…") or (not before and after.startswith("…"))
    return opened and _HEADLINE_END.match(after) is not None
