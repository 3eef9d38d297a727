"""One request over HTTP with every limit that a public service calls for: pace, time, size, type."""

from __future__ import annotations

import ssl
import threading
import time
import weakref
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

from bilingual import __version__
from bilingual.engines.contract import AnswerError
from bilingual.engines.pacing import Pace
from bilingual.errors import EngineError
from bilingual.web_requests import ENCODINGS, Call, TooLargeError, content_type, read_body

#: Seconds for one attempt to connect, and for the whole of it, name look-up included.
CONNECT_SECONDS = 3.0
REACH_SECONDS = 4.0
#: Seconds between two pieces of an answer, and for a whole answer.
READ_SECONDS = 20.0
TOTAL_SECONDS = 45.0
#: Seconds for which a service that could not be reached is not tried again: a second target language
#: should not make a person wait a second time for the same news.
UNREACHABLE_SECONDS = 10.0
#: The largest answer that is read, decoded.
ANSWER_BYTES = 2_000_000
_REDIRECTS = 5
# Where Google sends whom it takes for a machine.
_BLOCK_PATH = "/sorry/"
#: The types of a page.
PAGES = ("text/html", "application/xhtml+xml")
# So much of a refusal is read to find out what it says.
_REFUSAL_BYTES = 20_000
# RFC 9110 and 6585: these say "not now", not "not this".
_LATER = frozenset({408, 425, 429, 502, 503, 504})
# These are about what was asked; 500 often is.
_ABOUT_THE_TEXT = frozenset({400, 413, 414, 422, 431, 500})


class Fetcher:
    """Asks one service; ``service`` and ``host`` are for messages.

    Connections are kept between calls; proxies are taken from the environment.  Safe to use from several
    threads.  ``types`` are the types of content that an answer may have.  Redirects are followed only with
    ``redirects``, and only at the same host or to https there: a text or a key goes nowhere else.
    ``explain`` may turn a refusal (its status and the beginning of its text) into an error of its own.
    """

    def __init__(
        self,
        service: str,
        host: str,
        *,
        pace: Pace | None = None,
        types: Sequence[str] = PAGES,
        redirects: bool = True,
        explain: Callable[[int, str], EngineError | None] | None = None,
    ) -> None:
        self.service = service
        self.host = host
        self._pace = pace
        self._types = tuple(types)
        self._redirects = redirects
        self._explain = explain
        self._client: httpx.Client | None = None
        self._lock = threading.Lock()
        self._reached = False
        self._unreachable_since: tuple[float, str] | None = None

    def answer(
        self, address: str, *, form: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None
    ) -> str:
        """Return the text that comes back: of a GET, or of a POST where there is a ``form``.

        Raises EngineError: not retryable when the service has never been reached (no network, within
        about 4 s) or refuses, retryable when it is busy or the connection breaks; AnswerError when
        something else comes back.  No message holds address, form or headers: the text and keys are in them.
        """
        since = self._unreachable_since
        if since is not None and time.monotonic() - since[0] < UNREACHABLE_SECONDS:
            raise EngineError(since[1])
        if self._pace is not None:
            self._pace.take_turn()
        connected = threading.Event()

        def work(own: Call[str]) -> str:
            try:
                return self._ask(address, form, headers, connected, own)
            finally:
                connected.set()

        call = Call[str](work, f"{self.service}-request")
        if not connected.wait(REACH_SECONDS):
            call.give_up()
            raise self._unreachable(f"no connection within {REACH_SECONDS:g} s")
        if not call.wait(TOTAL_SECONDS):
            raise EngineError(f"{self.service}: no whole answer within {TOTAL_SECONDS:g} s", retryable=True)
        if call.failure is not None:
            raise self._told(call.failure) from call.failure
        self._reached = True
        return call.answer

    def _ask(
        self,
        address: str,
        form: Mapping[str, str] | None,
        headers: Mapping[str, str] | None,
        connected: threading.Event,
        call: Call[str],
    ) -> str:
        def trace(event: str, _info: Mapping[str, object]) -> None:
            # The names of httpcore's documented trace events; a kept connection begins with http11.
            if event == "connection.connect_tcp.complete" or event.startswith(("http11.", "http2.")):
                connected.set()

        method = "GET" if form is None else "POST"
        client = self._http()
        request = client.build_request(
            method, address, data=form, headers=headers, extensions={"trace": trace}
        )
        for _ in range(_REDIRECTS + 1):
            response = client.send(request, stream=True)
            try:
                self._reached = True
                onward = response.next_request if self._redirects else None
                if onward is None:
                    return self._read(response, call)
                self._check_redirect(request.url, onward.url)
                request = onward
            finally:
                response.close()
        raise httpx.TooManyRedirects("too many", request=request)

    def _check_redirect(self, address: httpx.URL, onward: httpx.URL) -> None:
        """Raise EngineError unless a redirect stays at the same host and port, or turns to https there."""
        if _BLOCK_PATH in onward.path:
            raise EngineError(
                f"{self.service}: too many requests from here, {self.host} asks for a captcha", retryable=True
            )
        if onward.host != address.host:
            raise EngineError(
                f"{self.service}: {self.host} redirects to another host, {onward.host[:80]}, "
                "which is not asked; nothing of its answer is taken."
            )
        if onward.scheme not in ("http", "https"):
            raise httpx.UnsupportedProtocol("off the web")
        same = (onward.scheme, onward.port) == (address.scheme, address.port)
        safer = (address.scheme, onward.scheme) == ("http", "https")
        if not same and not safer:
            raise EngineError(f"{self.service}: {self.host} redirects to a less safe address or another port")

    def _read(self, response: httpx.Response, call: Call[str]) -> str:
        self._check_status(response, call)
        kind = content_type(response)
        if kind and kind not in self._types:
            what = "a page" if self._types == PAGES else self._types[0]
            raise AnswerError(f"{self.service}: answered with {kind[:60]} instead of {what}", retryable=True)
        try:
            data = read_body(response, ANSWER_BYTES, call)
        except TooLargeError:
            what = f"{self.service}: the answer is larger than {ANSWER_BYTES:,} bytes"
            raise AnswerError(what) from None
        try:
            return data.decode(response.charset_encoding or "utf-8")
        except (UnicodeDecodeError, LookupError) as error:
            raise AnswerError(f"{self.service}: the answer is not readable text", retryable=True) from error

    def _http(self) -> httpx.Client:
        with self._lock:
            if self._client is None:
                try:
                    self._client = httpx.Client(
                        timeout=httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS),
                        follow_redirects=False,
                        headers={
                            "User-Agent": f"bilingual/{__version__}",
                            "Accept": ", ".join(self._types),
                            "Accept-Encoding": ENCODINGS,
                        },
                    )
                except (ValueError, ImportError, httpx.InvalidURL) as error:
                    # Not the error's own words: a proxy's address may hold a password.
                    raise EngineError(
                        f"{self.service}: the environment's proxy is of no use here "
                        f"({type(error).__name__}); check HTTP_PROXY, HTTPS_PROXY, ALL_PROXY."
                    ) from error
                weakref.finalize(self, self._client.close).atexit = False
            return self._client

    def close(self) -> None:
        """Close the connections that are kept; the next call opens them again."""
        with self._lock:
            if self._client is not None:
                self._client.close()
                self._client = None

    def _check_status(self, response: httpx.Response, call: Call[str]) -> None:
        status = response.status_code
        if response.is_success:
            return
        if self._explain is not None:
            try:
                said = read_body(response, _REFUSAL_BYTES, call).decode("utf-8", "replace")
            except (TooLargeError, httpx.HTTPError):
                said = ""
            if (explained := self._explain(status, said)) is not None:
                raise explained
        message = f"{self.service}: {self.host} answered {status} {response.reason_phrase}".rstrip()
        wait = retry_after(response.headers.get("retry-after"))
        if wait and self._pace is not None and status in (429, 503):
            self._pace.hold(wait)
        if status == 429:
            raise EngineError(f"{message}: too many requests from here", retryable=True, retry_after=wait)
        if status in _ABOUT_THE_TEXT:
            raise AnswerError(message, retryable=status == 500, retry_after=wait)
        raise EngineError(message, retryable=status in _LATER or status > 504, retry_after=wait)

    def _told(self, error: Exception) -> EngineError:
        if isinstance(error, EngineError):
            return error
        what = type(error).__name__
        if isinstance(error, httpx.ProxyError):
            return EngineError(f"{self.service}: the proxy refuses ({_first_line(error) or what})")
        if isinstance(error, httpx.ConnectError) and (fault := _encryption_fault(error)):
            return EngineError(f"{self.service}: no safe connection to {self.host} ({fault})")
        if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout):
            return self._unreachable(_first_line(error) or what)
        if isinstance(error, httpx.TimeoutException):
            return EngineError(f"{self.service}: no answer within {READ_SECONDS:g} s", retryable=True)
        if isinstance(error, httpx.DecodingError):
            return AnswerError(f"{self.service}: the answer is damaged", retryable=True)
        if isinstance(error, httpx.NetworkError | httpx.RemoteProtocolError):
            return EngineError(f"{self.service}: the connection broke ({what})", retryable=True)
        if isinstance(error, httpx.TooManyRedirects | httpx.UnsupportedProtocol):
            return EngineError(
                f"{self.service}: the answer leads elsewhere without end or off the web ({what})"
            )
        return EngineError(f"{self.service}: the request failed ({what})")

    def _unreachable(self, why: str) -> EngineError:
        if self._reached:
            return EngineError(f"{self.service}: {self.host} is gone ({why})", retryable=True)
        message = (
            f"{self.service}: no network: cannot reach {self.host} ({why}). "
            "Run the same command again when there is one."
        )
        self._unreachable_since = time.monotonic(), message
        return EngineError(message)


def retry_after(value: str | None, now: Callable[[], float] = time.time) -> float | None:
    """Return the seconds of a ``Retry-After`` header (RFC 9110: seconds or a date), None if unreadable."""
    if not value:
        return None
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.fromtimestamp(now(), UTC)).total_seconds())


def _first_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return lines[0][:120] if lines else ""


def _encryption_fault(error: BaseException) -> str:
    """Return what TLS said, wherever it stands in the chain of causes; empty if it was not TLS."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return _first_line(cause) or "TLS"
        cause = cause.__cause__ or cause.__context__
    return ""
