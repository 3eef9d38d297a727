"""Is there a translation at all: an empty target, or the source text passed off as one."""

from __future__ import annotations

import re

from bilingual.article import Finding
from bilingual.checks.registry import finding

_HANGUL = re.compile(r"[가-힣]")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_LOWER_WORD = re.compile(r"(?<![^\s\"'“‘(])[a-z]{2,}(?![\w@./])")
_NOT_WORD = re.compile(r"[\W_]+")


def check_presence(source: str, text: str | None) -> tuple[Finding, ...]:
    """A finding ``empty`` where the source has text and the target is None or white space."""
    if (text is None or not text.strip()) and source.strip():
        return (finding("empty", "the target is empty"),)
    return ()


def check_untranslated(source: str, text: str, source_language: str, language: str) -> tuple[Finding, ...]:
    """A finding ``untranslated`` where the target is the source, white space, case and punctuation aside.

    A name, a code or a number may well be the same in both (``KBS``, ``Reuters``, ``2022``), so the text must
    show the source's language: Hangul, two Han characters, or two words in small Latin letters.
    """
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
    return len(_LOWER_WORD.findall(text)) >= 2
