"""axe-core finds nothing to object to, in the light, in the dark and on a phone, with everything open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from bilingual.cli.main import main
from bilingual.publishing.page import render

from . import axe
from .chromium import Browser
from .conftest import ROOT
from .page_nasty import crowded
from .page_rare import arabic, bare, six, themed, unknown
from .page_samples import hard, news, post

SEEDS = ("000_528f012b6500446b", "002_f10d40b959076709")
PAGES = {
    "news": news,
    "post": post,
    "hard": hard,
    "crowded": crowded,
    "arabic": arabic,
    "bare": bare,
    "unknown": unknown,
    "six": six,
    "themed": themed,
}
VIEWS = {"light": (1440, False), "dark": (1440, True), "phone": (360, False), "dark phone": (360, True)}


@pytest.fixture(scope="module")
def script(npm: str) -> str:
    return axe.source(npm)


@pytest.fixture(scope="module")
def browser(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(chromium, tmp_path_factory.mktemp("chromium")) as opened:
        yield opened


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The samples, and the two seeds as the command writes them."""
    folder = tmp_path_factory.mktemp("pages")
    sources = [str(ROOT / "seeds" / f"{name}.txt") for name in SEEDS]
    command = ["translate", *sources, "--offline", "--format", "html", "--output", str(folder)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BILINGUAL_HOME", str(tmp_path_factory.mktemp("home")))
        assert CliRunner().invoke(main, command).exit_code == 0
    for name, make in PAGES.items():
        (folder / f"{name}.html").write_bytes(render(make())["html"])
    return {path.stem: path for path in folder.glob("*.html")}


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("name", [*PAGES, *SEEDS])
def test_axe_finds_no_violation(
    browser: Browser, script: str, pages: dict[str, Path], name: str, view: str
) -> None:
    page = pages[name]
    width, dark = VIEWS[view]
    browser.open(page, width, 900, dark=dark)
    browser.value("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    assert axe.violations(browser, script) == []


def test_axe_finds_no_violation_where_the_original_is_hidden(
    browser: Browser, script: str, pages: dict[str, Path]
) -> None:
    browser.open(pages["crowded"])
    browser.value("document.getElementById('show-0').click()")
    assert axe.violations(browser, script) == []


def test_axe_sees_what_is_wrong(browser: Browser, script: str, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    text = render(news())["html"].decode("utf-8")
    page.write_text(text.replace(' lang="ko" dir="ltr">\n<head>', ">\n<head>"), encoding="utf-8")
    browser.open(page)
    assert any(line.startswith("html-has-lang") for line in axe.violations(browser, script))
