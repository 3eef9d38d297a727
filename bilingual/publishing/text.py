"""Clean text: one file a language, nothing in it but the edition and what the article says of itself."""

from __future__ import annotations

from bilingual.article import Article
from bilingual.publishing.editions import Edition, Group, Kind, editions, encoded, items, layout, rows
from bilingual.publishing.facts import fact_lines


def render(article: Article) -> dict[str, bytes]:
    """Return ``ko.txt``, ``en.txt`` and so on: the title, a blank line, the paragraphs, and below
    them what the article says of itself, one fact a line; UTF-8.

    Cells of a table are parted by tabs.  A segment without a translation shows a notice in the edition's
    language (see `editions.NOT_TRANSLATED`).  What UTF-8 cannot hold (a lone surrogate) becomes U+FFFD.
    """
    groups = list(layout(article))
    return {
        f"{language}.txt": encoded(_document(edition, groups, fact_lines(article.source, language)))
        for language, edition in editions(article).items()
    }


def _document(edition: Edition, groups: list[Group], facts: str) -> str:
    set_groups = [_group(edition, group) for group in groups]
    return "\n\n".join(text for text in (*set_groups, facts) if text) + "\n"


def _group(edition: Edition, group: Group) -> str:
    if group.kind is Kind.TABLE:
        return "\n".join(
            "\t".join(" ".join(edition.opened(cell).text.split()) for cell in row).rstrip("\t")
            for row in rows(group)
        )
    if group.kind is Kind.LIST:
        lines: list[str] = []
        for item in items(group):
            bullet = "- " if item.number is None else f"{item.number}. "
            lead = bullet if item.opens else " " * len(bullet)
            lines.append("  " * item.depth + lead + edition.piece(item.block).text.strip())
        return "\n".join(lines)
    return edition.opened(group.blocks).text.strip()
