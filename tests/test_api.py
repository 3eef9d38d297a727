"""The library as a notebook uses it."""

from __future__ import annotations

import io
import sys

import pytest
from openpyxl import load_workbook

import bilingual
from bilingual.errors import SourceError, UsageError

from .conftest import ROOT

SEEDS = sorted((ROOT / "seeds").glob("*.txt"))


@pytest.fixture(autouse=True)
def _own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("BILINGUAL_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)


def test_a_file_becomes_an_article_with_doors(tmp_path):
    article = bilingual.translate(SEEDS[0], offline=True)
    assert isinstance(article, bilingual.Article)
    assert article.targets == ("en", "zh-Hans")
    assert all(target.text for segment in article.segments for target in segment.targets.values())
    page = article.to_html(tmp_path / "page.html")
    assert (tmp_path / "page.html").read_text("utf-8") == page
    written = article.to_xlsx(tmp_path / "book.xlsx")
    assert load_workbook(io.BytesIO(written.read_bytes())).sheetnames[0] == "Article"
    table = article.to_pandas()
    assert list(table["id"]) == [segment.id for segment in article.segments]
    assert list(table["en"]) == [segment.targets["en"].text for segment in article.segments]
    assert not (tmp_path / "output").exists()


def test_a_text_is_not_taken_for_a_file():
    article = bilingual.translate(text="seeds", to="en", engine="memory", memory="none")
    assert [segment.source for segment in article.segments] == ["seeds"]
    assert article.source.path == "text"
    page = bilingual.translate(
        "<!doctype html><html><body><article><h1>제목이다</h1><p>강이 넘쳤다고 시가 밝혔다.</p></article></body></html>".encode(),
        name="a.html",
        engine="memory",
        memory="none",
    )
    assert page.source.kind == "html"


@pytest.mark.parametrize("arguments", [{}, {"source": "a", "text": "b"}])
def test_a_source_or_a_text(arguments):
    with pytest.raises(UsageError, match="one of the two"):
        bilingual.translate(**arguments)


def test_pandas_is_asked_for_by_name(monkeypatch):
    article = bilingual.translate(text="글", engine="memory", memory="none")
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(UsageError, match=r"pip install 'bilingual\[pandas\]'"):
        article.to_pandas()


def test_a_batch_yields_articles_and_writes_results(tmp_path):
    made = bilingual.batch(
        [SEEDS[0], SEEDS[1], "missing.txt"], offline=True, format="json", output="made", workers=1
    )
    articles = []
    with pytest.raises(SourceError, match=r"missing\.txt: no such file"):
        articles.extend(made)
    assert {article.source.title for article in articles} == {
        bilingual.translate(path, offline=True).source.title for path in SEEDS
    }
    assert len(list((tmp_path / "made").glob("*.json"))) == 2
    again = list(bilingual.batch(SEEDS, offline=True, format="json", output="made", workers=1))
    assert {(a.id, len(a.segments)) for a in again} == {(a.id, len(a.segments)) for a in articles}
