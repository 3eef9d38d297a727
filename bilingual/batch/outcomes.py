"""What became of each source of a batch, as the report tells it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bilingual.article import Article
from bilingual.pipeline import Written, is_complete

DONE, INCOMPLETE, FAILED = "done", "incomplete", "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One source: ``outcome`` is ``done``, ``incomplete`` (some segment or check is open) or ``failed``.

    ``kept`` tells that an earlier run did it and nothing changed since.  ``reason`` is why it failed.
    ``statuses`` count targets, ``findings`` what the checks saw; ``characters`` is what had to be asked for,
    ``seconds`` the time from its reading to its last file.
    """

    source: str
    outcome: str
    reason: str = ""
    article: str = ""
    title: str | None = None
    language: str | None = None
    published: str | None = None
    outputs: tuple[Mapping[str, str], ...] = ()
    statuses: Mapping[str, int] = field(default_factory=dict)
    findings: Mapping[str, int] = field(default_factory=dict)
    characters: int = 0
    seconds: float = 0.0
    kept: bool = False

    def line(self) -> str:
        """Return the outcome as one line of JSON."""
        values: dict[str, Any] = {name: getattr(self, name) for name in self.__slots__}
        values["seconds"] = round(self.seconds, 3)
        return json.dumps(values, ensure_ascii=False)


def read_line(line: str) -> Outcome:
    """Return the outcome that `Outcome.line` wrote; keys of another version are passed over."""
    values = json.loads(line)
    known = {name: values[name] for name in Outcome.__slots__ if name in values}
    known["outputs"] = tuple(known.get("outputs", ()))
    return Outcome(**known)


def outcome_of(
    article: Article, written: Sequence[Written], source: str, *, characters: int, seconds: float
) -> Outcome:
    """Return what became of a source whose results were written."""
    statuses: Counter[str] = Counter()
    findings: Counter[str] = Counter()
    for segment in article.segments:
        for target in segment.targets.values():
            statuses[target.status.value] += 1
            findings.update(found.severity.value for found in target.findings if not found.ignored)
    beside = any(one.state == "beside" for one in written)
    return Outcome(
        source=source,
        outcome=DONE if is_complete(article) and not beside else INCOMPLETE,
        reason="a result was changed by hand, the new one lies beside it" if beside else "",
        article=article.id,
        title=article.source.title,
        language=article.source.language,
        published=article.source.published,
        outputs=tuple({"format": o.format, "path": str(o.path), "state": o.state} for o in written),
        statuses=dict(statuses),
        findings=dict(findings),
        characters=characters,
        seconds=seconds,
    )


def all_there(outcome: Outcome) -> bool:
    """Tell whether the files that were written are still where they were put."""
    return all(Path(output["path"]).is_file() for output in outcome.outputs)
