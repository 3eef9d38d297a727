"""Does the target keep to the glossary: pinned, checked and forbidden terms."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bilingual.article import Finding, Policy, TermMatch
from bilingual.checks.registry import finding


def check_terms(
    terms: Iterable[TermMatch], text: str, language: str, present: Callable[[str, TermMatch, str], bool]
) -> tuple[Finding, ...]:
    """What the glossary asks of ``text`` in ``language`` and does not find, or finds and forbids.

    ``term`` for a pinned term that is missing, ``term-check`` for one of policy check, ``term-forbidden``
    for a forbidden form that stands there; each source term once, since one occurrence a segment is asked
    for.  ``present`` is the glossary's own way of looking a form up.
    """
    findings: dict[tuple[str, str], Finding] = {}
    for term in terms:
        wanted = term.targets.get(language) or next(iter(term.accepted.get(language, ())), None)
        if not wanted or term.policy is Policy.SUGGEST:
            continue
        there = present(text, term, language)
        where = f" ({term.entry})" if term.entry else ""
        if term.policy is Policy.FORBID:
            if there:
                found = finding(
                    "term-forbidden", f"{wanted} must not stand for {term.source or 'anything'}{where}"
                )
                findings.setdefault((found.check, term.source + "\0" + wanted), found)
        elif not there:
            pinned = term.policy is Policy.PIN
            message = f"{term.source} should be {_choice(term, language, wanted, pinned)}{where}"
            found = finding("term" if pinned else "term-check", message)
            findings.setdefault((found.check, term.source), found)
    return tuple(findings.values())


def _choice(term: TermMatch, language: str, wanted: str, pinned: bool) -> str:
    if pinned:
        return wanted
    return " or ".join(dict.fromkeys((wanted, *term.accepted.get(language, ()))))
