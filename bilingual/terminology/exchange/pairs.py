"""Formats that hold pairs of one source and one target language: entries taken apart and put together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from bilingual.article import Policy
from bilingual.errors import UsageError
from bilingual.languages import NAMES, canonical, script_label
from bilingual.terminology.entries import Entry
from bilingual.terminology.exchange.incoming import Incoming, LeftOut, Reading, one_line
from bilingual.terminology.table import language_column

# What heads a column beside a language's code: its name in English, Korean and Chinese.
_LANGUAGE_NAMES = {name.lower(): code for code, name in NAMES.items()} | {
    **dict.fromkeys(("korean", "한국어", "국어", "조선어", "韩语", "韩文", "韓語", "韓文", "朝鲜语"), "ko"),
    **dict.fromkeys(("english", "영어", "영문", "英语", "英文", "英語"), "en"),
    **dict.fromkeys(("chinese", "중국어", "중문", "간체", "中文", "汉语", "漢語", "简体中文"), "zh-Hans"),
    **dict.fromkeys(("japanese", "일본어", "일어", "日语", "日文", "日語"), "ja"),
    **dict.fromkeys(("russian", "러시아어", "俄语", "俄文"), "ru"),
}
_SIDES = frozenset(
    [
        "source",
        "target",
        "term",
        "translation",
        "source term",
        "target term",
        "source language",
        "target language",
        "원문",
        "번역",
        "번역문",
        "원어",
        "역어",
        "출발어",
        "도착어",
        "源语",
        "目标",
        "原文",
        "译文",
        "译名",
    ]
)
# Rows that are looked at to tell the languages of a file that does not name them.
_SAMPLE = 500


@dataclass(frozen=True, slots=True)
class Pair:
    """One line of such a file: a form, its translation, a comment."""

    source: str
    target: str
    comment: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class PairRow:
    """A line that was read: its number, its two texts and its comment."""

    line: int
    source: str
    target: str
    comment: str = ""


def entries_with(entries: Iterable[Entry], target: str, left: LeftOut, *, forced: bool) -> Iterator[Entry]:
    """Yield the entries that a file of pairs can hold; the others are counted in ``left``.

    ``forced`` says that the reader of the file writes the targets whatever the text says: then what is only
    suggested and what holds in a context only would come out wrong, and is left out.
    """
    name = NAMES.get(target, target)
    for entry in entries:
        if entry.policy is Policy.FORBID:
            left.entry("with policy forbid")
        elif not entry.forms.get(target):
            left.entry(f"without {name}")
        elif not entry.forms.get("ko"):
            left.entry("without Korean")
        elif forced and entry.policy is Policy.SUGGEST:
            left.entry("with policy suggest")
        elif forced and entry.context:
            left.entry("with context words")
        else:
            _count_fields(entry, target, left, forced)
            yield entry


def _count_fields(entry: Entry, target: str, left: LeftOut, forced: bool) -> None:
    if entry.context:
        left.field("the context words")
    if target in entry.first:
        left.field("the first-mention form")
    if forced and entry.note:
        left.field("the note")


def unique_pairs(entries: Iterable[Entry], target: str, left: LeftOut) -> Iterator[Pair]:
    """Yield a pair for each source form, each form once: the first entry that has it wins."""
    seen: set[str] = set()
    for entry in entries_with(entries, target, left, forced=True):
        forms = entry.forms[target]
        if len(forms) > 1:
            left.field("the further translations")
        repeated = False
        for source in entry.forms["ko"]:
            if source in seen:
                repeated = True
                continue
            seen.add(source)
            yield Pair(source, forms[0], entry.note, entry)
        if repeated:
            left.field("terms that an earlier entry has,")


def grouped(rows: Sequence[PairRow], reading: Reading, target: str | None) -> Iterator[Incoming]:
    """Put lines together to entries: one source's translations first, then sources that share them all.

    Only neighbouring lines are put together.  ``target`` is the language of the translations, told from
    the texts where it is None; a file that is Korean on the right side only is turned round.
    """
    if rows and (named := _header_languages(rows[0])) is not None:
        rows = rows[1:]
        target = target or next((code for code in reversed(named) if code not in ("", "ko")), None)
    code, turned = _languages(rows, reading, target)
    by_source: list[tuple[int, str, list[str], str]] = []
    for row in rows:
        left, right = (row.target, row.source) if turned else (row.source, row.target)
        source, translation = reading.form(row.line, left), reading.form(row.line, right)
        if not source or not translation:
            reading.problem(row.line, "an empty term" if not source else "no translation")
            continue
        comment = one_line(row.comment)
        last = by_source[-1] if by_source else None
        if last and last[1] == source and last[3] == comment and translation not in last[2]:
            last[2].append(translation)
        else:
            by_source.append((row.line, source, [translation], comment))
    line, sources, targets, note = 0, [""], [""], ""
    for at, source, translations, comment in by_source:
        if line and targets == translations and note == comment:
            if source not in sources:
                sources.append(source)
            continue
        if line:
            yield _incoming(reading, line, sources, code, targets, note)
        line, sources, targets, note = at, [source], translations, comment
    if line:
        yield _incoming(reading, line, sources, code, targets, note)


def _header_languages(row: PairRow) -> tuple[str, str] | None:
    """The languages that a first line names, empty where it says source and target; None if it is a pair.

    Two names of one language are a pair like another: 한국어, Korean.
    """
    left, right = (cell.strip().removeprefix("\ufeff").strip().lower() for cell in (row.source, row.target))
    if left in _SIDES and right in _SIDES:
        return "", ""
    codes = _named(left), _named(right)
    return codes if all(codes) and codes[0] != codes[1] else None


def _named(cell: str) -> str:
    return _LANGUAGE_NAMES.get(cell) or language_column(cell) or ""


def _incoming(
    reading: Reading, line: int, sources: Sequence[str], code: str, targets: Sequence[str], note: str
) -> Incoming:
    forms = {"ko": tuple(sources), code: tuple(targets)}
    return Incoming(Entry(forms, Policy.PIN, note=note, path=reading.path, line=line))


def _languages(rows: Sequence[PairRow], reading: Reading, target: str | None) -> tuple[str, bool]:
    """The language of the translations, and whether they stand on the left."""
    left = _script(row.source for row in rows)
    right = _script(row.target for row in rows)
    turned = right == "ko" and left not in ("ko", "none")
    script = left if turned else right
    if target is not None:
        return target, turned
    if script in ("zh", "en", "ja"):
        return canonical(script), turned
    if rows:
        raise UsageError(
            f"{reading.path}: cannot tell the language of the translations\n"
            "Name it: --target en or --target zh"
        )
    return "en", False


def _script(texts: Iterable[str]) -> str:
    found = Counter(script_label(text) for text in islice(texts, _SAMPLE))
    del found["none"], found["mixed"]
    return found.most_common(1)[0][0] if found else "none"
