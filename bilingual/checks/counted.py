"""What is counted beside a number: times and people, lengths of time, measures and money."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bilingual.checks.durations import length
from bilingual.checks.quantities import Quantity
from bilingual.checks.unit_names import unit_beside

_COUNTERS = re.compile(
    r"[ -]?(?:(?P<times>번(?!째|호|지)|차례|times\b|[次遍趟回](?!要|数|日|年|于|于|大战))"
    r"|(?P<people>명|사람|people\b|persons\b|[名位]|人(?![民员类口均工])))"
)


def other_count(
    missing: Sequence[Quantity],
    added: Sequence[Quantity],
    source: str,
    text: str,
    languages: tuple[str, str],
) -> bool:
    """Whether the one number of either side counts the same as the other's: 두 번, five times.

    Then it is surely another number, in whatever words it is written.
    """
    if len(missing) != 1 or len(added) != 1:
        return False
    ours = _counted(missing[0], source, languages[0])
    return bool(ours and ours & _counted(added[0], text, languages[1]))


def _counted(item: Quantity, text: str, language: str) -> frozenset[str]:
    if time := length(item, text):
        return frozenset({time.unit})
    for at in range(max(item.start + 1, item.end - 3), item.end + 1):
        if found := _COUNTERS.match(text, at):
            return frozenset({found.lastgroup or ""})
    unit = unit_beside(text, item.start, item.end, language)
    return unit.means if unit else frozenset()
