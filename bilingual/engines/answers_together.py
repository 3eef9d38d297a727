"""What a packet's answers show when they are seen side by side: lines that slipped, repeated or got numbers.

An answer alone may look right and belong to another text.  Nothing is refused here for good: what is found
is a reason to ask for fewer texts at once, and a text asked alone is answered alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher

# Figures that every language writes with the same digits: two digits or more, and no month, no date and no
# part of a number with a Korean or Chinese unit of scale, which become words or other digits.
_FIGURE = re.compile(
    r"(?<![\d.,:/-])\d[\d,]*\d(?![\d.,:/-]*\d)(?!\s*(?:월|月|여|余|[십백천만억조十百千万萬亿億兆]))"
)
_DIGITS = re.compile(r"\d+")
_GROUPED = re.compile(r"(?<=\d)[,\s](?=\d{3}(?!\d))")
#: Lines with figures below which they say nothing, and the share of them that must fail.
_LEAST_FAILED, _MOST_FAILED = 2, 0.6
# As short an answer may rightly be another's too: a name, a title, a few words.  One word said again and
# again is no longer for it.
_LEAST_LETTERS, _LEAST_WORDS, _LEAST_HAN = 30, 5, 10
_ALIKE = 0.5
_HAN = re.compile(r"[가-힣一-鿿ぁ-ヺ]")
_WORD = re.compile(r"[^\W\d_가-힣一-鿿ぁ-ヺ]+")
_NUMBERED = re.compile(r"\s*[(\[]?(\d{1,3})[.):\]、．]\s*(?=\S)")
# A text that begins so may rightly begin with a number in its translation.
_ORDINAL = re.compile(
    r"\W*(?:\d|첫|둘|셋|넷|다섯|제\s?[일이삼사오]|[하한]나|일\b|[一二三四五六七八九十第首①-⑳㉠-㉻Ⅰ-Ⅻ]|first|one\b|[ivx]+[.)])",
    re.IGNORECASE,
)


def misfit(texts: Sequence[str], answers: Sequence[str]) -> str:
    """Say why the answers do not belong to the texts line by line, or return an empty string.

    A line's figure is missing in its answer and stands in one whose text has it not, or most of the lines
    with figures lack them.
    """
    wanted = [_figures(text) for text in texts]
    digits = [_GROUPED.sub("", answer) for answer in answers]
    # A figure may be part of a longer one: 3만5000 becomes 35000.
    failed = [
        at
        for at, figures in enumerate(wanted)
        if figures and not any(figure in digits[at] for figure in figures)
    ]
    slipped = any(
        figure in _DIGITS.findall(digits[other]) and figure not in texts[other].replace(",", "")
        for at in failed
        for figure in wanted[at]
        for other in range(len(texts))
    )
    judged = sum(map(bool, wanted))
    if len(texts) > 1 and (slipped or _LEAST_FAILED <= len(failed) >= judged * _MOST_FAILED):
        return "the figures stand in other lines than the source's"
    return ""


def repeated(texts: Sequence[str], answers: Sequence[str]) -> list[int]:
    """Return the places of the answers that a text before, a different one, was given too."""
    first: dict[str, int] = {}
    places: list[int] = []
    for place, answer in enumerate(answers):
        if not is_long(answer):
            continue
        key = folded(answer)
        earlier = first.setdefault(key, place)
        if earlier != place and not alike(texts[earlier], texts[place]):
            places.append(place)
    return places


def without_numbers(texts: Sequence[str], answers: Sequence[str]) -> list[str]:
    """Return the answers without the numbers that an engine put before its lines.

    Taken away only if each answer has its own number, counted from one, and no text begins with one.
    """
    found = [_NUMBERED.match(answer) for answer in answers]
    if any(match is None or int(match[1]) != at for at, match in enumerate(found, 1)):
        return list(answers)
    if any(map(_ORDINAL.match, texts)) or (len(texts) == 1 and _DIGITS.search(texts[0])):
        return list(answers)
    return [answer[match.end() :] for answer, match in zip(answers, found, strict=True) if match is not None]


def is_long(answer: str) -> bool:
    """Tell whether the answer is too long for two different texts to share it rightly."""
    words = set(_WORD.findall(answer.casefold()))
    letters = len("".join(words))
    return len(set(_HAN.findall(answer))) >= _LEAST_HAN or (
        len(words) >= _LEAST_WORDS and letters >= _LEAST_LETTERS
    )


def alike(text: str, other: str) -> bool:
    """Tell whether two texts may have one translation: the same letters, or nearly."""
    left, right = folded(text), folded(other)
    return left == right or SequenceMatcher(None, left[:200], right[:200], autojunk=False).ratio() >= _ALIKE


def folded(text: str) -> str:
    """Return the letters and digits of the text, case and form left out."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(filter(str.isalnum, plain))


def _figures(text: str) -> list[str]:
    return [found.group().replace(",", "") for found in _FIGURE.finditer(_GROUPED.sub("", text))]
