"""Turns Korean, Chinese and mixed news pages into clean bilingual editions.

>>> from bilingual import Pipeline, load_settings
>>> with Pipeline(load_settings(to=["en"], engine=["memory"], memory="none")) as pipeline:
...     article = pipeline.translate("제목\\n\\n본문이다.".encode(), "note.txt")
>>> [segment.source for segment in article.segments]
['제목', '본문이다.']

The public names are loaded when they are first used, so that ``import bilingual`` stays cheap.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bilingual.api import Article, batch, translate
    from bilingual.pipeline import Pipeline, is_complete
    from bilingual.settings import Settings, load_settings

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Pipeline",
    "Settings",
    "__version__",
    "batch",
    "is_complete",
    "load_settings",
    "translate",
]

_HOMES = {
    "Article": "bilingual.api",
    "Pipeline": "bilingual.pipeline",
    "Settings": "bilingual.settings",
    "is_complete": "bilingual.pipeline",
    "load_settings": "bilingual.settings",
    "translate": "bilingual.api",
}


def __getattr__(name: str) -> object:
    """Load a public name from the module where it lives."""
    if name == "batch":
        # The package of this name can be called: it does what `api.batch` does.
        return import_module("bilingual.batch")
    if name not in _HOMES:
        raise AttributeError(f"module 'bilingual' has no attribute '{name}'")
    return getattr(import_module(_HOMES[name]), name)
