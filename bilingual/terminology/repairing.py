"""Accepted and disfigured forms in an answer made the preferred ones; no name is written twice for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bilingual.article import Policy, TermMatch
from bilingual.terminology.folding import flat, is_han, is_latin
from bilingual.terminology.forms import accepted_forms, missing, spans_of
from bilingual.terminology.name_parts import standing
from bilingual.terminology.recovering import disfigured
from bilingual.terminology.smoothing import (
    between,
    collapse_doubles,
    join,
    possessed,
    with_article,
    with_form,
    without_the,
)

# An abbreviation in small letters is taken for the name from this length on.
_LONG_ENOUGH = 4
_BRACKETED = re.compile(r"^\s*\([^()]*\)")


def repair(text: str, matches: Iterable[TermMatch], target: str) -> str:
    """Put the preferred form of pinned terms for accepted variants; never touches other policies.

    A variant that is part of the preferred form (a surname) or holds it is left where the preferred form
    stands in the text as well; a form of the first mention is always left.
    """
    pins = [match for match in matches if match.policy is Policy.PIN and match.targets.get(target)]
    every = [accepted_forms(match, target) for match in pins]
    for at, match in enumerate(pins):
        preferred = match.targets[target]
        others = [forms for other, forms in enumerate(every) if other != at]
        for variant in sorted(every[at], key=len, reverse=True):
            if variant in (preferred, match.first.get(target)):
                continue
            related = flat(variant) in flat(preferred) or flat(preferred) in flat(variant)
            if related and spans_of(text, preferred):
                continue
            text = _replaced(text, variant, preferred, match, target, others)
        text = _respelt(text, preferred, every[at], target)
        text = collapse_doubles(text, every[at], every.count(every[at]))
    for match in missing(text, pins, target):
        text = _recovered(
            text, match, target, [forms for forms in every if forms != accepted_forms(match, target)]
        )
    return text


def _respelt(text: str, preferred: str, forms: Sequence[str], target: str) -> str:
    """The preferred form in its own width, and in its own capitals where it is there in no other shape."""
    for start, end in reversed(spans_of(text, preferred, endings=False)):
        seen = text[start:end]
        shouted = any(
            len(word) >= _LONG_ENOUGH and word.isupper() and not meant.isupper()
            for word, meant in zip(re.split(r"[\s-]", seen), re.split(r"[\s-]", preferred), strict=False)
        )
        if shouted or seen.casefold() != preferred.casefold():
            begins = (
                seen[1:2].islower()
                or seen.isupper()
                or text[:start].rstrip()[-1:] in ("", ".", "!", "?", "\n")
            )
            capital = seen[:1].isupper() and preferred[:1].islower() and begins
            form = (preferred[:1].upper() * capital or preferred[:1]) + preferred[1:]
            before = with_article(text[:start], form) if target == "en" else text[:start]
            text = before + form + text[end:]
    if any(spans_of(text, form) for form in forms):
        return text
    for form in forms:
        # Shorter ones are words when written small: WHO, US, IT.
        if len(form) >= _LONG_ENOUGH and is_latin(form[0]) and form != form.lower():
            text, found = _recased(text, form, preferred, target)
            if found:
                break
    return text


def _recased(text: str, form: str, preferred: str, target: str) -> tuple[str, bool]:
    """``form``, in small letters, as the preferred one; a part of a name in its own capitals if need be."""
    spans = spans_of(text, form.lower(), endings=False)
    for start, end in reversed(spans):
        low, high, put = start, end, preferred
        stands = standing(text, (start, end), form, preferred)
        if stands is not None and stands.span is None:
            put = form
        elif stands is not None and stands.span is not None:
            low, high = stands.span
        before = with_article(text[:low], put) if target == "en" else text[:low]
        text = before + put + text[high:]
    return text, bool(spans)


def _recovered(text: str, match: TermMatch, target: str, others: Sequence[Sequence[str]]) -> str:
    """``text`` with the preferred form for a disfigured one, the longest that is found."""
    preferred, first = match.targets[target], match.first.get(target, "")
    for form in sorted(accepted_forms(match, target), key=len, reverse=True):
        spans = disfigured(text, form, target, others)
        for start, end in reversed(spans):
            put = first if form == first else preferred
            stands = None if form == first else standing(text, (start, end), form, preferred)
            if stands is not None and stands.span is None:
                if stands.foreign:
                    continue
                put = form
            elif stands is not None and stands.span is not None:
                start, end = stands.span
            before, put = with_form(text[:start], put) if target == "en" else (text[:start], put)
            before, after = between(before, put, text[end:], target)
            text = before + join(before[-1:], put, after[:1]) + after
        if spans:
            return text
    return text


def _replaced(
    text: str, variant: str, preferred: str, match: TermMatch, target: str, others: Sequence[Sequence[str]]
) -> str:
    shielded = [
        span
        for forms in ([preferred, match.first.get(target, "")], *others)
        for form in forms
        if len(form) > len(variant) and flat(variant) in flat(form)
        for span in spans_of(text, form)
    ]
    taken = [
        span
        for forms in others
        for form in forms
        if flat(form) not in flat(preferred)
        for span in spans_of(text, form)
    ]
    once = flat(variant) in flat(preferred)
    places: list[tuple[int, int]] = []
    alone: list[tuple[int, int]] = []
    for start, end in spans_of(text, variant, endings=False):
        if len(variant) == 1 and (
            is_han(text[start - 1 : start] or " ") or is_han(text[end : end + 1] or " ")
        ):
            # 美 in 中美 or 美军 is no mistake for 美国.
            continue
        if any(low <= start and end <= high for low, high in shielded):
            continue
        stands = standing(text, (start, end), variant, preferred)
        if stands is not None and stands.span is None:
            continue
        if stands is None or stands.span is None or stands.span == (start, end):
            alone.append((start, end))
        elif not any(low < stands.span[1] and stands.span[0] < high for low, high in (*taken, *places)):
            places.append(stands.span)
    if once:
        # Later mentions may be short.
        alone = alone[: 0 if places and places[0] < (alone or places)[0] else 1]
    for start, end in sorted({*places, *alone}, reverse=True):
        before, form = with_form(text[:start], preferred) if target == "en" else (text[:start], preferred)
        after = text[end:]
        if target == "en" and len(variant.split()) > 1:
            before = without_the(before, form, _BRACKETED.sub("", after))
        if target == "en":
            after = possessed(form, after)
        before, after = between(before, form, after, target)
        text = before + join(before[-1:], form, after[:1]) + after
    return text
