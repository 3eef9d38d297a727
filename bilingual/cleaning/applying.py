"""Applying the line rules: which of them says what a line is."""

from __future__ import annotations

from collections.abc import Iterable

from bilingual.cleaning.ruleset import LineRule
from bilingual.cleaning.shape import Line


def _applies(rule: LineRule, line: Line, kind: str, zone: str) -> bool:
    block = line.block
    if (
        rule.zone != zone
        or (rule.kinds and kind not in rule.kinds)
        or (rule.tags and block.tag not in rule.tags)
    ):
        return False
    if rule.path is not None:
        if not rule.path.fullmatch(block.path):
            return False
    elif block.tag == "yaml":
        return False
    if line.sentence and not rule.prose:
        return False
    if not rule.shortest <= len(line.bare) <= rule.longest:
        return False
    test = {"full": "fullmatch", "start": "match", "search": "search"}[rule.match]
    return any(getattr(pattern, test)(line.bare) for pattern in rule.patterns)


def apply_rules(rules: Iterable[LineRule], lines: Iterable[Line], kind: str, zone: str) -> None:
    """Settle each free line by the first rule of ``zone`` that holds of it."""
    chosen = [rule for rule in rules if rule.zone == zone]
    for line in lines:
        if line.free:
            rule = next((rule for rule in chosen if _applies(rule, line, kind, zone)), None)
            if rule is not None:
                line.settle(rule.role, rule.name, rule.keep, rule.ends)
