"""Columns made by command: only when a value needs them, every row kept, and gone with the undo."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.cli import main
from bilingual.errors import GlossaryError, UsageError
from bilingual.terminology import load_glossary
from bilingual.terminology.edit_log import log_path, read_log
from bilingual.terminology.editing import add_entry, edit_entry
from bilingual.terminology.undoing import redo, undo

FILE = (
    "\ufeff# Names of the desk, kept by hand\r\n"
    "owner,zh,ko,en,kind,policy,context,note\r\n"
    'kim,"北约",나토|NATO,NATO,organisation,,,"alliance, west"\r\n'
    "\r\n"
    "# people\r\n"
    "lee,普京,푸틴,Vladimir Putin|Putin,person,,,\r\n"
    ",苏丹,수단,Sudan,place,,정부|하르툼,"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "entities.csv"
    file.write_bytes(FILE.encode())
    return file


EDITS: list[Callable[[Path], object]] = [
    lambda path: add_entry(path, "말", targets={"en": "horse"}, boundary="any"),
    lambda path: add_entry(path, "말", targets={"en": "horse"}, case="any", suffix="들|떼"),
    lambda path: edit_entry(path, "나토", suffix="-"),
    lambda path: edit_entry(path, "수단", boundary="prefix", case="exact", note="x"),
    lambda path: edit_entry(path, "푸틴", first={"en": "President Putin"}),
]


def test_no_column_is_made_that_nothing_needs(path: Path) -> None:
    add_entry(path, "말", targets={"en": "horse"})
    edit_entry(path, "푸틴", note="x", boundary="", suffix="", case="")
    assert "boundary" not in path.read_text(encoding="utf-8")
    assert "suffix" not in path.read_text(encoding="utf-8")


def test_a_column_is_made_at_the_right_and_the_rest_keeps_its_bytes(path: Path) -> None:
    assert edit_entry(path, "나토", boundary="prefix") == 3
    assert path.read_bytes().decode() == (
        "\ufeff# Names of the desk, kept by hand\r\n"
        "owner,zh,ko,en,kind,policy,context,note,boundary\r\n"
        'kim,"北约",나토|NATO,NATO,organisation,,,"alliance, west",prefix\r\n'
        "\r\n"
        "# people\r\n"
        "lee,普京,푸틴,Vladimir Putin|Putin,person,,,,\r\n"
        ",苏丹,수단,Sudan,place,,정부|하르툼,,"
    )
    entry = load_glossary([path]).entries[0]
    assert entry.boundary == "prefix"


def test_several_columns_and_a_new_row(path: Path) -> None:
    assert add_entry(path, "말", targets={"en": "horse"}, boundary="any", case="any", suffix="들|떼") == 8
    last = load_glossary([path]).entries[-1]
    assert (last.boundary, last.case, last.suffixes) == ("any", "any", ("들", "떼"))
    edit_entry(path, "말", boundary="", suffix="-")
    last = load_glossary([path]).entries[-1]
    assert (last.boundary, last.case, last.suffixes) == ("", "any", ())


@pytest.mark.parametrize("edit", EDITS)
def test_the_undo_gives_every_byte_back_and_the_redo_the_edit(
    path: Path, edit: Callable[[Path], object]
) -> None:
    was = path.read_bytes()
    edit(path)
    now = path.read_bytes()
    assert now != was
    undo(path)
    # A file without a last line end keeps the one that it got.
    assert path.read_bytes().rstrip(b"\r\n") == was
    redo(path)
    assert path.read_bytes().rstrip(b"\r\n") == now.rstrip(b"\r\n")
    undo(path)
    assert path.read_bytes().rstrip(b"\r\n") == was


@settings(max_examples=40, deadline=None)
@given(order=st.lists(st.sampled_from(range(len(EDITS))), min_size=1, max_size=4, unique=True))
def test_any_row_of_edits_is_taken_back_together(
    tmp_path_factory: pytest.TempPathFactory, order: list[int]
) -> None:
    path = tmp_path_factory.mktemp("widening") / "entities.csv"
    path.write_bytes(FILE.encode() + b"\r\n")
    made = 0
    for at in order:
        try:
            EDITS[at](path)
        except GlossaryError:  # the same row twice: refused, nothing written
            continue
        made += 1
    undo(path, made)
    assert path.read_bytes() == FILE.encode() + b"\r\n"


def test_an_older_edit_is_taken_back_under_the_new_columns(path: Path) -> None:
    add_entry(path, "유엔", targets={"en": "UN"})
    edit_entry(path, "나토", boundary="prefix")
    undo(path, number=1)
    assert "유엔" not in path.read_text(encoding="utf-8")
    assert load_glossary([path]).entries[0].boundary == "prefix"


def test_a_column_that_another_row_uses_stays(path: Path) -> None:
    edit_entry(path, "나토", boundary="prefix")
    edit_entry(path, "푸틴", boundary="any")
    was = path.read_bytes()
    with pytest.raises(UsageError, match=r"entities\.csv:6: edit 1 made the column boundary"):
        undo(path, number=1)
    assert path.read_bytes() == was


def test_rows_added_since_lose_the_column_too(path: Path) -> None:
    edit_entry(path, "나토", boundary="prefix")
    add_entry(path, "유엔", targets={"en": "UN"})
    undo(path, number=1)
    text = path.read_text(encoding="utf-8")
    assert "boundary" not in text
    assert text.endswith(",,유엔,UN,,,,\n")
    assert load_glossary([path]).entries[-1].source == "유엔"


def test_the_log_tells_the_row_and_not_the_commas(path: Path) -> None:
    add_entry(path, "말", targets={"en": "horse"}, boundary="any")
    edit_entry(path, "말", case="any")
    records, problems = read_log(path)
    assert problems == []
    assert [(record.action, record.line) for record in records] == [("add", 8), ("edit", 8)]
    shown = CliRunner().invoke(main, ["glossary", "log", "--glossary", str(path)]).stdout
    assert "말" in shown
    assert "푸틴" not in shown
    assert "more rows" not in shown
    assert log_path(path).exists()


def test_a_malformed_row_elsewhere_hinders_no_edit(tmp_path: Path) -> None:
    path = tmp_path / "entities.csv"
    path.write_text('ko,en,zh,kind,policy\n나토,NATO\n"유엔,UN,,,\n러시아,Russia,,,\n', encoding="utf-8")
    edit_entry(path, "러시아", boundary="prefix")
    assert path.read_text(encoding="utf-8") == (
        'ko,en,zh,kind,policy,boundary\n나토,NATO,\n"유엔,UN,,,\n러시아,Russia,,,,prefix\n'
    )


def test_a_language_is_not_made(path: Path) -> None:
    with pytest.raises(UsageError, match="no column zh-Hant"):
        add_entry(path, "말", targets={"zh-Hant": "馬"})


@pytest.mark.parametrize("text", ["탭\t말", "종\x07", "\x1b[31m빨강", "del\x7f", "c1\x9b"])
@pytest.mark.parametrize("cell", ["source", "en", "note", "context", "suffix"])
def test_no_cell_takes_a_control_character(path: Path, text: str, cell: str) -> None:
    was = path.read_bytes()
    values = {cell: text}
    with pytest.raises(UsageError, match=r"holds no (tab|control character)"):
        edit_entry(path, "나토", **({"targets": values} if cell == "en" else values))
    assert path.read_bytes() == was


@pytest.fixture
def glossary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    (tmp_path / "bilingual.toml").write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> Result:
        return CliRunner().invoke(main, ["glossary", *arguments], prog_name="bilingual")

    return call


def test_the_commands_set_and_empty_them(glossary: Callable[..., Result], tmp_path: Path) -> None:
    assert glossary("add", "말", "--en", "horse", "--boundary", "any", "--suffix", "들").exit_code == 0
    assert glossary("edit", "말", "--case", "any", "--boundary", "").exit_code == 0
    (found,) = json.loads(glossary("list", "말", "--json", "--file", "glossary/entities").stdout)[:1]
    assert (found["boundary"], found["case"], found["suffix"]) == ("", "any", ["들"])
    assert glossary("undo", "2").exit_code == 0
    (header,) = (tmp_path / "glossary" / "entities.csv").read_text(encoding="utf-8").splitlines()
    assert "boundary" not in header
    assert glossary("add", "말", "--en", "horse", "--boundary", "anywhere").exit_code == 2
    refused = glossary("add", "탭\t말", "--en", "x")
    assert refused.exit_code == 2
    assert "holds no tab" in refused.stderr


def test_match_finds_by_the_boundary_that_was_set(glossary: Callable[..., Result]) -> None:
    glossary("add", "누리말", "--en", "Nurimal", "--kind", "event")
    assert "part of the word" in glossary("match", "큰누리말집은 넓다.").stdout
    glossary("edit", "누리말", "--boundary", "any")
    assert "→" in glossary("match", "큰누리말집은 넓다.").stdout


def test_list_json_says_none_for_the_suffixes_of_the_kind(glossary: Callable[..., Result]) -> None:
    glossary("add", "누리호", "--en", "Nuri")
    glossary("add", "다누리", "--en", "Danuri", "--suffix", "-")
    rows = json.loads(glossary("list", "누리", "--json").stdout)
    told = {row["forms"]["ko"][0]: row["suffix"] for row in rows}
    assert told["누리호"] is None
    assert told["다누리"] == []
