"""Entries that fight: one source with two targets, repeated rows, and targets that another row forbids."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

import ahocorasick_rs

from bilingual.article import Policy, Severity
from bilingual.terminology.entries import Entry
from bilingual.terminology.folding import SEPARATORS, flat
from bilingual.terminology.forms import spans_of
from bilingual.terminology.lint_forms import Told

_ASKED = (Policy.PIN, Policy.CHECK)
_SEPARATOR = re.compile(f"[{SEPARATORS}]")


def of_entries(entries: Sequence[Entry]) -> Iterator[Told]:
    """The problems that entries of one file have with each other, and with what any file forbids."""
    by_form: dict[tuple[int, str], list[tuple[Entry, str]]] = defaultdict(list)
    for entry in entries:
        if not entry.headline:
            for form in entry.forms.get("ko", ()):
                by_form[entry.rank, _key(form)].append((entry, form))
    told: set[tuple[int, int, str]] = set()
    for shared in by_form.values():
        for at, (later, form) in enumerate(shared):
            for earlier, other_form in shared[:at]:
                for one in _of_two(earlier, later, other_form, form):
                    key = (id(earlier), id(later), one.check)
                    if earlier is not later and key not in told:
                        told.add(key)
                        yield one
    yield from _forbidden(entries)


def _key(form: str) -> str:
    return _SEPARATOR.sub("", flat(form)).lower()


def _of_two(earlier: Entry, later: Entry, other_form: str, form: str) -> Iterator[Told]:
    same_context = set(earlier.context) == set(later.context)
    difference = _difference(earlier, later)
    asked = earlier.policy in _ASKED and later.policy in _ASKED
    if same_context and asked and difference:
        both = earlier.policy is later.policy is Policy.PIN
        if both and flat(form) == flat(other_form):
            return  # The loading of the file tells that.
        language, mine, theirs = difference
        yield Told(
            later,
            Severity.ERROR if both else Severity.WARNING,
            "fight",
            f"'{form}' is '{mine}' in {language} here and '{theirs}' in line {earlier.line}; "
            "keep one, or tell them apart by context",
        )
    elif same_context and earlier.policy is later.policy and flat(form) == flat(other_form):
        yield Told(
            later,
            Severity.WARNING,
            "repeated",
            f"'{form}' stands in line {earlier.line} too, with the same policy and context; join the rows",
        )
    elif asked and difference and bool(earlier.context) != bool(later.context):
        bare, other = (later, earlier) if earlier.context else (earlier, later)
        yield Told(
            bare,
            Severity.WARNING,
            "context",
            f"'{form}' has no context here, but line {other.line} has ({'|'.join(other.context)}): this row "
            "is taken wherever none of those words stands; give it context too, or the policy suggest",
        )


def _difference(one: Entry, other: Entry) -> tuple[str, str, str] | None:
    """The first language in which neither row accepts the other's preferred form, with both forms."""
    for language, forms in other.forms.items():
        theirs = one.forms.get(language)
        if language != "ko" and theirs and theirs[0] not in forms and forms[0] not in theirs:
            return language, forms[0], theirs[0]
    return None


def _forbidden(entries: Sequence[Entry]) -> Iterator[Told]:
    held = _Forbidden([entry for entry in entries if entry.policy is Policy.FORBID])
    for entry in entries:
        if entry.policy is Policy.FORBID or entry.headline:
            continue
        korean = [flat(form) for form in entry.forms.get("ko", ())]
        for language, targets in entry.forms.items():
            for target in targets if language != "ko" else ():
                for row, form in held.near(language, target):
                    sources = [flat(one) for one in row.forms.get("ko", ())]
                    if sources and not any(source in one for source in sources for one in korean):
                        continue
                    yield from _holding(row, entry, language, form, target)


class _Forbidden:
    """Finds the forbidden forms that may stand in a target: one pass for all of them, so that thousands of
    rows cost no more than one."""

    def __init__(self, rows: Sequence[Entry]) -> None:
        self._by_skeleton: dict[str, dict[str, list[tuple[Entry, str]]]] = {}
        for row in rows:
            for language, forms in row.forms.items():
                for form in forms if language != "ko" else ():
                    known = self._by_skeleton.setdefault(language, {})
                    known.setdefault(_skeleton(form, ending=True), []).append((row, form))
        self._automata = {
            language: ahocorasick_rs.AhoCorasick([one for one in known if one])
            for language, known in self._by_skeleton.items()
        }

    def near(self, language: str, target: str) -> Iterator[tuple[Entry, str]]:
        """The rows with forms whose letters stand in ``target``; whether the form does is not settled."""
        if language not in self._automata:
            return
        known, automaton = self._by_skeleton[language], self._automata[language]
        text = _skeleton(target)
        found = automaton.find_matches_as_strings(text, overlapping=True)
        # A form without any letter or digit is left to the closer look.
        for skeleton in dict.fromkeys((*found, "")):
            yield from known.get(skeleton, ())


def _skeleton(form: str, *, ending: bool = False) -> str:
    """The letters and digits of a form, in small letters: what `spans_of` never puts aside.

    ``ending`` leaves out a last y, which a plural turns into ies.
    """
    plain = "".join(char for char in flat(form).lower() if char.isalnum())
    return plain.removesuffix("y") if ending else plain


def _holding(row: Entry, entry: Entry, language: str, form: str, target: str) -> Iterator[Told]:
    preferred = entry.forms[language][0]
    sources = row.forms.get("ko", ())
    if sources and target == form == preferred and entry.policy is Policy.PIN:
        message = f"forbids '{form}' for '{entry.source}', which line {entry.line} pins; keep one"
        yield Told(row, Severity.ERROR, "forbidden", message)
    elif spans_of(target, form):
        where = f"for '{row.source}'" if sources else "everywhere"
        message = f"'{target}' holds '{form}', which line {row.line} forbids {where}; keep one"
        severity = Severity.ERROR if target == preferred else Severity.WARNING
        yield Told(entry, severity, "forbidden", message)
