"""Bilingual files checked as they stand: every pair by itself, and the pairs of a file with each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby, islice

from bilingual import checks
from bilingual.article import Finding, Segment, Target
from bilingual.bitexts.contract import Bitext, Pair
from bilingual.finishing import Ignored, reasoned
from bilingual.terminology import Matcher, pinning

#: Files of more pairs are read as they come, and their pairs not compared with each other.
COMPARED = 20_000
# The article's text in which names are looked for in full, in code points.
_CONTEXT = 200_000


@dataclass(frozen=True, slots=True)
class Checked:
    """A pair and one finding on it."""

    pair: Pair
    finding: Finding


def check_bitext(
    bitext: Bitext, matcher: Matcher, levels: Mapping[str, str], ignored: Ignored
) -> Iterator[Checked | Pair]:
    """Yield every finding of a file, segment by segment, and each pair itself when it is done.

    Terms are those that ``matcher`` finds now, whatever the file says.  Files of up to `COMPARED` pairs
    are also checked as a whole.  Raises SourceError where the file cannot be read further.
    """
    pairs = iter(bitext.pairs)
    first = list(islice(pairs, COMPARED + 1))
    whole = len(first) <= COMPARED
    together: Mapping[tuple[int, str], tuple[Finding, ...]] = {}
    context = ""
    if whole:
        context = "\n".join(dict.fromkeys(pair.source for pair in first))[:_CONTEXT]
        together = checks.check_article(_segments(first))
    for at, group in enumerate(_grouped(chain(first, pairs))):
        for pair in group:
            segment, target = _values(pair, matcher, context)
            own = checks.check_target(segment, target, pair.language, pinning.presence(segment.terms))
            lost = checks.check_marks(segment, target)
            findings = checks.leveled((*own, *lost, *together.get((at, pair.language), ())), levels)
            key = bitext.key(pair.segment)
            for finding in reasoned(findings, key, pair.source, pair.language, ignored):
                yield Checked(pair, finding)
            yield pair


def _grouped(pairs: Iterable[Pair]) -> Iterator[list[Pair]]:
    """The pairs of each segment together; of two in one language the second is a segment of its own."""
    for _, group in groupby(pairs, key=lambda pair: (pair.segment, pair.source)):
        taken: dict[str, Pair] = {}
        for pair in group:
            if pair.language in taken:
                yield list(taken.values())
                taken = {}
            taken[pair.language] = pair
        yield list(taken.values())


def _segments(pairs: Sequence[Pair]) -> list[Segment]:
    return [
        replace(
            _segment(group[0]),
            targets={
                pair.language: Target(pair.target, pair.status, marks=pair.target_marks) for pair in group
            },
        )
        for group in _grouped(pairs)
    ]


def _segment(pair: Pair) -> Segment:
    return Segment(pair.segment, "", pair.source, pair.source_language, marks=pair.source_marks)


def _values(pair: Pair, matcher: Matcher, context: str) -> tuple[Segment, Target]:
    terms = matcher.find(pair.source, pair.source_language, (pair.language,), context=context or pair.source)
    target = Target(pair.target, pair.status, marks=pair.target_marks)
    return replace(_segment(pair), terms=terms), target
