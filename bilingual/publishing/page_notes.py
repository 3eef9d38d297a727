"""The notes at the foot of the page: its findings, and how a sentence points to its own.

Findings that count are numbered, those that a person lets stand are lettered and told apart, so that they
are there for whoever looks and in nobody's way.
"""

from __future__ import annotations

from collections.abc import Sequence

from bilingual.article import Finding
from bilingual.publishing.page_model import Note, Pointer

_WORST = {"error": 0, "warning": 1, "info": 2}


class Notes:
    """Gathers the notes of a page: ``counted`` and ``let_stand``, both in the order of the page."""

    def __init__(self) -> None:
        self.counted: list[Note] = []
        self.let_stand: list[Note] = []

    def add(self, findings: Sequence[Finding], language: str, sentence: str) -> tuple[Pointer, ...]:
        """Take in the findings of a sentence and return what points from it to them, at most two."""
        pointers = []
        for stand, gathered in ((False, self.counted), (True, self.let_stand)):
            notes = [
                Note(
                    letters(number) if stand else str(number),
                    finding.check,
                    finding.severity.value,
                    finding.message,
                    language,
                    sentence,
                    finding.ignored,
                )
                for number, finding in enumerate(
                    (finding for finding in findings if bool(finding.ignored) is stand), len(gathered) + 1
                )
            ]
            if notes:
                gathered += notes
                pointers.append(_pointer(notes, stand))
        return tuple(pointers)


def _pointer(notes: Sequence[Note], stand: bool) -> Pointer:
    first, last = notes[0].mark, notes[-1].mark
    severity = min((note.severity for note in notes), key=_WORST.__getitem__)
    several = "s" if len(notes) > 1 else ""
    said = (
        f"let stand, note{several} "
        if stand
        else f"{severity} in notes "
        if several
        else f"{severity}, note "
    )
    title = "\n".join(
        f"{note.severity} · {note.check}: {note.message}" + (f" (let stand: {note.reason})" if stand else "")
        for note in notes
    )
    return Pointer(first if first == last else f"{first}–{last}", first, said, severity, title, stand)


def letters(number: int) -> str:
    """Return the letter of the ``number``-th note, from 1 on, as CSS counts in ``lower-alpha``.

    >>> letters(1), letters(26), letters(27), letters(703)
    ('a', 'z', 'aa', 'aaa')
    """
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("a") + rest) + text
    return text
