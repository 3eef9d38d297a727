"""Results of a stored article, written again where they were written before."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

from bilingual import publishing
from bilingual.article import Article
from bilingual.memory import Memory
from bilingual.naming import stem_of
from bilingual.pipeline import Written

_BESIDE = re.compile(r"\.new(\.\d+)?(?=\.[^.]*$)")


def republished(
    memory: Memory, article: Article, formats: Sequence[str] = (), folder: Path | None = None
) -> tuple[Written, ...]:
    """Write again what was written for ``article``, where it was written, and note it in ``memory``.

    ``formats`` name those that are wanted, one that was not written before among them; by default it is all
    that was written.  With ``folder`` the results go there, under the same names.  A file that was changed
    by hand is left, and the new one lies beside it.  Raises OutputError and UsageError.
    """
    places = places_of(memory, article.id)
    wanted = list(formats or dict.fromkeys(format_ for format_, _ in places))
    known: dict[str, dict[str, bytes]] = {}
    results: list[Written] = []
    for format_, path in places:
        if format_ not in wanted:
            continue
        rendered = known.setdefault(format_, publishing.render(article, format_))
        suffix = _suffix(path, rendered)
        if suffix is not None:
            to = path if folder is None else folder / path.name
            results.append(_put(memory, article, format_, to, rendered[suffix]))
    for format_ in wanted:
        if format_ not in known:
            stem, home = _home(memory, article, places)
            for suffix, content in publishing.render(article, format_).items():
                to = publishing.output_path(folder or home, stem, suffix)
                results.append(_put(memory, article, format_, to, content))
    return tuple(results)


def _put(memory: Memory, article: Article, format_: str, wanted: Path, content: bytes) -> Written:
    placed = publishing.place(wanted, content, memory.written(wanted), False, memory.written)
    memory.record_written(article.id, format_, placed.path, hashlib.sha256(content).hexdigest())
    return Written(format_, placed.path, placed.state, wanted)


def _suffix(path: Path, rendered: dict[str, bytes]) -> str | None:
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
    outputs = memory.outputs(article_id)
    known = {output.path for output in outputs}
    places: dict[Path, str] = {}
    for output in outputs:
        plain = output.path.with_name(_BESIDE.sub("", output.path.name))
        beside = plain != output.path and (plain in known or plain.exists())
        places.setdefault(plain if beside else output.path, output.format)
    return [(format_, path) for path, format_ in places.items()]
