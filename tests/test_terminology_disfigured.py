"""Pins that come back in another spelling, doubled, widened or with letters stuck on."""

from __future__ import annotations

from pathlib import Path

import pytest

from bilingual.article import TermMatch
from bilingual.terminology import Matcher, load_glossary
from bilingual.terminology.forms import spans_of
from bilingual.terminology.pinning import Prepared, leaked, missing, prepare, repair, restore

ROWS = """\
ko,en,zh,kind,policy
나토,NATO,北约,organisation,pin
유엔,UN,联合国,organisation,pin
푸틴,Putin,普京,person,pin
토카예프,Kassym-Jomart Tokayev,卡瑟姆若马尔特·托卡耶夫,person,pin
오브라이언,Conan O'Brien,奥布赖恩,person,pin
오닐,Shaq O’Neal,奥尼尔,person,pin
대통령실,presidential office,总统府,organisation,pin
"""


@pytest.fixture(scope="module")
def matcher(tmp_path_factory: pytest.TempPathFactory) -> Matcher:
    path: Path = tmp_path_factory.mktemp("glossary") / "own.csv"
    path.write_text(ROWS, encoding="utf-8")
    return Matcher(load_glossary([path]))


def pins(matcher: Matcher, text: str, target: str) -> tuple[TermMatch, ...]:
    return matcher.find(text, "ko", (target,))


@pytest.mark.parametrize(
    ("source", "target", "came", "wanted"),
    [
        ("토카예프는", "zh-Hans", "卡瑟姆若马尔特托卡耶夫词", "卡瑟姆若马尔特·托卡耶夫词"),
        *(
            ("토카예프는", "zh-Hans", f"卡瑟姆若马尔特{dot}托卡耶夫说", "卡瑟姆若马尔特·托卡耶夫说")
            for dot in "•・‧∙⋅･-‐– "
        ),
        *(
            ("토카예프는", "en", f"Then {name} said", "Then Kassym-Jomart Tokayev said")
            for name in (
                "Kassym‑Jomart Tokayev",
                "Kassym–Jomart Tokayev",
                "Kassym−Jomart Tokayev",
                "Kassym Jomart Tokayev",
                "KassymJomart Tokayev",
                "Kassym-Jomart  Tokayev",
                "Kassym-Jomart\u00a0Tokayev",
                "Kassym-Jomart-Tokayev",
                "Kassym - Jomart Tokayev",
                "kassym-jomart tokayev",
                "KASSYM-JOMART TOKAYEV",
                "Kassym-jomart Tokayev",
                "KassymJomartTokayev",
            )
        ),
        *(("오브라이언은", "en", f"Conan O{mark}Brien", "Conan O'Brien") for mark in "’‘ʼ＇`´′"),
        ("오브라이언은", "en", "Conan O Brien", "Conan O'Brien"),
        ("오브라이언은", "en", "Conan OBrien", "Conan O'Brien"),
        ("오브라이언은", "en", "Conan O’Brien’s show", "Conan O'Brien’s show"),
        *(("오닐은", "en", f"Shaq O{mark}Neal", "Shaq O’Neal") for mark in "'‘ʼ＇`"),
        ("나토는", "en", "Then Nato met", "Then NATO met"),
        ("대통령실은", "en", "THE PRESIDENTIAL OFFICE SAID", "THE Presidential office SAID"),
        ("대통령실은", "en", "Presidential Office aides", "Presidential Office aides"),
    ],
)
def test_another_spelling_becomes_the_pinned_one(
    matcher: Matcher, source: str, target: str, came: str, wanted: str
) -> None:
    matches = pins(matcher, source, target)
    made = repair(came, matches, target)
    assert made == wanted
    assert missing(made, matches, target) == ()


def sent(matcher: Matcher, source: str, target: str) -> tuple[Prepared, tuple[TermMatch, ...]]:
    matches = pins(matcher, source, target)
    return prepare(source, matches, target, "protect"), matches


@pytest.mark.parametrize(
    ("target", "answer", "wanted"),
    [
        ("en", "[[the QZB (the QZB)]]word [[the QZC (the QZC)]]word.", "the NATO word the UN word."),
        ("en", "[[QZB (QZB)]] and [[qzc, qzc]].", "NATO and UN."),
        ("en", "[[QZB] and QZC]].", "NATO and UN."),
        ("en", "[QZB]] and [[QZC].", "NATO and UN."),
        ("en", "[[QZB]], [[QZB]], and [[QZC]] [[QZC]].", "NATO, and UN."),
        ("zh-Hans", "[[QZB]]词（[[QZB]]词）和[[QZC]].", "北约词和联合国."),
        ("zh-Hans", "[[QZC]], [[QZC]], [[QZB]]。", "联合国, 北约。"),
        ("en", "［［ＱＺＢ］］ｗｏｒｄ\u3000ＵＮ ［［ＱＺＣ］］．", "NATO word UN UN."),
        ("en", "＆＃９１；［QZB＆＃９３；］ ｔａｌｋｅｄ ｔｏ ［［ＱＺＣ］］．", "NATO talked to UN."),
    ],
)
def test_no_piece_of_a_mark_and_no_double_is_left(
    matcher: Matcher, target: str, answer: str, wanted: str
) -> None:
    prepared, matches = sent(matcher, "나토와 유엔은 합의했다.", target)
    made = repair(restore(prepared, answer), matches, target)
    assert made.replace("UN UN", "UN") == wanted.replace("UN UN", "UN")
    assert not leaked(prepared, made)
    assert missing(made, matches, target) == ()


@pytest.mark.parametrize(
    ("source", "target", "text"),
    [
        ("나토가 나토에", "en", "If Ukraine joins NATO, NATO will expand."),
        ("나토가", "en", "If Ukraine joins NATO, NATO will expand."),
        ("푸틴은 푸틴이다", "en", "Putin, Putin, and again Putin."),
        ("유엔은", "zh-Hans", "如果离开联合国，联合国将改革。"),
        ("유엔 [본부]는", "en", "The UN [headquarters] said."),
    ],
)
def test_what_writers_mean_is_left(matcher: Matcher, source: str, target: str, text: str) -> None:
    matches = pins(matcher, source, target)
    for way in ("substitute", "protect"):
        assert repair(restore(prepare(source, matches, target, way), text), matches, target) == text


@pytest.mark.parametrize("text", ["北约x", "习近平和北约word说", "the北约说", "北约翰", "在北约旦"])
def test_a_han_name_with_strange_letters_on_it_is_missing(matcher: Matcher, text: str) -> None:
    assert missing(text, pins(matcher, "나토는", "zh-Hans"), "zh-Hans")


@pytest.mark.parametrize(
    "text",
    ["北约GDP", "北约AWACS机", "北约2030议程", "北约vs俄罗斯", "iPhone北约", "北约 word", "5G北约", "北约说"],
)
def test_a_han_name_beside_codes_and_words_is_there(matcher: Matcher, text: str) -> None:
    assert missing(text, pins(matcher, "나토는", "zh-Hans"), "zh-Hans") == ()


def test_a_text_mostly_in_narrow_letters_keeps_its_wide_ones(matcher: Matcher) -> None:
    matches = pins(matcher, "나토는", "en")
    prepared = prepare("나토는 ＡＢ형", matches, "en", "substitute")
    assert restore(prepared, "NATO said the ＡＢ type") == "NATO said the ＡＢ type"


def test_a_letter_behind_the_quotation_mark_of_a_name_is_stuck_on() -> None:
    assert spans_of("英国“脱欧”谈判", "英国“脱欧”")
    assert not spans_of("英国“脱欧”x 谈判", "英国“脱欧”")


def test_a_name_that_runs_into_an_address_is_a_part_of_it() -> None:
    assert spans_of("Pedro Sánchez. Org", "Pedro Sánchez")
    assert not spans_of("see www.Pedro Sánchez.org now", "Pedro Sánchez")
