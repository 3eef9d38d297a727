"""Agency datelines, and organisations and media set in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bilingual.terminology.mining import extent
from bilingual.terminology.mining.kinds import kind_of
from bilingual.terminology.mining.sightings import Sighting

_DATELINE = re.compile(
    r"[\[(（【](?P<place>[가-힣]{2,10}(?:[·,]\s?[가-힣]{2,10}){0,3})(?:\s[A-Z]{2,8})?\s?[=＝]\s?"
    r"(?P<agency>[가-힣A-Za-z0-9/ ·]{2,20})[\])）】]"
    r"(?:\s?(?P<name>[가-힣]{2,4})\s(?:기자|특파원|통신원))?"
)
_QUOTED = re.compile(
    r"‘([^‘’\n]{3,30})’|“([^“”\n]{3,30})”|「([^「」\n]{3,30})」|『([^『』\n]{3,30})』"
    r"|《([^《》\n]{3,30})》|〈([^〈〉\n]{3,30})〉"
    r"|(?<!\w)'([^'\n]{3,30})'|(?<!\w)\"([^\"\n]{3,30})\""
)
_NAME = re.compile(r"[가-힣A-Za-z0-9·\-]+(?: [가-힣A-Za-z0-9·\-]+){0,4}")
_QUOTED_KINDS = frozenset({"organisation", "media", "agency"})
_LEAST = 3
# Double quotation marks set off speech, too.
_SPEECH = (2, 8)
# A party's name in three syllables; a hall, a restaurant and the like end so too.
_PARTY = re.compile("[가-힣]{2}당")
_HALL = re.compile("(?:[식강서악할담]|의사)당$|(?:^| )[성여야정부배명사]당$")
_SAID = re.compile(
    r"\s?(?:라고|이라고|라며|이라며|며|고\s|라는 (?:말|뜻|입장|의미)|는 (?:말|뜻|입장|의미|내용))"
)


def datelines(text: str) -> Iterator[Sighting]:
    """The places, agencies and reporters of agency leads: ``(알마티=연합뉴스) 김상욱 통신원``."""
    for found in _DATELINE.finditer(text):
        for place in re.finditer("[가-힣]+", found["place"]):
            low = found.start("place")
            yield _sighting(place.group(), "place", low + place.start(), low + place.end())
        low = found.start("agency")
        for agency in re.finditer(r"[가-힣A-Za-z0-9]{2,}", found["agency"]):
            yield _sighting(agency.group(), "media", low + agency.start(), low + agency.end())
        if found["name"]:
            yield _sighting(found["name"], "reporter", found.start("name"), found.end("name"))


def _sighting(name: str, kind: str, start: int, end: int) -> Sighting:
    return Sighting({"ko": (name,)}, kind, "dateline", start, end)


def quotations(text: str) -> Iterator[Sighting]:
    """Names in quotation marks that end as organisations and media do, with no grammar in them."""
    for found in _QUOTED.finditer(text):
        which = found.lastindex or 1
        name = found[which].strip()
        kind = "organisation" if _PARTY.fullmatch(name) else kind_of(name)
        words = name.split(" ")
        whole = _NAME.fullmatch(name) and re.search("[가-힣]{2}", name)
        if not whole or kind not in _QUOTED_KINDS or _SAID.match(text, found.end()):
            continue
        grammar = any(extent.ends_as_verb(word) or extent.ends_as_grammar(word) for word in words[:-1])
        if grammar or len(name.replace(" ", "")) < _LEAST or (kind == "agency" and len(words) > 1):
            continue
        if _HALL.search(name) or (len(name) == _LEAST and not _PARTY.fullmatch(name)):
            continue
        if which in _SPEECH and kind != "media" and len(words) > 3:
            continue
        yield Sighting({"ko": (name,)}, kind, "quotation", found.start(which), found.end(which))
