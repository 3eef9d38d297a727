"""Names of people that a title follows, or that 고(故) precedes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from bilingual.terminology.mining import extent
from bilingual.terminology.mining.hangul import is_open, is_sino, looks_foreign, looks_japanese
from bilingual.terminology.mining.kinds import kind_of
from bilingual.terminology.mining.sightings import Sighting
from bilingual.terminology.mining.vocabulary import (
    BEFORE_EUN,
    BEFORE_TITLE,
    CHINESE_TITLES,
    COMMON_SURNAMES,
    GIVEN_NAMES,
    JAPANESE_TITLES,
    MEDIA_ENDINGS,
    NAME_PARTICLES,
    NO_NAME_OF_TWO,
    NOT_NAMES,
    NOUNS_BEFORE_EUN,
    OFFICE_OF_ONE,
    ORGANISATION_ENDINGS,
    STOP_BEFORE,
    SURNAMES,
    TITLE_HEADS,
    TITLES,
)
from bilingual.terminology.particles import final_sound, is_particles

_WORD = re.compile(r"[가-힣A-Za-z·\-]+")
_HANGUL_NAME = re.compile(r"[가-힣]+(?:[-·][가-힣]+)*")
_LATE = re.compile(r"(?:고\((?:故)\)|고（故）|(?<![一-鿿])故)\s?(?=[가-힣])")
_MOST_AFFILIATION = 3
_LONGEST_FIELD = 6
_TWO = 2
# Offices, firms and houses with foreign names, beside the endings of organisations.
_HOUSES = (
    "궁",
    "제작소",
    "닷컴",
    "컨설팅",
    "캐피털",
    "클럽",
    "유니버시티",
    "프로젝트",
    "크렘린",
    "탈레반",
    "하마스",
    "헤즈볼라",
)
# Three or more open syllables that Sino-Korean words hardly string together: 마리아, 아미나.
_OPEN_NAME = re.compile("[아이오나라리마미사소타유야바하다도로노모니파]{2,}[아나라리니야]")
_OFFICER = re.compile(
    r"[(（·ㆍ,，]\s?(?P<title>[가-힣]{2,8})\s(?P<name>[가-힣]{2,6}(?:\s[가-힣]{2,6}){0,2})(?=[)）])"
)
_INFLECTED = re.compile("..[이가은는을를]$")
# Given names of one syllable: 조 바이든, 존 하워드.
_SHORT_GIVEN = frozenset("존조톰짐벤댄팀샘빌밥론돈잭닉맥폴칼켄앤테드딕쉬쑨장마왕맷롭롤렉")
_POSTED = frozenset(("총영사", "대사", "공사"))
# Endings of three-syllable words that no Korean name has.
_OFFICES = (
    "부",
    "청",
    "처",
    "당",
    "사",
    "측",
    "계",
    "권",
    "형",
    "식",
    "급",
    "장",
    "단",
    "층",
    "도",
    "시",
    "대",
    "관",
    "군의",
)
_OFFICES_LONG = (
    "대국",
    "변국",
    "맹국",
    "원국",
    "보국",
    "무국",
    "정원",
    "사원",
    "법원",
    "회원",
    "위원",
    "의원",
    "직원",
)


def people(text: str, places: Collection[str]) -> Iterator[Sighting]:
    """The people of a Korean text whom a title or 고(故) gives away.

    ``places`` are known names of places: they stand between name and title, or before it, and are no part
    of it.
    """
    taken: set[int] = set()
    for start, end in _late(text):
        taken.add(start)
        yield Sighting({"ko": (text[start:end],)}, "person", "late", start, end)
    for found in _OFFICER.finditer(text):
        # 한국개발연구원(KDI·원장 조동철)
        name = found["name"]
        whole = _is_korean_name(name) or (
            " " in name and all(_foreign_part(one, places) for one in name.split())
        )
        if (found["title"] in TITLES or found["title"].endswith(TITLE_HEADS)) and whole:
            taken.add(found.start("name"))
            yield Sighting({"ko": (name,)}, "person", "title", *found.span("name"))
    words = [match.span() for match in _WORD.finditer(text)]
    for at, (low, high) in enumerate(words):
        title = _title(text[low:high])
        if title:
            span = _named(text, words[:at], low, title, places)
            if span is not None and span[0] not in taken:
                taken.add(span[0])
                yield Sighting({"ko": (text[span[0] : span[1]],)}, "person", "title", *span)


def _title(word: str) -> str:
    """The title that a word is, particles after it put aside; empty where it is none."""
    for title in TITLES:
        if word.startswith(title):
            tail = word[len(title) :]
            if is_particles(tail, final_sound(title[-1])) or tail in ("들", "님", "측", "측은", "측이"):
                return title if tail != "들" else ""
    return _compound_title(word)


def _compound_title(word: str) -> str:
    """A title made of an office's field and its head: 국무위원장."""
    for head in TITLE_HEADS:
        at = word.find(head, 2)
        if not 2 <= at <= _LONGEST_FIELD or not is_sino(word[:at]) or _is_korean_name(word[:at]):
            continue
        tail = word[at + len(head) :]
        if is_particles(tail, final_sound(head[-1])) or tail in ("님", "측", "측은", "측이"):
            return word[: at + len(head)]
    return ""


def _named(
    text: str, words: list[tuple[int, int]], low: int, title: str, places: Collection[str]
) -> tuple[int, int] | None:
    """The name before a title that begins at ``low``; ``words`` are the spans of all words before it."""
    edge = low
    at = len(words) - 1
    affiliation = 0
    japanese = title in JAPANESE_TITLES
    while at >= 0:
        word = text[slice(*words[at])]
        # 사토 다로 (일본) 외무상
        bracketed = _in_brackets(text, words[at], edge) and _is_place(word, places)
        if not (bracketed or _adjacent(text, words[at][1], edge)):
            break
        japanese = japanese or word in ("일본", "日")
        if bracketed:
            edge, at = words[at][0] - 1, at - 1
            continue
        if word in BEFORE_TITLE or _is_place(word, places) or re.fullmatch("[A-Z][A-Za-z]*", word):
            edge, at = words[at][0], at - 1
            continue
        name = _name_ending(text, words, at, places) or _asian_name(text, words, at, title, japanese, places)
        if name is not None:
            if title in _POSTED and text[name[0]] == "주" and " " not in text[slice(*name)]:
                return None  # 주시안 총영사: the consul general in Xi'an
            single = not re.search(r"[\s]", text[name[0] : name[1]])
            if single and looks_foreign(text[slice(*name)]):
                # 테슬라 회장, 하르키우 시장: only offices of one tell that a single word is a person.
                good = title in OFFICE_OF_ONE and affiliation == 0 and len(text[slice(*name)]) >= 3
                return name if good else None
            return name
        affiliation += 1
        if affiliation > _MOST_AFFILIATION or not extent.is_modifier(word) or _title(word):
            return None
        edge, at = words[at][0], at - 1
    return None


def _adjacent(text: str, end: int, start: int) -> bool:
    return text[end:start] in ("", " ", "\u00a0")


def _in_brackets(text: str, word: tuple[int, int], edge: int) -> bool:
    return text[word[0] - 1 : word[0]] in ("(", "（") and text[word[1] : edge] in (") ", "） ")


def _asian_name(
    text: str, words: list[tuple[int, int]], at: int, title: str, japanese: bool, places: Collection[str]
) -> tuple[int, int] | None:
    """A name that only its title's country shows: two Japanese words, or two Chinese syllables."""
    low, high = words[at]
    last = text[low:high]
    if title in CHINESE_TITLES and len(last) == _TWO and last[0] in SURNAMES and is_sino(last):
        return (low, high) if last not in NO_NAME_OF_TWO | STOP_BEFORE and last not in places else None
    if not japanese or not at or not _adjacent(text, words[at - 1][1], low):
        return None
    first = text[slice(*words[at - 1])]
    both = (first, last)
    if all(len(one) >= _TWO and looks_japanese(one) for one in both) and not any(
        one in STOP_BEFORE or one in BEFORE_TITLE or _is_place(one, places) or _title(one) or kind_of(one)
        for one in both
    ):
        return words[at - 1][0], high
    return None


def _is_place(word: str, places: Collection[str]) -> bool:
    return word in places or (word.endswith(("의", "측")) and word[:-1] in places)


def _name_ending(
    text: str, words: list[tuple[int, int]], at: int, places: Collection[str]
) -> tuple[int, int] | None:
    """A name whose last word is the one at ``at``: foreign in one to three words, or Korean."""
    low, high = words[at]
    last = text[low:high]
    if not _HANGUL_NAME.fullmatch(last):
        return None
    if _is_korean_name(last):
        before = text[slice(*words[at - 1])] if at and _adjacent(text, words[at - 1][1], low) else ""
        # 제이크 설리번, but 디지털이엠씨 박채규: a common surname makes a name of its own.
        if last[0] in COMMON_SURNAMES or not _foreign_part(before, places):
            return low, high
    start = low
    count = 1
    foreign = _foreign_part(last, places)
    # 아베 신조: the given name of a Japanese may sound Sino-Korean.
    sino = not foreign and 2 <= len(last) <= 4 and is_sino(last) and not _INFLECTED.search(last)
    after_particle = at > 0 and text[slice(*words[at - 1])] in NAME_PARTICLES
    given = sino and (after_particle or _plain(last, places))
    if not (foreign or given):
        return None
    while at and count < 4 and _adjacent(text, words[at - 1][1], start):
        word = text[slice(*words[at - 1])]
        particle = word in NAME_PARTICLES
        if count >= 2 and not (particle or text[start : start + 3].split(" ")[0] in NAME_PARTICLES):
            break
        short = count == 1 and (
            (foreign and (word in _SHORT_GIVEN or _may_be_given(word))) or word in GIVEN_NAMES
        )
        if not (particle or short or (_foreign_part(word, places) and _HANGUL_NAME.fullmatch(word))):
            break
        at -= 1
        start = words[at][0]
        count += 1
    if text[start:high].split(" ")[0] in NAME_PARTICLES:
        start = words[at + 1][0]
        count -= 1
    if given and count == 1:
        return None
    return start, high


def _may_be_given(word: str) -> bool:
    """Whether a word may be a foreign given name though all its syllables are common in Korean."""
    return word in GIVEN_NAMES or _OPEN_NAME.fullmatch(word) is not None


def _plain(word: str, places: Collection[str]) -> bool:
    return (
        word not in STOP_BEFORE
        and word not in NOT_NAMES
        and not _is_place(word, places)
        and not word.endswith((*ORGANISATION_ENDINGS, *MEDIA_ENDINGS, *_HOUSES))
        and not kind_of(word)
        and not _title(word)
        and not extent.ends_as_grammar(word)
    )


def _foreign_part(word: str, places: Collection[str]) -> bool:
    return len(word) >= 2 and looks_foreign(word) and _plain(word, places)


def _is_korean_name(word: str) -> bool:
    """Whether a word is a Korean name in three syllables (or a Chinese one in Sino-Korean reading)."""
    return (
        len(word) == 3
        and word[0] in SURNAMES
        and is_sino(word)
        and word not in NOT_NAMES
        and word not in STOP_BEFORE
        and not word.endswith((*_OFFICES, *_OFFICES_LONG))
        and not word.endswith(ORGANISATION_ENDINGS)
        and not extent.ends_as_verb(word)
        and not word.endswith(("한", "의", "와", "과", "에", "로", "가"))
        and not (word.endswith(("은", "이")) and _may_be_inflected(word))
    )


def _may_be_inflected(word: str) -> bool:
    """Whether 은 or 이 at the end of three syllables may be the particle; after a vowel it is none."""
    if is_open(word[1]):
        return False
    given = word[1] in BEFORE_EUN and word[0] in COMMON_SURNAMES and word[:2] not in NOUNS_BEFORE_EUN
    return word[2] == "이" or not given


def _late(text: str) -> Iterator[tuple[int, int]]:
    """The names after 고(故): to a title, a place, a mark or a particle, three words at most."""
    for found in _LATE.finditer(text):
        start = end = found.end()
        for count, word in enumerate(_WORD.finditer(text, start)):
            gap = text[end : word.start()]
            name = word.group()
            if count == 3 or (count and not (gap == " " and end > start)):
                break
            if count and (
                name in BEFORE_TITLE or _title(name) or not looks_foreign(text[start : word.end()])
            ):
                break
            if count and not _HANGUL_NAME.fullmatch(name):
                break
            bare = _without_particle(name)
            attached = next((t for t in TITLES if count == 0 and name.startswith(t)), "")
            if attached or name == "씨":
                break
            end = word.start() + len(bare)
            if bare != name:
                break
        if 2 <= len(text[start:end].replace(" ", "")) <= 14:
            yield start, end


def _without_particle(word: str) -> str:
    """A name without the particle that may stand after it; short names are left whole."""
    for length in (3, 2, 1):
        bare, tail = word[:-length], word[-length:]
        if (
            len(bare) >= 3
            and tail not in ("이", "아", "야", "여", "고", "나", "지")
            and is_particles(tail, final_sound(bare[-1]), shared=False)
        ):
            return bare
    return word
