"""How long one article from memory takes: page, workbook and JSON written, as a command and in a process.

Target: a sample document within 1.5 seconds of process time, start-up included.  The second table shows
how the time grows with the article's length, in one process after start-up.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from machine import machine

from bilingual.pipeline import Pipeline
from bilingual.settings import load_settings

ROOT = Path(__file__).resolve().parent.parent
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
COMMAND = "from bilingual.cli import main\nmain()\n"
FORMATS = "html,xlsx,json"


def process_seconds(folder: Path, seed: Path) -> float:
    """Return the process time of one command, children's user and system time in seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-c", COMMAND, "translate", str(seed), "--offline", "--format", FORMATS]
    subprocess.run(
        [*command, "--output", str(folder / "output"), "--force"],
        check=True,
        capture_output=True,
        env={**os.environ, "BILINGUAL_HOME": str(folder / "home")},
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


class WordForWord:
    """An engine that costs nothing, so that only our own work counts."""

    name = "word-for-word"
    needs_network = False

    def translate(
        self, texts: Sequence[str], *, source: str, target: str, terms: Sequence[tuple[str, str]] = ()
    ) -> list[str | None]:
        """Answer each text with a sentence of the same number."""
        return [f"Sentence {' '.join(c for c in text if c.isascii() and c.isalnum())}." for text in texts]


def growth(folder: Path) -> None:
    """Print the time per article for bodies of 10 to 1,000 paragraphs, after start-up."""
    os.environ["BILINGUAL_HOME"] = str(folder / "growth")
    settings = load_settings(
        engine=["one_article:WordForWord"],
        formats=FORMATS.split(","),
        output=folder / "growth-output",
        memory=str(folder / "growth.db"),
    )
    sys.path.insert(0, str(Path(__file__).parent))
    print(f"\n{'paragraphs':>10} {'segments':>9} {'seconds':>8} {'ms/segment':>11}")
    with Pipeline(settings) as pipeline:
        for count in (1, 10, 100, 1000):
            body = "\n\n".join(
                f"{n}번째 문단에서 러시아와 카자흐스탄의 협력이 논의됐다고 대변인이 밝혔다."
                for n in range(count)
            )
            text = f"러시아와 카자흐스탄, 협력 논의\n\n{body}\n".encode()
            start = time.perf_counter()
            article = pipeline.translate(text, "generated.txt")
            pipeline.publish(article, f"generated-{count}")
            elapsed = time.perf_counter() - start
            segments = len(article.segments)
            if count > 1:
                print(f"{count:>10} {segments:>9} {elapsed:>8.2f} {elapsed / segments * 1000:>11.2f}")


def main() -> None:
    """Print both tables."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(f"{'one article from memory':<34} {'first run':>10} {'later':>8}   seconds of process time")
        for seed in SEEDS:
            first = process_seconds(folder / seed.stem, seed)
            later = min(process_seconds(folder / seed.stem, seed) for _ in range(3))
            print(f"{seed.name:<34} {first:>10.2f} {later:>8.2f}")
        growth(folder)
    print(machine())


if __name__ == "__main__":
    main()
