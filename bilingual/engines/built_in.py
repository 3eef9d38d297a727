"""The engines that come with the program, and those of deep-translator that are no more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """An engine of ours: its entry point, a line about it, and the keys that it needs."""

    entry: str
    about: str
    keys: tuple[str, ...] = ()
    needs_network: bool = True


#: What pyproject.toml registers; here too, for a checkout that runs without being installed.
BUILT_IN: Mapping[str, BuiltIn] = MappingProxyType(
    {
        "google": BuiltIn(
            "bilingual.engines.google:Google", "Google's public page, no key; text goes to Google"
        ),
        "papago": BuiltIn(
            "bilingual.engines.papago:Papago",
            "Papago at NAVER Cloud, paid by the character; text goes to NAVER",
            ("PAPAGO_CLIENT_ID", "PAPAGO_CLIENT_SECRET"),
        ),
    }
)

#: Engines of deep-translator whose service is gone, and why.
RETIRED: Mapping[str, str] = MappingProxyType(
    {
        "yandex": "Yandex has closed Translate API 1.5, which deep-translator asks",
    }
)
