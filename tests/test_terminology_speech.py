"""Names with the copula as it is spoken, and with what quotes such a sentence."""

from __future__ import annotations

from itertools import product

import pytest

from bilingual.article import Policy
from bilingual.terminology import Matcher
from bilingual.terminology.entries import Entry, Glossary

CLOSED, OPEN, RIEUL = "북한", "나토", "서울"
#: After a name that ends in a consonant; after a vowel without 이.
SENTENCES = (
    "이다",
    "이죠",
    "이지요",
    "이네요",
    "이군요",
    "이구나",
    "이거든요",
    "이더라",
    "이래요",
    "이냐",
    "이잖아요",
)
WHOLE = ("입니다", "입니까", "일까", "일까요", "인가", "인가요", "이에요", "이십니다", "이랍니다", "인걸요")
QUOTING = ("", "라고", "라며", "라는", "라던", "라면서", "라고는", "라니")
OTHERS = (
    "이랬다",
    "이란다",
    "이라뇨",
    "인지라",
    "이라니까",
    "이라던데",
    "이라고들",
    "이라고요",
    "이올시다",
    "이셨다",
    "이었습니다라며",
    "이랄까",
    "일지언정",
    "임으로",
)


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    names = [
        (CLOSED, "place"),
        (OPEN, "organisation"),
        (RIEUL, "place"),
        ("말리", "place"),
        ("구리", "place"),
    ]
    return Matcher(
        Glossary(tuple(Entry({"ko": (name,), "en": ("X",)}, Policy.PIN, kind=kind) for name, kind in names))
    )


def found(matcher: Matcher, text: str) -> list[str]:
    return [match.source for match in matcher.find(text, "ko", ["en"])]


@pytest.mark.parametrize("name", [CLOSED, OPEN, RIEUL])
@pytest.mark.parametrize(
    ("sentence", "quoting"), [*product((*SENTENCES, *WHOLE), QUOTING), *product(OTHERS, [""])]
)
def test_a_spoken_sentence_and_its_quotation(
    matcher: Matcher, name: str, sentence: str, quoting: str
) -> None:
    assert found(matcher, f"우리 편은 {name}{sentence}{quoting} 그는 답했다.") == [name]


@pytest.mark.parametrize(
    "sentence", ["죠", "지요", "더라", "래요", "거든요", "잖아요", "네요", "군요", "랍니다"]
)
@pytest.mark.parametrize("quoting", QUOTING)
def test_after_a_vowel_the_copula_is_contracted(matcher: Matcher, sentence: str, quoting: str) -> None:
    assert found(matcher, f"답은 {OPEN}{sentence}{quoting} 하고 말했다.") == [OPEN]


@pytest.mark.parametrize(
    "text",
    [
        "싸움은 말리죠.",
        "친구가 자꾸 말리더라.",
        "가지 말라고 말리거든요.",
        "냄새가 구리더라고 했다.",
        "그 방은 구리네요.",
        "북한입니다만큼이나",
        "나토끼라고 불렀다.",
        "북한강이다라고 답했다.",
        "서울말이죠라고 했다.",
    ],
)
def test_verbs_and_other_words_are_none(matcher: Matcher, text: str) -> None:
    assert found(matcher, text) == []
