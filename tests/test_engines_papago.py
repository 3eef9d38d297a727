"""Papago against real sockets: an interface that behaves, and one that refuses, hangs or floods."""

from __future__ import annotations

import json
import logging
import os
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from click.testing import CliRunner

from bilingual.cli import main
from bilingual.engines.asking import Request, ask
from bilingual.engines.contract import AnswerError, NotReadyError
from bilingual.engines.papago import Papago
from bilingual.errors import EngineError

from .google_page import Site, page, send, translated

ID, SECRET = "the-client-id-1", "the-secret-Vq7x9Lm2"
KOREAN = [f"강가에서 사람들이 노래를 {n}번 불렀다." for n in range(5)]


class Gateway:
    """A stand-in for NAVER Cloud's gateway; ``reply`` says what it does with a form."""

    def __init__(self) -> None:
        self.asked: list[dict[str, str]] = []
        self.headers: list[dict[str, str]] = []
        self.reply: Callable[[BaseHTTPRequestHandler, dict[str, str]], None] = self.translate
        gateway = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                form = {name: values[0] for name, values in parse_qs(body).items()}
                gateway.asked.append(form)
                gateway.headers.append({name.lower(): value for name, value in self.headers.items()})
                gateway.reply(self, form)

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01})
        self.thread.start()
        self.url = f"http://127.0.0.1:{self.server.server_port}/nmt/v1/translation"

    def translate(self, handler: BaseHTTPRequestHandler, form: dict[str, str]) -> None:
        self.say(
            handler, {"message": {"result": {"translatedText": translated(form["text"], form["target"])}}}
        )

    def say(self, handler: BaseHTTPRequestHandler, what: Any, status: int = 200, **headers: str) -> None:
        send(handler, json.dumps(what).encode(), status, kind="application/json; charset=UTF-8", **headers)

    def refuse(self, status: int, code: str, words: str, **headers: str) -> None:
        refusal = {"error": {"errorCode": code, "message": words, "details": f"{words} {ID} {SECRET}"}}
        self.reply = lambda handler, form: self.say(handler, refusal, status, **headers)

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


@pytest.fixture
def gateway(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gateway]:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    gateway = Gateway()
    monkeypatch.setenv("BILINGUAL_PAPAGO_URL", gateway.url)
    monkeypatch.setenv("PAPAGO_CLIENT_ID", ID)
    monkeypatch.setenv("PAPAGO_CLIENT_SECRET", SECRET)
    yield gateway
    gateway.close()


@pytest.fixture
def papago(gateway: Gateway) -> Iterator[Papago]:
    engine = Papago()
    yield engine
    engine.close()


def test_half_a_surrogate_pair_does_no_harm(papago: Papago, gateway: Gateway) -> None:
    assert papago.translate(["반쪽 \ud83d 글자"], source="ko", target="en")
    assert "?" in gateway.asked[0]["text"]


def test_many_texts_in_one_request_with_the_keys_in_its_headers(papago: Papago, gateway: Gateway) -> None:
    answers = papago.translate(KOREAN, source="ko", target="zh-Hans")
    assert answers == [translated(text, "zh-CN") for text in KOREAN]
    assert gateway.asked == [{"source": "ko", "target": "zh-CN", "text": "\n".join(KOREAN)}]
    assert gateway.headers[0]["x-ncp-apigw-api-key-id"] == ID
    assert gateway.headers[0]["x-ncp-apigw-api-key"] == SECRET
    assert papago.translate([], source="ko", target="en") == []


def test_no_key_and_no_text_in_logs(papago: Papago, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        papago.translate(["A private sentence."], source="en", target="ko")
    assert "private" not in caplog.text
    assert SECRET not in caplog.text
    assert SECRET not in repr(papago)


def test_a_missing_key_is_no_engine(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PAPAGO_CLIENT_SECRET")
    with pytest.raises(NotReadyError, match="PAPAGO_CLIENT_SECRET"):
        Papago()


def test_a_language_that_it_does_not_know(papago: Papago, gateway: Gateway) -> None:
    with pytest.raises(EngineError, match="'mn'"):
        papago.translate(["1"], source="ko", target="mn")
    assert gateway.asked == []


@pytest.mark.parametrize(
    ("status", "code", "said", "retryable"),
    [
        (401, "200", "the key is refused (401)", False),
        (403, "210", "the key is refused (403)", False),
        (429, "400", "the quota is used up", False),
        (429, "410", "too many requests", True),
        (503, "500", "answered 503", True),
        (404, "300", "answered 404", False),
        (302, "0", "answered 302", False),
    ],
)
def test_refusals_say_what_to_do_and_hold_no_key(
    papago: Papago, gateway: Gateway, status: int, code: str, said: str, retryable: bool
) -> None:
    gateway.refuse(status, code, "No", **({"Location": gateway.url} if status == 302 else {}))
    with pytest.raises(EngineError) as caught:
        papago.translate(["말"], source="ko", target="en")
    assert said in str(caught.value)
    assert caught.value.retryable is retryable
    assert SECRET not in str(caught.value)
    assert ID not in str(caught.value)
    # A redirect is not followed: the keys would go with it.
    assert len(gateway.asked) == 1


@pytest.mark.parametrize(
    "what",
    [{}, [], None, {"message": None}, {"message": {"result": {"translatedText": 3}}},
     {"message": {"result": {"translatedText": " "}}}],
)  # fmt: skip
def test_answers_that_hold_no_translation(papago: Papago, gateway: Gateway, what: object) -> None:
    gateway.reply = lambda handler, form: gateway.say(handler, what)
    with pytest.raises(AnswerError) as caught:
        papago.translate(["말"], source="ko", target="en")
    assert caught.value.retryable


def test_pages_floods_and_nested_answers(papago: Papago, gateway: Gateway) -> None:
    gateway.reply = lambda handler, form: send(handler, b"<html>hello</html>")
    with pytest.raises(AnswerError, match="text/html instead of application/json"):
        papago.translate(["말"], source="ko", target="en")
    gateway.reply = lambda handler, form: send(handler, b"[" * 3_000_000, kind="application/json")
    with pytest.raises(AnswerError, match="larger than"):
        papago.translate(["말"], source="ko", target="en")
    gateway.reply = lambda handler, form: send(handler, b"[" * 1_000_000, kind="application/json")
    with pytest.raises(AnswerError, match="no translation"):
        papago.translate(["말"], source="ko", target="en")
    gateway.reply = lambda handler, form: send(handler, b"x" * 3_000_000, 401, kind="application/json")
    with pytest.raises(EngineError, match="refused"):
        papago.translate(["말"], source="ko", target="en")


def test_another_number_of_lines_is_halved(papago: Papago, gateway: Gateway) -> None:
    def reply(handler: BaseHTTPRequestHandler, form: dict[str, str]) -> None:
        text = form["text"].replace("\n", " ") if form["text"].count("\n") > 1 else form["text"]
        gateway.translate(handler, {**form, "text": text})

    gateway.reply = reply
    got: dict[int, str | None] = {}
    for packet in ask(papago, [Request(text) for text in KOREAN], source="ko", target="en"):
        got.update({answer.index: answer.text for answer in packet})
    assert [got[n] for n in range(5)] == [translated(text, "en") for text in KOREAN]


@pytest.mark.parametrize("debug", [[], ["--debug"]])
def test_a_chain_falls_through_and_no_key_is_anywhere(
    gateway: Gateway, tmp_path: Path, own_home: Path, monkeypatch: pytest.MonkeyPatch, debug: list[str]
) -> None:
    """Google leaves every second sentence open, Papago fills in; later its key is refused."""
    site = Site()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BILINGUAL_GOOGLE_URL", site.url)
    (tmp_path / "news.txt").write_text("강가의 노래\n\n" + "\n\n".join(KOREAN), encoding="utf-8")

    def every_second(handler: BaseHTTPRequestHandler, query: dict[str, str]) -> None:
        lines = query["q"].split("\n")
        if len(lines) > 1:
            lines[::2] = [translated(line, query["tl"]) for line in lines[::2]]
        send(handler, page("\n".join(lines)))

    site.reply = every_second
    command = ["translate", "news.txt", "--to", "en", "--format", "json,xlsx,html", *debug]
    try:
        done = CliRunner().invoke(main, [*command, "--engine", "google,papago"], prog_name="bilingual")
        assert done.exit_code == 0, done.output
        made = json.loads((tmp_path / "output" / "news.json").read_text(encoding="utf-8"))
        origins = [segment["targets"]["en"]["origin"] for segment in made["segments"]]
        assert origins == ["google", "papago"] * 3
        assert all(s["targets"]["en"]["text"] == translated(s["source"], "en") for s in made["segments"])
        assert len(gateway.asked) == 1
        assert "sent to papago in 1 request, price not known" in done.stderr
        gateway.refuse(401, "200", "Authentication Failed")
        (tmp_path / "news.txt").write_text("강가의 새 노래\n\n새 노래를 사람들이 불렀다.", encoding="utf-8")
        done = CliRunner().invoke(main, [*command, "--engine", "papago"], prog_name="bilingual")
        assert done.exit_code == 1
        assert "the key is refused (401)" in done.stderr
        assert "bilingual keys set papago" in done.stderr
        assert "Traceback" not in done.stderr
    finally:
        site.close()
    for path in [*tmp_path.rglob("*"), *own_home.rglob("*")]:
        if path.is_file():
            assert SECRET.encode() not in path.read_bytes(), path
            assert ID.encode() not in path.read_bytes(), path
    assert SECRET not in done.output


class Careless:
    """A plug-in that writes its key into what it raises and prints."""

    name = "careless"
    needs_network = False

    def __init__(self) -> None:
        from bilingual.engines.keys import required

        (self.key,) = required(self.name, "careless")
        if os.environ.get("CARELESS_FAILS"):
            raise ValueError(f"not accepted: {self.key}")

    def translate(self, texts: Any, *, source: str, target: str, terms: Any = ()) -> Any:
        raise EngineError(f"401 for key {self.key}") if target == "en" else ValueError(f"bad {self.key}")


def test_a_careless_plug_in_s_key_is_taken_out(
    tmp_path: Path, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CARELESS_API_KEY", SECRET)
    (tmp_path / "news.txt").write_text("강가의 노래\n\n" + "\n\n".join(KOREAN), encoding="utf-8")
    for target in ("en", "zh", "ja"):
        if target == "ja":
            monkeypatch.setenv("CARELESS_FAILS", "1")
        done = CliRunner().invoke(
            main,
            ["translate", "news.txt", "--to", target, "--format", "json", "--force",
             "--engine", "tests.test_engines_papago:Careless"],
            prog_name="bilingual",
        )  # fmt: skip
        assert done.exit_code == (2 if target == "ja" else 1)
        assert SECRET not in done.output
        assert "•••" in done.stderr
    for path in [*tmp_path.rglob("*"), *own_home.rglob("*")]:
        if path.is_file():
            assert SECRET.encode() not in path.read_bytes(), path
