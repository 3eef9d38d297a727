"""The toolkit for notebooks and programs: one article, or many, with the results as values.

>>> import bilingual
>>> article = bilingual.translate(text="제목\\n\\n본문이다.", to="en", engine="memory", memory="none")
>>> article.source.title, [segment.source for segment in article.segments]
('제목', ['제목', '본문이다.'])
>>> article.to_html().startswith("<!doctype html>")
True
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Self

from bilingual import article as vocabulary
from bilingual import publishing
from bilingual.errors import SourceError, UsageError
from bilingual.pipeline import Pipeline
from bilingual.publishing import place
from bilingual.reading import load, shown
from bilingual.settings import Settings, load_settings

if TYPE_CHECKING:
    import pandas

INSTALL_PANDAS = "pip install 'bilingual[pandas]'"

# Sources that an error names.
_TOLD = 10

#: One word or several; a text may hold several with commas between them.
Words = str | Sequence[str]
Files = str | os.PathLike[str] | Sequence[str | os.PathLike[str]]


class Article(vocabulary.Article):
    """An article with its targets, and doors to what is made of it."""

    __slots__ = ()

    @classmethod
    def of(cls, article: vocabulary.Article) -> Self:
        """Return the same article with doors."""
        return cls(**{field.name: getattr(article, field.name) for field in fields(vocabulary.Article)})

    def to_html(self, path: str | os.PathLike[str] | None = None) -> str:
        """Return the page, and write it to ``path`` if one is given.  Raises OutputError."""
        (content,) = publishing.render(self, "html").values()
        if path is not None:
            place(Path(path), content, None, True)
        return content.decode()

    def to_xlsx(self, path: str | os.PathLike[str]) -> Path:
        """Write the workbook to ``path``, in place of what is there, and return it.  Raises OutputError."""
        (content,) = publishing.render(self, "xlsx").values()
        return place(Path(path), content, None, True).path

    def to_pandas(self) -> pandas.DataFrame:
        """Return a row a segment: id, role, language, source, and text and status in each target language.

        Raises UsageError where pandas is not installed.
        """
        try:
            import pandas
        except ImportError:
            raise UsageError(f"to_pandas needs pandas: {INSTALL_PANDAS}") from None
        roles = {block.id: block.role.value for block in self.blocks}
        rows = []
        for segment in self.segments:
            row: dict[str, str | None] = {
                "id": segment.id,
                "role": roles.get(segment.block, ""),
                "language": segment.language,
                "source": segment.source,
            }
            for code in self.targets:
                target = segment.targets.get(code)
                row[code] = target.text if target else None
                row[f"{code} status"] = target.status.value if target else None
            rows.append(row)
        columns = ["id", "role", "language", "source"]
        columns += [name for code in self.targets for name in (code, f"{code} status")]
        return pandas.DataFrame(rows, columns=columns)


def translate(
    source: str | os.PathLike[str] | bytes | None = None,
    *,
    text: str | None = None,
    name: str = "text",
    to: Words = (),
    engine: Words = (),
    glossary: Files = (),
    memory: str | None = None,
    fuzzy: float | None = None,
    offline: bool | None = None,
    rules: Files = (),
    keep_both: bool | None = None,
) -> Article:
    """Translate one article and return it; nothing is written but to memory.

    ``source`` is a file, an address (http, https), or the bytes of a page; a text goes by ``text``, since a
    sentence may look like a file's name.  ``name`` is what a text or bytes are called; its ending tells their
    kind (``page.html``).  The other arguments are the options of ``bilingual translate``, with the same
    defaults.

    Raises SourceError, UsageError, GlossaryError, MemoryStoreError or EngineError.
    """
    if (source is None) == (text is None):
        raise UsageError("translate takes a source or a text, one of the two")
    if text is not None:
        data = text.encode("utf-8", "surrogatepass")
    elif isinstance(source, bytes):
        data = source
    else:
        name = os.fspath(source or "")
        data = load(name)
    settings = _settings(to, engine, glossary, memory, fuzzy, offline, rules, keep_both)
    with Pipeline(settings) as pipeline:
        return Article.of(pipeline.translate(data, shown(name)))


def batch(
    sources: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    to: Words = (),
    engine: Words = (),
    glossary: Files = (),
    memory: str | None = None,
    fuzzy: float | None = None,
    offline: bool | None = None,
    rules: Files = (),
    format: Words = (),
    output: str | os.PathLike[str] | None = None,
    workers: int | None = None,
    force: bool = False,
) -> Iterator[Article]:
    """Translate many articles as ``bilingual batch`` does and yield each when it is done.

    ``sources`` are files, folders, patterns and addresses.  Results are written to ``output``; what an
    earlier run did and nothing changed since is made again out of memory and not written.  A source that
    cannot be read ends nothing: it is left out, and told at the end by a SourceError that names all of these.
    In a script the call belongs under ``if __name__ == "__main__":``, since it starts processes.
    """
    from bilingual.batch.items import from_sources, with_stems
    from bilingual.batch.lasting import lasting_memory
    from bilingual.batch.outcomes import FAILED
    from bilingual.batch.runner import Runner
    from bilingual.batch.watching import Watcher

    settings = _settings(to, engine, glossary, memory, fuzzy, offline, rules, None, _words(format), output)
    named = [sources] if isinstance(sources, str | os.PathLike) else list(sources)
    found = from_sources([os.fspath(source) for source in named], (settings.output,))
    problems = list(found.problems)
    again: Pipeline | None = None
    with ExitStack() as stack:
        opened = stack.enter_context(lasting_memory(settings))
        runner = Runner(
            settings,
            opened,
            processes=workers or os.cpu_count() or 1,
            force=force,
            watcher=Watcher(),
        )
        for outcome, article in runner.run(with_stems(found.items)):
            if outcome.outcome == FAILED:
                problems.append(outcome.reason)
            elif article is not None:
                yield Article.of(article)
            elif (stored := opened.article(outcome.article)) is not None:
                again = again or Pipeline(settings, memory=opened)
                yield Article.of(again.translate(stored.data, stored.source.path))
    if problems:
        more = f"\nand {len(problems) - _TOLD:,} more" if len(problems) > _TOLD else ""
        raise SourceError("\n".join(problems[:_TOLD]) + more)


def _settings(
    to: Words,
    engine: Words,
    glossary: Files,
    memory: str | None,
    fuzzy: float | None,
    offline: bool | None,
    rules: Files,
    keep_both: bool | None,
    formats: Sequence[str] = (),
    output: str | os.PathLike[str] | None = None,
) -> Settings:
    return load_settings(
        to=_words(to),
        engine=_words(engine),
        glossary=_files(glossary),
        memory=memory,
        fuzzy=fuzzy,
        offline=offline,
        rules=_files(rules),
        keep_both=keep_both,
        formats=formats,
        output=None if output is None else Path(output),
    )


def _words(words: Words) -> tuple[str, ...]:
    listed = words.split(",") if isinstance(words, str) else words
    return tuple(word.strip() for word in listed if word.strip())


def _files(files: Files) -> tuple[Path, ...]:
    return (Path(files),) if isinstance(files, str | os.PathLike) else tuple(map(Path, files))
