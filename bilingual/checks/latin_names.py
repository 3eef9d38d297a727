"""Names in Latin letters that a Korean or Chinese source has and the target lost."""

from __future__ import annotations

import re
import unicodedata
from difflib import get_close_matches

from bilingual.article import Finding, Severity, TermMatch
from bilingual.checks.registry import finding
from bilingual.text_addresses import without_addresses

_WORD = re.compile(r"(?<![A-Za-zÀ-ɏ0-9.@/-])[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’&-]*[A-Za-zÀ-ɏ](?![A-Za-zÀ-ɏ0-9])")
# Units, and what stands for a word that is translated.
_WORDS_AND_UNITS = (
    "km kg cm mm mg ml nm kw kwh mw gw gwh twh mwh hz khz mhz ghz kb mb gb tb bp bps mph kph psi ph db pm am "
    "ft lb oz in ha vs no mr mrs ms dr st tv pc it ai cd dvd id ok km/h sns cctv ceo cfo cto coo r&d m&a faq"
)
_NO_NAMES = frozenset(_WORDS_AND_UNITS.split())
_NOT_LETTERS = re.compile("[\\s'’\u0300-\u036f-]")
_SHOWN = 3
_SHORTEST = 3


def check_latin_names(
    source: str, text: str, source_language: str, language: str, terms: tuple[TermMatch, ...]
) -> tuple[Finding, ...]:
    """At most one finding ``latin-lost``: names in Latin letters that are not in the target.

    Into English any of three letters or more, unless spelled a little otherwise; an abbreviation may be
    written out (WHO, the World Health Organization).  Into Korean or Chinese an info for those with a capital
    within (YouTube): many have names of their own there, as have abbreviations and words.  Words of a
    glossary's term are the glossary's business.
    """
    if source_language.partition("-")[0] not in ("ko", "zh", "ja"):
        return ()
    words = dict.fromkeys(_WORD.findall(without_addresses(source)))
    if not words:
        return ()
    latin = language.partition("-")[0] not in ("ko", "zh", "ja")
    folded = _folded(text)
    covered = [(term.start, term.end) for term in terms]
    lost = [
        word
        for word in words
        if len(word) >= _SHORTEST
        and word.lower() not in _NO_NAMES
        and _folded(word) not in folded
        and (latin or _inner_capital(word))
        and not _written_out(word, text)
        and not _spelled_otherwise(word, text)
        and not _within(source.find(word), covered)
    ]
    if not lost:
        return ()
    more = f" and {len(lost) - _SHOWN} more" if len(lost) > _SHOWN else ""
    return (
        finding(
            "latin-lost",
            f"in the source, not in the target: {', '.join(lost[:_SHOWN])}{more}",
            None if latin else Severity.INFO,
        ),
    )


def _folded(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text)
    return _NOT_LETTERS.sub("", letters).casefold()


def _inner_capital(word: str) -> bool:
    return not word.isupper() and any(letter.isupper() for letter in word[1:])


def _written_out(word: str, text: str) -> bool:
    """Whether words of the text in a row begin with the abbreviation's letters, small words aside."""
    if not word.isupper() or len(word) > 8:
        return False
    initials = "".join(
        piece[0]
        for piece in re.findall(r"[A-Za-zÀ-ɏ]+", text)
        if piece.lower() not in ("of", "the", "and", "for", "on", "in", "to", "a")
    ).upper()
    return word in initials or (len(word) > 2 and word[:-1] in initials)


def _spelled_otherwise(word: str, text: str) -> bool:
    words = [_folded(other) for other in _WORD.findall(text)]
    return bool(get_close_matches(_folded(word), words, n=1, cutoff=0.75))


def _within(at: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)
