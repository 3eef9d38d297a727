"""How many articles a batch makes, how that grows, what sharing requests is worth, and what kills cost.

Articles are the sentences of the seeds in new order, each with words of a list, so that none is another's.
Targets: 30 articles a second on two cores with page, workbook and JSON, all in memory, time an article flat
and at most 400 MB; with an engine of 200 ms an answer at least 8 times the articles of one request a segment
at the same rate; after 20 kills of a run of 500 articles results equal to those of a whole run, and nothing
sent twice but what was in flight.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from machine import machine

from bilingual.article import Article
from bilingual.memory import IMPORTED, Unit, open_memory
from bilingual.pipeline import Pipeline
from bilingual.settings import load_settings
from tests.google_page import Site

ROOT = Path(__file__).resolve().parent.parent
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
COMMAND = [sys.executable, "-c", "from bilingual.cli import main\nmain()\n"]
FORMATS = "html,xlsx,json"
SEGMENTS = 35
#: A word and its translations.
WORDS = (
    ("아침", "morning", "早晨"),
    ("저녁", "evening", "傍晚"),
    ("강가", "riverside", "河边"),
    ("시장", "market", "市场"),
    ("다리", "bridge", "桥梁"),
    ("나무", "tree", "树木"),
    ("바람", "wind", "清风"),
    ("노래", "song", "歌曲"),
    ("등불", "lantern", "灯笼"),
    ("바다", "sea", "大海"),
)


def seeds(folder: Path) -> list[tuple[str, str, str]]:
    """Return source, English and Chinese of the seeds' sentences."""
    os.environ["BILINGUAL_HOME"] = str(folder / "seeds")
    with Pipeline(load_settings(offline=True, formats=["json"])) as pipeline:
        articles = [pipeline.translate(path.read_bytes(), path.name) for path in SEEDS]
    return [pair for article in articles for pair in _sentences(article)]


def _sentences(article: Article) -> Iterator[tuple[str, str, str]]:
    for segment in article.segments:
        english, chinese = segment.targets["en"].text, segment.targets["zh-Hans"].text
        if segment.source.endswith(".") and english and chinese and segment.language == "ko":
            yield segment.source, english, chinese


def corpus(folder: Path, count: int, sentences: list[tuple[str, str, str]], *, in_memory: bool) -> Path:
    """Write so many articles to ``folder / "in"``; with ``in_memory`` give their translations to a memory."""
    pages = folder / "in"
    pages.mkdir(parents=True)
    units: list[Unit] = []
    for number in range(count):
        drawn = random.Random(number)
        lines = []
        for position in range(SEGMENTS):
            source, english, chinese = drawn.choice(sentences)
            one, two = drawn.choice(WORDS), drawn.choice(WORDS)
            # The number makes each sentence another; it stands in every language.
            tag = f"{number * SEGMENTS + position + 1000}"
            made = (
                f"{one[0]} {two[0]} {tag}번 {source}",
                f"{one[1].capitalize()} {two[1]} {tag}: {english}",
                f"{one[2]}{two[2]}{tag}：{chinese}",
            )
            if not position:
                made = (
                    f"{one[0]} {two[0]} {tag} 소식",
                    f"News {tag} of {one[1]} and {two[1]}",
                    f"{one[2]}{two[2]}{tag}消息",
                )
            lines.append(made[0])
            for code, text in (("en", made[1]), ("zh-Hans", made[2])):
                units.append(Unit(made[0], text, "ko", code, IMPORTED))
        (pages / f"{number:05}.txt").write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    if in_memory:
        with open_memory(str(folder / "memory.db")) as memory:
            for start in range(0, len(units), 5_000):
                memory.store(units[start : start + 5_000])
    return pages


def environment(folder: Path, site: Site | None = None) -> dict[str, str]:
    """Return the environment of a run in ``folder``."""
    own = {"BILINGUAL_HOME": str(folder / "home"), "BILINGUAL_MEMORY": str(folder / "memory.db")}
    if site is not None:
        own |= {"BILINGUAL_GOOGLE_URL": site.url, "BILINGUAL_GOOGLE_RATE": "0"}
    return {**os.environ, **own}


def batch(folder: Path, *arguments: str, site: Site | None = None) -> subprocess.Popen[str]:
    """Start a batch over ``folder / "in"``."""
    return subprocess.Popen(
        [
            *COMMAND,
            "batch",
            str(folder / "in"),
            "--format",
            FORMATS,
            "--output",
            str(folder / "out"),
            *arguments,
        ],
        env=environment(folder, site),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


class Watch(threading.Thread):
    """Sees how many MB a process and its children take together at most, shared pages counted once."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self._process = process
        self._ended = threading.Event()
        self.most = 0.0

    def run(self) -> None:
        """Look every now and then."""
        while not self._ended.wait(0.25):
            self.most = max(self.most, sum(_proportional(one) for one in _family(self._process)))

    def stop(self) -> float:
        """Return the most that was seen."""
        self._ended.set()
        self.join()
        return self.most


def _family(process: int) -> list[int]:
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return []
    return [process, *(one for child in children for one in _family(int(child)))]


def _proportional(process: int) -> float:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


def from_memory(sizes: list[int]) -> None:
    """Print articles a second and memory for batches of each size, all of it remembered."""
    print(
        f"All in memory: {SEGMENTS} segments, 2 languages; page, workbook, JSON; {os.cpu_count()} processes"
    )
    print(f"{'articles':>10}{'seconds':>10}{'a second':>10}{'ms each':>9}{'MB at most':>12}{'again, s':>10}")
    for count in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            corpus(folder, count, seeds(folder), in_memory=True)
            began = time.perf_counter()
            process = batch(folder, "--offline")
            watch = Watch(process.pid)
            watch.start()
            _, told = process.communicate()
            took = time.perf_counter() - began
            most = watch.stop()
            if process.returncode not in (0, 1) or f"{count:,} articles" not in told:
                raise SystemExit(told)
            began = time.perf_counter()
            batch(folder, "--offline").communicate()
            again = time.perf_counter() - began
            print(
                f"{count:>10,}{took:>10.1f}{count / took:>10.1f}{took / count * 1000:>9.1f}"
                f"{most:>12.0f}{again:>10.1f}"
            )
            print(f"            {told.strip().splitlines()[-1]}")


def with_engine(count: int) -> None:
    """Print what sharing requests over articles is worth, at 200 ms an answer."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        corpus(folder, count, seeds(folder), in_memory=False)
        site = Site(keep_alive=True, delay=0.2)
        try:
            began = time.perf_counter()
            _, told = batch(folder, site=site).communicate()
            took = time.perf_counter() - began
        finally:
            site.close()
        requests, segments = len(site.asked), sum(site.answered.values())
        print(f"\nAn engine of 200 ms an answer, {count} articles of {SEGMENTS} segments in 2 languages")
        print(
            f"{requests:,} requests for {segments:,} segments, {took:.1f} s; {told.strip().splitlines()[-2]}"
        )
        rate = requests / took
        alone = segments / rate
        print(
            f"one request a segment at the same {rate:.1f} requests a second: {alone:,.0f} s, "
            f"{alone / took:.1f} times as long"
        )


def with_kills(count: int, kills: int) -> None:
    """Kill a run at random moments until it is done; print what is missing, other or sent twice."""
    drawn = random.Random(7)
    with tempfile.TemporaryDirectory() as name:
        whole, folder = Path(name) / "whole", Path(name) / "killed"
        site = Site(keep_alive=True, delay=0.02)
        try:
            corpus(whole, count, seeds(whole), in_memory=False)
            began = time.perf_counter()
            batch(whole, site=site).communicate()
            took = time.perf_counter() - began
            expected = _results(whole)
            site.answered.clear()
            corpus(folder, count, seeds(folder), in_memory=False)
            killed = 0
            while killed < kills:
                process = batch(folder, site=site)
                try:
                    process.communicate(timeout=drawn.uniform(0.3, took / kills * 2.5))
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.communicate()
                    killed += 1
                else:
                    break
            status = 1
            _, told = (last := batch(folder, site=site)).communicate()
            status = last.returncode
            made = _results(folder)
        finally:
            site.close()
        other = sum(made.get(name) != content for name, content in expected.items())
        print(f"\n{killed} kills of a run of {count} articles ({took:.0f} s when it is left alone)")
        print(
            f"results missing or other than the whole run's: {other} of {len(expected)}; more than these: "
            f"{len(made.keys() - expected.keys())}; texts answered twice: {len(site.answered_twice)}; "
            f"status {status}"
        )
        print(told.strip().splitlines()[-1])


def _results(folder: Path) -> dict[str, bytes]:
    return {
        path.name: path.read_bytes().replace(str(folder).encode(), b"")
        for path in (folder / "out").iterdir()
        if path.suffix in {".html", ".xlsx", ".json"}
    }


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="100,1000,10000", help="articles, several with commas between")
    parser.add_argument("--only", choices=("memory", "engine", "kills"))
    parser.add_argument("--articles", type=int, default=0, help="of the engine's and the kills' run")
    parser.add_argument("--kills", type=int, default=20)
    options = parser.parse_args()
    if options.only in (None, "memory"):
        from_memory([int(size) for size in options.sizes.split(",")])
    if options.only in (None, "engine"):
        with_engine(options.articles or 200)
    if options.only in (None, "kills"):
        with_kills(options.articles or 500, options.kills)
    print(machine())


if __name__ == "__main__":
    main()
