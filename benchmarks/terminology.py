"""How fast a glossary loads and its terms are found, beside flashtext, and how exactly on labelled sentences.

    pip install flashtext     # without it the table says that it is absent
    python benchmarks/terminology.py [--sizes 1000,10000,100000] [--only speed|figures|pinning]

The glossary is the one of the labelled sentences (``tests/data/matching``) filled up with made-up names.  The
text is those sentences, shuffled, with made-up names of the glossary put into every second one, and plain
ones without any; each sentence is a call, as in the program.  flashtext is given the same forms and the same
sentences; it takes every Hangul syllable for the end of a word, and so finds names inside other words too.
Times are process time, the best of several passes; memory is the peak of a fresh process (Linux only).  No
network.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.machine import machine
from benchmarks.pinning_runs import table
from bilingual.terminology import Matcher, load_glossary
from tests.labelled_sentences import DATA, SETS, labelled, measured

ROOT = Path(__file__).resolve().parents[1]
SIZES = (1_000, 10_000, 100_000)
TARGETS = ("en", "zh-Hans")
PASSES = 7
KINDS = ("person", "place", "organisation", "title", "agency")
# Sentences without a name, as most of an article is.
FILLING = (
    "회의 참석자들은 이날 오후까지 이어진 토론에서 서로의 입장 차이를 좁히지 못한 채 다음을 기약했다.",
    "전문가들은 물가 상승세가 예상보다 오래 이어질 수 있다며 가계와 기업 모두 대비가 필요하다고 지적했다.",
    "현장을 찾은 주민들은 사고 직후 구조대가 빠르게 도착해 더 큰 피해를 막을 수 있었다고 입을 모았다.",
)


def made_up(number: int) -> list[str]:
    """So many names of two to six syllables, always the same ones."""
    rng = random.Random(3)
    syllables = [chr(0xAC00 + rng.randrange(11172)) for _ in range(600)]
    names: dict[str, None] = {}
    while len(names) < number:
        names.setdefault("".join(rng.choices(syllables, k=rng.choice((2, 3, 3, 3, 4, 5, 6)))))
    return list(names)


def glossary_of(size: int, folder: Path) -> Path:
    """A glossary file of ``size`` entries."""
    lines = (DATA / "glossary.csv").read_text(encoding="utf-8").splitlines()
    names = made_up(size - sum(1 for line in lines[2:] if line))
    lines += [f"{name},Name {at},名{at},{KINDS[at % len(KINDS)]},,," for at, name in enumerate(names)]
    path = folder / f"{size}.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def sentences_of(size: int, characters: int = 300_000) -> list[str]:
    """Korean sentences of so many characters in all, for a glossary of ``size`` entries."""
    rng = random.Random(5)
    labelled = [
        line.split("\t")[2].replace("⟦", "").replace("⟧", "")
        for name in SETS
        for line in (DATA / name).read_text(encoding="utf-8").splitlines()
        if line.startswith("ko\t")
    ]
    names = made_up(size - 100)
    found: list[str] = []
    while characters > 0:
        sentence = f"{rng.choice(FILLING)} {rng.choice(labelled)}"
        if len(found) % 2:
            sentence = f"{rng.choice(names)} {sentence}"
        found.append(sentence)
        characters -= len(sentence)
    return found


def best(work: Callable[[], object]) -> float:
    """The least process time of several passes, in seconds."""
    times: list[float] = []
    for _ in range(PASSES):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


_LOADING = """
import json, sys, time
sys.path.insert(0, {root!r})
from pathlib import Path
from bilingual.terminology import Matcher, load_glossary
start = time.process_time()
Matcher(load_glossary([Path({path!r})])).find("가", "ko", ["en"])
taken = time.process_time() - start
lines = Path("/proc/self/status").read_text().splitlines()
print(json.dumps([taken, next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024]))
"""


def loading(path: Path) -> tuple[float, float]:
    """Seconds and MB of a fresh process that loads a glossary and builds its index: the best of three."""
    code = _LOADING.format(root=str(ROOT), path=str(path))
    runs = [
        json.loads(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout)
        for _ in range(3)
    ]
    return min(run[0] for run in runs), min(run[1] for run in runs)


def flashtext_of(path: Path) -> Callable[[str], object] | None:
    """flashtext's search for the same forms; None where it is not installed."""
    try:
        from flashtext import KeywordProcessor
    except ImportError:
        return None
    processor = KeywordProcessor(case_sensitive=True)
    for entry in load_glossary([path]).entries:
        for form in entry.forms.get("ko", ()):
            processor.add_keyword(form, entry.source)
    # With offsets, as ours gives them.
    return lambda sentence: processor.extract_keywords(sentence, span_info=True)


def searching(matcher: Matcher, sentences: Sequence[str]) -> Callable[[], int]:
    """What finds the terms of each sentence in its article, and counts them."""
    article = "\n".join(sentences)
    return lambda: sum(len(matcher.find(one, "ko", TARGETS, context=article)) for one in sentences)


def every(search: Callable[[str], object], sentences: Sequence[str]) -> Callable[[], object]:
    """What searches each sentence."""
    return lambda: [search(one) for one in sentences]


def speed(sizes: Sequence[int]) -> None:
    """The table of loading and matching, one row a size."""
    print("| entries | load and build | memory | characters/s | terms | flashtext, characters/s | times |")
    print("|---:|---:|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            path = glossary_of(size, Path(folder))
            sentences = sentences_of(size)
            characters = sum(map(len, sentences))
            matcher = Matcher(load_glossary([path]))
            search = searching(matcher, sentences)
            found = search()
            peer = flashtext_of(path)

            ours_rate = characters / best(search)
            their_rate = characters / best(every(peer, sentences)) if peer else 0.0
            seconds, megabytes = loading(path)
            theirs = f"{their_rate / 1e6:.2f} M | {ours_rate / their_rate:.1f}" if peer else "absent | –"
            own = f"{seconds:.2f} s | {megabytes:.0f} MB | {ours_rate / 1e6:.2f} M | {found:,}"
            print(f"| {size:,} | {own} | {theirs} |")
    try:
        print(f"\nflashtext {importlib.metadata.version('flashtext')}, no boundaries of Korean")
    except importlib.metadata.PackageNotFoundError:
        print("\nflashtext is not installed")


def figures() -> None:
    """Precision and recall on the labelled sentences."""
    matcher = Matcher(load_glossary([DATA / "glossary.csv"]))
    print("| sentences | number | precision | recall |")
    print("|---|---:|---:|---:|")
    for name in SETS:
        sentences = list(labelled(name))
        precision, recall, _ = measured(matcher, sentences)
        print(f"| {name} | {len(sentences)} | {precision:.3f} | {recall:.3f} |")


def main() -> None:
    """Print the tables asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--only", choices=("speed", "figures", "pinning"))
    options = parser.parse_args()
    if options.only in (None, "figures"):
        figures()
        print()
    if options.only in (None, "pinning"):
        table()
        print()
    if options.only in (None, "speed"):
        speed([int(size) for size in options.sizes.split(",")])
    print(f"\n{machine()}")


if __name__ == "__main__":
    main()
