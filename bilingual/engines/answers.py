"""Judging an engine's answers: what may pass for a translation, and what never may.

Only what shows that no translation took place is refused here.  Whether a translation is good (numbers,
terms, Hangul left over) is for the checks, which report and do not throw away.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher

from bilingual.engines.cut_answers import is_cut
from bilingual.engines.foreign_words import foreign
from bilingual.machine_chatter import SAYS_LABEL, without_chatter
from bilingual.sentence_count import sentences

# Unicode blocks of scripts, and the languages that are written in each.  A text in such a script that comes
# back unchanged for another language was not translated.
_SCRIPTS: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = (
    (re.compile(r"[가-힣ᄀ-ᇿ㄰-㆏]"), frozenset({"ko"})),
    (re.compile(r"[ぁ-ゖァ-ヺ]"), frozenset({"ja"})),
    (re.compile(r"[一-鿿㐀-䶿豈-﫿\U00020000-\U000323AF]"), frozenset({"zh", "ja"})),
    (re.compile(r"[Ѐ-ӿ]"), frozenset({"ru", "mn", "uk", "be", "bg", "sr", "mk", "kk", "ky", "tg"})),
    (re.compile(r"[\u0600-\u06FF]"), frozenset({"ar", "fa", "ur", "ug", "ps", "sd"})),
    (re.compile(r"[\u0E00-\u0E7F]"), frozenset({"th"})),
)
# Languages not written in Latin letters, as far as their code names no script; sr is written in both.
_OTHER_LETTERS = frozenset(
    {language for _, languages in _SCRIPTS for language in languages if language != "sr"}
    | {"el", "he", "hi", "ka", "hy", "km", "lo", "my", "ne", "bn", "ta", "te", "am"}
)
# Languages so near to each other that a short translation may be the source but for a letter.
_NEAR = tuple(
    frozenset(group.split()) for group in ("no nb nn da sv", "es pt gl ca", "cs sk", "id ms", "hr sr bs sl")
)
_LATIN_WORD = re.compile(r"(?<![^\W_])[^\W\d_]+(?:['’-][^\W\d_]+)*(?![^\W_])")
_LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏ]")
_ADDRESS = re.compile(r"\S+@\S+|\S+://\S+|\bwww\.\S+|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/\S*)?\b")
# Names and abbreviations stay as they are in Latin letters (CSTO, BRICS 2024, Vladimir Putin); three words
# make it a sentence or a headline.  Where the target is in Latin letters too, only small ones count.
_SMALL_WORD = re.compile(r"(?<![^\W_])[a-zà-öø-ÿ][a-zà-öø-ÿ'’]+(?![^\W_])")
_SENTENCE_WORDS = 3
_ABBREVIATION = 5
# So long that a sameness by chance is out of the question.
_NEAR_WORDS, _NEAR_RATIO = 6, 0.9
_COMPARED = 400
# English becomes Chinese of a third of its length; an eighth of a long text is no whole translation.
_LONG, _SHORTEST = 120, 8

#: A text of more characters says more than that there is nothing.
_WORD_OR_TWO = 12
# What programs write for nothing, and what a text must hold to be translated so.
_NOTHING = re.compile(r"\W*(?:None|null|undefined|NaN|\[object Object\])\W*")
_SAYS_NOTHING = re.compile(
    r"없|[무안못]|[無无没沒非空零不]|널|null|none|nan|not|nothing|정의|定义", re.IGNORECASE
)

_PAGE = re.compile(r"\s*<(?:!doctype\s+html|html|head|body|title)\b", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F]")

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_LABELS = "translation|translated text|译文|譯文|翻译|翻譯|翻译结果|번역|번역문|번역 결과"
_OWN_NAMES = {"en": "english", "zh": "chinese|中文|汉语|英译中", "ko": "korean|한국어"}
_COLON = re.compile(r"[:：=＝]")
_HEAD = 40
_FENCE = re.compile(r"```[\w-]*[ \t]*\n?(.*?)\n?```", re.DOTALL)
_QUOTE_PAIRS = {
    "“": "”",
    '"': '"',
    "‘": "’",
    "'": "'",
    "「": "」",
    "『": "』",
    "«": "»",
    "„": "“",
    "＂": "＂",
}
_QUOTE = re.compile(r"[“”\"„＂「」『』«»《》〈〉]|(?<![^\W_])['‘’]|['‘’](?![^\W_])")


def usable(answer: object, asked: str, *, source: str, target: str) -> tuple[str | None, str]:
    """Return ``(text, "")`` for an answer that may be written, else ``(None, reason)``.

    ``asked`` is the text that the engine was given, in ``source``; both languages are canonical codes.
    The text returned is NFC without outer white space and without control characters (no workbook takes
    those), and without what engines wrap around a text (see `unwrapped`).  Refused: None, what is not a
    str, blank, broken surrogates, a whole HTML page, a program's word for nothing (``None``), the text asked
    for coming back (see `is_echo`), another language of Latin letters (`foreign`), a sentence that breaks off
    (`is_cut`), and an answer of an eighth of a long text's length.  Two answers in each other's
    place cannot be told apart from right ones: order is the engine's word.
    """
    if answer is None:
        return None, "the engine gave no answer for this text"
    if not isinstance(answer, str):
        return None, f"the engine gave a {type(answer).__name__} instead of a text"
    text = unwrapped(_visible(answer), asked, target=target)
    if is_blank(text):
        return None, "the engine's answer is empty"
    if any("\ud800" <= character <= "\udfff" for character in text):
        return None, "the engine's answer is not valid Unicode"
    if _PAGE.match(text) and not _PAGE.match(asked):
        return None, "the engine answered with a web page instead of a text"
    if _NOTHING.fullmatch(text) and (len(asked) > _WORD_OR_TWO or not _SAYS_NOTHING.search(asked)):
        return None, f"the engine answered '{text[:20]}' instead of a text"
    if is_echo(text, asked, source=source, target=target):
        return None, "the engine gave the source text back"
    if len(asked) >= _LONG and len(text) * _SHORTEST < len(asked):
        return None, "the engine's answer is cut short"
    if is_cut(text, asked, source=source, target=target):
        return None, "the engine's answer is cut short"
    if reason := foreign(text, asked, target):
        return None, reason
    return text, ""


def is_blank(text: str) -> bool:
    """Tell whether nothing can be seen of the text: white space, control and format characters only."""
    return all(unicodedata.category(character) in {"Cc", "Cf", "Zs", "Zl", "Zp"} for character in text)


def unwrapped(answer: str, asked: str, *, target: str) -> str:
    """The answer without what an engine put around it and the text asked for has not.

    Character references (``&quot;``, ``&#91;``) become their characters where ``asked`` has none; a code
    fence, a leading label (``Translation:``, ``译文：``, ``번역:``, the target language's name) and one pair
    of quotes around everything go.  Nothing is taken where ``asked`` has anything of the kind itself: a
    colon at its beginning or a word for translating, a fence, any quote.
    """
    text = answer
    if "&" in text and not _ENTITY.search(asked):
        for _ in range(2):  # some pages escape what is escaped already
            text = _visible(_ENTITY.sub(lambda found: html.unescape(found.group()), text))
    if "```" not in asked and (fenced := _FENCE.fullmatch(text)):
        text = fenced[1].strip()
    if not _COLON.search(asked[:_HEAD]) and not SAYS_LABEL.search(asked):
        names = _OWN_NAMES.get(target.partition("-")[0])
        labels = f"{_LABELS}|{names}" if names else _LABELS
        label = re.match(
            rf"(\*\*)?(?:{labels})(?(1)(?:\*\*\s?[:：]|[:：]\*\*)|\s?[:：])\s*", text, re.IGNORECASE
        )
        text = text[label.end() :] if label else text
    text = without_chatter(text, asked)
    if len(text) > 2 and _QUOTE_PAIRS.get(text[0]) == text[-1] and not _QUOTE.search(asked):
        inner = text[1:-1]
        text = text if {text[0], text[-1]} & set(inner) else inner.strip()
    return text


def spoilt(asked: Sequence[str], answers: Sequence[object]) -> frozenset[int]:
    """The answers of a call that hold what belongs to others: more sentences, where a neighbour is empty.

    All texts of the call are to be asked for alone then, these among them.
    """
    if not any(isinstance(answer, str) and is_blank(answer) for answer in answers):
        return frozenset()
    return frozenset(
        at
        for at, (source, answer) in enumerate(zip(asked, answers, strict=True))
        if isinstance(answer, str) and sentences(answer) > max(1, sentences(source))
    )


def is_echo(answer: str, asked: str, *, source: str, target: str) -> bool:
    """Tell whether the answer is the text asked for, untranslated.

    Case, white space, punctuation and Unicode form do not count.  It is an echo only if a translation had
    to differ: the text has a letter of a script in which the target language is not written (Hangul for
    ``en``, Han for ``en`` or ``ko``; not Han for ``ja`` or the other Chinese), or is a sentence or a headline
    of Latin words.  ``CSTO``, ``BRICS 2024`` or ``Vladimir Putin`` rightly come back as they are.

    Latin text of six words and more is an echo too when it is nearly the same, as with one word put in
    another's place; in other scripts what is left of the source is for the checks to report.
    """
    if source == target:
        return False
    ours, theirs = _letters(asked), _letters(answer)
    if ours != theirs or (not ours and _folded(answer) != _folded(asked)):
        return _nearly(asked, ours, theirs, source, target)
    base = target.partition("-")[0]
    if any(base not in languages and letters.search(asked) for letters, languages in _SCRIPTS):
        return True
    return _latin_text(asked, source, target)


def _nearly(asked: str, ours: str, theirs: str, source: str, target: str) -> bool:
    if len(asked.split()) < _NEAR_WORDS or len(_LATIN.findall(ours)) * 2 < len(ours):
        return False
    pair = {source.partition("-")[0], target.partition("-")[0]}
    if any(pair <= group for group in _NEAR) or not _latin_text(asked, source, target):
        return False
    matcher = SequenceMatcher(None, ours[:_COMPARED], theirs[:_COMPARED], autojunk=False)
    return (
        matcher.real_quick_ratio() >= _NEAR_RATIO
        and matcher.quick_ratio() >= _NEAR_RATIO
        and matcher.ratio() >= _NEAR_RATIO
    )


def _latin_text(asked: str, source: str, target: str) -> bool:
    """Whether the text is Latin words that have to become others in the target language."""
    if source.partition("-")[0] == target.partition("-")[0]:
        return False
    if not _in_latin(target):
        words = _LATIN_WORD.findall(_ADDRESS.sub(" ", asked))
        words = [word for word in words if _LATIN.match(word)]
        return len(words) >= _SENTENCE_WORDS and not all(_stays(word) for word in words)
    # A text in the target's own letters within a Korean or Chinese one is the target language as a rule.
    return _in_latin(source) and len(_SMALL_WORD.findall(asked)) >= _SENTENCE_WORDS


def _in_latin(language: str) -> bool:
    return "Latn" in language or language.partition("-")[0] not in _OTHER_LETTERS


def _stays(word: str) -> bool:
    """Whether the word is written so in every language: CSTO, KBS, YouTube."""
    if word.isupper():
        return len(word) <= _ABBREVIATION
    return any(letter.isupper() for letter in word[1:]) and "-" not in word


def _visible(text: str) -> str:
    return unicodedata.normalize("NFC", _CONTROL.sub("", text)).strip()


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _letters(text: str) -> str:
    return "".join(character for character in _folded(text) if character.isalnum())
