"""Markdown editions, one file a language; a post keeps its front matter, its title and excerpt translated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bilingual.article import Article, Block, Directive
from bilingual.publishing.editions import FRONT_MATTER, Edition, editions, encoded, layout
from bilingual.publishing.facts import fact_front_matter
from bilingual.publishing.markdown import body

#: The lines before and after front matter, by its syntax.
_FENCES = {"yaml": ("---", "---"), "toml": ("+++", "+++"), "json": ("", ""), "hexo": ("", ";;;")}

_DIRECTIVE = "directive"
_HARMLESS = str.maketrans({'"': "”", "'": "’", "\\": "", "{": "(", "}": ")"})


def render(article: Article) -> dict[str, bytes]:
    """Return ``ko.md``, ``en.md`` and so on, UTF-8.

    A post's front matter stands first, byte for byte but for the values that are translated: those of
    kept blocks whose path begins with ``front_matter/``, and the places that repeat a kept block.  They are
    not in the body.  An article without front matter gets one that holds what it says of itself, if it says
    anything.  What UTF-8 cannot hold (a lone surrogate) becomes U+FFFD.

    Raises OutputError when the front matter cannot be read.
    """
    groups = [
        group for group in layout(article) if not group.blocks[0].path.startswith((FRONT_MATTER, _DIRECTIVE))
    ]
    files: dict[str, bytes] = {}
    for language, edition in editions(article).items():
        text = body(edition, groups, _directives(article, edition))
        if article.source.front_matter.strip():
            text = _front_matter(article, edition) + text
        else:
            text = fact_front_matter(article.source) + text
        files[f"{language}.md"] = encoded(text)
    return files


def _directives(article: Article, edition: Edition) -> list[Directive]:
    """Return what the post tells its generator, its words for readers in the language of ``edition``."""
    blocks: dict[str, list[Block]] = {}
    for block in article.blocks:
        if block.path.startswith(_DIRECTIVE):
            blocks.setdefault(block.path, []).append(block)
    done = []
    for directive in article.source.directives:
        text = directive.text
        for path, start, end in reversed(directive.words):
            said = edition.opened(tuple(blocks.get(path, ()))).text
            if said:
                # Nothing in it ends the value or the tag, or begins another.
                text = text[:start] + " ".join(said.translate(_HARMLESS).split()) + text[end:]
        done.append(replace(directive, text=text))
    return done


def _front_matter(article: Article, edition: Edition) -> str:
    blocks = {block.id: block for block in article.blocks}
    places: dict[str, list[Block]] = {}
    for block in article.blocks:
        if block.path.startswith(FRONT_MATTER):
            places.setdefault(block.path, []).append(block)
    for place, id_ in article.repeats.items():
        if place.startswith(FRONT_MATTER) and id_ in blocks:
            places[place] = places.get(blocks[id_].path, [blocks[id_]])
    values = {
        place.removeprefix(FRONT_MATTER): "\n".join(
            " ".join(edition.piece(block).text.split()) for block in blocks_there
        )
        for place, blocks_there in places.items()
    }
    syntax = article.source.front_matter_syntax
    kept = _replaced(article.source.front_matter, syntax, values)
    newline = "\r\n" if "\r\n" in kept else "\n"
    if not kept.endswith("\n"):
        kept += newline
    opened, closed = _FENCES.get(syntax, _FENCES["yaml"])
    return f"{opened and opened + newline}{kept}{closed and closed + newline}{newline}"


def _replaced(front_matter: str, syntax: str, values: Mapping[str, str]) -> str:
    if syntax == "toml":
        from bilingual.publishing.other_front_matter import replace_toml

        return replace_toml(front_matter, values)
    if syntax in ("json", "hexo"):
        from bilingual.publishing.other_front_matter import replace_json

        return replace_json(front_matter, values, braces=syntax == "json")
    from bilingual.publishing.front_matter import replace_values

    return replace_values(front_matter, values)
