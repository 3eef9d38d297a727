"""``bilingual memory``: the group, and its commands import and export."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bilingual.cli.memory_options import from_option, memory_option, to_option
from bilingual.cli.memory_search import search
from bilingual.cli.memory_upkeep import forget, stats, vacuum
from bilingual.cli.options import debug_option, json_option

if TYPE_CHECKING:
    from bilingual.memory import Unit

# Bytes that the progress bar counts as one.
_KILOBYTE = 1000
# Marks of byte order, white space, and what UTF-16 has before its first "<".
_BEFORE_XML = b"\xef\xbb\xbf\xff\xfe \t\r\n"


@click.group()
def command() -> None:
    """Look after the translation memory: import, export, search, forget.

    \b
    Example:
      bilingual memory import archive.tmx
    """


@command.command("import")
@click.argument("files", metavar="FILE|-...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--again", is_flag=True, help="Take in a file whose content was taken in before.")
@memory_option
@json_option
@debug_option
def import_files(files: tuple[Path, ...], again: bool, memory: str | None, as_json: bool) -> int:
    """Take TMX files into the memory.

    Each file is taken in whole or not at all: a malformed one changes nothing and is named with its line. A
    file that was taken in before is passed over; one that has changed since replaces what it brought, but
    not what a person or an engine made. Units come as 'imported' where the file does not say otherwise. What
    gives no unit is counted with the reason. - is standard input, read to its end first.

    Exit status: 0 all taken in or known; 1 some failed; 2 none could be read.

    \b
    Examples:
      bilingual memory import archive.tmx
      bilingual memory import *.tmx --memory project.db
      zcat archive.tmx.gz | bilingual memory import -
    """
    from bilingual.cli.memory_options import opened
    from bilingual.cli.progress import progress
    from bilingual.errors import MemoryStoreError
    from bilingual.memory.passed_over import PassedOver, told

    records: list[dict[str, object]] = []
    total = sum(path.stat().st_size for path in files if path.is_file() and str(path) != "-") // _KILOBYTE
    with opened(memory, make=True) as store, progress(total, "kB") as advance:
        for path in files:
            record: dict[str, object] = {"path": str(path), "units": 0}
            passed = PassedOver()
            try:
                with _received(path) as (file, name):
                    count = store.import_file(
                        file, again=again, advance=lambda n: advance(n / _KILOBYTE), passed=passed, name=name
                    )
            except MemoryStoreError as error:
                record |= {"state": "failed", "error": str(error)}
                click.echo(f"Error: {error}", err=True)
            else:
                record |= {"state": "known" if count is None else "imported", "units": count or 0}
                record["passed_over"] = dict(passed)
                left_out = f"; passed over: {told(passed)}" if passed else ""
                if not as_json:
                    click.echo(
                        f"{path}: taken in before; nothing to do (--again takes it in once more)"
                        if count is None
                        else f"{path}: {count:,} unit{'' if count == 1 else 's'} imported{left_out}"
                    )
            records.append(record)
    if as_json:
        click.echo(json.dumps(records, ensure_ascii=False, indent=1))
    failed = sum(record["state"] == "failed" for record in records)
    return 0 if not failed else 2 if failed == len(records) else 1


@contextmanager
def _received(path: Path) -> Iterator[tuple[Path, str]]:
    """Give the file to read, and its name in the memory where it is no file of the user's.

    Standard input is put into a file first: the memory is not locked while a program at its other end thinks.
    """
    if str(path) != "-":
        yield path, ""
        return
    import hashlib
    import tempfile

    from bilingual.errors import MemoryStoreError

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "standard-input"
        sha = hashlib.sha256()
        try:
            with file.open("xb") as spool:
                while chunk := sys.stdin.buffer.read(1 << 20):
                    if not spool.tell() and not chunk.lstrip(_BEFORE_XML).startswith(b"<"):
                        raise MemoryStoreError("standard input:1: is not TMX\nNothing was imported.")
                    sha.update(chunk)
                    spool.write(chunk)
        except OSError as error:
            raise MemoryStoreError(f"standard input: cannot be kept: {error.strerror}") from error
        try:
            yield file, f"standard input {sha.hexdigest()}"
        except MemoryStoreError as error:
            raise MemoryStoreError(str(error).replace(str(file), "standard input")) from error


@command.command()
@click.argument("file", metavar="FILE|-")
@from_option
@to_option
@click.option(
    "--origin", type=click.Choice(["person", "imported", "engine"]), help="Only units of this origin."
)
@click.option("--force", is_flag=True, help="Overwrite the file if it is there.")
@memory_option
@debug_option
def export(
    file: str, source: str | None, target: str | None, origin: str | None, force: bool, memory: str | None
) -> None:
    """Write the memory as a TMX 1.4b file, or to standard output.

    Origin, status, engine, term pairs and neighbours go along as properties, so that an import elsewhere
    brings back the same units. The file appears whole or not at all.

    \b
    Examples:
      bilingual memory export memory.tmx
      bilingual memory export - --from ko --to zh --origin person | gzip > mine.tmx.gz
    """
    from bilingual.cli.memory_options import code, opened
    from bilingual.errors import OutputError
    from bilingual.memory import Selection
    from bilingual.memory.tmx import stream_tmx, write_tmx

    selection = Selection(source_language=code(source), target_language=code(target), origin=origin)
    path = Path(file)
    if file != "-" and not force and path.exists():
        raise OutputError(f"{file}: is there already\nChoose another name, or overwrite it with --force.")
    with opened(memory) as store, _counted(store.selected(selection)) as (units, told):
        if file == "-":
            for part in stream_tmx(units):
                sys.stdout.buffer.write(part.encode("utf-8"))
            sys.stdout.buffer.flush()
        else:
            write_tmx(path, units)
        click.echo(f"{'stdout' if file == '-' else file}: {told[0]:,} units", err=True)


@contextmanager
def _counted(units: Iterator[Unit]) -> Iterator[tuple[Iterator[Unit], list[int]]]:
    told = [0]

    def each() -> Iterator[Unit]:
        for unit in units:
            told[0] += 1
            yield unit

    yield each(), told


for _command in (search, stats, forget, vacuum):
    command.add_command(_command)
