"""The marks of one text on their way through an engine: what is sent, and what an answer says of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from bilingual.article import Segment, TermMatch
from bilingual.inline_marks.anchoring import same_text, sent_spans, whole_terms
from bilingual.inline_marks.notation import MOST_PAIRS, NOTATIONS, PROBE, Marked, Reading, mark_up
from bilingual.inline_marks.spans import Span, carried, proper
from bilingual.terminology.pinning import Prepared


@dataclass(frozen=True, slots=True)
class Kept:
    """What is known of a text's marks in one answer; ``broken`` says that it came back without some of them
    although it was asked with them."""

    anchors: dict[Span, Span] = field(default_factory=dict)
    broken: bool = False


@dataclass(slots=True)
class SentMarks:
    """The spans of a source text that an engine must be told of, and what its answers said so far."""

    spans: tuple[Span, ...] = ()
    _tried: set[str] = field(default_factory=set)
    _words: dict[Span, str] = field(default_factory=dict)

    @classmethod
    def of(cls, segments: Iterable[Segment]) -> SentMarks:
        """Return what must be told for segments of one text."""
        return cls(sent_spans(segments, MOST_PAIRS))

    def begin(self) -> None:
        """Another engine is asked: it may keep what the one before broke."""
        self._tried.clear()

    def next(self, notations: Sequence[str]) -> str:
        """The first of these notations that has not failed for this text; empty if none, or without marks."""
        return next((n for n in notations if n not in self._tried), "") if self.spans else ""

    def marked(self, prepared: Prepared, notations: Sequence[str]) -> Marked | None:
        """Return the prepared text with its marks in the first notation that will do, or None."""
        if not self.next(notations):
            return None
        places = [prepared.moved(*span) for span in self.spans]
        for notation in notations:
            if notation not in self._tried:
                made = mark_up(prepared.text, places, self.spans, notation)
                if made is not None:
                    return made
                self._tried.add(notation)
        return None

    def failed(self, notation: str) -> None:
        """This text is not sent in ``notation`` again."""
        self._tried.add(notation)

    def give_up(self) -> None:
        """This text is sent without marks from now on."""
        self._tried.update(NOTATIONS)

    def kept(
        self,
        marked: Marked | None,
        reading: Reading | None,
        text: str,
        terms: Sequence[TermMatch],
        target: str,
    ) -> Kept:
        """Return where the marks lie in ``text``, which was made from the answer that ``reading`` is of.

        Of an answer to a text without marks only that is known which an earlier answer had marked in the
        same words.
        """
        if marked is None or reading is None:
            told = {span: same_text(text, words) for span, words in self._words.items()}
            return Kept(_proper({span: place for span, place in told.items() if place}, text))
        numbers = list(reading.spans)
        places = carried([reading.spans[number] for number in numbers], reading.text, text)
        told = {
            marked.spans[number]: place and whole_terms(place, text, terms, target)
            for number, place in zip(numbers, places, strict=True)
        }
        anchors = _proper({span: place for span, place in told.items() if place}, text)
        self._words.update({span: text[start:end] for span, (start, end) in anchors.items()})
        return Kept(anchors, not reading.whole)


def waiting(texts: Iterable[SentMarks], notations: Sequence[str], proven: Collection[str]) -> list[bool]:
    """Tell of each text whether it waits until a few others have shown how the engine takes its notation."""
    sent: Counter[str] = Counter()
    waits: list[bool] = []
    for text in texts:
        notation = text.next(notations)
        sent[notation] += 1
        waits.append(bool(notation) and notation not in proven and sent[notation] > PROBE)
    return waits


def _proper(anchors: dict[Span, Span], text: str) -> dict[Span, Span]:
    kept = set(proper(anchors.values(), len(text)))
    return {span: place for span, place in anchors.items() if place in kept}
