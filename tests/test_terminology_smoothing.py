"""What is right stays as it is; articles go by sound; only what nobody writes twice becomes one."""

from __future__ import annotations

import pytest

from bilingual.article import Policy, TermMatch
from bilingual.terminology import Matcher, load_glossary
from bilingual.terminology.forms import forms_present, missing, spans_of
from bilingual.terminology.pinning import prepare, repair, restore, ways
from bilingual.terminology.smoothing import article_for, with_article

GLOSSARY = """\
ko,en,zh,kind,policy
나토,NATO,北约,organisation,pin
푸틴,Vladimir Putin|Putin,弗拉基米尔·普京|普京,person,pin
구글,Google,谷歌,organisation,pin
구글 지도,Google Maps,谷歌地图,organisation,pin
유엔,United Nations|UN,联合国,organisation,pin
유럽연합,EU|European Union,欧盟,organisation,pin
하마스,Hamas,哈马斯,organisation,pin
연합뉴스,Yonhap News Agency|Yonhap,韩联社,organisation,pin
이란,Iran,伊朗,place,pin
미국,United States|US|U.S.,美国|美,place,pin
러시아,Russia,俄罗斯|俄,place,pin
중국,China,中国,place,pin
필리핀,the Philippines|Manila,菲律宾,place,pin
국가정보원,NIS|National Intelligence Service,国家情报院,organisation,pin
이슬람국가,Islamic State|IS,伊斯兰国,organisation,pin
타스통신,Tass|TASS,塔斯社,organisation,pin
"""
TRUE_ENGLISH = [
    "If Ukraine joins NATO, NATO will expand.",
    "When asked about Vladimir Putin, Vladimir Putin's spokesman said nothing.",
    "He met Vladimir Putin. Vladimir Putin said no.",
    "Google Google Maps and you will see.",
    "To leave NATO; NATO members must agree.",
    "Israel struck Hamas, Hamas said.",
    "to the United Nations, United Nations staff said",
    "aides left the United Nations, the United Nations said",
    'Vladimir Putin said, "NATO, NATO is no more."',
    "NATO/NATO partners",
    "NATO - NATO's future",
    "For Iran, Iran comes first.",
    "In Group A Iran beat Syria.",
    "Vitamin A the Philippines imports",
    "a NATO summit and an EU summit",
    "a United Nations envoy and a European envoy",
    "an NIS official, an Iran expert",
    "A Russia expert met an EU official.",
    "Is Russia in Russia's way?",
    "Russia, China and the United States",
    "China, China, China, he shouted.",
    "Hamas (Islamic Resistance Movement)",
    "Iran (and Iran alone) pays.",
    "the United States, the United Nations and the EU",
    "He left Yonhap News Agency; Yonhap News Agency hired him back.",
    "What Iran wants, Iran gets.",
    "NATO or NATO partners",
    "Either NATO, or NATO and the EU, will act.",
    "the US-led United States Steel bid",
    "From Russia to Russia.",
    "Hepatitis A the body fights.",
]
TRUE_CHINESE = [
    "俄罗斯批评北约，北约予以反驳。",
    "以色列打击哈马斯，哈马斯称将反击。",
    "据韩联社、韩联社电视台报道",
    "中国、中国台湾和中国香港",
    "他离开俄罗斯，俄罗斯欢迎他回来。",
    "没有北约，北约国家怎么办？",
    "北约 北约 北约",
    "伊朗（德黑兰）",
    "联合国（纽约）",
    "谷歌谷歌地图",
    "弗拉基米尔·普京说，弗拉基米尔·普京不会走。",
    "美丽的中国",
    "发展中国家和中国",
    "中美关系与美国",
]


@pytest.fixture(scope="module")
def matcher(tmp_path_factory: pytest.TempPathFactory) -> Matcher:
    path = tmp_path_factory.mktemp("glossary") / "g.csv"
    path.write_text(GLOSSARY, encoding="utf-8")
    return Matcher(load_glossary([path]))


SOURCE = "나토 푸틴 구글 구글 지도 유엔 유럽연합 하마스 연합뉴스 이란 러시아 중국 필리핀 국가정보원 타스통신"


@pytest.mark.parametrize("way", ["native", "substitute", "protect", "plain"])
@pytest.mark.parametrize("text", [*TRUE_ENGLISH, *TRUE_CHINESE])
def test_a_right_answer_stays_as_it_is(matcher: Matcher, text: str, way: str) -> None:
    assert way in ways(True)
    target = "en" if text.isascii() else "zh-Hans"
    matches = matcher.find(SOURCE, "ko", [target])
    assert len(matches) > 10
    prepared = prepare(SOURCE, matches, target, way)
    restored = restore(prepared, text)
    # Spaces around Chinese terms are the one thing that is set right.
    expected = text.replace(" ", "") if target == "zh-Hans" else text
    fixed = repair(restored, matches, target)
    assert (fixed.replace(" ", "") if target == "zh-Hans" else fixed) == expected


def test_one_slot_twice_is_one_mention_two_slots_are_two(matcher: Matcher) -> None:
    source = "나토가 나토에"
    matches = matcher.find(source, "ko", ["en"])
    prepared = prepare(source, matches, "en", "protect")
    assert restore(prepared, "[[QZB]] [[QZB]] to [[QZC]]") == "NATO to NATO"
    assert restore(prepared, "If so [[QZB]], [[QZC]] will") == "If so NATO, NATO will"
    assert restore(prepared, "[[QZB]] [[QZC]]") == "NATO NATO"
    assert restore(prepared, "[[QZB]], [[QZB]] to") == "NATO, NATO to"


@pytest.mark.parametrize(
    ("source", "target", "text", "expected"),
    [
        ("국가정보원은", "en", "The National Intelligence Service, or NIS, said", "The NIS said"),
        ("국가정보원은", "en", "The National Intelligence Service (short for NIS) said", "The NIS said"),
        ("국가정보원은", "en", "A National Intelligence Service agent", "An NIS agent"),
        ("유럽연합은", "en", "a European Union official", "an EU official"),
        ("유엔은", "en", "a UN official, an UN official", "a United Nations official, a United Nations official"),
        ("타스통신은", "en", "www.TASS.com, a@TASS.ru, @TASS, TASS.com and TASS", "www.TASS.com, a@TASS.ru, @TASS, TASS.com and Tass"),
        ("필리핀은", "en", "in the Manila and a Manila report", "in the Philippines and the Philippines report"),
        ("이슬람국가는", "en", "THIS IS IT", "THIS IS IT"),
        ("이슬람국가는", "en", "IS fighters", "Islamic State fighters"),
        ("미국은", "zh-Hans", "美丽的城市", "美丽的城市"),
        ("미국은", "zh-Hans", "中美和美军", "中美和美军"),
        ("미국은", "zh-Hans", "（美）", "（美国）"),
        ("나토는", "zh-Hans", "北约（简称北约）说", "北约说"),
    ],
)  # fmt: skip
def test_repairs(matcher: Matcher, source: str, target: str, text: str, expected: str) -> None:
    matches = matcher.find(source, "ko", [target])
    assert repair(text, matches, target) == expected
    assert repair(expected, matches, target) == expected


@pytest.mark.parametrize(
    ("source", "target", "text", "lost"),
    [
        ("중국은", "zh-Hans", "发展中国家的会议", True),
        ("중국은", "zh-Hans", "发展中国家和中国", False),
        ("나토는", "zh-Hans", "河北约有百人", True),
        ("미국은", "zh-Hans", "美丽的城市", True),
        ("미국은", "zh-Hans", "中美关系", False),
        ("미국은", "zh-Hans", "美总统表示", False),
        ("러시아는", "zh-Hans", "对俄制裁", False),
        ("이슬람국가는", "en", "THIS IS IT", True),
        ("나토는", "en", "NATO CHIEF VISITS", False),
        ("타스통신은", "en", "see www.TASS.com", True),
        ("타스통신은", "en", "see TASS.", False),
    ],
)
def test_what_stands_by_chance_is_missing(
    matcher: Matcher, source: str, target: str, text: str, lost: bool
) -> None:
    matches = matcher.find(source, "ko", [target])
    assert bool(missing(text, matches, target)) is lost
    assert forms_present(text, matches[0], target) is not lost


def test_a_form_that_is_an_address_stands() -> None:
    match = TermMatch("아마존", 0, 3, Policy.PIN, {"en": "Amazon.com"}, {"en": ("Amazon.com",)})
    assert forms_present("He left Amazon.com.", match, "en")
    assert spans_of("www.나토.com 나토", "나토") != []
    assert spans_of("请看www.imf.org北约", "北约") == [(13, 15)]


@pytest.mark.parametrize(
    ("article", "words"),
    [
        ("an", "EU FBI NIS SEC IMF LAPD FOMC HIV ICBM honest hour Iran Uzbek unidentified 8-year 18 11th MOU"),
        ("a", "UN UNESCO NATO FIFA RIMPAC SARS SWIFT START European Ukrainian United university one-day Hamas U.N. 10"),
    ],
)  # fmt: skip
def test_articles_go_by_sound(article: str, words: str) -> None:
    wrong = [word for word in words.split() if article_for(word) != article]
    assert wrong == []


@pytest.mark.parametrize(
    ("before", "form", "after"),
    [
        ("a ", "EU", "an "),
        ("An ", "European Union (EU)", "A "),
        ("He said. A ", "EU", "He said. An "),
        ("“A ", "EU", "“An "),
        ("In Group A ", "Iran", "In Group A "),
        ("the ", "EU", "the "),
        ("pizza ", "EU", "pizza "),
        ("an ", "S. Korean", "an "),
        ("an ", "北约", "an "),
    ],
)
def test_the_article_before_a_form(before: str, form: str, after: str) -> None:
    assert with_article(before, form) == after
