"""Pages fetched from servers that behave and that do not; every socket is on the loopback."""

from __future__ import annotations

import contextlib
import gzip
import json
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from bilingual.cli import main
from bilingual.errors import SourceError
from bilingual.naming import stem_of
from bilingual.reading import load, shown, web

PAGE = (
    "<!DOCTYPE html><html><head><meta charset='euc-kr'></head><body><h1>국회, 예산안 통과</h1>"
    "<p>국회는 어제 본회의를 열고 내년 예산안을 통과시켰다.</p></body></html>"
).encode("cp949")


class Server:
    """Answers each path with bytes of its own making, head and all, and keeps what it was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, bytes | list[bytes]] = {}
        self.asked: list[str] = []
        self.when_cookie = b""
        self.stop = threading.Event()
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.base = f"http://127.0.0.1:{self.socket.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while not self.stop.is_set():
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            request = connection.recv(65536).decode("latin-1")
            self.asked.append(request)
            answer = self.answers[request.split(" ")[1]]
            if self.when_cookie and "\r\ncookie:" in request.lower():
                answer = self.when_cookie
            for piece in [answer] if isinstance(answer, bytes) else answer:
                connection.sendall(piece)
                if isinstance(answer, list):
                    self.stop.wait(0.2)
                if self.stop.is_set():
                    return

    def put(
        self, path: str, body: bytes, kind: str = "text/html", status: str = "200 OK", **headers: str
    ) -> str:
        lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
        head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{lines}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        self.answers[path] = head.encode("latin-1") + body
        return self.base + path


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    made = Server()
    yield made
    made.stop.set()
    made.socket.close()


def refused(address: str) -> str:
    with pytest.raises(SourceError) as error:
        load(address)
    assert len(str(error.value).splitlines()) == 2
    return str(error.value)


@pytest.mark.parametrize(
    "kind", ["text/html", "text/html; charset=utf-8", "TEXT/PLAIN", "application/xhtml+xml", ""]
)
def test_a_page_is_fetched_as_it_is(server: Server, kind: str) -> None:
    assert load(server.put("/a/page.html?id=1", PAGE, kind)) == PAGE
    assert load(server.put("/z", gzip.compress(PAGE), kind, Content_Encoding="gzip")) == PAGE


def test_redirects_are_followed_within_the_web(server: Server) -> None:
    server.put("/end", PAGE)
    for n in range(9):
        server.put(f"/{n}", b"", status="302 Found", Location=f"/{n + 1}")
    assert load(server.put("/9", b"", status="301 Moved", Location=f"{server.base}/end")) == PAGE
    assert load(f"{server.base}/0#part") == PAGE
    assert "more than 10 redirects" in refused(server.put("/x", b"", status="302 Found", Location="/0"))
    assert "circle" in refused(server.put("/loop", b"", status="302 Found", Location="/loop"))
    for place in ("file:///etc/passwd", "ftp://127.0.0.1/a", "javascript:alert(1)"):
        assert "is not read" in refused(server.put("/away", b"", status="302 Found", Location=place))


@pytest.mark.parametrize(
    ("body", "kind", "status", "message"),
    [
        (b"", "text/html", "200 OK", "empty page"),
        (b"\x89PNG", "image/png", "200 OK", "is an image ('image/png')"),
        (b"%PDF-", "application/pdf", "200 OK", "is a PDF"),
        (b"x", "video/mp4", "200 OK", "is a film"),
        (b"{}", "application/json", "200 OK", "is no page"),
        (b"gone", "text/html", "404 Not Found", "answered 404 Not Found"),
        (b"no", "text/html", "503 Busy", "answered 503 Busy"),
        (b"x" * 10_000_001, "text/html", "200 OK", "larger than 10,000,000 bytes"),
    ],
    ids=["empty", "image", "pdf", "film", "json", "missing", "busy", "large"],
)
def test_an_answer_that_is_no_page(server: Server, body: bytes, kind: str, status: str, message: str) -> None:
    assert message in refused(server.put("/a", body, kind, status))


def test_a_bomb_that_unpacks_to_more_than_the_limit(server: Server) -> None:
    packed = gzip.compress(b"\0" * 50_000_000)
    assert "larger than" in refused(server.put("/a", packed, Content_Encoding="gzip"))


def test_a_length_beyond_the_limit_is_not_waited_for(server: Server) -> None:
    for length in ("2147483648", "9" * 19):
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {length}\r\n\r\n"
        server.answers["/huge"] = head.encode() + b"<html>"
        assert "larger than 10,000,000 bytes" in refused(f"{server.base}/huge")


def test_a_page_that_wants_its_cookie_back(server: Server) -> None:
    first = b"HTTP/1.1 302 Found\r\nLocation: /a\r\nSet-Cookie: seen=1; Path=/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    server.put("/page", PAGE)
    page = server.answers.pop("/page")
    server.answers["/a"] = first
    server.when_cookie = page
    assert load(f"{server.base}/a") == PAGE
    server.when_cookie = first
    assert "circle" in refused(f"{server.base}/a")


def test_what_is_sent_instead_of_the_page(server: Server) -> None:
    """An image called a page, a log-in page, one that only a script fills, white space."""
    runner = CliRunner()
    for body, status, said in (
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 40, 2, "a PNG image"),
        (
            b"<!DOCTYPE html><html><body><div id=app></div><script>x()</script></body></html>",
            2,
            "holds no text",
        ),
        (b" \r\n\n", 2, "empty"),
        (
            "<!DOCTYPE html><html><body><form><p>로그인이 필요합니다.</p><input type=password></form></body></html>".encode(),
            None,
            "log-in page?",
        ),
        (("<!DOCTYPE html><html><body><p>" + "국회는 어제 예산안을 통과시켰다. " * 3).encode("cp949"), 0, ""),
    ):
        done = runner.invoke(main, ["detect", server.put("/a", body, "text/html; charset=euc-kr")])
        assert status in (None, done.exit_code), done.output
        assert said in done.stderr
        assert "Traceback" not in done.stderr


def test_answers_that_break(server: Server) -> None:
    server.answers["/cut"] = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<html>"
    server.answers["/none"] = b""
    server.answers["/noise"] = b"\0\1\2 not http\r\n\r\n"
    server.put("/gzip", b"not packed", Content_Encoding="gzip")
    for path in server.answers:
        assert "breaks off or is garbled" in refused(server.base + path)


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFF\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: /slow\r\n",
    ],
)
def test_a_server_that_drips_does_not_hold_us(server: Server, head: bytes) -> None:
    start = head or b"HTTP/1.1 200 OK\r\n"
    server.answers["/slow"] = [start, *([b"X: y\r\n"] * 100)]
    begin = time.monotonic()
    with pytest.raises(SourceError, match=r"no whole answer within 0\.7 s"):
        web.fetch(f"{server.base}/slow", seconds=0.7)
    assert time.monotonic() - begin < 5


def test_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    assert "cannot be reached" in refused(f"http://127.0.0.1:{port}/a")


@pytest.mark.parametrize(
    "address", ["ftp://a/b", "file:///etc/passwd", "http://", "http:///x", "http://a:port/", "gopher://x"]
)
def test_other_addresses_are_refused(address: str) -> None:
    assert "address" in refused(address)


def test_user_name_and_password_are_used_and_never_shown(server: Server) -> None:
    address = server.put("/a", b"gone", status="404 Not Found").replace("://", "://mimi:s3cret@")
    message = refused(address)
    assert "s3cret" not in message
    assert "mimi" not in message
    assert "authorization: basic" in server.asked[0].lower()
    assert shown(address) == f"{server.base}/a"
    assert shown("a@b.txt") == "a@b.txt"


def test_a_proxy_of_the_environment_is_asked(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    server.put("http://news.invalid/a", PAGE)
    monkeypatch.setenv("HTTP_PROXY", server.base)
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    assert load("http://news.invalid/a") == PAGE
    monkeypatch.setenv("HTTP_PROXY", "http://mimi:s3cret@127.0.0.1:bad")
    assert "s3cret" not in refused("http://news.invalid/a")


@pytest.mark.parametrize(
    ("address", "stem"),
    [
        ("https://example.com/news/view.html?id=1", "view"),
        ("https://example.com/a/%EA%B5%AD%ED%9A%8C/", "국회"),
        ("https://mimi:pw@example.com/", "example.com"),
        ("http://example.com:8080", "example.com"),
        ("https://example.com/../..", "example.com"),
        ("https://example.com/%2e%2e%2fx", "x"),
    ],
)
def test_the_name_of_a_result(address: str, stem: str) -> None:
    assert stem_of(address) == stem


def test_a_page_goes_the_whole_route(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    address = server.put("/news/view.html?id=1", PAGE).replace("://", "://mimi:s3cret@")
    result = CliRunner().invoke(main, ["translate", address, "--engine", "memory", "--format", "json,html"])
    assert result.exit_code == 1, result.stderr
    made = (tmp_path / "output" / "view.json").read_text(encoding="utf-8")
    assert json.loads(made)["segments"][-1]["source"].startswith("국회는 어제")
    assert "s3cret" not in made + (tmp_path / "output" / "view.html").read_text(encoding="utf-8")
    result = CliRunner().invoke(main, ["detect", address, "--json"])
    assert result.exit_code == 0
    assert "s3cret" not in result.output


def test_the_encoding_that_only_the_server_names(server: Server) -> None:
    page = "<html><body><h1>힐</h1></body></html>"
    told = server.put("/a", page.encode("euc-kr"), "text/html; charset=euc-kr")
    assert load(told) == b"\xef\xbb\xbf" + page.encode()
    untold = server.put("/b", page.encode("euc-kr"), "text/html")
    assert load(untold) == page.encode("euc-kr")
    # What makes sense by itself comes as the server sent it, so that its id stays.
    assert load(server.put("/c", PAGE, "text/html; charset=gb2312")) == PAGE
