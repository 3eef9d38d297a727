"""Pages of our own writing through the whole route: the editions hold the article and nothing else."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bilingual.article import Status
from bilingual.cli import main
from bilingual.pipeline import Pipeline, is_complete
from bilingual.settings import Settings

from . import scripted_engines
from .test_own_pages import DIFFERS, PAGES, _labels

ROUTED = (
    "ko_modern.html",
    "ko_table_page.html",
    "zh_gb18030.html",
    "zh_side_columns.html",
    "ko_utf16.txt",
    "ko_portal.txt",
    "jekyll.md",
    "hexo.md",
    "hugo_yaml.md",
    "hugo_toml.md",
    "hugo_json.md",
)
FORMATS = ("json", "txt", "md", "html")
HAN = re.compile("[一-鿿]+")


class Both(scripted_engines.Scripted):
    """Turns Hangul and, for English, Han into words, so that no answer echoes its source."""

    def answer(self, text: str, target: str) -> str | None:
        answer = super().answer(text, target) or ""
        return HAN.sub("word", answer) if target == "en" else answer


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setattr(scripted_engines, "engine", Both(), raising=False)
    return Settings(
        engines=("tests.scripted_engines:engine",),
        memory=str(tmp_path / "memory.db"),
        formats=FORMATS,
        output=tmp_path / "output",
    )


def _same(text: str) -> str:
    """A text without white space, marks of Markdown, quotation marks and brackets."""
    return re.sub(r"[\s*_#>|\\\"'`()\[\]-]", "", text)


def _visible(label: dict[str, Any]) -> str:
    """What a reader sees of a labelled line, without pieces of another role."""
    text = re.sub(r"<[^>]*>", "", label["text"])
    for span in label.get("spans", ()):
        text = text.replace(span["text"], "")
    if label.get("sub", "").startswith("front matter key"):
        text = re.sub(r"^\s*\"?title\"?\s*[:=]\s*|,$", "", text)
    return _same(text)


def _expected(name: str) -> tuple[list[str], list[str]]:
    """The kept lines of a page, and those left out that are no piece of a kept one."""
    labels = [
        label
        for label in _labels(name)
        if not label.get("alt_keep") and label["line"] not in DIFFERS.get(name, {})
    ]
    kept = [_visible(label) for label in labels if label["keep"]]
    whole = "".join(_visible(label) for label in _labels(name) if label["keep"] or label.get("alt_keep"))
    left_out = [_visible(label) for label in labels if not label["keep"] and label["label"] != "front_matter"]
    # A shorter one may be the name of the site, which an edition tells.
    return kept, [text for text in left_out if len(text) >= 6 and text not in whole]


def _written(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".txt", ".md", ".html"):
            text = path.read_text(encoding="utf-8")
            if path.suffix == ".html":
                text = re.sub(r"(?s)<(style|script)\b.*?</\1>|<[^>]*>", "", text)
            yield path.name, _same(text)


@pytest.mark.parametrize("name", ROUTED)
def test_an_edition_holds_the_article_and_nothing_else(name: str, settings: Settings) -> None:
    with Pipeline(settings) as pipeline:
        article = pipeline.translate((PAGES / name).read_bytes(), name)
        pipeline.publish(article, Path(name).stem)
    kept, left_out = _expected(name)
    sources = _same("".join(segment.source for segment in article.segments))
    for text in kept:
        assert text in sources
    for text in left_out:
        assert text not in sources
    statuses = {target.status for segment in article.segments for target in segment.targets.values()}
    assert statuses <= {Status.TRANSLATED, Status.REUSED, Status.COPIED}
    seen = 0
    for file, written in _written(settings.output):
        for text in left_out:
            assert text not in written, file
        seen += 1
    assert seen >= 5  # a page, and text and Markdown in two languages


@pytest.mark.parametrize("name", ROUTED)
def test_offline_the_article_is_there_untranslated(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_bytes((PAGES / name).read_bytes())
    result = CliRunner().invoke(main, ["translate", name, "--offline", "--format", "json,html"])
    assert result.exit_code == 1, result.stderr
    made = json.loads((tmp_path / "output" / f"{Path(name).stem}.json").read_text(encoding="utf-8"))
    kept, left_out = _expected(name)
    sources = _same("".join(segment["source"] for segment in made["segments"]))
    assert all(text in sources for text in kept)
    assert not [text for text in left_out if text in sources]
    own = "zh-Hans" if name.startswith(("zh", "hexo", "hugo_toml")) else "ko"
    for segment in made["segments"]:
        for language, target in segment["targets"].items():
            assert target["status"] in ("untranslated", "copied", "reused")
            assert (
                target["text"] is None
                or target["status"] == "reused"
                or language == own
                or segment["language"] != own
            )


# -- a Word document ---------------------------------------------------------------------------------------------


def _document() -> bytes:
    from docx import Document

    document = Document()
    document.add_heading("온새 섬에 작은 극장", 0)
    document.add_paragraph("2023년 7월 1일 10시 00분")
    paragraph = document.add_paragraph("온새 섬에 좌석 마흔 개의 ")
    paragraph.add_run("작은 극장").bold = True
    paragraph.add_run("이 문을 열었다. 섬 아이들이 첫 손님이 되었다.")
    document.add_heading("배우도 주민", 2)
    document.add_paragraph("무대에 서는 사람도 표를 파는 사람도 모두 섬 주민이다.")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        (c for row in table.rows for c in row.cells),
        ("요일", "작품", "토요일", "등대지기의 노래"),
        strict=True,
    ):
        cell.text = text
    document.add_paragraph("저작권자 © 골목소식 무단전재 및 재배포 금지")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_a_word_document_of_an_article(settings: Settings) -> None:
    with Pipeline(settings) as pipeline:
        article = pipeline.translate(_document(), "극장.docx")
        pipeline.publish(article, "극장")
    assert [block.text for block in article.blocks] == [
        "온새 섬에 작은 극장",
        "2023년 7월 1일 10시 00분",
        "온새 섬에 좌석 마흔 개의 작은 극장이 문을 열었다. 섬 아이들이 첫 손님이 되었다.",
        "배우도 주민",
        "무대에 서는 사람도 표를 파는 사람도 모두 섬 주민이다.",
        "요일",
        "작품",
        "토요일",
        "등대지기의 노래",
    ]
    assert is_complete(article)
    assert [dropped.role.value for dropped in article.dropped] == ["copyright"]
    for file, written in _written(settings.output):
        assert "재배포" not in written, file


# -- what comes back of a post -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "opens", "title"),
    [
        ("jekyll.md", "---\n", "title: "),
        ("hugo_yaml.md", "---\n", "title: "),
        ("hugo_toml.md", "+++\n", "title = "),
        ("hugo_json.md", "{\n", '"title": '),
        ("hexo.md", '"title": ', '"title": '),
    ],
)
def test_a_post_comes_back_in_its_own_syntax(name: str, opens: str, title: str, settings: Settings) -> None:
    with Pipeline(settings) as pipeline:
        article = pipeline.translate((PAGES / name).read_bytes(), name)
        pipeline.publish(article, Path(name).stem)
    text = (settings.output / f"{Path(name).stem}.en.md").read_text(encoding="utf-8")
    assert text.startswith(opens)
    line = next(line for line in text.splitlines() if line.lstrip().startswith(title))
    assert "word" in line
    assert not re.search("[가-힣一-鿿]", line)
    assert "mirinae" not in text
