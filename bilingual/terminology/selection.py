"""Which rows count in one text: those whose context words and full names stand there or in its article."""

from __future__ import annotations

import re
from functools import lru_cache

from bilingual.terminology.candidates import Form
from bilingual.terminology.entries import Entry
from bilingual.terminology.folding import flat, fold
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

    def __init__(self, text: str, read: str | None = None, skeleton: str | None = None) -> None:
        self.text = text
        self.read = text if read is None else read
        self._flat: str | None = None
        self._known: dict[str, bool] = {}
        self._told: dict[Form, bool] = {}
        self._skeleton = skeleton
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
    """The rows that count in one text: they serve a target, and their words stand there."""

    __slots__ = ("_article", "_source", "_targets")

    def __init__(self, source: Words, article: Words, targets: tuple[str, ...]) -> None:
        self._source = source
        self._article = article
        self._targets = targets

    def fault(self, form: Form) -> str:
        """The reason against a form; empty for none."""
        if not serves(form.entry, self._targets):
            return NO_TARGET
        if form.context and not (self._article.tells(form) or self._source.tells(form)):
            return NO_CONTEXT
        if form.unless and any(map(self.introduced, form.unless)):
            return TWO_MEANINGS
        return NO_FULL_NAME if form.full and not self.introduced(form.full) else ""

    def introduced(self, full: str) -> bool:
        """Whether a full name stands in this text or before it in the article."""
        if self._source.place(full) >= 0:
            return True
        there = self._article.place(full)
        if there < 0:
            return False
        here = self._article.letters.find(self._source.letters) if self._source.read.strip() else -1
        return here < 0 or there < here


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
