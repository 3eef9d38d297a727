"""What the columns boundary, case, suffix and context of a row decide, and short names after full ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from bilingual.errors import GlossaryError
from bilingual.terminology import Matcher, load_glossary
from bilingual.terminology.editing import edit_entry

HEADER = "ko,en,zh,kind,policy,boundary,case,suffix,context\n"


def matcher_of(folder: Path, rows: str) -> Matcher:
    path = folder / "g.csv"
    path.write_text(HEADER + rows, encoding="utf-8")
    return Matcher(load_glossary([path]))


def found(matcher: Matcher, text: str, language: str = "ko") -> list[str]:
    targets = [code for code in ("ko", "en", "zh-Hans") if code != language]
    return [match.source for match in matcher.find(text, language, targets)]


@pytest.mark.parametrize(
    ("boundary", "text", "expected"),
    [
        ("", "대만은 기대만큼 대만큼지막한", ["대만"]),
        ("word", "대만은 기대만큼 대만큼지막한", ["대만"]),
        ("prefix", "대만은 기대만큼 대만큼지막한", ["대만", "대만"]),
        ("any", "대만은 기대만큼 대만큼지막한", ["대만", "대만", "대만"]),
    ],
)
def test_boundaries_of_korean(tmp_path: Path, boundary: str, text: str, expected: list[str]) -> None:
    assert found(matcher_of(tmp_path, f"대만,Taiwan,台湾,place,,{boundary},,,\n"), text) == expected


@pytest.mark.parametrize(
    ("boundary", "expected"),
    [("", ["中国"] * 4), ("any", ["中国"] * 4), ("word", ["中国"] * 2), ("prefix", ["中国"] * 3)],
)
def test_boundaries_of_chinese(tmp_path: Path, boundary: str, expected: list[str]) -> None:
    matcher = matcher_of(tmp_path, f"중국,China,中国,place,,{boundary},,,\n")
    assert found(matcher, "中国和美国，对中国的、中国人民、新中国", "zh-Hans") == expected


@pytest.mark.parametrize(
    ("boundary", "expected"),
    [("", ["UN"]), ("word", ["UN"]), ("prefix", ["UN", "UN"]), ("any", ["UN", "UN", "UN"])],
)
def test_boundaries_of_latin_letters(tmp_path: Path, boundary: str, expected: list[str]) -> None:
    matcher = matcher_of(tmp_path, f"유엔,UN,联合国,organisation,,{boundary},,,\n")
    assert found(matcher, "The UN, UNESCO and AUN", "en") == expected


@pytest.mark.parametrize(
    ("case", "expected"),
    [("", ["Nuri", "NURI"]), ("exact", ["Nuri"]), ("any", ["Nuri", "NURI", "nuri"])],
)
def test_case_rules(tmp_path: Path, case: str, expected: list[str]) -> None:
    matcher = matcher_of(tmp_path, f"Nuri,누리호,世界号,event,,,{case},,\n".replace("누리호", "Nuri rocket"))
    assert found(matcher, "Nuri와 NURI와 nuri는") == expected


def test_exact_case_of_small_letters(tmp_path: Path) -> None:
    assert found(matcher_of(tmp_path, "appa,father,爸爸,term,,,exact,,\n"), "Appa와 appa는") == ["appa"]


@pytest.mark.parametrize(
    ("suffix", "expected"),
    [("", ["중국", "중국", "중국"]), ("-", ["중국"]), ("인", ["중국", "중국"]), ("인|어", ["중국"] * 3)],
)
def test_suffixes_as_the_entry_allows(tmp_path: Path, suffix: str, expected: list[str]) -> None:
    matcher = matcher_of(tmp_path, f"중국,China,中国,place,,,,{suffix},\n")
    assert found(matcher, "중국에서는 중국인들이 중국어를 쓴다") == expected


def test_unknown_values_are_told_with_their_lines(tmp_path: Path) -> None:
    with pytest.raises(GlossaryError) as caught:
        matcher_of(tmp_path, "가,a,甲,,,words,,,\n나,b,乙,,,,upper,,\n다,c,丙,,,,,,\n")
    path = tmp_path / "g.csv"
    assert [problem.split(" (")[0] for problem in caught.value.problems] == [
        f"{path}:2: unknown boundary 'words'",
        f"{path}:3: unknown case 'upper'",
    ]


def test_the_columns_survive_editing(tmp_path: Path) -> None:
    path = tmp_path / "g.csv"
    path.write_text(HEADER + "중국,China,中国,place,,word,exact,인|어,\n", encoding="utf-8")
    edit_entry(path, "중국", targets={"en": "China|Chinese"})
    assert path.read_text("utf-8") == HEADER + "중국,China|Chinese,中国,place,,word,exact,인|어,\n"


PEOPLE = "카심-조마르트 토카예프|토카예프,Kassym-Jomart Tokayev|Tokayev,卡西姆-若马尔特·托卡耶夫|托卡耶夫,person,,,,,\n"


def test_a_short_name_after_the_full_one_is_translated_short(tmp_path: Path) -> None:
    matcher = matcher_of(tmp_path, PEOPLE)
    text = "카심조마르트 토카예프 대통령이 왔다. 토카예프는 웃었다."
    full, short = matcher.find(text, "ko", ["en", "zh-Hans"])
    assert full.targets == {"en": "Kassym-Jomart Tokayev", "zh-Hans": "卡西姆-若马尔特·托卡耶夫"}
    assert short.targets == {"en": "Tokayev", "zh-Hans": "托卡耶夫"}
    assert short.accepted["en"] == ("Tokayev", "Kassym-Jomart Tokayev")


def test_the_full_name_may_stand_in_an_earlier_sentence(tmp_path: Path) -> None:
    matcher = matcher_of(tmp_path, PEOPLE)
    article = "토카예프가 왔다.\n카심-조마르트 토카예프 대통령이다.\n토카예프는 갔다."
    first, _, last = article.split("\n")
    (before,) = matcher.find(first, "ko", ["en"], context=article)
    (after,) = matcher.find(last, "ko", ["en"], context=article)
    assert before.targets["en"] == "Kassym-Jomart Tokayev"
    assert after.targets["en"] == "Tokayev"


def test_a_surname_in_latin_letters_counts_after_the_full_name(tmp_path: Path) -> None:
    matcher = matcher_of(tmp_path, PEOPLE)
    assert found(matcher, "Tokayev left.", "en") == []
    assert found(matcher, "Kassym-Jomart Tokayev came. Tokayev left.", "en") == [
        "Kassym-Jomart Tokayev",
        "Tokayev",
    ]
    assert found(matcher, "托卡耶夫表示", "zh-Hans") == ["托卡耶夫"]
