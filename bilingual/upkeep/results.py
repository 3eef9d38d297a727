"""Results of a stored article, written again where they were written before."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from bilingual import publishing
from bilingual.article import Article
from bilingual.bitexts.remarks import Remarks, remarks_at
from bilingual.memory import Memory
from bilingual.naming import stem_of
from bilingual.pipeline import Written

#: Stands for the format of an edited workbook that was kept beside the new one; it is no result.
KEPT = "edited"

_THEME = re.compile(rb'<style id="theme">(.*?)</style>', re.DOTALL)
_BESIDE = re.compile(r"\.new(\.\d+)?(?=\.[^.]*$)")


def republished(
    memory: Memory,
    article: Article,
    formats: Sequence[str] = (),
    folder: Path | None = None,
    remarks: Remarks | None = None,
    edited: Path | None = None,
) -> tuple[Written, ...]:
    """Write again what was written for ``article``, where it was written, and note it in ``memory``.

    ``formats`` name those that are wanted, one that was not written before among them; by default it is all
    that was written.  With ``folder`` the results go there, under the same names.  A file that was changed
    by hand is left, and the new one lies beside it.

    A page keeps the theme that it has, and a workbook the remarks of a person.  ``remarks`` are new ones
    for every workbook; of ``edited``, the file that they come from, no others stay.  Raises OutputError and
    UsageError.
    """
    places = places_of(memory, article.id)
    wanted = list(formats or dict.fromkeys(format_ for format_, _ in places))
    rendering = _Rendering(memory, article, remarks or {}, edited)
    known: set[str] = set()
    results: list[Written] = []
    for format_, path in places:
        if format_ not in wanted:
            continue
        known.add(format_)
        to = path if folder is None else folder / path.name
        rendered = rendering.of(format_, path, to)
        suffix = _suffix(path, rendered)
        if suffix is not None:
            results.append(_put(memory, article, format_, to, rendered[suffix]))
    for format_ in wanted:
        if format_ not in known:
            stem, home = _home(memory, article, places)
            for suffix, content in rendering.of(format_).items():
                to = publishing.output_path(folder or home, stem, suffix)
                results.append(_put(memory, article, format_, to, content))
    return tuple(results)


class _Rendering:
    """The article in each format, made once for all files that are to say the same."""

    def __init__(self, memory: Memory, article: Article, remarks: Remarks, edited: Path | None) -> None:
        self._memory = memory
        self._article = article
        self._remarks = remarks
        self._edited = edited.resolve() if edited else None
        self._made: dict[tuple[str, str, frozenset[tuple[str, tuple[str, str]]]], dict[str, bytes]] = {}

    def of(self, format_: str, old: Path | None = None, to: Path | None = None) -> Mapping[str, bytes]:
        """Return the files of ``format_`` for ``to``, where the one written before is ``old``."""
        theme, remarks = self._article.theme, dict(self._remarks if format_ == "xlsx" else {})
        if format_ == "html" and old is not None:
            theme = _theme_of(old, theme)
        if format_ == "xlsx" and to is not None and to.resolve() != self._edited:
            kept = remarks_at(to, self._memory.written(to), self._article.segments)
            remarks = {**kept, **remarks}
        key = format_, theme, frozenset(remarks.items())
        if key not in self._made:
            article = replace(self._article, theme=theme, remarks=remarks)
            self._made[key] = publishing.render(article, format_)
        return self._made[key]


def _theme_of(page: Path, otherwise: str) -> str:
    """Return the style that a page has beside our own, "" for none; ``otherwise`` where there is no page."""
    try:
        found = _THEME.search(page.read_bytes())
    except OSError:
        return otherwise
    return found[1].decode("utf-8", "replace") if found else ""


def _put(memory: Memory, article: Article, format_: str, wanted: Path, content: bytes) -> Written:
    placed = publishing.place(wanted, content, memory.written(wanted), False, memory.written)
    memory.record_written(article.id, format_, placed.path, hashlib.sha256(content).hexdigest())
    return Written(format_, placed.path, placed.state, wanted)


def _suffix(path: Path, rendered: Mapping[str, bytes]) -> str | None:
    return max((end for end in rendered if path.name.endswith(f".{end}")), key=len, default=None)


def _home(memory: Memory, article: Article, places: Sequence[tuple[str, Path]]) -> tuple[str, Path]:
    """Return stem and folder for a format that was not written before: those of the others."""
    for format_, path in places:
        suffix = _suffix(path, publishing.render(article, format_))
        if suffix is not None:
            return path.name[: -len(suffix) - 1], path.parent
    stored = memory.article(article.id)
    return stem_of(article.source.path), Path(
        stored.settings.get("output") or "output" if stored else "output"
    )


def places_of(memory: Memory, article_id: str) -> Sequence[tuple[str, Path]]:
    """Format and path of every result; a version that was put beside a changed one stands for that one."""
    outputs = [output for output in memory.outputs(article_id) if output.format != KEPT]
    known = {output.path for output in outputs}
    places: dict[Path, str] = {}
    for output in outputs:
        plain = output.path.with_name(_BESIDE.sub("", output.path.name))
        beside = plain != output.path and (plain in known or plain.exists())
        places.setdefault(plain if beside else output.path, output.format)
    return [(format_, path) for path, format_ in places.items()]
