from __future__ import annotations

import subprocess
import sys
from importlib.metadata import EntryPoint, EntryPoints

import pytest

from bilingual import publishing
from bilingual.article import Signature
from bilingual.errors import UsageError
from bilingual.publishing import registry
from tests.publishing_sample import post


def test_the_built_in_formats_are_registered():
    assert {"html", "xlsx", "json", "txt", "md"} <= set(publishing.formats())


@pytest.mark.parametrize("name", ["xlsx", "json", "txt", "md"])
def test_the_same_article_gives_the_same_bytes(name):
    once, again = publishing.render(post(), name), publishing.render(post(), name)
    assert once == again
    assert all(isinstance(content, bytes) and content for content in once.values())


def test_an_unknown_format_names_the_nearest():
    for ask in (lambda: publishing.render(post(), "xslx"), lambda: publishing.check_format("xslx")):
        with pytest.raises(UsageError, match=r"unknown format 'xslx'; did you mean 'xlsx'\?\nKnown: .*json"):
            ask()


def plug_in(monkeypatch, *pairs):
    entries = EntryPoints(EntryPoint(name, value, registry.GROUP) for name, value in pairs)
    monkeypatch.setattr(registry, "entry_points", lambda group: entries)


def test_a_plug_in_is_a_format_like_any_other(monkeypatch):
    plug_in(monkeypatch, ("repr", "builtins:repr"), ("raw", "tests.test_publishing_registry:raw"))
    assert publishing.formats() == ("raw", "repr")
    assert publishing.render(post(), "raw") == {"raw": "강의 이름".encode()}


def raw(article):
    return article.source.title.encode()


def test_a_plug_in_does_not_take_the_place_of_a_built_in_format(monkeypatch):
    plug_in(monkeypatch, ("json", "a_plug_in:render"), ("json", "bilingual.publishing.article_json:render"))
    assert publishing.render(post(), "json")["json"].startswith(b"{")


def test_a_plug_in_that_cannot_be_imported_is_named(monkeypatch):
    plug_in(monkeypatch, ("odd", "no_such_module_at_all:render"))
    with pytest.raises(UsageError, match=r"format 'odd' \(no_such_module_at_all:render\) cannot be loaded"):
        publishing.render(post(), "odd")


def test_importing_publishing_loads_nothing_heavy():
    heavy = "openpyxl lxml jinja2 ruamel markdown_it sqlalchemy httpx rich"
    code = (
        "import sys, bilingual.publishing as p; p.formats()\n"
        f"print([m for m in {heavy.split()!r} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("signature", "line"),
    [
        (
            Signature("bilingual 0.1.0", "memory", "1a2b3c4d"),
            "bilingual 0.1.0 · engine memory · glossary 1a2b3c4d",
        ),
        (Signature("bilingual 0.1.0", "", ""), "bilingual 0.1.0"),
        (Signature(), ""),
    ],
)
def test_signature_line(signature, line):
    assert publishing.signature_line(signature) == line
