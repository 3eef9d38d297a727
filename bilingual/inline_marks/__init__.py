"""Inline marks (bold, links, sub- and superscript, code) on their way through a translation.

`notation` writes paired marks into the text that an engine is given and takes them out of its answer,
`spans` says where they lie, `anchoring` finds a mark's place in a translation that was made without them.
A mark that cannot be placed is reported, never guessed, and no notation ever stays in a target.
"""

from __future__ import annotations

from bilingual.inline_marks.anchoring import known_marks, not_carried, place_marks
from bilingual.inline_marks.notation import NOTATIONS, Marked, Trials, read
from bilingual.inline_marks.sending import Kept, SentMarks, waiting
from bilingual.inline_marks.spans import carried_marks

__all__ = [
    "NOTATIONS",
    "Kept",
    "Marked",
    "SentMarks",
    "Trials",
    "carried_marks",
    "known_marks",
    "not_carried",
    "place_marks",
    "read",
    "waiting",
]
