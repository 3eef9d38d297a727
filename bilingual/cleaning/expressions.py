"""The regular expressions of rules: compiled when first tried, and tried only where they may match.

Of some three hundred expressions one or two can match a given line.  One pass over the line finds the words
that it holds (Aho-Corasick over the words of all expressions, see :mod:`bilingual.cleaning.triggers`);
an expression none of whose words is there cannot match and is neither tried nor compiled.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from bilingual.cleaning.triggers import Needs, folded, needs

if TYPE_CHECKING:
    from ahocorasick_rs import BytesAhoCorasick

#: Longer texts are looked through in pieces, so that what is found in one stays little.
_PIECE = 4096
#: So much of a word is looked for, in code points: what the rest would rule out is not worth the memory that
#: each letter takes, which is read all over for every line.
_TOLD, _ASCII_TOLD = 3, 5
#: What stands between texts that are looked through together, and is looked for as words are: printable, so
#: that nothing is to be folded, and in no word of a rule.
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
        of_word: dict[str, int] = {_APART: 0}
        for n, expression in enumerate(expressions):
            words = expression.needs.words
            if words is None or _APART in words:
                self.always |= 1 << n
                continue
            # Most words are of one expression alone: its words share one number, and what is looked up for a
            # page stays in the processor's cache.
            bit = 1 << n
            for whole in words:
                word = whole[: _ASCII_TOLD if whole.isascii() else _TOLD]
                of_word[word] = of_word[word] | bit if word in of_word else bit
        self._bits = list(of_word.values())
        self._overlap = max(map(len, of_word)) - 1
        self._automaton: BytesAhoCorasick | None = None
        if len(of_word) > 1:
            from ahocorasick_rs import BytesAhoCorasick

            self._automaton = BytesAhoCorasick([word.encode() for word in of_word])

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

    def of_each(self, texts: Iterable[str]) -> list[int]:
        """Return what `of` returns for each of many short texts; they are looked through some at a time.

        Equal numbers are one object: most lines of a long page hold the same few words.
        """
        found: list[int] = []
        known: dict[int, int] = {}
        some: list[str] = []
        length = 0
        for text in texts:
            some.append(text)
            length += len(text)
            if length > _PIECE:
                found += [known.setdefault(one, one) for one in self._together(some)]
                some, length = [], 0
        last = self._together(some)
        found += [known.setdefault(one, one) for one in last] if known else last
        return found

    def _together(self, texts: Sequence[str]) -> list[int]:
        if self._automaton is None or not texts:
            return [self.always] * len(texts)
        text = _APART.join(texts)
        if text.count(_APART) >= len(texts):
            return [self.of(one) for one in texts]
        each: list[int] = []
        bits, own = self._bits, self.always
        # Words are found in the order of their ends; number 0 is what parts the texts.
        for word, _, _ in _words_in(folded(text), self._automaton):
            if word:
                own |= bits[word]
            else:
                each.append(own)
                own = self.always
        each.append(own)
        return each


def _words_in(text: str, automaton: BytesAhoCorasick) -> list[tuple[int, int, int]]:
    """Return the words that stand in a text, by number, with their places in bytes; they may overlap."""
    # A lone surrogate is in no word of a rule.
    return automaton.find_matches_as_indexes(text.encode("utf-8", "replace"), overlapping=True)


def expressions(sources: Iterable[str], lazily: bool) -> tuple[Expression, ...]:
    """Return expressions; compiled now unless ``lazily``, so that a wrong one raises re.error here."""
    made = tuple(Expression(source) for source in sources)
    if not lazily:
        for expression in made:
            _ = expression.compiled
    return made
