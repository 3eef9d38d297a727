"""Judging: which line is which.  The vocabulary is in the rules; here is only how lines bear on each other.

Rules that hold anywhere decide first, then runs and headings, then the running text is found; what stands
before it is searched for the title, what stands after the first sure piece of furniture is furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bilingual.article import Article, Block, Part, Role
from bilingual.cleaning import notices
from bilingual.cleaning.applying import apply_rules, heading_of
from bilingual.cleaning.parts import find_parts
from bilingual.cleaning.ruleset import Rules, default_rules
from bilingual.cleaning.shape import Line

_HANGUL = re.compile("[가-힣]")
#: A sentence this heavy after furniture means that the article goes on.
STRONG = 36
#: Under a heading such as 相关新闻, teasers are sentences too: only a paragraph ends the list.
PARAGRAPH = 140
#: The rule of a line that is a rights notice and names somebody: what is left of it is the credit.
CREDIT = "credit of a rights notice"
#: A line this heavy before the title is a ticker of headlines, not one.
TICKER = 160


def judge(article: Article, rules: Rules | None = None) -> Article:
    """Return ``article`` with role, keep, rule and parts of every block filled in.

    Takes the blocks as reading gives them, all of them, in source order.  ``rules`` defaults to those that
    come with the program.
    """
    rules = rules or default_rules()
    kind = article.source.kind
    lines = [Line.of(block) for block in article.blocks]
    body = [line for line in lines if line.block.tag != "yaml"]
    _code(body, kind)
    _notices(body, rules)
    apply_rules(rules, lines, kind, "")
    _captioned(body)
    _repeated_summary(lines)
    if kind == "post":
        _judge_post(body, rules, kind)
    else:
        _judge_page(body, rules, kind)
    for line in lines:
        if line.free:
            line.settle(Role.OTHER, "nothing said", False)
        if line.keep or line.role is Role.FRONT_MATTER:
            find_parts(line, rules)
    return replace(article, blocks=tuple(_judged(line) for line in lines))


def _code(body: Iterable[Line], kind: str) -> None:
    """Code is nobody's prose.  An old page that sets all its text in ``pre`` is not code, though."""
    lines = list(body)
    if kind == "post" or any(line.sentence and line.block.tag != "pre" for line in lines):
        for line in lines:
            if line.block.tag == "pre":
                line.settle(Role.OTHER, "code", False)


def _notices(body: Iterable[Line], rules: Rules) -> None:
    """Find rights notices; settle the lines that are nothing else, and measure the others without them."""
    for line in body:
        found = notices.find(line.text, rules) if line.free and not line.bullet else ()
        if not found:
            continue
        said = notices.rest(line.text, found)
        if any(char.isalnum() for char in said):
            line.notices = found
            line.beside(said)
        elif any(notice.who and not notice.holder for notice in found):
            line.settle(Role.BYLINE, CREDIT, True)
            line.parts += [(*notice.ban, Role.COPYRIGHT) for notice in found if notice.ban]
        else:
            line.settle(Role.COPYRIGHT, "ban on reuse", False, True)


def _captioned(body: Sequence[Line]) -> None:
    """A line that carries a picture's notice is its caption, but not in the middle of the running text."""
    running = False
    for n, line in enumerate(body):
        titled = n > 0 and not body[n - 1].sentence and (body[n - 1].free or body[n - 1].role is Role.CAPTION)
        if line.free and line.notices and any(notice.ban or notice.who for notice in line.notices):
            photo = any(notice.photo for notice in line.notices)
            credit = any(notice.who and not notice.holder for notice in line.notices)
            if (photo and (titled or not running)) or (credit and not line.sentence):
                line.settle(Role.CAPTION, "caption", True)
        running = running or (line.free and line.sentence and not line.bullet and not line.notices)


def _judged(line: Line) -> Block:
    parts = tuple(Part(start, end, role) for start, end, role in sorted(line.parts))
    return replace(line.block, role=line.role or Role.OTHER, keep=line.keep, rule=line.rule, parts=parts)


def _repeated_summary(lines: Iterable[Line]) -> None:
    """A second summary in the front matter that says the same as the excerpt is not a reader's."""
    seen: set[str] = set()
    for line in lines:
        if line.role is Role.FRONT_MATTER and line.keep:
            text = "".join(line.bare.split())
            if text in seen:
                line.settle(Role.FRONT_MATTER, "repeats the excerpt", False)
            seen.add(text)


def _judge_post(body: list[Line], rules: Rules, kind: str) -> None:
    prose = [n for n, line in enumerate(body) if line.free and line.sentence]
    first, last = (prose[0], prose[-1]) if prose else (len(body), -1)
    apply_rules(rules, body[:first], kind, "head")
    apply_rules(rules, body[last + 1 :], kind, "tail")
    for line in body:
        if line.free and any(char.isalnum() for char in line.bare):
            line.settle(Role.BODY, "body of a post", True)


def _judge_page(body: list[Line], rules: Rules, kind: str) -> None:
    for line in body:
        if line.free and not any(char.isalnum() for char in line.bare):
            line.settle(Role.OTHER, "no letters", False)
    _menus(body, rules)
    _runs(body, rules)
    _headings(body, rules)
    prose = [n for n, line in enumerate(body) if line.free and line.sentence and not line.bullet]
    first = prose[0] if prose else len(body)
    if not prose:
        apply_rules(rules, body, kind, "bare")
    apply_rules(rules, body[:first], kind, "head")
    start = _titles(body, first)
    end = _end_of_text(body, max(start, first if prose else start))
    apply_rules(rules, body[end:], kind, "tail")
    _captions(body)
    _rest(body, start, end)


def _menus(body: list[Line], rules: Rules) -> None:
    for line in body:
        for menu in rules.menus if line.free and not line.sentence and len(line.text) < 400 else ():
            entries = [entry.strip() for entry in menu.separator.split(line.text.strip())]
            entries = [entry for entry in entries if entry]
            if len(entries) >= menu.least and max(map(len, entries)) <= menu.longest:
                line.settle(menu.role, menu.name, False, True)
                break


def _runs(body: list[Line], rules: Rules) -> None:
    for run in rules.runs:
        at = 0
        while at + 1 < len(body):
            end = at
            while end + 1 < len(body) and _is_pair(body[end], body[end + 1], run.date):
                end += 2
            # A list that is bulleted headline by bulleted date is furniture even with one entry.
            least = 1 if body[at].bullet and body[at + 1].bullet else run.least
            if end - at >= 2 * least:
                for line in body[at:end]:
                    line.settle(run.role, run.name, False, True)
                at = end
            else:
                at += 1


def _is_pair(head: Line, date: Line, pattern: object) -> bool:
    test = getattr(pattern, "fullmatch")  # noqa: B009
    same = head.bullet or not date.bullet
    return same and bool(test(date.bare)) and not test(head.bare) and any(c.isalpha() for c in head.bare)


def _headings(body: list[Line], rules: Rules) -> None:
    under: tuple[Role, str] | None = None
    seen_text = False
    empty = not any(line.free and line.sentence and not line.bullet for line in body)
    for line in body:
        heading = heading_of(rules, line) if line.free else None
        if heading is not None and (seen_text or empty):
            line.settle(heading.role, heading.name, False, True)
            # Above all text a heading says little of what follows: it may be a poem's title.
            under = (heading.role, f"{heading.name}: below") if seen_text else None
        elif line.free and line.sentence and not line.bullet and line.weight >= (PARAGRAPH if under else 1):
            under = None
            seen_text = True
        elif under and line.free:
            line.settle(under[0], under[1], False, True)
        elif line.role in (Role.DATELINE, Role.TITLE, Role.BODY, Role.CAPTION):
            seen_text = True


def _titles(body: list[Line], first: int) -> int:
    """Settle title and what stands above it; return the index where the article's text may begin."""
    marked = [n for n, line in enumerate(body) if line.block.tag == "h1" and line.role in (None, Role.TITLE)]
    if len(marked) == 1 and body[marked[0]].free:
        for line in body[: marked[0]]:
            if line.free:
                _furniture(line, "above the title")
        _name(body, marked)
        _repeated(body, marked)
        return marked[0] + 1
    dates = [n for n, line in enumerate(body[:first]) if line.role is Role.DATELINE]
    if dates:
        above = _group_above(body, dates[0])
        if above:
            _name(body, above)
            for line in body[: above[0]]:
                if line.free:
                    _furniture(line, "above the title")
            _repeated(body, above)
            return max(dates[0], above[-1]) + 1
    free = [n for n in range(first) if body[n].free and not body[n].bullet]
    if not free:
        return 0
    if first == len(body) and len(free) == 1 and all(not line.keep for line in body):
        body[free[0]].settle(Role.BODY, "the only line", True)
        return free[0]
    # Some short lines and then a sentence: headline and sub-headlines.  Many, or no sentence: a poem.
    run = [n for n in free if n < free[0] + 6]
    group = run if len(free) <= 5 and first < len(body) else free[:1]
    for n in range(free[0]):
        if body[n].free:
            _furniture(body[n], "above the title")
    _name(body, group)
    _repeated(body, group)
    return group[-1] + 1


def _group_above(body: Sequence[Line], date: int) -> list[int]:
    """Return the free lines directly above the date line: headline and sub-headlines."""
    group: list[int] = []
    for n in range(date - 1, -1, -1):
        line = body[n]
        if line.free and not line.bullet and line.weight < TICKER:
            group.insert(0, n)
        elif group:
            break
    title = body[group[0]].bare if group else ""
    first = next((n for n in range(date) if body[n].free and body[n].bare == title), date)
    return [first] if first < date and group and first < group[0] else group[-3:]


def _name(body: Sequence[Line], group: Sequence[int]) -> None:
    for n in group:
        body[n].settle(Role.TITLE, "title" if n == group[0] else "sub-headline", True)


def _repeated(body: Sequence[Line], group: Sequence[int]) -> None:
    title = body[group[0]].bare
    for line in body[group[-1] + 1 :]:
        if line.free and not line.bullet and line.bare == title:
            line.settle(Role.TITLE, "title repeated", False)


def _furniture(line: Line, rule: str) -> None:
    entries = line.bare.split()
    menu = len(entries) >= 3 and max(map(len, entries)) <= 8 and not _HANGUL.search(line.bare)
    short = line.weight <= 12 or (menu and line.weight <= 80)
    role = Role.NAV if short else Role.RELATED
    line.settle(role, rule, False)


def _end_of_text(body: Sequence[Line], start: int) -> int:
    """Return the index of the first furniture after which no running text comes."""
    last = max((n for n in range(start, len(body)) if _runs_on(body[n])), default=-1)
    begin = max(start, last + 1)
    return next((n for n in range(begin, len(body)) if body[n].ends), len(body))


def _runs_on(line: Line) -> bool:
    strong = line.free and line.sentence and not line.bullet and line.weight >= STRONG
    return strong or (line.keep and line.role in (Role.BODY, Role.CAPTION))


def _captions(body: Sequence[Line]) -> None:
    for n in range(1, len(body)):
        above = body[n - 1]
        if body[n].role is Role.CAPTION and above.free and not above.sentence and not above.bullet:
            above.settle(Role.CAPTION, "photo title", True)


def _rest(body: Sequence[Line], start: int, end: int) -> None:
    for n, line in enumerate(body):
        if not line.free:
            continue
        if n >= end:
            _furniture(line, "after the text")
        elif n < start:
            _furniture(line, "before the text")
        else:
            line.settle(Role.BODY, "running text", True)
