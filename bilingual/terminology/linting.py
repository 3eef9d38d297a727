"""What is questionable in a glossary: rows that load well and yet would surprise the one who wrote them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bilingual.article import Policy
from bilingual.chinese_scripts import converted
from bilingual.errors import did_you_mean
from bilingual.terminology.entries import KINDS, Entry, Glossary
from bilingual.terminology.folding import flat, is_han, is_hangul
from bilingual.terminology.forms import spans_of

_LATIN_LETTER = re.compile("[A-Za-z]")
_LATIN_LANGUAGES = frozenset({"en", "fr", "de", "es", "pt", "vi"})


def lint(glossary: Glossary) -> list[str]:
    """The problems of a glossary, each as ``path:line: what``, in the order of files and lines."""
    found: list[tuple[int, int, str]] = []
    forbidden = _forbidden(glossary)
    for problems in (_of_one(entry, forbidden) for entry in glossary.entries):
        found += problems
    found += _between(glossary)
    return [problem for _, _, problem in sorted(found)]


_Found = tuple[int, int, str]


def _told(entry: Entry, what: str) -> _Found:
    return entry.rank, entry.line, f"{entry.path}:{entry.line}: {what}"


def _forbidden(glossary: Glossary) -> list[tuple[Entry, str, str]]:
    """Every form that is forbidden whatever the source says, with its row and language."""
    return [
        (entry, language, form)
        for entry in glossary.entries
        if entry.policy is Policy.FORBID and "ko" not in entry.forms
        for language, forms in entry.forms.items()
        for form in forms
    ]


def _of_one(entry: Entry, forbidden: list[tuple[Entry, str, str]]) -> Iterator[_Found]:
    if entry.kind and entry.kind not in KINDS:
        yield _told(entry, f"unknown kind '{entry.kind}'{did_you_mean(entry.kind, KINDS)}")
    for language, forms in entry.forms.items():
        for form in forms:
            problem = _script_problem(form, language, entry)
            if problem:
                yield _told(entry, problem)
    for language, first in entry.first.items():
        own = entry.forms.get(language, ())
        if not own:
            yield _told(entry, f"{language}.first is filled but {language} is empty")
        elif not any(form in first for form in own):
            yield _told(entry, f"{language}.first '{first}' does not hold '{own[0]}'")
    if entry.policy is Policy.FORBID:
        return
    for row, language, form in forbidden:
        for target in entry.forms.get(language, ()):
            if spans_of(target, form):
                yield _told(entry, f"'{target}' holds '{form}', which line {row.line} forbids everywhere")
    for form in entry.forms.get("ko", ()):
        short = len(form) == 1 and not entry.headline and entry.policy in (Policy.PIN, Policy.CHECK)
        if short and not entry.context:
            yield _told(entry, f"'{form}' is one character; give it context words or the policy suggest")


def _script_problem(form: str, language: str, entry: Entry) -> str:
    hangul, han = any(map(is_hangul, form)), any(map(is_han, form))
    latin = _LATIN_LETTER.search(flat(form)) is not None
    if language == "ko":
        mixed = hangul and han
        return f"'{form}' mixes Hangul and Hanja; matching wants one form a script" if mixed else ""
    if hangul:
        return f"{language} '{form}' has Hangul in it"
    if language in _LATIN_LANGUAGES and han:
        return f"{language} '{form}' has Chinese characters in it"
    if language.startswith("zh"):
        if han and language == "zh-Hans" and (simplified := converted(form, "zh-Hans")) != form:
            return f"zh '{form}' is in traditional characters ({simplified})"
        if not han and latin and re.search("[a-z]", flat(form)) and entry.kind == "place":
            return f"{language} '{form}' is not Chinese"
    return ""


def _between(glossary: Glossary) -> Iterator[_Found]:
    seen: dict[tuple[str, frozenset[str], Policy], Entry] = {}
    for entry in glossary.entries:
        twice: set[int] = set()
        for form in entry.forms.get("ko", ()):
            other = seen.setdefault((flat(form), frozenset(entry.context), entry.policy), entry)
            if other is entry or other.rank != entry.rank or id(other) in twice or entry.headline:
                continue
            twice.add(id(other))
            yield _told(entry, f"'{form}' stands in line {other.line} too, with the same policy and context")
    pins = {
        (flat(form), language): (entry, forms[0])
        for entry in glossary.entries
        if entry.policy is Policy.PIN
        for form in entry.forms.get("ko", ())
        for language, forms in entry.forms.items()
        if language != "ko"
    }
    for entry in glossary.entries:
        if entry.policy is not Policy.FORBID:
            continue
        for source in entry.forms.get("ko", ()):
            for language, forms in entry.forms.items():
                pinned = pins.get((flat(source), language))
                if language != "ko" and pinned and pinned[1] in forms:
                    yield _told(
                        entry, f"forbids '{pinned[1]}' for '{source}', which line {pinned[0].line} pins"
                    )
