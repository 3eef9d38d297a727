"""Processes that write, import, forget and search one memory at once: nothing is lost, nothing doubled."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from bilingual.memory import IMPORTED, Query, Unit, open_memory
from bilingual.memory.tmx import write_tmx

from .postgresql_server import Server

CALLS, BATCH, SHARED = 12, 25, 30

# What each kind of process does over and over; each opens the memory anew for every round.
WORKER = """
import sys
from pathlib import Path
from bilingual.memory import IMPORTED, MACHINE, PERSON, Query, Selection, Unit, open_memory
kind, name, url, tmx, calls, batch, shared = sys.argv[1:5] + [int(n) for n in sys.argv[5:]]
for call in range(calls):
    with open_memory(url, wait=120) as memory:
        if kind == "write":
            own = [Unit(f"{name} 자기 문장 {call} {n}", "x", "ko", "en", MACHINE, engine="e") for n in range(batch)]
            both = [Unit(f"모두의 문장 {n}", f"{name} {call}", "ko", "en", MACHINE, engine="e") for n in range(shared)]
            memory.store([*own, *both])
            gone = Unit(f"{name} 잊을 문장 {call}", "x", "ko", "en", PERSON)
            memory.store([gone])
            assert memory.forget(Selection(text=gone.source))[0] == 1
            (found, lost) = memory.similar(
                [Query("", own[-1].source + "!", "ko", "en"), Query("", gone.source, "ko", "en")], at_least=0.9
            )
            assert found and found.unit.source == own[-1].source, found
            assert lost is None or lost.unit.source != gone.source, lost
        elif kind == "import":
            memory.import_file(Path(tmx))
            again = memory.import_file(Path(tmx), again=True)
            assert again == 400, again
        else:
            for unit in memory.lookup([Query("", f"모두의 문장 {n}", "ko", "en", engine="e") for n in range(shared)]):
                assert unit is None or unit.target.split()[0] in "abc", unit
            held = memory.inventory()
            assert held.units == sum(held.origins.values()), held
"""


@pytest.fixture(params=["sqlite", "C", "UTF-8"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return str(tmp_path / "memory.db")
    servers: dict[str, Server] = request.getfixturevalue("servers")
    return servers[request.param].new_database()


def test_many_processes_at_once(url, tmp_path):
    tmx = tmp_path / "a.tmx"
    write_tmx(tmx, [Unit(f"가져온 문장 {n}", "y", "ko", "en", IMPORTED) for n in range(400)])
    numbers = [str(number) for number in (CALLS, BATCH, SHARED)]
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", WORKER, kind, name, url, str(tmx), *numbers],
            stderr=subprocess.PIPE,
            text=True,
        )
        for kind, name in (
            ("write", "a"),
            ("write", "b"),
            ("write", "c"),
            ("import", "i"),
            ("import", "j"),
            ("read", "r"),
        )
    ]
    told = [process.communicate(timeout=300)[1] for process in processes]
    assert [process.returncode for process in processes] == [0] * 6, "\n".join(told)
    with open_memory(url) as memory:
        units = list(memory.each_unit())
        held = memory.inventory()
        own = [
            f"{name} 자기 문장 {call} {n}" for name in "abc" for call in range(CALLS) for n in range(BATCH)
        ]
        assert all(memory.lookup([Query("", text, "ko", "en", engine="e") for text in own]))
        matches = memory.similar([Query("", f"{text}!", "ko", "en") for text in own[::37]], at_least=0.9)
        assert [match.score if match else 0.0 for match in matches] == [
            pytest.approx(len(text) / (len(text) + 1)) for text in own[::37]
        ]
    counts = Counter(unit.source for unit in units)
    expected = [*own, *(f"모두의 문장 {n}" for n in range(SHARED)), *(f"가져온 문장 {n}" for n in range(400))]
    assert counts == Counter(expected)
    assert (held.units, held.imports) == (len(expected), 1)
    # Whoever was last with the shared texts was so with all of them: a call is kept whole.
    assert len({unit.target for unit in units if unit.source.startswith("모두의")}) == 1


def test_a_search_while_another_imports_sees_the_old_or_the_new(url, tmp_path):
    """An import that is not done is not seen, and what was there before it is found all the while."""
    tmx = tmp_path / "a.tmx"
    write_tmx(tmx, [Unit(f"가져온 문장 {n}", "y", "ko", "en", IMPORTED) for n in range(25_000)])
    with open_memory(url) as memory:
        memory.store([Unit("먼저 온 문장", "x", "ko", "en", IMPORTED)])
        program = (
            "import json, sys; from pathlib import Path; from bilingual.memory import open_memory\n"
            "with open_memory(sys.argv[1]) as memory:\n"
            "    print('begun', flush=True)\n"
            "    print(json.dumps(memory.import_file(Path(sys.argv[2]))), flush=True)\n"
        )
        with subprocess.Popen(
            [sys.executable, "-c", program, url, str(tmx)], stdout=subprocess.PIPE, text=True
        ) as importing:
            assert importing.stdout is not None
            assert importing.stdout.readline() == "begun\n"
            seen = set()
            while importing.poll() is None:
                assert memory.lookup([Query("", "먼저 온 문장", "ko", "en")]) != [None]
                seen.add(memory.inventory().units)
            assert json.loads(importing.stdout.read()) == 25_000
        assert seen <= {1, 25_001}
        assert memory.similar([Query("", "가져온 문장 24999!", "ko", "en")], at_least=0.9)[0] is not None
