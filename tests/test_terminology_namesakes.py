"""Universities, rivers, media, companies and offices whose names hold the name of something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from bilingual.terminology import Matcher, load_glossary

SHIPPED = Path(__file__).resolve().parents[1] / "glossary"


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(load_glossary([SHIPPED / "entities.csv"], SHIPPED / "headline_hanja.csv"))


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("哥伦比亚大学学生示威", "哥伦比亚"),
        ("他毕业于哥伦比亚新闻学院。", "哥伦比亚"),
        ("哥伦比亚特区联邦法官作出裁决。", "哥伦比亚"),
        ("加拿大不列颠哥伦比亚省发生山火", "哥伦比亚"),
        ("哥伦比亚号航天飞机", "哥伦比亚"),
        ("哥倫比亞大學校長辭職", "哥倫比亞"),
        ("北京大学国际关系学院教授", "北京"),
        ("荷兰皇家航空取消航班", "荷兰"),
        ("巴西石油公司股价上涨", "巴西"),
        ("印度支那半岛", "印度"),
    ],
)
def test_chinese_namesakes(matcher: Matcher, text: str, absent: str) -> None:
    language = "zh-Hant" if "學" in text else "zh-Hans"
    assert absent not in [match.source for match in matcher.find(text, language, ["en"])]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("哥伦比亚总统佩特罗", "哥伦比亚"),
        ("哥伦比亚大学生走上街头", "哥伦比亚"),
        ("哥伦比亚广播公司报道", "哥伦比亚广播公司"),
        ("北京大学生志愿者", "北京"),
        ("巴西石油产量增加", "巴西"),
    ],
)
def test_chinese_names_themselves(matcher: Matcher, text: str, found: str) -> None:
    assert found in [match.source for match in matcher.find(text, "zh-Hans", ["en"])]


@pytest.mark.parametrize(
    "text",
    [
        "콜롬비아대 학생들이 농성했다.",
        "콜롬비아대학교 총장이 사임했다.",
        "콜롬비아 대학교 캠퍼스",
        "브리티시 콜롬비아 주에서 산불이 났다.",
        "워싱턴시는 콜롬비아 특별구에 있다.",
        "조지아 공과대를 나왔다.",
        "조지아텍 연구진",
        "화가 조지아 오키프의 그림",
        "베이징대학교 교수",
        "난징조약 체결",
    ],
)
def test_korean_namesakes(matcher: Matcher, text: str) -> None:
    sources = [match.source for match in matcher.find(text, "ko", ["en"], "트빌리시 러시아")]
    assert not {"콜롬비아", "조지아", "베이징", "난징"} & set(sources)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("콜롬비아 대학생들이 시위했다.", ["콜롬비아"]),
        ("주한 콜롬비아대사관", ["콜롬비아"]),
        ("콜롬비아 강진으로 숨졌다.", ["콜롬비아"]),
        ("콜롬비아대표팀", ["콜롬비아"]),
        ("베이징대표단", ["베이징"]),
        ("대법원장이 말했다.", ["대법원장"]),
        ("대법원은 기각했다.", ["대법원"]),
        ("국회의원들이 모였다.", ["국회의원"]),
        ("국회에서 국회의장이 말했다.", ["국회", "국회의장"]),
        ("헌법재판소장과 검찰총장", ["헌법재판소장", "검찰총장"]),
    ],
)
def test_korean_names_themselves(matcher: Matcher, text: str, found: list[str]) -> None:
    assert [match.source for match in matcher.find(text, "ko", ["en"])] == found


@pytest.mark.parametrize(
    "text", ["The UN's resolution was vetoed.", "UN envoys met", "The U.N. chief said so."]
)
def test_an_abbreviation_that_korean_press_writes_counts_alone(matcher: Matcher, text: str) -> None:
    found = matcher.find(text, "en", ["zh-Hans"])
    assert [match.targets["zh-Hans"] for match in found if match.source.startswith("U")] == ["联合国"]


@pytest.mark.parametrize("text", ["The PPP won.", "UNIFIL said so.", "The un is small."])
def test_other_abbreviations_count_after_the_name(matcher: Matcher, text: str) -> None:
    assert not matcher.find(text, "en", ["zh-Hans"])
