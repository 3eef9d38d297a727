"""Glossary files read: the header, the rows, and every malformed one named with its line."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.article import Policy
from bilingual.errors import GlossaryError
from bilingual.terminology import Matcher, load_glossary
from bilingual.terminology.editing import add_entry, lint

HEADER = "ko,en,zh,kind,policy,context,note\n"


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def problems(*paths: Path) -> tuple[str, ...]:
    with pytest.raises(GlossaryError) as caught:
        load_glossary(paths)
    return caught.value.problems


def test_cells_variants_and_defaults(tmp_path: Path) -> None:
    path = write(
        tmp_path / "g.csv",
        "ko,en,zh-CN,zh-TW,kind,policy,context,note,en.first,zh.first,owner\n"
        "# people\n"
        "\n"
        "시진핑|습근평,Xi Jinping| Xi |Xi,习近平,習近平,person,,,head of state,President Xi Jinping,,kim\n"
        '수단,"Sudan, the",苏丹,,place,,정부|하르툼,,,,\n',
    )
    xi, sudan = load_glossary([path]).entries
    assert xi.forms == {
        "ko": ("시진핑", "습근평"),
        "en": ("Xi Jinping", "Xi"),
        "zh-Hans": ("习近平",),
        "zh-Hant": ("習近平",),
    }
    assert (xi.policy, xi.line, xi.note, xi.first) == (
        Policy.PIN,
        4,
        "head of state",
        {"en": "President Xi Jinping"},
    )
    assert (sudan.policy, sudan.context, sudan.forms["en"]) == (
        Policy.CHECK,
        ("정부", "하르툼"),
        ("Sudan, the",),
    )


@pytest.mark.parametrize(
    ("kind", "policy"),
    [
        ("organisation", Policy.PIN),
        ("organization", Policy.PIN),
        ("person", Policy.PIN),
        ("agency", Policy.PIN),
        ("event", Policy.PIN),
        ("place", Policy.CHECK),
        ("nationality", Policy.CHECK),
        ("title", Policy.CHECK),
        ("", Policy.PIN),
    ],
)
def test_policy_follows_the_kind(tmp_path: Path, kind: str, policy: Policy) -> None:
    path = write(tmp_path / "g.csv", f"{HEADER}나토,NATO,北约,{kind},,,\n")
    assert load_glossary([path]).entries[0].policy is policy


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_byte_order_mark_and_line_ends(tmp_path: Path, bom: str, newline: str) -> None:
    text = bom + (HEADER + "# c\n나토,NATO,北约,organisation,,,\n").replace("\n", newline)
    (entry,) = load_glossary([write(tmp_path / "g.csv", text)]).entries
    assert (entry.source, entry.line) == ("나토", 3)


def test_all_problems_at_once(tmp_path: Path) -> None:
    one = write(
        tmp_path / "one.csv",
        HEADER
        + "나토,NATO,北约,organisation,pinned,,\n"
        + ",EU,欧盟,organisation,,,\n"
        + "유엔,UN,联合国,organisation\n"
        + "유엔,UN, Security,联合国,organisation,,,\n"
        + "유니세프,,,organisation,,,\n"
        + '유네스코,"UNESCO,联合国,organisation,,,\n'
        + "러시아,Russia,俄罗斯,place,,,\n"
        + "푸틴,Putin,普京,person,,,\n"
        + "# comment\n"
        + "블라디미르 푸틴|푸틴,Vladimir Putin,普京,person,,,\n",
    )
    two = write(tmp_path / "two.csv", "ko,en,kind,policy\n나토,NATO,organisation,\n")
    told = problems(one, two, tmp_path / "none.csv")
    starts = [
        f"{one}:2: unknown policy 'pinned'; did you mean 'pin'?",
        f"{one}:3: empty source",
        f"{one}:4: 4 cells",
    ]
    starts += [f"{one}:5: 8 cells", f"{one}:6: no target", f"{one}:7: a quotation mark is not closed"]
    starts += [f"{one}:11: pins '푸틴' to 'Vladimir Putin' in en, but line 9", f"{two}:1: missing column zh"]
    starts += [f"{tmp_path / 'none.csv'}: no such glossary file"]
    for start in starts:
        assert any(problem.startswith(start) for problem in told), (start, told)
    assert len(told) == len(starts)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", ":1: no header"),
        (b"# only a comment\n", ":1: no header"),
        (b"ko,en,zh,kind,policy\n\xb1\xb9,x,y,,\n", ":2: not UTF-8"),
        ("ko,en,zh,kind,policy\n".encode("utf-16"), ":1: not UTF-8"),
        (b"PK\x03\x04\0\0", ":1: not a text file"),
        (b"ko,en,en-US,zh,kind,policy\n", ":1: two columns 'en-US'"),
    ],
)
def test_files_that_are_no_glossary(tmp_path: Path, data: bytes, what: str) -> None:
    path = tmp_path / "g.csv"
    path.write_bytes(data)
    (told,) = problems(path)
    assert told.startswith(f"{path}{what}")


def test_a_folder_is_no_glossary(tmp_path: Path) -> None:
    assert problems(tmp_path) == (f"{tmp_path}: a folder, not a glossary file",)


def test_rows_may_share_a_source(tmp_path: Path) -> None:
    path = write(
        tmp_path / "g.csv",
        HEADER
        + "수단,Sudan,苏丹,place,pin,정부,\n"
        + "수단,means,手段,,pin,생계,\n"
        + "수단,way,办法,,suggest,,\n"
        + "수단,measure,措施,,pin,,\n"
        + "나토,NATO,,organisation,,,\n"
        + "나토,,北约,organisation,,,\n",
    )
    glossary = load_glossary([path])
    assert len(glossary.entries) == 6
    (match,) = Matcher(glossary).find("나토는", "ko", ["en", "zh-Hans"])
    assert match.targets == {"en": "NATO", "zh-Hans": "北约"}


def test_the_first_glossary_wins(tmp_path: Path) -> None:
    project = write(tmp_path / "project.csv", HEADER + "나토,Nato,北约组织,organisation,,,\n")
    shared = write(
        tmp_path / "shared.csv",
        HEADER + "나토,NATO,北约,organisation,,,\n북대서양조약기구|나토,NATO,北约,organisation,,,\n",
    )
    glossary = load_glossary([project, shared])
    assert [entry.place for entry in glossary.entries] == ["project.csv:2", "shared.csv:3"]
    matches = Matcher(glossary).find("나토와 북대서양조약기구", "ko", ["en"])
    assert [match.targets["en"] for match in matches] == ["Nato", "NATO"]


def test_version_follows_what_decides(tmp_path: Path) -> None:
    def version(text: str) -> str:
        return load_glossary([write(tmp_path / "g.csv", HEADER + text)]).version

    base = version("나토,NATO,北约,organisation,,,\n")
    assert version("# c\n나토,NATO,北约,organisation,pin,,a note\n") == base
    assert version("나토,Nato,北约,organisation,,,\n") != base
    assert len(base) <= 12


def test_lint_tells_what_is_questionable(tmp_path: Path) -> None:
    path = write(
        tmp_path / "g.csv",
        "ko,en,zh,kind,policy,context,note,en.first\n"
        "나토,NATO,北約,organisation,,,,Alliance\n"
        "유엔,유엔,联合国,organistion,,,,\n"
        "유럽연합,EU 欧盟,欧盟,organisation,,,,\n"
        "동양,Oriental,东方,place,check,,,\n"
        ",Oriental,,,forbid,,,\n"
        "러시아,Russia,俄罗斯,place,,,,\n"
        "로씨야|러시아,Russia,俄罗斯,place,,,,\n"
        "나토,NATO,,,forbid,,,\n",
    )
    told = lint(load_glossary([path]))
    for line, what in [
        (2, "is in traditional characters (北约)"),
        (2, "en.first 'Alliance' does not hold"),
        (3, "unknown kind 'organistion'; did you mean 'organisation'?"),
        (3, "has Hangul in it"),
        (4, "has Chinese characters in it"),
        (5, "line 6 forbids everywhere"),
        (8, "stands in line 7 too"),
        (9, "forbids 'NATO' for '나토', which line 2 pins"),
    ]:
        assert any(problem.startswith(f"{path}:{line}: ") and what in problem for problem in told), (
            what,
            told,
        )
    assert len(told) == 8


def test_a_clean_glossary_has_nothing_to_tell(tmp_path: Path) -> None:
    path = write(
        tmp_path / "g.csv",
        "ko,en,zh,kind,policy,context,note,en.first,zh.first\n"
        "집단안보조약기구|CSTO,CSTO|Collective Security Treaty Organization,"
        "集安组织|集体安全条约组织,organisation,,,,"
        "Collective Security Treaty Organization (CSTO),集体安全条约组织（集安组织）\n"
        "러시아,Russia|Russian,俄罗斯|俄,place,,,,,\n",
    )
    assert lint(load_glossary([path])) == []


CELL = st.text(
    alphabet=st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Cn"], exclude_characters="|\ufeff"),
    max_size=12,
).map(lambda text: " ".join(text.split()))


@settings(max_examples=150, deadline=None)
@given(CELL.filter(bool), CELL.filter(bool), CELL, CELL)
def test_what_is_added_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, source: str, english: str, chinese: str, note: str
) -> None:
    path = tmp_path_factory.mktemp("round") / "g.csv"
    line = add_entry(path, source, targets={"en": english, "zh": chinese}, kind="person", note=note)
    (entry,) = load_glossary([path]).entries
    nfc = lambda text: unicodedata.normalize("NFC", text).strip()  # noqa: E731
    assert (entry.line, entry.source, entry.forms["en"], entry.note) == (
        line,
        nfc(source),
        (nfc(english),),
        nfc(note),
    )
    assert entry.forms.get("zh-Hans", ()) == ((nfc(chinese),) if chinese else ())


def test_problems_stand_in_the_order_of_their_lines(tmp_path: Path) -> None:
    paths = [tmp_path / "two.csv", tmp_path / "one.csv"]
    for path in paths:
        path.write_text('ko,en,zh,kind,policy\n나토,,,,\na,b\n가,X,,,pinned\n"나,X,,,\n', encoding="utf-8")
    with pytest.raises(GlossaryError) as caught:
        load_glossary(paths)
    places = [problem.split(": ")[0] for problem in caught.value.problems]
    assert places == [f"{path}:{line}" for path in paths for line in (2, 3, 4, 5)]


def test_bytes_that_are_no_utf8_stand_beside_the_other_errors(tmp_path: Path) -> None:
    path = tmp_path / "entities.csv"
    path.write_bytes(
        "ko,en,zh,kind,policy\n온도,22".encode()
        + b"\xb0"
        + "C,,,\n나토,NATO,北约,,pinn\n다누리,Danuri\n".encode()
        + b"\xb1\xb9,x,y,,\n"
        + "러시아,Russia,俄罗斯,,\n".encode()
    )
    with pytest.raises(GlossaryError) as raised:
        load_glossary([path])
    told = [problem.removeprefix(f"{path}:") for problem in raised.value.problems]
    assert [one.split(":")[0] for one in told] == ["2", "3", "4", "5"]
    assert "byte 0xb0" in told[0]
    assert "pinn" in told[1]
    assert "byte 0xb1" in told[3]


def test_a_file_in_another_encoding_is_told_once(tmp_path: Path) -> None:
    path = tmp_path / "entities.csv"
    rows = "".join(f"나토{n},NATO,,,\n" for n in range(50))
    path.write_bytes(b"ko,en,zh,kind,policy\n" + rows.encode("cp949") + b"x,y,,,pinn\n")
    with pytest.raises(GlossaryError) as raised:
        load_glossary([path])
    first, second = raised.value.problems
    assert first.startswith(f"{path}:2: not UTF-8")
    assert first.endswith("(50 lines)")
    assert second.startswith(f"{path}:52: unknown policy")


def test_a_file_with_such_bytes_is_never_written(tmp_path: Path) -> None:
    path = tmp_path / "entities.csv"
    data = "ko,en,zh,kind,policy\n나토,NATO,北约,,\n".encode() + b"\xb1\xb9,x,y,,\n"
    path.write_bytes(data)
    with pytest.raises(GlossaryError, match=":3: not UTF-8"):
        add_entry(path, "러시아", targets={"en": "Russia"})
    assert path.read_bytes() == data


def test_a_control_character_in_a_cell_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "entities.csv"
    path.write_text(
        "ko,en,zh,kind,policy,mine\n탭\t말,x,,,\t,a\tb\n나토, NATO\t,,,,\n종\x07,y,,,,\n", encoding="utf-8"
    )
    with pytest.raises(GlossaryError) as raised:
        load_glossary([path])
    told = [problem.removeprefix(f"{path}:") for problem in raised.value.problems]
    assert [one.split(" ")[0] for one in told] == ["2:", "4:"]
    assert "holds a tab" in told[0]
    assert "control character U+0007" in told[1]
