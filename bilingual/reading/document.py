"""From bytes to an article: what kind of document it is, and its blocks in source order."""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePath

from bilingual.article import Article, Directive, Source
from bilingual.errors import SourceError
from bilingual.reading.addresses import address_path, is_address
from bilingual.reading.encoding import decode, unify_newlines
from bilingual.reading.front_matter import list_instead, split_front_matter
from bilingual.reading.text import text_blocks
from bilingual.reading.word import is_word, word_blocks

_WHOLE_PAGE = re.compile(
    r"\s*+(?:<\?xml[^>]*+>\s*+)?+(?:(?><!--.*?-->)\s*+)*+<(?:!doctype\s+html|html|head|body|title|meta)\b",
    re.I | re.S,
)
_RUN = re.compile(r"\{[{%]|<(?!/?(?:pre|code)\b)", re.I)
_POST_SUFFIXES = (".md", ".markdown", ".mkd", ".html", ".htm")


def parse(data: bytes, path: str) -> Article:
    """Return the article in ``data``: all its blocks in source order, each with role ``other``.

    ``path`` is the name that messages use and that the article carries.  A document with front matter is a
    ``post``, one that begins as a whole HTML page ``html``, a Word document
    ``docx`` whatever its name, a name in ``.md`` a post without front matter,
    anything else ``text``: one block a line that has text.

    What a person should know of how it was read (a broken character, a line in another encoding) stands in
    the article's ``warnings``.

    Raises SourceError for empty or binary data, for markup without any text, for bytes that no encoding
    explains (line and byte), and for malformed front matter (line).
    """
    article = _parse(data, path)
    if not article.blocks:
        told = f" ({article.warnings[0].removeprefix(f'{path}:')})" if article.warnings else ""
        raise SourceError(
            f"{path}: holds no text{told}\n"
            "Save the article in it, from a browser in which its text can be seen, and try again."
        )
    return article


def _parse(data: bytes, path: str) -> Article:
    digest = hashlib.sha256(data).hexdigest()
    if is_word(data):
        return Article(Source(path, digest, kind="docx"), word_blocks(data, path))
    decoded = decode(data, path)
    text, warnings = unify_newlines(decoded.text), decoded.warnings
    found = split_front_matter(text, path)
    if found is not None:
        from bilingual.reading.markup import read_body

        body = read_body(found.body, found.body_line, path)
        source = Source(
            path,
            digest,
            kind="post",
            front_matter=found.raw,
            front_matter_syntax=found.syntax,
            directives=_own(body.directives, path),
        )
        told = warnings + found.warnings + body.warnings
        return Article(source, (*found.blocks, *body.blocks), warnings=told)
    if _WHOLE_PAGE.match(text):
        from bilingual.reading.markup import read_page

        page = read_page(text, path)
        source = Source(path, digest, kind="html", head=page.head)
        return Article(source, page.blocks, warnings=warnings + page.warnings)
    warnings += list_instead(text, path)
    if _is_post(path):
        from bilingual.reading.markup import read_body

        body = read_body(text, 1, path)
        source = Source(path, digest, kind="post", directives=_own(body.directives, path))
        return Article(source, body.blocks, warnings=warnings + body.warnings)
    return Article(Source(path, digest, kind="text"), text_blocks(text), warnings=warnings)


def _is_post(path: str) -> bool:
    """Tell whether a document's name says that it is a post."""
    name = address_path(path)
    return name.lower().endswith(_POST_SUFFIXES) and bool(PurePath(name).suffix)


def _own(directives: tuple[Directive, ...], path: str) -> tuple[Directive, ...]:
    if not is_address(path):
        return directives
    # A stranger's tags would be run by the generator of whoever publishes the post.
    return tuple(one for one in directives if one.code and not _RUN.search(one.text))
