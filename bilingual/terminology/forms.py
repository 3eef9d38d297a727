"""Where a term's target forms stand in a target text.

Latin forms need word boundaries and take a plural or a possessive ending; their capitals count, but a form in
small letters may stand in capitals too (``president``, ``President``).  Han and Hangul forms are plain
containment, but for words that hold a form by chance and for a single Han character, which needs a
neighbour that shows it to be an abbreviation.  Nothing stands in an address.  Width, composition, quotation
marks, hyphens and middle dots never decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from bilingual.article import Policy, TermMatch
from bilingual.terminology.chinese_words import CHANCE
from bilingual.terminology.folding import ADDRESS, flat, fold_base, is_han, is_latin
from bilingual.terminology.name_parts import foreign

Span = tuple[int, int]

_MARK = "[-\u2010\u2011\u2012\u2013\u2212\ufe63\u00b7\u2027\u2219\u2022\u22c5\u30fb\uff65\u318d]"
_APOSTROPHE = "['\u2019\u02bc\u2018\uff07\u00b4`\u2032]"
_ENDING = rf"(?:(?:es|s)?{_APOSTROPHE}s|(?:es|s){_APOSTROPHE}?)?"
# How a country's single character stands for it: among others of its kind, before an office, after a verb
# or preposition of foreign affairs.
_COUNTRIES = "中美俄日韩韓朝英法德欧歐印澳乌烏"
_AMONG_COUNTRIES = re.compile(f"(?!美德|朝日)[{_COUNTRIES}]{{2,}}")
_OFFICE = re.compile(
    "[方军軍媒]|政府|官[员員]|高官|[前副现現]?[总總][统統理]|外[长長交]|防[长長]|[国國][防务務会會]"
    "|[议議][员員会會]|[财財]政|商[务務]|情[报報]|[海空陆陸][军軍]|[驻駐]|[贸貿]易|[关關][税稅系]|制裁|出口|[进進]口|政策"
)
_TOWARDS = frozenset("对對驻駐访訪赴反援抗亲親")
#: Abbreviations that are words of a line written in capitals.
CAPITAL_WORD = re.compile(
    "ACT|AID|AIM|ALL|AM|AN|ARE|ARM|AS|AT|BE|BY|CAN|CARE|DO|FAST|FOR|GO|HE|HOPE|ICE|IN|IS|IT|MAY|ME|NO|NOW|OF"
    "|ON|OR|PACT|SALT|SO|START|STEM|SWIFT|TO|UP|US|WE|WHO|WILL"
)
_WORDS_OF_A_LINE = 3
# Small Latin letters do not stand onto a Han name (北约x); capitals and codes do: 中国GDP, 中国vs日本.
_OF_THEIR_OWN = "vs|app|apps|vlog|nova|mini"
_SMALL = r"[a-z\u00df-\u00f6\u00f8-\u00ff]+"
_QUOTES = "\"'“”‘’「」『』《》〈〉"
_STUCK_AFTER = re.compile(rf"(?!(?:{_OF_THEIR_OWN})(?![A-Za-z])){_SMALL}(?![A-Za-z0-9])")
_STUCK_BEFORE = re.compile(rf"(?<![A-Za-z0-9.@/])(?!(?:{_OF_THEIR_OWN})$){_SMALL}$")


@lru_cache(maxsize=65536)
def pattern(form: str, endings: bool = True) -> re.Pattern[str]:
    """The pattern that finds ``form`` in a folded base text (`folding.fold_base`)."""
    form = flat(form).strip()
    pieces: list[str] = []
    for at, char in enumerate(form):
        if char.isspace():
            pieces += [] if pieces[-1:] == [r"\s+"] else [r"\s+"]
        elif re.fullmatch(_MARK, char):
            # A dot inside a Han name may be left out or be another dot; a Latin hyphen may be a space.
            near = form[at - 1 : at] + form[at + 1 : at + 2]
            pieces.append(rf"(?:{_MARK}|\s)" if any(map(is_latin, near)) else rf"{_MARK}?")
        elif re.fullmatch(_APOSTROPHE, char):
            pieces.append(_APOSTROPHE)
        else:
            pieces.append(re.escape(char))
    small = form == form.lower()
    if not small and form[0].islower():
        # "the Philippines" begins a sentence with a capital.
        pieces[0] = f"[{form[0].upper()}{form[0]}]"
    body = "".join(pieces)
    before = r"(?<![A-Za-z0-9\u00c0-\u024f])" if form and is_latin(form[0]) else ""
    after = ""
    if form and is_latin(form[-1]):
        ending = _ENDING if endings else ""
        if endings and form[-1] == "y" and len(form) > 2:
            body = f"(?:{body}|{body[:-1]}ies)"
        after = ending + r"(?![A-Za-z0-9\u00c0-\u024f])"
    elif form[-1:] == "." and is_latin(form[-2:-1] or " "):
        # U.S. is not there in U.S.A.
        after = (_ENDING if endings else "") + r"(?![A-Za-z0-9\u00c0-\u024f])"
    return re.compile(before + body + after, re.IGNORECASE if small else 0)


@lru_cache(maxsize=4096)
def _flat(form: str) -> str:
    """A form as `flat` has it, without space around it; the same few are asked for in every segment."""
    return flat(form).strip()


def spans_of(text: str, form: str, endings: bool = True) -> list[Span]:
    """Where ``form`` stands in ``text``, as offsets of ``text``; overlapping neighbours are not repeated."""
    form = _flat(form)
    if not form:
        return []
    folded = fold_base(text)
    return [
        folded.original(*match.span())
        for match in pattern(form, endings).finditer(folded.base)
        if _is_itself(folded.base, form, *match.span())
    ]


def _is_itself(base: str, form: str, start: int, end: int) -> bool:
    """Whether what was found is the form and no part of an address or of another word."""
    inside = addresses(base)
    if inside and any(low < end and start < high and (low < start or end < high) for low, high in inside):
        return False
    if base[start - 1 : start] == "@" and is_latin(base[end - 1]):
        return False
    if CAPITAL_WORD.fullmatch(form):
        return not _in_capitals(base, start, end)
    if len(form) == 1 and is_han(form):
        return _abbreviates(base, start, end)
    # A name may end in a quotation mark of its own: 英国“脱欧”.
    bare = form.strip(_QUOTES) or form
    if is_han(bare[-1]) and _STUCK_AFTER.match(base, end):
        return False
    if is_han(bare[0]) and _STUCK_BEFORE.search(base, max(0, start - 40), start):
        return False
    chance = CHANCE.get(form)
    return chance is None or not any(
        word.start() <= start and end <= word.end()
        for word in chance.finditer(base, max(0, start - 6), end + 6)
    )


@lru_cache(maxsize=256)
def addresses(base: str) -> tuple[Span, ...]:
    """Where web and mail addresses and account names stand in a text: no term stands in them."""
    if "." not in base and "@" not in base and "://" not in base:
        return ()
    return tuple(match.span() for match in ADDRESS.finditer(base))


def _in_capitals(base: str, start: int, end: int) -> bool:
    low, high = base.rfind("\n", 0, start) + 1, base.find("\n", end)
    line = base[low : high if high >= 0 else len(base)]
    if line != line.upper() or any(map(is_han, line)):
        return False
    # The form and two more: a list of two abbreviations is no line in capitals.
    return len(re.findall("[A-Z]{2,}", line)) >= _WORDS_OF_A_LINE


def _abbreviates(base: str, start: int, end: int) -> bool:
    before, after = base[start - 1 : start], base[end : end + 1]
    if not is_han(before or " ") and not is_han(after or " "):
        return True
    low, high = max(0, start - 4), end + 4
    if any(
        run.start() <= start and end <= run.end() for run in _AMONG_COUNTRIES.finditer(base, low, high)
    ) or _OFFICE.match(base, end):
        return True
    return before in _TOWARDS and not is_han(after or " ")


def accepted_forms(match: TermMatch, target: str) -> tuple[str, ...]:
    """Every form that satisfies the term: the preferred, the variants, the form of the first mention."""
    preferred = match.targets.get(target)
    forms = (*((preferred,) if preferred else ()), *match.accepted.get(target, ()))
    first = match.first.get(target)
    return tuple(dict.fromkeys((*forms, first) if first else forms))


def forms_present(text: str, match: TermMatch, target: str) -> bool:
    """Whether any accepted form of the term stands in ``text``."""
    return any(spans_of(text, form) for form in accepted_forms(match, target))


def missing(text: str, matches: Iterable[TermMatch], target: str) -> tuple[TermMatch, ...]:
    """The pinned terms none of whose forms stand in ``text``, in the order of ``matches``.

    A form inside a longer form of another pinned term does not count: ``UN`` is not there because ``UN
    Security Council`` is.
    """
    pins = [match for match in matches if match.policy is Policy.PIN and match.targets.get(target)]
    if not pins:
        return ()
    forms = [accepted_forms(match, target) for match in pins]
    return tuple(
        match
        for at, match in enumerate(pins)
        if not stands_alone(text, forms[at], [f for other, f in enumerate(forms) if other != at])
    )


def _within(text: str, span: Span, form: str, preferred: str) -> bool:
    """Whether the form at ``span`` is a piece of the preferred one, which stands there run into a word."""
    offset = preferred.find(form)
    begin = span[0] - offset
    return offset >= 0 <= begin and text.startswith(preferred, begin)


def _holds_one(form: str, parts: Sequence[str]) -> bool:
    return any(one in form and len(one) < len(form) for one in parts)


def stands_alone(text: str, own: Sequence[str], others: Iterable[Sequence[str]]) -> bool:
    """Whether one of ``own`` stands in ``text`` outside every longer form of the other terms.

    The first of ``own`` is the preferred one; a part of it in the name of somebody else is none.
    """
    mine = [
        span
        for form in own
        for span in spans_of(text, form)
        if form == own[0] or not (_within(text, span, form, own[0]) or foreign(text, span, form, own[0]))
    ]
    if not mine:
        return False
    known = set(own)
    plain = [_flat(one) for one in own]
    taken = [
        span
        for forms in others
        if known.isdisjoint(forms)
        for form in forms
        if _holds_one(_flat(form), plain)
        for span in spans_of(text, form)
    ]
    if not taken:
        return True
    return any(
        not any(low <= start and end <= high and high - low > end - start for low, high in taken)
        for start, end in mine
    )
