"""Checks of one target against its source: pure functions that return findings."""

from __future__ import annotations

from bilingual.checks.registry import CHECKS, Check
from bilingual.checks.target import check_target

__all__ = ["CHECKS", "Check", "check_target"]
