"""Which rows count in one text: those whose context words and full names stand there or in its article."""

from __future__ import annotations

import re
from functools import lru_cache

from bilingual.terminology.candidates import Form
from bilingual.terminology.entries import Entry
from bilingual.terminology.folding import Folded, flat, fold
from bilingual.terminology.sources import CHINESE

#: Why a form that stands as a word is no match.
NO_TARGET = "no target"
NO_CONTEXT = "no context"
NO_FULL_NAME = "no full name"
TWO_MEANINGS = "two meanings"


class Words:
    """A text in which context words are looked up, each once: an article is asked for every segment.

    ``read`` is the text in simplified characters where it is a traditional one, else the text itself.
    """

    __slots__ = ("_flat", "_known", "_places", "_skeleton", "_told", "read", "text")

    def __init__(self, text: str, read: str | None = None) -> None:
        self.text = text
        self.read = text if read is None else read
        self._flat: str | None = None
        self._known: dict[str, bool] = {}
        self._told: dict[Form, bool] = {}
        self._skeleton: str | None = None
        self._places: dict[str, int] = {}

    def tells(self, form: Form) -> bool:
        """Whether a context word of the form's row stands in the text."""
        told = self._told.get(form)
        if told is None:
            told = self._told[form] = any(map(self._has, form.context))
        return told

    def place(self, name: str) -> int:
        """Where a name, however spaced, first stands among the letters of the text; -1 for nowhere."""
        place = self._places.get(name)
        if place is None:
            place = self._places[name] = self.letters.find(_letters(name))
        return place

    @property
    def letters(self) -> str:
        """The letters of the text as they are looked up, without what may stand between them."""
        if self._skeleton is None:
            self._skeleton = fold(self.read).skeleton
        return self._skeleton

    def _has(self, word: str) -> bool:
        known = self._known.get(word)
        if known is None:
            if self._flat is None:
                both = self.text if self.read is self.text else f"{self.text}\n{self.read}"
                self._flat = flat(both).lower()
            known = self._known[word] = _stands(word, self._flat)
        return known


class Selection:
    """The rows that count in one text, because their words stand there or in its article."""

    __slots__ = ("_article", "_folded", "_here", "_source", "_text")

    def __init__(self, text: str, read: Folded, article: Words) -> None:
        self._text = text
        self._folded = read
        self._article = article
        self._source: Words | None = None
        self._here: int | None = None

    def fault(self, form: Form) -> str:
        """The reason against a form; empty for none."""
        if form.context and not (self._article.tells(form) or self._words().tells(form)):
            return NO_CONTEXT
        if form.unless and any(map(self.introduced, form.unless)):
            return TWO_MEANINGS
        return NO_FULL_NAME if form.full and not self.introduced(form.full) else ""

    def introduced(self, full: str) -> bool:
        """Whether a full name stands in this text or before it in the article."""
        letters = self._folded.skeleton
        if _letters(full) in letters:
            return True
        there = self._article.place(full)
        if there < 0:
            return False
        if self._here is None:
            self._here = self._article.letters.find(letters) if self._text.strip() else -1
        return self._here < 0 or there < self._here

    def _words(self) -> Words:
        if self._source is None:
            self._source = Words(self._text, self._folded.base)
        return self._source


def serves(entry: Entry, targets: tuple[str, ...]) -> bool:
    """Whether an entry has a form for one of the targets, the other Chinese script included."""
    return any(target in entry.forms or CHINESE.get(target) in entry.forms for target in targets)


@lru_cache(maxsize=4096)
def _letters(name: str) -> str:
    return fold(name).skeleton


def _stands(word: str, haystack: str) -> bool:
    if word.isascii():
        return re.search(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])", haystack) is not None
    return word in haystack
