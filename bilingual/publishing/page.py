"""The page: one self-contained HTML file with the original and its editions side by side.

A row holds a block (or a whole table or list) and a cell a language; a sentence is a span that is linked
with its counterparts.  The page is read without script; the script copies a whole edition, moves
the keyboard's stops when the original is hidden, measures the bar
of buttons, lights up counterparts faster than the rules do, and lets Escape close a glossary line.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

from markupsafe import Markup

from bilingual.article import Article, Block, Policy, Role, Source, Status
from bilingual.publishing.page_inline import safe_href, visible
from bilingual.publishing.page_model import Column, PageDate
from bilingual.publishing.page_rows import STATUS_WORDS, RowBuilder
from bilingual.publishing.page_theme import embeddable
from bilingual.publishing.shown_dates import is_iso, shown_date
from bilingual.publishing.signature import signature_line

if TYPE_CHECKING:
    from jinja2 import Environment

#: Sentences of one row that are linked by a rule of their own; a row with more highlights one at a time.
MAX_LINKED = 160
#: The length of the description that a search engine or a messenger shows, in code points.
DESCRIPTION_LENGTH = 200

_HEADING = re.compile(r"^h[1-6]$")


def render(article: Article) -> dict[str, bytes]:
    """Return the article's page as ``{"html": …}``, UTF-8, the same bytes for the same article.

    Never raises for what an article holds: hostile text is shown as text, a segment without a target as
    a visible gap, never as its source.
    """
    builder = RowBuilder(article, _columns(article))
    rows = builder.rows()
    title = _title(article, builder.title)
    path = _origin(article.source.path)
    canonical = safe_href(article.source.canonical)
    if canonical and canonical.lower().startswith("mailto:"):
        canonical = None
    theme = embeddable(article.theme)
    style = _asset("page.css") + _hiding(builder.columns) + _linking(builder.linked)
    script = _asset("page.js")
    text = (
        _environment()
        .get_template("page.html.j2")
        .render(
            article=article,
            columns=builder.columns,
            rows=rows,
            notes=builder.notes.counted,
            let_stand=builder.notes.let_stand,
            terms=_term_table(article, [column.code for column in builder.columns[1:]]),
            locales=_locales(builder.columns),
            title=title,
            shown_title=None if builder.title else title,
            description=_description(article, builder.title),
            facts=_facts(article.source),
            dates=_dates(article.source),
            canonical=canonical,
            origin=path if safe_href(path) or not canonical else canonical,
            origin_href=safe_href(path) or canonical,
            signature=signature_line(article.signature),
            style=Markup(style),  # noqa: S704 - our own files
            theme=Markup(theme),  # noqa: S704 - it cannot end its element
            script=Markup(script),  # noqa: S704
            policy=_policy((style, theme), script),
        )
    )
    return {"html": text.encode("utf-8")}


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    def clean(value: object) -> object:
        return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value

    return Environment(
        loader=FunctionLoader(_asset),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=clean,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@lru_cache(maxsize=8)
def _asset(name: str) -> str:
    text = files("bilingual.publishing").joinpath("templates", name).read_text(encoding="utf-8")
    return text.replace("\r\n", "\n")


def _policy(styles: Sequence[str], script: str) -> str:
    def source(text: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    allowed = " ".join(source(style) for style in styles if style)
    return (
        f"default-src 'none'; style-src {allowed}; script-src {source(script)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _linking(count: int) -> str:
    """Return the rules that light up a sentence's counterparts without script, one a place in a row."""
    # The script takes them out again and does their work: on a page of many rows they are slow.
    met = ".row:is(:hover,:focus-within,:has(:target))"
    return "".join(
        f'{met}:has([data-n="{n}"]:is(:hover,:focus-within,:target)) [data-n="{n}"]'
        "{background:var(--glow);box-shadow:0 0 0 .12em var(--glow)}\n"
        for n in range(1, min(count, MAX_LINKED) + 1)
    )


def _hiding(columns: Sequence[Column]) -> str:
    """Return the rules by which each column's button hides it."""
    return "".join(
        f"body:has(#show-{n}:not(:checked)) .c{n}{{display:none!important}}\n"
        for n in (column.number for column in columns)
    )


def _locales(columns: Sequence[Column]) -> list[str]:
    """Return the locales of the columns, each once, the original's first where it has one."""
    return list(dict.fromkeys(column.locale for column in columns if column.locale))


def _only_copies(article: Article, code: str) -> bool:
    """Whether an edition in the original's language says nothing that the original does not."""
    targets = [(segment.source, segment.targets.get(code)) for segment in article.segments]
    return bool(targets) and all(
        target is None or not (target.text or "").strip() or target.text == source
        for source, target in targets
    )


def _columns(article: Article) -> tuple[Column, ...]:
    language = article.source.language
    if not language:
        counts = Counter(segment.language for segment in article.segments if segment.language)
        language = counts.most_common(1)[0][0] if counts else "und"
    columns = [Column(0, language, True)]
    # A Chinese article has no Chinese edition that a reader would miss beside itself.
    wanted = [code for code in article.targets if code != language or not _only_copies(article, code)]
    twice = language in wanted
    if twice:
        columns[0] = replace(columns[0], twice=True)
    for number, code in enumerate(wanted, 1):
        statuses = Counter(
            (segment.targets[code].status if code in segment.targets else Status.UNTRANSLATED)
            for segment in article.segments
        )
        parts = [f"{statuses[status]} {STATUS_WORDS[status]}" for status in Status if statuses[status]]
        columns.append(Column(number, code, False, ", ".join(parts), twice=twice and code == language))
    return tuple(columns)


def _plain(text: str) -> str:
    return " ".join(visible(text).split())


def _title(article: Article, block: Block | None) -> str:
    candidates = (block.text if block else "", article.source.title or "", _origin(article.source.path))
    return next((plain for text in candidates if (plain := _plain(text))), "Untitled")


def _description(article: Article, title: Block | None) -> str:
    texts = [block for block in article.blocks if block is not title and block.text.strip()]
    lead = next((block for block in texts if block.path.endswith("front_matter/excerpt")), None)
    body = next((block for block in texts if block.role is Role.BODY and not _HEADING.match(block.tag)), None)
    chosen = lead or body
    text = _plain(chosen.text) if chosen else ""
    return text if len(text) <= DESCRIPTION_LENGTH else text[: DESCRIPTION_LENGTH - 1].rstrip() + "…"


def _origin(path: str) -> str:
    if safe_href(path):
        return path
    for kind in (PurePosixPath, PureWindowsPath):
        # A page is shown to others: where a file lies on its maker's disk is not their business.
        if kind(path).is_absolute():
            return kind(path).name
    return path


def _facts(source: Source) -> list[tuple[str, str]]:
    """Return what the imprint says of the article beside its dates, each with its class; nothing twice."""
    told: dict[str, str] = {}
    for kind in ("site", "author", "agency", "place"):
        text = _plain(getattr(source, kind) or "")
        if text and text not in told.values():
            told[kind] = text
    return list(told.items())


def _dates(source: Source) -> list[PageDate]:
    """Return when the article was published and last changed, where that is another moment, in English like
    the rest of the imprint.
    """
    pairs = [("published", source.published), ("modified", source.modified)]
    return [
        PageDate(kind, given, given if is_iso(given) else None, shown_date(given, "en"))
        for kind, given in pairs
        if given and not (kind == "modified" and given == source.published)
    ]


def _term_table(article: Article, codes: Sequence[str]) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return each term used once: its source, its form in each language of ``codes``, its glossary line."""
    rows = dict.fromkeys(
        (term.source, term.entry, tuple(term.targets.get(code, "") for code in codes))
        for segment in article.segments
        for term in segment.terms
        if term.policy is not Policy.FORBID
    )
    return list(rows)
