"""Scoring what a program keeps of a page against labelled lines, the same way for every program.

A program gives the text that it keeps; nothing else is asked of it, so that one which knows no lines can be
scored too.  A labelled line counts as kept when at least 80 % of its characters stand in the kept text:

- Only letters and digits count, in NFC (so spaces, punctuation and marks of a list change nothing), and of a
  labelled line only what a reader sees: no tags, no addresses behind links.
- A character of the line stands in the kept text if it belongs to a run of at least RUN characters that the
  kept text has too.  A line shorter than RUN must be there whole, between characters that are neither letters
  nor digits (or ends of a piece): 评论 within a sentence is not the button 评论.
- Each character of the kept text vouches for one line.  Long lines choose first, then those that stand first
  on the page: a headline printed twice and kept once is kept once.  A line kept as a piece of its own chooses
  that piece, so that it takes nothing from shorter lines.

Lines labelled ``alt_keep`` could be decided either way and are left out of the score; they still take their
characters, like any other line.  A line without a letter or digit is left out too.
"""

from __future__ import annotations

import html
import json
import random
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

#: The share of a line's characters that must stand in the kept text.
ENOUGH = 0.8
#: Characters in a row that are no coincidence.
RUN = 8
#: Samples of the bootstrap, and its seed.
SAMPLES, SEED = 2000, 20220821

_NOT_WORD = re.compile(r"[\W_]+")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_ADDRESS = re.compile(r"\]\([^()\s]*\)(?:\{[^{}]*\})?")
_TAKEN = "\0"


@dataclass(frozen=True)
class GoldLine:
    """A line of a page as a person labelled it."""

    line: int
    text: str
    label: str
    keep: bool
    scored: bool


@dataclass(frozen=True)
class LabelledPage:
    """A page and its labelled lines.  The lines of an HTML page are those of the text saved of it."""

    path: Path
    lines: tuple[GoldLine, ...]


@dataclass(frozen=True)
class Score:
    """Counts of lines: kept rightly, kept wrongly, missed; and of roles, right and asked for."""

    hit: int = 0
    wrong: int = 0
    missed: int = 0
    right: int = 0
    asked: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.hit + other.hit,
            self.wrong + other.wrong,
            self.missed + other.missed,
            self.right + other.right,
            self.asked + other.asked,
        )

    @property
    def f1(self) -> float:
        """F1 of keep-or-drop; 1 where there was nothing to keep and nothing was kept."""
        total = 2 * self.hit + self.wrong + self.missed
        return 2 * self.hit / total if total else 1.0

    @property
    def roles(self) -> float | None:
        """The share of lines whose role is right; None if roles were not asked for."""
        return self.right / self.asked if self.asked else None


class RoleRow(Protocol):
    """What a row of ``detect`` has that is scored here."""

    line: int | None
    text: str
    role: str
    keep: bool


def labelled_pages(corpus: Path, suffix: str, seeds: Path | None = None) -> Iterator[LabelledPage]:
    """Yield the pages of ``corpus`` (folders ``pages`` and ``gold``) that end in ``suffix`` and have labels.

    Without a folder ``pages`` the pages stand in ``corpus`` itself.
    ``gold/seed_000.jsonl`` labels the document in ``seeds`` whose name begins with ``000``.
    """
    folder = corpus / "pages" if (corpus / "pages").is_dir() else corpus
    for gold in sorted((corpus / "gold").glob("*.jsonl")):
        path = folder / f"{gold.stem}{suffix}"
        if gold.stem.startswith("seed_") and seeds is not None:
            path = next(seeds.glob(f"{gold.stem.removeprefix('seed_')}*{suffix}"), path)
        if path.is_file():
            yield LabelledPage(path, tuple(_gold_lines(gold)))


def _gold_lines(path: Path) -> Iterator[GoldLine]:
    for text in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(text)
        said = visible(row["text"])
        scored = not row.get("alt_keep") and bool(plain(said))
        yield GoldLine(row["line"], said, row["label"], row["keep"], scored)


def visible(text: str) -> str:
    """Return what a reader sees of a labelled line: no tags, no addresses behind links, entities resolved."""
    return html.unescape(_ADDRESS.sub("]", _TAG.sub(" ", text)))


def plain(text: str) -> str:
    """Return the letters and digits of ``text``, NFC."""
    return _NOT_WORD.sub("", unicodedata.normalize("NFC", text))


class _KeptText:
    """The letters and digits of the kept text, and before which of them something else stands."""

    def __init__(self, pieces: Iterable[str]) -> None:
        words: list[str] = []
        self._edges = {0}
        #: Where pieces of a text begin.
        self._starts: dict[str, list[int]] = {}
        at = 0
        for piece in pieces:
            start, said = at, [word for word in _NOT_WORD.split(unicodedata.normalize("NFC", piece)) if word]
            for word in said:
                at += len(word)
                self._edges.add(at)
            words += said
            self._starts.setdefault("".join(said), []).append(start)
        self.text = "".join(words)

    def take(self, line: str) -> bool:
        """Tell whether enough of ``line`` is here, and take it if so."""
        runs = self._whole(line) or self._runs(line)
        if sum(end - start for start, end in runs) < ENOUGH * len(line):
            return False
        for start, end in runs:
            self.text = self.text[:start] + _TAKEN * (end - start) + self.text[end:]
        return True

    def _whole(self, line: str) -> list[tuple[int, int]]:
        for start in self._starts.get(line, ()):
            if self.text.startswith(line, start):
                return [(start, start + len(line))]
        at = self.text.find(line)
        while at >= 0:
            end = at + len(line)
            if len(line) >= RUN or (at in self._edges and end in self._edges):
                return [(at, end)]
            at = self.text.find(line, at + 1)
        return []

    def _runs(self, line: str) -> list[tuple[int, int]]:
        runs: list[tuple[int, int]] = []
        n = 0
        while n + RUN <= len(line):
            at = self.text.find(line[n : n + RUN])
            while at >= 0 and any(start < at + RUN and at < end for start, end in runs):
                at = self.text.find(line[n : n + RUN], at + 1)
            if at < 0:
                n += 1
                continue
            end = at + RUN
            ahead = min((start for start, _ in runs if start >= end), default=len(self.text))
            while end < ahead and n + end - at < len(line) and self.text[end] == line[n + end - at]:
                end += 1
            runs.append((at, end))
            n += end - at
        return runs


def kept_lines(lines: Sequence[GoldLine], kept: Iterable[str]) -> list[bool]:
    """Return for each line whether it stands in the kept text; see the module's text for how."""
    text = _KeptText(kept)
    texts = [plain(line.text) for line in lines]
    found = [False] * len(lines)
    for n in sorted(range(len(lines)), key=lambda n: (-len(texts[n]), n)):
        found[n] = bool(texts[n]) and text.take(texts[n])
    return found


def rows_of_lines(lines: Sequence[GoldLine], rows: Sequence[RoleRow], numbered: bool) -> list[RoleRow | None]:
    """Return for each line the row that says its role, None for a line that no row holds.

    ``numbered``: the rows have the lines' own numbers (text pages).  Else they are matched by their text:
    rows of equal text first, in order and each once; then the row that holds the line or is held by it and
    shares most characters with it, if that is half of the longer one.
    """
    if numbered:
        of_number = {row.line: row for row in reversed(rows)}
        return [of_number.get(line.line) for line in lines]
    texts = [plain(row.text) for row in rows]
    equal: dict[str, list[int]] = {}
    for n, text in enumerate(texts):
        equal.setdefault(text, []).append(n)
    found: list[RoleRow | None] = []
    for line in lines:
        text = plain(line.text)
        same = equal.get(text)
        if same:
            found.append(rows[same.pop(0) if len(same) > 1 else same[0]])
            continue
        near = [n for n, other in enumerate(texts) if other and text and (other in text or text in other)]
        best = max(near, key=lambda n: min(len(texts[n]), len(text)), default=None)
        close = best is not None and 2 * min(len(texts[best]), len(text)) >= max(len(texts[best]), len(text))
        found.append(rows[best] if best is not None and close else None)
    return found


def score(
    lines: Sequence[GoldLine],
    kept: Iterable[str],
    rows: Sequence[RoleRow] | None = None,
    numbered: bool = False,
) -> Score:
    """Score what a program keeps of a page, and its rows' roles if it has any.

    A line that no row holds is not asked for its role: that it is lost shows in the kept text.
    """
    hit = wrong = missed = right = asked = 0
    for line, here in zip(lines, kept_lines(lines, kept), strict=True):
        if line.scored:
            hit += here and line.keep
            wrong += here and not line.keep
            missed += line.keep and not here
    for line, row in zip(lines, rows_of_lines(lines, rows, numbered) if rows else (), strict=False):
        if line.scored and row is not None:
            asked += 1
            right += row.role == line.label
    return Score(hit, wrong, missed, right, asked)


def interval(scores: Sequence[Score]) -> float:
    """Return half the width of the 95 % interval of F1 over pages: percentile bootstrap, seeded."""
    chance = random.Random(SEED)
    means = sorted(
        sum(chance.choices(scores, k=len(scores)), Score()).f1 for _ in range(SAMPLES if scores else 0)
    )
    if not means:
        return 0.0
    return (means[int(0.975 * len(means)) - 1] - means[int(0.025 * len(means))]) / 2
