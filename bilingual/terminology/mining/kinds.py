"""What kind of thing a Korean name is, by how it ends."""

from __future__ import annotations

from bilingual.terminology.mining.vocabulary import (
    EVENT_ENDINGS,
    MEDIA_ENDINGS,
    ORGANISATION_ENDINGS,
    TERM_ENDINGS,
)

_AGENCY = ("부", "청", "처", "원", "국")


def kind_of(name: str) -> str:
    """The kind of a name by its ending, an empty string where it does not tell."""
    last = name.split(" ")[-1]
    for kind, endings in (
        ("media", MEDIA_ENDINGS),
        ("event", EVENT_ENDINGS),
        ("organisation", ORGANISATION_ENDINGS),
        ("term", TERM_ENDINGS),
    ):
        if last.endswith(endings) and (len(name) > 3 or kind == "media"):
            return kind
    if len(last) >= 3 and last.endswith(_AGENCY):
        return "agency"
    return ""
