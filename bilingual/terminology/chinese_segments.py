"""Whether the words of a Chinese sentence part where a name begins and ends.

Chinese writes no spaces, so the letters of a name may be the end of one word and the beginning of the next
(``平日|本来`` holds ``日本``).  Where a common word runs over an edge of a name, the likeliest division of
what stands around it decides: the words of each are independent, and the name is a common word itself.
The frequencies are those of ``chinese_frequencies.txt``, which names its source and licence, and for newer
words those of ``chinese_modern_words.txt``.
"""

from __future__ import annotations

import math
from functools import lru_cache
from importlib.resources import files

from bilingual.terminology.folding import is_han

#: Words of the list are no longer than this.
_LONGEST = 4
# Characters around a name that are divided with it, and no further than the sentence goes on in Han.
_AROUND = 5
# The logarithm (base 2) of all occurrences in the list; of those that a name has at least; of a character
# that the list has not.
_ALL = 25.8
_NAME = 12.0
_UNKNOWN = 1.0
# That of a common word's.
_COMMON = 11.0
# How much likelier (base 2) the words over the edges must be; less where they share the name between them.
# Set on pages of Chinese news in which every such word was looked at.
_FOR_WHOLE = 1.5
_FOR_DIVIDED = -4.5
#: Characters that write the sounds of foreign names: 马里 and 奥 make another name.
SOUNDS = frozenset(
    "阿埃艾奥巴贝本比彼波伯博布达戴丹德迪蒂丁杜多顿厄恩尔法菲芬弗戈格根贡哈海赫霍吉基加杰卡凯考科可克肯库夸拉莱兰朗劳勒雷里利"
    "莉丽林琳隆卢鲁伦罗洛马玛迈麦曼梅米姆莫穆拿娜纳内尼妮诺努帕佩皮普乔切琴茹瑞萨塞桑森沙莎珊舍施史斯丝索塔泰坦特廷图托娃瓦威维"
    "韦温翁沃乌西希锡夏谢辛休雅亚扬耶叶伊因尤泽扎詹佐兹茨支"
)


def is_parted(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]``, in simplified characters, is no word of its own in ``text``.

    >>> is_parted("大和平日本来就少说话", 3, 5), is_parted("平日日本人很守时", 2, 4)
    (True, False)
    """
    words, pairs = _words()
    first = text[start - 1 : start + 1] in pairs
    last = text[end - 1 : end + 1] in pairs
    if not (first or last) or not _word_over_edge(words, text, start, end, first, last):
        return False
    low, high = start, end
    while low > max(0, start - _AROUND) and is_han(text[low - 1]):
        low -= 1
    while high < min(len(text), end + _AROUND) and is_han(text[high]):
        high += 1

    before, parted = _likeliest(words, text, low, high, start, end)
    after = _likeliest(words, text, end, high, high, high)[1]
    whole = before + max(words.get(text[start:end], 0.0), _NAME) - _ALL + after
    return parted > whole + (_FOR_DIVIDED if _is_divided(words, text, start, end) else _FOR_WHOLE)


def is_common(word: str) -> bool:
    """Whether a word, in simplified characters, is among the common ones: 大众, the public."""
    return _words()[0].get(word, 0.0) >= _COMMON


def _is_divided(words: dict[str, float], text: str, start: int, end: int) -> bool:
    """Whether one common word ends and another begins within the name, both beginning or ending outside."""
    return any(
        any(text[at:cut] in words for at in range(max(0, cut - _LONGEST), start))
        and any(text[cut:to] in words for to in range(end + 1, cut + _LONGEST + 1))
        for cut in range(start + 1, end)
    )


def _word_over_edge(
    words: dict[str, float], text: str, start: int, end: int, first: bool, last: bool
) -> bool:
    """Whether a word runs over the first edge or the last one, where those are asked for."""
    if first:
        for at in range(max(0, start - _LONGEST + 1), start):
            for to in range(start + 1, at + _LONGEST + 1):
                if text[at:to] in words and (to < end or _is_another_name(text, at, to, start, end)):
                    return True
    if last:
        for to in range(end + 1, min(len(text), end + _LONGEST - 1) + 1):
            for at in range(max(0, to - _LONGEST), end):
                if text[at:to] in words and (at > start or _is_another_name(text, at, to, start, end)):
                    return True
    return False


def _is_another_name(text: str, at: int, to: int, start: int, end: int) -> bool:
    return SOUNDS.issuperset(text[at:start] + text[end:to]) and SOUNDS.issuperset(text[end - 1 : end])


def _likeliest(
    words: dict[str, float], text: str, low: int, high: int, start: int, end: int
) -> tuple[float, float]:
    """The logarithms of how likely the likeliest divisions of ``text[low:start]`` and ``text[low:high]`` are.

    The latter is one without the name at ``start``..``end``.  A word that holds it (中国人) speaks for it and
    does not count, unless it is another foreign name.
    """
    best = [0.0] + [-math.inf] * (high - low)
    for at in range(low, high):
        so_far = best[at - low] - _ALL
        for to in range(at + 1, min(high, at + _LONGEST) + 1):
            met = words.get(text[at:to], _UNKNOWN if to == at + 1 else None)
            if met is None or so_far + met <= best[to - low]:
                continue
            if at <= start and end <= to and not _may_hold(text, at, to, start, end):
                continue
            best[to - low] = so_far + met
    return best[start - low], best[-1]


def _may_hold(text: str, at: int, to: int, start: int, end: int) -> bool:
    return start == end or ((at, to) != (start, end) and _is_another_name(text, at, to, start, end))


@lru_cache(maxsize=1)
def _words() -> tuple[dict[str, float], frozenset[str]]:
    """The words with the logarithms of their occurrences, and all pairs of neighbours in words."""
    found: dict[str, float] = {}
    for name in ("chinese_modern_words.txt", "chinese_frequencies.txt"):
        lines = files("bilingual.terminology").joinpath(name).read_text(encoding="utf-8")
        for line in lines.splitlines():
            if not line.startswith("#"):
                power, *words = line.split()
                found.update(dict.fromkeys(words, float(power)))
    pairs = frozenset(word[at : at + 2] for word in found for at in range(len(word) - 1))
    return found, pairs
