"""No text keeps matching busy: a page may be one word of a million letters, or a million brackets.

What is counted is calls and letters read, for a text and for one four times as long.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from bilingual.article import Policy
from bilingual.terminology import Matcher, boundaries, bylines, folding, load_glossary
from bilingual.terminology.entries import Entry, Glossary

SHIPPED = Path(__file__).resolve().parents[1] / "glossary"
#: Letters of the shorter text.
SHORT = 4_000
LONGER = 4
MILLION = 1_000_000

#: Language, how the text begins, what it goes on with.
TEXTS = {
    "glued names": ("ko", "", "나토"),
    "several glued names": ("ko", "", "나토러시아중국미국북한"),
    "a name that is short for another": ("ko", "토카예프 대통령 ", "토카예프"),
    "particles": ("ko", "나토에서", "에서까지만"),
    "attached nouns": ("ko", "나토", "정부"),
    "the copula": ("ko", "북한", "이었"),
    "speech": ("ko", "북한", "입니다라고"),
    "particles after a Hanja": ("ko", "中", "에서"),
    "Hanja": ("ko", "美", "日中"),
    "reporters": ("ko", "기자 ", "푸틴·"),
    "reporters with commas": ("ko", "기자 ", "푸틴, "),
    "open brackets": ("ko", "", "나토("),
    "brackets that close at the end": ("ko", "나토(" * 2_000, "나토)"),
    "addresses": ("ko", "", "UN@a.com,"),
    "numbers": ("ko", "", "30대만"),
    "separators": ("ko", "카심", " "),
    "Chinese names": ("zh-Hans", "", "中国人民与美国总统"),
    "Chinese characters": ("zh-Hans", "中", "的一是"),
    "parts of Chinese names": ("zh-Hans", "马里", "奥斯马里"),
    "Chinese names with dots": ("zh-Hans", "", "普京·"),
    "Chinese brackets": ("zh-Hans", "", "北约（"),
    "one Latin word": ("en", "UN.", "a"),
    "Latin dots": ("en", "UN.", "a."),
    "Latin brackets": ("en", "", "NATO ("),
}


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    made = Matcher(load_glossary([SHIPPED / "entities.csv"], SHIPPED / "headline_hanja.csv"))
    for language in ("ko", "zh-Hans", "en"):
        made.find("나토 NATO 北约", language, ["en", "zh-Hans"])
    return made


def text_of(kind: str, letters: int) -> str:
    _, begin, again = TEXTS[kind]
    return begin + again * (letters // len(again))


def calls(find: Callable[[], Any]) -> int:
    """How many functions are called, those written in C included."""
    count = 0

    def counting(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counting)
    try:
        find()
    finally:
        sys.setprofile(None)
    return count


class Reading:
    """An expression that notes how many letters its matches took, or were sought in."""

    def __init__(self, pattern: re.Pattern[str], read: list[int]) -> None:
        self._pattern = pattern
        self._read = read

    def match(self, text: str, *places: int) -> re.Match[str] | None:
        found = self._pattern.match(text, *places)
        self._read[0] += 1 + (len(found.group()) if found else 0)
        return found

    def search(self, text: str, *places: int) -> re.Match[str] | None:
        first, last = (*places, 0, len(text))[:2] if len(places) != 1 else (places[0], len(text))
        self._read[0] += last - first
        return self._pattern.search(text, *places)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._pattern, name)


@pytest.mark.parametrize("kind", TEXTS)
def test_four_times_the_text_is_four_times_the_calls(matcher: Matcher, kind: str) -> None:
    language = TEXTS[kind][0]
    counts = []
    for letters in (SHORT, SHORT * LONGER):
        text = text_of(kind, letters)
        counts.append(calls(lambda text=text: matcher.find(text, language, ["en", "zh-Hans"])))  # type: ignore[misc]
    assert counts[1] <= counts[0] * LONGER * 1.2 + 1_000


@pytest.mark.parametrize(
    "kind", ["glued names", "several glued names", "attached nouns", "the copula", "reporters"]
)
def test_a_run_of_hangul_is_not_read_again_for_each_name(
    matcher: Matcher, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = [0]
    monkeypatch.setattr(boundaries, "_HANGUL_RUN", Reading(boundaries._HANGUL_RUN, read))
    monkeypatch.setattr(bylines, "_BYLINE_AFTER", Reading(bylines._BYLINE_AFTER, read))
    text = text_of(kind, SHORT * LONGER)
    matcher.find(text, TEXTS[kind][0], ["en"])
    assert read[0] < 64 * len(text)


@pytest.mark.parametrize(
    "kind", ["particles", "attached nouns", "the copula", "speech", "particles after a Hanja"]
)
def test_a_word_of_a_million_letters_is_judged(matcher: Matcher, kind: str) -> None:
    # The chains are read by functions that call themselves.
    matcher.find(text_of(kind, MILLION), TEXTS[kind][0], ["en"])


def test_brackets_far_apart_hold_no_gloss(matcher: Matcher) -> None:
    near, far = "나토(" + " " * 100 + "NATO)", "나토(" + " " * 1_000 + "NATO)"
    assert len(matcher.find(near, "ko", ["en"])) == 1
    assert len(matcher.find(far, "ko", ["en"])) == 2


def test_a_mail_address_is_found_behind_long_words() -> None:
    word = "a" * SHORT
    tried = [
        match.span() for match in folding.ADDRESS.finditer(f"{word}. x.y-z+{word}@mail.example.org, {word}")
    ]
    assert tried == [(SHORT + 2, 2 * SHORT + 8 + len("@mail.example.org"))]


def test_forbidden_forms_are_not_compared_with_all_others() -> None:
    rows = (
        Entry({"ko": ("나토",), "en": ("NATO",)}, Policy.PIN, kind="organisation"),
        Entry({"ko": ("동맹",), "en": ("pact",)}, Policy.FORBID),
        Entry({"ko": ("서방 동맹",), "en": ("Western alliance",)}, Policy.PIN, kind="organisation"),
    )
    found = Matcher(Glossary(rows)).find("나토 동맹, 서방 동맹 나토", "ko", ["en"])
    assert [(one.source, one.policy) for one in found] == [
        ("나토", Policy.PIN),
        ("동맹", Policy.FORBID),
        ("서방 동맹", Policy.PIN),
        ("나토", Policy.PIN),
    ]
