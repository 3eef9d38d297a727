"""The regular expressions of rules: compiled when first tried, and tried only where they may match.

Of some three hundred expressions one or two can match a given line.  One pass over the line finds the words
that it holds (Aho-Corasick over the words of all expressions, see :mod:`bilingual.cleaning.triggers`);
an expression none of whose words is there cannot match and is neither tried nor compiled.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from bilingual.cleaning.triggers import Needs, folded, needs

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

#: Longer texts are looked through in pieces, so that what is found in one stays little.
_PIECE = 4096
_SURROGATE = re.compile("[\ud800-\udfff]")
#: What stands between texts that are looked through together: printable, so that nothing is to be folded.
_APART = "\ufffd"

_CASED = re.compile(r"(?<!\\)[A-Za-z]")
_GROUP_NAME = re.compile(r"\(\?P<\w+>")
_CLASS = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
_WIDE_RANGE = re.compile("[가一]-")


def _class(match: re.Match[str]) -> str:
    chars = match[0]
    if not _WIDE_RANGE.search(chars) or (_CASED.search(chars) and not ("A-Z" in chars and "a-z" in chars)):
        return chars
    return f"(?-i:{chars})"


class Expression:
    """A regular expression of a rule; letters match whatever their case.

    Has the methods of a compiled pattern that rules are tried with.  The first call compiles it, which
    raises re.error if it is none.
    """

    def __init__(self, source: str) -> None:
        self.source = source

    def __repr__(self) -> str:
        return f"Expression({self.source!r})"

    @cached_property
    def flags(self) -> int:
        """IGNORECASE, or 0 for an expression without a letter that has a case."""
        return re.IGNORECASE if _CASED.search(_GROUP_NAME.sub("", self.source)) else 0

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The compiled pattern."""
        if not self.flags:
            return re.compile(self.source)
        # Ignoring case makes `re` walk every letter of a range such as 가-힣, for nothing: none has a case.
        return re.compile(_CLASS.sub(_class, self.source), self.flags)

    @cached_property
    def needs(self) -> Needs:
        """What a text must hold for the expression to match."""
        return needs(self.source, self.flags)

    @property
    def groupindex(self) -> dict[str, int]:
        """The named groups."""
        return dict(self.compiled.groupindex)

    def search(self, text: str, pos: int = 0) -> re.Match[str] | None:
        """Return the first match at or after ``pos``."""
        return self.compiled.search(text, pos)

    def match(self, text: str) -> re.Match[str] | None:
        """Return the match at the start of the text."""
        return self.compiled.match(text)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Return the match of the whole text."""
        return self.compiled.fullmatch(text)

    def finditer(self, text: str, pos: int = 0) -> Iterator[re.Match[str]]:
        """Yield the matches from ``pos`` on that do not overlap."""
        return self.compiled.finditer(text, pos)


class Candidates:
    """Of many expressions those that may match a text, as a number whose bit *n* stands for the *n*-th."""

    def __init__(self, expressions: Sequence[Expression]) -> None:
        self.always = 0
        of_word: dict[str, int] = {}
        for n, expression in enumerate(expressions):
            words = expression.needs.words
            if words is None:
                self.always |= 1 << n
            # Most words are of one expression alone: its words share one number, and what is looked up for a
            # page stays in the processor's cache.
            bit = 1 << n
            for word in words or ():
                of_word[word] = of_word[word] | bit if word in of_word else bit
        self._bits = list(of_word.values())
        self._overlap = max(map(len, of_word), default=1) - 1
        self._automaton: AhoCorasick | None = None
        if of_word:
            from ahocorasick_rs import AhoCorasick

            self._automaton = AhoCorasick(list(of_word), store_patterns=False)

    def of(self, text: str) -> int:
        """Return the candidates for ``text``: a superset of the expressions that match it anywhere."""
        found = self.always
        automaton = self._automaton
        if automaton is None:
            return found
        text = folded(text)
        bits = self._bits
        if len(text) <= _PIECE:
            for word, _, _ in _words_in(text, automaton):
                found |= bits[word]
            return found
        for at in range(0, len(text), _PIECE):
            for word in {m[0] for m in _words_in(text[at : at + _PIECE + self._overlap], automaton)}:
                found |= bits[word]
        return found

    def of_each(self, texts: Iterable[str]) -> Iterator[int]:
        """Yield what `of` returns for each of many short texts; they are looked through some at a time."""
        some: list[str] = []
        length = 0
        for text in texts:
            some.append(text)
            length += len(text)
            if length > _PIECE:
                yield from self._together(some)
                some, length = [], 0
        yield from self._together(some)

    def _together(self, texts: Sequence[str]) -> Sequence[int]:
        found = [self.always] * len(texts)
        if self._automaton is None or not texts:
            return found
        bits = self._bits
        ends = list(accumulate(len(text) + 1 for text in texts))
        n, end = 0, ends[0]
        # No word of a rule holds what parts them, and they are found in the order of their ends.
        for word, _, stop in _words_in(folded(_APART.join(texts)), self._automaton):
            while stop >= end:
                n += 1
                end = ends[n]
            found[n] |= bits[word]
        return found


def _words_in(text: str, automaton: AhoCorasick) -> list[tuple[int, int, int]]:
    """Return the words that stand in a text, by number, with their places; they may overlap."""
    try:
        return automaton.find_matches_as_indexes(text, overlapping=True)
    except UnicodeEncodeError:
        # A lone surrogate is no text to the automaton, and in no word of a rule.
        return automaton.find_matches_as_indexes(_SURROGATE.sub("\ufffd", text), overlapping=True)


def expressions(sources: Iterable[str], lazily: bool) -> tuple[Expression, ...]:
    """Return expressions; compiled now unless ``lazily``, so that a wrong one raises re.error here."""
    made = tuple(Expression(source) for source in sources)
    if not lazily:
        for expression in made:
            _ = expression.compiled
    return made
