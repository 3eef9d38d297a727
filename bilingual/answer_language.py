"""Whether an answer is in the language that was asked for, as far as scripts can tell."""

from __future__ import annotations

import re

from bilingual.languages import script_counts

# An answer of a few letters may be a name or a number that is written alike.
_TOO_SHORT_TO_TELL = 24
# A Korean syllable is written with about three Latin letters (McCune-Reischauer, Revised Romanization).
_LETTERS_A_SYLLABLE = 3
_SMALL_WORD = re.compile(r"\b[a-z]{2,}\b")
# Small words in a row of names (de, van, and) are fewer than in a clause.
_A_CLAUSE = 3
_LATIN_TARGETS = frozenset({"en", "vi", "fr", "de", "es", "pt", "it", "id"})
_FOUR_SCRIPTS = _LATIN_TARGETS | {"ko", "ja", "zh-Hans", "zh-Hant"}


def wrong_language(text: str, target: str) -> str:
    """Say in what wrong language an answer came back, or return an empty string.

    Only scripts are judged, and only by what prevails, so that a name left in Latin letters and a gloss in
    Hanja pass.  ``target`` is a language code.
    """
    count = script_counts(text)
    hangul, han, kana, latin = count["ko"], count["zh"], count["ja"], count["en"]
    other = sum(map(str.isalpha, text)) - hangul - han - kana - latin
    clause = len(_SMALL_WORD.findall(text)) >= _A_CLAUSE
    own = {"ko": hangul, "ja": han + kana}.get(target, han if target.startswith("zh") else latin)
    if other > own and target in _FOUR_SCRIPTS:
        return "answered in another script"
    if target == "ko":
        none = not hangul and len(text) > _TOO_SHORT_TO_TELL
        foreign = han > hangul or (clause and latin > _LETTERS_A_SYLLABLE * hangul)
        return "not answered in Korean" if none or foreign else ""
    if target.startswith("zh") or target == "ja":
        if hangul > own:
            return "answered in Korean"
        if kana >= _A_CLAUSE and target != "ja":
            return "answered in Japanese"
        return "answered in English" if clause and latin > 2 * own else ""
    if target not in _LATIN_TARGETS:
        return "answered in Korean" if hangul > own + other else ""
    if max(hangul, han) > latin:
        return "answered in Korean" if hangul > han else "answered in Chinese"
    return ""
