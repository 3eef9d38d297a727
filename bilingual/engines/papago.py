"""Papago, NAVER's translator, by the interface that NAVER Cloud sells (two keys; paid by the character).

deep-translator asks an interface of NAVER Developers that was closed in 2024; only its language codes are
of use here.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from types import MappingProxyType
from urllib.parse import urlunsplit

from bilingual.engines.addresses import address_of
from bilingual.engines.contract import AnswerError
from bilingual.engines.fetching import Fetcher
from bilingual.engines.keys import how_to_give, required
from bilingual.engines.lines import apart, of_one_line
from bilingual.engines.pacing import Pace
from bilingual.errors import EngineError

#: The address to ask instead of NAVER's own, for a gateway or a test.
URL_VARIABLE = "BILINGUAL_PAPAGO_URL"
_ADDRESS = "https://papago.apigw.ntruss.com/nmt/v1/translation"
#: The names of the two keys that the console of NAVER Cloud shows.
KEYS = ("PAPAGO_CLIENT_ID", "PAPAGO_CLIENT_SECRET")
_RATE = 5.0
_CODES = {"zh-Hans": "zh-CN", "zh-Hant": "zh-TW"}
_LANGUAGES = frozenset({"ko", "en", "ja", "zh-CN", "zh-TW", "vi", "th", "id", "fr", "es", "ru", "de", "it"})
# errorCode of a refusal, from the interface's documentation.
_QUOTA = "400"


class Papago:
    """Papago at NAVER Cloud.  Raises NotReadyError where a key is missing."""

    name = "papago"
    needs_network = True
    honours_terms = False
    limits = MappingProxyType({"items": 100, "characters": 5_000})

    def __init__(self) -> None:
        identity, secret = required(self.name, *KEYS)
        self._headers = {"X-NCP-APIGW-API-KEY-ID": identity, "X-NCP-APIGW-API-KEY": secret}
        parts = address_of(URL_VARIABLE, _ADDRESS)
        self._address = urlunsplit(parts)
        self._fetcher = Fetcher(
            self.name,
            parts.hostname or "",
            pace=Pace(f"papago {parts.netloc}", _RATE),
            types=("application/json",),
            redirects=False,
            explain=_explained,
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

        Raises EngineError when the service cannot be reached or refuses, AnswerError when it answers with
        something else or with another number of lines: ask again with fewer texts.
        """
        if not texts:
            return []
        of_one_line(self.name, texts)
        form = {"source": self._code(source), "target": self._code(target), "text": "\n".join(texts)}
        # Half of a surrogate pair has no place in a form.
        form["text"] = form["text"].encode("utf-8", "replace").decode()
        answer = self._fetcher.answer(self._address, form=form, headers=self._headers)
        return apart(self.name, _translated(answer), texts, target)

    def close(self) -> None:
        """Close the connections that are kept between calls; the next call opens new ones."""
        self._fetcher.close()

    def _code(self, language: str) -> str:
        code = _CODES.get(language, language)
        if code not in _LANGUAGES:
            raise EngineError(f"papago does not translate '{language}'; choose another with --engine.")
        return code


def _translated(answer: str) -> str:
    try:
        text = json.loads(answer)["message"]["result"]["translatedText"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise AnswerError("papago: no translation in the answer", retryable=True) from error
    if not isinstance(text, str) or not text.strip():
        raise AnswerError("papago: the answer is empty", retryable=True)
    return text.replace("\r\n", "\n").strip("\n")


def _explained(status: int, said: str) -> EngineError | None:
    """Return what a refusal means, as far as it is not meant as its status alone says."""
    if status in (401, 403):
        return EngineError(
            f"papago: the key is refused ({status})\nTo give another: {how_to_give('papago', KEYS[1])}"
        )
    if status == 429 and _error_code(said) == _QUOTA:
        return EngineError(
            "papago: the quota is used up, or Text Translation is not chosen for this application (429)\n"
            "Raise the quota in the console of NAVER Cloud, or choose another engine with --engine."
        )
    return None


def _error_code(said: str) -> str:
    try:
        return str(json.loads(said)["error"]["errorCode"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""
