"""Conversations: readers' comments told by their repeating shape, whatever stands over them.

A page saved as text has no element around its comments, and often no heading that says what they are.  But
each comment has the same few lines about it: who, when, answer, agree, report.  Where such lines come again
and again with something said between them, all of it is what readers wrote, and so are its dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from bilingual.article import Role
from bilingual.cleaning.shape import Line

#: The rule of all lines of a conversation.
RULE = "readers' conversation"
#: A comment with what is about it is no longer, in lines.
REACH = 12
#: So many times the same shape makes a conversation; with dates between, or a heading above, once less.
LEAST = 3
#: How far above the first comment its heading may stand, in lines; how far above a date that has no buttons.
HEADING, NEAR = 12, 5
#: By weight: no name of a reader is longer, nothing about a comment; an article says at least so much.
NAME, LONGEST, SAID = 28, 120, 20

_DATE, _AGO, _WHO = "date", "ago", "who"
_BESIDE = "beside a comment"
_WORDS = (
    "답글|댓글|신고|추천|비추천|공감|비공감|찬성|반대|좋아요|싫어요|삭제|수정|공유|"
    "回复|回覆|举报|舉報|点赞|點讚|赞|贊|踩|顶|支持|反对|反對|(?i:reply|report|like)"
)
_DOES = re.compile(_WORDS)
_VOTE = re.compile(rf"\W*+(?:(?:{_WORDS})(?:하기|\s?쓰기)?\s*+[(（\[]?\d{{0,6}}[)）\]]?[\s|·ㆍ/,]*+)+\W*+")
# How many comments there are, and the buttons that open one's own: of all of them, not of one.
_OF_ALL = re.compile(r"\W*(?:댓글|덧글)\s?(?:[(\[]?\s?\d{1,6}\s?(?:개|건)?\s?[)\]]?|쓰기|삭제|등록)\W*")
_WHEN = re.compile(
    r"\d\s?(?:초|분|시간|일|주|개월|달|년)\s?전|\d\s?(?:秒|分钟|分鐘|小时|小時|天|个月|個月|月|年)(?:以)?前|"
    r"昨天|今天|前天|刚刚|剛剛|방금|"
    r"\d{1,2}[-./월月]\s?\d{1,2}[.일日]?\s*+(?:오전|오후|上午|下午)?\s*+\d{1,2}[:시時时]"
)
_MASKED = re.compile(r"\*{2}|\d\.[*x]{1,3}|IP属地|\d\s?[楼樓]")
_OVER = re.compile(r"댓글|덧글|의견|한\s?마디|评论|評論|跟[帖贴]|留言|(?i:comment)")
_TITLED = re.compile(
    r"\W*+(?:网友|網友|网民|最新|热门|熱門|精彩|全部|文章|用户|读者|相关|我要|전체|최신|베스트|기사|독자|네티즌|누리꾼|회원)?(?:的)?\s?"
    r"(?:댓글|덧글|의견|한\s?줄\s?의견|评论|評論|跟[帖贴]|留言|(?i:comments?))\s?(?:区|區|列表|쓰기|목록|보기|남기기)?"
    r"\s*+[(（\[:：]?\s*+(?:총|共)?\s?\d*+\s?(?:개|건|条|條)?\s?[)）\]]?\W*+"
)
_ELSEWHERE = ("原文：", "原文:", "评论文章：", "원문:", "원문 :", "기사:", "[기사]")
_DIGITS = re.compile(r"\d+")
_DATED = (Role.DATELINE, Role.BYLINE)
_TOLD = frozenset({Role.NAV, Role.COUNTER, Role.DATELINE, Role.COMMENT_FORM, Role.BYLINE, Role.PROMO})
#: What stands below an article and is none of its comments.
_ARTICLE = frozenset({Role.COPYRIGHT, Role.TITLE, Role.BYLINE, Role.RELATED, Role.ICP, Role.CONTACT})


def settle_conversations(body: Sequence[Line]) -> None:
    """Settle every conversation of a page as comments; takes the lines in source order, rules applied.

    Lines of a newsroom's own rules stay as they are.
    """
    beats = [(n, shape) for n, line in enumerate(body) if line.role in _TOLD and (shape := _shape(line))]
    for group in _groups(beats):
        begin, end = _span(body, group)
        if begin == end:
            continue
        lines, over = body[begin:end], body[begin - 1]
        # What was said of many articles is a list of them.
        others = sum(line.bare.startswith(_ELSEWHERE) for line in lines) > 1
        role = Role.RELATED if others else Role.COMMENT_FORM
        named = over.free and over.weight <= NAME and not over.sentence and _OVER.search(over.bare)
        if named or (over.role is Role.NAV and _TITLED.fullmatch(over.bare)):
            over.settle(role, RULE, False, True)
        lines[0].heading = True
        for line in lines:
            if line.role is not Role.PAGER:
                line.settle(role, RULE, False, True)


def _shape(line: Line) -> str:
    """Return the shape of a line about a comment: its words, or that it is a date or a name."""
    if line.weight > LONGEST or (line.sentence and line.role is not Role.COMMENT_FORM):
        return ""
    text = line.bare
    beside = line.rule.endswith(_BESIDE)
    if not beside and "글" in text and _OF_ALL.fullmatch(text):
        return ""
    if beside and _MASKED.search(text):
        return _WHO
    if beside and not _DOES.search(text):
        return _AGO if _WHEN.search(text) else " ".join(_DIGITS.sub("", text).split()[:2])
    if beside or (line.weight <= LONGEST // 2 and _VOTE.fullmatch(text)):
        return " ".join(_DOES.findall(text)[:2]) or "?"
    return _DATE if line.role in _DATED and _WHEN.search(text) else ""


def _groups(beats: Iterable[tuple[int, str]]) -> Iterable[list[tuple[int, str]]]:
    """Yield the beats that stand near each other."""
    group: list[tuple[int, str]] = []
    for beat in beats:
        if group and beat[0] - group[-1][0] > REACH:
            yield group
            group = []
        group.append(beat)
    if group:
        yield group


def _span(body: Sequence[Line], group: Sequence[tuple[int, str]]) -> tuple[int, int]:
    """Return where the comments of a group of beats begin and end (exclusive); the same if there are none."""
    places: dict[str, list[int]] = {}
    for n, shape in group:
        places.setdefault(shape, []).append(n)
    told = {shape: found for shape, found in places.items() if shape not in (_DATE, _AGO)}
    most = max(map(len, told.values()), default=0)
    if most >= LEAST - 1:
        opening = min(found[0] for found in told.values() if len(found) == most)
        # The last of the lines about one comment parts it from the next.
        marks = max(
            (found for found in told.values() if len(found) == most and found[0] - opening < REACH),
            key=lambda found: found[0],
        )
        last = max(found[-1] for found in told.values())
        dated = any(marks[0] < n < marks[-1] for shape in (_DATE, _AGO) for n in places.get(shape, ()))
        heading = _heading(body, min(opening, group[0][0] if group[0][1] != _DATE else opening))
        sure = most >= LEAST or dated or heading is not None
    else:
        # Dates alone are those of headlines, unless a heading says otherwise.
        marks = max((places.get(shape, []) for shape in (_DATE, _AGO)), key=len)
        marks, heading = _below_heading(body, marks)
        last = marks[-1] if marks else 0
        sure = heading is not None
    if not (sure and marks):
        return 0, 0
    unit = min((after - before for before, after in pairwise(marks)), default=REACH)
    spoken = any(_says(body[before + 1 : after]) for before, after in pairwise(marks))
    if not spoken and (told or len(marks) > 1):
        return 0, 0
    who = places.get(_WHO) is marks
    begin = heading + 1 if heading is not None else marks[0] if who else _begin(body, marks[0], unit)
    after = unit - 1 - (marks[0] - begin) if len(marks) > 1 else 1
    end = last + 1
    while after > 0 and end < len(body) and last == marks[-1] and (body[end].free or _shape(body[end])):
        after, end = after - 1, end + 1
    above = sum(line.weight for line in body[:begin] if line.free or line.keep)
    return (begin, end) if above >= SAID else (0, 0)


def _says(lines: Sequence[Line]) -> bool:
    return any(line.free and line.weight > 2 for line in lines)


def _heading(body: Sequence[Line], first: int) -> int | None:
    """Return the line over the first comment that says that comments follow, if any is near."""
    for n in range(first - 1, max(-1, first - HEADING), -1):
        line = body[n]
        short = line.weight <= NAME and not line.keep and not line.sentence
        formed = line.role is Role.COMMENT_FORM and not line.rule.endswith(_BESIDE)
        if short and (formed or _OVER.search(line.bare)):
            return n
        if line.keep and line.role is not Role.DATELINE:
            break
    return None


def _below_heading(body: Sequence[Line], dates: list[int]) -> tuple[list[int], int | None]:
    """Return the dates that stand below a heading over comments, and the heading.

    Above it is what they comment on.  Where links or items of a list stand between the dates, it is a list of
    articles, the section of opinions or those most talked about.
    """
    for n, date in enumerate(dates):
        for above in range(date - 1, max(-1, date - NEAR), -1):
            line = body[above]
            if line.keep or line.sentence or not _TITLED.fullmatch(line.bare):
                continue
            below = body[above + 1 : dates[-1]]
            listed = sum(one.bullet or one.linked for one in below)
            if any(one.free and one.sentence for one in body[:above]) and 3 * listed <= len(below):
                return dates[n:], above
            return [], None
    return [], None


def _begin(body: Sequence[Line], mark: int, unit: int) -> int:
    """Return where the first comment begins: as far above its mark as the others do, from its own name on."""
    begin = max(0, mark - unit + 1)
    lead = body[mark + 1]
    higher = range(begin, max(-1, begin - NEAR), -1)
    found = next((n for n in (*higher, *range(begin, mark)) if _alike(body[n], lead)), begin)
    for n in range(mark - 1, found - 1, -1):
        if body[n].role in _ARTICLE or body[n].heading:
            return n + 1
    return found


def _alike(line: Line, lead: Line) -> bool:
    return (
        line.bullet == lead.bullet
        and line.role is lead.role
        and line.sentence == lead.sentence
        and (line.weight <= NAME) == (lead.weight <= NAME)
    )
