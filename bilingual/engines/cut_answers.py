"""Whether an answer was cut short on its way."""

from __future__ import annotations

import re

# A sentence's end in the languages we read and write, quotes and brackets after it included.
_ENDED = re.compile(r"[.!?。！？…][\"'”’」』»)）\]】》\s]*$")
_HANGUL = re.compile(r"[가-힣]")
_HAN = re.compile(r"[一-鿿]")
_COMMAS = ",，、"
#: Of the shortest whole sentence: less than this is no part of a sentence, but a word in its place.
_PART = 0.5
#: Texts of fewer characters are not judged: their translations may have any length.
_LEAST = 20
# Characters a character of the source: a sentence shorter than this is among the shortest two in a hundred of
# FLORES-200's 997 (dev; Korean, Chinese, English), and none of those lacks its end.
_SHORT = {
    ("ko", "en"): 1.4,
    ("ko", "zh"): 0.42,
    ("zh", "en"): 1.8,
    ("en", "zh"): 0.22,
    ("en", "ko"): 0.29,
    ("zh", "ko"): 0.95,
}


def without_end(answer: str, asked: str) -> bool:
    """Tell whether the answer has no end, only a letter, digit or comma, where ``asked`` ends a sentence."""
    text = answer.rstrip()
    return (
        bool(text) and (text[-1].isalnum() or text[-1] in _COMMAS + "-") and _ENDED.search(asked) is not None
    )


def is_cut(answer: str, asked: str, *, source: str, target: str) -> bool:
    """Tell whether the answer is a sentence's first part: it has no end, and is too short for a whole one.

    A whole translation may lack its full stop, and may be short; that both come together in a text of 20
    characters or more is no chance.  A few words in a long sentence's place are not judged here: an engine
    may answer with a heading or a name, and `bilingual.engines.answers` refuses an eighth of a long text.
    Only pairs of Korean, Chinese and English are judged.
    """
    least = _SHORT.get((source.partition("-")[0], target.partition("-")[0]))
    if least is None or len(asked) < _LEAST or not without_end(answer, asked):
        return False
    letters = {"ko": _HANGUL, "zh": _HAN}.get(source.partition("-")[0])
    if letters is not None and len(letters.findall(asked)) * 2 < len("".join(asked.split())):
        # Names and figures in Latin letters keep their length.
        return False
    enough = 0.0 if answer.rstrip()[-1] in _COMMAS else _PART * least * len(asked)
    return enough <= len(answer) < least * len(asked)
