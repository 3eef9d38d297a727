"""Sightings put together: one proposal a term, with counts, places, and what is known of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from bilingual.terminology.entries import Entry
from bilingual.terminology.folding import flat, fold
from bilingual.terminology.mining.sightings import Sighting

#: Contexts that a proposal keeps.
CONTEXTS = 3
#: What stands on each side of a term in a context, in code points.
AROUND = 30
_KIND_ORDER = ("organisation", "agency", "person", "event", "place", "media", "term", "reporter", "")


@dataclass(frozen=True, slots=True)
class Context:
    """Where a term stands: the source's name, its line if known, and the words around."""

    source: str
    line: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """An entry that a terminologist may want.

    ``forms`` and ``first`` are as in a glossary; ``count`` says how often the term was seen so, in how many
    ``documents``.  ``entry`` is the row that has the term already, or of which it is a variant; ``new`` are
    its Korean forms that no row has.  ``remembered`` holds translations that the memory has of sentences
    with the term, by language.
    """

    forms: Mapping[str, tuple[str, ...]]
    kind: str
    habits: tuple[str, ...]
    count: int
    documents: int
    contexts: tuple[Context, ...] = ()
    first: Mapping[str, str] = field(default_factory=dict)
    entry: Entry | None = None
    new: tuple[str, ...] = ()
    remembered: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def known(self) -> bool:
        """Whether a glossary row has every form."""
        return self.entry is not None and not self.new

    @property
    def name(self) -> str:
        """The form that the proposal goes by: Korean, else Chinese."""
        return next(self.forms[code][0] for code in ("ko", "zh-Hans", "en") if self.forms.get(code))


def key_of(form: str) -> str:
    """What spellings of one form share: letter case, width, spaces and hyphens are put aside."""
    return fold(flat(form)).skeleton


class Gathering:
    """Takes sightings one by one and puts them together by their forms."""

    def __init__(self) -> None:
        self._groups: list[_Group | None] = []
        self._at: dict[tuple[str, str], int] = {}
        self._long: dict[str, Counter[str]] = {}

    def add(self, sighting: Sighting, source: str, line: int | None, text: str) -> None:
        """Take a sighting in ``text``, which stands in that source and line."""
        keys = [(code, key_of(form)) for code, forms in _telling(sighting) for form in forms]
        found = sorted({self._at[key] for key in keys if key in self._at})
        at = found[0] if found else len(self._groups)
        if not found:
            self._groups.append(_Group())
        group = self._groups[at]
        if group is None:
            return
        group.take(sighting, Context(source, line, _around(text, sighting)))
        for key in keys:
            self._at.setdefault(key, at)

    def spelt_out(self, acronym: str, name: str) -> None:
        """Take a long English name that a text gives for an acronym."""
        self._long.setdefault(acronym, Counter())[name] += 1

    def proposals(self, known: Sequence[Entry] = ()) -> list[Proposal]:
        """All proposals, the most frequent first, then by kind and name: the same for the same texts.

        Reporters stand last, so that the numbers of the others are the same with and without them.

        ``known`` are the entries of the glossaries in use.
        """
        rows: dict[str, Entry] = {}
        for entry in known:
            if not entry.headline:
                for code in ("ko", "zh-Hans"):
                    for form in entry.forms.get(code, ()):
                        rows.setdefault(key_of(form), entry)
        groups = [group for group in self._groups if group is not None]
        made = [_with_known(group.proposal(self._long), rows) for group in _joined(groups)]
        order = {kind: at for at, kind in enumerate(_KIND_ORDER)}
        return sorted(
            made,
            key=lambda p: (
                p.kind == "reporter",
                -p.count,
                order.get(p.kind, len(order)),
                p.name,
                p.habits,
            ),
        )


def _telling(sighting: Sighting) -> list[tuple[str, tuple[str, ...]]]:
    """The forms that make two sightings one: the head of each language, not an acronym that others share."""
    korean = tuple(form for form in sighting.forms.get("ko", ()) if not form.isascii())
    if korean:
        return [("ko", korean)]
    return [(code, forms[:1]) for code, forms in sighting.forms.items() if code != "en"][:1]


def _around(text: str, sighting: Sighting) -> str:
    low, high = max(0, sighting.start - AROUND), min(len(text), sighting.end + AROUND)
    piece = " ".join(text[low:high].split())
    return f"{'…' if low else ''}{piece}{'…' if high < len(text) else ''}"


class _Group:
    def __init__(self) -> None:
        self.count = 0
        self.forms: dict[str, Counter[str]] = {}
        self.kinds: Counter[str] = Counter()
        self.habits: dict[str, None] = {}
        self.sources: dict[str, None] = {}
        self.contexts: list[Context] = []
        self.first: dict[str, str] = {}

    def take(self, sighting: Sighting, context: Context) -> None:
        self.count += 1
        for code, forms in sighting.forms.items():
            table = self.forms.setdefault(code, Counter())
            for form in forms:
                table[form] += 1
        self.kinds[sighting.kind] += 1
        self.habits.setdefault(sighting.habit)
        self.sources.setdefault(context.source)
        if len(self.contexts) < CONTEXTS:
            self.contexts.append(context)
        self.first = {**sighting.first, **self.first}

    def absorb(self, other: _Group) -> None:
        """Take over how often and where another form of the same was seen, not the form."""
        self.count += other.count
        self.sources.update(other.sources)
        self.habits.update(other.habits)
        self.contexts = [*self.contexts, *other.contexts][:CONTEXTS]

    def head(self) -> str:
        """The first Korean form, or nothing."""
        return next(iter(self.forms.get("ko", ())), "")

    def proposal(self, long: Mapping[str, Counter[str]]) -> Proposal:
        forms = {code: _without_spellings(table) for code, table in self.forms.items()}
        first = dict(self.first)
        for acronym in forms.get("en", ()):
            name = long[acronym].most_common(1)[0][0] if acronym in long else ""
            if name and name not in forms["en"]:
                forms["en"] = (*forms["en"], name)
                first.setdefault("en", f"{name} ({acronym})")
        return Proposal(
            forms=forms,
            kind=_kind(self.kinds),
            habits=tuple(sorted(self.habits)),
            count=self.count,
            documents=len(self.sources),
            contexts=tuple(self.contexts),
            first=first,
        )


def _kind(kinds: Counter[str]) -> str:
    # A title makes a person of what brackets alone call a term.
    if kinds["person"]:
        return "person"
    return kinds.most_common(1)[0][0]


def _without_spellings(table: Counter[str]) -> tuple[str, ...]:
    """The forms in the order seen, one of those that differ by spaces or hyphens alone: the commonest."""
    best: dict[str, str] = {}
    for form in table:
        key = key_of(form)
        if key not in best or table[form] > table[best[key]]:
            best[key] = form
    return tuple(best.values())


def _joined(groups: list[_Group]) -> list[_Group]:
    """Surnames alone counted with the full names that end in them."""
    full = [group for group in groups if group.kinds["person"] and " " in group.head()]
    by_last: dict[str, list[_Group]] = {}
    for group in full:
        by_last.setdefault(group.head().split(" ")[-1], []).append(group)
    kept: list[_Group] = []
    for group in groups:
        owners = by_last.get(group.head(), ()) if group.kinds["person"] else ()
        if len(owners) == 1:
            owners[0].absorb(group)
        else:
            kept.append(group)
    return kept


def _with_known(proposal: Proposal, rows: Mapping[str, Entry]) -> Proposal:
    mine = proposal.forms.get("ko") or proposal.forms.get("zh-Hans", ())
    found = {form: rows.get(key_of(form)) for form in mine}
    spelt = [form for form in mine if not form.isascii()]
    # The name decides, not an acronym that several organisations share.
    entry = next((found[form] for form in (*spelt, *mine) if found[form] is not None), None)
    if entry is None:
        return replace(proposal, new=tuple(mine))
    own = {key_of(form) for forms in entry.forms.values() for form in forms}
    new = tuple(form for form in spelt if found[form] is None and key_of(form) not in own)
    return replace(proposal, entry=entry, new=new)
