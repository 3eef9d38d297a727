"""Rows: short lines built alike, one under the other, as results, tables of a league and timetables are.

No word tells them from a menu's entries, but their build does: one order of words, figures and marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bilingual.cleaning.shape import Line

#: A row is no heavier, and what stands over rows as their heading still lighter.
HEAVIEST, HEADING = 60, 30
#: Rows this far from each other, in lines, are still of one list: a heading may stand between.
NEAR = 2
_PIECES = (
    (re.compile(r"\d[\d,.]*"), "0"),
    (re.compile(r"[가-힣]+(?: [가-힣]+)*"), "가"),
    (re.compile(r"[一-鿿]+(?: [一-鿿]+)*"), "字"),
    (re.compile(r"[A-Za-z]+(?: [A-Za-z]+)*"), "a"),
)
_FIGURE, _HANGUL, _HAN = re.compile(r"\d"), re.compile("[가-힣]"), re.compile("[一-鿿]")
#: A day alone is no row, but a list's of other articles.
_DATED = re.compile(r"\D*0[-./]0[-./]0\D*|0[-./月월]?[字가]?\s?0[日字가]?")
# Who holds an office, whose parent died, where and when something is held: each a line of its list.
_TOLD = re.compile(
    r"[가-힣A-Za-z·()\d\s]{0,30}(?:[국과팀실부처청차관단원소]장|본부장|센터장|위원장|지점장|서장|면장|동장|읍장|학장|총장|교장|"
    r"교수|대사|총영사|이사|상무|전무|사장|대표|검사|판사|[가-힣]{2}관|보좌역|주필|논설위원|에디터|대행|직무대리)\s?[가-힣]{2,4}|"
    r".{2,80}(?:부친|모친|장인|장모|빙부|빙모|시부|시모|조부|조모|부인|남편|형제|자매|배우자)상|.{2,40}(?:씨\s)?별세|"
    r"(?:[가-힣]\s?){1,6}[:：=]\s?\S.*|[一-鿿]{2,6}\s?[:：]\s?\S.*"
)
_OVER = re.compile(r"[<〈\[【◇◆■□○●△▲▷▶◎※(（].*|.*[:：]|.{2,16}")


def build(line: Line) -> str:
    """Return how a line is built: words, figures and marks; empty if it is no row by itself.

    A row says a figure beside words, two figures, or words in two scripts.
    """
    if line.weight > HEAVIEST or line.sentence or line.linked:
        return ""
    return _built(line.bare)


def _built(text: str) -> str:
    # Most lines have no figure and one script: they are no rows.
    if not _FIGURE.search(text) and (text.isascii() or not (_HANGUL.search(text) and _HAN.search(text))):
        return ""
    found = text
    for piece, sign in _PIECES:
        found = piece.sub(sign, found)
    if len(found) > HEADING or _DATED.fullmatch(found):
        return ""
    figures = found.count("0")
    words = ("가" in found) + ("字" in found) + ("a" in found)
    marks = sum(not (char.isalnum() or char.isspace()) for char in found)
    told = (figures >= 2 and words) or (figures and words and marks >= 2)
    told = told or ("가" in found and "字" in found) or bool(_TIMED.search(text))
    return found if told else ""


_TIMED = re.compile(r"(?<!\d)\d{1,2}\s?[:：]\s?\d{1,2}(?!\d)")


def is_row(body: Sequence[Line], n: int) -> bool:
    """Tell whether line ``n`` is built as a line near it is, or tells the like."""
    line = body[n]
    if _is_told(line) and sum(map(_is_told, _near(body, n))) >= (1 if ":" not in line.bare else 2):
        return True
    own = build(line)
    return bool(own) and any(build(one) == own for one in _near(body, n))


def is_over_rows(body: Sequence[Line], n: int) -> bool:
    """Tell whether a short line stands right over two rows."""
    line = body[n]
    if line.weight > HEADING or line.sentence or line.linked or not _OVER.fullmatch(line.bare):
        return False
    below = range(n + 1, min(n + 3, len(body)))
    return len(below) == 2 and all(body[m].free and is_row(body, m) for m in below)


def _is_told(line: Line) -> bool:
    return line.weight <= HEAVIEST and not (line.linked or line.sentence) and bool(_TOLD.fullmatch(line.bare))


def _near(body: Sequence[Line], n: int) -> list[Line]:
    around = (*body[max(0, n - NEAR) : n], *body[n + 1 : n + 1 + NEAR])
    return [one for one in around if one.free]
