"""Engines that follow a script: they translate nothing, but behave in ways that engines behave."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import ClassVar

from bilingual.errors import EngineError

_HANGUL = re.compile(r"[가-힣]+")


class Scripted:
    """Turns each run of Hangul into a word of the target language and leaves the rest, as a good engine
    leaves names and numbers.  Keeps every text that it was asked for."""

    name = "scripted"
    needs_network = False
    limits: ClassVar = {"items": 3}
    words: ClassVar = {"en": "word", "zh-Hans": "词", "zh-Hant": "詞"}

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.calls = 0

    def translate(
        self, texts: Sequence[str], *, source: str, target: str, terms: Sequence[tuple[str, str]] = ()
    ) -> list[str | None]:
        self.calls += 1
        self.asked += texts
        return [self.answer(text, target) for text in texts]

    def answer(self, text: str, target: str) -> str | None:
        return _HANGUL.sub(self.words[target], text)


class Forgetful(Scripted):
    """Drops whatever is not its own: every name and mark is lost, whatever way it was pinned."""

    name = "forgetful"

    def answer(self, text: str, target: str) -> str | None:
        return f"{self.words[target]} {self.words[target]}"


class Echoing(Scripted):
    """Gives back what it was given."""

    name = "echoing"

    def answer(self, text: str, target: str) -> str | None:
        return text


class Korean(Scripted):
    """Answers in Korean whatever was asked."""

    name = "korean"

    def answer(self, text: str, target: str) -> str | None:
        return "이것은 번역이 아니라 한국어 문장입니다."


class Dying(Scripted):
    """Answers two calls and then is gone."""

    name = "dying"

    def translate(
        self, texts: Sequence[str], *, source: str, target: str, terms: Sequence[tuple[str, str]] = ()
    ) -> list[str | None]:
        if self.calls >= 2:
            raise EngineError("the service is closed for today", retryable=False)
        return super().translate(texts, source=source, target=target, terms=terms)


class Interrupted(Scripted):
    """Is interrupted by the person in the third call."""

    name = "scripted"

    def translate(
        self, texts: Sequence[str], *, source: str, target: str, terms: Sequence[tuple[str, str]] = ()
    ) -> list[str | None]:
        if self.calls >= 2:
            raise KeyboardInterrupt
        return super().translate(texts, source=source, target=target, terms=terms)


class Native(Scripted):
    """Honours the terms that it is given: writes each one's target form."""

    name = "native"
    honours_terms = True

    def translate(
        self, texts: Sequence[str], *, source: str, target: str, terms: Sequence[tuple[str, str]] = ()
    ) -> list[str | None]:
        self.calls += 1
        self.asked += texts
        answers: list[str | None] = []
        for text in texts:
            for form, translation in terms:
                text = text.replace(form, translation)
            answers.append(self.answer(text, target))
        return answers


class NeedsNetwork(Scripted):
    """Must never be asked offline."""

    name = "needs-network"
    needs_network = True


class DropsLatin(Scripted):
    """Loses every name in Latin letters but keeps marks in brackets, and may be interrupted in a call."""

    name = "drops-latin"
    needs_network = False
    interrupted_in = 0

    def translate(
        self, texts: Sequence[str], *, source: str, target: str, terms: Sequence[tuple[str, str]] = ()
    ) -> list[str | None]:
        if self.calls + 1 == self.interrupted_in:
            raise KeyboardInterrupt
        return super().translate(texts, source=source, target=target, terms=terms)

    def answer(self, text: str, target: str) -> str | None:
        if "[" not in text:
            text = re.sub(r"[A-Za-z]+", "", text)
        return super().answer(text, target)


class RefusesMixed(Scripted):
    """Has no answer to a text in two scripts."""

    name = "refuses-mixed"

    def answer(self, text: str, target: str) -> str | None:
        if _HANGUL.search(text) and re.search(r"[A-Za-z一-鿿]", text):
            return None
        return super().answer(text, target)


class Alliance(Scripted):
    """Translates a term in a way of its own and drops what was put in its place."""

    name = "alliance"

    def answer(self, text: str, target: str) -> str | None:
        return re.sub(r"[A-Z]{3,}|北约|\[\[.*?\]\]|나토", "", super().answer(text, target) or "") + " word"
