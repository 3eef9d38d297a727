"""New glossary entries out of sources: read, cleaned, mined, and compared with glossary and memory."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from bilingual import cleaning
from bilingual.article import Block, Role
from bilingual.detection import judged
from bilingual.memory import Memory, Unit
from bilingual.memory.containing import units_holding
from bilingual.settings import Settings
from bilingual.terminology import Entry, load_glossary
from bilingual.terminology.cldr import cldr_rows
from bilingual.terminology.mining import Gathering, Proposal, mine
from bilingual.terminology.mining.chinese import chinese_terms
from bilingual.terminology.mining.long_forms import long_forms

#: Translations of the memory that a proposal shows a language.
SHOWN = 2


class Suggesting:
    """Mines sources one by one, then proposes.  Only what a translation keeps of a page is mined."""

    def __init__(self, settings: Settings, say: Callable[[str], None] = lambda _: None) -> None:
        """Open the glossaries.  Raises GlossaryError."""
        self._say = say
        self._rules = cleaning.in_force(settings.rules)
        self.entries = load_glossary(settings.glossaries, settings.headline_hanja).entries
        self._places = known_places(self.entries)
        self._gathering = Gathering()

    def take(self, data: bytes, path: str) -> str:
        """Mine one source and return its name.  Raises SourceError where there is no article."""
        article = cleaning.clean(judged(data, path, self._say, self._rules), self._rules)
        for block in article.blocks:
            if block.role is Role.BYLINE:
                continue
            for sighting in mine(block.text, self._places):
                self._gathering.add(sighting, path, _line(block, sighting.start), block.text)
            for acronym, name in long_forms(block.text):
                self._gathering.spelt_out(acronym, name)
        return path

    def proposals(self, memory: Memory) -> list[Proposal]:
        """What was found, known entries included, with what ``memory`` has of it; always in one order."""
        return with_memory(self._gathering.proposals(self.entries), memory)


def known_places(entries: Iterable[Entry]) -> dict[str, str]:
    """Korean names of places, of the glossary and the CLDR, with the first letters of their English forms."""
    places: dict[str, str] = {}
    named: list[Mapping[str, tuple[str, ...]]] = [row.forms for row in cldr_rows(("countries",))]
    named += [entry.forms for entry in entries if entry.kind in ("place", "nationality")]
    for forms in named:
        letters = "".join(dict.fromkeys(form[0].upper() for form in forms.get("en", ()) if form))
        for form in forms.get("ko", ()):
            if not form.isascii():
                places[form] = "".join(dict.fromkeys(places.get(form, "") + letters))
    return places


def _line(block: Block, offset: int) -> int | None:
    if not block.lines:
        return block.line
    at = bisect_right([start for _, start in block.lines], offset) - 1
    return block.lines[max(at, 0)][0]


def with_memory(proposals: Sequence[Proposal], memory: Memory) -> list[Proposal]:
    """The proposals with what the memory has of them.

    A target form is taken only where the translation itself shows that it is one: it stands beside the
    term's acronym there.  Nothing is invented.
    """
    wanted = [form for p in proposals if not p.known for form in p.forms.get("ko", ()) if not form.isascii()]
    found = units_holding(memory, wanted)
    return [proposal if proposal.known else _remembered(proposal, found) for proposal in proposals]


def _remembered(proposal: Proposal, found: Mapping[str, Sequence[Unit]]) -> Proposal:
    units = [unit for form in proposal.forms.get("ko", ()) for unit in found.get(form, ())]
    if not units:
        return proposal
    shown: dict[str, list[str]] = {}
    forms = dict(proposal.forms)
    first = dict(proposal.first)
    acronyms = [form for form in (*forms.get("ko", ()), *forms.get("en", ())) if form.isascii()]
    for unit in units:
        texts = shown.setdefault(unit.target_language, [])
        if len(texts) < SHOWN and unit.target not in texts:
            texts.append(unit.target)
        if unit.target_language == "en":
            for acronym, name in long_forms(unit.target):
                if acronym in acronyms and name not in forms.get("en", ()):
                    forms["en"] = tuple(dict.fromkeys((acronym, *forms.get("en", ()), name)))
                    first.setdefault("en", f"{name} ({acronym})")
        elif unit.target_language == "zh-Hans" and "zh-Hans" not in forms:
            for sighting in chinese_terms(unit.target):
                if set(sighting.forms.get("en", ())) & set(acronyms):
                    forms["zh-Hans"] = sighting.forms["zh-Hans"]
    remembered = {code: tuple(texts) for code, texts in sorted(shown.items())}
    return replace(proposal, forms=forms, first=first, remembered=remembered)
