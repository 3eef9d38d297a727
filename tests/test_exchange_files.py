"""Files of other tools, as they come: forms of TBX, odd encodings, limits, and what is hostile."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from bilingual.article import Policy
from bilingual.errors import BilingualError, GlossaryError, UsageError
from bilingual.reading.encoding import decode
from bilingual.terminology.entries import Entry
from bilingual.terminology.exchange import registry, spreadsheet
from bilingual.terminology.exchange.incoming import LeftOut, Reading


def _read(
    data: bytes | str, path: str = "f", name: str | None = None, target: str | None = None
) -> tuple[list[Entry], Reading]:
    reading = Reading(path)
    raw = data.encode() if isinstance(data, str) else data
    found = registry.read(raw, reading, lambda d, p: decode(d, p).text, name=name, target=target)
    return [item.settled() for item in found], reading


def _forms(entries: list[Entry]) -> list[dict[str, tuple[str, ...]]]:
    return [dict(entry.forms) for entry in entries]


def _write(name: str, entries: list[Entry], **options: object) -> tuple[str, LeftOut]:
    file, left = io.BytesIO(), LeftOut()
    registry.write(name, entries, file, left, **options)  # type: ignore[arg-type]
    return file.getvalue().decode(), left


def _entry(source: str, english: str, line: int = 2, **more: object) -> Entry:
    policy = Policy.PIN
    return Entry({"ko": (source,), "en": (english,)}, policy, path="g.csv", line=line, **more)  # type: ignore[arg-type]


_DCT = """<?xml version="1.0"?>
<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
 xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">
<tbxHeader><fileDesc><sourceDesc><p>note</p></sourceDesc></fileDesc></tbxHeader><text><body>
<conceptEntry id="c1"><min:subjectField>Organisation</min:subjectField>
<langSec xml:lang="en-US"><basic:definition>an
 alliance</basic:definition>
 <termSec><term>North Atlantic Treaty Organization</term>
  <min:administrativeStatus>admittedTerm-admn-sts</min:administrativeStatus>
  <basic:context>In NATO we trust.</basic:context></termSec>
 <termSec><term>Nato <hi>Alliance</hi></term>
  <min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus></termSec>
 <termSec><term>NATO</term>
  <min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus></termSec></langSec>
<langSec xml:lang="ko"><termSec><term>나토</term></termSec></langSec>
<langSec xml:lang="tlh"><termSec><term>x</term></termSec></langSec></conceptEntry>
<conceptEntry id="c2"><langSec xml:lang="en"><termSec><term>only</term></termSec></langSec></conceptEntry>
</body></text></tbx>"""


def test_tbx_of_the_other_style_is_read() -> None:
    entries, reading = _read(_DCT)
    assert reading.problems == []
    assert _forms(entries) == [
        {"en": ("NATO", "North Atlantic Treaty Organization"), "ko": ("나토",)},
        {"ko": ("나토",), "en": ("Nato Alliance",)},
    ]
    assert [entry.policy for entry in entries] == [Policy.PIN, Policy.FORBID]
    assert {entry.kind for entry in entries} == {"organisation"}
    assert {entry.note for entry in entries} == {"an alliance"}
    assert {entry.line for entry in entries} == {5}
    told = " ".join(reading.passed_over)
    assert all(word in told for word in ("'tlh'", "without Korean", "sentences"))


@pytest.mark.parametrize("group", ["tig", "ntig"])
def test_the_older_form_is_read_with_its_doctype_and_never_loads_it(group: str) -> None:
    term = "<term>{}</term>" if group == "tig" else "<termGrp><term>{}</term></termGrp>"
    sections = "".join(
        f'<langSet xml:lang="{code}"><{group}>{term.format(word)}</{group}></langSet>'
        for code, word in (("ko", "나토"), ("zh-CN", "北约"))
    )
    entries, reading = _read(
        '<!DOCTYPE martif SYSTEM "/nowhere/TBXcoreStructV02.dtd">\n<martif type="TBX-Basic" xml:lang="en">'
        "<martifHeader><fileDesc><sourceDesc><p/></sourceDesc></fileDesc></martifHeader><text><body>"
        f'<termEntry id="a"><descrip type="subjectField">agency</descrip>{sections}<note>n</note></termEntry>'
        "</body></text></martif>"
    )
    assert reading.problems == []
    assert _forms(entries) == [{"ko": ("나토",), "zh-Hans": ("北约",)}]
    assert (entries[0].kind, entries[0].note) == ("agency", "n")


def test_the_small_form_is_read() -> None:
    entries, _ = _read(
        '<TBX dialect="TBX-Min"><header><id>x</id></header><body><entry id="C1">'
        '<langGroup xml:lang="ko"><termGroup><term>나토</term></termGroup></langGroup>'
        '<langGroup xml:lang="en"><termGroup><term>Nato</term><termStatus>obsolete</termStatus></termGroup>'
        "<termGroup><term>NATO</term><termStatus>preferred</termStatus></termGroup></langGroup>"
        "</entry></body></TBX>"
    )
    assert [(entry.policy, entry.forms["en"]) for entry in entries] == [
        (Policy.PIN, ("NATO",)),
        (Policy.FORBID, ("Nato",)),
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('<!DOCTYPE tbx [<!ENTITY a "aaaa">]><tbx>&a;</tbx>', ":1: declares the entity 'a'"),
        ('<!DOCTYPE tbx [<!ENTITY a SYSTEM "file:///etc/passwd">]><tbx>&a;</tbx>', "declares the entity"),
        ("<tmx version='1.4'></tmx>", "root element is <tmx>"),
        ("<tbx>\n<text>\n</tbx>", ":3: malformed XML"),
        ("<tbx>" + "<a>" * 100 + "</a>" * 100 + "</tbx>", "nested more than"),
        (
            "<tbx><text><body>\n<conceptEntry id='c'><langSec xml:lang='ko'><termSec><term>가|나</term>"
            "</termSec></langSec></conceptEntry></body></text></tbx>",
            ":2: '가|나' holds |",
        ),
    ],
)
def test_tbx_that_cannot_be_is_told_with_its_line(text: str, told: str) -> None:
    try:
        _, reading = _read(text, "t.tbx")
        problems = reading.problems
    except GlossaryError as error:
        problems = list(error.problems)
    assert any(told in problem and problem.startswith("t.tbx:") for problem in problems), problems


@pytest.mark.parametrize(
    ("text", "path", "wanted"),
    [
        ("나토\tNATO\n", "g.tsv", "deepl"),
        ("나토,NATO\n", "g.csv", "deepl"),
        ("ko,en\n나토,NATO\n", "g.txt", "csv"),
        ("# ours\nko,en,zh,kind,policy\n나토,NATO,,,\n", "g", "csv"),
        ("ko,en,zh-CN,description\n나토,NATO,北约,\n", "g.csv", "csv"),
        ("# comment\n나토\tNATO\tnote\n", "g.utf8", "omegat"),
        ("나토\tNATO\tnote\n", "g", "omegat"),
        ("// comment\n나토    NATO    note\n", "g.txt", "galtransl"),
        ("나토->NATO #note\n", "g.txt", "galtransl"),
    ],
)
def test_formats_are_told_by_content(text: str, path: str, wanted: str) -> None:
    assert registry.told_by(text, path) == wanted
    entries, reading = _read(text, path)
    assert reading.problems == []
    assert [(entry.forms["ko"], entry.forms["en"]) for entry in entries] == [(("나토",), ("NATO",))]


@pytest.mark.parametrize("code", ["utf-16", "utf-8-sig", "utf-16-le", "cp949"])
def test_encodings_are_told(code: str) -> None:
    mark = "\ufeff" if code == "utf-16-le" else ""
    text = mark + "한국 대통령\tPresident of Korea\n집단안보조약기구\tCSTO\t러시아와 중앙아시아\n"
    entries, _ = _read(text.encode(code), "g.utf8")
    assert [entry.forms["ko"][0] for entry in entries] == ["한국 대통령", "집단안보조약기구"]


def test_deepl_columns_of_languages_are_used_and_turned_files_are_turned() -> None:
    entries, reading = _read("푸틴,普京,KO,ZH\n")
    assert (reading.problems, _forms(entries)) == ([], [{"ko": ("푸틴",), "zh-Hans": ("普京",)}])
    assert _forms(_read("Putin\t푸틴\nXi\t시진핑\n", "g.tsv")[0])[0] == {"ko": ("푸틴",), "en": ("Putin",)}
    with pytest.raises(UsageError, match="--target"):
        _read("가,1\n나,2\n", "g.csv")


def test_every_malformed_row_is_told_at_once() -> None:
    _, reading = _read("나토,NATO\n하나\n셋,a,b,c,d,e\n넷,\n", "g.csv")
    assert [problem.split(":")[1] for problem in reading.problems] == ["2", "3", "4"]
    _, reading = _read('ko,en,zh,kind,policy\n가,A,,,pinn\n나,,,,\n다,"x\n', "g.csv")
    assert sorted(problem.split(":")[1] for problem in reading.problems) == ["2", "3", "4"]


@pytest.mark.parametrize(("name", "longest"), [("deepl", 1024), ("google", 1023), ("google-set", 1023)])
def test_limits_name_every_row(name: str, longest: int) -> None:
    fits = _entry("가" * (longest // 3), "a" * longest)
    assert _write(name, [fits], target="en")
    bad = [fits, _entry("나", "b" * (longest + 1), 7), _entry("다" * 342, "c", 9), _entry("라", "a\tb", 11)]
    with pytest.raises(GlossaryError) as caught:
        _write(name, bad, target="en")
    assert [problem.split(" ")[0] for problem in caught.value.problems] == [
        "g.csv:7:",
        "g.csv:9:",
        "g.csv:11:",
    ]
    assert f"takes {longest:,}" in caught.value.problems[0]


def test_a_file_over_the_size_names_the_row_where_it_grows_too_large() -> None:
    entries = [_entry(f"{i}" + "가" * 300, "b" * 1000, i) for i in range(5600)]
    with pytest.raises(GlossaryError) as caught:
        _write("deepl", entries, target="en")
    (problem,) = caught.value.problems
    size = 0
    for entry in entries:
        size += len(f"{entry.forms['ko'][0]},{entry.forms['en'][0]}\n".encode())
        if size > 10_485_760:
            break
    assert problem.startswith(f"g.csv:{entry.line}: ")
    assert "10,485,760" in problem


def test_what_a_forcing_format_cannot_hold_is_left_out_and_told() -> None:
    entries = [
        _entry("수단", "Sudan", context=("하르툼",)),
        Entry({"ko": ("이란",), "en": ("Iran",)}, Policy.SUGGEST),
        Entry({"en": ("bad",)}, Policy.FORBID),
        Entry({"ko": ("중국",), "zh-Hans": ("中国",)}, Policy.PIN),
        _entry("나토", "NATO", note="n"),
        _entry("나토", "Nato"),
    ]
    text, left = _write("deepl", entries, target="en")
    assert text == "나토,NATO\n"
    assert set(left.told()) == {
        "1 entry with context words is left out",
        "1 entry with policy suggest is left out",
        "1 entry with policy forbid is left out",
        "1 entry without English is left out",
        "left out: the note of 1 entry",
        "left out: terms that an earlier entry has, of 1 entry",
    }


def _workbook(rows: list[list[object]]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_formulas_are_refused_with_their_cell_and_numbers_are_texts() -> None:
    entries, reading = _read(_workbook([["en", "ko"], ["=1+1", "가"], [2024, "나"], ["x", None]]), "b.xlsx")
    assert _forms(entries) == [{"en": ("2024",), "ko": ("나",)}]
    assert reading.problems[0].startswith("b.xlsx:2: cell A2 holds a formula")
    assert reading.problems[1].startswith("b.xlsx:4: ")


def test_cells_that_look_like_formulas_are_texts_in_the_workbook() -> None:
    file, words = io.BytesIO(), ["=HYPERLINK(1)", "+1", "-1", "@x", "_x0041_"]
    spreadsheet.write([_entry(f"가{word}", word) for word in words], file, LeftOut())
    sheet = load_workbook(io.BytesIO(file.getvalue()))["Glossary"]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {(cell.data_type, cell.number_format) for cell in cells} == {("s", "@")}
    assert [entry.forms["en"][0] for entry in _read(file.getvalue())[0]] == words


def test_hostile_workbooks_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    good = _workbook([["ko", "en"], ["가", "A"]])
    hostile = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as old, zipfile.ZipFile(hostile, "w") as new:
        for part in old.infolist():
            data = old.read(part)
            if part.filename.endswith("sheet1.xml"):
                data = b'<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + data
            new.writestr(part, data)
    for data in (hostile.getvalue(), good[:200], b"PK\x03\x04", _workbook([["a", "b"]])):
        with pytest.raises(GlossaryError, match=r"^b\.xlsx:1: "):
            _read(data, "b.xlsx")
    monkeypatch.setattr(spreadsheet, "LARGEST", 100)
    with pytest.raises(GlossaryError, match="too much"):
        _read(good, "b.xlsx")


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n\0\0", b"\0\1\2" * 50])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(BilingualError):
        _read(data)


def test_names_of_formats(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="did you mean 'deepl'"):
        registry.format_named("depl")
    with pytest.raises(UsageError, match="--to"):
        registry.format_of("a.docx")
    with pytest.raises(UsageError, match="--target"):
        _write("omegat", [_entry("가", "A")])
    with pytest.raises(UsageError, match="no entry"):
        _write("tbx", [])
