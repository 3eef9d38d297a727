"""axe-core finds nothing to object to, in the light, in the dark and on a phone, with everything open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bilingual.publishing.page import render

from . import axe
from .chromium import Browser
from .page_nasty import crowded
from .page_samples import hard, news, post

PAGES = {"news": news, "post": post, "hard": hard, "crowded": crowded}
VIEWS = {"light": (1440, False), "dark": (1440, True), "phone": (360, False), "dark phone": (360, True)}


@pytest.fixture(scope="module")
def script(npm: str) -> str:
    return axe.source(npm)


@pytest.fixture(scope="module")
def browser(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(chromium, tmp_path_factory.mktemp("chromium")) as opened:
        yield opened


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_violation(browser: Browser, script: str, tmp_path: Path, name: str, view: str) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(render(PAGES[name]())["html"])
    width, dark = VIEWS[view]
    browser.open(page, width, 900, dark=dark)
    browser.value("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    assert axe.violations(browser, script) == []


def test_axe_sees_what_is_wrong(browser: Browser, script: str, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    text = render(news())["html"].decode("utf-8")
    page.write_text(text.replace(' lang="ko" dir="ltr">\n<head>', ">\n<head>"), encoding="utf-8")
    browser.open(page)
    assert any(line.startswith("html-has-lang") for line in axe.violations(browser, script))
