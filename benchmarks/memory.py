"""The translation memory at 10,000, 100,000 and a million units: import, exact and similar look-ups.

``python benchmarks/memory.py [10000 100000 1000000] [--databases SQLite,PostgreSQL] [--peer PYTHON]`` prints
a table.  Sentences are made of words drawn by Zipf's law; ``copies`` are a few hundred sentences with other
names and numbers.  Each row is a process of its own, so that its memory can be told.  Recall: how often the
best match is as similar as the best that rapidfuzz finds among all sources, for queries that have one of
75 % or more.  ``new, gone``: how many new units another opener of the same memory found by a similar text at
once, and how many it found when they had been forgotten.  PostgreSQL is a server of Debian's package, started
for it.  ``--peer`` names a Python that has the Translate Toolkit, whose ``translate.search.match`` is
measured on the same sentences.
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
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from machine import machine

if TYPE_CHECKING:
    from bilingual.memory import Memory
    from tests.postgresql_server import Server

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

Row = dict[str, str]
LOOKUPS = 200
#: Queries that are compared with rapidfuzz over everything, which takes a third of a second each.
COMPARED = 50
#: Units that are stored and forgotten again.
CHANGES = 20
#: Letters of a text that is itself by far the most similar to what it is without its last.
EDITABLE = 20
AT_LEAST = 0.75
#: Language → its code, letters of its words, letters a word, what joins words.
LANGUAGES: dict[str, tuple[str, str, tuple[int, int], str]] = {
    "ko": (
        "ko",
        "가각간갈감강개거건검결경계고공과관교구국군권금기길김나남내년노논단당대도동들라러로리마만면명모무문물민바박반방배변보부북분비사산상생서석선설성세소수시신실심아안양어업에여연영예오외용우원위유은을음의이인일임자작장재전정제조종주중지진차처천청체초총최추치크타통트파평포표하한함해행현협형호화확환회후훈",
        (1, 5),
        " ",
    ),
    "zh": (
        "zh-Hans",
        "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指",
        (1, 3),
        "",
    ),
    "en": ("en", "abcdefghijklmnopqrstuvwxyz", (2, 10), " "),
}
#: Kind of sentences → how many words they have.
LENGTHS = {"usual": (4, 18), "short": (1, 3), "long": (30, 60), "copies": (8, 14)}
KINDS = [
    language if length == "usual" else f"{language}-{length}" for length in LENGTHS for language in LANGUAGES
]


def parted(kind: str) -> tuple[str, str]:
    """Return language and length of a kind such as ``ko-long``; ``ko`` is the usual length."""
    language, _, length = kind.partition("-")
    return language, length or "usual"


def sentences(kind: str, count: int) -> Iterator[str]:
    """Give ``count`` sentences of a kind, always the same."""
    rng = random.Random(f"{kind}-{count}")
    language, length = parted(kind)
    _, letters, of_word, joint = LANGUAGES[language]
    of_sentence = LENGTHS[length]
    words = ["".join(rng.choices(letters, k=rng.randint(*of_word))) for _ in range(40_000)]
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(words))))
    templates = [rng.choices(words, cum_weights=weights, k=rng.randint(*of_sentence)) for _ in range(300)]
    for _ in range(count):
        if length == "copies":
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


def rows(folder: Path, kind: str, count: int, databases: Mapping[str, str | Server]) -> Iterator[Row]:
    """Measure one kind of sentences in each database, each step in a process of its own."""
    path = folder / f"{kind}-{count}.tmx"
    best = folder / f"{kind}-{count}.json"
    _step("write", kind, count, path, best, "")
    for title, place in databases.items():
        database = str(folder / f"{kind}-{count}.db") if isinstance(place, str) else place.new_database()
        imported = _step("import", kind, count, path, best, database)
        looked_up = _step("look", kind, count, path, best, database)
        yield {"database": title, "units": f"{count:,}", "text": kind, **imported, **looked_up}
        if isinstance(place, str):
            for file in folder.glob(f"{kind}-{count}.db*"):
                file.unlink()
        else:
            place.say(f'DROP DATABASE "{urlsplit(database).path[1:]}" WITH (FORCE)', "postgres")
    path.unlink()
    best.unlink(missing_ok=True)


def _step(name: str, kind: str, count: int, path: Path, best: Path, database: str) -> Row:
    command = [sys.executable, __file__, "--step", name, kind, str(count), str(path), str(best), database]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: Row = json.loads(done.stdout)
    return found


def step(name: str, kind: str, count: int, path: Path, best: Path, database: str) -> Row:
    """What each process of a row does."""
    from bilingual.memory import IMPORTED, Unit, open_memory

    language, target = pair(kind)
    if name == "write":
        from bilingual.memory.tmx import write_tmx

        write_tmx(
            path,
            (
                Unit(text, f"translation {n}", language, target, IMPORTED)
                for n, text in enumerate(sentences(kind, count))
            ),
        )
        return {}
    with open_memory(database) as memory:
        if name == "look":
            return look(memory, kind, count, best, database)
        now = clock(memory)
        start = now()
        number = memory.import_file(path) or 0
        speed = number / (now() - start)
        size = memory.inventory().size
        return {"import/s": f"{speed:,.0f}", "MB": f"{size / 1e6:,.0f}", "import RSS": peak()}


def look(memory: Memory, kind: str, count: int, best: Path, database: str) -> Row:
    """Measure look-ups, and see what is found of what comes and goes."""
    from bilingual.memory import Query

    language, target = pair(kind)
    now = clock(memory)
    stored, queries = drawn(kind, count)
    unrelated = [text[::-1] for text in stored]

    def exact(text: str) -> object:
        return memory.lookup([Query("", text, language, target)])

    def similar(text: str) -> object:
        return memory.similar([Query("", text, language, target)], at_least=AT_LEAST)

    exact("가나다")
    start = now()
    similar("가나다")
    first = now() - start
    same, near, none = timed(now, exact, stored), timed(now, similar, queries), timed(now, similar, unrelated)
    by_clock = timed(time.perf_counter, exact, stored)[0], timed(time.perf_counter, similar, queries)[1]
    most = peak()
    answers = memory.similar([Query("", text, language, target) for text in queries], at_least=AT_LEAST)
    changes = come_and_gone(memory, kind, queries[:CHANGES], database)
    return {
        "index s": f"{first:.1f}",
        "exact p50": f"{same[0]:.2f}",
        "by the clock": f"{by_clock[0]:.2f}",
        "similar p50": f"{near[0]:.1f}",
        "p95": f"{near[1]:.1f}",
        "p95 by the clock": f"{by_clock[1]:.1f}",
        "none p95": f"{none[1]:.1f}",
        "recall": recall(queries, [0.0 if one is None else one.score for one in answers], kind, count, best),
        "new, gone": changes,
        "RSS": most,
    }


def come_and_gone(memory: Memory, kind: str, queries: Sequence[str], database: str) -> str:
    """Store units that are new and forget them; return how many another opener found at once, and after."""
    from bilingual.memory import PERSON, Query, Selection, Unit, open_memory

    language, target = pair(kind)
    there = after = 0
    with open_memory(database) as other:
        for text in queries:
            new = text[::-1] + text[: len(text) // 4]
            # Of a short one a letter is too much to be still the most similar.
            query = Query("", new[:-1] if len(new) > EDITABLE else new, language, target)
            other.similar([query], at_least=AT_LEAST)
            memory.store([Unit(new, f"new: {new}", language, target, PERSON)])
            found = other.similar([query], at_least=AT_LEAST)[0]
            there += found is not None and found.unit.target == f"new: {new}"
            memory.forget(Selection(text=new, origin=PERSON))
            found = other.similar([query], at_least=AT_LEAST)[0]
            after += found is not None and found.unit.target == f"new: {new}"
    return f"{there}, {after} of {len(queries)}"


def drawn(kind: str, count: int) -> tuple[list[str], list[str]]:
    """Return sentences of those that are stored, and the same with edits."""
    rng = random.Random(1)
    wanted = {rng.randrange(count) for _ in range(LOOKUPS)}
    stored = [text for n, text in enumerate(sentences(kind, count)) if n in wanted]
    return stored, [changed(text, rng) for text in stored]


def pair(kind: str) -> tuple[str, str]:
    """Return source and target language of a kind."""
    language = LANGUAGES[parted(kind)[0]][0]
    return language, "zh-Hans" if language == "en" else "en"


def peak() -> str:
    """Return the most memory that this process has had, in MB."""
    return f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}"


def recall(queries: Sequence[str], scores: Sequence[float], kind: str, count: int, kept: Path) -> str:
    """Compare with the best that rapidfuzz finds among everything; ``kept`` has it for the next database."""
    if not kept.exists():
        from rapidfuzz import process
        from rapidfuzz.distance import Levenshtein

        everything = list(sentences(kind, count))
        found = [
            process.extractOne(
                query, everything, scorer=Levenshtein.normalized_similarity, score_cutoff=AT_LEAST
            )
            for query in queries[:COMPARED]
        ]
        kept.write_text(json.dumps([None if one is None else one[1] for one in found]))
    best = json.loads(kept.read_text())
    possible = [(score, most) for score, most in zip(scores, best, strict=False) if most is not None]
    return f"{sum(score >= most - 1e-9 for score, most in possible)} of {len(possible)}"


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


def peer(python: str, kind: str, count: int) -> str:
    """Measure the Translate Toolkit's matcher on sentences of a kind."""
    texts = list(sentences(kind, count))
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
    parser.add_argument("--kinds", default=",".join(KINDS))
    parser.add_argument("--databases", default="SQLite", help="SQLite, PostgreSQL or both, with a comma")
    parser.add_argument("--peer", metavar="PYTHON")
    arguments = parser.parse_args()
    wanted = arguments.databases.split(",")
    titles: list[str] = []
    with tempfile.TemporaryDirectory() as folder, started("PostgreSQL" in wanted) as server:
        databases = {title: server if server and title == "PostgreSQL" else title for title in wanted}
        for count in arguments.sizes:
            for kind in arguments.kinds.split(","):
                for measured in rows(Path(folder), kind, count, databases):
                    if not titles:
                        titles = list(measured)
                        print(f"| {' | '.join(titles)} | load |\n|{'---|' * (len(titles) + 1)}")
                    load = f"{os.getloadavg()[0]:.1f}"
                    print(f"| {' | '.join(measured[title] for title in titles)} | {load} |", flush=True)
    print("\nTimes of one look-up in milliseconds: the process's own and a server's for it, or by the clock.")
    for count in (1000, 10_000) if arguments.peer else ():
        for kind in LANGUAGES:
            print(f"Translate Toolkit, {kind}, {peer(arguments.peer, kind, count)}", flush=True)
    print(machine())


if __name__ == "__main__":
    if sys.argv[1:2] == ["--step"]:
        name, kind, count, path, best, database = sys.argv[2:]
        print(json.dumps(step(name, kind, int(count), Path(path), Path(best), database)))
    else:
        main()
