"""Cleaning: what each line or block of a page is for, and the article without what no reader wants.

``judge`` gives every block a role and the name of the rule that decided; ``clean`` keeps what a reader
wants translated.  The rules are data: the TOML files in ``rules``, one a family of pages.
"""

from __future__ import annotations

from bilingual.cleaning.cutting import clean
from bilingual.cleaning.judging import judge
from bilingual.cleaning.rules_files import in_force, read_rules
from bilingual.cleaning.ruleset import Rules, default_rules

__all__ = ["Rules", "clean", "default_rules", "in_force", "judge", "read_rules"]
