"""Precision and recall of matching on labelled sentences of our own."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from bilingual.terminology import Matcher, load_glossary

from .labelled_sentences import DATA, SETS, labelled, measured

WANTED = 0.98
# Sets with more countries and cities than the others.
WORLD_SETS = ("seventh.tsv", "chinese.tsv")
HANJA = Path(__file__).resolve().parents[1] / "glossary" / "headline_hanja.csv"


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(load_glossary([DATA / "glossary.csv"], HANJA))


@pytest.mark.parametrize("name", SETS)
def test_precision_and_recall(matcher: Matcher, name: str) -> None:
    precision, recall, wrong = measured(matcher, list(labelled(name)))
    assert min(precision, recall) >= WANTED, "\n".join(wrong)


@pytest.mark.parametrize("name", WORLD_SETS)
def test_among_names_of_the_whole_world(name: str) -> None:
    matcher = Matcher(load_glossary([DATA / "glossary.csv", DATA / "glossary_world.csv"], HANJA))
    precision, recall, wrong = measured(matcher, list(labelled(name)))
    assert min(precision, recall) >= WANTED, "\n".join(wrong)


@pytest.mark.parametrize("language", ["ko", "zh-Hans", "zh-Hant"])
def test_with_the_shipped_glossary(language: str) -> None:
    shipped = Matcher(load_glossary([HANJA.with_name("entities.csv")], HANJA))
    sentences = [one for one in labelled("shipped.tsv") if one.language == language]
    precision, recall, wrong = measured(shipped, sentences)
    assert min(precision, recall) >= WANTED, "\n".join(wrong)


@pytest.mark.parametrize("name", ["台積電", "臺積電"])
def test_each_way_of_writing_a_traditional_character(name: str) -> None:
    shipped = Matcher(load_glossary([HANJA.with_name("entities.csv")], HANJA))
    text = f"大眾關注，蘇丹總統與{name}"
    found = [match.source for match in shipped.find(text, "zh-Hant", ["ko", "en"])]
    assert found == ["蘇丹", "總統", name]


def test_chinese_sentences_alone(matcher: Matcher) -> None:
    # Among many Korean ones, a few wrong ones in Chinese would not be seen.
    chinese = [one for name in SETS for one in labelled(name) if one.language.startswith("zh")]
    precision, recall, wrong = measured(matcher, chinese)
    assert min(precision, recall) >= WANTED, "\n".join(wrong)


@pytest.mark.parametrize("name", SETS)
def test_decomposed_text_gives_as_many(matcher: Matcher, name: str) -> None:
    for one in labelled(name):
        decomposed = unicodedata.normalize("NFD", one.text)
        targets = [code for code in ("ko", "en", "zh-Hans") if code != one.language]
        composed = [match.source for match in matcher.find(one.text, one.language, targets)]
        sources = [match.source for match in matcher.find(decomposed, one.language, targets)]
        assert [unicodedata.normalize("NFC", source) for source in sources] == composed, one.text


def test_there_are_sentences_enough() -> None:
    assert sum(1 for name in SETS for _ in labelled(name)) >= 400
