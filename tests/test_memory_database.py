"""The file itself: durability, several processes, versions, and everything that can be wrong with it."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import create_engine, event, inspect

from bilingual.errors import MemoryStoreError
from bilingual.memory import MACHINE, Query, Unit, open_memory
from bilingual.memory.migrations import STATEMENTS, VERSION
from bilingual.memory.network_drives import network_drive
from bilingual.memory.tables import METADATA
from bilingual.memory.tmx import write_tmx
from bilingual.memory.units import text_key

BATCH = 40


def unit(n: int, name: str = "") -> Unit:
    return Unit(f"문장 {name}{n}", f"sentence {n}", "ko", "en", MACHINE, engine="e")


def query(n: int, name: str = "") -> Query:
    return Query("", f"문장 {name}{n}", "ko", "en", engine="e")


def rows(path: Path, statement: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(statement).fetchall()
    finally:
        connection.close()


def message(function: Callable[[], object]) -> str:
    with pytest.raises(MemoryStoreError) as caught:
        function()
    text = str(caught.value)
    assert "--memory none" in text
    assert len(text.splitlines()) == 2
    return text


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "memory.db"


def made(path: Path) -> Path:
    with open_memory(str(path)) as memory:
        memory.store([unit(n) for n in range(200)])
    return path


# --- durability -------------------------------------------------------------------------------------------


def test_wal_full_synchronisation_and_foreign_keys(path):
    with open_memory(str(path)) as memory, memory._database.writing() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 30_000}


WRITER = f"""
import sys
from bilingual.memory import MACHINE, Unit, open_memory
with open_memory(sys.argv[1]) as memory:
    for call in range(int(sys.argv[3])):
        texts = [f"문장 {{sys.argv[2]}}{{call * {BATCH} + n}}" for n in range({BATCH})]
        memory.store([Unit(text, "x", "ko", "en", MACHINE, engine="e") for text in texts])
        print(call, flush=True)
"""


def writer(path: Path, name: str, calls: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(path), name, str(calls)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8")


@pytest.mark.parametrize("calls", [1, 7, 23])
def test_a_killed_process_loses_at_most_the_call_it_was_in(path, calls):
    with writer(path, "", 100_000) as process:
        assert process.stdout is not None
        acknowledged = 0
        for _ in range(calls):
            acknowledged = int(process.stdout.readline()) + 1
        process.send_signal(signal.SIGKILL)
        acknowledged += len(process.stdout.readlines())
    kept = rows(path, "SELECT count(*) FROM units")[0][0]
    assert isinstance(kept, int)
    assert kept % BATCH == 0, "half a call was kept"
    assert kept // BATCH in (acknowledged, acknowledged + 1)
    with open_memory(str(path)) as memory:
        found = memory.lookup([query(n) for n in range(acknowledged * BATCH)])
        memory.store([unit(0, "after")])
    assert all(found)
    assert rows(path, "PRAGMA integrity_check") == [("ok",)]


def test_several_processes_write_one_new_memory_at_once(path):
    processes = [writer(path, name, 15) for name in "abc"]
    for process in processes:
        process.communicate(timeout=120)
    assert [process.returncode for process in processes] == [0, 0, 0]
    assert rows(path, "SELECT count(*), count(DISTINCT source) FROM units") == [(3 * 15 * BATCH,) * 2]
    assert rows(path, "SELECT version FROM migrations") == [(n,) for n in range(1, VERSION + 1)]
    with open_memory(str(path)) as memory:
        assert all(memory.lookup([query(n, name) for name in "abc" for n in range(15 * BATCH)]))


def test_several_threads_share_one_memory(path):
    with open_memory(str(path)) as memory, ThreadPoolExecutor(4) as pool:
        calls = [[unit(n, name) for n in range(BATCH)] for name in "abcdefgh"]
        list(pool.map(memory.store, calls))
        found = list(pool.map(memory.lookup, [[query(n, name) for n in range(BATCH)] for name in "abcdefgh"]))
    assert all(all(answers) for answers in found)


@pytest.fixture
def blocker(path):
    """Another program in the middle of a write."""
    made(path)
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield connection


def test_a_reader_is_not_held_up_by_a_writer(path, blocker):
    with open_memory(str(path), wait=0) as memory:
        assert memory.lookup([query(7)])[0] == memory.lookup([query(7)])[0] is not None


def test_an_error_inside_a_write_undoes_all_of_it(path):
    made(path)
    with open_memory(str(path)) as memory:

        def fail() -> None:
            with memory._database.writing() as connection:
                connection.exec_driver_sql("DELETE FROM units")
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            fail()
        assert all(memory.lookup([query(n) for n in range(200)]))


# --- versions ---------------------------------------------------------------------------------------------


def test_the_migration_is_recorded_with_its_time(path):
    made(path)
    found = rows(path, "SELECT version, applied, program FROM migrations ORDER BY version")
    assert [version for version, _, _ in found] == list(range(1, VERSION + 1))
    assert all(str(applied).endswith("Z") and program for _, applied, program in found)


def test_a_database_of_the_first_version_keeps_its_units(path):
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        for statement in STATEMENTS[1]:
            connection.exec_driver_sql(
                statement.format(serial="INTEGER PRIMARY KEY AUTOINCREMENT", blob="BLOB")
            )
        connection.exec_driver_sql("INSERT INTO migrations VALUES (1, '2026-01-01T00:00:00Z', '0.1')")
        connection.exec_driver_sql(
            "INSERT INTO units (identity, source_key, source, target, source_language, target_language,"
            " origin, status, engine, pairs, segment, previous, following, created)"
            " VALUES (x'00', ?, '회의', 'Meeting', 'ko', 'en', 'person', 'edited', '', '[]', '', '', '',"
            " '2026-01-01T00:00:00Z')",
            (text_key("회의"),),
        )
    engine.dispose()
    with open_memory(str(path)) as memory:
        (found,) = memory.lookup([Query("", "회의", "ko", "en")])
    assert found is not None
    assert (found.target, found.anchors) == ("Meeting", ())


def test_the_migrations_make_the_tables_that_the_program_uses(path):
    made(path)
    engine = create_engine(f"sqlite:///{path}")
    try:
        found = inspect(engine)
        assert set(found.get_table_names()) == set(METADATA.tables)
        for name, table in METADATA.tables.items():
            columns = {column["name"]: column["nullable"] for column in found.get_columns(name)}
            assert set(columns) == set(table.columns.keys())
            required = {column.name for column in table.columns if not column.nullable}
            assert {key for key, nullable in columns.items() if not nullable} >= required - {"id"} - {
                column.name for column in table.primary_key
            }
    finally:
        engine.dispose()


def test_the_look_ups_by_text_and_by_identity_use_an_index(path):
    made(path)
    for condition in ("source_key IN (1, 2)", "identity IN (x'00')", "import_id = 3"):
        plan = rows(path, f"EXPLAIN QUERY PLAN SELECT * FROM units WHERE {condition}")
        assert "USING INDEX" in str(plan)


def test_a_newer_database_is_left_alone(path):
    made(path)
    connection = sqlite3.connect(path)
    connection.execute(f"INSERT INTO migrations VALUES ({VERSION + 2}, '2031-01-01T00:00:00Z', '9.0')")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    text = message(lambda: open_memory(str(path)))
    assert str(path) in text
    assert f"format {VERSION + 2}" in text
    assert "Update" in text
    assert path.read_bytes() == before


@pytest.mark.parametrize("table", ["places (id, url)", "migrations (id, name)", "units (id)"])
def test_another_programs_database_is_left_alone(path, table):
    connection = sqlite3.connect(path)
    connection.execute(f"CREATE TABLE {table}")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    assert "another program" in message(lambda: open_memory(str(path)))
    assert path.read_bytes() == before


def test_an_empty_file_becomes_a_memory(path):
    path.touch()
    with open_memory(str(made(path))) as memory:
        assert memory.lookup([query(1)]) != [None]


# --- bad places and bad files -----------------------------------------------------------------------------


@pytest.mark.parametrize("content", [b"source,target\n" * 200, b"SQLite format 3\0" + b"\xff" * 4000, b"x"])
def test_a_file_that_is_no_database_is_left_as_it_is(path, content):
    path.write_bytes(content)
    text = message(lambda: open_memory(str(path)))
    assert str(path) in text
    assert "not a database" in text or "damaged" in text
    assert path.read_bytes() == content


def test_a_damaged_database_is_named_and_left(path):
    made(path)
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xa5" * (len(data) - 4096)
    path.write_bytes(data)

    def use() -> None:
        with open_memory(str(path)) as memory:
            memory.lookup([query(n) for n in range(200)])
            memory.store([unit(1)])

    assert "is damaged" in message(use)
    assert path.exists()


def test_a_folder_is_not_a_database(tmp_path):
    assert "is a folder" in message(lambda: open_memory(str(tmp_path)))


def test_missing_folders_are_made(tmp_path):
    path = made(tmp_path / "a" / "b" / "memory.db")
    assert path.is_file()


@pytest.mark.parametrize("name", ["file/memory.db", "x" * 300 + ".db", "/proc/bilingual/memory.db"])
def test_a_folder_that_cannot_be_made_or_used(tmp_path, name):
    (tmp_path / "file").write_text("x")
    text = message(lambda: open_memory(str(tmp_path / name)))
    assert name[:40] in text


def test_a_locked_database_says_so_in_time(path, blocker):
    with open_memory(str(path), wait=0.05) as memory:
        assert "locked" in message(lambda: memory.store([unit(999)]))
        assert memory.lookup([query(999)]) == [None]
        blocker.execute("ROLLBACK")
        memory.store([unit(999)])
        assert memory.lookup([query(999)]) != [None]


def test_a_new_database_locked_before_it_is_ours(path):
    blocker = sqlite3.connect(path, isolation_level=None)
    blocker.execute("BEGIN EXCLUSIVE")
    try:
        assert "locked" in message(lambda: open_memory(str(path), wait=0.05))
    finally:
        blocker.close()


def test_a_full_disk_says_so_and_keeps_what_was_there(path):
    made(path)
    with open_memory(str(path)) as memory:
        engine = memory._database._engine
        engine.dispose()
        event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA max_page_count = 1"))
        big = [Unit(f"긴 문장 {n}", "x" * 1000, "ko", "en", MACHINE) for n in range(500)]
        assert "full" in message(lambda: memory.store(big))
        assert all(memory.lookup([query(n) for n in range(200)]))


@pytest.fixture
def small_disk(tmp_path):
    """A folder with room for half a megabyte."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(folder)]
    try:
        if subprocess.run(mount, capture_output=True, check=False).returncode:
            pytest.skip("only root may mount a small disk")
    except OSError:
        pytest.skip("no mount here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_disk_that_is_full_says_so_and_keeps_what_was_there(small_disk):
    path = small_disk / "memory.db"
    with open_memory(str(path)) as memory:
        kept = 0

        def fill() -> None:
            nonlocal kept
            while True:
                memory.store([unit(n) for n in range(kept, kept + BATCH)])
                kept += BATCH

        assert "the disk is full" in message(fill)
        assert kept
        assert all(memory.lookup([query(n) for n in range(kept)]))
        assert memory.lookup([query(kept)]) == [None]
    with open_memory(str(path)) as memory:
        assert all(memory.lookup([query(n) for n in range(kept)]))


def test_an_import_that_fills_the_disk_changes_nothing(small_disk, tmp_path):
    tmx = tmp_path / "large.tmx"
    write_tmx(tmx, [unit(n) for n in range(30_000)])
    with open_memory(str(small_disk / "memory.db")) as memory:
        memory.store([unit(7)])
        assert "the disk is full" in message(lambda: memory.import_file(tmx))
        assert memory.lookup([query(7)]) != [None]
        assert memory.inventory().units == 1
        assert memory.inventory().imports == 0


def test_a_disk_too_small_for_a_new_memory(small_disk):
    (small_disk / "filler").write_bytes(b"x" * (512 * 1024 - 8192))
    text = message(lambda: open_memory(str(small_disk / "memory.db")))
    assert "disk" in text


def test_a_file_that_may_not_grow_says_so(path):
    made(path)
    program = (
        "import resource, sys; from bilingual.errors import MemoryStoreError;"
        "from bilingual.memory import PERSON, Unit, open_memory\n"
        "with open_memory(sys.argv[1]) as memory:\n"
        "    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))\n"
        "    try: memory.store([Unit(f'{n}', 'x' * 500, 'ko', 'en', PERSON) for n in range(500)])\n"
        "    except MemoryStoreError as error: print(error)\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True
    )
    assert "disk" in told.stdout
    with open_memory(str(path)) as memory:
        assert all(memory.lookup([query(n) for n in range(200)]))


MOUNTS = """\
21 1 259:1 / / rw,relatime shared:1 - ext4 /dev/root rw
40 21 0:35 / {here} rw - {kind} server:/export rw
41 21 0:35 / /elsewhere rw - nfs4 server:/export rw
a line of another kind
"""


@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "fuse.sshfs", "ext4", "9p", "tmpfs"])
def test_a_network_drive_is_known_by_its_mount(tmp_path, kind):
    here = tmp_path / "net drive"
    mounts = tmp_path / "mounts"
    mounts.write_text(MOUNTS.format(here=str(here).replace(" ", "\\040"), kind=kind), encoding="utf-8")
    remote = kind if kind in ("nfs", "nfs4", "cifs", "fuse.sshfs") else None
    assert network_drive(here / "a" / "memory.db", mounts) == remote
    assert network_drive(here.with_name("net") / "memory.db", mounts) is None
    assert network_drive(here, tmp_path / "missing") is None


def test_a_memory_on_a_network_drive_is_refused(path, monkeypatch):
    monkeypatch.setattr("bilingual.memory.sqlite_file.network_drive", lambda folder: "nfs4")
    text = message(lambda: open_memory(str(path)))
    assert "network drive (nfs4)" in text
    assert not path.exists()


@pytest.fixture
def nobody():
    """A folder that an ordinary user may enter, and that user's rights for as long as the test runs."""
    folder = Path(tempfile.mkdtemp())
    root = os.geteuid() == 0
    if root:
        folder.chmod(0o755)
        made(folder / "warm.db")  # everything is imported before rights are given up
        os.chown(folder, 65534, 65534)
        os.seteuid(65534)
    try:
        yield folder
    finally:
        if root:
            os.seteuid(0)
        shutil.rmtree(folder)


def test_a_read_only_file_is_refused_before_anything_is_paid_for(nobody):
    path = made(nobody / "memory.db")
    path.chmod(0o444)
    text = message(lambda: open_memory(str(path)))
    assert "read-only" in text
    assert str(path) in text


def test_a_read_only_folder_is_refused(nobody):
    path = made(nobody / "memory.db")
    nobody.chmod(0o555)
    try:
        assert "read-only" in message(lambda: open_memory(str(path)))
        assert "read-only" in message(lambda: open_memory(str(nobody / "new.db")))
        assert "cannot be made" in message(lambda: open_memory(str(nobody / "new" / "memory.db")))
    finally:
        nobody.chmod(0o755)


def test_an_unreadable_file_is_refused(nobody):
    path = made(nobody / "memory.db")
    path.chmod(0o200)
    assert str(path) in message(lambda: open_memory(str(path)))


def test_a_folder_that_may_not_be_entered(nobody):
    hidden = nobody / "hidden"
    hidden.mkdir()
    made(hidden / "memory.db")
    hidden.chmod(0o000)
    try:
        assert str(hidden) in message(lambda: open_memory(str(hidden / "memory.db")))
    finally:
        hidden.chmod(0o755)


def test_a_database_that_turns_read_only_while_open(path):
    made(path)
    with open_memory(str(path)) as memory:
        engine = memory._database._engine
        engine.dispose()
        event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA query_only = ON"))
        assert "read-only" in message(lambda: memory.store([unit(1)]))


# --- start-up ---------------------------------------------------------------------------------------------


def test_the_package_itself_loads_no_database_library():
    program = (
        "import sys, bilingual.memory; bilingual.memory.open_memory('none');"
        "print([m for m in ('sqlalchemy', 'sqlite3', 'lxml') if m in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
