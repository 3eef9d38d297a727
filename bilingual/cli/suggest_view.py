"""How proposals are shown: a table on a terminal, tabs elsewhere, JSON for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from bilingual.terminology.mining import Proposal


def _cell(proposal: Proposal, code: str) -> str:
    return " | ".join(proposal.forms.get(code, ()))


def _row_of(proposal: Proposal) -> str:
    """The glossary row that has the term, with its forms."""
    entry = proposal.entry
    if entry is None:
        return ""
    forms = " → ".join("|".join(entry.forms[code]) for code in ("ko", "en", "zh-Hans") if code in entry.forms)
    return f"{entry.place} {forms}"


def _where(proposal: Proposal) -> str:
    context = proposal.contexts[0]
    return f"{context.source}:{context.line}" if context.line is not None else context.source


def print_table(new: Sequence[tuple[int, Proposal]], known: Sequence[Proposal]) -> None:
    """Print two tables: what could be added, by number, and what the glossary has."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    table = Table(title="proposals", title_justify="left", show_lines=False)
    for head in ("", "seen", "kind", "Korean", "English", "Chinese", "where", "context"):
        table.add_column(
            head, overflow="fold" if head != "context" else "ellipsis", no_wrap=head == "context"
        )
    for number, p in new:
        note = f"variant of {p.entry.place}: " if p.entry is not None else ""
        cells = [str(number), _seen(p), p.kind, *(_cell(p, c) for c in ("ko", "en", "zh-Hans")), _where(p)]
        table.add_row(*map(Text, (*cells, note + p.contexts[0].text)))
    if new:
        console.print(table)
    if known:
        have = Table(title="already in the glossary", title_justify="left")
        for head in ("seen", "text gives", "row"):
            have.add_column(head, overflow="fold")
        for p in known:
            have.add_row(*map(Text, (_seen(p), _given(p), _row_of(p))))
        console.print(have)


def _seen(proposal: Proposal) -> str:
    noun = "document" if proposal.documents == 1 else "documents"
    return f"{proposal.count} in {proposal.documents} {noun}"


def _given(proposal: Proposal) -> str:
    return " = ".join(cell for code in ("ko", "en", "zh-Hans") if (cell := _cell(proposal, code)))


def print_plain(new: Sequence[tuple[int, Proposal]], known: Sequence[Proposal]) -> None:
    """Print one line a proposal, fields parted by tabs; known terms follow without a number.

    Fields: number (``=`` for known), count, documents, kind, Korean, English, Chinese, glossary row, place,
    context.
    """
    numbered = [(str(number), proposal) for number, proposal in new]
    for number, p in (*numbered, *(("=", proposal) for proposal in known)):
        fields = (
            number,
            str(p.count),
            str(p.documents),
            p.kind,
            *(_cell(p, code) for code in ("ko", "en", "zh-Hans")),
            _row_of(p),
            _where(p),
            p.contexts[0].text,
        )
        click.echo("\t".join(" ".join(field.split()) for field in fields))


def record(proposal: Proposal, number: int | None) -> dict[str, object]:
    """A proposal as JSON has it; ``number`` is None for what the glossary has."""
    entry = proposal.entry
    return {
        "number": number,
        "forms": {code: list(forms) for code, forms in proposal.forms.items()},
        "first": dict(proposal.first),
        "kind": proposal.kind,
        "habits": list(proposal.habits),
        "count": proposal.count,
        "documents": proposal.documents,
        "known": proposal.known,
        "variant_of": None if entry is None or proposal.known else entry.place,
        "new": list(proposal.new),
        "entry": None
        if entry is None
        else {
            "path": entry.path,
            "line": entry.line,
            "forms": {code: list(forms) for code, forms in entry.forms.items()},
        },
        "contexts": [{"source": c.source, "line": c.line, "text": c.text} for c in proposal.contexts],
        "memory": {code: list(texts) for code, texts in proposal.remembered.items()},
    }
