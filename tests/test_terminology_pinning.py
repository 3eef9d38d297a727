"""Terms held through engines that misbehave: what can be recovered is, what cannot is always told."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.article import Policy, TermMatch
from bilingual.terminology import Matcher, load_glossary, pinning
from bilingual.terminology.pinning import forms_present, missing, pairs, prepare, repair, restore, ways

GLOSSARY = """\
ko,en,zh,kind,policy,context,note,en.first,zh.first
집단안보조약기구|CSTO,CSTO|Collective Security Treaty Organization,集安组织|集体安全条约组织,organisation,,,,\
Collective Security Treaty Organization (CSTO),集体安全条约组织（集安组织）
북대서양조약기구|나토,NATO|Nato,北约|北大西洋公约组织,organisation,,,,,
유엔,UN|United Nations|U.N.,联合国,organisation,,,,,
유엔 안보리,UN Security Council|UNSC,联合国安理会|安理会,organisation,,,,,
블라디미르 푸틴|푸틴,Vladimir Putin|Putin,弗拉基米尔·普京|普京,person,,,,,
토카예프,Kassym-Jomart Tokayev|Tokayev,托卡耶夫,person,,,,,
필리핀군,the Philippine military,菲律宾军队,organisation,,,,,
러시아,Russia|Russian,俄罗斯|俄,place,,,,,
대통령,president,总统,title,,,,,
"""
LONG = "Collective Security Treaty Organization (CSTO)"
SENTENCES = [
    "푸틴 러시아 대통령은 집단안보조약기구(CSTO) 회원국들과 만났다.",
    "나토와 유엔은 CSTO의 훈련을 비판했다.",
    "유엔은 유엔 안보리 결의를 환영했다.",
    "토카예프는 푸틴과의 통화에서 나토를 언급했다.",
    "필리핀군이 유엔에 병력을 보냈다.",
    "집단안보조약기구는 나토에 맞선다. 집단안보조약기구의 회의가 열린다.",
    "(푸틴)과 [나토], 그리고 '유엔'",
]


@pytest.fixture(scope="module")
def matcher(tmp_path_factory: pytest.TempPathFactory) -> Matcher:
    path = tmp_path_factory.mktemp("glossary") / "g.csv"
    path.write_text(GLOSSARY, encoding="utf-8")
    return Matcher(load_glossary([path]))


Engine = Callable[[str, str], str]


def _each_mark(change: Callable[[str], str]) -> Engine:
    def engine(text: str, target: str) -> str:
        words = re.sub(r"\[\[(\w+)\]\]", lambda mark: f" {change(mark.group())} ", text)
        return translated(words, target)

    return engine


def translated(text: str, target: str) -> str:
    """What an engine does to the rest: Hangul goes, foreign words and marks stay."""
    filler = "话" if target.startswith("zh") else " word "
    return re.sub(r"\s+", " ", re.sub(r"[가-힣]+", filler, text)).strip()


def _wide(text: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)


RECOVERABLE: dict[str, Engine] = {
    "keeps marks": translated,
    "spaces marks": _each_mark(lambda mark: " ".join(mark)),
    "spaces brackets": _each_mark(lambda mark: mark.replace("[[", "[ [ ").replace("]]", " ] ]")),
    "widens": _each_mark(_wide),
    "lower-cases": _each_mark(str.lower),
    "doubles": _each_mark(lambda mark: f"{mark} {mark}"),
    "corner brackets": _each_mark(lambda mark: mark.replace("[[", "【").replace("]]", "】")),
    "round brackets": _each_mark(lambda mark: mark.replace("[[", "((").replace("]]", "))")),
    "one bracket": _each_mark(lambda mark: mark[1:-1]),
    "no brackets": _each_mark(lambda mark: mark[2:-2]),
    "swapped brackets": _each_mark(lambda mark: "]]" + mark[2:-2] + "[["),
    "hyphens": _each_mark(lambda mark: "[[" + "-".join(mark[2:-2]) + "]]"),
    "articles": _each_mark(lambda mark: f"the {mark}"),
    "reverses": lambda text, target: " ".join(reversed(translated(text, target).split(" "))),
    "wide and spaced": _each_mark(lambda mark: " ".join(_wide(mark))),
}
HOPELESS: dict[str, Engine] = {
    "drops marks": _each_mark(lambda mark: ""),
    "empty": lambda text, target: "",
    "translates everything": lambda text, target: "Some words only." if target == "en" else "只有话。",
    "drops half": lambda text, target: translated(text, target)[: len(text) // 3],
    "numbers": _each_mark(lambda mark: "[1]"),
    "other letters": _each_mark(lambda mark: mark[:4] + "Z" + mark[5:]),
    "upper-cases and glues": lambda text, target: translated(text, target).upper().replace(" ", ""),
    "echo": lambda text, target: text,
    "translates terms": lambda text, target: (
        translated(text, target).replace("CSTO", "ОДКБ").replace("NATO", "the Alliance")
    ),
    "lower-cases all": lambda text, target: translated(text, target).lower(),
    "garbage": lambda text, target: "[[QZ]] qz]] [[ [[QZQZB]] ]]",
}


def through(engine: Engine, text: str, matches: tuple[TermMatch, ...], target: str, way: str) -> str:
    prepared = prepare(text, matches, target, way)
    return repair(restore(prepared, engine(prepared.text, target)), matches, target)


def stands(text: str, match: TermMatch, target: str) -> bool:
    """An oracle of its own: any accepted form by plain letters, whole words in Latin."""
    for form in (*match.accepted[target], match.targets[target], match.first.get(target, "")):
        if form and re.search(rf"(?<![A-Za-z]){re.escape(form)}(?![A-Za-z])", text):
            return True
    return False


@pytest.mark.parametrize("target", ["en", "zh-Hans"])
@pytest.mark.parametrize("name", [*RECOVERABLE, *HOPELESS])
def test_a_lost_pin_is_always_told_and_marks_never_leak(matcher: Matcher, name: str, target: str) -> None:
    engine = (RECOVERABLE | HOPELESS)[name]
    for sentence in SENTENCES:
        matches = matcher.find(sentence, "ko", [target])
        pins = [match for match in matches if match.policy is Policy.PIN]
        assert pins
        for way in ways(True):
            text = through(engine, sentence, matches, target, way)
            told = missing(text, matches, target)
            silent = [m.source for m in pins if not stands(text, m, target) and m not in told]
            assert silent == [], (way, text)
            assert not re.search(r"(?i)qz|ｑｚ", text) or name == "garbage", (way, text)


@pytest.mark.parametrize("target", ["en", "zh-Hans"])
@pytest.mark.parametrize("name", RECOVERABLE)
def test_what_can_be_recovered_is(matcher: Matcher, name: str, target: str) -> None:
    for sentence in SENTENCES:
        matches = matcher.find(sentence, "ko", [target])
        text = through(RECOVERABLE[name], sentence, matches, target, "protect")
        assert missing(text, matches, target) == (), text
        assert "the the" not in text.lower()


def test_ways_begin_with_the_engines_own() -> None:
    assert ways(True) == ("native", "substitute", "protect", "plain")
    assert ways(False) == ("substitute", "protect", "plain")


def test_pairs_are_unique_and_leave_suggestions_out(matcher: Matcher) -> None:
    matches = matcher.find("푸틴 러시아 대통령과 푸틴", "ko", ["en"])
    assert pairs(matches, "en") == (
        ("푸틴", "Vladimir Putin"),
        ("러시아", "Russia"),
        ("대통령", "president"),
    )
    assert pairs(matches, "fr") == ()


def test_substitution_keeps_particles_that_fit(matcher: Matcher) -> None:
    text = "집단안보조약기구(CSTO)는 유엔과 푸틴은"
    matches = matcher.find(text, "ko", ["en"])
    assert prepare(text, matches, "en", "substitute").text == "CSTO는 UN과 Vladimir Putin은"
    assert prepare(text, matches, "en", "plain").text == text
    assert prepare(text, matches, "fr", "substitute").text == text
    korean = Matcher(load_glossary([])).find("x", "en", ["ko"])
    assert prepare("x", korean, "ko", "protect").text == "x"


def test_marks_avoid_letters_of_the_text(matcher: Matcher) -> None:
    text = "QZB 나토 qz"
    matches = matcher.find(text, "ko", ["en"])
    prepared = prepare(text, matches, "en", "protect")
    assert prepared.text == "QZB [[ZQB]] qz"
    assert restore(prepared, "QZB [[ZQB]] qz") == "QZB NATO qz"


def test_many_slots_keep_apart(matcher: Matcher) -> None:
    text = " ".join(["나토", "유엔", "푸틴", "토카예프"] * 90)
    matches = matcher.find(text, "ko", ["en"])
    prepared = prepare(text, matches, "en", "protect")
    expected = " ".join(["NATO", "UN", "Vladimir Putin", "Kassym-Jomart Tokayev"] * 90)
    assert restore(prepared, prepared.text) == expected
    assert restore(prepared, prepared.text.lower()) == expected


@pytest.mark.parametrize(
    ("answer", "target", "expected"),
    [
        ("The [[QZB]] met the [[QZC]].", "en", "The CSTO met the Philippine military."),
        ("A [[QZC]] unit", "en", "the Philippine military unit"),
        ("and[[QZB]]members", "en", "and CSTO members"),
        ("与 [[QZB]] 成员国和 [[QZC]]。", "zh-Hans", "与集安组织成员国和菲律宾军队。"),
        ("[[QZB]]（[[QZB]]）成员国", "zh-Hans", "集安组织成员国"),
        ("the [[QZB]] ([[QZB]]) and [[QZC]]", "en", "the CSTO and the Philippine military"),
        ("([[QZB]]) said", "en", "(CSTO) said"),
        ("“[[QZB]]” said", "en", "“CSTO” said"),
        ("[[QZB]]'s [[QZC]]", "en", "CSTO's the Philippine military"),
        ("[[QZB]], [[QZC]] [[QZF]]", "en", "CSTO, the Philippine military"),
    ],
)
def test_the_text_around_a_term_is_set_right(
    matcher: Matcher, answer: str, target: str, expected: str
) -> None:
    matches = matcher.find("집단안보조약기구(CSTO)와 필리핀군", "ko", [target])
    prepared = prepare("집단안보조약기구(CSTO)와 필리핀군", matches, target, "protect")
    assert restore(prepared, answer).strip() == expected


def test_spaces_around_a_substituted_term_go_in_chinese(matcher: Matcher) -> None:
    text = "나토와 CSTO 회원국"
    matches = matcher.find(text, "ko", ["zh-Hans"])
    prepared = prepare(text, matches, "zh-Hans", "substitute")
    assert restore(prepared, "北约 与 集安组织 成员国") == "北约与集安组织成员国"


def test_brackets_of_the_source_stay(matcher: Matcher) -> None:
    text = "(푸틴)과 [나토]"
    matches = matcher.find(text, "ko", ["en"])
    prepared = prepare(text, matches, "en", "protect")
    assert restore(prepared, "([[QZB]]) and [[[QZC]]]") == "(Vladimir Putin) and [NATO]"


@pytest.mark.parametrize(
    ("text", "target", "expected"),
    [
        ("Nato and Nato", "en", "NATO and NATO"),
        ("the Collective Security Treaty Organization met", "en", "the CSTO met"),
        (
            "the Collective Security Treaty Organization (CSTO) met",
            "en",
            "the Collective Security Treaty Organization (CSTO) met",
        ),
        ("CSTO (CSTO) members", "en", "CSTO members"),
        ("CSTO（CSTO）成员国", "zh-Hans", "CSTO（CSTO）成员国"),
        ("集安组织（集安组织）成员国", "zh-Hans", "集安组织成员国"),
        ("集体安全条约组织（集安组织）成员国", "zh-Hans", "集体安全条约组织（集安组织）成员国"),
        ("北大西洋公约组织和北约", "zh-Hans", "北约和北约"),
        ("Putin said Putin", "en", "Vladimir Putin said Putin"),
        ("Vladimir Putin said. Putin left", "en", "Vladimir Putin said. Putin left"),
        ("President of Russian", "en", "President of Russian"),
    ],
)
def test_repair(matcher: Matcher, text: str, target: str, expected: str) -> None:
    source = "집단안보조약기구 나토 푸틴 러시아 대통령"
    matches = matcher.find(source, "ko", [target])
    fixed = repair(text, matches, target)
    assert fixed == expected
    assert repair(fixed, matches, target) == fixed


@pytest.mark.parametrize(
    ("form", "text", "there"),
    [
        ("CSTO", "the CSTO's members", True),
        ("CSTO", "the CSTO’s members", True),
        ("CSTO", "the CSTOs", True),
        ("CSTO", "ＣＳＴＯ", True),
        ("CSTO", "csto", False),
        ("UN", "UNESCO", False),
        ("UN", "UN-led", True),
        ("president", "President Putin", True),
        ("president", "presidents", True),
        ("president", "presidential", False),
        ("ministry", "ministries", True),
        ("Kassym-Jomart Tokayev", "Kassym\u2011Jomart\u00a0Tokayev", True),
        ("the Philippines", "The Philippines", True),
        ("弗拉基米尔·普京", "弗拉基米尔•普京", True),
        ("集安组织", "与集安组织成员国", True),
        ("集体安全条约组织（集安组织）", "集体安全条约组织(集安组织)", True),
        ("유엔", "유엔은", True),
        ("U.S.", "in the U.S.", True),
        ("People's Bank", "the People’s Bank", True),
    ],
)
def test_forms_present(form: str, text: str, there: bool) -> None:
    match = TermMatch("x", 0, 1, Policy.PIN, {"en": form}, {"en": (form,)})
    assert forms_present(text, match, "en") is there


def test_a_form_inside_a_longer_term_does_not_count(matcher: Matcher) -> None:
    matches = matcher.find("유엔은 유엔 안보리 결의를", "ko", ["en", "zh-Hans"])
    assert [m.source for m in missing("the UN Security Council resolved", matches, "en")] == ["유엔"]
    assert missing("the UN welcomed the UN Security Council resolution", matches, "en") == ()
    assert [m.source for m in missing("联合国安理会决议", matches, "zh-Hans")] == ["유엔"]
    strict = pinning.presence(matches)
    assert not strict("the UN Security Council resolved", matches[0], "en")
    assert strict("the UN Security Council resolved", matches[1], "en")


PIECES = st.sampled_from(
    ["CSTO", "csto", "(", ")", "（", "）", " ", "the ", "The ", "集安组织", "集体安全条约组织", "Vladimir ",
     "Putin", ", ", "话", "x",
     "[[QZB]]", "[[qzc]]", "QZ D", "【ＱＺＢ】", "[", "]", "QZ", "'s", "a ", "an ", "UN", "NATO"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    st.lists(PIECES, max_size=14).map("".join),
    st.sampled_from(["en", "zh-Hans"]),
    st.sampled_from(ways(True)),
)
def test_any_answer_is_restored_and_judged_honestly(
    matcher: Matcher, answer: str, target: str, way: str
) -> None:
    sentence = SENTENCES[1]
    matches = matcher.find(sentence, "ko", [target])
    prepared = prepare(sentence, matches, target, way)
    text = repair(restore(prepared, answer), matches, target)
    told = missing(text, matches, target)
    for match in matches:
        if match.policy is Policy.PIN:
            assert match in told or stands(text, match, target) or forms_present(text, match, target)
            assert match in told or forms_present(text, match, target)
    assert repair(text, matches, target) == text


def test_first_mentions_come_from_pinning_too() -> None:
    assert pinning.apply_first.__module__ == "bilingual.terminology.first_mentions"


def test_the_glossary_may_be_empty(tmp_path: Path) -> None:
    path = tmp_path / "g.csv"
    path.write_text("ko,en,zh,kind,policy\n", encoding="utf-8")
    assert Matcher(load_glossary([path])).find("나토는", "ko", ["en"]) == ()
