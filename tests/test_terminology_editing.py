"""Glossary files changed by command: nothing else moves, nobody's row is lost."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest

from bilingual.errors import BilingualError, GlossaryError, OutputError, UsageError
from bilingual.terminology import load_glossary
from bilingual.terminology.edit_log import read_log
from bilingual.terminology.editing import add_entry, edit_entry, find_rows, remove_entry

FILE = (
    "\ufeff# Names of the desk\r\n"
    "owner,zh,ko,en,kind,policy,context,note,en.first\r\n"
    "\r\n"
    'kim,"北约",나토|NATO,NATO,organisation,,,"alliance, west",\r\n'
    "# people\r\n"
    "lee,普京,푸틴,Vladimir Putin|Putin,person,,,,\r\n"
    ",手段,수단,means,,suggest,,,\r\n"
    ",苏丹,수단,Sudan,place,,정부|하르툼,,"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "entities.csv"
    file.write_bytes(FILE.encode())
    return file


def lines(path: Path) -> list[bytes]:
    return path.read_bytes().split(b"\r\n")


def test_add_keeps_every_other_byte(path: Path) -> None:
    assert add_entry(path, "유엔|UN", targets={"en": "UN", "zh-CN": "联合国"}, kind="organisation") == 9
    assert path.read_bytes() == FILE.encode() + b"\r\n" + ",联合国,유엔|UN,UN,organisation,,,,\r\n".encode()


def test_edit_changes_the_cells_named_alone(path: Path) -> None:
    before = lines(path)
    assert edit_entry(path, "NATO", targets={"en": "NATO|Nato"}, note="") == 4
    after = lines(path)
    assert after[3].decode() == 'kim,"北约",나토|NATO,NATO|Nato,organisation,,,,'
    assert after[:3] + after[4:] == before[:3] + before[4:]


def test_edit_and_undo_give_the_same_bytes(path: Path) -> None:
    edit_entry(path, "푸틴", targets={"en": "Putin"})
    edit_entry(path, "푸틴", targets={"en": "Vladimir Putin|Putin"})
    assert path.read_bytes() == FILE.encode()


def test_remove_takes_one_line(path: Path) -> None:
    before = lines(path)
    assert remove_entry(path, "푸틴") == 6
    assert lines(path) == before[:5] + before[6:]


def test_a_term_in_several_rows_needs_a_line(path: Path) -> None:
    with pytest.raises(UsageError, match="lines 7, 8"):
        edit_entry(path, "수단", targets={"en": "x"})
    assert edit_entry(path, "수단", targets={"en": "the Sudan"}, line=8) == 8
    assert find_rows(path, "수단") == (7, 8)
    assert load_glossary([path]).entries[-1].forms["en"] == ("the Sudan",)


def test_a_contradiction_names_the_line_and_writes_nothing(path: Path) -> None:
    with pytest.raises(GlossaryError, match=r"entities\.csv:4: '나토' stands here with another target"):
        add_entry(path, "나토", targets={"en": "Nato", "zh": "北约"}, kind="organisation")
    with pytest.raises(GlossaryError, match=r"line 4"):
        edit_entry(path, "푸틴", source="푸틴|나토")
    assert path.read_bytes() == FILE.encode()


@pytest.mark.parametrize(
    "change",
    [
        lambda path: add_entry(path, "유엔", targets={"en": "U\nN"}),
        lambda path: add_entry(path, "유엔", targets={"en": "UN"}, note="a\r\nb"),
        lambda path: add_entry(path, "유엔", targets={"en": "UN"}, policy="pinned"),
        lambda path: add_entry(path, "유엔", targets={"fr": "ONU"}),
        lambda path: add_entry(path, "유엔", targets={"klingon": "x"}),
        lambda path: add_entry(path, "유엔", targets={}),
        lambda path: add_entry(path, "", targets={"en": "UN"}),
        lambda path: add_entry(path, "푸틴", targets={"en": "Vladimir Putin"}, kind="person"),
        lambda path: edit_entry(path, "없다", targets={"en": "x"}),
        lambda path: edit_entry(path, "푸틴", source=""),
        lambda path: remove_entry(path, "없다"),
        lambda path: remove_entry(path, "푸틴", line=4),
        lambda path: remove_entry(path.with_name("none.csv"), "푸틴"),
        lambda path: remove_entry(path.with_name("none") / "none.csv", "푸틴"),
    ],
)
def test_what_is_refused_leaves_the_file(path: Path, change: object) -> None:
    assert callable(change)
    with pytest.raises(BilingualError):
        change(path)
    assert path.read_bytes() == FILE.encode()
    assert [file.name for file in path.parent.iterdir()] == ["entities.csv"]


def test_formulas_and_comment_signs_are_text(path: Path) -> None:
    add_entry(path, "기호", targets={"en": "=1+1", "zh": "@x"}, note='a, "b"')
    (row,) = [entry for entry in load_glossary([path]).entries if entry.source == "기호"]
    assert (row.forms["en"], row.note) == (("=1+1",), 'a, "b"')
    new = path.with_name("new.csv")
    add_entry(new, "#해시", targets={"en": "#hash"})
    assert load_glossary([new]).entries[0].source == "#해시"


def test_a_new_file_and_its_folder_are_made(tmp_path: Path) -> None:
    path = tmp_path / "glossary" / "entities.csv"
    add_entry(
        path,
        "나토",
        targets={"en": "NATO", "zh": "北约"},
        first={"en": "North Atlantic Treaty Organization (NATO)"},
    )
    assert (
        path.read_text(encoding="utf-8").splitlines()[0]
        == "ko,en,zh,kind,policy,context,note,en.first,zh.first"
    )
    assert load_glossary([path]).entries[0].first == {"en": "North Atlantic Treaty Organization (NATO)"}


def test_a_malformed_row_elsewhere_does_not_stop_an_edit(path: Path) -> None:
    path.write_bytes(FILE.encode() + b"\r\n,broken\r\n")
    edit_entry(path, "푸틴", note="x")
    remove_entry(path, "나토")
    assert path.read_bytes().endswith(b",broken\r\n")


def test_links_and_permissions_stay(path: Path) -> None:
    path.chmod(0o640)
    link = path.with_name("link.csv")
    link.symlink_to(path)
    add_entry(link, "유엔", targets={"en": "UN"})
    assert link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o640
    assert "유엔" in path.read_text(encoding="utf-8")


def test_a_folder_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "g.csv").mkdir()
    with pytest.raises(OutputError, match=r"g\.csv: cannot be read"):
        add_entry(tmp_path / "g.csv", "유엔", targets={"en": "UN"})
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="cannot be written"):
        add_entry(tmp_path / "file" / "g.csv", "유엔", targets={"en": "UN"})


def _add_many(path: Path, who: int) -> None:
    for number in range(25):
        add_entry(path, f"이름{who}·{number}", targets={"en": f"Name {who}.{number}"}, kind="person")


def test_concurrent_adds_lose_nothing_in_file_and_log(path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_add_many, args=(path, who)) for who in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0] * 8
    added = {f"이름{who}·{number}" for who in range(8) for number in range(25)}
    assert added <= {entry.source for entry in load_glossary([path]).entries}
    records, problems = read_log(path)
    assert problems == []
    assert [record.number for record in records] == list(range(1, 201))
    assert {record.changes[0].after[-1].split(",")[2] for record in records} == added
    assert {file.name for file in path.parent.iterdir()} == {"entities.csv", "entities.log.jsonl"}
