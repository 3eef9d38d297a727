"""What the rows of a glossary ask of the target languages, as the matches of a text say it."""

from __future__ import annotations

from dataclasses import fields

from bilingual.article import TermMatch
from bilingual.terminology.candidates import Form
from bilingual.terminology.entries import Entry
from bilingual.terminology.selection import serves
from bilingual.terminology.sources import first_of, forms_of, is_short_of

_NEW = object.__new__
(
    _SET_SOURCE,
    _SET_START,
    _SET_END,
    _SET_POLICY,
    _SET_TARGETS,
    _SET_ACCEPTED,
    _SET_FIRST,
    _SET_KIND,
    _SET_NOTE,
    _SET_ENTRY,
) = [getattr(TermMatch, field.name).__set__ for field in fields(TermMatch)]


def placed(blank: TermMatch, source: str, start: int, end: int) -> TermMatch:
    """A match like ``blank`` at a place.

    Its slots are filled directly: the constructor of a frozen class takes twice as long, and in texts full
    of names that is what takes longest.
    """
    made = _NEW(TermMatch)
    _SET_SOURCE(made, source)
    _SET_START(made, start)
    _SET_END(made, end)
    _SET_POLICY(made, blank.policy)
    _SET_TARGETS(made, blank.targets)
    _SET_ACCEPTED(made, blank.accepted)
    _SET_FIRST(made, blank.first)
    _SET_KIND(made, blank.kind)
    _SET_NOTE(made, blank.note)
    _SET_ENTRY(made, blank.entry)
    return made


class Asked:
    """What the rows ask of some targets, each worked out when it is first found."""

    def __init__(self, targets: tuple[str, ...]) -> None:
        self.targets = targets
        #: What forms ask, without a place, of which nothing but their boundaries decides whether they count.
        self.settled: dict[Form, TermMatch] = {}
        self._serving: dict[Form, bool] = {}
        self._others: dict[Form, TermMatch] = {}
        self._of_rows: dict[tuple[object, ...], TermMatch] = {}

    def serves(self, form: Form) -> bool:
        """Whether the row of a form has one for a target."""
        served = self._serving.get(form)
        if served is None:
            served = self._serving[form] = serves(form.entry, self.targets)
        return served

    def settle(self, form: Form) -> bool:
        """Remember a form that counts once if it always does; whether so."""
        if form.entry.context or form.full or form.unless or form.whole or form.silent or form.forbidden:
            return False
        self.settled[form] = _blank_match((form.entry,), self.targets, False)
        return True

    def of_form(self, form: Form) -> TermMatch:
        """What the row of a form asks, without a place."""
        made = self.settled.get(form) or self._others.get(form)
        if made is None:
            made = self._others[form] = _blank_match((form.entry,), self.targets, False)
        return made

    def of_rows(self, rows: tuple[Entry, ...], short: bool = False) -> TermMatch:
        """What several rows of one place ask; ``short`` where a person's full name came before."""
        key = (short, *map(id, rows))
        made = self._of_rows.get(key)
        if made is None:
            made = self._of_rows[key] = _blank_match(rows, self.targets, short)
        return made


def _blank_match(rows: tuple[Entry, ...], targets: tuple[str, ...], short: bool) -> TermMatch:
    head = rows[0]
    chosen: dict[str, str] = {}
    accepted: dict[str, tuple[str, ...]] = {}
    first: dict[str, str] = {}
    for row in rows:
        if row.policy is not head.policy:
            continue
        for target in targets:
            forms = forms_of(row, target)
            if not forms or target in chosen:
                continue
            if short:
                # 토카예프 after the full name: Tokayev, not the full name once more.
                forms = (*(form for form in forms if is_short_of(form, forms[0])), *forms)
            chosen[target] = forms[0]
            opening = first_of(row, target)
            accepted[target] = tuple(dict.fromkeys((*forms, opening) if opening else forms))
            if opening:
                first[target] = opening
    return TermMatch("", 0, 0, head.policy, chosen, accepted, first, head.kind, head.note, head.place)
