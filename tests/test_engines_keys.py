"""Keys: kept for their owner alone, and never shown, whatever goes wrong."""

from __future__ import annotations

import json
import os
import pty
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bilingual.cli import main
from bilingual.engines import keys
from bilingual.engines.contract import NotReadyError
from bilingual.errors import UsageError

SECRET = "sk-Vq7x9Lm2_verysecret"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.chdir(tmp_path)
    for name in ("DEEPL_API_KEY", "PAPAGO_CLIENT_ID", "PAPAGO_CLIENT_SECRET"):
        monkeypatch.delenv(name, raising=False)

    def call(*arguments: str, stdin: str = "") -> Result:
        return CliRunner().invoke(main, list(arguments), input=stdin, prog_name="bilingual")

    return call


def test_a_key_is_kept_listed_by_name_used_and_forgotten(run: Callable[..., Result], own_home: Path) -> None:
    done = run("keys", "set", "deepl", stdin=SECRET + "\n")
    assert (done.exit_code, done.stdout) == (0, "")
    assert SECRET not in done.output
    (path,) = (own_home / "keys").iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert run("keys", "list").stdout == "deepl\n"
    assert json.loads(run("keys", "list", "--json").stdout) == ["deepl"]
    assert keys.find("DEEPL_API_KEY") == keys.find("deepl") == SECRET
    assert run("keys", "forget", "deepl").exit_code == 0
    assert keys.find("deepl") is None
    assert run("keys", "list").stdout == ""
    gone = run("keys", "forget", "deepl")
    assert gone.exit_code == 2
    assert "no key 'deepl'" in gone.stderr


def test_another_spelling_replaces_a_key_and_the_environment_goes_before_it(
    own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DEEPL_API_KEY", raising=False)
    keys.keep("deepl", "first-one")
    keys.keep("DEEPL_API_KEY", "second-one")
    assert keys.names() == ["DEEPL_API_KEY"]
    assert keys.find("deepl") == "second-one"
    monkeypatch.setenv("DEEPL_API_KEY", " third-one\n")
    assert keys.find("deepl") == "third-one"
    assert keys.has("deepl")


@pytest.mark.parametrize("umask", [0o000, 0o077])
def test_the_modes_do_not_depend_on_what_was_there(own_home: Path, umask: int) -> None:
    (own_home / "keys").mkdir(mode=0o755)
    (own_home / "keys" / "deepl").write_text("older\n")
    (own_home / "keys" / "deepl").chmod(0o644)
    before = os.umask(umask)
    try:
        keys.keep("deepl", SECRET)
    finally:
        os.umask(before)
    assert stat.S_IMODE((own_home / "keys").stat().st_mode) == 0o700
    assert stat.S_IMODE((own_home / "keys" / "deepl").stat().st_mode) == 0o600
    assert [path.name for path in (own_home / "keys").iterdir()] == ["deepl"]


def test_a_link_in_the_key_s_place_is_replaced_not_followed(own_home: Path, tmp_path: Path) -> None:
    (own_home / "keys").mkdir()
    other = tmp_path / "other"
    other.write_text("mine")
    (own_home / "keys" / "deepl").symlink_to(other)
    keys.keep("deepl", SECRET)
    assert other.read_text() == "mine"
    assert keys.find("deepl") == SECRET


def test_a_key_that_others_could_read_is_closed_to_them(own_home: Path) -> None:
    keys.keep("deepl", SECRET)
    path = own_home / "keys" / "deepl"
    path.chmod(0o644)
    assert keys.find("deepl") == SECRET
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("value", ["", "  \n", "a\x00b", "line\x0bbreak", "ключ", "x" * 5000])
def test_what_can_be_no_key(run: Callable[..., Result], value: str, own_home: Path) -> None:
    done = run("keys", "set", "deepl", stdin=value + "\n")
    assert done.exit_code == 2
    assert not value.strip() or value not in done.output
    assert not (own_home / "keys").exists()


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("deepl", "a-whole-key\nand-another\n", "standard input has 2 lines, and one key is wanted"),
        ("deepl", "a-whole-key\n\nand-another", "standard input has 3 lines, and one key is wanted"),
        ("deepl", "short-7\n", "fewer than 8 characters"),
        ("deepl", "x\n", "fewer than 8 characters"),
        ("papago", "the-id-1\n", "standard input has 1 line, and 2 keys, a line each (PAPAGO_CLIENT_ID, "),
        ("papago", "the-id-1\nthe-secret-1\nmore-than-that\n", "standard input has 3 lines, and 2 keys"),
        ("papago", "the-id-1\nshort\n", "PAPAGO_CLIENT_SECRET: that is no key"),
    ],
)
def test_all_of_standard_input_is_the_key_or_nothing_is_kept(
    run: Callable[..., Result], name: str, given: str, said: str, own_home: Path
) -> None:
    done = run("keys", "set", name, stdin=given)
    assert done.exit_code == 2
    assert said in done.stderr
    assert not any(line in done.output for line in given.split() if len(line) > 1)
    assert not (own_home / "keys").exists()


@pytest.mark.parametrize("name", ["../../etc/passwd", "a/b", ".hidden", "", "1st", "a b", "x" * 65])
def test_what_can_be_no_name(run: Callable[..., Result], name: str, own_home: Path) -> None:
    assert run("keys", "set", "--", name, stdin=SECRET).exit_code == 2
    assert not (own_home / "keys").exists()


def test_a_key_on_the_command_line_is_neither_taken_nor_shown(
    run: Callable[..., Result], own_home: Path
) -> None:
    done = run("keys", "set", "deepl", SECRET)
    assert done.exit_code == 2
    assert SECRET not in done.output
    assert "not given on the command line" in done.stderr
    assert not (own_home / "keys").exists()


def test_an_engine_s_name_stands_for_all_its_keys(run: Callable[..., Result]) -> None:
    assert run("keys", "set", "papago", stdin="the-id-1\nthe-secret-1\n").exit_code == 0
    assert run("keys", "list").stdout.split() == ["PAPAGO_CLIENT_ID", "PAPAGO_CLIENT_SECRET"]
    row = next(row for row in json.loads(run("engines", "--json").stdout) if row["name"] == "papago")
    assert row["state"] == "ready"
    assert run("keys", "forget", "papago").exit_code == 0
    listed = run("engines", "--json").stdout
    row = next(row for row in json.loads(listed) if row["name"] == "papago")
    assert row["state"] == "missing"
    assert "PAPAGO_CLIENT_ID" in row["reason"]


def test_on_a_terminal_the_key_is_asked_for_and_not_shown(tmp_path: Path) -> None:
    parent, child = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", "from bilingual.cli import main; main()", "keys", "set", "deepl"],
        stdin=child,
        stdout=child,
        stderr=child,
        env={**os.environ, "BILINGUAL_HOME": str(tmp_path)},
        start_new_session=True,
    )
    os.close(child)
    shown = b""
    while b"deepl" not in shown:
        shown += os.read(parent, 1000)
    # Echo is off once the prompt is there; a moment is left to the terminal's settings.
    deadline = time.monotonic() + 10
    import termios

    while termios.tcgetattr(parent)[3] & termios.ECHO and time.monotonic() < deadline:
        os.sched_yield()
    os.write(parent, SECRET.encode() + b"\n")
    try:
        while piece := os.read(parent, 1000):
            shown += piece
    except OSError:
        pass
    os.close(parent)
    assert process.wait(30) == 0
    assert SECRET.encode() not in shown
    assert (tmp_path / "keys" / "deepl").read_text() == SECRET + "\n"


def test_a_missing_key_is_named_with_both_ways_to_give_it(
    own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PAPAGO_CLIENT_ID", raising=False)
    with pytest.raises(NotReadyError, match=r"PAPAGO_CLIENT_ID .*bilingual keys set papago"):
        keys.required("papago", "PAPAGO_CLIENT_ID")


def test_a_kept_key_that_cannot_be_read(own_home: Path) -> None:
    (own_home / "keys" / "deepl").mkdir(parents=True)
    with pytest.raises(UsageError, match="cannot be read"):
        keys.find("deepl")


def test_used_keys_are_taken_out_of_what_others_say(own_home: Path) -> None:
    keys.keep("deepl", SECRET)
    assert keys.scrubbed(f"bad key '{SECRET}' in header") == "bad key '•••' in header"
    assert keys.scrubbed("nothing here") == "nothing here"
