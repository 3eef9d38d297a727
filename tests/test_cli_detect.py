"""``bilingual detect`` as a person sees it: on a real terminal, in a pipe, for several sources."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rich.cells import cell_len

from bilingual.article import Part, Role, Source
from bilingual.cli import main
from bilingual.cli.detect_view import show, tell
from bilingual.detection import Row, summarise

from .conftest import ROOT

PAGE = """\
골목 시장에 새 지붕
골목소식 2024년 3월 2일 09시 00분    조회:12
온새 골목 시장에 비를 막는 지붕이 생겼다. 상인들은 이틀 동안 떡을 나누었고 손님들은 늦게까지 시장에 머물렀다고 한다.
小巷市场新建了顶棚。商贩们连续两天分发年糕，顾客们一直逛到很晚才回家，大家都说下雨天买菜方便多了。
댓글 쓰기
Copyright ⓒ 골목소식 All rights reserved.
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")

    def call(*arguments: str) -> Result:
        return CliRunner().invoke(main, list(arguments), prog_name="bilingual")

    return call


def _terminal(folder: Path, columns: int, *arguments: str, messages: bool = False, **variables: str) -> str:
    """What the command writes to a terminal of that width, with its messages only if they are asked for."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    environment = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLUMNS", "FORCE_COLOR")}
    process = subprocess.Popen(
        [sys.executable, "-c", "from bilingual.cli import main; main()", "detect", *arguments],
        cwd=folder,
        env={
            **environment,
            "TERM": "xterm-256color",
            "PYTHONUTF8": "1",
            "PYTHONPATH": str(ROOT),
            **variables,
        },
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs if messages else subprocess.DEVNULL,
    )
    os.close(theirs)
    written = b""
    while True:
        try:
            piece = os.read(ours, 4096)
        except OSError:  # Linux says so when the other side is closed
            break
        if not piece:
            break
        written += piece
    os.close(ours)
    assert process.wait() == 0
    return written.decode().replace("\r\n", "\n")


def _plain(text: str) -> list[str]:
    return re.sub(r"\x1b\[[0-9;]*m", "", text).splitlines()


@pytest.mark.parametrize("columns", [60, 80, 140])
def test_on_a_terminal_lines_are_cut_to_its_width(
    run: Callable[..., Result], tmp_path: Path, columns: int
) -> None:
    shown = _terminal(tmp_path, columns, "page.txt")
    lines = _plain(shown)
    assert len(lines) == 7  # a head and six lines
    assert max(map(cell_len, lines)) <= columns
    for line, whole in zip(lines[1:], PAGE.splitlines(), strict=True):
        assert line.endswith("…") is (27 + cell_len(whole) > columns)
        if line.endswith("…"):
            assert columns - 2 <= cell_len(line)
            assert not line.endswith(" …")


@pytest.mark.parametrize("columns", [60, 80])
def test_the_summary_and_the_rules_are_folded_at_the_terminal_s_width(tmp_path: Path, columns: int) -> None:
    seed = ROOT / "seeds" / "000_528f012b6500446b.txt"
    (tmp_path / "seed.txt").write_bytes(seed.read_bytes())
    for explain in ([], ["--explain"]):
        lines = _plain(_terminal(tmp_path, columns, "seed.txt", *explain, messages=True))
        assert max(map(cell_len, lines)) <= columns
        last = next(n for n, line in enumerate(lines) if line.startswith("  left out: "))
        assert lines[last + 1].startswith("    ")
        assert "1 pager, 1 icp, 1 copyright title" in " ".join(
            line.strip() for line in lines[last : last + 4]
        )


def test_a_terminal_gets_colours_by_role(run: Callable[..., Result], tmp_path: Path) -> None:
    lines = _terminal(tmp_path, 100, "page.txt").splitlines()
    assert "\x1b[1;36mtitle" in lines[1]
    assert "\x1b[32mbody" in lines[3]
    assert "\x1b[2" in lines[5]
    assert "조회:12" in lines[2].split("\x1b[2m")[-1], "a piece that is left out is dim in a bright line"


def test_no_color_is_respected(run: Callable[..., Result], tmp_path: Path) -> None:
    shown = _terminal(tmp_path, 100, "page.txt", NO_COLOR="1")
    assert not re.search(r"\x1b\[(?:[0-9;]*;)?3[0-7]", shown)
    assert "+ title" in _plain(shown)[1]


def test_explain_shows_whole_lines_and_what_decided(run: Callable[..., Result], tmp_path: Path) -> None:
    lines = _plain(_terminal(tmp_path, 60, "page.txt", "--explain"))
    assert max(map(cell_len, lines)) <= 60
    assert "…" not in "".join(lines)
    text = "".join(line[27:] for line in lines[1:])
    assert re.sub(r"\s", "", PAGE.splitlines()[3]) in re.sub(r"\s", "", text)
    assert sum("← " in line for line in lines) == 6
    assert any("← portals.toml: form for comments" in line for line in lines)


def test_in_a_pipe_lines_are_plain(run: Callable[..., Result], tmp_path: Path) -> None:
    result = run("detect", "page.txt")
    assert "\x1b" not in result.stdout
    lines = result.stdout.splitlines()
    assert lines[0] == "    1 + title        ko    골목 시장에 새 지붕"
    assert [line[6] for line in lines] == ["+", "+", "+", "+", " ", " "]
    assert all(row in line for row, line in zip(PAGE.splitlines(), lines, strict=True))


def test_a_page_cannot_write_on_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    hostile = "제목에 \x1b[31m빨강\x07 \x9b2J\u202e거꾸로\tb\u2028"
    row = Row("a", 1, "1", hostile, Role.TITLE, True, "ko", (), (), "rule \x1b[2J")
    show([row], "a\x1b]0;b", explain=True)
    tell(summarise([row]), "a\x1b]0;b", Source("a", "0" * 64, title=hostile))
    captured = capsys.readouterr()
    for shown in (captured.out, captured.err):
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202e]", shown)
        assert "빨강" in shown


def test_the_summary_is_on_stderr(run: Callable[..., Result]) -> None:
    lines = run("detect", "page.txt").stderr.splitlines()
    assert re.fullmatch(
        r"page\.txt: 4 of 6 lines kept; 1\d\d characters: Korean \d\d%, Chinese \(Simplified\) \d\d%",
        lines[0],
    )
    assert lines[1].startswith("  left out: 1 ")
    assert {"comment_form", "copyright"} <= set(re.findall(r"\w+", lines[1]))
    assert lines[2] == "  title 골목 시장에 새 지붕"
    assert "published 2024-03-02T09:00" in lines[3]


def test_several_sources_have_headings_and_a_total(run: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "b.txt").write_text(PAGE, encoding="utf-8")
    result = run("detect", "page.txt", "more")
    assert [line for line in result.stdout.splitlines() if line.startswith("==>")] == [
        "==> page.txt <==",
        f"==> {Path('more') / 'b.txt'} <==",
    ]
    assert result.stderr.splitlines()[-2].startswith("total of 2 sources: 8 of 12 lines kept")
    assert "==>" not in run("detect", "page.txt").stdout
    assert "total" not in run("detect", "more").stderr


def test_json_is_what_it_was(run: Callable[..., Result], tmp_path: Path) -> None:
    result = run("detect", "page.txt", "--json")
    assert result.stderr == ""
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert {tuple(row) for row in rows} == {
        ("source", "line", "block", "text", "role", "keep", "lang", "spans", "parts")
    }
    shown = _terminal(tmp_path, 40, "page.txt", "--json")
    assert [json.loads(line) for line in shown.splitlines()] == rows


def test_a_page_without_an_article_is_summed_up(run: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("조회:12\n[粤ICP备2023080415号]\n", encoding="utf-8")
    result = run("detect", "page.txt")
    assert result.exit_code == 0
    assert result.stderr.splitlines()[0] == "page.txt: 0 of 2 lines kept"


def test_a_line_without_a_number_shows_its_block(run: Callable[..., Result], tmp_path: Path) -> None:
    from docx import Document

    document = Document()
    document.add_heading("골목 시장에 새 지붕", 1)
    document.add_paragraph("온새 골목 시장에 비를 막는 지붕이 생겼다. 상인들은 떡을 나누었다.")
    document.save(str(tmp_path / "page.docx"))
    rows = [json.loads(line) for line in run("detect", "page.docx", "--json").stdout.splitlines()]
    shown = run("detect", "page.docx").stdout.splitlines()
    assert [line.split()[0] for line in shown] == [row["block"] for row in rows]


def test_characters_that_are_cut_do_not_count() -> None:
    row = Row("a", 1, "1", "가나 조회:12", Role.DATELINE, True, "ko", (), (Part(3, 8, Role.COUNTER),), "")
    assert summarise([row]).characters == {"ko": 2}
