"""The google engine against real sockets on loopback: a page that behaves, and servers that do not."""

from __future__ import annotations

import logging
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, urlsplit

import pytest

from bilingual.engines import fetching
from bilingual.engines.asking import Request, ask
from bilingual.engines.contract import AnswerError, limits_of
from bilingual.engines.google import CHARACTERS, REQUEST_LINE_BYTES, Google
from bilingual.engines.packing import encoded_bytes
from bilingual.errors import EngineError, UsageError

from .google_page import Site, page, send

KOREAN = [f"러시아와의 회담은 {n}월에 열린다." for n in range(1, 6)]


def translated(text: str) -> str:
    return "\n".join(f"T({line.encode().hex()})" for line in text.split("\n"))


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def site(site: Site) -> Site:
    site.reply = lambda handler, query: send(handler, page(translated(query["q"])))
    return site


@pytest.fixture
def raw(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Callable[[socket.socket], object]], Google]]:
    """A server made of a bare socket: ``raw(serve)`` returns an engine that asks it."""
    listeners: list[socket.socket] = []
    threads: list[threading.Thread] = []
    engines: list[Google] = []

    def start(serve: Callable[[socket.socket], object]) -> Google:
        listener = socket.create_server(("127.0.0.1", 0))
        listeners.append(listener)

        def run() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                with connection:
                    try:
                        serve(connection)
                    except OSError:
                        continue

        threads.append(threading.Thread(target=run, daemon=True))
        threads[-1].start()
        monkeypatch.setenv("BILINGUAL_GOOGLE_URL", f"http://127.0.0.1:{listener.getsockname()[1]}/m")
        engines.append(Google())
        return engines[-1]

    yield start
    for engine in engines:
        engine.close()
    for listener in listeners:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
    for thread in threads:
        thread.join(5)


def run(engine: Google, texts: Sequence[str], target: str = "en") -> tuple[list[str | None], list[str]]:
    texts_: list[str | None] = [None] * len(texts)
    reasons = [""] * len(texts)
    for packet in ask(
        engine, [Request(t) for t in texts], source="ko", target=target, sleep=lambda seconds: None
    ):
        for answer in packet:
            texts_[answer.index], reasons[answer.index] = answer.text, answer.reason
    return texts_, reasons


# --- a page that behaves


def test_many_texts_in_one_request(google: Google, site: Site) -> None:
    texts, _ = run(google, KOREAN)
    assert texts == [translated(text) for text in KOREAN]
    assert site.asked == [{"sl": "ko", "tl": "en", "q": "\n".join(KOREAN)}]


def test_codes_are_googles(google: Google, site: Site) -> None:
    for source, target in [("ko", "zh-Hans"), ("zh-Hant", "ko"), ("zh-Hans", "en"), ("ja", "mn")]:
        google.translate(["1"], source=source, target=target)
    assert [(query["sl"], query["tl"]) for query in site.asked] == [
        ("ko", "zh-CN"),
        ("zh-TW", "ko"),
        ("zh-CN", "en"),
        ("ja", "mn"),
    ]


def test_a_language_that_google_does_not_know(google: Google, site: Site) -> None:
    with pytest.raises(EngineError, match="'tlh'"):
        google.translate(["1"], source="ko", target="tlh")
    assert site.asked == []


def test_the_older_container_and_line_breaks_as_elements(google: Google, site: Site) -> None:
    site.reply = lambda handler, query: send(handler, b"<div class='t0'>one &amp; a<br>two<br/>three</div>")
    assert google.translate(["하나", "둘", "셋"], source="ko", target="en") == ["one & a", "two", "three"]


def test_markup_in_a_text_comes_back_as_text(google: Google, site: Site) -> None:
    site.reply = lambda handler, query: send(handler, page(query["q"]))
    text = "<b>AT&T</b> +1 100% #1 ?a=b 😀 \u200f(שלום)\u200f"
    assert google.translate([text], source="ko", target="en") == [text]


def test_pages_in_another_encoding(google: Google, site: Site) -> None:
    site.reply = lambda handler, query: send(
        handler, page("俄罗斯").decode().encode("gb18030"), kind="text/html; charset=GB18030"
    )
    assert google.translate(["러시아"], source="ko", target="zh-Hans") == ["俄罗斯"]


def test_nothing_asked_nothing_sent(google: Google, site: Site) -> None:
    assert google.translate([], source="ko", target="en") == []
    assert site.asked == []


def test_redirects_are_followed(google: Google, site: Site) -> None:
    def reply(handler: BaseHTTPRequestHandler, query: dict[str, str]) -> None:
        if urlsplit(handler.path).path == "/m":
            send(handler, b"", 302, Location="/moved?" + urlsplit(handler.path).query)
        else:
            send(handler, page(translated(query["q"])))

    site.reply = reply
    assert run(google, KOREAN)[0] == [translated(text) for text in KOREAN]


def test_an_address_with_a_query_of_its_own(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BILINGUAL_GOOGLE_URL", site.url + "?hl=en&q=old")
    engine = Google()
    engine.translate(["말"], source="ko", target="en")
    engine.close()
    assert site.asked == [{"hl": "en", "sl": "ko", "tl": "en", "q": "말"}]


def test_the_default_address_is_deep_translators(monkeypatch: pytest.MonkeyPatch) -> None:
    from deep_translator.constants import BASE_URLS

    monkeypatch.delenv("BILINGUAL_GOOGLE_URL", raising=False)
    assert (
        Google()._address("말", "ko", "en").startswith(BASE_URLS["GOOGLE_TRANSLATE"] + "?sl=ko&tl=en&q=%EB")
    )


@pytest.mark.parametrize(
    "address", ["ftp://host/m", "host/m", "http://", "file:///etc/passwd", "http://[::1/m", "http://h:99999/"]
)
def test_an_address_that_is_none(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BILINGUAL_GOOGLE_URL", address)
    with pytest.raises(UsageError, match="BILINGUAL_GOOGLE_URL"):
        Google()


# --- limits


def test_the_request_line_stays_under_the_limit(google: Google, site: Site) -> None:
    texts = ["가" * 130 for _ in range(40)]
    got, _ = run(google, texts, "zh-Hans")
    assert all(got)
    assert max(len(line.encode()) for line in site.lines) <= REQUEST_LINE_BYTES
    assert len(site.lines) == 4  # 13 texts of 1,170 bytes and a separator each
    limits = limits_of(google)
    assert limits.characters == CHARACTERS
    longest = "가" * ((limits.encoded_bytes or 0) // 9)
    assert run(google, [longest])[0] == [translated(longest)]
    assert len(site.lines[-1].encode()) > REQUEST_LINE_BYTES - 60


def test_a_text_longer_than_the_limit_is_asked_in_pieces(google: Google, site: Site) -> None:
    sentences = [
        f"{n}번째 문장은 서로 다른 길이로 이어진다, 그리고 {'다시 ' * (n % 7)}끝난다." for n in range(80)
    ]
    got, _ = run(google, [" ".join(sentences), "말"])
    assert got[1] == translated("말")
    asked = [line for query in site.asked for line in query["q"].split("\n")]
    assert [piece for piece in asked if piece != "말"] != sentences
    assert " ".join(piece for piece in asked if piece != "말") == " ".join(sentences)
    assert got[0] == " ".join(translated(piece) for piece in asked if piece != "말")
    assert all(piece.endswith((".", "말")) for piece in asked)
    assert max(len(line.encode()) for line in site.lines) <= REQUEST_LINE_BYTES


def test_a_text_without_a_pause_that_is_longer_than_the_limit(google: Google, site: Site) -> None:
    got, reasons = run(google, ["가" * 2000, "말"])
    assert got == [None, translated("말")]
    assert f"{encoded_bytes('가') * 2000} bytes" in reasons[0]
    with pytest.raises(AnswerError, match="too much"):
        google.translate(["가" * 2000], source="ko", target="en")


# --- counts


@pytest.mark.parametrize(
    "answer",
    [
        lambda text: translated(text.replace("\n", " ")),
        lambda text: translated(text + "\nextra") if "\n" in text else translated(text),
        lambda text: f"[en {text.encode().hex()}]" if "\n" not in text else f"[en] {text}",
        lambda text: "" if "\n" in text else translated(text),
    ],
)
def test_answers_that_do_not_come_apart(google: Google, site: Site, answer: Callable[[str], str]) -> None:
    site.reply = lambda handler, query: send(handler, page(answer(query["q"])))
    texts, _ = run(google, KOREAN)
    assert all(texts)
    for text, source in zip(texts, KOREAN, strict=True):
        # Each stands with its own: alone it is answered alone, in a packet line by line.
        assert source.encode().hex() in (text or "") or text == f"[en] {source}"


def test_a_text_of_several_lines_is_asked_alone(google: Google, site: Site) -> None:
    texts, _ = run(google, ["하나\n둘", "셋"])
    assert texts == [translated("하나\n둘"), translated("셋")]
    assert [query["q"] for query in site.asked] == ["하나\n둘", "셋"]


# --- answers that are none


@pytest.mark.parametrize(
    ("body", "kind", "reason"),
    [
        (b"<html><title>Consent</title><body>Before you go on</body></html>", "text/html", "'Consent'"),
        (b"", "text/html", "no translation"),
        (b'<div class="result-container"> \n </div>', "text/html", "empty"),
        (b'<div class="result-container">The mee', "text/html", "cut short"),
        (b'{"error": "no"}', "application/json", "application/json"),
        (b"\x89PNG\r\n", "image/png", "image/png"),
        (b'<div class="result-container">\xff\xfe</div>', "text/html; charset=utf-8", "not readable"),
        (b'<div class="result-container">x</div>', "text/html; charset=klingon", "not readable"),
    ],
)
def test_an_answer_that_is_no_translation(
    google: Google, site: Site, body: bytes, kind: str, reason: str
) -> None:
    site.reply = lambda handler, query: send(handler, body, kind=kind)
    texts, reasons = run(google, KOREAN[:1])
    assert texts == [None]
    assert reason in reasons[0]
    assert KOREAN[0] not in reasons[0]
    assert len(site.asked) == 3


def test_garbage_now_and_then_is_overcome(google: Google, site: Site) -> None:
    def reply(handler: BaseHTTPRequestHandler, query: dict[str, str]) -> None:
        send(handler, b"garbage" if len(site.asked) % 2 else page(translated(query["q"])))

    site.reply = reply
    assert run(google, KOREAN)[0] == [translated(text) for text in KOREAN]


def test_a_text_that_the_server_cannot_bear(google: Google, site: Site) -> None:
    def reply(handler: BaseHTTPRequestHandler, query: dict[str, str]) -> None:
        if KOREAN[3] in query["q"]:
            send(handler, b"oops", 500)
        else:
            send(handler, page(translated(query["q"])))

    site.reply = reply
    texts, reasons = run(google, KOREAN)
    assert [n for n, text in enumerate(texts) if text is None] == [3]
    assert "500" in reasons[3]


def test_a_page_that_is_always_another_ends_the_run(google: Google, site: Site) -> None:
    site.reply = lambda handler, query: send(handler, b"<title>Before you continue</title>")
    with pytest.raises(EngineError, match="Before you continue"):
        run(google, [f"말 {n}" for n in range(100)])
    assert len(site.asked) < 30


def test_an_echo_is_no_translation(google: Google, site: Site) -> None:
    site.reply = lambda handler, query: send(handler, page(query["q"]))
    texts, reasons = run(google, ["집단안보조약기구", "CSTO"])
    assert texts == [None, "CSTO"]
    assert "source text" in reasons[0]


# --- refusals


def test_429_with_seconds(google: Google, site: Site) -> None:
    site.reply = lambda handler, query: send(handler, b"slow down", 429, Retry_After="17")
    with pytest.raises(EngineError, match="429") as caught:
        google.translate(["말"], source="ko", target="en")
    assert caught.value.retryable
    assert caught.value.retry_after == 17


def test_503_with_a_date(google: Google, site: Site) -> None:
    site.reply = lambda handler, query: send(
        handler, b"", 503, Retry_After=formatdate(time.time() + 90, usegmt=True)
    )
    with pytest.raises(EngineError) as caught:
        google.translate(["말"], source="ko", target="en")
    assert caught.value.retryable
    assert 80 < (caught.value.retry_after or 0) <= 90


@pytest.mark.parametrize(
    ("status", "retryable", "halved"),
    [(400, False, True), (401, False, False), (403, False, False), (404, False, False), (413, False, True),
     (414, False, True), (429, True, False), (500, True, True), (502, True, False), (504, True, False),
     (520, True, False), (304, False, False)],
)  # fmt: skip
def test_statuses(google: Google, site: Site, status: int, retryable: bool, halved: bool) -> None:
    site.reply = lambda handler, query: send(handler, b"", status)
    with pytest.raises(EngineError, match=str(status)) as caught:
        google.translate(["말"], source="ko", target="en")
    assert caught.value.retryable is retryable
    assert isinstance(caught.value, AnswerError) is halved


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, None), ("", None), ("0", 0.0), (" 120 ", 120.0), ("soon", None), ("-5", None), ("1.5", None),
        ("٣", None), ("Thu, 01 Jan 1970 00:01:40 GMT", 40.0), ("Thu, 01 Jan 1970 00:00:10 GMT", 0.0),
        ("Thu, 99 Foo", None), ("9" * 50, 999_999_999.0),
    ],
)  # fmt: skip
def test_retry_after(value: str | None, seconds: float | None) -> None:
    assert fetching.retry_after(value, now=lambda: 60.0) == seconds


@pytest.mark.parametrize("location", ["/m?again=1", "file:///etc/passwd", "ftp://127.0.0.1/m", "http://["])
def test_redirects_that_lead_nowhere(google: Google, site: Site, location: str) -> None:
    site.reply = lambda handler, query: send(handler, b"", 302, Location=location)
    with pytest.raises(EngineError) as caught:
        google.translate(["비밀"], source="ko", target="en")
    assert not caught.value.retryable
    assert "%EB" not in str(caught.value)
    assert len(site.asked) <= 6


# --- connections that break, hang or never end


def test_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    monkeypatch.setenv("BILINGUAL_GOOGLE_URL", f"http://127.0.0.1:{port}/m")
    with pytest.raises(EngineError, match=r"no network: cannot reach 127\.0\.0\.1") as caught:
        run(Google(), KOREAN)
    assert not caught.value.retryable
    assert len(str(caught.value).splitlines()) == 1


def test_a_name_that_does_not_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*args: object, **keywords: object) -> object:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    monkeypatch.setenv("BILINGUAL_GOOGLE_URL", "http://translate.invalid/m")
    with pytest.raises(EngineError, match=r"no network: cannot reach translate\.invalid") as caught:
        run(Google(), KOREAN)
    assert not caught.value.retryable


def test_a_name_look_up_that_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    release = threading.Event()

    def hang(*args: object, **keywords: object) -> object:
        release.wait(10)
        raise socket.gaierror(-3, "Temporary failure")

    monkeypatch.setattr(socket, "getaddrinfo", hang)
    monkeypatch.setattr(fetching, "REACH_SECONDS", 0.2)
    monkeypatch.setenv("BILINGUAL_GOOGLE_URL", "http://translate.invalid/m")
    engine = Google()
    began = time.monotonic()
    try:
        for _ in range(20):  # the second language does not wait again
            with pytest.raises(EngineError, match="no network") as caught:
                run(engine, KOREAN)
    finally:
        release.set()
    assert time.monotonic() - began < 2
    assert not caught.value.retryable


def test_failing_takes_less_than_five_seconds() -> None:
    assert fetching.CONNECT_SECONDS < fetching.REACH_SECONDS < 5


def test_a_server_that_goes_away_in_mid_run_is_worth_another_try(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BILINGUAL_GOOGLE_URL", site.url)
    engine = Google()
    site.reply = lambda handler, query: send(handler, page("x"), Connection="close")
    engine.translate(["말"], source="ko", target="en")
    site.close()
    with pytest.raises(EngineError) as caught:
        engine.translate(["말"], source="ko", target="en")
    assert caught.value.retryable
    engine.close()


Raw = Callable[[Callable[[socket.socket], object]], Google]


def test_a_server_that_hangs(raw: Raw, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "READ_SECONDS", 0.2)
    engine = raw(lambda connection: [connection.recv(65536), connection.recv(1)])
    with pytest.raises(EngineError, match=r"no answer within 0\.2 s") as caught:
        engine.translate(["말"], source="ko", target="en")
    assert caught.value.retryable


def test_a_server_that_drips(raw: Raw, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "TOTAL_SECONDS", 0.3)

    def drip(connection: socket.socket) -> None:
        connection.recv(65536)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000000\r\n\r\n")
        while True:
            connection.sendall(b" ")
            time.sleep(0.02)

    began = time.monotonic()
    with pytest.raises(EngineError, match="no whole answer") as caught:
        raw(drip).translate(["말"], source="ko", target="en")
    assert caught.value.retryable
    assert time.monotonic() - began < 2


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Ty",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n" + page("cut"),
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<div>",
        b"SSH-2.0-OpenSSH_9.6\r\n",
    ],
)
def test_a_server_that_closes_early_or_speaks_another_language(raw: Raw, sent: bytes) -> None:
    def serve(connection: socket.socket) -> None:
        connection.recv(65536)
        connection.sendall(sent)

    with pytest.raises(EngineError) as caught:
        raw(serve).translate(["말"], source="ko", target="en")
    assert caught.value.retryable


def test_an_answer_cut_short_without_a_length(raw: Raw) -> None:
    def serve(connection: socket.socket) -> None:
        connection.recv(65536)
        body = page("The meeting will be held").partition(b" be held")[0]
        connection.sendall(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + body)

    with pytest.raises(AnswerError, match="cut short"):
        raw(serve).translate(["말"], source="ko", target="en")


def test_two_gigabytes_are_not_read(raw: Raw) -> None:
    sent: list[int] = []
    finished = threading.Event()

    def flood(connection: socket.socket) -> None:
        connection.recv(65536)
        connection.sendall(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2147483648\r\n\r\n"
        )
        try:
            for _ in range(32_768):
                connection.sendall(b"x" * 65_536)
                sent.append(65_536)
        finally:
            finished.set()

    engine = raw(flood)
    with pytest.raises(AnswerError, match="larger than"):
        engine.translate(["말"], source="ko", target="en")
    assert finished.wait(5)
    assert sum(sent) < 40_000_000


def test_resets_now_and_then_are_overcome(raw: Raw) -> None:
    count = iter(range(100))

    def serve(connection: socket.socket) -> None:
        data = connection.recv(65536).decode()
        if next(count) % 2 == 0:
            return
        text = parse_qs(urlsplit(data.split()[1]).query)["q"][0]
        body = page(translated(text))
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n"
        connection.sendall(head.encode() + b"Connection: close\r\n\r\n" + body)

    assert run(raw(serve), KOREAN)[0] == [translated(text) for text in KOREAN]


# --- manners


def test_a_proxy_of_the_environment_is_used(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", site.url.removesuffix("/m"))
    monkeypatch.setenv("BILINGUAL_GOOGLE_URL", "http://translate.invalid/m")
    engine = Google()
    assert run(engine, KOREAN)[0] == [translated(text) for text in KOREAN]
    engine.close()
    assert site.lines[0].startswith("GET http://translate.invalid/m?sl=ko")


@pytest.mark.parametrize(
    "proxy", ["socks5://u:secret@127.0.0.1:1", "nonsense://u:secret@x", "http://127.0.0.1:1"]
)
def test_a_proxy_that_is_of_no_use(proxy: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", proxy)
    monkeypatch.setenv("BILINGUAL_GOOGLE_URL", "http://translate.invalid/m")
    with pytest.raises(EngineError, match=r"google: (the environment's proxy|no network)") as caught:
        Google().translate(["말"], source="ko", target="en")
    assert not caught.value.retryable
    assert "secret" not in str(caught.value)


def test_a_proxy_that_refuses(raw: Raw, monkeypatch: pytest.MonkeyPatch) -> None:
    def serve(connection: socket.socket) -> None:
        connection.recv(65536)
        connection.sendall(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")

    raw(serve)
    monkeypatch.setenv("HTTPS_PROXY", os.environ["BILINGUAL_GOOGLE_URL"].removesuffix("/m"))
    monkeypatch.setenv("BILINGUAL_GOOGLE_URL", "https://translate.invalid/m")
    with pytest.raises(EngineError, match=r"the proxy refuses .*407") as caught:
        Google().translate(["말"], source="ko", target="en")
    assert not caught.value.retryable


def test_a_server_without_encryption(raw: Raw, monkeypatch: pytest.MonkeyPatch) -> None:
    def serve(connection: socket.socket) -> None:
        connection.recv(65536)
        connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    raw(serve)
    address = os.environ["BILINGUAL_GOOGLE_URL"].replace("http:", "https:")
    monkeypatch.setenv("BILINGUAL_GOOGLE_URL", address)
    with pytest.raises(EngineError, match=r"no safe connection to 127\.0\.0\.1"):
        Google().translate(["말"], source="ko", target="en")


def test_no_text_in_logs(google: Google, site: Site, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        google.translate(["secret text"], source="ko", target="en")
    assert "secret" not in caplog.text


def test_many_threads_share_an_engine(google: Google) -> None:
    got: dict[int, list[str | None]] = {}

    def work(n: int) -> None:
        got[n] = google.translate([f"말 {n}"], source="ko", target="en")

    threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == {n: [translated(f"말 {n}")] for n in range(8)}
