"""Which texts a glossary term concerns: its entry's forms, those that it had before, or the term itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bilingual.article import Policy, TermMatch
from bilingual.errors import GlossaryError, OutputError
from bilingual.terminology import Entry, Glossary, Matcher
from bilingual.terminology.folding import SEPARATORS, flat
from bilingual.terminology.undoing import past_forms

_SEPARATOR = re.compile(f"[{SEPARATORS}]")


@dataclass(frozen=True)
class Concern:
    """Terms, the entries that have them now, and every form that is or was written for them.

    ``unknown`` are the terms of which no glossary has an entry.
    """

    terms: tuple[str, ...]
    entries: tuple[Entry, ...]
    forms: tuple[str, ...]
    unknown: tuple[str, ...]

    @classmethod
    def of(cls, terms: Sequence[str], glossary: Glossary, files: Iterable[Path]) -> Concern:
        """Find the entries that have one of ``terms`` in any language, and what the logs of ``files`` tell
        of rows that had it."""
        wanted = [term.strip() for term in terms if term.strip()]
        keys = {_key(term) for term in wanted}
        entries = tuple(
            entry
            for entry in glossary.entries
            if any(_key(form) in keys for forms in entry.forms.values() for form in forms)
        )
        now = [form for entry in entries for forms in entry.forms.values() for form in forms]
        known = set(map(_key, now))
        past: list[str] = []
        for path in files:
            try:
                past += past_forms(path, keys, _key)
            except (OutputError, GlossaryError):
                continue
        forms = tuple(form for form in dict.fromkeys([*wanted, *now, *past]) if _key(form))
        return cls(tuple(wanted), entries, forms, tuple(t for t in wanted if _key(t) not in known))

    def stands_in(self, text: str) -> bool:
        """Whether any form may stand in ``text``, whatever the letters around it."""
        return self._somewhere.search(flat(text)) is not None

    def is_about(self, match: TermMatch) -> bool:
        """Whether a term that was found is one of these."""
        return bool(match.source) and _key(match.source) in self._keys

    @cached_property
    def forbidden(self) -> dict[str, tuple[str, ...]]:
        """The forms, by language, that an entry in question forbids whatever the source says."""
        found: dict[str, tuple[str, ...]] = {}
        for entry in self.entries:
            if entry.policy is Policy.FORBID and "ko" not in entry.forms:
                for language, forms in entry.forms.items():
                    found[language] = (*found.get(language, ()), *forms)
        return found

    @cached_property
    def as_words(self) -> Matcher:
        """A matcher of the forms alone, which knows where a word may begin and end."""
        forms: dict[str, tuple[str, ...]] = {"ko": self.forms, "en": self.forms, "zh-Hans": self.forms}
        return Matcher(Glossary((Entry(forms, Policy.SUGGEST),)))

    @cached_property
    def _keys(self) -> frozenset[str]:
        return frozenset(map(_key, self.forms))

    @cached_property
    def _somewhere(self) -> re.Pattern[str]:
        gap = f"[{SEPARATORS}]*"
        bodies = sorted({gap.join(map(re.escape, _key(form))) for form in self.forms}, key=len, reverse=True)
        return re.compile("|".join(bodies) or r"(?!)", re.IGNORECASE)


def _key(form: str) -> str:
    return _SEPARATOR.sub("", flat(form)).lower()
