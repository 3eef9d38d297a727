"""Similar texts in a real database: the best is found, the new at once, the deleted never."""

from __future__ import annotations

import dataclasses
import random
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from bilingual.memory import IMPORTED, MACHINE, PERSON, Query, Selection, Unit, open_memory, similar
from bilingual.memory.signatures import Shelf, expected_distance, signatures
from bilingual.memory.units import normalised

WORDS = [
    "러시아",
    "중국",
    "미국",
    "정상",
    "회담",
    "발표",
    "경제",
    "제재",
    "외무부",
    "대변인",
    "월요일",
    "밝혔다",
    "말했다",
    "공동",
    "성명",
    "국경",
    "군사",
    "훈련",
]


def sentences(count: int, seed: int = 1) -> list[str]:
    rng = random.Random(seed)
    return [" ".join(rng.choices(WORDS, k=rng.randint(3, 12))) + f" {n}" for n in range(count)]


def unit(source: str, target: str = "x", origin: str = IMPORTED) -> Unit:
    return Unit(source, target, "ko", "en", origin)


def query(source: str) -> Query:
    return Query("", source, "ko", "en")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "memory.db"


@pytest.fixture
def memory(path: Path):
    with open_memory(str(path)) as opened:
        yield opened


def best(memory, source: str, at_least: float = 0.6):
    return memory.similar([query(source)], at_least=at_least)[0]


def blobs(path: Path) -> int:
    connection = sqlite3.connect(path)
    try:
        return connection.execute("SELECT count(*) FROM signatures").fetchone()[0]
    finally:
        connection.close()


def test_the_best_is_as_good_as_the_best_of_all(memory):
    texts = sentences(3000)
    memory.store([unit(text) for text in texts])
    rng = random.Random(2)
    queries = []
    for text in rng.sample(texts, 150):
        letters = list(text)
        for _ in range(rng.randint(1, max(1, len(letters) // 6))):
            letters[rng.randrange(len(letters))] = rng.choice("가나다")
        queries.append(normalised("".join(letters)))
    answers = memory.similar([query(text) for text in queries], at_least=0.75)
    for text, answer in zip(queries, answers, strict=True):
        top = max(Levenshtein.normalized_similarity(text, other) for other in texts)
        assert (answer.score if answer else None) == (pytest.approx(top) if top >= 0.75 else None)


@settings(max_examples=60)
@given(
    texts=st.lists(st.text("가나다라 a", min_size=1, max_size=12).filter(str.strip), min_size=1, max_size=30),
    text=st.text("가나다라 a", min_size=1, max_size=12),
    at_least=st.sampled_from([0.3, 0.5, 0.75, 1.0]),
)
@example(texts=["aaaaaaaaaa"], text="aaa", at_least=0.3)
def test_of_few_all_are_looked_at(tmp_path_factory, texts, text, at_least):
    with open_memory(str(tmp_path_factory.mktemp("m") / "m.db")) as memory:
        memory.store([unit(one) for one in texts])
        answer = best(memory, text, at_least)
    wanted = normalised(text)
    scores = (
        [Levenshtein.normalized_similarity(wanted, normalised(one)) for one in texts] if wanted else [0.0]
    )
    assert (answer.score if answer else 0.0) == pytest.approx(
        max(scores) if max(scores) >= at_least - 1e-9 else 0.0
    )


@settings(max_examples=200)
@given(text=st.text("가나다라마", min_size=1, max_size=30), data=st.data())
def test_an_edit_changes_at_most_four_bits(text, data):
    at = data.draw(st.integers(0, len(text) - 1))
    new = data.draw(st.sampled_from(["", "바", "바" + text[at]]))
    _, words = signatures([text, text[:at] + new + text[at + 1 :], "앞", ""])
    changed = sum(int(one ^ other).bit_count() for one, other in zip(words[:, 0], words[:, 1], strict=True))
    assert changed <= 4


def test_signatures_do_not_hang_on_the_batch():
    texts = [*sentences(5000), "", "가", "😀" * 70000]
    lengths, words = signatures(texts)
    for at in (0, 4095, 4096, 5000, 5001, 5002):
        alone = signatures([texts[at]])
        assert lengths[at] == alone[0][0]
        assert (words[:, at] == alone[1][:, 0]).all()
    assert lengths[5002] == 0xFFFF
    assert expected_distance(0) == 0


def test_the_nearest_with_all_as_near_but_no_more_than_are_allowed():
    texts = ["가나다라마바사"] * 50 + ["아자차카타파하"] * 50
    lengths, words = signatures(texts)
    import numpy as np

    shelf = Shelf.of(np.arange(100), lengths, words)
    distances = shelf.distances(7, words[:, 0], 0.75)
    assert sorted(distances.nearest(1, 100)[0].tolist()) == list(range(50))
    assert len(distances.nearest(1, 10)[0]) == 10
    assert len(distances.nearest(60, 80)[0]) == 80
    assert distances.nearest(200, 300)[1] == 256


def test_new_ones_are_found_at_once_in_every_process(path, memory):
    memory.store([unit(text) for text in sentences(100)])
    with open_memory(str(path)) as other:
        assert best(other, "전혀 다른 새 문장이다") is None
        memory.store([unit("전혀 다른 새 문장이다.", "new")])
        assert best(other, "전혀 다른 새 문장이다").unit.target == "new"
        assert best(memory, "전혀 다른 새 문장이다").unit.target == "new"


def test_deleted_ones_are_never_found(path, memory):
    texts = sentences(500)
    memory.store([unit(text) for text in texts])
    assert best(memory, texts[7] + "!").unit.source == texts[7]
    with open_memory(str(path)) as other:
        best(other, texts[7])
        assert memory.forget(Selection(text=texts[7])) == (1, 0)
        for one in (memory, other):
            answer = best(one, texts[7] + "!")
            assert answer is None or answer.unit.source != texts[7]


def test_deleted_ones_do_not_crowd_out_the_rest(memory):
    copies = [unit(f"러시아 외무부가 {n}일 밝혔다", "copy") for n in range(1000, 5000)]
    memory.store([unit("러시아 외무부는 월요일 발표했다", "kept"), *copies])
    assert best(memory, "러시아 외무부가 1234일 밝혔다").score == 1.0
    connection_gone = memory.forget(Selection(before="2999-01-01", origin=IMPORTED, text="copy"))
    assert connection_gone == (4000, 0)
    assert best(memory, "러시아 외무부가 월요일 밝혔다", 0.5).unit.target == "kept"


def test_a_replaced_unit_is_found_as_it_is_now(memory):
    old = dataclasses.replace(unit("러시아가 오늘 밝혔다", "old", MACHINE), engine="e")
    memory.store([old])
    assert best(memory, "러시아가 어제 밝혔다").unit.target == "old"
    memory.store([dataclasses.replace(old, target="new")])
    assert best(memory, "러시아가 어제 밝혔다").unit.target == "new"


def test_languages_are_kept_apart(memory):
    memory.store(
        [unit("러시아가 밝혔다"), dataclasses.replace(unit("러시아가 밝혔다"), target_language="zh-Hans")]
    )
    assert best(memory, "러시아가 밝혔다!").unit.target_language == "en"
    assert memory.similar([Query("", "러시아가 밝혔다!", "ko", "zh-Hant")], at_least=0.5) == [None]


def test_of_two_as_similar_a_persons_goes_first_then_the_newest(memory):
    memory.store(
        [
            unit("러시아가 밝혔다", "mine", PERSON),
            unit("러시아가 밝혔다", "file"),
            unit("러시아가 밝혔다", "f2"),
        ]
    )
    assert best(memory, "러시아가 밝혔다!").unit.target == "mine"
    memory.forget(Selection(origin=PERSON))
    assert best(memory, "러시아가 밝혔다!").unit.target == "f2"


def test_what_an_engine_said_to_this_very_text_is_for_the_exact_look_up(memory):
    memory.store([unit("러시아가  밝혔다", "engine", MACHINE)])
    assert best(memory, "러시아가 밝혔다") is None
    assert best(memory, "러시아가 밝혔다!").unit.target == "engine"
    memory.store([unit("러시아가 밝혔다", "file")])
    assert best(memory, "러시아가 밝혔다").score == 1.0


def test_nothing_is_similar_to_nothing(memory):
    assert best(memory, "가나다") is None
    memory.store([unit("가나다")])
    assert best(memory, "   ") is None
    assert memory.similar([], at_least=0.5) == []


def test_signatures_are_kept_and_what_came_later_is_found_with_them(path, memory, monkeypatch):
    texts = sentences(2500)
    memory.store([unit(text) for text in texts])
    best(memory, texts[0])
    assert blobs(path) == 1
    memory.store([unit("뒤에 온 아주 다른 문장")])
    with open_memory(str(path)) as other:
        signed = []
        real = similar.signatures
        monkeypatch.setattr(similar, "signatures", lambda texts: (signed.extend(texts), real(texts))[1])
        assert best(other, texts[9]).score == 1.0
        assert best(other, "뒤에 온 아주 다른 문장!").score > 0.9
    assert len(signed) < 10
    assert blobs(path) == 1


def test_a_busy_database_is_searched_all_the_same(path, memory):
    texts = sentences(2500)
    memory.store([unit(text) for text in texts])
    blocker = sqlite3.connect(path, isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    try:
        assert best(memory, texts[3]).score == 1.0
    finally:
        blocker.close()
    assert blobs(path) == 0


def test_compacting_keeps_what_is_there(path, memory):
    texts = sentences(3000)
    memory.store([unit(text) for text in texts])
    best(memory, texts[0])
    memory.forget(Selection(before="2999-01-01"), dry_run=True)
    memory.forget(Selection(text=texts[5]))
    before, after = memory.compact()
    assert 0 < after <= before
    assert best(memory, texts[6]).score == 1.0
    with open_memory(str(path)) as other:
        assert best(other, texts[6]).score == 1.0


SEARCHER = """
import sys
from bilingual.memory import IMPORTED, Query, Unit, open_memory
with open_memory(sys.argv[1]) as memory:
    for call in range(6):
        memory.store([Unit(f"{sys.argv[2]} 문장 번호 {call} {n}", "x", "ko", "en", IMPORTED) for n in range(600)])
        wanted = f"{sys.argv[2]} 문장 번호 {call} 599!"
        (found,) = memory.similar([Query("", wanted, "ko", "en")], at_least=0.8)
        assert found.unit.source == wanted[:-1], found
"""


def test_several_processes_write_and_search_at_once(path):
    processes = [
        subprocess.Popen([sys.executable, "-c", SEARCHER, str(path), name])
        for name in ("첫째", "둘째", "셋째")
    ]
    assert [process.wait(timeout=120) for process in processes] == [0, 0, 0]
    with open_memory(str(path)) as memory:
        for name in ("첫째", "둘째", "셋째"):
            assert best(memory, f"{name} 문장 번호 3 77").score == 1.0
