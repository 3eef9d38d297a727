"""The page in a real Chromium: widths, contrast, print, without script, copying, its security policy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bilingual.article import Block, Role
from bilingual.publishing.page import render
from tests.chromium import Browser
from tests.page_samples import article, both, hard, news, post

CONTRAST = """(() => {
  const rgb = (c) => c.match(/[\\d.]+/g).map(Number);
  const lum = (c) => c.slice(0, 3).map((v) => v / 255)
    .map((v) => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((s, v, i) => s + v * [.2126, .7152, .0722][i], 0);
  const ground = (e) => {
    for (; e; e = e.parentElement) {
      const c = rgb(getComputedStyle(e).backgroundColor);
      if (c.length < 4 || c[3] === 1) return c;
    }
    return [255, 255, 255];
  };
  const low = [];
  for (const e of document.querySelectorAll("body *")) {
    if (!e.checkVisibility() || e.closest(".hidden, script, style")) continue;
    if (![...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim())) continue;
    const [a, b] = [lum(rgb(getComputedStyle(e).color)), lum(ground(e))].sort((x, y) => y - x);
    const ratio = (a + .05) / (b + .05);
    if (ratio < 4.5) low.push([e.className || e.tagName, e.textContent.slice(0, 20), ratio.toFixed(2)]);
  }
  return low;
})()"""
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
WIDER = """[...document.querySelectorAll("body *")]
  .filter((e) => e.checkVisibility() && !e.closest(".hidden, .wide"))
  .filter((e) => e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.className || e.tagName)"""


@pytest.fixture(scope="module")
def browser(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(chromium, tmp_path_factory.mktemp("chromium")) as opened:
        yield opened


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    paths = {}
    for name, make in {"news": news, "post": post, "hard": hard}.items():
        paths[name] = folder / f"{name}.html"
        paths[name].write_bytes(render(make())["html"])
    return paths


@pytest.mark.parametrize("name", ["news", "post", "hard"])
@pytest.mark.parametrize("width", [320, 360, 768, 1024, 1440])
def test_no_width_scrolls_sideways(browser: Browser, pages: dict[str, Path], name: str, width: int) -> None:
    browser.open(pages[name], width, 800)
    assert browser.value("innerWidth") == width
    assert browser.value(OVERFLOW) <= 0
    assert browser.value(WIDER) == []
    assert browser.problems == []


@pytest.mark.parametrize("name", ["news", "post"])
@pytest.mark.parametrize("dark", [False, True])
def test_contrast_is_aa_in_light_and_dark(
    browser: Browser, pages: dict[str, Path], name: str, dark: bool
) -> None:
    browser.open(pages[name], dark=dark)
    browser.value("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert browser.value(CONTRAST) == []
    shade = browser.value("getComputedStyle(document.body).backgroundColor")
    assert (sum(map(int, re.findall(r"\d+", shade))) < 200) is dark


def test_side_by_side_when_wide_and_stacked_when_narrow(browser: Browser, pages: dict[str, Path]) -> None:
    tops = """[...document.querySelector(".row-body").children]
      .filter((e) => e.checkVisibility()).map((e) => Math.round(e.getBoundingClientRect().top))"""
    hide = "document.getElementById('show-2').click()"
    browser.open(pages["news"], 1440)
    assert len(set(browser.value(tops))) == 1
    browser.open(pages["news"], 360)
    assert len(set(browser.value(tops))) == 3
    browser.open(pages["news"], 820)
    assert len(set(browser.value(tops))) == 3
    browser.value(hide)
    assert len(set(browser.value(tops))) == 1


def test_one_column_alone_is_a_page_of_text(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["news"], 1440)
    browser.value("['show-0', 'show-1'].forEach((id) => document.getElementById(id).click())")
    cell = "document.querySelector('.row-body .c2')"
    assert browser.value(f"getComputedStyle({cell}).borderInlineStartWidth") == "0px"
    assert browser.value(f"{cell}.getBoundingClientRect().width") <= 44 * 16


def test_read_hidden_and_linked_without_script(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["news"], script=False)
    seen = "(c) => [...document.querySelectorAll('main ' + c)].filter(e => e.checkVisibility()).length"
    assert browser.value(f"({seen})('button')") == 0
    assert browser.value(f"({seen})('.c1')") > 5
    browser.value("document.getElementById('show-1').click()")
    assert browser.value(f"({seen})('.c1')") == 0
    assert browser.value(f"({seen})('.c2')") > 5
    browser.value("['show-0', 'show-2'].forEach(id => document.getElementById(id).click())")
    assert browser.value(f"({seen})('.nothing')") == 1
    browser.open(pages["news"], script=False)
    browser.value("document.querySelector('.row-body .c0 .s').focus({focusVisible: true})")
    shades = browser.value("""
        document.getAnimations().forEach((a) => a.finish());
        [...document.querySelectorAll('.row-body:has(:focus) [data-n="1"]')]
          .map((e) => getComputedStyle(e).backgroundColor)""")
    assert len(shades) == 3
    assert set(shades) == {"rgb(251, 238, 191)"}


def test_copies_one_whole_edition(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["post"])
    browser.call("Browser.grantPermissions", permissions=["clipboardReadWrite", "clipboardSanitizedWrite"])
    browser.value("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
    browser.value("document.querySelector('[data-copy=\"1\"]').click()", gesture=True)
    text = browser.value("window.copied")
    lines = text.split("\n")
    assert lines[0] == "Putin and Xi, ‘dear friends,’ to meet again in Russia in October"
    assert "The SCO summit\n\n[not translated]\n\nItem\tDetails\nVenue\tKazakhstan\n" in text
    assert "• Russia\n• Kazakhstan\n" in text
    assert not re.search("[가-힣]", text)
    assert browser.value("document.querySelector('[data-copy=\"1\"]').firstChild.data") == "Copied"
    browser.value("document.querySelector('[data-copy=\"2\"]').click()", gesture=True)
    assert "金砖国家峰会上与习近平再次会面。上海合作组织" in browser.value("window.copied")
    assert browser.problems == []


def test_lists_within_lists_are_copied_once_each(browser: Browser, tmp_path: Path) -> None:
    paths = {"One": "list1/i1", "Five": "list1/i1/ol2/i5", "Six": "list1/i1/ol2/i6", "Two": "list1/i2"}
    blocks = [
        Block(str(n), f"항목 {n}", n, "li", path, role=Role.BODY) for n, path in enumerate(paths.values(), 1)
    ]
    made = article(
        [(block, [(block.text, both(text, "项"))]) for block, text in zip(blocks, paths, strict=True)]
    )
    page = tmp_path / "lists.html"
    page.write_bytes(render(made)["html"])
    browser.open(page, 1440)
    browser.call("Browser.grantPermissions", permissions=["clipboardReadWrite", "clipboardSanitizedWrite"])
    browser.value("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
    browser.value("document.querySelector('[data-copy=\"1\"]').click()", gesture=True)
    text = browser.value("window.copied")
    assert "• One\n   5. Five\n   6. Six\n• Two\n" in text
    assert browser.problems == []


def test_prints_on_a4_side_by_side(browser: Browser, pages: dict[str, Path], tmp_path: Path) -> None:
    browser.open(pages["news"])
    data = browser.pdf(tmp_path / "news.pdf").read_bytes()
    assert data.startswith(b"%PDF")
    sizes = {
        (round(float(w)), round(float(h)))
        for w, h in re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", data)
    }
    assert sizes <= {(595, 842), (596, 842), (595, 843)}
    assert 1 <= len(re.findall(rb"/Type /Page\b", data)) <= 3
    browser.call("Emulation.setEmulatedMedia", media="print")
    browser.call(
        "Emulation.setDeviceMetricsOverride", width=700, height=1000, deviceScaleFactor=1, mobile=False
    )
    tops = browser.value(
        "[...document.querySelector('.row-body').children].map(e => e.getBoundingClientRect().top)"
    )
    assert len(set(tops)) == 1
    assert browser.value(
        "[...document.querySelectorAll('button, .toggles')].every(e => !e.checkVisibility())"
    )
    assert browser.value("getComputedStyle(document.querySelector('.row')).breakInside") == "avoid"
    browser.call("Emulation.setEmulatedMedia", media="")


def test_the_browser_refuses_what_the_policy_forbids(
    browser: Browser, pages: dict[str, Path], tmp_path: Path
) -> None:
    """The policy works: a script and a style put into a copy of the page are refused and logged."""
    text = pages["news"].read_text(encoding="utf-8")
    copy = tmp_path / "copy.html"
    copy.write_text(
        text.replace("</header>", '</header><p style="color:red"></p><script>window.bad = 1</script>'),
        encoding="utf-8",
    )
    browser.open(copy)
    assert browser.value("window.bad === undefined")
    assert len(browser.problems) == 2


@pytest.mark.parametrize(
    ("name", "width", "dark"), [("news", 1440, False), ("news", 360, False), ("post", 1440, True)]
)
def test_pictures_can_be_taken(
    browser: Browser, pages: dict[str, Path], tmp_path: Path, name: str, width: int, dark: bool
) -> None:
    """A picture of the whole page at desktop, phone and in the dark: not blank, and of the right width."""
    browser.open(pages[name], width, dark=dark)
    data = browser.picture(tmp_path / "page.png").read_bytes()
    assert data.startswith(b"\x89PNG")
    assert int.from_bytes(data[16:20], "big") == width
    assert len(data) > 50_000
