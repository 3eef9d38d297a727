"""Word documents, made with python-docx and by hand."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given
from hypothesis import strategies as st

from bilingual.article import Article
from bilingual.cli import main
from bilingual.errors import SourceError
from bilingual.reading import load, parse

SENTENCE = "국회는 어제 본회의를 열고 내년 예산안을 통과시켰다."


def _saved(document: object) -> bytes:
    file = io.BytesIO()
    document.save(file)  # type: ignore[attr-defined]
    return file.getvalue()


def article_document() -> bytes:
    document = Document()
    document.add_heading("국회, 예산안 통과", 0)
    document.add_heading("배경", 2)
    paragraph = document.add_paragraph("국회는 ")
    paragraph.add_run("어제 본회의").bold = True
    paragraph.add_run("를 ")
    paragraph.add_run("열었다").italic = True
    link = document.part.relate_to("https://example.com/a", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    paragraph._p.append(
        parse_xml(f'<w:hyperlink {nsdecls("w", "r")} r:id="{link}"><w:r><w:t>자료</w:t></w:r></w:hyperlink>')
    )
    for text in ("하나", "둘"):
        document.add_paragraph(text, style="List Bullet")
    table = document.add_table(2, 2)
    for n, text in enumerate(("구분", "금액", "복지", "3조 원")):
        table.cell(n // 2, n % 2).text = text
    changed = document.add_paragraph("남은 글")
    for inner in (
        "<w:ins><w:r><w:t>, 넣은 글</w:t></w:r></w:ins>",
        "<w:del><w:r><w:delText>, 지운 글</w:delText></w:r></w:del>",
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>, 숨은 글</w:t></w:r>",
        "<w:sdt><w:sdtContent><w:r><w:t>, 틀 안의 글</w:t></w:r></w:sdtContent></w:sdt>",
    ):
        changed._p.append(parse_xml(inner.replace(">", f" {nsdecls('w')}>", 1)))
    document.add_paragraph(f"{SENTENCE} {SENTENCE}")
    return _saved(document)


def test_blocks_and_marks() -> None:
    article = parse(article_document(), "a.docx")
    assert article.source.kind == "docx"
    assert [(b.id, b.line, b.tag, b.path, b.text) for b in article.blocks] == [
        ("1", None, "h1", "", "국회, 예산안 통과"),
        ("2", None, "h2", "", "배경"),
        ("3", None, "p", "", "국회는 어제 본회의를 열었다자료"),
        ("4", None, "li", "list1/i1", "하나"),
        ("5", None, "li", "list1/i2", "둘"),
        ("6", None, "td", "table1/r1/c1", "구분"),
        ("7", None, "td", "table1/r1/c2", "금액"),
        ("8", None, "td", "table1/r2/c1", "복지"),
        ("9", None, "td", "table1/r2/c2", "3조 원"),
        ("10", None, "p", "", "남은 글, 넣은 글, 틀 안의 글"),
        ("11", None, "p", "", f"{SENTENCE} {SENTENCE}"),
    ]
    text = article.blocks[2].text
    assert [(m.tag, m.href, text[m.start : m.end]) for m in article.blocks[2].marks] == [
        ("b", None, "어제 본회의"),
        ("i", None, "열었다"),
        ("a", "https://example.com/a", "자료"),
    ]


def test_its_bytes_tell_not_its_name() -> None:
    data = article_document()
    assert parse(load("-", io.BytesIO(data)), "-").blocks == parse(data, "a.txt").blocks
    with pytest.raises(SourceError, match="binary"):
        parse(_archive({"a.txt": b"x"}), "a.docx")


def _archive(parts: dict[str, bytes], packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", packed) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


def _with(name: str, change: Callable[[bytes], bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(article_document())) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    parts[name] = change(parts.get(name, b""))
    return _archive(parts)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("word/document.xml", b"<w:document", "damaged"),
        ("word/document.xml", b"\xff\xfe\x00", "damaged"),
        ("[Content_Types].xml", b"", "damaged"),
        ("word/document.xml", b" " * 50_000_001, "far more"),
        ("word/media/x.png", b"\0" * 30_000_000, "far more"),
    ],
)
def test_hostile_documents_are_one_message(name: str, content: bytes, message: str) -> None:
    with pytest.raises(SourceError, match=message) as error:
        parse(_with(name, lambda _: content), "a.docx")
    assert len(str(error.value).splitlines()) == 2


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("s3cret")
    declared = f'<!DOCTYPE x [<!ENTITY a "{"lol" * 1000}"><!ENTITY x SYSTEM "{secret.as_uri()}">]>'.encode()

    def change(xml: bytes) -> bytes:
        head, _, rest = xml.partition(b"?>")
        return head + b"?>" + declared + rest.replace("배경".encode(), "배경&x;&a;".encode())

    try:
        article: Article | None = parse(_with("word/document.xml", change), "a.docx")
    except SourceError:
        article = None
    assert "s3cret" not in str(article)
    assert "lol" not in str(article)


@given(st.integers(0, 40_000), st.integers(0, 7), st.integers(0, 40_000))
def test_flipped_bits_and_truncations(place: int, bit: int, cut: int) -> None:
    data = bytearray(DOCUMENT)
    data[place % len(data)] ^= 1 << bit
    for made in (bytes(data), DOCUMENT[: 1 + cut % len(DOCUMENT)]):
        try:
            message = parse(made, "a.docx").source.kind
        except SourceError as error:
            message = str(error)
        assert 1 <= len(message.splitlines()) <= 2


DOCUMENT = article_document()


def test_a_document_goes_the_whole_route(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.docx").write_bytes(DOCUMENT)
    result = CliRunner().invoke(
        main, ["translate", "a.docx", "--engine", "memory", "--format", "html,xlsx,json,txt,md"]
    )
    assert result.exit_code == 1, result.stderr
    made = json.loads((tmp_path / "output" / "a.json").read_text(encoding="utf-8"))
    assert made["source"]["title"] == "국회, 예산안 통과"
    assert "table1/r2/c2" in {block["path"] for block in made["blocks"]}
    result = CliRunner().invoke(main, ["detect", "-", "--json"], input=DOCUMENT)
    assert result.exit_code == 0
    assert {json.loads(line)["line"] for line in result.stdout.splitlines()} == {None}


# -- what Word puts beside the text ------------------------------------------------------------------------------

_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def r(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(inside: str) -> str:
    return f"<w:p>{inside}</w:p>"


def written(body: str, others: dict[str, bytes] | None = None, relations: str = "") -> bytes:
    with zipfile.ZipFile(io.BytesIO(_saved(Document()))) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    parts["word/document.xml"] = f"<w:document {_NAMES}><w:body>{body}</w:body></w:document>".encode()
    place = "word/_rels/document.xml.rels"
    parts[place] = parts[place].replace(b"</Relationships>", f"{relations}</Relationships>".encode())
    return _archive(parts | (others or {}))


def read(body: str) -> list[tuple[str, str]]:
    return [(block.tag, block.text) for block in parse(written(body), "a.docx").blocks]


def test_tracked_changes_are_read_as_accepted() -> None:
    gone = "<w:del><w:r><w:delText>지운 글</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{r('옮기기 전')}</w:moveFrom>{r('가운데 ')}<w:moveTo>{r('옮긴 뒤')}</w:moveTo>"
    row = "<w:tr>{}<w:tc>" + p(r("{}")) + "</w:tc></w:tr>"
    table = row.format("<w:trPr><w:del/></w:trPr>", "지운 행") + row.format("", "남은 행")
    assert read(
        p(r("남은 글") + gone + f"<w:ins>{r(', 넣은 글')}</w:ins>") + p(moved) + f"<w:tbl>{table}</w:tbl>"
    ) == [
        ("p", "남은 글, 넣은 글"),
        ("p", "가운데 옮긴 뒤"),
        ("td", "남은 행"),
    ]


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{p(r('상자 하나'))}{p(r('상자 둘'))}</w:txbxContent>"
    new = f"<w:drawing><wp:anchor><wp:docPr id='1' name='x' descr='그림'/>{box}</wp:anchor></w:drawing>"
    old = f"<w:pict><v:textbox>{box}</v:textbox></w:pict>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{new}</mc:Choice>"
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    boxes = [("p", "상자 하나"), ("p", "상자 둘")]
    assert read(p(r("앞 ") + both + r("뒤"))) == [("p", "앞 뒤"), ("img", "그림"), *boxes]
    assert read(p(r("앞") + f"<w:r>{old}</w:r>") + p(r("뒤"))) == [("p", "앞"), *boxes, ("p", "뒤")]


def test_a_reading_above_the_letters_stands_behind_them() -> None:
    ruby = f"<w:r><w:ruby><w:rt>{r('훈민')}</w:rt><w:rubyBase>{r('訓民')}</w:rubyBase></w:ruby></w:r>"
    assert read(p(ruby + r("은"))) == [("p", "訓民(훈민)은")]


def test_a_wide_cell_moves_those_behind_it() -> None:
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p(r("넓은"))}</w:tc>'
    row = f"<w:tr>{wide}<w:tc>{p(r('셋째'))}</w:tc></w:tr>"
    blocks = parse(written(f"<w:tbl>{row}</w:tbl>"), "a.docx").blocks
    assert [block.path for block in blocks] == ["table1/r1/c1", "table1/r1/c3"]


def test_footnotes_and_endnotes_follow_the_text() -> None:
    notes = {
        f"word/{kind}s.xml": (
            f'<w:{kind}s {_NAMES}><w:{kind} w:id="-1" w:type="separator">{p(r("금"))}</w:{kind}>'
            f'<w:{kind} w:id="2">{p(f"<w:r><w:{kind}Ref/></w:r>" + r(f" {said}"))}</w:{kind}></w:{kind}s>'
        ).encode()
        for kind, said in (("footnote", "각주의 글."), ("endnote", "미주의 글."))
    }
    relations = "".join(
        f'<Relationship Id="rIdN{kind}" Type="{_OFFICE}/{kind}s" Target="{kind}s.xml"/>'
        for kind in ("footnote", "endnote")
    )
    with zipfile.ZipFile(io.BytesIO(_saved(Document()))) as archive:
        types = archive.read("[Content_Types].xml")
    overrides = "".join(
        f'<Override PartName="/word/{kind}s.xml" ContentType="{_TYPES}.{kind}s+xml"/>'
        for kind in ("footnote", "endnote")
    )
    notes["[Content_Types].xml"] = types.replace(b"</Types>", f"{overrides}</Types>".encode())
    body = p(
        r("미주가 있고")
        + '<w:r><w:endnoteReference w:id="2"/></w:r>'
        + r(" 각주가 있다")
        + '<w:r><w:footnoteReference w:id="2"/></w:r>'
        + r(".")
    ) + p(r("끝."))
    article = parse(written(body, notes, relations), "a.docx")
    assert [(b.text, b.path) for b in article.blocks] == [
        ("미주가 있고[1] 각주가 있다[2].", ""),
        ("끝.", ""),
        ("[1] 미주의 글.", "note/1"),
        ("[2] 각주의 글.", "note/2"),
    ]


@pytest.mark.parametrize(
    "kind",
    [
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    ],
)
def test_a_document_with_macros_or_a_template_is_read(kind: str) -> None:
    with zipfile.ZipFile(io.BytesIO(_saved(Document()))) as archive:
        types = archive.read("[Content_Types].xml")
    changed = types.replace(f"{_TYPES}.document.main+xml".encode(), kind.encode())
    assert changed != types
    data = written(p(r("글이 있다")), {"[Content_Types].xml": changed, "word/vbaProject.bin": b"\0" * 99})
    assert [block.text for block in parse(data, "a.docm").blocks] == ["글이 있다"]


def test_what_lies_elsewhere_is_never_fetched() -> None:
    relations = (
        f'<Relationship Id="rIdA" Type="{_OFFICE}/attachedTemplate" Target="http://127.0.0.1:9/x" TargetMode="External"/>'
        f'<Relationship Id="rIdB" Type="{_OFFICE}/image" Target="file:///etc/hostname" TargetMode="External"/>'
    )
    assert [b.text for b in parse(written(p(r("글")), {}, relations), "a.docx").blocks] == ["글"]


@pytest.mark.parametrize("missing", ["_rels/.rels", "[Content_Types].xml", "word/styles.xml"])
def test_a_damaged_document_is_told_in_plain_words(missing: str) -> None:
    with zipfile.ZipFile(io.BytesIO(DOCUMENT)) as archive:
        data = _archive({part: archive.read(part) for part in archive.namelist() if part != missing})
    with pytest.raises(SourceError) as error:
        parse(data, "a.docx")
    assert "Error" not in str(error.value).replace("Error:", "")
    assert str(error.value) == (
        "a.docx: damaged Word document (a part of it is missing)\nOpen it in Word, save it again and retry."
    )


def test_a_document_cut_off_says_so() -> None:
    with pytest.raises(SourceError, match=r"a damaged Word document\)\nOpen it in Word"):
        parse(DOCUMENT[:-40], "a.docx")


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


@pytest.mark.parametrize(
    ("data", "name", "way_out"),
    [
        (_OLE + "EncryptedPackage".encode("utf-16-le"), "with a password", "without a password as DOCX"),
        (_OLE + "WordDocument".encode("utf-16-le"), ".doc", "DOCX or HTML"),
        (_OLE + "HwpSummaryInformation".encode("utf-16-le"), "an HWP document", "DOCX or HTML"),
        (
            _archive({"mimetype": b"application/hwp+zip"}, zipfile.ZIP_STORED),
            "an HWPX document",
            "DOCX or HTML",
        ),
        (
            _archive({"mimetype": b"application/vnd.oasis.opendocument.text"}, zipfile.ZIP_STORED),
            "an OpenDocument",
            "DOCX or HTML",
        ),
        (_archive({"xl/workbook.xml": b"<x/>"}), "an Excel workbook", "text file"),
        (b"%PDF-1.4\n1 0 obj\n", "a PDF", "text file"),
        (b"{\\rtf1\\ansi \\u44032?}", "an RTF document", "DOCX or HTML"),
        (b"From: x\r\nContent-Type: multipart/related;\r\n\tboundary=x\r\n\r\n", "MHTML", "HTML only"),
        (b"\x89PNG\r\n\x1a\n\0\0", "a PNG image", "type the text"),
        (b"\0\0\0\x1cftypheic\0\0", "an image or film", "type the text"),
    ],
)
def test_other_documents_say_what_to_do(data: bytes, name: str, way_out: str) -> None:
    with pytest.raises(SourceError) as error:
        parse(data, "a.docx")
    what, todo = str(error.value).splitlines()
    assert name in what
    assert way_out in todo


def _holding(*inner: str) -> bytes:
    document = Document()
    for part in inner:
        document.element.body.insert(
            len(document.element.body) - 1, parse_xml(part.replace("<w:p>", f"<w:p {nsdecls('w')}>", 1))
        )
    return _saved(document)


def _text_run(inner: str) -> str:
    return f"<w:r>{inner}</w:r>"


@pytest.mark.parametrize(
    ("instruction", "href"),
    [
        (' HYPERLINK "https://example.com/a" \\o "x"', "https://example.com/a"),
        ("hyperlink &quot;https://e.kr/&quot;", "https://e.kr/"),
        (' PAGEREF "a"', None),
        (" HYPERLINK \\l there", None),
    ],
)
def test_links_that_are_fields(instruction: str, href: str | None) -> None:
    begin = _text_run('<w:fldChar w:fldCharType="begin"/>')
    words = _text_run(f"<w:instrText>{instruction[:9]}</w:instrText>") + _text_run(
        f"<w:instrText>{instruction[9:]}</w:instrText>"
    )
    field = (
        begin
        + words
        + _text_run('<w:fldChar w:fldCharType="separate"/>')
        + _text_run("<w:t>자료</w:t>")
        + _text_run('<w:fldChar w:fldCharType="end"/>')
    )
    simple = f"<w:fldSimple w:instr='{instruction}'>{_text_run('<w:t>표</w:t>')}</w:fldSimple>"
    data = _holding(f"<w:p>{_text_run('<w:t>글과 </w:t>')}{field}{_text_run('<w:t>와 </w:t>')}{simple}</w:p>")
    (block,) = parse(data, "a.docx").blocks
    assert block.text == "글과 자료와 표"
    marks = [(mark.start, mark.end, mark.tag, mark.href) for mark in block.marks]
    assert marks == ([(3, 5, "a", href), (7, 8, "a", href)] if href else [])


def test_paragraphs_that_a_tracked_change_joins_are_one() -> None:
    gone = "<w:pPr><w:rPr><w:del w:id='1' w:author='a'/></w:rPr></w:pPr>"
    data = _holding(
        f"<w:p>{gone}{_text_run('<w:t>국회는 어제 </w:t>')}</w:p>",
        f"<w:p>{gone}{_text_run('<w:t>본회의를 </w:t>')}</w:p>",
        f"<w:p>{_text_run('<w:t>열었다.</w:t>')}</w:p>",
        f"<w:p>{gone}{_text_run('<w:t>끝이다.</w:t>')}</w:p>",
    )
    assert [block.text for block in parse(data, "a.docx").blocks] == [
        "국회는 어제 본회의를 열었다.",
        "끝이다.",
    ]
