"""Themes: what a CSS file may hold, how it comes to the page, and that it does what it says there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from bilingual.cli.main import main
from bilingual.errors import UsageError
from bilingual.publishing.page import render
from bilingual.publishing.page_theme import MAX_THEME, read_theme
from bilingual.settings import Settings
from bilingual.upkeep.stored_runs import restored

from .chromium import Browser
from .conftest import ROOT
from .page_samples import news

THEME = """\ufeff@charset "utf-8";\r
/* url(in a comment) and @import are words here */\r
:root { --paper: #ffeedd; --paper-dark: #112233; --accent: #aa0033; }\r
.headline::before { content: "} \\"{"; }\r
@media (min-width: 60rem) { .headline > * { letter-spacing: .05em; } }\r
"""


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    path = tmp_path / "theme.css"
    path.write_bytes(THEME.encode("utf-8"))
    return path


def test_a_theme_is_read_as_a_browser_reads_it(theme: Path) -> None:
    assert read_theme(theme) == THEME.lstrip("\ufeff").replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("css", "line", "said"),
    [
        ("\na { b: url(x) }", 2, "'url(' would fetch"),
        ("a { b: u\\72 l\\28 x) }", 1, "'url(' would fetch"),
        ("a { b: URL('//evil.example') }", 1, "'URL(' would fetch"),
        ("a{}\n@\\69mport 'x';", 2, "'@import' names another file"),
        ("/* a\n*/ @IMPORT 'x';", 2, "'@IMPORT' names another file"),
        ("a { b: image-set('x' 1x) }", 1, "would fetch"),
        ("@font-face { src: local(x) }", 1, "would fetch"),
        ("a { background: src('x') }", 1, "would fetch"),
        ("a { behavior: none }", 1, "would run"),
        ("\n\n</style><script>alert(1)</script>", 3, "'</' could end"),
        ("/* </STYLE > */", 1, "'</' could end"),
        ('a { content: "</style>" }', 1, "'</' could end"),
        ("<!-- a {} -->", 1, "'<!--' could end"),
        ("a {\n b { c: d }", 1, "'{' is never closed"),
        ("a { }\n}", 2, "'}' closes nothing"),
        ("a {}\n/* b", 2, "a comment is never closed"),
        ("/*/", 1, "a comment is never closed"),
        ("a { content: 'b\n' }", 1, "a text in quotes is never closed"),
        ("a { content: 'b", 1, "a text in quotes is never closed"),
    ],
)
def test_what_would_fetch_or_break_out_is_told_with_its_line(
    tmp_path: Path, css: str, line: int, said: str
) -> None:
    path = tmp_path / "bad.css"
    path.write_text(css, encoding="utf-8")
    with pytest.raises(UsageError, match=re.escape(f"bad.css:{line}: ") + ".*" + re.escape(said)):
        read_theme(path)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (None, "cannot be read"),
        (b"a{}\n/* \xb0\xa1 */", ":2: the theme is not UTF-8"),
        (b"\0" * 20, "no CSS"),
        (b" " * (MAX_THEME + 1), "200,000 bytes"),
    ],
)
def test_a_file_that_is_no_theme(tmp_path: Path, data: bytes | None, said: str) -> None:
    path = tmp_path / "bad.css"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(UsageError, match=said):
        read_theme(path)


def test_a_theme_that_nobody_read_cannot_break_out() -> None:
    for css in ("</style><script>x</script>", "<!--"):
        assert b'id="theme"' not in render(replace(news(), theme=css))["html"]
    made = render(replace(news(), theme="a::after { content: '\ud800' }\r"))["html"].decode("utf-8")
    assert "a::after { content: '?' }\n</style>" in made


def translated(folder: Path, *options: str) -> tuple[int, str, str]:
    command = ["translate", str(ROOT / "seeds" / "002_f10d40b959076709.txt"), "--offline", "--format", "html"]
    result = CliRunner().invoke(main, [*command, "--output", str(folder), *options])
    pages = list(folder.glob("*.html"))
    return result.exit_code, result.output, pages[0].read_text(encoding="utf-8") if pages else ""


def test_the_option_and_the_setting(tmp_path: Path, theme: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    status, _, page = translated(tmp_path / "one", "--theme", str(theme))
    assert status == 0
    assert "--paper-dark: #112233" in page
    project = tmp_path / "project"
    (project / "sub").mkdir(parents=True)
    (project / "bilingual.toml").write_text('theme = "../theme.css"\n', encoding="utf-8")
    monkeypatch.chdir(project / "sub")
    assert "--paper-dark: #112233" in translated(tmp_path / "two")[2]
    (project / "bilingual.toml").write_text("theme = 3\n", encoding="utf-8")
    assert "'theme' must be a text" in translated(tmp_path / "three")[1]


def test_a_bad_theme_stops_the_run_before_anything_is_written(tmp_path: Path) -> None:
    status, output, page = translated(tmp_path / "one", "--theme", str(tmp_path / "none.css"))
    assert (status, page) == (2, "")
    assert "none.css: the theme cannot be read: No such file or directory" in output


@pytest.fixture(scope="module")
def browser(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(chromium, tmp_path_factory.mktemp("chromium")) as opened:
        yield opened


def test_a_theme_counts_in_light_and_dark_but_not_on_paper(
    browser: Browser, tmp_path: Path, theme: Path
) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(render(replace(news(), theme=read_theme(theme)))["html"])
    paper = "getComputedStyle(document.body).backgroundColor"
    browser.open(page)
    assert browser.value(paper) == "rgb(255, 238, 221)"
    assert browser.problems == []
    browser.open(page, dark=True)
    assert browser.value(paper) == "rgb(17, 34, 51)"
    browser.call("Emulation.setEmulatedMedia", media="print")
    assert browser.value(paper) == "rgb(255, 255, 255)"
    browser.call("Emulation.setEmulatedMedia", media="")


def test_every_documented_property_is_one_of_the_page() -> None:
    """docs/page.md lists the custom properties that a theme may set, and no other."""
    told = set(re.findall(r"`(--[a-z0-9-]+)`", (ROOT / "docs" / "page.md").read_text(encoding="utf-8")))
    css = (ROOT / "bilingual" / "publishing" / "templates" / "page.css").read_text(encoding="utf-8")
    own = css[css.index(":root {") : css.index("}", css.index(":root {"))]
    settable = {name for name in re.findall(r"(--[a-z0-9-]+):", own) if not name.endswith("-dark")}
    assert told - {"--theme", "--paper-dark", "--output"} == settable


def test_an_article_is_written_again_with_the_theme_it_had(tmp_path: Path, theme: Path) -> None:
    """As long as the file is there; else with that of the present settings."""
    kept = Settings(theme=theme).as_text()
    assert restored(kept, ("en",), Settings()).theme == theme
    theme.unlink()
    assert restored(kept, ("en",), Settings()).theme is None
    assert restored(Settings().as_text(), ("en",), Settings()).theme is None
