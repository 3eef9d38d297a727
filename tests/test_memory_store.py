"""Units in a real database: kept, found, replaced."""

from __future__ import annotations

import dataclasses
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from bilingual.errors import UsageError
from bilingual.memory import IMPORTED, MACHINE, PERSON, Query, Unit, nothing, open_memory

ANSWER = Unit(
    "러시아가 밝혔다.",
    "Russia said.",
    "ko",
    "en",
    MACHINE,
    status="translated",
    engine="google",
    pairs=(("러시아", "Russia"),),
    segment="aaaaaaaa-1.1",
    previous="앞.",
    following="뒤.",
)
QUESTION = Query("aaaaaaaa-1.1", ANSWER.source, "ko", "en", "앞.", "뒤.", "google", ANSWER.pairs)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "memory.db"


@pytest.fixture
def memory(path: Path):
    with open_memory(str(path)) as opened:
        yield opened


def count(path: Path) -> int:
    connection = sqlite3.connect(path)
    try:
        return connection.execute("SELECT count(*) FROM units").fetchone()[0]
    finally:
        connection.close()


def test_what_is_stored_is_found_in_another_process_of_the_same_file(path, memory):
    memory.store([ANSWER])
    with open_memory(str(path)) as other:
        found = other.lookup([QUESTION])[0]
    assert found is not None
    assert found.created.endswith("Z")
    assert dataclasses.replace(found, created="", previous="앞.", following="뒤.") == ANSWER


def test_answers_come_in_the_order_of_the_queries(memory):
    units = [dataclasses.replace(ANSWER, source=f"문장 {n}", target=f"{n}") for n in range(1500)]
    memory.store(units)
    queries = [dataclasses.replace(QUESTION, source=f"문장 {n}") for n in (*range(1499, -1, -1), 5, 9999)]
    found = memory.lookup(queries)
    assert [unit.target if unit else None for unit in found] == [
        *(str(n) for n in range(1499, -1, -1)),
        "5",
        None,
    ]
    assert memory.lookup([]) == []


def test_a_batch_is_not_a_query_a_segment(memory):
    statements: list[str] = []
    event.listen(
        memory._database._engine, "checkout", lambda raw, *_: raw.set_trace_callback(statements.append)
    )
    memory.lookup([dataclasses.replace(QUESTION, source=f"문장 {n}") for n in range(1000)])
    assert 0 < len([text for text in statements if text.startswith("SELECT")]) <= 3


def test_both_languages_of_one_segment_in_one_batch(memory):
    chinese = dataclasses.replace(ANSWER, target="俄罗斯表示。", target_language="zh-Hans")
    memory.store([ANSWER, chinese])
    queries = [QUESTION, dataclasses.replace(QUESTION, target_language="zh-Hans")]
    assert [unit.target for unit in memory.lookup(queries) if unit] == ["Russia said.", "俄罗斯表示。"]


def test_the_same_engines_new_answer_replaces_its_old_one(path, memory):
    memory.store([ANSWER])
    memory.store([dataclasses.replace(ANSWER, target="Russia has said.")])
    assert count(path) == 1
    assert memory.lookup([QUESTION])[0].target == "Russia has said."


def test_within_one_call_too_the_later_one_stands(path, memory):
    memory.store([ANSWER, dataclasses.replace(ANSWER, target="Russia has said.")])
    assert count(path) == 1
    assert memory.lookup([QUESTION])[0].target == "Russia has said."


def test_within_one_call_a_wording_that_comes_back_is_the_newest(path, memory):
    one = dataclasses.replace(ANSWER, target="one", origin=PERSON)
    memory.store([one, dataclasses.replace(one, target="two"), one])
    assert count(path) == 2
    assert memory.lookup([QUESTION])[0].target == "one"


@pytest.mark.parametrize(
    "change", [{"engine": "deepl"}, {"pairs": ()}, {"segment": "b-1.1"}, {"target_language": "zh-Hans"}]
)
def test_another_question_keeps_its_own_answer(path, memory, change):
    memory.store([ANSWER, dataclasses.replace(ANSWER, **change)])
    assert count(path) == 2


def test_a_persons_unit_is_never_replaced_by_an_engines(path, memory):
    mine = dataclasses.replace(ANSWER, target="Moscow said.", origin=PERSON, status="edited", engine="")
    memory.store([mine])
    memory.store([ANSWER])
    assert count(path) == 2
    assert memory.lookup([QUESTION])[0].target == "Moscow said."


def test_a_persons_earlier_wording_is_kept_behind_and_can_come_back(path, memory):
    first = dataclasses.replace(ANSWER, target="one", origin=PERSON)
    second = dataclasses.replace(first, target="two")
    for unit, seen in ((first, "one"), (second, "two"), (first, "one")):
        memory.store([unit])
        assert memory.lookup([QUESTION])[0].target == seen
    assert count(path) == 2


def test_newest_first_survives_the_deletion_of_the_newest(path, memory):
    anywhere = dataclasses.replace(ANSWER, origin=IMPORTED, segment="", previous="", following="")
    memory.store([dataclasses.replace(anywhere, target=target) for target in ("a", "b", "c")])
    memory.store([dataclasses.replace(anywhere, target="b")])
    assert memory.lookup([QUESTION])[0].target == "b"
    connection = sqlite3.connect(path)
    highest = connection.execute("SELECT max(id) FROM units").fetchone()[0]
    connection.close()
    memory.store([dataclasses.replace(anywhere, target="b")])
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT max(id) FROM units").fetchone()[0] > highest
    connection.close()


def test_a_glossary_edit_renews_only_what_it_touches(memory):
    untouched = dataclasses.replace(ANSWER, source="비가 왔다.", target="It rained.", pairs=())
    memory.store([ANSWER, untouched])
    after = [
        dataclasses.replace(QUESTION, pairs=(("러시아", "Russian Federation"),)),
        dataclasses.replace(QUESTION, source="비가 왔다.", pairs=()),
    ]
    assert [unit.target if unit else None for unit in memory.lookup(after)] == [None, "It rained."]


def test_a_unit_found_may_be_stored_again_without_losing_its_place(memory):
    memory.store([dataclasses.replace(ANSWER, origin=PERSON, segment="")])
    found = memory.lookup([QUESTION])[0]
    memory.store([dataclasses.replace(found, target="again"), dataclasses.replace(found, previous="")])
    assert memory.lookup([QUESTION])[0].target == "again"


def test_units_without_text_are_passed_over(path, memory):
    memory.store([dataclasses.replace(ANSWER, target=" "), dataclasses.replace(ANSWER, target="\ud83d")])
    assert count(path) == 0
    assert memory.lookup([dataclasses.replace(QUESTION, source="\ud83d\0")]) == [None]


@settings(max_examples=40, deadline=None)
@given(source=st.text(), target=st.text(), segment=st.text(max_size=9))
def test_any_text_comes_back_as_it_went_in(tmp_path_factory, source, target, segment):
    folder = tmp_path_factory.mktemp("any")
    unit = Unit(source, target, "ko", "en", PERSON)
    with open_memory(str(folder / "memory.db")) as memory:
        memory.store([unit])
        found = memory.lookup([Query("", source, "ko", "en")])[0]
    if source.strip() and target.strip() and "\0" not in source + target:
        assert found is not None
        assert (found.source, found.target) == (source, target)
    else:
        assert found is None


def test_none_keeps_nothing_beyond_the_run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with open_memory("none") as memory:
        memory.store([replace(ANSWER, target="older"), ANSWER, replace(ANSWER, target=" ")])
        assert [unit and unit.target for unit in memory.lookup([QUESTION])] == [ANSWER.target]
        assert memory.lookup([replace(QUESTION, engine="another")]) == [None]
    with open_memory("none") as memory:
        memory.record_written("aaaaaaaa", "html", tmp_path / "x.html", "00")
        assert memory.lookup([QUESTION]) == [None]
        assert memory.import_once(tmp_path / "missing.tmx") == 0
        assert memory.written(tmp_path / "x.html") is None
        assert memory.outputs("aaaaaaaa") == []
        assert memory.article("aaaaaaaa") is None
    assert list(tmp_path.iterdir()) == []


def test_none_forgets_what_is_long_ago(monkeypatch):
    monkeypatch.setattr(nothing, "MOST_TEXTS", 2)
    units = [Unit(f"문장 {n}", "x", "ko", "en", MACHINE, engine="e") for n in range(3)]
    with open_memory("none") as memory:
        memory.store(units[:2])
        memory.store([units[0], units[2]])
        found = memory.lookup([Query("", unit.source, "ko", "en", engine="e") for unit in units])
    assert [unit is not None for unit in found] == [True, False, True]


@pytest.mark.parametrize("address", ["sqlite:///{}", "sqlite:////{}", "{}"])
def test_a_file_may_be_named_in_several_ways(tmp_path, monkeypatch, address):
    monkeypatch.chdir(tmp_path)
    name = "a b%20?#.db" if address != "sqlite:////{}" else str(tmp_path / "abs.db").lstrip("/")
    with open_memory(address.format(name)) as memory:
        memory.store([ANSWER])
    assert [item.name for item in tmp_path.iterdir()] == [Path(name).name]


@pytest.mark.parametrize("address", ["", "  ", "sqlite://", "sqlite:///:memory:", "mysql://localhost/x"])
def test_an_address_that_is_none_is_wrong_usage(address):
    with pytest.raises(UsageError, match=r"--memory none|or none"):
        open_memory(address)


def test_a_closed_memory_may_be_closed_again(memory):
    memory.close()
    memory.close()
