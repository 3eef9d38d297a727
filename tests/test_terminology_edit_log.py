"""The log of a glossary: nothing that happened is missing, nothing is told that did not, all can be undone."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.errors import GlossaryError, OutputError, UsageError
from bilingual.terminology.edit_log import (
    bare,
    changes_between,
    log_path,
    pending_path,
    read_log,
)
from bilingual.terminology.editing import add_entry, edit_entry, remove_entry
from bilingual.terminology.undoing import redo, undo

from .conftest import ROOT

FILE = (
    "\ufeff# Names of the desk\r\n"
    "owner,zh,ko,en,kind,policy,context,note\r\n"
    'kim,"北约",나토|NATO,NATO,organisation,,,"alliance, west"\r\n'
    "# people\r\n"
    "lee,普京,푸틴,Vladimir Putin|Putin,person,,,\r\n"
    ",苏丹,수단,Sudan,place,,정부|하르툼,"
)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BILINGUAL_USER", "편집자")
    file = tmp_path / "entities.csv"
    file.write_bytes(FILE.encode())
    return file


def test_each_edit_is_told_with_who_when_before_and_after(path: Path) -> None:
    add_entry(path, "유엔", targets={"en": "UN"}, kind="organisation")
    edit_entry(path, "푸틴", note="president")
    remove_entry(path, "NATO")
    records, problems = read_log(path)
    assert problems == []
    assert [(r.number, r.who, r.action, r.file, r.line) for r in records] == [
        (1, "편집자", "add", "entities.csv", 7),
        (2, "편집자", "edit", "entities.csv", 5),
        (3, "편집자", "remove", "entities.csv", 3),
    ]
    assert all(len(r.time) == 20 and r.time.endswith("Z") for r in records)
    assert bare(records[0].changes[0].after[-1]) == ",,유엔,UN,organisation,,,"
    assert [bare(line) for line in records[1].changes[0].before] == [
        "lee,普京,푸틴,Vladimir Putin|Putin,person,,,"
    ]
    assert records[2].changes[0].after == ()
    assert all(json.loads(line) for line in log_path(path).read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize(
    "edit",
    [
        lambda path: add_entry(path, "유엔", targets={"en": "UN"}),
        lambda path: edit_entry(path, "나토", targets={"zh": "北大西洋公约组织"}, note=""),
        lambda path: edit_entry(path, "수단", note="x"),
        lambda path: remove_entry(path, "푸틴"),
        lambda path: remove_entry(path, "수단"),
        lambda path: remove_entry(path, "나토"),
    ],
)
def test_undo_gives_every_byte_back_and_so_does_redo(path: Path, edit: object) -> None:
    assert callable(edit)
    edit(path)
    edited = path.read_bytes()
    (taken,) = undo(path)
    assert taken.number == 1
    assert path.read_bytes() == FILE.encode()
    redo(path)
    assert path.read_bytes() == edited
    undo(path)
    assert path.read_bytes() == FILE.encode()
    undo(path, number=4)
    assert path.read_bytes() == edited
    assert [(r.action, r.undoes) for r in read_log(path)[0][1:]] == [
        ("undo", (1,)),
        ("redo", (2,)),
        ("undo", (1,)),
        ("undo", (4,)),
    ]


def test_undoing_again_steps_back_further_and_redo_forward(path: Path) -> None:
    states = [path.read_bytes()]
    for source in ("유엔", "누리호", "다누리"):
        add_entry(path, source, targets={"en": "X"})
        states.append(path.read_bytes())
    for state in reversed(states[:-1]):
        undo(path)
        assert path.read_bytes() == state
    with pytest.raises(UsageError, match="no edit to take back"):
        undo(path)
    for state in states[1:]:
        redo(path)
        assert path.read_bytes() == state
    with pytest.raises(UsageError, match="no edit to do again"):
        redo(path)
    undo(path, 2)
    assert path.read_bytes() == states[1]
    redo(path)
    assert path.read_bytes() == states[3]
    undo(path)
    add_entry(path, "한강", targets={"en": "Han Kang"})
    with pytest.raises(UsageError, match="no edit to do again"):
        redo(path)


@pytest.mark.parametrize("torn", [b'{"number":3,"ti', b"\xff\xfe\n", b"null\n"])
def test_an_unreadable_last_line_stops_undo(path: Path, torn: bytes) -> None:
    add_entry(path, "유엔", targets={"en": "UN"})
    add_entry(path, "누리호", targets={"en": "Nuri"})
    before = path.read_bytes()
    with log_path(path).open("ab") as log:
        log.write(torn)
    with pytest.raises(UsageError, match=r"entities\.log\.jsonl:3: .*cannot be read(.|\n)*--edit N"):
        undo(path)
    assert path.read_bytes() == before
    undo(path, number=2)
    assert "누리호" not in path.read_text(encoding="utf-8")


def test_several_edits_are_taken_back_at_once_or_not_at_all(path: Path) -> None:
    add_entry(path, "유엔", targets={"en": "UN"})
    edit_entry(path, "유엔", targets={"zh": "联合国"})
    remove_entry(path, "푸틴")
    assert [record.number for record in undo(path, 3)] == [3, 2, 1]
    assert path.read_bytes() == FILE.encode()
    redo(path)
    assert "유엔" in path.read_text(encoding="utf-8")
    assert "푸틴" not in path.read_text(encoding="utf-8")
    with pytest.raises(UsageError, match="only 3 edits"):
        undo(path, 4)


def test_an_earlier_edit_alone_is_taken_back_by_its_number(path: Path) -> None:
    add_entry(path, "유엔", targets={"en": "UN"})
    edit_entry(path, "푸틴", note="x")
    add_entry(path, "누리호", targets={"en": "Nuri"})
    undo(path, number=1)
    text = path.read_text(encoding="utf-8")
    assert "유엔" not in text
    assert "누리호" in text
    assert ",person,,,x" in text
    with pytest.raises(UsageError, match="edit 1 was taken back already, by edit 4"):
        undo(path, number=1)
    redo(path)
    undo(path, number=1)
    with pytest.raises(UsageError, match="no edit 99"):
        undo(path, number=99)


def test_other_rows_may_have_moved_and_changed_since(path: Path) -> None:
    add_entry(path, "유엔", targets={"en": "UN"})
    remove_entry(path, "푸틴")
    text = path.read_bytes().decode().replace("# people\r\n", "# people\r\n# of all sorts\r\n# so far\r\n")
    path.write_bytes(text.replace("苏丹", "苏丹共和国").encode())
    undo(path, 2)
    assert path.read_bytes().decode().split("\r\n") == [
        "\ufeff# Names of the desk",
        "owner,zh,ko,en,kind,policy,context,note",
        'kim,"北约",나토|NATO,NATO,organisation,,,"alliance, west"',
        "# people",
        "lee,普京,푸틴,Vladimir Putin|Putin,person,,,",
        "# of all sorts",
        "# so far",
        ",苏丹共和国,수단,Sudan,place,,정부|하르툼,",
        "",
    ]


def test_a_row_changed_by_hand_is_not_undone_over(path: Path) -> None:
    edit_entry(path, "푸틴", note="x")
    changed = path.read_bytes().replace("普京".encode(), "普丁".encode())
    path.write_bytes(changed)
    with pytest.raises(UsageError, match=r"entities\.csv:5: .*changed after edit 1: lee,普丁,푸틴"):
        undo(path)
    path.write_bytes(changed.replace(b"lee,", b"#lee,"))
    with pytest.raises(UsageError, match="no longer there"):
        undo(path)
    assert len(read_log(path)[0]) == 1


def test_an_undo_may_not_repeat_a_row_or_contradict_one(path: Path) -> None:
    remove_entry(path, "나토")
    before = path.read_bytes()
    path.write_bytes(before + b"\r\n" + FILE.split("\r\n")[2].encode())
    with pytest.raises(UsageError, match=r"entities\.csv:6: .*stands here again"):
        undo(path)
    path.write_bytes(before + "\r\n,北约组织,나토,Nato,organisation,pin,,".encode())
    with pytest.raises(GlossaryError, match="나토"):
        undo(path)
    path.write_bytes(before.replace(b"owner,zh", b"zh,owner"))
    with pytest.raises(UsageError, match="columns have changed"):
        undo(path)


def test_there_is_nothing_to_undo(path: Path) -> None:
    with pytest.raises(UsageError, match="no edit to take back"):
        undo(path)
    with pytest.raises(UsageError, match="at least one"):
        undo(path, 0)


@pytest.mark.parametrize("torn", [b'{"number":7,"ti', b"\xff\xfe\n", b"[]\n", b'{"number":"7"}\n', b"null"])
def test_a_torn_line_is_told_and_passed_over(path: Path, torn: bytes) -> None:
    add_entry(path, "유엔", targets={"en": "UN"})
    with log_path(path).open("ab") as log:
        log.write(torn)
    add_entry(path, "누리호", targets={"en": "Nuri"})
    records, problems = read_log(path)
    assert [record.number for record in records] == [1, 2]
    assert len(problems) == 1
    assert "entities.log.jsonl:2: " in problems[0]
    assert [record.number for record in undo(path)] == [2]
    with pytest.raises(UsageError, match=r"entities\.log\.jsonl:2: .*cannot be read"):
        undo(path)
    undo(path, number=1)
    assert path.read_bytes() == FILE.encode()


DYING = """
import os, sys
from pathlib import Path
from bilingual.terminology import edit_log, editing
where, path = sys.argv[1], Path(sys.argv[2])

def die(*arguments):
    os._exit(9)

def torn(log, record):
    log.seek(0, os.SEEK_END)
    log.write(b'{"number":2,"time":"20')
    log.flush()
    os._exit(9)

if where == "before the glossary":
    editing._write = die
elif where == "in the note":
    def note(path, data):
        path.write_bytes(data[:40])
        os._exit(9)
    edit_log._write_through = note
elif where == "after the glossary":
    edit_log._append = die
elif where == "in the log":
    edit_log._append = torn
elif where == "after the log":
    Path.unlink = die
editing.add_entry(path, "누리호", targets={"en": "Nuri"})
"""


@pytest.mark.parametrize(
    ("where", "made"),
    [
        ("in the note", False),
        ("before the glossary", False),
        ("after the glossary", True),
        ("in the log", True),
        ("after the log", True),
    ],
)
@pytest.mark.parametrize("by_hand", [False, True])
def test_a_process_that_dies_leaves_file_and_log_of_one_mind(
    path: Path, where: str, made: bool, by_hand: bool
) -> None:
    add_entry(path, "유엔", targets={"en": "UN"})
    result = subprocess.run(
        [sys.executable, "-c", DYING, where, str(path)], cwd=ROOT, capture_output=True, check=False
    )
    assert result.returncode == 9, result.stderr
    assert ("누리호" in path.read_text(encoding="utf-8")) is made
    assert pending_path(path).exists()
    if by_hand:
        with path.open("ab") as file:
            file.write(b"# written by hand since\r\n")
    add_entry(path, "다누리", targets={"en": "Danuri"})
    assert not pending_path(path).exists()
    records, _ = read_log(path)
    told = ["유엔", *(["누리호"] if made else []), "다누리"]
    assert [record.changes[0].after[-1].split(",")[2] for record in records] == told
    assert [record.number for record in records] == list(range(1, len(told) + 1))
    undo(path, len(told))
    rest = "# written by hand since\r\n" if by_hand else ""
    assert path.read_bytes().decode().rstrip() == (FILE + "\r\n" + rest).rstrip()


def test_no_row_is_written_where_no_log_can_be(path: Path) -> None:
    log_path(path).mkdir()
    with pytest.raises(OutputError, match=r"entities\.log\.jsonl"):
        add_entry(path, "유엔", targets={"en": "UN"})
    assert path.read_bytes() == FILE.encode()
    assert not pending_path(path).exists()


_LINES = st.lists(st.sampled_from(["a", "b", "c", "d"]).map(lambda line: line + "\n"), max_size=8)


@given(_LINES, _LINES)
@settings(max_examples=200, deadline=None)
def test_changes_lead_from_the_old_lines_to_the_new(old: list[str], new: list[str]) -> None:
    made = list(old)
    for change in reversed(changes_between(old, new)):
        at = change.line - 1
        assert made[at : at + len(change.before)] == list(change.before)
        made[at : at + len(change.before)] = change.after
    assert made == new
