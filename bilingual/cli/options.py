"""Options that several commands share, each written once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

SOURCES = click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)


def words(context: click.Context, parameter: click.Parameter, value: str | None) -> tuple[str, ...] | None:
    """Split a list at its commas (``en,zh``); at least one word is needed."""
    if value is None:
        return None
    found = tuple(word.strip() for word in value.split(",") if word.strip())
    if not found:
        raise click.BadParameter("expects at least one name", context, parameter)
    return found


def run_options(function: F) -> F:
    """The options that say how to translate: languages, engine, glossary, memory, suggestions, formats and
    folder.
    """
    for option in reversed(
        (
            click.option("--to", callback=words, metavar="LANGS", help="Target languages.  [default: en,zh]"),
            click.option(
                "--engine",
                callback=words,
                metavar="NAME[,NAME]",
                help="Engines asked in turn for what memory lacks; 'memory' asks nobody.  [default: auto]",
            ),
            glossary_option,
            click.option(
                "--memory",
                metavar="URL|none",
                help="Translation memory: a file, a database URL, or 'none' to keep nothing.",
            ),
            fuzzy_option,
            click.option(
                "--offline", is_flag=True, default=None, help="Never ask an engine that needs a network."
            ),
            click.option(
                "--format",
                "formats",
                callback=words,
                metavar="LIST",
                help="Results to write: html, xlsx, json, txt, md.  [default: html,xlsx]",
            ),
            click.option(
                "--output",
                type=click.Path(path_type=Path),
                metavar="DIR",
                help="Folder for the results.  [default: output]",
            ),
            click.option("--force", is_flag=True, help="Overwrite results that were changed by hand."),
        )
    ):
        function = option(function)
    return function


glossary_option = click.option(
    "--glossary",
    "glossaries",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="PATH",
    help="Use this glossary alone (may be repeated; the first one wins).",
)

fuzzy_option = click.option(
    "--fuzzy",
    type=float,
    metavar="0.NN",
    help="Take the memory's sentence that is at least so similar (1 is the same) as a suggestion to edit,"
    " and do not send these.",
)

rules_option = click.option(
    "--rules",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="FILE",
    help="Rules of your own for what a line is for, before the shipped ones (may be repeated).",
)

theme_option = click.option(
    "--theme",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A CSS file for the look of the pages, put into each (see docs/page.md).",
)

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for a program to read.")

debug_option = click.option(
    "--debug", is_flag=True, expose_value=False, help="Show a traceback when something goes wrong."
)
