"""Google's public mobile page as an engine, by way of deep-translator.

The subclass keeps deep-translator's address, language codes and parsing.  Its one request is replaced,
because that has no time limit, no size limit, hides ``Retry-After`` and sends one text at a time.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from urllib.parse import parse_qsl, urlencode, urlunsplit

from bs4 import BeautifulSoup, Tag
from deep_translator.google import GoogleTranslator

from bilingual.engines.addresses import address_of
from bilingual.engines.contract import AnswerError
from bilingual.engines.fetching import Fetcher
from bilingual.engines.lines import apart, of_one_line
from bilingual.engines.pacing import Pace, rate_from
from bilingual.errors import EngineError

#: The address to ask instead of Google's own, for mirrors and tests.
URL_VARIABLE = "BILINGUAL_GOOGLE_URL"
#: Requests a second instead of RATE, for a mirror of one's own; 0 is no limit.
RATE_VARIABLE = "BILINGUAL_GOOGLE_RATE"
#: Requests a second that the page bears (the limit that deep-translator quotes when it is refused).
RATE = 5.0
#: The page refuses a longer request line (``GET address HTTP/1.1`` with its line end).
REQUEST_LINE_BYTES = 16_000
#: What the page takes at once (the limit that deep-translator gives).
CHARACTERS = 5_000
_ITEMS = 100
# What the page says instead when it takes us for a machine that asks too much.
_BLOCKED = re.compile(r"unusual traffic|automated (?:queries|requests)|captcha", re.IGNORECASE)
_ABOUT_BLOCKS = re.compile(
    r"트래픽|流量|traffic|captcha|캡차|캡챠|자동|自动|自動|验证码|驗證碼", re.IGNORECASE
)
# deep-translator's table holds Google's codes; these are the ones that differ from ours.
_CODES = {"zh-Hans": "zh-CN", "zh-Hant": "zh-TW", "he": "iw", "jv": "jw"}


class Google(GoogleTranslator):  # type: ignore[misc]  # deep-translator has no types
    """Google's public mobile page: no key, no promise; see docs/engines.md for its terms and limits."""

    name = "google"
    needs_network = True
    honours_terms = False
    #: Nobody is paid; see `bilingual.engines.contract.price_of`.
    price = 0

    def __init__(self) -> None:
        super().__init__(source="auto", target="en")
        self._parts = address_of(URL_VARIABLE, self._base_url)
        pace = Pace(f"google {self._parts.netloc}", rate_from(RATE_VARIABLE, RATE))
        self._fetcher = Fetcher(self.name, self._parts.hostname or "", pace=pace)

    @property
    def limits(self) -> Mapping[str, int]:
        """What one call takes; the bytes are what the request line leaves for the text."""
        around = len(f"GET {self._address('', 'auto', 'auto-Auto-AUTO')} HTTP/1.1\r\n".encode())
        return MappingProxyType(
            {"items": _ITEMS, "characters": CHARACTERS, "encoded_bytes": REQUEST_LINE_BYTES - around}
        )

    def translate(
        self,
        texts: Sequence[str],
        *,
        source: str,
        target: str,
        terms: Sequence[tuple[str, str]] = (),
    ) -> list[str | None]:
        """Return one answer a text, asked in one request joined by line breaks.

        Raises EngineError when the page cannot be reached or refuses, AnswerError when it answers with
        something else or with another number of lines: ask again with fewer texts.
        """
        if not texts:
            return []
        codes = self._code(source), self._code(target)
        of_one_line(self.name, texts)
        return apart(self.name, self._ask("\n".join(texts), *codes), texts, target)

    def close(self) -> None:
        """Close the connections that are kept between calls; the next call opens new ones."""
        self._fetcher.close()

    def _code(self, language: str) -> str:
        code = _CODES.get(language, language)
        if not self.is_language_supported(code):
            raise EngineError(f"google does not translate '{language}'; choose another with --engine.")
        return code

    def _address(self, text: str, source: str, target: str) -> str:
        own = [(k, v) for k, v in parse_qsl(self._parts.query) if k not in ("sl", "tl", self.payload_key)]
        query = urlencode([*own, ("sl", source), ("tl", target), (self.payload_key, text)], errors="replace")
        return urlunsplit((self._parts.scheme, self._parts.netloc, self._parts.path or "/", query, ""))

    def _ask(self, text: str, source: str, target: str) -> str:
        address = self._address(text, source, target)
        if len(f"GET {address} HTTP/1.1\r\n".encode()) > REQUEST_LINE_BYTES:
            raise AnswerError("google: too much text for one request")
        answer = self._parsed(self._fetcher.answer(address))
        if _BLOCKED.search(answer) and not _ABOUT_BLOCKS.search(text):
            raise _blocked()
        return answer

    def _parsed(self, page: str) -> str:
        soup = BeautifulSoup(page, "html.parser")
        element = soup.find(self._element_tag, self._alt_element_query) or soup.find(
            self._element_tag, self._element_query
        )
        if element is None:
            if _BLOCKED.search(page):
                raise _blocked()
            title = " ".join(soup.title.get_text().split())[:80] if soup.title else ""
            about = f" but a page called '{title}'" if title else ""
            raise AnswerError(f"google: no translation in the answer{about}", retryable=True)
        if not _closed(page, element):
            raise AnswerError("google: the answer was cut short", retryable=True)
        for line_break in element.find_all("br"):
            line_break.replace_with("\n")
        answer = str(element.get_text()).replace("\r\n", "\n").strip("\n")
        if not answer.strip():
            raise AnswerError("google: the answer is empty", retryable=True)
        return answer


def _blocked() -> EngineError:
    """Return the error for a page that asks for a captcha: it means what 429 means."""
    return EngineError("google: too many requests from here, the page asks for a captcha", retryable=True)


def _closed(page: str, element: Tag) -> bool:
    """Tell whether an end tag of the element's kind follows its start: a page that was cut short has none."""
    lines = page.split("\n")
    start = sum(len(line) + 1 for line in lines[: (element.sourceline or 1) - 1]) + (element.sourcepos or 0)
    return page.find(f"</{element.name}", start) >= 0
