"""OmegaT itself reads the glossary that we write for it, and the TBX of the older form."""

from __future__ import annotations

import io
import json
import subprocess
from pathlib import Path

import pytest

from bilingual.terminology import load_glossary
from bilingual.terminology.exchange import registry
from bilingual.terminology.exchange.incoming import LeftOut

from .conftest import ROOT, _debian

# Calls OmegaT's own reader on a file and prints what it made of it, one JSON array of strings a line.
_PROGRAM = """
import java.io.*; import java.util.*; import org.omegat.gui.glossary.*;
public class Read {
  public static void main(String[] a) throws Exception {
    PrintStream out = new PrintStream(System.out, true, "UTF-8");
    List<GlossaryEntry> found = GlossaryReaderTSV.read(new File(a[0]), false);
    for (GlossaryEntry e : found)
      out.println(e.getSrcText() + "\\u0001" + e.getLocText() + "\\u0001" + e.getCommentText());
  }
}
"""


@pytest.fixture(scope="session")
def omegat_reads(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The command that has OmegaT's glossary reader parse a file."""
    jar = _debian("/usr/share/omegat/OmegaT.jar", "omegat")
    java = _debian("java", "default-jre-headless")
    _debian("javac", "default-jdk-headless")
    folder = tmp_path_factory.mktemp("omegat")
    program = folder / "Read.java"
    program.write_text(_PROGRAM, encoding="utf-8")
    libraries = ":".join([jar, "/usr/share/java/*", "/usr/share/omegat/*"])
    return [java, f"-Duser.home={folder}", "-Djava.awt.headless=true", "-cp", libraries, str(program)]


def test_omegat_reads_every_line_of_its_glossary(omegat_reads: list[str], tmp_path: Path) -> None:
    entries = load_glossary([ROOT / "glossary" / "entities.csv"]).entries
    file, left = io.BytesIO(), LeftOut()
    registry.write("omegat", entries, file, left, target="zh-Hans")
    path = tmp_path / "terms.utf8"
    path.write_bytes(file.getvalue())
    run = subprocess.run([*omegat_reads, str(path)], capture_output=True, check=False)
    assert run.returncode == 0, run.stderr.decode()
    read = [tuple(line.split("\1")) for line in run.stdout.decode("utf-8").splitlines()]
    wanted = [
        (source, target, entry.note)
        for entry in entries
        if "zh-Hans" in entry.forms and entry.policy.value != "forbid"
        for source in entry.forms["ko"]
        for target in entry.forms["zh-Hans"]
    ]
    assert len(read) > 1000
    assert read == wanted, json.dumps(
        [pair for pair in zip(read, wanted, strict=False) if pair[0] != pair[1]][:3]
    )
