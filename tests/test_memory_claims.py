"""Claims on texts that an engine is being asked for: in SQLite and in PostgreSQL, between processes."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bilingual.memory import MACHINE, Memory, Query, Unit, claims, open_memory
from bilingual.memory.database import raw_rows

from .postgresql_server import Server

FIRST, SECOND = (
    Query("", source, "ko", "en", engine="e", pairs=(("다리", "bridge"),))
    for source in ("새 다리가 열렸다.", "옛 다리는 닫혔다.")
)
ANSWER = Unit(FIRST.source, "A bridge opened.", "ko", "en", MACHINE, engine="e", pairs=FIRST.pairs)
CLAIMS = """
import sys
from bilingual.memory import Query, open_memory
with open_memory(sys.argv[1]) as memory:
    print(memory.claim([Query("", t, "ko", "en", engine="e", pairs=(("다리", "bridge"),)) for t in sys.argv[2:]]))
    sys.stdout.flush()
    sys.stdin.read()
"""


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "SQLite":
        return str(tmp_path / "memory.db")
    servers: dict[str, Server] = request.getfixturevalue("servers")
    return servers["UTF-8"].new_database()


@pytest.fixture
def memory(url: str) -> Iterator[Memory]:
    with open_memory(url) as opened:
        yield opened


@pytest.fixture
def other(url: str, memory: Memory) -> Iterator[Memory]:
    with open_memory(url) as opened:
        yield opened


def rows(
    memory: Memory, statement: str = "SELECT key, holder, expires FROM claims"
) -> list[tuple[object, ...]]:
    with memory._database.writing() as connection:  # type: ignore[attr-defined]
        cursor = raw_rows(connection, statement)
        return list(cursor.fetchall()) if cursor.description else []


def test_what_one_asks_for_no_other_does_until_it_is_given_up(memory: Memory, other: Memory) -> None:
    assert memory.claim([FIRST, FIRST]) == [True, True]
    assert memory.claim([FIRST]) == [True]
    assert other.claim([FIRST, SECOND]) == [False, True]
    assert memory.claim([SECOND, FIRST]) == [False, True]
    memory.release()
    assert other.claim([FIRST]) == [True]
    other.release()
    assert rows(memory) == []


def test_an_answer_gives_up_what_it_settles_in_the_same_commit(memory: Memory, other: Memory) -> None:
    memory.claim([FIRST, SECOND])
    memory.store([ANSWER], settled=[FIRST])
    assert other.claim([FIRST, SECOND]) == [True, False]
    assert other.lookup([FIRST])[0] is not None


@pytest.mark.parametrize(
    "different",
    [{"engine": "f"}, {"target_language": "zh-Hans"}, {"source_language": "zh-Hans"}, {"pairs": ()}],
)
def test_another_question_is_another_claim(
    memory: Memory, other: Memory, different: dict[str, object]
) -> None:
    memory.claim([FIRST])
    assert other.claim([replace(FIRST, **different)]) == [True]  # type: ignore[arg-type]


def test_the_place_of_a_text_and_its_spaces_make_no_other_claim(memory: Memory, other: Memory) -> None:
    memory.claim([FIRST])
    spaced = replace(FIRST, segment="aaaaaaaa-1.1", source=FIRST.source.replace(" ", "  "), previous="앞.")
    assert other.claim([spaced]) == [False]


def test_threads_of_one_memory_claim_against_one_another(memory: Memory) -> None:
    memory.claim([FIRST])
    seen: list[bool] = []
    thread = threading.Thread(target=lambda: seen.extend(memory.claim([FIRST, SECOND])))
    thread.start()
    thread.join()
    assert seen == [False, True]


def test_a_dead_process_claims_nothing(url: str, memory: Memory) -> None:
    command = [sys.executable, "-c", CLAIMS, url, FIRST.source]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "[True]\n"
        assert memory.claim([FIRST]) == [False]
        process.kill()
        process.wait()
        assert memory.claim([FIRST]) == [True]


def test_a_process_that_another_user_has_is_alive(
    memory: Memory, other: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(number: int, signal: int) -> None:
        raise PermissionError

    monkeypatch.setattr(claims.os, "kill", refuse)
    memory.claim([FIRST])
    assert other.claim([FIRST]) == [False]


@pytest.mark.parametrize("seconds", [-1.0, claims.LASTS + 60, 1e12])
def test_a_claim_that_is_over_or_of_a_clock_set_back_counts_no_more(
    memory: Memory, other: Memory, seconds: float
) -> None:
    memory.claim([FIRST])
    assert other.claim([FIRST]) == [False]
    rows(memory, f"UPDATE claims SET expires = expires - {claims.LASTS} + {seconds}")
    assert other.claim([FIRST]) == [True]


def test_claims_of_another_computer_count_until_they_are_over(memory: Memory, other: Memory) -> None:
    memory.claim([FIRST])
    rows(memory, "UPDATE claims SET holder = 'elsewhere/ 999999999 x 1'")
    assert other.claim([FIRST]) == [False]
    rows(memory, "UPDATE claims SET expires = 1")
    assert other.claim([SECOND]) == [True]
    assert len(rows(memory)) == 1


def test_where_nothing_can_be_claimed_everything_is_free(
    memory: Memory, other: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory.claim([FIRST])
    monkeypatch.setattr(claims, "_PATIENCE", 0)
    with other._database.writing():  # type: ignore[attr-defined]
        assert memory.claim([FIRST, SECOND]) == [True, True]
        memory.release()
    assert len(rows(memory)) == 1


def test_none_has_no_claims() -> None:
    with open_memory("none") as memory:
        assert memory.claim([FIRST, FIRST]) == [True, True]
        memory.release()
