"""Which rows count in one text: those whose context words and full names stand there or in its article."""

from __future__ import annotations

import re

from bilingual.terminology.candidates import Form
from bilingual.terminology.entries import Entry
from bilingual.terminology.folding import flat, fold, is_han, is_hangul
from bilingual.terminology.sources import CHINESE

#: Why a form that stands as a word is no match.
NO_TARGET = "no target"
NO_CONTEXT = "no context"
NO_FULL_NAME = "no full name"
TWO_MEANINGS = "two meanings"
# Country names in English that are as often something else: a state, a river, a man, a bird.
_SHARED_NAMES = frozenset({"georgia", "jordan", "chad", "turkey"})


class Words:
    """A text in which context words are looked up, each once: an article is asked for every segment.

    ``read`` is the text in simplified characters where it is a traditional one, else empty.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.read = ""
        self._flat: str | None = None
        self._known: dict[str, bool] = {}
        self._skeleton: str | None = None
        self._places: dict[str, int] = {}

    def has(self, word: str) -> bool:
        """Whether a context word stands in the text."""
        known = self._known.get(word)
        if known is None:
            if self._flat is None:
                self._flat = flat(f"{self.text}\n{self.read}" if self.read else self.text).lower()
            known = self._known[word] = _stands(flat(word).lower(), self._flat)
        return known

    def place(self, name: str) -> int:
        """Where a name, however spaced, first stands among the letters of the text; -1 for nowhere."""
        place = self._places.get(name)
        if place is None:
            if self._skeleton is None:
                self._skeleton = fold(self.read or self.text).skeleton
            place = self._places[name] = self._skeleton.find(fold(name).skeleton)
        return place


class Selection:
    """The rows that count in one text: they serve a target, and their words stand there."""

    __slots__ = ("_article", "_source", "_targets")

    def __init__(self, source: Words, article: Words, targets: tuple[str, ...]) -> None:
        self._source = source
        self._article = article
        self._targets = targets

    def fault(self, form: Form) -> str:
        """The reason against a form; empty for none."""
        entry = form.entry
        if not serves(entry, self._targets):
            return NO_TARGET
        if (
            entry.context
            and not any(self._source.has(word) or self._article.has(word) for word in entry.context)
            and _must_be_told(form)
        ):
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
        own = self._source.read or self._source.text
        here = self._article.place(own) if own.strip() else -1
        return here < 0 or there < here


def serves(entry: Entry, targets: tuple[str, ...]) -> bool:
    """Whether an entry has a form for one of the targets, the other Chinese script included."""
    return any(target in entry.forms or CHINESE.get(target) in entry.forms for target in targets)


def _must_be_told(form: Form) -> bool:
    """Whether a form needs the context words of its row.

    They tell the Korean form from a word of the same letters (수단, also means); 苏丹 needs no telling.
    So a form in another script counts by itself where none of the words is in that script, but for people,
    whose short names are shared in every language.
    """
    entry = form.entry
    if entry.kind == "person" or is_hangul(form.skeleton[0]):
        return True
    if form.skeleton in _SHARED_NAMES:
        return True
    if is_han(form.skeleton[0]):
        return any(is_han(char) for word in entry.context for char in word)
    return any(char.isascii() and char.islower() for word in entry.context for char in word)


def _stands(word: str, haystack: str) -> bool:
    if word.isascii():
        return re.search(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])", haystack) is not None
    return word in haystack
