"""``bilingual apply``: edited workbooks back in, results written again."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bilingual.cli.options import debug_option, glossary_option, json_option, words
from bilingual.cli.sources import exit_status

if TYPE_CHECKING:
    from bilingual.upkeep.applying import Applied, Ask
    from bilingual.upkeep.corrections import Line, LostTerm

_SHOWN = 60
_AROUND = 12
#: The largest workbook that is looked at, in bytes.
_LARGEST = 200_000_000


@click.command()
@click.argument(
    "workbooks", metavar="EDITED.xlsx...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option("--to", callback=words, metavar="LANGS", help="Languages to add to the results.")
@click.option(
    "--engine",
    callback=words,
    metavar="NAME[,NAME]",
    help="Engines asked for segments that have no translation.  [default: nobody]",
)
@glossary_option
@click.option("--memory", metavar="URL", help="Translation memory that holds the article.")
@click.option("--offline", is_flag=True, default=None, help="Never ask an engine that needs a network.")
@click.option(
    "--format",
    "formats",
    callback=words,
    metavar="LIST",
    help="Results to write.  [default: all that was written before]",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Folder for the results.  [default: where they were written before]",
)
@click.option(
    "--add-term",
    is_flag=True,
    help="Where an edit takes out a pinned term, let the glossary accept what stands in its place.",
)
@click.option(
    "--override", is_flag=True, help="Take the workbook's text also where the article has a newer one."
)
@click.option("--dry-run", is_flag=True, help="Show what would be taken; change nothing.")
@json_option
@debug_option
def command(
    workbooks: tuple[Path, ...],
    to: tuple[str, ...] | None,
    engine: tuple[str, ...] | None,
    glossaries: tuple[Path, ...],
    memory: str | None,
    offline: bool | None,
    formats: tuple[str, ...] | None,
    output: Path | None,
    add_term: bool,
    override: bool,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Take corrections from edited workbooks and write the results again.

    Rows are told by the columns id and source_hash, wherever they stand. Every changed text goes to the
    memory as a person's, and page, workbook and whatever else was written of the article is replaced in its
    place. A number, date or formula that the spreadsheet made of a text, an emptied cell, a row without an id
    and the like are reported and not taken. Files changed by hand are left, but for the workbook itself.

    \b
    Examples:
      bilingual apply output/article.xlsx
      bilingual apply from-the-editor/*.xlsx --dry-run
    """
    from bilingual.errors import BilingualError
    from bilingual.languages import canonical_list
    from bilingual.publishing import check_folder, check_format
    from bilingual.settings import load_settings
    from bilingual.upkeep.applying import Choices, apply

    settings = load_settings(glossary=glossaries, memory=memory, offline=offline)
    for name in formats or ():
        check_format(name)
    if output is not None and not dry_run:
        check_folder(output)
    choices = Choices(
        targets=canonical_list(to) if to else (),
        engines=engine or (),
        formats=formats or (),
        output=output,
        override=override,
        dry_run=dry_run,
    )
    ask = _asker(add_term, as_json)
    results: list[Applied] = []
    failures = 0
    each = tuple(dict.fromkeys(workbooks))
    for workbook in each:
        try:
            found = apply(settings, workbook, _read(workbook), choices, ask, _say)
        except BilingualError as error:
            failures += 1
            _say(f"Error: {error}")
            continue
        results += found
        if not as_json:
            for one in found:
                _show(one, dry_run)
    if as_json:
        click.echo(json.dumps([_plain(one) for one in results], ensure_ascii=False, indent=1))
    return exit_status(len(each) - failures, failures, all(one.complete for one in results))


def _say(line: str) -> None:
    click.echo(line, err=True)


def _read(path: Path) -> bytes:
    from bilingual.errors import SourceError

    try:
        if path.is_dir():
            raise SourceError(f"{path}: is a folder\nName the workbooks in it, as in {path}/*.xlsx.")
        if path.stat().st_size > _LARGEST:
            raise SourceError(f"{path}: larger than any workbook of ours\nName the .xlsx that was written.")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise SourceError(f"{path}: cannot be read: {reason}\nName an edited workbook (.xlsx).") from None


def _asker(add_term: bool, as_json: bool) -> Ask:
    """Say whether a new wording goes to the glossary: always, never, or as the person answers."""
    if add_term:
        return lambda lost, _: bool(lost.wording)
    if as_json or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return lambda *_: False

    def ask(lost: LostTerm, language: str) -> bool:
        pinned = lost.term.targets.get(language, "")
        if not lost.wording:
            return False
        return click.confirm(
            f"{lost.term.source} is pinned as {pinned} ({lost.term.entry}); "
            f"shall the glossary accept “{lost.wording}” too?",
            default=False,
            err=True,
        )

    return ask


def _show(one: Applied, dry_run: bool) -> None:
    from bilingual.upkeep.corrections import State

    title = one.stored.source.title
    click.echo(f"{one.workbook}: {one.stored.source.path}{f', “{_cut(title)}”' if title else ''}")
    for line in one.lines:
        if line.state is not State.UNCHANGED:
            click.echo(f"  {_line(line)}")
    counts = Counter(line.state for line in one.lines)
    said = [
        f"{counts[State.TAKEN]} taken",
        *(f"{counts[state]} {state.value}" for state in (State.APPROVED, State.IGNORED) if counts[state]),
        *([f"{counts[State.ALSO]} changed with them"] if counts[State.ALSO] else ()),
        f"{counts[State.UNCHANGED]} unchanged",
        *([f"{counts[State.EARLIER]} older than the article"] if counts[State.EARLIER] else ()),
        f"{counts[State.PROBLEM]} not taken" if counts[State.PROBLEM] else "no problems",
    ]
    if one.absent:
        said.append(f"{one.absent} segment{'s' * (one.absent > 1)} not in the workbook, left as they are")
    click.echo(f"  {', '.join(said)}{' (nothing was changed: --dry-run)' if dry_run else ''}")
    if one.left:
        click.echo(f"  still open, so the exit status is 1: {one.left}")
    for accepted in one.accepted:
        click.echo(
            f"  {accepted.path}:{accepted.line}: {accepted.source} may be “{accepted.wording}” "
            f"[{accepted.language}]"
        )
    for written in one.written:
        if written.state != "unchanged":
            click.echo(str(written.path))
        if written.state == "beside":
            _say(
                f"{written.wanted} was changed by hand: left as it is\n"
                f"The new one is {written.path}; apply the other too if it is a workbook, or take it away."
            )
    if one.kept is not None:
        _say(f"{one.workbook} was written anew; as it was edited it is kept as {one.kept}")
    if one.outdated:
        _say(
            f"{one.workbook}: its file belongs to a newer text of {one.stored.source.path} now; "
            "the memory has the corrections\n"
            f"Run bilingual translate {one.stored.source.path} to have them where the sentences are the same."
        )
    elif one.article is not None and not one.written:
        _say(
            f"{one.stored.source.path}: the memory has the corrections, but no file of this text is known\n"
            f"If the source has changed since, run bilingual translate {one.stored.source.path}; "
            "else name a folder with --output and what to write with --format."
        )


def _line(line: Line) -> str:
    where = f"cell {line.cell}" if line.cell else f"row {line.row}" if line.row else "workbook"
    said = " ".join(filter(None, (where, line.segment, line.language)))
    change = ""
    if line.before is not None or line.after is not None:
        if line.before == line.after:
            change = f" “{_cut(line.after)}”"
        else:
            texts = _differing(line.before or "", line.after) if line.after is not None else [line.before]
            change = " " + " → ".join(f"“{_cut(text)}”" for text in texts)
    return f"{said}: {line.state.value}{change}{f'; {line.message}' if line.message else ''}"


def _differing(before: str, after: str) -> list[str]:
    """Both texts from shortly before the place where they part."""
    pairs = enumerate(zip(before, after, strict=False))
    same = next((at for at, (one, other) in pairs if one != other), min(len(before), len(after)))
    start = max(0, same - _AROUND) if max(len(before), len(after)) > _SHOWN else 0
    return [("…" if start else "") + text[start:] for text in (before, after)]


def _cut(text: str | None) -> str:
    shown = " ".join((text or "").split())
    safe = "".join(sign if sign.isprintable() else "\ufffd" for sign in shown)
    return safe if len(safe) <= _SHOWN else safe[: _SHOWN - 1] + "…"


def _plain(one: Applied) -> dict[str, Any]:
    return {
        "workbook": one.workbook,
        "article": one.stored.source.sha256[:8],
        "path": one.stored.source.path,
        "title": one.stored.source.title,
        "complete": one.complete,
        "left": {
            "untranslated": one.left.untranslated,
            "suggested": one.left.suggested,
            "errors": one.left.errors,
        },
        "rows": [_plain_line(line) for line in one.lines],
        "absent": one.absent,
        "accepted": [
            {
                "source": accepted.source,
                "language": accepted.language,
                "wording": accepted.wording,
                "path": str(accepted.path),
                "line": accepted.line,
            }
            for accepted in one.accepted
        ],
        "outputs": [{"format": w.format, "path": str(w.path), "state": w.state} for w in one.written],
        "kept": None if one.kept is None else str(one.kept),
        "characters_sent": one.characters_sent,
    }


def _plain_line(line: Line) -> dict[str, Any]:
    return {
        "row": line.row,
        "cell": line.cell or None,
        "segment": line.segment or None,
        "language": line.language or None,
        "state": line.state.value,
        "message": line.message,
        "before": line.before,
        "after": line.after,
    }
