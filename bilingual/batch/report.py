"""The report of a run: a line of JSON for each article, whole or not there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from bilingual.batch.outcomes import DONE, FAILED, INCOMPLETE, Outcome
from bilingual.publishing import place

#: The report's name in the folder of results.
NAME = "batch-report.jsonl"


def write_report(outcomes: Iterable[Outcome], path: Path) -> None:
    """Write the report to ``path`` in place of the last one.  Raises OutputError."""
    place(path, "".join(f"{outcome.line()}\n" for outcome in outcomes).encode("utf-8", "replace"), None, True)


def summary(outcomes: Sequence[Outcome]) -> str:
    """Return in one line what became of the articles of a run."""
    counts = Counter(outcome.outcome for outcome in outcomes)
    statuses: Counter[str] = Counter()
    findings: Counter[str] = Counter()
    for outcome in outcomes:
        statuses.update(outcome.statuses)
        findings.update(outcome.findings)
    kept = sum(outcome.kept for outcome in outcomes)
    said = [f"{counts[DONE]:,} done" + (f" ({kept:,} before)" if kept else "")]
    said += [f"{counts[name]:,} {name}" for name in (INCOMPLETE, FAILED) if counts[name]]
    segments = ", ".join(f"{count:,} {name}" for name, count in sorted(statuses.items())) or "no segments"
    told = ", ".join(
        f"{findings[name]:,} {name}{'s' if findings[name] != 1 and name != 'info' else ''}"
        for name in ("error", "warning", "info")
        if findings[name]
    )
    noun = "article" if len(outcomes) == 1 else "articles"
    return f"{len(outcomes):,} {noun}: {', '.join(said)}\n{segments}; findings: {told or 'none'}"
