"""A wording that a person put in a pinned term's place, taken into the glossary as one more accepted form."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bilingual.errors import UsageError
from bilingual.settings import Settings
from bilingual.terminology import Entry, load_glossary
from bilingual.terminology.editing import add_entry, edit_entry
from bilingual.upkeep.corrections import LostTerm


@dataclass(frozen=True, slots=True)
class Accepted:
    """A row that accepts one more form, and where it stands."""

    source: str
    language: str
    wording: str
    path: Path
    line: int


def accept_wording(lost: LostTerm, language: str, settings: Settings, path: Path) -> Accepted:
    """Make the wording that stands in a pinned term's place an accepted form, and return where.

    The term's own row gets the variant if it stands in ``path``, or the row there that was made of it; else
    ``path``, made if it is not there, gets a row with all that the term's row says and the variant, which
    goes before it.  Raises UsageError where there is no wording or no such row, GlossaryError and OutputError
    as glossary edits do.
    """
    if not lost.wording:
        raise UsageError(f"what should stand for {lost.term.source} instead cannot be told from the edit")
    entry = _entry(lost, settings)
    entry = _made_of(entry, path) or entry
    forms = {code: "|".join(variants) for code, variants in entry.forms.items() if code != "ko"}
    forms[language] = "|".join(dict.fromkeys((*entry.forms.get(language, ()), lost.wording)))
    if path.exists() and Path(entry.path).resolve() == path.resolve():
        line = edit_entry(
            path, entry.forms["ko"][0], targets={language: forms[language]}, line=abs(entry.line)
        )
    else:
        line = add_entry(
            path,
            "|".join(entry.forms["ko"]),
            targets=forms,
            kind=entry.kind,
            policy=entry.policy.value,
            context="|".join(entry.context),
            note=entry.note,
            first=dict(entry.first),
            boundary=entry.boundary,
            case=entry.case,
            suffix="" if entry.suffixes is None else "|".join(entry.suffixes) or "-",
        )
    return Accepted(lost.term.source, language, lost.wording, path, line)


def _made_of(entry: Entry, path: Path) -> Entry | None:
    """Return the row of ``path`` that stands for a row of another file, made when a wording was accepted."""
    if not path.exists() or Path(entry.path).resolve() == path.resolve():
        return None
    return next(
        (
            own
            for own in load_glossary((path,), None).entries
            if own.forms.get("ko") == entry.forms["ko"] and own.context == entry.context and not own.headline
        ),
        None,
    )


def _entry(lost: LostTerm, settings: Settings) -> Entry:
    for entry in load_glossary(settings.glossaries, settings.headline_hanja).entries:
        if entry.place == lost.term.entry and entry.forms.get("ko") and not entry.headline:
            return entry
    raise UsageError(f"no row of a glossary says what {lost.term.source} is ({lost.term.entry})")
