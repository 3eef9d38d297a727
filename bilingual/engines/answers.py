"""Judging an engine's answers: what may pass for a translation, and what never may.

Only what shows that no translation took place is refused here.  Whether a translation is good (numbers,
terms, Hangul left over) is for the checks, which report and do not throw away.
"""

from __future__ import annotations

import re
import unicodedata

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
# Names and abbreviations stay as they are in Latin letters (CSTO, BRICS 2024, New York Times); three words
# that begin with a small letter make it a sentence.
_SMALL_WORD = re.compile(r"(?<![^\W_])[a-zà-öø-ÿ][a-zà-öø-ÿ'’]+(?![^\W_])")
_SENTENCE_WORDS = 3
_PAGE = re.compile(r"\s*<(?:!doctype\s+html|html|head|body|title)\b", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F]")


def usable(answer: object, asked: str, *, source: str, target: str) -> tuple[str | None, str]:
    """Return ``(text, "")`` for an answer that may be written, else ``(None, reason)``.

    ``asked`` is the text that the engine was given, in ``source``; both languages are canonical codes.
    The text returned is NFC without outer white space and without control characters (no workbook takes
    those).  Refused: None, what is not a str, blank, broken surrogates, a whole HTML page, and the
    text asked for coming back (see `is_echo`).  Two answers in each other's place cannot be told apart
    from right ones: order is the engine's word.
    """
    if answer is None:
        return None, "the engine gave no answer for this text"
    if not isinstance(answer, str):
        return None, f"the engine gave a {type(answer).__name__} instead of a text"
    text = unicodedata.normalize("NFC", _CONTROL.sub("", answer)).strip()
    if is_blank(text):
        return None, "the engine's answer is empty"
    if any("\ud800" <= character <= "\udfff" for character in text):
        return None, "the engine's answer is not valid Unicode"
    if _PAGE.match(text) and not _PAGE.match(asked):
        return None, "the engine answered with a web page instead of a text"
    if is_echo(text, asked, source=source, target=target):
        return None, "the engine gave the source text back"
    return text, ""


def is_blank(text: str) -> bool:
    """Tell whether nothing can be seen of the text: white space, control and format characters only."""
    return all(unicodedata.category(character) in {"Cc", "Cf", "Zs", "Zl", "Zp"} for character in text)


def is_echo(answer: str, asked: str, *, source: str, target: str) -> bool:
    """Tell whether the answer is the text asked for, untranslated.

    Case, white space and Unicode form do not count.  It is an echo only if a translation had to differ: the
    text has a letter of a script in which the target language is not written (Hangul for ``en``, Han for
    ``en`` or ``ko``; not Han for ``ja`` or the other Chinese), or is a sentence of Latin words.  ``CSTO`` or
    ``BRICS 2024`` rightly come back as they are.
    """
    base = target.partition("-")[0]
    if source == target or _folded(answer) != _folded(asked):
        return False
    if any(base not in languages and letters.search(asked) for letters, languages in _SCRIPTS):
        return True
    return base != source.partition("-")[0] and len(_SMALL_WORD.findall(asked)) >= _SENTENCE_WORDS


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
