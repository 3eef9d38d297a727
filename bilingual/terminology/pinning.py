"""Terms held through an engine that knows nothing of glossaries, and verified afterwards.

A segment is sent in one way after another until its pins are in the answer: with the pairs passed natively
where the engine honours them, with the target form put into the source, with marks in the terms' place, or
plain.  What comes back is restored, repaired from accepted variants, and what is missing is reported.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bilingual.article import Policy, TermMatch
from bilingual.terminology import marks
from bilingual.terminology.first_mentions import apply_first
from bilingual.terminology.forms import accepted_forms, forms_present, missing, spans_of, stands_alone
from bilingual.terminology.particles import adjusted_particle
from bilingual.terminology.recovering import narrowed
from bilingual.terminology.repairing import repair
from bilingual.terminology.smoothing import (
    CLOSED,
    OPENED,
    collapse_doubles,
    join,
    smooth,
    unadorned,
    without_particles,
    without_source_forms,
)
from bilingual.terminology.wrappings import unwrapped

__all__ = [
    "Prepared",
    "apply_first",
    "forms_present",
    "leaked",
    "missing",
    "pairs",
    "prepare",
    "repair",
    "restore",
    "ways",
]

# Slot numbers while marks are being put back: private use of plane 15, never in a text.
_SLOTS = 0xF0000
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ESCAPED_TIMES = 4
_SLOT = re.compile("[\U000f0000-\U000fffff]")
NATIVE, SUBSTITUTE, PROTECT, PLAIN = "native", "substitute", "protect", "plain"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A source text made ready for an engine in one way.

    ``forms`` holds the target form of each slot, ``terms`` its match; ``root`` the letters of the marks where
    the way uses them; ``around`` the brackets that stood in the source right before and after each slot.
    ``edits`` are the stretches that were replaced, in order: start and end in the source, then in the text.
    """

    text: str
    way: str
    target: str
    source: str
    forms: tuple[str, ...] = ()
    terms: tuple[TermMatch, ...] = ()
    root: str = ""
    around: tuple[tuple[str, str], ...] = ()
    edits: tuple[tuple[int, int, int, int], ...] = ()

    def moved(self, start: int, end: int) -> tuple[int, int]:
        """Return where a span of the source lies in the text; one that cuts a term takes all of it."""
        low, high = start, end
        for begin, until, new_begin, new_until in self.edits:
            shift = new_until - until
            if start >= until:
                low = start + shift
            elif start >= begin:
                low = new_begin
            if end >= until:
                high = end + shift
            elif end > begin:
                high = new_until
        return low, high


def ways(honours_terms: bool) -> tuple[str, ...]:
    """The ways to try, in order, until no pinned term is missing."""
    open_ways = (SUBSTITUTE, PROTECT, PLAIN)
    return (NATIVE, *open_ways) if honours_terms else open_ways


def pairs(matches: Iterable[TermMatch], target: str) -> tuple[tuple[str, str], ...]:
    """Unique pairs of source form and preferred target of the pinned and checked terms, in text order.

    They are what an engine that honours terms is given, and part of the key under which its answer is kept.
    """
    return tuple(
        dict.fromkeys(
            (match.source, match.targets[target])
            for match in matches
            if match.policy in (Policy.PIN, Policy.CHECK) and match.targets.get(target) and match.source
        )
    )


def prepare(text: str, matches: Sequence[TermMatch], target: str, way: str) -> Prepared:
    """Make ``text`` ready for an engine in the given way; ``matches`` are offsets of ``text``."""
    pins = _slots(matches, target)
    if way in (NATIVE, PLAIN) or not pins:
        return Prepared(text, way, target, text, terms=tuple(pins))
    root = marks.root_for(text) if way == PROTECT else ""
    if root is None:
        return Prepared(text, PLAIN, target, text, terms=tuple(pins))
    out: list[str] = []
    around: list[tuple[str, str]] = []
    edits: list[tuple[int, int, int, int]] = []
    position = length = 0
    for number, match in enumerate(pins):
        form = match.targets[target]
        out.append(text[position : match.start])
        length += len(out[-1])
        position = match.end
        around.append((text[match.start - 1 : match.start], text[match.end : match.end + 1]))
        particle, taken = "", 0
        if way == PROTECT:
            out.append(marks.mark(root, number))
        else:
            out.append(join(out[-1][-1:], form))
            particle, taken = adjusted_particle(text, match.end, form)
        edits.append((match.start, match.end, length, length + len(out[-1])))
        length += len(out[-1])
        if taken:
            out.append(particle)
            edits.append((match.end, match.end + taken, length, length + len(particle)))
            length += len(particle)
            position += taken
    out.append(text[position:])
    forms = tuple(match.targets[target] for match in pins)
    return Prepared("".join(out), way, target, text, forms, tuple(pins), root, tuple(around), tuple(edits))


def restore(prepared: Prepared, answer: str) -> str:
    """Turn an engine's answer into a target text: marks become terms, doubles one, spaces and articles right.

    What could not be restored is not invented: `missing` tells it, and `leaked` tells whether pieces of
    marks are still in the text.
    """
    target = prepared.target
    # Wide references become readable when they are narrow, and wide letters when they are no references.
    answer = unwrapped(answer, prepared.source)
    plain = narrowed(_unescaped(narrowed(answer, target), prepared.source), target)
    text = marks.visible(plain.replace(OPENED, "").replace(CLOSED, ""))
    if prepared.way == PROTECT and prepared.forms:
        seen: set[int] = set()

        def slot(number: int) -> str:
            seen.add(number)
            return f"{OPENED}{chr(_SLOTS + number)}{prepared.forms[number]}{CLOSED}"

        def put(number: int, left: str, right: str) -> str:
            kept_left, kept_right = _outer(left, right, prepared.around[number])
            return f"{kept_left}{slot(number)}{kept_right}"

        text = marks.replace_marks(_SLOT.sub("", text), prepared.root, len(prepared.forms), put)
        gone = [number for number in range(len(prepared.forms)) if number not in seen]
        for number in gone:
            text = marks.replace_half(text, prepared.root, number, slot(number), len(gone) == 1)
        # The same slot twice with nothing but space between is one mention that the engine doubled.
        text = re.sub(rf"({OPENED}[^{CLOSED}]*{CLOSED})(?:\s*\1)+", r"\1", text)
        text = marks.strip_leftovers(_SLOT.sub("", text), prepared.root, prepared.source)
    else:
        text = _wrapped(text, [match.targets[target] for match in prepared.terms])
    text = without_source_forms(text, [match.source for match in prepared.terms], target)
    text = unadorned(text, prepared.source)
    text = smooth(text if target == "ko" else without_particles(text), target)
    for forms, mentions in Counter(_key(match, target) for match in prepared.terms).items():
        text = collapse_doubles(text, forms, mentions)
    return text


def leaked(prepared: Prepared, text: str) -> bool:
    """Whether pieces of marks stand in a restored text, so that the answer must not reach a reader.

    Letters and double brackets that the source has itself do not count; only the way with marks leaks.
    """
    if prepared.way != PROTECT or not prepared.forms:
        return False
    return marks.holds_marks(text, prepared.root, prepared.source)


def presence(matches: Sequence[TermMatch]) -> Presence:
    """A stricter `forms_present` that knows the segment's other terms.

    ``UN`` does not count as present because ``UN Security Council`` is, where both are pinned.
    """
    return Presence(tuple(matches))


@dataclass(frozen=True, slots=True)
class Presence:
    """Called with text, match and target, like `forms_present`."""

    matches: tuple[TermMatch, ...]

    def __call__(self, text: str, match: TermMatch, target: str) -> bool:
        """Whether a form of ``match`` stands in ``text`` outside longer forms of the other terms."""
        own = accepted_forms(match, target)
        if match.policy is not Policy.PIN:
            return forms_present(text, match, target)
        others = [
            accepted_forms(other, target)
            for other in self.matches
            if other is not match and other.policy is Policy.PIN
        ]
        return stands_alone(text, own, others)


def _slots(matches: Sequence[TermMatch], target: str) -> list[TermMatch]:
    pins: list[TermMatch] = []
    edge = 0
    for match in sorted(matches, key=lambda match: match.start):
        wanted = match.policy is Policy.PIN and match.targets.get(target)
        if wanted and match.end > match.start >= edge:
            pins.append(match)
            edge = match.end
    return pins


def _key(match: TermMatch, target: str) -> tuple[str, ...]:
    return accepted_forms(match, target)


def _outer(left: str, right: str, around: tuple[str, str]) -> tuple[str, str]:
    """What of the brackets found around a mark is the text's own: all but the two nearest on each side."""
    many_left, many_right = (sum(not char.isspace() for char in side) for side in (left, right))
    if max(many_left, many_right) <= 1:
        alone = min(many_left, many_right) == 0
        bracketed = around[0] in marks.BRACKETS or around[1] in marks.BRACKETS
        return (left, right) if alone or (bracketed and all(around)) else ("", "")
    outer_left = re.sub(r"(?:\S\s?){1,2}$", "", left)
    outer_right = re.sub(r"^(?:\s?\S){1,2}", "", right)
    in_source = around[0] in marks.BRACKETS and around[1] in marks.BRACKETS and all(around)
    if not in_source and many_left == many_right == 4 and len(set(left.split()[0])) == 1:
        return "", ""
    return outer_left, outer_right


def _wrapped(text: str, forms: Sequence[str]) -> str:
    """``text`` with the private marks around each of ``forms``, so that what is around them is smoothed."""
    spans = sorted(
        {span for form in set(forms) for span in spans_of(text, form, endings=False)},
        key=lambda span: (span[0], -span[1]),
    )
    out, edge = "", 0
    for start, end in spans:
        if start >= edge:
            out += f"{text[edge:start]}{OPENED}{text[start:end]}{CLOSED}"
            edge = end
    return out + text[edge:]


def _unescaped(answer: str, source: str) -> str:
    """``answer`` without character references, where the source has none and however often it was escaped."""
    for _ in range(_ESCAPED_TIMES if not _ENTITY.search(source) else 0):
        if "&" not in answer:
            break
        answer = _ENTITY.sub(lambda found: html.unescape(found[0]), answer)
    return answer
