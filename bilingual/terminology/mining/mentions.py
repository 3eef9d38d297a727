"""Agency datelines, and organisations and media set in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bilingual.terminology.mining import extent
from bilingual.terminology.mining.kinds import kind_of
from bilingual.terminology.mining.sightings import Sighting
from bilingual.terminology.mining.vocabulary import BARE_HEADS, BODIES, NO_BODY_ENDINGS

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
_NAME = re.compile(r"[가-힣A-Za-z0-9·\-]+(?: [가-힣A-Za-z0-9·\-]+){0,5}")
_QUOTED_KINDS = frozenset({"organisation", "media", "agency"})
_LEAST = 3
_MOST_WORDS = 5
# Double quotation marks set off speech, too.
_SPEECH = (2, 8)
# What follows a body's name in quotation marks: its subject particle, or who speaks for it.
_SUBJECT = re.compile("[은는이가](?![가-힣])")
_GOVERNED = re.compile("(?:[은는이가과와도의]|에서|에|에는|측[은이의]?)(?![가-힣])")
_SPEAKS = re.compile(
    r"\s?(?:[가-힣]{2,4} )?(?:공동|상임|운영|수석)?"
    r"(?:대표|회장|대변인|이사장|사무총장|사무국장|사무처장|위원장|활동가|회원)"
    r"(?=[은는이가의도와과을를들에]|[^가-힣]|$)"
)
# Its short name: ‘민주사회를 위한 변호사모임’(민변)은.
_SHORT = re.compile(r"[(（][가-힣A-Za-z, ]{2,20}[)）]")
# What bodies do.
_ACTS = re.compile(
    "밝혔|밝힌|열었|열고|성명|촉구|주장|비판|요구|발표|집회|기자회견|반발|규탄|호소|지적했|시위|출범|결성"
)
# A sentence, not a name: it is said.
_FINITE = re.compile("(?:다|까|요|죠|하라|마라|하자|되자|가자|보자|말자)$")
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
        if not whole or _SAID.match(text, found.end()):
            continue
        grammar = any(extent.ends_as_verb(word) or extent.ends_as_grammar(word) for word in words[:-1])
        if grammar and _is_body(text, found.span(), words, kind, spoken=which in _SPEECH):
            yield Sighting({"ko": (name,)}, "organisation", "quotation", found.start(which), found.end(which))
            continue
        if kind not in _QUOTED_KINDS or len(words) > _MOST_WORDS:
            continue
        if grammar or len(name.replace(" ", "")) < _LEAST or (kind == "agency" and len(words) > 1):
            continue
        if _HALL.search(name) or (len(name) == _LEAST and not _PARTY.fullmatch(name)):
            continue
        if which in _SPEECH and kind != "media" and len(words) > 3:
            continue
        yield Sighting({"ko": (name,)}, kind, "quotation", found.start(which), found.end(which))


def _is_body(text: str, span: tuple[int, int], words: list[str], kind: str, *, spoken: bool) -> bool:
    """Whether words in quotation marks, with grammar in them, name a body: ``‘평화를 위한 시민연대’는``.

    Its last word or the words beside it must say so; ``spoken`` says that the marks set off speech too.
    """
    start, end = span
    short = _SHORT.match(text, end)
    end = short.end() if short else end
    if any(map(_FINITE.search, words)):
        return False
    before = text[:start].rstrip()
    called = before.endswith(BODIES) or _SPEAKS.match(text, end) is not None
    last = words[-1]
    members = last.endswith("사람들")
    headed = kind == "organisation" or last.endswith(BODIES) or members
    if not headed or last.endswith(NO_BODY_ENDINGS):
        return called and not kind and not spoken
    if called and not spoken:
        return True
    if last in BARE_HEADS or members or spoken:
        return _SUBJECT.match(text, end) is not None and _ACTS.search(text, end) is not None
    return _GOVERNED.match(text, end) is not None
