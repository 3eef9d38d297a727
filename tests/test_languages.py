from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual import languages
from bilingual.errors import UsageError
from bilingual.languages import canonical, canonical_list, identify, script_counts, script_label, spans
from bilingual.text_addresses import addresses, without_addresses

DEV = Path(__file__).resolve().parent.parent.parent / "shared" / "flores" / "dev.tsv"
needs_flores = pytest.mark.skipif(not DEV.is_file(), reason="needs ../shared/flores, which is not published")


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("푸틴, 나토 의식했나…CSTO 회원국 카자흐와 군사훈련 채비", "ko"),
        ("조글로의 모든 뉴스를 모멘트(朋友圈)로 공유할수 있습니다.", "ko"),
        ("[조글로•潮歌网]조선족네트워크교류협회• 深圳潮歌网信息技术有限公司", "mixed"),
        ("网站:www.zoglo.net 电子邮件:zoglo718@sohu.com 公众号: zoglo_net", "zh"),
        ("Copyright C 2005-2023 All Rights Reserved.", "en"),
        ("2022-07-18", "none"),
        ("kdg@hankyung.com", "none"),
        ("https://newsdao.kr에서", "ko"),
        ("民生規制の革新策の中では", "ja"),
        ("한일 관계를 半身·はんみ 라고 표현했다", "mixed"),
        ("Привет", "other"),
        ("", "none"),
    ],
)
def test_the_label_of_a_line(text: str, label: str) -> None:
    assert script_label(text) == label


@pytest.mark.parametrize(
    ("hangul", "han", "label"), [(81, 19, "ko"), (80, 20, "mixed"), (20, 80, "mixed"), (19, 81, "zh")]
)
def test_the_shares_that_divide_the_labels(hangul: int, han: int, label: str) -> None:
    assert script_label("가" * hangul + "中" * han) == label


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("위챗(微信)", [("微信", "zh")]),
        ("조글로•潮歌网", [("潮歌网", "zh")]),
        ("美외교안보전문지", [("美", "zh")]),
        ("집단안보조약기구(CSTO) 회원국", [("CSTO", "en")]),
        ("中国的카카오톡用户很多很多很多很多", [("카카오톡", "ko")]),
        ("뉴욕의 New York Times 기자", [("New York Times", "en")]),
        ("주소는 www.zoglo.net 이다", []),
        ("모두 한글이다", []),
    ],
)
def test_runs_in_another_script(text: str, found: list[tuple[str, str]]) -> None:
    assert [(text[span.start : span.end], span.lang) for span in spans(text)] == found


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("카자흐스탄은 올해 의장국이다.", "ko"),
        ("위챗(微信)은 中国人民銀行의 발표를 전했다", "ko"),
        ("哈萨克斯坦是今年的轮值主席国。", "zh-Hans"),
        ("哈薩克斯坦是今年的輪值主席國。", "zh-Hant"),
        ("中文", "zh-Hans"),
        ("民生規制の革新策の中では", "ja"),
        ("Kazakhstan (哈萨克斯坦) chairs the CIS this year", "en"),
        ("iPhone手机", "zh-Hans"),
        ("CSTO", "en"),
        ("www", "en"),
        ("The two leaders met in Sochi on Friday and talked about trade.", "en"),
        ("Die beiden Präsidenten trafen sich am Freitag in Sotschi und sprachen über den Handel.", "de"),
        ("Президенты встретились в пятницу в Сочи и обсудили торговлю.", "ru"),
        ("Ерөнхийлөгч нар баасан гарагт уулзаж, худалдааны талаар ярилцав.", "mn"),
        ("2022. 8. 21.", None),
        ("…", None),
    ],
)
def test_the_language_of_a_text(text: str, code: str | None) -> None:
    assert identify(text) == code


def test_the_default_decides_only_in_doubt() -> None:
    assert identify("123", "ko") == "ko"
    assert identify("中文", "zh-Hant") == "zh-Hant"
    assert identify("中国", "zh-Hant") == "zh-Hans"
    assert identify("안녕하세요", "en") == "ko"


def test_langdetect_repeats() -> None:
    text = "Le président a rencontré son homologue vendredi pour parler du commerce."
    assert {identify(text) for _ in range(20)} == {"fr"}


def test_scripts_alone_load_neither_langdetect_nor_opencc() -> None:
    code = (
        "import sys; from bilingual.languages import identify, spans\n"
        "identify('안녕하세요 微信'); identify('中文'); identify('CSTO'); spans('위챗(微信)')\n"
        "assert not {'langdetect', 'opencc'} & set(sys.modules), sorted(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_converter_is_made_once() -> None:
    code = (
        "import opencc\n"
        "made, own = [], opencc.OpenCC\n"
        "opencc.OpenCC = lambda table: made.append(table) or own(table)\n"
        "from bilingual.article import Segment\n"
        "from bilingual.chinese_scripts import converted\n"
        "from bilingual.copying import without_engine\n"
        "from bilingual.languages import identify\n"
        "from bilingual.parallel.evidence import of_chinese\n"
        "for text in ('中国经济', '龙门', '这里'):\n"
        "    without_engine(Segment('1', '1', text, 'zh-Hans'), 'zh-Hant')\n"
        "    without_engine(Segment('1', '1', text, 'zh-Hant'), 'zh-Hans')\n"
        "    identify(text), of_chinese(text), converted(text, 'ja')\n"
        "assert sorted(made) == ['s2t', 't2jp', 't2s'], made"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_codes_and_aliases() -> None:
    assert canonical_list(["zh", "en-US", "zh-TW", "zh_CN"]) == ("zh-Hans", "en", "zh-Hant")
    with pytest.raises(UsageError, match="korean"):
        canonical("koraen")


@needs_flores
@pytest.mark.parametrize(("column", "code", "letters"), [(0, "ko", "가힣"), (2, "zh-Hans", "一鿿")])
def test_segments_of_flores_are_told(column: int, code: str, letters: str) -> None:
    rows = [line.split("\t")[column] for line in DEV.read_text(encoding="utf-8").splitlines()[1:]]
    whole = sum(identify(row) == code for row in rows)
    assert whole / len(rows) >= 0.999
    # A piece that is all Latin letters, a name, says nothing of the sentence it was cut from.
    pieces = [row[:6] for row in rows if any(letters[0] <= char <= letters[1] for char in row[:6])]
    assert len(pieces) > 900
    assert sum(identify(piece) == code for piece in pieces) / len(pieces) >= 0.995


@pytest.mark.parametrize(
    "text",
    [
        "大韓民國 憲法 第1條 大韓民國은 民主共和國이다.",
        "中國 外交部長 訪韓, 尹 大統領과 會談 열려",
        "북경시 朝阳区 소식 北京朝阳区消息",
    ],
)
def test_korean_in_mixed_script_is_korean_however_many_the_hanja(text: str) -> None:
    assert identify(text) == "ko"


@pytest.mark.parametrize("text", ["韩国总统（윤석열）今天访问了中国", "习近平（시진핑）会见外宾"])
def test_chinese_that_glosses_a_korean_name_is_chinese(text: str) -> None:
    assert identify(text) == "zh-Hans"


@pytest.mark.parametrize(
    "text",
    [
        "美 “中과 대화 열려있다”…中 “내정간섭 말라”",
        "日, 北 미사일에 강력 항의",
        "獨·佛 정상, 우크라 지원 합의",
        "韓美日 회담",
        "與野 합의",
        "對中 수출",
        "檢, 前 장관 소환",
        "[社說] 北核 해법",
    ],
)
def test_sino_korean_headline_letters_are_korean(text: str) -> None:
    assert identify(text) == "ko"


@pytest.mark.parametrize("text", ["美·中", "北", "日 / 獨"])
def test_single_letters_are_korean_where_the_page_is(text: str) -> None:
    assert identify(text, "ko") == "ko"
    assert identify(text, "zh-Hans") == ("zh-Hant" if "獨" in text else "zh-Hans")


@pytest.mark.parametrize(
    "text",
    [
        "습근평 총서기, 로동절 맞아 로동자들을 위문",
        "녀성련합회 수자화 사업 리해 증진",
        "길림성 연변조선족자치주 룡정시 로인협회",
        "리극강총리 류엔대회 참석",
    ],
)
def test_yanbian_spellings_are_korean(text: str) -> None:
    assert identify(text) == "ko"
    assert script_label(text) == "ko"
    assert spans(text) == ()


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        ("他说", "他說"),
        ("后来", "後來"),
        ("于是", "於是"),
        ("干净", "乾淨"),
        ("里面", "裡面"),
        ("为了", "為了"),
        ("群众", "羣衆"),
        ("面包", "麪包"),
        ("台湾", "臺灣"),
        ("象征", "象徵"),
        ("了解", "瞭解"),
        ("GDP增长5%，创新高", "GDP成長5%，創新高"),
    ],
)
def test_few_characters_tell_the_two_chinese_scripts(simplified: str, traditional: str) -> None:
    assert identify(simplified) == "zh-Hans"
    assert identify(traditional) == "zh-Hant"
    assert identify(traditional, "zh-Hans") == "zh-Hant"


@pytest.mark.parametrize("text", ["著名", "乾隆", "瞭望", "皇后", "公里", "台北", "人口", "中文"])
def test_a_character_of_both_scripts_never_decides(text: str) -> None:
    assert identify(text, "zh-Hant") == "zh-Hant"
    assert identify(text, "zh-Hans") == "zh-Hans"


@pytest.mark.parametrize(
    "text", ["韓国の大統領", "円安進む、1ドル150円台に", "岸田首相は訪米した", "新型コロナ感染者"]
)
def test_kanji_with_kana_is_japanese(text: str) -> None:
    assert identify(text) == "ja"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("优衣库の新品", "zh-Hans"),
        ("鮮の味餐廳", "zh-Hant"),
        ("可點選圖片右上方的영상팝업看報導。", "zh-Hant"),
        ("点击“더보기”查看更多", "zh-Hans"),
        ("使用카카오톡的人越来越多", "zh-Hans"),
        ("BTS(방탄소년단)在美国演出", "zh-Hans"),
        ("《오징어 게임》在中国走红", "zh-Hans"),
        ("iPhone 15 Pro Max发布", "zh-Hans"),
        ("중국 人民網 보도", "ko"),
        ("그는 “江山就是人民，人民就是江山”이라는 말을 되풀이했다.", "ko"),
        ("삼성전자 “We are open” 발표", "ko"),
        ("iPhone 15 Pro Max 출시", "ko"),
        ("Samsung (삼성) announced new phones", "en"),
    ],
)
def test_a_quotation_or_a_name_does_not_turn_a_line(text: str, code: str) -> None:
    assert identify(text) == code


@needs_flores
@pytest.mark.parametrize(("length", "least"), [(6, 0.99), (12, 0.99), (400, 0.999)])
@pytest.mark.parametrize("table", ["s2t", "s2tw", "s2hk"])
def test_traditional_pieces_of_flores_are_told(table: str, length: int, least: float) -> None:
    import opencc

    simple, convert = opencc.OpenCC("t2s").convert, opencc.OpenCC(table).convert
    rows = [line.split("\t")[2] for line in DEV.read_text(encoding="utf-8").splitlines()[1:]]
    pieces = [row[len(row) // 3 :][:length] for row in rows]
    told = [(piece, convert(piece)) for piece in pieces if convert(piece) != simple(piece) == piece]
    assert len(told) > 600
    assert sum(identify(traditional) == "zh-Hant" for _, traditional in told) / len(told) >= least
    assert sum(identify(simplified) == "zh-Hans" for simplified, _ in told) / len(told) >= 0.999


def test_a_line_of_opening_brackets_is_told_at_once() -> None:
    # Quadratic work on this would take hours.
    assert identify("한국어 문장입니다. " + "(" * 2_000_000 + "中文句子内容。") == "ko"


# -- addresses and runs, told in one way here and faster there ----------------------------------------------------

# What `addresses` finds, said plainly; on a long run of letters it takes time that a page may not have.
PLAIN_ADDRESS = re.compile(
    r"https?://[^\s<>\"'가-힣一-鿿]+|www\.[A-Za-z0-9./_~%?=&#-]+|[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9.-]+",
    re.IGNORECASE,
)
ADDRESSED = st.lists(
    st.sampled_from(
        [
            "a@b",
            "www.",
            "WWW.x",
            "http://",
            "https://m.io/@u",
            "@",
            ".",
            "x" * 63,
            "y" * 66,
            "é",
            "ſ",
            "가",
            "漢",
            " ",
            "か",
            "-",
            "9",
        ]
    ),
    max_size=12,
).map("".join)


@given(ADDRESSED)
def test_addresses_are_what_they_plainly_are(text: str) -> None:
    assert list(addresses(text)) == [match.span() for match in PLAIN_ADDRESS.finditer(text)]
    assert without_addresses(text) == PLAIN_ADDRESS.sub(" ", text)


@given(ADDRESSED | st.text(alphabet="가나 다漢字かナabЖЯé09.'-()", max_size=30))
def test_spans_are_the_runs_of_other_scripts(text: str) -> None:
    own = script_label(text)
    if own == "mixed":
        count = script_counts(PLAIN_ADDRESS.sub(" ", text))
        own = "ko" if count["ko"] >= count["zh"] else "zh"
    blanked = PLAIN_ADDRESS.sub(lambda match: " " * len(match.group()), text)
    runs = [(m.start(), m.end(), m.lastgroup) for m in languages._RUN.finditer(blanked)]
    want = [run for run in runs if run[2] != own and (own, run[2]) != ("ja", "zh")]
    assert [(span.start, span.end, span.lang) for span in spans(text)] == want


def test_a_very_long_text_is_counted_whole() -> None:
    assert script_counts("가漢a か" * 50_000) == {"ko": 50_000, "zh": 50_000, "ja": 50_000, "en": 50_000}
