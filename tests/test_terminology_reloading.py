"""Glossary files that change while a process runs."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bilingual.errors import GlossaryError
from bilingual.pipeline import Pipeline
from bilingual.settings import Settings
from bilingual.terminology import ReloadingMatcher
from bilingual.terminology.editing import add_entry, edit_entry

HEADER = "ko,en,zh,kind,policy,context,note\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "g.csv"
    file.write_text(HEADER + "나토,NATO,北约,organisation,,,\n", encoding="utf-8")
    return file


def english(matcher: ReloadingMatcher, text: str) -> list[str]:
    return [match.targets["en"] for match in matcher.current().find(text, "ko", ["en"])]


def test_what_is_added_counts_at_once(path: Path) -> None:
    matcher = ReloadingMatcher([path])
    assert english(matcher, "나토와 유엔은") == ["NATO"]
    add_entry(path, "유엔", targets={"en": "UN"}, kind="organisation")
    assert english(matcher, "나토와 유엔은") == ["NATO", "UN"]
    edit_entry(path, "유엔", targets={"en": "U.N."})
    assert english(matcher, "나토와 유엔은") == ["NATO", "U.N."]
    os.utime(path, ns=(1, 1))
    assert matcher.current() is matcher.current()


def test_a_broken_file_leaves_the_last_good_one(path: Path) -> None:
    matcher = ReloadingMatcher([path])
    good = path.read_bytes()
    path.write_bytes(good + "유엔,UN\n".encode())
    assert english(matcher, "나토는") == ["NATO"]
    assert [problem.split(": ")[0] for problem in matcher.problems] == [f"{path}:3"]
    path.unlink()
    assert english(matcher, "나토는") == ["NATO"]
    path.write_bytes(good.replace(b"NATO", b"Nato"))
    assert english(matcher, "나토는") == ["Nato"]
    assert matcher.problems == ()


def test_a_file_that_is_not_there_is_told_at_the_start(tmp_path: Path) -> None:
    with pytest.raises(GlossaryError):
        ReloadingMatcher([tmp_path / "none.csv"])


def test_articles_after_a_change_have_its_terms_and_signature(path: Path) -> None:
    settings = Settings(targets=("en",), glossaries=(path,), memory="none", engines=("memory",), formats=())
    text = "나토 정상회의 개최\n\n나토와 유엔은 회의를 열고 성명을 냈다.\n"
    said: list[str] = []

    def terms(pipeline: Pipeline) -> tuple[set[str], str]:
        article = pipeline.translate(text.encode(), "news.txt")
        found = {term.targets["en"] for segment in article.segments for term in segment.terms}
        return found, article.signature.glossary

    with Pipeline(settings, said.append) as pipeline:
        before = terms(pipeline)
        assert before[0] == {"NATO"}
        add_entry(path, "유엔", targets={"en": "UN"}, kind="organisation")
        after = terms(pipeline)
        assert after[0] == {"NATO", "UN"}
        assert before[1] != after[1]
        said.clear()
        path.write_bytes(path.read_bytes() + "이란,Iran\n".encode())
        # The last good glossary stays in force, and each article does not say so again.
        assert terms(pipeline) == terms(pipeline) == after
        assert [line.split(": ")[0] for line in said if "glossary" in line] == [f"{path}:4"]


def test_an_article_keeps_the_signature_of_the_glossary_it_was_matched_with(path: Path) -> None:
    settings = Settings(targets=("en",), glossaries=(path,), memory="none", engines=("memory",), formats=())
    text = "나토 정상회의 개최\n\n나토와 유엔은 회의를 열고 성명을 냈다.\n".encode()
    with Pipeline(settings) as pipeline:
        known = pipeline.translate(text, "a.txt").signature.glossary
        prepared = pipeline.prepare(text, "a.txt")
        add_entry(path, "유엔", targets={"en": "UN"}, kind="organisation")
        pipeline.prepare(text, "b.txt")
        article = pipeline.fulfil(prepared, pipeline.plan(prepared), lambda _: None)
    assert article.signature.glossary == known
