"""Whether a candidate stands as a word of its own, judged by what is around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bilingual.terminology.entries import Entry
from bilingual.terminology.folding import ADDRESS, flat, fold, is_han, is_hangul, is_latin
from bilingual.terminology.korean_words import (
    BYLINE_DESKS,
    BYLINE_TITLES,
    CHANCE_WORDS,
    COMMON_WORD_AFTER,
    COMMON_WORD_BEFORE,
    DEPUTIES,
    DONE_TO_REPORTERS,
    HANJA_WORDS,
    PREFIXES,
    SUFFIXES_BY_END,
)
from bilingual.terminology.particles import CLOSED, OPEN, final_sound, is_grammar, is_particles, is_tail

# A Hangul name of so many syllables is not met by chance inside other words, and its spacing is free.
_LONG = 5
# After 주- (stationed in) the text must go on to say who or what is stationed there.
_STATIONED = re.compile(r".{0,14}?(?:대사|영사|공관|공사|대표부|미군|유엔군|특사|무관)")
# A reporter, not the statesman of that name: what follows or comes before the name in a byline.
_ROLE = (
    r"(?:기자(?!\s?회견|\s?간담회|\s질문|\s질의|\s출신|단|협회|들|실|석|증|상)|특파원(?!단|들)|통신원(?!단|들)|"
    r"논설위원(?!실|들)|앵커(?!들|리지|링)|아나운서(?!들)|PD(?![A-Za-z])|피디)"
    rf"(?!\s(?:{DONE_TO_REPORTERS}))"
)
_MAIL = r"[\[(<]?[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+\."
_BYLINE_AFTER = re.compile(
    rf"\s{{0,2}}{_MAIL}|"
    # more reporters: with a comma only where the byline ends after the last of them
    rf"(?:\s?[·ㆍ・&/]\s?[가-힣]{{2,4}})+\s{_ROLE}|"
    rf"(?:,\s?[가-힣]{{2,4}})+\s{_ROLE}\s*(?:[=\])】|/]|{_MAIL}|\Z|\n)|"
    rf"\s{{0,2}}(?:\([^()]{{1,20}}\)\s?)?(?:{BYLINE_DESKS}\s)?"
    rf"(?:(?!{BYLINE_TITLES}[가-힣]?\s)[가-힣]{{0,6}}(?:선임|수석|전문|인턴|객원|수습|대표|편집|논설|사진|시민|취재)\s?)?{_ROLE}|"
    rf"\s(?!{BYLINE_TITLES})[가-힣]{{2,6}}\s(?:특파원|통신원)(?!단|들)"
)
_BYLINE_BEFORE = re.compile(r"(?:记者|通讯员|記者|通訊員|摄影|撰文|编辑)[\s:：]?$")
# 기자 이재명: only where the byline ends after the name, for a title may follow it too.
_BYLINE_BEFORE_NAME = re.compile(
    r"(?:기자|특파원|통신원|논설위원|앵커|PD|(?<![가-힣])(?:글|정리|취재|촬영))\s?[=:]?\s?$"
)
_BYLINE_ENDS = re.compile(rf"\s*(?:[=\])】|/·,]|{_MAIL}|\.?\s*\Z|\n)")
_WORD_BEFORE = {word: re.compile(rule) for word, rule in COMMON_WORD_BEFORE.items()}
_WORD_AFTER = {word: re.compile(rule) for word, rule in COMMON_WORD_AFTER.items()}
_CLOSING = frozenset("’”」』》〉)]）］")
_DEPUTY = re.compile(DEPUTIES)
_HANJA_WORD = re.compile(HANJA_WORDS)
_HANGUL_RUN = re.compile("[가-힣]*")
# Neighbours of a headline's Hanja: Hangul onto it may only be such a prefix (방중, 대北, 친日, 주한美군).
_BEFORE_HEADLINE = re.compile(
    r"(?<![가-힣\d])(?:[방대친반탈주재한미북중일러영불독남여야]|주[한일중미]|재[한일중미])$"
)
_LIST_MARKS = "·,/、，\\-~ㆍ・‧→←↔⇄&+×∼"
_IN_LIST_BEFORE = re.compile(rf"[{_LIST_MARKS}]\s?$|(?<![A-Za-z])vs\.?\s$")
_JOINED = re.compile("[·ㆍ・‧/→←↔⇄&+×-]")
_IN_LIST_AFTER = re.compile(rf"\s?[{_LIST_MARKS}]|\svs(?![A-Za-z])")
_HEADLINE_PREFIXES = frozenset("對反親訪駐脫在抗排嫌知克來渡赴滯")
_HEADLINE_END = re.compile(r"[.?!…”’\"'」』:;]|$")
_PARTS = re.compile(r"[上下]\W{0,3}中|中\W{0,3}[上下]|[金土금토]\W?日|日\W?[月월]")
# What makes a short Chinese name a part of a longer transliteration (埃万斯, 哈里斯堡).
_TRANSLITERATED_BEFORE = frozenset("埃艾奥厄弗瓦蒂娃娜妮莉琳丝黛莱勒洛鲁尔姆斯茨兹耶谢萨赫霍菲穆诺佩泽")
_TRANSLITERATED_AFTER = re.compile("[斯尔姆娃娜妮茨兹弗洛蒂莱埃堡]|夫(?![妇人])")
_MIDDLE_DOTS = frozenset("·•・‧∙⋅･")


@dataclass(frozen=True, slots=True)
class Form:
    """One written form of an entry, prepared for look-up.

    ``skeleton`` is the folded form; ``cased`` the same with its capitals, empty where case does not matter;
    ``gaps`` the skeleton offsets at which the form has a separator.
    """

    text: str
    skeleton: str
    cased: str
    gaps: frozenset[int]
    entry: Entry
    hangul_first: bool
    hangul_last: bool
    latin_first: bool
    latin_last: bool
    loose: bool
    long: bool
    boundary: str


class Candidate(NamedTuple):
    """Forms that share a skeleton, found at ``start``..``end`` of the folded base text."""

    start: int
    end: int
    skeleton_start: int
    skeleton_end: int
    forms: tuple[Form, ...]


def make_form(text: str, entry: Entry, language: str) -> Form | None:
    """Prepare one form of an entry; None for a form with nothing to look up."""
    folded = fold(flat(text))
    skeleton = folded.skeleton
    if not skeleton:
        return None
    at = folded.at or list(range(len(skeleton)))
    gaps = frozenset(k for k in range(1, len(at)) if at[k] - at[k - 1] > 1)
    pieces = "".join(folded.base[position] for position in at)
    hangul = sum(map(is_hangul, skeleton))
    return Form(
        text=text,
        skeleton=skeleton,
        cased="" if pieces == skeleton else pieces,
        gaps=gaps,
        entry=entry,
        hangul_first=is_hangul(skeleton[0]),
        hangul_last=is_hangul(skeleton[-1]),
        latin_first=is_latin(skeleton[0]),
        latin_last=is_latin(skeleton[-1]),
        loose=hangul == len(skeleton) >= _LONG,
        long=hangul >= _LONG,
        boundary=entry.boundary or ("any" if language.startswith(("zh", "ja")) else "word"),
    )


def judge(candidates: Sequence[Candidate], text: str, language: str) -> list[tuple[Candidate, Form]]:
    """The candidates, each with a form, that stand as words of their own in ``text`` (a folded base)."""
    return _Judge(text, language).survivors(candidates)


class _Judge:
    def __init__(self, text: str, language: str) -> None:
        self._text = text
        self._language = language
        self._korean = language == "ko"
        addressed = "@" in text or "://" in text or "www." in text
        self._addresses = [match.span() for match in ADDRESS.finditer(text)] if addressed else []

    def survivors(self, candidates: Sequence[Candidate]) -> list[tuple[Candidate, Form]]:
        possible = [
            (candidate, form)
            for candidate in candidates
            for form in candidate.forms
            if self._written_so(candidate, form) and self._fits(candidate, form)
        ]
        if not self._korean:
            return self._whole_names(possible) if self._language.startswith("zh") else possible
        return self._between_words(possible)

    def _fits(self, candidate: Candidate, form: Form) -> bool:
        """The tests that need no knowledge of the other candidates."""
        start, end = candidate.start, candidate.end
        text = self._text
        if (form.boundary != "any" and not self._latin_edges(start, end, form)) or any(
            low <= start < high for low, high in self._addresses
        ):
            return False
        entry = form.entry
        if self._korean and form.hangul_first and self._is_common_word(start, end, form):
            return False
        if entry.headline:
            return self._korean
        if entry.kind == "person":
            if self._korean and self._in_byline(start, end):
                return False
            if self._language.startswith("zh") and _BYLINE_BEFORE.search(text, max(0, start - 5), start):
                return False
        return True

    def _in_byline(self, start: int, end: int) -> bool:
        text = self._text
        if _BYLINE_AFTER.match(text, end):
            return True
        named = _BYLINE_BEFORE_NAME.search(text, max(0, start - 8), start)
        return bool(named and _BYLINE_ENDS.match(text, end))

    def _whole_names(self, possible: list[tuple[Candidate, Form]]) -> list[tuple[Candidate, Form]]:
        """Without the short Chinese names of people that are a part of somebody else's name."""
        starts = {candidate.start for candidate, _ in possible}
        ends = {candidate.end for candidate, _ in possible}
        text = self._text
        kept: list[tuple[Candidate, Form]] = []
        for candidate, form in possible:
            start, end = candidate.start, candidate.end
            if form.entry.kind == "person" and not form.gaps and is_han(form.skeleton[0]):
                before, after = text[max(0, start - 1) : start], text[end : end + 1]
                if before in _MIDDLE_DOTS and is_han(text[max(0, start - 2)]):
                    continue
                if after in _MIDDLE_DOTS and is_han(text[end + 1 : end + 2] or " "):
                    continue
                if before in _TRANSLITERATED_BEFORE and start not in ends:
                    continue
                if _TRANSLITERATED_AFTER.match(text, end) and end not in starts:
                    continue
            kept.append((candidate, form))
        return kept

    def _is_common_word(self, start: int, end: int, form: Form) -> bool:
        """Whether the letters are a particle (``'협력'이란``) or, by their neighbours, a common word."""
        text = self._text
        if len(form.skeleton) == 2 and start and is_particles(form.skeleton, CLOSED):
            before = text[start - 1]
            quoted = before in "'\"" and start > 1 and text[start - 2].isalnum()
            if before in _CLOSING or quoted or is_latin(before):
                return True
        if form.entry.kind not in ("place", "person"):
            return False
        early, late = _WORD_BEFORE.get(form.skeleton), _WORD_AFTER.get(form.skeleton)
        return bool(
            (early and early.search(text, max(0, start - 8), start)) or (late and late.match(text, end))
        )

    def _written_so(self, candidate: Candidate, form: Form) -> bool:
        """Whether separators and letter case are as the form allows."""
        start, end = candidate.start, candidate.end
        text = self._text
        length = candidate.skeleton_end - candidate.skeleton_start
        if end - start != length:
            k = 0
            gap = 0
            for position in range(start, end):
                if not _is_separator(text[position]):
                    if gap and k not in form.gaps and not (form.loose and gap == 1):
                        return False
                    if gap > 2 or (gap and text[position - gap : position].count("\n") > 1):
                        return False
                    k += 1
                    gap = 0
                else:
                    gap += 1
        if form.gaps and not self._gaps_kept(start, form):
            return False
        if not form.cased:
            return True
        piece = "".join(char for char in text[start:end] if not _is_separator(char))
        return piece == form.cased or (len(piece) >= 4 and piece.isupper() and not form.cased.isupper())

    def _gaps_kept(self, start: int, form: Form) -> bool:
        """A Latin name keeps its gaps (``New York``); between Hangul or Han they may go."""
        position, k = start, 0
        while k < len(form.skeleton):
            if _is_separator(self._text[position]):
                position += 1
                continue
            gap_here = position > start and _is_separator(self._text[position - 1])
            if (
                k in form.gaps
                and not gap_here
                and (is_latin(form.skeleton[k]) and is_latin(form.skeleton[k - 1]))
            ):
                return False
            position += 1
            k += 1
        return True

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

    def _between_words(self, possible: list[tuple[Candidate, Form]]) -> list[tuple[Candidate, Form]]:
        """Judge what stands onto each candidate in Korean, neighbours in compounds included."""
        possible.sort(key=lambda pair: (pair[0].start, pair[0].end))
        headline = self._headline_runs(possible)
        ends: dict[int, list[tuple[Candidate, Form]]] = {}
        left: list[bool] = []
        for candidate, form in possible:
            good = self._left(candidate, form, ends.get(candidate.start, ()))
            if form.entry.headline:
                good = candidate.start in headline
            left.append(good)
            if good:
                ends.setdefault(candidate.end, []).append((candidate, form))
        starts: set[int] = set()
        right = [False] * len(possible)
        order = sorted(range(len(possible)), key=lambda i: (-possible[i][0].start, possible[i][0].end))
        for i in order:
            candidate, form = possible[i]
            if left[i] and (form.entry.headline or self._right(candidate, form, starts)):
                right[i] = True
                starts.add(candidate.start)
        return [pair for i, pair in enumerate(possible) if left[i] and right[i]]

    def _headline_runs(self, possible: Sequence[tuple[Candidate, Form]]) -> set[int]:
        """Single Hanja count alone or in a run made of such Hanja only (韓美日, 對中), not inside 日本."""
        text = self._text
        single = {candidate.start for candidate, form in possible if form.entry.headline}
        good, edge = set[int](), 0
        for start in sorted(single):
            if start < edge:
                continue
            low, edge = start, start + 1
            while low and is_han(text[low - 1]):
                low -= 1
            while edge < len(text) and is_han(text[edge]):
                edge += 1
            prefixed = edge - low > 1 and text[low] in _HEADLINE_PREFIXES
            letters = range(low + prefixed, edge)
            if all(at in single for at in letters) and self._headline(low, edge, prefixed):
                good.update(letters)
        return good

    def _headline(self, low: int, high: int, prefixed: bool) -> bool:
        """Whether a run of Hanja stands as headlines write it, not as a date, a gloss or a word of prose."""
        text = self._text
        run = text[low:high]
        before = text[max(0, low - 6) : low]
        after = text[high : high + 6]
        if before[-1:].isdigit() or (run[0] == "日" and re.search(r"\d\s$", before)):
            return False
        if _HANJA_WORD.fullmatch(run) or _PARTS.search(text, max(0, low - 4), high + 4):
            return False
        touched = is_hangul(before[-1:] or " ")
        if touched and (prefixed or not _BEFORE_HEADLINE.search(before)):
            return False
        if prefixed or touched or len(run) > 1:
            return True
        tail = _HANGUL_RUN.match(text, high)
        attached = tail.group() if tail else ""
        grammar = is_particles(attached, CLOSED if run == "中" else OPEN)
        if run == "中" and grammar and re.search(r"[가-힣\d%]\s$", before) and not _JOINED.match(after):
            return False  # 근무 中, 명 中에: "during", "among"
        if _IN_LIST_BEFORE.search(before) or _IN_LIST_AFTER.match(after):
            return True
        if grammar and not after[:1].isspace() and re.search(r"의\s$", before):
            return False  # 전통의 美를: beauty
        if attached:
            return True
        if is_latin(after[:1] or " "):
            return run != "中"  # 中3 is a school year
        if after[:1].isspace() and after.strip():
            return True
        opened = before[-1:].isspace() or before.endswith("…") or (not before and after.startswith("…"))
        return opened and _HEADLINE_END.match(after) is not None

    def _left(self, candidate: Candidate, form: Form, before: Sequence[tuple[Candidate, Form]]) -> bool:
        start, text = candidate.start, self._text
        if form.boundary == "any" or not start or not form.hangul_first:
            return True
        if not is_hangul(text[start - 1]):
            return not (text[start - 1].isdigit() and form.skeleton[0].isdigit())
        for prefix in PREFIXES.get(form.entry.kind, PREFIXES[""]):
            low = start - len(prefix)
            if low >= 0 and text.startswith(prefix, low) and not (low and is_hangul(text[low - 1])):
                if any(text.startswith(word, low) for word in CHANCE_WORDS) and not (
                    prefix == "주" and _STATIONED.match(text[candidate.end :])
                ):
                    return False
                return prefix != "주" or _STATIONED.match(text[candidate.end :]) is not None
        for other, its in before:
            run = _HANGUL_RUN.match(text, other.end)
            tail = run.group() if run else ""
            grammar = its.hangul_last and is_grammar(tail, final_sound(text[other.end - 1]), its.entry.kind)
            if not grammar and not _is_deputy(its, tail):
                return True
        return False

    def _right(self, candidate: Candidate, form: Form, starts: set[int]) -> bool:
        end, text = candidate.end, self._text
        if form.boundary != "word" or not form.hangul_last or end >= len(text) or not is_hangul(text[end]):
            return True
        run = _HANGUL_RUN.match(text, end)
        tail = run.group() if run else ""
        if _is_deputy(form, tail):
            return False
        if form.long or end in starts:
            return True
        kind, last = form.entry.kind, form.skeleton[-1]
        if kind in ("agency", "organisation", "title"):
            for suffix in SUFFIXES_BY_END.get(last, ()):
                if tail.startswith(suffix) and is_tail(tail[len(suffix) :], final_sound(suffix[-1]), ""):
                    return True
        return is_tail(tail, final_sound(text[end - 1]), kind, len(form.skeleton) > 2)


def _is_deputy(form: Form, tail: str) -> bool:
    """Whether 부 belongs to what follows: 상무부위원장 is a standing deputy chairman, 부서 a department."""
    ministry = form.entry.kind in ("agency", "organisation") and form.skeleton[-1] == "부"
    return ministry and _DEPUTY.match(tail) is not None


def _is_separator(char: str) -> bool:
    return not char.isalnum() and fold(char).skeleton == ""
