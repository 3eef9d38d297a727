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
        Segment(
            f"00000000-{at}.1", str(at), text, language, terms=matcher.find(text, language, (target,))
        )
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
    engine.sources = {target: {term.source: term.targets[target] for term in pins if term.targets.get(target)}}
    return engine


def judge(made: Article, engine: Misbehaving, target: str, outcome: Outcome) -> None:
    """Send an article through an engine and count what became of its names."""
    answered = translated(made, equipped(engine, made, target), target)
    given: dict[str, list[str]] = {}
    for asked, answer in engine.answers:
        given.setdefault(asked, []).append(answer)
    outcome.calls += engine.calls
    for segment in made.segments:
        pins = _pins(segment.terms, target)
        got = answered[segment.id]
        text = got.text
        told = " ".join(f.message for f in got.findings if f.check in ("term", "empty", "engine", "untranslated"))
        lost = missed(text, segment.terms, target) if text else {term.source for term in pins}
        tries = _tries(segment, target, engine.honours_terms)
        answers = [(answer, marks) for asked, marks in tries for answer in given.get(asked, ()) if is_answer(answer, asked, segment.source)]
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
                held(answer, term, marks.get(term.start), target) for answer, marks in answers for term in same
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


def run(kinds: str = "", times: int = 6) -> list[Outcome]:
    """The outcomes of all engines whose kind contains ``kinds``."""
    matcher = shipped()
    texts = sentences(times)
    made = {target: article(texts, target, matcher) for target in TARGETS}
    outcomes: list[Outcome] = []
    for maker in engines():
        outcome = Outcome(maker().kind)
        if kinds not in outcome.kind:
            continue
        for target in TARGETS:
            judge(made[target], maker(), target, outcome)
        outcomes.append(outcome)
    return outcomes


if __name__ == "__main__":
    began = time.process_time()
    worst = Counter[str]()
    for outcome in run(sys.argv[1] if len(sys.argv) > 1 else "", int(sys.argv[2]) if len(sys.argv) > 2 else 1):
        flag = (
            f"silent {len(outcome.silent)} garbage {len(outcome.garbage)} lost {len(outcome.lost)} "
            f"disfigured {len(outcome.disfigured)} untrue {len(outcome.untrue)}"
        )
        if any((outcome.silent, outcome.garbage, outcome.lost, outcome.disfigured, outcome.untrue)):
            print(f"{outcome.kind}: {outcome.present}/{outcome.recoverable}/{outcome.names} {flag}")
            for what in ("silent", "garbage", "lost", "disfigured", "untrue"):
                for one in getattr(outcome, what)[:9]:
                    print("     ", what, one)
    print(time.process_time() - began)
