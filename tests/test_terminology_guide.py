"""docs/terminology.md: its commands run in their order, in one project, and say what it says."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from bilingual.cli import main
from bilingual.cli.glossary import command as glossary

from .conftest import ROOT

GUIDE = (ROOT / "docs" / "terminology.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^```(console|text [\w./]+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def _commands(console: str) -> list[tuple[str, str]]:
    """Each command with what is shown below it."""
    return [
        (command, shown)
        for command, _, shown in (
            part.partition("\n") for part in re.split(r"^\$ ", console, flags=re.MULTILINE)[1:]
        )
    ]


def _settled(output: str, project: Path) -> str:
    """The output without what no guide can know: the folder, and lines of the shipped glossary."""
    output = output.replace(f"{project}/", "")
    return re.sub(r"((?:entities|headline_hanja)\.csv):\d{2,}", r"\1:N", output)


def test_the_commands_of_the_guide_say_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BILINGUAL_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("BILINGUAL_USER", "editor")
    (tmp_path / "bilingual.toml").touch()
    ran = set[str]()
    for kind, content in FENCE.findall(GUIDE):
        if kind != "console":
            path = tmp_path / kind.removeprefix("text ")
            path.parent.mkdir(exist_ok=True)
            path.write_text(content, encoding="utf-8")
            continue
        for command, shown in _commands(content):
            program, *words = shlex.split(command.partition(" | ")[0], comments=True)
            assert program == "bilingual"
            ran.add(words[1])
            result = CliRunner().invoke(main, words, prog_name="bilingual")
            assert result.exit_code == int("# status 1" in command), (command, result.output)
            if shown.strip():
                assert _settled(result.stdout, tmp_path) == _settled(shown, tmp_path), command
    assert ran >= set(glossary.commands), "an example of each command"


def test_no_command_stands_outside_the_examples() -> None:
    prose = FENCE.sub("", GUIDE)
    assert "```" not in prose
    assert not re.search(r"^\s+bilingual |^\$ bilingual", prose, re.MULTILINE)
