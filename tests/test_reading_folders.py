"""Folders and patterns as sources: which files they stand for, and in which order."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from bilingual.cli import main
from bilingual.errors import SourceError
from bilingual.reading import expand, load

NEWS = "카자흐스탄 대통령 발언\n\n토카예프 대통령은 회의에서 협력을 강조했다. 회의는 3시간 동안 이어졌다.\n"


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., None]:
    def files(*names: str, content: str = NEWS) -> None:
        for name in names:
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")

    return files


def names(tmp_path: Path, *found: str) -> list[str]:
    return [Path(name).relative_to(tmp_path).as_posix() for name in found]


def test_a_folder_stands_for_the_readable_files_in_it(tmp_path: Path, make: Callable) -> None:
    make("b.txt", "a.md", "a/z.html", "a/y.HTM", "가.txt", "c.docx", "a/b/c/d.markdown")
    make(
        "x.py",
        "picture.png",
        "noname",
        ".hidden.txt",
        ".git/config.txt",
        "~$c.docx",
        "a/.cache/p.html",
        "x.json",
    )
    found = names(tmp_path, *expand(str(tmp_path)))
    assert found == ["a.md", "b.txt", "c.docx", "가.txt", "a/y.HTM", "a/z.html", "a/b/c/d.markdown"]
    assert expand(str(tmp_path)) == expand(str(tmp_path))


def test_results_are_left_out(tmp_path: Path, make: Callable) -> None:
    make(
        "a.txt",
        "a.ko.txt",
        "a.en.txt",
        "a.zh-Hans.new.txt",
        "b.ko.md",
        "b.en.md",
        "output/c.txt",
        "page.html",
    )
    make("only.en.txt", "no.1.txt", "v.1.txt")
    make(
        "a.html", content='<!DOCTYPE html><html><meta name="generator" content="bilingual 0.1.0 · engine x">'
    )
    found = names(tmp_path, *expand(str(tmp_path), [tmp_path / "output"]))
    assert found == ["a.txt", "no.1.txt", "only.en.txt", "page.html", "v.1.txt"]
    assert names(tmp_path, *expand(str(tmp_path / "output"), [tmp_path / "output"])) == ["output/c.txt"]


def test_links_in_a_circle_are_followed_once(tmp_path: Path, make: Callable) -> None:
    make("a/x.txt", "elsewhere/y.txt")
    (tmp_path / "a" / "up").symlink_to(tmp_path / "a")
    (tmp_path / "a" / "other").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere" / "back").symlink_to(tmp_path / "a")
    (tmp_path / "a" / "again.txt").symlink_to(tmp_path / "a" / "x.txt")
    (tmp_path / "a" / "gone.txt").symlink_to(tmp_path / "nothing")
    os.mkfifo(tmp_path / "a" / "pipe.txt")
    assert names(tmp_path, *expand(str(tmp_path / "a"))) == ["a/again.txt", "a/other/y.txt"]


def test_a_pattern_that_the_shell_left_alone(
    tmp_path: Path, make: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    make("p/b.txt", "p/a.txt", "p/q/c.txt", "p/x.md", "p/.h.txt", "odd[1].txt", "p/log.log")
    monkeypatch.chdir(tmp_path)
    assert expand("p/*.txt") == ("p/a.txt", "p/b.txt")
    assert expand("p/*") == ("p/a.txt", "p/b.txt", "p/log.log", "p/q/c.txt", "p/x.md")
    assert expand("p/**/*.txt") == ("p/a.txt", "p/b.txt", "p/q/c.txt")
    assert expand(f"{tmp_path}/p/**/[cd].txt") == (f"{tmp_path}/p/q/c.txt",)
    for link in ("one", "two", "three"):
        (tmp_path / "p" / link).symlink_to(tmp_path / "p")
    assert expand("**/*.txt") == ("odd[1].txt", "p/a.txt", "p/b.txt", "p/q/c.txt")
    assert expand("p/**") == ("p/a.txt", "p/b.txt", "p/log.log", "p/q/c.txt", "p/x.md")
    assert expand("odd[1].txt") == ("odd[1].txt",)
    for pattern in ("p/*.docx", "none/*", "p/[z].txt"):
        with pytest.raises(SourceError, match="no file matches"):
            expand(pattern)


def test_what_is_no_folder_stands_for_itself() -> None:
    for source in ("-", "a.txt", "https://example.com/*.html", "a\0b"):
        assert expand(source) == (source,)


@pytest.mark.parametrize("content", [[], ["readme.py", ".hidden.txt"]])
def test_a_folder_without_a_page_is_one_error(tmp_path: Path, make: Callable, content: list[str]) -> None:
    make(*content)
    with pytest.raises(SourceError, match="no page in this folder") as error:
        expand(str(tmp_path))
    assert len(str(error.value).splitlines()) == 2


def test_a_folder_goes_the_whole_route(
    tmp_path: Path, make: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    make("in/news.txt", "in/deep/news.md", "in/bad.txt")
    (tmp_path / "in" / "bad.txt").write_bytes(b"")
    monkeypatch.chdir(tmp_path)
    arguments = [
        "translate",
        "in",
        "in/news.txt",
        "nothing*",
        "--engine",
        "memory",
        "--format",
        "txt,html",
        "--to",
        "en",
    ]
    for _ in range(2):
        result = CliRunner().invoke(main, [*arguments, "--output", "in/output"])
        assert result.exit_code == 1
        assert [line for line in result.stderr.splitlines() if line.startswith("Error")] == [
            "Error: nothing*: no file matches",
            "Error: in/bad.txt: empty, there is nothing to translate",
        ]
        made = sorted(path.name for path in (tmp_path / "in" / "output").iterdir())
        assert len(made) == 6
        assert "news.html" in made
    result = CliRunner().invoke(main, ["detect", "in/deep", "--json"])
    assert result.exit_code == 0
    assert '"source": "in/deep/news.md"' in result.stdout


def test_a_pattern_leaves_out_results_as_a_folder_does(
    tmp_path: Path, make: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    make("p/a.txt", "p/sub/b.txt", "p/c.xlsx", "p/old/x.txt")
    arguments = ["--engine=memory", "--memory=none", "--format=txt,md,html,json,xlsx", "--output=p/out"]
    assert CliRunner().invoke(main, ["translate", "p/a.txt", *arguments]).exit_code == 1
    made = {path.name for path in (tmp_path / "p" / "out").iterdir()}
    assert {"a.en.txt", "a.ko.md", "a.html", "a.json", "a.xlsx"} <= made
    assert expand("p/**/*.txt") == ("p/a.txt", "p/old/x.txt", "p/sub/b.txt")
    assert expand("p/**/*", [tmp_path / "p" / "old"]) == ("p/a.txt", "p/c.xlsx", "p/sub/b.txt")
    assert expand("p/old/*.txt", [tmp_path / "p" / "old"]) == ("p/old/x.txt",)
    # One that a person names is read.
    assert expand("p/out/a.en.txt") == ("p/out/a.en.txt",)
    with pytest.raises(SourceError, match="only results of the program match"):
        expand("p/out/*.html")


def test_a_file_that_goes_before_it_is_read_is_told_and_the_others_are_done(
    tmp_path: Path, make: Callable, capsys: pytest.CaptureFixture[str]
) -> None:
    from bilingual.cli.sources import exit_status, read_each

    make("a.txt", "b.txt", "c.txt")

    def take(data: bytes, path: str) -> str:
        (tmp_path / "b.txt").unlink(missing_ok=True)
        return path

    done, failures = read_each([str(tmp_path)], take)
    assert names(tmp_path, *done) == ["a.txt", "c.txt"]
    assert exit_status(len(done), failures) == 1
    assert f"{tmp_path / 'b.txt'}: no such file" in capsys.readouterr().err


def test_names_that_would_move_the_cursor_are_shown_harmless(
    tmp_path: Path, make: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    make("a\x1b[31m\nb.txt", "c\x85.txt", content="\0\1\2")
    done = CliRunner().invoke(main, ["detect", ".", "no\x1b[2J.txt"])
    assert done.exit_code == 2
    assert not set(done.stderr) & set("\x1b\x85\0")
    assert len(done.stderr.splitlines()) == 6


def test_a_pipe_or_device_does_not_hold_us(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    for name in (str(tmp_path / "pipe.txt"), "/dev/zero"):
        with pytest.raises(SourceError, match="a device or a pipe"):
            load(name)


def test_a_pipe_of_the_shell_is_read() -> None:
    reading, writing = os.pipe()
    os.write(writing, b"text")
    os.close(writing)
    try:
        assert load(f"/dev/fd/{reading}") == b"text"
    finally:
        os.close(reading)


def test_a_link_to_itself_is_one_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "a.txt")
    with pytest.raises(SourceError, match="cannot be read"):
        load(str(tmp_path / "a.txt"))
