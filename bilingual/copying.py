"""Targets that need no engine: text that is in the target language already, or in the other Chinese."""

from __future__ import annotations

from collections.abc import Sequence

from bilingual.article import Mark, Segment, Status, Target
from bilingual.chinese_scripts import OPENCC, other_script, rewritten
from bilingual.inline_marks import carried_marks, not_carried


def without_engine(segment: Segment, target: str) -> Target | None:
    """Return the target of a segment that is copied or converted, with its marks; None for any other.

    Traditional and simplified characters are converted by OpenCC, not copied.
    """
    language = segment.language
    if language == target or not any(character.isalpha() for character in segment.source):
        return Target(segment.source, Status.COPIED, marks=segment.marks)
    return in_other_script(segment.source, segment.marks, target) if other_script(language, target) else None


def in_other_script(text: str, marks: Sequence[Mark], target: str) -> Target:
    """Return a Chinese text converted to the script ``target``, with its marks."""
    there = rewritten(text, target)
    carried = carried_marks(marks, text, there)
    lost = not_carried(text, marks, carried)
    return Target(there, Status.TRANSLATED, origin=OPENCC, findings=lost, marks=carried)
