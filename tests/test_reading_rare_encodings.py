"""Encodings that few pages are in, and those that only the server names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.errors import SourceError
from bilingual.reading import parse
from bilingual.reading.encoding import decode
from bilingual.reading.told_encoding import as_told

KOREAN = "국회는 어제 본회의를 열고 내년 예산안을 통과시켰다. 여야는 늦은 밤까지 협의했다."
TAIWANESE = "花蓮縱谷的稻田近日轉為金黃色，農民表示下週就會開始收割。鷓鴣、蝙蝠與蚯蚓也多了。"
# As GNU iconv writes it; the last words hold characters of plane 2.
EUC_TW = bytes.fromhex(
    "cfc4eed5f4ebcbc7cefbeeaac6f0cfd4c5caf7cbd2b3cfdae3a7c8e3a1a2e7a9c6e1cfd0c6fcc4b6e2cedef3e4c4e2e4"
    "cceec8addeb4a1a4fcaef3b7a1a3eee8eee4ead8ddb2d8a8c4bec7e9c4a7a1a4"
)


def shown(data: bytes) -> list[str]:
    return [block.text for block in parse(data, "a.html").blocks]


@pytest.mark.parametrize("said", ["", "johab", "KS_C_5601-1992", "utf-8", "euc-kr"])
def test_johab(said: str) -> None:
    page = f'<html><head><meta charset="{said}"></head><body><p>{KOREAN}</p></body></html>'
    assert decode(page.encode("johab"), "a.html").text == page


@pytest.mark.parametrize("said", ["", "x-euc-tw", "EUC-TW", "utf-8", "big5"])
def test_euc_tw(said: str) -> None:
    page = f'<html><head><meta charset="{said}"></head><body><p>'.encode() + EUC_TW + b"</p></body></html>"
    assert shown(page) == [TAIWANESE]


def test_a_letter_of_euc_tw_that_is_not_known_is_told() -> None:
    decoded = decode(b"<meta charset=euc-tw>\n<p>" + EUC_TW * 3 + b"\x8e\xa3\xa1\xa1</p>", "a.html")
    assert decoded.text.endswith("\ufffd</p>")
    assert decoded.warnings == ("a.html:2: 1 character is broken in this EUC-TW text",)


@given(st.binary(max_size=40), st.lists(st.integers(1, 5), max_size=20))
def test_euc_tw_piece_by_piece(noise: bytes, sizes: list[int]) -> None:
    import codecs

    data = EUC_TW[:50] + noise + EUC_TW[50:]
    decoder = codecs.getincrementaldecoder("euc_tw")("replace")
    text, at = "", 0
    for size in sizes:
        text += decoder.decode(data[at : at + size])
        at += size
    text += decoder.decode(data[at:], final=True)
    assert text == data.decode("euc_tw", "replace")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [("힐", "euc-kr"), ("国", "gb2312"), ("國", "big5"), ("Привет, мир", "windows-1251"), ("이름", "johab")],
)
@pytest.mark.parametrize("form", ["text/html;charset={}", "text/html; charset={}", 'text/html; CHARSET="{}"'])
def test_what_the_server_says_decides_where_there_is_little_text(text: str, encoding: str, form: str) -> None:
    page = f"<html><body><h1>{text}</h1></body></html>".encode(encoding)
    assert shown(as_told(page, form.format(encoding))) == [text]


@pytest.mark.parametrize("said", ["euc-kr", "gb2312", "iso-8859-1", "x-unknown", "utf-16", "", '"'])
@pytest.mark.parametrize("encoding", ["utf-8", "cp949", "johab", "utf-16"])
def test_what_the_server_says_does_not_outweigh_sense(encoding: str, said: str) -> None:
    page = f"<html><body><p>{KOREAN}</p></body></html>".encode(encoding)
    assert as_told(page, f"text/html; charset={said}") == page
    assert as_told(page, said) == page


def test_a_page_that_nobody_can_read_stays_as_it_is() -> None:
    for data in (b"\x80\x81\xff" * 20, b"\x89PNG\r\n\x1a\n\0\0", b""):
        assert as_told(data, "text/html; charset=euc-kr") == data


def test_old_mail_inside_a_page_of_markup_is_named() -> None:
    page = f"<html><head><title>a</title></head><body><p>{KOREAN}</p></body></html>"
    with pytest.raises(SourceError, match="written in ISO-2022-KR"):
        decode(page.encode("iso2022_kr"), "a.html")
