"""Numbers that stand on both sides with another unit, and numbers that say the same in another way."""

from __future__ import annotations

import pytest

from bilingual.article import Severity
from bilingual.checks.number_check import check_numbers

KO, EN, ZH, HANT = "ko", "en", "zh-Hans", "zh-Hant"


@pytest.mark.parametrize(
    ("source", "target", "languages"),
    [
        ("3천만 원을 냈다.", "He paid 30 million dollars.", (KO, EN)),
        ("575억 달러다.", "为575亿韩元。", (KO, ZH)),
        ("80달러다.", "It is 80 euros.", (KO, EN)),
        ("두 달러를 냈다.", "He paid two euros.", (KO, EN)),
        ("80 캐나다 달러다.", "It is US$80.", (KO, EN)),
        ("It cost €5 billion.", "50억 달러가 들었다.", (EN, KO)),
        ("It cost 5 million yen.", "500만 위안이 들었다.", (EN, KO)),
        ("捐款300萬美元。", "30억 원이 아니라 300만 유로를 냈다.", (HANT, KO)),
        ("价值2亿卢布。", "It is worth 200 million tenge.", (ZH, EN)),
    ],
)
def test_money_that_became_other_money_is_an_error(
    source: str, target: str, languages: tuple[str, str]
) -> None:
    found = [one for one in check_numbers(source, target, *languages) if one.check == "number-unit"]
    assert [one.severity for one in found] == [Severity.ERROR]


@pytest.mark.parametrize(
    ("source", "target", "languages"),
    [
        ("12㎞를 걸었다.", "They walked 12 meters.", (KO, EN)),
        ("500㎡ 규모다.", "It covers 500 square kilometers.", (KO, EN)),
        ("共有35吨。", "There were 35 kilograms.", (ZH, EN)),
        ("共有三十五噸。", "There were 35 kilograms.", (HANT, EN)),
        ("폭탄 5t을 실었다.", "It carried 5 kilograms of bombs.", (KO, EN)),
        ("A 25,000-ton ship", "2만5천㎏급 배", (EN, KO)),
        ("It makes 300 megawatts.", "发电300千瓦。", (EN, ZH)),
        ("오후 2시에 왔다.", "He came at 2 a.m.", (KO, EN)),
        ("14시에 왔다.", "He came at 2 a.m.", (KO, EN)),
        ("오전 9시에 연다.", "下午9点开门。", (KO, ZH)),
        ("575억 원이다.", "为575亿元。", (KO, ZH)),
    ],
)
def test_another_unit_is_a_warning_that_shows_both(
    source: str, target: str, languages: tuple[str, str]
) -> None:
    (found,) = check_numbers(source, target, *languages)
    assert (found.check, found.severity) == ("number-unit", Severity.WARNING)
    assert "in the source" in found.message
    assert "in the target" in found.message


@pytest.mark.parametrize(
    ("source", "target", "languages"),
    [
        ("80달러다.", "It is A$80.", (KO, EN)),
        ("80달러다.", "It is 80.", (KO, EN)),
        ("500홍콩달러다.", "共500元。", (KO, ZH)),
        ("예산을 500억 원에서 600억 원으로 늘렸다.", "预算从500亿韩元增至600亿元。", (KO, ZH)),
        ("500엔이다.", "It is ¥500.", (KO, EN)),
        ("500위안이다.", "It is ¥500.", (KO, EN)),
        ("50파운드다.", "It is £50.", (KO, EN)),
        ("50파운드다.", "重50磅。", (KO, ZH)),
        ("100m 경기", "The 100m race", (KO, EN)),
        ("距离两千米。", "It is 2,000 meters away.", (ZH, EN)),
        ("5천 원칙은 없다.", "There are no 5,000 dollars.", (KO, EN)),
        ("500달러(약 60만 원)", "$500 (about 600,000 won)", (KO, EN)),
        ("1달러에 1천300원이다.", "One dollar is 1,300 won.", (KO, EN)),
        ("자정인 오전 12시에", "At 12 p.m.", (KO, EN)),
        ("오후 2∼5시", "2-5 p.m.", (KO, EN)),
        ("2시에 왔다.", "He came at 2 p.m.", (KO, EN)),
        ("시속 100㎞", "100 kph", (KO, EN)),
        ("产量达1.4万亿斤。", "Output came to 700 million tonnes.", (ZH, EN)),
        ("面积15亩。", "It covers 1 hectare.", (ZH, EN)),
        ("1000평이다.", "占地3300平方米。", (KO, ZH)),
        ("It is 10 miles away.", "16㎞ 떨어져 있다.", (EN, KO)),
        ("키가 1m83㎝다.", "He is 183 centimeters tall.", (KO, EN)),
        ("He is 6 feet 2 inches tall.", "키가 188㎝다.", (EN, KO)),
        # Numbers.
        ("8·15 경축사에서", "In his Aug. 15 speech", (KO, EN)),
        ("환율은 1천375.5원에 마감했다.", "It closed at 1,375.5 won.", (KO, EN)),
        ("前三季度增长5%。", "It grew 5 percent in the first three quarters.", (ZH, EN)),
        ("“十四五”规划实施。", "The 14th Five-Year Plan is in force.", (ZH, EN)),
        ("“十三五”期间", "제13차 5개년 계획 기간", (ZH, KO)),
        ("6·25전쟁 때였다.", "It was in the 1950-53 Korean War.", (KO, EN)),
        ("3·1운동 기념", "1919年三一运动纪念", (KO, ZH)),
        ("10명 중 7명이 찬성했다.", "七成人赞成。", (KO, ZH)),
        ("10명 중 7명이 찬성했다.", "70 percent agreed.", (KO, EN)),
        ("七成人赞成。", "Seven in 10 agreed.", (ZH, EN)),
        ("반도체 수출은 반년 만에 절반으로 줄었다.", "Chip exports halved in six months.", (KO, EN)),
        ("增长三成半。", "It rose 35 percent.", (ZH, EN)),
    ],
)
def test_what_may_be_the_same_does_not_alarm(source: str, target: str, languages: tuple[str, str]) -> None:
    assert check_numbers(source, target, *languages) == ()


@pytest.mark.parametrize(
    ("source", "target", "languages", "name"),
    [
        ("占地3300平方米。", "900평이다.", (ZH, KO), "number"),
        ("키가 1m83㎝다.", "He is 193 centimeters tall.", (KO, EN), "number"),
        ("환율은 1천375.5원에 마감했다.", "It closed at 1,357.5 won.", (KO, EN), "number"),
        ("“十四五”规划实施。", "제13차 5개년 계획이다.", (ZH, KO), "number"),
        ("6·25전쟁 때였다.", "It was in the 1960-63 Korean War.", (KO, EN), "number-added"),
        ("10명 중 7명이 찬성했다.", "60 percent agreed.", (KO, EN), "number"),
        ("增长逾两成。", "It rose more than 2 percent.", (ZH, EN), "number-added"),
        ("气温降至零下二十度。", "It fell sharply.", (ZH, EN), "number-missing"),
        ("하루 두 번 먹는다.", "He eats five times a day.", (KO, EN), "number"),
    ],
)
def test_a_changed_number_is_named(source: str, target: str, languages: tuple[str, str], name: str) -> None:
    (found,) = check_numbers(source, target, *languages)
    assert (found.check, found.severity) == (name, Severity.ERROR)
