"""What counts as a source form of each entry, language by language."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from bilingual.article import Policy
from bilingual.chinese_scripts import converted
from bilingual.terminology.chinese_names import LONGER_NAMES
from bilingual.terminology.chinese_segments import is_common
from bilingual.terminology.english_names import LONGER_NAMES as ENGLISH_NAMES
from bilingual.terminology.entries import Entry
from bilingual.terminology.folding import flat, is_han

CHINESE = {"zh-Hans": "zh-Hant", "zh-Hant": "zh-Hans"}
_WORDS = re.compile("[A-Za-z]+")
_QUOTES = re.compile("[《》“”「」『』]")
_PARTY = ("党", "黨")
# An abbreviation of so many Chinese characters is clear alone: 世卫组织.
_CLEAR = 4
_TWO = 2
_STRICT = {Policy.PIN: 0, Policy.CHECK: 1, Policy.SUGGEST: 2, Policy.FORBID: 3}


class Source(NamedTuple):
    """One form to look for.

    ``silent`` forms ask for nothing, but hide what is inside them; ``full`` is the name that must stand in
    the article for this short form to count, empty for none; one of the names in ``unless`` there makes the
    form mean two things.
    """

    text: str
    entry: Entry
    silent: bool = False
    full: str = ""
    unless: tuple[str, ...] = ()


def korean_sources(entries: Sequence[Entry]) -> Iterator[Source]:
    """Every Korean form of every entry."""
    for entry in entries:
        for text in entry.forms.get("ko", ()):
            yield Source(text, entry)


def other_sources(entries: Sequence[Entry], language: str) -> Iterator[Source]:
    """What counts as a source in another language than Korean: preferred forms whose rows agree.

    The cells of other languages say what is accepted for the Korean, and much of that is said of other
    things too (``Finance Ministry``).  Those stand here as silent entries: they ask for nothing, but what
    is inside them is not found either (``minister`` in ``prime minister``).  A row of a winning glossary
    stands above those of the others; the rows of one person (full name, surname, surname with title) are
    one.  Rows that share a form ask for what they agree on (`_shared`).  A person's short name, a part of
    the full one, counts after the full one; in Chinese, where it is the usual form and seldom shared, it
    counts by itself, as the short or full form of a place does (沙特, 大韩民国).  Of a pinned name the long
    form counts too where the preferred one abbreviates it (``集体安全条约组织``, ``集安组织``), and the
    abbreviation where it is long or stands after the long one.
    """
    holders: dict[str, list[Entry]] = {}
    chinese = language.startswith("zh")
    for entry in entries:
        if not entry.headline and entry.policy is not Policy.FORBID:
            for key in {flat(form).lower() for form in forms_of(entry, language)}:
                holders.setdefault(key, []).append(entry)

    def rivals(entry: Entry, form: str) -> list[Entry]:
        return [
            other
            for other in holders.get(flat(form).lower(), ())
            if other is not entry and other.rank <= entry.rank and not _one_person(entry, other, language)
        ]

    def holds_own(entry: Entry, text: str) -> bool:
        """Whether a variant (习近平主席) begins or ends with the preferred name of the same person."""
        low = flat(text).lower()
        parts = {low[:cut] for cut in range(2, len(low))} | {low[cut:] for cut in range(1, len(low) - 1)}
        return any(
            forms_of(other, language)[0].lower() == part and _one_person(entry, other, language)
            for part in parts
            for other in holders.get(part.strip(), ())
        )

    settled = set[str]()
    for entry in entries:
        forms = forms_of(entry, language)
        if not forms or entry.headline:
            continue
        preferred = forms[0]
        for at, text in enumerate(forms):
            others = rivals(entry, text)
            if at == 0 and not others:
                yield Source(text, entry)
                continue
            if entry.policy is Policy.FORBID:
                continue
            if chinese and len(text) == 1:
                continue  # 俄 is accepted for 俄罗斯, but it stands in half of all words
            key = flat(text).lower()
            if at == 0 and key not in settled and all(other.rank == entry.rank for other in others):
                settled.add(key)
                yield from _shared(text, [entry, *others], language)
            own = text == _QUOTES.sub("", preferred) or (chinese and _is_short_place(entry, text, preferred))
            if at and not others and own:
                yield Source(text, entry)
            elif at and entry.kind == "person" and is_short_of(text, preferred) and not others:
                yield Source(text, entry, full="" if chinese else preferred)
            elif (
                at
                and not others
                and _is_name(entry)
                and (full := _full_of(text, preferred, chinese, entry.forms.get("ko", ()))) is not None
            ):
                common = chinese and len(text) == _TWO and is_common(converted(text, "zh-Hans"))
                if full or common:
                    # Elsewhere it hides what is inside it.
                    yield Source(text, entry, silent=True)
                if not common:
                    yield Source(text, entry, full=full)
            elif not (at and entry.kind == "person" and holds_own(entry, text)):
                yield Source(text, entry, silent=True)
    yield from _longer_names(holders, {code for entry in entries for code in entry.forms}, language)


def _is_short_place(entry: Entry, text: str, preferred: str) -> bool:
    """Whether a Chinese form is the usual short or the full one of a place: 沙特, 印尼, 大韩民国."""
    return (
        entry.kind == "place"
        and entry.policy is Policy.CHECK
        and all(map(is_han, text))
        and (_is_abbreviation(text, preferred) or _is_abbreviation(preferred, text))
    )


def _is_name(entry: Entry) -> bool:
    """Whether all forms of an entry name the one thing, and are no inflections of it."""
    return entry.policy is Policy.PIN and entry.kind != "person"


def _full_of(text: str, preferred: str, chinese: bool, korean: Sequence[str]) -> str | None:
    """The name after which a variant of a pinned name counts, empty for any place, None for nowhere.

    Long forms and abbreviations count: of Chinese ones those made for the name (世卫组织) anywhere, but those
    that are a piece of it (人权观察, 青年党) after it.  Parties of one name are in many countries.  English
    ones count anywhere that the row's ``korean`` forms have too (UN, U.N.): press writes them alone.
    """
    bare = _QUOTES.sub("", preferred)
    if text == bare:
        return ""
    if _is_abbreviation(preferred, text):
        return preferred if text.endswith(_PARTY) else ""
    if not _is_abbreviation(text, bare):
        return None
    if not chinese:
        return "" if text.replace(".", "") in korean else preferred
    return "" if len(text) >= _CLEAR and text not in bare else preferred


def _is_abbreviation(short: str, long: str) -> bool:
    """Whether a form is made of the first letters of another's words, or of its characters in order."""
    short, long = flat(short), flat(long)
    if all(map(is_han, short)) and len(short) > 1:
        rest = iter(long)
        return len(short) < len(long) and all(char in rest for char in short)
    letters = short.replace(".", "")
    initials = "".join(word[0] for word in _WORDS.findall(long) if word[0].isupper())
    return letters.isascii() and letters.isupper() and len(letters) > 1 and letters == initials


def _longer_names(known: Collection[str], codes: Iterable[str], language: str) -> Iterator[Source]:
    """Names of other things that hold a form of the glossary: silent, they hide what is inside them."""
    hides = dict.fromkeys(codes, ("",))
    if language.startswith("zh"):
        for name in LONGER_NAMES:
            text = converted(name, language)
            if text not in known and any(
                text[start:end] in known
                for start in range(len(text) - 1)
                for end in range(start + 2, len(text) + 1)
            ):
                yield Source(text, Entry(hides, Policy.SUGGEST), silent=True)
    elif language == "en":
        for text in ENGLISH_NAMES:
            words = text.lower().split()
            parts = {
                " ".join(words[start:end])
                for start in range(len(words))
                for end in range(start + 1, len(words) + 1)
            }
            if text.lower() not in known and not parts.isdisjoint(known):
                yield Source(text, Entry(hides, Policy.SUGGEST), silent=True)


def _shared(text: str, rows: Sequence[Entry], language: str) -> Iterator[Source]:
    """What rows of one glossary ask together, some of which prefer ``text`` and others accept it.

    Rows whose context words, in the script of the form, are in it count by those words, as in Korean.  The
    others agree on a language where each accepts what a row that prefers the form writes there: 上海 is
    Shanghai, whichever Korean row it stands in, and 国会 is nothing in English.  A row that has the form as
    short for a longer one (国务院 for 美国国务院) is heard only where the longer one stood before.
    """
    told = [row for row in rows if _is_told(text, row, language)]
    yield from (Source(text, row) for row in told if _prefers(row, text, language))
    plain = [row for row in rows if row not in told]
    short = [
        row
        for row in plain
        if not _prefers(row, text, language) and is_short_of(text, forms_of(row, language)[0])
    ]
    rest = [row for row in plain if row not in short]
    together, apart = _agreed(text, plain, language), _agreed(text, rest, language)
    if apart is not None and (together is None or len(together.forms) < len(apart.forms)):
        yield Source(text, apart, unless=tuple(forms_of(row, language)[0] for row in short))
    elif together is not None:
        yield Source(text, together)


def _agreed(text: str, rows: Sequence[Entry], language: str) -> Entry | None:
    """The rows as one, with the languages in which they agree; None if there is none."""
    preferring = sorted(
        (row for row in rows if _prefers(row, text, language)),
        key=lambda row: (_STRICT[row.policy], row.line),
    )
    if not preferring:
        return None
    head = preferring[0]
    own = {language, CHINESE.get(language, language)}
    codes = dict.fromkeys(code for row in rows for code in row.forms if code not in own)
    agreed: dict[str, tuple[str, ...]] = {}
    for code in codes:
        accepted = [forms for row in rows if (forms := forms_of(row, code))]
        for row in preferring:
            written = forms_of(row, code)[:1]
            if written and all(any(_accepts(form, written[0]) for form in forms) for forms in accepted):
                agreed[code] = _united(written, accepted)
                break
    open_codes = [code for code in codes if code not in agreed]
    if not agreed or len(open_codes) > 1:
        kept = agreed
    else:
        # Of one meaning in all other languages: two names of one thing, such as 상하이 and 상해.
        several = {code: [forms for row in rows if (forms := forms_of(row, code))] for code in open_codes}
        kept = agreed | {
            code: _united(forms_of(head, code) or forms[0], forms) for code, forms in several.items()
        }
    if not kept:
        return None
    first = {
        code: form for code, form in head.first.items() if forms_of(head, code)[:1] == kept.get(code, ())[:1]
    }
    strictest = min(
        (row.policy for row in rows if row.policy is not Policy.PIN),
        key=_STRICT.__getitem__,
        default=Policy.PIN,
    )
    policy = head.policy if _STRICT[head.policy] < _STRICT[strictest] else strictest
    mine = {code: forms for code, forms in head.forms.items() if code in own}
    return replace(head, forms={**mine, **kept}, first=first, policy=policy)


def _accepts(form: str, written: str) -> bool:
    """Whether a check for a form is content with what is written: secretary, with secretary of state."""
    form, written = flat(form).lower(), flat(written).lower()
    return form == written or (form.isascii() and re.search(rf"\b{re.escape(form)}\b", written) is not None)


def _united(first: Sequence[str], others: Iterable[Sequence[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*first, *(form for forms in others for form in forms)]))


def _prefers(row: Entry, text: str, language: str) -> bool:
    return flat(forms_of(row, language)[0]).lower() == flat(text).lower()


def _is_told(text: str, row: Entry, language: str) -> bool:
    """Whether context words in the script of a language decide on this form, none of them being in it."""
    script = is_han if language.startswith(("zh", "ja")) else str.isascii
    words = [word for word in row.context if any(map(script, word))]
    return bool(words) and not any(flat(word).lower() in flat(text).lower() for word in words)


def is_short_of(short: str, full: str) -> bool:
    """Whether a name is a part of the full one: its first or last words, or Chinese characters."""
    short, full = flat(short), flat(full)
    if len(short) >= len(full) or not (full.startswith(short) or full.endswith(short)):
        return False
    if all(map(is_han, short)):
        return len(short) > 1
    cut = full[len(short)] if full.startswith(short) else full[-len(short) - 1]
    return not cut.isalnum()


def silenced(entry: Entry) -> Entry:
    """The entry as one that asks for nothing."""
    return replace(entry, context=(), line=-max(abs(entry.line), 1))


def is_silent(entry: Entry) -> bool:
    """Whether `silenced` made this entry."""
    return entry.line < 0


def forms_of(entry: Entry, language: str) -> tuple[str, ...]:
    """The forms of an entry in a language, those of the other Chinese script converted."""
    forms = entry.forms.get(language)
    if forms is None and (other := entry.forms.get(CHINESE.get(language, ""))):
        return tuple(dict.fromkeys(converted(form, language) for form in other))
    return forms or ()


def first_of(entry: Entry, language: str) -> str:
    """The form of a first mention in a language, converted likewise; empty for none."""
    form = entry.first.get(language)
    if form is None and (other := entry.first.get(CHINESE.get(language, ""))):
        return converted(other, language)
    return form or ""


def _one_person(one: Entry, other: Entry, language: str) -> bool:
    if one.kind != "person" or other.kind != "person":
        return False
    shared = [code for code in one.forms if code != language and code in other.forms]
    return any(
        one.forms[code][0] in other.forms[code][0] or other.forms[code][0] in one.forms[code][0]
        for code in shared
    )
