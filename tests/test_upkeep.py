"""What a change of the glossary touches, and renewing just that."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bilingual.cli import main
from bilingual.memory import IMPORTED, PERSON, Unit, open_memory
from bilingual.settings import load_settings

ENGINE = """
import re
from pathlib import Path

class Counting:
    name = "counting"
    needs_network = False

    def translate(self, texts, *, source, target, terms=()):
        with (Path(__file__).parent / "asked.txt").open("a", encoding="utf-8") as file:
            for text in texts:
                file.write(f"{target}\\t{text}\\n")
        return [re.sub("[가-힣]+", {"en": "word", "zh-Hans": "词"}[target], text) for text in texts]

class Online(Counting):
    needs_network = True
"""
NEWS = """누리호 발사 성공

누리호가 어제 고흥에서 발사됐다고 당국이 밝혔다. 다음 발사는 내년에 이뤄진다.

정부는 예산을 늘리기로 했다.
"""
OTHER = """정부 예산 확정

정부는 내년 예산을 확정했다고 어제 밝혔다.
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    (tmp_path / "bilingual.toml").write_text('memory = "memory.db"\n', encoding="utf-8")
    (tmp_path / "counting_engine.py").write_text(ENGINE, encoding="utf-8")
    (tmp_path / "news.txt").write_text(NEWS, encoding="utf-8")
    (tmp_path / "other.txt").write_text(OTHER, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    sys.modules.pop("counting_engine", None)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, prog_name="bilingual")


def glossary(*arguments: str) -> Result:
    return run("glossary", *arguments)


def translate(*more: str, engine: str = "Counting") -> None:
    result = run("translate", "news.txt", "other.txt", "--engine", f"counting_engine:{engine}", *more)
    assert result.exit_code == 0, result.stderr
    asked()


def asked() -> list[str]:
    path = Path("asked.txt")
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    path.unlink(missing_ok=True)
    return lines


def add_nuri() -> None:
    assert glossary("add", "누리호", "--en", "Nuri", "--zh", "“世界”号", "--kind", "event").exit_code == 0


def target(name: str, number: int, language: str = "en") -> dict[str, object]:
    article = json.loads(Path("output", f"{name}.json").read_text(encoding="utf-8"))
    return dict(article["segments"][number]["targets"][language])


def test_only_the_touched_segments_go_to_the_engine(project: Path) -> None:
    translate("--format", "json,xlsx")
    before = Path("output/other.json").read_bytes()
    add_nuri()
    result = glossary("impact", "누리호", "--renew")
    assert result.exit_code == 0, result.stderr
    sent = asked()
    assert sent
    assert all("Nuri" in line or "[[" in line or "“世界”号" in line for line in sent)
    assert not any("예산" in line or "다음" in line for line in sent)
    assert "Nuri" in str(target("news", 0)["text"])
    assert "“世界”号" in str(target("news", 1, "zh-Hans")["text"])
    assert Path("output/other.json").read_bytes() == before
    assert str(project / "output" / "news.xlsx") in result.stdout
    assert "1 article renewed" in result.stderr
    again = glossary("impact", "누리호", "--renew")
    assert again.exit_code == 0
    assert asked() == []
    assert "0 articles renewed; 0 characters sent" in again.stderr


def test_looking_sends_nothing_and_changes_nothing(project: Path) -> None:
    translate("--format", "json")
    add_nuri()
    files = {path: path.read_bytes() for path in Path("output").iterdir()}
    with open_memory("memory.db") as memory:
        units = list(memory.each_unit())
    result = glossary("impact", "누리호", "--json")
    assert result.exit_code == 0, result.stderr
    told = json.loads(result.stdout)
    assert told["unknown"] == []
    (article,) = told["articles"]
    assert article["path"] == "news.txt"
    assert article["outputs"] == [str(project / "output" / "news.json")]
    assert [(s["id"][8:], s["language"], s["sent"]) for s in article["segments"]] == [
        ("-1.1", "en", True),
        ("-1.1", "zh-Hans", True),
        ("-3.1", "en", True),
        ("-3.1", "zh-Hans", True),
    ]
    assert all(segment["lacks"] for segment in article["segments"])
    cost = told["costs"]["en"]
    assert (cost["held"], cost["segments"], cost["requests"]) == (2, 2, 1)
    assert cost["characters"] == len("Nuri 발사 성공") + len("Nuri가 어제 고흥에서 발사됐다고 당국이 밝혔다.")
    assert asked() == []
    assert {path: path.read_bytes() for path in Path("output").iterdir()} == files
    with open_memory("memory.db") as memory:
        assert list(memory.each_unit()) == units


def test_a_term_without_an_entry_shows_what_one_would_touch(project: Path) -> None:
    translate("--format", "json")
    result = glossary("impact", "고흥")
    assert result.exit_code == 0
    assert "고흥: no glossary has an entry" in result.stdout
    assert "news.txt" in result.stdout
    assert "other.txt" not in result.stdout
    # 발사됐다 has no word 사됐.
    assert "No stored article has it." in glossary("impact", "사됐").stdout


def test_a_removed_entry_is_known_by_its_log_and_undo_brings_the_old_text_back(project: Path) -> None:
    translate("--format", "json")
    plain = target("news", 0)["text"]
    assert glossary("add", "누리호|한국형 발사체", "--en", "Nuri", "--zh", "“世界”号").exit_code == 0
    glossary("impact", "누리호", "--renew")
    asked()
    glossary("remove", "누리호")
    told = json.loads(glossary("impact", "한국형 발사체", "--json").stdout)
    assert told["unknown"] == ["한국형 발사체"]
    assert [article["stale"] for article in told["articles"]] == [True]
    assert glossary("impact", "누리호", "--renew").exit_code == 0
    # What the engine said before there was an entry is in memory still.
    assert asked() == []
    assert target("news", 0)["text"] == plain
    glossary("undo")
    assert glossary("impact", "누리호", "--renew").exit_code == 0
    assert asked() == []
    assert "Nuri" in str(target("news", 0)["text"])


def _person(text: str, segment: str, origin: str = PERSON) -> Unit:
    return Unit("누리호 발사 성공", text, "ko", "en", origin, segment=segment)


@pytest.mark.parametrize("origin", [PERSON, IMPORTED])
def test_a_person_s_words_are_listed_and_never_rewritten(project: Path, origin: str) -> None:
    first = load_settings()
    translate("--format", "json")
    article = json.loads(Path("output/news.json").read_text(encoding="utf-8"))
    with open_memory(first.memory) as memory:
        memory.store([_person("Launch a success", article["segments"][0]["id"], origin)])
    translate("--format", "json")
    add_nuri()
    told = json.loads(glossary("impact", "누리호", "--json").stdout)
    segment = told["articles"][0]["segments"][0]
    assert (segment["kept"], segment["sent"], segment["lacks"]) == (True, False, ["Nuri"])
    kept = [unit for unit in told["units"] if unit["kept"]]
    assert [(unit["origin"], unit["target"], unit["lacks"]) for unit in kept] == [
        (origin, "Launch a success", ["Nuri"])
    ]
    text = glossary("impact", "누리호").stdout
    assert f"en  {origin}  lacks Nuri: 누리호 발사 성공 → Launch a success" in text
    result = glossary("impact", "누리호", "--renew")
    # The pin that the person's words lack is an error of the check.
    assert result.exit_code == 1
    assert not any(line.startswith("en\t") and "발사 성공" in line for line in asked())
    renewed = target("news", 0)
    assert renewed["text"] == "Launch a success"
    assert any(f["check"] == "term" for f in renewed["findings"])  # type: ignore[attr-defined]


def test_a_file_changed_by_hand_is_left(project: Path) -> None:
    translate("--format", "txt")
    Path("output/news.en.txt").write_text("by hand", encoding="utf-8")
    add_nuri()
    result = glossary("impact", "누리호", "--renew")
    assert result.exit_code == 1
    assert Path("output/news.en.txt").read_text(encoding="utf-8") == "by hand"
    assert "Nuri" in Path("output/news.en.new.txt").read_text(encoding="utf-8")
    assert "“世界”号" in Path("output/news.zh-Hans.txt").read_text(encoding="utf-8")
    assert "changed by hand" in result.stderr
    assert glossary("edit", "누리호", "--en", "NURI").exit_code == 0
    assert glossary("impact", "누리호", "--renew").exit_code == 1
    assert Path("output/news.en.txt").read_text(encoding="utf-8") == "by hand"
    assert "NURI" in Path("output/news.en.new.txt").read_text(encoding="utf-8")
    assert not Path("output/news.en.new.new.txt").exists()


def test_offline_asks_nobody_that_needs_a_network(project: Path) -> None:
    translate("--format", "json", engine="Online")
    add_nuri()
    result = glossary("impact", "누리호", "--renew", "--offline")
    assert result.exit_code == 1
    assert asked() == []
    assert target("news", 0)["text"] is None
    assert target("news", 3)["text"]


def test_an_article_s_own_settings_are_kept(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    translate("--to", "zh", "--format", "json", "--output", "chinese")
    add_nuri()
    (project / "below").mkdir()
    monkeypatch.chdir(project / "below")
    monkeypatch.syspath_prepend(str(project))
    result = glossary("impact", "누리호", "--renew", "--json")
    assert result.exit_code == 0, result.stderr
    told = json.loads(result.stdout)
    assert set(told["costs"]) == {"zh-Hans"}
    assert [one["outputs"][0]["path"] for one in told["renewed"]] == [str(project / "chinese" / "news.json")]
    assert told["characters_sent"] > 0


def test_no_memory_holds_no_article_and_none_is_made(project: Path) -> None:
    result = glossary("impact", "나토")
    assert result.exit_code == 0
    assert "No stored article has it." in result.stdout
    assert "memory.db: no translation memory yet" in result.stderr
    assert "--memory" in result.stderr
    assert not Path("memory.db").exists()


def test_a_form_that_is_forbidden_everywhere_is_found_in_the_targets(project: Path) -> None:
    translate()
    path = Path("glossary/entities.csv")
    path.parent.mkdir(exist_ok=True)
    path.write_text("ko,en,zh,kind,policy,context,note\n,word,,,forbid,,\n", encoding="utf-8")
    told = glossary("impact", "word")
    assert told.exit_code == 0
    assert "holds word, which is forbidden" in told.stdout
    told = json.loads(glossary("impact", "word", "--json").stdout)
    assert {tuple(s["holds"]) for a in told["articles"] for s in a["segments"]} == {("word",)}


def test_a_renewal_of_several_articles_says_how_far_it_is(project: Path) -> None:
    translate()
    assert glossary("add", "정부", "--en", "Seoul", "--zh", "首尔", "--kind", "event").exit_code == 0
    result = glossary("impact", "정부", "--renew")
    told = [line for line in result.stderr.splitlines() if line.startswith(("1/2", "2/2"))]
    assert told == ["1/2  news.txt", "2/2  other.txt"]


def test_unused_entries_are_told_by_memory_and_sources(project: Path) -> None:
    Path("glossary").mkdir()
    Path("glossary/entities.csv").write_text(
        "ko,en,zh,kind,policy\n누리호,Nuri,世界号,event,\n다누리,Danuri,赏月号,event,\n정부,government,政府,title,\n",
        encoding="utf-8",
    )

    def unused(*arguments: str) -> list[int]:
        result = glossary("lint", "--glossary", "glossary/entities.csv", "--json", *arguments)
        assert result.exit_code == 0, result.stderr
        return [one["line"] for one in json.loads(result.stdout) if one["check"] == "unused"]

    assert unused() == []
    assert unused("--against", "other.txt") == [2, 3]
    assert unused("--against", "news.txt", "--against", "other.txt") == [3]
    run("translate", "other.txt", "--engine", "memory", "--format", "json")
    assert unused("--unused") == [2, 3]
    assert unused("--unused", "--against", "news.txt") == [3]
    assert glossary("lint", "--against", "nowhere.txt", "--against", "news.txt").exit_code == 1
    result = glossary("lint", "--against", "nowhere.txt")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "nowhere.txt" in result.stderr


def test_list_sorts_by_use(project: Path) -> None:
    run("translate", "other.txt", "--engine", "memory", "--format", "json")
    Path("g.csv").write_text(
        "ko,en,zh,kind,policy\n누리호,Nuri,世界号,event,\n정부,government,政府,title,\n", encoding="utf-8"
    )
    lines = glossary("list", "--glossary", "g.csv", "--sort", "used").stdout.splitlines()
    assert [line.split("\t")[0] for line in lines] == ["정부", "누리호"]
    assert [line.split("\t")[-1] for line in lines] == ["2", "0"]
