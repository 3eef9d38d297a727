"""The whole route with engines that follow a script, a real memory and a real glossary."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bilingual.answer_language import wrong_language
from bilingual.article import Article, Role, Severity, Status
from bilingual.errors import SourceError, UsageError
from bilingual.pipeline import Pipeline, is_complete
from bilingual.settings import Settings

from . import scripted_engines

ARTICLE = """\
나토 회원국 확대 회의 개최

(서울=연합뉴스) 홍길동 기자 = 나토 정상들이 브뤼셀에서 만났다. 회의에는 32개국이 참석했다.

두 번째 문단에서는 방위비 2배 증액이 논의됐다. 결론은 나지 않았다.

회의에는 32개국이 참석했다.
"""

GLOSSARY = "ko,en,zh,kind,policy\n나토,NATO,北约,organisation,\n브뤼셀,Brussels,布鲁塞尔,place,\n"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    glossary = tmp_path / "glossary.csv"
    glossary.write_text(GLOSSARY, encoding="utf-8")
    return Settings(
        targets=("en", "zh-Hans"),
        glossaries=(glossary,),
        memory=str(tmp_path / "memory.db"),
        output=tmp_path / "output",
        formats=("json",),
    )


@pytest.fixture
def use(
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[[type[scripted_engines.Scripted]], scripted_engines.Scripted]:
    """Put one instance of an engine class behind the name ``tests.scripted_engines:engine``."""

    def put(kind: type[scripted_engines.Scripted]) -> scripted_engines.Scripted:
        engine = kind()
        monkeypatch.setattr(scripted_engines, "engine", engine, raising=False)
        return engine

    return put


def _translate(settings: Settings, *, engine: bool = True, said: list[str] | None = None) -> Article:
    names = ("tests.scripted_engines:engine",) if engine else ("memory",)
    messages = said if said is not None else []
    with Pipeline(replace(settings, engines=names), messages.append) as pipeline:
        return pipeline.translate(ARTICLE.encode(), "news.txt")


def _statuses(article: Article, language: str) -> list[Status]:
    return [segment.targets[language].status for segment in article.segments]


def test_every_kept_segment_gets_both_targets_and_its_pinned_term(settings: Settings, use: Callable) -> None:
    use(scripted_engines.Scripted)
    article = _translate(settings)
    assert is_complete(article)
    for segment in article.segments:
        for language, form in (("en", "NATO"), ("zh-Hans", "北约")):
            text = segment.targets[language].text
            assert text
            if "나토" in segment.source:
                assert form in text
                assert "나토" not in text
    assert {block.role for block in article.blocks} >= {Role.TITLE, Role.DATELINE, Role.BODY}


def test_equal_segments_are_asked_once_a_target(settings: Settings, use: Callable) -> None:
    engine = use(scripted_engines.Scripted)
    article = _translate(settings)
    twice = [segment for segment in article.segments if segment.source == "회의에는 32개국이 참석했다."]
    assert len(twice) == 2
    assert engine.asked.count("회의에는 32개국이 참석했다.") == 2  # once for each of two targets


def test_a_second_run_asks_nobody(settings: Settings, use: Callable) -> None:
    use(scripted_engines.Scripted)
    _translate(settings)
    engine = use(scripted_engines.Scripted)
    article = _translate(settings)
    assert engine.calls == 0
    assert set(_statuses(article, "en")) == {Status.REUSED}


def test_memory_none_keeps_nothing(settings: Settings, use: Callable, tmp_path: Path) -> None:
    forgetting = replace(settings, memory="none")
    use(scripted_engines.Scripted)
    _translate(forgetting)
    engine = use(scripted_engines.Scripted)
    _translate(forgetting)
    assert engine.calls > 0
    assert not (tmp_path / "memory.db").exists()


def test_a_glossary_edit_renews_only_what_it_touches(settings: Settings, use: Callable) -> None:
    use(scripted_engines.Scripted)
    _translate(settings)
    settings.glossaries[0].write_text(GLOSSARY.replace("NATO,北约", "Nato,北约"), encoding="utf-8")
    engine = use(scripted_engines.Scripted)
    article = _translate(settings)
    assert {"나토" in segment.source for segment in article.segments} == {True, False}
    renewed = [s for s in article.segments if s.targets["en"].status is Status.TRANSLATED]
    assert renewed
    assert all(
        "나토" in segment.source and "Nato" in (segment.targets["en"].text or "") for segment in renewed
    )
    assert all("Nato" in text for text in engine.asked)
    assert set(_statuses(article, "zh-Hans")) == {Status.REUSED}


def test_a_lost_pin_is_an_error_never_silence(settings: Settings, use: Callable) -> None:
    use(scripted_engines.Forgetful)
    article = _translate(settings)
    assert not is_complete(article)
    for segment in article.segments:
        for language in article.targets:
            errors = [f for f in segment.targets[language].findings if f.severity is Severity.ERROR]
            if "나토" in segment.source:
                assert any("나토" in finding.message for finding in errors)


@pytest.mark.parametrize("kind", [scripted_engines.Echoing, scripted_engines.Korean])
def test_source_text_and_wrong_language_are_never_a_translation(
    settings: Settings, use: Callable, kind: type[scripted_engines.Scripted]
) -> None:
    use(kind)
    article = _translate(settings)
    for segment in article.segments:
        for target in segment.targets.values():
            assert target.status is Status.FAILED
            assert target.text is None
            assert target.findings[0].check == "engine"
    again = use(scripted_engines.Scripted)
    assert is_complete(_translate(settings))
    assert again.calls > 0


def test_an_engine_that_dies_loses_no_answer_and_the_next_run_goes_on(
    settings: Settings, use: Callable
) -> None:
    said: list[str] = []
    dying = use(scripted_engines.Dying)
    article = _translate(settings, said=said)
    answered = len(dying.asked)
    assert answered == 6
    assert sum("closed for today" in line for line in said) == 1
    assert _statuses(article, "zh-Hans") == [Status.UNTRANSLATED] * len(article.segments)
    dying_name = scripted_engines.Scripted
    dying_name.name = "dying"
    try:
        engine = use(dying_name)
        article = _translate(settings)
    finally:
        dying_name.name = "scripted"
    assert is_complete(article)
    # What the first run was answered is not asked for again.
    total = len({s.source for s in article.segments}) * 2
    assert len(engine.asked) == total - answered


def test_ctrl_c_keeps_every_answer_that_came(settings: Settings, use: Callable) -> None:
    use(scripted_engines.Interrupted)
    with pytest.raises(KeyboardInterrupt):
        _translate(settings)
    with sqlite3.connect(settings.memory) as database:
        (kept,) = database.execute("SELECT count(*) FROM units WHERE origin = 'engine'").fetchone()
    assert kept == 6
    database.close()


def test_an_interruption_between_two_ways_of_pinning_leaves_nothing_worse(
    settings: Settings, use: Callable
) -> None:
    english = replace(settings, targets=("en",))
    engine = use(scripted_engines.DropsLatin)
    engine.interrupted_in = 3  # two packets in the first way, then the second way
    with pytest.raises(KeyboardInterrupt):
        _translate(english)
    offline = _translate(english, engine=False)
    assert "NATO" not in (offline.segments[0].targets["en"].text or "")
    assert not is_complete(offline)
    use(scripted_engines.DropsLatin)
    article = _translate(english)
    assert is_complete(article)
    assert all("NATO" in (s.targets["en"].text or "") for s in article.segments if "나토" in s.source)


def test_a_text_that_one_way_cannot_get_is_tried_in_the_next(settings: Settings, use: Callable) -> None:
    use(scripted_engines.RefusesMixed)
    article = _translate(settings)
    assert Status.FAILED not in _statuses(article, "en")


def test_a_policy_edit_asks_again_for_what_it_touches_and_only_once(
    settings: Settings, use: Callable
) -> None:
    settings.glossaries[0].write_text(
        GLOSSARY.replace("organisation,", "organisation,check"), encoding="utf-8"
    )
    use(scripted_engines.Alliance)
    _translate(settings)
    settings.glossaries[0].write_text(GLOSSARY, encoding="utf-8")
    engine = use(scripted_engines.Alliance)
    article = _translate(settings)
    assert engine.calls > 0
    assert not is_complete(article), "the pin is missing, and the segment says so"
    engine = use(scripted_engines.Alliance)
    assert not is_complete(_translate(settings))
    assert engine.calls == 0, "what was tried in every way is not paid for again"


def test_memory_alone_leaves_the_rest_untranslated(settings: Settings) -> None:
    article = _translate(settings, engine=False)
    assert set(_statuses(article, "en")) == {Status.UNTRANSLATED}
    assert all(segment.targets["en"].text is None for segment in article.segments)
    assert not is_complete(article)


def test_offline_never_asks_an_engine_that_needs_a_network(settings: Settings, use: Callable) -> None:
    engine = use(scripted_engines.NeedsNetwork)
    said: list[str] = []
    article = _translate(replace(settings, offline=True), said=said)
    assert engine.calls == 0
    assert set(_statuses(article, "en")) == {Status.UNTRANSLATED}
    assert any("offline" in line for line in said)


def test_offline_still_reuses_what_that_engine_answered_before(settings: Settings, use: Callable) -> None:
    use(scripted_engines.NeedsNetwork)
    _translate(settings)
    engine = use(scripted_engines.NeedsNetwork)
    assert is_complete(_translate(replace(settings, offline=True)))
    assert engine.calls == 0


def test_another_engine_s_answers_are_not_this_one_s(settings: Settings, use: Callable) -> None:
    use(scripted_engines.Scripted)
    _translate(settings)
    engine = use(scripted_engines.Native)
    _translate(settings)
    assert engine.calls > 0


def test_an_engine_that_honours_terms_gets_them(settings: Settings, use: Callable) -> None:
    engine = use(scripted_engines.Native)
    article = _translate(settings)
    assert is_complete(article)
    assert any("나토" in text for text in engine.asked), "the term stands in the text that is sent"


def test_the_line_before_the_first_request_counts_characters(settings: Settings, use: Callable) -> None:
    engine = use(scripted_engines.Scripted)
    said: list[str] = []
    _translate(settings, said=said)
    characters = sum(len(text) for text in engine.asked)
    assert f"{characters:,} characters" in said[0]
    assert "scripted" in said[0]
    assert engine.calls


def test_segment_ids_do_not_move(settings: Settings, use: Callable) -> None:
    use(scripted_engines.Scripted)
    first = _translate(settings)
    second = _translate(replace(settings, targets=("en",)))
    assert [s.id for s in first.segments] == [s.id for s in second.segments]
    assert all(s.id.startswith(f"{first.id}-{s.block}.") for s in first.segments)
    assert len({s.id for s in first.segments}) == len(first.segments)


def test_an_unknown_engine_is_told_before_anything_is_read(settings: Settings) -> None:
    with pytest.raises(UsageError, match="did you mean 'google'"):
        Pipeline(replace(settings, engines=("gogle",)))


def test_an_unknown_format_is_told_before_anything_is_asked(settings: Settings) -> None:
    with pytest.raises(UsageError, match="html"):
        Pipeline(replace(settings, formats=("htlm",)))


def test_a_source_without_an_article_is_told(settings: Settings) -> None:
    with Pipeline(settings) as pipeline, pytest.raises(SourceError):
        pipeline.translate("Copyright © 2024 All Rights Reserved.\n[粤ICP备2023080415号]\n".encode(), "x.txt")


@pytest.mark.parametrize(
    ("text", "target", "wrong"),
    [
        ("NATO", "zh-Hans", False),
        ("카자흐스탄은 올해 의장국이다.", "en", True),
        ("俄罗斯总统普京", "en", True),
        ("Kazakhstan chairs the CIS this year with vigour", "zh-Hans", True),
        ("Vladimir Putin", "zh-Hans", False),
        ("Kazakhstan (哈萨克斯坦) chairs the CIS", "en", False),
        ("集安组织 held a meeting with the leaders today in Almaty", "zh-Hans", True),
        ("Kim, Park, Lee and Choi (金朴李崔)", "zh-Hans", False),
        ("Leaders of the alliance met today 회", "ko", True),
        ("BTS, Netflix 공개", "ko", False),
        ("北约领导人今天会晤讨论扩大问题和预算", "ko", True),
        ("Сегодня лидеры встретились в Брюсселе", "en", True),
        ("Сегодня лидеры встретились в Брюсселе", "zh-Hans", True),
        ("Сегодня лидеры встретились в Брюсселе", "ru", False),
        ("首脳たちは今日ブリュッセルで会った", "zh-Hans", True),
        ("The αβ test by Δ", "en", False),
    ],
)
def test_wrong_language_judges_by_script(text: str, target: str, wrong: bool) -> None:
    assert bool(wrong_language(text, target)) is wrong
