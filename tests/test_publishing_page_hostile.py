"""The page and what an article may hold to hurt it, each on its own; what the browser does with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import lxml.html
import pytest

from bilingual.article import Article, Block, Mark, Role, Status, Target
from bilingual.publishing.page import render

from .chromium import Browser
from .page_samples import article, both, news, one


@pytest.fixture(scope="module")
def browser(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(chromium, tmp_path_factory.mktemp("chromium")) as opened:
        yield opened


def opened(browser: Browser, made: Article, folder: Path, width: int = 1440) -> Browser:
    page = folder / "page.html"
    page.write_bytes(render(made)["html"])
    browser.open(page, width, 800)
    return browser


def english(text: str) -> Article:
    return one(
        "가.", targets={"en": Target(text, Status.TRANSLATED), "zh-Hans": Target("甲。", Status.TRANSLATED)}
    )


def shown(page: lxml.html.HtmlElement) -> str:
    return str(page.xpath("string(//span[@data-segment and ancestor::*[@data-language='en']])"))


def test_a_script_in_a_target_is_text(browser: Browser, tmp_path: Path) -> None:
    text = "<script>window.bad = 1</script><img src=x onerror='window.bad = 1'><svg onload=bad=1>"
    opened(browser, english(text), tmp_path)
    assert browser.value("window.bad === undefined && document.images.length === 0")
    assert browser.value("document.querySelector('[data-language=en] .s').textContent") == text
    assert browser.problems == []


def test_a_bidi_override_reaches_no_neighbour(browser: Browser, tmp_path: Path) -> None:
    """Overrides are gone, and a right-to-left name turns nothing beside its sentence around."""
    made = english("\u202egnp.exe\u202c and \u2067x")
    assert shown(lxml.html.document_fromstring(render(made)["html"].decode())) == "gnp.exe and x"
    opened(browser, made, tmp_path)
    styles = "getComputedStyle(document.querySelector('[data-language=en] .s')).unicodeBidi"
    assert browser.value(styles) == "isolate"


def test_an_unpaired_surrogate_is_a_visible_mark() -> None:
    made = english("a\ud800b\udfff")
    assert shown(lxml.html.document_fromstring(render(made)["html"].decode("utf-8"))) == "a\ufffdb\ufffd"


def test_a_segment_of_forty_thousand_characters(browser: Browser, tmp_path: Path) -> None:
    """Without a single place to break: it is whole, and no window scrolls sideways for it."""
    made = english("x" * 40_000)
    made = replace(made, blocks=(replace(made.blocks[0], text="가" * 40_000),))
    made = replace(made, segments=(replace(made.segments[0], source="가" * 40_000),))
    for width in (360, 1440):
        opened(browser, made, tmp_path, width)
        assert browser.value("document.querySelector('[data-language=en] .s').textContent.length") == 40_000
        assert browser.value("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("address", ["javascript:window.bad=1", "data:text/html,<script>bad=1</script>"])
def test_an_address_that_runs_is_no_link(address: str) -> None:
    made = english("Read more")
    target = replace(made.segments[0].targets["en"], marks=(Mark("m1", 0, 9, "a", address),))
    made = replace(made, segments=(replace(made.segments[0], targets={"en": target}),))
    page = lxml.html.document_fromstring(render(made)["html"].decode())
    assert shown(page) == "Read more"
    assert page.xpath("//@href[starts-with(., 'javascript') or starts-with(., 'data:text')]") == []


def test_a_title_of_five_hundred_characters(browser: Browser, tmp_path: Path) -> None:
    """It is whole, set smaller in every language, and does not fill the window before the text."""
    title = "러시아와 중국이 " * 55 + "만났다"
    assert len(title) > 490
    made = article(
        [
            (
                Block("1", title, 1, role=Role.TITLE),
                [(title, both("Russia and China met " * 24, "俄中会面" * 60))],
            ),
            (Block("2", "가.", 2, role=Role.BODY), [("가.", both("A.", "甲。"))]),
        ]
    )
    opened(browser, made, tmp_path)
    assert browser.value("document.querySelector('h1').textContent.trim()") == title
    sizes = "[...document.querySelectorAll('.headline')].map((e) => getComputedStyle(e).fontSize)"
    assert set(browser.value(sizes)) == {"19px"}
    assert browser.value("document.querySelector('.row-body').getBoundingClientRect().top") < 1000


def test_the_policy_stops_what_gets_in(browser: Browser, tmp_path: Path) -> None:
    """A script, an event handler, a style and a picture put into the finished page do nothing."""
    text = render(news())["html"].decode("utf-8")
    hostile = (
        "<script>window.bad = 1</script><button id=b onclick='window.bad = 2'>b</button>"
        "<style>h1 { display: none }</style><img id=i src='https://tracker.invalid/a.gif' onerror='window.bad = 3'>"
    )
    page = tmp_path / "page.html"
    page.write_text(text.replace("</header>", f"</header>{hostile}"), encoding="utf-8")
    browser.open(page)
    browser.value("document.getElementById('b').click()")
    assert browser.value("window.bad === undefined")
    assert browser.value("document.querySelector('h1').checkVisibility()")
    assert browser.value("document.getElementById('i').naturalWidth") == 0
    assert len(browser.problems) >= 4
    assert "unsafe" not in text[: text.index("<title>")]
