"""Conversations: readers' comments told by their repeating shape, whatever stands over them.

A page saved as text has no element around its comments, and often no heading that says what they are.  But
each comment has the same few lines about it: who, when, answer, agree, report.  Where such lines come again
and again with something said between them, all of it is what readers wrote, and so are its dates.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from bilingual.article import Role
from bilingual.cleaning.shape import Line

#: The rule of all lines of a conversation.
RULE = "readers' conversation"
#: A comment with what is about it is no longer, in lines.
REACH = 12
#: So many times the same shape makes a conversation; with dates between, or a heading above, once less.
LEAST = 3
#: How far above the first comment its heading may stand, in lines.
HEADING = 12
#: Who wrote a comment is no longer, by weight.
NAME = 28

_DATE = "when"
_BESIDE = "beside a comment"
_VOTE = re.compile(
    r"\W*+(?:(?:답글|댓글|신고|추천|비추천|공감|비공감|찬성|반대|좋아요|싫어요|삭제|수정|공유|"
    r"回复|回覆|举报|舉報|赞|贊|踩|顶|点赞|點讚|支持|反对|reply|report|like)(?:하기|\s?쓰기)?"
    r"\s*+[(（\[]?\d{0,6}[)）\]]?[\s|·ㆍ/,]*+)+\W*+",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"\d\s?(?:초|분|시간|일|주|개월|달|년)\s?전|\d\s?(?:秒|分钟|分鐘|小时|小時|天|个月|個月|月|年)(?:以)?前|"
    r"(?:昨天|今天|前天|刚刚|剛剛|방금)|\d{1,2}[-./월月]\s?\d{1,2}[.일日]?\s*+(?:오전|오후|上午|下午)?\s*+\d{1,2}[:시時时]"
)
_MASKED = re.compile(r"\*{2}|\d\.[*x]{1,3}|IP属地|\d\s?[楼樓]")
_ELSEWHERE = ("原文：", "原文:", "评论文章：", "원문:", "원문 :", "기사:", "[기사]")
_DIGITS = re.compile(r"\d+")
_TOLD = frozenset({Role.NAV, Role.COUNTER, Role.DATELINE, Role.COMMENT_FORM, Role.BYLINE, Role.PROMO})


def settle_conversations(body: Sequence[Line]) -> None:
    """Settle every conversation of a page as comments; takes the lines in source order, rules applied.

    Lines of a newsroom's own rules stay as they are.
    """
    beats = [(n, shape) for n, line in enumerate(body) if line.role in _TOLD and (shape := _shape(line))]
    for group in _groups(beats):
        found = _span(body, group)
        if found is None:
            continue
        lines = body[found[0] : found[1]]
        # What was said of many articles is a list of them.
        role = Role.RELATED if sum(line.bare.startswith(_ELSEWHERE) for line in lines) > 1 else Role.COMMENT_FORM
        for line in lines:
            if line.role is not Role.PAGER:
                line.settle(role, RULE, False, True)


def _shape(line: Line) -> str:
    """Return the shape of a line about a comment: ``when``, ``who``, or its words without figures."""
    if line.weight > 120 or (line.sentence and line.role is not Role.COMMENT_FORM):
        return ""
    text = line.bare
    beside = line.rule.endswith(_BESIDE)
    if beside and _MASKED.search(text):
        return "who"
    if _WHEN.search(text):
        return _DATE if beside or line.role in (Role.DATELINE, Role.BYLINE) else ""
    if beside or (line.weight <= 60 and _VOTE.fullmatch(text)):
        words = _DIGITS.sub("", text)
        return " ".join(words.split()[:2]) or "?"
    return ""


def _groups(beats: Iterable[tuple[int, str]]) -> Iterable[list[tuple[int, str]]]:
    """Yield the beats that stand near each other; a date alone is no sign of more comments below."""
    group: list[tuple[int, str]] = []
    last = 0
    for beat in beats:
        if group and beat[0] - last > REACH:
            yield group[: max(n for n, (place, _) in enumerate(group) if place <= last) + 1]
            group = []
        if beat[1] != _DATE or not group:
            last = beat[0]
        group.append(beat)
    if group:
        yield group[: max(n for n, (place, _) in enumerate(group) if place <= last) + 1]


def _span(body: Sequence[Line], group: Sequence[tuple[int, str]]) -> tuple[int, int] | None:
    """Return where the comments of a group of beats begin and end (exclusive), or None if they are none."""
    counted = Counter(shape for _, shape in group if shape != _DATE)
    if not counted:
        return None
    most = counted.most_common(1)[0][1]
    if most < LEAST - 1:
        return None
    first: dict[str, list[int]] = {}
    for n, shape in group:
        first.setdefault(shape, []).append(n)
    # The last of the lines about one comment parts it from the next.
    opening = min(first[shape][0] for shape in counted if counted[shape] == most)
    marks = max(
        (first[shape] for shape in counted if counted[shape] == most and first[shape][0] - opening < REACH),
        key=lambda places: places[0],
    )
    who = bool("who" in first and first["who"] is marks)
    gaps = [after - before for before, after in zip(marks, marks[1:], strict=False)]
    if not any(_says(body, before + 1, after) for before, after in zip(marks, marks[1:], strict=False)):
        return None
    dated = any(marks[0] < n < marks[-1] for n in first.get(_DATE, ()))
    head = next(
        (
            n
            for n in range(group[0][0] - 1, max(-1, group[0][0] - HEADING), -1)
            if body[n].role is Role.COMMENT_FORM
        ),
        None,
    )
    if len(marks) < LEAST and not dated and head is None and not (who and len(counted) > 1):
        return None
    begin = head if head is not None else group[0][0] if who else _begin(body, marks, group[0][0], min(gaps))
    end = group[-1][0] + 1
    if who and marks[-1] == group[-1][0]:
        end = min(len(body), end + max(1, min(gaps) - 1))
    spoken = any((line.free or line.keep) and line.weight >= NAME // 2 for line in body[:begin])
    return (begin, end) if spoken and begin < end else None


def _says(body: Sequence[Line], start: int, end: int) -> bool:
    return any(line.free and line.weight > 2 for line in body[start:end])


def _begin(body: Sequence[Line], marks: Sequence[int], first: int, unit: int) -> int:
    """Return where the first comment begins: as far above its mark as the others do, from its own name on."""
    begin = min(first, marks[0] - unit + 1)
    begin = max(begin, 0)
    lead = body[marks[0] + 1]
    for n in range(begin, max(-1, begin - 4), -1):
        line = body[n]
        if line.role is not None and line.rule and not line.rule.endswith(_BESIDE) and n != begin:
            break
        if _alike(line, lead):
            return n
    while begin < marks[0] and (body[begin].ends or body[begin].role in (Role.COPYRIGHT, Role.TITLE)):
        begin += 1
    return begin


def _alike(line: Line, lead: Line) -> bool:
    return (
        line.bullet == lead.bullet
        and line.role is lead.role
        and line.sentence == lead.sentence
        and (line.weight <= NAME) == (lead.weight <= NAME)
    )
