"""Terms found in texts: particles, homographs, compounds, spellings, offsets."""

from __future__ import annotations

import random
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.article import Policy, TermMatch
from bilingual.terminology import Matcher, load_glossary

GLOSSARY = """\
ko,en,zh,kind,policy,context,note
집단안보조약기구|CSTO,CSTO,集安组织,organisation,,,
북대서양조약기구|나토|NATO,NATO,北约,organisation,,,
유엔|UN,UN,联合国,organisation,,,
유엔 안보리|유엔 안전보장이사회,UN Security Council,联合国安理会,organisation,,,
세계보건기구|WHO,WHO,世卫组织,organisation,,,
상하이협력기구,SCO,上合组织,organisation,,,
유럽연합|EU,EU,欧盟,organisation,,,
인민은행,PBOC,中国人民银行,organisation,,,
중국인,Chinese,中国人,nationality,,,
블라디미르 푸틴|푸틴,Vladimir Putin|Putin,弗拉基米尔·普京|普京,person,,,
카심-조마르트 토카예프|토카예프,Kassym-Jomart Tokayev|Tokayev,卡西姆-若马尔特·托卡耶夫|托卡耶夫,person,,,
시진핑|습근평,Xi Jinping|Xi,习近平,person,,,
이재명,Lee Jae-myung,李在明,person,,,
아베 신조|아베,Shinzo Abe|Abe,安倍晋三|安倍,person,,,
러시아,Russia|Russian,俄罗斯|俄,place,,,
중국,China|Chinese,中国|中,place,,,
미국,United States|U.S.|American,美国|美,place,,,
일본,Japan|Japanese,日本|日,place,,,
한국,South Korea|South Korean,韩国|韩,place,,,
독일,Germany|German,德国|德,place,,,
대만,Taiwan|Taiwanese,台湾,place,,,
가나,Ghana|Ghanaian,加纳,place,,,
인도,India|Indian,印度,place,,,
이란,Iran|Iranian,伊朗,place,,,
말리,Mali|Malian,马里,place,,,
오만,Oman|Omani,阿曼,place,,,
조지아,Georgia|Georgian,格鲁吉亚,place,,,
수단,Sudan|Sudanese,苏丹,place,check,정부|하르툼|내전|국가,
수단,means,手段,term,suggest,,
카자흐스탄,Kazakhstan|Kazakh,哈萨克斯坦|哈,place,,,
우크라이나,Ukraine|Ukrainian,乌克兰,place,,,
이라크,Iraq|Iraqi,伊拉克,place,,,
총리,prime minister,总理,title,,,
대통령,president,总统,title,,,
연합뉴스,Yonhap News Agency|Yonhap,韩联社,agency,,,
문재인,Moon Jae-in,文在寅,person,,,
파월,Powell,鲍威尔,person,,,
호주,Australia|Australian,澳大利亚,place,,,
체코,Czech Republic|Czech,捷克,place,,,
슬로바키아,Slovakia|Slovak,斯洛伐克,place,,,
세르비아,Serbia|Serbian,塞尔维亚,place,,,
서울,Seoul,首尔,place,,,
부다페스트,Budapest,布达佩斯,place,,,
대전,Daejeon,大田,place,,,
원산,Wonsan,元山,place,,,
국정원,NIS,国家情报院,agency,,,
경찰,police,警方,agency,check,,
검찰,prosecution|prosecutor,检方,agency,check,,
상무부,Commerce Ministry,商务部,agency,check,,
외교부,Foreign Ministry,外交部,agency,check,,
공화당,Republican Party|Republican,共和党,organisation,check,,
"""
HANJA = """\
ko,en,zh,kind,policy,context,note
美,U.S.,美国,place,,,
中,China,中国,place,,,
日,Japan,日本,place,,,
北,North Korea,朝鲜,place,,,
韓,South Korea,韩国,place,,,
檢,prosecutors,检方,organisation,check,,
警,police,警方,organisation,check,,
南,South Korea,韩国,place,,,
與,ruling party,执政党,organisation,check,,
野,opposition,在野党,organisation,check,,
尹,Yoon,尹锡悦,person,check,,
"""


@pytest.fixture(scope="module")
def matcher(tmp_path_factory: pytest.TempPathFactory) -> Matcher:
    folder = tmp_path_factory.mktemp("glossary")
    (folder / "entities.csv").write_text(GLOSSARY, encoding="utf-8")
    (folder / "headline_hanja.csv").write_text(HANJA, encoding="utf-8")
    return Matcher(load_glossary([folder / "entities.csv"], folder / "headline_hanja.csv"))


def found(matcher: Matcher, text: str, language: str = "ko") -> list[str]:
    targets = [code for code in ("ko", "en", "zh-Hans") if code != language]
    matches = matcher.find(text, language, targets)
    for match in matches:
        assert text[match.start : match.end] == match.source
    return [match.source for match in matches if match.policy is not Policy.SUGGEST]


SENTENCES = [
    # particles and their chains
    ("러시아는 발표했다", ["러시아"]),
    ("러시아가 발표했다", ["러시아"]),
    ("러시아를 방문했다", ["러시아"]),
    ("러시아와의 협력은", ["러시아"]),
    ("러시아에서의 활동", ["러시아"]),
    ("러시아로부터의 수입", ["러시아"]),
    ("러시아에서도 마찬가지다", ["러시아"]),
    ("러시아까지도 나섰다", ["러시아"]),
    ("러시아만이 할 수 있다", ["러시아"]),
    ("러시아보다는 낫다", ["러시아"]),
    ("러시아조차 반대했다", ["러시아"]),
    ("러시아마저도 등을 돌렸다", ["러시아"]),
    ("러시아처럼 될 것", ["러시아"]),
    ("러시아야말로 문제다", ["러시아"]),
    ("러시아라는 나라", ["러시아"]),
    ("상대는 러시아다", ["러시아"]),
    ("상대는 러시아였다고 했다", ["러시아"]),
    ("상대가 러시아이며", ["러시아"]),
    ("상대는 러시아입니다", ["러시아"]),
    ("러시아뿐만 아니라", ["러시아"]),
    ("러시아에선 볼 수 없다", ["러시아"]),
    ("러시아엔 없다", ["러시아"]),
    ("러시아에게서 받은", ["러시아"]),
    ("러시아로서는 유감이다", ["러시아"]),
    ("러시아커녕", ["러시아"]),
    ("러시아마다", ["러시아"]),
    ("러시아밖에 없다", ["러시아"]),
    ("러시아대로", ["러시아"]),
    ("러시아하고 손잡다", ["러시아"]),
    ("러시아랑 손잡다", ["러시아"]),
    ("독일은 찬성했다", ["독일"]),
    ("독일이 찬성했다", ["독일"]),
    ("독일로 떠났다", ["독일"]),
    ("독일과의 회담", ["독일"]),
    ("독일이라도 안 된다", ["독일"]),
    ("푸틴으론 안 된다", ["푸틴"]),
    ("푸틴이라고 말했다", ["푸틴"]),
    ("푸틴이었다", ["푸틴"]),
    ("푸틴께서 오셨다", ["푸틴"]),
    ("푸틴이란 사람", ["푸틴"]),
    ("푸틴이자 대통령인 그는", ["푸틴", "대통령"]),
    ("집단안보조약기구는 회의를 열었다", ["집단안보조약기구"]),
    ("집단안보조약기구(CSTO) 회원국", ["집단안보조약기구(CSTO)"]),
    ("나토(북대서양조약기구) 확장", ["나토(북대서양조약기구)"]),
    ("CSTO는 성명을 냈다", ["CSTO"]),
    ("CSTO와의 협력", ["CSTO"]),
    ("CSTO회원국들이", ["CSTO"]),
    # suffixes
    ("러시아측은 부인했다", ["러시아"]),
    ("러시아와 카자흐스탄간의 협력", ["러시아", "카자흐스탄"]),
    ("러시아산 원유", ["러시아"]),
    ("러시아발 위기", ["러시아"]),
    ("러시아행 항공편", ["러시아"]),
    ("러시아계 주민들", ["러시아"]),
    ("러시아군이 진격했다", ["러시아"]),
    ("러시아제 무기", ["러시아"]),
    ("러시아식 민주주의", ["러시아"]),
    ("러시아권 국가들", ["러시아"]),
    ("러시아인들이 모였다", ["러시아"]),
    ("러시아어를 배운다", ["러시아"]),
    ("나토측과 나토군", ["나토", "나토"]),
    ("중국어 교육", ["중국"]),
    ("푸틴식 외교", ["푸틴"]),
    # what stands before
    ("반러시아 시위", ["러시아"]),
    ("친중국 성향", ["중국"]),
    ("대이란 제재", ["이란"]),
    ("주러시아 대사관", ["러시아"]),
    ("주인도 한국대사", ["인도", "한국"]),
    ("對러시아 제재", ["러시아"]),
    ("'러시아'와", ["러시아"]),
    ("미국·러시아·중국", ["미국", "러시아", "중국"]),
    ("미국-러시아", ["미국", "러시아"]),
    ("러시아대통령 푸틴", ["러시아", "대통령", "푸틴"]),
    ("러시아우크라이나 전쟁", ["러시아", "우크라이나"]),
    ("이란이라크 전쟁", ["이란", "이라크"]),
    ("중국인민은행은 금리를", ["중국", "인민은행"]),
    ("유엔 안보리는 결의안을", ["유엔 안보리"]),
    ("유엔안보리 결의", ["유엔안보리"]),
    # not there
    ("기대만큼 성과가 없다", []),
    ("국가나 단체", []),
    ("미국인도 반대했다", ["미국"]),
    ("소말리아 해적", []),
    ("부총리가 밝혔다", []),
    ("미합중국 헌법", []),
    ("단독일 가능성", []),
    ("협력이란 무엇인가", []),
    ("것이란 전망이 나온다", []),
    ("UNESCO는 UN 산하다", ["UN"]),
    ("인도네시아는 섬나라다", []),
    ("인도양에서", []),
    ("인도주의 단체", []),
    ("인도적 지원", []),
    ("반인도 범죄", []),
    ("주가나 환율", []),
    ("국회의원이나 장관이나", []),
    ("오만한 태도", []),
    ("싸움을 말리다 다쳤다", []),
    ("신병을 인도받았다", []),
    ("범인을 인도했다", []),
    ("이란성 쌍둥이", []),
    ("동독일부 지역", []),
    ("한국어판과 한국판", ["한국", "한국"]),
    ("아베크족", []),
    ("조지아주 애틀랜타", []),
    # homographs by context
    ("수단 정부는 하르툼에서", ["수단"]),
    ("운송 수단이 없다", []),
    ("운송 수단으로 쓰인다", []),
    ("하르툼에서 모든 수단을 동원했다", []),
    ("범죄인 인도 조약", []),
    ("신병 인도를 거부했다", []),
    ("인도 정부는 러시아산 원유를", ["인도", "러시아"]),
    ("어디로 가나?", []),
    ("가나 대통령은", ["가나", "대통령"]),
    ("오만과 편견", []),
    ("오만 원을 냈다", []),
    ("오만과 이란은", ["오만", "이란"]),
    ("말리는 프랑스군에", ["말리"]),
    ("싸움을 말리는 사람", []),
    ("병력을 말리에서 철수했다", ["말리"]),
    ("조지아 주 애틀랜타", []),
    ("조지아 주재 러시아 대사", ["조지아", "러시아"]),
    ("'협력'이란 무엇인가", []),
    ("“동맹”이란 말", []),
    ("'이란' 핵 협상", ["이란"]),
    ("(이란) 정부", ["이란"]),
    # bylines
    ("(서울=연합뉴스) 이재명 기자 = 정부는", ["서울", "연합뉴스"]),
    ("이재명 특파원", []),
    ("이재명 베이징 특파원", []),
    ("이재명 선임기자", []),
    ("이재명 대통령 기자회견", ["이재명", "대통령"]),
    ("푸틴 기자회견에서", ["푸틴"]),
    # spellings
    ("카심-조마르트 토카예프 대통령", ["카심-조마르트 토카예프", "대통령"]),
    ("카심조마르트 토카예프 대통령", ["카심조마르트 토카예프", "대통령"]),
    ("카심 조마르트 토카예프는", ["카심 조마르트 토카예프"]),
    ("카심조마르트토카예프는", ["카심조마르트토카예프"]),
    ("고(故) 아베신조 전 총리", ["아베신조", "총리"]),
    ("상하이 협력기구 정상회의", ["상하이 협력기구"]),
    ("집단 안보 조약기구는", ["집단 안보 조약기구"]),
    ("ＣＳＴＯ는", ["ＣＳＴＯ"]),
    ("대 만", []),
    ("who는 누구", []),
    ("naver.com/UN.html 과 https://un.org/UN/WHO", []),
    ("mail@EU.org", []),
    # Hanja of headlines
    ("美국무부, 中에 경고", ["美", "中"]),
    ("美·中 정상회담", ["美", "中"]),
    ("韓美日 훈련", ["韓", "美", "日"]),
    ("北, 미사일 발사", ["北"]),
    ("北 미사일 발사", ["北"]),
    ("8日 발표", []),
    ("20 日 발표", []),
    ("근무 中 사고", []),
    ("日本 정부", []),
    ("위챗(微信)", []),
    ("방中 일정", ["中"]),
    # headlines: quotation marks, numbers and abbreviations after the letter
    ("與 “예산안 처리를” 野 “졸속 심사”", ["與", "野"]),
    ('尹 "끝까지 간다"', ["尹"]),
    ("美 ‘관세 폭탄’ 예고", ["美"]),
    ("美 9월 고용지표 발표", ["美"]),
    ("中 4분기 수출 급감", ["中"]),
    ("北 SLBM 또 쐈다", ["北"]),
    ("野 5당 공동 발의", ["野"]),
    ("野5당 공동 발의", ["野"]),
    ('北, "南, 사과하라"', ["北", "南"]),
    # at the end
    ("다시 손잡은 韓日", ["韓", "日"]),
    ("특검 놓고 맞붙은 與·野", ["與", "野"]),
    ("수사권 다투는 檢·警", ["檢", "警"]),
    ("다시 만나는 南北美", ["南", "北", "美"]),
    ("빗장 거는 美", ["美"]),
    ("빗장 거는 美?", ["美"]),
    # arrows, ampersands, against
    ("관광객 이동 美→中", ["美", "中"]),
    ("美 & 中", ["美", "中"]),
    ("美 vs 中, 승자는", ["美", "中"]),
    # Hanja before the letter
    ("對中 수출 반등", ["中"]),
    ("거세지는 反美", ["美"]),
    ("親中 성향", ["中"]),
    ("이달 말 訪美", ["美"]),
    ("駐美 대사 교체", ["美"]),
    ("對北 전단", ["北"]),
    ("脫中 서두르는 기업", ["中"]),
    ("주한美군 감축", ["美"]),
    # during, days, glosses, words, beauty
    ("돌아온 中단체관광", ["中"]),
    ("심의 中", []),
    ("심의 中, 정회", []),
    ("비행 中에 난동", []),
    ("검토하는 中 발표했다", []),
    ("다섯 명 中 두 명", []),
    ("통화 中·日 정상", ["中", "日"]),
    ("3~5日 개최", []),
    ("10여日 만에", []),
    ("金·土·日 휴무", []),
    ("기획 (上)·(中)·(下)", []),
    ("중국(中)", ["중국(中)"]),
    ("중원(中)", []),
    ("전통의 美", []),
    ("곡선의 美를 살린", []),
    ("南美 순방", []),
    ("西北 지역", []),
    ("美人 대회", []),
    # reporters
    ("이재명·문재인 기자", []),
    ("이재명, 문재인 기자 =", []),
    ("문재인 YTN 기자", []),
    ("문재인 한겨레신문 기자가 보도했다", []),
    ("문재인 연합뉴스 기자", ["연합뉴스"]),
    ("문재인 AFP통신 기자", []),
    ("문재인 사회부 기자", []),
    ("문재인 국제뉴스팀 기자", []),
    ("문재인/서울 기자", ["서울"]),
    ("기자 문재인", []),
    ("글 문재인", []),
    ("문재인 논설위원", []),
    ("문재인 앵커", []),
    ("문재인 PD", []),
    ("문재인 도쿄 특파원", []),
    ("문재인 통신원", []),
    ("문재인 moon@news.example.kr", []),
    # statesmen with reporters nearby
    ("문재인 대통령은 기자회견에서", ["문재인", "대통령"]),
    ("문재인 대통령이 기자들과 만나", ["문재인", "대통령"]),
    ("문재인, 기자들과 만나", ["문재인"]),
    ("문재인·푸틴 기자회견", ["문재인", "푸틴"]),
    ("문재인 기자 간담회", ["문재인"]),
    ("출입기자 문재인 대통령을 만나", ["문재인", "대통령"]),
    ("문재인 대표 특파원 간담회", ["문재인"]),
    ("문재인 대통령은 특파원 간담회에서", ["문재인", "대통령"]),
    ("문재인 전주 특파원", []),
    ("푸틴 앵커리지 회담", ["푸틴"]),
    ("푸틴 BBC 기자 조롱", ["푸틴"]),
    ("이재명, 김철수 기자에게 사과", ["이재명"]),
    ("경찰서장이 사과했다", ["경찰"]),
    ("대전제를 깔고", []),
    # more suffixes
    ("서울시 예산과 부다페스트시", ["서울", "부다페스트"]),
    ("대전광역시에서", ["대전"]),
    ("서울시청 앞", ["서울"]),
    ("원산항을 떠났다", ["원산"]),
    ("국정원장이 보고했다", ["국정원"]),
    ("검찰총장은 사퇴했다", ["검찰"]),
    ("경찰서에서 조사받았다", ["경찰"]),
    ("공화당원들이 모였다", ["공화당"]),
    ("유엔총장의 호소", ["유엔"]),
    ("대통령궁 앞", ["대통령"]),
    ("중국인민지원군은", ["중국"]),
    ("외교부장관이", ["외교부"]),
    ("상무부위원장에 선출", []),
    ("상무부서에 배치", []),
    ("구호주의 오류", []),
    ("체코슬로바키아 해체", []),
    ("체코와 슬로바키아", ["체코", "슬로바키아"]),
    ("베트남 파월 장병 위로연", []),
    ("파월 의장은", ["파월"]),
    ("제1차 세계 대전 당시", []),
    ("2차 대전 때", []),
    ("대전 시민", ["대전"]),
    ("세르비아서 총격", ["세르비아"]),
    ("싸움을 말리시는 어머니", []),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=[text for text, _ in SENTENCES])
def test_korean_sentences(matcher: Matcher, text: str, expected: list[str]) -> None:
    assert found(matcher, text) == expected


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=[text for text, _ in SENTENCES])
def test_decomposed_text_gives_the_same_terms(matcher: Matcher, text: str, expected: list[str]) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    sources = found(matcher, decomposed)
    assert [unicodedata.normalize("NFC", source) for source in sources] == expected


def test_there_are_enough_sentences() -> None:
    assert len(SENTENCES) >= 80


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("中国和俄罗斯", ["中国", "俄罗斯"]),
        ("联合国安理会通过决议", ["联合国安理会"]),
        ("俄亥俄州", []),
        ("弗拉基米尔•普京总统", ["弗拉基米尔•普京", "总统"]),
        ("新华社记者习近平", []),
        ("美国总统访问中国人民大学", ["美国", "总统", "中国"]),
    ],
)
def test_chinese_sentences(matcher: Matcher, text: str, expected: list[str]) -> None:
    assert found(matcher, text, "zh-Hans") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The UN and UNESCO", ["UN"]),
        ("NATO's leaders met Russian presidents", ["NATO", "president"]),
        ("Kassym Jomart Tokayev of Kazakhstan", ["Kassym Jomart Tokayev", "Kazakhstan"]),
        ("Those who eat", []),
        ("President VLADIMIR PUTIN", ["President", "VLADIMIR PUTIN"]),
        ("Russian forms and Putin are only accepted", []),
    ],
)
def test_english_sentences(matcher: Matcher, text: str, expected: list[str]) -> None:
    assert found(matcher, text, "en") == expected


def test_hanja_of_headlines_count_in_korean_only(matcher: Matcher) -> None:
    for language in ("zh-Hans", "zh-Hant", "ja", "en"):
        assert found(matcher, "對中 美→中 與·野", language) == []


def make(folder: Path, rows: str, name: str = "g.csv") -> Path:
    path = folder / name
    path.write_text("ko,en,zh,kind,policy,context,note\n" + rows, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("万斯表示", ["万斯"]),
        ("埃万斯表示", []),
        ("万斯·米勒表示", []),
        ("哈里斯·阿莱克修斯", []),
        ("卡玛拉·哈里斯", []),
        ("哈里斯堡市", []),
        ("总统普京夫妇", ["普京"]),
        ("俄罗斯普京政府", ["俄罗斯", "普京"]),
    ],
)
def test_short_chinese_names_inside_longer_ones(tmp_path: Path, text: str, expected: list[str]) -> None:
    rows = (
        "밴스,Vance,万斯,person,,,\n해리스,Harris,哈里斯,person,,,\n"
        "푸틴,Putin,普京,person,,,\n러시아,Russia,俄罗斯,place,,,\n"
    )
    assert found(Matcher(load_glossary([make(tmp_path, rows)])), text, "zh-Hans") == expected


AMBIGUOUS = """\
갑당,Citizens' Party|CP,市民共同党,organisation,,,
을당,Citizens' Party,市民党,organisation,,,
병당,Workers' Union of Korea|Workers' Union,朝鲜工人联盟,organisation,,,
정부처,Harbour Ministry|Ministry of Harbours,港湾部,agency,,,
무부처,Ministry of Ports|Harbour Ministry,港口部,agency,,,
기부처,Fisheries Office|Fish Office,渔业厅,agency,,,
부항만장,junior harbour master,副港务长,title,,,
보좌관,aide|junior harbour master,助理,title,,,
항만장,harbour master,港务长,title,,,
홍길동,Hong Gil-dong|Hong,洪吉童|洪,person,,,
홍 대통령,Hong|President Hong,洪|洪总统,person,,,
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Citizens' Party won", []),
        ("CP won", []),
        ("The Workers' Union of Korea and the Workers' Union", ["Workers' Union of Korea"]),
        ("The Harbour Ministry and the Ministry of Ports", ["Ministry of Ports"]),
        ("The Fisheries Office, or Fish Office", ["Fisheries Office"]),
        ("The junior harbour master met a harbour master", ["harbour master"]),
        ("Hong Gil-dong left; Hong came back", ["Hong Gil-dong", "Hong"]),
    ],
)
def test_only_an_unambiguous_preferred_form_is_a_source(
    tmp_path: Path, text: str, expected: list[str]
) -> None:
    matcher = Matcher(load_glossary([make(tmp_path, AMBIGUOUS)]))
    assert found(matcher, text, "en") == expected


def test_a_winning_glossary_settles_an_ambiguous_source(tmp_path: Path) -> None:
    own = make(tmp_path, "을당,Citizens' Party,市民党,organisation,,,\n", "own.csv")
    matcher = Matcher(load_glossary([own, make(tmp_path, AMBIGUOUS)]))
    (match,) = matcher.find("The Citizens' Party won", "en", ["zh-Hans"])
    assert match.targets["zh-Hans"] == "市民党"


def test_the_article_is_prepared_once(matcher: Matcher, monkeypatch: pytest.MonkeyPatch) -> None:
    """The cost of context words does not grow with the number of segments times the article's length."""
    from bilingual.terminology import selection

    seen: list[int] = []
    flat = selection.flat

    def counting(text: str) -> str:
        seen.append(len(text))
        return flat(text)

    monkeypatch.setattr(selection, "flat", counting)
    whole = "수단은 멀다. " * 2000
    for number in range(300):
        matcher.find(f"수단은 멀다 {number}", "ko", ["en"], context=whole)
    assert sum(length > 1000 for length in seen) == 1
    (match,) = matcher.find("수단은 부인했다", "ko", ["en"], context="하르툼에서 내전이 났다")
    assert match.targets["en"] == "Sudan"
    (match,) = matcher.find("수단은 부인했다", "ko", ["en"])
    assert match.targets["en"] == "means"


def test_a_match_says_what_it_asks(matcher: Matcher) -> None:
    (match,) = matcher.find("토카예프는", "ko", ["en", "zh-Hans"])
    assert match == TermMatch(
        "토카예프",
        0,
        4,
        Policy.PIN,
        {"en": "Kassym-Jomart Tokayev", "zh-Hans": "卡西姆-若马尔特·托卡耶夫"},
        {"en": ("Kassym-Jomart Tokayev", "Tokayev"), "zh-Hans": ("卡西姆-若马尔特·托卡耶夫", "托卡耶夫")},
        {},
        "person",
        "",
        "entities.csv:12",
    )


def test_traditional_targets_are_converted(matcher: Matcher) -> None:
    (match,) = matcher.find("유럽연합은", "ko", ["zh-Hant"])
    assert match.targets == {"zh-Hant": "歐盟"}


def test_context_may_stand_elsewhere_in_the_article(matcher: Matcher) -> None:
    (match,) = matcher.find("수단은 부인했다", "ko", ["en"], context="하르툼에서 내전이 났다")
    assert match.targets["en"] == "Sudan"
    (match,) = matcher.find("수단은 많다", "ko", ["en"])
    assert (match.policy, match.targets["en"]) == (Policy.SUGGEST, "means")


def test_forbidden_forms_stand_beside_the_pin(tmp_path: Path) -> None:
    path = tmp_path / "g.csv"
    path.write_text(
        "ko,en,zh,kind,policy\n나토,NATO,北约,organisation,\n나토,Nato pact,,,forbid\n,Oriental,,,forbid\n",
        encoding="utf-8",
    )
    matches = Matcher(load_glossary([path])).find("나토는", "ko", ["en"])
    assert [(m.source, m.policy, m.targets["en"]) for m in matches] == [
        ("", Policy.FORBID, "Oriental"),
        ("나토", Policy.PIN, "NATO"),
        ("나토", Policy.FORBID, "Nato pact"),
    ]


def test_every_stated_particle(matcher: Matcher) -> None:
    open_forms = (
        "는 가 를 와 의 에 에서 에게 로 부터 까지 만 도 조차 마저 보다 처럼 "
        "나 라 란 께서 엔 에선 에겐 한테 께 하고 랑 로서 로써 론 라도 커녕 마다 "
        "밖에 뿐 만큼 대로 인 다 이다 였다 이며 이고 이자 라는 이라는 라고 입니다"
    )
    closed_forms = (
        "은 이 을 과 의 에 에서 에게 으로 부터 까지 만 도 조차 마저 보다 처럼 "
        "이나 이라 이란 께서 엔 에선 에겐 한테 께 하고 이랑 으로서 으로써 으론 이라도 커녕 마다 "
        "밖에 뿐 만큼 대로 인 이다 이었다 이며 이고 이자 이라는 이라고 입니다"
    )
    for form in open_forms.split():
        assert found(matcher, f"러시아{form} 했다") == ["러시아"], form
    for form in closed_forms.split():
        assert found(matcher, f"푸틴{form} 했다") == ["푸틴"], form


NAMES = ["러시아", "푸틴", "CSTO", "유엔 안보리", "카심-조마르트 토카예프", "중국", "이란", "독일"]
FILLER = st.text(alphabet="가나다라 말은이를 abcXYZ中美日,.·-()“”\n0189각\u200bＣé", max_size=12)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(FILLER, st.sampled_from(NAMES)), max_size=6), FILLER, st.booleans())
def test_offsets_fit_any_text(
    matcher: Matcher, pieces: list[tuple[str, str]], tail: str, decomposed: bool
) -> None:
    text = "".join(filler + name for filler, name in pieces) + tail
    if decomposed:
        text = unicodedata.normalize("NFD", text)
    edge = 0
    for match in matcher.find(text, "ko", ["en", "zh-Hans"]):
        assert edge <= match.start < match.end <= len(text)
        assert text[match.start : match.end] == match.source
        edge = match.end


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60), st.sampled_from(["ko", "en", "zh-Hans", "zh-Hant", "ja"]))
def test_no_text_breaks_matching(matcher: Matcher, text: str, language: str) -> None:
    for match in matcher.find(text, language, ["en", "zh-Hans", "ko"]):
        assert text[match.start : match.end] == match.source


@settings(max_examples=100, deadline=None)
@given(FILLER, st.sampled_from(NAMES), FILLER)
def test_a_name_between_spaces_is_found(matcher: Matcher, before: str, name: str, after: str) -> None:
    text = f"{before}. {name} . {after}"
    sources = [match.source for match in matcher.find(text, "ko", ["en"])]
    assert any(name in source for source in sources)


def test_cost_stays_linear(tmp_path: Path) -> None:
    """Twice the text takes about twice the candidates, not four times (no clock needed)."""
    rng = random.Random(7)
    syllables = [chr(0xAC00 + rng.randrange(11172)) for _ in range(400)]
    names = {"".join(rng.choices(syllables, k=rng.randint(2, 5))) for _ in range(2000)}
    path = tmp_path / "g.csv"
    rows = [f"{name},N{i},名{i},person,,," for i, name in enumerate(sorted(names))]
    path.write_text("ko,en,zh,kind,policy,context,note\n" + "\n".join(rows), encoding="utf-8")
    matcher = Matcher(load_glossary([path]))
    text = " ".join(f"{name}은" for name in sorted(names)[:500])
    once, twice = (len(matcher.find(part, "ko", ["en"])) for part in (text, text + " " + text))
    assert twice == 2 * once > 500


def test_a_name_of_the_winning_glossary_wins_over_a_longer_row_of_a_lower_one(tmp_path: Path) -> None:
    own, shipped = tmp_path / "own.csv", tmp_path / "shipped.csv"
    own.write_text(
        "ko,en,zh,kind,policy\n푸틴,Poutine,蒲亭,person,\n중국,Cathay,中华,place,pin\n", encoding="utf-8"
    )
    shipped.write_text(
        "ko,en,zh,kind,policy\n푸틴 대통령,Putin,普京,person,\n중국인민은행,People's Bank of China,中国人民银行,organisation,\n",
        encoding="utf-8",
    )
    matcher = Matcher(load_glossary([own, shipped]))
    found = matcher.find("푸틴 대통령이 중국인민은행을 찾았다.", "ko", ["en"])
    assert [(match.source, match.targets["en"]) for match in found] == [
        ("푸틴", "Poutine"),
        ("중국인민은행", "People's Bank of China"),
    ]
