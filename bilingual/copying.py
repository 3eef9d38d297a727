"""Targets that need no engine: text that is in the target language already, or in the other Chinese."""

from __future__ import annotations

from bilingual.article import Segment, Status, Target
from bilingual.inline_marks import carried_marks


def without_engine(segment: Segment, target: str) -> Target | None:
    """Return the target of a segment that is copied or converted, with its marks; None for any other.

    Traditional and simplified characters are converted by OpenCC, not copied.
    """
    language = segment.language
    if language == target or not any(character.isalpha() for character in segment.source):
        return Target(segment.source, Status.COPIED, marks=segment.marks)
    if {language, target} == {"zh-Hans", "zh-Hant"}:
        text = _convert(segment.source, language)
        marks = carried_marks(segment.marks, segment.source, text)
        return Target(text, Status.TRANSLATED, origin="opencc", marks=marks)
    return None


def _convert(text: str, source: str) -> str:
    import opencc

    return str(opencc.OpenCC("t2s" if source == "zh-Hant" else "s2t").convert(text))
