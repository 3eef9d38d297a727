"""Checks of targets against their sources: pure functions that return findings."""

from __future__ import annotations

from bilingual.checks.article import check_article
from bilingual.checks.levels import LEVELS, Levels, leveled, read_levels
from bilingual.checks.marks import check_marks
from bilingual.checks.registry import CHECKS, Check
from bilingual.checks.target import check_target

__all__ = [
    "CHECKS",
    "LEVELS",
    "Check",
    "Levels",
    "check_article",
    "check_marks",
    "check_target",
    "leveled",
    "read_levels",
]
