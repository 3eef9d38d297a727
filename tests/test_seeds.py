"""The first minute: both sample documents, from memory alone, into every format, as a user runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import openpyxl
import pytest
from lxml import html

from bilingual.article import Article
from bilingual.publishing.article_json import from_json

from .chromium import Browser
from .conftest import ROOT

PORTAL = "000_528f012b6500446b"
POST = "002_f10d40b959076709"
SEEDS = [str(ROOT / "seeds" / f"{stem}.txt") for stem in (PORTAL, POST)]
TARGETS = ("en", "zh-Hans")


def bilingual(*arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from bilingual.cli import main; main()", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=home,
        env={**os.environ, "BILINGUAL_HOME": str(home / "data"), "PYTHONUTF8": "1"},
    )


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("first-minute")
    result = bilingual(
        "translate", *SEEDS, "--to", "en,zh", "--format", "html,xlsx,json,txt,md", "--offline", home=home
    )
    assert result.returncode == 0, result.stderr
    return home / "output"


def article(output: Path, stem: str) -> Article:
    return from_json(json.loads((output / f"{stem}.json").read_text(encoding="utf-8")))


@pytest.mark.parametrize("stem", [PORTAL, POST])
def test_every_kept_segment_has_both_targets_and_nothing_is_wrong(output: Path, stem: str) -> None:
    made = article(output, stem)
    assert made.targets == TARGETS
    assert len(made.segments) >= 18
    for segment in made.segments:
        assert set(segment.targets) == set(TARGETS)
        for target in segment.targets.values():
            assert target.text
            assert target.status == "reused"
            assert target.origin == "imported"
            assert [f for f in target.findings if f.severity in ("error", "warning")] == []


@pytest.mark.parametrize("stem", [PORTAL, POST])
def test_no_dropped_line_leaks_into_a_result(output: Path, stem: str) -> None:
    made = article(output, stem)
    page = html.fromstring((output / f"{stem}.html").read_bytes())
    texts = [page.text_content()]
    texts += [
        (output / f"{stem}.{language}.txt").read_text(encoding="utf-8") for language in ("ko", *TARGETS)
    ]
    kept = {segment.source for segment in made.segments}
    long_enough = [
        dropped for dropped in made.dropped if len(dropped.text) > 8 and dropped.role != "front_matter"
    ]
    assert long_enough
    for dropped in long_enough:
        assert dropped.text not in kept
        for text in texts:
            assert dropped.text not in unicodedata.normalize("NFC", text)


def test_the_portal_page_keeps_the_article_and_its_date(output: Path) -> None:
    made = article(output, PORTAL)
    assert made.source.published == "2022-08-21T06:05"
    assert made.source.title == "푸틴, 나토 의식했나…CSTO 회원국 카자흐와 군사훈련 채비"
    by_block = {block.id: block for block in made.blocks}
    assert by_block["3"].text == "조글로미디어(ZOGLO) 2022년8월21일 06시05분"
    assert by_block["10d"].text == "(알마티=연합뉴스) 김상욱 통신원 ="
    assert by_block["10d"].role == "dateline"
    assert by_block["7c"].text == "연합뉴스 자료사진"
    assert made.segments[-1].source.endswith("245억 달러에 달했다.")


def test_first_mentions_are_spelled_out_once(output: Path) -> None:
    english = (output / f"{PORTAL}.en.txt").read_text(encoding="utf-8")
    chinese = (output / f"{PORTAL}.zh-Hans.txt").read_text(encoding="utf-8")
    assert english.count("Collective Security Treaty Organization (CSTO)") == 1
    assert chinese.count("集体安全条约组织（集安组织）") == 1
    assert "CSTO (CSTO)" not in english
    assert "$24.5 billion" in english
    assert "245亿美元" in chinese


def test_the_post_s_front_matter_survives_around_the_translation(output: Path) -> None:
    from ruamel.yaml import YAML

    markdown = (output / f"{POST}.en.md").read_text(encoding="utf-8")
    original = (ROOT / "seeds" / f"{POST}.txt").read_text(encoding="utf-8")
    before = YAML(typ="safe").load(original.split("---\n")[1])
    after = YAML(typ="safe").load(markdown.split("---\n")[1])
    assert list(after) == list(before)
    assert after["categories"] == before["categories"]
    assert after["image"] == before["image"]
    assert after["title"].startswith("Putin invites")
    assert after["excerpt"] == after["feature_text"]
    assert "294" not in markdown
    assert "newsdao.kr" not in markdown
    assert "| **Venue of talks** | Kazakhstan |" in markdown


@pytest.mark.parametrize("stem", [PORTAL, POST])
def test_the_workbook_opens_again_with_a_row_a_segment(output: Path, stem: str) -> None:
    made = article(output, stem)
    book = openpyxl.load_workbook(output / f"{stem}.xlsx")
    assert book.sheetnames[0] == "Article"
    sheet = book["Article"]
    assert sheet.freeze_panes is not None
    header = [cell.value for cell in sheet[1]]
    rows = {
        row[0]: dict(zip(header, row, strict=True)) for row in sheet.iter_rows(min_row=2, values_only=True)
    }
    assert list(rows) == [segment.id for segment in made.segments]
    for segment in made.segments:
        row = rows[segment.id]
        assert row["Korean [ko]"] == segment.source
        assert row["English [en]"] == segment.targets["en"].text
        assert row["Chinese (Simplified) [zh-Hans]"] == segment.targets["zh-Hans"].text
    about = {str(row[0]): str(row[1]) for row in book["About"].iter_rows(values_only=True)}
    page = (output / f"{stem}.html").read_text(encoding="utf-8")
    assert about["signature"] in page
    dropped = [row[1] for row in book["Dropped"].iter_rows(min_row=2, values_only=True)]
    assert len(dropped) == len(made.dropped)


def test_the_same_run_again_changes_no_byte(output: Path) -> None:
    before = {path: path.read_bytes() for path in output.iterdir()}
    result = bilingual(
        "translate", *SEEDS, "--format", "html,xlsx,json,txt,md", "--offline", home=output.parent
    )
    assert result.returncode == 0, result.stderr
    assert {path: path.read_bytes() for path in output.iterdir()} == before


@pytest.mark.parametrize("stem", [PORTAL, POST])
@pytest.mark.parametrize("width", [1440, 360])
def test_the_page_fits_desktop_and_phone(
    output: Path, stem: str, width: int, chromium: str, tmp_path: Path
) -> None:
    with Browser(chromium, tmp_path / "profile") as browser:
        browser.open(output / f"{stem}.html", width=width)
        assert browser.value("document.documentElement.scrollWidth") <= width
        id_ = article(output, stem).segments[-8].id
        places = [
            browser.value(
                f"(({{left, top}}) => [left, top])(document.getElementById('{name}').getBoundingClientRect())"
            )
            for name in (id_, f"{id_}-en", f"{id_}-zh-Hans")
        ]
        lefts, tops = [place[0] for place in places], [place[1] for place in places]
        side_by_side = lefts[0] + 200 < lefts[1] and lefts[1] + 200 < lefts[2]
        stacked = tops[0] < tops[1] < tops[2] and max(lefts) < 100
        assert (side_by_side, stacked) == (width == 1440, width == 360)
        assert browser.problems == []
        picture = browser.picture(tmp_path / "page.png")
        assert picture.stat().st_size > 20_000


def test_detect_gives_every_labelled_line_its_role(corpus: Path, tmp_path: Path) -> None:
    for name, path in zip(("seed_000", "seed_002"), SEEDS, strict=True):
        result = bilingual("detect", path, "--json", home=tmp_path)
        assert result.returncode == 0, result.stderr
        rows = {row["line"]: row for row in map(json.loads, result.stdout.splitlines())}
        for line in (corpus / "gold" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            gold = json.loads(line)
            if gold.get("sub") == "markup" and gold["line"] not in rows:
                continue
            row = rows[gold["line"]]
            assert row["role"] == gold["label"], gold
            if not gold.get("alt_keep"):
                assert row["keep"] == gold["keep"], gold
            for span in gold.get("spans", ()):
                pieces = [(p["role"], row["text"][p["start"] : p["end"]]) for p in row["parts"]]
                assert (span["label"], span["text"]) in pieces, gold
