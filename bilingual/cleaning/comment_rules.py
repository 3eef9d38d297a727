"""Rules for comments: the list below a heading such as 댓글 운영 원칙 or 留言規則, which is a page's own.

A page prints above its comments what may not be written there, one rule a line, and often whole sentences.
An article that tells of such rules has the same words, but its own sentences above them speak of comments.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bilingual.article import Role
from bilingual.cleaning.shape import Line

#: How the rule ends that settles a heading worded so.
HEADING = "heading of rules for comments"
RULE = "rules for comments"
#: So many lines below the heading are looked at; so many without a word of such rules end the list; so many
#: with one make it.
FAR, GAP, LEAST = 40, 3, 3
#: So many sentences above that speak of comments tell that the article is about them.
ABOUT = 2
#: By weight, no rule says more.
LONGEST = 400
_COMMENTS = re.compile(r"댓글|덧글|留言|[评評][论論]|跟[帖贴貼]")
_SAYS = re.compile(
    r"욕설|비방|비속어|명예\s?훼손|인신\s?공격|사생활|개인\s?정보|음란|도배|상업적|홍보|광고|저작권|지역\s?감정|"
    r"불법|사행|혐오|차별|허위|사칭|신고가|삭제|차단|제재|권한|댓글|덧글|의견|게시물|게시판|"
    r"[請请]勿|[請请]不要|禁止|不得|[嚴严]禁|攻[擊击]|侮辱|[誹诽][謗谤]|[謾谩][罵骂]|[隱隐]私|著作[權权]|版[權权]|色情|"
    r"淫[穢秽]|[謠谣]言|[違违]反|[發发]言|[發发]文|留言|[評评][論论]|跟[帖贴貼]|[刪删]除|封[鎖锁]|自律|[國国]家安全|"
    r"危害|迷信|[賭赌]博|法律[責责]任|[請请]遵守"
)
# How many comments there are stands below the rules, over the comments.
_COUNT = re.compile(r"\W*(?:총|共有?|已有)?\s?\d{1,6}\s?(?:건|개|[条條]|人)")
# Plain endings are a newspaper's: a page speaks to its readers politely, or in pieces of sentences.
_PLAIN = re.compile(r"(?<!니)다[.。]?[”’\"')\]\s]*$|[说說称稱][，,：:]|表示|指出")


def settle_comment_rules(body: Sequence[Line]) -> None:
    """Settle each list of rules for comments with its heading; takes the lines in order, rules applied.

    A heading that no such list follows is free again.
    """
    comment = Role.COMMENT_FORM
    for n, line in enumerate(body):
        if line.role is not comment or not line.rule.endswith(HEADING):
            continue
        end = _end(body, n)
        if end == n or _is_told(body[:n]):
            line.settle(None, "", False)
            continue
        for one in body[n : end + 1]:
            if not one.keep:
                one.settle(Role.COMMENT_FORM, RULE, False, True)


def _end(body: Sequence[Line], heading: int) -> int:
    """Return the last line of the list below ``heading``; ``heading`` itself if there is none."""
    last = heading
    found = gap = 0
    for n in range(heading + 1, min(len(body), heading + 1 + FAR)):
        line = body[n]
        if line.keep or line.weight > LONGEST or _COUNT.match(line.bare):
            break
        said = line.free or line.role is Role.COMMENT_FORM
        if said and _SAYS.search(line.bare) and not _PLAIN.search(line.bare):
            last, found, gap = n, found + 1, 0
        elif any(char.isalnum() for char in line.bare):
            gap += 1
        if gap > GAP:
            break
    return last if found >= LEAST else heading


def _is_told(above: Sequence[Line]) -> bool:
    return sum(line.free and line.sentence and bool(_COMMENTS.search(line.bare)) for line in above) >= ABOUT
