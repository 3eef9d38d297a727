"""Rules of a newsroom's own: the documentation's examples run, files are checked whole, settings name them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import fields
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from bilingual.article import Role
from bilingual.cleaning import default_rules, read_rules
from bilingual.cleaning.rules_files import TABLES, runs_away
from bilingual.cleaning.ruleset import LineRule
from bilingual.cli import main
from bilingual.errors import UsageError
from bilingual.settings import load_settings, own_rules

from .conftest import ROOT

PAGE = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^```(toml|text|html|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

RULE = "[[line]]\nname = 'lottery'\nrole = 'promo'\nprose = true\npatterns = ['^오늘의 행운 번호']\n"
NEWS = "골목 시장에 새 지붕\n\n온새 골목 시장에 비를 막는 지붕이 생겼다. 상인들은 떡을 나누었다.\n오늘의 행운 번호는 7번이다.\n지붕은 길이가 백 미터에 이른다.\n"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.txt").write_text(NEWS, encoding="utf-8")

    def call(*arguments: str) -> Result:
        return CliRunner().invoke(main, list(arguments), prog_name="bilingual")

    return call


def _examples() -> list[tuple[str, str, str, str]]:
    """Each console block of the page with the rules (or none) and the page before it."""
    found: list[tuple[str, str, str, str]] = []
    rules = page = kind = ""
    for match in FENCE.finditer(PAGE):
        language, content = match.groups()
        if language == "toml":
            rules = content
        elif language in ("text", "html"):
            page, kind = content, language
        else:
            found.append((rules, page, kind, content))
    return found


@pytest.mark.parametrize("example", _examples(), ids=lambda example: example[0].split("\n")[0] or "none")
def test_an_example_of_the_documentation_does_what_it_says(
    example: tuple[str, str, str, str], run: Callable[..., Result], tmp_path: Path
) -> None:
    rules, page, kind, console = example
    command, _, shown = console.partition("\n")
    name = "page.html" if kind == "html" else "page.txt"
    (tmp_path / name).write_text(page, encoding="utf-8")
    (tmp_path / "newsroom.toml").write_text(rules, encoding="utf-8")
    words = command.removesuffix(" 2>&1 >/dev/null").split()[2:]
    result = run(*words)
    assert result.exit_code == 0, result.stderr
    output = result.stderr if command.endswith("/dev/null") else result.stdout
    assert output == shown
    if rules:
        without = run("detect", name)
        assert (without.stdout, without.stderr) != (
            run("detect", name, "--rules", "newsroom.toml").stdout,
            result.stderr,
        )
        assert rules in PAGE


def test_the_documentation_has_an_example_of_every_task() -> None:
    tables = {
        table for rules, *_ in _examples() for table in re.findall(r"^\[\[(\w+)\]\]", rules, re.MULTILINE)
    }
    assert tables >= {"line", "heading", "region", "credit", "published"}


def test_the_reference_table_is_the_code_s() -> None:
    rows = re.findall(r"^\| `\[\[(\w+)\]\]` \| `(\w+)` \| ([^|]+) \|", PAGE, re.MULTILINE)
    assert [row[:2] for row in rows] == [(table, key) for table, keys in TABLES.items() for key in keys]
    for table, name, value in rows:
        key = TABLES[table][name]
        assert value.endswith(", needed") is key.needed
        shown = tuple(re.findall(r"`(\w+)`", value))
        assert shown == key.choices if key.choices else value.removesuffix(", needed") == key.kind
    assert set(TABLES["line"]) == {field.name for field in fields(LineRule)}
    assert all(f"`{role.value}`" in PAGE for role in Role)


@pytest.mark.parametrize("file", sorted(p.name for p in (files("bilingual.cleaning") / "rules").iterdir()))
def test_the_shipped_rules_pass_for_a_newsroom_s(file: str) -> None:
    read_rules([Path(str(files("bilingual.cleaning") / "rules" / file))])


# -- a file of rules in a run ------------------------------------------------------------------------------------


NOTICE = "저작권자 © 골목소식 무단전재 및 재배포 금지"


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("page.txt", f"{NEWS}{NOTICE}\n"),
        ("page.html", f"<h1>골목 시장에 새 지붕</h1><div><p>{NEWS.splitlines()[2]}</p><p>지붕은 길이가 백 미터에 이른다.</p></div><footer>{NOTICE}</footer>"),
        ("page.md", f"---\ntitle: 골목 시장에 새 지붕\n---\n{NEWS}\n{NOTICE}\n"),
    ],
)  # fmt: skip
def test_nothing_overrules_own_rules(
    run: Callable[..., Result], tmp_path: Path, name: str, page: str
) -> None:
    (tmp_path / "own.toml").write_text(
        "[[line]]\nname = 'ours'\nrole = 'body'\npatterns = ['^저작권자']\n", encoding="utf-8"
    )
    (tmp_path / name).write_text(page, encoding="utf-8")
    for options, want in (((), ("copyright", False)), (("--rules", "own.toml"), ("body", True))):
        rows = [
            json.loads(line)
            for line in run("detect", name, "--json", "--explain", *options).stdout.splitlines()
        ]
        assert (rows[-1]["role"], rows[-1]["keep"]) == want
        assert (rows[-1]["rule"] == "own.toml: ours") is bool(options)


def test_every_rule_is_named_with_its_file() -> None:
    assert all(".toml: " in rule.name for rule in default_rules().lines)


def test_several_files_in_order(run: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(RULE, encoding="utf-8")
    (tmp_path / "b.toml").write_text(
        RULE.replace("promo", "related").replace("lottery", "second"), encoding="utf-8"
    )
    for order, rule in (("ab", "a.toml: lottery"), ("ba", "b.toml: second")):
        options = [word for name in order for word in ("--rules", f"{name}.toml")]
        rows = [
            json.loads(line)
            for line in run("detect", "page.txt", "--json", "--explain", *options).stdout.splitlines()
        ]
        assert rows[2]["rule"] == rule


def test_translate_leaves_out_what_own_rules_drop(run: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(RULE, encoding="utf-8")
    arguments = (
        "translate",
        "page.txt",
        "--engine",
        "memory",
        "--memory",
        "none",
        "--format",
        "json",
        "--force",
    )
    for options, kept in (((), True), (("--rules", "own.toml"), False)):
        assert run(*arguments, *options).exit_code == 1
        made = json.loads((tmp_path / "output" / "page.json").read_text(encoding="utf-8"))
        assert any("행운" in segment["source"] for segment in made["segments"]) is kept
        assert any("행운" in dropped["text"] for dropped in made["dropped"]) is not kept


def test_a_project_names_its_rules(
    run: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "desk").mkdir()
    (tmp_path / "deep").mkdir()
    (tmp_path / "bilingual.toml").write_text('rules = ["desk/own.toml"]\n', encoding="utf-8")
    (tmp_path / "desk" / "own.toml").write_text(RULE, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "deep")
    assert own_rules() == (tmp_path.resolve() / "desk" / "own.toml",)
    assert load_settings().rules == own_rules()
    assert load_settings(rules=[Path("x.toml")]).rules == (Path("x.toml"),)
    rows = [json.loads(line) for line in run("detect", "../page.txt", "--json").stdout.splitlines()]
    assert [row["role"] for row in rows] == ["title", "body", "promo", "body"]


@pytest.mark.parametrize("command", ["detect", "translate"])
def test_a_bad_file_stops_the_run_before_it_begins(
    run: Callable[..., Result], tmp_path: Path, command: str
) -> None:
    (tmp_path / "own.toml").write_text(RULE.replace("promo", "promos"), encoding="utf-8")
    result = run(command, "page.txt", "--rules", "own.toml")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.splitlines() == [
        "Error: own.toml:3: [[line]] 'lottery': 'role' is 'promos'; did you mean 'promo'?",
        "docs/rules.md lists every table and key.",
    ]
    assert run(command, "page.txt", "--rules", "none.toml").exit_code == 2


# -- what is wrong in a file -------------------------------------------------------------------------------------


def _told(tmp_path: Path, text: str | bytes) -> list[str]:
    path = tmp_path / "own.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(UsageError) as caught:
        read_rules([path])
    return [line.removeprefix(str(path)) for line in str(caught.value).splitlines()]


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    text = """\
[[lines]]
name = "a"

[[line]]
role = "promos"
pattern = ["x"]

[[line]]
name = "b"
role = "promo"
patterns = [
  'fine',
  '(',
  '(\\w+ ?)+$',
]
longest = "3"
match = "starts"
kinds = ["pdf"]
keep = 1

[[site]]
patterns = ['\\d']

[part]
name = "x"
"""
    told = _told(tmp_path, text)
    assert [line.split(": ")[0] for line in told[:-1]] == [
        f":{n}" for n in (1, 4, 4, 5, 6, 13, 14, 16, 17, 18, 19, 22)
    ] + [""]
    assert told[-2] == ": 1 more problems"
    whole = "\n".join(told)
    for piece in (
        "unknown table 'lines'; did you mean 'line'?",
        "'name' is missing",
        "'patterns' is missing",
        "'role' is 'promos'; did you mean 'promo'?",
        "unknown key 'pattern'; did you mean 'patterns'?",
        "pattern '(': not a regular expression",
        "a repeat within a repeat",
        "'longest' must be a whole number",
        "'match' is 'starts'; did you mean 'start'?",
        "'kinds' is 'pdf'",
        "'keep' must be true or false",
    ):
        assert piece in whole


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("[[line]\n", ":1: not TOML: "),
        ('[[line]]\npatterns = ["\\d"]\n', "(write a pattern between single quotes: '\\d+')"),
        ("[line]\nname = 'x'\n", ":1: write [[line]] with two brackets"),
        ("line = 3\n", ":1: write [[line]] with two brackets"),
        (
            "[[menu]]\nname = 'm'\nrole = 'nav'\nseparator = '|'\nleast = true\nlongest = 3\n",
            ":5: [[menu]] 'm': 'least'",
        ),
        ("[[ban]]\npatterns = '금지'\n", ":2: [[ban]] 'patterns' must be a list of texts"),
        ("[[ban]]\npatterns = []\n", ":2: [[ban]] 'patterns' must be a list of texts"),
        ("[[site]]\npatterns = ['x']\n", "lacks the groups (?P<site>…)"),
        (b"\xff\xfe[\x00", ": not UTF-8 (byte 0)"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, text: str | bytes, piece: str) -> None:
    told = _told(tmp_path, text)
    assert piece in told[0], told
    assert len(told) == 2


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes(b"\xef\xbb\xbf" + RULE.encode())
    assert len(read_rules([path]).lines) == 1


@given(st.text(alphabet="[]=\"'\\\n lineroe(+*)?,.#가1", max_size=60))
def test_any_text_is_read_or_refused_in_words(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("rules") / "own.toml"
    path.write_text(text, encoding="utf-8", newline="")
    with suppress(UsageError):
        read_rules([path])


@pytest.mark.parametrize(
    ("pattern", "refused"),
    [
        (r"(a+)+$", True),
        (r"(\w+ ?)+$", True),
        (r"(?:[가-힣]+\s?)+$", True),
        (r"(?:x|(?:a*))*b", True),
        (r"(?=(a+)+$)x", True),
        (r"(?:\w+\s)+", False),
        (r"(?:\w++ ?)+$", False),
        (r"(?>a+)+b", False),
        (r"(?:\d{1,3},?){1,4}", False),
        (r"(?:\b\w+\b)+", False),
        (r"\d+(?:[-.]\d+)*", False),
    ],
)
def test_a_repeat_of_a_repeat_is_refused(pattern: str, refused: bool) -> None:
    assert runs_away(pattern) is refused


@pytest.mark.parametrize("pattern", ["", "  ", ".*", ".", "^", r"\S+", "(?:광고)?"])
@pytest.mark.parametrize("match", ["", 'match = "start"\n'])
def test_a_pattern_that_every_line_has_is_refused_with_its_line(
    tmp_path: Path, pattern: str, match: str
) -> None:
    file = tmp_path / "rules.toml"
    file.write_text(f"[[line]]\nname = 'x'\nrole = 'promo'\n{match}patterns = [\n  '광고',\n  '{pattern}']\n")
    with pytest.raises(
        UsageError, match=r"rules\.toml:[4567]: \[\[line\]\] 'x': pattern '.*': (?:is empty|matches every)"
    ):
        read_rules([file])


def test_a_pattern_of_every_line_somewhere_is_taken(tmp_path: Path) -> None:
    file = tmp_path / "rules.toml"
    file.write_text("[[line]]\nname = 'x'\nrole = 'caption'\ntags = ['figcaption']\npatterns = ['.']\n")
    assert read_rules([file]).lines
