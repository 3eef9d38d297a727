"""What engines wrap an answer in, and what is left of a mark."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.terminology import Matcher, load_glossary, pinning
from bilingual.terminology.wrappings import unwrapped

GLOSSARY = Path(__file__).resolve().parents[1] / "glossary" / "entities.csv"
SOURCE = "나토와 집단안보조약기구는 말했다."


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(load_glossary([GLOSSARY]))


def restored(matcher: Matcher, answer: str, way: str = pinning.PROTECT, target: str = "en") -> str:
    prepared = pinning.prepare(SOURCE, matcher.find(SOURCE, "ko", [target]), target, way)
    text = pinning.restore(prepared, answer)
    assert not pinning.leaked(prepared, text)
    return text


@pytest.mark.parametrize(
    "answer",
    [
        '{"translation": "NATO spoke."}',
        '["NATO spoke."]',
        "```\nNATO spoke.\n```",
        '```json\n{"text": "NATO spoke."}\n```',
        "<translation>NATO spoke.</translation>",
        "<think>나토 is NATO</think>\nNATO spoke.",
        "[NATO](https://example.org) spoke.",
        "\\textbf{NATO} spoke.",
        "\\u004eATO spoke.",
        "%4E%41TO spoke.",
    ],
)
def test_what_an_engine_wraps_around_goes(answer: str) -> None:
    assert unwrapped(answer, SOURCE) == "NATO spoke."


@pytest.mark.parametrize(
    ("answer", "source"),
    [
        ('{"a": "b"}', '{"a": "나"}'),
        ("[NATO](https://example.org)", "[나토](https://example.org)"),
        ("<text>NATO</text>", "<text>나토</text>"),
        ("C:\\u0041bc", "C:\\u0041bc 나토"),
        ("[1, 2] and [3]", SOURCE),
        ('{"a": "b", "c": "d"}', SOURCE),
    ],
)
def test_what_the_source_has_itself_stays(answer: str, source: str) -> None:
    assert unwrapped(answer, source) == answer


@given(st.text(st.characters(exclude_characters="<`\\[{ﬀﬁﬂﬃﬄﬅﬆ")))
def test_the_text_of_a_json_answer_comes_back(text: str) -> None:
    assert unwrapped(json.dumps({"translation": text}), SOURCE) == text
    assert unwrapped(json.dumps([text], ensure_ascii=False), SOURCE) == text


@pytest.mark.parametrize(
    "answer",
    [
        "[[QZB]] and the [[QZ]] said.",
        "[[QZB]] and the [[C]] said.",
        "[[B]] and the [[C]] said.",
        "QZ and the QZC said.",
    ],
)
def test_half_a_mark_is_known_where_one_name_is_left(matcher: Matcher, answer: str) -> None:
    assert restored(matcher, answer) == "NATO and the CSTO said."


def test_two_halves_are_not_guessed(matcher: Matcher) -> None:
    text = restored(matcher, "[[QZ]] and [[QZ]] said.")
    assert "NATO" not in text
    assert "CSTO" not in text


@pytest.mark.parametrize("ending", ["eun", "neun", "-neun", "ui", "-eseo", "i"])
def test_a_particle_in_latin_letters_goes(matcher: Matcher, ending: str) -> None:
    assert restored(matcher, f"[[QZB]]{ending} and [[QZC]] said.") == "NATO and CSTO said."
    assert "北约和" in restored(matcher, f"[[QZB]]{ending}和[[QZC]]表示。", target="zh-Hans")


def test_a_word_in_capitals_and_a_footnote_at_a_name_go(matcher: Matcher) -> None:
    source = "대통령실은 말했다."
    terms = matcher.find(source, "ko", ["en"])
    prepared = pinning.prepare(source, terms, "en", pinning.SUBSTITUTE)
    text = pinning.repair(pinning.restore(prepared, "The PRESIDENTIAL office[1] said."), terms, "en")
    assert text == "The presidential office said."
