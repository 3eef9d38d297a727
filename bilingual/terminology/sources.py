"""What counts as a source form of each entry, language by language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from bilingual.article import Policy
from bilingual.chinese_scripts import converted
from bilingual.terminology.entries import Entry
from bilingual.terminology.folding import flat, is_han

CHINESE = {"zh-Hans": "zh-Hant", "zh-Hant": "zh-Hans"}
# The line of an entry that asks for nothing.
_SILENT = -1


class Source(NamedTuple):
    """One form to look for.

    ``silent`` forms ask for nothing, but hide what is inside them; ``full`` is the name that must stand in
    the article for this short form to count, empty for none.
    """

    text: str
    entry: Entry
    silent: bool = False
    full: str = ""


def korean_sources(entries: Sequence[Entry]) -> Iterator[Source]:
    """Every Korean form of every entry."""
    for entry in entries:
        for text in entry.forms.get("ko", ()):
            yield Source(text, entry)


def other_sources(entries: Sequence[Entry], language: str) -> Iterator[Source]:
    """What counts as a source in another language than Korean: preferred forms that one row alone has.

    The cells of other languages say what is accepted for the Korean, and much of that is said of other
    things too (``Finance Ministry``).  Those stand here as silent entries: they ask for nothing, but what
    is inside them is not found either (``minister`` in ``prime minister``).  A row of a winning glossary
    stands above those of the others; the rows of one person (full name, surname, surname with title) are
    one.  A person's short name, a part of the full one, counts after the full one; in Chinese, where it is
    the usual form and seldom shared, it counts by itself.
    """
    holders: dict[str, list[Entry]] = {}
    chinese = language.startswith("zh")
    for entry in entries:
        if not entry.headline and entry.policy is not Policy.FORBID:
            for key in {flat(form).lower() for form in forms_of(entry, language)}:
                holders.setdefault(key, []).append(entry)

    def alone(entry: Entry, form: str) -> bool:
        return all(
            other is entry or other.rank > entry.rank or _one_person(entry, other, language)
            for other in holders.get(flat(form).lower(), ())
        )

    for entry in entries:
        forms = forms_of(entry, language)
        if not forms or entry.headline:
            continue
        preferred = forms[0]
        for at, text in enumerate(forms):
            if at == 0 and alone(entry, text):
                yield Source(text, entry)
                continue
            if entry.policy is Policy.FORBID:
                continue
            if chinese and len(text) == 1:
                continue  # 俄 is accepted for 俄罗斯, but it stands in half of all words
            if at and entry.kind == "person" and is_short_of(text, preferred) and alone(entry, text):
                yield Source(text, entry, full="" if chinese else preferred)
            else:
                yield Source(text, entry, silent=True)


def is_short_of(short: str, full: str) -> bool:
    """Whether a name is a part of the full one: its first or last words, or Chinese characters."""
    short, full = flat(short), flat(full)
    if len(short) >= len(full) or not (full.startswith(short) or full.endswith(short)):
        return False
    if all(map(is_han, short)):
        return len(short) > 1
    cut = full[len(short)] if full.startswith(short) else full[-len(short) - 1]
    return not cut.isalnum()


def silenced(entry: Entry) -> Entry:
    """The entry as one that asks for nothing."""
    return replace(entry, context=(), line=_SILENT)


def is_silent(entry: Entry) -> bool:
    """Whether `silenced` made this entry."""
    return entry.line == _SILENT


def forms_of(entry: Entry, language: str) -> tuple[str, ...]:
    """The forms of an entry in a language, those of the other Chinese script converted."""
    forms = entry.forms.get(language)
    if forms is None and (other := entry.forms.get(CHINESE.get(language, ""))):
        return tuple(dict.fromkeys(converted(form, language) for form in other))
    return forms or ()


def first_of(entry: Entry, language: str) -> str:
    """The form of a first mention in a language, converted likewise; empty for none."""
    form = entry.first.get(language)
    if form is None and (other := entry.first.get(CHINESE.get(language, ""))):
        return converted(other, language)
    return form or ""


def _one_person(one: Entry, other: Entry, language: str) -> bool:
    if one.kind != "person" or other.kind != "person":
        return False
    shared = [code for code in one.forms if code != language and code in other.forms]
    return any(
        one.forms[code][0] in other.forms[code][0] or other.forms[code][0] in one.forms[code][0]
        for code in shared
    )
