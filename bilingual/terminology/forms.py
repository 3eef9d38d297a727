"""Where a term's target forms stand in a target text.

Latin forms need word boundaries and take a plural or a possessive ending; their capitals count, but a form in
small letters may stand in capitals too (``president``, ``President``).  Han and Hangul forms are plain
containment.  Width, composition, quotation marks, hyphens and middle dots never decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from bilingual.article import Policy, TermMatch
from bilingual.terminology.folding import flat, fold, is_latin

Span = tuple[int, int]

_MARK = "[-\u2010\u2011\u2012\u2013\u00b7\u2027\u2022\u30fb\u318d]"
_APOSTROPHE = "['\u2019\u02bc\u2018\uff07]"
_ENDING = rf"(?:(?:es|s)?{_APOSTROPHE}s|(?:es|s){_APOSTROPHE}?)?"


@lru_cache(maxsize=65536)
def pattern(form: str, endings: bool = True) -> re.Pattern[str]:
    """The pattern that finds ``form`` in a folded base text (`folding.fold`)."""
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
    return re.compile(before + body + after, re.IGNORECASE if small else 0)


def spans_of(text: str, form: str, endings: bool = True) -> list[Span]:
    """Where ``form`` stands in ``text``, as offsets of ``text``; overlapping neighbours are not repeated."""
    if not form.strip():
        return []
    folded = fold(text)
    return [folded.original(*match.span()) for match in pattern(form, endings).finditer(folded.base)]


def accepted_forms(match: TermMatch, target: str) -> tuple[str, ...]:
    """Every form that satisfies the term: the preferred, the variants, the form of the first mention."""
    preferred = match.targets.get(target)
    forms = (*((preferred,) if preferred else ()), *match.accepted.get(target, ()))
    first = match.first.get(target)
    return tuple(dict.fromkeys((*forms, first) if first else forms))


def forms_present(text: str, match: TermMatch, target: str) -> bool:
    """Whether any accepted form of the term stands in ``text``."""
    folded = fold(text)
    return any(pattern(form).search(folded.base) for form in accepted_forms(match, target) if form.strip())


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


def stands_alone(text: str, own: Sequence[str], others: Iterable[Sequence[str]]) -> bool:
    """Whether one of ``own`` stands in ``text`` outside every longer form of the other terms."""
    mine = [span for form in own for span in spans_of(text, form)]
    if not mine:
        return False
    known = set(own)
    taken = [
        span
        for forms in others
        if known.isdisjoint(forms)
        for form in forms
        if any(flat(one) in flat(form) and len(flat(one)) < len(flat(form)) for one in own)
        for span in spans_of(text, form)
    ]
    return any(
        not any(low <= start and end <= high and high - low > end - start for low, high in taken)
        for start, end in mine
    )
