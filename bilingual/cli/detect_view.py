"""How judged lines look to a person: coloured and cut to the width on a terminal, plain in a pipe."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from bilingual.article import KEPT_ROLES, Role

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from bilingual.article import Source
    from bilingual.detection import Row, Summary

#: The colour of a role; the roles that a reader wants are bright, the others dim.
COLOURS = {
    Role.TITLE: "bold cyan",
    Role.BYLINE: "yellow",
    Role.DATELINE: "yellow",
    Role.CAPTION: "magenta",
    Role.BODY: "green",
    Role.PROMO: "red",
    Role.TAIL_LINK: "red",
    Role.RELATED: "blue",
    Role.COMMENT_FORM: "blue",
    Role.FRONT_MATTER: "cyan",
}
#: Below the line number, the mark, the role and the language a text goes on here.
_INDENT = 27
#: What stands before the further lines of a folded one.
_FOLDED = "    "

# A page must not move the cursor or turn the reading direction: C0 and C1 controls, line and paragraph
# separators, bidirectional overrides, lone surrogates.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_ABOUT = ("title", "author", "agency", "place", "site", "published", "modified", "canonical")


def show(rows: Sequence[Row], heading: str = "", explain: bool = False) -> None:
    """Print rows on stdout below ``heading``, if there is one; ``explain`` adds what decided each."""
    if heading:
        _print_heading(heading)
    if not sys.stdout.isatty():
        for row in rows:
            rule = f"{safe(row.rule):<44} " if explain else ""
            click.echo(f"{_front(row)}{rule}{safe(row.text)}")
        return
    console = _console()
    console.print(f"{'line':>5}   {'role':<12} {'lang':<5} text", style="dim underline", soft_wrap=True)
    for row in rows:
        for line in _wrapped(row, console) if explain else [_cut(row, console)]:
            console.print(line, no_wrap=True, overflow="ignore", crop=False)


def _print_heading(heading: str) -> None:
    text = f"==> {safe(heading)} <=="
    if sys.stdout.isatty():
        _console().print(text, style="bold", soft_wrap=True)
    else:
        click.echo(text)


def _console() -> Console:
    from rich.console import Console

    return Console(highlight=False, markup=False, emoji=False, no_color=bool(os.environ.get("NO_COLOR")))


def safe(text: str) -> str:
    """Return a text that a terminal only shows; of the same length."""
    return _UNSAFE.sub(lambda found: " " if found.group() in "\t\n\r" else "\ufffd", text)


def _front(row: Row) -> str:
    place = row.block if row.line is None else str(row.line)
    return f"{place:>5} {'+' if row.keep else ' '} {row.role.value:<12} {row.lang:<5} "


def _coloured(row: Row) -> tuple[Text, Text]:
    """Return what stands before the text, and the text with its pieces told apart."""
    from rich.text import Text

    colour = COLOURS.get(row.role, "")
    front = Text(_front(row), style="" if row.keep else "dim")
    front.stylize(colour if row.keep else f"{colour} dim", 8, 8 + len(row.role.value))
    front.stylize("dim", 0, 5)
    text = Text(safe(row.text), style="" if row.keep else "dim")
    for part in row.parts:
        text.stylize(COLOURS.get(part.role, "") if part.role in KEPT_ROLES else "dim", part.start, part.end)
    return front, text


def _cut(row: Row, console: Console) -> Text:
    front, text = _coloured(row)
    line = front + text
    if line.cell_len > console.width:
        line.truncate(console.width - 1)
        line.rstrip()
        line.append("…")
    return line


def _wrapped(row: Row, console: Console) -> Iterator[Text]:
    """Yield the whole line, folded, and below it what decided it."""
    from rich.text import Text

    front, text = _coloured(row)
    space = " " * _INDENT
    room = max(console.width - _INDENT, 20)
    for n, piece in enumerate(text.wrap(console, room)):
        piece.rstrip()
        yield (front if n == 0 else Text(space)) + piece
    for n, piece in enumerate(Text(safe(row.rule), style="dim italic").wrap(console, room - 2)):
        piece.rstrip()
        yield Text(space + ("  " if n else "← "), style="dim italic") + piece


def tell(summary: Summary, name: str, source: Source | None = None) -> None:
    """Print on stderr what the rows of a source come to, and what ``source`` says of itself."""
    from bilingual.languages import NAMES

    total = summary.characters.total()
    shares = ", ".join(
        f"{NAMES.get(code, code)} {_percent(count / total)}"
        for code, count in summary.characters.most_common()
        if count
    )
    _say(
        f"{safe(name)}: {summary.kept:,} of {summary.lines:,} lines kept"
        + (f"; {total:,} characters: {shares}" if shares else "")
    )
    left_out = ", ".join(f"{count:,} {role.value}" for role, count in summary.left_out.most_common())
    if left_out:
        _say(f"  left out: {left_out}")
    found = [(key, getattr(source, key, None)) for key in _ABOUT if source is not None]
    said = [f"{key} {safe(str(value))}" for key, value in found if value]
    for line in (said[:1], said[1:]):
        if line:
            _say(f"  {' · '.join(line)}")


def _say(line: str) -> None:
    """Print a line on stderr; on a terminal it is folded between words, what follows indented."""
    if not sys.stderr.isatty():
        click.echo(line, err=True)
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(stderr=True)
    room = max(console.width - len(_FOLDED), 20)
    for n, piece in enumerate(Text(line).wrap(console, room)):
        piece.rstrip()
        click.echo((_FOLDED if n else "") + piece.plain, err=True)


def _percent(share: float) -> str:
    return f"{share:.0%}" if share >= 0.005 else "<1%"
