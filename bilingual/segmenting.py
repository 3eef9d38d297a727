"""From blocks to segments: sentences of Korean, Chinese and English, told by rules.

On FLORES-101 rules reach the F1 of a 105 MB morphological model on Korean, so there is no model here.
A sentence ends at ``. ! ? 。 ！ ？ …`` unless what stands before or after says otherwise; a quotation or a
bracket that is closed within the text is never cut, and its closing mark stays with its sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from bilingual.article import Article, Block, Mark, Role, Segment
from bilingual.languages import identify

_WHOLE_ROLES = frozenset({Role.TITLE, Role.DATELINE, Role.BYLINE})
_WHOLE_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "img"})

_STOPS = ".!?。！？…"
_PAIRS = {
    "“": "”",
    "‘": "’",
    "「": "」",
    "『": "』",
    "《": "》",
    "〈": "〉",
    "【": "】",
    "(": ")",
    "（": "）",
    "[": "]",
}
_CLOSERS = "\"'”’」』》〉】)）]"
#: A quotation longer than this is cut like any text: a whole speech is no sentence.
LONGEST_QUOTATION = 400

_END = re.compile(rf"[{re.escape(_STOPS)}]+[{re.escape(_CLOSERS)}]*")
_ABBREVIATION = re.compile(
    r"(?:^|[^A-Za-z])(?:(?:[A-Z]\.)+[A-Z]|[a-z](?:\.[a-z])+|[A-Z]|Mr|Mrs|Ms|Mx|Dr|Prof|St|Mt|Gen|Col|Lt|Maj|Capt|Sgt"
    r"|Adm|Sen|Rep|Gov|Pres|Hon|Rev|Jr|Sr|vs|etc|No|Nos|Inc|Ltd|Co|Corp|Bros|Dept|Univ|Assn|Ave|Blvd|Rd|Ft|al|cf|ca"
    r"|approx|est|Fig|Vol|pp|Ph\.D|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)$"
)
#: Abbreviations that may also end a sentence do so before a word that begins one.
_MAY_END = re.compile(r"(?:[A-Z]\.[A-Z]|[ap]\.m|etc|Inc|Ltd|Co|Corp|Jr|Sr|al|[^A-Za-z.][A-Z])$")
_STARTER = re.compile(
    r"(?:The|He|She|It|They|We|I|You|His|Her|Its|Their|Our|This|That|These|Those|There|In|On|At|As|An?|But|And|Or|So|If"
    r"|When|While|After|Before|Since|Though|Although|However|Meanwhile|Moreover|Also|For|From|With|By|To|According|What"
    r"|Who|Why|How|Some|Many|Most|No|Not|One|Both|Such|Under|During|Despite|Officials|Police|Last|Next)\b"
)
# 2022. 8. 21. and 8. 21. are dates; the last stop belongs to the date.
_DATE = re.compile(r"(?<!\d)(?:\d{4}\.\s?)?\d{1,2}\.\s?\d{1,2}\.(?!\d)|(?<!\d)\d{4}\.\s?\d{1,2}\.(?!\d)")
_ENUMERATION = re.compile(r"(?:\(?\d{1,3}|[가-하]|[A-Za-z]|[ivxIVX]{1,4})$")
# What ties a quotation to the words after it in Korean: it is quoted, not over.
_QUOTED_ON = re.compile(
    r"(?:이?라[고며는면]|이?란|하고|하며|고|며|면서|는|라|이라|[을를이가은의에도과와로]|등|처럼|만|까지|부터|[이]?냐)"
)
_QUOTED_AFTER_SPACE = re.compile(r"\s+(?:이?라[고며는면]|이?란|하고\s|하며\s|고\s|며\s|면서\s|등\s|등의)")
# Who says so, after a quotation that opened the sentence in Chinese.
_SAID = re.compile(
    r"[^。！？“”]{0,24}?(?:说|說|表示|称|稱|指出|强调|強調|道|告诉|告訴|问|問|写道|寫道|回应|回應|认为|認為|坦言|透露)"
)
_BULLET = re.compile(r"(?<=\s)(?=[•●◆■]\s*\S)")
_KOREAN_END = re.compile(r"[다요까죠][\"'”’)\]]*$")
_KOREAN_START = re.compile(r"[가-힣一-鿿“‘\"'「『(\[]")
#: How far around a stop the rules look, in code points; bounds the work on hostile lines.
_REACH = 60


def split(text: str, language: str) -> list[tuple[int, int]]:
    """Return the offsets of the sentences of ``text``, in order, without the white space around them.

    ``language`` is a canonical code; its rules apply first, but those of the other languages hold too,
    since news mixes them.  Together the sentences cover everything but white space, and each has a letter
    or a digit; a text that has neither gives an empty list.
    """
    cuts = sorted({0, len(text), *_cuts(text, language)})
    pieces = [_trimmed(text, start, end) for start, end in pairwise(cuts)]
    joined: list[tuple[int, int]] = []
    for start, end in pieces:
        if start >= end:
            continue
        if joined and not (_has_word(text, start, end) and _has_word(text, *joined[-1])):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return [piece for piece in joined if _has_word(text, *piece)]


def _has_word(text: str, start: int, end: int) -> bool:
    return any(char.isalnum() for char in text[start:end])


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _cuts(text: str, language: str) -> Iterator[int]:
    closed = _closed_stretches(text)
    starts = [start for start, _ in closed]
    in_dates = {at for match in _DATE.finditer(text) for at in range(*match.span())}
    last = len(text.rstrip())
    begin = 0
    for match in _END.finditer(text):
        at, end = match.span()
        place = bisect_left(starts, at) - 1
        around = closed[place] if place >= 0 and at < closed[place][1] - 1 else None
        if at in in_dates or (around is not None and end < around[1]):
            continue
        opened_here = around is not None and not text[begin : around[0]].strip()
        before = text[max(begin, at - _REACH) : at]
        if end >= last or _is_end(before, match.group(), text[end : end + _REACH], opened_here, language):
            begin = end
            yield end
    yield from (match.start() for match in _BULLET.finditer(text))
    yield from (match.end() for match in re.finditer(r"\n", text))


def _closed_stretches(text: str) -> list[tuple[int, int]]:
    """Return the outermost quotations and brackets that are closed and not too long, in order."""
    found: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    awaited: Counter[str] = Counter()
    straight: int | None = None
    for at, char in enumerate(text):
        if char == '"':
            if straight is not None:
                found.append((straight, at + 1))
            straight = at if straight is None else None
        elif char in _PAIRS:
            stack.append((_PAIRS[char], at))
            awaited[_PAIRS[char]] += 1
        elif awaited[char]:
            closer = ""
            while closer != char:
                closer, start = stack.pop()
                awaited[closer] -= 1
            found.append((start, at + 1))
    outermost: list[tuple[int, int]] = []
    for span in sorted(found, key=lambda pair: (pair[0], -pair[1])):
        if span[1] - span[0] <= LONGEST_QUOTATION and (not outermost or span[0] >= outermost[-1][1]):
            outermost.append(span)
    return outermost


def _is_end(before: str, marks: str, after: str, opened_here: bool, language: str) -> bool:
    """Tell whether a sentence ends at ``marks``: stops, and quotation marks that close behind them."""
    stops = marks.rstrip(_CLOSERS)
    closed = len(stops) < len(marks)
    if closed and _goes_on_after_quotation(after, opened_here, language):
        return False
    following = after.lstrip()
    spaced = following != after
    if stops[-1] in "。！？":
        return True
    if stops[-1] == "…" or stops.endswith(".."):
        return _ends_at_ellipsis(before, following, spaced)
    if stops[-1] in "!?":
        return _ends_at_mark(before, after, following, spaced, closed)
    return _ends_at_stop(before, following, spaced)


def _goes_on_after_quotation(after: str, opened_here: bool, language: str) -> bool:
    if _QUOTED_AFTER_SPACE.match(after) or _QUOTED_ON.match(after):
        return True
    following = after.lstrip()
    if following[:1].islower() or following[:1] in ",，、;；:：":
        return True
    return opened_here and language.startswith("zh") and bool(_SAID.match(following))


def _ends_at_ellipsis(before: str, following: str, spaced: bool) -> bool:
    if not spaced:
        return False
    if following[:1].isascii() and following[:1].isupper():
        return before[-1:].isascii()
    return before.endswith(("다", "요", "까", "죠"))


def _ends_at_mark(before: str, after: str, following: str, spaced: bool, closed: bool) -> bool:
    if spaced:
        return before[-1:] >= "\u1100" or not following[:1].islower()
    # Without a space only between East Asian words: elsewhere it is part of an address.
    east_asian = before[-1:] >= "\u1100" or closed
    return east_asian and following[:1] >= "\u1100" and not _QUOTED_ON.match(after)


def _ends_at_stop(before: str, following: str, spaced: bool) -> bool:
    last = before[-1:]
    number = _ENUMERATION.search(before) if len(before) < _REACH else None
    if number and not before[: number.start()].strip(" \t\n•-(["):
        return False
    if not spaced:
        # 다. and 요. end a Korean sentence without a space too; elsewhere such a stop is inside a name.
        return bool(_KOREAN_END.search(before) and _KOREAN_START.match(following))
    if last.isdigit() and following[:1].isdigit():
        return False
    if following[:1].islower() and last < "\u1100":
        return False
    if _ABBREVIATION.search(before[-12:]):
        return bool(_MAY_END.search(before[-6:]) and _STARTER.match(following))
    return True


def segment(article: Article) -> Article:
    """Return ``article`` with its blocks cut into segments.

    Titles, headings, datelines, bylines and table cells are one segment each; other blocks are split into
    sentences.  Ids are ``<article>-<block>.<n>``, n from 1.  A segment's language is told from its text, in
    doubt from the article's main language, which ``source.language`` gets.  Marks are cut to the segment
    and counted from its start.
    """
    main = _main_language(article.blocks)
    blocks: list[Block] = []
    segments: list[Segment] = []
    for block in article.blocks:
        language = identify(block.text, main) or main or "en"
        whole = block.role in _WHOLE_ROLES or block.tag in _WHOLE_TAGS
        pieces = [_trimmed(block.text, 0, len(block.text))] if whole else split(block.text, language)
        made: list[Segment] = []
        for start, end in pieces:
            if not _has_word(block.text, start, end):
                continue
            source = block.text[start:end]
            own = identify(source, language) or language
            name = f"{article.id}-{block.id}.{len(made) + 1}"
            made.append(Segment(name, block.id, source, own, start, _marks_within(block.marks, start, end)))
        segments.extend(made)
        blocks.append(replace(block, segments=tuple(piece.id for piece in made)))
    return replace(
        article,
        source=replace(article.source, language=main),
        blocks=tuple(blocks),
        segments=tuple(segments),
    )


def _main_language(blocks: tuple[Block, ...]) -> str | None:
    weights: dict[str, int] = {}
    for block in blocks:
        code = identify(block.text)
        if code:
            weights[code] = weights.get(code, 0) + sum(1 for char in block.text if char.isalpha())
    return max(weights, key=lambda code: weights[code]) if weights else None


def _marks_within(marks: tuple[Mark, ...], start: int, end: int) -> tuple[Mark, ...]:
    return tuple(
        replace(mark, start=max(mark.start, start) - start, end=min(mark.end, end) - start)
        for mark in marks
        if mark.start < end and mark.end > start
    )
