"""Where a name begins that an explanation in brackets follows.

Precision comes first: a word more is taken only if the letters in the brackets ask for it or the name is
not complete without it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from bilingual.terminology.mining.hangul import first_letters, is_sino, latin_sounds, likeness, looks_foreign
from bilingual.terminology.mining.vocabulary import (
    GENERIC_HEADS,
    NOT_NAME_ENDINGS,
    ORGANISATION_ENDINGS,
    STOP_BEFORE,
    TITLES,
)

#: How alike Hangul and Latin must sound to be two spellings of one name.
ALIKE = 0.72
# Initials of words that acronyms count though they are no part of the core: 국제 → I, 유럽 → E.
_INITIALS = {
    "국제": "I", "세계": "W", "유럽": "E", "유엔": "U", "아시아": "A", "아프리카": "A", "국가": "N",
    "국립": "N", "전국": "N", "북미": "N", "한국": "K", "미국": "UA", "중국": "C", "일본": "J",
    "러시아": "R", "독일": "DG", "영국": "BU", "프랑스": "F", "글로벌": "G", "연방": "F",
    "중앙": "C", "태평양": "P", "남미": "S", "중동": "M", "이슬람": "I", "한미": "K", "남북": "S",
    "동남아시아": "A", "동남아": "A", "범유럽": "P", "환태평양": "T", "민족": "N", "인민": "P",
    "경제": "E", "통합": "I", "지역": "R", "고등": "H", "공공": "P", "자유": "F", "핵": "N",
    "대륙간": "I", "중거리": "I", "단거리": "S", "인공": "A", "국내": "G", "소비자": "C",
    "생산자": "P", "구매관리자": "P", "포괄적": "C", "역내": "R", "다자": "M", "정부": "G",
    "최고": "C", "기후": "C", "해양": "M", "신흥": "E", "주요": "G", "무인": "U", "가상": "V",
    "디지털": "D", "온실": "G", "항공": "A", "우주": "S", "사회": "S", "전기": "E", "에너지": "E",
    "개발": "D", "무역": "T", "안보": "S", "전략": "S",
}  # fmt: skip
_WORD = re.compile(r"[^\s,.;:!?…“”‘’\"'()（）\[\]【】<>〈〉《》「」『』=△▲▶■□●○◆◇※|]+")
_VERBAL = (*(ending for ending in NOT_NAME_ENDINGS if len(ending) > 1), "는", "을", "를", "께", "엔")
_ALSO_IN_NAMES = frozenset((*"인한진운해도만야고린간온에든", "이나", "이란", "이자", "보다", "에선", "이던"))
_OPENING = frozenset("‘“「『《〈'\"")
_AS_MANY = 0.1
# Korean syllables a Latin word of a translated name: fewer, and a part of the name is missing.
_SYLLABLES = {True: 2.0, False: 2.5}
_FEW = 2
_REACH = 60
_MOST_WORDS = 5
# Acronyms of fewer letters than this begin too many words by chance.
_LEAST_LETTERS = 3
_LONGEST_NAME = 7


def words_before(text: str, end: int) -> list[tuple[int, int]]:
    """The spans of the words that end at ``end``, in order, with single spaces between and no mark."""
    start = max(0, end - _REACH)
    found: list[tuple[int, int]] = []
    for match in _WORD.finditer(text[start:end]):
        span = start + match.start(), start + match.end()
        if found and text[found[-1][1] : span[0]] not in (" ", "\u00a0"):
            found.clear()
        found.append(span)
    if not found or found[-1][1] != end:
        return []
    if start and found[0][0] == start:
        found = found[1:]
    return found[-_MOST_WORDS:]


def is_modifier(word: str) -> bool:
    """Whether a word may be the earlier part of a name: no particle, verb ending, adverb, title or number."""
    if word in STOP_BEFORE or word in TITLES or re.search(r"\d", word):
        return False
    return not ends_as_grammar(word)


def ends_as_grammar(word: str) -> bool:
    """Whether a word ends like a verb, an adverb or a noun with a particle."""
    for ending in NOT_NAME_ENDINGS:
        if word.endswith(ending) and (len(word) > len(ending) or len(ending) > 1):
            # Foreign names end so too: 우크라이나, 존슨, 룩셈부르크인.
            return not (ending in _ALSO_IN_NAMES and looks_foreign(word[: -len(ending)]))
    return False


def ends_as_verb(word: str) -> bool:
    """Whether a word that brackets follow at once cannot be a noun: it ends as a verb or with a particle."""
    found = next((ending for ending in _VERBAL if word.endswith(ending) and len(word) > len(ending)), "")
    return bool(found) and not (found in _ALSO_IN_NAMES and looks_foreign(word[: -len(found)]))


def start_by_sound(text: str, end: int, latin: str) -> int | None:
    """Where the words begin that spell a Latin name, or None where none do.

    ``카네기 멜런(Carnegie Mellon)`` takes two words, ``브릭스(BRICS)`` one.
    """
    # One consonant proves nothing: 20개국(G20).
    if re.search(r"\d", latin) or (latin.isupper() and len(latin_sounds(latin)) < _FEW):
        return None
    words = words_before(text, end)
    best: tuple[float, int] | None = None
    parts = len(latin.split())
    for count in range(1, min(len(words), parts + 1) + 1):
        start = words[-count][0]
        if count > 1 and not is_modifier(text[start : words[-count][1]]) and count != parts:
            break
        score = likeness(re.sub("[^가-힣]", "", text[start:end]), latin)
        # As many words as the Latin name has: 라 레오나(La Leona).
        rank = score + (_AS_MANY if count == parts else 0)
        if score >= ALIKE and (best is None or rank > best[0]):
            best = rank, start
    return None if best is None else best[1]


def start_by_meaning(text: str, end: int, latin: str, initials: Mapping[str, str]) -> int | None:
    """Where a translated name begins that an acronym or a Latin name follows; None if it is no name.

    ``initials`` gives for names of places the letters that they may stand for in an acronym.
    """
    words = words_before(text, end)
    if not words:
        return None
    start, stop = words[-1]
    last = text[start:stop]
    if ends_as_verb(last) or last in STOP_BEFORE:
        return None
    if re.match(r"\d", last) and len(words) > 1 and text[words[-2][0] : words[-2][1]] == "주요":
        return words[-2][0]
    syllables = len(re.sub("[^가-힣]", "", last))
    complete = last not in GENERIC_HEADS and syllables > (3 if len(latin) > 2 else 2)
    letters = [letter for letter in latin.upper() if letter.isalpha()]
    quoted = text[words[0][0] - 1 : words[0][0]] in _OPENING and all(
        is_modifier(text[low:high]) for low, high in words[:-1]
    )
    if quoted and not complete:
        # 생성 엔진 최적화(GEO) in quotation marks is whole as it stands there.
        return words[0][0]
    named = _start_of_named(text, words, letters, initials)
    if named is not None:
        return named
    content = [part for part in latin.split() if part[0].isupper()]
    needed = len(content) * _SYLLABLES[complete] if len(content) > 1 else 0
    for low, high in reversed(words[:-1]):
        word = text[low:high]
        if word not in initials and not is_modifier(word):
            break
        if word == "유엔":
            start = low
            break
        asked = letters[0] in known_letters(word, initials) if letters and len(content) == 1 else False
        taken = len(re.sub("[^가-힣]", "", text[start:end]))
        # 검색 엔진 최적화(SEO): each letter stands for a word of two syllables or so.
        short = not complete and (start == words[-1][0] or taken < 2 * len(letters))
        if not (asked or taken < needed or short):
            break
        start = low
        if asked:
            break
    return None if start == words[-1][0] and not complete else start


def _start_of_named(
    text: str, words: list[tuple[int, int]], letters: list[str], initials: Mapping[str, str]
) -> int | None:
    """Where a foreign proper name begins that the first letter of an acronym stands for.

    ``제임스웹 우주망원경(JWST)``: no part of the last word begins with J, the word before it sounds so.
    """
    last = text[slice(*words[-1])]
    if len(letters) < _LEAST_LETTERS or letters[0] in _letters_of_parts(last, initials):
        return None
    for count, (low, high) in enumerate(reversed(words[:-1]), 2):
        word = text[low:high]
        if count > len(letters) or word in initials or not is_modifier(word) or len(word) > _LONGEST_NAME:
            return None
        foreign = looks_foreign(word) and letters[0] in first_letters(word)
        if foreign and not word.endswith((*TITLES, *ORGANISATION_ENDINGS)):
            return low
        if not looks_foreign(word):
            return None
    return None


def _letters_of_parts(word: str, initials: Mapping[str, str]) -> str:
    return "".join(known_letters(word[:length], initials) for length in range(2, len(word) + 1))


def known_letters(word: str, initials: Mapping[str, str]) -> str:
    """The letters that a word may stand for in an acronym: 국제 I, and those of a known place."""
    return _INITIALS.get(word, "") + initials.get(word, "")


def start_by_count(text: str, end: int, count: int) -> int | None:
    """Where the last ``count`` Hangul syllables begin that a gloss in as many Hanja spells.

    They may be parted by spaces; None where anything else stands among them.
    """
    at, left = end, count
    while at and left:
        at -= 1
        if "가" <= text[at] <= "힣":
            left -= 1
        elif text[at] not in " \u00a0·" or at == end - 1:
            return None
    if left:
        return None
    found = text[at:end]
    return at if is_sino(re.sub("[^가-힣]", "", found)) else None
