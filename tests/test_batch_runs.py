"""Batches as processes on a real disk and a real socket: whole, resumed, killed, interrupted, with bad sources."""

from __future__ import annotations

import json
import os
import random
import select
import signal
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from .google_page import Site, send, translated

RUN = "from bilingual.cli import main; main()"
WORDS = [
    "다리",
    "강물",
    "사람",
    "마을",
    "노래",
    "신문",
    "아침",
    "저녁",
    "바람",
    "나무",
    "학교",
    "시장",
    "거리",
    "버스",
    "기차",
    "바다",
    "구름",
    "꽃밭",
    "우산",
    "지붕",
]
VERBS = ["열렸다고", "지나갔다고", "모였다고", "말했다고", "돌아왔다고", "보았다고", "들었다고", "떠났다고"]


def news(number: int) -> str:
    """An article of its own; every fifth sentence is in others too."""
    draw = random.Random(number)
    sentences = []
    for index in range(6):
        own = random.Random(index + number % 3) if index == 4 else draw
        words = " ".join(own.choice(WORDS) + own.choice("이가은는도") for _ in range(7))
        sentences.append(f"{words} {own.choice(VERBS)} {own.choice(WORDS)} 신문이 전했다.")
    return f"{draw.choice(WORDS)} {draw.choice(WORDS)} 이야기\n\n" + "\n\n".join(sentences) + "\n"


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site(keep_alive=True)
    yield site
    site.close()


@pytest.fixture
def start(tmp_path: Path, site: Site) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Starts ``bilingual batch`` in a process of its own, in a folder with 12 articles in ``in``."""
    (tmp_path / "in").mkdir()
    for number in range(12):
        (tmp_path / "in" / f"{number:02}.txt").write_text(news(number), encoding="utf-8")
    environment = {
        **{name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")},
        "BILINGUAL_HOME": str(tmp_path / "home"),
        "BILINGUAL_GOOGLE_URL": site.url,
        "BILINGUAL_GOOGLE_RATE": "0",
        "PYTHONUTF8": "1",
    }
    started: list[subprocess.Popen[str]] = []

    def run(
        *arguments: str,
        command: str = "batch",
        stdin: str | None = None,
        formats: str = "json",
        workers: str = "1",
    ) -> subprocess.Popen[str]:
        options = ("--format", formats, "--workers", workers) if command == "batch" else ()
        process = subprocess.Popen(
            [sys.executable, "-c", RUN, command, *options, *arguments],
            cwd=tmp_path,
            env=environment,
            text=True,
            encoding="utf-8",
            stdin=subprocess.PIPE if stdin is not None else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        if stdin is not None and process.stdin is not None:
            process.stdin.write(stdin)
            process.stdin.close()
            process.stdin = None
        started.append(process)
        return process

    yield run
    for process in started:
        process.kill()
        process.communicate()


def ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


def report(folder: Path, output: str = "output") -> list[dict[str, object]]:
    lines = (folder / output / "batch-report.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def results(folder: Path, output: str = "output") -> dict[str, bytes]:
    return {
        path.name: path.read_bytes()
        for path in sorted((folder / output).iterdir())
        if path.suffix in {".json", ".html", ".xlsx"}
    }


def test_a_folder_becomes_editions_and_again_nothing_is_done(tmp_path, site, start):
    everything = {"formats": "json,html,xlsx", "workers": "2"}
    status, out, err = ended(start("in", **everything))
    assert (status, out) == (0, "output/batch-report.jsonl\n"), err
    assert "12 articles: 12 done" in err
    assert [line["outcome"] for line in report(tmp_path)] == ["done"] * 12
    made = results(tmp_path)
    assert len(made) == 36
    article = json.loads(made["03.json"])
    for segment in article["segments"]:
        assert segment["targets"]["en"]["text"] == translated(segment["source"], "en")
        assert segment["targets"]["en"]["status"] == "translated"
    assert site.answered_twice == []
    asked = len(site.asked)
    # Requests are shared by articles: alone, each would need one a language.
    assert asked < 24
    status, _, err = ended(start("in", **everything))
    assert (status, len(site.asked)) == (0, asked)
    assert "12 done (12 before)" in err
    assert results(tmp_path) == made


def test_only_what_changed_is_done_again(tmp_path, site, start):
    ended(start("in"))
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "output").glob("*.json")}
    (tmp_path / "in" / "05.txt").write_text(news(5) + "\n새 다리가 열렸다고 신문이 전했다.\n", "utf-8")
    os.utime(tmp_path / "in" / "06.txt")
    (tmp_path / "output" / "07.json").unlink()
    asked = len(site.asked)
    status, _, err = ended(start("in"))
    assert status == 0, err
    assert "12 done (10 before)" in err
    assert len(site.asked) == asked + 2
    changed = {path.stem for path, time in before.items() if path.stat().st_mtime_ns != time}
    assert changed == {"05", "07"}


@pytest.mark.parametrize("request_", [1, 2, 4])
def test_kill_9_costs_what_was_in_flight(tmp_path, site, start, request_):
    everything = {"formats": "json,html,xlsx", "workers": "2"}
    ended(start("in", "--output", "whole", "--memory", "whole.db", **everything))
    whole = results(tmp_path, "whole")
    site.asked.clear()
    site.answered.clear()
    running: list[subprocess.Popen[str]] = []
    workers: list[int] = []

    def reply(handler, query):
        if len(site.asked) < request_:
            site.translate(handler, query)
            return
        site.reply = site.translate
        pid = running[0].pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        workers.extend(os.pidfd_open(int(child)) for child in children)
        running[0].kill()
        handler.close_connection = True

    site.reply = reply
    running.append(start("in", **everything))
    assert ended(running[0])[0] == -signal.SIGKILL
    for worker in workers:
        # Readable once the process has ended: none is left waiting for work that never comes.
        assert select.select([worker], [], [], 30)[0]
        os.close(worker)
    status, _, err = ended(start("in", **everything))
    assert status == 0, err
    assert results(tmp_path) == whole
    assert site.answered_twice == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_is_taken_up(tmp_path, site, start, number):
    running: list[subprocess.Popen[str]] = []

    def reply(handler, query):
        if len(site.asked) == 2:
            running[0].send_signal(number)
        site.translate(handler, query)

    site.reply = reply
    running.append(start("in"))
    status, _, err = ended(running[0])
    assert status == 130, err
    assert "Traceback" not in err
    _, out, _ = ended(start("--json", command="status"))
    assert json.loads(out)[0]["state"] == "stopped"
    site.reply = site.translate
    status, _, err = ended(start("in"))
    assert status == 0, err
    assert len(results(tmp_path)) == 12
    _, out, _ = ended(start("--json", command="status"))
    latest = json.loads(out)[0]
    assert (latest["state"], latest["total"], latest["done"]) == ("finished", 12, 12)


def test_bad_sources_are_told_and_the_rest_goes_on(tmp_path, site, start):
    folder = tmp_path / "in"
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(300))
    (folder / "list").mkdir()
    (folder / "list" / "loop").symlink_to(folder)
    (folder / unicodedata.normalize("NFD", "한글 이름.txt")).write_text(news(50), "utf-8")
    (folder / "two\nlines.txt").write_text(news(51), "utf-8")
    (folder / ("길" * 83 + ".txt")).write_text(news(52), "utf-8")
    status, _, err = ended(start("in", "gone.txt"))
    assert status == 1
    assert "Traceback" not in err
    assert "gone.txt: no such file" in err
    told = {line["source"]: line for line in report(tmp_path)}
    assert {source for source, line in told.items() if line["outcome"] == "failed"} == {
        "in/empty.txt",
        "in/picture.txt",
        "gone.txt",
    }
    assert sum(line["outcome"] == "done" for line in told.values()) == 15
    asked = len(site.asked)
    # They failed for what they are: without a change, only a word of the user makes them be tried again.
    status, _, err = ended(start("in", "gone.txt"))
    assert (status, len(site.asked)) == (1, asked)
    (folder / "empty.txt").write_text(news(53), "utf-8")
    (tmp_path / "gone.txt").write_text(news(54), "utf-8")
    status, _, err = ended(start("in", "gone.txt", "--retry-failed"))
    assert "17 done" in err


def test_a_manifest_gives_each_its_own(tmp_path, site, start):
    rows = ["source,name,to,format", "in/00.txt,first,en,json", "in/01.txt,,zh,txt", "in/02.txt,,nonsense!,"]
    (tmp_path / "list.csv").write_text("\n".join(rows), "utf-8")
    status, _, err = ended(start("--manifest", "list.csv"))
    assert status == 1
    assert "list.csv:4: " in err
    assert {path.name for path in (tmp_path / "output").iterdir()} == {
        "first.json",
        "01.ko.txt",
        "01.zh-Hans.txt",
        "batch-report.jsonl",
    }


def test_a_list_by_standard_input_and_only_some_of_it(tmp_path, site, start):
    status, _, err = ended(
        start("--manifest", "-", "--only", "*0[12].txt", stdin="in/01.txt\nin/02.txt\nin/03.txt\n")
    )
    assert status == 0, err
    assert [line["source"] for line in report(tmp_path)] == ["in/01.txt", "in/02.txt"]


def test_events_for_a_program(tmp_path, site, start):
    status, out, err = ended(start("in", "--json"))
    assert status == 0, err
    events = [json.loads(line) for line in out.splitlines()]
    assert events[0] == {"event": "started", "articles": 12}
    assert sum(event["event"] == "article" for event in events) == 12
    assert {"reading", "asking", "writing", "answered"} <= {event["event"] for event in events}


def test_an_engine_that_fails_leaves_articles_to_be_finished(tmp_path, site, start):
    site.reply = lambda handler, query: send(handler, b"gone", 410)
    status, _, err = ended(start("in"))
    assert status == 1, err
    assert {line["outcome"] for line in report(tmp_path)} == {"incomplete"}
    site.reply = site.translate
    status, _, err = ended(start("in"))
    assert status == 0, err
    assert {line["outcome"] for line in report(tmp_path)} == {"done"}


def test_without_a_memory_a_run_is_still_whole(tmp_path, site, start):
    status, _, err = ended(start("in", "--memory", "none"))
    assert status == 0, err
    assert len(results(tmp_path)) == 12
    assert site.answered_twice == []


def test_a_result_changed_by_hand_is_left(tmp_path, site, start):
    ended(start("in"))
    (tmp_path / "output" / "03.json").write_text("mine", "utf-8")
    status, _, _ = ended(start("in", "--force"))
    assert status == 0
    (tmp_path / "output" / "03.json").write_text("mine", "utf-8")
    (tmp_path / "in" / "03.txt").write_text(news(99), "utf-8")
    status, _, _ = ended(start("in"))
    assert status == 1
    assert (tmp_path / "output" / "03.json").read_text("utf-8") == "mine"
    assert (tmp_path / "output" / "03.new.json").exists()


def test_usage(tmp_path, start):
    for arguments in ((), ("in", "--manifest", "list.csv"), ("in", "--workers", "0")):
        status, _, err = ended(start(*arguments))
        assert (status, err[:6]) == (2, "Error:"), arguments
