"""Whether names came through, judged from the texts alone and without the program's own look-up.

A target text is read with all forms of its sentence's names: the longest form at each place claims it for
the names that have it, in Latin letters as a whole word with a plural or possessive ending allowed.  A name
that claims no place is missed.  What an engine answered is read more freely, to tell what could have been
recovered: a mark however spaced, bracketed or written, a form in any case, width or look-alike letters.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from bilingual.article import Policy, TermMatch

_LOOKALIKES = str.maketrans("АВСЕНКМОРТХасеорхіΑΒΕΗΙΚΜΝΟΡΤΧΖ", "ABCEHKMOPTXaceopxiABEHIKMNOPTXZ")
_DASHES = re.compile("[\u2010-\u2015\u2212-]")
_DOTS = re.compile("[·‧∙•・]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
# What is left of a mark: its two letters together, or double square brackets.
_GARBAGE = re.compile(
    r"(?i)q[\W_]{0,2}z|\[\s?\[|\]\s?\]|[\ue000-\uf8ff\U000f0000-\U0010ffff]|&#\d+;|&lbrack;"
    r"|\bcue\W+zee"
)
_LONG_ENOUGH = 4
_CJK = re.compile("[\u3400-\u9fff가-힣]")


def forms_of(match: TermMatch, target: str) -> set[str]:
    """All that may stand for a name in a target text."""
    forms = {*match.accepted.get(target, ()), match.targets.get(target, ""), match.first.get(target, "")}
    # A title before a name has capitals: Prime Minister Starmer.
    small = {
        re.sub(r"(?<![\w'’])[a-z]", lambda first: first[0].upper(), form) for form in forms if form.islower()
    }
    return {_read(form) for form in forms | small if form}


def missed(text: str, terms: Sequence[TermMatch], target: str) -> set[str]:
    """The pinned source names that claim no place in a target text."""
    text = _read(text)
    pins = [term for term in terms if term.policy is Policy.PIN and term.targets.get(target)]
    every = {form for term in pins for form in forms_of(term, target)}
    claimed: set[str] = set()
    pattern = _pattern(frozenset(every))
    for found in pattern.finditer(text) if every else ():
        if not (_CJK.match(found[0]) and _stuck(text, *found.span())):
            claimed.add(_known(found[0], every))
    return {term.source for term in pins if not claimed & forms_of(term, target)}


def is_answer(answer: str, asked: str, source: str) -> bool:
    """Whether an engine's answer may be one: not what was asked, nor mostly in the source's letters."""
    if answer.strip() == asked.strip():
        return False
    for letters in ("[가-힣]", "[\u4e00-\u9fff]"):
        if len(re.findall(letters, source)) * 3 > len(source):
            return len(re.findall(letters, answer)) * 2 < sum(map(str.isalpha, answer))
    return True


def held(answer: str, match: TermMatch, mark: str | None, target: str) -> bool:
    """Whether an engine's answer holds a name's mark or one of its forms, however disfigured."""
    seen = answer
    for _ in range(2):
        seen = html.unescape(seen)
    seen = unicodedata.normalize("NFKC", _INVISIBLE.sub("", seen)).translate(_LOOKALIKES)
    if mark is not None:
        letters = r"[\W_]{0,2}".join(mark.strip("[]"))
        if re.search(rf"(?i)(?<![a-z]){letters}(?![a-z])", seen):
            return True
    for form in forms_of(match, target):
        plain = _read(form).translate(_LOOKALIKES)
        if _CJK.search(plain):
            run = _read(seen).replace("·", "")
            whole = re.finditer(re.escape(_read(plain).replace("·", "")), run)
            if len(plain) > 1 and any(not _stuck(run, *found.span()) for found in whole):
                return True
            continue
        flags = re.IGNORECASE if len(plain) >= _LONG_ENOUGH else 0
        if re.search(rf"(?<![^\W_])(?<!@){re.escape(plain)}(?![^\W_])(?!\.\w)", _read(seen), flags):
            return True
    return False


def garbage(text: str, source: str) -> bool:
    """Whether a target text has pieces of marks that the source has not."""
    return _GARBAGE.search(text) is not None and _GARBAGE.search(source) is None


def disfigured(text: str, terms: Iterable[TermMatch], target: str) -> str:
    """What no writer would print around a name: ``the the``, a name doubled in brackets, a wrong space."""
    if re.search(r"\b[Tt]he the\b|\b[Aa]n? the\b", text):
        return "two articles"
    if " ." in text or "( " in text or "[ " in text:
        return ""
    for form in {form for term in terms for form in forms_of(term, target)}:
        if re.search(rf"{re.escape(form)}\s?[(（]{re.escape(form)}[)）]", text):
            return "doubled in brackets"
        if target.startswith("zh") and re.search(rf"[\u4e00-\u9fff] {re.escape(form)} [\u4e00-\u9fff]", text):
            return "spaces around Han"
    return ""


def _stuck(text: str, start: int, end: int) -> bool:
    """Whether a word in small Latin letters stands onto a Han name: 北约word, but not TikTok腾讯."""
    before = re.search("[A-Za-z]+$", text[max(0, start - 40) : start])
    after = re.match("[A-Za-z]+", text[end : end + 40])
    return any(word is not None and word[0].islower() for word in (before, after))


@lru_cache(maxsize=4096)
def _read(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    text = "".join(chr(ord(c) - 0xFEE0) if "\uff01" <= c <= "\uff5e" else c for c in text)
    text = _DOTS.sub("·", _DASHES.sub("-", text)).replace("’", "'").replace("‘", "'")
    return re.sub(r"\s+", " ", text)


@lru_cache(maxsize=4096)
def _pattern(forms: Collection[str]) -> re.Pattern[str]:
    pieces: list[str] = []
    for form in sorted(forms, key=len, reverse=True):
        piece = re.escape(form)
        if form[0].isascii() and form[0].islower():
            piece = f"[{form[0].upper()}{form[0]}]" + re.escape(form[1:])
        before = r"(?<![A-Za-z0-9\u00c0-\u024f])" if form[0].isascii() else ""
        before += "" if _CJK.search(form) else r"(?<!@)(?<!www\.)"
        after = r"(?=(?:s|es)?(?:'s|')?(?![A-Za-z0-9\u00c0-\u024f]))" if form[-1].isascii() else ""
        pieces.append(before + piece.replace("·", "[·\\- ]?") + after)
    return re.compile("|".join(pieces))


def _known(found: str, forms: Collection[str]) -> str:
    if found in forms:
        return found
    plain = re.sub(r"[·\- ]", "", found).lower()
    return next((form for form in forms if re.sub(r"[·\- ]", "", form).lower() == plain), found)
