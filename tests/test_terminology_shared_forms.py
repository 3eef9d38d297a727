"""Chinese and English forms that several rows of a glossary have."""

from __future__ import annotations

from pathlib import Path

import pytest

from bilingual.article import Policy
from bilingual.terminology import Matcher, load_glossary
from bilingual.terminology.explaining import explain
from bilingual.terminology.sources import forms_of

GLOSSARY = Path(__file__).resolve().parents[1] / "glossary"
HEADER = "ko,en,zh,kind,policy,context,note\n"
#: Chinese forms of the shipped glossary that no Chinese text gives a term for, and why.
NEVER_FOUND = {
    "主席": "chairman of a council or a committee, and president of China: the English differs",
}


@pytest.fixture(scope="module")
def shipped() -> Matcher:
    return Matcher(load_glossary([GLOSSARY / "entities.csv"], GLOSSARY / "headline_hanja.csv"))


def of(tmp_path: Path, *rows: str) -> Matcher:
    path = tmp_path / "entities.csv"
    path.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    return Matcher(load_glossary([path]))


def found(
    matcher: Matcher, text: str, *targets: str, language: str = "zh-Hans"
) -> list[tuple[str, dict[str, str]]]:
    return [(match.source, dict(match.targets)) for match in matcher.find(text, language, targets or ("en",))]


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
def test_every_row_of_the_shipped_glossary_is_found_by_its_chinese_form(
    shipped: Matcher, language: str
) -> None:
    lost = set()
    for entry in shipped.glossary.entries:
        if entry.headline:
            continue
        form = forms_of(entry, language)[0]
        matches = shipped.find(form, language, ["en"], context=" ".join(entry.context))
        if not any((match.start, match.end) == (0, len(form)) for match in matches):
            lost.add(form)
    assert lost == set(NEVER_FOUND)


def test_what_is_found_asks_for_english_that_its_row_accepts(shipped: Matcher) -> None:
    for entry in shipped.glossary.entries:
        if entry.headline:
            continue
        form = forms_of(entry, "zh-Hans")[0]
        for match in shipped.find(form, "zh-Hans", ["en"], context=" ".join(entry.context)):
            if (match.start, match.end) == (0, len(form)):
                assert set(entry.forms["en"]) & {match.targets["en"], *match.accepted["en"]}, form


def test_rows_that_agree_are_no_ambiguity(tmp_path: Path) -> None:
    matcher = of(tmp_path, "상하이,Shanghai,上海,place,,,", "상해,Shanghai,上海,place,suggest,,")
    (match,) = matcher.find("上海的企业", "zh-Hans", ["en"])
    assert (match.targets, match.policy) == ({"en": "Shanghai"}, Policy.CHECK)


def test_two_names_of_one_thing_are_both_accepted(tmp_path: Path) -> None:
    matcher = of(tmp_path, "상하이,Shanghai,上海,place,,,", "상해,Shanghai,上海,place,suggest,,")
    (match,) = matcher.find("上海的企业", "zh-Hans", ["ko"])
    assert match.targets == {"ko": "상하이"}
    assert match.accepted["ko"] == ("상하이", "상해")


def test_rows_that_disagree_ask_for_nothing_and_are_named(tmp_path: Path) -> None:
    matcher = of(
        tmp_path, "상원,Senate,参议院,agency,check,,", "참의원,House of Councillors,参议院,agency,check,,"
    )
    seen = explain(matcher, "参议院表决", "zh-Hans", ["en"])
    assert seen.matches == ()
    assert [one.told for one in seen.refusals] == [
        "stands for more than one thing: 상원 (entities.csv:2), 참의원 (entities.csv:3)"
    ]


def test_only_the_language_in_which_rows_disagree_is_left_out(tmp_path: Path) -> None:
    matcher = of(
        tmp_path,
        "외교부,Foreign Ministry,外交部,agency,check,,",
        "외무성,Foreign Ministry,外务省,agency,check,,",
    )
    assert found(matcher, "the Foreign Ministry said", "zh-Hans", "ko", language="en") == []
    assert found(matcher, "外交部说", "en", "ko") == [("外交部", {"en": "Foreign Ministry", "ko": "외교부"})]


def test_context_words_in_the_script_of_the_form_decide(tmp_path: Path) -> None:
    matcher = of(
        tmp_path,
        "상원,Senate,参议院,agency,check,华盛顿|美国,",
        "참의원,House of Councillors,参议院,agency,check,日本|东京,",
    )
    assert found(matcher, "东京：参议院表决")[-1] == ("参议院", {"en": "House of Councillors"})
    assert found(matcher, "美国参议院表决")[-1] == ("参议院", {"en": "Senate"})
    assert found(matcher, "参议院表决") == []


def test_a_short_form_may_mean_another_row_only_after_the_long_one(tmp_path: Path) -> None:
    matcher = of(
        tmp_path,
        "국무원,State Council,国务院,agency,,,",
        "국무부,State Department,美国国务院|国务院,agency,check,,",
    )
    assert found(matcher, "国务院发布通知。") == [("国务院", {"en": "State Council"})]
    assert found(matcher, "美国国务院说，国务院将", "en") == [("美国国务院", {"en": "State Department"})]
    refusals = explain(matcher, "美国国务院说，国务院将", "zh-Hans", ["en"]).refusals
    assert any("before it (美国国务院)" in one.told for one in refusals if one.start > 4)


def test_a_winning_glossary_decides_alone(tmp_path: Path) -> None:
    own, shared = tmp_path / "own.csv", tmp_path / "shared.csv"
    own.write_text(HEADER + "참의원,House of Councillors,参议院,agency,check,,\n", encoding="utf-8")
    shared.write_text(HEADER + "상원,Senate,参议院,agency,check,,\n", encoding="utf-8")
    matcher = Matcher(load_glossary([own, shared]))
    assert found(matcher, "参议院表决") == [("参议院", {"en": "House of Councillors"})]


def test_a_title_behind_a_pinned_name_does_not_hide_it(shipped: Matcher) -> None:
    assert ("习近平", {"en": "Xi Jinping"}) in found(shipped, "习近平主席致贺电")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("印度洋上的货轮", "zh-Hans"),
        ("北爱尔兰议会", "zh-Hans"),
        ("內蒙古草原", "zh-Hant"),
        ("约旦河水位", "zh-Hans"),
    ],
)
def test_a_longer_name_of_something_else_hides_the_country(
    shipped: Matcher, text: str, language: str
) -> None:
    found_there = {match.source for match in shipped.find(text, language, ["en"])}
    assert found_there.isdisjoint({"印度", "爱尔兰", "蒙古", "约旦"})


@pytest.mark.parametrize(
    "text", ["South Sudan held talks.", "Northern Ireland votes", "the Indian Ocean", "New Mexico"]
)
def test_so_it_does_in_english(tmp_path: Path, text: str) -> None:
    matcher = of(
        tmp_path,
        "수단,Sudan,苏丹,place,,,",
        "아일랜드,Ireland,爱尔兰,place,,,",
        "인도,Indian,印度,place,,,",
        "멕시코,Mexico,墨西哥,place,,,",
    )
    assert found(matcher, text, "zh-Hans", language="en") == []
    assert len(found(matcher, "Mexico, Sudan and Ireland", "zh-Hans", language="en")) == 3


def test_a_deputy_is_not_the_one_he_stands_for(tmp_path: Path) -> None:
    matcher = of(tmp_path, "대통령,president,总统,title,,,", "부총리,deputy prime minister,副总理,title,,,")
    assert found(matcher, "副总统万斯") == []
    assert found(matcher, "总统和副总理") == [
        ("总统", {"en": "president"}),
        ("副总理", {"en": "deputy prime minister"}),
    ]


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("集体安全条约组织成员国", "zh-Hans", "CSTO"),
        ("世卫组织总干事", "zh-Hans", "WHO"),
        ("联合国安理会开会，安理会通过决议", "zh-Hans", "U.N. Security Council"),
        ("据人民日报报道", "zh-Hans", "People's Daily"),
    ],
)
def test_long_forms_and_abbreviations_of_a_pinned_name_are_sources(
    shipped: Matcher, text: str, language: str, name: str
) -> None:
    assert name in {match.targets.get("en") for match in shipped.find(text, language, ["en"])}


def test_an_abbreviation_counts_after_the_long_form_only(tmp_path: Path) -> None:
    matcher = of(
        tmp_path,
        "국민의힘,People Power Party|PPP,国民力量党,organisation,,,",
        "폴크스바겐,Volkswagen,大众汽车|大众,organisation,,,",
    )
    assert found(matcher, "PPP per capita", "zh-Hans", language="en") == []
    text = "The People Power Party lost. The PPP said so."
    assert [source for source, _ in found(matcher, text, "zh-Hans", language="en")] == [
        "People Power Party",
        "PPP",
    ]
    # A common word is never taken for the company.
    assert [source for source, _ in found(matcher, "大众汽车裁员，大众哗然")] == ["大众汽车"]
