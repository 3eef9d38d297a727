"""Why letters that look like a term are none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.cli import main
from bilingual.terminology import Matcher, load_glossary
from bilingual.terminology.explaining import explain

DATA = Path(__file__).parent / "data" / "matching"


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(load_glossary([DATA / "glossary.csv"]))


@pytest.mark.parametrize(
    ("text", "source", "told"),
    [
        ("기대만큼", "대만", "part of the word 기대만큼"),
        ("다 갔대만년필", "대만", "part of the word 갔대만년필"),
        ("수단은 없다", "수단", "a common word in"),
        ("수단은 부인했다", "수단", "no context word (정부군|하르툼|내전|다르푸르) in the text"),
        ("유엔 안보리는", "유엔", "longer match wins: 유엔 안보리"),
        ("이재명 기자", "이재명", "the name of a reporter"),
        ("'협력'이란", "이란", "the particle 이란 after '"),
        ("https://UN.org", "UN", "inside an address"),
        ("who는", "who", "written otherwise than WHO"),
        ("부총리는", "총리", "part of the word 부총리는"),
    ],
)
def test_reasons(matcher: Matcher, text: str, source: str, told: str) -> None:
    refusals = explain(matcher, text, "ko", ["en"]).refusals
    reasons = [refusal.told for refusal in refusals if refusal.source == source]
    assert any(told in reason for reason in reasons), reasons


def test_a_silent_form_of_another_language_is_told(matcher: Matcher) -> None:
    explained = explain(matcher, "Yonhap reported", "en", ["ko"])
    assert explained.matches == ()
    assert "no source" in [refusal.reason for refusal in explained.refusals]


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="대만이란미국인도 총리부유엔안보(CSTO)美.수단", max_size=30))
def test_explaining_finds_the_same(matcher: Matcher, text: str) -> None:
    explained = explain(matcher, text, "ko", ["en", "zh-Hans"])
    assert explained.matches == matcher.find(text, "ko", ["en", "zh-Hans"])
    for refusal in explained.refusals:
        assert text[refusal.start : refusal.end] == refusal.source
        assert refusal.told


def call(*arguments: str, text: str | None = None) -> tuple[int, str, str]:
    result = CliRunner().invoke(
        main, ["glossary", "match", "--glossary", str(DATA / "glossary.csv"), *arguments], input=text
    )
    return result.exit_code, result.stdout, result.stderr


def test_the_command_shows_matches_and_refusals() -> None:
    code, out, err = call("기대만큼 대만과 유엔 안보리는")
    assert code == 0
    assert "5-7  대만  check  →  en Taiwan  zh-Hans 台湾  glossary.csv:" in out
    assert "1-3  대만  no: part of the word 기대만큼  glossary.csv:" in out
    assert "유엔  no: longer match wins: 유엔 안보리" in out
    assert "ko: 2 matches, 2 refused" in err


def test_the_command_prints_json_and_takes_standard_input() -> None:
    code, out, _ = call("-", "--json", "--to", "en", "--context", "하르툼 내전", text="수단은 부인했다")
    assert code == 0
    record = json.loads(out)
    assert record["language"] == "ko"
    (match,) = record["matches"]
    assert (match["source"], match["start"], match["end"], match["policy"]) == ("수단", 0, 2, "check")
    assert match["targets"] == {"en": "Sudan"}
    assert {refusal["reason"] for refusal in record["refused"]} == {"another row"}


def test_the_command_takes_a_language() -> None:
    assert "中国" in call("中国和俄罗斯", "--from", "zh")[1]
    code, _, err = call("中国", "--from", "klingon")
    assert code == 2
    assert "klingon" in err
