"""Engines that misbehave, put together from what may become of a mark, of a name, of a text and of a packet.

Each translates nothing: what it does not know becomes a word of the target language.  It knows the marks,
the target forms that stand in the text already, and the source's names, and does to each what its kind says.
What it answered is kept, so that it can be told afterwards what could have been recovered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from benchmarks.pinning_faults import FORMS, MARKS, PACKETS, TEXTS, Change, gone, same

_HANGUL = re.compile("[가-힣]+")
_WORDS = {"en": "word", "zh-Hans": "词语"}


@dataclass
class Misbehaving:
    """An engine of one kind; ``forms`` are the target forms and ``sources`` the source names it knows.

    A source name that it knows becomes ``known`` of its target form, others a word.  ``answers`` holds, by
    the text asked for, whatever it gave back in its place.
    """

    kind: str = "good"
    mark: Change = same
    form: Change = same
    text: Callable[[str, str], str | None] = TEXTS["kept"]
    packet: Callable[[list[str | None]], list[str | None]] = PACKETS["kept"]
    known: Change | None = None
    honours_terms: bool = False
    honest: bool = True
    only: Callable[[int], bool] = lambda number: True
    forms: Mapping[str, Sequence[str]] = field(default_factory=dict)
    sources: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    answers: list[tuple[str, str]] = field(default_factory=list)
    calls: int = 0
    asked: int = 0

    name: ClassVar = "misbehaving"
    needs_network: ClassVar = False
    limits: ClassVar = {"items": 10}

    def __post_init__(self) -> None:
        """Make the patterns that find what the engine knows."""
        self._patterns: dict[str, re.Pattern[str]] = {}

    def translate(
        self, texts: Sequence[str], *, source: str, target: str, terms: Sequence[tuple[str, str]] = ()
    ) -> list[str | None]:
        """Answer each text as the engine's kind does."""
        self.calls += 1
        self.asked += len(texts)
        pairs = dict(terms) if self.honest else {}
        given = self.packet([self._answered(text, target, pairs) for text in texts])
        if len(given) == len(texts):
            self.answers += [(text, answer) for text, answer in zip(texts, given, strict=True) if answer]
        return given

    def _answered(self, text: str, target: str, pairs: Mapping[str, str]) -> str | None:
        number = 0

        def one(found: re.Match[str]) -> str:
            nonlocal number
            piece = found[0]
            if piece in self.forms.get(target, ()) or piece.startswith("[["):
                number += 1
                change = self.mark if piece.startswith("[[") else self.form
                made = change(piece) if self.only(number) else piece
            elif piece in pairs:
                made = pairs[piece]
            elif self.known is not None and piece in self.sources.get(target, {}):
                made = self.known(self.sources[target][piece])
            else:
                made = _WORDS[target] if _HANGUL.match(piece) else "" if target == "en" else piece
            return f" {made} " if target == "en" or not made.isascii() else made

        done = self._pattern(target, pairs).sub(one, text)
        if target == "en":
            done = re.sub("[\u4e00-\u9fff]+", " word ", done)
            done = done.translate(str.maketrans("，。、（）“”：", ',.,()"":'))
        done = re.sub(r"\s*\x00\s*", "", re.sub(" {2,}", " ", done)).strip()
        return self.text(done, text)

    def _pattern(self, target: str, pairs: Mapping[str, str]) -> re.Pattern[str]:
        if pairs or target not in self._patterns:
            known = {*self.forms.get(target, ()), *self.sources.get(target, {}), *pairs}
            names = "|".join(
                rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])" if name.isascii() else re.escape(name)
                for name in sorted(known, key=len, reverse=True)
                if name
            )
            pattern = re.compile(rf"\[\[[A-Z]+\]\]|{names}|[가-힣]+" if names else r"\[\[[A-Z]+\]\]|[가-힣]+")
            if pairs:
                return pattern
            self._patterns[target] = pattern
        return self._patterns[target]


def engines() -> list[Callable[[], Misbehaving]]:
    """One maker of an engine for each kind of misbehaviour."""
    other = FORMS["other"]
    made: list[Callable[[], Misbehaving]] = []

    def add(**options: object) -> None:
        made.append(lambda: Misbehaving(**options))  # type: ignore[arg-type]

    add(kind="good")
    for name, change in MARKS.items():
        add(kind=f"marks {name}", mark=change, form=other)
    for name, change in FORMS.items():
        add(kind=f"names {name}", mark=gone, form=change)
    for name, change in FORMS.items():
        add(kind=f"source names {name}", mark=gone, form=gone, known=change)
    for name, whole in TEXTS.items():
        add(kind=f"texts {name}", text=whole)
        add(kind=f"texts {name}, marks only", form=other, text=whole)
    for name, packet in PACKETS.items():
        add(kind=f"packets {name}", packet=packet)
        add(kind=f"packets {name}, marks only", form=other, packet=packet)
    for name in ("dropped", "doubled", "half", "renumbered", "lower-cased", "one bracket"):
        add(kind=f"every second mark {name}", mark=MARKS[name], form=other, only=lambda n: n % 2 == 0)
        add(kind=f"the first mark {name}", mark=MARKS[name], form=other, only=lambda n: n == 1)
    for name in ("lost", "lower-cased", "doubled", "glued", "first word", "other", "Cyrillic"):
        add(kind=f"every second name {name}", mark=gone, form=FORMS[name], only=lambda n: n % 2 == 0)
    add(kind="honours terms", honours_terms=True, mark=gone, form=gone)
    add(kind="says that it honours terms", honours_terms=True, honest=False, form=other)
    add(kind="says so and loses all", honours_terms=True, honest=False, form=other, mark=gone)
    add(kind="honours terms, reorders", honours_terms=True, packet=PACKETS["reordered"])
    return made
