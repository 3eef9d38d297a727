"""The list of checks: their names, what each looks for, and how bad a finding of it is by default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bilingual.article import Finding, Severity


@dataclass(frozen=True, slots=True)
class Check:
    """One kind of finding: its name, its severity unless set otherwise, and one line that says what it is."""

    name: str
    severity: Severity
    summary: str


_ALL = (
    Check("empty", Severity.ERROR, "there should be a translation, and the target is empty"),
    Check("untranslated", Severity.ERROR, "the source text came back as its own translation"),
    Check("hangul", Severity.ERROR, "Hangul is left in a target that is not Korean"),
    Check("han", Severity.ERROR, "Chinese is left in a target that is neither Chinese nor Japanese"),
    Check("latin", Severity.WARNING, "Latin words in a row stand in a Korean, Chinese or Japanese target"),
    Check("kana", Severity.WARNING, "kana stand in a Chinese target and not in the source"),
    Check("chinese-script", Severity.ERROR, "letters of the other Chinese script stand in the target"),
    Check("latin-lost", Severity.WARNING, "a name in Latin letters of the source is not in the target"),
    Check("number", Severity.ERROR, "a number of the source became another one in the target"),
    Check("number-missing", Severity.ERROR, "a number of the source is not in the target"),
    Check("number-added", Severity.ERROR, "a number of the target is not in the source"),
    Check("number-spelled", Severity.WARNING, "a number written out in words has no counterpart"),
    Check("number-rounded", Severity.WARNING, "a large number is rounded on one side"),
    Check("number-repeated", Severity.WARNING, "a number stands more often on one side than on the other"),
    Check(
        "number-unit",
        Severity.WARNING,
        "a percent sign is gone, or a number has another unit of money, measure or time",
    ),
    Check("leak", Severity.ERROR, "a mark or placeholder of a program stands in the target"),
    Check("invisible", Severity.WARNING, "controls or overrides of direction stand in the target"),
    Check("chatter", Severity.WARNING, "words of the engine, not of the source, stand in the target"),
    Check("length", Severity.WARNING, "the target holds several sentences more than the source"),
    Check("length-ratio", Severity.WARNING, "the target is much shorter or longer than a translation is"),
    Check("repetition", Severity.WARNING, "the target says the same again and again, or a sentence twice"),
    Check("doubled", Severity.WARNING, "a word stands twice in a row"),
    Check("brackets", Severity.WARNING, "a bracket of the target lacks its other half"),
    Check("quotes", Severity.WARNING, "a quotation mark of the target lacks its other half"),
    Check("signs-lost", Severity.INFO, "brackets or quotation marks of the source are not in the target"),
    Check("punctuation", Severity.INFO, "punctuation or spaces in another language's style"),
    Check("inconsistent", Severity.WARNING, "the same source text is translated in another way elsewhere"),
    Check("name-variants", Severity.WARNING, "a name is rendered in two ways within the article"),
    Check("link", Severity.WARNING, "a link or an address of the source is not in the target"),
    Check("marks", Severity.INFO, "formatting of the source is not carried over to the target"),
    Check("term", Severity.ERROR, "a pinned term is not in the target"),
    Check("term-check", Severity.WARNING, "none of the variants of a checked term is in the target"),
    Check("term-forbidden", Severity.ERROR, "a forbidden form stands in the target"),
    Check("fuzzy-term", Severity.ERROR, "the sentence that a suggestion was made for has another term"),
)

#: Every check by its name, in the order in which findings are reported.
CHECKS: Mapping[str, Check] = MappingProxyType({check.name: check for check in _ALL})


def finding(name: str, message: str, severity: Severity | None = None) -> Finding:
    """A finding of the check ``name``, at its default severity unless a milder case is given one of its own.

    KeyError when there is no such check.
    """
    return Finding(name, severity or CHECKS[name].severity, message)
