"""Good translations of every kind of number, in all six directions, and one changed number in each."""

from __future__ import annotations

import csv
import re
from itertools import permutations
from pathlib import Path

import pytest

from bilingual.checks.number_check import check_numbers

CODES = {"ko": "ko", "en": "en", "zh": "zh-Hans"}
PATH = Path(__file__).parent / "data" / "number_kinds.tsv"
ROWS = list(
    csv.DictReader(PATH.read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
)
# The point in a whole number, where a digit more makes it ten times as large.
WHOLE = re.compile(r"(?<![\d.,:'’·-])\d{2,3}(?![\d.,:·-]|/)")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["kind"] + " " + row["en"][:30])
@pytest.mark.parametrize(("source", "target"), list(permutations(CODES, 2)))
def test_a_good_translation_has_no_finding(row: dict[str, str], source: str, target: str) -> None:
    assert check_numbers(row[source], row[target], CODES[source], CODES[target]) == ()


@pytest.mark.parametrize("target", ["en", "zh"])
def test_a_number_ten_times_as_large_is_named(target: str) -> None:
    tried = named = 0
    for row in ROWS:
        if found := WHOLE.search(row[target]):
            text = f"{row[target][: found.end()]}0{row[target][found.end() :]}"
            findings = check_numbers(row["ko"], text, "ko", CODES[target])
            tried += 1
            named += any(f"{found[0]}0" in one.message.replace(",", "") for one in findings)
    assert tried >= 30
    assert named >= 0.97 * tried


@pytest.mark.parametrize(
    ("source", "text", "language", "name"),
    [
        ("지지율이 2.5%포인트 하락했다.", "Support fell 2.5 percent.", "en", "number-unit"),
        ("지지율이 2.5% 하락했다.", "支持率下降2.5个百分点。", "zh-Hans", "number-unit"),
        ("8월 19일 발표했다.", "It announced on the 19th.", "en", ""),
        ("8월 19일 발표했다.", "月19日宣布。", "zh-Hans", "number-missing"),
        ("두 시간 반 걸렸다.", "It took three and a half hours.", "en", "number"),
        ("21세기 초다.", "It is the early 1900s.", "en", "number"),
        ("기준금리를 0.25%p 올렸다.", "It raised the rate by 50 basis points.", "en", "number"),
    ],
)
def test_what_is_told_apart(source: str, text: str, language: str, name: str) -> None:
    assert [one.check for one in check_numbers(source, text, "ko", language)] == ([name] if name else [])
