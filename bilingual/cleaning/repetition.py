"""Repetition: rows of a list that begin with the same mark, and what a page prints a second time."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bilingual.article import Role
from bilingual.cleaning.container import said
from bilingual.cleaning.shape import Line

#: What captions begin with, and the rows of appointments, results and deaths; what parts such rows.
_MARKS, _PARTS = frozenset("▲△◆■"), frozenset("◇<〈【[")
#: So many rows in a row are a list.
LEAST = 3
#: A line that poems and speeches repeat is no heavier.
REFRAIN = 40
# What results and obituaries put behind the mark: 득점 = …
_LABELLED = re.compile(r"[▲△◆■]\s?[^=:：]{1,10}\s?[=:：]")
#: What a reader wants once.
_ONCE = (Role.DATELINE, Role.BYLINE, Role.CAPTION)
_MAIL = re.compile(r"\S+@\S+")


def settle_rows(body: Sequence[Line]) -> None:
    """Lines in a row with the mark that captions begin with are a list: of appointments, of results.

    A caption stands beside text, or above it; where nothing else is said the marked lines are the text.
    """
    caption = Role.CAPTION
    marked = [n for n, line in enumerate(body) if line.role is caption and line.bare[:1] in _MARKS]
    if not marked:
        return
    alone = not any(line.free and line.sentence for line in body)
    runs: list[list[int]] = []
    for n in marked:
        if runs and all(
            body[m].free and body[m].text.lstrip()[:1] in _PARTS for m in range(runs[-1][-1] + 1, n)
        ):
            runs[-1].append(n)
        else:
            runs.append([n])
    for run in runs:
        labelled = len(run) >= 2 and all(_LABELLED.match(body[n].bare) for n in run)
        if alone or labelled or len(run) >= LEAST:
            for n in run:
                body[n].settle(Role.BODY, "row of a list", True)


def settle_repeats(body: Sequence[Line]) -> None:
    """A date, name, caption or paragraph that is printed again says nothing new; a refrain is short."""
    seen: set[str] = set()
    told: set[str] = set()
    again: list[Line] = []
    retitled, running = False, Role.BODY
    for line in body:
        if not line.keep:
            retitled = retitled or line.rule == "title repeated"
            continue
        if line.role is running:
            bare = line.bare
            if bare in seen:
                again.append(line)
                continue
            seen.add(bare)
            if again:
                _drop(again, retitled)
                again = []
        elif line.role in _ONCE:
            text = said(_MAIL.sub("", line.bare))
            if text and text in told:
                line.settle(line.role, "printed again", False)
            told.add(text)
    _drop(again, retitled)


def _drop(lines: Sequence[Line], retitled: bool) -> None:
    """Settle lines in a row that stood before: from the first that is no refrain on, or all if sentences.

    Under a title that is printed again the whole article is.
    """
    spoken = [line.weight for line in lines if line.sentence]
    first = next((n for n, line in enumerate(lines) if line.weight >= REFRAIN), len(lines))
    if 2 * len(spoken) > len(lines) and (retitled or sum(spoken) >= 2 * REFRAIN):
        first = 0
    for line in lines[first:]:
        line.settle(Role.BODY, "printed again", False)
