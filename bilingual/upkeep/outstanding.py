"""What an article still lacks: why a command that did all it was asked for ends with 1."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bilingual.article import Segment, Severity, Status


@dataclass(frozen=True, slots=True)
class Outstanding:
    """Segments without a translation, those with a suggestion alone, and errors that nobody lets stand."""

    untranslated: int = 0
    suggested: int = 0
    errors: int = 0

    @classmethod
    def of(cls, segments: Iterable[Segment]) -> Outstanding:
        """Count; a segment counts once, whatever the number of its languages."""
        untranslated = suggested = errors = 0
        for segment in segments:
            statuses = {target.status for target in segment.targets.values()}
            untranslated += bool(statuses & {Status.UNTRANSLATED, Status.FAILED})
            suggested += Status.FUZZY in statuses
            errors += sum(
                found.severity is Severity.ERROR and not found.ignored
                for target in segment.targets.values()
                for found in target.findings
            )
        return cls(untranslated, suggested, errors)

    def __bool__(self) -> bool:
        """Whether anything is left to do."""
        return bool(self.untranslated or self.suggested or self.errors)

    def __str__(self) -> str:
        """Return what is left in words, "" for nothing."""
        said = (
            (self.untranslated, "segment{} without translation"),
            (self.suggested, "segment{} with a suggestion only"),
            (self.errors, "error{} of checks"),
        )
        return ", ".join(f"{count} {what.format('s' * (count > 1))}" for count, what in said if count)
