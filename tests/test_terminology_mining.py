"""Terms that texts explain themselves: every habit, its traps, and the command."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from bilingual.cli import main
from bilingual.memory import IMPORTED, Unit, open_memory
from bilingual.memory.containing import units_holding
from bilingual.terminology.mining import Gathering, mine
from bilingual.terminology.mining.hangul import likeness, looks_foreign
from bilingual.terminology.mining.long_forms import long_forms

PLACES = {
    **{"미국": "UA", "러시아": "R", "카자흐스탄": "K", "이란": "I", "서울": "S", "강남구": "G", "일본": "J"},
    **{"도네츠크": "D", "영국": "UB", "프랑스": "F", "우크라이나": "U"},
}


def _mined(text: str) -> list[tuple[str, ...]]:
    return [next(iter(s.forms.values())) for s in mine(text, PLACES) if s.habit != "dateline"]


@pytest.mark.parametrize(
    ("text", "korean", "english"),
    [
        ("군사동맹인 집단안보조약기구(CSTO) 회원국이다.", ("집단안보조약기구", "CSTO"), ("CSTO",)),
        ("구 러시아 주도의 집단안보조약기구(CSTO)는 성명을 냈다.", ("집단안보조약기구", "CSTO"), ("CSTO",)),
        (
            "그는 북대서양조약기구(NATO·나토)의 확장을 비판했다.",
            ("북대서양조약기구", "나토", "NATO"),
            ("NATO",),
        ),
        ("신흥국 모임인 브릭스(BRICS)가 열린다.", ("브릭스", "BRICS"), ("BRICS",)),
        ("지난해 수립한 도네츠크 인민공화국(DPR)을 승인했다.", ("도네츠크 인민공화국", "DPR"), ("DPR",)),
        ("이란 혁명수비대(IRGC)가 밝혔다.", ("이란 혁명수비대", "IRGC"), ("IRGC",)),
        ("미국 식품의약국(FDA)은 승인했다.", ("식품의약국", "FDA"), ("FDA",)),
        ("‘국경없는의사회’(MSF)는 철수했다.", ("국경없는의사회", "MSF"), ("MSF",)),
        ("한국의 1인당 GDP(국내총생산)가 늘었다.", ("국내총생산", "GDP"), ("GDP",)),
        ("주요 20개국(G20) 정상회의가 열렸다.", ("주요 20개국", "G20"), ("G20",)),
        (
            "집단안보조약기구(Collective Security Treaty Organization, CSTO)가 파병했다.",
            ("집단안보조약기구", "CSTO"),
            ("CSTO", "Collective Security Treaty Organization"),
        ),
    ],
)
def test_a_gloss_in_latin_letters(text: str, korean: tuple[str, ...], english: tuple[str, ...]) -> None:
    found = mine(text, PLACES)
    assert [(s.forms["ko"], s.forms["en"]) for s in found] == [(korean, english)]


def test_a_short_name_before_its_long_one() -> None:
    assert _mined("미국 주도의 나토(북대서양조약기구)가 움직였다.") == [("북대서양조약기구", "나토")]
    assert _mined("전국경제인연합회(이하 전경련)는 반대했다.") == [("전국경제인연합회", "전경련")]


def test_hanja_in_brackets_give_the_chinese_form_in_simplified_characters() -> None:
    (found,) = mine("그들은 자국군대(自國軍隊)를 보냈다.", PLACES)
    assert found.forms == {"ko": ("자국군대",), "zh-Hans": ("自国军队",)}
    assert _mined("대표단은 베이징(北京)에 도착했다.") == [("베이징",)]


@pytest.mark.parametrize(
    "text",
    [
        "이날(현지시간) 회의가 열렸다.",
        "행사 모습(사진)이 공개됐다.",
        "24억 달러(약 3조 원)를 투자했다.",
        "오는 12일(토) 문을 연다.",
        "김모(65) 씨와 A(65) 씨가 다쳤다.",
        "홍길동(더불어민주당) 후보가 앞섰다.",
        "서울(강남구)에서 시작됐다.",
        "이긴 팀은 PSG(프랑스)였다.",
        "정부가 발표했다(종합).",
        "홍길동(서울대 교수) 씨가 말했다.",
        "폭발 현장(AP=연합뉴스)이다.",
        "현장을 취재하며(AFP) 그는 울었다.",
        "전직 대통령과 국방부 장관, 지역구 의원이 모였다.",
        "테슬라 회장과 하르키우 시장이 만났다.",
        "이란 대통령은 거절했다.",
        "“우리는 하나의 공동체”라고 말했다.",
        "“국제사회가 도와야 한다는 연합”이라고 했다.",
        "주시안 총영사에 내정됐다.",
    ],
)
def test_what_is_no_term(text: str) -> None:
    assert _mined(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("카심조마르트 토카예프 카자흐스탄 대통령과 만났다.", ["카심조마르트 토카예프"]),
        ("시진핑 국가주석은 떠났다.", ["시진핑"]),
        ("이날 세르게이 라브로프 외무장관이 말했다.", ["세르게이 라브로프"]),
        ("제이크 설리번 백악관 국가안보보좌관은 부인했다.", ["제이크 설리번"]),
        ("조 바이든 미국 대통령이 왔다.", ["조 바이든"]),
        ("무함마드 빈 살만 왕세자가 왔다.", ["무함마드 빈 살만"]),
        ("고(故) 아베 신조 전 총리의 국장", ["아베 신조"]),
        ("고(故) 이건희 회장을 기렸다.", ["이건희"]),
        ("젤렌스키 대통령의 부인 올레나 젤렌스카 여사", ["젤렌스키", "올레나 젤렌스카"]),
        ("에 따르면 토카예프 대통령은", ["토카예프"]),
    ],
)
def test_people_by_their_titles(text: str, names: list[str]) -> None:
    assert [forms[0] for forms in _mined(text)] == names


def test_quoted_organisations_and_media() -> None:
    assert _mined("단체 ‘자유 우크라이나 저항운동’은 전했다.") == [("자유 우크라이나 저항운동",)]
    assert _mined("중국의 《인민일보》는 논평했다.") == [("인민일보",)]


def test_an_agency_lead_gives_place_agency_and_reporter() -> None:
    found = mine("(알마티=연합뉴스) 김상욱 통신원 =", PLACES)
    assert [(s.forms["ko"][0], s.kind) for s in found] == [
        ("알마티", "place"),
        ("연합뉴스", "media"),
        ("김상욱", "reporter"),
    ]


def test_chinese_habits() -> None:
    (gloss,) = mine("哈萨克斯坦是俄罗斯主导的集体安全条约组织（CSTO）成员国。", PLACES)
    assert gloss.forms == {"zh-Hans": ("集体安全条约组织",), "en": ("CSTO",)}
    (short,) = mine("他出席集体安全条约组织（简称“集安组织”）峰会。", PLACES)
    assert short.forms == {"zh-Hans": ("集体安全条约组织", "集安组织")}
    (person,) = mine("哈萨克斯坦总统托卡耶夫8日表示", PLACES)
    assert person.forms == {"zh-Hans": ("托卡耶夫",)}


def test_long_english_names_are_told_by_their_initials() -> None:
    text = "The Collective Security Treaty Organization (CSTO) and Kazakh Railways (XYZ) met."
    assert list(long_forms(text)) == [("CSTO", "Collective Security Treaty Organization")]


def test_spelling_by_sound() -> None:
    assert likeness("브릭스", "BRICS") > 0.9
    assert likeness("독립국가연합", "CIS") < 0.5
    assert looks_foreign("라브로프")
    assert not looks_foreign("대통령")


def test_counts_and_surnames_go_with_the_full_name() -> None:
    gathering = Gathering()
    texts = [
        "세르게이 라브로프 외무장관이 말했다.",
        "라브로프 외무장관은 떠났다.",
        "라브로프 외무장관은 왔다.",
    ]
    for number, text in enumerate(texts, 1):
        for sighting in mine(text, PLACES):
            gathering.add(sighting, f"{number}.txt", number, text)
    (proposal,) = gathering.proposals()
    assert (proposal.name, proposal.count, proposal.documents) == ("세르게이 라브로프", 3, 3)
    assert [context.line for context in proposal.contexts] == [1, 2, 3]


@given(
    st.text(
        alphabet="가나다 국제연합기구대통령고(故)（）CSTO·‘’“”《》=,.(自國)총리아베신조总统·（", max_size=60
    )
)
def test_any_text_is_mined_and_spans_stand_in_it(text: str) -> None:
    for sighting in mine(text, PLACES):
        assert 0 <= sighting.start < sighting.end <= len(text)
        assert all(form.strip() == form and form for forms in sighting.forms.values() for form in forms)


ARTICLE = """누리 발사 소식

(알마티=연합뉴스) 홍길동 통신원 = 유라시아우주연합기구(EASO) 회원국들이 누리 위성을 쏘아 올렸다고 현지 매체가 20일 보도했다.

바르탄 페트로샨 외무장관은 이날 유라시아우주연합기구(EASO)가 새 협력을 시작한다고 기자들에게 밝혔다.

도네츠크 인민공화국(DPR)은 이에 대한 논평을 거부했다고 통신이 전했다.
"""


@pytest.fixture
def suggest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    (tmp_path / "bilingual.toml").write_text("", encoding="utf-8")
    (tmp_path / "news.txt").write_text(ARTICLE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> Result:
        return CliRunner().invoke(
            main, ["glossary", "suggest", "news.txt", *arguments], prog_name="bilingual"
        )

    return call


def test_suggest_lists_new_and_known_terms(suggest: Callable[..., Result]) -> None:
    result = suggest("--memory", "none")
    assert result.exit_code == 0, result.stderr
    rows = [line.split("\t") for line in result.stdout.splitlines()]
    assert rows[0][:7] == ["1", "2", "1", "organisation", "유라시아우주연합기구 | EASO", "EASO", ""]
    assert rows[0][8].startswith("news.txt:")
    known = [row for row in rows if row[0] == "="]
    assert any("DPR" in row[4] and "Donetsk People's Republic" in row[7] for row in known)
    assert not any("홍길동" in row[4] for row in rows)
    assert "already in the glossary" in result.stderr


def test_numbers_stay_whatever_is_shown(suggest: Callable[..., Result]) -> None:
    every = {row["forms"]["ko"][0]: row["number"] for row in json.loads(suggest("--json").stdout)}
    fewer = {
        row["forms"]["ko"][0]: row["number"] for row in json.loads(suggest("--json", "--reporters").stdout)
    }
    assert every.items() <= fewer.items()
    assert {
        row["number"] for row in json.loads(suggest("--json", "--min-count", "2", "--no-known").stdout)
    } == {1}


def test_proposals_are_added_by_number(suggest: Callable[..., Result], tmp_path: Path) -> None:
    rows = json.loads(suggest("--json", "--no-known").stdout)
    person = next(row["number"] for row in rows if row["kind"] == "person")
    lacking = suggest("--add", f"1,{person}")
    assert lacking.exit_code == 2
    assert f"--add '{person}:en=" in lacking.stderr
    assert not (tmp_path / "glossary" / "entities.csv").exists()
    added = suggest("--add", "1", "--add", f"{person}:en=Vartan Petrosyan;zh=瓦尔坦·彼得罗相")
    assert added.exit_code == 0, added.stderr
    text = (tmp_path / "glossary" / "entities.csv").read_text(encoding="utf-8")
    assert "유라시아우주연합기구|EASO,EASO,,organisation,,,,,\n" in text
    assert "바르탄 페트로샨,Vartan Petrosyan,瓦尔坦·彼得罗相,person,,,,,\n" in text
    again = json.loads(suggest("--json").stdout)
    assert all(row["known"] for row in again if "EASO" in row["forms"].get("en", ()))


@pytest.mark.parametrize("numbers", ["0", "99", "x", "3-1", "1:colour=red", "1,2:en=A"])
def test_wrong_numbers_are_refused(suggest: Callable[..., Result], numbers: str) -> None:
    result = suggest("--add", numbers)
    assert result.exit_code == 2
    assert "--add" in result.stderr


def test_a_new_spelling_joins_the_row_that_has_the_name(
    suggest: Callable[..., Result], tmp_path: Path
) -> None:
    folder = tmp_path / "glossary"
    folder.mkdir()
    (folder / "entities.csv").write_text(
        "ko,en,zh,kind,policy\nEASO,EASO,欧宇组织,organisation,\n", encoding="utf-8"
    )
    (row,) = [r for r in json.loads(suggest("--json", "--no-known").stdout) if r["variant_of"]]
    assert row["new"] == ["유라시아우주연합기구"]
    assert suggest("--add", str(row["number"])).exit_code == 0
    text = (folder / "entities.csv").read_text(encoding="utf-8")
    assert text.splitlines()[1:] == ["EASO|유라시아우주연합기구,EASO,欧宇组织,organisation,"]


def test_the_memory_s_translations_give_targets(suggest: Callable[..., Result], tmp_path: Path) -> None:
    source = "유라시아우주연합기구(EASO)가 모였다."
    with open_memory(str(tmp_path / "m.db")) as memory:
        memory.store(
            [
                Unit(source, "The Eurasian Astronomy Space Organization (EASO) met.", "ko", "en", IMPORTED),
                Unit(source, "欧亚宇航联合组织（EASO）开会。", "ko", "zh-Hans", IMPORTED),
            ]
        )
    row = json.loads(suggest("--json", "--memory", "m.db").stdout)[0]
    assert row["forms"]["en"] == ["EASO", "Eurasian Astronomy Space Organization"]
    assert row["forms"]["zh-Hans"] == ["欧亚宇航联合组织"]
    assert row["first"]["en"] == "Eurasian Astronomy Space Organization (EASO)"
    assert row["memory"]["zh-Hans"] == ["欧亚宇航联合组织（EASO）开会。"]


def test_units_are_found_by_what_their_source_holds(tmp_path: Path) -> None:
    with open_memory(str(tmp_path / "m.db")) as memory:
        memory.store([Unit(f"나토 {n}", f"NATO {n}", "ko", "en", IMPORTED) for n in range(5)])
        found = units_holding(memory, ["나토", "브릭스", ""], most=2)
    assert {text: [unit.target for unit in units] for text, units in found.items()} == {
        "나토": ["NATO 4", "NATO 3"]
    }
    with open_memory("none") as nothing:
        assert units_holding(nothing, ["나토"]) == {}


def test_the_seeds_explain_their_organisations(monkeypatch: pytest.MonkeyPatch) -> None:
    from .conftest import ROOT

    monkeypatch.chdir(ROOT)
    seeds = sorted(str(path) for path in Path("seeds").glob("*.txt"))
    result = CliRunner().invoke(
        main, ["glossary", "suggest", *seeds, "--memory", "none"], prog_name="bilingual"
    )
    assert result.exit_code == 0, result.stderr
    for name, long in (
        ("집단안보조약기구 | CSTO", "Collective Security Treaty Organization"),
        ("북대서양조약기구 | 나토", "North Atlantic Treaty Organization"),
        ("독립국가연합 | CIS", "Commonwealth of Independent States"),
        ("도네츠크 인민공화국 | DPR", "Donetsk People's Republic"),
        ("브릭스 | BRICS", "BRICS"),
    ):
        (line,) = [line for line in result.stdout.splitlines() if f"\t{name}\t" in line]
        assert long in line


@pytest.mark.parametrize(
    "pair",
    [
        "북대서양조약기구(나토)",
        "동남아시아국가연합(아세안)",
        "미국항공우주국(나사)",
        "국제축구연맹(피파)",
        "국제통화기금(아이엠에프)",
        "세계무역기구(더블유티오)",
        "국제농구연맹(피바)",
    ],
)
def test_a_short_name_in_hangul_after_a_translated_one(pair: str) -> None:
    long, short = pair.rstrip(")").split("(")
    assert _mined(f"{pair}는 회의를 열었다.") == [(long, short)]


@pytest.mark.parametrize(
    "text",
    ["유엔난민기구(제네바)는", "국제이주기구(본부)는", "세계보건기구(종로구)는", "국제통화기금(이창용)은"],
)
def test_a_place_a_person_or_a_class_in_brackets_is_no_short_name(text: str) -> None:
    assert _mined(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("제임스웹 우주망원경(JWST)이 찍었다.", "제임스웹 우주망원경"),
        ("미국의 허블 우주망원경(HST)이 찍었다.", "허블 우주망원경"),
        ("유럽 찬드라 엑스선관측선(CXO)이 찍었다.", "찬드라 엑스선관측선"),
        ("미국 항공우주국(NASA)은 밝혔다.", "항공우주국"),
    ],
)
def test_a_foreign_name_before_a_common_word_belongs_to_the_acronym(text: str, name: str) -> None:
    (found,) = mine(text, PLACES)
    assert found.forms["ko"][0] == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("김정은 국무위원장이 말했다.", "김정은"),
        ("왕이 외교부장이 왔다.", "왕이"),
        ("왕이 러시아 외교부장이 왔다.", "왕이"),
        ("사토 다로 일본 외무상은 말했다.", "사토 다로"),
        ("나카무라 겐지 (일본) 방위상이 왔다.", "나카무라 겐지"),
        ("김영희 인권위원장은 말했다.", "김영희"),
        ("'고려인협회'가 도왔다.", "고려인협회"),
        ("「세계한인회」가 왔다.", "세계한인회"),
        ("'국경없는의사회'는 왔다.", "국경없는의사회"),
        ("‘녹색당’이 이겼다.", "녹색당"),
    ],
)
def test_people_by_their_offices_and_organisations_in_any_quotation_marks(text: str, name: str) -> None:
    assert _mined(text) == [(name,)]


@pytest.mark.parametrize(
    "text",
    [
        '그는 "안녕하세요"(Hello)라고 했다.',
        "당원(黨員)은 모였다.",
        "한국은 대통령이 중요하다.",
        "양국 외교부장이 만났다.",
        "'우리는 하나다'라고 말했다.",
        "우리는 '새 식당'에 갔다.",
    ],
)
def test_speech_common_words_and_topics_are_no_names(text: str) -> None:
    assert _mined(text) == []


def test_the_kind_is_left_open_where_nothing_tells_it() -> None:
    assert [s.kind for s in mine("비트코인(BTC)이 올랐다.", PLACES)] == [""]
    assert [s.kind for s in mine("코스피(KOSPI)는 내렸다.", PLACES)] == [""]
    assert [s.kind for s in mine("쟝저후(江浙沪)에서 왔다.", PLACES)] == ["place"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("‘평화를 위한 시민연대’는 집회를 열었다.", "평화를 위한 시민연대"),
        ("‘강을 지키는 주민모임’이 반발했다.", "강을 지키는 주민모임"),
        ("《바다와 사람을 잇는 재단센터》의 보고서다.", "바다와 사람을 잇는 재단센터"),
        ("‘새벽을 여는 사람들’ 대표는 반대했다.", "새벽을 여는 사람들"),
        ("인권단체 ‘국경을 넘는 목소리’가 밝혔다.", "국경을 넘는 목소리"),
        ("‘가짜 뉴스를 막는 학부모연합’ 김하늘 공동대표", "가짜 뉴스를 막는 학부모연합"),
        ("‘평화를 위한 연대’는 성명을 냈다.", "평화를 위한 연대"),
        ("‘민주사회를 위한 변호사모임’(민변)은 비판했다.", "민주사회를 위한 변호사모임"),
        ("'평화와 통일을 여는 사람들'은 규탄했다.", "평화와 통일을 여는 사람들"),
        ("“바다를 지키는 시민연대”는 성명을 냈다.", "바다를 지키는 시민연대"),
    ],
)
def test_a_quoted_body_with_grammar_in_its_name(text: str, name: str) -> None:
    found = [s for s in mine(text, PLACES) if s.habit == "quotation"]
    assert [(s.forms["ko"], s.kind) for s in found] == [((name,), "organisation")]


@pytest.mark.parametrize(
    "text",
    [
        "그는 ‘평화를 위한 연대’를 강조했다.",
        "‘국민과의 연대’가 필요하다.",
        "‘북한과의 협력을 위한 정상회의’는 취소됐다.",
        "‘우리는 지지 않는다’ 대표 발언",
        "영화 ‘새벽을 여는 사람들’ 대표작",
        "그는 “평화를 위한 시민연대”라고 불렀다.",
        "‘미래를 여는 기술’은 전시 제목이다.",
    ],
)
def test_quoted_phrases_and_titles_of_works_are_no_bodies(text: str) -> None:
    assert [s for s in mine(text, PLACES) if s.habit == "quotation"] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("요한 엘리아슈 회장은 말했다.", "요한 엘리아슈"),
        ("마리아 쿠즈네초바 대변인은 부인했다.", "마리아 쿠즈네초바"),
        ("이날 유리 우샤코프 보좌관이 답했다.", "유리 우샤코프"),
        ("나탈리 로랑 대변인은 거절했다.", "나탈리 로랑"),
        ("아말리아 베르디 국제빙상연맹 회장은 갔다.", "아말리아 베르디"),
    ],
)
def test_a_foreign_name_before_a_title_alone(text: str, name: str) -> None:
    assert [s.forms["ko"] for s in mine(text, PLACES) if s.kind == "person"] == [(name,)]


@pytest.mark.parametrize(
    "text", ["전기차 테슬라 회장은 말했다.", "배터리 엔비디아 대표가 왔다.", "도시 하르키우 시장은 말했다."]
)
def test_what_a_firm_makes_is_no_given_name(text: str) -> None:
    assert [s for s in mine(text, PLACES) if s.kind == "person"] == []


@pytest.mark.parametrize(
    ("text", "korean", "person"),
    [
        ("한국개발연구원(KDI·원장 조동철)은", ("한국개발연구원", "KDI"), "조동철"),
        ("국토연구원(KRIHS, 원장 심교언)이", ("국토연구원", "KRIHS"), "심교언"),
        (
            "세계보건기구(WHO·사무총장 테워드로스 거브러여수스)는",
            ("세계보건기구", "WHO"),
            "테워드로스 거브러여수스",
        ),
    ],
)
def test_who_heads_a_body_stands_beside_its_acronym(text: str, korean: tuple[str, ...], person: str) -> None:
    found = mine(text, PLACES)
    assert [s.forms["ko"] for s in found] == [korean, (person,)]
    assert [s.kind for s in found][1] == "person"
    assert found[0].forms["en"] == korean[1:]
