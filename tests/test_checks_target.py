"""check_target: presence, scripts, terms, and how they go together."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.article import Finding, Policy, Segment, Severity, Status, Target, TermMatch
from bilingual.checks import CHECKS, check_target

ROOT = Path(__file__).resolve().parents[1]


def present(text: str, match: TermMatch, language: str) -> bool:
    return any(form in text for form in match.accepted.get(language, ()))


def term(policy: Policy, source: str = "집단안보조약기구", *forms: str) -> TermMatch:
    forms = forms or ("CSTO", "Collective Security Treaty Organization")
    return TermMatch(source, 0, len(source), policy, {"en": forms[0]}, {"en": forms}, entry="entities.csv:12")


def check(
    source: str,
    text: str | None,
    language: str = "en",
    *terms: TermMatch,
    status: Status = Status.TRANSLATED,
    origin: str = "ko",
) -> list[tuple[str, Severity]]:
    segment = Segment("0a1b2c3d-1.1", "1", source, origin, terms=terms)
    findings = check_target(segment, Target(text, status), language, present)
    assert all(isinstance(found, Finding) and found.message for found in findings)
    return [(found.check, found.severity) for found in findings]


HAVE_TEXT = (Status.TRANSLATED, Status.REUSED, Status.EDITED, Status.FUZZY, Status.COPIED)


@pytest.mark.parametrize("status", HAVE_TEXT)
@pytest.mark.parametrize("text", [None, "", " \n\u3000"])
def test_empty_target_is_an_error(status: Status, text: str | None) -> None:
    assert check("안녕", text, status=status) == [("empty", Severity.ERROR)]


@pytest.mark.parametrize("status", [Status.UNTRANSLATED, Status.FAILED])
def test_a_target_that_is_known_to_be_missing_has_no_findings(status: Status) -> None:
    assert check("3명이 왔다.", None, "en", term(Policy.PIN), status=status) == []


def test_good_target_has_no_findings() -> None:
    assert check("집단안보조약기구는 3일 밝혔다.", "CSTO said on the 3rd.", "en", term(Policy.PIN)) == []


@pytest.mark.parametrize(
    ("source", "text", "origin", "language", "alarms"),
    [
        ("그는 왔다.", "그는 왔다.", "ko", "en", True),
        ("그는 왔다.", "  그는  왔다 ", "ko", "zh-Hans", True),
        ("他来了。", "他来了。", "zh-Hans", "en", True),
        ("他来了。", "他来了。", "zh-Hans", "ko", True),
        ("The minister left early.", "The minister left early.", "en", "ko", True),
        ("KBS", "KBS", "ko", "en", False),
        ("Reuters", "Reuters", "en", "ko", False),
        ("2022.8.21", "2022.8.21", "ko", "en", False),
    ],
)
def test_source_returned_as_target(source: str, text: str, origin: str, language: str, alarms: bool) -> None:
    expected = [("untranslated", Severity.ERROR)] if alarms else []
    assert check(source, text, language, origin=origin) == expected


def test_a_copy_is_not_called_untranslated() -> None:
    assert check("The minister left early.", "The minister left early.", "en", status=Status.COPIED) == []


@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant", "fr"])
def test_hangul_left_is_an_error(language: str) -> None:
    assert check("그는 서울에 갔다.", "X 서울 Y", language) == [("hangul", Severity.ERROR)]


def test_hangul_is_fine_in_korean_and_in_a_term_form() -> None:
    assert check("He went to Seoul.", "그는 서울에 갔다.", "ko", origin="en") == []
    kimchi = term(Policy.PIN, "김치", "Kimchi (김치)")
    assert check("김치", "Kimchi (김치)", "en", kimchi) == []
    assert check("김치 맛", "Kimchi (김치) 맛", "en", kimchi) == [("hangul", Severity.ERROR)]


def test_hangul_of_a_chinese_source_may_stay() -> None:
    assert check("金正恩（김정은）", "Kim Jong Un (김정은)", "en", origin="zh-Hans") == []


def test_kana_in_chinese_is_a_warning() -> None:
    assert check("소니가 밝혔다.", "ソニー表示。", "zh-Hans") == [("kana", Severity.WARNING)]
    assert check("'ソニー'가 밝혔다.", "“ソニー”表示。", "zh-Hans") == []
    assert check("점", "史蒂夫・乔布斯", "zh-Hans") == []


@pytest.mark.parametrize(
    ("policy", "text", "expected"),
    [
        (Policy.PIN, "The bloc said so.", [("term", Severity.ERROR)]),
        (Policy.CHECK, "The bloc said so.", [("term-check", Severity.WARNING)]),
        (Policy.SUGGEST, "The bloc said so.", []),
        (Policy.FORBID, "The bloc said so.", []),
        (Policy.PIN, "CSTO said so.", []),
        (Policy.CHECK, "The Collective Security Treaty Organization said so.", []),
        (Policy.FORBID, "CSTO said so.", [("term-forbidden", Severity.ERROR)]),
    ],
)
def test_terms(policy: Policy, text: str, expected: list[tuple[str, Severity]]) -> None:
    assert check("집단안보조약기구가 밝혔다.", text, "en", term(policy)) == expected


def test_a_term_is_reported_once_and_says_where_it_stands() -> None:
    pinned = term(Policy.PIN)
    segment = Segment("0a1b2c3d-1.1", "1", "집단안보조약기구", "ko", terms=(pinned, pinned))
    (found,) = check_target(segment, Target("The bloc", Status.TRANSLATED), "en", present)
    assert found.message == "집단안보조약기구 should be CSTO (entities.csv:12)"


def test_a_term_without_a_form_in_the_language_asks_for_nothing() -> None:
    assert check("집단안보조약기구", "集安组织", "zh-Hans", term(Policy.PIN)) == []


def test_only_the_callable_decides_whether_a_term_is_there() -> None:
    segment = Segment("0a1b2c3d-1.1", "1", "집단안보조약기구", "ko", terms=(term(Policy.PIN),))
    target = Target("The bloc", Status.TRANSLATED)
    assert check_target(segment, target, "en", lambda *_: True) == ()
    assert [found.check for found in check_target(segment, target, "en", lambda *_: False)] == ["term"]


def test_every_finding_is_in_the_registry_with_its_severity() -> None:
    texts = (None, "그는 3명", "ソニー 4", "Five and 6", "3 3")
    for text in texts:
        for language in ("en", "zh-Hans"):
            for name, severity in check("그는 3명", text, language, term(Policy.PIN, "그는")):
                assert CHECKS[name].severity is severity
    assert all(name == found.name and found.summary for name, found in CHECKS.items())


def test_every_check_is_documented() -> None:
    page = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
    assert [name for name in CHECKS if f"`{name}`" not in page] == []


@given(
    st.text(max_size=80),
    st.none() | st.text(max_size=80),
    st.sampled_from(["ko", "en", "zh-Hans", "ja", "xx"]),
    st.sampled_from(["ko", "en", "zh-Hans", "zh-Hant", "fr"]),
    st.sampled_from(list(Status)),
)
def test_never_raises(source: str, text: str | None, origin: str, language: str, status: Status) -> None:
    segment = Segment("0a1b2c3d-1.1", "1", source, origin, terms=(term(Policy.PIN), term(Policy.FORBID, "")))
    check_target(segment, Target(text, status), language, present)


def test_figures_on_parallel_sentences() -> None:
    path = ROOT.parent / "shared" / "flores" / "dev.tsv"
    if not path.is_file():
        pytest.skip("FLORES-101 dev is not beside the repository (../shared/flores/dev.tsv)")
    spec = importlib.util.spec_from_file_location("benchmark_checks", ROOT / "benchmarks" / "checks.py")
    assert spec
    assert spec.loader
    benchmark = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(benchmark)
    table = benchmark.rows(path, "seen")
    for languages in (("ko", "en"), ("ko", "zh"), ("en", "ko"), ("zh", "ko")):
        _, errors, digit_errors, warned, caught, *_ = benchmark.measure(table, languages, 0)
        assert float(errors) <= 2
        assert float(digit_errors) <= 8
        assert float(warned) <= 4
        assert float(caught) >= (95 if languages[1] == "ko" else 97)


@pytest.mark.parametrize(
    ("text", "language", "origin", "expected"),
    [
        ("Ministers met (能源部长会议今天举行)", "en", "zh-Hans", [("han", Severity.ERROR)]),
        ("能源 ministers met", "en", "zh-Hans", [("han", Severity.ERROR)]),
        ("Result: 能源部长今天开会。", "ko", "zh-Hans", [("han", Severity.ERROR)]),
        ("장관들이 能源部长", "ko", "zh-Hans", [("han", Severity.ERROR)]),
        ("She posted it on Weibo (微博).", "en", "zh-Hans", [("han", Severity.WARNING)]),
        ("그는 웨이보(微博)에 올렸다.", "ko", "zh-Hans", [("han", Severity.WARNING)]),
        ("美中 정상이 만났다.", "ko", "zh-Hans", []),
        ("北 미사일 발사", "ko", "en", []),
        ("能源相が会談した。", "ja", "zh-Hans", []),
        ("集安组织 held its talks this morning in Almaty", "zh-Hans", "ko", [("latin", Severity.WARNING)]),
        ("장관들은 agreed to lower the price 했다.", "ko", "en", [("latin", Severity.WARNING)]),
        ("谷歌的 Pixel 手机和 de la Rue 公司", "zh-Hans", "ko", []),
        ("参见 www.example.org/one/two three", "zh-Hans", "ko", []),
    ],
)
def test_letters_of_another_language(
    text: str, language: str, origin: str, expected: list[tuple[str, Severity]]
) -> None:
    assert check("", text, language, origin=origin) == expected


def test_letters_that_the_source_has_from_a_third_language_may_stay() -> None:
    assert (
        check("The sign read 出口处 in red.", "표지판에는 出口处라고 쓰여 있었다.", "ko", origin="en") == []
    )
    assert check("노래 'all you need is love'", "歌曲《all you need is love》", "zh-Hans") == []
    pinned = TermMatch("위챗", 0, 2, Policy.PIN, {"en": "WeChat 微信"}, {"en": ("WeChat 微信",)})
    assert check("위챗", "WeChat 微信", "en", pinned) == []


def test_a_copy_in_its_own_language_keeps_its_hanja() -> None:
    assert check("위챗 微信團隊", "위챗 微信團隊", "ko", status=Status.COPIED) == []


@pytest.mark.parametrize(
    ("text", "alarms"),
    [("Uzbekistan Hosts Water Summit", True), ("KBS MBC YTN", False), ("Vladimir Putin", False)],
)
def test_a_headline_in_latin_letters_was_not_translated(text: str, alarms: bool) -> None:
    expected = [("untranslated", Severity.ERROR)] if alarms else []
    assert check(text, f"“{text}”", "zh-Hans", origin="en") == expected
    assert check(text, text, "fr", origin="en") == []


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("习近平（시진핑）会见外宾", "Xi Jinping (시진핑) met foreign guests", False),
        ("북경시 朝阳区消息", "북경시 朝阳区消息", True),
        ("大韓民国은 民主共和国", "大韩民国은 民主共和国", True),
    ],
)
def test_hangul_of_another_source_may_stay_in_brackets_only(source: str, target: str, found: bool) -> None:
    segment = Segment("00000000-1.1", "1", source, "zh-Hans")
    language = "en" if target.startswith("Xi") else "zh-Hant"
    findings = check_target(segment, Target(target, Status.TRANSLATED), language, lambda *_: True)
    assert ("hangul" in {finding.check for finding in findings}) is found


@pytest.mark.parametrize(
    ("source", "origin", "text", "language", "found"),
    [
        ("他在会上说，北约会扩大。", "zh-Hans", "He said 说 that NATO grows.", "en", "han"),
        ("美 대통령이 왔다.", "ko", "The 美 president came.", "en", "han"),
        ("그는 왔다.", "ko", "He 来 came.", "en", "han"),
        ("그는 '川'자를 썼다.", "ko", "He wrote the letter 川.", "en", ""),
        ("그는 한자를 썼다.", "ko", "He wrote the letter “川” (川).", "en", ""),
        ("The sign 川 is old.", "en", "Das Zeichen 川 ist alt.", "de", ""),
        ("美 대통령이 왔다.", "ko", "美 대통령이 왔다.", "ko", ""),
        ("Leaders Will Meet With Officials From Seoul", "en", "领导人 Meet With Officials From 首尔", "zh-Hans", "latin"),
        ("Leaders Will Meet With Officials From Seoul", "en", "지도자들 Will Meet With Officials 만나", "ko", "latin"),
        ("The House Energy and Commerce Committee met.", "en", "House Energy and Commerce Committee开会。", "zh-Hans", ""),
        ("He saw Gone With The Wind.", "en", "他看了《Gone With The Wind》。", "zh-Hans", ""),
        ("대통령은 서울에서 말했다.", "ko", "Putin Daetongryeong Neun Seoul-eseo Malhaetda", "en", "latin"),
        ("김하늘과 고은이 왔다.", "ko", "Kim Ha-neul and Ko Eun came from Itda.", "en", ""),
    ],
)  # fmt: skip
def test_pieces_of_the_source_that_stay(
    source: str, origin: str, text: str, language: str, found: str
) -> None:
    checks = {name for name, _ in check(source, text, language, origin=origin)}
    assert checks & {"han", "latin"} == ({found} if found else set())


@pytest.mark.parametrize(
    ("source", "text", "names"),
    [
        ("짧은 날씨 소식", "The weather was calm. Citizens cheered loudly. Hamas refused the truce.", ["length"]),
        ("그는 떠났다.", "Here is the translation you wanted. He left.", ["chatter"]),
        ("그는 떠났다.", "He left. (Translated from Korean)", ["chatter"]),
        ("그는 떠났다.", "He left. Note: I kept the honorific.", ["chatter"]),
        ("그는 떠났다.", "**Translation:** He left.", ["chatter"]),
        ("그는 책을 냈다.", "He published a book of notes: the first.", []),
        ("그는 말하고 웃고 떠났고 모두가 그를 따라갔다고 사람들이 전했다.", "He spoke. He laughed. He left, people said.", []),
        ("번역을 보라.", "Here is the translation.", []),
    ],
)  # fmt: skip
def test_what_the_source_does_not_say_is_told(source: str, text: str, names: list[str]) -> None:
    assert check(source, text) == [(name, Severity.WARNING) for name in names]
