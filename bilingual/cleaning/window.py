"""The stretch of lines that is the running text: the one whose lines speak most for it.

A page that was saved as text has no elements to tell the article by, only the order of its lines.  Sentences
speak for a stretch, short lines and known furniture against it; the stretch with the highest sum is the text.
This is the maximum subsequence segmentation of Pasternack and Roth (WWW 2009), with weights settled on
labelled pages (``benchmarks/cleaning.py``) instead of learnt ones.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from bilingual.article import Role
from bilingual.cleaning.shape import Line

_INNER_STOP = re.compile(r"[，。,、；：！？]|[.!?]\s")
_STOPS, _BEHIND = frozenset("，。,！？!?…、；"), "\"'”’」』)）"
#: One line counts for no more than this, or a page's one long notice would outweigh a short article.
MOST = 240
#: What a heading over a list of other articles, another end of the text, and any other furniture cost.
HEADING, END, FURNITURE = 120, 40, 12
#: A short line may be a heading or an item of the article: alone it says little.
SHORT, ITEM = 4, 8
#: A sentence this heavy is prose though a mark stands before it, as in press releases; a teaser is lighter.
ITEMISED = 120
#: A short line that ends in a comma or an exclamation mark is a piece of running text.
FRAGMENT = 6
#: One short sentence among many other lines is a footer's: the text is a poem, or a list.
LITTLE, MANY = 60, 12
#: A headline is no lighter, and stands no further above its date, in lines; so many short lines are a menu.
LIGHTEST, NEAR, ENTRIES = 10, 6, 5
#: A line of a paragraph that was cut into lines weighs no more; so many of them are needed.
WRAPPED, CUT = 40, 3
# A Korean line that the next one goes on, or that ends a sentence.
_GOES_ON = re.compile(
    r"[가-힣'’”\")](?:[은는이가을를의에로와과도며고]|에서|까지|부터|[하되해]여|[위대통]해|[가-힣]인|[하되있없]는|[한된던할될]|등)$|"
    r"[가-힣]다[.]?[\"'”’]?$|[,，]$"
)
#: What a text gains that begins as an article does; more are teasers; so far below its date, in lines.
STRONG, MOST_STRONG, UNDER = 240, 2, 4
#: So far below the last sentence it is another text's beginning, in lines: menus and headlines stand between.
FARTHEST = 12
#: An editor's name closes a text that says so much, if what follows says less than this part of it.
CLOSING, REST = 300, 0.35
#: How the rules of reporters end.
REPORTER = "reporter"
_DATE = re.compile(
    r"\W?(?:19|20)\d{2}\s?[-./年년]\s?\d{1,2}\s?[-./月월]\s?\d{1,2}\s?[日일.]?(?:\s\d{1,2}:\d{2})?\W?"
)
#: No day of a lead stands further on, and no date alone is longer, in code points.
LEAD, DATE = 21, 24
_LEAD = re.compile(
    r"\W{0,2}[(（【\[〔〈<]\s?(?:[^()（）\[\]【】〔〕=]{1,16}\s?=\s?[^()（）\[\]【】〔〕=]{2,24}"
    r"|[^()（）\[\]【】〔〕]{0,12}(?:[記记]者|[綜综]合|[報报]社)[^()（）\[\]【】〔〕]{0,20}(?:[電电讯訊]|[報报][導导道]))"
    r"\s?[)）】\]〕〉>]"
    r"|[一-鿿]{2,8}社?[一-鿿]{2,6}(?:\d{1,2}月)?\d{1,2}日(?:[電电]|[訊讯])"
)
#: From this weight a line with commas in it is likely prose, though it does not end as a sentence does.
PROSE = 40


def is_prose(line: Line) -> bool:
    """Tell whether a line that no rule has settled is a sentence of running text."""
    if not line.sentence or line.role is not None:
        return False
    return (not line.bullet or line.weight >= ITEMISED) and not line.linked


def for_running_text(line: Line) -> float:
    """Return what a line says for (positive) or against its being in the running text."""
    weight = line.weight
    if line.role is not None:
        if line.keep:
            return min(weight, MOST) if line.role in (Role.BODY, Role.CAPTION) else 0.0
        return -(HEADING if line.heading else END if line.ends else FURNITURE)
    if line.linked:
        return -FURNITURE
    if line.sentence and is_prose(line):
        return min(weight, MOST)
    if line.bullet:
        return -ITEM
    if weight >= PROSE and _INNER_STOP.search(line.bare):
        return 0.5 * min(weight, MOST)
    if weight >= FRAGMENT and not line.bare[-1].isalnum() and line.bare.rstrip(_BEHIND)[-1:] in _STOPS:
        return 0.4 * min(weight, MOST)
    return -SHORT


def below_marker(body: Sequence[Line], begin: int, stop: int) -> int:
    """Return where the running text from ``begin`` to ``stop`` begins if a date or a reporter stands inside.

    Above a page's headline notices and teasers are sentences too.  The text begins below its date, or its
    reporter's name, when a headline stands right above that and little is said further up.
    """
    prose = [n for n in range(begin, stop) if is_prose(body[n])]
    if len(prose) < 2 or any(line.keep and line.role is Role.DATELINE for line in body[: prose[0]]):
        return begin
    said = sum(min(body[n].weight, MOST) for n in prose)
    above = 0
    for before, after in pairwise(prose):
        above += min(body[before].weight, MOST)
        if 2 * above > said - above:
            break
        marker = next((n for n in range(before + 1, after) if _is_marker(body[n])), None)
        if marker is None:
            continue
        short = [n for n in range(before + 1, marker) if body[n].free and not body[n].bullet]
        headed = any(LIGHTEST <= body[n].weight < ITEMISED and n >= marker - NEAR for n in short)
        entries = sum(body[n].weight < LIGHTEST for n in short)
        dated = body[marker].role is not Role.BYLINE
        if headed and len(short) >= 2 and (dated or entries >= ENTRIES):
            return before + 1
    return begin


def wrapped_from(body: Sequence[Line], first: int) -> int:
    """Return where the paragraph of the sentence at ``first`` begins, if it was cut into lines.

    Scripts of broadcasters are: each line goes on in the next, and one of few ends a sentence.
    """
    start = first
    while start and body[start - 1].free and body[start - 1].weight <= WRAPPED and not body[start - 1].bullet:
        start -= 1
    while start < first and not _GOES_ON.search(body[start].bare):
        start += 1
    row = body[start:first]
    if len(row) < CUT or 3 * sum(bool(_GOES_ON.search(line.bare)) for line in row) < 2 * len(row):
        return first
    return start


def _is_marker(line: Line) -> bool:
    if line.role is None:
        return len(line.bare) <= DATE and bool(_DATE.fullmatch(line.bare))
    return line.keep and (
        line.role is Role.DATELINE or (line.role is Role.BYLINE and line.rule.endswith(REPORTER))
    )


def running_text(body: Sequence[Line]) -> tuple[int, int]:
    """Return where the running text begins and ends (exclusive), as indices; (n, n) without any."""
    best, found = 0.0, (len(body), len(body))
    total, start = 0.0, 0
    beginnings, spoken = _beginnings(body), 0
    for n, line in enumerate(body):
        begins = n in beginnings
        if total <= 0 or (begins and n - spoken > FARTHEST):
            total, start = 0.0, n
        total += for_running_text(line)
        if begins:
            total += STRONG
        if line.sentence and line.role is None:
            spoken = n
        if total > best:
            best, found = total, (start, n + 1)
    begin, stop = found
    best -= STRONG * sum(begin <= n < stop for n in beginnings)
    around = sum(line.role is None for line in body) - (stop - begin)
    return (len(body), len(body)) if best < LITTLE and around > MANY else (begin, _closed(body, begin, stop))


def _beginnings(body: Sequence[Line]) -> Sequence[int]:
    """Return the sentences that an article begins with, told by a lead or by headline and date above.

    Where there are more than a few, they are teasers of other articles.
    """
    found = [n for n, line in enumerate(body) if line.sentence and is_prose(line) and _begins(body, n)]
    return found if len(found) <= MOST_STRONG else ()


def _begins(body: Sequence[Line], n: int) -> bool:
    if has_lead(body[n]):
        return True
    for m in range(n - 1, max(0, n - UNDER) - 1, -1):
        if _is_marker(body[m]) and body[m].role is not Role.BYLINE:
            above = body[m - 1] if m else None
            headed = above is not None and above.free and not above.sentence
            return headed and above is not None and LIGHTEST <= above.weight < ITEMISED
        if body[m].free and is_prose(body[m]):
            break
    return False


def has_lead(line: Line) -> bool:
    """Tell whether a line begins with an agency's lead: (서울=연합뉴스), （中央社記者…電）."""
    bare = line.bare
    # What begins so is in brackets, or there is a day of the month in it: most sentences need no look.
    return not (bare[:3].isalnum() and "日" not in bare[:LEAD]) and bool(_LEAD.match(bare))


def _closed(body: Sequence[Line], begin: int, stop: int) -> int:
    """Return where the text ends if an editor's name closes it and what follows is little beside it."""
    close = next((n for n in range(begin, stop) if body[n].ends and _is_editor(body[n])), None)
    if close is None:
        return stop
    said = sum(min(line.weight, MOST) for line in body[begin:close] if is_prose(line))
    after = sum(min(line.weight, MOST) for line in body[close:stop] if is_prose(line))
    return close if said >= CLOSING and after < REST * said else stop


def _is_editor(line: Line) -> bool:
    """Tell whether a line names who edited the piece: nobody translates it."""
    return line.ends and not line.keep and line.role is Role.BYLINE
