"""Pictures: captions between paragraphs that a page saved as text prints without any mark.

What a picture shows is said in one sentence of a present state, and the photographer's name ends it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from bilingual.article import Role
from bilingual.cleaning.shape import Line
from bilingual.cleaning.window import is_prose

#: So far below a caption the text goes on, in lines.
NEAR = 4
#: What is printed twice as a picture's caption weighs no more.
TWICE = 160
RULE = "caption between paragraphs"
_BY = (
    r"\s?[/|]?\s?[가-힣]{2,4}\s?(?:선임|인턴|객원|사진|전문)?기자"
    r"(?:\s?[\[(<]?[\w.+-]{1,64}@[\w.-]{1,64}[\])>]?)?\W{0,3}"
)
_SHOWN = re.compile(
    r"[^.!?。]{8,180}(?:[가-힣]\s있다|모습(?:이다)?|장면(?:이다)?|전경(?:이다)?|풍경(?:이다)?)\s?[.]?" + _BY
    + r"|\d{1,2}일\s[^.!?。]{8,180}다[.]" + _BY
)  # fmt: skip
_SCENE = re.compile(
    r"[^.!?。]{2,70}(?:모습|장면|전경|풍경|한때|기념\s?(?:사진|촬영)|단체\s?사진|现场|场面|场景|合影)[.。]?"
)
_CREDIT = re.compile(r"사진|촬영|찍음|[摄攝]影?|[图圖]")


def settle_pictures(body: Sequence[Line]) -> None:
    """Settle such captions; takes a page's lines in order, those above the text settled."""
    _printed_twice(body)
    for n, (line, below) in enumerate(pairwise(body)):
        if line.role is not None or not ("기자" in line.bare or below.keep) or line.bullet or line.linked:
            continue
        if "기자" in line.bare and _SHOWN.fullmatch(line.bare):
            shown = any(is_prose(one) for one in body[n + 1 : n + 1 + NEAR])
        else:
            shown = below.keep and _is_credit(below) and bool(_SCENE.fullmatch(line.bare))
        if shown:
            line.settle(Role.CAPTION, RULE, True)


def _printed_twice(body: Sequence[Line]) -> None:
    """A short line printed twice between paragraphs is a picture's: once beside it, once below it."""
    for n, (line, again) in enumerate(pairwise(body[1:-1]), start=1):
        if line.bare != again.bare or not (line.free or line.rule == RULE) or line.bullet or line.linked:
            continue
        if line.weight > TWICE or not again.free or not is_prose(body[n + 2]):
            continue
        above = body[n - 1]
        if is_prose(above) or (above.keep and above.role in (Role.TITLE, Role.DATELINE, Role.BYLINE)):
            line.settle(Role.CAPTION, RULE, True)
            again.settle(Role.CAPTION, "printed again", False)


def _is_credit(line: Line) -> bool:
    return line.role in (Role.BYLINE, Role.CAPTION) and bool(_CREDIT.search(line.bare))


def settle_photo_titles(body: Sequence[Line]) -> None:
    """Settle the short line over a caption as the picture's title, where no element parts the two."""
    caption = Role.CAPTION
    for above, line in pairwise(body):
        if line.role is not caption or not above.free or above.sentence or above.bullet:
            continue
        if above.block.tag == "li":
            continue
        if line.block.tag != "figcaption" or above.block.tag in ("img", "figcaption"):
            above.settle(Role.CAPTION, "photo title", True)
