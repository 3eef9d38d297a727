"""``bilingual glossary export``, and the files that ``bilingual glossary import`` takes."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

import click

from bilingual.cli.options import debug_option, glossary_option

_POLICIES = ("pin", "check", "suggest", "forbid")
_FORMATS = "tbx, xlsx, csv, deepl, google, google-set, omegat, galtransl"
_GIVE = f"Give a glossary in one of these formats: {_FORMATS}."
# Conflicts that are shown one by one.
_SHOWN = 50


@click.command("export")
@click.argument("file", metavar="FILE|-")
@click.option("--to", "name", metavar="FORMAT", help=f"{_FORMATS}.  [default: by the file's suffix]")
@click.option("--target", metavar="LANG", help="The language beside Korean, for formats of one pair.")
@click.option("--tbx", "version", type=click.Choice(["3", "2"]), default="3", help="Version of TBX.")
@click.option("--kind", metavar="KIND", help="Only entries of this kind.")
@click.option("--policy", type=click.Choice(_POLICIES), help="Only entries with this policy.")
@click.option("--force", is_flag=True, help="Overwrite the file if it is there.")
@glossary_option
@debug_option
def export(
    file: str,
    name: str | None,
    target: str | None,
    version: str,
    kind: str | None,
    policy: str | None,
    force: bool,
    glossaries: tuple[Path, ...],
) -> None:
    """Write the glossary for another tool.

    \b
    Formats and the suffixes that stand for them:
      tbx         TBX-Basic, ISO 30042:2019; the older martif with --tbx 2   .tbx
      xlsx        a workbook                                                 .xlsx
      csv         a glossary file                                            .csv
      deepl       DeepL; TSV, or CSV in a file named .csv                    .tsv
      google      Google Cloud, one direction; CSV, or TSV in one named .tsv
      google-set  Google Cloud, a term set in all languages
      omegat      OmegaT                                                     .utf8
      galtransl   GalTransl                                                  .txt

    What a format cannot carry is left out, and told; a row over a limit of the service stops the export.

    \b
    Examples:
      bilingual glossary export terms.tbx
      bilingual glossary export ko-en.csv --to deepl --target en
    """
    from bilingual.errors import OutputError, UsageError
    from bilingual.languages import canonical
    from bilingual.settings import load_settings
    from bilingual.terminology import load_glossary
    from bilingual.terminology.exchange import registry
    from bilingual.terminology.exchange.incoming import LeftOut

    if file == "-" and name is None:
        raise UsageError("standard output says no format\nName it: --to tbx, or another")
    name = registry.format_named(name) if name else registry.format_of(file)
    entries = [
        entry
        for entry in load_glossary(load_settings(glossary=glossaries).glossaries).entries
        if (kind is None or entry.kind == kind) and (policy is None or entry.policy.value == policy)
    ]
    left = LeftOut()
    suffix = Path(file).suffix.lower()
    tabs = suffix == ".tsv" or (name == "deepl" and suffix != ".csv")
    if file != "-" and not force and Path(file).exists():
        raise OutputError(f"{file}: is there already\nChoose another name, or overwrite it with --force.")
    code = canonical(target) if target else ""
    pair = registry.FORMATS[name].pair and code
    if pair and not any(entry.forms.get(code) for entry in entries):
        raise UsageError(
            f"none of {len(entries)} {_noun(len(entries))} has a form in '{target}': nothing to export\n"
            "`bilingual glossary list --missing LANG` shows what lacks a language."
        )
    with _written(file) as handle:
        registry.write(name, entries, handle, left, target=code, version=int(version), tabs=tabs)
    for line in left.told():
        click.echo(line, err=True)
    gone = sum(count for why, count in left.counts.items() if not why.startswith("\0"))
    done = len(entries) - gone
    click.echo(f"{file}: {done} {_noun(done)} as {registry.FORMATS[name].title}", err=True)


@contextmanager
def _written(file: str) -> Iterator[IO[bytes]]:
    """A file to write that takes its place when the block ends well, and is gone when it does not."""
    from bilingual.errors import OutputError

    if file == "-":
        with tempfile.TemporaryFile() as handle:
            yield handle
            handle.seek(0)
            while chunk := handle.read(1 << 16):
                sys.stdout.buffer.write(chunk)
            sys.stdout.buffer.flush()
        return
    path = Path(file)
    temporary = ""
    try:
        try:
            with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as out:
                temporary = out.name
                yield out
                out.flush()
                os.fsync(out.fileno())
            mask = os.umask(0o022)
            os.umask(mask)
            Path(temporary).chmod(0o666 & ~mask)
            Path(temporary).replace(path)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise OutputError(f"{file}: cannot be written ({error.strerror or error})") from None
    finally:
        if temporary:
            with suppress(OSError):
                Path(temporary).unlink()


def import_files(
    files: Sequence[str],
    *,
    name: str | None,
    target: str | None,
    kind: str,
    policy: str | None,
    replace: bool,
    dry_run: bool,
    as_json: bool,
    named: Sequence[Path],
) -> int:
    """Take files into the glossary that may be edited; return the exit status.

    Every file is read before anything is written; malformed rows of all of them are one error.
    """
    from bilingual.article import Policy
    from bilingual.errors import GlossaryError, SourceError, UsageError
    from bilingual.languages import canonical
    from bilingual.reading.encoding import decode
    from bilingual.settings import writable_glossary
    from bilingual.terminology.exchange import registry
    from bilingual.terminology.exchange.incoming import Incoming, Reading
    from bilingual.terminology.exchange.merging import merge
    from bilingual.terminology.table import in_line_order

    def text_of(data: bytes, path: str) -> str:
        try:
            return decode(data, path).text
        except SourceError as error:
            what = str(error).splitlines()[0].removeprefix(f"{path}: ")
            raise UsageError(f"{path}: no glossary to import: {what}\n{_GIVE}") from None

    name = registry.format_named(name) if name else None
    code = canonical(target) if target else None
    incoming: list[Incoming] = []
    problems: list[str] = []
    passed: Counter[str] = Counter()
    for file in files:
        reading = Reading("stdin" if file == "-" else file)
        try:
            data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        except OSError as error:
            raise UsageError(f"{file}: cannot be read ({error.strerror or error})") from None
        if not data.strip(b"\xef\xbb\xbf \t\r\n"):
            raise UsageError(f"{reading.path}: empty, there is nothing to import\n{_GIVE}")
        try:
            incoming += registry.read(data, reading, text_of, name=name, target=code)
        except GlossaryError as error:
            problems += error.problems
        problems += reading.problems
        passed += reading.passed_over
    if problems:
        raise GlossaryError(
            [*in_line_order(problems), "Nothing was imported; correct these rows and import again."]
        )
    path = writable_glossary(named)
    chosen = Policy(policy) if policy else None
    merged = merge(path, incoming, kind=kind, policy=chosen, replace=replace, dry_run=dry_run)
    if as_json:
        record = {
            "path": str(path),
            "added": merged.added,
            "completed": merged.completed,
            "replaced": merged.replaced,
            "present": merged.present,
            "conflicts": merged.conflicts,
            "without_column": dict(merged.without_column),
            "passed_over": dict(passed),
            "dry_run": dry_run,
        }
        click.echo(json.dumps(record, ensure_ascii=False, indent=1))
        return 1 if merged.conflicts else 0
    verb = "would be added" if dry_run else "added"
    parts = [f"{verb} {merged.added}"]
    parts += [f"completed {merged.completed}"] if merged.completed else []
    parts += [f"replaced {merged.replaced}"] if merged.replaced else []
    click.echo(f"{path}: {', '.join(parts)}; {merged.present} already there")
    for what, count in passed.items():
        click.echo(f"{what}: {count} passed over", err=True)
    for what, count in merged.without_column.items():
        told = what if " " in what else f"'{what}'"
        click.echo(f"{told} of {count} {_noun(count)} left out: {path} has no such column", err=True)
    for conflict in merged.conflicts[:_SHOWN]:
        click.echo(conflict, err=True)
    if merged.conflicts:
        more = len(merged.conflicts) - _SHOWN
        told = f"{more} more; " if more > 0 else ""
        click.echo(f"{told}{len(merged.conflicts)} not imported; --replace takes the new ones", err=True)
    return 1 if merged.conflicts else 0


def _noun(count: int) -> str:
    return "entry" if count == 1 else "entries"
