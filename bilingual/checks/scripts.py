"""Letters that do not belong: Hangul outside Korean, Han and kana outside their languages, Latin words."""

from __future__ import annotations

import re

from bilingual.article import Finding, Segment, Severity, TermMatch
from bilingual.checks.registry import finding

_HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff]+")
_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\u31f0-\u31ff\uff66-\uff6f\uff71-\uff9d]+")
_HAN_LETTER = r"[\u3005\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]"
_HAN = re.compile(_HAN_LETTER + "{2,}")
# A name's own letters after it, as in Weixin (微信).
_GLOSS = re.compile(rf"(?<=[A-Za-zÀ-ɏ가-힣])[\"'”’]?\s?[(（\[]({_HAN_LETTER}{{2,4}})[)）\]]")
# Korean papers write these countries' Hanja in headlines: 美中 정상회담.
_HEADLINE_HANJA = re.compile("[韓美中日北南英獨佛露伊印蘇越臺]+")
# Names have capitals; four small words in a row are a clause.
_LATIN_RUN = re.compile(
    r"(?<![\w@./-])(?<![A-Za-z]['’])[a-zà-öø-ÿ]+(?:['’-][a-zà-öø-ÿ]+)*"
    r"(?:[ \u00a0\t,]+[a-zà-öø-ÿ]+(?:['’-][a-zà-öø-ÿ]+)*){3,}(?![\w@/])"
)
_OPENS = re.compile(r"[(（\[［【「『《〈“\"‘']")
_CLOSES = re.compile(r"[)）\]］】」』》〉”\"’']")
_ONE_HAN = re.compile(rf"(?<!{_HAN_LETTER}){_HAN_LETTER}(?!{_HAN_LETTER})")
# Words in any capitals, as headings are written.
# No word begins within another or has no end, or one long word would be looked at from each of its letters.
_ANY_WORD = r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’-]{0,60}"
_ANY_RUN = re.compile(rf"(?<![A-Za-zÀ-ɏ]){_ANY_WORD}(?:[ \u00a0\t,]+{_ANY_WORD}){{3,}}")
# Words that stand in sentences and in few names; "of", "and" and "in" stand in many.
_OF_SENTENCES = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|says?|said|with|by|from|that|after|amid|as)\b",
    re.IGNORECASE,
)
# Particles and endings that a Korean sentence read in Latin letters is full of, and no name ends in.
_ROMANISED = re.compile(
    r"\b[A-Za-z]+-?(?:neun|reul|eseo|kkaji|buteo|ha?etda|haessda|[iy]eotda|[ih]amnida|imnida|s[eu]*mnida|itda)\b",
    re.IGNORECASE,
)
_ROMAN_ENDINGS = ("neun", "reul", "eseo", "kkaji", "buteo", "tda", "sda", "nida")
_SHOWN = 3


def check_scripts(segment: Segment, text: str, language: str) -> tuple[Finding, ...]:
    """Letters of another language than the target's.

    ``hangul`` in a target that is not Korean, ``han`` for two Han letters and more in a row in one that is
    neither Chinese nor Japanese, ``latin`` for four small Latin words in a row in a Korean, Chinese or
    Japanese one, ``kana`` in a Chinese one.  A single Han letter counts in a target in Latin letters where
    neither text quotes it.  Words in capitals count as ``latin`` where an English source has them in a row
    and they read as a sentence, and so do two Korean words written in Latin letters.  Up to four Han letters
    in brackets after a name are a gloss and only a warning.  Letters inside a term's own target form are
    meant to be there, and so is a run that a source in a third language already has, such as a name in
    brackets.
    """
    findings: list[Finding] = []
    if language != "ko" and _HANGUL.search(text):
        rest = _without_terms(text, segment.terms, language)
        # A Chinese or English text may give a name's Hangul in brackets; elsewhere they are left over.
        given = "" if segment.language == "ko" else _given(segment.source)
        runs = [run for run in _HANGUL.findall(rest) if run not in given]
        if runs:
            findings.append(finding("hangul", f"Korean is left in the target: {_shown(runs)}"))
    base = language.partition("-")[0]
    if base not in ("zh", "ja") and segment.language != language and _HAN.search(text):
        findings.extend(_han(segment, text, language))
    elif base not in ("ko", "zh", "ja") and _ONE_HAN.search(text):
        findings.extend(_left_alone(segment, _without_terms(text, segment.terms, language)))
    if base in ("ko", "zh", "ja") and segment.language != language and _ANY_RUN.search(text):
        rest = _without_terms(text, segment.terms, language)
        theirs = segment.source if segment.language.partition("-")[0] in ("ko", "zh", "ja") else ""
        runs = [run for run in _LATIN_RUN.findall(rest) if run not in theirs]
        if runs:
            findings.append(finding("latin", f"words are left in Latin letters: {_shown(runs)}"))
        elif not runs and segment.language == "en":
            findings.extend(_kept(segment.source, rest))
    lowered = text.lower() if segment.language == "ko" and base not in ("ko", "ja") else ""
    if lowered and any(ending in lowered for ending in _ROMAN_ENDINGS):
        words = _ROMANISED.findall(_without_terms(text, segment.terms, language))
        if len(words) > 1:
            findings.append(finding("latin", f"Korean is left in Latin letters: {_shown(words)}"))
    if language.startswith("zh") and _KANA.search(text):
        rest = _without_terms(text, segment.terms, language)
        runs = [run for run in _KANA.findall(rest) if run not in segment.source]
        if runs:
            findings.append(finding("kana", f"kana stand in the Chinese target: {_shown(runs)}"))
    return tuple(findings)


def _han(segment: Segment, text: str, language: str) -> list[Finding]:
    """At most one finding ``han``: an error, or a warning where all that is left are glosses."""
    rest = _without_terms(text, segment.terms, language)
    # An English source that speaks of 微信 keeps it; a Korean one's Hanja are read as Korean.
    own = segment.source if segment.language.partition("-")[0] not in ("ko", "zh", "ja") else ""
    glosses = [run for run in _GLOSS.findall(rest) if run not in own]
    runs = [run for run in _HAN.findall(_GLOSS.sub(" ", rest)) if run not in own]
    if language == "ko":
        runs = [run for run in runs if not _HEADLINE_HANJA.fullmatch(run)]
    if runs:
        return [finding("han", f"Chinese is left in the target: {_shown(runs)}")]
    if glosses:
        return [finding("han", f"Chinese in brackets after a name: {_shown(glosses)}", Severity.WARNING)]
    return []


def _kept(source: str, rest: str) -> list[Finding]:
    """At most one finding ``latin``: a heading's words in a row, kept from an English source."""
    quoted = _given(rest)
    runs = [
        run
        for run in _ANY_RUN.findall(rest)
        if run in source and run != source.strip() and run not in quoted and _OF_SENTENCES.search(run)
    ]
    return [finding("latin", f"words are left in Latin letters: {_shown(runs)}")] if runs else []


def _left_alone(segment: Segment, rest: str) -> list[Finding]:
    """At most one finding ``han``: single Han letters that neither the target nor the source quotes."""
    quoted = _given(rest) + _given(segment.source)
    runs = [run for run in _ONE_HAN.findall(rest) if run not in quoted]
    own = segment.source if segment.language.partition("-")[0] not in ("ko", "zh", "ja") else ""
    runs = [run for run in runs if run not in own]
    return [finding("han", f"Chinese is left in the target: {_shown(runs)}")] if runs else []


def _given(text: str) -> str:
    """All that stands between an opening bracket or quotation mark and the next closing one."""
    given: list[str] = []
    at = 0
    while (opened := _OPENS.search(text, at)) and (closed := _CLOSES.search(text, opened.end())):
        given.append(text[opened.start() : closed.end()])
        at = closed.end()
    return "".join(given)


def _without_terms(text: str, terms: tuple[TermMatch, ...], language: str) -> str:
    """The text without the terms' target forms, longest first, a space in the place of each."""
    forms: set[str] = set()
    for term in terms:
        forms.update(term.accepted.get(language, ()))
        forms.update(form for form in (term.targets.get(language), term.first.get(language)) if form)
    for form in sorted(filter(None, forms), key=lambda form: (-len(form), form)):
        text = text.replace(form, " ")
    return text


def _shown(runs: list[str]) -> str:
    unique = list(dict.fromkeys(runs))
    more = f" and {len(unique) - _SHOWN} more" if len(unique) > _SHOWN else ""
    return ", ".join(unique[:_SHOWN]) + more
