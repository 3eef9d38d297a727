"""The data that ships with the package: entities.csv, headline_hanja.csv and seeds.tmx."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from defusedxml import ElementTree

ROOT = Path(__file__).resolve().parent.parent
GLOSSARY = ROOT / "glossary"
SEEDS = ROOT / "seeds"
COLUMNS = ["ko", "en", "zh", "en.first", "zh.first", "kind", "policy", "context", "note"]
KINDS = {"person", "organisation", "agency", "place", "nationality", "title", "event", "media", "term"}
PINNED_BY_DEFAULT = {"person", "organisation", "agency", "event"}
HANGUL = re.compile(r"[ᄀ-ᇿ㄰-㆏가-힣]")
HAN = re.compile(r"[\u3400-\u9fff]")
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# Names in the two sample documents, kept and dropped lines alike.
IN_THE_SEEDS = (
    """
푸틴,블라디미르 푸틴,푸틴 대통령,카심-조마르트 토카예프,토카예프,토카예프 대통령,시진핑,시 주석
시 국가주석,조 바이든,보리스 존슨,아베신조,아베,제레미 로렌스,카로 킨테로,집단안보조약기구,CSTO
나토,북대서양조약기구,독립국가연합,CIS,도네츠크 인민공화국,DPR,브릭스,BRICS,유엔,상하이협력기구
걸프협력회의,GCC,유엔 인권최고대표사무소,OHCHR,연합뉴스,자콘,조글로,조글로미디어,ZOGLO,포린폴리시
FP,아사히신문,구글,위챗,모멘트,로이터,REUTERS,AFP,AFP통신,AP,NBC,EPA,참의원,멕시코 해군,토고군
안토노프,조선족네트워크교류협회,조선족사이버박물관,러시아,카자흐스탄,카자흐,우크라이나,우크라
벨라루스,미국,중국,일본,영국,소치,알마티,수단,포트수단,홍해,아프리카,세르비아,방글라,그리스,카발라
팔레오초리,뉴욕,맨해튼,차이나타운,서울,중동,사우디아라비아,제다,테헤란,서아프리카,토고,요하네스버그
멕시코,멕시코시티,아이티,제네바,카리브해,프랑스,지롱드,랑디라스,브뤼셀,유럽,런던,다우닝가,한반도
서방,옛 소련,대통령,총리,국가주석,대변인,의장국,통신원,특파원,기자,브렉시트,정상회의,정상회담
일본인,아시아인,한국계,미국인
""".strip()
    .replace("\n", ",")
    .split(",")
)

# Pieces of kept lines that cleaning takes off, so that no unit holds them.
DROPPED_PIECES = ("조회:1078", "[", ". 재배포 및 DB금지]", "(글자 수: 294)")


def _rows(name: str) -> list[dict[str, str]]:
    with (GLOSSARY / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _forms(cell: str) -> list[str]:
    return cell.split("|") if cell else []


def _policy(row: dict[str, str]) -> str:
    return row["policy"] or ("pin" if row["kind"] in PINNED_BY_DEFAULT else "check")


def _units() -> list[dict[str, str]]:
    root = ElementTree.parse(GLOSSARY / "seeds.tmx", forbid_dtd=False).getroot()
    assert root is not None
    units = []
    for unit in root.iter("tu"):
        variants = {tuv.get(LANG, ""): tuv.findtext("seg") or "" for tuv in unit.iter("tuv")}
        units.append(variants)
    return units


ENTITIES = _rows("entities.csv")
HANJA = _rows("headline_hanja.csv")
UNITS = _units()


@pytest.mark.parametrize("name", ["entities.csv", "headline_hanja.csv"])
def test_the_header_is_the_contract_and_no_row_is_ragged(name: str) -> None:
    with (GLOSSARY / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == COLUMNS
    assert [row for row in rows if len(row) != len(COLUMNS)] == []


@pytest.mark.parametrize("rows", [ENTITIES, HANJA], ids=["entities", "headline_hanja"])
def test_each_row_is_filled_in_and_tidy(rows: list[dict[str, str]]) -> None:
    for row in rows:
        _assert_tidy(row)


def _assert_tidy(row: dict[str, str]) -> None:
    assert row["ko"], row
    assert row["en"], row
    assert row["zh"], row
    assert row["kind"] in KINDS, row
    assert row["policy"] in {"", "pin", "check", "suggest"}, row
    for column in ("ko", "en", "zh", "context"):
        forms = _forms(row[column])
        assert [form for form in forms if form != form.strip() or not form] == [], row
        assert len(set(forms)) == len(forms), row
    for cell in row.values():
        assert unicodedata.is_normalized("NFC", cell), row
    assert not HANGUL.search(row["en"] + row["zh"] + row["en.first"] + row["zh.first"]), row
    assert not HAN.search(row["en"] + row["en.first"]), row


def test_there_are_enough_entries_of_every_kind() -> None:
    kinds = Counter(row["kind"] for row in ENTITIES)
    assert len(ENTITIES) >= 800
    assert len(HANJA) >= 30
    assert set(kinds) == KINDS
    assert min(kinds.values()) >= 10


def test_lint_has_nothing_to_say() -> None:
    from bilingual.terminology import load_glossary
    from bilingual.terminology.linting import lint

    assert lint(load_glossary([GLOSSARY / "entities.csv"])) == []


TRAPS = [
    line
    for line in (ROOT / "tests" / "data" / "starter_traps.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def test_common_words_are_taken_for_no_name() -> None:
    """A match with the policy suggest is only shown, so it is none here."""
    from bilingual.article import Policy
    from bilingual.terminology import Matcher, load_glossary

    matcher = Matcher(load_glossary([GLOSSARY / "entities.csv"], GLOSSARY / "headline_hanja.csv"))
    assert len(set(TRAPS)) >= 150
    wrong = [
        (text[match.start : match.end], match.entry, text)
        for text in TRAPS
        for match in matcher.find(text, "ko", ["en", "zh-Hans"])
        if match.policy is not Policy.SUGGEST
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("시비하 외무장관은 키이우로 돌아왔다.", "Sybiha"),
        ("메르츠 총리가 베를린에서 말했다.", "Merz"),
        ("트러스 전 총리의 감세안", "Truss"),
        ("튀르크 유엔 인권최고대표", "Türk"),
        ("휴전 협상은 카타르 도하에서 열렸다.", "Doha"),
        ("북한은 원산에서 미사일을 쐈다.", "Wonsan"),
        ("미국·일본·호주·인도의 안보 협의체 쿼드", "Quad"),
        ("조현 장관은 유럽련합을 찾았다.", "Cho Hyun"),
        ("습근평 주석은 상해협력기구 정상회의에 갔다.", "SCO"),
        ("포르토프랭스의 갱단이 아이티를 흔든다.", "Haiti"),
        ("지린성과 옌볜을 잇는 길은 지린에서 시작한다.", "Jilin"),
    ],
)
def test_context_and_spelling_still_find_the_name(text: str, english: str) -> None:
    from bilingual.terminology import Matcher, load_glossary

    matcher = Matcher(load_glossary([GLOSSARY / "entities.csv"]))
    assert english in {match.targets["en"] for match in matcher.find(text, "ko", ["en", "zh-Hans"])}


def test_no_two_pins_of_a_source_contradict_each_other() -> None:
    pins: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for row in ENTITIES:
        if _policy(row) == "pin":
            for form in _forms(row["ko"]):
                pins[form.replace(" ", ""), row["context"]].add((_forms(row["en"])[0], _forms(row["zh"])[0]))
    assert {source: targets for source, targets in pins.items() if len(targets) > 1} == {}


def test_no_source_of_one_syllable_is_pinned() -> None:
    short = [form for row in ENTITIES if _policy(row) == "pin" for form in _forms(row["ko"]) if len(form) < 2]
    assert short == []
    assert {_policy(row) for row in HANJA} == {"check", "suggest"}
    assert [row["ko"] for row in HANJA if any(len(form) != 1 for form in _forms(row["ko"]))] == []


def test_a_first_mention_introduces_the_short_form_that_is_written_after_it() -> None:
    for row in ENTITIES:
        for column in ("en", "zh"):
            introduced = re.fullmatch(r"(.+?) ?[(（](.+)[)）]", row[f"{column}.first"])
            if introduced:
                forms = _forms(row[column])
                assert introduced[2] == forms[0], row["ko"]
                assert introduced[1] in forms, row["ko"]


def test_every_name_in_the_samples_is_in_the_glossary() -> None:
    everything = {form for row in ENTITIES for form in _forms(row["ko"])}
    assert [name for name in IN_THE_SEEDS if name not in everything] == []


def test_an_ordinary_reporter_is_no_entry() -> None:
    everyone = {form for row in ENTITIES for form in _forms(row["ko"])}
    assert everyone.isdisjoint({"김상욱", "유한주", "김성진", "고미혜", "안희"})


@pytest.mark.parametrize(
    ("source", "english", "chinese"),
    [
        ("CSTO", "CSTO", "集安组织"),
        ("나토", "NATO", "北约"),
        ("블라디미르 푸틴", "Vladimir Putin", "弗拉基米尔·普京"),
        ("습근평", "Xi Jinping", "习近平"),
        ("옌볜", "Yanbian", "延边"),
        ("자콘", "Zakon", "Zakon网"),
        ("아베", "Shinzo Abe", "安倍晋三"),
    ],
)
def test_preferred_forms(source: str, english: str, chinese: str) -> None:
    row = next(row for row in ENTITIES if source in _forms(row["ko"]))
    assert (_forms(row["en"])[0], _forms(row["zh"])[0]) == (english, chinese)


def test_homographs_are_never_pinned_without_context() -> None:
    for source in ("수단", "이란", "인도", "가나", "오만", "말리", "조지아", "신장", "대사", "시장", "선전"):
        for row in ENTITIES:
            if source in _forms(row["ko"]):
                assert row["context"] or _policy(row) == "suggest", source


def test_ministries_and_parties_that_share_an_english_name_are_only_checked() -> None:
    """Many states have a Finance Ministry or a Democratic Party: none of those is pinned."""
    generic = re.compile(
        r"(?:Foreign|Defense|Finance|Industry|Science|Health|Land|Interior|Justice|Commerce) Ministry|"
        r"Ministry of Public Security|(?:Democratic|Republican|Communist|Workers'|Labor) Party"
    )
    rows = [row for row in ENTITIES if generic.fullmatch(_forms(row["en"])[0])]
    assert len(rows) >= 12
    assert [row["ko"] for row in rows if _policy(row) == "pin"] == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Democratic Party of Brazil lost."),
        ("en", "India's Finance Ministry, its Foreign Ministry and its Communist Party"),
        ("en", "PPP per capita; the Science Ministry"),
        ("zh-Hans", "越南外交部说"),
    ],
)
def test_generic_names_of_other_sources_pin_nothing(language: str, text: str) -> None:
    from bilingual.article import Policy
    from bilingual.terminology import Matcher, load_glossary

    matcher = Matcher(load_glossary([GLOSSARY / "entities.csv"], GLOSSARY / "headline_hanja.csv"))
    matches = matcher.find(text, language, ["ko", "en", "zh-Hans"])
    assert [match.source for match in matches if match.policy is Policy.PIN] == []


def test_the_units_are_well_formed() -> None:
    assert (GLOSSARY / "seeds.tmx").read_text("utf-8").splitlines()[1] == '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'
    assert len(UNITS) >= 40
    assert len({unit["ko"] for unit in UNITS}) == len(UNITS)
    for unit in UNITS:
        assert list(unit) == ["ko", "en", "zh-Hans"]
        for text in unit.values():
            assert text == unicodedata.normalize("NFC", text).strip()
            assert text
        assert not HANGUL.search(unit["en"] + unit["zh-Hans"]), unit["ko"]
        assert not HAN.search(unit["en"]), unit["ko"]


def test_chinese_targets_keep_to_chinese_punctuation() -> None:
    for unit in UNITS:
        text = unit["zh-Hans"]
        assert not re.search(r"[,;:?!()\"]|(?<!\d)\.|\.(?!\w)|\s", text), text
        assert text.count("“") == text.count("”")
        assert text.count("（") == text.count("）")
        assert unit["ko"].endswith(".") == text.endswith(("。", "。”")), text


def _visible(markup: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", markup).split())


def test_the_units_cover_every_kept_piece_of_the_samples() -> None:
    page = (SEEDS / "000_528f012b6500446b.txt").read_text("utf-8").splitlines()
    post = (SEEDS / "002_f10d40b959076709.txt").read_text("utf-8").splitlines()
    kept = [page[at - 1] for at in (2, 3, 6, 7, *range(10, 29))]
    kept += [post[1].removeprefix("title: "), post[5], post[7], *post[13:47]]
    rest = " \n ".join(_visible(line) for line in kept)
    for source in sorted((unit["ko"] for unit in UNITS), key=len, reverse=True):
        assert source in rest, source
        rest = rest.replace(source, " ")
    for piece in DROPPED_PIECES:
        rest = rest.replace(piece, " ")
    assert rest.strip() == ""


def test_each_unit_keeps_to_the_glossary() -> None:
    """Pins stand in their preferred form, checked terms in one of their forms, and nothing needs repair."""
    from bilingual.article import Policy
    from bilingual.terminology import Matcher, load_glossary
    from bilingual.terminology.pinning import forms_present, repair

    matcher = Matcher(load_glossary([GLOSSARY / "entities.csv"], GLOSSARY / "headline_hanja.csv"))
    pinned = 0
    for unit in UNITS:
        matches = matcher.find(unit["ko"], "ko", ["en", "zh-Hans"])
        for language in ("en", "zh-Hans"):
            for match in matches:
                if match.policy is Policy.PIN:
                    pinned += 1
                    assert match.targets[language] in unit[language], (match.source, unit[language])
                elif match.policy is Policy.CHECK:
                    assert forms_present(unit[language], match, language), (match.source, unit[language])
            assert repair(unit[language], matches, language) == unit[language]
    assert pinned >= 80
