"""Many articles in one run: overnight, unattended, stopped and taken up again."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

from bilingual.batch.items import Item, from_sources, with_stems
from bilingual.batch.manifest import read_manifest

__all__ = ["Item", "from_sources", "read_manifest", "with_stems"]


class _Callable(ModuleType):
    """This package under the name of the function: ``bilingual.batch(…)`` is `bilingual.api.batch`."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Do what `bilingual.api.batch` does."""
        from bilingual.api import batch

        return batch(*args, **kwargs)


sys.modules[__name__].__class__ = _Callable
