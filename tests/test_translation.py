"""Jobs of several articles and languages are asked for together, and every article gets its own targets."""

from __future__ import annotations

import hashlib
import pickle
from pathlib import Path

from bilingual.article import Article, Block, Mark, Segment, Source, Status
from bilingual.engine_chain import EngineChain
from bilingual.finishing import finish
from bilingual.memory import Query, open_memory
from bilingual.translation import fulfil, plan
from tests.scripted_engines import Dying, Scripted


def _article(name: str, *lines: str, bold: bool = False) -> Article:
    sha = hashlib.sha256(name.encode()).hexdigest()
    segments = tuple(
        Segment(f"{sha[:8]}-{n}.1", str(n), line, "ko", marks=(Mark("m1", 0, 2, "b", None),) if bold else ())
        for n, line in enumerate(lines, 1)
    )
    blocks = tuple(Block(segment.block, segment.source) for segment in segments)
    return Article(Source(name, sha, language="ko"), blocks, segments, targets=("en", "zh-Hans"))


def _chain(engine: Scripted) -> EngineChain:
    chain = EngineChain([engine.name], offline=False, say=lambda line: None)
    chain._loaded[engine.name] = engine
    return chain


def test_a_text_that_stands_in_two_articles_is_asked_for_once(tmp_path: Path) -> None:
    one = _article("one", "첫째 기사다 1.", "같은 문장이다 7.")
    two = _article("two", "같은 문장이다 7.", "둘째 기사다 2.")
    engine, counted = Scripted(), []
    with open_memory(str(tmp_path / "memory.db")) as memory:
        chain = _chain(engine)
        jobs = [plan(article, code, memory, chain) for article in (one, two) for code in article.targets]
        filled = fulfil(jobs, memory, chain, counted.append)
        shared = [
            memory.lookup([Query("other-1.1", "같은 문장이다 7.", "ko", code, engine="scripted")])[0]
            for code in one.targets
        ]
    assert sorted(engine.asked) == sorted(2 * ["첫째 기사다 1.", "같은 문장이다 7.", "둘째 기사다 2."])
    # Three texts make one packet a language, whichever articles they are of.
    assert engine.calls == 2
    assert sum(counted) == sum(len(job.wanted) for job in jobs) == 8
    assert [set(targets) for targets in filled] == [{s.id for s in job.article.segments} for job in jobs]
    english = dict(zip(("one", "two"), filled[::2], strict=True))
    assert (
        english["one"][one.segments[1].id].text == english["two"][two.segments[0].id].text == "word word 7."
    )
    assert [unit.target if unit else None for unit in shared] == ["word word 7.", "词 词 7."]


def test_each_article_has_its_own_marks_on_the_shared_answer() -> None:
    plain, bold = _article("plain", "같은 문장이다 7."), _article("bold", "같은 문장이다 7.", bold=True)
    engine = Scripted()
    with open_memory("none") as memory:
        chain = _chain(engine)
        jobs = [plan(article, "en", memory, chain) for article in (plain, bold)]
        first, second = fulfil(jobs, memory, chain, lambda n: None)
    assert len(engine.asked) == 1
    assert first[plain.segments[0].id].marks == ()
    assert [mark.tag for mark in second[bold.segments[0].id].marks] == ["b"]


def test_what_an_engine_left_open_is_untranslated_in_every_article() -> None:
    articles = [_article(f"n{n}", *(f"{n}호 문장이다 {i}." for i in range(5))) for n in range(3)]
    with open_memory("none") as memory:
        chain = _chain(Dying())
        filled = fulfil([plan(a, "en", memory, chain) for a in articles], memory, chain, lambda n: None)
    statuses = [target.status for targets in filled for target in targets.values()]
    assert statuses == [Status.TRANSLATED] * 6 + [Status.UNTRANSLATED] * 9


def test_articles_and_jobs_go_from_one_process_to_another() -> None:
    article = _article("one", "첫째 기사다 1.", bold=True)
    engine = Scripted()
    with open_memory("none") as memory:
        chain = _chain(engine)
        job = pickle.loads(pickle.dumps(plan(article, "en", memory, chain)))
        (targets,) = fulfil([job], memory, chain, lambda n: None)
    made = finish(article, {"en": targets, "zh-Hans": targets}, glossary="v1")
    assert pickle.loads(pickle.dumps(made)) == made
    assert (made.signature.engine, made.signature.glossary) == ("scripted", "v1")
