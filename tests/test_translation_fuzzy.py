"""Suggestions from memory: a similar sentence is taken where ``--fuzzy`` says so, marked, checked, never kept."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from bilingual import publishing
from bilingual.article import Article, Severity, Status
from bilingual.cli import main
from bilingual.errors import UsageError
from bilingual.memory import IMPORTED, MACHINE, PERSON, Unit, open_memory
from bilingual.pipeline import Pipeline, is_complete
from bilingual.publishing.article_json import from_json
from bilingual.publishing.differences import difference
from bilingual.settings import Settings, load_settings

from . import scripted_engines

OLD = "나토 외무장관들이 월요일 브뤼셀에서 만나 방위비 3배 증액을 논의했다."
NEW = "나토 외무장관들이 화요일 브뤼셀에서 만나 방위비 3배 증액을 논의했다."
TARGET = "NATO foreign ministers met in Brussels on Monday to discuss tripling defence spending 3 times."
GLOSSARY = "ko,en,zh,kind,policy\n나토,NATO,北约,organisation,\n아세안,ASEAN,东盟,organisation,\n"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    glossary = tmp_path / "glossary.csv"
    glossary.write_text(GLOSSARY, encoding="utf-8")
    return Settings(
        targets=("en",),
        engines=("memory",),
        glossaries=(glossary,),
        memory=str(tmp_path / "memory.db"),
        output=tmp_path / "output",
        fuzzy=0.8,
    )


def remember(settings: Settings, *units: Unit) -> None:
    with open_memory(settings.memory) as memory:
        memory.store(units)


def translate(settings: Settings, text: str) -> Article:
    with Pipeline(settings) as pipeline:
        return pipeline.translate(f"새 회의 소식\n\n{text}\n".encode(), "article.txt")


def target(article: Article, text: str):
    (found,) = [segment.targets["en"] for segment in article.segments if segment.source == text]
    return found


def checks(target) -> dict[str, Severity]:
    return {finding.check: finding.severity for finding in target.findings}


def imported(source: str = OLD, text: str = TARGET) -> Unit:
    return Unit(source, text, "ko", "en", IMPORTED)


def test_without_the_word_nothing_similar_is_taken(settings):
    remember(settings, imported())
    made = target(translate(replace(settings, fuzzy=None), NEW), NEW)
    assert (made.status, made.text) == (Status.UNTRANSLATED, None)


def test_a_similar_sentence_is_a_suggestion_with_score_and_what_it_was_made_for(settings):
    remember(settings, imported())
    article = translate(settings, NEW)
    made = target(article, NEW)
    assert (made.status, made.text, made.origin, made.based_on) == (Status.FUZZY, TARGET, IMPORTED, OLD)
    assert made.score == pytest.approx(1 - 1 / len(NEW), abs=1e-4)
    assert not is_complete(article)


def test_what_is_less_alike_than_asked_is_left(settings):
    remember(settings, imported())
    assert target(translate(replace(settings, fuzzy=0.99), NEW), NEW).status is Status.UNTRANSLATED


def test_the_same_text_is_reused_and_no_suggestion(settings):
    remember(settings, imported(), imported(NEW, "The very one."))
    made = target(translate(settings, NEW), NEW)
    assert (made.status, made.text, made.score, made.based_on) == (Status.REUSED, "The very one.", None, "")


def test_a_suggestion_is_not_sent_and_never_becomes_a_unit(settings, monkeypatch):
    engine = scripted_engines.Scripted()
    monkeypatch.setattr(scripted_engines, "engine", engine, raising=False)
    remember(settings, imported())
    own = replace(settings, engines=("tests.scripted_engines:engine",))
    assert target(translate(own, NEW), NEW).status is Status.FUZZY
    assert NEW not in engine.asked
    with open_memory(settings.memory) as memory:
        assert NEW not in {unit.source for unit in memory.each_unit()}
    assert target(translate(replace(own, fuzzy=None), NEW), NEW).status is Status.TRANSLATED
    # Now the engine's own answer to this text is there, and goes before.
    assert target(translate(own, NEW), NEW).status is Status.REUSED


def test_other_numbers_are_told(settings):
    remember(settings, imported())
    text = NEW.replace("3배", "5배")
    made = target(translate(settings, text), text)
    assert made.status is Status.FUZZY
    assert Severity.ERROR in {
        severity for name, severity in checks(made).items() if name.startswith("number")
    }


def test_a_pinned_name_that_only_the_new_sentence_has_is_told(settings):
    remember(settings, imported())
    text = NEW.replace("나토", "아세안")
    found = [f for f in target(translate(settings, text), text).findings if f.severity is Severity.ERROR]
    assert any("ASEAN" in finding.message for finding in found)


def test_a_pinned_name_that_only_the_old_sentence_has_is_told(settings):
    remember(settings, imported())
    text = NEW.replace("나토", "각국")
    made = target(translate(settings, text), text)
    assert (made.status, checks(made)["fuzzy-term"]) == (Status.FUZZY, Severity.ERROR)
    assert "나토" in " ".join(finding.message for finding in made.findings)


def test_a_persons_sentence_goes_before_an_engines_that_is_as_similar(settings):
    machine = Unit(OLD.replace("월요일", "수요일"), "Engine's.", "ko", "en", MACHINE, engine="e")
    remember(settings, Unit(OLD, "Mine.", "ko", "en", PERSON), machine)
    made = target(translate(settings, NEW), NEW)
    assert (made.text, made.origin) == ("Mine.", PERSON)


def test_it_is_stored_with_its_article_and_comes_back(settings):
    remember(settings, imported())
    article = translate(settings, NEW)
    with open_memory(settings.memory) as memory:
        stored = memory.article(article.id)
    assert stored is not None
    assert [segment.targets for segment in stored.segments] == [s.targets for s in article.segments]
    assert stored.settings["fuzzy"] == "0.8"


def test_every_edition_shows_that_it_is_a_suggestion(settings):
    remember(settings, imported())
    article = translate(settings, NEW + " <b>")
    made = {name: publishing.render(article, name) for name in ("json", "html", "xlsx", "txt", "md")}
    record = json.loads(made["json"]["json"])
    (told,) = [s["targets"]["en"] for s in record["segments"] if s["targets"]["en"]["status"] == "fuzzy"]
    assert told["based_on"] == OLD
    assert "".join(text for kind, text in told["difference"] if kind != "new") == OLD
    assert ["old", "월요일"] in told["difference"]
    assert from_json(record).segments == article.segments
    page = made["html"]["html"].decode()
    assert "<del>월요일</del><ins>화요일</ins>" in page
    rows = load_workbook(io.BytesIO(made["xlsx"]["xlsx"]))["Article"].values
    header, *lines = rows
    findings = [line[header.index("findings")] or "" for line in lines]
    assert any("[-월요일-]{+화요일+}" in text for text in findings)
    for name in ("txt", "md"):
        (english,) = [data.decode() for suffix, data in made[name].items() if suffix.startswith("en.")]
        assert "[≈ 9" in english
        assert TARGET in english


@given(old=st.text("가나 12,漢字ab.\n", max_size=40), new=st.text("가나 12,漢字ab.\n", max_size=40))
def test_a_difference_holds_both_texts_whole(old, new):
    pieces = difference(old, new)
    assert "".join(text for kind, text in pieces if kind != "new") == old
    assert "".join(text for kind, text in pieces if kind != "old") == new


# --- the command ------------------------------------------------------------------------------------------


def call(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["translate", *arguments], prog_name="bilingual")


def test_the_command_takes_suggestions_and_ends_with_1(settings, tmp_path):
    remember(settings, imported())
    source = tmp_path / "a.txt"
    source.write_text(f"새 회의 소식\n\n{NEW}\n", encoding="utf-8")
    common = [str(source), "--to", "en", "--engine", "memory", "--memory", settings.memory, "--json"]
    before = json.loads(call(*common, "--dry-run").stdout)
    after = json.loads(call(*common, "--dry-run", "--fuzzy", "0.9").stdout)
    assert (before[0]["similar"], after[0]["similar"]) == (0, 1)
    assert after[0]["wanted"] == before[0]["wanted"] - 1
    done = call(*common, "--fuzzy", "0.9", "--output", str(tmp_path / "out"))
    assert done.exit_code == 1
    assert json.loads(done.stdout)[0]["statuses"]["fuzzy"] == 1


@pytest.mark.parametrize("value", ["0.4", "80", "-1", "x", "nan"])
def test_a_threshold_that_is_none_is_wrong_usage(value, tmp_path):
    source = tmp_path / "a.txt"
    source.write_text(NEW, encoding="utf-8")
    done = call(str(source), "--memory", "none", "--engine", "memory", "--fuzzy", value)
    assert (done.exit_code, "--fuzzy" in done.stderr) == (2, True)


def test_the_project_may_set_it(tmp_path):
    project = tmp_path / "bilingual.toml"
    project.write_text("fuzzy = 0.85\n", encoding="utf-8")
    assert load_settings(start=tmp_path).fuzzy == 0.85
    assert load_settings(start=tmp_path, fuzzy=0.7).fuzzy == 0.7
    for wrong in ("true", '"0.8"', "85", "nan"):
        project.write_text(f"fuzzy = {wrong}\n", encoding="utf-8")
        with pytest.raises(UsageError, match="fuzzy"):
            load_settings(start=tmp_path)
