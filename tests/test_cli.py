"""The command line as its users meet it: exit status, one clear message, nothing half written."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bilingual.cli import main
from bilingual.cli.main import COMMANDS
from bilingual.cli.reference import commands, reference

from .conftest import ROOT

NEWS = "카자흐스탄 대통령 발언\n\n토카예프 대통령은 회의에서 협력을 강조했다. 회의는 3시간 동안 이어졌다.\n"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str, stdin: bytes | None = None) -> Result:
        return CliRunner().invoke(main, list(arguments), input=stdin, prog_name="bilingual")

    return call


def _files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def _make(tmp_path: Path, name: str, content: bytes) -> str:
    path = tmp_path / name
    path.write_bytes(content)
    return name


BAD_SOURCES = {
    "empty": (b"", r"empty"),
    "only-space": (b"\n \n\xef\xbb\xbf\n", r"empty|no article"),
    "no-article": (
        "조회:12\n[粤ICP备2023080415号]\nCopyright © 2024 X All Rights Reserved.\n".encode(),
        "no article",
    ),
    "binary": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", r"binary|not (a )?text"),
    "invalid-utf8": ("첫 줄\n둘째 ".encode() + b"\xff\xfe\xfa" + "줄".encode(), r"bad:2"),
    "stray-front-matter": ("---\ntitle: 제목\ncategories:\n  - News\n".encode(), r"bad:\d"),
}


# `detect` shows what there is: a page without an article has lines all the same.
@pytest.mark.parametrize(
    ("command", "name"),
    [("translate", name) for name in BAD_SOURCES]
    + [("detect", name) for name in BAD_SOURCES if name != "no-article"],
)
def test_a_bad_source_is_one_clear_message(run: Callable, tmp_path: Path, name: str, command: str) -> None:
    content, message = BAD_SOURCES[name]
    _make(tmp_path, "bad", content)
    result = run(command, "bad")
    assert result.exit_code == 2, result.stderr
    assert re.search(message, result.stderr), result.stderr
    assert "bad" in result.stderr
    assert "Traceback" not in result.stderr
    assert 1 <= len([line for line in result.stderr.splitlines() if line.startswith("Error")]) == 1
    assert len(result.stderr.splitlines()) <= 3
    assert result.stdout == ""
    assert _files(tmp_path) == {"bad"}


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("missing.txt", "missing.txt"),
        ("folder", "folder"),
        ("*.html", "no file matches"),
        ("ftp://a/b", "web"),
    ],
)
def test_a_source_that_is_no_file_is_told(run: Callable, tmp_path: Path, source: str, message: str) -> None:
    (tmp_path / "folder").mkdir()
    result = run("translate", source)
    assert result.exit_code == 2
    assert message in result.stderr
    assert len(result.stderr.splitlines()) <= 3


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--to", "englsh"], "did you mean 'english'"),
        (["--to", "zh-XX"], "unknown language"),
        (["--to", ","], "at least one"),
        (["--engine", "gogle"], "did you mean 'google'"),
        (["--engine", "no.such:Engine"], "no.such"),
        (["--format", "htlm"], "did you mean 'html'"),
        (["--glossary", "none.csv"], "none.csv"),
        (["--frobnicate"], "No such option"),
    ],
)
def test_wrong_usage_names_the_nearest_right_one(
    run: Callable, tmp_path: Path, options: list[str], message: str
) -> None:
    source = _make(tmp_path, "news.txt", NEWS.encode())
    result = run("translate", source, *options)
    assert result.exit_code == 2
    assert message in result.stderr
    assert _files(tmp_path) == {"news.txt"}


@pytest.mark.parametrize(
    ("csv", "messages"),
    [
        ("en,zh,kind\nNATO,北约,organisation\n", ["g.csv:1", "ko"]),
        (
            "ko,en,zh,kind,policy\n나토,NATO,北约,organisation,\n유엔,UN,联合国,organisation,\n나토,Nato,北约,person,\n",
            ["g.csv:4", "2", "나토"],
        ),
        (
            "ko,en,zh,kind,policy\n나토,NATO,北约,organisation,pinn\n,UN,联合国,organisation,\n",
            ["g.csv:2", "g.csv:3"],
        ),
    ],
    ids=["missing-column", "contradicting-pins", "two-bad-rows"],
)
def test_a_bad_glossary_names_file_and_line(
    run: Callable, tmp_path: Path, csv: str, messages: list[str]
) -> None:
    source = _make(tmp_path, "news.txt", NEWS.encode())
    _make(tmp_path, "g.csv", csv.encode())
    result = run("translate", source, "--glossary", "g.csv", "--engine", "memory")
    assert result.exit_code == 2
    for message in messages:
        assert message in result.stderr
    assert "Traceback" not in result.stderr
    assert _files(tmp_path) == {"news.txt", "g.csv"}


def test_an_output_folder_that_cannot_be_written_is_told_first(run: Callable, tmp_path: Path) -> None:
    source = _make(tmp_path, "news.txt", NEWS.encode())
    _make(tmp_path, "output", b"a file, not a folder")
    result = run("translate", source, "--engine", "memory")
    assert result.exit_code == 2
    assert "output" in result.stderr
    assert _files(tmp_path) == {"news.txt", "output"}


def test_some_unreadable_sources_do_not_stop_the_rest(run: Callable, tmp_path: Path) -> None:
    good = _make(tmp_path, "good.txt", NEWS.encode())
    bad = _make(tmp_path, "bad.txt", b"")
    result = run("translate", bad, good, "--engine", "memory", "--format", "json")
    assert result.exit_code == 1
    assert "bad.txt" in result.stderr
    assert (tmp_path / "output" / "good.json").is_file()


def test_standard_input_is_a_source(run: Callable, tmp_path: Path) -> None:
    result = run("translate", "-", "--engine", "memory", "--format", "json", stdin=NEWS.encode())
    assert result.exit_code == 1, result.stderr
    assert (tmp_path / "output" / "stdin.json").is_file()


def test_a_result_changed_by_hand_is_never_overwritten(run: Callable, tmp_path: Path) -> None:
    source = _make(tmp_path, "news.txt", NEWS.encode())
    arguments = ("translate", source, "--engine", "memory", "--format", "txt", "--to", "en")
    run(*arguments)
    edited = tmp_path / "output" / "news.en.txt"
    edited.write_text("my own words\n", encoding="utf-8")
    result = run(*arguments)
    assert result.exit_code == 1
    assert edited.read_text(encoding="utf-8") == "my own words\n"
    assert (tmp_path / "output" / "news.en.new.txt").is_file()
    assert "--force" in result.stderr
    run(*arguments, "--force")
    assert edited.read_text(encoding="utf-8") != "my own words\n"


def test_an_old_result_of_ours_is_renewed(run: Callable, tmp_path: Path) -> None:
    source = _make(tmp_path, "news.txt", NEWS.encode())
    run("translate", source, "--engine", "memory", "--format", "json")
    run("translate", source, "--engine", "memory", "--format", "json", "--to", "en")
    assert _files(tmp_path / "output") == {"news.json"}
    assert json.loads((tmp_path / "output" / "news.json").read_text(encoding="utf-8"))["targets"] == ["en"]


def test_dry_run_asks_nobody_and_writes_nothing(run: Callable, tmp_path: Path) -> None:
    source = _make(tmp_path, "news.txt", NEWS.encode())
    result = run("translate", source, "--dry-run", "--json")
    assert result.exit_code == 0
    plan = json.loads(result.stdout)
    assert [row["target"] for row in plan] == ["en", "zh-Hans"]
    assert all(row["wanted"] == 3 and row["characters"] > 30 for row in plan)
    assert _files(tmp_path) == {"news.txt"}


def test_the_json_answer_tells_statuses_and_paths(run: Callable, tmp_path: Path) -> None:
    source = _make(tmp_path, "news.txt", NEWS.encode())
    result = run("translate", source, "--engine", "memory", "--format", "json", "--json")
    (row,) = json.loads(result.stdout)
    assert row["statuses"] == {"untranslated": 6}
    assert row["complete"] is False
    assert (tmp_path / row["outputs"][0]["path"]).is_file()


def test_without_a_network_it_says_so_and_the_next_run_fills_in(
    run: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A port that nobody listens on stands for the missing network.
    monkeypatch.setenv("BILINGUAL_GOOGLE_URL", "http://127.0.0.1:9/m")
    source = _make(tmp_path, "news.txt", NEWS.encode())
    result = run("translate", source, "--format", "json")
    assert result.exit_code == 1
    about_it = [line for line in result.stderr.splitlines() if "google:" in line]
    assert len(about_it) == 1
    article = json.loads((tmp_path / "output" / "news.json").read_text(encoding="utf-8"))
    assert {t["status"] for s in article["segments"] for t in s["targets"].values()} == {"untranslated"}
    assert {t["text"] for s in article["segments"] for t in s["targets"].values()} == {None}


def test_detect_prints_one_object_a_line(run: Callable, tmp_path: Path) -> None:
    source = _make(tmp_path, "news.txt", ("조회:12\n\n" + NEWS + "\n위챗(微信) 소식이 전해졌다.\n").encode())
    result = run("detect", source, "--json")
    assert result.exit_code == 0
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["line"] for row in rows] == [1, 3, 5, 7]
    assert rows[0]["role"] == "counter"
    assert rows[0]["keep"] is False
    (span,) = rows[3]["spans"]
    assert rows[3]["text"][span["start"] : span["end"]] == "微信"
    assert span["lang"] == "zh"
    assert set(rows[0]) == {"source", "line", "block", "text", "role", "keep", "lang", "spans", "parts"}


def test_detect_explains_itself(run: Callable, tmp_path: Path) -> None:
    source = _make(tmp_path, "news.txt", NEWS.encode())
    result = run("detect", source, "--json", "--explain")
    assert all(json.loads(line)["rule"] for line in result.stdout.splitlines())


def test_an_unknown_command_names_the_nearest(run: Callable) -> None:
    result = run("translat", "x")
    assert result.exit_code == 2
    assert "did you mean 'translate'" in result.stderr


def test_wrong_usage_is_two_lines(run: Callable) -> None:
    for arguments in (["translate", "--frob", "x"], ["nothing"], ["translate"]):
        lines = run(*arguments).stderr.splitlines()
        assert len(lines) == 2, lines
        assert lines[0].startswith("Error: ")
        assert "--help" in lines[1]


@pytest.mark.parametrize("arguments", [["glossary", "list"], ["detect", "news.txt", "--json"], ["engines"]])
def test_a_reader_that_goes_away_is_no_failure(tmp_path: Path, arguments: list[str]) -> None:
    _make(tmp_path, "news.txt", NEWS.encode() * 500)
    read, write = os.pipe()
    os.close(read)
    process = subprocess.run(
        [sys.executable, "-c", "from bilingual.cli import main; main()", *arguments],
        stdout=write,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env={**os.environ, "BILINGUAL_HOME": str(tmp_path)},
        check=False,
    )
    os.close(write)
    assert process.returncode == 0
    assert b"Broken" not in process.stderr
    assert b"Traceback" not in process.stderr


def test_version_and_short_help(run: Callable) -> None:
    assert re.fullmatch(r"bilingual \d+\.\d+\.\d+\n", run("--version").stdout)
    assert "translate" in run("-h").stdout


def test_engines_lists_google_and_takes_json(run: Callable) -> None:
    assert "google" in run("engines").stdout
    rows = {row["name"]: row for row in json.loads(run("engines", "--json").stdout)}
    assert rows["google"]["needs_network"] is True


def test_a_bad_project_file_names_the_setting(run: Callable, tmp_path: Path) -> None:
    source = _make(tmp_path, "news.txt", NEWS.encode())
    _make(tmp_path, "bilingual.toml", b'engin = "memory"\n')
    result = run("translate", source)
    assert result.exit_code == 2
    assert "did you mean 'engine'" in result.stderr
    assert "bilingual.toml" in result.stderr


def test_a_project_s_settings_count_and_options_outrank_them(run: Callable, tmp_path: Path) -> None:
    source = _make(tmp_path, "news.txt", NEWS.encode())
    _make(tmp_path, "bilingual.toml", b'to = ["zh-TW"]\nengine = "memory"\nformat = "txt"\noutput = "made"\n')
    run("translate", source)
    assert "made/news.zh-Hant.txt" in _files(tmp_path)
    run("translate", source, "--to", "en")
    assert "made/news.en.txt" in _files(tmp_path)


def test_a_traceback_only_with_debug(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from bilingual.cli import main; main()"]
    environment = {**os.environ, "BILINGUAL_HOME": str(tmp_path)}
    for extra, shown in (([], False), (["--debug"], True)):
        result = subprocess.run(
            [*command, *extra, "translate", "missing.txt", "--to", "xx-yy-zz"],
            capture_output=True,
            text=True,
            env=environment,
            cwd=tmp_path,
            check=False,
        )
        assert ("Traceback" in result.stderr) is shown
        assert result.returncode != 0


def test_every_command_has_an_example_and_a_line_in_the_list() -> None:
    for path, command in commands(main, ("bilingual",)):
        assert command.help
        assert "Example" in command.help, path
        for option in command.params:
            if option.param_type_name == "option":
                assert getattr(option, "help", None), (path, option.name)
    for name, (_, line) in COMMANDS.items():
        assert line
        assert main.get_command(None, name) is not None  # type: ignore[arg-type]


def test_the_command_reference_is_current() -> None:
    written = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert written == reference(), "run `make reference`"


@pytest.mark.parametrize("command", ["translate", "detect"])
def test_a_warning_of_reading_is_said_once(run: Callable, tmp_path: Path, command: str) -> None:
    source = _make(
        tmp_path, "mixed.txt", NEWS.encode() + "두 번째 소식은 늦게 전해졌다고 합니다.\n".encode("cp949")
    )
    result = run(
        command, source, *(["--engine", "memory", "--format", "txt"] if command == "translate" else [])
    )
    assert result.exit_code == (1 if command == "translate" else 0)
    warnings = [line for line in result.stderr.splitlines() if line.startswith("Warning")]
    assert warnings == ["Warning: mixed.txt:4: line 4 read as EUC-KR (CP949), the rest as UTF-8"]
