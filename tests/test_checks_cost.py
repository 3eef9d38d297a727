"""What a hostile or broken text costs: every check of the form takes time in proportion to the text."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bilingual.article import Segment, Status, Target
from bilingual.checks import target as checking
from bilingual.checks.number_check import check_numbers
from bilingual.checks.target import check_target

LONG = 40_000
#: Processor time beyond which a check has gone astray; one in proportion takes some hundredths of it.
SECONDS = 10.0


@contextmanager
def stopped_after(seconds: float) -> Iterator[None]:
    def stop(*_: object) -> None:
        raise AssertionError(f"not done after {seconds} s of processor time")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@pytest.mark.parametrize(
    "piece",
    [
        *"()[]{}（）【】「」《》“”‘’\"'.,。，:;!?-–/\\&#@%$_=<>| a가中0\u202e",
        *(
            "(a b c ",
            "（中",
            "中(",
            "中 (",
            "word ",
            "한국 ",
            "A-",
            "a--",
            "[[",
            "&#",
            "a.",
            "http://a.b/",
            "1.",
        ),
        *("Abc ", "said said ", "\n", " \n"),
    ],
)
def test_no_check_of_the_form_runs_away(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # Numbers have tests of their own.
    monkeypatch.setattr(checking, "check_numbers", lambda *_: ())
    text = (piece * LONG)[:LONG]
    with stopped_after(SECONDS):
        for source, target, ours, theirs in [
            (f"그가 {text}", "He came.", "ko", "en"),
            ("그가 왔다.", f"He {text}", "ko", "en"),
            ("그가 왔다.", f"他来{text}中", "ko", "zh-Hans"),
            ("He came.", f"그가 {text}가", "en", "ko"),
        ]:
            segment = Segment("a-1", "", source, ours)
            check_target(segment, Target(target, Status.TRANSLATED), theirs, lambda *_: True)


@pytest.mark.parametrize("piece", ["만", "억", "10% ", "1월 2일 ", "$5 ", "3-", "1/2 ", "12 "])
def test_numbers_of_a_long_segment_are_compared_in_time(piece):
    text = (piece * 40_000)[:40_000]
    with stopped_after(SECONDS):
        check_numbers(text, f"{text[:20_000]}x{text[20_000:]}", "ko", "en")
