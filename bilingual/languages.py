"""Language codes, and what language a text is in.

Codes are BCP-47 (RFC 5646): ``zh-Hans`` and ``zh-Hant`` for the two Chinese scripts, never ``zh-CN`` in
anything we write.  Scripts decide Korean, Chinese, Japanese and Latin; langdetect is asked only to tell
languages of one script apart (measured on FLORES-101 devtest: script counting 99.97 % whole and 99.7 % at
six characters, langdetect 97.4 % and 75.6 %).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from bilingual.article import LanguageSpan, quick_span
from bilingual.chinese_scripts import converted
from bilingual.errors import UsageError, did_you_mean
from bilingual.text_addresses import without_addresses

#: Canonical codes that we know by name, with the English name that headers and messages use.
NAMES = {
    "ko": "Korean",
    "en": "English",
    "zh-Hans": "Chinese (Simplified)",
    "zh-Hant": "Chinese (Traditional)",
    "ja": "Japanese",
    "ru": "Russian",
    "mn": "Mongolian",
    "vi": "Vietnamese",
    "fr": "French",
    "de": "German",
    "es": "Spanish",
    "pt": "Portuguese",
    "it": "Italian",
    "id": "Indonesian",
    "th": "Thai",
    "ar": "Arabic",
}

#: Each language's name in itself, for pages.
ENDONYMS = {
    "ko": "한국어",
    "en": "English",
    "zh-Hans": "简体中文",
    "zh-Hant": "繁體中文",
    "ja": "日本語",
    "ru": "Русский",
    "mn": "Монгол",
    "vi": "Tiếng Việt",
    "fr": "Français",
    "de": "Deutsch",
    "es": "Español",
    "pt": "Português",
    "it": "Italiano",
    "id": "Bahasa Indonesia",
    "th": "ไทย",
    "ar": "العربية",
}

_ALIASES = {
    "zh": "zh-Hans",
    "zh-cn": "zh-Hans",
    "zh-sg": "zh-Hans",
    "zh-my": "zh-Hans",
    "zh-hans": "zh-Hans",
    "zh-hans-cn": "zh-Hans",
    "zh-hans-sg": "zh-Hans",
    "zh-tw": "zh-Hant",
    "zh-hk": "zh-Hant",
    "zh-mo": "zh-Hant",
    "zh-hant": "zh-Hant",
    "zh-hant-tw": "zh-Hant",
    "zh-hant-hk": "zh-Hant",
    "zh-hant-mo": "zh-Hant",
    "chinese": "zh-Hans",
    **{name.lower(): code for code, name in NAMES.items()},
    **{name.lower(): code for code, name in ENDONYMS.items()},
    **{code.lower(): code for code in NAMES},
}
_REGION = re.compile(r"^([a-z]{2})-[a-z]{2}$")


def canonical(code: str) -> str:
    """Return the canonical code of a code, alias or English name.

    >>> canonical("zh_CN"), canonical("en-US"), canonical("zh-TW")
    ('zh-Hans', 'en', 'zh-Hant')

    Raises UsageError for a language that we do not know, naming the nearest one.
    """
    key = code.strip().lower().replace("_", "-")
    if key in _ALIASES:
        return _ALIASES[key]
    region = _REGION.match(key)
    if region and region[1] in _ALIASES and region[1] != "zh":
        return _ALIASES[region[1]]
    raise UsageError(
        f"unknown language '{code}'{did_you_mean(code, _ALIASES)}\n"
        f"Known: {', '.join(NAMES)} (and zh, zh-CN, zh-TW, en-US …)."
    )


def canonical_list(codes: Iterable[str]) -> tuple[str, ...]:
    """Return the canonical codes of ``codes``, each once, in order.  Raises UsageError as `canonical`."""
    return tuple(dict.fromkeys(canonical(code) for code in codes if code.strip()))


# Unicode 16 blocks.  Hangul: syllables, jamo, compatibility jamo, extended jamo, half-width.
# Han: unified ideographs with extensions A-J and the compatibility ideographs; 〇 is a numeral of theirs.
_HANGUL = r"가-힣\u1100-\u11FF\u3130-\u318F\uA960-\uA97F\uD7B0-\uD7FF\uFFA0-\uFFDC"
_HAN = r"\u4E00-\u9FFF\u3400-\u4DBF\uF900-\uFAFF\U00020000-\U000323AF\u3007\u3005"
_KANA = r"\u3041-\u3096\u30A1-\u30FA\u30FC\uFF66-\uFF9F"
_LATIN = r"A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u1E00-\u1EFF\uFF21-\uFF3A\uFF41-\uFF5A"
_CLASSES = {"ko": _HANGUL, "zh": _HAN, "ja": _KANA, "en": _LATIN}
_COUNTED = {label: re.compile(f"[{chars}]") for label, chars in _CLASSES.items()}
_CYRILLIC = re.compile(r"[\u0400-\u052F]")
_ARABIC = re.compile(r"[\u0600-\u06FF\u0750-\u077F\uFB50-\uFDFF\uFE70-\uFEFE]")
_THAI = re.compile(r"[\u0E00-\u0E7F]")
# A run may be held together by what is of no script: spaces and hyphens between words, digits after a letter.
_RUN = re.compile("|".join(f"(?P<{k}>[{c}](?:[{c}0-9]|[ '’.&-]+(?=[{c}]))*)" for k, c in _CLASSES.items()))
_WORDS = {label: re.compile(f"[{chars}]+") for label, chars in _CLASSES.items()}
# The next letter of a script that is not the line's own; a line of Japanese has Han of its own.
_FOREIGN = {
    own: re.compile(
        "[" + "".join(c for k, c in _CLASSES.items() if k != own and (own, k) != ("ja", "zh")) + "]"
    )
    for own in (*_CLASSES, "")
}
# Endings that only running Korean has: case particles, and verb endings before a stop.
_KOREAN_GRAMMAR = re.compile(
    r"[가-힣一-鿿)\]’”」』》](?:은|는|이|가|을|를|의|에|에서|에게|으로|로|와|과|도|만|까지|부터|보다|처럼"
    r"|다|며|고|서|면|한|된|할|인|요|라고|라며|하는|되는|했다|한다|이다)(?![가-힣])"
)
# No second opening sign inside: each is then looked at once.
_ASIDE = re.compile(
    r"[(（\[［〔【〈《][^(（\[［〔【〈《)）\]］〕】〉》]*[)）\]］〕】〉》]|[“「『][^“「『”」』]*[”」』]"
)
_PIECE = 65_536  #: longer texts are counted in pieces of so many characters
_HAN_OR_KANA = re.compile(f"[{_HAN}{_KANA}]")
_LOWER_WORD = re.compile(r"\b[a-z]{2,}\b")
# Words that only a Chinese sentence has, but for compounds that Korean has too (目的, 完了).
_CHINESE_GRAMMAR = re.compile(r"[这這们們吗嗎呢吧您她它哪么麼没沒啊]|(?<!目)的|(?<!完)了|[是不在]")
# GB 2312 lists these for names and old words; in running text simplified Chinese writes 于 征 后 干 了.
_TRADITIONAL_USE = re.compile(r"[於徵後]|乾(?![隆坤])|瞭(?!望)")
_HAN_WORD = re.compile(f"[{_HAN}]{{2,}}")
_KAZAKH = re.compile(r"[әғқңұһі]", re.IGNORECASE)
_MONGOLIAN = re.compile(r"[өү]", re.IGNORECASE)
_UKRAINIAN = re.compile(r"[їєґі]", re.IGNORECASE)


def script_counts(text: str) -> dict[str, int]:
    """Return the numbers of Hangul (``ko``), Han (``zh``), kana (``ja``) and Latin letters (``en``)."""
    if text.isascii():
        return {"ko": 0, "zh": 0, "ja": 0, "en": _count(_WORDS["en"], text)}
    return {label: _count(pattern, text) for label, pattern in _WORDS.items()}


def _count(words: re.Pattern[str], text: str) -> int:
    """Return how many characters of ``text`` stand in the words; a very long text is not held twice."""
    if len(text) <= _PIECE:
        return len("".join(words.findall(text)))
    return sum(len("".join(words.findall(text, at, at + _PIECE))) for at in range(0, len(text), _PIECE))


def script_label(text: str) -> str:
    """Return what scripts a line is written in: ``ko zh en ja other mixed none``.

    The share of Han among Hangul and Han decides: under 20 % is ``ko``, over 80 % ``zh``, between
    ``mixed``.  Three kana or more make ``ja`` if they outweigh the Hangul, else ``mixed``.  A line of Latin
    letters alone is ``en`` whatever its language; one without letters is ``none``.  Addresses of the web
    and of mail don't count.
    """
    return _label(without_addresses(text))


def _label(text: str) -> str:
    """Return what `script_label` does, of a text without addresses."""
    if text.isascii():
        return "en" if _WORDS["en"].search(text) else "none"
    keys = ("ko", "zh", "ja") if _HAN_OR_KANA.search(text) else ("ko",)
    there = [key for key in keys if _WORDS[key].search(text)]
    if len(there) == 1 and there[0] != "ja":
        return there[0]
    hangul, han, kana = [_count(_WORDS[key], text) if key in there else 0 for key in ("ko", "zh", "ja")]
    if kana >= 3 or (kana and not hangul and not han):
        return "ja" if kana > hangul else "mixed"
    if hangul or han:
        share = han / (hangul + han)
        return "ko" if share < 0.2 else "zh" if share > 0.8 else "mixed"
    latin = _count(_WORDS["en"], text)
    others = sum(map(str.isalpha, text)) - latin
    if latin and latin >= others:
        return "en"
    return "other" if others > 0 else "none"


def spans(text: str, label: str | None = None) -> tuple[LanguageSpan, ...]:
    """Return the runs of ``text`` that are in another script than the line's own.

    ``label`` is the line's script label, told from the text where it is None; a mixed line's own script is
    the one it has more of, Hangul if equal.  A span's ``lang`` is a script label.

    >>> spans("위챗(微信)")
    (LanguageSpan(start=3, end=5, lang='zh'),)
    """
    return _spans(without_addresses(text, " "), label or script_label(text))


def _spans(text: str, label: str) -> tuple[LanguageSpan, ...]:
    """Return what `spans` does, of a text with blanks for its addresses."""
    if label == "mixed":
        count = script_counts(text)
        label = "ko" if count["ko"] >= count["zh"] else "zh"
    foreign = _FOREIGN.get(label, _FOREIGN[""])
    found: list[LanguageSpan] = []
    letter = foreign.search(text)
    while letter is not None:
        run = _RUN.match(text, letter.start())
        at = run.end() if run else letter.end()
        if run:
            found.append(quick_span(run.start(), at, run.lastgroup or ""))
        letter = foreign.search(text, at)
    return tuple(found)


def labelled(text: str) -> tuple[str, tuple[LanguageSpan, ...]]:
    """Return the script label and the spans of a line."""
    if text.isascii():
        # Its letters are Latin, all of them, and where they are the line's own there is no other script.
        return script_label(text), ()
    for own in ("ko", "zh"):  # most lines have letters of one script only
        if _FOREIGN[own].search(text) is None and _COUNTED[own].search(text):
            return own, ()
    plain = without_addresses(text)
    label = _label(plain)
    return label, _spans(text if plain is text else without_addresses(text, " "), label)


def identify(text: str, default: str | None = None) -> str | None:
    """Return the canonical code of the language that ``text`` is in.

    Scripts decide Korean, Chinese and Japanese; the two Chinese scripts are told by characters that exist
    in one of them only (``default`` or zh-Hans where there is none).  A mixed line is Korean if its Hangul
    carry particles or endings.  Latin and Cyrillic letters are told apart by langdetect if there are enough
    of them; a short Latin text (CSTO, www) is ``en``.  Returns ``default`` for a text that has nothing to
    tell by, such as digits.  Single Sino-Korean letters (美·中) are Korean where ``default`` is.
    """
    label = script_label(text)
    if label == "none":
        return default
    plain = without_addresses(text)
    if label == "mixed":
        label = _side_of_mixed(plain)
    elif label == "zh" and _KOREAN_GRAMMAR.search(plain):
        # Korean in mixed script: the Hanja outnumber the endings that they carry.
        label = "ko"
    elif label in ("ko", "zh") and _mostly_latin(plain, label):
        label = "en"
    elif label == "zh" and _is_japanese(plain):
        label = "ja"
    elif label == "zh" and default == "ko" and not _HAN_WORD.search(plain):
        label = "ko"
    if label in ("ko", "ja"):
        return label
    if label == "zh":
        return _chinese_script(plain, default)
    return _latin(plain) if label == "en" else _other(plain, default)


def _mostly_latin(text: str, label: str) -> bool:
    """Tell whether a few letters of ``label``'s script only gloss a sentence in Latin letters."""
    count = script_counts(text)
    if count["en"] < 3 * count[label] or len(_WORDS["en"].findall(text)) < 3:
        return False
    if not _COUNTED[label].search(_ASIDE.sub("", text)):
        return True
    return label == "zh" and len(_LOWER_WORD.findall(text)) >= 2  # product names are no sentence


def _is_japanese(text: str) -> bool:
    """Tell whether a line of Han with a kana or two is Japanese: all its Han are such as Japan writes."""
    if not _COUNTED["ja"].search(text):
        return False
    han = set(_COUNTED["zh"].findall(text))
    return all(_in_charset(char, "shift_jis") and converted(char, "ja") == char for char in han)


def _side_of_mixed(text: str) -> str:
    count = script_counts(text)
    # Chinese that glosses a Korean name, or quotes one, does it in brackets or quotation marks.
    in_the_open = _ASIDE.sub(" ", text)
    open_count = script_counts(in_the_open)
    if open_count["zh"] and not open_count["ko"] and not open_count["ja"]:
        return "zh"
    if count["ko"] and _KOREAN_GRAMMAR.search(text):
        return "ko"
    if count["ja"] >= 3 and count["ja"] >= count["ko"]:
        return "ja"
    if open_count["zh"] > open_count["ko"] and _CHINESE_GRAMMAR.search(in_the_open):
        return "zh"
    return "ko" if open_count["ko"] or count["ko"] >= count["zh"] else "zh"


def _in_charset(char: str, charset: str) -> bool:
    try:
        char.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


@lru_cache(maxsize=8192)
def chinese_form(char: str) -> str:
    """Return ``s`` or ``t`` for a character of one Chinese script only, else an empty string.

    GB 2312 lists what simplified Chinese uses and Big5 what traditional Chinese does.  Either lacks rare
    characters of both, so OpenCC must know a form of it in the other script.
    """
    simplified, traditional = _in_charset(char, "gb2312"), _in_charset(char, "big5")
    if not traditional and converted(char, "zh-Hant") != char:
        return "s"
    return "t" if not simplified and converted(char, "zh-Hans") != char else ""


def _chinese_script(text: str, default: str | None) -> str:
    forms = [chinese_form(char) for char in _COUNTED["zh"].findall(text)]
    simplified, traditional = forms.count("s"), forms.count("t")
    if simplified == traditional:
        if _TRADITIONAL_USE.search(text):
            return "zh-Hant"
        return default if default in ("zh-Hans", "zh-Hant") else "zh-Hans"
    return "zh-Hans" if simplified > traditional else "zh-Hant"


def _guess(text: str) -> tuple[str, float]:
    """Return langdetect's first guess and its probability; seeded, so that it repeats."""
    from langdetect import DetectorFactory, LangDetectException, detect_langs

    DetectorFactory.seed = 0
    try:
        best = detect_langs(text)[0]
    except LangDetectException:
        return "", 0.0
    return str(best.lang), float(best.prob)


def _latin(text: str) -> str:
    letters = len(_COUNTED["en"].findall(text))
    plain = text.isascii()
    # langdetect is right on 76 % of texts of six characters and calls short English Dutch or Somali.
    if letters < (24 if plain else 10):
        return "en"
    code, probability = _guess(text)
    if code in NAMES and (probability > 0.8 or not plain):
        return code
    return code if probability > 0.98 and letters >= 40 and len(code) == 2 else "en"


def _other(text: str, default: str | None) -> str | None:
    if _CYRILLIC.search(text):
        if _KAZAKH.search(text) and not _UKRAINIAN.fullmatch("".join(_KAZAKH.findall(text))[:1] or "x"):
            return "kk"
        if _MONGOLIAN.search(text):
            return "mn"
        code, probability = _guess(text) if len(_CYRILLIC.findall(text)) >= 24 else ("ru", 1.0)
        return code if probability > 0.8 else "ru"
    if _ARABIC.search(text):
        return "ar"
    return "th" if _THAI.search(text) else default
