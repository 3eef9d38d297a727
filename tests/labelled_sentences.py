"""Sentences of our own with the terms that must be found in them, and how well a matcher does on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bilingual.article import Policy
from bilingual.terminology import Matcher

DATA = Path(__file__).parent / "data" / "matching"
SETS = ("first.tsv", "second.tsv", "third.tsv", "fourth.tsv")


@dataclass(frozen=True)
class Labelled:
    """A sentence, and the spans that must be found in it, no other ones."""

    language: str
    kind: str
    text: str
    spans: frozenset[tuple[int, int]]


def labelled(name: str) -> Iterator[Labelled]:
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        language, kind, marked = line.split("\t")
        text, spans, start = "", set[tuple[int, int]](), 0
        for char in marked:
            if char == "⟦":
                start = len(text)
            elif char == "⟧":
                spans.add((start, len(text)))
            else:
                text += char
        yield Labelled({"zh": "zh-Hans"}.get(language, language), kind, text, frozenset(spans))


def measured(matcher: Matcher, sentences: list[Labelled]) -> tuple[float, float, list[str]]:
    """Precision, recall and the sentences in which something is wrong."""
    count: Counter[str] = Counter()
    wrong: list[str] = []
    for one in sentences:
        targets = [code for code in ("ko", "en", "zh-Hans") if code != one.language]
        found = {
            (match.start, match.end)
            for match in matcher.find(one.text, one.language, targets)
            if match.policy is not Policy.SUGGEST
        }
        count["both"] += len(found & one.spans)
        count["found"] += len(found)
        count["wanted"] += len(one.spans)
        if found != one.spans:
            extra = [one.text[start:end] for start, end in sorted(found - one.spans)]
            missed = [one.text[start:end] for start, end in sorted(one.spans - found)]
            wrong.append(f"{one.text}: extra {extra}, missed {missed}")
    return count["both"] / count["found"], count["both"] / count["wanted"], wrong
