"""TMX files taken into the memory: once each, all or nothing."""

from __future__ import annotations

import dataclasses
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from bilingual.errors import MemoryStoreError
from bilingual.memory import IMPORTED, MACHINE, PERSON, Query, Unit, open_memory
from bilingual.memory.tmx import write_tmx

SHIPPED = Path(__file__).resolve().parent.parent / "glossary" / "seeds.tmx"
UNIT = Unit("가", "A", "ko", "en", IMPORTED)


@pytest.fixture
def memory(tmp_path: Path):
    with open_memory(str(tmp_path / "memory.db")) as opened:
        yield opened


def write(path: Path, *pairs: tuple[str, str], origin: str = IMPORTED) -> Path:
    path.parent.mkdir(exist_ok=True)
    write_tmx(path, [Unit(source, target, "ko", "en", origin) for source, target in pairs])
    return path


def found(memory, *sources: str) -> list[str | None]:
    units = memory.lookup([Query("", source, "ko", "en") for source in sources])
    return [unit.target if unit else None for unit in units]


def count(tmp_path: Path) -> int:
    connection = sqlite3.connect(tmp_path / "memory.db")
    try:
        return connection.execute("SELECT count(*) FROM units").fetchone()[0]
    finally:
        connection.close()


def test_a_file_is_taken_in_once_by_its_content(tmp_path, memory):
    path = write(tmp_path / "seeds.tmx", ("가", "A"), ("나", "B"))
    assert memory.import_once(path) == 2
    assert memory.import_once(path) == 0
    assert memory.import_once(write(tmp_path / "copy" / "other.tmx", ("가", "A"), ("나", "B"))) == 0
    assert found(memory, "가", "나", "다") == ["A", "B", None]
    assert count(tmp_path) == 2


def test_another_memory_takes_it_in_too(tmp_path, memory):
    path = write(tmp_path / "seeds.tmx", ("가", "A"))
    memory.import_once(path)
    with open_memory(str(tmp_path / "other.db")) as other:
        assert other.import_once(path) == 1


def test_a_new_version_replaces_what_the_old_one_brought(tmp_path, memory):
    memory.import_once(write(tmp_path / "seeds.tmx", ("가", "A"), ("나", "B")))
    memory.import_once(write(tmp_path / "mine.tmx", ("다", "C"), ("나", "B")))
    assert memory.import_once(write(tmp_path / "new" / "seeds.tmx", ("가", "A2"), ("라", "D"))) == 2
    assert found(memory, "가", "나", "다", "라") == ["A2", "B", "C", "D"]
    assert count(tmp_path) == 4


def test_going_back_to_the_old_version_takes_it_in_again(tmp_path, memory):
    old = write(tmp_path / "old" / "seeds.tmx", ("가", "old"))
    new = write(tmp_path / "new" / "seeds.tmx", ("가", "new"))
    for path, target in ((old, "old"), (new, "new"), (old, "old")):
        assert memory.import_once(path) == 1
        assert found(memory, "가") == [target]


def test_a_new_version_leaves_what_persons_and_engines_made(tmp_path, memory):
    mine = dataclasses.replace(UNIT, source="나", target="mine", origin=PERSON)
    memory.import_once(write(tmp_path / "seeds.tmx", ("가", "A"), ("나", "B")))
    memory.store([mine, dataclasses.replace(UNIT, source="다", target="engine", origin=MACHINE)])
    memory.import_once(write(tmp_path / "seeds.tmx", ("라", "D")))
    assert found(memory, "가", "나", "다", "라") == [None, "mine", "engine", "D"]


def test_a_persons_units_of_a_file_stay_when_the_file_changes(tmp_path, memory):
    memory.import_once(write(tmp_path / "seeds.tmx", ("가", "A"), origin=PERSON))
    memory.import_once(write(tmp_path / "seeds.tmx", ("나", "B")))
    assert found(memory, "가", "나") == ["A", "B"]


@pytest.mark.parametrize("end", ["<tu>", "<tu></body>", "</body></tmx>tail", "&nope;</body></tmx>", "\x02"])
def test_a_malformed_file_changes_nothing(tmp_path, memory, end):
    good = write(tmp_path / "seeds.tmx", *((f"문장 {n}", "good") for n in range(5000)))
    memory.import_once(good)
    whole = good.read_text(encoding="utf-8").replace("good", "bad").replace("</body>\n</tmx>\n", end)
    good.write_text(whole, encoding="utf-8")
    with pytest.raises(MemoryStoreError, match=r"seeds\.tmx:\d+: "):
        memory.import_once(good)
    assert found(memory, "문장 0", "문장 4999") == ["good", "good"]
    assert count(tmp_path) == 5000
    assert memory.import_once(write(good, *((f"문장 {n}", "good") for n in range(5000)))) == 0


def test_a_file_that_cannot_be_read_is_named(tmp_path, memory):
    with pytest.raises(MemoryStoreError, match=r"gone\.tmx: cannot be read"):
        memory.import_once(tmp_path / "gone.tmx")
    with pytest.raises(MemoryStoreError, match="cannot be read"):
        memory.import_once(tmp_path)


def test_a_file_known_already_needs_no_right_to_write(tmp_path, memory):
    path = write(tmp_path / "seeds.tmx", ("가", "A"))
    memory.import_once(path)
    blocker = sqlite3.connect(tmp_path / "memory.db", isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    try:
        assert memory.import_once(path) == 0
    finally:
        blocker.close()


def test_processes_that_start_together_take_it_in_once(tmp_path):
    path = write(tmp_path / "seeds.tmx", *((f"문장 {n}", "x") for n in range(300)))
    program = (
        "import sys; from pathlib import Path; from bilingual.memory import open_memory\n"
        "with open_memory(sys.argv[1]) as memory: print(memory.import_once(Path(sys.argv[2])))"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "memory.db"), str(path)]
    processes = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    answers = [process.communicate(timeout=120)[0].strip() for process in processes]
    assert sorted(answers) == ["0", "0", "300"]
    assert count(tmp_path) == 300


def test_the_shipped_translations_can_be_taken_in(memory):
    if not SHIPPED.is_file():
        pytest.skip("glossary/seeds.tmx is not there")
    assert memory.import_once(SHIPPED) > 0
