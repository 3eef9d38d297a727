"""Signs: what is seen of a line that no rule knows and that is no sentence, each said in a phrase.

Whether it shares words with the page's sentences, what stands above and below it, how long the row of short
lines is that it stands in, how it begins and ends.  What they weigh is told in `scoring`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate, islice
from operator import add
from typing import NamedTuple

from bilingual.cleaning.rows import is_over_rows, is_row
from bilingual.cleaning.shape import Line
from bilingual.cleaning.window import is_prose

#: Where a line stands: above the first sentence, below the last one, on a page without sentences.  Between
#: sentences a short line is the article's own, whatever it looks like: an essay quotes verses.
PLACES = ("above", "below", "bare")
#: So many code points of the page's sentences are looked into, so many pairs of a line's letters, so many
#: code points of a line.
TOLD, PAIRS, LOOKED = 3000, 24, 400
#: Neighbours on each side that are asked what they are.
AROUND = 4
#: So many lines of figures alone among its neighbours make a line a table's cell.
CELLS = 3
#: Fewer short lines in a row, with no furniture beside them, give no ground to suspect them: below the first
#: sentence, and above it.
LONG, ABOVE = 6, 4
#: A page with more short lines that no rule knows is no page of news; nothing is seen of them.
MOST = 3000

_Bands = tuple[tuple[float, str], ...]
_WEIGHTS: _Bands = ((6, "to 6"), (12, "to 12"), (24, "to 24"), (40, "to 40"), (80, "to 80"))
_TOLD: _Bands = ((199, "little to share"), (1000, "some to share"))
_SHARES: _Bands = (
    (0, "no word shared"),
    (0.24, "few words shared"),
    (0.49, "some words shared"),
    (0.74, "words shared"),
)
_ROWS: _Bands = ((1, "alone"), (2, "one of two"), (5, "row of short lines"), (15, "long row of short lines"))
_SAID: _Bands = ((0.15, "nearly all said below"), (0.85, "in the middle"))
_NEAR: _Bands = ((0, "no furniture near"), (3, "furniture near"))
_ENDS = {
    char: sign
    for chars, sign in (
        (".。", "ends in a full stop"),
        ("!?！？…", "ends in a mark"),
        (",，、；;", "ends in a comma"),
        (":：", "ends in a colon"),
        ("\"”’'」』", "ends in a quotation mark"),
        (")]）】>〉》", "ends in a bracket"),
        ("다요까죠네자라", "ends as a verb does"),
        ("기", "ends as a button does"),
        ("0123456789", "ends in a figure"),
    )
    for char in chars
}
_BEGINS = {
    **dict.fromkeys("[【<〈(（《", "begins with a bracket"),
    **dict.fromkeys("\"'“‘「『", "begins with a quotation"),
}
_STANDS = {"P": "a sentence", "k": "a kept line", "f": "furniture", "s": "a short line"}
_BELOW = {kind: f"below {what}" for kind, what in _STANDS.items()}
_ABOVE = {kind: f"above {what}" for kind, what in _STANDS.items()}
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
            r"[请請]|[点點][击擊选選]|查看|更多|立即|下[载載]|[登搜]|세요|십시오|십시요|바로|"
            r"클릭|무료|추천|신청|가입|"
            r"\b(?:click|here|more|your?|free)\b",
            re.I,
        ),
        "asks the reader",
    ),
    (re.compile(r"[!！]"), "exclamation"),
    (re.compile(r"\d{1,2}[:：]\d{2}|\d{4}[-./年년]"), "time"),
)
# What all marks but a few have in them, and those few.
_MARKED = re.compile(r"[「『“\"‘',，、….|｜▶►→≫»›＞>;:：@!！\d]")
_UNMARKED = tuple(one for one in _MARKS if one[1] in ("Han entries", "particle", "asks the reader"))
_ITEM = re.compile(
    r"(?:제|第)?\s?\d{1,3}\s?(?:위|번|등|호|[.)、）])|[①-⑳㉠-㉻]|[一二三四五六七八九十]{1,3}、|"
    r"[QA문답问答]\s?[.:：]|.{0,40}\S\s\d{1,3}\s?[:：-]\s?\d{1,3}\s\S"
)
_PART = re.compile(r"[▲△■□◆◇▷▶○●※<〈＜]\s?[^▲△■□◆◇▷▶○●※<〈＜\s]")
_NUMBER = re.compile(r"[\d.,:+%()-]+")
_LATIN = re.compile(r"[A-Za-z]")
_HANGUL = re.compile(r"[가-힣]")
_HAN = re.compile(r"[一-鿿㐀-䶿]")
_KANA = re.compile(r"[ぁ-ヿ]")
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W_]+")
# However short, what states something and stops is a sentence, also before one of the others.
_STATES, _BEHIND = ("다.", "。"), "\"'”’」』)"
_SHORT = re.compile("s+")


class Seen(NamedTuple):
    """A line's index, its place as an index of PLACES, and the signs that hold of it."""

    line: int
    place: int
    signs: tuple[str, ...]


def signs(body: Sequence[Line], begin: int, end: int, least: int = 1) -> list[Seen]:
    """Return what is seen of each line from ``begin`` to ``end`` that may be furniture, though no rule knows.

    Takes all lines of the page in source order; costs are linear in their number.  With fewer than ``least``
    lines that no rule knows nothing is looked at.
    """
    # One more than can be seen tells enough of a longer page.
    asked = list(islice((n for n in range(begin, end) if _asked(body[n])), MOST + 1))
    if not least <= len(asked) <= MOST:
        return []
    page = _Page(body)
    suspects = [
        (n, place)
        for n in asked
        if (place := page.place(n)) >= 0 and page.is_suspect(n) and not page.is_listed(n)
    ]
    if suspects:
        page.read()
    return [Seen(n, place, tuple(page.signs(n))) for n, place in suspects]


def _asked(line: Line) -> bool:
    if line.role is not None:
        return False
    bare = line.bare
    if is_prose(line) or bare.rstrip(_BEHIND).endswith(_STATES) or line.notices or "table" in line.block.path:
        return False
    return bare[:1].isalnum() or any(map(str.isalnum, bare))


class _Page:
    """What the signs of one line need to know of the others."""

    def __init__(self, body: Sequence[Line]) -> None:
        self.body = body
        self.row = "".join(map(_kind, body))
        self.first, self.last = self.row.find("P"), self.row.rfind("P")
        self._found = (0, 0)

    def read(self) -> None:
        """Read what the whole page says, before signs are asked for."""
        sentences = [one for one, kind in zip(self.body, self.row, strict=True) if kind == "P"]
        told: list[str] = []
        left = TOLD
        for one in sentences:
            told.append(one.bare[:left])
            left -= len(one.bare)
            if left <= 0:
                break
        #: The beginning of the page's sentences, and its script.
        self.told = "\n".join(told)
        self.script = _script(self.told[:LOOKED])
        weights = [one.weight if kind == "P" else 0 for one, kind in zip(self.body, self.row, strict=True)]
        #: What the sentences above each line weigh together; the last figure is that of all sentences.
        self.said = [0, *accumulate(weights)]
        #: How often each text stands on the page.
        self.texts = Counter([one.bare for one in self.body])

    @cached_property
    def longest_end(self) -> int:
        """Where the row of short lines that says most ends."""
        rows = [match.span() for match in _SHORT.finditer(self.row)]
        said = [sum(one.weight for one in self.body[start:stop]) for start, stop in rows]
        return rows[said.index(max(said))][1] if rows else 0

    def place(self, n: int) -> int:
        """Return the index in PLACES of where line ``n`` stands, -1 between sentences."""
        if self.first < 0:
            return PLACES.index("bare")
        if self.first < n < self.last:
            return -1
        return PLACES.index("above" if n < self.first else "below")

    def is_suspect(self, n: int) -> bool:
        """Tell whether the row around line ``n`` is beside furniture, or long."""
        start, stop = self._row(n)
        row = self.row
        beside = (start > 0 and row[start - 1] == "f") or (stop < len(row) and row[stop] == "f")
        return beside or stop - start >= (LONG if n > self.first else ABOVE)

    def is_listed(self, n: int) -> bool:
        """Tell whether line ``n`` is an item or a cell, or of the text of a page without sentences."""
        block = self.body[n].block
        if block.tag == "li" and block.line is None:
            return True  # Of a Word document, which has no lines: whoever wrote it made the list.
        start, stop = self._row(n)
        if self.first < 0 and n < self.longest_end:
            return True
        if self.first < n < self.last:
            near = self.body[max(start, n - AROUND) : min(stop, n + AROUND + 1)]
            if sum(bool(_NUMBER.fullmatch(one.bare)) for one in near) >= CELLS:
                return True
        if n > self.first and (is_row(self.body, n) or is_over_rows(self.body, n)):
            return True
        if not _is_item(self.body[n]):
            return False
        if self.first < 0:
            return True
        beside = (*self.body[max(0, n - 2) : n], *self.body[n + 1 : n + 3])
        return sum(map(_is_item, beside)) >= 2

    def signs(self, n: int) -> Iterator[str]:
        """Yield the signs that hold of line ``n``."""
        line = self.body[n]
        bare = line.bare[:LOOKED]
        yield "any"
        yield _band(line.weight, _WEIGHTS, "heavier")
        yield from self._shared(bare)
        yield _ENDS.get(line.bare[-1], "ends plainly")
        for sign, name in _MARKS if _MARKED.search(bare) else _UNMARKED:
            if sign.search(bare):
                yield name
        yield from self._letters(bare)
        if _ITEM.match(bare):
            yield "counted item"
        elif _is_item(line):
            yield "marked item"
        if line.bullet:
            yield "bulleted"
        elif not bare[0].isalnum():
            yield _BEGINS.get(bare[0], "begins with a mark")
        elif bare[0].isdecimal():
            yield "begins with a figure"
        if line.share > 0.1:
            yield "linked" if line.linked else "partly linked"
        if line.sentence:
            yield "sentence"
        if line.found:
            yield "words of rules"
        if self.texts[line.bare] > 1:
            yield "printed again"
        yield from self._around(n)

    def _shared(self, bare: str) -> Iterator[str]:
        told = self.told
        if not told:
            return
        pairs: set[str] = set()
        for word in _WORD.findall(bare):
            pairs.update(map(add, word, word[1:]))
        some = sorted(pair for pair in pairs if not pair.isdecimal())[:PAIRS]
        if not some:
            yield "nothing to share"
            return
        yield _band(len(told), _TOLD, "much to share")
        yield _band(len([1 for pair in some if pair in told]) / len(some), _SHARES, "most words shared")

    def _letters(self, bare: str) -> Iterator[str]:
        digits = len(_DIGIT.findall(bare))
        if digits:
            yield "figures mostly" if 2 * digits > len(bare) else "figures"
        script = _script(bare)
        if script == "Latin":
            yield "Latin"
        if self.script and script and script != self.script:
            yield "another script"

    def _around(self, n: int) -> Iterator[str]:
        row = self.row
        start, stop = self._row(n)
        yield _band(stop - start, _ROWS, "very long row of short lines")
        if stop - start >= 3:
            sizes = [one.weight for one in self.body[max(start, n - AROUND) : min(stop, n + AROUND + 1)]]
            mean = sum(sizes) / len(sizes)
            if sum(abs(one - mean) for one in sizes) < 0.25 * mean * len(sizes):
                yield "even lengths"
        yield _BELOW[row[n - 1]] if n else "first line"
        yield _ABOVE[row[n + 1]] if n + 1 < len(row) else "last line"
        yield f"row {_BELOW[row[start - 1]]}" if start else "row at the top"
        yield f"row {_ABOVE[row[stop]]}" if stop < len(row) else "row at the foot"
        if 0 < self.said[n] < self.said[-1]:
            yield _band(self.said[n] / self.said[-1], _SAID, "nearly all said above")
        near = row[max(0, n - AROUND) : n + AROUND + 1]
        yield _band(near.count("f"), _NEAR, "among furniture")
        if "P" not in near:
            yield "no sentence near"

    def _row(self, n: int) -> tuple[int, int]:
        """Return where the row of short lines around line ``n`` begins and ends; lines are asked in order."""
        start, stop = self._found
        if not start <= n < stop:
            row = self.row
            start, stop = n, n + 1
            while start and row[start - 1] == "s":
                start -= 1
            while stop < len(row) and row[stop] == "s":
                stop += 1
            self._found = (start, stop)
        return start, stop


def _band(figure: float, bands: _Bands, over: str) -> str:
    """Return the name of the first band that ``figure`` does not exceed, or ``over``."""
    for most, name in bands:
        if figure <= most:
            return name
    return over


def _kind(line: Line) -> str:
    """Return what a line is to its neighbours: prose, kept, furniture, or short and not settled."""
    if line.role is not None:
        return "k" if line.keep else "f"
    return "P" if line.sentence and is_prose(line) else "s"


def _is_item(line: Line) -> bool:
    # A mark with a space after it is no part of the bare line.
    return bool(_ITEM.match(line.bare) or _PART.match(line.text.lstrip()))


def _script(text: str) -> str:
    hangul, han = len(_HANGUL.findall(text)), len(_HAN.findall(text))
    if _KANA.search(text):
        return "kana"
    if hangul >= han and hangul:
        return "Hangul"
    if han:
        return "Han"
    return "Latin" if _LATIN.search(text) else ""
