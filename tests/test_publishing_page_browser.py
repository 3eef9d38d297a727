"""The page in a real Chromium: widths, contrast, print, without script, copying, its security policy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bilingual.article import Block, Role
from bilingual.publishing.page import render
from tests import pictures
from tests.chromium import Browser
from tests.conftest import ROOT
from tests.page_nasty import crowded
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
    for name, make in {"news": news, "post": post, "hard": hard, "crowded": crowded}.items():
        paths[name] = folder / f"{name}.html"
        paths[name].write_bytes(render(make())["html"])
    return paths


@pytest.mark.parametrize("name", ["news", "post", "hard", "crowded"])
@pytest.mark.parametrize("width", [320, 360, 768, 1024, 1440])
def test_no_width_scrolls_sideways(browser: Browser, pages: dict[str, Path], name: str, width: int) -> None:
    browser.open(pages[name], width, 800)
    assert browser.value("innerWidth") == width
    assert browser.value(OVERFLOW) <= 0
    assert browser.value(WIDER) == []
    assert browser.problems == []


@pytest.mark.parametrize("name", ["news", "post", "crowded"])
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
    assert (
        "The SCO summit\n\n[not translated: the engine failed]\n\nItem\tDetails\nVenue\tKazakhstan\n" in text
    )
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


def test_the_pictures_of_the_documentation_can_be_taken(
    browser: Browser, pages: dict[str, Path], poppler: str, tmp_path: Path
) -> None:
    """Desktop, dark, phone and paper: of the right width, not blank, light enough; docs keeps the same ones."""
    taken = pictures.take(browser, pages["news"], tmp_path)
    widths = {name: width for name, (width, _, _) in pictures.SCREENS.items()} | {pictures.PAPER: 744}
    assert {path.name for path in taken} == set(widths)
    for path in taken:
        for picture in (path, ROOT / "docs" / path.name):
            data = picture.read_bytes()
            assert data.startswith(b"\x89PNG")
            assert abs(int.from_bytes(data[16:20], "big") - widths[path.name]) <= 1
            assert 50_000 < len(data) <= pictures.HEAVIEST
            assert pictures.shows() in data[:200], f"{picture} shows an earlier page: run make picture"


LINE = "getComputedStyle({}, '::after').content"
FIRST_TERM = "document.querySelector('main .row-body .c0 .term')"


def key(browser: Browser, name: str) -> None:
    for kind in ("keyDown", "keyUp"):
        browser.call(
            "Input.dispatchKeyEvent",
            type=kind,
            key=name,
            code=name,
            windowsVirtualKeyCode=9 if name == "Tab" else 27,
        )


@pytest.mark.parametrize("width", [360, 1440])
def test_the_keyboard_comes_to_sentences_and_terms(
    browser: Browser, pages: dict[str, Path], width: int
) -> None:
    """Tab by tab: skip link, toggles, then each sentence of the original and its terms, without script."""
    browser.open(pages["news"], width, script=False)
    seen = []
    for _ in range(40):
        key(browser, "Tab")
        seen.append(browser.value("document.activeElement.className || document.activeElement.id"))
        if seen[-1] == "term" and "c0" in browser.value("document.activeElement.closest('.cell').className"):
            break
    assert seen[0] == "skip"
    assert [name for name in seen if name.startswith("sh") or name in ("extra", "show")][:3] == ["show"] * 3
    assert seen[-2:] == ["s", "term"]
    line = browser.value(LINE.format("document.activeElement"))
    assert line.startswith('"푸틴 → Putin · 普京')
    box = browser.value(
        "(() => { const r = document.activeElement.getBoundingClientRect(); return r.top > 0 && r.bottom < innerHeight })()"
    )
    assert box


def test_a_glossary_line_comes_by_pointer_and_goes_by_escape(
    browser: Browser, pages: dict[str, Path]
) -> None:
    browser.open(pages["news"])
    browser.value(f"{FIRST_TERM}.scrollIntoView({{block: 'center'}})")
    x, y = browser.value(
        f"(() => {{ const r = {FIRST_TERM}.getClientRects()[0]; return [r.left + 3, r.top + r.height / 2] }})()"
    )
    assert browser.value(LINE.format(FIRST_TERM)) == "none"
    browser.call("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
    assert "→" in browser.value(LINE.format(FIRST_TERM))
    assert browser.value("document.querySelectorAll('.row-body:has(:hover) .s[data-n=\"1\"]').length") == 3
    key(browser, "Escape")
    assert browser.value(LINE.format(FIRST_TERM)) == "none"
    browser.call("Input.dispatchMouseEvent", type="mouseMoved", x=2, y=2)
    browser.call("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
    assert "→" in browser.value(LINE.format(FIRST_TERM))
    browser.value("document.getElementById('show-marks').click()")
    assert browser.value(LINE.format(FIRST_TERM)) == "none"
    browser.call("Input.dispatchMouseEvent", type="mouseMoved", x=2, y=2)


def test_a_touch_shows_the_glossary_line_at_the_foot(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["news"], 360, 700)
    browser.value(f"{FIRST_TERM}.scrollIntoView({{block: 'center'}})")
    browser.value(f"{FIRST_TERM}.focus()")
    assert browser.value(f"getComputedStyle({FIRST_TERM}, '::after').position") == "fixed"
    assert browser.value(f"getComputedStyle({FIRST_TERM}, '::after').bottom") == "16px"
    assert browser.value(OVERFLOW) <= 0


def test_with_the_original_hidden_the_keyboard_goes_through_the_next_column(
    browser: Browser, pages: dict[str, Path]
) -> None:
    browser.open(pages["news"])
    stops = "[...new Set([...document.querySelectorAll('main .row [tabindex=\"0\"]')].map((e) => e.closest('.cell').classList[1]))]"
    assert browser.value(stops) == ["c0"]
    browser.value("document.getElementById('show-0').click()")
    assert browser.value(stops) == ["c1"]
    browser.value("document.getElementById('show-0').click()")
    assert browser.value(stops) == ["c0"]


def test_notes_are_quiet_and_can_be_hidden(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["crowded"], script=False)
    marks = "[...document.querySelectorAll('.finding')].map((e) => e.lastChild.data)"
    assert browser.value(marks) == ["1–7", "a", "b"]
    assert browser.value("[...document.querySelectorAll('.finding.stand')].length") == 2
    assert not browser.value("document.getElementById('finding-a').checkVisibility()")
    browser.value("location.hash = '#finding-a'")
    assert browser.value("document.getElementById('finding-a').checkVisibility()")
    assert "Let stand: the editor's wording" in browser.value(
        "document.getElementById('finding-a').textContent"
    )
    browser.value("document.getElementById('show-notes').click()")
    assert browser.value("[...document.querySelectorAll('.finding')].every((e) => !e.checkVisibility())")


def test_columns_are_equally_wide_with_one_rule_between_them(
    browser: Browser, pages: dict[str, Path]
) -> None:
    """Whatever is hidden and whichever way a language runs."""
    rules = """[...document.querySelector('.row-body').children].filter((e) => e.checkVisibility())
      .map((e) => [Math.round(e.getBoundingClientRect().width), getComputedStyle(e, '::before').left, e.dir])"""
    browser.open(pages["crowded"])
    for hidden in (None, "show-0", "show-2"):
        if hidden:
            browser.value(f"document.getElementById('{hidden}').click()")
        widths, lefts, ways = zip(*browser.value(rules), strict=True)
        assert max(widths) - min(widths) <= 1
        assert len(set(lefts)) == 1
        assert ways[-1] == "rtl"


def test_a_wide_table_has_the_whole_width(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["crowded"])
    assert browser.value(
        "[...document.querySelectorAll('.table.wide')].every((e) => e.scrollWidth <= e.clientWidth)"
    )


def test_each_script_is_set_by_its_rules(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["news"])
    style = "((c, p) => getComputedStyle(document.querySelector(`.row-body ${{c}} p`))[p])('{}', '{}')"
    assert browser.value(style.format(".c0", "wordBreak")) == "keep-all"
    assert browser.value(style.format(".c1", "wordBreak")) == "normal"
    assert browser.value(style.format(".c2", "lineBreak")) == "strict"
    assert browser.value(style.format(".c2", "textSpacingTrim")) == "normal"
    assert "KR" in browser.value(style.format(".c0", "fontFamily"))
    assert "SC" in browser.value(style.format(".c2", "fontFamily"))


def test_nothing_moves_for_those_who_want_it_still(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["news"])
    moves = "getComputedStyle(document.querySelector('.s')).transitionDuration"
    assert browser.value(moves) != "0s"
    browser.call(
        "Emulation.setEmulatedMedia", features=[{"name": "prefers-reduced-motion", "value": "reduce"}]
    )
    assert browser.value(moves) == "0s"


def test_four_languages_print_across_and_links_with_their_address(
    browser: Browser, pages: dict[str, Path], tmp_path: Path
) -> None:
    browser.open(pages["crowded"], dark=True)
    data = browser.pdf(tmp_path / "crowded.pdf").read_bytes()
    sizes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", data)
    assert {(round(float(w)), round(float(h))) for w, h in sizes} <= {(842, 595), (842, 596), (841, 595)}
    browser.call("Emulation.setEmulatedMedia", media="print")
    address = "getComputedStyle(document.querySelector('.c{} .s a'), '::after').content"
    assert "https://example.org/news/2024" in browser.value(address.format(0))
    assert browser.value("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert browser.value("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    browser.call("Emulation.setEmulatedMedia", media="")
