"""The group of commands.  A command's module is imported only when the command is called."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any, NoReturn

import click

from bilingual import __version__
from bilingual.errors import BilingualError, did_you_mean

#: Command name → (module, one line for the list of commands).
COMMANDS = {
    "translate": ("bilingual.cli.translate", "Translate articles and write bilingual editions."),
    "apply": ("bilingual.cli.apply", "Take corrections from edited workbooks and republish."),
    "batch": ("bilingual.cli.batch", "Translate many articles in a run that can be taken up again."),
    "status": ("bilingual.cli.status", "Show the batches that run or ran on a memory."),
    "detect": ("bilingual.cli.detect", "Show the role and language of every line of a source."),
    "glossary": ("bilingual.cli.glossary", "Keep the terminology: list, add, edit, remove, lint."),
    "memory": ("bilingual.cli.memory", "Look after the translation memory: TMX, search, forget."),
    "check": ("bilingual.cli.check", "Check bilingual files: JSON, workbooks, TMX, XLIFF."),
    "engines": ("bilingual.cli.engines", "List the engines and what each one needs."),
    "keys": ("bilingual.cli.keys", "Keep the keys of engines: set, list, forget."),
}

INTERRUPTED = 130


class CommandLine(click.Group):
    """Loads commands on demand and turns errors into one or two lines and an exit status."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands' names in the order of the help page."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command, or None for an unknown name."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(COMMANDS[cmd_name][0]).command
        if not isinstance(command, click.Command):
            raise TypeError(f"{COMMANDS[cmd_name][0]}.command is not a click command")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Name the nearest command where one does not exist."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            ctx.fail(f"no such command '{name}'{did_you_mean(name, COMMANDS)}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command and see its output off; a reader that went away is no failure."""
        try:
            status = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            _leave_quietly()
        return status

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run, and end with the contract's exit status."""
        kwargs["standalone_mode"] = False
        try:
            status = super().main(*args, **kwargs)
        except click.UsageError as error:
            click.echo(f"Error: {error.format_message()}", err=True)
            if error.ctx is not None:
                click.echo(f"See '{error.ctx.command_path} --help'.", err=True)
            sys.exit(error.exit_code)
        except click.ClickException as error:
            error.show()
            sys.exit(error.exit_code)
        except (click.Abort, KeyboardInterrupt):
            click.echo(
                "Interrupted. What was answered so far is in the memory, if there is one:"
                " the same command goes on from there.",
                err=True,
            )
            sys.exit(INTERRUPTED)
        except BilingualError as error:
            if _debug_wanted():
                raise
            click.echo(f"Error: {error}", err=True)
            sys.exit(error.exit_code)
        except OSError as error:
            if _debug_wanted():
                raise
            click.echo(f"Error: {error.filename or 'output'}: {error.strerror or error}", err=True)
            sys.exit(BilingualError.exit_code)
        except Exception as error:
            if _debug_wanted():
                raise
            click.echo(
                f"Error: unexpected {type(error).__name__}: {error}\n"
                "This is a defect of bilingual. Run again with --debug for the details to report.",
                err=True,
            )
            sys.exit(2)
        sys.exit(status if isinstance(status, int) else 0)


def _leave_quietly() -> NoReturn:
    """End well after the reader of our output went away (`| head`): nothing is wrong and nobody listens."""
    # What is still buffered must have somewhere to go when Python closes the stream.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(0)


def _debug_wanted() -> bool:
    context = click.get_current_context(silent=True)
    return "--debug" in sys.argv or bool(context and context.find_root().params.get("debug"))


@click.group(
    cls=CommandLine, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, "--version", message="%(prog)s %(version)s")
@click.option("--debug", is_flag=True, help="Show a traceback when something goes wrong.")
def main(debug: bool) -> None:
    """Turn Korean, Chinese and mixed news pages into clean bilingual editions.

    \b
    Example:
      bilingual translate seeds/* --to en,zh
    """
