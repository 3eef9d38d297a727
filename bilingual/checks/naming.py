"""Names that an article writes in two ways: Tokayev and Tokaev, 泽连斯基 and 泽伦斯基.

Two forms are taken for one name where they are nearly alike, never stand in one sentence, and the sources of
all sentences that have either share letters that no other sentence has: the name itself.  Korean names are
alike in English where they sound alike in any romanisation (Sang-wook, Sang-uk), and in Chinese where they
have the same surname (金民洙, 金敏秀) and what the sources share begins with it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import islice

from bilingual.article import Segment
from bilingual.checks.transliteration import RUN

_CAPITAL = re.compile(r"(?<![\w'’-])[A-ZÀ-Þ][a-zà-ÿ]+(?:['’-][A-Za-zà-ÿ]+)*")
_POSSESSIVE = re.compile("['’]s$|['’]$")
#: Shorter names are too often like others (Chung, Chang).
_SHORTEST = 5
# Ends by which words of one stem differ that are no forms of one name: Italy, Italo-; Greenlander, Greenland.
_SAME_STEM = "s n an ian ns ans ians ese ish i is ic er ers ist d e ia y o lic ies land al ean eans a ine ite"
_ENDS = frozenset({"", *_SAME_STEM.split()})
# Of names in -sky these are forms.
_SKY = frozenset({"i", "y", "iy", "yy", "ii"})
#: The least of likeness, of one length or nearly so.
_ALIKE = 0.78
#: How many of the next forms, in the order of the alphabet, each is compared with.
_NEAR = 200
#: The most pairs of an article that are looked into.
_MOST = 1_500
# Korean surnames as Chinese writes them, in either script, with their Hangul.
_SURNAMES = {
    letter: tuple(hangul)
    for hangul, letters in (
        *(
            ("김", "金"),
            ("이리", "李"),
            ("박", "朴"),
            ("최", "崔"),
            ("정", "郑鄭丁"),
            ("강", "姜"),
            ("조", "赵趙曹"),
        ),
        *(
            ("윤", "尹"),
            ("장", "张張"),
            ("임림", "林任"),
            ("한", "韩韓"),
            ("오", "吴吳"),
            ("서", "徐"),
            ("신", "申辛"),
        ),
        *(
            ("권", "权權"),
            ("황", "黄黃"),
            ("안", "安"),
            ("송", "宋"),
            ("류", "柳"),
            ("유류", "刘劉俞柳"),
            ("홍", "洪"),
        ),
        *(
            ("전", "全田"),
            ("고", "高"),
            ("문", "文"),
            ("손", "孙孫"),
            ("양량", "梁杨楊"),
            ("배", "裴"),
            ("백", "白"),
        ),
        *(
            ("허", "许許"),
            ("남", "南"),
            ("심", "沈"),
            ("노로", "卢盧鲁魯"),
            ("하", "河"),
            ("곽", "郭"),
            ("성", "成"),
        ),
        *(
            ("차", "车車"),
            ("주", "朱周"),
            ("우", "禹"),
            ("구", "具"),
            ("민", "闵閔"),
            ("나라", "罗羅"),
            ("진", "陈陳"),
        ),
        *(("지", "池"), ("엄", "严嚴"), ("원", "元"), ("천", "千"), ("방", "方"), ("공", "孔"), ("현", "玄")),
    )
    for letter in letters
}
# A Korean name of three syllables as a word: no particle ends it, and one or none follows.
_HANGUL_NAME = re.compile(
    r"(?<![가-힣])[가-힣]{2}(?![는을를의와과에가])[가-힣](?![가-힣])|"
    r"(?<![가-힣])[가-힣]{2}(?![는을를의와과에가])[가-힣](?=[은는이가을를의도와과씨측])"
)
# Overlapping: a surname may follow a letter that is one as well.
# Not words that begin so: 文化, 高速, 成为.
_WORDS = (
    "金[融额額属屬]|安[全排装裝静靜]|全[国國部球体體面]|高[速度中校级級等层層兴興达達]|文[化明学學字件章]|白[色天宫宮]|南[部方非北]"
    "|成[为為功立员員本果长長年]|方[法面式案便向]|严[重格]|嚴[重格]|具[有体體备備]|任[何命务務]|周[围圍年末边邊]|许[多可]|許[多可]"
    "|车[辆站]|車[輛站]|黄[金色]|黃[金色]|河[流]|元[素旦]|公[司里园園民共众眾开開]|宋[朝代]|田[径徑野]|林[业業]"
)
_KOREAN_IN_HAN = re.compile(f"(?=((?!{_WORDS})[{''.join(_SURNAMES)}][\u4e00-\u9fff]{{2}}))")
# Romanisations of one sound, made one: the Revised Romanisation, McCune-Reischauer and what people choose.
_SOUNDS = (
    (re.compile("[^a-z]"), ""),
    (re.compile("w(?:oo|u)|eo|oo|ou|o(?=h?[^aeiouwy]|h?$)|uh"), "u"),
    (re.compile("ee|yi"), "i"),
    (re.compile("ae|ai|ay"), "e"),
    (re.compile("kk|gg|[gc](?!h)"), "k"),
    (re.compile("ch|jj"), "j"),
    (re.compile("sh|ss"), "s"),
    (re.compile("tt|dd|d"), "t"),
    (re.compile("pp|bb|b"), "p"),
    (re.compile("rr|ll|r"), "l"),
)


def name_variants(segments: Sequence[Segment], texts: Sequence[str], language: str) -> dict[int, str]:
    """Return messages by the place of the segment that first has the later form.

    ``texts`` are the segments' targets in ``language``, empty where there is none; languages other than
    English and Chinese are not looked at, nor sources other than Korean and Chinese.
    """
    base = language.partition("-")[0]
    if base not in ("en", "zh"):
        return {}
    places: dict[str, set[int]] = defaultdict(set)
    for at, text in enumerate(texts):
        if text and segments[at].language.partition("-")[0] in ("ko", "zh"):
            for form in _forms(text, base):
                places[form].add(at)
    known = {form for segment in segments for term in segment.terms for form in _known(term.targets.values())}
    found: dict[int, str] = {}
    korean = any(segment.language == "ko" for segment in segments)
    for one, other in islice(_alike(sorted(places), base, korean=korean), _MOST):
        if (one in known and other in known) or places[one] & places[other]:
            continue
        both = places[one] | places[other]
        foreign = base == "en" or (RUN.fullmatch(one) and RUN.fullmatch(other))
        surname = () if foreign else _SURNAMES[one[0]]
        if not _shared(segments, both, surname):
            continue
        earlier, later = sorted((one, other), key=lambda form: min(places[form]))
        at = min(places[later])
        found.setdefault(at, f"{later} here, {earlier} in {segments[min(places[earlier])].id}")
    return found


def _known(forms: Iterable[str]) -> Iterator[str]:
    for form in forms:
        yield form
        yield from form.split()


def _forms(text: str, base: str) -> set[str]:
    if base == "zh":
        return {*RUN.findall(text), *_KOREAN_IN_HAN.findall(text)}
    return {form for found in _CAPITAL.findall(text) if len(form := _POSSESSIVE.sub("", found)) >= _SHORTEST}


def _alike(forms: Sequence[str], base: str, *, korean: bool) -> Iterator[tuple[str, str]]:
    """Pairs of forms, given in order, that may well be one name, each once.

    Only those with the same first letter are compared, and those that sound alike as Korean names do.
    """
    by_first: dict[str, list[str]] = defaultdict(list)
    by_sound: dict[str, list[str]] = defaultdict(list)
    for form in forms:
        by_first[form[0]].append(form)
        if base == "en" and korean:
            by_sound[_sound(form)].append(form)
    for group in by_first.values():
        for at, one in enumerate(group):
            for other in group[at + 1 : at + 1 + _NEAR]:
                if abs(len(one) - len(other)) <= (2 if base == "en" else 1) and _one_name(one, other, base):
                    yield one, other
    for sound, group in by_sound.items():
        if len(sound) >= _SHORTEST - 1:
            for at, one in enumerate(group):
                for other in group[at + 1 : at + 1 + _NEAR]:
                    if one[0] != other[0] or not _one_name(one, other, base):
                        yield one, other


def _sound(form: str) -> str:
    """How a Korean name is spoken, roughly: the same for all its romanisations."""
    sound = form.lower()
    for pattern, letter in _SOUNDS:
        sound = pattern.sub(letter, sound)
    return sound


def _one_name(one: str, other: str, base: str) -> bool:
    short, long = sorted((one, other), key=len)
    if base == "zh":
        if len(one) == len(other) == 3 and one[0] == other[0] in _SURNAMES and not RUN.fullmatch(one + other):
            return True
        # One letter is another; a longer run may only have caught a letter of the next word.
        return len(one) == len(other) >= 3 and sum(a != b for a, b in zip(one, other, strict=True)) == 1
    stem = next((at for at, letter in enumerate(short) if letter != long[at]), len(short))
    ends = {short[stem:], long[stem:]}
    if ends <= _ENDS and not (short[:stem].endswith(("sk", "sky", "ski")) and ends <= {"", *_SKY}):
        return False
    matcher = SequenceMatcher(None, one.lower(), other.lower(), autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _shared(segments: Sequence[Segment], both: set[int], begin: tuple[str, ...] = ()) -> bool:
    """Whether the sources of ``both`` share three letters in a row (two of Han) that no other source has.

    Where ``begin`` is given: a word like a Korean name that begins with one of them.
    """
    first, *rest = (segments[at].source for at in sorted(both))
    size = 3 if segments[min(both)].language == "ko" else 2
    pieces = {first[at : at + size] for at in range(len(first) - size + 1)}
    if begin:
        pieces = {piece for piece in _HANGUL_NAME.findall(first) if piece.startswith(begin)}
    pieces = {piece for piece in pieces if piece.isalpha() and all(piece in source for source in rest)}
    if not pieces:
        return False
    others = [segment.source for at, segment in enumerate(segments) if at not in both]
    return any(all(piece not in source for source in others) for piece in pieces)
