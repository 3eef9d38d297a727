"""Numbers across Korean, English and Chinese: what they are worth, what alarms, what does not."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.article import Severity
from bilingual.checks.number_check import check_numbers, numbers
from bilingual.checks.quantities import Strength

# (source language, source, target language, a wrong target, what the message must name)
CHANGED = [
    ("ko", "무역액은 245억 달러에 달했다.", "en", "Trade reached $2.45 billion.", "2.45 billion"),
    ("ko", "무역액은 245억 달러에 달했다.", "en", "Trade reached $24.5 million.", "24.5 million"),
    ("ko", "무역액은 245억 달러에 달했다.", "zh-Hans", "贸易额达到245万美元。", "245万"),
    ("ko", "무역액은 245억 달러에 달했다.", "zh-Hans", "贸易额达到254亿美元。", "254亿"),
    ("ko", "무역액은 245억 달러에 달했다.", "en", "Trade grew.", "245억"),
    ("ko", "열두 명이 다쳤다.", "en", "13 people were hurt.", "13"),
    ("ko", "8월 21일 발표했다.", "en", "It was announced on Aug. 12.", "12"),
    ("ko", "8월 21일 발표했다.", "en", "It was announced on July 21.", "July"),
    ("ko", "기온이 영하 5도까지 떨어졌다.", "en", "It fell to 5 degrees.", "5"),
    ("ko", "의원 3분의 2가 찬성했다.", "zh-Hans", "四分之三的议员赞成。", "四分之三"),
    ("ko", "강수량은 6.34인치였다.", "en", "Rainfall was 6.43 inches.", "6.43"),
    ("ko", "한국이 3-1로 이겼다.", "en", "South Korea won 3-2.", "2"),
    ("ko", "전화 02-398-3114", "en", "Call 02-398-3141", "3141"),
    ("ko", "AN-12 수송기", "zh-Hans", "安-24运输机", "24"),
    ("ko", "오후 3시에 시작한다.", "en", "It starts at 5 p.m.", "5 p.m"),
    ("ko", "90년대에 시작됐다.", "en", "It began in the 1980s.", "1980"),
    ("en", "Some 12,000 people gathered.", "ko", "12만 명이 모였다.", "12만"),
    ("en", "The budget is 3.5 trillion won.", "ko", "예산은 3조5000만 원이다.", "3조5000만"),
    ("en", "Two million people left.", "zh-Hans", "20万人离开。", "20万"),
    ("zh-Hans", "贸易额达到245亿美元。", "ko", "무역액은 24억 달러다.", "24억"),
    ("zh-Hans", "三十二人受伤。", "en", "23 people were hurt.", "23"),
    ("zh-Hant", "貿易額達到245億美元。", "en", "Trade reached $24.5 million.", "24.5 million"),
]


@pytest.mark.parametrize(("language", "source", "other", "target", "named"), CHANGED)
def test_changed_number_is_an_error_that_names_it(
    language: str, source: str, other: str, target: str, named: str
) -> None:
    (found,) = check_numbers(source, target, language, other)
    assert found.check.startswith("number")
    assert found.severity is Severity.ERROR
    assert named in found.message


def test_message_says_both_sides_and_what_the_words_are_worth() -> None:
    (found,) = check_numbers("245억 달러", "$2.45 billion", "ko", "en")
    assert found.check == "number"
    assert found.message == (
        "in the source, not in the target: 245억 (24,500,000,000); "
        "in the target, not in the source: 2.45 billion (2,450,000,000)"
    )


@pytest.mark.parametrize(
    ("source", "target", "name", "severity"),
    [
        ("2022년의 일이다.", "It happened then.", "number-missing", Severity.ERROR),
        ("그때의 일이다.", "It happened in 2022.", "number-added", Severity.ERROR),
        ("다섯 명이 왔다.", "They came.", "number-spelled", Severity.WARNING),
        ("그들이 왔다.", "Five of them came.", "number-spelled", Severity.WARNING),
        ("2022년이다.", "In 2022, as 2022 was.", "number-repeated", Severity.WARNING),
    ],
)
def test_names_and_severities(source: str, target: str, name: str, severity: Severity) -> None:
    (found,) = check_numbers(source, target, "ko", "en")
    assert (found.check, found.severity) == (name, severity)


@pytest.mark.parametrize(
    "pair",
    [
        ("한 사람이 첫 회의에 왔다.", "They came.", "ko", "en"),
        ("They came.", "一个人参加首次会议。", "en", "zh-Hans"),
        ("The first one came twice, and half left.", "그들이 왔다.", "en", "ko"),
        ("사이가 좋은 조사 대상과 세계", "Targets on good terms, and the world", "ko", "en"),
        ("이 사람은 만일을 위해 구조대에 전화했다.", "He called the rescuers just in case.", "ko", "en"),
        ("这十分重要，千万不要忘记周三的会。", "수요일 회의는 매우 중요하니 잊지 말 것.", "zh-Hans", "ko"),
        ("They may march on, an august company.", "그들은 행진할지도 모른다.", "en", "ko"),
        ("The world&#39;s best", "세계 최고", "en", "ko"),
        ("수백만 명과 몇십 년", "Millions, for decades", "ko", "en"),
    ],
)
def test_what_is_no_number_does_not_alarm(pair: tuple[str, str, str, str]) -> None:
    assert check_numbers(*pair) == ()


def test_a_month_may_be_added_to_a_bare_day() -> None:
    source = "두 정상은 19일(현지시간) 만났다."
    assert check_numbers(source, "The two leaders met on Aug. 19 local time.", "ko", "en") == ()
    assert check_numbers(source, "两国领导人于当地时间8月19日会面。", "ko", "zh-Hans") == ()
    (found,) = check_numbers(source, "The two leaders met on Aug. 18 local time.", "ko", "en")
    assert "19" in found.message
    (found,) = check_numbers("7월 19일 만났다.", "They met on Aug. 19.", "ko", "en")
    assert found.check == "number"


def _values(text: str, language: str) -> list[Fraction]:
    return [item.readings[0] for item in numbers(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ko", "1만2천", [12000]),
        ("ko", "3조 5천억", [3500000000000]),
        ("ko", "이천오백만 명", [25000000]),
        ("ko", "스물다섯 살", [25]),
        ("ko", "십오 년", [15]),
        ("zh-Hans", "一万二千人", [12000]),
        ("zh-Hans", "3万亿元", [3 * 10**12]),
        ("zh-Hans", "二〇二二年", [2022]),
        ("zh-Hant", "三萬五千人", [35000]),
        ("en", "two hundred and five thousand", [205000]),
        ("en", "twenty-first", [21]),
        ("en", "three quarters", [Fraction(3, 4)]),
        ("en", "two and a half million", [2500000]),
        ("en", "two to three hundred", [2, 300]),
        ("en", "three dozen", [36]),
    ],
)
def test_values(language: str, text: str, expected: list[Fraction]) -> None:
    assert _values(text, language) == expected


def test_strengths() -> None:
    (digits,) = numbers("12명", "ko")
    (word,) = numbers("열두 명", "ko")
    (may,) = numbers("한 명", "ko")
    assert (digits.strength, word.strength, may.strength) == (Strength.DIGITS, Strength.WORD, Strength.MAY)


def test_offsets_hold_in_full_width_text() -> None:
    text = "총 １２만 명"
    (item,) = numbers(text, "ko")
    assert text[item.start : item.end] == "１２만"


def test_other_languages_are_not_compared() -> None:
    assert check_numbers("12명", "treize", "ko", "fr") == ()


def _korean(value: int) -> str:
    """``value`` in the style of Korean papers: 1억2345만6789."""
    pieces = []
    for unit, name in ((10**12, "조"), (10**8, "억"), (10**4, "만"), (1, "")):
        part, value = divmod(value, unit)
        if part:
            pieces.append(f"{part}{name}")
    return "".join(pieces)


@given(st.integers(min_value=2, max_value=10**16 - 1))
def test_any_whole_number_is_read_back(value: int) -> None:
    assert _values(f"{_korean(value)}명", "ko") == [value]
    assert _values(f"{value:,} people", "en") == [value]
    chinese = _korean(value).translate(str.maketrans("만억", "万亿")).replace("조", "万亿")
    if value < 10**12:
        assert _values(f"{chinese}人", "zh-Hans") == [value]


@given(st.integers(min_value=2, max_value=10**9), st.integers(min_value=2, max_value=10**9))
def test_two_different_numbers_alarm_and_equal_ones_do_not(left: int, right: int) -> None:
    found = check_numbers(f"{_korean(left)}명이 왔다.", f"{right:,} people came.", "ko", "en")
    assert bool(found) == (left != right)


LANGUAGES = st.sampled_from(["ko", "en", "zh-Hans", "zh-Hant", "fr"])
NUMBERISH = st.text(
    alphabet="0123456789.,:/-~'½ 만천백십억조여년월일시반분의수두세열한 "
    "万亿千百十二三两点时世纪年代分之第 a halfmiontwdezscr%$",
    max_size=60,
)


@given(NUMBERISH | st.text(max_size=60), NUMBERISH | st.text(max_size=60), LANGUAGES, LANGUAGES)
def test_never_raises(source: str, target: str, language: str, other: str) -> None:
    for found in check_numbers(source, target, language, other):
        assert found.message


@given(NUMBERISH | st.text(max_size=60), LANGUAGES)
def test_a_text_has_its_own_numbers(text: str, language: str) -> None:
    assert check_numbers(text, text, language, language) == ()


@pytest.mark.parametrize(
    "text", ["9" * 20000, "1," * 20000, "1만 " * 20000, "1.2." * 9000, "두 " * 9000, "\ud800 3명"]
)
def test_long_and_broken_texts(text: str) -> None:
    for language in ("ko", "en", "zh-Hans"):
        check_numbers(text, "none", language, "en")


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("판매가 2배로 뛰었다.", "销量增加了一倍。", "zh-Hans"),
        ("가격이 3배가 됐다.", "价格上涨了两倍。", "zh-Hans"),
        ("공사는 6개월 걸렸다.", "The work took half a year.", "en"),
        ("공사는 6개월 걸렸다.", "工程历时半年。", "zh-Hans"),
        ("휴전은 48시간 이어졌다.", "The truce held for two days.", "en"),
        ("휴전은 이틀 이어졌다.", "The truce held for 48 hours.", "en"),
        ("2주 뒤 돌아온다.", "They return in 14 days.", "en"),
        ("반년이 지났다.", "Six months have passed.", "en"),
        ("그는 지난 12일 사임했다.", "He resigned on Tuesday.", "en"),
        ("그는 지난 12일 사임했다.", "他于周二辞职。", "zh-Hans"),
        ("주요 20개국(G20) 재무장관이 모였다.", "G20 finance ministers met.", "en"),
        ("주요 20개국(G20) 재무장관이 모였다.", "二十国集团财长开会。", "zh-Hans"),
        ("G20(주요 20개국) 재무장관이 모였다.", "The Group of 20's finance ministers met.", "en"),
        ("백만 명이 떠났다.", "上百万人离开。", "zh-Hans"),
        ("일석이조의 효과다.", "It kills two birds with one stone.", "en"),
        ("금리를 3.5%로 올렸다.", "The rate rose to 3.5 percent.", "en"),
        ("기간은 6개월이다.", "It lasts six months.", "en"),
        ("3년 전 3일 동안 열렸다.", "It ran for three days three years ago.", "en"),
        ("5월 3일에 열린다.", "It opens on 3 May.", "en"),
    ],
)
def test_the_same_said_otherwise_does_not_alarm(source: str, target: str, language: str) -> None:
    assert check_numbers(source, target, "ko", language) == ()


@pytest.mark.parametrize(
    ("source", "target", "language", "name"),
    [
        ("휴전은 48시간 이어졌다.", "The truce held for three days.", "en", "number"),
        ("공사는 7개월 걸렸다.", "The work took half a year.", "en", "number-missing"),
        ("5일간 열렸다.", "It opened on Friday.", "en", "number-missing"),
        ("5명이 금요일에 왔다.", "They came on Friday.", "en", "number-missing"),
        ("12일과 14일에 왔다.", "They came on Friday.", "en", "number-missing"),
        ("8월 12일 사임했다.", "He resigned in August, on a Tuesday.", "en", "number-missing"),
        ("주요 20개국(G20)", "G7", "en", "number"),
        ("7월 9일에 연다.", "It opens on September 7.", "en", "number"),
        ("7월 9일에 연다.", "9月7日开幕。", "zh-Hans", "number"),
        ("금리는 3.5%다.", "The rate is 3.5.", "en", "number-unit"),
        ("금리는 3.5다.", "利率为3.5%。", "zh-Hans", "number-unit"),
        ("공사는 6개월 걸렸다.", "The work took six weeks.", "en", "number-unit"),
        ("공사는 6주간 이어졌다.", "工程持续了6个月。", "zh-Hans", "number-unit"),
    ],
)
def test_the_same_figures_said_of_something_else_alarm(
    source: str, target: str, language: str, name: str
) -> None:
    assert [found.check for found in check_numbers(source, target, "ko", language)] == [name]
