"""How bad findings count: the severity that a person sets for a check, or none at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from bilingual.article import Finding, Severity
from bilingual.checks.registry import CHECKS
from bilingual.errors import UsageError, did_you_mean

#: What a check may be set to: a severity, or ``off``.
OFF = "off"
LEVELS = (*(severity.value for severity in Severity), OFF)

#: The levels that are set, as pairs of a check's name and a level: those of a settings file, say.
Levels = tuple[tuple[str, str], ...]


def read_levels(table: Mapping[str, object], where: str) -> Levels:
    """Return the levels of a table such as ``{"length": "info"}``; ``where`` names it in messages.

    Raises UsageError for a check or a level that does not exist.
    """
    for name, level in table.items():
        if name not in CHECKS:
            raise UsageError(
                f"{where}: no such check '{name}'{did_you_mean(name, CHECKS)}\ndocs/checks.md lists them."
            )
        if level not in LEVELS:
            raise UsageError(f"{where}: '{name}' must be one of {', '.join(LEVELS)}, not {level!r}")
    return tuple((name, str(level)) for name, level in table.items())


def leveled(findings: Iterable[Finding], levels: Mapping[str, str]) -> tuple[Finding, ...]:
    """Return the findings as ``levels`` want them: with another severity, or left out."""
    if not levels:
        return tuple(findings)
    return tuple(
        replace(found, severity=Severity(levels[found.check])) if found.check in levels else found
        for found in findings
        if levels.get(found.check) != OFF
    )
