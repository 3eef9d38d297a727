"""What is questionable in a single entry: its letters, its first form, how short it is, what is missing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bilingual.article import Policy, Severity
from bilingual.chinese_scripts import converted
from bilingual.terminology.entries import Entry, unknown_kind
from bilingual.terminology.folding import flat, is_han, is_hangul
from bilingual.terminology.particles import OPEN, final_sound, is_particles

_LATIN_LANGUAGES = frozenset({"en", "fr", "de", "es", "pt", "vi"})
_WORD = re.compile(r"[^\W\d_]+")
_FULL_WIDTH = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
_FULL_WIDTH_ANY = re.compile("[\uff01-\uff5e]")
_ASKED = (Policy.PIN, Policy.CHECK)
# Scripts whose letters pass for Latin ones.
_ALIKE = ("CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")

#: Particles with which a name itself hardly ends.
_SURE = ("에서", "에게", "께서", "까지", "부터", "으로", "를", "는")
#: Particles that are told as such only after a known form; 도 is an island or a province too (제주도).
_AFTER_A_NAME = (*_SURE, "은", "이", "가", "을", "의", "에", "와", "과", "로", "한테", "보다", "처럼")


@dataclass(frozen=True, slots=True)
class Told:
    """A problem of an entry."""

    entry: Entry
    severity: Severity
    check: str
    message: str


def of_entries(entries: Sequence[Entry], names: Collection[str] = ()) -> Iterator[Told]:
    """The problems of each entry for itself.

    ``names`` are Korean names known from elsewhere (`known_names`): they may be the stem of a form with a
    particle, and are none themselves.
    """
    korean = {flat(form) for entry in entries for form in entry.forms.get("ko", ())}
    for entry in entries:
        yield from _of_one(entry, korean, names)


def _of_one(entry: Entry, korean: set[str], names: Collection[str]) -> Iterator[Told]:
    if told := unknown_kind(entry.kind):
        yield Told(entry, Severity.WARNING, "kind", told)
    for language, forms in entry.forms.items():
        for form in forms:
            for check, severity, message in (*_letters(form, language), *_script(form, language, entry)):
                yield Told(entry, severity, check, message)
    for language, first in entry.first.items():
        for check, severity, message in _first(entry, language, first):
            yield Told(entry, severity, check, message)
    if entry.policy is Policy.FORBID:
        return
    for language, name in (("en", "en"), ("zh-Hans", "zh")):
        if language not in entry.forms:
            severity = Severity.WARNING if entry.policy in _ASKED else Severity.INFO
            message = f"{name} is empty: the term is not held in that language; fill it in"
            yield Told(entry, severity, "empty", message)
    for form in entry.forms.get("ko", ()):
        yield from _short(entry, form)
        particle = _particle(flat(form), korean, names)
        if particle:
            stem = form[: -len(particle)]
            message = f"'{form}' ends in the particle {particle}, which matching adds itself; write '{stem}'"
            yield Told(entry, Severity.WARNING, "particle", message)


def _first(entry: Entry, language: str, first: str) -> Iterator[tuple[str, Severity, str]]:
    own = entry.forms.get(language, ())
    name = "zh" if language == "zh-Hans" else language
    if not own:
        yield "first", Severity.ERROR, f"{name}.first is filled but {name} is empty; fill in the short form"
    elif own[0] not in first:
        other = next((form for form in own if form in first), None)
        hint = f", only '{other}'" if other else ""
        yield (
            "first",
            Severity.WARNING,
            f"{name}.first '{first}' does not hold '{own[0]}'{hint}; a reader meets that form unexplained",
        )
    for check, severity, message in _letters(first, language):
        yield check, severity, f"in {name}.first: {message}"


def _short(entry: Entry, form: str) -> Iterator[Told]:
    if entry.headline or entry.policy not in _ASKED or entry.context:
        return
    if len(form) == 1:
        message = f"'{form}' is one character; give it context words or the policy suggest"
        yield Told(entry, Severity.WARNING, "short", message)
    elif entry.boundary in ("any", "prefix") and len(form) <= (2 if is_hangul(form[0]) else 3):
        message = f"'{form}' is short for the boundary {entry.boundary}: it stands in other words; use word"
        yield Told(entry, Severity.WARNING, "short", message)


def _particle(form: str, korean: set[str], names: Collection[str]) -> str:
    """The particles at the end of a form, where its stem is a known name or they are no part of any."""
    # 우크라이나 ends like 우크라 with a particle; what is a name elsewhere is no form of another.
    foreign = bool(names) and form not in names
    for length in range(len(form) - 2, 0, -1):
        stem, tail = form[:-length], form[-length:]
        if not is_hangul(stem[-1]) or not all(map(is_hangul, tail)):
            continue
        listed = tail in _AFTER_A_NAME
        known = (stem in korean or (foreign and stem in names)) and (listed or (foreign and len(tail) > 1))
        sure = tail in _SURE and len(stem) > 2 and (tail not in ("를", "는") or final_sound(stem[-1]) == OPEN)
        if (known or sure) and is_particles(tail, final_sound(stem[-1]), shared=False):
            return tail
    return ""


def _letters(form: str, language: str) -> Iterator[tuple[str, Severity, str]]:
    name = "zh" if language == "zh-Hans" else language
    for word in _WORD.findall(form):
        scripts = {_script_of(char): char for char in word}
        alike = next((script for script in _ALIKE if script in scripts), None)
        if alike and "LATIN" in scripts:
            char = scripts[alike]
            shown = unicodedata.name(char, "").lower()
            message = f"{name} '{form}' has '{char}' ({shown}) among Latin letters; type the word anew"
            yield "scripts", Severity.ERROR, message
        elif alike:
            message = f"{name} '{form}' is in {alike.capitalize()} letters; write it as {name} readers do"
            yield "scripts", Severity.WARNING, message
    wide = (_FULL_WIDTH_ANY if language in _LATIN_LANGUAGES else _FULL_WIDTH).search(form)
    if wide:
        message = f"{name} '{form}' has the full-width '{wide.group()}'; write '{flat(wide.group())}'"
        yield "width", Severity.WARNING, message


@lru_cache(maxsize=4096)
def _script_of(char: str) -> str:
    if char.isascii():
        return "LATIN"
    return unicodedata.name(char, "OTHER").split(" ", 1)[0]


def _script(form: str, language: str, entry: Entry) -> Iterator[tuple[str, Severity, str]]:
    hangul, han = any(map(is_hangul, form)), any(map(is_han, form))
    if language == "ko":
        if hangul and han:
            message = f"'{form}' mixes Hangul and Hanja; matching wants one form a script"
            yield "scripts", Severity.WARNING, message
        return
    if hangul:
        yield "scripts", Severity.ERROR, f"{language} '{form}' has Hangul in it; write the target form"
    elif language in _LATIN_LANGUAGES and han:
        message = f"{language} '{form}' has Chinese characters in it; write the target form"
        yield "scripts", Severity.ERROR, message
    elif language == "zh-Hans" and han and (simplified := converted(form, "zh-Hans")) != form:
        message = f"zh '{form}' is in traditional characters ({simplified}); zh is for simplified ones"
        yield "chinese", Severity.ERROR, message
    elif language == "zh-Hant" and (wrong := "".join(filter(_only_simplified, form))):
        right = converted(form, "zh-Hant")
        message = f"zh-Hant '{form}' has simplified characters ({wrong}); write {right}"
        yield "chinese", Severity.ERROR, message
    elif language.startswith("zh") and not han and entry.kind == "place" and re.search("[a-z]", flat(form)):
        yield "scripts", Severity.WARNING, f"{language} '{form}' is not Chinese; fill in the Chinese form"


@lru_cache(maxsize=4096)
def _only_simplified(char: str) -> bool:
    """Whether a character is of simplified Chinese alone: Big5 lists the traditional ones."""
    if not is_han(char):
        return False
    try:
        char.encode("big5")
    except UnicodeEncodeError:
        return converted(char, "zh-Hant") != char
    return False
