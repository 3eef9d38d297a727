"""Bilingual files of other tools, and of strangers, read as pairs."""

from __future__ import annotations

import contextlib
import io
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.article import Status
from bilingual.bitexts.contract import Pair
from bilingual.bitexts.opening import open_bitext
from bilingual.bitexts.tmx import read_tmx
from bilingual.bitexts.xliff import read_xliff
from bilingual.errors import SourceError

TMX = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header srclang="ko"/><body>%s</body></tmx>"""
XLIFF_1 = """<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:x="urn:x">
<file original="a.html" source-language="ko-KR" target-language="en-US"><body>%s</body></file></xliff>"""
XLIFF_2 = """<xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="ko" trgLang="zh-CN"
xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0"><file id="f">%s</file></xliff>"""


def pairs(path: Path) -> list[Pair]:
    with open_bitext(str(path)) as bitext:
        return list(bitext.pairs)


def written(folder: Path, text: str, name: str = "a.xml", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def problem(path: Path) -> str:
    with pytest.raises(SourceError) as caught:
        pairs(path)
    message = str(caught.value)
    assert message.startswith(str(path))
    assert 1 <= message.count("\n") + 1 <= 2
    return message


def tu(*texts: tuple[str, str], attributes: str = "", props: str = "") -> str:
    variants = "".join(f'<tuv xml:lang="{code}"><seg>{text}</seg></tuv>' for code, text in texts)
    return f"<tu {attributes}>{props}{variants}</tu>"


def test_tmx_pairs_a_source_with_each_other_language(tmp_path: Path) -> None:
    text = TMX % tu(
        ("en-US", "He came."), ("ko", "그는 왔다."), ("zh-CN", "他来了。"), attributes='tuid="u7"'
    )
    found = pairs(written(tmp_path, text))
    assert [(p.segment, p.source_language, p.source, p.language, p.target) for p in found] == [
        ("u7", "ko", "그는 왔다.", "en", "He came."),
        ("u7", "ko", "그는 왔다.", "zh-Hans", "他来了。"),
    ]


def test_tmx_units_without_an_id_are_called_by_their_place_and_ours_by_their_segment(tmp_path: Path) -> None:
    prop = '<prop type="x-bilingual-segment">3f2a9c01-4.1</prop>'
    text = TMX % (
        tu(("ko", "하나"), ("en", "one")) + tu(("ko", "둘"), ("en", "two"), attributes='tuid="z"', props=prop)
    )
    assert [pair.segment for pair in pairs(written(tmp_path, text))] == ["tu1", "3f2a9c01-4.1"]


def test_tmx_codes_are_marks_and_not_text(tmp_path: Path) -> None:
    source = 'a <bpt i="1" x="4">&lt;b&gt;</bpt>b<ept i="1">&lt;/b&gt;</ept> <ph x="2" type="lb"/>c'
    (pair,) = pairs(written(tmp_path, TMX % tu(("ko", source), ("en", "abc"))))
    assert pair.source == "a b  c"
    assert [(mark.tag, mark.id) for mark in pair.source_marks] == [("bpt", "4"), ("ph", "2")]
    assert pair.target_marks == ()


def test_tmx_of_any_source_takes_the_first_language_and_empty_targets_are_kept(tmp_path: Path) -> None:
    text = (TMX % tu(("en", "One"), ("ko", ""))).replace('srclang="ko"', 'srclang="*all*"')
    (pair,) = pairs(written(tmp_path, text))
    assert (pair.source_language, pair.language, pair.target) == ("en", "ko", "")


def test_tmx_tells_of_languages_that_we_do_not_know(tmp_path: Path) -> None:
    path = written(tmp_path, TMX % (tu(("ko", "하나"), ("x-klingon-9", "wa'")) * 3))
    with open_bitext(str(path)) as bitext:
        assert list(bitext.pairs) == []
        assert len(bitext.problems) == 1
        assert "x-klingon-9" in bitext.problems[0]


def test_a_large_tmx_is_read_as_it_comes() -> None:
    class Endless(io.RawIOBase):
        """A TMX file without an end."""

        def __init__(self) -> None:
            self.waiting = (TMX % "").split("</body>")[0].encode()
            self.given = 0

        def readable(self) -> bool:
            return True

        def read(self, size: int = -1) -> bytes:
            while len(self.waiting) < size:
                self.waiting += tu(("ko", f"{self.given}명"), ("en", f"{self.given} people")).encode()
                self.given += 1
            data, self.waiting = self.waiting[:size], self.waiting[size:]
            return data

    file = Endless()
    stream = read_tmx(file, "endless.tmx", [])  # type: ignore[arg-type]
    found = [next(stream) for _ in range(5_000)]
    assert found[-1].source == "4999명"
    assert file.given < 10_000


def test_xliff_1_gives_units_with_their_state(tmp_path: Path) -> None:
    text = XLIFF_1 % (
        '<group><trans-unit id="a:1"><source>그는 <g id="1">왔다</g><x id="2"/>.</source>'
        '<seg-source><mrk mtype="seg" mid="1">그는 왔다.</mrk></seg-source>'
        '<target state="translated">He <g id="1">came</g>.</target>'
        "<alt-trans><source>다른</source><target>Other</target></alt-trans><note>7</note></trans-unit></group>"
        '<trans-unit id="b"><source>새</source></trans-unit>'
        '<trans-unit id="c"><source>새</source><target state="needs-translation"/></trans-unit>'
        '<trans-unit id="d"><source>새</source><target state="final"></target></trans-unit>'
        '<trans-unit id="e" translate="no"><source>KBS</source><target>x</target></trans-unit>'
        '<group translate="no"><trans-unit id="f"><source>KBS</source></trans-unit></group>'
        '<trans-unit id="g"><source>하나</source><x:target>not ours</x:target></trans-unit>'
    )
    found = pairs(written(tmp_path, text))
    assert [(pair.segment, pair.target, pair.status) for pair in found] == [
        ("a:1", "He came.", Status.TRANSLATED),
        ("b", None, Status.UNTRANSLATED),
        ("c", None, Status.UNTRANSLATED),
        ("d", "", Status.TRANSLATED),
        ("g", None, Status.UNTRANSLATED),
    ]
    assert found[0].source == "그는 왔다."
    assert [mark.id for mark in found[0].source_marks] == ["1", "2"]
    assert [mark.id for mark in found[0].target_marks] == ["1"]
    assert (found[0].source_language, found[0].language) == ("ko", "en")


def test_xliff_2_gives_segments_and_no_matches_or_notes(tmp_path: Path) -> None:
    text = XLIFF_2 % (
        '<unit id="u1"><mtc:matches><mtc:match ref="#1"><source>다른</source><target>别的</target></mtc:match>'
        '</mtc:matches><notes><note>7</note></notes><segment id="s1"><source>열두 <pc id="1">명</pc>'
        '<cp hex="0009"/></source><target>十二<pc id="1">人</pc></target></segment><ignorable><source> </source>'
        '</ignorable><segment state="final"><source>끝</source><target></target></segment></unit>'
        '<unit id="u2"><segment><source>하나</source><target>一</target></segment></unit>'
    )
    found = pairs(written(tmp_path, text))
    assert [(pair.segment, pair.source, pair.target, pair.language) for pair in found] == [
        ("u1/s1", "열두 명", "十二人", "zh-Hans"),
        ("u1/2", "끝", "", "zh-Hans"),
        ("u2", "하나", "一", "zh-Hans"),
    ]


def test_units_of_several_files_are_told_apart(tmp_path: Path) -> None:
    file = (
        '<file original="{}" source-language="ko" target-language="en"><body><trans-unit id="1">'
        "<source>하나</source><target>one</target></trans-unit></body></file>"
    )
    text = f'<xliff version="1.2">{file.format("a")}{file.format("b")}</xliff>'
    for encoding in ("utf-8", "utf-16"):
        found = pairs(written(tmp_path, text, encoding=encoding))
        assert [pair.segment for pair in found] == ["a#1", "b#1"]
    turned = f'<xliff version="1.2">{file.format("b")}{file.format("a")}</xliff>'
    assert [pair.segment for pair in pairs(written(tmp_path, turned))] == ["b#1", "a#1"]


@pytest.mark.parametrize("gap", [0, 1, 5, (1 << 20) - 300, (1 << 20) - 270])
def test_files_far_apart_are_several(tmp_path: Path, gap: int) -> None:
    file = (
        '<x:file original="{}" source-language="ko" target-language="en"><x:trans-unit id="1">'
        "<x:source>하나</x:source><x:target>one</x:target></x:trans-unit></x:file>"
    )
    space = "<!--" + "-x" * (gap // 2) + "-->"
    text = f'<x:xliff xmlns:x="urn:y">{file.format("a")}{space}{file.format("b")}</x:xliff>'
    assert [pair.segment for pair in pairs(written(tmp_path, text))] == ["a#1", "b#1"]


def test_units_called_the_same_are_told_apart(tmp_path: Path) -> None:
    units = "".join(
        f'<trans-unit id="{id_}"><source>하나</source><target>one</target></trans-unit>'
        for id_ in ("1", "1", "1~2", "1")
    )
    assert [pair.segment for pair in pairs(written(tmp_path, XLIFF_1 % units))] == [
        "1",
        "1~2",
        "1~2~2",
        "1~3",
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_other_encodings_of_xml(tmp_path: Path, encoding: str) -> None:
    text = (TMX % tu(("ko", "하나"), ("en", "one"))).replace('encoding="UTF-8"', "")
    assert len(pairs(written(tmp_path, text, encoding=encoding))) == 1


BOMB = "".join(f'<!ENTITY a{n} "&a{n - 1};&a{n - 1};">' for n in range(1, 40))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.json", b" \n", "empty"),
        ("other.json", b'{"schema":"other@2"}', "schema is 'other@2'"),
        ("list.json", b"[1]", "no schema"),
        ("cut.json", b'{"schema": "bilingual/art', "not valid JSON"),
        ("korean.json", '{"schema": "가"}'.encode("euc-kr"), "not UTF-8"),
        ("deep.json", b"[" * 200_000, "JSON|nested"),
        ("half.json", b'{"schema":"bilingual/article@1","source":{"sha256":"00"}}', "'segments' is missing"),
        (
            "types.json",
            b'{"schema":"bilingual/article@1","source":{"sha256":"00"},"segments":[{"id":1,"marks":[],'
            b'"targets":{"en":{"text":null,"status":"failed","marks":[]}},"language":"ko","source":"x"}]}',
            "not a valid article",
        ),
        (
            "languages.json",
            b'{"schema":"bilingual/article@1","source":{"sha256":"00"},"segments":[{"id":"1","marks":[],'
            b'"targets":[],"language":"ko","source":"x"}]}',
            "'targets' should be an object, not a list",
        ),
        (
            "status.json",
            b'{"schema":"bilingual/article@1","source":{"sha256":"00"},"segments":[{"id":"1","marks":[],'
            b'"targets":{"en":{"text":"x","status":"done","marks":[]}},"language":"ko","source":"x"}]}',
            "no such status: 'done'",
        ),
        (
            "source.json",
            b'{"schema":"bilingual/article@1","source":["x"],"segments":[]}',
            "'source' should be an object, not a list",
        ),
        (
            "segments.json",
            b'{"schema":"bilingual/article@1","source":{"sha256":"00"},"segments":{"a":1}}',
            "'segments' should be a list, not an object",
        ),
        (
            "numbers.json",
            b'{"schema":"bilingual/article@1","source":{"sha256":"00"},"segments":[7]}',
            "each of 'segments' should be an object, not a number",
        ),
        (
            "marks.json",
            b'{"schema":"bilingual/article@1","source":{"sha256":"00"},"segments":[{"id":"1","marks":[{"id":"m",'
            b'"start":"a","end":1,"tag":"b","href":null}],"targets":{},"language":"ko","source":"x"}]}',
            "'start' should be a whole number, not a text",
        ),
        ("page.html", b"<!DOCTYPE html><html><body>", "root element is <html>"),
        ("plain.txt", "그는 왔다.".encode(), "no article JSON, workbook, TMX or XLIFF"),
        ("cut.tmx", (TMX % tu(("ko", "가"), ("en", "a")))[:-12].encode(), ":3: malformed XML"),
        ("bomb.tmx", f'<!DOCTYPE tmx [<!ENTITY a0 "ha">{BOMB}]><tmx/>'.encode(), "declares the entity"),
        (
            "file.xliff",
            b'<!DOCTYPE xliff [<!ENTITY f SYSTEM "file:///etc/passwd">]><xliff>&f;</xliff>',
            "declares the entity",
        ),
        ("later.xliff", b'<xliff version="3.0"><file/></xliff>', "XLIFF 3.0, which is not known here"),
        ("deep.xliff", b"<xliff>" + b"<group>" * 101, "nested more than 100 deep"),
        ("long.tmx", (TMX % tu(("ko", "가" * 1_000_001), ("en", "a"))).encode(), "more than 1,000,000"),
        ("korean.tmx", b'<?xml version="1.0" encoding="EUC-KR"?><tmx/>', "cannot be decoded"),
    ],
)
def test_what_is_refused_says_why(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert re.search(said, problem(path))


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    assert "no such file" in problem(tmp_path / "nowhere.tmx")
    assert "is a folder" in problem(tmp_path)


def test_an_article_is_read_by_its_contract_alone(tmp_path: Path) -> None:
    article = {
        "schema": "bilingual/article@1",
        "source": {"sha256": "3f2a9c01" + "0" * 56},
        "segments": [
            {
                "id": "3f2a9c01-1.1",
                "source": "그는 왔다.",
                "language": "ko",
                "marks": [{"id": "m1", "start": 0, "end": 2, "tag": "a", "href": "https://example.org"}],
                "targets": {"zh-CN": {"text": "他来了。", "status": "reused", "marks": []}},
                "later": 1,
            }
        ],
    }
    path = written(tmp_path, "\ufeff" + json.dumps(article), "a.json")
    with open_bitext(str(path)) as bitext:
        (pair,) = bitext.pairs
        assert (bitext.article, bitext.ours) == ("3f2a9c01", True)
    assert (pair.language, pair.status, pair.source_marks[0].href) == (
        "zh-Hans",
        Status.REUSED,
        "https://example.org",
    )


@given(
    st.binary(max_size=300), st.sampled_from([b"", b"<tmx>", b"<xliff>", b'{"schema":"bilingual/article@1",'])
)
def test_no_bytes_raise_anything_but_a_source_error(data: bytes, head: bytes) -> None:
    for read in (read_tmx, read_xliff):
        with contextlib.suppress(SourceError):
            list(read(io.BytesIO(head + data), "x", []))
