"""What may stand after a name in Korean, read as grammar.

Korean writes particles onto the word (``러시아와의``), so a word boundary says nothing.  A tail is the run of
Hangul right after a name; it is good when it can be read whole as suffixes, the plural, nouns that press
Korean writes onto names, and a chain of particles that agree with the final sound before them (은 after a
consonant, 는 after a vowel).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from bilingual.terminology import korean_words as words

#: Final sound of a syllable: none, a consonant, or ㄹ (which takes 로, not 으로).
OPEN, CLOSED, RIEUL = FINALS = (0, 1, 2)
#: Syllables of Hangul after a name that are read as grammar; a longer run is read no further.  The longest
#: chains of press Korean have half as many, and a page may be one run of Hangul.
LONGEST_TAIL = 24

_PAST = "[가-힣]*"
_ENDINGS = "|".join(words.ENDINGS)
_SHARED = "|".join(words.SHARED_ENDINGS)
_SPEECH = "|".join(words.SPEECH)
_QUOTED = "|".join(words.QUOTED_ENDINGS)
_QUOTED_SHAPES = "|".join(words.QUOTED_SHAPES)
_COPULA = re.compile(
    rf"이(?:{_ENDINGS}|{_SHARED}|{_SPEECH}|{'|'.join(words.ENDINGS_AFTER_I)}|[었셨]{_PAST})|였{_PAST}|"
    rf"{'|'.join(words.COPULA_SHAPES)}|(?:이(?:{_QUOTED})|{_QUOTED_SHAPES})요?(?:{_ENDINGS})"
)
_CONTRACTED = re.compile(
    rf"{_ENDINGS}|{_SPEECH}|예요|여서|여야|였{_PAST}|(?:{_QUOTED}|{_QUOTED_SHAPES})요?(?:{_ENDINGS})"
)
_CONTRACTED_SHARED = re.compile(_SHARED)


def _by_first(vocabulary: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    for word in sorted(set(vocabulary), key=len, reverse=True):
        table.setdefault(word[0], []).append(word)
    return {first: tuple(found) for first, found in table.items()}


_LINKS = {
    OPEN: _by_first([*words.LINKS_ANY, *words.LINKS_OPEN]),
    CLOSED: _by_first([*words.LINKS_ANY, *words.LINKS_CLOSED]),
    RIEUL: _by_first([*words.LINKS_ANY, *words.LINKS_RIEUL]),
}
_LASTS = {
    OPEN: frozenset([*words.LASTS_ANY, *words.LASTS_OPEN]),
    CLOSED: frozenset([*words.LASTS_ANY, *words.LASTS_CLOSED]),
    RIEUL: frozenset([*words.LASTS_ANY, *words.LASTS_RIEUL]),
}
_NOUNS = _by_first(words.ATTACHED_NOUNS)
_SUFFIXES = {kind: ("들", *suffixes) for kind, suffixes in words.SUFFIXES.items()}

_PAIRS = {form: pair for pair in words.PAIRED_PARTICLES for form in pair}
_ONE_PARTICLE = re.compile("[가-힣]{1,2}(?![가-힣])")
# How the last letter of an abbreviation is read in Korean: 엠, 엔 end in a consonant, 엘, 알 in ㄹ.
_LETTERS_CLOSED = frozenset("MN")
_LETTERS_RIEUL = frozenset("LR")


def final_sound(syllable: str) -> int:
    """The final sound of a Hangul syllable; other letters count as open."""
    code = ord(syllable) - 0xAC00
    if not 0 <= code < 11172 or code % 28 == 0:
        return OPEN
    return RIEUL if code % 28 == 8 else CLOSED


@lru_cache(maxsize=65536)
def is_particles(tail: str, final: int, shared: bool = True) -> bool:
    """Whether ``tail`` is a chain of particles after a syllable of that final sound; empty counts.

    ``shared`` admits the copula's contracted endings that verbs share (``다``, ``며``, ``고``).
    """
    if not tail or tail in _LASTS[final] or _COPULA.fullmatch(tail):
        return True
    if len(tail) > LONGEST_TAIL:
        return False
    if final == OPEN and (_CONTRACTED.fullmatch(tail) or (shared and _CONTRACTED_SHARED.fullmatch(tail))):
        return True
    if tail[-1] == "요" and is_particles(tail[:-1], final, shared):
        return True  # 에서는요: speech is polite with any particle
    return any(
        tail.startswith(link) and is_particles(tail[len(link) :], final_sound(link[-1]))
        for link in _LINKS[final].get(tail[0], ())
    )


@lru_cache(maxsize=65536)
def is_tail(
    tail: str, final: int, kind: str, shared: bool = True, suffixes: tuple[str, ...] | None = None
) -> bool:
    """Whether what stands onto a name is grammar: suffixes, the plural, attached nouns, particles.

    ``kind`` is the name's kind, which decides its suffixes unless ``suffixes`` names them; ``shared`` is as
    for `is_particles`.
    """
    if is_particles(tail, final, shared):
        return True
    if len(tail) > LONGEST_TAIL:
        return False
    if kind == "person" and final != OPEN and tail[0] == "이" and is_particles(tail[1:], OPEN, shared=False):
        return True  # 이재명이가: a name as it is spoken
    own = _SUFFIXES.get(kind, _SUFFIXES[""]) if suffixes is None else ("들", *suffixes)
    pieces = (*own, *_NOUNS.get(tail[0], ()))
    return any(
        tail.startswith(piece) and is_tail(tail[len(piece) :], final_sound(piece[-1]), "") for piece in pieces
    )


@lru_cache(maxsize=65536)
def is_grammar(tail: str, final: int, kind: str) -> bool:
    """Whether a tail is suffixes and particles alone, no attached noun: it leaves no room for a name."""
    if not tail or len(tail) > LONGEST_TAIL:
        return False
    if is_particles(tail, final):
        return True
    return any(
        tail.startswith(suffix)
        and (len(tail) == len(suffix) or is_grammar(tail[len(suffix) :], final_sound(suffix[-1]), ""))
        for suffix in _SUFFIXES.get(kind, _SUFFIXES[""])
    )


def adjusted_particle(text: str, end: int, form: str) -> tuple[str, int]:
    """The particle for ``form`` put in a term's place, and how many characters of ``text`` it stands for.

    ``text[end:]`` is what follows the term.  Only forms whose sound the letters tell are adjusted: Hangul,
    and abbreviations in capitals; else nothing is taken, ``("", 0)``.
    """
    run = _ONE_PARTICLE.match(text, end)
    pair = _PAIRS.get(run.group()) if run else None
    if run is None or pair is None or not form:
        return "", 0
    last = form[-1]
    if "가" <= last <= "힣":
        final = final_sound(last)
    elif form.isascii() and form.isupper() and form.isalpha():
        final = RIEUL if last in _LETTERS_RIEUL else CLOSED if last in _LETTERS_CLOSED else OPEN
    else:
        return "", 0
    closed = final == CLOSED or (final == RIEUL and pair[0] != "으로")
    return (pair[0] if closed else pair[1]), len(run.group())
