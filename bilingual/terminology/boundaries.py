"""Whether a candidate stands as a word of its own, judged by what is around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence, Set
from functools import lru_cache
from operator import itemgetter

from bilingual.chinese_scripts import converted
from bilingual.terminology.bylines import in_byline, in_chinese_byline, may_hold_byline
from bilingual.terminology.candidates import Candidate, Form, written_so
from bilingual.terminology.chinese_segments import SOUNDS, is_parted
from bilingual.terminology.chinese_words import CHANCE, MAY_FOLLOW, MAY_PRECEDE
from bilingual.terminology.counters import belongs_to_number
from bilingual.terminology.folding import ADDRESS, is_han, is_hangul, is_latin
from bilingual.terminology.headline_hanja import headline_letters
from bilingual.terminology.homographs import MAY_BE_MEANT, TOLD, begins_chance_word, is_common_word
from bilingual.terminology.korean_words import DEPUTIES, PREFIXES, SUFFIXES_BY_END
from bilingual.terminology.particles import CLOSED, final_sound, is_grammar, is_particles, is_tail

Pair = tuple[Candidate, Form]
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
_DEPUTY = re.compile(DEPUTIES)
_HANGUL_RUN = re.compile("[가-힣]*")
# 조지아나는: "or" takes none of these, so that the name itself goes on.
_LONGER_BY_NA = re.compile("나(?:[는가를와의]|에게|에게서|처럼|였다|라는|라고)")
# 2024년미국대선: a date is a word of its own, whatever is written onto it.
_DATED = re.compile(r"\d[년월일차]$")
# What makes a short Chinese name a part of a longer transliteration (埃万斯, 哈里斯堡).
_TRANSLITERATED_BEFORE = frozenset("埃艾奥厄弗瓦蒂娃娜妮莉琳丝黛莱勒洛鲁尔姆斯茨兹耶谢萨赫霍菲穆诺佩泽")
_TRANSLITERATED_AFTER = re.compile("[斯尔姆娃娜妮茨兹弗洛蒂莱埃堡]|夫(?![妇人])")
# Hangul and Han stand in no address (`folding.ADDRESS`).
_NEVER_IN_ADDRESSES = "\u1100"
# What an address without @ or :// holds.
_IN_ADDRESSES = re.compile(r"\.[^\s<>\"'\u1100-\uffff]")
_MIDDLE_DOTS = frozenset("·•・‧∙⋅･")
_TELLING_KINDS = frozenset({"place", "person", "title"})
_OFFICES = frozenset({"agency", "organisation", "title"})
_CANDIDATE = itemgetter(0)
_NO_STARTS: frozenset[int] = frozenset()
#: The only Hangul after which a name may begin, but for the end of another name (see `_Judge._begins`).
BEFORE_NAMES = frozenset("년월일차").union(prefix[-1] for kind in PREFIXES.values() for prefix in kind)


def judge(
    candidates: Sequence[Candidate], text: str, language: str, rejected: Rejected | None = None
) -> list[Pair]:
    """The candidates, each with a form, that stand as words of their own in ``text`` (a folded base).

    ``rejected`` is told of the others; one reason a form.
    """
    return _Judge(text, language, rejected).survivors(candidates)


class _Judge:
    __slots__ = (
        "_addresses",
        "_bylines",
        "_chinese",
        "_korean",
        "_language",
        "_rejected",
        "_simplified",
        "_text",
    )

    def __init__(self, text: str, language: str, rejected: Rejected | None) -> None:
        self._text = text
        self._language = language
        self._korean = language == "ko"
        self._chinese = language.startswith("zh")
        self._rejected = rejected
        self._addresses: list[tuple[int, int]] | None = None
        self._bylines: bool | None = None
        self._simplified: str | None = None

    def survivors(self, candidates: Sequence[Candidate]) -> list[Pair]:
        text = self._text
        possible: list[Pair] = []
        for candidate in candidates:
            start, end, length, forms = candidate
            plain = end - start == length
            for form in forms:
                why = "" if form.easy else self._fault(start, end, form)
                if not why and not (plain and form.plain) and not written_so(text, candidate, form):
                    why = SPELLING
                if not why:
                    possible.append((candidate, form))
                elif self._rejected:
                    self._rejected(candidate, form, why)
        if not possible:
            return possible
        if self._korean:
            return self._between_words(possible)
        return self._whole_names(possible) if self._chinese else possible

    def _fault(self, start: int, end: int, form: Form) -> str:
        """The reason against a form that needs no knowledge of the other candidates, if any."""
        text = self._text
        if text[start] < _NEVER_IN_ADDRESSES and self._in_address(start):
            return ADDRESSED
        latin = (form.latin_first or form.latin_last) and form.boundary != "any"
        if latin and not self._latin_edges(start, end, form):
            return WITHIN_WORD
        if form.entry.headline:
            return "" if self._korean else NO_HEADLINE
        if self._korean:
            if form.hangul_first:
                if (
                    start
                    and text[start - 1] != " "
                    and len(form.skeleton) == 2
                    and self._is_particle(start, form)
                ):
                    return PARTICLE
                if (
                    form.counted
                    and start
                    and form.boundary != "any"
                    and belongs_to_number(form.skeleton, text, start, end)
                ):
                    return COMMON_WORD
                if (
                    form.skeleton in TOLD
                    and _is_name(form)
                    and is_common_word(form.skeleton, text, start, end, form.kind)
                ):
                    return COMMON_WORD
            return BYLINE if form.kind == "person" and self._in_byline(start, end) else ""
        if self._chinese:
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
        if self._addresses is None:
            text = self._text
            possible = "@" in text or "://" in text or _IN_ADDRESSES.search(text)
            self._addresses = [match.span() for match in ADDRESS.finditer(text)] if possible else []
        return any(low <= start < high for low, high in self._addresses)

    def _in_simplified(self) -> str:
        """The text in simplified characters, each in its place."""
        if self._simplified is None:
            made = self._text if self._language == "zh-Hans" else converted(self._text, "zh-Hans")
            self._simplified = made if len(made) == len(self._text) else self._text
        return self._simplified

    def _is_chance(self, start: int, end: int) -> bool:
        """Whether the letters stand by chance in one of the Chinese words that `CHANCE` names."""
        text = self._in_simplified()
        name = text[start:end]
        chance = CHANCE.get(name)
        return chance is not None and any(
            found.start() < end and start < found.end() and found.group() != name
            for found in chance.finditer(text, max(0, start - 4), end + 4)
        )

    def _parted(self, start: int, end: int) -> bool:
        """Whether Chinese words run over the edges of the letters."""
        return is_parted(self._in_simplified(), start, end)

    def _in_byline(self, start: int, end: int) -> bool:
        if self._bylines is None:
            self._bylines = may_hold_byline(self._text)
        return self._bylines and in_byline(self._text, start, end)

    def _is_particle(self, start: int, form: Form) -> bool:
        """Whether the letters are a particle after a closing mark or Latin letters (``'협력'이란``)."""
        text = self._text
        before = text[start - 1]
        if (
            before in _CLOSING
            or is_latin(before)
            or (before in "'\"" and start > 1 and text[start - 2].isalnum())
        ):
            return is_particles(form.skeleton, CLOSED)
        return False

    def _han_edges(self, start: int, end: int, form: Form) -> bool:
        """Whether a form of Han stands between words that cannot be parts of a longer name."""
        text = self._text
        before, after = text[start - 1 : start], text[end : end + 1]
        if is_han(form.skeleton[0]) and is_han(before or " ") and before not in MAY_PRECEDE:
            return False
        if form.boundary == "prefix" or not is_han(form.skeleton[-1]):
            return True
        return not is_han(after or " ") or after in MAY_FOLLOW

    def _whole_names(self, possible: list[Pair]) -> list[Pair]:
        """Without the short Chinese names of people that are a part of somebody else's name."""
        starts = {candidate.start for candidate, _ in possible}
        ends = {candidate.end for candidate, _ in possible}
        kept: list[Pair] = []
        for candidate, form in possible:
            if self._in_longer_name(candidate, form, starts, ends):
                if self._rejected:
                    self._rejected(candidate, form, LONGER_NAME)
            else:
                kept.append((candidate, form))
        return kept

    def _in_longer_name(self, candidate: Candidate, form: Form, starts: set[int], ends: set[int]) -> bool:
        if form.kind not in ("person", "place") or form.gaps or not is_han(form.skeleton[0]):
            return False
        text = self._text
        start, end = candidate.start, candidate.end
        if form.kind == "place":
            # 多米尼克·斯特劳斯 is a person; in a list the next name is another candidate.
            return (
                text[end : end + 1] in _MIDDLE_DOTS
                and end + 1 not in starts
                and SOUNDS.issuperset(self._in_simplified()[end + 1 : end + 3])
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

    def _between_words(self, possible: list[Pair]) -> list[Pair]:
        """Judge what stands onto each candidate in Korean, neighbours in compounds included."""
        rejected = self._rejected
        if len(possible) == 1 and not possible[0][1].entry.headline and not rejected:
            candidate, form = possible[0]
            alone = self._begins(candidate, form, ()) and self._ends(candidate, form, _NO_STARTS)
            return possible if alone else []
        possible.sort(key=_CANDIDATE)
        single = {candidate.start for candidate, form in possible if form.entry.headline}
        headline = headline_letters(single, self._text) if single else single
        ends: dict[int, list[Pair]] = {}
        left: list[Pair] = []
        for pair in possible:
            candidate, form = pair
            if form.entry.headline:
                why = "" if candidate.start in headline else NO_HEADLINE
            else:
                why = "" if self._begins(candidate, form, ends.get(candidate.start, ())) else BEFORE
            if not why:
                left.append(pair)
                ends.setdefault(candidate.end, []).append(pair)
            elif rejected:
                rejected(candidate, form, why)
        starts: set[int] = set()
        kept: list[Pair] = []
        # From the end of the text: a name may be followed by another that stands as a word.
        for pair in reversed(left):
            candidate, form = pair
            if self._ends(candidate, form, starts):
                kept.append(pair)
                starts.add(candidate.start)
            elif rejected:
                rejected(candidate, form, AFTER)
        kept.reverse()
        return kept

    def _begins(self, candidate: Candidate, form: Form, before: Sequence[Pair]) -> bool:
        """Whether a name may begin here: after other than Hangul, a date, a prefix, another name."""
        start, text = candidate.start, self._text
        if not form.glued or not start or not "가" <= text[start - 1] <= "힣":
            return True
        if _DATED.search(text, max(0, start - 2), start):
            return True
        for prefix in PREFIXES.get(form.kind, PREFIXES[""]):
            low = start - len(prefix)
            if low >= 0 and text.startswith(prefix, low) and not (low and is_hangul(text[low - 1])):
                stationed = prefix[0] == "주"
                if begins_chance_word(text, low) and not (
                    stationed and _STATIONED.match(text[candidate.end :])
                ):
                    return False
                return not stationed or _STATIONED.match(text[candidate.end :]) is not None
        for other, its in before:
            run = _HANGUL_RUN.match(text, other.end)
            tail = run.group() if run else ""
            grammar = its.hangul_last and is_grammar(tail, final_sound(text[other.end - 1]), its.kind)
            if not grammar and not _is_deputy(its.kind, its.skeleton[-1], tail):
                return True
        return False

    def _ends(self, candidate: Candidate, form: Form, starts: Set[int]) -> bool:
        """Whether a name may end here: before other than Hangul, grammar, another name."""
        end, text = candidate.end, self._text
        if not form.tailed or end >= len(text) or not "가" <= text[end] <= "힣":
            return True
        run = _HANGUL_RUN.match(text, end)
        allowed = _may_follow(form.ending, run.group() if run else "")
        return allowed is True or (allowed is False and (form.long or end in starts))


@lru_cache(maxsize=65536)
def _may_follow(ending: tuple[str, str, bool, tuple[str, ...] | None], tail: str) -> bool | None:
    """Whether ``tail`` can be read as grammar after a form of that `Form.ending`; None for another word."""
    kind, last, lengthy, own = ending
    if _LONGER_BY_NA.fullmatch(tail):
        return None
    if _is_deputy(kind, last, tail):
        return None
    if kind in _OFFICES:
        for suffix in SUFFIXES_BY_END.get(last, ()):
            if tail.startswith(suffix) and is_tail(tail[len(suffix) :], final_sound(suffix[-1]), ""):
                return True
    return is_tail(tail, final_sound(last), kind, lengthy, own)


def _is_name(form: Form) -> bool:
    """Whether an entry means a name, so that the common word of these letters is not meant."""
    if form.boundary != "word":
        return False
    # A row without a kind may be the common word itself, unless context words say otherwise.
    return form.kind in _TELLING_KINDS or (
        not form.kind and (bool(form.entry.context) or form.skeleton not in MAY_BE_MEANT)
    )


def _is_deputy(kind: str, last: str, tail: str) -> bool:
    """Whether 부 belongs to what follows: 상무부위원장 is a standing deputy chairman, 부서 a department."""
    return last == "부" and kind in ("agency", "organisation") and _DEPUTY.match(tail) is not None
