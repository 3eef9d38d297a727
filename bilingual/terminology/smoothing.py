"""The text around a term that was put in place: spaces, articles, and mentions that came out double."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bilingual.terminology.folding import flat, is_han, is_latin
from bilingual.terminology.forms import pattern
from bilingual.terminology.particles import FINALS, is_particles

#: Brackets that begin and end a form while a text is being smoothed; private use, never in a text.
OPENED, CLOSED = "\ue000", "\ue001"
_TERM = re.compile(rf"{OPENED}([^{CLOSED}]*){CLOSED}")
_LEFT_PARTICLE = re.compile(rf"{CLOSED}[ \u00a0]?(?P<tail>[가-힣]{{1,4}})(?![가-힣])")
# The same as an engine spells them in Latin letters.
_SPELT_PARTICLE = re.compile(
    rf"{CLOSED}(?:-?(?:eun|neun|eul|reul|ui|eseo|euro|buteo|kkaji|gwa|wa)|i|ga|e|ro|do)(?![A-Za-z'’-])"
)
_EMPHASIS = re.compile(rf"(\*\*|\*|__|_|`)({OPENED}[^{CLOSED}]*{CLOSED})\1")
_FOOTNOTE = re.compile(rf"{CLOSED}\[\d{{1,2}}\]")
_TAGGED = re.compile(rf"<(b|i|u|em|strong|span|mark)\b[^<>]*>({OPENED}[^{CLOSED}]*{CLOSED})</\1>")
_DOUBLE_ARTICLE = re.compile(r"\b([Tt])he\s+the\b")
# In the middle of a sentence a capital A is a name: vitamin A, Group A.
_ARTICLE = re.compile(
    r"(?:(?<![\w'\u2019-])an?|(?:(?<![^\s])|(?<=[\"“‘(]))(?P<capital>An?))(?P<space>\s+[\"“‘']?)$"
)
_SENTENCE_START = re.compile(r"(?:^|[.!?:…][\"”’)]*\s+|\n\s*)[\"“‘('\s]*$")
_DEFINITE = re.compile(r"\b[Tt]he\s+$")
_NUMBERED = re.compile(r"\b[IVX]+$")
# What follows a name that is no noun's attribute: a mark, a bracket, a function word, a verb's shape.
_NO_NOUN = re.compile(
    r"\s*(?:$|[^\w\s'\u2019-])|['\u2019]s?\b"
    r"|\s+(?:and|or|but|in|on|of|to|for|with|at|by|from|as|that|which|who|also|again|not|than|after|before|since"
    r"|has|had|have|is|was|are|were|will|would|may|might|can|could|should|must|did|does"
    r"|said|says|met|held|began|told|made|took|gave|put|set|sent|came|went|\w{2,}[^e\W]ed)\b"
)
# Nations, States, Forces; not Guterres, Congress, Linux.
_PLURAL_NAME = re.compile(r"\s[A-Z]\w*(?:[^\Waeiousy_]|[aeiou]ll|[dknrtlgc]e|ie)s$")
# Two articles in a row before a form: the first was the sentence's own.
_ARTICLES = re.compile(
    r"(?:(?<![\w'\u2019-])(?P<small>the|an?)|(?<![\w'\u2019-])(?P<capital>The|An?))(?:\s+(?:the|an?))+(?P<space>\s+)$"
)
_VOWEL_SOUND = re.compile(
    r"(?!uni(?![nmd])|eu|ewe|one(?:\b|self)|once\b|u[.]|us[aeiu]|ut[aei]|ur[aiu]|uk[r]|uk\b|ug[a]|ubi)[aeiou]"
    r"|hour|honest|honou?r|heir"
    r"|8|1[18](?!\d)"
)
_VOWEL_LETTERS = frozenset("AEFHILMNORSX")
# Capitals that are read as a word: NATO, FIFA, RIMPAC; not LAPD or FOMC.
_WORD_LIKE = re.compile(
    r"(?=.{4})(?:S[TWPKLH]|F[RL]|[BCDFGHJKLMNPQRSTVWXYZ])[AEIOU]"
    r"(?:[BCDFGHJKLMNPQRSTVWXZ]{0,2}[AEIOU])*(?:[BCDFGHJKLMNPQRSTVWXYZ]|R[CDKMNST]|N[CDKT]|[FLPSX]T)?"
)
# ASEAN, OPEC, UNESCO; not OECD, IAEA or OSCE.
_WORD_FROM_VOWEL = re.compile(
    "[AEIOU]{1,2}[BCDFGHJKLMNPQRSTVWXYZ](?:[AEIOU]{1,2}[BCDFGHJKLMNPQRSTVWXYZ]{1,2})+[AEIOU]?"
)
_READ_ONE_WAY = {"HUD": "a", "ROK": "", "UNRWA": "an", "MAD": "a", "SAM": "a", "LOT": "a"}
# What engines put between a long and a short name; both may have become the same.
_SHORT_FOR = (
    "(?:(?:short|abbreviated) (?:of|for|as|to)|(?:also )?(?:known|abbreviated|called) as"
    "|also called|or|简称|簡稱|即)"
)


def article_for(form: str) -> str:
    """``a`` or ``an`` as the sound of the form's first word asks; empty where that cannot be told.

    Capitals are read letter by letter (an EU, a UN) unless they read as a word (a NATO).
    """
    found = re.match(r"[\"“‘'(]*(\w[\w.]*)", form)
    if found is None or not is_latin(found[1][0]):
        return ""
    word = found[1]
    letters = word.replace(".", "")
    if letters in _READ_ONE_WAY:
        return _READ_ONE_WAY[letters]
    if letters.isalpha() and letters.isupper():
        if len(letters) == 1 and word != letters:
            return ""
        if word == letters and _WORD_LIKE.fullmatch(letters):
            return "a"
        return "an" if letters[0] in _VOWEL_LETTERS else "a"
    return "an" if _VOWEL_SOUND.match(word.lower()) else "a"


def with_article(before: str, form: str) -> str:
    """``before``, a text that ``form`` follows, with its indefinite article as ``form`` asks."""
    found = _indefinite(before)
    right = article_for(form)
    if found is None or not right:
        return before
    right = right.capitalize() if found["capital"] else right
    return before[: found.start()] + right + found["space"]


def with_form(before: str, form: str) -> tuple[str, str]:
    """``before`` and ``form`` with one article between them: the form's own, or the right indefinite one."""
    if form[:4].lower() != "the ":
        return with_article(before, form), form
    if re.search(r"\bthe\s+$", before, re.IGNORECASE):
        return before, form[4:]
    found = _indefinite(before)
    return (before if found is None else before[: found.start()] + found["space"].lstrip()), form


def one_article(before: str) -> str:
    """``before`` with the first of two articles at its end: ``The a`` is ``The``."""
    found = _ARTICLES.search(before)
    if found is None:
        return before
    capital = found["capital"]
    if capital and capital != "The" and not _SENTENCE_START.search(before[: found.start()]):
        return before
    return before[: found.start()] + (capital or found["small"]) + found["space"]


def without_the(before: str, form: str, after: str) -> str:
    """``before`` without a definite article that was the long name's and is not the short one's.

    ``the North Atlantic Treaty Organization said`` is ``NATO said``, but ``the NATO summit`` stays: the
    article goes only where ``after`` cannot begin with the noun that it may belong to.
    """
    found = _DEFINITE.search(before)
    word = _WORD_LIKE.fullmatch(form) or _WORD_FROM_VOWEL.fullmatch(form)
    bare = (word and form not in _READ_ONE_WAY) or _NUMBERED.search(form)
    return before[: found.start()] if found and bare and _NO_NOUN.match(after) else before


def _indefinite(before: str) -> re.Match[str] | None:
    found = _ARTICLE.search(before)
    if found and found["capital"] and not _SENTENCE_START.search(before[: found.start()]):
        return None
    return found


def join(before: str, form: str, after: str = "") -> str:
    """``form`` with a space where it would run into a Latin letter before or after it."""
    lead = " " if before and is_latin(before) and form[:1] and is_latin(form[0]) else ""
    tail = " " if after and is_latin(after) and form[-1:] and _ends_latin(form) else ""
    return f"{lead}{form}{tail}"


def between(before: str, form: str, after: str, target: str) -> tuple[str, str]:
    """``before`` and ``after`` as they may stand around a Chinese ``form``: without spaces towards Han."""
    if not target.startswith(("zh", "ja")) or not form or is_latin(form[0]):
        return before, after
    tight_before = before.rstrip(" \u00a0\u3000")
    tight_after = after.lstrip(" \u00a0\u3000")
    return (
        tight_before if _tight(tight_before[-1:]) else before,
        tight_after if _tight(tight_after[:1]) and not is_latin(form[-1]) else after,
    )


def _ends_latin(form: str) -> bool:
    return is_latin(form[-1]) or (form[-1] == "." and is_latin(form[-2:-1] or " "))


def without_particles(text: str) -> str:
    """``text`` without the Korean particles that an engine left after a form.

    ``CSTO는``, ``CSTO 에서는``, and spelt in Latin letters: ``CSTO-neun``.
    """

    def cut(found: re.Match[str]) -> str:
        read = any(is_particles(found["tail"], final) for final in FINALS)
        return CLOSED if read else found[0]

    return _SPELT_PARTICLE.sub(CLOSED, _LEFT_PARTICLE.sub(cut, text))


def unadorned(text: str, source: str) -> str:
    """``text`` without the emphasis and footnotes that an engine set at a form and ``source`` has none of.

    Markdown's (``**CSTO**``) and HTML's (``<b>CSTO</b>``); the forms have the private marks around them.
    """
    if re.search("[*_`]", source) is None:
        text = _EMPHASIS.sub(r"\2", text)
    if "[" not in source or re.search(r"\[\d", source) is None:
        text = _FOOTNOTE.sub(CLOSED, text)
    return text if "<" in source else _TAGGED.sub(r"\2", text)


def without_source_forms(text: str, sources: Sequence[str], target: str) -> str:
    """``text`` without a term's Korean form in brackets after its own; private marks are around the terms."""
    if target == "ko" or not re.search("[가-힣]", text):
        return text
    for source in set(sources):
        if re.search("[가-힣]", source):
            given = pattern(source, endings=False).pattern
            text = re.sub(rf"{CLOSED}(\s?[)）])?\s?[(（]\s?{given}\s?[)）]", rf"\1{CLOSED}", text)
    return text


def possessed(form: str, after: str) -> str:
    """``after`` with the possessive that a plural name takes: ``United Nations' envoy``."""
    return re.sub(r"^(['\u2019])s(?!\w)", r"\1", after) if _PLURAL_NAME.search(form) else after


def smooth(text: str, target: str) -> str:
    """Take the private marks off the forms in ``text`` and set the spaces and articles around them right."""
    chinese = target.startswith(("zh", "ja"))
    done = ""
    position = 0
    for found in _TERM.finditer(text):
        form = found[1]
        done += text[position : found.start()]
        position = found.end()
        if chinese:
            if re.search(r"[^\s]\s+$", done) and _tight(done.rstrip()[-1:]):
                done = done.rstrip()
            rest = text[position:]
            if re.match(r"\s+[^\s]", rest) and _tight(rest.lstrip()[:1].replace(OPENED, "国")):
                position += len(rest) - len(rest.lstrip())
        elif target == "en":
            done, form = with_form(one_article(done), form)
            rest = text[position:]
            position += len(rest) - len(possessed(form, rest))
            # The apostrophe is the same one, its s is gone.
            if text[position : position + 1] != rest[:1]:
                text = text[:position] + rest[:1] + text[position:]
        done += join(done[-1:], form, text[position : position + 1].replace(OPENED, ""))
    joined = (done + text[position:]).replace(OPENED, "").replace(CLOSED, "")
    return _DOUBLE_ARTICLE.sub(lambda m: f"{m[1]}he", joined) if target == "en" else joined


def collapse_doubles(text: str, forms: Sequence[str], mentions: int = 2) -> str:
    """One mention for two of the same form where no writer means two.

    ``CSTO (CSTO)``, ``集安组织（集安组织）``, ``CSTO (short for CSTO)``, ``CSTO, or CSTO,`` become one.
    ``Long Name (CSTO)`` is left, and so are neighbours without brackets: ``If Ukraine joins NATO, NATO will
    expand.``  ``forms`` are all forms of one term; ``mentions`` says how often the source has it.  Where that
    is once, two neighbours with the same words or mark after both (``EU, EU,``, ``普京, 普京,``) are one too.
    """

    def once(found: re.Match[str]) -> str:
        # Three in a row are a shout.
        if found["near"] and len(found["more"].split(found["near"])) > 2:
            return found[0]
        return found["one"] or found["phrase"] or found["near"]

    for form in sorted(set(forms), key=len, reverse=True):
        if not form.strip() or flat(text).count(flat(form)[:1]) <= 1:
            continue
        one = pattern(form, endings=False).pattern
        again = re.sub(r"\(\?P<\w+>", "(?:", one)
        text = _all_twice(text, again, mentions)
        doubled = re.compile(
            rf"(?P<one>{one})(?:\s*[(（\[［]\s*(?:{_SHORT_FOR}\s*)?(?:the\s+)?{again}(?:\s*[,，、;]\s*{again})*\s*[)）\]］]"
            rf"|,\s+or\s+(?:the\s+)?{again}(?:,(?=\s|$)|(?=[.;!?]|$)))"
            # With a word of its own in both: 北约方面（北约方面）.
            rf"|(?P<phrase>{again}\s?\w{{1,12}}?)\s?[(（]\s?(?:the\s+)?(?P=phrase)\s?[)）]"
            + (
                rf"|(?P<near>(?:[Tt]he\s+)?{again}(?:\s?\w{{1,12}})?[,;、，；]?)(?P<more>(?:\s+(?P=near))+)(?!\w|\s+[A-Z])"
                if mentions == 1
                else "|(?P<near>(?!))(?P<more>)"
            )
        )
        previous = None
        while previous != text:
            previous = text
            text = doubled.sub(once, text)
    return text


def _all_twice(text: str, one: str, mentions: int) -> str:
    """``text`` with one mention for two where every mention stands twice, and twice as often as it should."""
    if mentions < 2 or len(re.findall(one, text)) != 2 * mentions:
        return text
    twice = re.compile(rf"(?P<one>{one})(?:\s*,\s*|\s*)(?P=one)")
    return twice.sub(r"\g<one>", text) if len(twice.findall(text)) == mentions else text


def _tight(char: str) -> bool:
    return bool(char) and (is_han(char) or flat(char) != char or char in "，。、；：？！“”‘’（）《》〈〉【】")
