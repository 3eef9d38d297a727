"""Findings that a person lets stand, kept in the memory."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from bilingual.article import Article, Finding, Segment, Severity, Source, Status, Target
from bilingual.errors import UsageError
from bilingual.memory import Ignoring, Memory, Selection, open_memory

DATA = "그는 3명을 만났다.\n".encode()
SHA256 = hashlib.sha256(DATA).hexdigest()
ID = f"{SHA256[:8]}-1.1"
SOURCE = "그는 3명을 만났다."


def article(*findings: Finding) -> Article:
    target = Target("He met them.", Status.TRANSLATED, "google", findings=findings)
    segment = Segment(ID, "1", SOURCE, "ko", targets={"en": target})
    return Article(Source("one.txt", SHA256), segments=(segment,), targets=("en",))


@pytest.fixture
def memory(tmp_path: Path):
    with open_memory(str(tmp_path / "memory.db")) as opened:
        yield opened


def test_a_reason_is_kept_with_what_it_is_for(memory: Memory) -> None:
    memory.ignore(ID, SOURCE, "en", "number-missing", " house style:\n no figures ", ["3"])
    assert memory.ignored(SHA256[:8]) == {
        (ID, "en", "number-missing"): Ignoring("house style: no figures", SOURCE, ("3",))
    }
    assert memory.ignored("00000000") == {}


def test_without_messages_those_of_the_stored_target_are_meant(memory: Memory) -> None:
    memory.save_article(
        article(Finding("number-missing", Severity.ERROR, "3"), Finding("length", Severity.WARNING, "long")),
        DATA,
        {},
    )
    memory.ignore(ID, SOURCE, "en", "number-missing", "fine")
    memory.ignore(ID, SOURCE, "en", "hangul", "fine")
    kept = memory.ignored(SHA256[:8])
    assert kept[ID, "en", "number-missing"].messages == ("3",)
    assert kept[ID, "en", "hangul"].messages == ()


def test_the_last_word_on_a_finding_counts(memory: Memory) -> None:
    memory.ignore(ID, SOURCE, "en", "length", "first", ["a"])
    memory.ignore(ID, SOURCE, "en", "length", "second", [])
    assert memory.ignored(SHA256[:8])[ID, "en", "length"] == Ignoring("second", SOURCE, ())


def test_another_source_or_message_is_found_again() -> None:
    kept = Ignoring("fine", SOURCE, ("3",))
    assert kept.holds(SOURCE, "3")
    assert not kept.holds(SOURCE, "245")
    assert not kept.holds("그는 왔다.", "3")
    assert Ignoring("fine", SOURCE).holds(SOURCE, "anything")


@pytest.mark.parametrize("reason", ["", " \n"])
def test_no_reason_is_no_ignoring(memory: Memory, reason: str) -> None:
    with pytest.raises(UsageError, match="reason"):
        memory.ignore(ID, SOURCE, "en", "length", reason)
    assert memory.ignored(SHA256[:8]) == {}


def test_it_stays_when_the_article_is_saved_again_and_goes_with_it(memory: Memory) -> None:
    memory.save_article(article(), DATA, {})
    memory.ignore(ID, SOURCE, "en", "length", "fine")
    memory.save_article(article(), DATA, {})
    assert memory.ignored(SHA256[:8])
    memory.forget(Selection(article=SHA256[:8]))
    assert memory.ignored(SHA256[:8]) == {}


def test_what_no_database_holds_is_written_otherwise(memory: Memory) -> None:
    memory.ignore(ID, "a\0b\ud800", "en", "length", "why\0\ud800", ["\ud800"])
    kept = memory.ignored(SHA256[:8])[ID, "en", "length"]
    assert kept.reason == "why\ufffd?"


def test_the_reason_is_stored_with_the_finding(memory: Memory) -> None:
    memory.save_article(article(Finding("length", Severity.WARNING, "long", "fine")), DATA, {})
    stored = memory.article(SHA256[:8])
    assert stored is not None
    assert stored.segments[0].targets["en"].findings[0].ignored == "fine"


def test_no_memory_keeps_nothing() -> None:
    with open_memory("none") as none:
        none.ignore(ID, SOURCE, "en", "length", "fine")
        assert none.ignored(SHA256[:8]) == {}
