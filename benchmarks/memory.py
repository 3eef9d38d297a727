"""The translation memory at 10,000, 100,000 and a million units: import, exact and similar look-ups.

``python benchmarks/memory.py [10000 100000 1000000] [--postgresql] [--peer PYTHON]`` prints a table.
Sentences are made of words drawn by Zipf's law; ``copies`` are a few hundred sentences with other names and
numbers. Each row is a process of its own, so that its memory can be told. Recall: how often the best match
is as similar as the best that rapidfuzz finds among all sources, for queries that have one of 75 % or more.
``--postgresql`` measures on a server of Debian's package, started for it, instead of SQLite. ``--peer``
names a Python that has the Translate Toolkit, whose ``translate.search.match`` is measured on the same
sentences.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

from machine import machine

if TYPE_CHECKING:
    from bilingual.memory import Memory
    from tests.postgresql_server import Server

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

LOOKUPS = 200
#: Queries that are compared with rapidfuzz over everything, which takes a third of a second each.
COMPARED = 50
AT_LEAST = 0.75
#: Kind of text → language, letters of its words, letters a word, words a sentence, what joins words.
KINDS = {
    "ko": (
        "ko",
        "가각간갈감강개거건검결경계고공과관교구국군권금기길김나남내년노논단당대도동들라러로리마만면명모무문물민바박반방배변보부북분비사산상생서석선설성세소수시신실심아안양어업에여연영예오외용우원위유은을음의이인일임자작장재전정제조종주중지진차처천청체초총최추치크타통트파평포표하한함해행현협형호화확환회후훈",
        (1, 5),
        (4, 16),
        " ",
    ),
    "zh": (
        "zh-Hans",
        "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指",
        (1, 3),
        (5, 20),
        "",
    ),
    "en": ("en", "abcdefghijklmnopqrstuvwxyz", (2, 10), (4, 18), " "),
    "short": ("ko", "", (1, 5), (1, 3), " "),
    "long": ("ko", "", (1, 5), (30, 60), " "),
    "copies": ("ko", "", (1, 5), (8, 14), " "),
}


def sentences(kind: str, count: int) -> Iterator[str]:
    """Give ``count`` sentences of a kind, always the same."""
    rng = random.Random(f"{kind}-{count}")
    _, letters, of_word, of_sentence, joint = KINDS[kind]
    letters = letters or KINDS["ko"][1]
    words = ["".join(rng.choices(letters, k=rng.randint(*of_word))) for _ in range(40_000)]
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(words))))
    templates = [rng.choices(words, cum_weights=weights, k=rng.randint(*of_sentence)) for _ in range(300)]
    for _ in range(count):
        if kind == "copies":
            chosen = list(rng.choice(templates))
            chosen[1], chosen[-2] = rng.choice(words), f"{rng.randint(1, 9999):,}"
            chosen[len(chosen) // 2] = f"{rng.randint(1, 31)}일"
        else:
            chosen = rng.choices(words, cum_weights=weights, k=rng.randint(*of_sentence))
        yield joint.join(chosen) + "."


def changed(text: str, rng: random.Random) -> str:
    """Return a text with up to a quarter of its characters edited, singly or in a run."""
    characters = list(text)
    left = rng.randint(1, max(1, len(text) // 5))
    while left > 0:
        run = min(left, rng.choice((1, 1, 2, 3, 5)))
        at = rng.randrange(len(characters))
        new = [rng.choice(text) for _ in range(run)]
        kind = rng.randrange(3)
        characters[at : at + (run if kind else 0)] = [] if kind == 2 and len(characters) > run else new
        left -= run
    return " ".join("".join(characters).split()) or text


def clock(memory: Memory) -> Callable[[], float]:
    """What tells the time: the process's own, and that of the server's process that works for it."""
    database: Any = memory
    with database._database.reading() as connection:
        if connection.dialect.name != "postgresql":
            return time.process_time
        number = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar()
    # Linux: nanoseconds on a processor come first.
    spent = Path(f"/proc/{number}/schedstat")
    if not spent.exists():
        return time.perf_counter
    return lambda: time.process_time() + int(spent.read_text().split()[0]) / 1e9


def timed(
    now: Callable[[], float], function: Callable[[str], object], texts: Sequence[str]
) -> tuple[float, float]:
    """Return the median and the 95th percentile of a call for each text, in milliseconds."""
    spent = []
    for text in texts:
        start = now()
        function(text)
        spent.append((now() - start) * 1000)
    spent.sort()
    return spent[len(spent) // 2], spent[int(len(spent) * 0.95)]


def row(folder: Path, kind: str, count: int, server: Server | None) -> dict[str, object]:
    """Measure one row in a process of its own."""
    path, file = folder / f"{kind}-{count}.tmx", folder / f"{kind}-{count}.db"
    database = server.new_database() if server else str(file)
    for step in ("write", "import", "look"):
        command = [sys.executable, __file__, "--step", step, kind, str(count), str(path), database]
        out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        if step == "import":
            speed, size = json.loads(out)
            path.unlink()
    found: dict[str, object] = json.loads(out)
    file.unlink(missing_ok=True)
    return {
        "units": f"{count:,}",
        "text": kind,
        "import/s": f"{speed:,.0f}",
        "MB": f"{size / 1e6:,.0f}",
        **found,
    }


def step(name: str, kind: str, count: int, path: Path, database: str) -> None:
    """What each process of a row does."""
    from bilingual.memory import IMPORTED, Query, Unit, open_memory

    language = KINDS[kind][0]
    other = "zh-Hans" if language == "en" else "en"
    if name == "write":
        from bilingual.memory.tmx import write_tmx

        write_tmx(
            path,
            (
                Unit(text, f"translation {n}", language, other, IMPORTED)
                for n, text in enumerate(sentences(kind, count))
            ),
        )
        return
    with open_memory(database) as memory:
        now = clock(memory)
        if name == "import":
            start = now()
            number = memory.import_file(path) or 0
            speed = number / (now() - start)
            print(json.dumps((speed, memory.inventory().size)))
            return
        rng = random.Random(1)
        wanted = {rng.randrange(count) for _ in range(LOOKUPS)}
        stored = [text for n, text in enumerate(sentences(kind, count)) if n in wanted]
        queries = [changed(text, rng) for text in stored]
        unrelated = [text[::-1] for text in stored]

        def query(text: str) -> Query:
            return Query("", text, language, other)

        def similar(text: str) -> object:
            return memory.similar([query(text)], at_least=AT_LEAST)

        memory.lookup([query("가나다")])
        start = now()
        similar("가나다")
        first = now() - start
        exact = timed(now, lambda text: memory.lookup([query(text)]), stored)
        near, none = timed(now, similar, queries), timed(now, similar, unrelated)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        answers = memory.similar([query(text) for text in queries], at_least=AT_LEAST)
    print(
        json.dumps(
            {
                "index s": f"{first:.1f}",
                "exact p50": f"{exact[0]:.2f}",
                "exact p95": f"{exact[1]:.2f}",
                "similar p50": f"{near[0]:.1f}",
                "similar p95": f"{near[1]:.1f}",
                "none p95": f"{none[1]:.1f}",
                "recall": recall(
                    queries, [0.0 if one is None else one.score for one in answers], kind, count
                ),
                "RSS MB": f"{peak:.0f}",
            }
        )
    )


def recall(queries: Sequence[str], scores: Sequence[float], kind: str, count: int) -> str:
    """Compare with rapidfuzz over everything."""
    from rapidfuzz import process
    from rapidfuzz.distance import Levenshtein

    everything = list(sentences(kind, count))
    possible = right = 0
    for query, score in list(zip(queries, scores, strict=True))[:COMPARED]:
        best = process.extractOne(
            query, everything, scorer=Levenshtein.normalized_similarity, score_cutoff=AT_LEAST
        )
        if best is not None:
            possible += 1
            right += score >= best[1] - 1e-9
    return f"{right}/{possible} = {right / possible:.3f}" if possible else "-"


PEER = """
import json, random, sys, time
from translate.search import match
from translate.storage import base
texts, queries = json.load(sys.stdin)
store = base.TranslationStore()
for text in texts:
    unit = store.addsourceunit(text); unit.target = "x"
start = time.process_time()
matcher = match.matcher(store, max_candidates=1, min_similarity=75, max_length=1000)
made = time.process_time() - start
spent = []
for query in queries:
    start = time.process_time(); matcher.matches(query); spent.append((time.process_time() - start) * 1000)
spent.sort()
half, most = spent[len(spent) // 2], spent[int(len(spent) * .95)]
print(f"{len(texts):,} units: made in {made:.1f} s, similar p50 {half:.1f} ms, p95 {most:.1f} ms")
"""


def peer(python: str, count: int) -> str:
    """Measure the Translate Toolkit's matcher on the Korean sentences."""
    texts = list(sentences("ko", count))
    rng = random.Random(1)
    queries = [changed(rng.choice(texts), rng) for _ in range(40)]
    return subprocess.run(
        [python, "-c", PEER], input=json.dumps([texts, queries]), check=True, capture_output=True, text=True
    ).stdout.strip()


@contextmanager
def started(wanted: bool) -> Iterator[Server | None]:
    """Start a PostgreSQL server in a UTF-8 locale, if it is wanted."""
    if not wanted:
        yield None
        return
    from tests.postgresql_server import programs, running

    found = programs()
    if found is None:
        raise SystemExit("needs a PostgreSQL server: apt-get install postgresql")
    with running(found, "C.UTF-8") as server:
        yield server


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[10_000, 100_000])
    parser.add_argument("--kinds", default="ko,zh,en,short,long,copies")
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--peer", metavar="PYTHON")
    arguments = parser.parse_args()
    titles: list[str] = []
    with tempfile.TemporaryDirectory() as folder, started(arguments.postgresql) as server:
        for count in arguments.sizes:
            for kind in arguments.kinds.split(","):
                measured = row(Path(folder), kind, count, server)
                if not titles:
                    titles = list(measured)
                    print(f"| {' | '.join(titles)} |\n|{'---|' * len(titles)}")
                print(f"| {' | '.join(str(measured[title]) for title in titles)} |", flush=True)
    told = "the process's own" + (" and the server's for it" if arguments.postgresql else "")
    print(f"\nTimes of one look-up in milliseconds.  All times are {told}; load {os.getloadavg()[0]:.1f}.")
    if arguments.peer:
        for count in (1000, 10_000):
            print(f"Translate Toolkit, {peer(arguments.peer, count)}", flush=True)
    print(machine())


if __name__ == "__main__":
    if sys.argv[1:2] == ["--step"]:
        step(sys.argv[2], sys.argv[3], int(sys.argv[4]), Path(sys.argv[5]), sys.argv[6])
    else:
        main()
