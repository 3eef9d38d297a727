"""Names as lines and claims hold them: without what stands around them, one by one, without offices."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from bilingual.cleaning.claims import LONGEST_NAME, plain_text

_EDGES = " \t\u00a0\u3000.,;:·ㆍ/|*※~-–—=，。、；：&\"'“”‘’"
_OPEN, _CLOSE = "[(（［【<＜〈〔《「『", "])）］】>＞〉〕》」』"
# How names are set side by side.  Between Han a dot is part of a name: 迪丽热巴·迪力木拉提.
_BETWEEN_NAMES = re.compile(
    r"\s*[,、，;；/&|]\s*|\s+and\s+|(?<=[가-힣])\s*[·ㆍ•]\s*(?=[가-힣])", re.IGNORECASE
)
_MAIL = re.compile(r"[\[(<（]?\s*[\w.+-]{1,64}@[\w-]+[\w.-]*\s*[\])>）]?")
#: A name of two Han characters with a space between them.
SPACED_HAN = re.compile(r"(?<![一-鿿])([一-鿿])[ \u3000]+([一-鿿])(?![一-鿿])")


def behind(text: str, names: Iterable[str]) -> str:
    """Return what stands behind the one of ``names`` that ``text`` begins with, or the whole of it."""
    return next((text.removeprefix(f"{name} ") for name in names if text.startswith(f"{name} ")), text)


def people(text: str, offices: Sequence[re.Pattern[str]]) -> Iterator[str]:
    """Yield the people named in ``text``, without their addresses and what ``offices`` cut off."""
    text = _MAIL.sub(" ", text[: 4 * LONGEST_NAME])
    for piece in _BETWEEN_NAMES.split(SPACED_HAN.sub(r"\1\2", text)):
        plain = _without_office(as_name(piece), offices)
        words = [name for word in plain.split() if (name := _without_office(word, offices))]
        # 홍길동 김철수 and 张三 李四 are two people each, John Smith is one.
        several = len(words) > 1 and all(re.fullmatch(r"[가-힣]{1,4}|[一-鿿]{1,4}", word) for word in words)
        for name in words if several else [plain]:
            name = _without_office(name, offices)
            if 2 <= len(name) <= LONGEST_NAME and any(char.isalpha() for char in name):
                yield name


def as_name(text: str) -> str:
    """Return ``text`` on one line, without what stands around a name; empty if it is none."""
    name = plain_text(text).rstrip(_EDGES + _OPEN).lstrip(_EDGES + _CLOSE)
    while name and name[0] in _OPEN and _closer(name[0]) not in name[1:-1]:
        name = name[1:].removesuffix(_closer(name[0])).strip(_EDGES)
    if name and name[-1] in _CLOSE and _OPEN[_CLOSE.index(name[-1])] not in name:
        name = name[:-1].strip(_EDGES)
    return name if len(name) <= LONGEST_NAME and any(char.isalpha() for char in name) else ""


def _closer(opener: str) -> str:
    return _CLOSE[_OPEN.index(opener)] if opener in _OPEN else "\0"


def _without_office(name: str, offices: Sequence[re.Pattern[str]]) -> str:
    for office in offices:
        name = office.sub("", name, count=1).strip(_EDGES)
    return name
