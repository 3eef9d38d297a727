"""How fast a glossary loads and its terms are found, beside flashtext, and how exactly on labelled sentences.

    .venv/bin/python -m pip install flashtext     # without it the tables say that it is absent
    python benchmarks/terminology.py [--sizes 1000,10000,100000] [--only speed|figures|pinning] [--prose FILE]

The glossary is the shipped one filled up with made-up names of as many syllables as its own have, and of the
same ones.  That matters to flashtext, which walks its tree from every letter that begins some form: names of
rare syllables, which no text has, would let it pass over nearly every letter.  Its cost is one a letter; ours
is mostly one a term found, for which we judge what stands around it and say what it asks of each target.  So
there are several texts, from one that names somebody every dozen letters to plain prose:

- traps: the labelled sentences, names and words that look like names, a made-up name in every second;
- news: the Korean lines of the two articles in ``seeds``, all of whose names the shipped glossary has;
- mixed: a sentence of traps and one without a name in turn;
- prose: the first column of ``--prose``, a tab-separated file with a header (FLORES where it is at hand).

Each line is a call of ours, its article as context, as in the program.  flashtext is given the same forms
and asked for offsets too (``span_info``), line by line and once with the whole text; the faster counts.  It
takes every Hangul letter for the end of a word and so finds names inside words: the first table shows what
that costs, and the last columns how many names each finds, and how many of ours flashtext finds with the
same edges.
Times are process time, the best of several passes, the two in turn; what is worked out once a glossary is not
counted.  Memory is the peak of a fresh process (Linux only).  No network.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.machine import machine
from benchmarks.pinning_runs import table
from bilingual.terminology import Entry, Matcher, load_glossary
from tests.labelled_sentences import DATA, SETS, labelled, measured

ROOT = Path(__file__).resolve().parents[1]
SIZES = (1_000, 10_000, 100_000)
TARGETS = ("en", "zh-Hans")
PASSES = 40
PROSE = ROOT.parent / "shared" / "flores" / "dev.tsv"
SHIPPED = ROOT / "glossary" / "entities.csv"
KINDS = ("person", "place", "organisation", "title", "agency")
# Sentences without a name, as most of an article is.
FILLING = (
    "회의 참석자들은 이날 오후까지 이어진 토론에서 서로의 입장 차이를 좁히지 못한 채 다음을 기약했다.",
    "전문가들은 물가 상승세가 예상보다 오래 이어질 수 있다며 가계와 기업 모두 대비가 필요하다고 지적했다.",
    "현장을 찾은 주민들은 사고 직후 구조대가 빠르게 도착해 더 큰 피해를 막을 수 있었다고 입을 모았다.",
)


def made_up(number: int, taken: Sequence[str]) -> list[str]:
    """So many names other than ``taken``, of their syllables and lengths; always the same ones.

    Names of two syllables are one in a hundred: there are few of them in any language.
    """
    rng = random.Random(3)
    hangul = [name for name in taken if re.fullmatch("[가-힣]{2,}", name)]
    firsts = [name[0] for name in hangul]
    others = [letter for name in hangul for letter in name[1:]]
    lengths = [len(name) for name in hangul if len(name) > 2]
    names: dict[str, None] = {}
    known = set(taken)
    while len(names) < number:
        length = rng.choice(lengths) if len(names) % 100 else 2
        name = rng.choice(firsts) + "".join(rng.choices(others, k=length - 1))
        if name not in known:
            names.setdefault(name)
    return list(names)


def glossary_of(size: int, folder: Path) -> tuple[Path, list[str]]:
    """A glossary file of ``size`` entries, and the names in it that are made up."""
    shipped = load_glossary([SHIPPED]).entries
    taken = [form for entry in shipped for form in entry.forms.get("ko", ())]
    names = made_up(max(0, size - len(shipped)), taken)
    lines = SHIPPED.read_text(encoding="utf-8").splitlines()
    header = next(line for line in lines if not line.startswith("#")).split(",")
    for at, name in enumerate(names):
        cells = {"ko": name, "en": f"Name {at}", "zh": f"名{at}", "kind": KINDS[at % len(KINDS)]}
        lines.append(",".join(cells.get(column, "") for column in header))
    path = folder / f"{size}.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path, names


def texts_of(names: Sequence[str], prose: Path) -> dict[str, list[str]]:
    """The lines of each text, for a glossary with these made-up names."""
    rng = random.Random(5)
    traps = [one.text for name in SETS for one in labelled(name) if one.language == "ko"]
    rng.shuffle(traps)
    if names:
        traps = [f"{rng.choice(names)} {text}" if at % 2 else text for at, text in enumerate(traps)]
    news = [
        line.strip()
        for path in sorted((ROOT / "seeds").glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if len(re.findall("[가-힣]", line)) > 20
    ]
    texts = {
        "traps": traps,
        "news": news,
        "mixed": [line for at, text in enumerate(traps) for line in (FILLING[at % len(FILLING)], text)],
    }
    if prose.is_file():
        texts["prose"] = [line.split("\t")[0] for line in prose.read_text(encoding="utf-8").splitlines()[1:]]
    return texts


def best(*works: Callable[[], object]) -> list[float]:
    """The least process time of several passes of each, in seconds, the passes in turn."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(PASSES):
        for work, taken in zip(works, times, strict=True):
            start = time.process_time()
            work()
            taken.append(time.process_time() - start)
    return [min(taken) for taken in times]


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


Peer = Callable[[str], list[tuple[str, int, int]]]


def flashtext_of(entries: Iterable[Entry]) -> Peer | None:
    """flashtext's search for the same forms; None where it is not installed."""
    try:
        from flashtext import KeywordProcessor
    except ImportError:
        return None
    processor = KeywordProcessor(case_sensitive=True)
    for entry in entries:
        for form in entry.forms.get("ko", ()):
            processor.add_keyword(form, entry.source)
    # With offsets, as ours gives them.
    return lambda text: processor.extract_keywords(text, span_info=True)


def peer_version() -> str:
    """Which flashtext the tables speak of."""
    try:
        return f"flashtext {importlib.metadata.version('flashtext')}"
    except importlib.metadata.PackageNotFoundError:
        return f"flashtext is not installed ({sys.executable} -m pip install flashtext)"


def speed(sizes: Sequence[int], prose: Path) -> None:
    """The tables of loading and matching, one row a size and text."""
    loads = ["| entries | load and build | memory |", "|---:|---:|---:|"]
    print(
        "| entries | text | characters | a term each | characters/s | flashtext, lines | whole | times "
        "| found | by flashtext | the same |"
    )
    print("|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            path, names = glossary_of(size, Path(folder))
            matcher = Matcher(load_glossary([path]))
            peer = flashtext_of(matcher.glossary.entries)
            for kind, lines in texts_of(names, prose).items():
                print(f"| {size:,} | {kind} | {compared(matcher, peer, lines)} |", flush=True)
            seconds, megabytes = loading(path)
            loads.append(f"| {size:,} | {seconds:.2f} s | {megabytes:.0f} MB |")
    print("\n" + "\n".join(loads))
    print(f"\n{peer_version()}")


def compared(matcher: Matcher, peer: Peer | None, lines: Sequence[str]) -> str:
    """The cells of one text."""
    article = "\n".join(lines)
    characters = sum(map(len, lines))

    def ours() -> int:
        return sum(len(matcher.find(line, "ko", TARGETS, context=article)) for line in lines)

    terms = max(1, ours())
    cells = f"{characters:,} | {characters / terms:.0f}"
    if peer is None:
        (own,) = best(ours)
        return f"{cells} | {characters / own / 1e6:.2f} M | absent | absent | – | {terms:,} | – | –"
    own, by_line, whole = best(ours, lambda: [peer(line) for line in lines], lambda: peer(article))
    rates = " | ".join(f"{characters / taken / 1e6:.2f} M" for taken in (own, by_line, whole))
    found = theirs = same = 0
    for line in lines:
        mine = {(one.start, one.end) for one in matcher.find(line, "ko", TARGETS, context=article)}
        spans = {(start, end) for _, start, end in peer(line)}
        found, theirs, same = found + len(mine), theirs + len(spans), same + len(mine & spans)
    return f"{cells} | {rates} | {min(by_line, whole) / own:.2f} | {found:,} | {theirs:,} | {same:,}"


def figures() -> None:
    """Precision and recall on the labelled sentences, flashtext's on the Korean ones among them."""
    matcher = Matcher(load_glossary([DATA / "glossary.csv"]))
    peer = flashtext_of(matcher.glossary.entries)
    print("| sentences | number | precision | recall | flashtext (Korean): precision | recall |")
    print("|---|---:|---:|---:|---:|---:|")
    for name in SETS:
        sentences = list(labelled(name))
        precision, recall, _ = measured(matcher, sentences)
        theirs = "absent | absent"
        if peer:
            both = found = wanted = 0
            for one in sentences:
                if one.language == "ko":
                    spans = {(start, end) for _, start, end in peer(one.text)}
                    both += len(spans & one.spans)
                    found += len(spans)
                    wanted += len(one.spans)
            theirs = f"{both / found:.3f} | {both / wanted:.3f}"
        print(f"| {name} | {len(sentences)} | {precision:.3f} | {recall:.3f} | {theirs} |")


def main() -> None:
    """Print the tables asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--prose", type=Path, default=PROSE)
    parser.add_argument("--only", choices=("speed", "figures", "pinning"))
    options = parser.parse_args()
    if options.only in (None, "figures"):
        figures()
        print()
    if options.only in (None, "pinning"):
        table()
        print()
    if options.only in (None, "speed"):
        speed([int(size) for size in options.sizes.split(",")], options.prose)
    print(f"\n{machine()}")


if __name__ == "__main__":
    main()
