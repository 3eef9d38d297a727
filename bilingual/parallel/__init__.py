"""Parallel pages: a Korean page that gives its own Chinese translation.

`pair` finds it and takes it out of the text to be translated; `page_targets` gives it back as the target
of its Korean line, and `page_units` as what memory is offered.
"""

from __future__ import annotations

from bilingual.article import Article, Status, Target
from bilingual.chinese_scripts import other_script
from bilingual.copying import in_other_script
from bilingual.memory import IMPORTED, Unit
from bilingual.parallel.alignment import Sides, align, is_parallel
from bilingual.parallel.evidence import Find
from bilingual.parallel.folding import fold
from bilingual.parallel.pieces import Halves, halves_of, pieces_of

#: The origin of a target that the page gave itself.
PAGE = "page"
#: The least evidence, in nats, that the two sides of one line say the same.
_HALVES = 0.8


def pair(article: Article, find: Find) -> Article:
    """Return ``article`` with the Chinese lines that translate Korean ones folded into ``pairs``.

    A page that is not parallel is returned as it is.  ``find`` gives the glossary's terms in a text: names
    that stand in both languages are evidence.  Segments and blocks keep their ids; the Chinese segments
    and the blocks that held nothing else are gone from the article, and `Pair.folded` names them.
    """
    sides = Sides(find)
    halves: list[tuple[Halves, float]] = []
    texts = {block.id: block.text for block in article.blocks}
    for half in halves_of(article):
        text = texts[half.segment.block]
        score = sides.score(text[slice(*half.korean)], text[slice(*half.chinese)])
        if score >= _HALVES:
            halves.append((half, score))
    pieces = pieces_of(article, {half.segment.id for half, _ in halves})
    if not halves and len({piece.language for piece in pieces}) < 2:
        return article
    matches = align(pieces, sides)
    told = [
        (
            texts[half.segment.block][slice(*half.korean)],
            texts[half.segment.block][slice(*half.chinese)],
            score,
        )
        for half, score in halves
    ]
    if not is_parallel(matches, told, pieces):
        return article
    return fold(article, matches, [half for half, _ in halves], sides)


def page_targets(article: Article, target: str) -> dict[str, Target]:
    """Return the targets in ``target`` that the page itself gave, by segment id.

    The page's line is ``copied``, origin ``page``; one in the other Chinese script is converted, origin
    ``opencc``.  Both have the marks of the page's line.
    """
    found: dict[str, Target] = {}
    for own in article.pairs:
        if own.language == target:
            found[own.segment] = Target(own.text, Status.COPIED, origin=PAGE, marks=own.marks)
        elif other_script(own.language, target):
            found[own.segment] = in_other_script(own.text, own.marks, target)
    return found


def page_units(article: Article) -> list[Unit]:
    """Return the page's own translations as units of memory, origin ``imported``, as the page wrote them."""
    places = {segment.id: number for number, segment in enumerate(article.segments)}
    units = []
    for own in article.pairs:
        at = places[own.segment]
        segment = article.segments[at]
        units.append(
            Unit(
                source=segment.source,
                target=own.text,
                source_language=segment.language,
                target_language=own.language,
                origin=IMPORTED,
                status=Status.COPIED,
                segment=segment.id,
                previous=article.segments[at - 1].source if at else "",
                following=article.segments[at + 1].source if at + 1 < len(article.segments) else "",
            )
        )
    return units
