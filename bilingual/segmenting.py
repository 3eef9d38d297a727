"""From blocks to segments: sentences of Korean, Chinese and English, told by rules.

On FLORES-101 rules reach the F1 of a 105 MB morphological model on Korean, so there is no model here.
A sentence ends at ``. ! ? 。 ！ ？ …`` unless what stands before or after says otherwise; a quotation or a
bracket that is closed within the text is never cut, and its closing mark stays with its sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

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
    r"\s?(?:이?라[고며는면]|이?란|하고|하며|고|며|면서|는|라|이라|[을를이가은의에도과와로]|등|처럼|만|까지|부터|[이]?냐)"
)
_QUOTED_AFTER_SPACE = re.compile(r"\s+(?:이?라[고며는면]|이?란|하고\s|하며\s|고\s|며\s|면서\s|등\s|등의)")
# Who says so, after a quotation that opened the sentence in Chinese.
_SAID = re.compile(
    r"[^。！？“”]{0,24}?(?:说|說|表示|称|稱|指出|强调|強調|道|告诉|告訴|问|問|写道|寫道|回应|回應|认为|認為|坦言|透露)"
)
_BULLET = re.compile(r"(?<=\s)(?=[•●◆■]\s*\S)")
_FINAL_SYLLABLE = re.compile(r"[다요까죠오라네군자나지랴소음함임됨][\"'”’」』)\]]*$")


def split(text: str, language: str) -> list[tuple[int, int]]:
    """Return the offsets of the sentences of ``text``, in order, without the white space around them.

    ``language`` is a canonical code; its rules apply first, but those of the other languages hold too,
    since news mixes them.  Together the sentences cover everything but white space, and each has a letter
    or a digit; a text that has neither gives an empty list.
    """
    cuts = sorted({0, len(text), *_cuts(text, language)})
    pieces = [_trimmed(text, start, end) for start, end in zip(cuts, cuts[1:], strict=False)]
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
    dates = [match.span() for match in _DATE.finditer(text)]
    begin = 0
    for match in _END.finditer(text):
        end = match.end()
        opener = next((span for span in closed if span[0] < match.start() < span[1] - 1), None)
        if opener is not None and not (match.start() < opener[1] <= end):
            continue
        if any(start <= match.start() < stop for start, stop in dates):
            continue
        if _is_end(text, match, begin, opener, language):
            begin = end
            yield end
    yield from (match.start() for match in _BULLET.finditer(text))
    yield from (match.end() for match in re.finditer(r"\n", text))


def _closed_stretches(text: str) -> list[tuple[int, int]]:
    """Return the outermost quotations and brackets that are closed, not too long, as spans."""
    found: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    straight: int | None = None
    for at, char in enumerate(text):
        if char == '"':
            if straight is None:
                straight = at
            else:
                found.append((straight, at + 1))
                straight = None
        elif char in _PAIRS:
            stack.append((_PAIRS[char], at))
        elif any(char == closer for closer, _ in stack):
            while stack:
                closer, start = stack.pop()
                if closer == char:
                    found.append((start, at + 1))
                    break
    return [span for span in sorted(found) if span[1] - span[0] <= LONGEST_QUOTATION]


def _is_end(
    text: str, match: re.Match[str], begin: int, opener: tuple[int, int] | None, language: str
) -> bool:
    before, marks, after = text[begin : match.start()], match.group(), text[match.end() :]
    if not after.strip():
        return True
    stops = marks.rstrip(_CLOSERS)
    closed = len(stops) < len(marks)
    if closed and _goes_on_after_quotation(text, match, begin, opener, after):
        return False
    following = after.lstrip()
    spaced = following != after
    if stops[-1] in "。！？":
        return not _QUOTED_ON.match(after) if closed else True
    if stops[-1] == "…" or stops.endswith(".."):
        return _ends_at_ellipsis(before, following, spaced)
    if stops[-1] in "!?":
        return _ends_at_mark(before, after, following, spaced, closed)
    return _ends_at_stop(before, following, spaced, language)


def _goes_on_after_quotation(
    text: str, match: re.Match[str], begin: int, opener: tuple[int, int] | None, after: str
) -> bool:
    if _QUOTED_ON.match(after) and not after[0].isspace():
        return True
    if _QUOTED_AFTER_SPACE.match(after):
        return True
    following = after.lstrip()
    if following[:1].islower() or following[:1] in ",，、;；:：":
        return True
    opened_here = opener is not None and not text[begin : opener[0]].strip()
    return opened_here and bool(_SAID.match(following)) and not following[:1].isascii()


def _ends_at_ellipsis(before: str, following: str, spaced: bool) -> bool:
    if not spaced:
        return False
    if following[:1].isascii() and following[:1].isupper():
        return before[-1:].isascii()
    return bool(_FINAL_SYLLABLE.search(before[-6:]) and re.search(r"(?:다|요|까|죠)$", before))


def _ends_at_mark(before: str, after: str, following: str, spaced: bool, closed: bool) -> bool:
    if spaced:
        return before[-1:] >= "\u1100" or not following[:1].islower()
    script = before[-1:] >= "\u1100" or closed
    return script and following[:1] >= "\u1100" and not _QUOTED_ON.match(after)


def _ends_at_stop(before: str, following: str, spaced: bool, language: str) -> bool:
    last = before[-1:]
    number = _ENUMERATION.search(before)
    if number and not before[: number.start()].strip(" \t•-(["):
        return False
    if not spaced:
        # 다. and 요. end a Korean sentence without a space too; elsewhere a stop without one is inside a name.
        return bool(
            re.search(r"(?:다|요|까|죠)[\"'”’)\]]*$", before)
            and re.match(r"[가-힣一-鿿“‘\"'「『(\[]", following)
        )
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
