"""What a page to read and an engine's answer have in common: a call that ends in time, a body that ends."""

from __future__ import annotations

import subprocess
import sys
import threading

import httpx
import pytest

from bilingual.web_requests import Call, GivenUpError, TooLargeError, content_type, read_body


def test_a_call_gives_its_answer_or_its_failure() -> None:
    done = Call[int](lambda _: 7, "seven")
    assert done.wait(60)
    assert (done.answer, done.failure, done.given_up) == (7, None, False)

    def fail(_: Call[int]) -> int:
        raise ValueError("no")

    failed = Call[int](fail, "fails")
    assert failed.wait(60)
    assert isinstance(failed.failure, ValueError)


def test_who_waits_no_longer_gives_up_and_the_body_is_left() -> None:
    ended = threading.Event()
    seen: list[Exception] = []

    def work(call: Call[bytes]) -> bytes:
        ended.wait(60)
        try:
            return read_body(httpx.Response(200, content=b"too late"), 100, call)
        except GivenUpError as error:
            seen.append(error)
            raise

    call = Call[bytes](work, "slow")
    assert not call.wait(0)
    assert call.given_up
    ended.set()
    assert call.wait(60)
    assert seen == [call.failure]


@pytest.mark.parametrize(("size", "whole"), [(0, True), (99, True), (100, True), (101, False)])
def test_a_body_is_read_up_to_its_limit(size: int, whole: bool) -> None:
    call = Call[bytes](lambda own: read_body(httpx.Response(200, content=b"x" * size), 100, own), "body")
    assert call.wait(60)
    assert isinstance(call.failure, TooLargeError) is not whole
    assert not whole or call.answer == b"x" * size


@pytest.mark.parametrize(
    ("header", "kind"),
    [("Text/HTML; charset=utf-8", "text/html"), ("text/plain", "text/plain"), ("", ""), (" ; x", "")],
)
def test_the_type_of_a_content(header: str, kind: str) -> None:
    assert content_type(httpx.Response(200, headers={"Content-Type": header})) == kind
    assert content_type(httpx.Response(200)) == ""


@pytest.mark.parametrize("module", ["bilingual.reading.web", "bilingual.engines.fetching"])
def test_no_address_is_logged_by_who_asks_the_web(module: str) -> None:
    code = f"import logging, {module}; print(logging.getLogger('httpx').isEnabledFor(logging.INFO))"
    result = subprocess.run(
        [sys.executable, "-c", f"import logging; logging.basicConfig(level=logging.INFO); {code}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout.strip() == "False"
