"""Sentences as the press writes them: good translations do not alarm, and a changed number is named."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from benchmarks.checks import CODES, measure, rows
from bilingual.checks.number_check import check_numbers

TABLE = rows(Path(__file__).parent / "data" / "number_news.tsv", "all")
DIRECTIONS = list(permutations(CODES, 2))


@pytest.mark.parametrize(("source", "target"), DIRECTIONS)
def test_a_good_translation_has_no_finding(source: str, target: str) -> None:
    found = [
        (row[source], row[target], findings)
        for row in TABLE
        if (findings := check_numbers(row[source], row[target], CODES[source], CODES[target]))
    ]
    assert found == []


@pytest.mark.parametrize(("source", "target"), DIRECTIONS)
def test_a_changed_number_is_named(source: str, target: str) -> None:
    caught = float(measure(TABLE, (source, target), 0)[4])
    assert caught >= (97 if target == "ko" else 98)


@pytest.mark.parametrize(
    ("source", "text", "language", "other", "name", "said"),
    [
        ("타율은 0.342다.", "He is batting .343.", "ko", "en", "number", ".343"),
        ("후반 27분에 골을 넣었다.", "He scored in the 73rd minute.", "ko", "en", "number", "73"),
        ("0.5%포인트 올렸다.", "It rose a quarter of a percentage point.", "ko", "en", "number", "0.25"),
        ("Rates rose half a percentage point.", "금리가 50%포인트 올랐다.", "en", "ko", "number", "50"),
        ("6월 5일 3명이 왔다.", "On May 6, four people came.", "ko", "en", "number", "6/5"),
        ("三一运动", "5·1운동", "zh-Hans", "ko", "number", "5/1"),
        ("四一九革命", "April 16 Revolution", "zh-Hans", "en", "number-added", "16"),
        ("656조 9천억 원이다.", "The sum is 656만 9천억.", "ko", "ko", "number", "656만"),
        ("9조1834억 원이다.", "It is 9.18 trillion won.", "ko", "en", "number-rounded", "9.18"),
        ("9조1834억 원이다.", "It is 9.19 trillion won.", "ko", "en", "number", "9.19"),
        ("9조1834억 원이다.", "It is 91.8 trillion won.", "ko", "en", "number", "91.8"),
        ("기록은 4분 3초 409다.", "The time was 4:03.490.", "ko", "en", "number", "490"),
        ("8월 1일부터 낸다.", "It is a tariff from Aug. on.", "ko", "en", "number-missing", "1"),
        ("1시간 45분 걸렸다.", "It took an hour and 54 minutes.", "ko", "en", "number", "54"),
        ("칠순의 가수다.", "The singer is in her 80s.", "ko", "en", "number", "80s"),
        ("正月十五", "음력 1월 16일", "zh-Hans", "ko", "number", "16"),
        ("3주 연속 줄었다.", "It fell for a fourth straight week.", "ko", "en", "number", "fourth"),
        ("10분의 1이다.", "It is a fifth of the total.", "ko", "en", "number", "fifth"),
    ],
)
def test_what_is_told_apart(source: str, text: str, language: str, other: str, name: str, said: str) -> None:
    (found,) = check_numbers(source, text, language, other)
    assert found.check == name
    assert said in found.message


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("원화는 350만 원이다.", "He paid a fine of 3.5 million won."),
        ("연장 후반 3분에 골이 나왔다.", "The goal came in the 108th minute."),
        ("그는 1위에 올랐다.", "He topped the list."),
        ("70∼80년대 노래다.", "They are songs of the 1970s and '80s."),
        ("6·25전쟁이 났다.", "The 1950-53 Korean War broke out."),
        ("열에 여덟은 찬성했다.", "Eight out of ten agreed."),
    ],
)
def test_what_is_the_same(korean: str, english: str) -> None:
    assert check_numbers(korean, english, "ko", "en") == ()
    assert check_numbers(english, korean, "en", "ko") == ()
