"""``bilingual check`` as an editor, a program and a workflow use it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bilingual.checks import CHECKS, leveled, read_levels
from bilingual.cli import main
from bilingual.errors import UsageError
from bilingual.finishing import finish
from bilingual.memory import Ignoring
from bilingual.pipeline import Pipeline, is_complete
from bilingual.settings import load_settings

TMX = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header srclang="ko"/><body>%s</body></tmx>"""


def unit(id_: str, source: str, target: str, language: str = "en") -> str:
    return (
        f'<tu tuid="{id_}"><tuv xml:lang="ko"><seg>{source}</seg></tuv>'
        f'<tuv xml:lang="{language}"><seg>{target}</seg></tuv></tu>'
    )


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bilingual.toml").write_text('memory = "memory.db"\n', encoding="utf-8")
    (tmp_path / "good.tmx").write_text(TMX % unit("1", "3명이 왔다.", "Three people came."), encoding="utf-8")
    (tmp_path / "bad.tmx").write_text(
        TMX % (unit("a:1", "3명이 왔다.", "Four people came.") + unit("2", "그는 왔다.", "He came came.")),
        encoding="utf-8",
    )
    return tmp_path


@pytest.fixture
def call(project: Path) -> Callable[..., Result]:
    def call(*arguments: str) -> Result:
        return CliRunner().invoke(main, ["check", *arguments], prog_name="bilingual")

    return call


def test_nothing_found_is_said_on_stderr_alone(call: Callable[..., Result]) -> None:
    result = call("good.tmx")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "1 file, 1 translation checked: nothing found\n"
    assert call("good.tmx", "--format", "json").stdout == "[]\n"


def test_findings_as_lines_with_a_count(call: Callable[..., Result]) -> None:
    result = call("bad.tmx", "good.tmx")
    assert result.exit_code == 1
    first, second = result.stdout.splitlines()
    assert first.startswith("bad.tmx: a:1 [en] error: ")
    assert first.endswith("(number)")
    assert second == "bad.tmx: 2 [en] warning: a word stands twice in a row: came came (doubled)"
    assert result.stderr == "2 files, 3 translations checked: 1 error, 1 warning\n"


def test_findings_as_json_of_the_contract(call: Callable[..., Result]) -> None:
    result = call("bad.tmx", "--format", "json")
    records = json.loads(result.stdout)
    assert result.exit_code == 1
    assert [list(record) for record in records] == [
        ["path", "segment", "language", "check", "severity", "message"]
    ] * 2
    assert [(r["path"], r["segment"], r["check"], r["severity"]) for r in records] == [
        ("bad.tmx", "a:1", "number", "error"),
        ("bad.tmx", "2", "doubled", "warning"),
    ]


def test_findings_as_annotations_cannot_be_broken_out_of(project: Path, call: Callable[..., Result]) -> None:
    evil = "3명 100%\u2028::error::x"
    (project / "a,b:c.tmx").write_text(TMX % unit("1\n2", evil, "Four 100% ::x"), encoding="utf-8")
    lines = call("a,b:c.tmx", "--format", "github").stdout.splitlines()
    assert [line.split(" file=")[0] for line in lines] == ["::error", "::warning"]
    assert all(" file=a%2Cb%3Ac.tmx,title=" in line and line.count("::") == 2 for line in lines)


def test_severities_of_one_command(call: Callable[..., Result]) -> None:
    result = call("bad.tmx", "--severity", "number=warning", "--severity", "doubled=off")
    assert result.exit_code == 0
    assert "warning" in result.stdout
    assert "doubled" not in result.stdout


def test_severities_of_a_project_are_outranked_by_the_option(
    project: Path, call: Callable[..., Result]
) -> None:
    (project / "bilingual.toml").write_text(
        '[checks]\nnumber = "info"\ndoubled = "error"\n', encoding="utf-8"
    )
    assert call("bad.tmx").exit_code == 1
    assert call("bad.tmx", "--severity", "doubled=info").exit_code == 0


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('[checks]\nnumbr = "off"', "did you mean 'number'?"),
        ('[checks]\nnumber = "loud"', "must be one of error, warning, info, off"),
        ("[checks]\nnumber = 1", "must be one of"),
        ('checks = "off"', "must be a table"),
    ],
)
def test_a_wrong_table_is_told(project: Path, call: Callable[..., Result], table: str, said: str) -> None:
    (project / "bilingual.toml").write_text(table, encoding="utf-8")
    result = call("good.tmx")
    assert result.exit_code == 2
    assert said in result.output
    assert "bilingual.toml" in result.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--severity", "lenght=info"), "did you mean 'length'?"),
        (("--severity", "length"), "NAME=LEVEL"),
        (("--severity", "length=loud"), "must be one of"),
        (("--ignore", "1:en:number"), "needs a --reason"),
        (("--ignore", "1:en:number", "--reason", " "), "needs a --reason"),
        (("--reason", "why"), "goes with --ignore"),
        (("--ignore", "en:number", "--reason", "x"), "SEGMENT:LANG:CHECK"),
        (("--ignore", "1:en:numbr", "--reason", "x"), "did you mean 'number'?"),
        (("--ignore", "1:klingon:number", "--reason", "x"), "klingon"),
        (("--ignore", "1:en:number", "--reason", "x", "--memory", "none"), "--memory PATH"),
    ],
)
def test_wrong_usage(call: Callable[..., Result], arguments: tuple[str, ...], said: str) -> None:
    result = call("good.tmx", *arguments)
    assert result.exit_code == 2
    assert said in result.output


def test_a_finding_is_ignored_for_a_reason_that_is_kept(project: Path, call: Callable[..., Result]) -> None:
    first = call("bad.tmx", "--ignore", "a:1:en-US:number", "--reason", "house style")
    assert first.exit_code == 0
    assert "[ignored: house style]" in first.stdout
    assert first.stderr == "1 file, 2 translations checked: 1 warning, 1 ignored\n"
    left = json.loads(call("bad.tmx", "--format", "json").stdout)
    assert [record["check"] for record in left] == ["doubled"]
    again = json.loads(call("bad.tmx", "--format", "json", "--ignored").stdout)
    assert [record.get("ignored") for record in again] == ["house style", None]
    assert "number" not in call("bad.tmx", "--format", "github").stdout
    # Another number is another finding; another source another sentence.
    (project / "bad.tmx").write_text(TMX % unit("a:1", "3명이 왔다.", "Five people came."), encoding="utf-8")
    assert call("bad.tmx").exit_code == 1
    (project / "bad.tmx").write_text(TMX % unit("a:1", "3명이 갔다.", "Four people came."), encoding="utf-8")
    assert call("bad.tmx").exit_code == 1


def test_what_has_no_such_finding_is_not_ignored(call: Callable[..., Result]) -> None:
    result = call("good.tmx", "--ignore", "1:en:number", "--reason", "x")
    assert result.exit_code == 1
    assert "nothing to ignore" in result.stderr


def test_what_cannot_be_read_is_told_and_the_rest_checked(project: Path, call: Callable[..., Result]) -> None:
    (project / "cut.tmx").write_text("<tmx><body>", encoding="utf-8")
    result = call("cut.tmx", "good.tmx", "nowhere.tmx")
    assert result.exit_code == 1
    assert "cut.tmx:1: malformed XML" in result.stderr
    assert "nowhere.tmx: no such file" in result.stderr
    assert call("cut.tmx").exit_code == 2
    assert call("cut.tmx", "--format", "json").stdout == "[]\n"


NOTHING = {
    "no-language.xliff": '<xliff version="1.2"><file original="a"><body><trans-unit id="1">'
    "<source>그는 왔다.</source><target>He came.</target></trans-unit></body></file></xliff>",
    "sources.xliff": '<xliff version="1.2"><file original="a" source-language="ko" target-language="en"><body>'
    '<trans-unit id="1"><source>그는 왔다.</source></trans-unit></body></file></xliff>',
    "one-language.tmx": TMX % '<tu><tuv xml:lang="ko"><seg>그는 왔다.</seg></tuv></tu>',
    "empty.tmx": TMX % "",
}


@pytest.mark.parametrize("name", NOTHING)
def test_a_file_of_which_nothing_was_checked_is_an_error(
    project: Path, call: Callable[..., Result], name: str
) -> None:
    (project / name).write_text(NOTHING[name], encoding="utf-8")
    alone = call(name)
    assert alone.exit_code == 2
    assert f"{name}: nothing was checked" in alone.stderr
    assert call(name, "--format", "json").stdout == "[]\n"
    assert call(name, "good.tmx").exit_code == 1


def test_checking_makes_no_memory(project: Path, call: Callable[..., Result]) -> None:
    call("bad.tmx")
    assert not (project / "memory.db").exists()


def test_terms_are_those_of_the_glossaries_in_force(project: Path, call: Callable[..., Result]) -> None:
    (project / "own.csv").write_text("ko,en,zh,kind,policy\n가나다,Ganada,,person,pin\n", encoding="utf-8")
    (project / "a.tmx").write_text(TMX % unit("1", "가나다가 왔다.", "Kanada came."), encoding="utf-8")
    assert call("a.tmx").exit_code == 0
    result = call("a.tmx", "--glossary", "own.csv")
    assert result.exit_code == 1
    assert "가나다 should be Ganada" in result.stdout


def test_control_characters_reach_no_terminal(project: Path, call: Callable[..., Result]) -> None:
    text = TMX % unit("1\u202e", "그는 왔다.", "He \u009b2J came 서\u202e울")
    (project / "a.tmx").write_text(text, encoding="utf-8")
    assert not {"\u202e", "\u009b"} & set(call("a.tmx").stdout)


def translated(project: Path) -> Pipeline:
    return Pipeline(load_settings(engine=("memory",), memory=str(project / "memory.db"), start=project))


SOURCE = "# 제목\n\n위원회는 3명을 뽑았다고 금요일에 자세히 밝혔다.\n".encode()


def remember(pipeline: Pipeline, text: str) -> str:
    """Keep a person's translation of the sentence above; return the segment's id."""
    from bilingual.memory import PERSON, Unit

    prepared = pipeline.prepare(SOURCE, "a.md")
    segment = next(one for one in prepared.article.segments if "3명" in one.source)
    pipeline.memory.store([Unit(segment.source, text, "ko", "en", PERSON, "edited")])
    return segment.id


def test_every_run_keeps_to_what_is_ignored_and_set(project: Path) -> None:
    with translated(project) as pipeline:
        id_ = remember(pipeline, "The committee said in detail on Friday that it had picked 4.")
        article = pipeline.translate(SOURCE, "a.md")
        target = next(one for one in article.segments if one.id == id_).targets["en"]
        assert [found.check for found in target.findings] == ["number"]
        pipeline.memory.ignore(
            id_, "위원회는 3명을 뽑았다고 금요일에 자세히 밝혔다.", "en", "number", "so said"
        )
        article = pipeline.translate(SOURCE, "a.md")
        segment = next(one for one in article.segments if one.id == id_)
        assert [found.ignored for found in segment.targets["en"].findings] == ["so said"]
        only = finish(
            pipeline.prepare(SOURCE, "a.md").article,
            {"en": {one.id: one.targets["en"] for one in article.segments}},
            levels={"number": "off"},
        )
        assert not any(
            found.check == "number" for one in only.segments for found in one.targets["en"].findings
        )
    from dataclasses import replace

    assert is_complete(replace(article, segments=(replace(segment, targets={"en": segment.targets["en"]}),)))


def test_the_reason_stands_in_json_only_where_there_is_one(
    project: Path, call: Callable[..., Result]
) -> None:
    from bilingual.publishing.article_json import from_json, to_json

    with translated(project) as pipeline:
        id_ = remember(pipeline, "The committee said in detail on Friday that it had picked 4.")
        before = to_json(pipeline.translate(SOURCE, "a.md"))
        pipeline.memory.ignore(
            id_, "위원회는 3명을 뽑았다고 금요일에 자세히 밝혔다.", "en", "number", "so said"
        )
        article = pipeline.translate(SOURCE, "a.md")
    assert "ignored" not in json.dumps(before)
    data = json.loads(json.dumps(to_json(article)))
    assert '"ignored": "so said"' in json.dumps(data)
    assert from_json(data).segments == article.segments
    (project / "a.json").write_text(json.dumps(data), encoding="utf-8")
    result = call("a.json", "--format", "json", "--ignored")
    assert [one["ignored"] for one in json.loads(result.stdout) if one["check"] == "number"] == ["so said"]


def test_levels_are_read_and_used() -> None:
    from bilingual.article import Finding, Severity

    levels = dict(read_levels({"length": "error", "han": "off"}, "here"))
    findings = (Finding("length", Severity.WARNING, "a"), Finding("han", Severity.ERROR, "b"))
    assert leveled(findings, levels) == (Finding("length", Severity.ERROR, "a"),)
    assert leveled(findings, {}) == findings
    with pytest.raises(UsageError, match="here: no such check 'x'"):
        read_levels({"x": "off"}, "here")
    assert set(CHECKS) >= {"number", "inconsistent", "name-variants", "marks"}


def test_ignoring_asks_for_the_same_source_and_message() -> None:
    assert Ignoring("why", "가", ("b",)).holds("가", "b")
    assert not Ignoring("why", "가", ("b",)).holds("가", "c")


def test_a_workbook_is_checked_like_the_article_it_was_made_of(
    project: Path, call: Callable[..., Result]
) -> None:
    from bilingual import publishing

    with translated(project) as pipeline:
        id_ = remember(pipeline, "The committee said in detail on Friday that it had picked 4.")
        article = pipeline.translate(SOURCE, "a.md")
    for name in ("json", "xlsx"):
        for suffix, content in publishing.render(article, name).items():
            (project / f"a.{suffix}").write_bytes(content)
    of_json, of_workbook = (
        [{**one, "path": ""} for one in json.loads(call(f"a.{name}", "--format", "json").stdout)]
        for name in ("json", "xlsx")
    )
    assert of_json == of_workbook
    assert [one["segment"] for one in of_json if one["check"] == "number"] == [id_]
