"""What asking costs: read from an engine or the environment, and said before and after."""

from __future__ import annotations

import pytest

from bilingual.cli.progress import LINE_EVERY, Lines, said_time
from bilingual.engines.asking import ask
from bilingual.engines.contract import Price, price_of
from bilingual.engines.estimating import calls_for
from bilingual.engines.packing import Request


class Paid:
    name = "paid engine"
    limits = {"items": 2, "characters": 10}  # noqa: RUF012
    price: object = (20, "EUR")

    def translate(self, texts, *, source, target, terms=()):  # type: ignore[no-untyped-def]
        return list(texts)


@pytest.mark.parametrize(
    ("price", "read"),
    [
        ((20, "EUR"), Price(20.0, "EUR")), (0, Price(0.0)), (("1.5", "USD"), Price(1.5, "USD")), (None, None),
        ("much", None), ((-1, "EUR"), None), (float("nan"), None), (Price(3, "KRW"), Price(3, "KRW")), ([], None),
        ((1, 2, 3), None),
    ],
)  # fmt: skip
def test_prices_are_read_and_what_is_none_is_unknown(price: object, read: Price | None) -> None:
    engine = Paid()
    engine.price = price
    assert price_of(engine) == read


def test_the_environment_s_price_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BILINGUAL_PRICE_PAID_ENGINE", "20000 KRW")
    assert price_of(Paid()) == Price(20_000.0, "KRW")
    monkeypatch.setenv("BILINGUAL_PRICE_PAID_ENGINE", "cheap")
    assert price_of(Paid()) is None


def test_prices_are_said() -> None:
    assert Price(20.0, "EUR").said(123_456) == "about 2.47 EUR"
    assert Price(20.0, "EUR").said(10) == "less than 0.01 EUR"
    assert Price(0.0).said(10**9) == "free of charge"


def test_calls_are_counted_as_they_would_be_made() -> None:
    texts = ["가나다", "라마", "바사", "아자차카타파하 가나. 다라마", "", "갸"]
    requests = [Request(text) for text in texts]
    calls = [packet for packet in ask(Paid(), requests, source="en", target="en") if packet[0].text]
    assert calls_for(Paid(), requests) == len(calls) == 3


def test_lines_come_now_and_then_with_rate_and_time_left() -> None:
    said: list[str] = []
    now = [0.0]
    lines = Lines(400, "segments", said.append, clock=lambda: now[0])
    for second in range(40):
        now[0] = float(second)
        lines(5)
    assert len(said) == int(39 // LINE_EVERY)
    assert said[0] == "55 of 400 segments, 5.5/s, 1 min 3 s left"
    assert said_time(7.4) == "7 s"
    assert said_time(7260) == "2 h 1 min"
