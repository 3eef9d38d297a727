"""What asking an engine costs: requests and time beside deep-translator, a storm, our own time a segment.

The engine is a stand-in for Google's page that takes 200 ms an answer, on a real socket.  Targets: an article
of 40 segments into both languages, nothing in memory, in at most 4 requests a language and at least 10 times
faster than deep-translator's ``translate_batch`` on the same server; in a storm every segment right and none
sent again once it was answered; our own time at most 1 ms a segment.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from machine import machine

from bilingual.article import Article
from bilingual.pipeline import Pipeline
from bilingual.settings import Settings, load_settings
from tests.google_page import Site, Storm, translated

DELAY = 0.2
TARGETS = ("en", "zh-Hans")
_TEXT = """강가에서 사람들이 노래를 부르며 천천히 걸었다고 마을 신문이 아침에 전했다 새로 놓인 다리는 오래된
나무로 만들어져 많은 여행객의 눈길을 끌었으며 시장 옆 작은 가게에서는 따뜻한 빵과 차를 나누어 주었다
어린이들은 연을 날리고 노인들은 그늘에 앉아 바둑을 두었다
저녁이 되자 등불이 하나둘 켜지고 악사들이 북을 두드렸다"""
_WORDS = _TEXT.split()


def page_of(segments: int, seed: int = 5) -> bytes:
    """Return a plain page of so many segments: a headline, then sentences of 45 to 75 characters.

    Two make a paragraph.  Each has a figure, so that no two are equal.
    """
    drawn = random.Random(seed)
    sentences: list[str] = []
    for number in range(segments - 1):
        length, words = drawn.randint(45, 75), [f"{number + 2}번째"]
        while sum(map(len, words)) + len(words) < length:
            words.append(drawn.choice(_WORDS))
        sentences.append(" ".join(words) + " 전했다.")
    paragraphs = [" ".join(sentences[n : n + 2]) for n in range(0, len(sentences), 2)]
    return "\n\n".join(["새 다리가 열린 날의 풍경", *paragraphs]).encode() + b"\n"


@contextmanager
def stand_in(delay: float) -> Iterator[Site]:
    """Run the server, and let the google engine ask it."""
    site = Site(delay=delay, keep_alive=True)
    os.environ["BILINGUAL_GOOGLE_URL"] = site.url
    try:
        yield site
    finally:
        site.close()


def settings(folder: Path, memory: str, engine: str = "google") -> Settings:
    """Return the settings of a run that asks ``engine``."""
    os.environ["BILINGUAL_HOME"] = str(folder)
    return load_settings(engine=[engine], to=["en", "zh"], memory=memory, output=folder / "out")


def right(article: Article) -> int:
    """Return how many targets are exactly what the server says."""
    return sum(
        segment.targets[code].text == translated(segment.source, code)
        for segment in article.segments
        for code in TARGETS
    )


def beside_deep_translator(folder: Path) -> None:
    """Print requests and time for one article of 40 segments, ours and deep-translator's."""
    import deep_translator.google
    from deep_translator import GoogleTranslator

    with stand_in(DELAY) as site:
        with Pipeline(settings(folder, str(folder / "one.db"))) as pipeline:
            prepared = pipeline.prepare(page_of(40), "news.txt")
            sources = [segment.source for segment in prepared.article.segments]
            # Both libraries are loaded before the clock starts.
            pipeline.estimates(pipeline.plan(prepared))
            start = time.perf_counter()
            article = pipeline.fulfil(prepared, pipeline.plan(prepared), lambda _: None)
            ours = time.perf_counter() - start
        requests = [sum(query["tl"] == code for query in site.asked) for code in ("en", "zh-CN")]
        exact = right(article)
        deep_translator.google.BASE_URLS["GOOGLE_TRANSLATE"] = site.url
        site.asked.clear()
        start = time.perf_counter()
        for code in ("en", "zh-CN"):
            GoogleTranslator(source="ko", target=code).translate_batch(sources)
        theirs = time.perf_counter() - start
    print(f"one article of {len(sources)} segments, two languages, 200 ms an answer")
    print(f"{'':<36} {'requests':>10} {'seconds':>8}")
    print(f"{'bilingual':<36} {' + '.join(map(str, requests)):>10} {ours:>8.2f}")
    print(f"{'deep-translator, translate_batch':<36} {len(site.asked):>10} {theirs:>8.2f}")
    print(f"{theirs / ours:.1f} times faster; {exact} of {2 * len(sources)} targets right\n")


def storms(folder: Path, seeds: Sequence[int]) -> None:
    """Print what becomes of articles when 30 % of requests get 429, 10 % a reset, 5 % garbage."""
    print("storm: 30 % 429, 10 % resets, 5 % garbage; 400 segments, two languages")
    counted = ("429", "reset", "garbage")
    heads = "".join(f"{name:>8}" for name in counted)
    print(f"{'seed':>4} {'requests':>9}{heads} {'right':>11} {'sent again':>11} {'seconds':>8}")
    for seed in seeds:
        with stand_in(0.0) as site, Pipeline(settings(folder, str(folder / f"storm{seed}.db"))) as pipeline:
            site.reply = Storm(site, seed=seed)
            prepared = pipeline.prepare(page_of(400, seed), "news.txt")
            start = time.perf_counter()
            article = pipeline.fulfil(prepared, pipeline.plan(prepared), lambda _: None)
            took = time.perf_counter() - start
        total = 2 * len(article.segments)
        counts = "".join(f"{site.statuses[name]:>8}" for name in counted)
        shown = f"{right(article)} of {total}"
        again = len(site.answered_twice)
        print(f"{seed:>4} {len(site.asked):>9}{counts} {shown:>11} {again:>11} {took:>8.2f}")
    print()


class Quick:
    """Answers as the stand-in does, without a network: what it takes itself is counted and taken off."""

    name = "quick"
    needs_network = False
    spent = 0.0

    def translate(
        self, texts: Sequence[str], *, source: str, target: str, terms: Sequence[tuple[str, str]] = ()
    ) -> list[str | None]:
        """Answer each text."""
        start = time.process_time()
        answers: list[str | None] = [translated(text, target) for text in texts]
        Quick.spent += time.process_time() - start
        return answers


def own_time(folder: Path, sizes: Sequence[int]) -> None:
    """Print our own processor time a segment and language: memory, terms, packing, checking, keeping."""
    sys.modules.setdefault("engines", sys.modules[__name__])
    print("our own time, engine excluded: from the article to targets in memory, two languages")
    print(f"{'segments':>8} {'seconds':>8} {'ms a segment':>13} {'ms a target':>12}")
    for size in sizes:
        best = float("inf")
        for turn in range(3 if size < 2000 else 1):
            memory = str(folder / f"own{size}-{turn}.db")
            with Pipeline(settings(folder, memory, "engines:Quick")) as pipeline:
                prepared = pipeline.prepare(page_of(size), "news.txt")
                Quick.spent = 0.0
                start = time.process_time()
                article = pipeline.fulfil(prepared, pipeline.plan(prepared), lambda _: None)
                best = min(best, time.process_time() - start - Quick.spent)
        count = len(article.segments)
        print(f"{count:>8} {best:>8.3f} {best / count * 1000:>13.2f} {best / count / 2 * 1000:>12.2f}")


def main() -> None:
    """Print the three tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=5, help="how many storms")
    options = parser.parse_args()
    os.environ.pop("HTTP_PROXY", None)
    os.environ.pop("http_proxy", None)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        beside_deep_translator(folder)
        storms(folder, range(options.seeds))
        own_time(folder, (40, 400, 4000))
    print(machine())


if __name__ == "__main__":
    main()
