"""Finding the title among the lines above the running text, and settling what stands about it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from bilingual.article import Role
from bilingual.cleaning.container import said
from bilingual.cleaning.shape import Line
from bilingual.cleaning.signatures import is_marked_name
from bilingual.cleaning.surroundings import is_menu, outside
from bilingual.languages import script_label

_TIME = re.compile(r"\d{1,2}\s?[:：시时時点]\s?\d{2}")
_NUMBERED = re.compile(r"\W*\d[\d\W]*")
#: A line this heavy before the title is a ticker of headlines, not one.
TICKER = 160
#: Between a page's title and its text a line this heavy says something; a lighter one is a button.
SUBHEAD = 14
#: A headline is seldom lighter: five Han characters or ten Hangul syllables.
LIGHTEST = 10
#: Lines so light beside a menu's entries are entries.
SHORT = 8
#: With more short lines than this above the text, the page begins with its menus.
FEW = 5
#: Below so many date lines stands no title: the page is a list.
DATES = 40
#: Nor does a headline stand further than this above the text it belongs to, in lines.
NEAR = 8
#: From this weight a line with several commas, or with a sentence's end inside, is a paragraph, no headline.
PARAGRAPH = 70
#: A line that says so much of the title says it again: it lacks a comma, or the paper's name.
AGAIN = 0.75
#: The rule of a line that is a paper's name: above the title its masthead, below it the source.
PUBLISHER = "name of the publisher"
# Who speaks, and a whole sentence or question: 기자: 어떻게 보는가?
_TURN = re.compile(r"([가-힣A-Za-z一-鿿]{1,10}\d{0,2})\s?[:：]\s?\S.{4,}[.?!。？！][\"'”’」』)）]*")
_ASKS = re.compile(r"기자|질문|질의|문|답|답변|사회자?|진행자?|[QA]\d{0,2}|[问問答]|[记記]者|主持人")
#: So near to the top a name below the title stands, in lines.
NAMED = 30
#: More headlines in a row above the date are a list.
LISTED = 8
#: More short lines than these between date and text are no sub-headlines.
LATE = 3
# How an item, a verse, a label, a caption or a spoken line is worded.
_NO_HEADLINE = re.compile(
    r"^[^가-힣A-Za-z一-鿿\d\"“‘'「『(（]|^[\[【(（<〈《]|^\d{1,2}\s?[.)、]|[,，、:：.。;；)）\]】>〉*!?！？”\"\d]$|[다요죠까네]$|"
    r"(?:[라으하]면|며|[하되리치지이]고|[은는을를에의로과와도]|[어아]서|지만|는데)$|"
    r"(?:모습|장면|전경|풍경|광경|사진|함께|한때|있는|왼쪽|오른쪽)$|^[^:：]{1,8}[:：]"
)
_COMMA = re.compile(r"[，,、；]")
_ENDED = re.compile(r"(?:[다요]\.|。|[!?？！]\s)\s*(?=[^\s\W])")


def settle_titles(body: list[Line], first: int, kind: str) -> int:
    """Settle title, sub-headlines and what stands above; return the index where the text may begin.

    ``first`` is the first line of running text, or the number of lines if there is none.
    """
    first = _first_turn(body, first)
    start = _find(body, first, kind)
    role = Role.TITLE
    title = next((n for n, line in enumerate(body) if line.keep and line.role is role), start)
    for line in body[:title]:
        if line.rule.endswith(PUBLISHER):
            outside(line, "masthead")
    return start


def _first_turn(body: Sequence[Line], first: int) -> int:
    """Return where the first question or answer stands below another line, at most ``first``.

    Too short for a sentence of running text it may be, but it is none of the headlines.
    """
    turns = [
        (n, turn[1])
        for n, line in enumerate(body[1:first], start=1)
        if (":" in line.bare or "：" in line.bare) and (turn := _turn(line))
    ]
    if not turns:
        return first
    speakers = Counter(turn[1] for line in body if (turn := _turn(line)))
    for n, speaker in turns:
        if (_ASKS.fullmatch(speaker) or speakers[speaker] > 1) and any(above.free for above in body[:n]):
            return n
    return first


def _turn(line: Line) -> re.Match[str] | None:
    return _TURN.match(line.bare) if line.role is None else None


def _find(body: list[Line], first: int, kind: str) -> int:
    role = Role.TITLE
    named = next((n for n, line in enumerate(body) if line.keep and line.role is role), None)
    if named is not None and kind == "html" and first == len(body):
        # No sentence tells where buttons end and a poem or a list begins.
        _repeated(body, [named])
        return named + 1
    if named is not None and kind == "html":
        return _below(body, named, first)
    marked = [n for n, line in enumerate(body) if line.block.tag == "h1" and line.role in (None, role)]
    if len(marked) == 1 and body[marked[0]].free:
        return _settle(body, marked)
    dateline = Role.DATELINE
    dates = [n for n, line in enumerate(body[:first]) if line.role is dateline]
    above = _above_dates(body, dates)
    if above:
        after = [date for date in dates if date > above[-1]]
        start = max(_settle(body, above), after[0] + 1)
        _buttons(body, start, first)
        return start
    free = [n for n, line in enumerate(body[:first]) if line.role is None and not line.bullet]
    if not free:
        return 0
    signed = _above_name(body, first)
    if signed is not None:
        return _settle(body, [signed])
    if first == len(body) and len(free) == 1 and not any(line.keep for line in body):
        body[free[0]].settle(Role.BODY, "the only line", True)
        return free[0]
    if dates and _entries(body, free):
        for n in free:
            outside(body[n], "above the text")
        return free[-1] + 1
    start = _settle(body, _without_dates(body, free, first))
    _buttons(body, start, first)
    return start


def _above_name(body: Sequence[Line], first: int) -> int | None:
    """Return the line right above a marked name, as poems and essays have it, if other lines stand above."""
    for n in range(2, min(first, NAMED, len(body))):
        if is_marked_name(body[n].text.strip()) and (body[n].free or body[n].keep):
            above = body[n - 1]
            return n - 1 if above.free and not above.bullet and above.weight >= LIGHTEST // 2 else None
    return None


def _buttons(body: list[Line], start: int, first: int) -> None:
    """Settle a row of short lines between date and text, where there is text: they are buttons."""
    if first == len(body):
        return
    short = [line for line in body[start:first] if line.role is None and line.weight < SUBHEAD]
    if len(short) > FEW:
        for line in short:
            outside(line, "between title and text")


def settle_late_headlines(body: Sequence[Line], start: int, first: int) -> None:
    """Settle the sub-headlines that stand below the date line or the buttons, right above the running text.

    ``start`` is where the text may begin, ``first`` its first line; takes a page's lines, the title settled.
    """
    if first >= len(body) or not any(line.keep and line.role is Role.TITLE for line in body[:first]):
        return
    free = [n for n in range(start, first) if body[n].free]
    late = [n for n in free if _like_sub_headline(body[n])]
    if late != free or len(late) > LATE or any(line.role is Role.CAPTION for line in body[start:first]):
        return
    for n in late:
        body[n].settle(Role.TITLE, "sub-headline below the date", True)


def _like_sub_headline(line: Line) -> bool:
    plain = not (line.bullet or line.sentence or line.linked or line.notices or line.block.path)
    fits = SUBHEAD <= line.weight < PARAGRAPH and line.block.tag in ("line", "h2", "h3", "h4", "strong")
    return plain and fits and not is_menu(line) and not _NO_HEADLINE.search(line.bare)


def _like_headline(line: Line) -> bool:
    return line.weight >= LIGHTEST and not is_menu(line) and not _NUMBERED.fullmatch(line.bare)


def _settle(body: list[Line], group: Sequence[int]) -> int:
    for line in body[: group[0]]:
        if line.free:
            outside(line, "above the title")
    for n in group:
        if _is_paragraph(body[n]) and (n > group[0] or body[n].weight >= TICKER):
            return n
        if n > group[0] and _says_again(body[n], body[group[0]]):
            body[n].settle(Role.TITLE, "title repeated", False)
        else:
            body[n].settle(Role.TITLE, "title" if n == group[0] else "sub-headline", True)
    _repeated(body, group)
    return group[-1] + 1


def _is_paragraph(line: Line) -> bool:
    """Tell whether a line above the first whole sentence is a paragraph that was cut, or one set in lines."""
    commas = len(_COMMA.findall(line.bare)) if line.weight > len(line.bare) * 1.5 else 0
    long = line.weight >= PARAGRAPH and (commas > 1 or bool(_ENDED.search(line.bare)))
    return line.weight >= TICKER or long


def _says_again(line: Line, title: Line) -> bool:
    """Tell whether a line is the title again, but for its marks or for the paper's name after it."""
    again, whole = said(line.bare), said(title.bare)
    if not again:
        return False
    short, long = sorted((again, whole), key=len)
    return again == whole or (
        line.weight >= LIGHTEST and long.startswith(short) and len(short) >= AGAIN * len(long)
    )


def _without_dates(body: Sequence[Line], free: Sequence[int], first: int) -> Sequence[int]:
    """Return the headlines of a page that shows no date above its text."""
    # Some short lines and then a sentence: headline and sub-headlines.  Many, or no sentence: a poem.
    if first == len(body):
        return free[:1]
    last = next((n for n in reversed(free) if _like_headline(body[n])), free[-1])
    listed = [n for n in free if n < last and _says_again(body[n], body[last])]
    if listed and sum(listed[0] < n < last and n not in listed for n in free) > 1:
        # What stands between is a table of contents.
        return [last]
    if len(free) <= FEW:
        spoken = [n for n in free if not is_menu(body[n])] or free
        return [n for n in spoken if n < spoken[0] + 6]
    near = [n for n in free if n >= first - NEAR and _like_headline(body[n])]
    if not near:
        return free[:1]
    group = [near[-1]]
    for n in reversed(near[:-1]):
        if n != group[0] - 1 or len(group) == 3:
            break
        group.insert(0, n)
    return group


def _above_dates(body: Sequence[Line], dates: Sequence[int]) -> list[int]:
    """Return the headline and sub-headlines above the date line: the first with a time of day that has one.

    The date at the top of a page, above its menus, has no time.
    """
    groups = [(date, _group_above(body, date)) for date in dates[:DATES]]
    strong = [(date, group) for date, group in groups if any(_like_headline(body[n]) for n in group)]
    if not strong:
        # A row of a menu above the date at the top of a page is none either.
        spoken = ([n for n in group if not is_menu(body[n])] for _, group in groups)
        return next((group for group in spoken if group and not _entries(body, group)), [])
    timed = [group for date, group in strong if _TIME.search(body[date].bare)]
    chosen = (timed or [group for _, group in strong])[0]
    while not _like_headline(body[chosen[0]]):
        chosen = chosen[1:]
    return chosen


def _entries(body: Sequence[Line], group: Sequence[int]) -> bool:
    """Tell whether some very short lines between a menu's entries are entries too, and no headline."""
    short = len(group) > 1 and all(body[n].weight < SHORT for n in group)
    return short and any(
        body[n].role is Role.NAV for n in (group[0] - 1, group[-1] + 1) if 0 <= n < len(body)
    )


def _group_above(body: Sequence[Line], date: int) -> list[int]:
    """Return the free lines closest above the date line: headline and sub-headlines."""
    near = range(date - 1, max(date - 40, 0) - 1, -1)
    group = _run_of(body, near, _like_headline) or _run_of(body, near, bool)
    title = body[group[0]].bare if group else ""
    first = next((n for n in range(date) if body[n].free and body[n].bare == title), date)
    if first < date and group and first < group[0]:
        return [first]
    # A long row is a list of other headlines, and the last of it the page's own.
    return group[-3:] if len(group) <= LISTED else group[-1:]


def _run_of(body: Sequence[Line], near: Iterable[int], wanted: Callable[[Line], object]) -> list[int]:
    group: list[int] = []
    for n in near:
        line = body[n]
        if line.free and not line.bullet and line.weight < TICKER and wanted(line):
            group.insert(0, n)
        elif group:
            break
    return group


def _below(body: list[Line], title: int, first: int) -> int:
    """Settle what stands between a title that is sure and the text; return where the text may begin."""
    home = body[first].block.region if first < len(body) else None
    told = (Role.DATELINE, Role.BYLINE)
    about = max((n for n in range(title, first) if body[n].role in told), default=title)
    for n in range(title + 1, first):
        line = body[n]
        if not line.free or line.bare == body[title].bare:
            continue
        beside = (
            home is not None and line.block.region is not None and line.block.region.parent is home.parent
        )
        heading = line.block.tag in ("h1", "h2", "h3", "h4") and not line.linked
        heading = heading or (n <= title + 3 and is_parallel(line, body[title]))
        if heading or (n <= title + 3 and line.weight >= SUBHEAD and not line.sentence and not beside):
            line.settle(Role.TITLE, "sub-headline", True)
        elif n < about and line.weight < SUBHEAD:
            outside(line, "between title and text")
    _repeated(body, [title])
    return title + 1


def is_parallel(line: Line, title: Line) -> bool:
    """Tell whether a line below a title may be the same in another script: short, in Chinese or in Korean."""
    if not line.free or line.linked or line.sentence or line.bullet or is_menu(line):
        return False
    if not LIGHTEST <= line.weight < PARAGRAPH or _NUMBERED.fullmatch(line.bare):
        return False
    language = script_label(line.bare)
    return language in ("zh", "ko") and script_label(title.bare) in {"zh", "ko", "en"} - {language}


def _repeated(body: Sequence[Line], group: Sequence[int]) -> None:
    title = body[group[0]]
    said_again = title.bare
    for n, line in enumerate(body[group[-1] + 1 :]):
        if (line.bare != said_again and n >= NEAR) or line.role is not None or line.bullet:
            continue
        if line.bare == said_again or (not line.sentence and _says_again(line, title)):
            line.settle(Role.TITLE, "title repeated", False)
