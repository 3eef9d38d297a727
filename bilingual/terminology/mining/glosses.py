"""Names explained in brackets: ``독립국가연합(CIS)``, ``나토(북대서양조약기구)``, ``자국군대(自國軍隊)``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from bilingual.chinese_scripts import converted
from bilingual.terminology.mining import extent
from bilingual.terminology.mining.hangul import is_open, is_sino, likeness, looks_foreign, reads_letters
from bilingual.terminology.mining.kinds import kind_of
from bilingual.terminology.mining.sightings import Sighting
from bilingual.terminology.mining.vocabulary import (
    AGENCIES,
    IN_BRACKETS_NO_TERM,
    LATIN_NO_TERM,
    NAMING_LEADS,
    NO_SHORT_NAME,
    ORGANISATION_ENDINGS,
    STOP_BEFORE,
    SURNAMES,
    TITLE_HEADS,
    TITLES,
)

_GLOSS = re.compile(r"(?<=[가-힣A-Za-z0-9’”」』》〉'\"])[(（]([^()（）\n]{1,90})[)）]")
_SPLIT = re.compile(r"\s*[·ㆍ,/、;‧]\s*")
_LEAD = re.compile(NAMING_LEADS)
_ACRONYM = re.compile(
    r"(?=(?:[^A-Z]*[A-Z]){2})[A-Z][A-Za-z&.\-]{1,9}(?:-?\d{1,3})?|[A-Z]{1,5}-?\d{1,3}|[A-Z][a-z]{2,9}"
)
_NAME = re.compile(
    r"[A-Z][\w.'’\-]*(?:\s(?:[A-Z][\w.'’\-]*|of|the|and|for|on|in|de|del|la|le|van|von|bin|al|&|to|against)){1,11}"
)
_HAN = re.compile(r"[\u4e00-\u9fff\uf900-\ufaff]{2,12}")
_HANGUL = re.compile(r"[가-힣]{2,}(?:\s[가-힣]+){0,4}")
_TITLE_AFTER = re.compile(rf"\s(?:[가-힣A-Za-z]{{1,8}}\s){{0,2}}?(?:{'|'.join(TITLES)})(?![가-힣]{{3}})")
_LATIN_HEAD = re.compile(r"(?<![A-Za-z가-힣])(?=[^가-힣]*[A-Z]{2})[A-Z][A-Za-z0-9&.\-]{1,9}$")
# Syllables that a name has at least which was translated from a foreign one.
_TRANSLATED = 5
_QUOTED = {"’": "‘", "”": "“", "」": "「", "』": "『", "》": "《", "〉": "〈", "'": "'", '"': '"'}
# The commonest surnames of Chinese and Koreans, both scripts.
_CHINESE_SURNAMES = frozenset(
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林罗羅郑鄭梁谢謝宋唐许許邓鄧韩韓冯馮曹彭曾肖田董潘袁蔡蒋蔣余于杜叶葉程魏苏蘇"
    "吕呂丁任卢盧姚沈钟鍾姜崔谭譚陆陸范汪廖石金韦韋贾賈夏方邹鄒熊白孟秦邱侯江尹薛毛习習毕畢闫朴安辛全池"
)
# Endings of places; the second are endings of given names too.
_PLACE_HANJA = frozenset("省市县区乡镇郡町村州")
_LAND_HANJA = frozenset("山江河海湖国岛洲")
_LAND = ("산", "강", "하", "해", "호", "국", "도", "주", "장", "하이", "허", "후")
# What Chinese writes for its provinces and cities, side by side: 江浙沪.
_PROVINCES = frozenset("京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀贵黔云滇陕甘陇青宁新藏港澳台蒙江")
# Words of two characters that end so are no names: 黨員, 全黨, 周邊.
_COMMON_HANJA = frozenset("员人民党军力家者物氏边面方事业体会权法度性心学文化战争内外上下中年月日")
_INTERNATIONAL = re.compile(
    r"(?:기구|연합|동맹|연맹|조약|협약|협정|회의|공동체|기금|은행|위원회|협의체|협력체|기관|기구|센터|총회|협의회|이사회|재단|협회|안전보장이사회|안보대화|본부|국|청)$"
)


def glosses(text: str, initials: Mapping[str, str]) -> Iterator[Sighting]:
    """The terms of a Korean text that brackets explain.

    ``initials`` gives for each known name of a place the letters that it may stand for in an acronym
    (``도네츠크`` D); such names in brackets explain nothing (``서울(강남구)``).
    """
    for found in _GLOSS.finditer(text):
        inner = _LEAD.sub("", found[1].strip()).strip("'\"‘’“”「」 ")
        named = bool(_LEAD.match(found[1].strip()))
        pieces = [piece for piece in _SPLIT.split(inner) if piece]
        # 한국개발연구원(KDI·원장 조동철): who heads it explains nothing.
        pieces = [piece for piece in pieces if not _is_officer(piece)] or pieces
        if not pieces or len(pieces) > 3 or any(_no_term(piece) for piece in pieces):
            continue
        sighting = _explained(text, found.start(), found.end(), pieces, named, initials)
        if sighting is not None:
            yield sighting


def _is_officer(piece: str) -> bool:
    """Whether a piece is a title and a name: ``원장 조동철``, ``조동철 원장``."""
    words = piece.split()
    if not 2 <= len(words) <= 5 or not all(re.fullmatch("[가-힣]+", word) for word in words):
        return False
    return any(word in TITLES or word.endswith(TITLE_HEADS) for word in (words[0], words[-1]))


def _no_term(piece: str) -> bool:
    words = piece.split()
    return (
        piece in AGENCIES
        or piece in LATIN_NO_TERM
        or any(word in IN_BRACKETS_NO_TERM for word in words)
        or any(word in AGENCIES for word in words[:1] if len(words) > 1)
        or (bool(re.search(r"\d", piece)) and not _ACRONYM.fullmatch(piece))
        or any(word in TITLES for word in words)
    )


def _explained(
    text: str, end: int, close: int, pieces: list[str], named: bool, initials: Mapping[str, str]
) -> Sighting | None:
    acronyms = [piece for piece in pieces if _ACRONYM.fullmatch(piece)]
    names = [piece for piece in pieces if piece not in acronyms and _NAME.fullmatch(piece)]
    hanja = [piece for piece in pieces if _HAN.fullmatch(piece)]
    hangul = [piece for piece in pieces if _HANGUL.fullmatch(piece)]
    if len(acronyms) + len(names) + len(hanja) + len(hangul) != len(pieces) or len(hanja) > 1:
        return None
    if acronyms or names:
        return _with_latin(text, end, close, acronyms, names, hangul, hanja, initials)
    if hanja:
        return _with_hanja(text, end, close, hanja[0], hangul, initials)
    return _with_hangul(text, end, close, hangul[0], named, initials) if len(hangul) == 1 else None


def _quoted_start(text: str, end: int) -> int | None:
    opening = _QUOTED.get(text[end - 1 : end])
    if opening is None:
        return None
    low = text.rfind(opening, max(0, end - 40), end - 1)
    return None if low < 0 else low


def _head_span(text: str, end: int) -> tuple[int, int] | None:
    low = _quoted_start(text, end)
    return None if low is None else (low + 1, end - 1)


def _with_latin(
    text: str,
    end: int,
    close: int,
    acronyms: list[str],
    names: list[str],
    hangul: list[str],
    hanja: list[str],
    initials: Mapping[str, str],
) -> Sighting | None:
    latin = (names or acronyms)[0]
    by_sound = None
    quoted = _head_span(text, end)
    start: int | None
    if quoted is not None:
        start, end = quoted
    else:
        by_sound = extent.start_by_sound(text, end, latin)
        start = by_sound
        if start is None:
            start = extent.start_by_meaning(text, end, (acronyms or names)[0], initials)
    if start is None:
        return None
    head = text[start:end].strip()
    if not re.search("[가-힣]{2}", head) or len(head) > 40 or head in initials:
        return None
    proper = re.fullmatch(r"[A-Z][a-z]+", latin) is not None
    spelt = by_sound is not None or (quoted is not None and likeness(head, latin) >= extent.ALIKE)
    if proper and not spelt and not hangul and not (quoted is not None and kind_of(head)):
        # One capitalised word that sounds otherwise is a gloss of a common word, or of what was said.
        return None
    korean = (
        head,
        *(piece for piece in hangul if _is_short_for(piece, head) or likeness(piece, latin) >= extent.ALIKE),
    )
    short = [form for form in acronyms if re.search("[A-Z].*[A-Z]", form) or re.search(r"\d", form)]
    kind = kind_of(head)
    if _TITLE_AFTER.match(text, close) and by_sound is not None:
        kind = "person"
    elif not kind and by_sound is None:
        kind = "term"
    first = {"en": f"{names[0]} ({short[0]})"} if names and short else {}
    forms = {
        "ko": tuple(dict.fromkeys((*korean, *short))),
        "en": tuple(dict.fromkeys((*short, *acronyms, *names))),
    }
    if hanja:
        forms["zh-Hans"] = (converted(hanja[0], "zh-Hans"),)
    return Sighting(forms, kind, "gloss", start, close, first)


def _with_hanja(
    text: str, end: int, close: int, hanja: str, hangul: list[str], initials: Mapping[str, str]
) -> Sighting | None:
    quoted = _head_span(text, end)
    if quoted is not None:
        start, end = quoted
    else:
        counted = extent.start_by_count(text, end, len(hanja))
        inside = bool(counted) and "가" <= text[(counted or 0) - 1] <= "힣"
        if counted is None or (inside and len(hanja) < 3):
            words = extent.words_before(text, end)
            if not words:
                return None
            counted = words[-1][0]
            word = text[counted:end]
            # 베이징(北京): spelt by sound, the lengths differ.
            if not re.fullmatch("[가-힣]{2,7}", word) or not looks_foreign(word) or len(hanja) > len(word):
                return None
        start = counted
    head = text[start:end].strip()
    if len(head) < 2 or (extent.ends_as_verb(head) and len(head.replace(" ", "")) != len(hanja)):
        return None
    chinese = converted(hanja, "zh-Hans")
    kind = _hanja_kind(head, hanja)
    if kind == "term" and len(hanja) == len(head) == 2 and is_sino(head) and head not in initials:
        # 당원(黨員): two Sino-Korean syllables are a common word, unless a name shows itself.
        return None
    return Sighting({"ko": (head, *hangul), "zh-Hans": (chinese,)}, kind, "hanja", start, close)


def _hanja_kind(head: str, hanja: str) -> str:
    simple = converted(hanja, "zh-Hans")
    if simple[-1] in _PLACE_HANJA or set(simple) <= _PROVINCES:
        return "place"
    if simple[-1] in _LAND_HANJA and head.endswith(_LAND):
        return "place"
    short = len(hanja) == 2 and simple[-1] in _COMMON_HANJA
    person = hanja[0] in _CHINESE_SURNAMES and len(hanja) in (2, 3) and len(head) == len(hanja)
    return "person" if person and not short else kind_of(head) or "term"


def _with_hangul(
    text: str, end: int, close: int, inner: str, named: bool, initials: Mapping[str, str]
) -> Sighting | None:
    latin = _LATIN_HEAD.search(text, max(0, end - 12), end)
    if latin is not None and not text[max(0, latin.start() - 1) : latin.start()].isalnum():
        head = latin.group()
        place = inner in initials and not extent.known_letters(inner, initials).count(head[:1])
        if head in AGENCIES or head in LATIN_NO_TERM or place or len(inner) < 3:
            return None
        if any(extent.ends_as_verb(word) for word in inner.split()):
            return None
        forms = {"ko": (inner, head), "en": (head,)}
        return Sighting(forms, kind_of(inner) or "term", "gloss", latin.start(), close)
    if inner in initials or inner in NO_SHORT_NAME:
        return None
    quoted = _head_span(text, end)
    words = extent.words_before(text, end)
    if quoted is not None:
        start, end = quoted
    elif words:
        start = words[-1][0]
    else:
        return None
    head = text[start:end]
    if not re.fullmatch("[가-힣A-Z ]{2,24}", head) or head in initials:
        return None
    short = _is_short_for(inner, head) or _is_acronym_of(inner, head)
    if _is_organisation(head) and (short or (named and len(inner) < len(head))):
        begun = start if quoted is not None else extent.start_by_meaning(text, end, "", initials)
        if begun is None:
            return None
        forms = {"ko": (text[begun:end], inner)}
        return Sighting(forms, kind_of(head) or "organisation", "gloss", begun, close)
    if len(inner) >= 5 and _is_organisation(inner) and _is_short_for(head, inner):
        return Sighting({"ko": (inner, head)}, "organisation", "gloss", start, close)
    foreign = (
        _INTERNATIONAL.search(inner) and len(inner) >= 6 and " " not in inner and not inner.endswith("당")
    )
    person = len(head) == 3 and head[0] in SURNAMES
    if foreign and len(head) <= 4 and not person and not _is_organisation(head):
        return Sighting({"ko": (inner, head)}, "organisation", "gloss", start, close)
    return None


def _is_organisation(name: str) -> bool:
    return name.endswith(ORGANISATION_ENDINGS) or kind_of(name) in ("organisation", "agency", "media")


def _is_acronym_of(short: str, long: str) -> bool:
    """Whether a word reads an acronym of a translated name: 북대서양조약기구(나토), 국제통화기금(아이엠에프).

    Nothing in the long name shows that; what is no acronym is told by what it is: a place, a person, what
    kind of body it is.
    """
    if " " in short or len(long.replace(" ", "")) < _TRANSLATED or not _INTERNATIONAL.search(long):
        return False
    if reads_letters(short):
        return True
    person = len(short) == 3 and short[0] in SURNAMES and is_sino(short)
    told = short in STOP_BEFORE or short.endswith((*TITLES, *ORGANISATION_ENDINGS))
    place = len(short) > 2 and short.endswith(
        ("시", "군", "구", "읍", "동", "도", "성", "주", "현", "역", "국")
    )
    if person or told or (place and is_sino(short)) or extent.ends_as_verb(short):
        return False
    # Acronyms read as words have hardly a final consonant: 나토, 피파, 아세안.
    return 2 <= len(short) <= 5 and 2 * sum(map(is_open, short)) >= len(short)


def _is_short_for(short: str, long: str) -> bool:
    """Whether the syllables of ``short`` stand in ``long`` in order, two at least, most of them left out."""
    plain = short.replace(" ", "")
    if not 2 <= len(plain) < len(long.replace(" ", "")):
        return False
    rest = iter(long)
    return all(syllable in rest for syllable in plain) or (
        len(plain) <= 4 and looks_foreign(plain) and len(long) >= 6
    )
