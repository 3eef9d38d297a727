"""Scores: how likely a line that no rule knows is the article's, by a small linear model.

Running text is told by its sentences and furniture by its words; what is left are short lines: sub-headings,
items and verses as well as menus, buttons and the headlines of other articles.  No word tells these apart, but
many small signs together do: whether the line shares words with the sentences of the page, what stands above
and below it, how long the row of short lines is that it stands in, how it begins and ends.

Each sign is a phrase of `_signs`; `line_weights.toml` has what it weighs, by where the line stands: above the
first sentence, within, below the last one, or on a page without sentences.  The score is their sum, a
log-odds: below 0 a line is more likely furniture.  The weights are learnt from labelled pages by
``benchmarks/line_weights.py``, which says how.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from importlib.resources import files
from itertools import accumulate
from typing import NamedTuple

from bilingual.cleaning.shape import Line
from bilingual.cleaning.surroundings import outside
from bilingual.cleaning.window import is_prose

#: The tables of weights: where a line stands.
PLACES = ("above", "within", "below", "bare")
#: So many code points of the page's sentences are looked into, and so many pairs of a line's letters.
TOLD, PAIRS = 6000, 40
#: Neighbours on each side that are asked what they are.
AROUND = 4
#: Signs that are said of a line that is dropped, at most.
SAID = 3
#: How much the mean score of the row around a line counts.
ROW = 0.5
#: A line next to the likeliest title may be a part of it.
BESIDE = 1.5
#: So many lines of figures alone among its neighbours make a line a table's cell.
CELLS = 3
#: Fewer short lines in a row, with no furniture beside them, give no ground to suspect them.
LONG, ABOVE = 6, 4

_WEIGHTS = ((6, "to 6"), (12, "to 12"), (24, "to 24"), (40, "to 40"), (80, "to 80"))
_ENDS = (
    (re.compile(r"[.。]$"), "ends in a full stop"),
    (re.compile(r"[!?！？…]$"), "ends in a mark"),
    (re.compile(r"[,，、；;]$"), "ends in a comma"),
    (re.compile(r"[:：]$"), "ends in a colon"),
    (re.compile(r"[\"”’'」』]$"), "ends in a quotation mark"),
    (re.compile(r"[)\]）】>〉》]$"), "ends in a bracket"),
    (re.compile(r"(?:다|요|까|죠|네|자|라)$"), "ends as a verb does"),
    (re.compile(r"(?:기|하기)$"), "ends as a button does"),
    (re.compile(r"\d$"), "ends in a figure"),
)
_MARKS = (
    (re.compile(r"[「『“\"‘']"), "quotation"),
    (re.compile(r"[,，、]"), "comma"),
    (re.compile(r"(?:…|\.\.)[^.…]"), "dots inside"),
    (re.compile(r"[|｜▶►→≫»›＞]|>>|&gt;"), "bar or arrow"),
    (re.compile(r"^[^:：]{1,14}[:：]\s?\S"), "label and colon"),
    (re.compile(r"@|https?:|www\.|\d{2,4}-\d{3,4}-\d{4}"), "address"),
    (re.compile(r"[一-鿿] [一-鿿]"), "Han entries"),
    (re.compile(r"[的了在是和与與將将]|[가-힣](?:은|는|이|가|을|를|의|에|로|도|와|과)(?=[\s,])"), "particle"),
    (
        re.compile(
            r"[请請]|[点點][击擊选選]|查看|更多|立即|下[载載]|[登搜]|세요|십시오|십시요|바로|클릭|무료|추천|신청|가입|"
            r"\b(?:click|here|more|your?|free)\b",
            re.I,
        ),
        "asks the reader",
    ),
    (re.compile(r"[!！]"), "exclamation"),
    (re.compile(r"\d{1,2}[:：]\d{2}|\d{4}[-./年년]"), "time"),
)
_ITEM = re.compile(
    r"(?:제|第)?\s?\d{1,3}\s?(?:위|번|등|호|[.)、）])|[①-⑳㉠-㉻]|[一二三四五六七八九十]{1,3}、|[QA문답问答]\s?[.:：]|.*\S\s\d{1,3}\s?[:：-]\s?\d{1,3}\s\S"
)
_NUMBER = re.compile(r"[\d.,:+%()-]+")
_PART = re.compile(r"[▲△■□◆◇▷▶○●※<〈＜]\s?[^▲△■□◆◇▷▶○●※<〈＜\s]")
_LATIN = re.compile(r"[A-Za-z]")
_HANGUL = re.compile(r"[가-힣]")
_HAN = re.compile(r"[一-鿿㐀-䶿]")
_KANA = re.compile(r"[ぁ-ヿ]")
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W_]+")


class _Weights(NamedTuple):
    least: float
    tables: tuple[dict[str, float], ...]


@lru_cache(maxsize=1)
def weights() -> _Weights:
    """Return the weights that come with the program: the lowest score that is kept, and a table a place."""
    text = (files("bilingual.cleaning") / "line_weights.toml").read_text(encoding="utf-8")
    read = tomllib.loads(text)
    return _Weights(float(read["least"]), tuple(read[place] for place in PLACES))


class Scored(NamedTuple):
    """A line's index and place, the signs that hold of it."""

    index: int
    place: int
    signs: tuple[str, ...]


def signs(body: Sequence[Line], begin: int, end: int, least: int = 1) -> Iterator[Scored]:
    """Yield what is seen of each line from ``begin`` to ``end`` that no rule has settled and is no sentence.

    Takes all lines of the page in source order; costs are linear in their number.
    """
    asked = [
        n for n in range(begin, end) if body[n].role is None and not is_prose(body[n]) and _says(body[n])
    ]
    if len(asked) < least:
        return
    page = _Page(body)
    for n in asked:
        if not page.suspected(n) or page.listed(n):
            continue
        yield Scored(n, page.place(n), tuple(page.signs(n)))


def _says(line: Line) -> bool:
    return not line.notices and "table" not in line.block.path and any(char.isalnum() for char in line.bare)


class _Page:
    """What the signs of one line need to know of the others."""

    def __init__(self, body: Sequence[Line]) -> None:
        self.body = body
        # Prose, kept, furniture, or short and not settled.
        self.row = "".join(
            ("k" if one.keep else "f")
            if one.role is not None
            else "P"
            if one.sentence and is_prose(one)
            else "s"
            for one in body
        )
        self.first, self.last = self.row.find("P"), self.row.rfind("P")
        self._rows: dict[int, tuple[int, int]] = {}

    @cached_property
    def told(self) -> str:
        """The beginning of the page's sentences."""
        told: list[str] = []
        left = TOLD
        for one, kind in zip(self.body, self.row, strict=True):
            if kind == "P":
                told.append(one.bare[:left])
                left -= len(one.bare)
                if left <= 0:
                    break
        return "\n".join(told)

    @cached_property
    def above(self) -> list[int]:
        """What the sentences above each line weigh together; the last figure is that of all sentences."""
        weights = (one.weight if kind == "P" else 0 for one, kind in zip(self.body, self.row, strict=True))
        return [0, *accumulate(weights)]

    @cached_property
    def texts(self) -> Counter[str]:
        """How often each text stands on the page."""
        return Counter(one.bare for one in self.body)

    @cached_property
    def script(self) -> str:
        """The script of the page's sentences."""
        return _script(self.told[:400])

    @cached_property
    def longest(self) -> tuple[int, int]:
        """Where the row of short lines that says most begins and ends."""
        rows = sorted({self._row(n) for n, kind in enumerate(self.row) if kind == "s"})
        said = self._weighed
        return max(rows, key=lambda row: said[row[1]] - said[row[0]], default=(0, 0))

    @cached_property
    def _weighed(self) -> list[int]:
        return [0, *accumulate(one.weight for one in self.body)]

    def place(self, n: int) -> int:
        """Return which of PLACES line ``n`` stands in."""
        return 3 if self.first < 0 else 0 if n < self.first else 1 if n < self.last else 2

    def suspected(self, n: int) -> bool:
        """Tell whether the row around line ``n`` is beside furniture, or long."""
        start, stop = self._row(n)
        row = self.row
        beside = (start > 0 and row[start - 1] == "f") or (stop < len(row) and row[stop] == "f")
        return beside or stop - start >= (LONG if n > self.first else ABOVE)

    def listed(self, n: int) -> bool:
        """Tell whether line ``n`` is an item of a list, or of the text of a page without sentences."""
        start, stop = self._row(n)
        if self.first < 0 and n < self.longest[1]:
            return True
        if self.first < n < self.last:
            near = self.body[max(start, n - AROUND) : min(stop, n + AROUND + 1)]
            if sum(not _NUMBER.sub("", one.bare) for one in near) >= CELLS:
                return True
        if not _item(self.body[n]):
            return False
        if self.first < 0:
            return True
        beside = (*self.body[max(0, n - 2) : n], *self.body[n + 1 : n + 3])
        return sum(map(_item, beside)) >= 2

    def signs(self, n: int) -> Iterator[str]:
        """Yield the signs that hold of line ``n``."""
        line = self.body[n]
        bare = line.bare
        yield "any"
        yield next((name for most, name in _WEIGHTS if line.weight <= most), "heavier")
        yield from self._shared(bare)
        yield next((name for sign, name in _ENDS if sign.search(bare)), "ends plainly")
        yield from (name for sign, name in _MARKS if sign.search(bare))
        yield from self._letters(bare)
        if _ITEM.match(bare):
            yield "counted item"
        elif _PART.match(bare):
            yield "marked item"
        if line.bullet:
            yield "bulleted"
        elif not bare[0].isalnum():
            yield (
                "begins with a bracket"
                if bare[0] in "[【<〈(（《"
                else ("begins with a quotation" if bare[0] in "\"'“‘「『" else "begins with a mark")
            )
        elif bare[0].isdecimal():
            yield "begins with a figure"
        if line.share > 0.1:
            yield "linked" if line.linked else "partly linked"
        if line.sentence:
            yield "sentence"
        if line.found:
            yield "words of rules"
        if self.texts[bare] > 1:
            yield "printed again"
        yield from self._around(n)

    def _shared(self, bare: str) -> Iterator[str]:
        if not self.told:
            return
        pairs = {word[n : n + 2] for word in _WORD.findall(bare) for n in range(len(word) - 1)}
        pairs = {pair for pair in pairs if not pair.isdecimal()}
        if not pairs:
            yield "nothing to share"
            return
        told = self.told
        yield (
            "little to share" if len(told) < 200 else "much to share" if len(told) > 1000 else "some to share"
        )
        some = sorted(pairs)[:PAIRS]
        share = sum(pair in told for pair in some) / len(some)
        yield (
            "no word shared"
            if share == 0
            else "few words shared"
            if share < 0.25
            else "some words shared"
            if share < 0.5
            else "words shared"
            if share < 0.75
            else "most words shared"
        )

    def _letters(self, bare: str) -> Iterator[str]:
        size = len(bare)
        digits = len(_DIGIT.findall(bare))
        if digits:
            yield "figures mostly" if 2 * digits > size else "figures"
        script = _script(bare)
        if script == "Latin":
            yield "Latin"
        if self.script and script and script != self.script:
            yield "another script"

    def _around(self, n: int) -> Iterator[str]:
        row = self.row
        size = len(row)
        start, stop = self._row(n)
        length = stop - start
        yield (
            "alone"
            if length == 1
            else "one of two"
            if length == 2
            else (
                "row of short lines"
                if length < 6
                else "long row of short lines"
                if length < 16
                else "very long row of short lines"
            )
        )
        if length >= 3:
            sizes = [self.body[m].weight for m in range(max(start, n - AROUND), min(stop, n + AROUND + 1))]
            mean = sum(sizes) / len(sizes)
            if sum(abs(one - mean) for one in sizes) < 0.25 * mean * len(sizes):
                yield "even lengths"
        yield _BELOW[row[n - 1]] if n else "first line"
        yield _ABOVE[row[n + 1]] if n + 1 < size else "last line"
        yield _ROW_BELOW[row[start - 1]] if start else "row at the top"
        yield _ROW_ABOVE[row[stop]] if stop < size else "row at the foot"
        said, total = self.above[n], self.above[-1]
        if said and said < total:
            yield (
                "nearly all said below"
                if said < 0.15 * total
                else "nearly all said above"
                if said > 0.85 * total
                else "in the middle"
            )
        near = row[max(0, n - AROUND) : n + AROUND + 1]
        furniture = near.count("f")
        yield (
            "no furniture near" if not furniture else "furniture near" if furniture < 4 else "among furniture"
        )
        if "P" not in near:
            yield "no sentence near"

    def _row(self, n: int) -> tuple[int, int]:
        """Return where the row of short lines around line ``n`` begins and ends; found once a row."""
        found = self._rows.get(n)
        if found is None:
            row = self.row
            start, stop = n, n + 1
            while start and row[start - 1] == "s":
                start -= 1
            while stop < len(row) and row[stop] == "s":
                stop += 1
            found = (start, stop)
            for m in range(start, stop):
                self._rows[m] = found
        return found


_BELOW = {
    "P": "below a sentence",
    "k": "below a kept line",
    "f": "below furniture",
    "s": "below a short line",
}
_ABOVE = {
    "P": "above a sentence",
    "k": "above a kept line",
    "f": "above furniture",
    "s": "above a short line",
}
_ROW_BELOW = {kind: f"row {text}" for kind, text in _BELOW.items()}
_ROW_ABOVE = {kind: f"row {text}" for kind, text in _ABOVE.items()}


def _item(line: Line) -> bool:
    return bool(_ITEM.match(line.bare) or _PART.match(line.bare))


def _script(text: str) -> str:
    hangul, han = len(_HANGUL.findall(text)), len(_HAN.findall(text))
    if _KANA.search(text):
        return "kana"
    if hangul >= han and hangul:
        return "Hangul"
    if han:
        return "Han"
    return "Latin" if _LATIN.search(text) else ""


def settle_unlikely(body: Sequence[Line], begin: int, end: int, spare: bool = False) -> None:
    """Settle the lines from ``begin`` to ``end`` whose score says that they are furniture.

    ``spare``: the one with the highest score stands, whatever it is: it may be the title.
    """
    model = weights()
    found = list(signs(body, begin, end, 2 if spare else 1))
    own = [sum(model.tables[one.place].get(sign, 0.0) for sign in one.signs) for one in found]
    scores = _smoothed(found, own)
    best = max(range(len(found)), key=lambda n: scores[n], default=-1) if spare else -1
    for n, (one, score) in enumerate(zip(found, scores, strict=True)):
        beside = best >= 0 and abs(one.index - found[best].index) == 1
        if score < model.least - (BESIDE if beside else 0) and n != best:
            outside(body[one.index], _rule(score, one, model.tables[one.place]))


def _rule(score: float, one: Scored, table: dict[str, float]) -> str:
    against = sorted((sign for sign in one.signs if sign != "any"), key=lambda sign: table.get(sign, 0.0))
    return f"score {score:.1f}: {', '.join(against[:SAID])}"


def _smoothed(found: Sequence[Scored], own: Sequence[float]) -> list[float]:
    """Return each line's score moved towards those of its neighbours in the row."""
    scores: list[float] = []
    for n, one in enumerate(found):
        if not one.place:
            scores.append(own[n])
            continue
        near = [
            own[m]
            for m in range(max(0, n - AROUND), min(len(found), n + AROUND + 1))
            if abs(found[m].index - one.index) == abs(m - n)
        ]
        scores.append((1 - ROW) * own[n] + ROW * sum(near) / len(near))
    return scores
