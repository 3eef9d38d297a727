"""Redirects, packed answers and long waits, on real sockets."""

from __future__ import annotations

import gzip
import math
import tracemalloc
import zlib
from pathlib import Path

import pytest

from bilingual.engines import fetching
from bilingual.engines.contract import AnswerError
from bilingual.engines.google import Google
from bilingual.engines.pacing import Pace
from bilingual.engines.waiting import given_up
from bilingual.errors import EngineError

from .google_page import Site, page, send


@pytest.mark.parametrize("host", ["localhost:{port}", "127.0.0.1:1", "another.invalid"])
def test_a_redirect_to_another_host_is_not_followed(google: Google, site: Site, host: str) -> None:
    other = Site()
    try:
        place = "http://" + host.format(port=other.server.server_port) + "/m?sl=ko&tl=en&q=x"
        site.reply = lambda handler, query: send(handler, b"", 302, Location=place)
        with pytest.raises(EngineError, match=r"127\.0\.0\.1 redirects to") as caught:
            google.translate(["말"], source="ko", target="en")
        assert "no network" not in str(caught.value)
        assert other.asked == []
    finally:
        other.close()


def test_a_redirect_to_the_captcha_means_too_many_requests(google: Google, site: Site) -> None:
    place = "https://another.invalid/sorry/index?continue=x"
    site.reply = lambda handler, query: send(handler, b"", 302, Location=place)
    with pytest.raises(EngineError, match="too many requests") as caught:
        google.translate(["말"], source="ko", target="en")
    assert caught.value.retryable


@pytest.mark.parametrize("packing", ["gzip", "x-gzip", "deflate", "identity", "raw deflate"])
def test_packed_answers_are_unpacked(google: Google, site: Site, packing: str) -> None:
    body = page("word")
    bare = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    packed = {
        "gzip": gzip.compress(body),
        "x-gzip": gzip.compress(body),
        "deflate": zlib.compress(body),
        "identity": body,
        "raw deflate": bare.compress(body) + bare.flush(),
    }[packing]
    site.reply = lambda handler, query: send(handler, packed, Content_Encoding=packing.split()[-1])
    assert google.translate(["말"], source="ko", target="en") == ["word"]
    assert site.headers[0]["Accept-Encoding"] == "gzip, deflate"


@pytest.mark.parametrize("packing", ["br", "zstd", "gzip, gzip", "gzip"])
def test_a_packing_that_is_damaged_or_was_not_asked_for(google: Google, site: Site, packing: str) -> None:
    site.reply = lambda handler, query: send(handler, b"\x1f\x8b not so", Content_Encoding=packing)
    with pytest.raises(AnswerError, match="damaged"):
        google.translate(["말"], source="ko", target="en")


def test_no_more_is_unpacked_than_an_answer_may_hold(
    google: Google, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "ANSWER_BYTES", 100_000)
    bomb = gzip.compress(b'<div class="result-container">' + bytes(50_000_000), 9)
    site.reply = lambda handler, query: send(handler, bomb, Content_Encoding="gzip")
    tracemalloc.start()
    try:
        with pytest.raises(AnswerError, match="larger than"):
            google.translate(["말"], source="ko", target="en")
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def test_a_damaged_hold_holds_nobody(own_home: Path) -> None:
    Pace("engine here", 5.0).hold(30)
    for path in own_home.rglob("pacing/*"):
        path.write_bytes(b"\x7f" * 16)
    Pace("engine here", 5.0, sleep=lambda seconds: pytest.fail(f"{seconds}")).take_turn()


def test_a_wait_of_years_is_told_as_years() -> None:
    told = str(given_up(EngineError("busy", retryable=True, retry_after=3 * 366 * 86_400.0), "waits"))
    year = int(told.split("Come back after ")[1][:4])
    assert year >= 2028
    assert "Come back after" in str(given_up(EngineError("busy", retry_after=math.inf), "waits"))
