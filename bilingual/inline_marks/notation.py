"""Paired marks in the text that an engine is given, and how they are told when they come back.

Two notations, tried in this order: ``<g1>…</g1>``, which models trained on the web's pages and every engine
for documents know, and ``{1}…{/1}`` for those that break tags.  Neither has a word in it that could be
translated.  Engines space, widen and re-case them; what is told is taken out of the answer, and if a piece
of a mark may be left the answer is not used at all.  The letter and the numbers suffice to know them again.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from bilingual.inline_marks.spans import Span, proper, trimmed

TAGS, BRACES = "tags", "braces"
#: The notations in the order in which they are tried.
NOTATIONS = (TAGS, BRACES)
#: Pairs in one text beyond which an engine is not troubled: the more there are, the fewer come back whole.
MOST_PAIRS = 12
#: Texts with marks that an engine is given before it is known how it takes them.
PROBE = 4
#: The share that must come back whole for an engine to be given a notation any further.
_WORTH_IT = 0.25

_SPACE = r"[ \t\u00a0\u3000\u200b]*"
_PATTERNS = {
    TAGS: re.compile(
        rf"[<＜〈《‹⟨]{_SPACE}(?P<close>[/／\\]?){_SPACE}[gGｇＧ]{_SPACE}(?P<number>\d{{1,3}}){_SPACE}[>＞〉》›⟩]"
    ),
    BRACES: re.compile(rf"[{{｛]{_SPACE}(?P<close>[/／\\]?){_SPACE}(?P<number>\d{{1,3}}){_SPACE}[}}｝]"),
}
_OWN = {TAGS: re.compile(r"[<>＜＞&]"), BRACES: re.compile(r"[{}｛｝]")}
# What a broken mark leaves behind.  Being wrong here costs one more request, without marks.
_LEFT = {
    TAGS: re.compile(
        r"[<>＜＞]|[/／\\]\s?[gGｇＧ]\s?\d|(?<![A-Za-z0-9])[gGｇＧ]\s?(?P<number>\d{1,3})(?![A-Za-z0-9])"
    ),
    BRACES: re.compile(r"[{}｛｝]|[/／\\]\s?(?P<number>\d{1,3})\s?[)\]）】]"),
}
_TIGHT_BEFORE = frozenset(",.)]}”’、。，；：！？）》〉】」』…")
_TIGHT_AFTER = frozenset("([{“‘（《〈【「『")
_POINTS = frozenset("!?;:")
_NO_SPACES = ("zh", "ja")


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with marks in it; ``spans`` are the source's spans behind the marks 1, 2, … in order.

    ``shares`` says which part of the text each covers, 0 to 1.
    """

    text: str
    plain: str
    notation: str
    spans: tuple[Span, ...]
    shares: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """An answer without its marks.  ``spans`` holds those that came back as they should, by their number
    from 0; ``whole`` says that all did, ``leaked`` that a piece of one may still stand in the text."""

    text: str
    spans: dict[int, Span]
    whole: bool
    leaked: bool


def fits(notation: str, text: str) -> bool:
    """Whether nothing in ``text`` could be taken for the notation, so that with it it is still XML."""
    return _OWN[notation].search(text) is None


def mark_up(text: str, spans: Sequence[Span], origin: Sequence[Span], notation: str) -> Marked | None:
    """Put marks around ``spans`` of ``text``; ``origin`` are the spans of the source that they stand for.

    Spans that are not proper together with those before are left out, and so are repeated ones.  None if no
    span is left, there are too many, or the text cannot carry the notation.
    """
    kept = set(proper((trimmed(text, *span) for span in spans), len(text)))
    pairs: dict[Span, Span] = {}
    for span, source in zip(spans, origin, strict=True):
        place = trimmed(text, *span)
        if place in kept:
            pairs.setdefault(place, source)
    if not 0 < len(pairs) <= MOST_PAIRS or not fits(notation, text):
        return None
    ordered = sorted(pairs, key=lambda span: (span[0], -span[1]))
    opened, closed = ("<g{}>", "</g{}>") if notation == TAGS else ("{{{}}}", "{{/{}}}")
    at: dict[int, list[str]] = defaultdict(list)
    for number, (_, end) in reversed(list(enumerate(ordered, 1))):
        at[end].append(closed.format(number))
    for number, (start, _) in enumerate(ordered, 1):
        at[start].append(opened.format(number))
    out, position = "", 0
    for edge in sorted(at):
        out += text[position:edge] + "".join(at[edge])
        position = edge
    return Marked(
        out + text[position:],
        text,
        notation,
        tuple(pairs[span] for span in ordered),
        tuple((end - start) / len(text) for start, end in ordered),
    )


@dataclass(slots=True)
class _Places:
    opened: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    closed: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    order: list[tuple[int, bool]] = field(default_factory=list)


def read(marked: Marked, answer: str, target: str) -> Reading:
    """Take the marks out of ``answer`` and tell where they stood.

    The text is the answer's own but for the marks and the white space that stood beside them, which
    is made what the language asks for.
    """
    pattern = _PATTERNS[marked.notation]
    places = _Places()
    text = ""
    position = 0
    pending: list[tuple[int, bool]] = []
    space = ""

    def settle(following: str) -> None:
        nonlocal text, pending, space
        gap = _gap(text[-1:], space, following, target)
        # A mark that opens does so after the space, one that closes before it.
        for number, opens in pending:
            (places.opened if opens else places.closed)[number].append(len(text) + len(gap) * opens)
            places.order.append((number, opens))
        text += gap
        pending, space = [], ""

    for found in pattern.finditer(answer):
        if not 0 < int(found["number"]) <= len(marked.spans):
            continue
        piece = answer[position : found.start()]
        position = found.end()
        if pending:
            bare = piece.lstrip()
            space = space or piece[: len(piece) - len(bare)]
            if bare:
                settle(bare[0])
            piece = bare
        if piece:
            bare = piece.rstrip()
            space = piece[len(bare) :]
            text += bare
        pending.append((int(found["number"]) - 1, not found["close"]))
    rest = answer[position:]
    if pending:
        bare = rest.lstrip()
        space = space or rest[: len(rest) - len(bare)]
        settle(bare[:1])
        rest = bare
    text += rest
    spans = _told(marked, places, text)
    leaked = _leaks(marked, text)
    lead = len(text) - len(text.lstrip())
    text = text.strip()
    spans = {
        number: place
        for number, (start, end) in spans.items()
        if (place := trimmed(text, start - lead, end - lead))[0] < place[1]
    }
    whole = not leaked and len(spans) == len(marked.spans) == len(places.opened) == len(places.closed)
    return Reading(text, spans, whole, leaked)


def _gap(before: str, space: str, after: str, target: str) -> str:
    """What stands where marks were taken out of white space."""
    if not space or not before or not after:
        return ""
    if "\n" in space:
        return "\n"
    if after in _TIGHT_BEFORE or before in _TIGHT_AFTER:
        return ""
    if after in _POINTS and target != "fr":
        return ""
    if target.startswith(_NO_SPACES) and (before >= "\u2e80" or after >= "\u2e80"):
        return ""
    return space if len(space.strip(" ")) else " "


def _told(marked: Marked, places: _Places, text: str) -> dict[int, Span]:
    """The spans of the marks that stand once, opened before closed, nested, and around something likely."""
    crossed: set[int] = set()
    stack: list[int] = []
    for number, opens in places.order:
        if opens:
            stack.append(number)
        elif number in stack:
            at = len(stack) - 1 - stack[::-1].index(number)
            crossed.update(stack[at + 1 :])
            if stack[at + 1 :]:
                crossed.add(number)
            del stack[at]
    told: dict[int, Span] = {}
    for number in range(len(marked.spans)):
        opened, closed = places.opened.get(number, []), places.closed.get(number, [])
        if len(opened) != 1 or len(closed) != 1 or number in crossed:
            continue
        start, end = trimmed(text, opened[0], closed[0])
        if start < end and _likely(text, start, end, marked.shares[number]):
            told[number] = start, end
    return told


def _likely(text: str, start: int, end: int, share: float) -> bool:
    """Whether a mark may cover this much; one that swallowed the sentence or lost its words did not keep its
    place.  The bounds are wide: a word of two letters may become five words."""
    if not any(char.isalnum() for char in text[start:end]):
        return False
    part = (end - start) / len(text)
    return share / 6 <= part <= min(3.5 * share + 0.25, 1.0) and (part < 1.0 or share > 0.6)


def _leaks(marked: Marked, text: str) -> bool:
    return any(
        found.group() not in marked.plain
        and (found["number"] is None or 0 < int(found["number"]) <= len(marked.spans))
        for found in _LEFT[marked.notation].finditer(text)
    )


@dataclass(slots=True)
class Trials:
    """How often each engine gave each notation back whole, so that a hopeless one is not asked again."""

    _counts: dict[tuple[str, str, str], list[int]] = field(
        default_factory=lambda: defaultdict(lambda: [0, 0])
    )

    def record(self, engine: str, target: str, notation: str, whole: bool) -> None:
        """Count one answer."""
        counts = self._counts[engine, target, notation]
        counts[0] += 1
        counts[1] += whole

    def proven(self, engine: str, target: str, notation: str) -> bool:
        """Whether enough is known of this engine in this language and notation."""
        return self._counts.get((engine, target, notation), [0])[0] >= PROBE

    def notations(self, engine: str, target: str, *, honours_marks: bool) -> tuple[str, ...]:
        """The notations worth trying, in order; only the first for an engine that honours marks."""
        if honours_marks:
            return (TAGS,)
        return tuple(notation for notation in NOTATIONS if self._worth(engine, target, notation))

    def _worth(self, engine: str, target: str, notation: str) -> bool:
        tried, whole = self._counts.get((engine, target, notation), (0, 0))
        return tried < PROBE or whole >= tried * _WORTH_IT
