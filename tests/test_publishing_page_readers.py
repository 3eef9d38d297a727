"""What readers met on the page: columns told apart, gaps, marks that are not text, figures, reach by hand and key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import lxml.html
import pytest

from bilingual.article import Article, Block, Role, Status, Target
from bilingual.errors import UsageError
from bilingual.pipeline import Pipeline
from bilingual.publishing.page import render
from bilingual.publishing.page_inline import figures_alone, inline, safe_href
from bilingual.publishing.page_theme import read_theme
from bilingual.settings import Settings

from .chromium import Browser
from .page_nasty import crowded
from .page_rare import arabic, bare, chinese, unknown
from .page_samples import both, news, one


def tree(made: Article) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(render(made)["html"].decode("utf-8"))


def names(page: lxml.html.HtmlElement, path: str) -> list[str]:
    return [" ".join(found.text_content().split()) for found in page.xpath(path)]


@pytest.fixture(scope="module")
def browser(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(chromium, tmp_path_factory.mktemp("chromium")) as opened:
        yield opened


def opened(browser: Browser, made: Article, folder: Path, width: int = 1440, height: int = 900) -> Browser:
    page = folder / "page.html"
    page.write_bytes(render(made)["html"])
    browser.open(page, width, height)
    return browser


# ---- columns ----


def test_an_edition_that_only_copies_is_not_built() -> None:
    page = tree(chinese())
    assert names(page, "//label[starts-with(@for, 'show-') and not(@class='extra')]") == [
        "简体中文",
        "English",
    ]
    assert page.xpath("count(//div[@data-language='zh-Hans'])") == page.xpath(
        "count(//div[@data-language='en'])"
    )
    assert page.xpath("//meta[starts-with(@property, 'og:locale')]/@content") == ["zh_CN", "en_US"]


def test_two_columns_of_one_language_have_names_of_their_own() -> None:
    made = chinese()
    changed = replace(made.segments[0], targets={"zh-Hans": Target("宇航员可以喝酒吗", Status.EDITED)})
    page = tree(replace(made, segments=(changed, *made.segments[1:])))
    for path in ("//label[contains(@class, 'k')]", "//button"):
        told = names(page, path)
        assert len(told) == len(set(told)) == 3
    assert names(page, "//button")[0] == "Copy 简体中文 (original)"
    assert page.xpath("//meta[starts-with(@property, 'og:locale')]/@content") == ["zh_CN", "en_US"]


@pytest.mark.parametrize("language", ["mixed", "other", "und", "mul"])
def test_a_language_that_is_none_is_not_told_as_one(language: str) -> None:
    made = unknown()
    made = replace(
        made,
        source=replace(made.source, language=language, canonical="https://example.org/a"),
        segments=tuple(replace(segment, language=language) for segment in made.segments),
    )
    page = tree(made)
    assert page.get("lang") == "und"
    assert set(page.xpath("//@lang")) <= {"und", "en"}
    assert names(page, "//label[@for='show-0']") == ["Original"]
    assert page.xpath("//meta[starts-with(@property, 'og:locale')]/@content") == ["en_US"]
    assert not page.xpath("//link[@rel='alternate']")


def test_a_locale_has_a_country_or_is_not_told() -> None:
    page = tree(replace(one("가."), targets=("ar", "vi", "tlh")))
    assert page.xpath("//meta[starts-with(@property, 'og:locale')]/@content") == ["ko_KR", "ar_EG", "vi_VN"]


def test_the_original_is_linked_in_its_language_and_the_page_claims_no_address() -> None:
    made = one("가.")
    page = tree(replace(made, source=replace(made.source, canonical="https://example.org/a")))
    assert page.xpath("//link[@rel='alternate']/@hreflang") == ["ko"]
    assert page.xpath("//link[@rel='canonical']/@href") == ["https://example.org/a"]
    assert not page.xpath("//meta[@property='og:url']")


def test_every_button_hides_its_column_however_many_there_are(browser: Browser, tmp_path: Path) -> None:
    codes = (
        "en",
        "zh-Hans",
        "zh-Hant",
        "ja",
        "ru",
        "mn",
        "vi",
        "fr",
        "de",
        "es",
        "pt",
        "it",
        "id",
        "th",
        "ar",
    )
    opened(browser, replace(one("가."), targets=codes), tmp_path)
    for number in (9, 10, 15):
        shown = f"document.querySelector('.row-body .c{number}').checkVisibility()"
        assert browser.value(shown)
        browser.value(f"document.getElementById('show-{number}').click()")
        assert not browser.value(shown)


# ---- gaps ----


def test_neighbours_share_a_gap_and_a_hint_is_given_once_a_column() -> None:
    page = tree(bare())
    for code in ("en", "zh-Hans"):
        cells = page.xpath("//main//div[@data-language=$code]", code=code)
        assert [len(cell.xpath(".//span[@class='gap']")) for cell in cells] == [1, 1]
        assert [len(cell.xpath(".//span[@class='hint']")) for cell in cells] == [1, 0]
        assert [len(cell.xpath(".//span[@data-segment]")) for cell in cells] == [3, 3]


def test_a_gap_between_translations_is_told_where_it_is() -> None:
    made = bare()
    segments = list(made.segments)
    segments[1] = replace(segments[1], targets=both("Russia left.", "俄罗斯走了。"))
    segments[2] = replace(segments[2], targets={"en": Target(None, Status.FAILED)})
    page = tree(replace(made, segments=tuple(segments)))
    first = page.xpath("//main//div[@data-language='en']")[0]
    assert names(first, ".//span[@class='gap']") == ["not translated", "not translated: the engine failed"]


def test_where_a_translation_comes_from_can_be_seen_without_a_pointer(
    browser: Browser, tmp_path: Path
) -> None:
    opened(browser, news(), tmp_path, 390)
    told = "getComputedStyle(document.querySelector('.c1 [data-status=edited]'), '::after').content"
    assert browser.value(told) == "none"
    browser.value("document.getElementById('show-origins').click()")
    assert browser.value(told) == '" edited (person)"'


# ---- marks are not text ----


def test_what_stands_beside_the_text_is_not_copied_and_not_glued_to_it(
    browser: Browser, tmp_path: Path
) -> None:
    opened(browser, crowded(), tmp_path)
    browser.value(
        "(() => { const r = document.createRange(); r.selectNodeContents(document.querySelector('main'));"
        " getSelection().removeAllRanges(); getSelection().addRange(r); })()"
    )
    text = browser.value("getSelection().toString()")
    assert "since the war in Ukraine." in text
    for mark in ("error in notes", "1–7", "let stand", "alike", "푸틴 → Putin"):
        assert mark not in text
    assert "not translated" in text
    page = tree(crowded())
    assert "Ukraine.\u00a0error in notes" in page.xpath("string(//main)")
    assert "not translated 푸틴" in page.xpath("string(//main)")


def test_a_finger_finds_marks_and_buttons(browser: Browser, tmp_path: Path) -> None:
    opened(browser, crowded(), tmp_path, 390, 800)
    assert browser.value("[...document.querySelectorAll('button')].every((e) => e.offsetHeight >= 24)")
    browser.value("document.querySelector('.finding').scrollIntoView({block: 'center'})")
    assert browser.value(
        "(() => { const e = document.querySelector('.finding'), b = e.getBoundingClientRect(),"
        " y = (b.top + b.bottom) / 2, x = (b.left + b.right) / 2;"
        " return [-11, 11].every((d) => document.elementFromPoint(x, y + d) === e) })()"
    )


def test_what_a_note_leads_to_stands_below_the_bar(browser: Browser, tmp_path: Path) -> None:
    opened(browser, crowded(), tmp_path, 360, 700)
    browser.value("document.querySelector('.notes li a').click()")
    browser.value("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    top = "document.querySelector('.s:target').getBoundingClientRect().top"
    assert browser.value(f"{top} >= document.querySelector('.toggles').getBoundingClientRect().bottom")


def test_the_keyboard_can_skip_the_text(browser: Browser, tmp_path: Path) -> None:
    assert tree(one("가.")).xpath("//a[@class='skip']/@href") == ["#text"]
    assert tree(news()).xpath("//a[@class='skip']/@href") == ["#text", "#notes"]
    opened(browser, news(), tmp_path)
    browser.value("document.querySelector('.skip[href=\"#notes\"]').click()")
    assert browser.value("document.activeElement.id") == "notes"


# ---- type ----


def test_signs_stay_before_their_figures_in_right_to_left_text(browser: Browser, tmp_path: Path) -> None:
    assert inline("نما +8.1% ثم 3-1", right_to_left=True) == 'نما <bdi dir="ltr">+8.1%</bdi> ثم 3-1'
    assert inline("+8.1%") == "+8.1%"
    assert [figures_alone(text) for text in ("+8.1%", "2 – 3", "8.1 م", "a1", "٣", "—")] == [True, True] + [
        False
    ] * 4
    opened(browser, arabic(), tmp_path)
    for sentence in ("x-2.1", "x-3.1"):
        assert browser.value(f"""(() => {{
          const walk = document.createTreeWalker(document.getElementById('{sentence}'), 4);
          const at = (n, i) => {{ const r = document.createRange(); r.setStart(n, i); r.setEnd(n, i + 1);
            return r.getBoundingClientRect().left; }};
          for (let n; n = walk.nextNode();) {{
            const sign = n.data.search(/[+-][0-9]/);
            if (sign >= 0) return at(n, sign) < at(n, sign + 1) && at(n, sign + 1) < at(n, n.data.indexOf('%'));
          }} }})()""")


def test_a_chinese_title_keeps_names_whole_and_trims_its_punctuation(
    browser: Browser, tmp_path: Path
) -> None:
    opened(browser, crowded(), tmp_path)
    style = "((q, p) => getComputedStyle(document.querySelector(q))[p])('{}', '{}')"
    assert browser.value(style.format(".c2 .headline .s", "textSpacingTrim")) == "trim-start"
    assert browser.value(style.format(".c2 .headline .term", "wordBreak")) == "keep-all"
    for width in (390, 1000, 1234, 1440):
        opened(browser, crowded(), tmp_path, width)
        assert (
            browser.value(
                "parseFloat(getComputedStyle(document.querySelector('.c2 .headline')).fontSize) % 2"
            )
            == 1
        )
    pair = browser.value("""(() => {
      const text = document.querySelector('.c2 .headline .s').lastChild, range = document.createRange();
      const at = text.data.indexOf('”，');
      range.setStart(text, at);
      range.setEnd(text, at + 2);
      return range.getBoundingClientRect().width / parseFloat(getComputedStyle(text.parentElement).fontSize);
    })()""")
    assert pair < 1.6
    assert browser.value(style.format(".c2 .byline .s", "textAutospace")) == "no-autospace"


def test_a_long_paragraph_does_not_leave_its_sheet_empty(browser: Browser, tmp_path: Path) -> None:
    def shown(text: str) -> list[str]:
        made = one(text, targets=both("A long sentence. " * (len(text) // 9), "甲。"))
        opened(browser, replace(made, blocks=(Block("1", text, 1, role=Role.BODY),)), tmp_path)
        browser.call("Emulation.setEmulatedMedia", media="print")
        kept = browser.value("getComputedStyle(document.querySelector('.row-body')).breakInside")
        browser.call("Emulation.setEmulatedMedia", media="")
        return [str(kept)]

    assert shown("짧은 문장이다.") == ["avoid"]
    assert shown("긴 문장이 이어진다. " * 300) == ["auto"]


def test_the_script_does_the_work_of_the_slow_rules(browser: Browser, tmp_path: Path) -> None:
    """Rules that look into every row at each move of the pointer make long pages slow; the light is the same."""
    opened(browser, crowded(), tmp_path)
    rules = "[...document.querySelector('style').sheet.cssRules].filter((r) => r.cssText.includes('[data-n=')).length"
    assert browser.value(rules) == 0
    lit = "[...document.querySelectorAll('.lit')].map((e) => e.closest('.cell').dataset.language)"
    where = "(({left, top}) => [left + 3, top + 4])(document.querySelector('.row-list .c1 .s').getClientRects()[0])"
    browser.value("document.querySelector('.row-list').scrollIntoView({block: 'center'})")
    x, y = browser.value(where)
    browser.call("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
    assert browser.value(lit) == ["ko", "en", "zh-Hans", "ar"]
    browser.call("Input.dispatchMouseEvent", type="mouseMoved", x=2, y=2)
    assert browser.value(lit) == []
    browser.value("document.querySelector('.row-body .c0 .s').focus()")
    assert len(browser.value(lit)) == 4
    assert browser.problems == []


def test_without_script_only_the_row_that_is_met_is_searched() -> None:
    style = tree(news()).xpath("//style")[0].text
    rules = [line for line in style.splitlines() if line.endswith("}") and "[data-n=" in line]
    assert rules
    assert all(line.startswith(".row:is(:hover,:focus-within,:has(:target)):has(") for line in rules)


# ---- links and themes ----


@pytest.mark.parametrize(
    "href",
    [
        "https://good.example@evil.example",
        "https://user:pw@a.example/",
        "https://good.example%40evil.example/",
        "https://exa\u00admple.org/",
        "http://a\u200bb.example",
    ],
)
def test_an_address_that_looks_like_anothers_is_no_link(href: str) -> None:
    assert safe_href(href) is None
    assert safe_href("https://a.example/@user?mail=a@b") == "https://a.example/@user?mail=a@b"


@pytest.mark.parametrize(
    "css",
    ['a::after { content: "Image (c)" }', 'a::after { content: "see url(below)" }', "a { --x: url (b) }"],
)
def test_words_in_quotes_fetch_nothing(tmp_path: Path, css: str) -> None:
    theme = tmp_path / "a.css"
    theme.write_text(css, encoding="utf-8")
    assert read_theme(theme) == css


def test_a_theme_is_read_only_for_a_page(tmp_path: Path) -> None:
    gone = tmp_path / "gone.css"
    settings = Settings(theme=gone, memory=str(tmp_path / "m.db"), formats=("txt",), offline=True)
    with Pipeline(settings):
        pass
    with Pipeline(replace(settings, formats=("html",)), planning=True):
        pass
    with pytest.raises(UsageError, match=r"bilingual\.toml"):
        Pipeline(replace(settings, formats=("html",)))
