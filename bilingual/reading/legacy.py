"""Which of the older encodings a text is in: the one in which it makes sense.

EUC-KR, GBK and Big5 share most of their byte pairs, so nearly any text can be read with each of them.  Only
one reading gives the syllables and characters that people write all the time.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping

from bilingual.reading import euc_tw
from bilingual.reading.frequent import HAN, HANGUL, KANA, PUNCTUATION

#: What pages call an encoding, and the superset with which it is read (WHATWG Encoding Standard, 4.2).
_DECLARED = {
    "euckr": "cp949",
    "ksc56011987": "cp949",
    "ksc5601": "cp949",
    "ksc56011989": "cp949",
    "uhc": "cp949",
    "windows949": "cp949",
    "cp949": "cp949",
    "ms949": "cp949",
    "xwindows949": "cp949",
    "xuhc": "cp949",
    "xeuckr": "cp949",
    "cseuckr": "cp949",
    "isoir149": "cp949",
    "korean": "cp949",
    "csksc56011987": "cp949",
    "ksx1001": "cp949",
    "gb23121980": "gb18030",
    "csgb2312": "gb18030",
    "csgbk": "gb18030",
    "euccn": "gb18030",
    "xeuccn": "gb18030",
    "chinese": "gb18030",
    "isoir58": "gb18030",
    "csiso58gb231280": "gb18030",
    "ms936": "gb18030",
    "windows936": "gb18030",
    "gb180302000": "gb18030",
    "gb180302005": "gb18030",
    "gb180302022": "gb18030",
    "csbig5": "big5hkscs",
    "xbig5": "big5hkscs",
    "big5eten": "big5hkscs",
    "big5tw": "big5hkscs",
    "ms950": "cp950",
    "windows950": "cp950",
    "gb2312": "gb18030",
    "gb231280": "gb18030",
    "gbk": "gb18030",
    "xgbk": "gb18030",
    "gb18030": "gb18030",
    "cp936": "gb18030",
    "big5": "big5hkscs",
    "big5hkscs": "big5hkscs",
    "cnbig5": "big5hkscs",
    "xxbig5": "big5hkscs",
    "cp950": "cp950",
    "shiftjis": "cp932",
    "sjis": "cp932",
    "xsjis": "cp932",
    "windows31j": "cp932",
    "eucjp": "euc_jp",
    "xeucjp": "euc_jp",
    "iso88591": "cp1252",
    "latin1": "cp1252",
    "usascii": "cp1252",
    "ascii": "cp1252",
    "windows1252": "cp1252",
    "cp1252": "cp1252",
    "windows1251": "cp1251",
    "cp1251": "cp1251",
    "koi8r": "koi8_r",
    "johab": "johab",
    "xjohab": "johab",
    "ksc56011992": "johab",
    "cp1361": "johab",
    "windows1361": "johab",
    "ms1361": "johab",
    "euctw": euc_tw.NAME,
    "xeuctw": euc_tw.NAME,
    "cns11643": euc_tw.NAME,
}
_CANDIDATES = ("cp949", "gb18030", "big5hkscs", "cp950", "cp932", "euc_jp")
#: Asked where none of those makes good sense, since pages seldom have them.
_SELDOM = ("johab", euc_tw.NAME)
_JAPANESE = frozenset({"cp932", "euc_jp"})
_ALPHABETS = ("cp1252", "cp1251", "cp1250", "cp1253", "cp1254", "cp1257", "iso8859_2", "koi8_r")
_SIGNS = "\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u00a0«»©°·£€§®™"
_NAMES = {
    "cp949": "EUC-KR (CP949)",
    "gb18030": "GB 18030",
    "big5hkscs": "Big5",
    "cp950": "Big5",
    "cp932": "Shift_JIS",
    "euc_jp": "EUC-JP",
    "johab": "Johab",
    euc_tw.NAME: "EUC-TW",
    "cp1252": "Windows-1252",
    "cp1251": "Windows-1251",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32-le": "UTF-32",
    "utf-32-be": "UTF-32",
}
euc_tw.register()
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.\-]+)""", re.I)
_HIGH = re.compile(rb"[\x80-\xff]")
_OTHERS = re.compile(r"[^\x00-\x7f]+")
# What two bytes of UTF-8 do not reach.
_BEYOND = re.compile(r"[\u0800-\U0010ffff]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_KANA = re.compile(r"[\u3041-\u30ff]")
_CJK = re.compile(r"[\uac00-\ud7a3\u3400-\u9fff\u3040-\u30ff]")
#: How much is looked at; a text's first 64 KB of foreign lines say what it is.
_SAMPLE = 65536
#: The share of frequent characters from which a reading makes sense.  Right readings of news sentences have
#: 0.45 and more, wrong ones 0.15 and less.
_SENSE = 0.25
#: What a declaration is worth: so many frequent characters.
_DECLARATION = 3
#: The same for a line that is in another encoding than its neighbours.
_CERTAIN = 0.45
#: Of all foreign characters, the share that may be broken.
_BROKEN = 0.02
#: The same where nothing else explains a text, which then makes as much sense as right readings do.
DAMAGED = 0.12


def shown_name(encoding: str) -> str:
    """Return the name of an encoding that people know."""
    return _NAMES.get(encoding, encoding)


def cjk_letters(text: str) -> int:
    """Count Hangul, Han and Kana."""
    return len(_CJK.findall(text))


def declared(data: bytes) -> str | None:
    """Return the encoding that a page's head or XML line declares, by Python's name, if we know it."""
    head = data[:4096] if b"<" in data[:4096] else b""
    for found in _CHARSET.finditer(head):
        name = re.sub(r"[^a-z0-9]", "", found[1].decode("ascii").lower())
        if name in _DECLARED:
            return _DECLARED[name]
    return None


def guess(foreign: bytes, whole: bytes, beside: str = "") -> str | None:
    """Return the encoding of ``foreign``, what of ``whole`` is not UTF-8; None for no sense.

    ``beside`` is the rest, if it is UTF-8 beyond doubt; then only encodings of Korean, Chinese or
    Japanese count, since some single-byte encoding explains any byte, and that of the same language most.
    """
    said = declared(whole)
    likely = _likely(beside[:_SAMPLE])
    first = _HIGH.search(foreign)
    begin = max(foreign.rfind(b"\n", 0, first.start()) + 1, first.start() - 256) if first else 0
    sample = foreign[begin : begin + _SAMPLE]
    ends = len(foreign) <= begin + _SAMPLE
    bonuses = {name: _DECLARATION if name == said else int(name == likely) for name in _CANDIDATES}
    best = _best(sample, bonuses, ends, _BROKEN)
    if best is None or best[0] < _CERTAIN:
        seldom = {name: _DECLARATION if name == said else 0 for name in _SELDOM}
        rare = _best(sample, seldom, ends, _BROKEN)
        best = max(filter(None, (best, rare)), default=None)
    if best and best[0] >= _SENSE:
        return best[1]
    if beside:
        return "cp949" if likely == "cp949" and _all_hangul(sample) else None
    return _single_byte(foreign, sample, said)


def guess_damaged(foreign: bytes, whole: bytes) -> str | None:
    """Return the encoding in which ``foreign`` makes sense though one letter in ten is broken, or None."""
    said = declared(whole)
    bonuses = {name: int(name == said) for name in _CANDIDATES}
    best = _best(foreign[:_SAMPLE], bonuses, len(foreign) <= _SAMPLE, DAMAGED)
    return best[1] if best and best[0] >= _CERTAIN else None


def _best(sample: bytes, bonuses: Mapping[str, int], ends: bool, broken: float) -> tuple[float, str] | None:
    """Return the reading that makes most sense, after how much that is."""
    best: tuple[float, str] | None = None
    for name, bonus in bonuses.items():
        weight = _sense(sample, name, ends, bonus, broken)
        if weight is not None and (best is None or weight > best[0]):
            best = (weight, name)
    return best


def _all_hangul(sample: bytes) -> bool:
    letters = "".join(_OTHERS.findall(sample.decode("cp949", "replace")))
    return len(letters) > 1 and len(_HANGUL.findall(letters)) == len(letters)


def _likely(beside: str) -> str | None:
    hangul, han = len(_HANGUL.findall(beside)), len(_HAN.findall(beside))
    return None if not hangul + han else "cp949" if hangul >= han else "gb18030"


def read_line(line: bytes, encoding: str) -> tuple[str, str]:
    """Return a line that is not UTF-8 among others of ``encoding``, and the encoding that it is in itself.

    It is another one only if there is no sense in the line otherwise.
    """
    if (_sense(line, encoding, True, 1) or 0) < _SENSE:
        best = max(_CANDIDATES[:3], key=lambda name: _sense(line, name, True, 0) or 0)
        if (_sense(line, best, True, 0) or 0) >= _CERTAIN:
            encoding = best
    return line.decode(encoding, "replace"), encoding


def declared_instead(data: bytes, text: str) -> str | None:
    """Return the declared encoding of ``data`` where it fits better than UTF-8, which gave ``text``.

    A few words of EUC-KR or GBK may be sound UTF-8 by chance, of letters of Greece, Russia or Arabia.
    """
    sample = text[: _SAMPLE * 4]
    if sample.isascii() or _BEYOND.search(sample):
        return None
    said = declared(data)
    if (
        said not in _CANDIDATES
        or (_sense(data[:_SAMPLE], said, len(data) <= _SAMPLE, _DECLARATION) or 0) < _SENSE
    ):
        return None
    try:
        data.decode(said)
    except UnicodeDecodeError:
        return None
    return said


def ordinary_share(text: str) -> float:
    """Return the share of plain ASCII and of frequent Hangul, Han and Kana in ``text``."""
    common = sum(1 for c in text if " " <= c <= "~" or c in "\r\n\t" or c in HANGUL or c in HAN or c in KANA)
    return common / max(len(text), 1)


def frequent_share(text: str) -> float:
    """Return the share of frequent ones among the Hangul, Han and Kana of ``text``."""
    letters = _CJK.findall(text)
    return sum(c in HANGUL or c in HAN or c in KANA for c in letters) / max(len(letters), 1)


def _sense(sample: bytes, encoding: str, whole: bool, bonus: int, spared: float = _BROKEN) -> float | None:
    """Return the share of frequent characters in a reading, or None for one that is broken.

    ``spared`` is the share of its letters that may be.
    """
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    characters = "".join(_OTHERS.findall(decoder.decode(sample, final=whole)))
    letters = [c for c in characters if c not in PUNCTUATION]
    broken = characters.count("\ufffd")
    if not letters or broken > spared * len(letters):
        return None
    common = sum(1 for c in letters if c in HANGUL or c in HAN or c in KANA)
    if common + bonus < 2 or (encoding in _JAPANESE and 5 * len(_KANA.findall(characters)) < len(letters)):
        return None
    marks = (len(characters) - len(letters)) / 2
    return (common + min(marks, common) + bonus) / (len(letters) + min(marks, common) + _DECLARATION)


def _single_byte(foreign: bytes, sample: bytes, said: str | None) -> str | None:
    """Return an encoding of an alphabet: the declared one, or what charset-normalizer finds.

    Nearly every byte means something in these, so the reading must consist of letters and of the signs of
    print; otherwise broken UTF-8 would pass for Western text.
    """
    names = [said] if said else []
    if not said and len(sample) >= 32:
        from charset_normalizer import from_bytes

        match = from_bytes(sample, cp_isolation=list(_ALPHABETS), enable_fallback=False).best()
        if match is not None:
            names.append(match.encoding)
    for name in names:
        try:
            text = foreign.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
        others = "".join(_OTHERS.findall(text))
        sound = sum(1 for c in others if c.isalpha() or c in _SIGNS)
        ascii_share = 1 - len(others) / max(len(text), 1)
        if sound >= 0.95 * len(others) and (ascii_share > 0.7 or name not in ("cp1252", "latin_1")):
            return name
    return None
