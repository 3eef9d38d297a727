"""Why a text's terms are matches, and why the other letters that look like terms are none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bilingual.article import Policy, TermMatch
from bilingual.terminology import boundaries, matching, selection
from bilingual.terminology.candidates import Candidate, Form
from bilingual.terminology.folding import flat, fold, is_hangul, is_latin
from bilingual.terminology.matching import Matcher
from bilingual.terminology.sources import forms_of, is_silent

_AROUND = 8
# Rows that are named where several have a form.
_ROWS = 3


@dataclass(frozen=True, slots=True)
class Refusal:
    """Letters of the text that an entry has, and why they are no match.

    Offsets are those of the text as given; ``entry`` is the entry's file and line, ``policy`` what it would
    have asked; ``reason`` is one or two words for programs, ``told`` a phrase for people.
    """

    source: str
    start: int
    end: int
    entry: str
    policy: Policy
    reason: str
    told: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """The matches of a text as `Matcher.find` gives them, and the refusals in the order of the text."""

    matches: tuple[TermMatch, ...]
    refusals: tuple[Refusal, ...]


def explain(
    matcher: Matcher, text: str, language: str, targets: Sequence[str], context: str = ""
) -> Explanation:
    """Find the terms of ``text`` and say why every other candidate is none; parameters as `Matcher.find`."""
    seen: dict[tuple[int, int, str, str], tuple[Candidate, Form, str]] = {}

    def note(candidate: Candidate, form: Form, why: str) -> None:
        # Forms that ask for nothing are of interest only where they would have been a match.
        if is_silent(form.entry) and (not form.entry.path or why != matching.NO_SOURCE):
            return
        seen.setdefault((candidate.start, candidate.end, form.text, form.entry.place), (candidate, form, why))

    matches = matcher.find(text, language, targets, context, note)
    folded = fold(text)
    refusals: list[Refusal] = []
    for candidate, form, why in seen.values():
        start, end = folded.original(candidate.start, candidate.end)
        # Rows that share a form ask together: the match of one of them speaks for all.
        if any(
            match.start == start
            and match.end == end
            and (why == matching.NO_SOURCE or match.entry == form.entry.place)
            for match in matches
        ):
            continue
        told = _told(why, candidate, form, folded.base, matches, (start, end))
        if why == matching.NO_SOURCE:
            told = _shared(matcher, form, language) or told
            if any((one.start, one.end, one.told) == (start, end, told) for one in refusals):
                continue
        refusals.append(Refusal(text[start:end], start, end, form.entry.place, form.entry.policy, why, told))
    refusals.sort(key=lambda refusal: (refusal.start, -refusal.end, refusal.entry))
    return Explanation(matches, tuple(refusals))


def _shared(matcher: Matcher, form: Form, language: str) -> str:
    """The rows between which the text does not decide; empty for a form that no row prefers."""
    rows = [
        row
        for row in matcher.glossary.entries
        if not row.headline
        and row.policy is not Policy.FORBID
        and any(flat(one).lower() == flat(form.text).lower() for one in forms_of(row, language))
    ]
    if not any(flat(forms_of(row, language)[0]).lower() == flat(form.text).lower() for row in rows):
        return ""
    shown = ", ".join(f"{row.source} ({row.place})" for row in rows[:_ROWS])
    return f"stands for more than one thing: {shown}{', …' if len(rows) > _ROWS else ''}" if rows[1:] else ""


def _told(
    why: str,
    candidate: Candidate,
    form: Form,
    base: str,
    matches: Sequence[TermMatch],
    span: tuple[int, int],
) -> str:
    start, end = candidate.start, candidate.end
    if why in (boundaries.BEFORE, boundaries.AFTER, boundaries.WITHIN_WORD):
        return f"part of the word {_word(base, start, end)}"
    if why in (matching.LONGER_WINS, matching.OUTRANKED):
        over = next((m for m in matches if m.start < span[1] and span[0] < m.end), None)
        if over is None:
            return "part of a longer name"
        winner = f": {over.source} ({over.entry})"
        return ("longer match wins" if why == matching.LONGER_WINS else "another glossary wins") + winner
    if why == matching.SECOND_ROW:
        over = next((m for m in matches if (m.start, m.end) == span), None)
        return f"another row comes first: {over.entry}" if over else "another row comes first"
    if why == boundaries.COMMON_WORD:
        return f"a common word in “{base[max(0, start - _AROUND) : end + _AROUND].strip()}”"
    if why == selection.NO_CONTEXT:
        return f"no context word ({'|'.join(form.entry.context)}) in the text"
    if why == selection.NO_FULL_NAME:
        return f"a short name, and {form.full} does not stand before it"
    if why == selection.TWO_MEANINGS:
        return f"short for another name as well, which stands before it ({', '.join(form.unless)})"
    if why == boundaries.SPELLING:
        return f"written otherwise than {form.text}"
    return {
        boundaries.ADDRESSED: "inside an address",
        boundaries.PARTICLE: f"the particle {form.text} after {base[max(0, start - 1) : start]}",
        boundaries.BYLINE: "the name of a reporter in a byline",
        boundaries.LONGER_NAME: "part of somebody else's name",
        boundaries.NO_HEADLINE: "not as headlines write it",
        selection.NO_TARGET: "no form for the target languages",
        matching.NO_SOURCE: "accepted as a translation only",
    }.get(why, why)


def _word(text: str, start: int, end: int) -> str:
    """The run of letters of one script around ``start``..``end``."""
    same = is_hangul if is_hangul(text[start]) else is_latin if is_latin(text[start]) else None
    if same is None:
        found = re.compile(r"\w*").match(text, start)
        return text[max(0, start - 2) : min(found.end() if found else end, end + 2)]
    while start and same(text[start - 1]):
        start -= 1
    while end < len(text) and same(text[end]):
        end += 1
    return text[start:end]
