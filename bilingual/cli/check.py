"""``bilingual check``: bilingual files, whoever made them, checked as they stand."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bilingual.cli.options import debug_option, glossary_option

if TYPE_CHECKING:
    from bilingual.bitexts.contract import Bitext
    from bilingual.checks import Levels
    from bilingual.finishing import Ignored
    from bilingual.memory import Memory
    from bilingual.rechecking import Checked
    from bilingual.terminology import Matcher

# Controls, separators of lines, overrides of direction, lone surrogates: none of them may reach a terminal.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_GITHUB = {"error": "error", "warning": "warning", "info": "notice"}
_SHOWN = 5


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="How to print findings: lines, JSON, or annotations of a GitHub workflow.  [default: text]",
)
@click.option(
    "--severity",
    "severities",
    multiple=True,
    metavar="NAME=LEVEL",
    help="Count a check's findings as error, warning or info, or off (may be repeated).",
)
@click.option(
    "--ignore",
    "ignoring",
    multiple=True,
    metavar="SEGMENT:LANG:CHECK",
    help="Let this finding stand from now on; needs --reason (may be repeated).",
)
@click.option("--reason", metavar="TEXT", help="Why the findings of --ignore may stand.")
@click.option("--ignored", is_flag=True, help="Print findings that may stand in JSON as well.")
@click.option("--memory", metavar="URL|none", help="Where ignored findings are kept: a translation memory.")
@glossary_option
@debug_option
def command(
    files: tuple[str, ...],
    form: str,
    severities: tuple[str, ...],
    ignoring: tuple[str, ...],
    reason: str | None,
    ignored: bool,
    memory: str | None,
    glossaries: tuple[Path, ...],
) -> int:
    """Check translations: numbers, names and terms, scripts, lengths, punctuation and more.

    FILE is an article JSON or a workbook that translate wrote, a TMX or an XLIFF file (1.2, 2.x). Terms are
    those of the glossaries in force. docs/checks.md lists the checks. Prints a line for each finding, and on
    stderr how many translations were checked; exit status 1 when there is an error, 2 when nothing could be
    checked. Findings that may stand are left out of JSON, unless --ignored asks for them.

    \b
    Examples:
      bilingual check output/*.json
      bilingual check delivery.xliff --severity length=error --severity term-check=off
      bilingual check article.json --ignore 3f2a9c01-4.1:en:number-missing --reason "said in the headline"
    """
    from bilingual.settings import load_settings
    from bilingual.terminology import Matcher, load_glossary

    settings = load_settings(glossary=glossaries, memory=memory)
    asked = [_asked(text) for text in dict.fromkeys(ignoring)]
    _check_reason(asked, reason)
    levels = {**dict(settings.checks), **dict(_levels(severities))}
    matcher = Matcher(load_glossary(settings.glossaries, settings.headline_hanja))
    kept = _memory(settings.memory, make=bool(asked))
    try:
        run = _Run(matcher, levels, kept, form, asked, reason or "", ignored)
        return run.over(files)
    finally:
        if kept is not None:
            kept.close()


class _Run:
    """One run over the files: prints what it finds as it goes, and counts."""

    def __init__(
        self,
        matcher: Matcher,
        levels: Mapping[str, str],
        memory: Memory | None,
        form: str,
        asked: Sequence[tuple[str, str, str]],
        reason: str,
        with_ignored: bool,
    ) -> None:
        self._matcher = matcher
        self._levels = levels
        self._memory = memory
        self._print: Callable[[str, Checked], None] = {"text": _text, "json": self._json, "github": _github}[
            form
        ]
        self._form = form
        self._asked = dict.fromkeys(asked, False)
        self._kept: set[tuple[str, str, str]] = set()
        self._reason = reason
        self._with_ignored = with_ignored
        self._printed = 0
        self._counts: Counter[str] = Counter()
        self._pairs = self._read = self._failed = 0

    def over(self, files: Sequence[str]) -> int:
        """Check the files; return the exit status."""
        if self._form == "json":
            click.echo("[", nl=False)
        for name in dict.fromkeys(files):
            self._one(name)
        if self._form == "json":
            click.echo("\n]" if self._printed else "]")
        for (segment, language, check), found in self._asked.items():
            if not found and self._read:
                self._failed += 1
                _say(
                    f"Error: nothing to ignore: {segment} has no finding '{check}' in {language}\n"
                    "Run bilingual check without --ignore to see what it has."
                )
        if self._read:
            _say(self._summary())
        if not self._read:
            return 2
        return 1 if self._counts["error"] or self._failed else 0

    def _one(self, name: str) -> None:
        from bilingual.bitexts.opening import open_bitext
        from bilingual.errors import SourceError

        try:
            with open_bitext(name) as bitext:
                checked = self._check(name, bitext)
                for problem in bitext.problems[:_SHOWN]:
                    _say(problem)
                if len(bitext.problems) > _SHOWN:
                    _say(f"{name}: and {len(bitext.problems) - _SHOWN:,} more of the kind")
            if not checked:
                raise SourceError(
                    f"{name}: nothing was checked: it holds no translation that could be read\n"
                    "Give a file with sources, targets and the languages of both."
                )
            self._read += 1
        except SourceError as error:
            self._failed += 1
            _say(f"Error: {error}")

    def _check(self, name: str, bitext: Bitext) -> int:
        """Check a file; return how many translations it holds."""
        from bilingual.rechecking import Checked, check_bitext

        ignored: Ignored = self._memory.ignored(bitext.article) if self._memory else {}
        waiting: list[Checked] = []
        before = self._pairs
        for checked in check_bitext(bitext, self._matcher, self._levels, ignored):
            if isinstance(checked, Checked):
                waiting.append(checked)
                continue
            for one in self._with_asked(bitext, waiting) if self._asked else waiting:
                self._counts["ignored" if one.finding.ignored else one.finding.severity.value] += 1
                self._print(name, one)
            waiting.clear()
            self._pairs += checked.target is not None
        return self._pairs - before

    def _with_asked(self, bitext: Bitext, found: Sequence[Checked]) -> list[Checked]:
        """The findings of one pair, those that are to be ignored kept in memory and marked."""
        from dataclasses import replace

        result = list(found)
        for at, one in enumerate(found):
            pair, check = one.pair, one.finding.check
            wanted = (pair.segment, pair.language, check)
            if wanted not in self._asked or self._memory is None:
                continue
            place = (bitext.key(pair.segment), pair.language, check)
            if place not in self._kept:
                same = [other.finding.message for other in found if other.finding.check == check]
                self._memory.ignore(
                    bitext.key(pair.segment), pair.source, pair.language, check, self._reason, same
                )
                self._kept.add(place)
                self._asked[wanted] = True
            result[at] = replace(one, finding=replace(one.finding, ignored=self._reason))
        return result

    def _json(self, name: str, one: Checked) -> None:
        pair, finding = one.pair, one.finding
        if finding.ignored and not self._with_ignored:
            return
        record = {
            "path": name,
            "segment": pair.segment,
            "language": pair.language,
            "check": finding.check,
            "severity": finding.severity.value,
            "message": finding.message,
        }
        if finding.ignored:
            record["ignored"] = finding.ignored
        text = json.dumps(record, ensure_ascii=False).encode("utf-8", "backslashreplace").decode("utf-8")
        click.echo(f"{',' if self._printed else ''}\n {text}", nl=False)
        self._printed += 1

    def _summary(self) -> str:
        counts = ", ".join(
            f"{self._counts[name]:,} {name}{'s' if self._counts[name] != 1 and name in _PLURALS else ''}"
            for name in ("error", "warning", "info", "ignored")
            if self._counts[name]
        )
        files = "1 file" if self._read == 1 else f"{self._read:,} files"
        translations = "translation" if self._pairs == 1 else "translations"
        return f"{files}, {self._pairs:,} {translations} checked: {counts or 'nothing found'}"


_PLURALS = ("error", "warning")


def _text(name: str, one: Checked) -> None:
    pair, finding = one.pair, one.finding
    why = f" [ignored: {finding.ignored}]" if finding.ignored else ""
    line = (
        f"{name}: {pair.segment} [{pair.language}] {finding.severity.value}: {finding.message}"
        f" ({finding.check}){why}"
    )
    click.echo(_UNSAFE.sub("\ufffd", line))


def _github(name: str, one: Checked) -> None:
    # docs.github.com, "Workflow commands for GitHub Actions"; the escapes are those of actions/toolkit.
    pair, finding = one.pair, one.finding
    if finding.ignored:
        return
    title = _property(f"{finding.check} ({pair.segment}, {pair.language})")
    message = _data(f"{pair.segment} [{pair.language}]: {finding.message}")
    click.echo(f"::{_GITHUB[finding.severity.value]} file={_property(name)},title={title}::{message}")


def _data(text: str) -> str:
    return _UNSAFE.sub("\ufffd", text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _say(line: str) -> None:
    click.echo("\n".join(_UNSAFE.sub("\ufffd", part) for part in line.split("\n")), err=True)


def _levels(texts: Sequence[str]) -> Levels:
    from bilingual.checks import read_levels

    table: dict[str, object] = {}
    for text in texts:
        name, equals, level = text.partition("=")
        if not equals:
            raise click.BadParameter(
                f"'{text}' is not NAME=LEVEL, such as length=info", param_hint="--severity"
            )
        table[name.strip()] = level.strip()
    return read_levels(table, "--severity")


def _asked(text: str) -> tuple[str, str, str]:
    from bilingual.checks import CHECKS
    from bilingual.errors import UsageError, did_you_mean
    from bilingual.languages import canonical

    # A segment's id of another tool may hold colons.
    words = text.rsplit(":", 2)
    if len(words) < 3 or not all(words):
        raise click.BadParameter(
            f"'{text}' is not SEGMENT:LANG:CHECK, such as 3f2a9c01-4.1:en:number", param_hint="--ignore"
        )
    segment, language, check = words
    if check not in CHECKS:
        raise UsageError(
            f"--ignore: no such check '{check}'{did_you_mean(check, CHECKS)}\ndocs/checks.md lists them."
        )
    return segment, canonical(language), check


def _check_reason(asked: Sequence[object], reason: str | None) -> None:
    if asked and not (reason or "").strip():
        raise click.UsageError("--ignore needs a --reason, which is kept with it")
    if reason is not None and not asked:
        raise click.UsageError("--reason goes with --ignore SEGMENT:LANG:CHECK")


def _memory(url: str, *, make: bool) -> Memory | None:
    """The memory that keeps what is ignored; None where there is none yet and nothing is to be kept."""
    from bilingual.errors import UsageError
    from bilingual.memory import open_memory

    if url == "none":
        if make:
            raise UsageError(
                "--ignore keeps the reason in a memory, and there is none\nName one: --memory PATH."
            )
        return None
    if not make and "://" not in url and not Path(url).expanduser().exists():
        return None
    return open_memory(url)
