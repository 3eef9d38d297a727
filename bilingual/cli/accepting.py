"""Proposals accepted by number and written to the glossary."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bilingual.errors import UsageError

if TYPE_CHECKING:
    from bilingual.terminology.mining import Proposal

_KEYS = ("ko", "en", "zh", "en-first", "zh-first", "kind", "policy", "context", "note")
_CODES = {"ko": "ko", "en": "en", "zh": "zh-Hans"}
_HOW = "e.g. --add '3:en=Nuri;zh=世界号'"
#: What a row of a kind that the glossary does not have is.
_KINDS = {"reporter": "person"}


def choices(given: Sequence[str]) -> dict[int, dict[str, str]]:
    """The numbers of ``--add`` with the cells given for each: ``1,3,5-7`` and ``3:en=Nuri;zh=世界号``.

    Raises UsageError for what is neither.
    """
    found: dict[int, dict[str, str]] = {}
    for item in given:
        numbers, colon, cells = item.partition(":")
        own = _cells(cells) if colon else {}
        listed = _numbers(numbers)
        if own and len(listed) != 1:
            raise UsageError(f"--add '{item}': forms belong to one number, {_HOW}")
        for number in listed:
            found.setdefault(number, {}).update(own)
    return found


def _numbers(text: str) -> list[int]:
    found: list[int] = []
    for piece in text.split(","):
        match = re.fullmatch(r"\s*(\d{1,6})(?:\s*-\s*(\d{1,6}))?\s*", piece)
        if match is None or int(match[2] or match[1]) < int(match[1]):
            raise UsageError(f"--add '{text}': expected numbers such as 1,3,5-7, or forms, {_HOW}")
        found += range(int(match[1]), int(match[2] or match[1]) + 1)
    return found


def _cells(text: str) -> dict[str, str]:
    from bilingual.errors import did_you_mean

    cells: dict[str, str] = {}
    for piece in filter(None, (part.strip() for part in text.split(";"))):
        key, sign, value = piece.partition("=")
        if not sign or key.strip() not in _KEYS:
            raise UsageError(
                f"--add: '{piece}' is no cell{did_you_mean(key.strip(), _KEYS)} "
                f"(known: {', '.join(_KEYS)}), {_HOW}"
            )
        cells[key.strip()] = value.strip()
    return cells


def accept(
    proposals: Sequence[Proposal],
    chosen: Mapping[int, Mapping[str, str]],
    named: Sequence[Path],
    ask: bool = False,
) -> None:
    """Write the chosen proposals, numbered from 1, to the glossary; say where each row stands.

    ``ask`` asks on the terminal for a target that is missing.  All are looked at before the first is
    written.  Raises UsageError for a number that is not there and for a proposal without a target.
    """
    from bilingual.settings import writable_glossary
    from bilingual.terminology.editing import add_entry, edit_entry

    path = writable_glossary(tuple(named))
    rows = []
    for number, given in sorted(chosen.items()):
        if not 1 <= number <= len(proposals):
            raise UsageError(f"--add {number}: there is no such proposal; the last one is {len(proposals)}")
        rows.append((proposals[number - 1], *_row(proposals[number - 1], number, given, ask)))
    for proposal, source, targets, first, cells in rows:
        entry = proposal.entry
        if entry is not None and path.exists() and Path(entry.path).resolve() == path.resolve():
            forms = "|".join((*entry.forms["ko"], source))
            line = edit_entry(path, entry.forms["ko"][0], source=forms, line=entry.line)
            click.echo(f"{path}:{line}: {entry.source} has the variant {source}")
        else:
            line = add_entry(path, source, targets=targets, first=first, **cells)
            click.echo(f"{path}:{line}: added {source}")


def _row(
    proposal: Proposal, number: int, given: Mapping[str, str], ask: bool
) -> tuple[str, dict[str, str], dict[str, str], dict[str, str]]:
    source = given.get("ko") or "|".join(_own(proposal))
    targets = {code: "|".join(forms) for code, forms in proposal.forms.items() if code != "ko"}
    first = dict(proposal.first)
    if proposal.entry is not None:
        # A new spelling of a known name: what the known row says, but for what this one gives itself.
        known = {c: "|".join(forms) for c, forms in proposal.entry.forms.items() if c != "ko"}
        targets, first = {**targets, **known}, {**first, **proposal.entry.first}
    targets.update({_CODES[key]: given[key] for key in ("en", "zh") if key in given})
    first.update({_CODES[key]: given[f"{key}-first"] for key in ("en", "zh") if f"{key}-first" in given})
    targets = {code: cell for code, cell in targets.items() if code in ("en", "zh-Hans") and cell}
    if ask and not targets:
        click.echo(f"{proposal.name}:", err=True)
        for code, label in (("en", "English"), ("zh-Hans", "Chinese")):
            answer = click.prompt(f"  {label} (empty for none)", default="", show_default=False, err=True)
            if answer.strip():
                targets[code] = answer.strip()
    if not targets:
        raise UsageError(
            f"proposal {number}, {proposal.name}, has no translation; "
            f"name one, e.g. --add '{number}:en=…;zh=…'"
        )
    if not source:
        raise UsageError(
            f"proposal {number}, {proposal.name}, has no Korean form; name it, e.g. --add '{number}:ko=…'"
        )
    kind = proposal.entry.kind if proposal.entry is not None else _KINDS.get(proposal.kind, proposal.kind)
    policy = proposal.entry.policy.value if proposal.entry is not None else ""
    if proposal.kind == "term" and not policy:
        # A gloss of a common word is no name: it is shown, not forced, until somebody says otherwise.
        policy = "suggest"
    cells = {
        "kind": given.get("kind", kind),
        "policy": given.get("policy", policy),
        "context": given.get("context", ""),
        "note": given.get("note", ""),
    }
    first = {code: form for code, form in first.items() if code in targets}
    return source, targets, first, cells


def _own(proposal: Proposal) -> tuple[str, ...]:
    """The Korean forms of the row: of a variant only the new ones."""
    return proposal.new if proposal.entry is not None else proposal.forms.get("ko", ())
