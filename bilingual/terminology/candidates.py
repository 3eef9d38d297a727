"""Written forms of entries prepared for look-up, and the places where their letters stand in a text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from bilingual.article import Policy
from bilingual.terminology.counters import COUNTERS, may_follow_numeral
from bilingual.terminology.entries import Entry
from bilingual.terminology.folding import flat, fold, is_han, is_hangul, is_latin
from bilingual.terminology.homographs import MAY_BE_MEANT, Homograph, homograph
from bilingual.terminology.particles import CLOSED, is_particles
from bilingual.terminology.sources import is_short_of, is_silent
from bilingual.terminology.tails import Tails, tails_of

# A Hangul name of so many syllables is not met by chance inside other words, and its spacing is free.
_LONG = 5
# One of two words of two syllables each is written with the space or without it (삼성 전자).
_TWO_AND_TWO = 4
_TWO_LETTERS = 2
_TWO_NAMES = 2
# Country names in English that are as often something else: a state, a river, a man, a bird.
_SHARED_NAMES = frozenset({"georgia", "jordan", "chad", "turkey"})
_TELLING_KINDS = frozenset({"place", "person", "title"})


@dataclass(slots=True, eq=False)
class Form:
    """One written form of an entry, with all that matching asks of it worked out beforehand.

    ``skeleton`` is the folded form, ``length`` long; ``cased`` the same with its capitals, empty where case
    does not matter; ``gaps`` the skeleton offsets at which the form has a separator, ``loose`` those at which
    a single one may stand in the text besides.  ``plain`` forms can be written in one way only, ``spellings``
    are the commonest of the others.  ``full`` is
    the name that must stand in the article for this short form of it to count; after one of ``unless`` the
    form could mean two things.  ``whole`` is the full name that the row of a person has for this short one.

    ``glued`` and ``tailed`` say whether Hangul right before and right after a Korean form counts, ``tails``
    what of it is grammar.  ``easy`` forms are Korean ones that nothing else than that Hangul and other
    candidates decides, ``easy_after_space`` ones those behind a space.  Of the others, ``by_word`` ones
    depend on the words around them and on bylines only, ``named`` ones on bylines alone: ``counted`` ones
    begin with a letter that may belong to a number before them, ``told`` (its rules) are common words too,
    ``particle`` ones a particle after a closing mark.
    ``context`` are the words (flat, in small letters) of which one must stand in the article; empty where
    the form needs none.
    ``glosses`` are all forms of the row, once a bracket has followed this one.

    ``silent`` forms ask for nothing; ``forbidden`` ones must not be translated so; ``headline`` ones are
    single Hanja; ``yielding`` ones are people of another glossary than the winning one.
    """

    text: str
    skeleton: str
    length: int
    cased: str
    gaps: frozenset[int]
    loose: frozenset[int]
    entry: Entry
    kind: str
    hangul_last: bool
    latin_first: bool
    latin_last: bool
    long: bool
    boundary: str
    plain: bool
    spellings: tuple[str, ...]
    tails: Tails | None
    glued: bool
    tailed: bool
    easy: bool
    easy_after_space: bool
    by_word: bool
    counted: bool
    named: bool
    told: Homograph | None
    particle: bool
    headline: bool
    forbidden: bool
    silent: bool
    yielding: bool
    whole: str
    context: tuple[str, ...]
    full: str = ""
    unless: tuple[str, ...] = ()
    glosses: set[str] | None = None


#: Where a form stands in a folded base text: ``start``, ``end``, the form.
Hit = tuple[int, int, Form]


class Candidate(NamedTuple):
    """The place of a form that is no match, as who listens is told it."""

    start: int
    end: int


def make_form(
    text: str, entry: Entry, language: str, full: str = "", unless: tuple[str, ...] = ()
) -> Form | None:
    """Prepare one form of an entry; None for a form with nothing to look up."""
    folded = fold(flat(text))
    skeleton = folded.skeleton
    if not skeleton:
        return None
    length = len(skeleton)
    gaps = frozenset(cut for cut in folded.cuts if 0 < cut < length)
    pieces = folded.base
    if len(pieces) != length:
        pieces = "".join(pieces[folded.at(k)] for k in range(length))
    hangul = sum(map(is_hangul, skeleton))
    loose: frozenset[int] = frozenset()
    if hangul == length >= _LONG:
        loose = frozenset(range(1, length))
    elif hangul == length == _TWO_AND_TWO and entry.kind not in ("person", "place"):
        loose = frozenset({2})
    cased = "" if (pieces == skeleton and entry.case != "exact") or entry.case == "any" else pieces
    boundary = entry.boundary or ("any" if language.startswith(("zh", "ja")) else "word")
    korean = language == "ko"
    hangul_first, hangul_last = is_hangul(skeleton[0]), is_hangul(skeleton[-1])
    # Longer names that a number stands before are met by chance only where they begin with a day (일본회의).
    counted = (
        hangul_first
        and boundary != "any"
        and skeleton[0] in COUNTERS
        and (length <= _TWO_LETTERS or skeleton[0] == "일")
    )
    told = homograph(skeleton, entry.kind) if _is_name(skeleton, entry, boundary) else None
    particle = hangul_first and length == _TWO_LETTERS and is_particles(skeleton, CLOSED)
    by_word = korean and hangul_first and hangul_last and not entry.headline
    alone = by_word and entry.kind != "person" and told is None
    form = Form(
        text=text,
        skeleton=skeleton,
        length=length,
        cased=cased,
        gaps=gaps,
        loose=loose,
        entry=entry,
        kind=entry.kind,
        hangul_last=hangul_last,
        latin_first=is_latin(skeleton[0]),
        latin_last=is_latin(skeleton[-1]),
        long=hangul >= _LONG,
        boundary=boundary,
        plain=not gaps and not cased,
        spellings=(),
        tails=tails_of(skeleton, entry.kind, entry.suffixes) if korean and hangul_last else None,
        glued=hangul_first and boundary != "any" and not entry.headline,
        tailed=hangul_last and boundary == "word" and not entry.headline,
        easy=alone and not (counted or particle),
        easy_after_space=alone and not (counted and may_follow_numeral(skeleton)),
        by_word=by_word,
        counted=counted,
        named=by_word and told is None and not (counted or particle),
        told=told,
        particle=particle,
        headline=entry.headline,
        forbidden=entry.policy is Policy.FORBID,
        silent=is_silent(entry),
        yielding=entry.kind == "person" and entry.rank > 0,
        whole=_whole(skeleton, entry, language) if entry.kind == "person" else "",
        context=_context_of(entry, skeleton),
        full=full,
        unless=unless,
    )
    if not form.plain:
        # As the glossary has it, and without its separators: saves going through the letters each time.
        own = folded.base.strip(), pieces
        form.spellings = tuple(one for one in own if written_so(one, 0, len(one), form))
    return form


def _is_name(skeleton: str, entry: Entry, boundary: str) -> bool:
    """Whether an entry means a name, so that the common word of these letters is not meant."""
    if boundary != "word":
        return False
    # A row without a kind may be the common word itself, unless context words say otherwise.
    return entry.kind in _TELLING_KINDS or (
        not entry.kind and (bool(entry.context) or skeleton not in MAY_BE_MEANT)
    )


def _context_of(entry: Entry, skeleton: str) -> tuple[str, ...]:
    """The context words of an entry, as they are looked up, where this form of it needs them.

    They tell the Korean form from a word of the same letters (수단, also means); 苏丹 needs no telling.
    So a form in another script counts by itself where none of the words is in that script, but for people,
    whose short names are shared in every language.
    """
    words = tuple([flat(word).lower() for word in entry.context])
    if not words or entry.kind == "person" or is_hangul(skeleton[0]) or skeleton in _SHARED_NAMES:
        return words
    if is_han(skeleton[0]):
        return words if any(is_han(char) for word in entry.context for char in word) else ()
    return words if any(char.isascii() and char.islower() for word in entry.context for char in word) else ()


def _whole(skeleton: str, person: Entry, language: str) -> str:
    """The full name of a person whose short one has this skeleton, where one row lists both."""
    forms = person.forms.get(language, ())
    if len(forms) < _TWO_NAMES:
        return ""
    short = next((form for form in forms if fold(flat(form)).skeleton == skeleton), "")
    return next((form for form in forms if short and is_short_of(short, form)), "")


def written_so(text: str, start: int, end: int, form: Form) -> bool:
    """Whether separators and letter case of ``text`` are as the form allows."""
    spaced = end - start != form.length
    if (form.plain and not spaced) or text[start:end] in form.spellings:
        return True
    if spaced and not _gaps_allowed(text, start, end, form):
        return False
    if form.gaps and not _gaps_kept(text, start, form):
        return False
    if not form.cased:
        return True
    piece = "".join(char for char in text[start:end] if not is_separator(char)) if spaced else text[start:end]
    if piece == form.cased:
        return True
    # A line in capitals.
    return form.entry.case != "exact" and len(piece) >= 4 and piece.isupper() and not form.cased.isupper()


@lru_cache(maxsize=4096)
def is_separator(char: str) -> bool:
    """Whether a character comes and goes inside names."""
    return not char.isalnum() and fold(char).skeleton == ""


def _gaps_allowed(text: str, start: int, end: int, form: Form) -> bool:
    k = 0
    gap = 0
    for position in range(start, end):
        if is_separator(text[position]):
            gap += 1
            continue
        if gap and k not in form.gaps and not (gap == 1 and k in form.loose):
            return False
        if gap > 2 or (gap and text[position - gap : position].count("\n") > 1):
            return False
        k += 1
        gap = 0
    return True


def _gaps_kept(text: str, start: int, form: Form) -> bool:
    """A Latin name keeps its gaps (``New York``); between Hangul or Han they may go."""
    skeleton = form.skeleton
    position, k = start, 0
    while k < len(skeleton):
        if is_separator(text[position]):
            position += 1
            continue
        parted = position > start and is_separator(text[position - 1])
        if k in form.gaps and not parted and is_latin(skeleton[k]) and is_latin(skeleton[k - 1]):
            return False
        position += 1
        k += 1
    return True
