"""Punctuation in the style of the target's language, and spaces between Han and Latin letters."""

from __future__ import annotations

import re

from bilingual.article import Finding
from bilingual.checks.registry import finding
from bilingual.text_addresses import without_addresses

_HAN = "\u3400-\u9fff"
# GB/T 15834-2011: Chinese text has full-width marks; figures, clocks and Latin words keep theirs.
_HALF = re.compile(rf"(?<=[{_HAN}”’》）])[,;:!?](?!\w*[/\\])|(?<=[{_HAN}])\.(?=\s|$)")
_ROUND = re.compile(rf"(?<=[{_HAN}])\([^()]*\)")
_ANY_HAN = re.compile(f"[{_HAN}]")
_FULL = re.compile("[，。！？；：、（）【】《》〈〉「」『』“”](?<![“”])")
_APART = re.compile(rf"(?<=[{_HAN}]) (?=[{_HAN}])")
_SPACED = re.compile(rf"(?<=[{_HAN}]) (?=[A-Za-z0-9])|(?<=[A-Za-z0-9]) (?=[{_HAN}])")
_CLOSE = re.compile(rf"(?<=[{_HAN}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=[{_HAN}])")
_KOREAN_FULL = re.compile("[，。！？；：（）]")


def check_punctuation(source: str, text: str, language: str) -> tuple[Finding, ...]:
    """At most one finding ``punctuation``: marks of another language's width, or spaces that differ.

    Full-width marks belong in Chinese, half-width ones in English and Korean.  In a Chinese text no space
    stands between two Han letters, and between Han and Latin ones either always or never.
    """
    base = language.partition("-")[0]
    said: list[str] = []
    if base == "zh":
        bare = without_addresses(text)
        half = _HALF.findall(bare) + [held for held in _ROUND.findall(bare) if _ANY_HAN.search(held)]
        if half:
            said.append(f"half-width in Chinese: {_some(half)}")
        if _APART.search(bare):
            said.append("a space between Han letters")
        if _SPACED.search(bare) and _CLOSE.search(bare):
            said.append("Han and Latin letters are spaced here and close there")
    elif base in ("en", "ko"):
        full = (_FULL if base == "en" else _KOREAN_FULL).findall(text)
        # Titles of works may keep their brackets where the glossary or the source says so.
        full = [sign for sign in full if base == "ko" or sign not in "《》〈〉「」『』" or sign not in source]
        if full:
            said.append(f"full-width in {'English' if base == 'en' else 'Korean'}: {_some(full)}")
    return (finding("punctuation", "; ".join(said)),) if said else ()


def _some(signs: list[str]) -> str:
    return " ".join(list(dict.fromkeys(signs))[:4])
