"""Writes the command reference from the commands' own help: ``python -m bilingual.cli.reference``."""

from __future__ import annotations

from collections.abc import Iterator

import click

from bilingual.cli.main import main

_WIDTH = 100


def commands(
    command: click.Command, path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Yield every command with its words, the groups first."""
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command, info_name=path[-1])
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            if child is not None:
                yield from commands(child, (*path, name))


def reference() -> str:
    """Return the whole reference as Markdown."""
    parts = [
        "# Command reference",
        "",
        "Generated from `--help` by `make reference`; a test checks that it is current.",
    ]
    for path, command in commands(main, ("bilingual",)):
        context = click.Context(
            command,
            info_name=" ".join(path),
            terminal_width=_WIDTH,
            max_content_width=_WIDTH,
            help_option_names=["-h", "--help"],
        )
        parts += ["", f"## {' '.join(path)}", "", "```text", command.get_help(context).rstrip(), "```"]
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    click.echo(reference(), nl=False)
