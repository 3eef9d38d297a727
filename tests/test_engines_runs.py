"""Runs of the program against a stand-in for Google's page: killed, interrupted, in a storm, refused, resumed."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from .google_page import Site, Storm, send, translated
from .postgresql_server import Server

RUN = "from bilingual.cli import main; main()"
#: Sentences of figures and plain words: nothing that the shipped glossary pins.
NEWS = "새 다리 개통\n\n" + "\n\n".join(
    f"다리는 {n}번째 날에 열렸고 사람들은 {n + 7}시간 동안 강가에서 노래를 부르며 천천히 걸었다고 마을 신문이 전했다."
    for n in range(100, 220)
)


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site(keep_alive=True)
    yield site
    site.close()


@pytest.fixture
def start(tmp_path: Path, site: Site) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Starts the program in a process of its own, in a folder with ``news.txt``."""
    (tmp_path / "news.txt").write_text(NEWS, encoding="utf-8")
    environment = {
        **{name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")},
        "BILINGUAL_HOME": str(tmp_path / "home"),
        "BILINGUAL_GOOGLE_URL": site.url,
        "BILINGUAL_GOOGLE_RATE": "0",
        "PYTHONUTF8": "1",
    }
    started: list[subprocess.Popen[str]] = []

    def run(*arguments: str, stdin: str | None = None, **more: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", RUN, *arguments],
            cwd=tmp_path,
            env={**environment, **more},
            text=True,
            encoding="utf-8",
            stdin=subprocess.PIPE if stdin is not None else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        started.append(process)
        return process

    yield run
    for process in started:
        process.kill()
        process.communicate()


TRANSLATE = ("translate", "news.txt", "--format", "json")


def _article(folder: Path) -> dict[str, Any]:
    made: dict[str, Any] = json.loads((folder / "output" / "news.json").read_text(encoding="utf-8"))
    return made


def _right(article: dict[str, Any], *, targets: tuple[str, ...] = ("en", "zh-Hans")) -> None:
    for segment in article["segments"]:
        for language in targets:
            assert segment["targets"][language]["text"] == translated(segment["source"], language)


def _at(site: Site, number: int, act: Callable[[], None]) -> threading.Event:
    """Let ``act`` happen when request ``number`` is there, which is then not answered."""
    happened = threading.Event()

    def reply(handler: BaseHTTPRequestHandler, query: dict[str, str]) -> None:
        if len(site.asked) < number:
            site.translate(handler, query)
            return
        site.reply = site.translate
        happened.set()
        act()
        handler.close_connection = True

    site.reply = reply
    return happened


@pytest.mark.parametrize("request_", [1, 3, 6])
def test_kill_9_loses_only_what_was_in_flight(
    start: Callable[..., subprocess.Popen[str]], site: Site, tmp_path: Path, request_: int
) -> None:
    running: list[subprocess.Popen[str]] = []
    killed = _at(site, request_, lambda: running[0].kill())
    running.append(start(*TRANSLATE))
    assert killed.wait(60)
    assert running[0].wait(60) == -signal.SIGKILL
    assert not (tmp_path / "output" / "news.json").exists()
    again = start(*TRANSLATE)
    _, said = again.communicate(timeout=120)
    assert again.returncode == 0, said
    assert site.answered_twice == []
    _right(_article(tmp_path))


def test_ctrl_c_ends_with_130_and_the_same_command_goes_on(
    start: Callable[..., subprocess.Popen[str]], site: Site, tmp_path: Path
) -> None:
    running: list[subprocess.Popen[str]] = []
    interrupted = _at(site, 3, lambda: running[0].send_signal(signal.SIGINT))
    running.append(start(*TRANSLATE))
    assert interrupted.wait(60)
    out, said = running[0].communicate(timeout=60)
    assert running[0].returncode == 130
    assert out == ""
    assert "the same command goes on from there" in said
    assert "Traceback" not in said
    assert not list(tmp_path.glob("output/*"))
    again = start(*TRANSLATE)
    _, said = again.communicate(timeout=120)
    assert again.returncode == 0, said
    assert site.answered_twice == []
    reused = len({s["source"] for s in _article(tmp_path)["segments"]}) * 2 - sum(
        len(query["q"].split("\n")) for query in site.asked[3:]
    )
    assert f"{reused} reused" in said


@pytest.mark.parametrize("seed", range(3))
def test_in_a_storm_every_segment_is_right_and_none_is_sent_again(
    start: Callable[..., subprocess.Popen[str]], site: Site, tmp_path: Path, seed: int
) -> None:
    site.reply = Storm(site, seed=seed)
    done = start(*TRANSLATE)
    _, said = done.communicate(timeout=300)
    assert done.returncode == 0, said
    _right(_article(tmp_path))
    assert site.answered_twice == []


def test_too_many_requests_leave_the_rest_open_with_a_time_to_come_back(
    start: Callable[..., subprocess.Popen[str]], site: Site, tmp_path: Path
) -> None:
    def reply(handler: BaseHTTPRequestHandler, query: dict[str, str]) -> None:
        if len(site.asked) <= 2:
            site.translate(handler, query)
        else:
            send(handler, b"", 429, Retry_After="1800")

    site.reply = reply
    done = start(*TRANSLATE)
    _, said = done.communicate(timeout=120)
    assert done.returncode == 1
    assert len(site.asked) == 3
    assert "429" in said
    assert "Come back after 20" in said
    assert "\ufffd" not in said
    assert "Traceback" not in said
    statuses = [t["status"] for s in _article(tmp_path)["segments"] for t in s["targets"].values()]
    assert set(statuses) == {"translated", "untranslated"}
    assert statuses.count("translated") == len(site.answered)
    site.reply = site.translate
    done = start(*TRANSLATE)
    assert done.communicate(timeout=120)[1]
    assert done.returncode == 0
    assert site.answered_twice == []
    _right(_article(tmp_path))


def test_what_memory_covers_and_what_the_rest_takes_is_said_before_and_after(
    start: Callable[..., subprocess.Popen[str]], site: Site, tmp_path: Path
) -> None:
    plan, _ = start(*TRANSLATE, "--dry-run").communicate(timeout=60)
    assert site.asked == []
    assert "news.txt → en: 121 segments: 0 in memory" in plan
    requests = int(plan.rpartition("google: ")[2].split()[0])
    rows = json.loads(start(*TRANSLATE, "--dry-run", "--json").communicate(timeout=60)[0])
    assert [row["engines"][0]["engine"] for row in rows] == ["google", "google"]
    assert sum(row["engines"][0]["requests"] for row in rows) == requests
    assert {row["engines"][0]["price"] for row in rows} == {0.0}
    _, said = start(*TRANSLATE).communicate(timeout=60)
    assert len(site.asked) == requests
    characters = sum(len(text) for query in site.asked for text in query["q"].split("\n"))
    assert (
        f"0 reused; {characters:,} characters sent to google in {requests} requests, free of charge" in said
    )
    plan, _ = start(*TRANSLATE, "--dry-run").communicate(timeout=60)
    assert "121 in memory, 0 similar, 0 copied; 0 to ask for" in plan
    assert "Nothing has to be asked for." in plan
    _, said = start(*TRANSLATE).communicate(timeout=60)
    assert "242 reused; nothing sent" in said


def test_sources_share_requests_and_equal_sentences(
    start: Callable[..., subprocess.Popen[str]], site: Site, tmp_path: Path
) -> None:
    lines = NEWS.split("\n\n")
    for number in range(6):
        text = "\n\n".join([f"소식 {number}", *lines[number + 1 : number + 6]])
        (tmp_path / f"n{number}.txt").write_text(text, encoding="utf-8")
    names = [f"n{number}.txt" for number in range(6)]
    done = start("translate", *names, "--format", "json", "--memory", "none")
    _, said = done.communicate(timeout=60)
    assert done.returncode == 0, said
    assert len(site.asked) == 2
    assert site.answered_twice == []
    assert len(list(tmp_path.glob("output/n*.json"))) == 6


def test_an_engine_without_its_key_is_left_out_of_a_chain(
    start: Callable[..., subprocess.Popen[str]], site: Site, tmp_path: Path
) -> None:
    done = start(*TRANSLATE, "--engine", "papago,google")
    _, said = done.communicate(timeout=60)
    assert done.returncode == 0
    assert said.count("papago is left out: papago needs the key PAPAGO_CLIENT_ID") == 1
    _right(_article(tmp_path))
    done = start(*TRANSLATE, "--engine", "papago", "--force")
    _, said = done.communicate(timeout=60)
    assert done.returncode == 2
    assert "bilingual keys set papago" in said
    done = start(*TRANSLATE, "--engine", "yandex")
    assert "no more" in done.communicate(timeout=60)[1]
    assert done.returncode == 2


def test_a_dry_run_estimates_an_engine_whose_key_is_missing(
    start: Callable[..., subprocess.Popen[str]], site: Site, tmp_path: Path
) -> None:
    more = {"BILINGUAL_PRICE_PAPAGO": "20 EUR"}
    for chain in ("papago", "papago,google"):
        done = start(*TRANSLATE, "--engine", chain, "--dry-run", **more)
        plan, said = done.communicate(timeout=60)
        assert done.returncode == 0, said
        (line,) = [line for line in plan.splitlines() if line.startswith("papago: ")]
        assert re.fullmatch(
            r"papago: \d+ requests, [\d,]+ characters, about [\d.]+ EUR; "
            r"not asked now: papago needs the keys? PAPAGO_CLIENT_ID.*",
            line,
        )
        assert ("google: " in plan) is ("google" in chain)
        assert "what it leaves open" not in plan
    rows = json.loads(
        start(*TRANSLATE, "--engine", "papago,google", "--dry-run", "--json").communicate(timeout=60)[0]
    )
    lacks = {engine["engine"]: engine["lacks"] for row in rows for engine in row["engines"]}
    assert "PAPAGO_CLIENT_ID" in lacks["papago"]
    assert lacks["google"] is None
    done = start(*TRANSLATE, "--engine", "yandex", "--dry-run")
    assert "no more" in done.communicate(timeout=60)[1]
    assert done.returncode == 2
    assert site.asked == []


def test_odd_characters_go_there_and_back(
    start: Callable[..., subprocess.Popen[str]], site: Site, tmp_path: Path
) -> None:
    lines = [
        "강가의 노래 😀👨‍👩‍👧 그리고 깃발 🇰🇷 축제",
        "노래를 부르는 \u200fשלום\u200f 사람들과 \u202bمرحبا\u202c 하고 말하는 손님들이 강가에 모였다.",
        "가격은 \u00a0100%이고 A&B + C# < D이며 \"따옴표\"와 'x=1&y=2'가 함께 있다고 적혀 있었다.",
        "제어 문자 \x07\x1b[31m가 들어 있는 줄도 사람들은 그대로 읽었다고 한다.",
        "폭이 없는 \u200b공백과 \ufeff표시가 있는 문장을 사람들은 조용히 읽었다.",
        "오래된 책에는 𠀀𠮷 같은 글자도 있다고 사람들이 말했다.",
    ]
    (tmp_path / "news.txt").write_text("\n\n".join(lines), encoding="utf-8")
    done = start(*TRANSLATE, "--engine", "google")
    _, said = done.communicate(timeout=60)
    assert done.returncode in (0, 1), said
    assert "Traceback" not in said
    article = _article(tmp_path)
    assert len(article["segments"]) >= 6
    for segment in article["segments"]:
        for language, target in segment["targets"].items():
            assert target["status"] == "translated", (segment["source"], target)
            # No workbook takes control characters, so no target has any.
            expected = re.sub("[\x00-\x1f]", "", translated(segment["source"], language))
            assert target["text"] == expected


def test_a_sentence_longer_than_a_request_is_asked_in_pieces_or_said_to_be_too_long(
    start: Callable[..., subprocess.Popen[str]], site: Site, tmp_path: Path
) -> None:
    clauses = ", ".join(f"{n}번째 손님은 강가의 노래를 듣고 천천히 돌아갔고" for n in range(120))
    (tmp_path / "news.txt").write_text(
        f"손님들의 긴 하루\n\n{clauses} 마을은 조용해졌다.\n\n{'가나다라마바사아자차' * 250}\n\n짧은 문장이 뒤를 이었다.",
        encoding="utf-8",
    )
    done = start(*TRANSLATE, "--engine", "google", "--to", "en")
    _, said = done.communicate(timeout=60)
    assert done.returncode == 1, said
    targets = {s["source"][:6]: s["targets"]["en"] for s in _article(tmp_path)["segments"]}
    assert targets["0번째 손님"[:6]]["text"] == translated(f"{clauses} 마을은 조용해졌다.", "en")
    assert targets["짧은 문장이"]["status"] == "translated"
    too_long = targets["가나다라마바"]
    assert (too_long["text"], too_long["status"]) == (None, "failed")
    assert "longer than the engine takes" in too_long["findings"][0]["message"]
    assert max(len(line.encode()) for line in site.lines) <= 16_000


@pytest.mark.parametrize("status", [401, 403, 404])
def test_a_page_that_refuses_is_told_in_one_line(
    start: Callable[..., subprocess.Popen[str]], site: Site, tmp_path: Path, status: int
) -> None:
    site.reply = lambda handler, query: send(handler, b"no", status)
    done = start(*TRANSLATE)
    _, said = done.communicate(timeout=60)
    assert done.returncode == 1
    assert len([line for line in said.splitlines() if str(status) in line]) == 1
    assert len(site.asked) == 1
    assert {t["status"] for s in _article(tmp_path)["segments"] for t in s["targets"].values()} == {
        "untranslated"
    }


def test_equal_sentences_far_apart_are_asked_once_without_a_memory(
    start: Callable[..., subprocess.Popen[str]], site: Site, tmp_path: Path
) -> None:
    lines = [line.replace("다리", bridge) for bridge in ("새다리", "옛다리") for line in NEWS.split("\n\n")]
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.txt").write_text("\n\n".join([f"소식 {name}", *lines]), encoding="utf-8")
    names = [f"{name}.txt" for name in ("a", "b", "c")]
    done = start("translate", *names, "--to", "en", "--format", "json", "--memory", "none")
    _, said = done.communicate(timeout=120)
    assert done.returncode == 0, said
    assert site.answered_twice == []
    assert len(site.answered) > 240
    assert not list(tmp_path.rglob("*.db"))


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def shared(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a memory that several processes share."""
    if request.param == "SQLite":
        return str(tmp_path / "shared.db")
    servers: dict[str, Server] = request.getfixturevalue("servers")
    return servers["UTF-8"].new_database()


def _both(
    start: Callable[..., subprocess.Popen[str]], site: Site, memory: str, *sources: str
) -> list[subprocess.Popen[str]]:
    """Start two processes with the same work; the first request is answered when both are about to ask."""
    about_to = [threading.Event(), threading.Event()]

    def reply(handler: BaseHTTPRequestHandler, query: dict[str, str]) -> None:
        assert all(event.wait(60) for event in about_to)
        site.translate(handler, query)

    def listen(process: subprocess.Popen[str], event: threading.Event) -> None:
        assert process.stderr is not None
        for line in process.stderr:
            if "go to google" in line:
                event.set()

    site.reply = reply
    run = ("translate", *sources, "--to", "en", "--format", "json", "--memory", memory, "--output")
    both = [start(*run, name) for name in ("one", "two")]
    for process, event in zip(both, about_to, strict=True):
        threading.Thread(target=listen, args=(process, event), daemon=True).start()
    return both


def test_two_processes_share_one_packet(
    start: Callable[..., subprocess.Popen[str]], site: Site, tmp_path: Path, shared: str
) -> None:
    lines = NEWS.split("\n\n")[:9]
    (tmp_path / "short.txt").write_text("\n\n".join(lines), encoding="utf-8")
    both = _both(start, site, shared, "short.txt")
    assert [process.wait(120) for process in both] == [0, 0]
    assert len(site.asked) == 1
    assert set(site.answered.values()) == {1}
    for name in ("one", "two"):
        _right(json.loads((tmp_path / name / "short.json").read_text(encoding="utf-8")), targets=("en",))


def test_two_processes_with_the_same_work_share_it(
    start: Callable[..., subprocess.Popen[str]], site: Site, tmp_path: Path, shared: str
) -> None:
    sources = []
    for number, bridge in enumerate(("새다리", "옛다리", "큰다리")):
        sources.append(f"long{number}.txt")
        text = NEWS.partition("\n\n")[2].replace("다리", bridge)
        (tmp_path / sources[-1]).write_text(text, encoding="utf-8")
    both = _both(start, site, shared, *sources)
    assert [process.wait(120) for process in both] == [0, 0]
    assert len(site.answered) == 360
    assert site.answered_twice == []
    for name in ("one", "two"):
        for source in sources:
            made = json.loads((tmp_path / name / source.replace("txt", "json")).read_text(encoding="utf-8"))
            _right(made, targets=("en",))


def test_what_a_killed_process_was_asking_for_is_asked_at_once(
    start: Callable[..., subprocess.Popen[str]], site: Site, tmp_path: Path, shared: str
) -> None:
    asked, gone = threading.Event(), threading.Event()

    def hang(handler: BaseHTTPRequestHandler, query: dict[str, str]) -> None:
        asked.set()
        gone.wait(60)

    site.reply = hang
    run = (*TRANSLATE, "--to", "en", "--memory", shared)
    killed = start(*run)
    assert asked.wait(60)
    killed.kill()
    killed.wait()
    gone.set()
    site.reply = site.translate
    done = start(*run)
    # Less than the time that a claim lasts.
    _, said = done.communicate(timeout=60)
    assert done.returncode == 0, said
    _right(_article(tmp_path), targets=("en",))
