"""Rights notices: ``[AFP=연합뉴스 자료사진. 재판매 및 DB 금지]`` and whatever else says whose a picture is.

A notice has a credit (whom it names), a ban on reuse, or both.  It stands in brackets, or open at the end
of a line.  The words of bans and credits are rules (``[[ban]]``, ``[[credit]]``); here is only where a notice
begins and ends.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bilingual.cleaning.expressions import Expression
from bilingual.cleaning.ruleset import Rules
from bilingual.cleaning.wording import wording

#: No notice is longer, in code points; what opens a bracket further back opened it for something else.
NOTICE = 160
#: No credit that stands without brackets is longer.
OPEN_CREDIT = 60
#: No line ends with more notices.
_MOST = 8

_BRACKETS = dict(zip("[(（［【<＜〈〔《", "])）］】>＞〉〕》", strict=True))
_OPENERS = re.compile("[" + re.escape("".join(_BRACKETS)) + "]")
_ENDS_SENTENCE = re.compile(r"[.。!?！？…](?:[\"'”’」』》〉)）\]]|\s)*$|[다요]\s*$")
_SENTENCE_END = re.compile(r"[.。!?！？…][\"'”’」』》〉)）\]]*\s*|(?<=다)\s+")
_EDGES = " \t\u00a0\u3000.,;:·ㆍ/|*※~-–—，。、；：&"
_HOLDER = re.compile(r"저작권|copyright|\(c\)|版\s*[权權]|rights\s+reserved", re.IGNORECASE)
_SIGN = re.compile(r"^[ⓒ©]\s*")
_LABEL = re.compile(r"^(?:[가-힣]{0,2}사진|그래픽|영상|이미지)\s*(?:출처|제공)?\s*[=:：/]")
_PICTURE = re.compile("사진|화면|제공|캡[처쳐]|촬영|[图圖摄攝]")
_SALE = re.compile(r"판매|DB", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice at ``start``:``end`` of a line; ``ban`` is where the ban is, None if it only credits somebody.

    ``who`` is the credit without brackets, signs and ban, empty if nobody is named.  ``photo`` tells that the
    words are those that agencies set below a picture.
    """

    start: int
    end: int
    who: str
    ban: tuple[int, int] | None
    photo: bool
    holder: bool = False


@dataclass(frozen=True, slots=True)
class _Tried:
    """The wordings of bans and credits that a text has to be tried with."""

    bans: Sequence[Expression]
    credits: Sequence[Expression]


def _to_try(found: int, rules: Rules) -> _Tried | None:
    """Return the wordings among the expressions found (see `Wording`); None if there are none."""
    every = wording(rules)
    found &= every.notice_bits
    if not found:
        return None
    found >>= every.at_notices
    bans = (found & (1 << len(rules.bans)) - 1).bit_count()
    tried: list[Expression] = []
    while found:
        lowest = found & -found
        found ^= lowest
        tried.append(every.notices[lowest.bit_length() - 1])
    return _Tried(tried[:bans], tried[bans:])


def find(text: str, rules: Rules, found: int | None = None) -> tuple[Notice, ...]:
    """Return the notices in a line of text, in order; they do not overlap.

    ``found``: the expressions that may match the text, where that is known already.
    """
    tried = _to_try(wording(rules).of_notices(text) if found is None else found, rules)
    return _notices(text, tried) if tried is not None else ()


def _notices(text: str, tried: _Tried) -> tuple[Notice, ...]:
    found: list[Notice] = []
    at, said = 0, _said(text)
    while (opener := _OPENERS.search(text, at)) is not None:
        notice = _bracketed(text, opener.start(), said, tried)
        if notice is not None:
            found.append(notice)
        at = notice.end if notice else opener.end()
    if not found or found[-1].end < len(text.rstrip()):
        notice = _open(text, found[-1].end if found else 0, tried)
        if notice is not None:
            found.append(notice)
    while (notice := _before_the_last(text, found, tried)) is not None:
        found = sorted([*found, notice], key=lambda n: n.start)
    return tuple(found)


def trailing(text: str, notices: tuple[Notice, ...]) -> int:
    """Return where the notices begin that ``text`` ends with; its length if it ends with none."""
    end = len(text)
    for notice in reversed(notices):
        if any(char.isalnum() for char in text[notice.end : end]):
            break
        end = notice.start
    return end


def _said(text: str) -> int:
    """Return where the last letter or digit of ``text`` ends."""
    return next((n for n in range(len(text), 0, -1) if text[n - 1].isalnum()), 0)


def rest(text: str, notices: tuple[Notice, ...]) -> str:
    """Return what a line says beside its notices."""
    said, at = [], 0
    for notice in notices:
        said.append(text[at : notice.start])
        at = notice.end
    return " ".join([*said, text[at:]]).strip()


def named(piece: str, rules: Rules) -> str:
    """Return whom a piece of a line, a notice, names; an empty string if nobody."""
    opener = piece[:1]
    inner = piece[1:].removesuffix(_BRACKETS[opener]) if opener in _BRACKETS else piece
    tried = _to_try(wording(rules).of_notices(piece), rules) or _Tried((), ())
    return _who(inner, _ban(inner, tried), tried)[0]


def _before_the_last(text: str, found: list[Notice], tried: _Tried) -> Notice | None:
    """Return a credit that the notices at the end follow: ``… [로이터 제공] [무단전재 금지]``."""
    if not found or len(found) >= _MOST:
        return None
    before = text[: trailing(text, tuple(found))].rstrip(_EDGES)
    if len(before) == len(text) or not before or before[-1] not in _BRACKETS.values():
        return None
    opener = next(o for o, closer in _BRACKETS.items() if closer == before[-1])
    start = before.rfind(opener, max(0, len(before) - NOTICE), len(before) - 1)
    taken = any(notice.end > start for notice in found if notice.start < len(before))
    return None if start < 0 or taken else _bracketed(before, start, _said(before), tried)


def _ban(inner: str, tried: _Tried) -> tuple[int, int] | None:
    """Return where the ban at the end of ``inner`` begins and ends."""
    for pattern in tried.bans:
        for match in pattern.finditer(inner):
            if not any(char.isalnum() for char in inner[match.end() :]):
                return match.span()
    return None


def _who(inner: str, ban: tuple[int, int] | None, tried: _Tried) -> tuple[str, bool]:
    """Return the credit, and whether it is worded as one."""
    who = re.sub(r"\s+", " ", inner[: ban[0]] if ban else inner).strip(_EDGES)
    if _HOLDER.search(who):
        return "", False
    # A bracket that closes what was cut away is left over; one that belongs to the name is not.
    for opener, closer in _BRACKETS.items():
        if who.count(opener) > who.count(closer):
            who = who.replace(opener, "", 1)
    who = _SIGN.sub("", who).strip(_EDGES)
    if not any(char.isalpha() for char in who):
        return "", False
    return who, any(pattern.fullmatch(who) for pattern in tried.credits)


def _bracketed(text: str, start: int, said: int, tried: _Tried) -> Notice | None:
    end = text.find(_BRACKETS[text[start]], start, start + NOTICE)
    if end < 0:
        if len(text) - start > NOTICE:
            return None
        end = len(text)
    inner = text[start + 1 : end]
    ban = _ban(inner, tried)
    if ban is None and (said > end + 1 or not tried.credits):
        return None
    who, credit = _who(inner, ban, tried)
    end = min(end + 1, len(text))
    last = said <= end
    before = text[max(0, start - NOTICE) : start].rstrip(_EDGES[:4])
    begins = not before or bool(_ENDS_SENTENCE.search(before)) or before[-1] in "]］】)）"
    if ban is None:
        # Without a ban only what is worded as a credit, at the end of what it credits, is one.
        if not credit or not last or text[end - 1] != _BRACKETS[text[start]]:
            return None
        # A label such as 사진= says of a whole line that it is a caption: the rules see to it.
        if before and _LABEL.match(who):
            return None
        return Notice(start, end, who, None, True)
    if not (last or begins):
        return None
    sale = bool(_SALE.search(inner[ban[0] : ban[1]]))
    holder = bool(_HOLDER.search(inner)) or (not sale and not credit)
    photo = bool(who) and not _LABEL.match(who) and (sale or credit)
    return Notice(start, end, who, (start + 1 + ban[0], start + 1 + ban[1]), photo, holder)


def _open(text: str, begin: int, tried: _Tried) -> Notice | None:
    """Return the open notice at the end of ``text``: after a sentence, or a credit from the start."""
    tail = max(begin, len(text) - NOTICE)
    found = _ban(text[tail:], tried)
    if found is None:
        return None
    ban = tail + found[0], tail + found[1]
    before = text[begin : ban[0]]
    stop = len(before.rstrip(_EDGES))
    cut = max(
        (m.end() for m in _SENTENCE_END.finditer(before, max(0, stop - NOTICE), stop) if m.end() < stop),
        default=0,
    )
    who, credit = _who(before[cut:stop], None, tried)
    sign = bool(_SIGN.match(before[cut:stop].strip(_EDGES)))
    sale = bool(_SALE.search(text[ban[0] : ban[1]]))
    whole = not any(char.isalnum() for char in text[:begin])
    # A line such as 연합뉴스 무단전재 금지 is the article's own: a bare name credits no picture.
    bare = not cut and not sale and who.replace(" ", "").isalnum() and not _PICTURE.search(who)
    if credit and not bare and len(who) <= OPEN_CREDIT and (sale or not sign) and (cut or whole):
        return Notice(begin + cut, len(text), who, ban, not _LABEL.match(who))
    if sign and cut:
        return Notice(begin + cut, len(text), "", ban, False, True)
    said = before[:stop]
    ended = _ENDS_SENTENCE.search(before.rstrip(_EDGES.replace(".", "").replace("。", ""))[-NOTICE:])
    if ended and any(char.isalnum() for char in said) and not (_HOLDER.search(said) or _SIGN.match(said)):
        return Notice(ban[0], len(text), "", ban, False, True)
    return None
