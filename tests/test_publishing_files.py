from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.errors import OutputError
from bilingual.publishing.files import LONGEST_NAME, Placed, beside, check_folder, output_path, place


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_is_written_and_its_folder_made(tmp_path):
    path = tmp_path / "a" / "b" / "x.html"
    assert place(path, b"one", None, False) == Placed(path, "written")
    assert path.read_bytes() == b"one"
    assert names(path.parent) == ["x.html"]


def test_equal_content_is_left_alone(tmp_path):
    path = tmp_path / "x.html"
    path.write_bytes(b"one")
    os.utime(path, (1, 1))
    assert place(path, b"one", None, False).state == "unchanged"
    assert path.stat().st_mtime == 1


def test_what_we_wrote_is_replaced(tmp_path):
    path = tmp_path / "x.html"
    path.write_bytes(b"one")
    path.chmod(0o640)
    assert place(path, b"two", sha(b"one"), False) == Placed(path, "written")
    assert path.read_bytes() == b"two"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.parametrize("known", [None, sha(b"what we wrote")])
def test_what_a_person_changed_is_never_overwritten(tmp_path, known):
    path = tmp_path / "x.en.txt"
    path.write_bytes(b"theirs")
    new = tmp_path / "x.en.new.txt"
    assert place(path, b"ours", known, False) == Placed(new, "beside")
    assert (path.read_bytes(), new.read_bytes()) == (b"theirs", b"ours")
    assert place(path, b"newer", known, False) == Placed(new, "beside")
    assert new.read_bytes() == b"newer"


def test_a_version_beside_that_a_person_changed_is_left_too(tmp_path):
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"theirs")
    new = tmp_path / "x.new.xlsx"
    new.write_bytes(b"also theirs")
    hashes: dict[Path, str] = {}
    placed = place(path, b"ours", None, False, hashes.get)
    assert placed == Placed(tmp_path / "x.new.2.xlsx", "beside")
    hashes[placed.path] = sha(b"ours")
    assert place(path, b"newer", None, False, hashes.get) == placed
    assert (new.read_bytes(), placed.path.read_bytes()) == (b"also theirs", b"newer")


def test_force_overwrites(tmp_path):
    path = tmp_path / "x.txt"
    path.write_bytes(b"theirs")
    assert place(path, b"ours", None, True) == Placed(path, "written")
    assert path.read_bytes() == b"ours"


def test_a_folder_that_is_a_file_is_an_error_that_names_it(tmp_path):
    blocked = tmp_path / "output"
    blocked.write_bytes(b"here first")
    for folder in (blocked, blocked / "deeper"):
        with pytest.raises(OutputError, match=r"output is not a folder\nName"):
            place(folder / "x.html", b"one", None, False)
        with pytest.raises(OutputError, match="output is not a folder"):
            check_folder(folder)
    assert blocked.read_bytes() == b"here first"


def test_a_folder_in_the_place_of_the_file_is_an_error(tmp_path):
    (tmp_path / "x.html").mkdir()
    with pytest.raises(OutputError, match="not a file"):
        place(tmp_path / "x.html", b"one", None, True)
    assert names(tmp_path) == ["x.html"]


def test_check_folder_makes_nothing(tmp_path):
    check_folder(tmp_path / "a" / "b")
    assert names(tmp_path) == []


@pytest.mark.parametrize("stage", ["fsync", "replace"])
def test_a_failure_on_the_way_leaves_the_old_file_and_no_other(tmp_path, monkeypatch, stage):
    path = tmp_path / "x.html"
    path.write_bytes(b"one")

    def fail(*_):
        raise OSError(28, "No space left on device")

    if stage == "fsync":
        monkeypatch.setattr(os, "fsync", fail)
    else:
        monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OutputError, match="No space left"):
        place(path, b"two", sha(b"one"), False)
    assert names(tmp_path) == ["x.html"]
    assert path.read_bytes() == b"one"


def test_an_interruption_leaves_no_temporary_file(tmp_path, monkeypatch):
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        place(tmp_path / "x.html", b"two", None, False)
    assert names(tmp_path) == []


def test_a_link_is_replaced_and_what_it_points_to_is_not_written(tmp_path):
    outside = tmp_path / "outside.txt"
    outside.write_bytes(b"precious")
    folder = tmp_path / "output"
    folder.mkdir()
    (folder / "x.txt").symlink_to(outside)
    assert place(folder / "x.txt", b"ours", None, True).state == "written"
    assert outside.read_bytes() == b"precious"
    assert not (folder / "x.txt").is_symlink()
    (folder / "y.txt").symlink_to(tmp_path / "nowhere")
    assert place(folder / "y.txt", b"ours", None, False).state == "written"
    assert not (tmp_path / "nowhere").exists()


def test_a_name_at_its_longest_can_be_placed_and_set_beside(tmp_path):
    path = output_path(tmp_path, "강" * 300, "zh-Hans.txt")
    assert place(path, b"one", None, False).state == "written"
    assert place(path, b"two", None, False).path == beside(path)


def test_a_plain_stem_stays_as_it_is(tmp_path):
    assert output_path(tmp_path, "000_528f 강.v2", "en.txt") == tmp_path / "000_528f 강.v2.en.txt"
    assert output_path(tmp_path, "report", "html").name == "report.html"


@pytest.mark.parametrize(
    "stem",
    ["", ".", "..", "../x", "/etc/x", "a\\b", "CON", "nul.x", "a:b", "x.", "x ", "a\nb", ".x", "\u202eab"],
)
def test_a_stem_that_is_not_safe_is_mended(tmp_path, stem):
    path = output_path(tmp_path, stem, "html")
    assert path.parent == tmp_path
    assert place(path, b"one", None, False).state == "written"
    assert path.name not in (f"{stem}.html", ".html")


@given(st.text(), st.text())
def test_names_are_safe_whatever_the_stem_and_never_shared(stem, other):
    folder = Path("output")
    path = output_path(folder, stem, "zh-Hans.txt")
    assert path.parent == folder
    assert len(path.name.encode()) <= LONGEST_NAME
    assert path.name.endswith(".zh-Hans.txt")
    assert not set(path.name) & set('<>:"/\\|?*\0\n')
    import unicodedata

    if unicodedata.normalize("NFC", stem) != unicodedata.normalize("NFC", other):
        assert path != output_path(folder, other, "zh-Hans.txt")
