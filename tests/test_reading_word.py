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


def _archive(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
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
