"""Fetching a page of the web, with a limit for everything: time, size, redirects, kind of content.

Nothing in a page is run, and nothing but the page itself is fetched.
"""

from __future__ import annotations

from dataclasses import dataclass

import httpx

from bilingual import __version__
from bilingual.errors import SourceError
from bilingual.reading.addresses import shown
from bilingual.reading.told_encoding import as_told
from bilingual.web_requests import ENCODINGS, Call, TooLargeError, content_type, read_body

#: Seconds to connect, between two pieces of the answer, and for everything, redirects included.
CONNECT_SECONDS = 5.0
READ_SECONDS = 15.0
TOTAL_SECONDS = 30.0
#: The largest page that is read, in bytes, unpacked.
PAGE_BYTES = 10_000_000
REDIRECTS = 10
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_READ = frozenset({"application/xhtml+xml", "application/xml", "application/octet-stream", _WORD, ""})
_NAMED = {
    "image": "an image",
    "video": "a film",
    "audio": "sound",
    "application/pdf": "a PDF",
    "font": "a font",
}


@dataclass(frozen=True, slots=True)
class _Fetch:
    """One fetch on its way: what is asked for, within how many seconds, and the call that asks."""

    address: str
    seconds: float
    call: Call[bytes]


def fetch(address: str, *, seconds: float = TOTAL_SECONDS) -> bytes:
    """Return the bytes of the page at ``address`` (http or https); proxies are taken from the environment.

    A page whose encoding only the head of the answer tells is returned in UTF-8 (`as_told`).

    ``seconds`` is the limit for the whole.  Raises SourceError, in which no user name and password stands,
    for an address that cannot be reached or answers with an error, with nothing, with too much or with
    something else than a page, and for redirects that go round or elsewhere than to http and https.
    """
    call = Call[bytes](lambda own: _get(_Fetch(address, seconds, own)), "page")
    if not call.wait(seconds):
        raise _error(
            address, f"no whole answer within {seconds:g} s", "Try again, or save the page in a browser."
        )
    if isinstance(call.failure, SourceError):
        raise call.failure
    if call.failure is not None:
        raise _told(address, call.failure) from None
    return call.answer


def _error(address: str, what: str, way_out: str) -> SourceError:
    return SourceError(f"{shown(address)}: {what}\n{way_out}")


def _told(address: str, error: Exception) -> SourceError:
    # Never the error's own words: an address or a proxy with a password may stand in them.
    if isinstance(error, httpx.ConnectTimeout):
        return _error(
            address, f"no connection within {CONNECT_SECONDS:g} s", "Check the address and the network."
        )
    if isinstance(error, httpx.TimeoutException):
        return _error(
            address, f"no answer for {READ_SECONDS:g} s", "Try again, or save the page in a browser."
        )
    if isinstance(error, httpx.ConnectError):
        return _error(address, "cannot be reached", "Check the address and the network.")
    if isinstance(error, (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError)):
        return _error(address, "not an address of the web", "Give one like https://example.com/page.html.")
    if isinstance(error, (httpx.TransportError, httpx.DecodingError)):
        return _error(
            address, "the answer breaks off or is garbled", "Try again, or save the page in a browser."
        )
    return _error(
        address,
        f"cannot be fetched ({type(error).__name__})",
        "Check the address, and HTTP_PROXY, HTTPS_PROXY and ALL_PROXY if they are set.",
    )


def _get(job: _Fetch) -> bytes:
    url = _web(job.address, httpx.URL(job.address))
    headers = {
        "Accept-Encoding": ENCODINGS,
        "User-Agent": f"Mozilla/5.0 (compatible; bilingual/{__version__})",
        "Accept": "text/html, application/xhtml+xml, text/plain;q=0.9, */*;q=0.5",
    }
    limits = httpx.Timeout(min(READ_SECONDS, job.seconds), connect=min(CONNECT_SECONDS, job.seconds))
    with httpx.Client(timeout=limits, headers=headers, follow_redirects=False) as client:
        try:
            return _follow(job, client, url)
        except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
            # The address itself was sound; httpx looks at where a redirect leads before we do.
            what = "redirects to a broken address, which is not read"
            raise _error(job.address, what, "Save the page in a browser and name the file.") from error


def _follow(job: _Fetch, client: httpx.Client, url: httpx.URL) -> bytes:
    seen = {(url, "[]")}
    for _ in range(REDIRECTS + 1):
        with client.stream("GET", url) as response:
            if not response.has_redirect_location:
                return _read(job, response)
            url = _web(job.address, url.join(response.headers["location"]))
        # Some pages first want to see their cookie come back, at the same address.
        visit = (url, repr(sorted((one.name, one.value or "") for one in client.cookies.jar)))
        if visit in seen:
            raise _error(
                job.address, "redirects in a circle", "Save the page in a browser and name the file."
            )
        seen.add(visit)
    raise _error(
        job.address, f"more than {REDIRECTS} redirects", "Save the page in a browser and name the file."
    )


def _web(address: str, url: httpx.URL) -> httpx.URL:
    if url.scheme not in ("http", "https") or not url.host:
        what = "addresses of the web begin with http:// or https://"
        if shown(address) != shown(str(url)):
            what = f"redirects to a {url.scheme or 'broken'} address, which is not read"
        raise _error(address, what, "Save the page in a browser and name the file.")
    return url.copy_with(fragment=None)


def _read(job: _Fetch, response: httpx.Response) -> bytes:
    if response.status_code >= 400 or response.status_code in range(300, 400):
        reason = response.reason_phrase if response.reason_phrase.isprintable() else ""
        what = f"answered {response.status_code} {reason[:60]}".rstrip()
        raise _error(job.address, what, "Check the address, or save the page in a browser and name the file.")
    kind = content_type(response)
    if not kind.startswith("text/") and kind not in _READ:
        name = _NAMED.get(kind) or _NAMED.get(kind.partition("/")[0]) or "no page"
        raise _error(job.address, f"is {name} ({kind[:60]!a})", "Give the address of the page itself.")
    length = response.headers.get("content-length", "")
    if length.isdecimal() and int(length) > PAGE_BYTES:
        raise _too_large(job)
    try:
        data = read_body(response, PAGE_BYTES, job.call)
    except TooLargeError:
        raise _too_large(job) from None
    if not data:
        raise _error(job.address, "answered with an empty page", "Try again, or save the page in a browser.")
    return as_told(data, response.headers.get("content-type", ""))


def _too_large(job: _Fetch) -> SourceError:
    return _error(job.address, f"larger than {PAGE_BYTES:,} bytes", "Save the page and name the file.")
