"""Is there a translation at all: an empty target, or the source text passed off as one."""

from __future__ import annotations

import re

from bilingual.article import Finding
from bilingual.checks.registry import finding

_HANGUL = re.compile(r"[가-힣]")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_LOWER_WORD = re.compile(r"(?<![^\s\"'“‘(])[a-z]{2,}(?![\w@./])")
_LATIN_WORD = re.compile(r"(?<![\w@./:])[A-Za-zÀ-ɏ]+(?:['’-][A-Za-zÀ-ɏ]+)*(?![\w@/])(?!\.\w)")
_NOT_LATIN = ("ko", "zh", "ja")
_ABBREVIATION = 5
_LETTER = re.compile(r"[^\W_]")
_NOT_WORD = re.compile(r"[\W_]+")


def check_presence(source: str, text: str | None) -> tuple[Finding, ...]:
    """A finding ``empty`` where the source has text and the target is None or white space."""
    if (text is None or not text.strip()) and source.strip():
        return (finding("empty", "the target is empty"),)
    return ()


def check_untranslated(source: str, text: str, source_language: str, language: str) -> tuple[Finding, ...]:
    """A finding ``untranslated`` where the target is the source, white space, case and punctuation aside.

    A name, a code or a number may well be the same in both (``KBS``, ``Reuters``, ``2022``), so the text must
    show the source's language: Hangul, two Han characters, two words in small Latin letters or, for a
    Korean, Chinese or Japanese target, three Latin words that are not all abbreviations (a headline).
    """
    ours, theirs = _LETTER.search(source), _LETTER.search(text)
    # Nearly every translation begins with another letter, which spares the rest.
    if not ours or not theirs or ours[0].casefold() != theirs[0].casefold():
        return ()
    if _NOT_WORD.sub("", source).casefold() != _NOT_WORD.sub("", text).casefold():
        return ()
    if _speaks(source, source_language, language):
        return (finding("untranslated", "the target is the source text, not a translation"),)
    return ()


def _speaks(text: str, language: str, target: str) -> bool:
    if language == "ko":
        return bool(_HANGUL.search(text))
    if language.startswith("zh"):
        # One script's text is often good in the other, and names in Han stay in Japanese.
        return not target.startswith(("zh", "ja")) and len(_HAN.findall(text)) >= 2
    if len(_LOWER_WORD.findall(text)) >= 2:
        return True
    words = _LATIN_WORD.findall(text) if target.startswith(_NOT_LATIN) else []
    return len(words) >= 3 and not all(_stays(word) for word in words)


def _stays(word: str) -> bool:
    """Whether the word is written so in every language: CSTO, KBS, YouTube."""
    if word.isupper():
        return len(word) <= _ABBREVIATION
    return "-" not in word and any(letter.isupper() for letter in word[1:])
