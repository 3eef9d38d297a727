"""TMX in and out: real files, other tools' habits, hostile ones."""

from __future__ import annotations

import dataclasses
import re
import subprocess
import sys
import xml.dom.minidom
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bilingual.errors import MemoryStoreError, OutputError
from bilingual.memory import IMPORTED, MACHINE, PERSON, Unit, tmx_quick
from bilingual.memory import tmx as tmx_module
from bilingual.memory.tmx import LONGEST, read_tmx, write_tmx
from bilingual.memory.units import context, normalised

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'


def tmx(body: str, srclang: str = "ko", head: str = HEAD) -> str:
    return (
        f'{head}<tmx version="1.4">\n<header srclang="{srclang}" datatype="plaintext" segtype="sentence" '
        f'creationtool="x" creationtoolversion="1" o-tmf="x" adminlang="en"/>\n<body>\n{body}\n</body></tmx>'
    )


def pair(korean: str, english: str, attributes: str = "", props: str = "") -> str:
    return (
        f'<tu{attributes}>{props}<tuv xml:lang="ko"><seg>{korean}</seg></tuv>'
        f'<tuv xml:lang="en"><seg>{english}</seg></tuv></tu>'
    )


@pytest.fixture
def read(tmp_path: Path):
    def read(content: str | bytes) -> list[Unit]:
        path = tmp_path / "x.tmx"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return [unit for entry in read_tmx(path) for unit in entry.units()]

    return read


@pytest.fixture
def refusal(read, tmp_path):
    def refusal(content: str | bytes) -> str:
        with pytest.raises(MemoryStoreError) as caught:
            read(content)
        first, second = str(caught.value).splitlines()
        assert re.match(re.escape(str(tmp_path / "x.tmx")) + r":\d+: ", first)
        assert "Nothing was imported" in second
        return first.removeprefix(f"{tmp_path / 'x.tmx'}:")

    return refusal


def texts(units: list[Unit]) -> list[tuple[str, str, str, str]]:
    return [(unit.source_language, unit.source, unit.target_language, unit.target) for unit in units]


# --- other tools' files -----------------------------------------------------------------------------------


def test_a_plain_file_with_its_dtd_which_is_not_loaded(read):
    assert texts(read(tmx(pair("가", "A")))) == [("ko", "가", "en", "A")]


def test_what_says_nothing_of_its_origin_is_imported(read):
    (unit,) = read(tmx(pair("가", "A")))
    assert unit == Unit("가", "A", "ko", "en", IMPORTED)


def test_codes_are_made_canonical_and_unknown_ones_passed_over(read):
    body = (
        '<tu><tuv xml:lang="KO-KR"><seg>가</seg></tuv><tuv lang="EN_us"><seg>A</seg></tuv>'
        '<tuv xml:lang="zh-CN"><seg>甲</seg></tuv><tuv xml:lang="zh-TW"><seg>甲甲</seg></tuv>'
        '<tuv xml:lang="tlh"><seg>Q</seg></tuv><tuv><seg>none</seg></tuv></tu>'
    )
    assert texts(read(tmx(body, "ko-KR"))) == [
        ("ko", "가", "en", "A"),
        ("ko", "가", "zh-Hans", "甲"),
        ("ko", "가", "zh-Hant", "甲甲"),
    ]


def test_of_two_texts_in_one_language_both_are_kept_and_the_first_outranks(read):
    body = (
        '<tu><tuv xml:lang="ko"><seg>가</seg></tuv><tuv xml:lang="zh-CN"><seg>甲</seg></tuv>'
        '<tuv xml:lang="zh"><seg>乙</seg></tuv></tu>'
    )
    assert texts(read(tmx(body))) == [("ko", "가", "zh-Hans", "乙"), ("ko", "가", "zh-Hans", "甲")]


def test_any_language_may_be_the_source_where_the_header_says_all(read):
    body = pair("가", "A").replace("</tu>", '<tuv xml:lang="zh-CN"><seg>甲</seg></tuv></tu>')
    found = {(one, other) for one, _, other, _ in texts(read(tmx(body, "*all*")))}
    assert found == {(a, b) for a in ("ko", "en", "zh-Hans") for b in ("ko", "en", "zh-Hans") if a != b}
    assert texts(read(tmx(pair("가", "A", ' srclang="en"'), "*all*"))) == [("en", "A", "ko", "가")]
    assert len(read(tmx(pair("가", "A"), "*ALL*"))) == 2


def test_a_unit_without_its_source_language_gives_nothing(read):
    assert read(tmx(pair("가", "A"), "fr")) == []
    assert read(tmx(pair("가", "A"), "tlh")) == []
    assert read(tmx(pair("", "A") + pair("가", " ") + "<tu/><tu><tuv xml:lang='ko'/></tu>")) == []


def test_inline_codes_go_and_the_words_stay(read):
    korean = (
        '<bpt i="1">&lt;b&gt;</bpt>러시아<ept i="1">&lt;/b&gt;</ept>가 <hi type="term">모스크바</hi>에서'
        '<ph x="1">{1}<sub>각주</sub></ph><it pos="begin" x="2">&lt;i&gt;</it> 밝혔다<ut>x</ut>.'
    )
    english = 'It said<ph type="lb"/>so in <hi><hi>Moscow</hi></hi>.'
    (unit,) = read(tmx(pair(korean, english)))
    assert (unit.source, unit.target) == ("러시아가 모스크바에서 밝혔다.", "It said so in Moscow.")


def test_white_space_of_the_layout_goes_and_composition_is_nfc(read):
    (unit,) = read(tmx(pair("\n     가나\r\n     다  라\n   ", "caf\u0065\u0301")))
    assert (unit.source, unit.target) == ("가나 다  라", "caf\u00e9")


def test_character_references_cdata_and_comments(read):
    (unit,) = read(tmx(pair("<![CDATA[a<b]]>&amp;&#xAC00;<!-- no -->&#13;나", "&lt;&quot;&apos;&gt;")))
    assert (unit.source, unit.target) == ("a<b&가 나", "<\"'>")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_other_encodings_by_their_mark(read, encoding):
    head = '<?xml version="1.0"?>\n'
    assert texts(read(tmx(pair("가", "A"), head=head).encode(encoding))) == [("ko", "가", "en", "A")]


@pytest.mark.parametrize("encoding", ["EUC-KR", "cp949", "GB18030", "gbk", "johab", "iso-2022-kr", "UHC"])
def test_encodings_of_several_bytes_are_read_as_declared(tmp_path, encoding, monkeypatch):
    monkeypatch.setattr(tmx_module, "_READ", 7)
    monkeypatch.setattr(tmx_quick, "_READ", 7)
    korean = "中国 \n外交部" if encoding == "gbk" else "회담이 \n열렸다"
    path = tmp_path / "x.tmx"
    content = tmx("\n".join([pair(korean, "A"), pair(korean, "B")])).replace("UTF-8", encoding)
    path.write_bytes(content.encode(encoding))
    for units in (
        [unit for entry in read_tmx(path) for unit in entry.units()],
        [unit for several in tmx_quick.read_units(path) for unit in several],
    ):
        assert texts(units) == [("ko", " ".join(korean.split()), "en", english) for english in "AB"]


def test_euc_kr_has_the_syllables_that_only_cp949_has(read):
    content = tmx(pair("똠방각하", "A")).replace("UTF-8", "EUC-KR").encode("cp949")
    assert texts(read(content)) == [("ko", "똠방각하", "en", "A")]


def test_properties_of_a_text_outrank_those_of_its_unit(read):
    body = (
        '<tu changedate="20240102T030405Z" creationdate="20200101T000000Z">'
        '<prop type="x-origin">engine</prop>'
        '<prop type="x-status">translated</prop><prop type="x-bilingual-engine">google</prop>'
        '<prop type="x-bilingual-pairs">[["가","A"]]</prop><prop type="x-client">someone</prop>'
        '<tuv xml:lang="ko"><seg>가</seg></tuv><tuv xml:lang="en"><seg>A</seg></tuv>'
        '<tuv xml:lang="zh"><prop type="x-origin">Person</prop><prop type="x-status">edited</prop>'
        "<seg>甲</seg></tuv></tu>"
    )
    english, chinese = read(tmx(body))
    assert (english.origin, english.status, english.engine) == (MACHINE, "translated", "google")
    assert english.pairs == (("가", "A"),)
    assert english.created == "2024-01-02T03:04:05Z"
    assert (chinese.origin, chinese.status) == (PERSON, "edited")


@pytest.mark.parametrize("origin", ["MT", "", "mt-engine", "사람"])
def test_an_origin_that_we_do_not_know_is_imported(read, origin):
    (unit,) = read(tmx(pair("가", "A", props=f'<prop type="x-origin">{origin}</prop>')))
    assert unit.origin == IMPORTED


def test_each_unit_knows_its_line(tmp_path):
    path = tmp_path / "x.tmx"
    path.write_text(tmx("\n".join([pair("가", "A"), pair("나", "B")])), encoding="utf-8")
    assert [entry.line for entry in read_tmx(path)] == [6, 7]


# --- hostile and broken files -----------------------------------------------------------------------------

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE tmx [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)


def test_a_billion_laughs_are_refused_at_the_declaration(refusal):
    assert "entity 'a'" in refusal(tmx(pair("&j;", "x"), head=LAUGHS))


@pytest.mark.parametrize(
    "declaration",
    [
        '<!ENTITY x SYSTEM "{}">',
        '<!ENTITY x PUBLIC "x" "{}">',
        '<!ENTITY % x SYSTEM "{}"> %x;',
        '<!ENTITY % x "harmless">',
        '<!ENTITY x SYSTEM "{}" NDATA gif>',
    ],
)
def test_entities_are_refused_and_no_file_is_read(refusal, tmp_path, declaration):
    secret = tmp_path / "secret.txt"
    secret.write_text("TOP SECRET")
    head = f"<?xml version='1.0'?>\n<!DOCTYPE tmx [\n{declaration.format(secret.as_uri())}\n]>\n"
    text = refusal(tmx(pair("&x;", "A"), head=head))
    assert text.startswith("3: ")
    assert "entity 'x'" in text
    assert "SECRET" not in text


def test_an_external_dtd_is_never_fetched(read, tmp_path):
    dtd = tmp_path / "evil.dtd"
    dtd.write_text('<!ENTITY x "from the dtd"><!ATTLIST tuv xml:lang CDATA "en">')
    head = f'<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "{dtd.as_uri()}">'
    body = "<tu><tuv xml:lang='ko'><seg>가</seg></tuv><tuv><seg>A</seg></tuv></tu>"
    assert read(tmx(body, head=head)) == []


def test_an_entity_that_nobody_defined_is_refused(refusal):
    assert refusal(tmx(pair("가&nbsp;나", "A"))).startswith("6: uses the entity 'nbsp'")
    assert refusal(tmx(pair("가&nbsp;나", "A"), head="")).startswith("4: malformed XML")


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("", 1),
        ("not xml", 1),
        (tmx(pair("가", "A"))[:-20], 6),
        (tmx("<tu><tuv></tu>"), 6),
        (tmx(pair("\x01", "A")), 6),
        (tmx(pair("가 & 나", "A")), 6),
        (tmx(pair("가", "A")).encode().replace("가".encode(), b"\xff\xfe"), 6),
        (tmx(pair("가", "A")).replace("UTF-8", "no-such-code"), 1),
        (tmx(pair("가", "A")).replace("UTF-8", "euc-kr").encode("euc-kr").replace(b"A<", b"\xff\xff<"), 6),
        (tmx(pair("가", "A")) + "<more/>", 7),
        ("<html>\n</html>", 1),
        (tmx(pair("가", "A", props='<prop type="x-bilingual-pairs">[1]</prop>')), 6),
        (tmx("<x>" * 200 + "</x>" * 200), 6),
    ],
)
def test_a_broken_file_is_refused_with_its_line(refusal, content, line):
    assert refusal(content).startswith(f"{line}: ")


def test_a_text_beyond_all_measure_is_refused(refusal):
    assert "characters" in refusal(tmx(pair("가" * (LONGEST + 1), "A")))


def test_a_long_text_of_spaces_takes_no_time(read):
    (unit,) = read(tmx(pair("가" + " " * (LONGEST - 10) + "나", "A")))
    assert len(unit.source) == LONGEST - 8


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(MemoryStoreError, match=r"gone\.tmx: cannot be read"):
        list(read_tmx(tmp_path / "gone.tmx"))
    with pytest.raises(MemoryStoreError, match="cannot be read"):
        list(read_tmx(tmp_path))


COUNTER = """
import resource, sys
from pathlib import Path
from bilingual.memory.tmx import read_tmx
print(sum(1 for _ in read_tmx(Path(sys.argv[1]))), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def test_reading_takes_the_same_memory_for_a_long_file_as_for_a_short(tmp_path):
    used = []
    for count in (200, 40_000):
        path = tmp_path / f"{count}.tmx"
        write_tmx(path, (Unit(f"문장 {n}", f"sentence {n}", "ko", "en", IMPORTED) for n in range(count)))
        command = [sys.executable, "-c", COUNTER, str(path)]
        result = subprocess.run(command, capture_output=True, text=True, check=True)
        read, peak = map(int, result.stdout.split())
        assert read == count
        used.append(peak)
    unit = 1 if sys.platform == "darwin" else 1024
    assert (used[1] - used[0]) * unit < 4_000_000, "the 8 MB file was kept in memory"


# --- round trips ------------------------------------------------------------------------------------------

SPOILT = st.text(st.characters(), min_size=1) | st.text("\0\x01\x0b\r\n\t \ufffe\uffff\ud83d<>&\"']]>가甲")
UNITS = st.builds(
    Unit,
    source=SPOILT,
    target=SPOILT,
    source_language=st.sampled_from(["ko", "zh-Hans"]),
    target_language=st.sampled_from(["en", "zh-Hant"]),
    origin=st.sampled_from([PERSON, IMPORTED, MACHINE]),
    status=st.sampled_from(["", "edited", "translated"]),
    engine=st.sampled_from(["", "google/1 & <b>"]),
    pairs=st.lists(st.tuples(st.text("가나&<\"'\\", min_size=1), st.text("AB'", min_size=1)), max_size=3).map(
        tuple
    ),
    segment=st.sampled_from(["", "0a1b2c3d-12c.1"]),
    previous=st.text("가나다 ", max_size=5),
    following=st.text("가나다 ", max_size=5),
    created=st.sampled_from(["", "2026-01-02T03:04:05Z"]),
)

ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@settings(max_examples=150, deadline=None)
@given(units=st.lists(UNITS, max_size=6))
@example(units=[Unit("\x00가\x1f", "A\ud83d", "ko", "en", PERSON)])
@example(units=[Unit("]]>", "<!--&-->", "ko", "en", MACHINE, engine="&")])
def test_whatever_is_written_is_sound_and_comes_back(tmp_path_factory, units):
    path = tmp_path_factory.mktemp("round") / "x.tmx"
    write_tmx(path, units)
    xml.dom.minidom.parseString(path.read_bytes())
    back = [unit for entry in read_tmx(path) for unit in entry.units()]
    expected = []
    for unit in units:
        source, target = (ILLEGAL.sub("", text) for text in (unit.source, unit.target))
        if source.strip() and target.strip():
            expected.append(
                dataclasses.replace(
                    unit,
                    source=normalised(source),
                    target=normalised(target),
                    pairs=tuple(sorted(set(unit.pairs))),
                    previous=context(unit.previous),
                    following=context(unit.following),
                )
            )
    assert [
        dataclasses.replace(unit, source=normalised(unit.source), target=normalised(unit.target))
        for unit in back
    ] == expected


def test_inner_spaces_survive_the_round_trip(tmp_path):
    write_tmx(tmp_path / "x.tmx", [Unit("가  나\u00a0다\u3000라", "a\tb", "ko", "en", PERSON)])
    (unit,) = (unit for entry in read_tmx(tmp_path / "x.tmx") for unit in entry.units())
    assert (unit.source, unit.target) == ("가  나\u00a0다\u3000라", "a\tb")


def test_a_failed_writing_leaves_the_old_file(tmp_path):
    path = tmp_path / "x.tmx"
    path.write_text("old")

    def failing():
        yield Unit("가", "A", "ko", "en", PERSON)
        raise RuntimeError("half way")

    with pytest.raises(RuntimeError):
        write_tmx(path, failing())
    assert path.read_text() == "old"
    assert [item.name for item in tmp_path.iterdir()] == ["x.tmx"]


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    with pytest.raises(OutputError, match=r"x\.tmx: cannot be written"):
        write_tmx(tmp_path / "missing" / "x.tmx", [])
    (tmp_path / "x.tmx").mkdir()
    with pytest.raises(OutputError, match=r"x\.tmx: cannot be written"):
        write_tmx(tmp_path / "x.tmx", [])
    assert [item.name for item in tmp_path.iterdir()] == ["x.tmx"]
