"""The quick reader of TMX: the same units as the careful one gives, and the same refusals."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bilingual.errors import MemoryStoreError
from bilingual.memory import IMPORTED, MACHINE, PERSON, Unit, tmx_quick
from bilingual.memory.tmx import read_tmx, write_tmx
from bilingual.memory.tmx_quick import read_units

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'


def careful(path: Path) -> list[Unit] | str:
    try:
        return [unit for entry in read_tmx(path) for unit in entry.units()]
    except MemoryStoreError as error:
        return str(error)


def quick(path: Path) -> list[Unit] | str:
    try:
        return [unit for units in read_units(path) for unit in units]
    except MemoryStoreError as error:
        return str(error)


LANGUAGES = st.sampled_from(["ko", "KO-kr", "en", "en-US", "zh-CN", "zh-TW", "tlh", ""])
SEGMENTS = st.text("가나 a\n\r\t&<>]\u3000\u00a0é\x01\ufffe", max_size=6) | st.sampled_from(
    [
        "&amp;&lt;&#44032;",
        "&nbsp;",
        "<![CDATA[<tu>]]>",
        "<!-- </tu> -->",
        "<ph>x</ph>가",
        "e\u0301",
        "]]>",
        "a  b",
    ]
)
PROPS = st.sampled_from(
    [
        "",
        '<prop type="x-origin">Person</prop>',
        "<prop type='x-status'> edited </prop>\n  <prop type=\"x-origin\">engine</prop>",
        '<prop type="x-bilingual-pairs">[["가","A"]]</prop>',
        '<prop type="x-bilingual-pairs">[1]</prop>',
        '<prop type="x-status">a&amp;b&#33;</prop>',
        '<prop type="x-status" type="x-origin">a</prop>',
        '<prop>nothing</prop><prop type="x-bilingual-previous">앞</prop>',
        "<note>seen</note>",
    ]
)
ATTRIBUTES = st.sampled_from(
    [
        "",
        ' srclang="ko"',
        " srclang='*all*'",
        ' srclang="en" changedate="20240102T030405Z"',
        ' tuid="1" tuid="2"',
        ' tuid="a&amp;b"',
        '\n  creationdate="20200101T000000Z"',
        ' x="<"',
        "\u3000srclang='ko'",
    ]
)


@st.composite
def entries(draw: st.DrawFn) -> str:
    texts = [
        f'<tuv xml:lang="{draw(LANGUAGES)}"><seg>{draw(SEGMENTS)}</seg></tuv>'
        for _ in range(draw(st.sampled_from([2, 2, 2, 1, 3])))
    ]
    gap = draw(st.sampled_from(["", "\n", "\r\n  ", "\r"]))
    return gap.join(
        ["<tu" + draw(ATTRIBUTES) + ">", draw(PROPS), *texts, draw(st.sampled_from(["</tu>", "</tu >"]))]
    )


PLAIN = '<tu><tuv xml:lang="ko"><seg>가</seg></tuv><tuv xml:lang="en"><seg>A</seg></tuv></tu>'


@settings(max_examples=400)
@given(
    body=st.lists(
        entries() | st.sampled_from([PLAIN, "\n", "<!-- <tu>", "-->", "text", "<?x <tu> ?>"]), max_size=8
    ),
    srclang=st.sampled_from(["ko", "*all*", "en", "ko-KR"]),
    end=st.sampled_from(
        ["</body></tmx>", "</body>\n</tmx>\n", "</body>", "", "</body></tmx><tu></tu>", "\n&x;"]
    ),
    size=st.sampled_from([7, 64, 1 << 20]),
)
@example(body=["<!-- ", PLAIN, " -->", PLAIN], srclang="ko", end="</body></tmx>", size=1 << 20)
@example(body=["<![CDATA[", PLAIN, "]]>", PLAIN], srclang="ko", end="</body></tmx>", size=1 << 20)
@example(body=[PLAIN, "</body>", PLAIN], srclang="ko", end="</tmx>", size=1 << 20)
@example(body=[PLAIN, "<x>", PLAIN, "</x>"], srclang="ko", end="</body></tmx>", size=1 << 20)
def test_it_gives_what_the_careful_reader_gives(tmp_path_factory, body, srclang, end, size):
    path = tmp_path_factory.mktemp("tmx") / "x.tmx"
    text = f'{HEAD}<header srclang="{srclang}"/>\n<body>{"".join(body)}{end}'
    path.write_bytes(text.encode())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tmx_quick, "_READ", size)
        assert quick(path) == careful(path)


HOSTILE = [
    b"",
    b"not xml",
    HEAD.encode() + b"<body>" + PLAIN.encode()[:-9],
    (HEAD + f"<body>{PLAIN}{PLAIN}</body></tmx>").encode().replace("가".encode(), b"\xff\xfe", 1),
    (HEAD + f"<body>{PLAIN}\n{PLAIN}</body></tmx>").encode("utf-16"),
    (HEAD + f"<body>{PLAIN}</body></tmx>").encode("utf-8-sig"),
    (HEAD + f"<body>{PLAIN}</body></tmx>").replace("UTF-8", "iso-8859-1").encode(),
    (HEAD + f"<body>{PLAIN}</body></tmx>").replace("UTF-8", "no-such").encode(),
    (HEAD + f"<!-- <body> {PLAIN} --><body>{PLAIN}</body></tmx>").encode(),
    f'<!DOCTYPE tmx [<!ATTLIST tu srclang CDATA "en">]><tmx><body>{PLAIN}</body></tmx>'.encode(),
    f'<!DOCTYPE tmx [\n<!ENTITY a "ha">]><tmx><body>{PLAIN}</body></tmx>'.encode(),
    f"<html><body>{PLAIN}</body></html>".encode(),
    f"<tmx><tu>{PLAIN}</tu></tmx>".encode(),
]


@pytest.mark.parametrize("content", HOSTILE, ids=range(len(HOSTILE)))
def test_what_is_odd_comes_out_the_same(tmp_path, content):
    path = tmp_path / "x.tmx"
    path.write_bytes(content)
    assert quick(path) == careful(path)


def test_what_we_write_is_read_by_the_expressions_alone(tmp_path, monkeypatch):
    units = [
        Unit(
            f"문장 <{n}> & 더",
            f'"{n}"',
            "ko",
            "en",
            (PERSON, IMPORTED, MACHINE)[n % 3],
            pairs=(("가", "A&B"),),
        )
        for n in range(50)
    ]
    write_tmx(tmp_path / "x.tmx", units)
    monkeypatch.setattr(tmx_quick._QuickReader, "_give_up", lambda self: pytest.fail("gave up"))
    asked = []
    ask = tmx_quick._QuickReader._ask
    monkeypatch.setattr(
        tmx_quick._QuickReader,
        "_ask",
        lambda self, data, *more: (asked.append(data), ask(self, data, *more))[1],
    )
    assert quick(tmp_path / "x.tmx") == careful(tmp_path / "x.tmx")
    assert not any(b"<tu" in data for data in asked)


def test_the_bytes_read_are_told(tmp_path):
    write_tmx(tmp_path / "x.tmx", [Unit("가", "A", "ko", "en", IMPORTED)])
    told: list[int] = []
    assert sum(len(units) for units in read_units(tmp_path / "x.tmx", told.append)) == 1
    assert sum(told) == (tmp_path / "x.tmx").stat().st_size
