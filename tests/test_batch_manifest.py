"""Lists of sources: what each row asks for, and what is told of a wrong one."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.batch import Item, from_sources, read_manifest, with_stems
from bilingual.batch.items import settings_of
from bilingual.errors import SourceError, UsageError
from bilingual.settings import Settings

BASE = Settings()
FOLDER = Path("/lists")


def read(text: str, name: str = "list.csv"):
    return read_manifest(text.encode(), name, BASE, FOLDER)


def test_rows_with_options_of_their_own():
    found = read('source,name,to,format\na.txt,first,en,"json,txt"\n/b.html,,,\nhttps://example.org/c,,zh,\n')
    assert found.problems == []
    assert found.items == [
        Item("/lists/a.txt", "first", (("to", "en"), ("format", "json,txt")), "list.csv:2"),
        Item("/b.html", "", (), "list.csv:3"),
        Item("https://example.org/c", "", (("to", "zh"),), "list.csv:4"),
    ]
    assert settings_of(found.items[0], BASE).formats == ("json", "txt")
    assert settings_of(found.items[2], BASE).targets == ("zh-Hans",)


@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_cells_may_be_parted_in_three_ways(between):
    found = read(f"\ufeffSource{between}To\r\na.txt{between}en\r\n")
    assert found.items == [Item("/lists/a.txt", "", (("to", "en"),), "list.csv:2")]


def test_json_lines():
    lines = [
        {"source": "a.txt", "to": ["en", "ko"], "keep_both": True, "fuzzy": 0.8, "seen": 3},
        {"source": "b"},
    ]
    found = read("\n".join(map(json.dumps, lines)), "list.jsonl")
    assert [item.options for item in found.items] == [
        (("to", "en,ko"), ("keep_both", "true"), ("fuzzy", "0.8")),
        (),
    ]
    settings = settings_of(found.items[0], BASE)
    assert (settings.targets, settings.keep_both, settings.fuzzy) == (("en", "ko"), True, 0.8)


def test_a_plain_list_of_names():
    found = read("a.txt\nb, with a comma.txt\n\n https://example.org/1\n", "list.txt")
    assert [item.source for item in found.items][:2] == ["/lists/a.txt", "/lists/b, with a comma.txt"]
    assert [item.place for item in found.items] == ["list.txt:1", "list.txt:2", "list.txt:4"]


def test_wrong_rows_are_told_by_line_and_the_others_go_on():
    found = read(
        'source,to,fuzzy\na.txt,xx-bad,\n,en,\nb.txt,en,2\n"c\nd.txt",en,\ne.txt,en,0.8,more\nf.txt,en\n'
    )
    assert [item.source for item in found.items] == ["/lists/c\nd.txt", "/lists/f.txt"]
    assert [problem.partition(": ")[0] for problem in found.problems] == [
        "list.csv:2",
        "list.csv:3",
        "list.csv:4",
        "list.csv:7",
    ]
    assert found.items[1].place == "list.csv:8"


def test_wrong_lines_of_json_are_told():
    found = read('{"source": "a"}\n{"source": \n[1]\n{"source": "b", "to": "nonsense!"}\n', "list.jsonl")
    assert [item.source for item in found.items] == ["/lists/a"]
    assert [problem.split(":")[1] for problem in found.problems] == ["2", "3", "4"]


def test_a_column_that_is_nearly_an_option_is_told():
    found = read("source,formats,city\na.txt,html,Seoul\n")
    assert found.problems == []
    assert found.notes == ["list.csv: 'formats' is no option and not used; did you mean 'format'?"]


@pytest.mark.parametrize(
    ("data", "line"),
    [(b"url,to\na,en\n", 1), (b"source\nok.txt\n\xb1\xe8.txt\n", 3)],
    ids=["header", "bytes"],
)
def test_a_list_that_cannot_be_read_says_where(data, line):
    with pytest.raises(SourceError, match=f"^list.csv:{line}: "):
        read_manifest(data, "list.csv", BASE, FOLDER)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)))
def test_any_name_comes_back_from_csv(names):
    names = [
        name
        for name in names
        if name.strip() == name and name != "-" and "://" not in name and name[0] != "~"
    ]
    text = io.StringIO(newline="")
    csv.writer(text).writerows([["source", "to"], *([name, "en"] for name in names)])
    found = read(text.getvalue())
    assert found.problems == []
    assert [item.source for item in found.items] == [str(FOLDER / Path(name)) for name in names]


def test_an_unknown_option_names_the_nearest():
    with pytest.raises(UsageError, match="did you mean 'engine'"):
        settings_of(Item("a", options=(("engin", "x"),)), BASE)


def test_stems_are_unlike_in_a_folder_and_the_same_in_two(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(name, "utf-8")
    items = from_sources([str(tmp_path)]).items
    assert [Path(item.source).parent.name for item in items] == ["one", "two"]
    first, second = with_stems(items)
    assert first.stem == "index"
    assert second.stem.startswith("index-")
    assert with_stems(list(reversed(items)))[::-1] == [first, second]
    apart = [items[0], Item(items[1].source, options=(("output", "elsewhere"),))]
    assert [item.stem for item in with_stems(apart)] == ["index", "index"]
    named = [Item(items[0].source, "a.b"), Item(items[1].source, "a.b")]
    assert [item.stem[:4] for item in with_stems(named)] == ["a.b", "a.b-"]


def test_what_cannot_be_found_is_a_problem_and_the_rest_goes_on(tmp_path):
    (tmp_path / "a.txt").write_text("글", "utf-8")
    found = from_sources([str(tmp_path / "no*.html"), str(tmp_path / "a.txt"), str(tmp_path / "a.txt")])
    assert [item.source for item in found.items] == [str(tmp_path / "a.txt")]
    assert len(found.problems) == 1
