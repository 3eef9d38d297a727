"""``glossary export`` and ``glossary import FILE``: what is written, what is told, and how it ends."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bilingual.cli.main import main

_HEADER = "ko,en,zh,kind,policy,context,note,en.first,zh.first\n"
_OWN = (
    _HEADER + "# ours\n나토|북대서양조약기구,NATO,北约,organisation,,,,NATO (x),\n서울,Seoul,,place,,,n,,\n"
)


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "own.csv"
    path.write_text(_OWN, encoding="utf-8")
    return path


def _run(*words: str | Path, stdin: bytes = b"") -> Result:
    return CliRunner().invoke(main, ["glossary", *map(str, words)], input=stdin)


def _file(name: str, text: str) -> str:
    Path(name).write_text(text, encoding="utf-8")
    return name


def test_export_then_import_gives_the_same_rows(own: Path) -> None:
    for name in ("a.tbx", "a.xlsx", "a.csv"):
        assert _run("export", name, "--glossary", own).exit_code == 0
        new = Path(f"{name}.new.csv")
        assert _run("import", name, "--glossary", new).exit_code == 0
        assert new.read_text("utf-8") == _OWN.replace("# ours\n", "")


def test_an_existing_file_stays_without_force(own: Path) -> None:
    _file("a.tbx", "mine")
    refused = _run("export", "a.tbx", "--glossary", own)
    assert refused.exit_code == 2
    assert "--force" in refused.stderr
    assert Path("a.tbx").read_text() == "mine"
    assert _run("export", "a.tbx", "--glossary", own, "--force").exit_code == 0
    assert "conceptEntry" in Path("a.tbx").read_text()


def test_nothing_half_written_where_a_limit_stops_it(own: Path) -> None:
    own.write_text(_OWN + f"긴,{'x' * 1025},,person,,,,,\n", encoding="utf-8")
    stopped = _run("export", "a.tsv", "--target", "en", "--glossary", own)
    assert stopped.exit_code == 2
    assert "own.csv:5:" in stopped.stderr
    assert {path.name for path in own.parent.iterdir()} == {"own.csv"}


def test_what_is_left_out_is_told(own: Path) -> None:
    done = _run("export", "a.csv", "--to", "deepl", "--target", "zh", "--glossary", own)
    assert "1 entry without Chinese (Simplified) is left out" in done.stderr
    assert Path("a.csv").read_text("utf-8") == "나토,北约\n북대서양조약기구,北约\n"
    only = _run("export", "-", "--to", "omegat", "--target", "en", "--kind", "place", "--glossary", own)
    assert only.stdout == "서울\tSeoul\tn\n"


def test_a_second_file_completes_rows_and_keeps_every_other_byte(own: Path) -> None:
    row = _file("b.csv", "서울,首尔\n나토,北约\n도쿄,东京\n")
    done = _run("import", row, "--kind", "place", "--glossary", own)
    assert done.exit_code == 0
    assert "added 1, completed 1; 1 already there" in done.stdout
    text = _OWN.replace("서울,Seoul,,place", "서울,Seoul,首尔,place") + "도쿄,,东京,place,,,,,\n"
    assert own.read_text("utf-8") == text


def test_conflicts_name_both_lines_and_wait_for_replace(own: Path) -> None:
    row = _file("b.csv", "ko,en,zh,kind,policy\n서울,Hanyang,,place,pin\n나토,NATO,北大西洋公约组织,,\n")
    told = _run("import", row, "--glossary", own, "--json")
    assert told.exit_code == 1
    conflicts = json.loads(told.stdout)["conflicts"]
    assert [("b.csv:2:" in text, f"{own}:4" in text) for text in conflicts[:1]] == [(True, True)]
    assert [("b.csv:3:" in text, f"{own}:3" in text) for text in conflicts[1:]] == [(True, True)]
    assert own.read_text("utf-8") == _OWN
    tried = _run("import", row, "--glossary", own, "--replace", "--dry-run")
    assert "replaced 2" in tried.stdout
    assert own.read_text("utf-8") == _OWN
    assert _run("import", row, "--glossary", own, "--replace").exit_code == 0
    assert "서울,Hanyang,,place,pin,,n,,\n" in own.read_text("utf-8")
    assert "나토|북대서양조약기구,NATO,北大西洋公约组织,organisation" in own.read_text("utf-8")


def test_malformed_rows_of_all_files_are_one_error_and_nothing_is_written(own: Path) -> None:
    one, two = _file("b.csv", "가,A\n하나\n"), _file("c.utf8", "나\tB\n둘\n")
    failed = _run("import", one, two, "--target", "en", "--glossary", own)
    assert failed.exit_code == 2
    assert "b.csv:2:" in failed.stderr
    assert "c.utf8:2:" in failed.stderr
    assert own.read_text("utf-8") == _OWN


def test_what_the_glossary_has_no_column_for_is_told(own: Path) -> None:
    row = _file("b.csv", "ko,en,zh-TW,boundary\n도쿄,Tokyo,東京,word\n")
    done = _run("import", row, "--glossary", own)
    assert "'zh-Hant' of 1 entry left out" in done.stderr
    assert "'boundary' of 1 entry left out" in done.stderr
    assert own.read_text("utf-8").endswith("도쿄,Tokyo,,,,,,,\n")


def test_standard_input_and_wrong_usage(own: Path) -> None:
    assert _run("import", "-", "--glossary", own, stdin="도쿄\tTokyo\n".encode()).exit_code == 0
    assert "도쿄,Tokyo" in own.read_text("utf-8")
    for words in (["import"], ["import", "a", "--cldr"], ["import", "none.csv"], ["export", "-"]):
        assert _run(*words).exit_code == 2
    assert _run("import", "own.csv", "--from", "tbxx").exit_code == 2


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.tsv", "ko\ten\n시청\tCity Hall\n"),
        ("a.utf8", "ko\ten\n시청\tCity Hall\n"),
        ("a.csv", "Korean,English\n시청,City Hall\n"),
        ("a.tsv", "한국어\t영어\n시청\tCity Hall\n"),
        ("a.tsv", "Source\tTarget\n시청\tCity Hall\n"),
        ("a.tsv", "English\tKorean\nCity Hall\t시청\n"),
        ("a.tsv", "ko\ten\tkind\n시청\tCity Hall\t\n"),
    ],
)
def test_a_header_of_languages_is_no_term(own: Path, name: str, text: str) -> None:
    done = _run("import", _file(name, text), "--glossary", own)
    assert done.exit_code == 0, done.stderr
    assert own.read_text("utf-8") == _OWN + "시청,City Hall,,,,,,,\n"


def test_the_name_of_a_language_is_a_term_like_another(own: Path) -> None:
    assert _run("import", _file("a.tsv", "한국어\tKorean\n영어\tEnglish\n"), "--glossary", own).exit_code == 0
    assert "한국어,Korean" in own.read_text("utf-8")


@pytest.mark.parametrize("data", [b"", b"\n \n", b"\xef\xbb\xbf", b"\x7fELF\x00\x01\x02\x00" * 40])
def test_what_is_no_glossary_is_refused_in_this_command_s_words(own: Path, data: bytes) -> None:
    Path("a.csv").write_bytes(data)
    refused = _run("import", "a.csv", "--glossary", own)
    assert refused.exit_code == 2
    assert "import" in refused.stderr
    assert "article" not in refused.stderr
    assert "translate" not in refused.stderr


def test_an_export_without_a_single_form_is_refused(own: Path) -> None:
    refused = _run("export", "a.tsv", "--target", "ja", "--glossary", own)
    assert refused.exit_code == 2
    assert "has a form in 'ja'" in refused.stderr
    assert not Path("a.tsv").exists()


def test_a_dry_run_judges_as_the_import_does(own: Path) -> None:
    own.write_text(_OWN + "서울역,Seoul Station,首尔站,,pin,,,,\n", encoding="utf-8")
    row = _file("b.csv", "ko,en,zh,kind,policy\n서울역|역,Station,站,,pin\n역,Stop,车站,,pin\n")
    dry = _run("import", row, "--dry-run", "--replace", "--glossary", own)
    before = own.read_bytes()
    done = _run("import", row, "--replace", "--glossary", own)
    assert dry.exit_code == done.exit_code
    if done.exit_code == 2:
        assert own.read_bytes() == before
        assert dry.stderr == done.stderr


def test_what_is_wrong_with_a_file_is_told_line_by_line(tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text(
        "ko,en,zh,kind,policy\n,Nuri,,,\n나토,NATO,,,pinn\n다누리,Danuri,,,\n,x,,,\n", encoding="utf-8"
    )
    result = CliRunner().invoke(
        main, ["glossary", "import", str(bad), "--glossary", str(tmp_path / "own.csv")], prog_name="bilingual"
    )
    assert re.findall(r"bad\.csv:(\d+):", result.stderr) == ["2", "3", "5"]


@pytest.mark.parametrize(
    ("name", "bad", "why"),
    [("omegat", "#해시", "term begins with #"), ("galtransl", "//빗금", "GalTransl would read otherwise")],
)
def test_the_numbers_of_an_export_are_those_of_the_file(own: Path, name: str, bad: str, why: str) -> None:
    own.write_text(
        f'ko,en,zh,kind,policy\n나토,NATO,,,\n"{bad}",tag,,,\n"유엔|{bad}표",UN,,,\n러시아,Russia,,,\n',
        encoding="utf-8",
    )
    done = _run("export", "out.txt", "--to", name, "--target", "en", "--glossary", own)
    assert done.exit_code == 0
    assert len(Path("out.txt").read_text(encoding="utf-8").splitlines()) == 3
    assert "out.txt: 3 entries" in done.stderr
    assert "1 entry" in done.stderr
    assert why in done.stderr
    assert "a variant that" in done.stderr
