"""Names whose letters are shared out among other words: Chinese neighbours, Korean counters, context words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.terminology import Matcher, load_glossary
from bilingual.terminology.chinese_segments import is_parted
from bilingual.terminology.counters import belongs_to_number

ROWS = """ko,en,zh,kind,policy,context
대만,Taiwan,台湾,place,,
일본,Japan,日本,place,,
북경,Beijing,北京,place,,
수단,Sudan,苏丹,place,,정부군|하르툼
조지아,Georgia,格鲁吉亚,place,,트빌리시
가봉,Gabon,加蓬,place,,봉고|总统
이재명,Lee Jae-myung|Lee,李在明,person,,대통령
"""


@pytest.fixture(scope="module")
def matcher(tmp_path_factory: pytest.TempPathFactory) -> Matcher:
    path: Path = tmp_path_factory.mktemp("edges") / "terms.csv"
    path.write_text(ROWS, encoding="utf-8")
    return Matcher(load_glossary([path]))


def _found(matcher: Matcher, text: str, language: str) -> list[str]:
    targets = [code for code in ("ko", "en", "zh-Hans") if code != language]
    return [match.source for match in matcher.find(text, language, targets)]


@pytest.mark.parametrize(
    ("text", "name", "parted"),
    [
        ("大和平日本来就少说话", "日本", True),
        ("东北京剧团来了", "北京", True),
        ("在中国际象棋比赛", "中国", True),
        ("马里奥赢得比赛", "马里", True),
        ("该协议会削弱经济", "议会", True),
        ("访问日本的代表团", "日本", False),
        ("卫生部长对此表示", "部长", False),
        ("中国人民热爱和平", "中国", False),
        ("北京京剧院演出", "北京", False),
        ("古巴比去年好", "古巴", False),
    ],
)
def test_common_words_over_the_edges_part_a_name(text: str, name: str, parted: bool) -> None:
    start = text.index(name)
    assert is_parted(text, start, start + len(name)) is parted


@given(st.text(st.sampled_from("大和平日本来北京剧团中国际，a "), max_size=20), st.data())
def test_any_span_of_any_text_can_be_asked(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    if end > start:
        assert is_parted(text, start, end) in (True, False)
        assert not is_parted(text[start:end], 0, end - start)


def test_the_other_script_is_divided_alike(matcher: Matcher) -> None:
    assert _found(matcher, "東北京劇團來演出", "zh-Hant") == []
    assert _found(matcher, "訪問北京的劇團", "zh-Hant") == ["北京"]


@pytest.mark.parametrize(
    "text", ["30대만 왔다", "1,200대만 남았다", "버스 세 대만 기업에 팔았다", "수십 대만 기업", "9일본회의"]
)
def test_a_counter_belongs_to_its_number(matcher: Matcher, text: str) -> None:
    assert _found(matcher, text, "ko") == []


@pytest.mark.parametrize("text", ["세 대만 기업", "2024대만총선", "U-18대만전", "12일 대만", "제3국 대만"])
def test_other_numbers_leave_the_name_alone(matcher: Matcher, text: str) -> None:
    assert _found(matcher, text, "ko") == ["대만"]


def test_a_number_needs_a_number() -> None:
    assert belongs_to_number("대만", "3대만", 1, 3)
    assert not belongs_to_number("대만", "대만", 0, 2)
    assert not belongs_to_number("일본", "한 일본 기업", 2, 4)


def test_korean_context_words_tell_korean_forms_only(matcher: Matcher) -> None:
    assert _found(matcher, "수단이 필요하다", "ko") == []
    assert _found(matcher, "援助抵达苏丹首都", "zh-Hans") == ["苏丹"]
    assert _found(matcher, "Aid reached Sudan", "en") == ["Sudan"]


def test_context_words_of_the_same_script_must_stand(matcher: Matcher) -> None:
    assert _found(matcher, "加蓬举行选举", "zh-Hans") == []
    assert _found(matcher, "加蓬总统获释", "zh-Hans") == ["加蓬"]
    # A state of the United States has that name too; and people share theirs.
    assert _found(matcher, "A storm hit Georgia", "en") == []
    assert _found(matcher, "李在明出席", "zh-Hans") == []


@pytest.mark.parametrize(
    ("kind", "text", "count"),
    [
        ("person", "한강의 소설이 번역됐다", 1),
        ("person", "한강은 노벨상을 받았다", 1),
        ("person", "한강 다리가 끊겼다", 0),
        ("person", "한강을 건너 퇴근한다", 0),
        ("place", "한강의 소설이 번역됐다", 0),
        ("place", "한강 다리가 끊겼다", 1),
        ("place", "한강에서 만나자", 1),
    ],
)
def test_an_author_and_a_river(tmp_path: Path, kind: str, text: str, count: int) -> None:
    path = tmp_path / "terms.csv"
    path.write_text(f"ko,en,zh,kind,policy\n한강,Han,,{kind},pin\n", encoding="utf-8")
    assert len(_found(Matcher(load_glossary([path])), text, "ko")) == count
