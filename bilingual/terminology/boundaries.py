"""Whether a candidate stands as a word of its own, judged by what is around it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence, Set

from bilingual.terminology.bylines import in_byline, in_chinese_byline, may_hold_byline
from bilingual.terminology.candidates import Candidate, Form, Hit, written_so
from bilingual.terminology.chinese_segments import SOUNDS, is_parted
from bilingual.terminology.chinese_words import CHANCE, MAY_FOLLOW, MAY_PRECEDE, ONWARD
from bilingual.terminology.counters import belongs_to_number
from bilingual.terminology.folding import ADDRESS, is_han, is_hangul, is_latin
from bilingual.terminology.headline_hanja import headline_letters
from bilingual.terminology.homographs import begins_chance_word
from bilingual.terminology.korean_words import PREFIXES
from bilingual.terminology.particles import LONGEST_TAIL, final_sound, is_grammar
from bilingual.terminology.tails import is_deputy

#: Is told of every form that is no match, and why: one of the reasons below.
Rejected = Callable[[Candidate, Form, str], None]

SPELLING = "spelling"
ADDRESSED = "address"
WITHIN_WORD = "within a word"
PARTICLE = "particle"
COMMON_WORD = "common word"
BYLINE = "byline"
LONGER_NAME = "longer name"
NO_HEADLINE = "no headline"
BEFORE = "before"
AFTER = "after"

# After 주- (stationed in) the text must go on to say who or what is stationed there.
_STATIONED = re.compile(r".{0,14}?(?:대사|영사|공관|공사|대표부|미군|유엔군|특사|무관)")
_CLOSING = frozenset("’”」』》〉)]）］")
_HANGUL_RUN = re.compile(rf"[가-힣]{{0,{LONGEST_TAIL}}}")
# 2024년미국대선: a date is a word of its own, whatever is written onto it.
_DATES = frozenset("년월일차")
# What makes a short Chinese name a part of a longer transliteration (埃万斯, 哈里斯堡).
_TRANSLITERATED_BEFORE = frozenset("埃艾奥厄弗瓦蒂娃娜妮莉琳丝黛莱勒洛鲁尔姆斯茨兹耶谢萨赫霍菲穆诺佩泽")
_TRANSLITERATED_AFTER = re.compile("[斯尔姆娃娜妮茨兹弗洛蒂莱埃堡]|夫(?![妇人])")
# Hangul and Han stand in no address (`folding.ADDRESS`), nor do spaces and quotation marks.
_NEVER_IN_ADDRESSES = "\u1100"
_RUN = re.compile(r"[^\s<>\"'\u1100-\uffff]*", re.ASCII)
_BETWEEN_RUNS = frozenset(" \t\n\r\f\v<>\"'")
# What an address holds.
_IN_ADDRESSES = re.compile(r"[@.]|://")
_MIDDLE_DOTS = frozenset("·•・‧∙⋅･")
_SOUNDS_OF_MEN = SOUNDS | {"治"}


def _by_last(prefixes: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for prefix in prefixes:
        table[prefix[-1]] = (*table.get(prefix[-1], ()), prefix)
    return table


# No text has two of one kind before a name: what stands before a prefix is no Hangul.
_PREFIXES = {kind: _by_last(prefixes) for kind, prefixes in PREFIXES.items()}
#: The only Hangul after which a name may begin, but for the end of another name (see `_Judge._begins`).
BEFORE_NAMES = _DATES.union(*_PREFIXES.values())


def judge(hits: Sequence[Hit], text: str, language: str, rejected: Rejected | None = None) -> list[Hit]:
    """The hits that stand as words of their own in ``text`` (a folded base); both by their places.

    ``rejected`` is told of the others; one reason a form.
    """
    judging = _Judge(text, language, rejected)
    return judging.korean_words(hits) if language == "ko" else judging.words(hits)


class _Judge:
    # The last run of letters that may be an address, and those in it: names of one run come together.
    _run: tuple[int, int, Sequence[tuple[int, int]]] = (0, 0, ())
    _bylines: bool | None = None

    def __init__(self, text: str, language: str, rejected: Rejected | None) -> None:
        self._text = text
        self._language = language
        self._rejected = rejected

    def korean_words(self, hits: Sequence[Hit]) -> list[Hit]:
        """The hits of a Korean text, by what stands onto each, neighbours in compounds included.

        One look before and after most names says all, so the loop asks no further there.
        """
        rejected = self._rejected
        # Beyond the text stands a space, and before it too, for -1 is its place.
        text = self._text + "  "
        headline: set[int] | None = None
        left: list[Hit] = []
        before: dict[int, list[Form]] = {}
        # Of those left that may end within a word: the place among them, and what `_allowed` says.
        doubtful: list[tuple[int, bool | None]] = []
        bylines = True
        for hit in hits:
            start, end, form = hit
            why = ""
            if not (form.easy or (form.easy_after_space and text[start - 1] == " ")):
                if form.named:
                    if bylines and form.kind == "person":
                        why = BYLINE if self._in_byline(start, end) else ""
                        bylines = self._bylines is True
                elif form.by_word:
                    why = self._fault_by_words(start, end, form)
                else:
                    why = self._fault(start, end, form)
            if not (why or (form.plain and end - start == form.length)):
                why = "" if written_so(text, start, end, form) else SPELLING
            if not why:
                if form.glued and "가" <= text[start - 1] <= "힣":
                    if not before:
                        before = _by_ends(left)
                    why = "" if self._begins(start, end, form, before.get(start, ())) else BEFORE
                elif form.headline:
                    if headline is None:
                        headline = headline_letters({at for at, _, one in hits if one.headline}, self._text)
                    why = "" if start in headline else NO_HEADLINE
            if why:
                if rejected:
                    rejected(Candidate(start, end), form, why)
                continue
            if before:
                before.setdefault(end, []).append(form)
            if form.tailed and "가" <= text[end] <= "힣":
                allowed = self._allowed(text, end, form)
                if allowed is not True:
                    doubtful.append((len(left), allowed))
            left.append(hit)
        return self._without_longer_words(left, doubtful) if doubtful else left

    def _without_longer_words(
        self, left: list[Hit], doubtful: Sequence[tuple[int, bool | None]]
    ) -> list[Hit]:
        """The hits without those that end within a word, unless another that stands as one begins there."""
        gone: set[int] = set()
        for at, allowed in reversed(doubtful):
            start, end, form = left[at]
            if allowed is False and (form.long or _begins_at(left, end, at, gone)):
                continue
            gone.add(at)
            if self._rejected:
                self._rejected(Candidate(start, end), form, AFTER)
        return [hit for at, hit in enumerate(left) if at not in gone] if gone else left

    def _allowed(self, text: str, end: int, form: Form) -> bool | None:
        """Whether the Hangul at ``end`` can be read as grammar; None for another word (`Tails`)."""
        tail = text[end]
        if "가" <= text[end + 1] <= "힣":
            run = _HANGUL_RUN.match(text, end)
            tail = run.group() if run else tail
        return form.tails[tail] if form.tails is not None else True

    def words(self, hits: Sequence[Hit]) -> list[Hit]:
        """The hits of a text in another language than Korean."""
        possible: list[Hit] = []
        for hit in hits:
            start, end, form = hit
            why = self._fault(start, end, form)
            if not why and not written_so(self._text, start, end, form):
                why = SPELLING
            if not why:
                possible.append(hit)
            elif self._rejected:
                self._rejected(Candidate(start, end), form, why)
        return self._whole_names(possible) if self._language.startswith("zh") else possible

    def _fault_by_words(self, start: int, end: int, form: Form) -> str:
        """The reason that words around a Korean form, numbers and bylines have against it, if any."""
        text = self._text
        if start:
            if form.particle and text[start - 1] != " " and self._after_mark(start):
                return PARTICLE
            if form.counted and belongs_to_number(form.skeleton, text, start, end):
                return COMMON_WORD
        if form.told and form.told.is_meant(text, start, end):
            return COMMON_WORD
        return BYLINE if form.kind == "person" and self._in_byline(start, end) else ""

    def _fault(self, start: int, end: int, form: Form) -> str:
        """The reason against a form that needs no knowledge of the other candidates, if any."""
        text = self._text
        if text[start] < _NEVER_IN_ADDRESSES and self._in_address(start):
            return ADDRESSED
        latin = (form.latin_first or form.latin_last) and form.boundary != "any"
        if latin and not self._latin_edges(start, end, form):
            return WITHIN_WORD
        if form.headline:
            return "" if self._language == "ko" else NO_HEADLINE
        if self._language == "ko":
            return self._fault_by_words(start, end, form)
        if self._language.startswith("zh"):
            if self._is_chance(start, end):
                return COMMON_WORD
            if is_han(text[start]) and is_han(text[end - 1]) and self._parted(start, end):
                return WITHIN_WORD
            if form.kind == "title" and text[start - 1 : start] == "副":
                return WITHIN_WORD
            if form.kind == "person" and in_chinese_byline(text, start):
                return BYLINE
            if form.entry.boundary in ("word", "prefix") and not self._han_edges(start, end, form):
                return WITHIN_WORD
        return ""

    def _in_address(self, start: int) -> bool:
        low, high, addresses = self._run
        if not low <= start < high:
            text = self._text
            run = _RUN.match(text, start)
            low, high = start, run.end() if run else start
            while low and text[low - 1] not in _BETWEEN_RUNS and not "\u1100" <= text[low - 1] <= "\uffff":
                low -= 1
            addresses = []
            if _IN_ADDRESSES.search(text, low, high):
                addresses = [match.span() for match in ADDRESS.finditer(text, low, high)]
            self._run = low, high, addresses
        at = bisect_right(addresses, (start, len(self._text) + 1)) - 1
        return at >= 0 and start < addresses[at][1]

    def _is_chance(self, start: int, end: int) -> bool:
        """Whether the letters stand by chance in Chinese words that `CHANCE` or `ONWARD` names."""
        text = self._text
        name = text[start:end]
        onward = ONWARD.get(name[-1])
        if onward is not None and onward.match(text, end):
            return True
        chance = CHANCE.get(name)
        if chance is None:
            return False
        for found in chance.finditer(text, max(0, start - 4), end + 9):
            low, high = found.span()
            if low < end and start < high and high - low != end - start:
                return True
        return False

    def _parted(self, start: int, end: int) -> bool:
        """Whether Chinese words run over the edges of the letters."""
        return is_parted(self._text, start, end)

    def _in_byline(self, start: int, end: int) -> bool:
        if self._bylines is None:
            self._bylines = may_hold_byline(self._text)
        return self._bylines and in_byline(self._text, start, end)

    def _after_mark(self, start: int) -> bool:
        """Whether a closing mark or a Latin letter stands before, as before particles (``'협력'이란``)."""
        text = self._text
        before = text[start - 1]
        return (
            before in _CLOSING
            or is_latin(before)
            or (before in "'\"" and start > 1 and text[start - 2].isalnum())
        )

    def _han_edges(self, start: int, end: int, form: Form) -> bool:
        """Whether a form of Han stands between words that cannot be parts of a longer name."""
        text = self._text
        before, after = text[start - 1 : start], text[end : end + 1]
        if is_han(form.skeleton[0]) and is_han(before or " ") and before not in MAY_PRECEDE:
            return False
        if form.boundary == "prefix" or not is_han(form.skeleton[-1]):
            return True
        return not is_han(after or " ") or after in MAY_FOLLOW

    def _whole_names(self, possible: list[Hit]) -> list[Hit]:
        """Without the short Chinese names of people that are a part of somebody else's name."""
        starts = {start for start, _, _ in possible}
        ends = {end for _, end, _ in possible}
        kept: list[Hit] = []
        for hit in possible:
            start, end, form = hit
            if self._in_longer_name(start, end, form, starts, ends):
                if self._rejected:
                    self._rejected(Candidate(start, end), form, LONGER_NAME)
            else:
                kept.append(hit)
        return kept

    def _in_longer_name(self, start: int, end: int, form: Form, starts: set[int], ends: set[int]) -> bool:
        if form.kind not in ("person", "place") or form.gaps or not is_han(form.skeleton[0]):
            return False
        text = self._text
        if form.kind == "place":
            # 多米尼克·斯特劳斯 and 乔治·华盛顿 are people; in a list the other name is another candidate.
            return (
                text[end : end + 1] in _MIDDLE_DOTS
                and end + 1 not in starts
                and SOUNDS.issuperset(text[end + 1 : end + 3])
            ) or (
                start > 2
                and text[start - 1] in _MIDDLE_DOTS
                and start - 1 not in ends
                and _SOUNDS_OF_MEN.issuperset(text[start - 3 : start - 1])
            )
        before, after = text[max(0, start - 1) : start], text[end : end + 1]
        return (
            (before in _MIDDLE_DOTS and is_han(text[max(0, start - 2)]))
            or (after in _MIDDLE_DOTS and is_han(text[end + 1 : end + 2] or " "))
            or (before in _TRANSLITERATED_BEFORE and start not in ends)
            or (_TRANSLITERATED_AFTER.match(text, end) is not None and end not in starts)
        )

    def _latin_edges(self, start: int, end: int, form: Form) -> bool:
        text = self._text
        if form.latin_first and start and (is_latin(text[start - 1]) or text[start - 1] in "@_"):
            return False
        if form.latin_last and form.boundary == "word" and end < len(text):
            after = text[end]
            if is_latin(after):
                plural = self._language == "en" and re.match(r"(?:s|es)(?![A-Za-z0-9])", text[end : end + 3])
                return bool(plural)
            if after in "@_" or (after == "." and end + 1 < len(text) and is_latin(text[end + 1])):
                return False
        return True

    def _begins(self, start: int, end: int, form: Form, before: Sequence[Form]) -> bool:
        """Whether a name may begin after Hangul: a date, a prefix, one of the names ``before`` it."""
        text = self._text
        last = text[start - 1]
        if last in _DATES and start > 1 and text[start - 2].isdecimal():
            return True
        for prefix in _PREFIXES.get(form.kind, _PREFIXES[""]).get(last, ()):
            low = start - len(prefix)
            if low >= 0 and text.startswith(prefix, low) and not (low and is_hangul(text[low - 1])):
                if prefix[0] == "주":
                    return _STATIONED.match(text, end) is not None
                return not begins_chance_word(text, low)
        run = _HANGUL_RUN.match(text, start) if before else None
        tail = run.group() if run else ""
        for other in before:
            grammar = other.hangul_last and is_grammar(tail, final_sound(last), other.kind)
            if not grammar and not is_deputy(other.kind, other.skeleton[-1], tail):
                return True
        return False


def _begins_at(hits: Sequence[Hit], place: int, at: int, gone: Set[int]) -> bool:
    """Whether one of the hits after ``at`` begins at a place, those aside that are gone."""
    for which in range(at + 1, len(hits)):
        start = hits[which][0]
        if start >= place:
            if start > place:
                return False
            if which not in gone:
                return True
    return False


def _by_ends(hits: Iterable[Hit]) -> dict[int, list[Form]]:
    table: dict[int, list[Form]] = {}
    for _, end, form in hits:
        table.setdefault(end, []).append(form)
    return table
