"""``bilingual keys``: the keys of services, kept where only their owner can read them."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

import click

from bilingual.cli.options import debug_option, json_option

_MOST_READ = 100_000


@click.group()
def command() -> None:
    """Keep the keys of engines that need one.

    A key is named as its environment variable is; deepl stands for DEEPL_API_KEY, an engine's name for all
    that it needs. The environment goes before what is kept. Keys are never shown.

    \b
    Examples:
      bilingual keys set papago
      pass show deepl | bilingual keys set deepl
      bilingual keys list
    """


@command.command("set")
@click.argument("name")
@click.argument("rest", nargs=-1, metavar="")
@debug_option
def set_key(name: str, rest: tuple[str, ...]) -> None:
    """Ask for a key, hidden, or read it from standard input, and keep it in a file of mode 0600.

    \b
    Examples:
      bilingual keys set papago
      pass show deepl | bilingual keys set deepl
    """
    from bilingual.engines import BUILT_IN, keys
    from bilingual.errors import UsageError

    if rest:
        # Not shown again: it stands in the list of processes and in the shell's history already.
        raise UsageError(
            "a key is not given on the command line, where others can read it; nothing was kept\n"
            "Run: bilingual keys set NAME, and it is asked for. Change the one that was typed."
        )
    own = BUILT_IN.get(name.lower())
    names = own.keys if own is not None and own.keys else (name,)
    given = _given(names)
    for wanted, value in zip(names, given, strict=True):
        keys.check(wanted, value)
    for wanted, value in zip(names, given, strict=True):
        keys.keep(wanted, value)
        click.echo(f"kept {wanted}", err=True)


def _given(names: Sequence[str]) -> list[str]:
    """Return a value for each name: asked for, or a line each of standard input.  Raises UsageError."""
    from bilingual.errors import UsageError

    if sys.stdin.isatty():
        return [click.prompt(name, hide_input=True, err=True) for name in names]
    lines = sys.stdin.read(_MOST_READ).rstrip().splitlines() or [""]
    if len(lines) != len(names):
        wanted = "one key" if len(names) == 1 else f"{len(names)} keys, a line each ({', '.join(names)})"
        raise UsageError(
            f"standard input has {len(lines)} line{'s' if len(lines) > 1 else ''}, and {wanted} "
            f"{'is' if len(names) == 1 else 'are'} wanted; nothing was kept"
        )
    return lines


@command.command("list")
@json_option
@debug_option
def list_keys(as_json: bool) -> None:
    """List the names of the keys that are kept.

    \b
    Example:
      bilingual keys list
    """
    from bilingual.engines import keys

    names = keys.names()
    if as_json:
        click.echo(json.dumps(names, ensure_ascii=False))
        return
    for name in names:
        click.echo(name)
    if not names:
        click.echo("no key is kept", err=True)


@command.command("forget")
@click.argument("name")
@debug_option
def forget(name: str) -> None:
    """Delete a key that is kept.

    \b
    Example:
      bilingual keys forget deepl
    """
    from bilingual.engines import BUILT_IN, keys

    own = BUILT_IN.get(name.lower())
    for wanted in [key for key in own.keys if key in keys.names()] if own is not None else []:
        keys.forget(wanted)
        click.echo(f"forgot {wanted}", err=True)
        name = ""
    if name:
        keys.forget(name)
        click.echo(f"forgot {name}", err=True)
