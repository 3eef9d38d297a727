"""All checks that a segment's target, by itself, has in every run.

Inline marks are looked at where they are placed, or by `check_marks` in a file that brings them.
"""

from __future__ import annotations

from collections.abc import Callable

from bilingual.article import Finding, Segment, Status, Target, TermMatch
from bilingual.checks.additions import check_additions
from bilingual.checks.chinese_script import check_chinese_script
from bilingual.checks.invisible import check_invisible
from bilingual.checks.latin_names import check_latin_names
from bilingual.checks.leaks import check_leaks
from bilingual.checks.lengths import check_length
from bilingual.checks.marks import check_links
from bilingual.checks.number_check import check_numbers
from bilingual.checks.paired_signs import check_paired_signs
from bilingual.checks.presence import check_presence, check_untranslated
from bilingual.checks.punctuation import check_punctuation
from bilingual.checks.repetition import check_repetition
from bilingual.checks.scripts import check_scripts
from bilingual.checks.terms import check_terms

_HAS_TEXT = frozenset({Status.TRANSLATED, Status.REUSED, Status.EDITED, Status.FUZZY, Status.COPIED})


def check_target(
    segment: Segment, target: Target, language: str, present: Callable[[str, TermMatch, str], bool]
) -> tuple[Finding, ...]:
    """What is wrong with ``target``, the segment's text in ``language`` (a canonical code).

    ``present(text, match, language)`` tells whether a form of the term that the glossary accepts stands in
    a text; for a forbidden term, whether the forbidden form does.  A target whose status says that there
    is no text (untranslated, failed) has no findings.  A copy is checked for presence and scripts only,
    since it is the source's own text.  Never raises on any text.
    """
    if target.status not in _HAS_TEXT:
        return ()
    empty = check_presence(segment.source, target.text)
    if empty or not target.text:
        return empty
    text = target.text
    same_language = segment.language == language
    returned: tuple[Finding, ...] = ()
    if target.status is not Status.COPIED and not same_language:
        returned = check_untranslated(segment.source, text, segment.language, language)
    findings = returned or check_scripts(segment, text, language)
    foreign = bool(findings)
    if not same_language:
        findings += check_chinese_script(text, language, _forms(segment, language))
    if target.status is not Status.COPIED and not same_language:
        findings += check_numbers(segment.source, text, segment.language, language)
        if not returned:
            findings += _check_form(segment, text, language, foreign)
        findings += check_links(segment, target)
    findings += check_invisible(segment.source, text)
    return findings + check_terms(segment.terms, text, language, present)


def _forms(segment: Segment, language: str) -> str:
    """What the glossary has for the segment's terms."""
    return "".join(
        form
        for term in segment.terms
        for form in (term.targets.get(language, ""), *term.accepted.get(language, ()))
    )


def _check_form(segment: Segment, text: str, language: str, foreign: bool) -> tuple[Finding, ...]:
    """What is wrong with the target as a text: added, lost, repeated, in another style.

    ``foreign`` says that some of it is in another language, whose style it may have.
    """
    source, ours = segment.source, segment.language
    added = check_additions(source, text, ours, language)
    repeated = check_repetition(source, text, language)
    return (
        *check_latin_names(source, text, ours, language, segment.terms),
        *check_leaks(source, text),
        *added,
        # What an engine says beside the translation, or says again, makes it longer.
        *(() if added or repeated else check_length(source, text, ours, language)),
        *repeated,
        *check_paired_signs(source, text),
        *(() if foreign else check_punctuation(source, text, language)),
    )
