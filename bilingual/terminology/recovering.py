"""Forms that an engine disfigured, found again where a pinned term is missing.

Look-alike and accented letters, letters and words apart or run together, other capitals, the other Chinese
script.  Looser than any check may be, so it is only asked where the term would be missing otherwise, and what
it finds is written in the form that the glossary has.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from bilingual.chinese_scripts import converted
from bilingual.terminology.folding import flat, is_han, is_latin
from bilingual.terminology.forms import CAPITAL_WORD, Span, addresses, spans_of
from bilingual.terminology.marks import plain_letters

# Shorter ones are words when written small: WHO, US, IT.
_LONG_ENOUGH = 4
_WIDE = re.compile("[\uff21-\uff3a\uff41-\uff5a]")
_BETWEEN = r"[\s\-_.·\u2010-\u2015\u2212]{0,3}"


def disfigured(text: str, form: str, target: str, others: Sequence[Sequence[str]]) -> list[Span]:
    """Where ``form`` stands disfigured in ``text``, outside the forms of other terms (``others``)."""
    if not form.strip():
        return []
    if any(map(is_han, form)):
        found = _in_han(text, form, target)
    elif all(is_latin(char) or not char.isalnum() for char in form):
        found = [match.span() for match in _latin(form).finditer(plain_letters(text))]
    else:
        return []
    if CAPITAL_WORD.fullmatch(form):
        # IS in THIS IS IT was seen and not taken for the name.
        found = [span for span in found if text[slice(*span)].casefold() != form.casefold()]
    if not found:
        return []
    taken = [span for forms in others for other in forms for span in spans_of(text, other)]
    taken += addresses(text)
    return [span for span in found if not any(low < span[1] and span[0] < high for low, high in taken)]


def narrowed(text: str, target: str) -> str:
    """An English ``text`` in half-width letters and marks where most of its letters are full-width."""
    wide = len(_WIDE.findall(text)) if target == "en" else 0
    if not wide or wide < len(re.findall("[A-Za-z]", text)):
        return text
    return flat(text).replace("\u3000", " ")


@lru_cache(maxsize=4096)
def _latin(form: str) -> re.Pattern[str]:
    words = re.findall(r"[A-Za-z0-9']+", plain_letters(flat(form)))
    letters = sum(map(len, words))
    if not words or form == form.lower() or letters < 2:
        return re.compile(r"(?!)")
    one = _BETWEEN.join(re.escape(word).replace("'", r"['’\s]?") for word in words)
    if len(words) == 1 and words[0].isupper():
        one = f"(?:{one}|{_letters_apart(words[0])})"
    flags = re.IGNORECASE if letters >= _LONG_ENOUGH else 0
    return re.compile(rf"(?<![A-Za-z0-9@#])(?<![\w]\.){one}(?![A-Za-z0-9@]|\.\w)", flags)


def _letters_apart(word: str) -> str:
    """``C.S.T.O.``, ``C S T O``: the same between all letters."""
    rest = "".join(rf"(?P=gap){letter}" for letter in word[2:])
    return rf"{word[0]}(?P<gap>\.\s?|\s|-){word[1]}{rest}(?:\.(?!\s*$))?"


def _in_han(text: str, form: str, target: str) -> list[Span]:
    if len(form) < 2:
        return []
    found: list[Span] = []
    readings = (text, converted(text, target)) if target in ("zh-Hans", "zh-Hant") else (text,)
    for seen in dict.fromkeys(map(plain_letters, readings)):
        if len(seen) == len(text):
            found += [match.span() for match in _han(form).finditer(seen)]
    return sorted(set(found))


@lru_cache(maxsize=4096)
def _han(form: str) -> re.Pattern[str]:
    pieces = [re.escape(char) if char not in "·《》“”" else f"\\s?[{char}•・‧]?\\s?" for char in flat(form)]
    return re.compile("".join(pieces) + "|" + r"\s+".join(pieces))
