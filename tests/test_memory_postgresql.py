"""The memory in a real PostgreSQL: in the C locale, as ``initdb`` makes it there, and in a UTF-8 one."""

from __future__ import annotations

import dataclasses
import json
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein
from sqlalchemy import Engine, create_engine, inspect

import bilingual.memory
from bilingual.article import Article, Finding, Segment, Severity, Signature, Source, Status, Target
from bilingual.cli import main
from bilingual.errors import MemoryStoreError, UsageError
from bilingual.memory import IMPORTED, MACHINE, PERSON, Query, Selection, Unit, open_memory
from bilingual.memory.containing import units_holding
from bilingual.memory.migrations import VERSION
from bilingual.memory.tables import METADATA
from bilingual.memory.tmx import write_tmx
from bilingual.pipeline import Pipeline
from bilingual.settings import Settings

from .postgresql_server import LOCALES, PASSWORD, Server
from .test_memory_similar import sentences

ANSWER = Unit(
    "러시아가 밝혔다.", "俄罗斯表示 “X”.", "ko", "zh-Hans", MACHINE, "translated", "google",
    (("러시아", "俄罗斯"),), "aaaaaaaa-1.1", "앞.", "뒤.", anchors=((0, 3, 0, 3),),
)  # fmt: skip
QUESTION = Query("aaaaaaaa-1.1", ANSWER.source, "ko", "zh-Hans", "앞.", "뒤.", "google", ANSWER.pairs)


@pytest.fixture(params=LOCALES)
def server(request: pytest.FixtureRequest, servers: dict[str, Server]) -> Server:
    return servers[request.param]


@pytest.fixture
def any_server(servers: dict[str, Server]) -> Server:
    return servers["UTF-8"]


@pytest.fixture
def url(server: Server) -> str:
    return server.new_database()


@pytest.fixture
def memory(url: str):
    with open_memory(url) as opened:
        yield opened


def connected(url: str) -> Engine:
    address = url.replace("postgresql:", "postgresql+psycopg:")
    return create_engine(address, connect_args={"client_encoding": "UTF8"})


def rows(url: str, statement: str) -> list[tuple[object, ...]]:
    engine = connected(url)
    try:
        with engine.begin() as connection:
            done = connection.exec_driver_sql(statement)
            return [tuple(row) for row in done] if done.returns_rows else []
    finally:
        engine.dispose()


def message(function: Callable[[], object]) -> str:
    with pytest.raises(MemoryStoreError) as caught:
        function()
    text = str(caught.value)
    assert "--memory none" in text
    assert len(text.splitlines()) == 2
    assert PASSWORD not in text
    return text


def test_the_servers_are_what_they_are_said_to_be(servers):
    told = {name: one.say("SHOW lc_ctype", "postgres").strip() for name, one in servers.items()}
    assert told == LOCALES
    assert servers["C"].say("SHOW server_encoding", "postgres").strip() == "SQL_ASCII"


# --- units ------------------------------------------------------------------------------------------------


def test_what_is_stored_is_found_by_another_connection(url, memory):
    memory.store([ANSWER])
    with open_memory(url) as other:
        (found,) = other.lookup([QUESTION])
    assert found is not None
    assert dataclasses.replace(found, created="", previous="앞.", following="뒤.") == ANSWER


def test_the_same_question_again_replaces_and_is_the_newest(url, memory):
    memory.store([ANSWER])
    memory.store([dataclasses.replace(ANSWER, source="다른 것")])
    memory.store([dataclasses.replace(ANSWER, target="새것")])
    assert memory.lookup([QUESTION])[0].target == "새것"
    assert rows(url, "SELECT count(*) FROM units") == [(2,)]
    assert rows(url, "SELECT target FROM units ORDER BY id DESC LIMIT 1") == [("새것",)]


@pytest.mark.parametrize("count", [3, 1500])
def test_few_and_many_are_written_alike(url, memory, count):
    units = [dataclasses.replace(ANSWER, source=f"문장 {n}", target=f"가\t나\\{n}\n'") for n in range(count)]
    memory.store(units)
    memory.store([dataclasses.replace(one, target=one.target + "!") for one in units[::2]])
    found = memory.lookup([dataclasses.replace(QUESTION, source=one.source) for one in units])
    assert [one.target.endswith("!") for one in found] == [n % 2 == 0 for n in range(count)]
    assert rows(url, "SELECT count(*) FROM units") == [(count,)]
    assert [one.source for one in memory.each_unit()] == [u.source for u in (*units[1::2], *units[::2])]


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(source=st.text(), target=st.text())
def test_any_text_comes_back_as_it_went_in(memory, source, target):
    unit = Unit(source, target, "ko", "en", PERSON)
    memory.store([unit])
    (found,) = memory.lookup([Query("", source, "ko", "en")])
    if source.strip() and target.strip() and "\0" not in source + target:
        assert found is not None
        assert (found.source, found.target) == (source, target)
    else:
        assert found is None
    memory.forget(Selection(origin=PERSON))


def test_an_article_comes_back_whole(memory, tmp_path):
    segment = Segment(
        "0a1b2c3d-1.1", "1", "가\0나 “漢字”", "ko",
        targets={"en": Target("A", Status.FUZZY, "imported", 0.9123, (),
                              (Finding("number", Severity.ERROR, "3"),), "가나")},
    )  # fmt: skip
    article = Article(
        Source("기사.txt", "0a1b2c3d" + "0" * 56), (), (segment,), targets=("en",),
        signature=Signature("t", "e", "g"),
    )  # fmt: skip
    for data in (b"\x00\xff one", b"two"):
        memory.save_article(article, data, {"to": "en"})
    stored = memory.article(article.id)
    assert stored is not None
    assert (stored.data, stored.settings) == (b"two", {"to": "en"})
    assert stored.segments == (dataclasses.replace(segment, source="가\ufffd나 “漢字”"),)
    assert list(memory.each_segment()) == [("0a1b2c3d", "가\ufffd나 “漢字”", "ko")]
    memory.record_written(article.id, "html", tmp_path / "쪽.html", "AB")
    memory.record_written(article.id, "html", tmp_path / "쪽.html", "CD")
    assert memory.written(tmp_path / "쪽.html") == "cd"
    assert [output.sha256 for output in memory.outputs(article.id)] == ["cd"]


# --- similar ----------------------------------------------------------------------------------------------


def best(memory, source: str, at_least: float = 0.6):
    return memory.similar([Query("", source, "ko", "en")], at_least=at_least)[0]


def unit(source: str, target: str = "x", origin: str = IMPORTED) -> Unit:
    return Unit(source, target, "ko", "en", origin)


def test_the_best_is_as_good_as_the_best_of_all(url, memory):
    texts = sentences(3000)
    memory.store([unit(text) for text in texts])
    rng = random.Random(2)
    queries = []
    for text in rng.sample(texts, 80):
        letters = list(text)
        for _ in range(rng.randint(1, max(1, len(letters) // 6))):
            letters[rng.randrange(len(letters))] = rng.choice("가나다")
        queries.append(" ".join("".join(letters).split()))
    for text in queries:
        top = max(Levenshtein.normalized_similarity(text, other) for other in texts)
        answer = best(memory, text, 0.75)
        assert (answer.score if answer else None) == (pytest.approx(top) if top >= 0.75 else None)
    assert rows(url, "SELECT count(*) FROM signatures") == [(1,)]
    with open_memory(url) as other:
        assert best(other, texts[7]).score == 1.0


def test_the_new_is_found_at_once_and_the_forgotten_never(url, memory):
    assert best(memory, "러시아가 밝혔다") is None
    with open_memory(url) as other:
        other.store([unit("러시아가 밝혔다", "one")])
        assert best(memory, "러시아가 밝혔다!").unit.target == "one"
        other.forget(Selection(text="러시아가 밝혔다"))
        assert best(memory, "러시아가 밝혔다!") is None


def test_a_writer_who_is_later_done_is_found_too(url, memory):
    """Numbers come to be seen in their order, so a search that has seen a higher one misses none."""
    with ThreadPoolExecutor(1) as pool, open_memory(url) as other:
        with memory._database.writing() as connection:
            connection.exec_driver_sql("SELECT nextval(pg_get_serial_sequence('units', 'id'))")
            later = pool.submit(other.store, [unit("중국 외교부가 말했다")])
            assert best(memory, "중국 외교부가 말했다") is None
            from bilingual.memory.rows import insert_units

            insert_units(connection, [unit("러시아가 밝혔다")])
        later.result(timeout=30)
        assert best(memory, "중국 외교부가 말했다!") is not None
        assert best(memory, "러시아가 밝혔다!") is not None
    assert rows(url, "SELECT source FROM units ORDER BY id") == [
        ("러시아가 밝혔다",),
        ("중국 외교부가 말했다",),
    ]


# --- several at once --------------------------------------------------------------------------------------


WRITER = """
import sys
from bilingual.memory import MACHINE, Query, Unit, open_memory
url, name, calls = sys.argv[1], sys.argv[2], int(sys.argv[3])
with open_memory(url) as memory:
    for call in range(calls):
        units = [Unit(f"{name} 문장 {call} {n}", "x", "ko", "en", MACHINE, engine="e") for n in range(20)]
        units += [Unit(f"모두의 문장 {n}", f"{name} {call}", "ko", "en", MACHINE, engine="e") for n in range(20)]
        memory.store(units)
        print(call, flush=True)
        (found,) = memory.similar([Query("", f"{name} 문장 {call} 19!", "ko", "en")], at_least=0.9)
        assert found.unit.source == f"{name} 문장 {call} 19", found
"""


def writer(url: str, name: str, calls: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, url, name, str(calls)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8")


def test_several_processes_make_and_fill_one_new_memory(url):
    processes = [writer(url, name, 15) for name in ("첫째", "둘째", "셋째")]
    for process in processes:
        process.communicate(timeout=120)
    assert [process.returncode for process in processes] == [0, 0, 0]
    assert rows(url, "SELECT count(*), count(DISTINCT source) FROM units") == [(3 * 15 * 20 + 20,) * 2]
    assert rows(url, "SELECT version FROM migrations ORDER BY 1") == [(n,) for n in range(1, VERSION + 1)]


def test_a_killed_process_loses_at_most_the_call_it_was_in(url):
    with writer(url, "첫째", 100_000) as process:
        assert process.stdout is not None
        for _ in range(5):
            acknowledged = int(process.stdout.readline()) + 1
        process.send_signal(signal.SIGKILL)
        acknowledged += len(process.stdout.readlines())
    (kept,) = rows(url, "SELECT count(*) FROM units WHERE source LIKE '첫째%%'")[0]
    assert kept in (acknowledged * 20, (acknowledged + 1) * 20)


def test_one_content_imported_by_two_at_once_is_taken_in_once(url, tmp_path):
    path = tmp_path / "a.tmx"
    write_tmx(path, [unit(f"문장 {n}") for n in range(3000)])
    with ThreadPoolExecutor(2) as pool, open_memory(url) as one, open_memory(url) as other:
        counts = sorted(pool.map(lambda memory: memory.import_file(path) or 0, (one, other)))
    assert counts == [0, 3000]
    assert rows(url, "SELECT count(*) FROM units") == [(3000,)]


def test_a_writer_waits_for_its_turn_and_says_when_it_did_not_come(url, memory):
    with open_memory(url, wait=0.05) as hasty, memory._database.writing():
        assert "another program is writing" in message(lambda: hasty.store([ANSWER]))
        assert hasty.lookup([QUESTION]) == [None]
    with open_memory(url, wait=0.05) as hasty:
        hasty.store([ANSWER])
        assert hasty.lookup([QUESTION]) != [None]


def test_an_error_inside_a_write_undoes_all_of_it(url, memory):
    memory.store([ANSWER])

    def fail() -> None:
        with memory._database.writing() as connection:
            connection.exec_driver_sql("DELETE FROM units")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert memory.lookup([QUESTION]) != [None]


# --- the commands -----------------------------------------------------------------------------------------


@pytest.fixture
def call(url: str) -> Callable[..., Result]:
    def call(*arguments: str) -> Result:
        return CliRunner().invoke(main, ["memory", *arguments, "--memory", url], prog_name="bilingual")

    return call


def test_every_command_of_the_memory(call, url, tmp_path):
    path = tmp_path / "기록.tmx"
    units = [unit(f"러시아 외무부가 {n}일 밝혔다.", f"Russia said on {n}.") for n in range(1, 1200)]
    write_tmx(path, [*units, ANSWER])
    assert json.loads(call("import", str(path), "--json").stdout)[0]["units"] == 1200
    assert json.loads(call("import", str(path), "--json").stdout)[0]["state"] == "known"
    found = json.loads(call("search", "러시아 외무부가 77일 밝혔다", "--json").stdout)
    assert (found[0]["match"], found[0]["source"]) == ("similar", "러시아 외무부가 77일 밝혔다.")
    assert {one["match"] for one in json.loads(call("search", "외무부", "--json").stdout)} == {"substring"}
    held = json.loads(call("stats", "--json").stdout)
    assert (held["units"], held["imports"], held["origins"]) == (1200, 1, {"imported": 1199, "engine": 1})
    assert held["size"] > 0
    assert list(held["ages"].values()) == [1200]
    out = tmp_path / "out.tmx"
    assert call("export", str(out)).exit_code == 0
    assert out.read_text(encoding="utf-8").count("<tu ") == 1200
    assert json.loads(call("forget", "--origin", "imported", "--yes", "--json").stdout)["units"] == 1199
    assert json.loads(call("vacuum", "--json").stdout)["after"] < held["size"]
    assert [one.source for one in units_of(url)] == [ANSWER.source]
    write_tmx(path, [unit("새로 온 것")])
    assert json.loads(call("import", str(path), "--json").stdout)[0]["units"] == 1


def units_of(url: str) -> list[Unit]:
    with open_memory(url) as memory:
        return list(memory.each_unit())


def test_a_malformed_file_changes_nothing(url, memory, tmp_path):
    path = tmp_path / "a.tmx"
    write_tmx(path, [unit(f"문장 {n}") for n in range(5000)])
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole.replace("</body>", "<tu>", 1), encoding="utf-8")
    with pytest.raises(MemoryStoreError, match=r"a\.tmx:\d+"):
        memory.import_file(path)
    assert units_of(url) == []


def test_texts_that_stand_in_units(memory):
    memory.store([unit(f"나토 회의 {n}") for n in range(30)])
    assert len(units_holding(memory, ["나토", "없다"], most=5)["나토"]) == 5


def test_a_whole_run_with_seeds_and_suggestions(url, tmp_path):
    own = Settings(targets=("en",), engines=("memory",), memory=url, output=tmp_path / "out", fuzzy=0.8)
    with open_memory(url) as memory:
        memory.store([unit("장관들이 월요일 브뤼셀에서 만나 논의했다.", "They met on Monday.")])
    with Pipeline(own) as pipeline:
        article = pipeline.translate(
            "새 소식\n\n장관들이 화요일 브뤼셀에서 만나 논의했다.\n".encode(), "a.txt"
        )
        pipeline.publish(article, "a")
    assert [s.targets["en"].status for s in article.segments] == [Status.UNTRANSLATED, Status.FUZZY]


# --- what can be wrong ------------------------------------------------------------------------------------


def test_the_migrations_make_the_tables_that_the_program_uses(url, memory):
    engine = connected(url)
    try:
        found = inspect(engine)
        assert set(found.get_table_names()) == set(METADATA.tables)
        for name, table in METADATA.tables.items():
            assert {column["name"] for column in found.get_columns(name)} == set(table.columns.keys())
    finally:
        engine.dispose()


def test_a_newer_database_is_left_alone(url, memory):
    rows(url, f"INSERT INTO migrations VALUES ({VERSION + 2}, '2031-01-01T00:00:00Z', '9.0')")
    assert f"format {VERSION + 2}" in message(lambda: open_memory(url))
    assert rows(url, "SELECT max(version) FROM migrations") == [(VERSION + 2,)]


def test_another_programs_database_is_left_alone(url):
    rows(url, "CREATE TABLE units (id int)")
    assert "another program" in message(lambda: open_memory(url))
    assert rows(url, "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'") == [(1,)]


def test_a_schema_of_its_own_beside_another_program(url):
    rows(url, "CREATE TABLE units (id int)")
    rows(url, "CREATE SCHEMA bilingual")
    with open_memory(url + "&options=-csearch_path%3Dbilingual") as memory:
        memory.store([ANSWER])
        assert memory.lookup([QUESTION]) != [None]
        assert memory.inventory().size > 0


def test_an_encoding_without_hangul_is_refused(any_server):
    url = any_server.new_database("ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    assert "LATIN1" in message(lambda: open_memory(url))


def test_a_user_without_rights(any_server):
    url = any_server.new_database()
    any_server.say(
        "DO $$ BEGIN CREATE ROLE guest LOGIN; EXCEPTION WHEN duplicate_object THEN END $$", "postgres"
    )
    guest = url.replace("postgres@", "guest@")
    assert "permission denied" in message(lambda: open_memory(guest))
    open_memory(url).close()
    assert "permission denied" in message(lambda: open_memory(guest))


def test_a_read_only_database_says_so(any_server):
    url = any_server.new_database()
    open_memory(url).close()
    name = url.rpartition("/")[0] and url.split("@/")[1].split("?")[0]
    any_server.say(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on', "postgres")
    with open_memory(url) as memory:
        assert "read-only" in message(lambda: memory.store([ANSWER]))


def test_nobody_listens(any_server):
    text = message(lambda: open_memory(f"postgresql://me:{PASSWORD}@127.0.0.1:1/db"))
    assert "refused" in text
    assert "postgresql://me:***@127.0.0.1:1/db" in text


@pytest.mark.parametrize("wrong", ["{}x", ""])
def test_a_wrong_password_is_told_and_none_is_shown(any_server, wrong):
    address = f"127.0.0.1:{any_server.port}/postgres"
    text = message(lambda: open_memory(f"postgresql://postgres:{wrong.format(PASSWORD)}@{address}"))
    assert "password" in text
    hidden = message(lambda: open_memory(f"postgresql://postgres@{address}?password={wrong.format('y')}"))
    assert "password=" not in hidden


def test_the_right_password_is_shown_nowhere(any_server):
    url = any_server.new_database()
    name = url.split("@/")[1].split("?")[0]
    with open_memory(f"postgresql://postgres:{PASSWORD}@127.0.0.1:{any_server.port}/{name}") as memory:
        assert memory.inventory().place == f"postgresql://postgres:***@127.0.0.1:{any_server.port}/{name}"


def test_a_database_that_is_not_there(any_server):
    assert "does not exist" in message(lambda: open_memory(any_server.socket_url("nowhere")))


def test_a_server_that_ends_a_connection_is_asked_again(any_server):
    url = any_server.new_database()
    with open_memory(url) as memory:
        memory.store([ANSWER])

        def cut() -> None:
            with memory._database.writing() as connection:
                mine = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar()
                any_server.say(f"SELECT pg_terminate_backend({mine}, 10000)", "postgres")
                connection.exec_driver_sql("DELETE FROM units")

        assert "connection was lost" in message(cut)
        assert memory.lookup([QUESTION]) != [None]


@pytest.mark.parametrize("address", ["postgresql://me:pw@host:port/db", "postgresql://me@host:5o/x"])
def test_an_address_that_is_none_is_wrong_usage(address):
    with pytest.raises(UsageError, match="postgresql://user@host"):
        open_memory(address)


def test_without_the_driver_the_line_that_installs_it_is_told(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    text = message(lambda: open_memory(f"postgresql://me:{PASSWORD}@host/db"))
    assert bilingual.memory.INSTALL_PSYCOPG in text
    assert "psycopg" in bilingual.memory.INSTALL_PSYCOPG
