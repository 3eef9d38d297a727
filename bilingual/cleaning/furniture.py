"""Furniture: what a line outside the article is, by a small linear model over all that stands around it.

`surroundings` names such lines by one or two figures each.  Where only a line's place says that it is
dropped, or only the heading over it what it is, many small signs together tell more: how long it is and how
long its row, how it begins and ends, what its neighbours are that a rule has settled, what heading stands
above, what elements hold it, and what `surroundings` takes it for.  ``furniture_weights.toml`` has what each
sign weighs for each role; a line's sums are drawn to those of its row, since a menu is one thing.  The
weights are learnt from labelled pages by ``benchmarks/line_roles.py``.
"""

from __future__ import annotations

import re
import struct
import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate
from typing import Generic, TypeVar

from bilingual.article import Region, Role
from bilingual.cleaning.shape import Line
from bilingual.cleaning.surroundings import HEADED

#: The roles between which the model decides, as ``furniture_weights.toml`` has their weights.
ROLES = (
    Role.NAV,
    Role.RELATED,
    Role.PROMO,
    Role.COUNTER,
    Role.COMMENT_FORM,
    Role.PAGER,
    Role.COPYRIGHT,
    Role.CONTACT,
    Role.ICP,
    Role.OTHER,
)
#: How the rules end whose role is no more than a guess, besides those of places.
GUESSES = (": below", "element by its name", ": number alone", HEADED)
#: By weight, 97 of 100 lines that say no less are what the heading of a list of headlines says.
HEADLINE = 24
#: A page with more of such lines is no page of news.
MOST = 3000
#: So many neighbours on each side tell what a line is; and of its row so many, with ROW fifths of the say.
AROUND, ROW = 4, 3
#: A line is looked at no further, in code points; it weighs no more; so many elements hold it.
LOOKED, HEAVIEST, DEEP = 100, 101, 4

#: So many names of elements are held.
_NAMES = 200
#: So many neighbourhoods are held.
_NEIGHBOURHOODS = 4000

_T = TypeVar("_T")
_Bands = tuple[tuple[float, str], ...]
_WEIGHTS: _Bands = tuple((most, f"to {most}") for most in (2, 4, 6, 9, 12, 16, 24, 40, 60, 100))
_COARSE: _Bands = tuple((most, f"to {most}") for most in (5, 8, 12, 18, 30))
_PLACES = ("above", "between", "below")
#: Each kind of neighbour is one letter, so that a page is a text of them.
_KEPT, _OPEN, _EDGE = "K", "-", "|"
_LETTERS = {role: chr(ord("a") + n) for n, role in enumerate(Role)}
_KINDS = {
    _KEPT: "a kept line",
    _OPEN: "such a line",
    _EDGE: "the edge",
    **{letter: role.value for role, letter in _LETTERS.items()},
}
_ENDS = {
    char: sign
    for chars, sign in (
        (".。", "a full stop"),
        ("!?！？", "a mark"),
        ("…", "dots"),
        (",，、；;", "a comma"),
        (":：", "a colon"),
        ("\"”’'」』", "a quotation mark"),
        (")]）】>〉》", "a bracket"),
        ("기", "a verb's noun"),
        ("다요까죠네자라", "a verb"),
        ("0123456789", "a figure"),
        ("회명개건号條条次人", "a counted thing"),
        ("»›▶▼+＋", "an arrow"),
    )
    for char in chars
}
_BEGINS = {
    char: sign
    for chars, sign in (
        ("[【<〈(（《", "a bracket"),
        ("\"'“‘「『", "a quotation"),
        ("0123456789", "a figure"),
        ("#＃", "a hash"),
        ("▶►☞▷→>", "an arrow"),
        ("·•-※*■□◆◇○●", "a mark"),
    )
    for char in chars
}
# What is looked for first is any of the characters that one of the others begins with.
_MARK = re.compile(
    r"(?=[\d前ago@hw©ⓒCc저版무Rr주전대발편등사地电電邮編编法TF上下이다처맨首末댓评評留의회로登닉비请請點点击擊查更立即세십하보"
    r"클载載扫구신가AP앱微公조추阅浏赞좋|｜丨ㅣ│>»›＞\"“‘「『….은는를을에도와과的了在是和与與将將,，、()（）#:：])(?:"
    r"(?P<date>\d{4}[-./年년]|\d{1,2}[-./月월]\s?\d{1,2}|\d{1,2}:\d{2}|[前전]$|ago$)|"
    r"(?P<address>@|https?:|www\.|\d{2,4}-\d{3,4}-\d{4})|"
    r"(?P<rights>©|ⓒ|[Cc]opyright|저작권|版[权權]|무단|[Rr]ights)|"
    r"(?P<imprint>주소|전화|대표|발행|편집인|등록|사업자|地址|电话|電話|邮箱|編輯|编辑|法人|Tel|TEL|Fax)|"
    r"(?P<turn>[上下]一?[页頁篇条條]|이전|다음|처음|맨|首页|末页)|"
    r"(?P<talk>댓글|评论|評論|留言|의견|[Rr]eply|회원|로그인|登[录錄]|닉네임|비밀번호)|"
    r"(?P<asks>[请請点點击擊查更立即]{2}|세요|십시오|하기|보기|클릭|下[载載]|扫|구독|신청|가입|APP|앱|微信|公众)|"
    r"(?P<counts>조회|추천|阅读|浏览|点赞|좋아)|"
    r"(?P<figures>\d)|(?P<bar>[|｜丨ㅣ│])|(?P<angle>[>»›＞])|(?P<quoted>[\"“‘「『…]|\.\.)|"
    r"(?P<particle>(?<=[가-힣])(?:은|는|이|가|을|를|의|에|로|도|와|과)(?=[\s,])|[的了在是和与與将將])|"
    r"(?P<comma>[,，、])|(?P<parenthesis>[()（）])|(?P<hash>\#)|(?P<colon>[:：]))"
)
_HANGUL = re.compile("[가-힣]")
_LATIN = re.compile("[A-Za-z]")


class Tables(Generic[_T]):
    """What is looked up of a line, ``of`` being told the names of the signs that an entry stands for."""

    def __init__(self, of: Callable[[Sequence[str]], _T]) -> None:
        self._of = of
        self.placed = [
            [
                of(
                    (
                        "any",
                        place,
                        f"weight {_band(weight, _WEIGHTS)}",
                        f"{place}, weight {_band(weight, _COARSE)}",
                    )
                )
                for weight in range(HEAVIEST + 1)
            ]
            for place in _PLACES
        ]
        self.rows = [
            [of((f"{place}, row {_band(mean, _COARSE)}",)) for mean in range(HEAVIEST + 1)]
            for place in _PLACES
        ]
        self.among = {sign: of((f"{sign} in its row",)) for sign in ("like others", "heavier", "lighter")}
        self.begins = {char: of((f"begins with {sign}",)) for char, sign in _BEGINS.items()}
        self.ends = {char: of((f"ends in {sign}",)) for char, sign in _ENDS.items()}
        self.plain_end = of(("ends plainly",))
        self.marks = {name: of((f"holds {name}",)) for name in _MARK.groupindex}
        self.figures = of(("figures mostly",)), of(("figures only",))
        self.scripts = {name: of((name,)) for name in ("Han", "Hangul", "Latin", "no letters")}
        self.flags = {name: of((name,)) for name in ("bullet", "linked", "not linked", "sentence")}
        self.above = {kind: of((f"below {name}",)) for kind, name in _KINDS.items()}
        self.below = {kind: of((f"above {name}",)) for kind, name in _KINDS.items()}
        self.about = {kind: of((f"near {name}",)) for kind, name in _KINDS.items() if kind not in "-|"}
        self.many = {kind: of((f"near many {name}",)) for kind, name in _KINDS.items() if kind not in "-|"}
        self.headed = {
            (role, far): of((f"under {role.value}, {far}",))
            for role in Role
            for far in ("close", "near", "far")
        }
        self.guesses = {
            (role, guess): of((f"guess {role.value} by {guess}",))
            for role in Role
            for guess in ("place", *GUESSES)
        }
        self._near: dict[str, list[_T]] = {}
        self._tags: dict[str, _T] = {}
        self._holders: dict[str, _T] = {}

    def near(self, kinds: str) -> list[_T]:
        """Return what the kinds of the neighbours stand for, a letter each."""
        found = self._near.get(kinds)
        if found is None:
            told = sorted(set(kinds) & self.about.keys())
            found = [self.about[kind] for kind in told]
            found += [self.many[kind] for kind in told if kinds.count(kind) > 2]
            if len(self._near) < _NEIGHBOURHOODS:
                self._near[kinds] = found
        return found

    def tag(self, name: str) -> _T:
        """Return what the element itself stands for."""
        return self._named(self._tags, name, "element")

    def holder(self, name: str) -> _T:
        """Return what an element around it stands for."""
        return self._named(self._holders, name, "in element")

    def _named(self, table: dict[str, _T], name: str, sign: str) -> _T:
        found = table.get(name)
        if found is None:
            found = self._of((f"{sign} {name}",))
            # A hostile page has as many names of elements as it likes.
            if len(table) < _NAMES:
                table[name] = found
        return found


def looked_up(body: Sequence[Line], tables: Tables[_T]) -> list[tuple[int, list[_T]]]:
    """Return the lines that the model decides on, by index, and what ``tables`` have of each.

    Takes all lines of a page in source order, named by `surroundings`.
    """
    guessed = _guessed(body)
    return _Page(body, guessed, tables).each() if 0 < len(guessed) <= MOST else []


def _guessed(body: Sequence[Line]) -> dict[int, str]:
    """Return what the role of each line rests on whose role is a guess, by index."""
    found: dict[int, str] = {}
    above = True
    for n, line in enumerate(body):
        if line.keep:
            above = False
        elif line.placed:
            found[n] = HEADED if line.rule.endswith(HEADED) else "place"
        elif line.rule.endswith(GUESSES) and not (line.heading or _is_told(line, above)):
            found[n] = next(guess for guess in GUESSES if line.rule.endswith(guess))
    return found


def _is_told(line: Line, above: bool) -> bool:
    """Tell whether a heading says enough: one over figures, over a box above the article, over a headline."""
    if not line.rule.endswith(GUESSES[0]):
        return False
    return above or line.role is Role.COUNTER or (line.role is Role.RELATED and line.weight >= HEADLINE)


class _Page(Generic[_T]):
    """What the signs of one line need to know of the others."""

    def __init__(self, body: Sequence[Line], guessed: Mapping[int, str], tables: Tables[_T]) -> None:
        self.body, self.guessed, self.tables = body, guessed, tables
        letters = _LETTERS
        kinds = [_KEPT if line.keep else letters[line.role or Role.OTHER] for line in body]
        for n in guessed:
            kinds[n] = _OPEN
        self.kinds = "".join((_EDGE, *kinds, _EDGE))
        self.first, self.last = self.kinds.find(_KEPT) - 1, self.kinds.rfind(_KEPT) - 1
        self.sums = [0, *accumulate(line.weight for line in body)]
        self.marked = any(line.block.region is not None for line in body)
        self.held: dict[int, list[_T]] = {}

    def each(self) -> list[tuple[int, list[_T]]]:
        headings = [n for n, line in enumerate(self.body) if line.heading]
        found: list[tuple[int, list[_T]]] = []
        above, next_heading, stop, start = -1, 0, 0, 0
        for n in self.guessed:
            while next_heading < len(headings) and headings[next_heading] < n:
                above, next_heading = headings[next_heading], next_heading + 1
            if n >= stop:
                start = stop = n
                while stop in self.guessed:
                    stop += 1
            # Below a line of the article no heading from above it counts.
            under = above if above >= 0 and self.kinds.find(_KEPT, above + 1, n + 1) < 0 else -1
            found.append((n, self._looked_up(n, under, max(start, n - AROUND), min(stop, n + AROUND + 1))))
        return found

    def _looked_up(self, n: int, heading: int, start: int, stop: int) -> list[_T]:
        tables, line, kinds = self.tables, self.body[n], self.kinds
        bare, weight = line.bare[:LOOKED], line.weight
        place = 0 if n < self.first or self.first < 0 else 2 if n > self.last else 1
        mean = (self.sums[stop] - self.sums[start]) / (stop - start)
        flags = tables.flags
        found = [
            tables.placed[place][min(weight, HEAVIEST)],
            tables.rows[place][min(int(mean + 0.999), HEAVIEST)],
            tables.ends.get(line.bare[-1:], tables.plain_end),
            tables.scripts[_script(bare, weight - len(line.bare))],
            tables.guesses[line.role or Role.OTHER, self.guessed[n]],
            tables.above[kinds[n]],
            tables.below[kinds[n + 2]],
        ]
        if stop - start > 2:
            alike = abs(weight - mean) < 0.3 * mean
            found.append(tables.among["like others" if alike else "heavier" if weight > mean else "lighter"])
        if bare[:1] in tables.begins:
            found.append(tables.begins[bare[:1]])
        marks = {mark.lastgroup for mark in _MARK.finditer(bare)}
        if marks:
            found += [tables.marks[name] for name in marks if name is not None]
            if "figures" in marks or "date" in marks:
                share = sum(map(str.isdecimal, bare)) / len(bare)
                if share > 0.5:
                    found.append(tables.figures[share > 0.8])
        if line.bullet:
            found.append(flags["bullet"])
        if line.sentence:
            found.append(flags["sentence"])
        found += tables.near(kinds[max(0, n + 1 - AROUND) : n + 1] + kinds[n + 2 : n + 2 + AROUND])
        if heading >= 0:
            far = "close" if n - heading == 1 else "near" if n - heading <= AROUND else "far"
            found.append(tables.headed[self.body[heading].role or Role.OTHER, far])
        if self.marked:
            found.append(flags["linked" if line.linked else "not linked"])
            found.append(tables.tag(line.block.tag))
            found += self._holders(line.block.region)
        return found

    def _holders(self, region: Region | None) -> list[_T]:
        if region is None:
            return []
        found = self.held.get(region.number)
        if found is None:
            found, around = [], region
            for _ in range(DEEP):
                found.append(self.tables.holder(around.tag))
                if around.parent is None:
                    break
                around = around.parent
            self.held[region.number] = found
        return found


def _script(bare: str, han: int) -> str:
    if bare.isascii() or not (han or _HANGUL.search(bare)):
        return "Latin" if _LATIN.search(bare) else "no letters"
    return "Han" if 2 * han >= len(bare) or (han and not _HANGUL.search(bare)) else "Hangul"


def _band(figure: float, bands: _Bands) -> str:
    return next((name for most, name in bands if figure <= most), "more")


#: A role's sum takes so many bits of one whole number: adding two of those adds all roles' sums at once.
_LANE, _FORMAT = 32, f"<{len(ROLES)}I"
#: What makes every weight positive; it is the same for all roles of a sign, so that it decides nothing.
_BIAS = 1 << 14


def packed(weights: Sequence[int]) -> int:
    """Return the weights of a sign, in hundredths, one a role, as one number; none may exceed 163.84."""
    return sum((weight + _BIAS) << (_LANE * n) for n, weight in enumerate(weights))


@lru_cache(maxsize=1)
def tables() -> Tables[int]:
    """Return the tables of the weights that come with the program."""
    text = (files("bilingual.cleaning") / "furniture_weights.toml").read_text(encoding="utf-8")
    weights: dict[str, list[int]] = tomllib.loads(text)["weights"]
    nothing = [0] * len(ROLES)
    return Tables(lambda names: sum(packed(weights.get(name, nothing)) for name in names))


def likeliest(at: Sequence[int], own: Sequence[int]) -> list[Role]:
    """Return the role that the weights speak for of each line: ``at`` is its index, ``own`` its sum.

    ``own`` is as `packed` has it; each is drawn to those of its row.
    """
    found: list[Role] = []
    for i, n in enumerate(at):
        start, stop = i, i + 1
        while start and i - start < AROUND and at[start - 1] == n - (i - start) - 1:
            start -= 1
        while stop < len(at) and stop - i <= AROUND and at[stop] == n + (stop - i):
            stop += 1
        drawn = (5 - ROW) * (stop - start) * own[i] + ROW * sum(own[start:stop])
        sums = struct.unpack(_FORMAT, drawn.to_bytes(len(ROLES) * _LANE // 8, "little"))
        found.append(ROLES[sums.index(max(sums))])
    return found


def settle_furniture(body: Sequence[Line]) -> None:
    """Give the lines outside the article whose role is a guess the role that the model has for them.

    Takes all lines of a page in source order, named by `surroundings`.
    """
    seen = looked_up(body, tables())
    for (n, _), role in zip(seen, likeliest([n for n, _ in seen], [sum(v) for _, v in seen]), strict=True):
        line = body[n]
        if role is not line.role:
            line.role = role
            line.rule += f"; by what is around it {role.value}"
