"""Reading: from a file or standard input to the blocks of an article.

``load`` fetches bytes, ``parse`` turns them into an Article whose blocks all stand in source order with
role ``other``.  What a block is for is not decided here.
"""

from __future__ import annotations

from bilingual.reading.document import parse
from bilingual.reading.loading import load

__all__ = ["load", "parse"]
