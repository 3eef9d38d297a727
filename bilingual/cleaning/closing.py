"""Closing: which short lines below the last sentence are headlines of other articles.

A crawled page prints them under the reporter's name, with no heading and no element around them.  No word
tells them from the article's own, but their row does: several lines as long as headlines, none of which
ends as a sentence does, worded as headlines are, below the line that closes an article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bilingual.article import Role
from bilingual.cleaning.shape import Line

RULE = "headlines below the text"
#: A headline weighs so much; so many make a row, below a line that closes the article and elsewhere.
LEAST, MOST, CLOSED, OPEN = 16, 110, 2, 3
#: An article that a name closes says at least so much.
SAID = 60
#: What follows a closing name and is no headline: items, figures, a person's note, a verse.
_ITEM = re.compile(
    r"(?:제|第)?\s?\d{1,3}\s?(?:위|번|등|호|[.)、）:：])|[①-⑳㉠-㉻▲△■□◆◇○●※*【\[(（<〈△-]|"
    r"[^:：]{1,14}[:：]\s?\S|.*(?:@|☎|\d{2,4}-\d{3,4}-\d{4}|\d{1,2}:\d{2})"
)
_MARKED = re.compile(
    r"['‘][^'‘’]{2,40}['’]|[\"“][^\"“”]{2,60}[\"”]|(?:…|\.\.\.?)\s?[^\s.…]|[?!？！]\s|"
    r"[가-힣]\s?[,，]\s[가-힣]|(?<![一-鿿])[美中日北英與野檢靑朴尹文李車銀株軍法前現新故反親](?![一-鿿])|"
    r"[一-鿿][？！：]|[」』]|[一-鿿]\s[一-鿿]"
)
#: Words of a person alone are a verse or a list of answers as well as a headline.
_QUOTED = re.compile(r"[\"“‘'「][^\"“”‘’「」]+[\"”’'」]")
_MAIL = re.compile(r"\S+@\S+\.\S")
_SIGNED = re.compile(r"(?:기자|특파원|통신원|記者|记者)\W*$")


def settle_headlines(body: Sequence[Line], stop: int) -> None:
    """Settle the headlines of other articles below ``stop``, the first line after the last sentence."""
    end = next((n for n in range(stop, len(body)) if body[n].ends or body[n].heading), len(body))
    said = sum(line.weight for line in body[:stop] if line.free and line.sentence)
    close = next((n for n in range(stop, end) if _closes(body[n])), None) if said >= SAID else None
    if close is not None and not any(body[n].free for n in range(stop, close)):
        _settle(body, close + 1, end, CLOSED)
    else:
        _settle(body, stop, end, OPEN)


def _closes(line: Line) -> bool:
    if line.role is Role.BYLINE:
        return bool(_MAIL.search(line.text) or _SIGNED.search(line.bare))
    return line.role is Role.CONTACT


def _settle(body: Sequence[Line], begin: int, end: int, least: int) -> None:
    row = [line for line in body[begin:end] if line.free and any(char.isalnum() for char in line.bare)]
    if len(row) < least or not all(_headline(line) for line in row):
        return
    marked = sum(bool(_MARKED.search(line.bare)) and not _QUOTED.fullmatch(line.bare) for line in row)
    if 2 * marked < len(row):
        return
    for line in row:
        line.settle(Role.RELATED, RULE, False, True)


def _headline(line: Line) -> bool:
    fits = LEAST <= line.weight <= MOST and not line.sentence and not line.notices
    return fits and not _ITEM.match(line.bare)
