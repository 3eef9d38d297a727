"""Letters that do not belong: Hangul outside Korean, kana in Chinese."""

from __future__ import annotations

import re

from bilingual.article import Finding, Segment, TermMatch
from bilingual.checks.registry import finding

_HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff]+")
_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\u31f0-\u31ff\uff66-\uff6f\uff71-\uff9d]+")
_SHOWN = 3


def check_scripts(segment: Segment, text: str, language: str) -> tuple[Finding, ...]:
    """Hangul left in a target that is not Korean (``hangul``) and kana in a Chinese one (``kana``).

    Letters inside a term's own target form are meant to be there, and so is a run that a source in
    another language than Korean (for kana: than Chinese) already has, such as a name in brackets.
    """
    findings: list[Finding] = []
    if language != "ko" and _HANGUL.search(text):
        rest = _without_terms(text, segment.terms, language)
        runs = [run for run in _HANGUL.findall(rest) if segment.language == "ko" or run not in segment.source]
        if runs:
            findings.append(finding("hangul", f"Korean is left in the target: {_shown(runs)}"))
    if language.startswith("zh") and _KANA.search(text):
        rest = _without_terms(text, segment.terms, language)
        runs = [run for run in _KANA.findall(rest) if run not in segment.source]
        if runs:
            findings.append(finding("kana", f"kana stand in the Chinese target: {_shown(runs)}"))
    return tuple(findings)


def _without_terms(text: str, terms: tuple[TermMatch, ...], language: str) -> str:
    """The text without the terms' target forms, longest first, a space in the place of each."""
    forms: set[str] = set()
    for term in terms:
        forms.update(term.accepted.get(language, ()))
        forms.update(form for form in (term.targets.get(language), term.first.get(language)) if form)
    for form in sorted(filter(None, forms), key=lambda form: (-len(form), form)):
        text = text.replace(form, " ")
    return text


def _shown(runs: list[str]) -> str:
    unique = list(dict.fromkeys(runs))
    more = f" and {len(unique) - _SHOWN} more" if len(unique) > _SHOWN else ""
    return ", ".join(unique[:_SHOWN]) + more
