"""Hangul beside Latin letters: whether one spells the other, and whether a word looks foreign."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Consonants that transliteration mixes are of one class; vowels are left out.
_ONSETS = ("K", "K", "N", "T", "T", "L", "M", "P", "P", "S", "S", "", "C", "C", "C", "K", "T", "P", "H")
_CODAS = {1: "K", 4: "N", 7: "T", 8: "L", 16: "M", 17: "P", 19: "S", 21: "G", 22: "C", 23: "C"}
_LATIN_CLASSES = {
    **dict.fromkeys("KGQ", "K"),
    "C": "K",
    "N": "N",
    **dict.fromkeys("TD", "T"),
    **dict.fromkeys("LR", "L"),
    "M": "M",
    **dict.fromkeys("PBFV", "P"),
    **dict.fromkeys("SZX", "S"),
    "J": "C",
    "H": "H",
}
# Spellings of one sound, the longer first, as single letters; J stands for the sounds of 자 and 차.
_SPELLINGS = (
    ("SCHT", "ST"), ("TSCH", "J"), ("SHCH", "S"), ("SCH", "S"), ("TCH", "J"), ("CH", "J"), ("SH", "S"),
    ("KH", "K"), ("ZH", "J"), ("PH", "P"), ("TH", "T"), ("GH", "K"), ("TS", "J"), ("TZ", "J"), ("DZ", "J"),
    ("CK", "K"), ("NG", "N"), ("CE", "SE"), ("CI", "SI"),
    ("CY", "SY"), ("GE", "JE"), ("GI", "JI"), ("X", "KS"),
)  # fmt: skip
_SINO = frozenset(
    "가각간갈감갑강개객갱거건걸검겁게격견결겸경계고곡곤골공곶과곽관괄광괘괴굉교구국군굴궁권궐궤귀규균귤극근글금급긍기긴길김끽"
    "나낙난날남납낭내녀년념녕노농뇌누눈눌뉴능니닉다단달담답당대댁덕도독돈돌동두둔득등라락란랄람랍랑래랭략량려력련렬렴렵령"
    "례로록론롱뢰료룡루류륙륜률륭륵름릉리린림립마막만말망매맥맹면멸명모목몰몽묘무묵문물미민밀박반발방배백번벌범법벽변별"
    "병보복본봉부북분불붕비빈빙사삭산살삼삽상새색생서석선설섬섭성세소속손솔송쇄쇠수숙순술숭슬습승시식신실심십쌍씨아악안알"
    "암압앙애액앵야약양어억언얼엄업에여역연열염엽영예오옥온올옹와완왈왕왜외요욕용우욱운울웅원월위유육윤율융은을음읍응의이"
    "익인일임입잉자작잔잠잡장재쟁저적전절점접정제조족존졸종좌죄주죽준중즉즐증지직진질짐집징차착찬찰참창채책처척천철첨첩청"
    "체초촉촌총촬최추축춘출충췌취측층치칙친칠침칭쾌타탁탄탈탐탑탕태택탱토통퇴투특파판팔패팽편평폐포폭표품풍피필핍하학한"
    "할함합항해핵행향허헌헐험혁현혈혐협형혜호혹혼홀홍화확환활황회획횡효후훈훤훼휘휴휼흉흑흔흘흠흡흥희"
)
# Syllables of native words and endings; alone they make no word foreign.
_NATIVE = frozenset(
    "를는들까께써쓰꾼떠따또빠뽑싸짜쪽쯤씩렇떻많않없있겠했됐였었갔왔봤줬같높깊넓좋싶맞받찾잃잡많앞옆곳곁뜻몫값닭흙꽃빛낮밤낳놓넣"
)


_LETTER_NAMES = re.compile(
    "(?:더블유|에이치|에이|에프|에스|에치|아이|제이|케이|엑스|와이|제트|브이|아르|비|씨|시|디|이|지|엘|엠|엔|오|피|큐|알|티|유){2,7}"
)
# The Latin letters that a foreign name may begin with, by the first consonant of its Hangul.
_FIRST_LETTERS = (
    "GKC", "GKC", "N", "DT", "DT", "RL", "M", "BV", "BV", "SC", "S", "AEIOUWY", "JZG", "JZ", "C", "CKQ",
    "T", "PF", "HF",
)  # fmt: skip
_KANA = frozenset(
    "아이우에오가기구게고카키쿠케코사시스세소자지즈제조다데도타치쓰테토나니누네노하히후헤호바비부베보파피푸페포"
    "마미무메모야유요라리루레로와교규쿄큐쇼슈샤주차추초뉴뇨효휴료류츠"
)
_NO_CODA, _CODA_N, _CODA_S = 0, 4, 19


def reads_letters(word: str) -> bool:
    """Whether a Hangul word is the names of Latin letters in a row: 아이엠에프."""
    return _LETTER_NAMES.fullmatch(word) is not None


def first_letters(word: str) -> str:
    """The Latin letters that a Hangul word may begin with by its sound; empty for another word."""
    code = ord(word[0]) - 0xAC00 if word else -1
    return _FIRST_LETTERS[code // 588] if 0 <= code < 11172 else ""


def is_open(syllable: str) -> bool:
    """Whether a Hangul syllable ends in its vowel."""
    return "가" <= syllable <= "힣" and (ord(syllable) - 0xAC00) % 28 == _NO_CODA


def looks_japanese(word: str) -> bool:
    """Whether Hangul may spell Japanese: every syllable is a kana's, with n or a doubled sound after it."""
    for char in word:
        code = ord(char) - 0xAC00
        if not 0 <= code < 11172 or code % 28 not in (_NO_CODA, _CODA_N, _CODA_S):
            return False
        if chr(0xAC00 + code - code % 28) not in _KANA:
            return False
    return bool(word)


@lru_cache(maxsize=4096)
def hangul_sounds(word: str) -> str:
    """The consonants of a Hangul word as classes of sounds."""
    out = ""
    for syllable in word:
        code = ord(syllable) - 0xAC00
        if 0 <= code < 11172:
            out += _ONSETS[code // 588] + _CODAS.get(code % 28, "")
    return out.replace("G", "N")


@lru_cache(maxsize=4096)
def latin_sounds(word: str) -> str:
    """The consonants of a Latin word as the same classes."""
    plain = unicodedata.normalize("NFD", word).encode("ascii", "ignore").decode().upper()
    plain = re.sub("[^A-Z]", "", plain)
    for spelling, sound in _SPELLINGS:
        plain = plain.replace(spelling, sound)
    return re.sub(r"(.)\1+", r"\1", "".join(_LATIN_CLASSES.get(letter, "") for letter in plain))


def likeness(hangul: str, latin: str) -> float:
    """How well Hangul spells a Latin word, 0 to 1: the longest common run of consonants in order."""
    one, two = re.sub(r"(.)\1+", r"\1", hangul_sounds(hangul)), latin_sounds(latin)
    if not one or not two:
        return 0.0
    row = [0] * (len(two) + 1)
    for a in one:
        diagonal = 0
        for at, b in enumerate(two, 1):
            diagonal, row[at] = row[at], diagonal + 1 if _alike(a, b) else max(row[at], row[at - 1])
    return 2 * row[-1] / (len(one) + len(two))


def _alike(one: str, two: str) -> bool:
    return one == two or {one, two} in ({"S", "C"}, {"C", "T"}, {"C", "K"}, {"S", "K"})


def looks_foreign(word: str) -> bool:
    """Whether a Hangul word has a syllable that neither Sino-Korean nor common native words have."""
    return any("가" <= char <= "힣" and char not in _SINO and char not in _NATIVE for char in word)


def is_sino(word: str) -> bool:
    """Whether every syllable of a word is the reading of some Hanja."""
    return bool(word) and all(char in _SINO for char in word)
