"""``bilingual glossary log`` and ``undo``: what was done to a glossary, and taking it back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bilingual.cli.options import debug_option, glossary_option, json_option

if TYPE_CHECKING:
    from bilingual.terminology.edit_log import Record


@click.command()
@click.argument("term", required=False)
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Only the last N edits.")
@glossary_option
@json_option
@debug_option
def log(term: str | None, limit: int | None, glossaries: tuple[Path, ...], as_json: bool) -> None:
    """Show the edits made by command, all or those of rows with TERM in any form.

    Each line has the edit's number, its time, who made it and what it did. The log lies beside the
    glossary (entities.log.jsonl); who it was is your system's user name, or BILINGUAL_USER.

    \b
    Examples:
      bilingual glossary log --limit 10
      bilingual glossary log 나토 --json
    """
    from bilingual.settings import writable_glossary
    from bilingual.terminology.edit_log import log_path
    from bilingual.terminology.undoing import told_edits

    path = writable_glossary(glossaries)
    records, problems = told_edits(path)
    found = [record for record in records if term is None or _holds(record, term)]
    found = found[-limit:] if limit else found
    if as_json:
        click.echo(json.dumps([_plain(path, record) for record in found], ensure_ascii=False, indent=1))
    for record in () if as_json else found:
        click.echo(f"{record.number:>4}  {record.time}  {record.who}  {told(record)}")
    for problem in problems:
        click.echo(problem, err=True)
    noun = "edit" if len(found) == 1 else "edits"
    click.echo(f"{len(found)} {noun} in {log_path(path)}", err=True)


@click.command()
@click.argument("count", metavar="[N]", type=click.IntRange(min=1), required=False)
@click.option("--edit", "number", type=int, metavar="NUMBER", help="Take back the edit of this number.")
@glossary_option
@debug_option
def undo(count: int | None, number: int | None, glossaries: tuple[Path, ...]) -> None:
    """Take back the last edit made by command, or the last N.

    Undo once more, and the edit before it is taken back too; redo brings back what an undo took. A row that
    was changed by hand since is left alone, and then nothing is taken back.

    \b
    Examples:
      bilingual glossary undo
      bilingual glossary undo 3
      bilingual glossary undo --edit 12
    """
    from bilingual.errors import UsageError
    from bilingual.settings import writable_glossary
    from bilingual.terminology.undoing import undo as take_back

    if count is not None and number is not None:
        raise UsageError("name either how many edits to take back, or one by --edit")
    path = writable_glossary(glossaries)
    for record in take_back(path, count or 1, number):
        click.echo(f"{path}: took back edit {record.number} of {record.time} by {record.who}: {told(record)}")


@click.command()
@click.argument("count", metavar="[N]", type=click.IntRange(min=1), required=False)
@glossary_option
@debug_option
def redo(count: int | None, glossaries: tuple[Path, ...]) -> None:
    """Bring back what the last undo took, or the last N, as long as no other edit was made since.

    \b
    Example:
      bilingual glossary redo
    """
    from bilingual.settings import writable_glossary
    from bilingual.terminology.undoing import redo as bring_back

    path = writable_glossary(glossaries)
    for record in bring_back(path, count or 1):
        numbers = ", ".join(map(str, record.undoes))
        noun = "edit" if len(record.undoes) == 1 else "edits"
        click.echo(f"{path}: {noun} {numbers} again, which edit {record.number} took back: {told(record)}")


def told(record: Record) -> str:
    """What an edit did, in one line."""
    rows = [*_rows(record)]
    first = "; ".join(
        f"{_shown(was)} → {_shown(now)}" if was and now else _shown(was or now) for was, now in rows[:1]
    )
    more = f" and {len(rows) - 1} more rows" if len(rows) > 1 else ""
    undoes = " " + ", ".join(map(str, record.undoes)) if record.undoes else ""
    return f"{record.action}{undoes}  {record.file}:{record.line}  {first}{more}"


def _shown(line: str) -> str:
    return line.strip().strip(",")


def _rows(record: Record) -> list[tuple[str, str]]:
    """The rows before and after; a row that only got a line end, or a new column's cell, is none."""
    from bilingual.terminology.edit_log import bare, is_widening

    rows: list[tuple[str, str]] = []
    for change in [one for one in record.changes if not is_widening(one)] or record.changes:
        before, after = list(map(bare, change.before)), list(map(bare, change.after))
        if len(before) == len(after):
            rows += zip(before, after, strict=True)
        else:
            # What an undo does to a column's empty cells is no change of a row.
            was, now = ({line.rstrip(",") for line in lines} for lines in (before, after))
            rows += [(line, "") for line in before if line.rstrip(",") not in now]
            rows += [("", line) for line in after if line.rstrip(",") not in was]
    return rows


def _holds(record: Record, term: str) -> bool:
    from bilingual.terminology.undoing import forms_of

    return any(term in forms_of(line) for row in _rows(record) for line in row if line)


def _plain(path: Path, record: Record) -> dict[str, object]:
    from bilingual.terminology.undoing import cells_by_column

    return {
        "number": record.number,
        "time": record.time,
        "who": record.who,
        "action": record.action,
        "path": str(path),
        "line": record.line,
        "undoes": list(record.undoes),
        "changes": [
            {
                "before": cells_by_column(record.columns, was) if was else None,
                "after": cells_by_column(record.columns, now) if now else None,
            }
            for was, now in _rows(record)
        ],
    }
