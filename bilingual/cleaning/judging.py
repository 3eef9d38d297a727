"""Judging: which line is which.  The vocabulary is in the rules; here is only how lines bear on each other.

Rules that hold anywhere decide first, then runs and headings, then the running text is found; what stands
before it is searched for the title, what stands after the first sure piece of furniture is furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bilingual.article import Article, Block, Role
from bilingual.cleaning import notices
from bilingual.cleaning.applying import apply_rules, heading_of
from bilingual.cleaning.bare_dates import settle_dates_below_title
from bilingual.cleaning.boxes import settle_boxes
from bilingual.cleaning.button_rows import settle_button_rows
from bilingual.cleaning.closing import settle_headlines
from bilingual.cleaning.comment_rules import settle_comment_rules
from bilingual.cleaning.conversations import settle_conversations
from bilingual.cleaning.framing import frame
from bilingual.cleaning.furniture import settle_furniture
from bilingual.cleaning.headings import settle_under_headings
from bilingual.cleaning.mangled import settle_readings
from bilingual.cleaning.parts import find_parts
from bilingual.cleaning.pictures import settle_photo_titles, settle_pictures
from bilingual.cleaning.repetition import settle_repeats, settle_rows
from bilingual.cleaning.rows import is_over_rows, is_row
from bilingual.cleaning.ruleset import FIRST, Rules, default_rules
from bilingual.cleaning.scoring import settle_unlikely
from bilingual.cleaning.shape import Line
from bilingual.cleaning.signatures import settle_beside_dates, settle_names
from bilingual.cleaning.surroundings import name_roles, outside
from bilingual.cleaning.tables import settle_table_captions
from bilingual.cleaning.titles import settle_late_headlines, settle_titles
from bilingual.cleaning.window import below_marker, is_prose, running_text, wrapped_from
from bilingual.cleaning.wording import look_through, wording

#: The rule of a line that is a rights notice and names somebody: what is left of it is the credit.
CREDIT = "credit of a rights notice"
#: After the last sentence of an article no more short lines are its own (names, a list, a signature).
MOST_AFTER = 12
#: No menu on one line is longer, in code points.
LONGEST_MENU = 400
#: More lines than these below the text are looked at no further: no article ends in such a list.
LISTED = 160
#: A signature and its place and date are so many lines; more of them must say more than a menu's entries do.
SIGNED, SPOKEN = 3, 9
#: A date line or a name further below the text, in lines, belongs to something else.
FAR = 25
_FILED = re.compile(
    r"\W*+(?:19|20)\d{2}\s?[-./년年]\s?\d{1,2}\s?[-./월月]\s?\d{1,2}\s?[.일日]?"
    r"(?:\s*+\d{1,2}[:시时]\s?\d{2}분?(?::\d{2})?)?\s*+(?:송고|출고|입력|전송|발신|发送|發送)?\W*+"
)
_COUNTED = re.compile(r"\d[\d,.:]*")
_ITEM = re.compile(r"(?:제|第)?\s?\d{1,3}\s?(?:위|번|등|호|[.)、）:：])|[①-⑳㉠-㉻▲△■□◆◇▶○●※]|[-–]\s")


def judge(article: Article, rules: Rules | None = None) -> Article:
    """Return ``article`` with role, keep, rule and parts of every block filled in.

    Takes the blocks as reading gives them, all of them, in source order.  ``rules`` defaults to those that
    come with the program.
    """
    rules = rules or default_rules()
    kind = article.source.kind
    lines = [Line.of(block) for block in article.blocks]
    settle_readings(lines)
    look_through(lines, rules)
    body = [line for line in lines if line.block.tag != "yaml"] if kind == "post" else lines.copy()
    if rules.own:
        apply_rules(rules, lines, kind, FIRST)
        for line in lines:
            line.own = not line.free
    _code(body, kind)
    noticed = _notices(body, rules)
    apply_rules(rules, lines, kind, "")
    if noticed:
        _captioned(body)
    _repeated_summary(lines)
    if kind == "post":
        _judge_post(body, rules, kind)
    else:
        settle_comment_rules(body)
        settle_conversations(body)
        if kind == "html":
            _judge_page(frame(body, rules, article.source.head), rules, kind)
        else:
            _judge_page(body, rules, kind)
        name_roles(body)
        settle_furniture(body)
    for line in lines:
        if line.role is None:
            line.settle(Role.OTHER, "nothing said", False)
    find_parts(lines, rules)
    # A line is let go of as soon as its block is made: a page of short lines is hundreds of thousands.
    body.clear()
    lines.reverse()
    blocks: list[Block] = []
    while lines:
        blocks.append(lines.pop().judged())
    return replace(article, blocks=tuple(blocks))


def _code(body: Sequence[Line], kind: str) -> None:
    """Code is nobody's prose.  An old page that sets all its text in ``pre`` is not code, though."""
    code = [line for line in body if line.block.tag == "pre"]
    if code and (kind == "post" or any(line.sentence and line.block.tag != "pre" for line in body)):
        for line in code:
            line.settle(Role.OTHER, "code", False)


def _notices(body: Iterable[Line], rules: Rules) -> bool:
    """Find rights notices; settle the lines that are nothing else, and measure the others without them.

    Tells whether there are such others.
    """
    noticed, asked = False, wording(rules).notice_bits
    for line in body:
        if line.role is not None or line.bullet or not (line.found is None or line.found & asked):
            continue
        found = notices.find(line.text, rules, line.found)
        if not found:
            continue
        said = notices.rest(line.text, found)
        if any(notice.ban and not line.text[: notice.start].strip() for notice in found) and _FILED.fullmatch(
            said
        ):
            line.settle(Role.COPYRIGHT, "ban on reuse, and when it was filed", False, True)
        elif any(char.isalnum() for char in said):
            noticed = True
            line.notices = found
            line.beside(said)
        elif any(notice.who and not notice.holder for notice in found):
            line.settle(Role.BYLINE, CREDIT, True)
            line.parts += tuple((*notice.ban, Role.COPYRIGHT) for notice in found if notice.ban)
        else:
            line.settle(Role.COPYRIGHT, "ban on reuse", False, True)
    return noticed


def _captioned(body: Sequence[Line]) -> None:
    """A line that carries a picture's notice is its caption, but not in the middle of the running text."""
    running = False
    for n, line in enumerate(body):
        if line.notices and line.free and any(notice.ban or notice.who for notice in line.notices):
            above = body[n - 1] if n else None
            titled = above is not None and not above.sentence and above.role in (None, Role.CAPTION)
            photo = any(notice.photo for notice in line.notices)
            credit = any(notice.who and not notice.holder for notice in line.notices)
            if (photo and (titled or not running)) or (credit and not line.sentence):
                line.settle(Role.CAPTION, "caption", True)
        running = running or (line.free and line.sentence and not line.bullet and not line.notices)


def _repeated_summary(lines: Iterable[Line]) -> None:
    """A second summary in the front matter that says the same as the excerpt is not a reader's."""
    seen: set[str] = set()
    for line in lines:
        if line.keep and line.role is Role.FRONT_MATTER:
            text = "".join(line.bare.split())
            if text in seen:
                line.settle(Role.FRONT_MATTER, "repeats the excerpt", False)
            seen.add(text)


def _judge_post(body: list[Line], rules: Rules, kind: str) -> None:
    _linked_lists(body, rules)
    prose = [n for n, line in enumerate(body) if line.free and line.sentence]
    first, last = (prose[0], prose[-1]) if prose else (len(body), -1)
    apply_rules(rules, [line for line in body[:first] if not _is_figure(line)], kind, "head")
    apply_rules(rules, [line for line in body[last + 1 :] if not _is_figure(line)], kind, "tail")
    settle_table_captions(body, 0, len(body))
    settle_headlines(body, last + 1)
    settle_unlikely(body, last + 1, len(body))
    for line in body:
        if line.free and any(char.isalnum() for char in line.bare):
            line.settle(Role.BODY, "body of a post", True)


def _is_figure(line: Line) -> bool:
    """Tell whether a line is a figure in a table's cell: no counter, though it looks like one."""
    return "table" in line.block.path and bool(_COUNTED.fullmatch(line.bare))


def _linked_lists(body: list[Line], rules: Rules) -> None:
    """A heading over links in a post is that of other articles, whoever wrote it."""
    for n, line in enumerate(body[:-1]):
        heading = heading_of(rules, line) if line.free else None
        if heading is None or not (body[n + 1].free and body[n + 1].linked):
            continue
        line.settle(heading.role, heading.name, False, True)
        for below in body[n + 1 :]:
            if not (below.free and below.linked):
                break
            below.settle(heading.role, f"{heading.name}: below", False, True)


def _judge_page(body: list[Line], rules: Rules, kind: str) -> None:
    for line in body:
        # Most lines begin with a letter.
        if not line.bare[:1].isalnum() and line.role is None and not any(map(str.isalnum, line.bare)):
            line.settle(Role.OTHER, "no letters", False)
    _menus(body, rules)
    settle_button_rows(body)
    _runs(body, rules)
    settle_under_headings(body, rules)
    begin, stop = running_text(body)
    if kind == "text":
        begin = below_marker(body, begin, stop)
    first = next((n for n in range(begin, stop) if is_prose(body[n])), stop)
    sure = first
    if kind == "text" and first < stop:
        first = wrapped_from(body, first)
    if begin == stop:
        apply_rules(rules, body, kind, "bare")
    title = Role.TITLE
    named = next((n for n, line in enumerate(body[:first]) if line.role is title), 0)
    above = body[: named + 1] + [line for line in body[named + 1 : first] if not _is_figure(line)]
    apply_rules(rules, above, kind, "head")
    settle_beside_dates(body, 0, first)
    settle_boxes(body, first, rules)
    settle_unlikely(body, 0, first, spare=True)
    start = settle_titles(body, first, kind)
    settle_dates_below_title(body, first)
    settle_names(body)
    settle_pictures(body)
    settle_late_headlines(body, start, first)
    if begin < stop and kind == "text":
        settle_headlines(body, max([start, *(n + 1 for n in range(stop) if is_prose(body[n]))]))
    end = _end_of_text(body, max(start, stop), kind) if begin < stop else _first_end(body, start)
    apply_rules(rules, [line for line in body[end:] if not _is_figure(line)], kind, "tail")
    _late(body, end)
    settle_rows(body)
    settle_photo_titles(body)
    settle_table_captions(body, start, end)
    settle_unlikely(body, max(start, sure if begin < stop else start), end)
    _rest(body, start, first if begin < stop else start, end)
    settle_repeats(body)


def _menus(body: list[Line], rules: Rules) -> None:
    every = wording(rules)
    parted, at = every.menu_bits, every.at_menus
    for line in body:
        if line.role is not None or line.sentence:
            continue
        text, may = line.text, -1
        if len(text) >= LONGEST_MENU:
            continue
        if line.found is not None and text.isprintable():
            may = line.found & parted
            if not may:
                continue
            may >>= at
        for n, menu in enumerate(rules.menus):
            if not may >> n & 1:
                continue
            pieces = menu.separator.split(text)
            if len(pieces) < menu.least:
                continue
            entries = [entry for piece in pieces if (entry := piece.strip())]
            if len(entries) >= menu.least and max(map(len, entries)) <= menu.longest:
                line.settle(menu.role, menu.name, False, True)
                break


def _runs(body: list[Line], rules: Rules) -> None:
    bits = wording(rules).run_bits
    worded = [line.worded is None or line.worded & bits != 0 for line in body]
    if not any(worded):
        return
    for run in rules.runs:
        is_date = run.date.compiled.fullmatch
        dated = [may and is_date(line.bare) is not None for may, line in zip(worded, body, strict=True)]
        date = _next(dated, 1)
        while date < len(body):
            begin = end = date - 1
            while dated[end : end + 2] == [False, True] and _is_pair(body[end], body[end + 1]):
                end += 2
            # A list that is bulleted headline by bulleted date is furniture even with one entry.
            least = 1 if body[begin].bullet and body[date].bullet else run.least
            listed = end - begin >= 2 * least
            for line in body[begin:end] if listed else ():
                line.settle(run.role, run.name, False, True)
            date = _next(dated, (end if listed else date) + 1)


def _next(dated: Sequence[bool], at: int) -> int:
    """Return the index of the first date from ``at`` on; that behind the last line, if there is none."""
    try:
        return dated.index(True, at)
    except ValueError:
        return len(dated)


def _is_pair(head: Line, date: Line) -> bool:
    """Tell whether a line may be the headline of the date below it."""
    # A sentence under its date is an entry of a chronicle, and what readers wrote is no headline.
    same = (head.bullet or not date.bullet) and not (head.free and head.sentence and not head.linked)
    return same and head.role is not Role.COMMENT_FORM and any(map(str.isalpha, head.bare))


def _end_of_text(body: Sequence[Line], stop: int, kind: str) -> int:
    """Return where the article ends: short lines may follow its last sentence, but no long list of them.

    A numbered list is the article's however long; so is what stands in the article's element.
    """
    end = _first_end(body, stop)
    loose = [line for line in body[stop:end] if line.free]
    alone = [line for line in loose[:2] if _COUNTED.fullmatch(line.bare)]
    if kind == "text" and len(alone) == 1 and alone[0] is loose[0]:
        return stop
    if kind == "text" and all(_COUNTED.fullmatch(line.bare) for line in loose):
        return stop
    if kind != "text" or len(loose) <= SIGNED:
        return end
    listed = range(stop, end) if len(loose) <= LISTED else ()
    rows = {id(body[n]) for n in listed if is_row(body, n) or is_over_rows(body, n)}
    counted = sum(
        id(line) in rows or bool(_ITEM.match(line.text.lstrip()) or _COUNTED.search(line.bare))
        for line in loose
    )
    if 2 * counted >= len(loose):
        return end
    weight = sum(line.weight for line in loose)
    return end if len(loose) <= MOST_AFTER and weight >= SPOKEN * len(loose) else stop


def _first_end(body: Sequence[Line], start: int) -> int:
    return next((n for n in range(start, len(body)) if body[n].ends), len(body))


def _late(body: Sequence[Line], end: int) -> None:
    """A date or a name that stands among other articles, or far below the text, is not this article's."""
    below = next((n for n in range(end, len(body)) if body[n].heading), len(body))
    for line in body[min(below, end + FAR) :]:
        if line.keep and line.role in (Role.DATELINE, Role.BYLINE):
            line.settle(Role.RELATED, "after the text", False)


def _rest(body: Sequence[Line], start: int, first: int, end: int) -> None:
    body_role = Role.BODY
    for n, line in enumerate(body):
        if line.role is not None:
            continue
        if n >= end:
            outside(line, "after the text")
        elif n < start or (n < first and _COUNTED.fullmatch(line.bare)):
            outside(line, "before the text")
        else:
            line.settle(body_role, "running text", True)
