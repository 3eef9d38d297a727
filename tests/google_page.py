"""A stand-in for Google's mobile page on a real socket, for tests and benchmarks, or to look at by hand:

    python -m tests.google_page --port 8901 --delay 0.2 --storm

and then ``BILINGUAL_GOOGLE_URL=http://127.0.0.1:8901/m bilingual translate …``.
"""

from __future__ import annotations

import argparse
import html
import random
import re
import socket
import struct
import sys
import threading
import time
import zlib
from collections import Counter
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

Reply = Callable[[BaseHTTPRequestHandler, dict[str, str]], None]
#: The page refuses a longer request line.
REQUEST_LINE = 16_000
_HANGUL = re.compile(r"[가-힣]+")
_HAN = "天地人山水火木金土日月星風雨雪花草林江河海田石明光音色心手足目耳口"
_LETTERS = "bcdfghjklmnprstvz"


def page(answer: str) -> bytes:
    return (
        "<!DOCTYPE html><html><head><title>Translate</title></head><body><div class='t0x'>menu</div>"
        f'<div class="result-container">{html.escape(answer)}</div>'
        '<div class="links-container"></div></body></html>'
    ).encode()


def send(
    handler: BaseHTTPRequestHandler,
    body: bytes,
    status: int = 200,
    kind: str | None = "text/html; charset=UTF-8",
    **headers: str,
) -> None:
    handler.send_response(status)
    if kind:
        handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(body)))
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


def translated(text: str, target: str) -> str:
    """Each run of Hangul becomes a word of its own in the target language; the rest stays, line by line."""

    def word(found: re.Match[str]) -> str:
        number = zlib.crc32(found.group().encode())
        if target.startswith("zh"):
            return "".join(_HAN[(number >> shift) % len(_HAN)] for shift in (0, 8, 16))
        return "".join(
            _LETTERS[(number >> shift) % len(_LETTERS)] + "aeiou"[shift % 5] for shift in (0, 7, 14, 21)
        )

    return _HANGUL.sub(word, text)


class Site:
    """The server; ``reply`` says what it does with a request, ``asked`` holds the queries so far.

    ``answered`` counts the texts that were answered well, by target and text: whoever asks for one of them
    again wastes a request.  ``delay`` is in seconds.
    """

    def __init__(self, *, port: int = 0, delay: float = 0.0, keep_alive: bool = False) -> None:
        self.asked: list[dict[str, str]] = []
        self.lines: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.answered: Counter[tuple[str, str]] = Counter()
        self.statuses: Counter[str] = Counter()
        self.delay = delay
        self.reply: Reply = self.translate
        self._lock = threading.Lock()
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1" if keep_alive else "HTTP/1.0"

            def do_GET(self) -> None:
                query = {k: v[0] for k, v in parse_qs(urlsplit(self.path).query).items()}
                site.asked.append(query)
                site.lines.append(self.raw_requestline.decode())
                site.headers.append(dict(self.headers))
                site.reply(self, query)

            def log_message(self, *args: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            request_queue_size = 64

        self.server = Server(("127.0.0.1", port), Handler)
        self.server.daemon_threads = True
        self.server.handle_error = lambda *args: None  # type: ignore[method-assign,assignment]
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01})
        self.thread.start()
        self.url = f"http://127.0.0.1:{self.server.server_port}/m"

    def translate(self, handler: BaseHTTPRequestHandler, query: dict[str, str]) -> None:
        """Answer as the page does, after the delay."""
        if self.delay:
            time.sleep(self.delay)
        if len(handler.raw_requestline) > REQUEST_LINE:
            self.statuses["414"] += 1
            send(handler, b"too long", 414)
            return
        answer = translated(query["q"], query["tl"])
        with self._lock:
            self.statuses["200"] += 1
            self.answered.update((query["tl"], text) for text in query["q"].split("\n"))
        send(handler, page(answer))

    @property
    def answered_twice(self) -> list[str]:
        """The texts that were asked for again although they had been answered well."""
        return [text for (_, text), count in self.answered.items() if count > 1]

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


class Storm:
    """A reply that fails at random: so many of a hundred requests get 429, a reset connection or garbage."""

    def __init__(
        self, site: Site, *, busy: int = 30, reset: int = 10, garbage: int = 5, seed: int = 0
    ) -> None:
        self._site = site
        self._limits = (busy, busy + reset, busy + reset + garbage)
        self._random = random.Random(seed)
        self._lock = threading.Lock()

    def __call__(self, handler: BaseHTTPRequestHandler, query: dict[str, str]) -> None:
        with self._lock:
            drawn, kind = self._random.random() * 100, self._random.randrange(7)
        busy, reset, garbage = self._limits
        if drawn < busy:
            self._site.statuses["429"] += 1
            send(handler, b"too many requests", 429, **({"Retry_After": "0"} if kind % 2 else {}))
        elif drawn < reset:
            self._site.statuses["reset"] += 1
            # Closing with linger 0 sends a reset.
            handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            handler.close_connection = True
            handler.connection.close()
        elif drawn < garbage:
            self._site.statuses["garbage"] += 1
            self._garbage(handler, query, kind)
        else:
            self._site.translate(handler, query)

    def _garbage(self, handler: BaseHTTPRequestHandler, query: dict[str, str], kind: int) -> None:
        lines = query["q"].split("\n")
        if kind == 0:
            send(handler, b"\x89PNG\r\n\x1a\n" + bytes(200), kind="image/png")
        elif kind == 1:
            send(handler, b"<html><title>Sorry...</title><body>unusual traffic</body></html>")
        elif kind == 2:
            send(handler, page(query["q"]))  # the source text again
        elif kind == 3:
            send(handler, page(translated("\n".join(lines[:-1]), query["tl"])))  # a line is missing
        elif kind == 4:
            send(handler, page(translated(query["q"], query["tl"])).partition(b"</div><div")[0][:-40])
        elif kind == 5:
            send(handler, page("\n".join("Это не тот язык, на котором просили ответить." for _ in lines)))
        else:
            send(handler, bytes(range(128, 256)) * 20)


def main() -> None:
    parser = argparse.ArgumentParser(description="A stand-in for Google's mobile page.")
    parser.add_argument("--port", type=int, default=8901)
    parser.add_argument("--delay", type=float, default=0.2, help="seconds an answer takes")
    parser.add_argument("--storm", action="store_true", help="fail at random")
    options = parser.parse_args()
    site = Site(port=options.port, delay=options.delay, keep_alive=True)
    if options.storm:
        site.reply = Storm(site)
    sys.stderr.write(f"{site.url}: Ctrl-C ends it\n")
    try:
        site.thread.join()
    except KeyboardInterrupt:
        site.close()
        sys.stderr.write(f"\n{len(site.asked)} requests: {dict(site.statuses)}\n")


if __name__ == "__main__":
    main()
