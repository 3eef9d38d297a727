"""Many articles in one run: overnight, unattended, stopped and taken up again."""

from __future__ import annotations

from bilingual.batch.items import Item, from_sources, with_stems
from bilingual.batch.manifest import read_manifest

__all__ = ["Item", "from_sources", "read_manifest", "with_stems"]
