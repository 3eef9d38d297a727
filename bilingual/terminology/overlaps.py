"""Which of the forms that count are taken where several share letters: the leftmost, the longest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bilingual.article import Policy
from bilingual.terminology.candidates import Form, Hit
from bilingual.terminology.entries import Entry
from bilingual.terminology.sources import is_silent

_RANK = {Policy.PIN: 0, Policy.CHECK: 1, Policy.SUGGEST: 2, Policy.FORBID: 3}
_Spans = Mapping[tuple[int, int], Sequence[Form]]


def longest(hits: Sequence[Hit]) -> tuple[list[Hit], dict[int, tuple[Entry, ...]]]:
    """The hits taken of those given by their places; and the rows of those that several hold, by starts.

    The form of a hit is that of the row that decides first.
    """
    taken: list[Hit] = []
    shared: dict[int, list[Form]] = {}
    begun = edge = 0
    for hit in hits:
        start, end, form = hit
        if start >= edge:
            taken.append(hit)
            begun, edge = start, end
        elif form.yielding or taken[-1][2].yielding:
            return _longest_but_outranked(hits)
        elif start == begun and end > edge:
            taken[-1] = hit
            shared.pop(start, None)
            edge = end
        elif start == begun and end == edge:
            shared.setdefault(start, [taken[-1][2]]).append(form)
    if not shared:
        return taken, {}
    ordered = {start: _ordered(forms) for start, forms in shared.items()}
    several = {start: tuple([form.entry for form in forms]) for start, forms in ordered.items() if forms[1:]}
    return [
        (start, end, ordered[start][0] if start in ordered else form) for start, end, form in taken
    ], several


def _longest_but_outranked(hits: Iterable[Hit]) -> tuple[list[Hit], dict[int, tuple[Entry, ...]]]:
    """As `longest`, where the name of a person is among those that share letters."""
    spans: dict[tuple[int, int], list[Form]] = {}
    for start, end, form in hits:
        spans.setdefault((start, end), []).append(form)
    taken: list[Hit] = []
    several: dict[int, tuple[Entry, ...]] = {}
    edge = 0
    ordered = sorted(spans, key=_leftmost_longest)
    for at, (start, end) in enumerate(ordered):
        if start < edge:
            continue
        forms = spans[start, end]
        if _outranked(ordered, at + 1, end, spans, forms):
            continue
        if len(forms) > 1:
            forms = _ordered(forms)
            if len(forms) > 1:
                several[start] = tuple([form.entry for form in forms])
        taken.append((start, end, forms[0]))
        edge = end
    return taken, several


def _ordered(forms: Sequence[Form]) -> list[Form]:
    """The forms of one span, one a row, the row that decides first at the head."""
    unique = {id(form.entry): form for form in forms}
    ordered = sorted(unique.values(), key=_weight)
    return [form for form in ordered if not is_silent(form.entry)] or ordered


def _leftmost_longest(span: tuple[int, int]) -> tuple[int, int]:
    return span[0], -span[1]


def _weight(form: Form) -> tuple[bool, int, int, int]:
    row = form.entry
    return not row.context, row.rank, _RANK[row.policy], row.line


def _outranked(
    ordered: Sequence[tuple[int, int]], first: int, end: int, spans: _Spans, forms: Sequence[Form]
) -> bool:
    """Whether a winning glossary pins a part of a person's name that a lower one holds at length.

    The parts are among the spans from the ``first`` of ``ordered`` on.

    A name that an editor pins must win over the shipped ``name + title`` too; a bank or a ministry that has
    a country in its name is another thing than the country.
    """
    if not all(form.yielding for form in forms):
        return False
    rank = min(form.entry.rank for form in forms)
    for at in range(first, len(ordered)):
        start, stop = ordered[at]
        if start >= end:
            break
        if stop <= end and any(
            form.entry.policy is Policy.PIN and form.entry.rank < rank and form.kind in ("", "person")
            for form in spans[start, stop]
        ):
            return True
    return False
