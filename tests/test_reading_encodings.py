"""Every encoding that Korean and Chinese pages come in, with right, wrong and missing declarations."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.errors import SourceError
from bilingual.reading import parse
from bilingual.reading.encoding import decode
from bilingual.reading.stretches import stretches

KOREAN = "국회는 어제 본회의를 열고 내년 예산안을 통과시켰다. 여야는 복지 예산을 두고 늦은 밤까지 협의했다."
YANBIAN = "연변조선족자치주 녀성들은 위챗(微信)으로 소식을 전했다. 수자는 련속 3년 늘어났다."
SIMPLIFIED = "国务院昨天召开会议，研究了明年的经济工作。会议指出，要继续扩大内需，保持物价稳定。"
TRADITIONAL = "行政院昨天召開會議，研究明年的經濟工作。會議指出，要繼續擴大內需，保持物價穩定。"
JAPANESE = "政府は昨日の会議で来年の予算について話し合った。多くの議員がこれに賛成した。"
FRENCH = (
    "L’été dernier, le président a été reçu à l’Élysée où il a évoqué la sécurité européenne et l’énergie."
)

READINGS = [
    (KOREAN, "cp949"),
    (KOREAN, "euc_kr"),
    (KOREAN, "gb18030"),
    (YANBIAN, "cp949"),
    (SIMPLIFIED, "gb2312"),
    (SIMPLIFIED, "gbk"),
    (SIMPLIFIED, "gb18030"),
    (TRADITIONAL, "big5"),
    (TRADITIONAL, "gbk"),
    (JAPANESE, "cp932"),
    (JAPANESE, "euc_jp"),
    (KOREAN, "utf-16-le"),
    (SIMPLIFIED + " 2024\n", "utf-16-be"),
]


def text_of(data: bytes) -> str:
    return decode(data, "a.txt").text


@pytest.mark.parametrize(("text", "encoding"), READINGS)
@pytest.mark.parametrize("before", ["", "<html><body>\n", "Breaking news 2024-05-06\n\n"])
def test_a_text_without_a_declaration(text: str, encoding: str, before: str) -> None:
    decoded = decode((before + text).encode(encoding), "a.txt")
    assert (decoded.text, decoded.warnings) == (before + text, ())


@pytest.mark.parametrize(("text", "encoding"), READINGS[:-2])
@pytest.mark.parametrize(
    "said", ["euc-kr", "gb2312", "big5", "utf-8", "iso-8859-1", "x-unknown", "shift_jis"]
)
def test_a_wrong_declaration_does_not_outweigh_sense(text: str, encoding: str, said: str) -> None:
    page = f'<html><head><meta charset="{said}"></head><body><p>{text}</p></body></html>'
    assert text_of(page.encode(encoding)) == page


@pytest.mark.parametrize("said", ["euc-kr", "gb2312"])
def test_utf8_is_utf8_whatever_the_page_says(said: str) -> None:
    page = f'<meta http-equiv="Content-Type" content="text/html; charset={said}">{KOREAN}'
    assert text_of(page.encode()) == page


@pytest.mark.parametrize(
    ("text", "encoding", "said"),
    [("쀍", "cp949", "ks_c_5601-1987"), ("谢谢", "gbk", "gb2312"), ("咖啡", "big5", "Big5")],
)
def test_a_declaration_decides_where_there_is_little_text(text: str, encoding: str, said: str) -> None:
    page = f"<?xml version='1.0' encoding='{said}'?><p>{text}</p>"
    assert text_of(page.encode(encoding)) == page


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides(mark: bytes, encoding: str) -> None:
    text = f"{KOREAN}\r\n{SIMPLIFIED}"
    assert text_of(mark + text.encode(encoding)) == text
    with pytest.raises(SourceError, match="empty"):
        decode(mark, "a.txt")


@pytest.mark.parametrize("encoding", ["cp1252", "cp1251"])
def test_the_encoding_of_an_alphabet(encoding: str) -> None:
    text = FRENCH if encoding == "cp1252" else "Президент России заявил о готовности страны к переговорам."
    assert text_of(text.encode(encoding)) == text
    page = f'<html><meta charset="windows-{encoding[2:]}">{text[:30]}'
    assert text_of(page.encode(encoding)) == page


def test_lines_of_another_encoding_are_read_with_a_warning() -> None:
    data = f"{KOREAN}\n".encode() + f"{YANBIAN}\n".encode("cp949") + f"{KOREAN}\r\n".encode()
    decoded = decode(data, "a.txt")
    assert decoded.text == f"{KOREAN}\n{YANBIAN}\n{KOREAN}\r\n"
    assert decoded.warnings == ("a.txt:2: line 2 read as EUC-KR (CP949), the rest as UTF-8",)
    assert parse(data, "a.txt").warnings == decoded.warnings


def test_a_broken_character_is_told_and_the_rest_is_read() -> None:
    data = f"첫 줄입니다\n{KOREAN * 3}".encode("cp949")
    at = data.index("예산안을".encode("cp949"))
    decoded = decode(data[:at] + b"\xff" + data[at:], "a.txt")
    assert decoded.text.replace("\ufffd", "") == f"첫 줄입니다\n{KOREAN * 3}"
    assert [w.startswith("a.txt:2: 1 character is broken") for w in decoded.warnings] == [True]


def test_a_character_cut_at_the_end_is_told() -> None:
    decoded = decode((SIMPLIFIED * 2).encode("gbk")[:-1], "a.txt")
    assert decoded.text.startswith(SIMPLIFIED)
    assert len(decoded.warnings) == 1


@pytest.mark.parametrize("bad", [b"\xff", b"\xc0\xaf", b"\xe3\x82", b"\xed\xa0"])
def test_a_broken_character_in_utf8_is_told_and_the_rest_is_read(bad: bytes) -> None:
    data = f"{KOREAN}\n둘째 ".encode() + bad + " 줄\n".encode()
    decoded = decode(data, "a.txt")
    assert decoded.text.replace("\ufffd", "") == f"{KOREAN}\n둘째  줄\n"
    assert [warning.startswith("a.txt:2: ") for warning in decoded.warnings] == [True]


@pytest.mark.parametrize("bad", [b"\xff", b"\xc0\xaf", b"\xe3\x82", b"\xed\xa0"])
def test_what_is_hardly_utf8_is_an_error_with_its_place(bad: bytes) -> None:
    data = "둘째\n줄 ".encode() + bad * 3 + b"\n"
    with pytest.raises(SourceError, match=r"a\.txt:2: not UTF-8, byte \d+ \(0x") as error:
        decode(data, "a.txt")
    assert len(str(error.value).splitlines()) == 2


def test_surrogates() -> None:
    joined = decode("글 ".encode() + b"\xed\xa0\xbd\xed\xb8\x80", "a.txt")
    assert (joined.text, joined.warnings) == ("글 😀", ())
    alone = decode("글\n".encode() + b"\xed\xa0\xbd\n", "a.txt")
    assert alone.text == "글\n\ufffd\n"
    assert alone.warnings[0].startswith("a.txt:2: 1 halves")
    wide = decode(
        codecs.BOM_UTF16_LE + "글".encode("utf-16-le") + b"\x00\xd8" + "글".encode("utf-16-le"), "a.txt"
    )
    assert len(wide.warnings) == 1


def test_a_few_nulls_are_left_out_and_many_are_binary() -> None:
    decoded = decode((f"{KOREAN}\n{KOREAN}\0\n" * 3).encode(), "a.txt")
    assert decoded.text == f"{KOREAN}\n{KOREAN}\n" * 3
    assert decoded.warnings == ("a.txt:2: 3 null characters left out",)
    with pytest.raises(SourceError, match="binary"):
        decode(b"a\0\0b\0\0\x01c", "a.txt")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "PNG"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF\0", "JPEG"),
        (b"%PDF-1.7\n\0\x01\xe2", "PDF"),
    ],
)
def test_what_is_no_page_is_named(data: bytes, name: str) -> None:
    with pytest.raises(SourceError, match=rf"a\.txt: binary .*{name}"):
        decode(data, "a.txt")


@pytest.mark.parametrize("encoding", ["cp949", "gbk", "big5"])
def test_two_encodings_on_one_line_are_read_with_a_warning(encoding: str) -> None:
    text = {"cp949": KOREAN, "gbk": SIMPLIFIED, "big5": TRADITIONAL}[encoding]
    page = [f'<html><head><meta charset="{encoding}"><title>{text[:8]}</title></head><body><p>{text}</p>']
    page += [f"<p>{KOREAN[:20]}</p>", f"<p>{text}</p></body></html>"]
    data = page[0].encode(encoding) + page[1].encode() + page[2].encode(encoding)
    decoded = decode(data, "a.html")
    assert decoded.text == "".join(page)
    assert [told.startswith("a.html:1: part of line 1 read as ") for told in decoded.warnings] == [True]


def test_utf8_in_the_middle_of_another_word() -> None:
    chinese = "国家主席会见来访的客人"
    data = SIMPLIFIED.encode("gbk") + chinese.encode() + SIMPLIFIED.encode("gbk")
    assert decode(data, "a.txt").text == SIMPLIFIED + chinese + SIMPLIFIED


@pytest.mark.parametrize(("text", "encoding"), [(KOREAN, "cp949"), (KOREAN, "utf-8"), (SIMPLIFIED, "utf-8")])
def test_a_few_broken_letters_of_a_short_page_are_told(text: str, encoding: str) -> None:
    data = bytearray(text.encode(encoding))
    for at in (4, len(data) // 2, len(data) - 6):
        while data[at] < 0x80:
            at += 1
        data[at] ^= 0x40
    decoded = decode(bytes(data), "a.txt")
    assert len(set(text) - set(decoded.text)) <= 6
    assert decoded.warnings or encoding == "cp949"


@given(
    st.lists(st.sampled_from([KOREAN[:9], YANBIAN[:12], SIMPLIFIED[:7], " ", "<p>", "ab"]), max_size=9),
    st.data(),
)
def test_stretches_leave_nothing_out(pieces: list[str], data: st.DataObject) -> None:
    line = b"".join(
        piece.encode(data.draw(st.sampled_from(["utf-8", "gb18030", "cp949"])), "ignore") for piece in pieces
    )
    assert b"".join(piece for piece, _ in stretches(line)) == line


@given(st.sampled_from([KOREAN, YANBIAN, SIMPLIFIED, TRADITIONAL]), st.data())
def test_truncations_and_flipped_bits_give_text_or_one_message(text: str, data: st.DataObject) -> None:
    encoding = data.draw(st.sampled_from(["utf-8", "cp949", "gb18030", "utf-16", "big5"]))
    raw = bytearray(text.encode(encoding, "replace"))
    for place in data.draw(st.lists(st.integers(0, len(raw) - 1), max_size=4)):
        raw[place] ^= 1 << data.draw(st.integers(0, 7))
    cut = bytes(raw[: data.draw(st.integers(0, len(raw)))])
    try:
        first, again = decode(cut, "a.txt"), decode(cut, "a.txt")
    except SourceError as error:
        message = str(error)
    else:
        assert first == again
        message = "\n".join((*first.warnings, ""))
    assert len(message.splitlines()) <= 2


@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_give_text_or_one_message(raw: bytes) -> None:
    try:
        message = "two lines\nor text" if "\0" not in decode(raw, "a.txt").text else ""
    except SourceError as error:
        message = str(error)
    assert len(message.splitlines()) == 2


@pytest.mark.parametrize(
    "line", ["나토", "브릭스", "유엔 사무총장", "쿼드", "애플", "사진=뉴시스", "똠방각하 펲시콜라"]
)
def test_a_short_korean_line_of_cp949_in_a_korean_page_of_utf8(line: str) -> None:
    decoded = decode(f"{KOREAN}\n{KOREAN}\n".encode() + line.encode("cp949") + b"\n", "a.txt")
    assert decoded.text.split("\n")[2] == line
    assert decoded.warnings == ("a.txt:3: line 3 read as EUC-KR (CP949), the rest as UTF-8",)


def test_lines_of_two_more_encodings_in_one_file() -> None:
    chinese = "国家主席在人民大会堂会见来访的客人"
    data = f"{KOREAN}\n".encode() + f"{KOREAN}\n".encode("cp949") + f"{chinese}\n".encode("gbk")
    decoded = decode(data, "a.txt")
    assert decoded.text == f"{KOREAN}\n{KOREAN}\n{chinese}\n"
    assert decoded.warnings == (
        "a.txt:2: 2 lines from line 2 on read as EUC-KR (CP949) or GB 18030, the rest as UTF-8",
    )


@pytest.mark.parametrize("nulls", [1, 3, 12])
def test_some_nulls_in_a_short_korean_text_are_left_out(nulls: int) -> None:
    decoded = decode(f"{KOREAN}\n{KOREAN}".encode() + b"\0" * nulls + b"\n", "a.txt")
    assert decoded.text == f"{KOREAN}\n{KOREAN}\n"
    noun = "null character" if nulls == 1 else "null characters"
    assert decoded.warnings == (f"a.txt:2: {nulls} {noun} left out",)


@pytest.mark.parametrize("encoding", ["utf-32-le", "utf-32-be"])
def test_utf32_without_a_mark(encoding: str) -> None:
    assert decode(KOREAN.encode(encoding), "a.txt").text == KOREAN


@pytest.mark.parametrize("encoding", ["utf-7", "hz", "iso2022_kr", "iso2022_jp"])
def test_an_encoding_of_old_mail_is_named(encoding: str) -> None:
    text = "国家主席会见来访的客人" if encoding in ("hz", "iso2022_jp") else KOREAN
    data = text.replace("见", "見").encode(encoding, "ignore")
    with pytest.raises(SourceError, match=r"a\.txt: written in .*\nOpen it in a browser"):
        decode(data, "a.txt")


@pytest.mark.parametrize(
    "text", ["1+2+3", "a+abcdefghijklmnop+b", "~{ x ~}", "path+to/some/long/name/of/a/file-x"]
)
def test_plain_ascii_is_plain_ascii(text: str) -> None:
    assert decode(text.encode(), "a.txt").text == text


@pytest.mark.parametrize("said", ["x-windows-949", "ks_c_5601-1987", "iso-ir-149", "korean", "windows-949"])
def test_other_names_of_the_korean_encoding(said: str) -> None:
    page = f'<html><head><meta charset="{said}"></head><body><p>펲시</p></body></html>'
    assert "펲시" in decode(page.encode("cp949"), "a.html").text


@pytest.mark.parametrize("said", ["gb_2312-80", "csGB2312", "GB18030-2022", "x-gbk", "chinese"])
def test_other_names_of_the_chinese_encoding(said: str) -> None:
    page = f'<html><head><meta charset="{said}"></head><body><p>镕</p></body></html>'
    assert "镕" in decode(page.encode("gbk"), "a.html").text
