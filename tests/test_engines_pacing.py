"""The limiter: one pace for all threads and processes that ask one service."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from bilingual.engines.google import RATE_VARIABLE, Google
from bilingual.engines.pacing import BURST, Pace, rate_from

from .google_page import Site, send


class Time:
    """A clock that only sleeping moves; safe for several threads."""

    def __init__(self) -> None:
        self.now = 1_000_000.0
        self.slept: list[float] = []
        self.lock = threading.Lock()

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        with self.lock:
            self.slept.append(seconds)

    def pace(self, name: str = "service", rate: float = 5.0) -> Pace:
        return Pace(name, rate, clock=self.clock, sleep=self.sleep)


def test_a_burst_goes_through_and_then_the_pace_holds() -> None:
    time = Time()
    pace = time.pace(rate=4.0)
    for _ in range(BURST + 3):
        pace.take_turn()
    assert time.slept == pytest.approx([0.25, 0.5, 0.75])
    time.now += 100
    time.slept.clear()
    for _ in range(BURST):
        pace.take_turn()
    assert time.slept == []


def test_limiters_of_one_name_share_their_turns_and_others_do_not() -> None:
    time = Time()
    for _ in range(BURST):
        time.pace("one").take_turn()
    time.pace("two").take_turn()
    assert time.slept == []
    time.pace("one").take_turn()
    assert time.slept == pytest.approx([0.2])


def test_threads_share_one_pace() -> None:
    time = Time()
    pace = time.pace(rate=10.0)
    threads = [threading.Thread(target=pace.take_turn) for _ in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(time.slept) == pytest.approx([0.1 * n for n in range(1, 40 - BURST + 1)])


def test_processes_share_one_pace(own_home: Path) -> None:
    code = (
        "from bilingual.engines.pacing import Pace\n"
        "slept = []\n"
        "pace = Pace('shared', 2.0, clock=lambda: 5e6, sleep=slept.append)\n"
        "for _ in range(10): pace.take_turn()\n"
        "print(*slept)"
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, env=dict(os.environ)
        )
        for _ in range(3)
    ]
    slept = [float(word) for process in running for word in process.communicate(timeout=60)[0].split()]
    assert sorted(slept) == pytest.approx([0.5 * n for n in range(1, 30 - BURST + 1)])


def test_what_the_service_asks_for_holds_everybody() -> None:
    time = Time()
    time.pace().hold(30)
    time.pace().take_turn()
    assert time.slept == pytest.approx([30.0])
    time.pace("other").hold(1e9)
    time.pace("other").take_turn()
    assert len(time.slept) == 1


@pytest.mark.parametrize("content", [b"", b"x", b"\xff" * 8, b"\x00" * 8, b"\x7f" * 100])
def test_a_damaged_file_or_a_clock_set_back_does_no_harm(own_home: Path, content: bytes) -> None:
    time = Time()
    time.pace().take_turn()
    (path,) = (own_home / "pacing").iterdir()
    path.write_bytes(content)
    time.pace().take_turn()
    time.now -= 86_400
    time.pace().take_turn()
    assert time.slept == []


def test_without_a_folder_the_limiter_holds_for_this_process(own_home: Path) -> None:
    (own_home / "pacing").write_text("a file")
    time = Time()
    pace = time.pace()
    for _ in range(BURST + 1):
        pace.take_turn()
    assert time.slept == pytest.approx([0.2])


@pytest.mark.parametrize(
    ("said", "rate"),
    [("", 5.0), ("2.5", 2.5), ("0", 0.0), ("fast", 5.0), ("-1", 5.0), ("nan", 5.0), ("inf", 5.0)],
)
def test_the_rate_of_the_environment(said: str, rate: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_RATE", said)
    assert rate_from("A_RATE", 5.0) == rate


def test_google_s_page_is_paced_and_a_refusal_holds_other_engines_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    site = Site()
    waits: list[float] = []
    monkeypatch.setenv("BILINGUAL_GOOGLE_URL", site.url)
    monkeypatch.setenv(RATE_VARIABLE, "5")
    try:
        first, second = Google(), Google()
        for engine in (first, second):
            assert engine._fetcher._pace is not None
            monkeypatch.setattr(engine._fetcher._pace, "_sleep", waits.append)
        site.reply = lambda handler, query: send(handler, b"", 429, Retry_After="40")
        with pytest.raises(Exception, match="429"):
            first.translate(["말"], source="ko", target="en")
        site.reply = site.translate
        assert second.translate(["말"], source="ko", target="en")
        assert len(waits) == 1
        assert waits[0] > 30
    finally:
        first.close()
        second.close()
        site.close()
