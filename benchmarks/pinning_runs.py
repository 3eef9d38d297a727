"""Sentences with real names sent through engines that misbehave, and what became of the names."""

from __future__ import annotations

import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.pinning_engines import Misbehaving, engines
from benchmarks.pinning_oracle import disfigured, garbage, held, is_answer, missed
from bilingual.article import Article, Block, Policy, Role, Segment, Source, Target, TermMatch
from bilingual.engine_chain import EngineChain
from bilingual.finishing import finish
from bilingual.memory import open_memory
from bilingual.terminology import Matcher, load_glossary, pinning
from bilingual.translation import fulfil, plan

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "tests" / "data" / "pinning"
TARGETS = ("en", "zh-Hans")
_KINDS = {"P": "person", "O": "organisation", "A": "agency", "E": "event"}
# How many engines share the sentences between them.
_SHARES = 6
_TELLING = ("term", "empty", "engine", "untranslated")
_PAIRS = {"은": "는", "이": "가", "을": "를", "과": "와", "으로": "로", "이다": "다"}


@dataclass
class Outcome:
    """What became of the pinned names of all sentences through one engine."""

    kind: str
    names: int = 0
    recoverable: int = 0
    present: int = 0
    silent: list[tuple[str, str, str]] = field(default_factory=list)
    lost: list[tuple[str, str, str]] = field(default_factory=list)
    garbage: list[str] = field(default_factory=list)
    disfigured: list[str] = field(default_factory=list)
    untrue: list[tuple[str, str]] = field(default_factory=list)
    calls: int = 0
    packets: int = 0


@lru_cache(maxsize=1)
def shipped() -> Matcher:
    """The glossary that ships with the program."""
    return Matcher(load_glossary([ROOT / "glossary" / "entities.csv"]))


def _particle(name: str, particle: str) -> str:
    code = ord(name[-1]) - 0xAC00
    final = code % 28 if 0 <= code < 11172 else 0
    closed = final not in (0, 8) if particle == "으로" else final != 0
    return particle if closed else _PAIRS.get(particle, particle)


def sentences(times: int = 6, seed: int = 7) -> list[tuple[str, str]]:
    """Each sentence so many times with other names, as language and text; always the same ones."""
    rng = random.Random(seed)
    names: dict[tuple[str, str], list[str]] = {}
    for entry in load_glossary([ROOT / "glossary" / "entities.csv"]).entries:
        if entry.policy is Policy.PIN and not entry.context and entry.kind in _KINDS.values():
            for language in ("ko", "zh-Hans"):
                names.setdefault((language, entry.kind), []).extend(entry.forms.get(language, ())[:2])
    found: list[tuple[str, str]] = []
    for line in (DATA / "sentences.tsv").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        code, pattern = line.split("\t")
        language = "ko" if code == "ko" else "zh-Hans"
        for _ in range(times):

            def put(place: re.Match[str], language: str = language) -> str:
                name = rng.choice(names[language, _KINDS[place["kind"]]])
                return name + (_particle(name, place["particle"]) if place["particle"] else "")

            text = re.sub(r"\{(?P<kind>[POAE])(?:\|(?P<particle>[^}]+))?\}", put, pattern)
            found.append((language, text))
    return found


def article(texts: Sequence[tuple[str, str]], target: str, matcher: Matcher) -> Article:
    """An article of one block a sentence, its names found."""
    segments = tuple(
        Segment(f"00000000-{at}.1", str(at), text, language, terms=matcher.find(text, language, (target,)))
        for at, (language, text) in enumerate(texts, 1)
        if language != target
    )
    blocks = tuple(Block(segment.block, segment.source, role=Role.BODY, keep=True) for segment in segments)
    return Article(Source("x", "0" * 64, language="ko"), blocks, segments, targets=(target,))


def translated(made: Article, engine: Misbehaving, target: str) -> dict[str, Target]:
    """The finished targets of the one target language, by segment."""
    with open_memory("none") as memory:
        chain = EngineChain([engine.name], offline=False, say=lambda line: None)
        chain._loaded[engine.name] = engine
        (filled,) = fulfil([plan(made, target, memory, chain)], memory, chain, lambda n: None)
    done = finish(made, {target: filled})
    return {segment.id: segment.targets[target] for segment in done.segments}


def equipped(engine: Misbehaving, made: Article, target: str) -> Misbehaving:
    """The engine, told the names that stand in the article."""
    pins = [term for segment in made.segments for term in segment.terms if term.policy is Policy.PIN]
    engine.forms = {target: sorted({term.targets[target] for term in pins if term.targets.get(target)})}
    engine.sources = {
        target: {term.source: term.targets[target] for term in pins if term.targets.get(target)}
    }
    return engine


def judge(made: Article, engine: Misbehaving, target: str, outcome: Outcome) -> None:
    """Send an article through an engine and count what became of its names."""
    answered = translated(made, equipped(engine, made, target), target)
    given: dict[str, list[str]] = {}
    for asked, answer in engine.answers:
        given.setdefault(asked, []).append(answer)
    outcome.calls += engine.calls
    wanted = len(
        {(segment.language, segment.source) for segment in made.segments if segment.language == "ko"}
    )
    chinese = len({segment.source for segment in made.segments}) - wanted
    outcome.packets += -(-wanted // engine.limits["items"]) - (-chinese // engine.limits["items"])
    # Marks make one text of sentences that differ in their names alone; whose answer it was is then unknown.
    shared = Counter(
        asked for segment in made.segments for asked, _ in _tries(segment, target, engine.honours_terms)
    )
    given = {asked: answers for asked, answers in given.items() if len(answers) >= shared[asked]}
    for segment in made.segments:
        pins = _pins(segment.terms, target)
        got = answered[segment.id]
        text = got.text
        told = " ".join(
            f.message for f in got.findings if f.check in ("term", "empty", "engine", "untranslated")
        )
        lost = missed(text, segment.terms, target) if text else {term.source for term in pins}
        tries = _tries(segment, target, engine.honours_terms)
        answers = [
            (answer, marks)
            for asked, marks in tries
            for answer in given.get(asked, ())
            if is_answer(answer, asked, segment.source)
        ]
        if text and garbage(text, segment.source):
            outcome.garbage.append(f"{segment.source} -> {text}")
        if text and (fault := disfigured(text, pins, target)):
            outcome.disfigured.append(f"{fault}: {segment.source} -> {text}")
        for source in dict.fromkeys(term.source for term in pins):
            outcome.names += 1
            gone = source in lost
            if gone and text is not None and source not in told:
                outcome.silent.append((source, segment.source, text))
            if not gone and f"{source} should be" in told:
                outcome.untrue.append((source, text or ""))
            same = [term for term in pins if term.source == source]
            could = any(
                held(answer, term, marks.get(term.start), target)
                for answer, marks in answers
                for term in same
            )
            outcome.recoverable += could
            outcome.present += could and not gone
            if could and gone:
                outcome.lost.append((source, segment.source, text or str(got.findings)))


def _pins(terms: Sequence[TermMatch], target: str) -> list[TermMatch]:
    return [term for term in terms if term.policy is Policy.PIN and term.targets.get(target)]


def _tries(segment: Segment, target: str, honours: bool) -> Iterator[tuple[str, dict[int, str]]]:
    """The texts that may have been asked for, and in them the marks by where their names begin."""
    for way in pinning.ways(honours):
        prepared = pinning.prepare(segment.source, segment.terms, target, way)
        marks = {}
        if way == pinning.PROTECT and prepared.root:
            for number, term in enumerate(prepared.terms):
                marks[term.start] = pinning.marks.mark(prepared.root, number)
        yield prepared.text, marks


def run(kinds: str = "", times: int = 5) -> list[Outcome]:
    """The outcomes of all engines whose kind contains ``kinds``, each sentence so many times.

    A kind gets every ``_SHARES``-th of the sentences, another kind the next ones, so that a run takes minutes
    and all sentences are in it.
    """
    matcher = shipped()
    texts = sentences(times)
    parts = [
        {target: article(texts[at::_SHARES], target, matcher) for target in TARGETS} for at in range(_SHARES)
    ]
    outcomes: list[Outcome] = []
    for at, maker in enumerate(engines()):
        outcome = Outcome(maker().kind)
        made = parts[at % _SHARES]
        if kinds in outcome.kind:
            for target in TARGETS:
                judge(made[target], maker(), target, outcome)
            outcomes.append(outcome)
    return outcomes


def good_pairs() -> list[tuple[str, str, str]]:
    """Korean sentences with a good translation: Korean, target language, translation."""
    lines = (DATA / "good_pairs.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(row[0], target, text) for row in rows for target, text in zip(TARGETS, row[1:], strict=True)]


def untrue_of_good() -> tuple[int, int, list[str]]:
    """Pairs, names in them, and the findings on names that good translations get without cause."""
    untrue: list[str] = []
    names = 0
    for source, target, text in good_pairs():
        terms = shipped().find(source, "ko", (target,))
        names += len(_pins(terms, target))
        restored = pinning.restore(pinning.prepare(source, terms, target, pinning.SUBSTITUTE), text)
        for made in (text, pinning.repair(restored, terms, target)):
            untrue += [f"{term.source}: {made}" for term in pinning.missing(made, terms, target)]
    return len(good_pairs()), names, untrue


def cost(texts: Sequence[tuple[str, str]], target: str) -> tuple[int, float, float]:
    """Segments, and milliseconds to have each prepared, restored and verified: first and again."""
    segments = article(texts, target, shipped()).segments

    def work() -> float:
        began = time.process_time()
        for segment in segments:
            prepared = pinning.prepare(segment.source, segment.terms, target, pinning.SUBSTITUTE)
            text = pinning.repair(pinning.restore(prepared, prepared.text), segment.terms, target)
            pinning.missing(text, segment.terms, target)
        return (time.process_time() - began) * 1000 / len(segments)

    return len(segments), work(), work()


def table(times: int = 5, kinds: str = "") -> None:
    """Print what became of the names, a row a family of engines and the kinds that lost most."""
    outcomes = run(kinds, times)
    families: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        words = outcome.kind.split(" ")
        family = words[0] if words[0] in ("marks", "names", "texts", "packets") else "other"
        families.setdefault("source names" if words[0] == "source" else family, []).append(outcome)
    print("| engines | kinds | names | recoverable | present | | missed, no finding | marks left | doubled |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|")
    for family, of in [*families.items(), ("**all**", outcomes)]:
        counts = [
            len(of),
            sum(one.names for one in of),
            recoverable := sum(one.recoverable for one in of),
            present := sum(one.present for one in of),
        ]
        rest = [sum(len(getattr(one, what)) for one in of) for what in ("silent", "garbage", "disfigured")]
        share = f"{100 * present / max(recoverable, 1):.2f} %"
        print(f"| {' | '.join([family, *map('{:,}'.format, counts), share, *map('{:,}'.format, rest)])} |")
    print()
    for outcome in sorted(outcomes, key=lambda one: -len(one.lost))[:5]:
        if outcome.lost:
            print(f"most lost: {outcome.kind}, {outcome.present} of {outcome.recoverable}")
    for outcome in outcomes:
        for one in outcome.silent:
            print(f"NO FINDING: {outcome.kind}: {one}")
    pairs, names, untrue = untrue_of_good()
    print(f"good translations: {pairs} pairs, {names} names, {len(untrue)} findings without cause")
    for line in untrue:
        print(f"UNTRUE: {line}")
    good = next((one for one in outcomes if one.kind == "good"), None)
    if good is not None:
        print(f"a good engine: {good.calls} calls for {good.packets} packets")
    for target in TARGETS:
        segments, first, again = cost(sentences(15), target)
        print(f"{target}: {first:.2f} ms a segment of {segments:,}, {again:.2f} ms when the names are known")


if __name__ == "__main__":
    table(*(int(number) for number in sys.argv[1:2]), *sys.argv[2:3])
