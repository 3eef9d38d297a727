"""Articles in the memory, and what was written where."""

from __future__ import annotations

import dataclasses
import hashlib
import os
import sqlite3
from pathlib import Path

import pytest

from bilingual.article import (
    Article,
    Finding,
    Mark,
    Policy,
    Segment,
    Severity,
    Signature,
    Source,
    Status,
    Target,
    TermMatch,
)
from bilingual.errors import MemoryStoreError
from bilingual.memory import open_memory

DATA = "러시아가 밝혔다.\n".encode()


def article(data: bytes = DATA, path: str = "seeds/one.txt") -> Article:
    sha256 = hashlib.sha256(data).hexdigest()
    term = TermMatch(
        "러시아",
        0,
        3,
        Policy.CHECK,
        {"en": "Russia"},
        {"en": ("Russia", "Russian")},
        {"en": "Russia (RU)"},
        "place",
        "note",
        "entities.csv:12",
    )
    finding = Finding("term", Severity.WARNING, "no Russia")
    segments = tuple(
        Segment(
            f"{sha256[:8]}-{n}.1",
            str(n),
            f"러시아가 {n}번 밝혔다.",
            "ko",
            n,
            (Mark("m1", 0, 3, "a", "https://example.org"),),
            (term, dataclasses.replace(term, start=5, end=8)),
            {
                "en": Target("It said.", Status.REUSED, "person", 1.0, (Mark("m1", 0, 2, "a"),), (finding,)),
                "zh-Hans": Target(None, Status.UNTRANSLATED),
            },
        )
        for n in range(12)
    )
    return Article(
        Source(
            path,
            sha256,
            "post",
            title="제목",
            language="ko",
            published="2022-08-21T06:05",
            site="조글로",
            author="홍길동",
            agency="연합뉴스",
            place="알마티",
            modified="2022-08-22T07:00:00+09:00",
            canonical="https://example.org/a",
            front_matter="layout: post\n",
            front_matter_syntax="toml",
        ),
        segments=segments,
        targets=("en", "zh-Hans"),
        signature=Signature("bilingual 0.1.0", "google", "abc"),
    )


@pytest.fixture
def memory(tmp_path: Path):
    with open_memory(str(tmp_path / "memory.db")) as opened:
        yield opened


def test_an_article_comes_back_whole(memory):
    saved = article()
    memory.save_article(saved, DATA, {"to": "en,zh-Hans", "engine": "auto"})
    found = memory.article(saved.id)
    assert found.source == saved.source
    assert found.data == DATA
    assert found.settings == {"to": "en,zh-Hans", "engine": "auto"}
    assert found.targets == saved.targets
    assert found.signature == saved.signature
    assert found.segments == saved.segments
    assert memory.article("00000000") is None


def test_saving_again_replaces_its_rows_and_keeps_what_was_written(tmp_path, memory):
    first = article()
    memory.save_article(first, DATA, {"to": "en"})
    memory.record_written(first.id, "html", tmp_path / "one.html", "aa")
    again = dataclasses.replace(first, segments=first.segments[3:5], targets=("en",))
    memory.save_article(again, DATA, {"to": "zh"})
    found = memory.article(first.id)
    assert found.segments == again.segments
    assert found.settings == {"to": "zh"}
    assert [output.path.name for output in memory.outputs(first.id)] == ["one.html"]
    connection = sqlite3.connect(tmp_path / "memory.db")
    counts = [
        connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in ("articles", "segments", "targets", "terms")
    ]
    connection.close()
    assert counts == [1, 2, 4, 4]


def test_articles_do_not_touch_each_other(memory):
    one, other = article(), article(b"other", "other.txt")
    memory.save_article(one, DATA, {})
    memory.save_article(other, b"other", {})
    memory.save_article(dataclasses.replace(one, segments=()), DATA, {})
    assert memory.article(one.id).segments == ()
    assert memory.article(other.id).segments == other.segments


def test_a_save_that_fails_leaves_what_was_there(memory):
    saved = article()
    memory.save_article(saved, DATA, {"to": "en"})
    twice = dataclasses.replace(saved, segments=(saved.segments[0], saved.segments[0]))
    with pytest.raises(Exception, match="memory"):
        memory.save_article(twice, DATA, {"to": "zh"})
    assert memory.article(saved.id).segments == saved.segments
    assert memory.article(saved.id).settings == {"to": "en"}


def test_names_and_texts_that_are_not_unicode_do_no_harm(memory):
    saved = article(path=os.fsdecode(b"caf\xe9.txt"))
    broken = dataclasses.replace(saved.segments[0], targets={"en": Target("\ud83d!", Status.TRANSLATED)})
    memory.save_article(dataclasses.replace(saved, segments=(broken,)), DATA, {})
    found = memory.article(saved.id)
    assert found.source.path == saved.source.path
    assert found.segments[0].targets["en"].text == "?!"


def test_a_path_is_known_however_it_is_spelled(tmp_path, memory, monkeypatch):
    (tmp_path / "output").mkdir()
    (tmp_path / "link").symlink_to("output")
    monkeypatch.chdir(tmp_path)
    assert memory.written(Path("output/one.html")) is None
    memory.record_written("aaaaaaaa", "html", Path("output/one.html"), "AB12")
    for spelling in (
        tmp_path / "output" / "one.html",
        Path("output/../output/./one.html"),
        Path("link/one.html"),
    ):
        assert memory.written(spelling) == "ab12"
    assert memory.written(Path("output/two.html")) is None


def test_the_last_of_two_articles_to_write_a_path_counts(tmp_path, memory):
    page = tmp_path / "one.html"
    memory.record_written("aaaaaaaa", "html", page, "aa")
    memory.record_written("aaaaaaaa", "xlsx", tmp_path / "one.xlsx", "ax")
    memory.record_written("bbbbbbbb", "html", page, "bb")
    assert memory.written(page) == "bb"
    assert [output.format for output in memory.outputs("aaaaaaaa")] == ["xlsx"]
    assert [output.sha256 for output in memory.outputs("bbbbbbbb")] == ["bb"]
    memory.record_written("aaaaaaaa", "html", page, "cc")
    assert memory.written(page) == "cc"
    assert memory.outputs("bbbbbbbb") == []


def test_an_output_may_be_noted_before_its_article_is_saved(tmp_path, memory):
    saved = article()
    memory.record_written(saved.id, "json", tmp_path / "one.json", "aa")
    memory.save_article(saved, DATA, {})
    (output,) = memory.outputs(saved.id)
    assert (output.article, output.format, output.sha256) == (saved.id, "json", "aa")
    assert output.path == tmp_path / "one.json"
    assert output.written.endswith("Z")


def test_another_article_of_the_same_id_is_not_overwritten(memory):
    first = article()
    sha256 = first.source.sha256[:8] + "0" * 56
    other = dataclasses.replace(
        first, source=dataclasses.replace(first.source, path="other.txt", sha256=sha256)
    )
    memory.save_article(first, DATA, {"to": "en"})
    memory.save_article(first, DATA, {"to": "zh"})
    with pytest.raises(MemoryStoreError, match=r"by chance that of seeds/one\.txt"):
        memory.save_article(other, b"other", {"to": "en"})
    assert memory.article(first.id).data == DATA
